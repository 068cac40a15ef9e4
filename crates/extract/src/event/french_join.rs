//! What a French sentence adds to something told before: who was there too, who led it, who signed, who came along.

use std::ops::Range;

use super::company::somebody;
use super::french_doing::behind_stems;
use super::french_met::takes_part;
use super::{Participant, Teller, Trigger, push};
use crate::mention::MentionType;

/// "animé", "dispensées", "coordonnée": a participle of one of `stems`, in any gender and number.
fn participle(w: &str, stems: &'static [&'static str]) -> bool {
    behind_stems(w, stems).any(|(_, end)| {
        matches!(
            end,
            "" | "e"
                | "ee"
                | "es"
                | "ees"
                | "s"
                | "u"
                | "ue"
                | "us"
                | "ues"
                | "it"
                | "ite"
                | "its"
                | "ites"
        )
    })
}

/// Behind "par" stands who led or gave it.
const LED: &[&str] = &[
    "anim",
    "dispens",
    "encadr",
    "assur",
    "organis",
    "donn",
    "coordonn",
    "men",
    "condu",
    "dirig",
    "pilot",
    "financ",
    "inaugur",
    "ouvert",
    "clotur",
    "presid",
    "copresid",
    "facilit",
    "deliv",
    "execut",
    "lanc",
    "realis",
    "coorganis",
    "supervis",
    "parrain",
    "initi",
    "emmen",
    "represent",
];

/// On both sides of "par" stand bodies that acted.
const HELPED: &[&str] = &[
    "epaul", "appuy", "aid", "souten", "assist", "renforc", "second", "rejoint", "relay",
];

/// Verbs that bring people or bodies together behind a pronoun for what was told.
fn gathers(w: &str) -> bool {
    matches!(
        w,
        "reuni"
            | "reunit"
            | "reunissait"
            | "reunira"
            | "rassemble"
            | "rassemblait"
            | "rassemblera"
            | "regroupe"
            | "regroupait"
            | "mobilise"
            | "mobilisait"
            | "associe"
            | "associait"
            | "implique"
            | "impliquait"
            | "comprenait"
            | "comptait"
            | "comprend"
            | "reunissant"
            | "rassemblant"
            | "associant"
            | "impliquant"
            | "mobilisant"
            | "regroupant"
            | "concerne"
            | "accueilli"
    )
}

/// What somebody receives without meeting anybody.
fn given(w: &str) -> bool {
    matches!(
        w.trim_end_matches('s'),
        "attestation"
            | "diplome"
            | "certificat"
            | "brevet"
            | "formation"
            | "examen"
            | "concours"
            | "equipement"
            | "materiel"
            | "vehicule"
            | "don"
            | "lot"
            | "instruction"
            | "soutien"
            | "appui"
            | "prix"
            | "medaille"
            | "insigne"
            | "galon"
            | "distinction"
            | "felicitation"
            | "lettre"
            | "message"
            | "courrier"
            | "copie"
            | "demande"
            | "rapport"
            | "information"
            | "enseignement"
            | "mandat"
            | "aval"
            | "parchemin"
            | "fanion"
            | "drapeau"
            | "flambeau"
            | "cle"
            | "temoin"
            | "trophee"
            | "cheque"
            | "kit"
            | "ordinateur"
            | "moto"
            | "assurance"
    )
}

/// "engagé", "mobilisées": who had a part in what was done.
pub(super) fn engaged(w: &str) -> bool {
    participle(
        w,
        &[
            "engag", "mobilis", "associ", "impliqu", "concern", "deploy", "sollicit",
        ],
    )
}

impl Teller<'_, '_> {
    /// "Il a réuni des stagiaires de …" of a course told before: no meeting of its own.
    pub(super) fn french_gathers(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        if doc.language != text::Language::French
            || t.kind != "meeting"
            || !gathers(doc.w(t.last - 1))
        {
            return false;
        }
        let told = self
            .events
            .last()
            .is_some_and(|e| matches!(e.kind, "training" | "conference" | "operation"));
        // "Présidée par X, cette rencontre a rassemblé": X is the head of what was told.
        let this = (t.first.saturating_sub(4)..t.first).any(|i| {
            doc.before(i, 1) == "cette" && matches!(doc.w(i), "rencontre" | "reunion" | "session")
        });
        let named = !this && self.named_in(r.start..t.first);
        let pronoun = (r.start..t.first).any(|i| {
            matches!(
                doc.w(i),
                "il" | "elle"
                    | "ils"
                    | "elles"
                    | "qui"
                    | "stage"
                    | "formation"
                    | "atelier"
                    | "session"
                    | "seminaire"
                    | "exercice"
                    | "conference"
                    | "operation"
            ) || matches!(doc.w(i), "reunion" | "rencontre") && doc.before(i, 1) == "cette"
        });
        told && !named && pronoun
    }

    /// "a appelé les deux forces à faire front commun", "entretenus sur la résolution": no call and no meeting.
    pub(super) fn french_other_sense(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        if doc.language != text::Language::French || !doc.latin(t.first) {
            return false;
        }
        let w = doc.w(t.last - 1);
        let near = t.last..(t.last + 8).min(doc.len());
        let urges = w.starts_with("appel")
            && !w.ends_with('l')
            && w != "appels"
            && near
                .clone()
                .any(|i| doc.t.text(i) == "à" && doc.sentence[i] == doc.sentence[t.first])
            && !near
                .clone()
                .any(|i| doc.is(i, crate::lexicon::Tag::Counterpart));
        // "Joint par téléphone, le procureur a confirmé": a journalist called.
        let asked = t.kind == "call"
            && (t.first.saturating_sub(3)..t.last).any(|i| {
                !matches!(doc.w(i.saturating_sub(1)), "a" | "ont" | "avait")
                    && !self.somebody_behind(self.past_days(i + 1) + 1, 3)
                    && matches!(
                        doc.w(i),
                        "joint"
                            | "jointe"
                            | "joints"
                            | "contacte"
                            | "contactee"
                            | "interroge"
                            | "interrogee"
                            | "sollicite"
                            | "sollicitee"
                    )
            });
        let taught = w.starts_with("entretenu")
            && t.last == t.first + 1
            && near
                .clone()
                .take(2)
                .any(|i| matches!(doc.w(i), "sur" | "de" | "des"));
        // "président en exercice", "est venue présenter": no exercise and no journey.
        let term = w == "exercice"
            && t.first > 0
            && (doc.w(t.first - 1) == "en"
                || doc.w(t.last) == "de"
                    && matches!(doc.w(t.last + 1), "ses" | "leurs" | "son" | "sa"));
        // "s'est rendu au chevet des blessés": to no town and no body.
        let rest = self.sentence_of(t.first);
        let nowhere = t.kind == "visit"
            && w.starts_with("rend")
            && !rest.clone().any(|i| {
                matches!(
                    doc.w(i),
                    "y" | "ou" | "pays" | "capitale" | "place" | "etranger" | "ville" | "frontiere"
                )
            })
            && !self.found.iter().any(|f| {
                matches!(
                    f.kind,
                    MentionType::Location | MentionType::Organization | MentionType::Region
                ) && (f.first >= t.last || doc.w(rest.start) == "c" && f.first < rest.start + 6)
                    && rest.contains(&f.first)
            });
        let comes_to = t.kind == "visit"
            && (w.starts_with("venu") || w.starts_with("alle"))
            && !doc.is(t.last, crate::lexicon::Tag::Stop)
            && ["er", "ir", "re"]
                .iter()
                .any(|e| doc.w(t.last).ends_with(e));
        // "les conclusions de la réunion", "les préparatifs du sommet": another one, only spoken of.
        // "les résultats de l'opération, conduite en avril par A et B" are told all the same.
        let done = t.kind == "operation" && self.done_by_bodies(t, self.sentence_of(t.first).end);
        let results = !done
            && (2..5).filter_map(|n| t.first.checked_sub(n)).any(|i| {
                matches!(
                    doc.w(i),
                    "conclusions"
                        | "recommandations"
                        | "resultats"
                        | "preparatifs"
                        | "preparation"
                        | "reussite"
                        | "succes"
                ) && matches!(doc.w(i + 1), "de" | "du" | "des" | "d" | "issues")
            });
        // "a reçu une décision": a thing, from nobody.
        let end = self.sentence_of(t.first).end;
        let receives = t.kind == "meeting" && (w == "recu" || w == "recoit" || w == "recevra");
        let guest = || {
            self.found.iter().any(|f| {
                f.first >= t.last
                    && f.first < end
                    && !f.inside
                    && f.kind.acts()
                    && f.kind != MentionType::Organization
            }) || (t.last..(t.last + 10).min(end)).any(|i| {
                doc.is(i, crate::lexicon::Tag::Counterpart)
                    || doc.is(i, crate::lexicon::Tag::Office)
                    || doc.is(i, crate::lexicon::Tag::Rank)
                    || matches!(
                        doc.w(i),
                        "delegation"
                            | "par"
                            | "ministres"
                            | "ambassadeurs"
                            | "chefs"
                            | "responsables"
                            | "membres"
                            | "equipe"
                            | "experts"
                            | "officiers"
                            | "hote"
                            | "representants"
                            | "audience"
                            | "mission"
                            | "directeurs"
                            | "delegations"
                    )
            })
        };
        // "X, que Y avait reçu la semaine dernière": X.
        let whom = (t.first.saturating_sub(9)..t.first)
            .any(|i| matches!(doc.w(i), "que" | "qu") && i > 0 && doc.w(i - 1) == ",");
        let thing = receives
            && !whom
            && matches!(
                doc.w(t.last),
                "une" | "un" | "des" | "l" | "le" | "la" | "de" | "du"
            )
            && !guest()
            || receives
                && (self.past_days(t.last)..t.last + 12)
                    .take_while(|&i| !self.covered[i.min(doc.len() - 1)])
                    .any(|i| given(doc.w(i)));
        // "une conférence de presse", "une visite entre voisins"
        let press = t.kind == "conference"
            && w == "conference"
            && doc.w(t.last) == "de"
            && doc.w(t.last + 1) == "presse";
        let among = t.kind == "visit" && w == "visite" && doc.w(t.last) == "entre";
        // "la visite guidée de l'école"
        let guided = w == "visite" && matches!(doc.w(t.last), "guidee" | "guidees");
        // "a rendu hommage à la Police": no journey.
        let honours = t.kind == "visit"
            && w.starts_with("rend")
            && matches!(doc.w(t.last), "hommage" | "compte" | "service" | "justice");
        guided
            || honours
            || nowhere
            || urges
            || taught
            || asked
            || term
            || comes_to
            || results
            || thing
            || press
            || among
            // "en concertation avec l'Office": together with it.
            || t.kind == "consultation" && t.first > 0 && doc.w(t.first - 1) == "en" && w == "concertation"
            // "un atelier clandestin", "un atelier de fabrication": of no course.
            || t.kind == "training"
                && w.starts_with("atelier")
                && (doc.w(t.last).starts_with("clandestin")
                    || doc.w(t.last) == "de"
                        && matches!(
                            doc.w(t.last + 1),
                            "fabrication" | "contrefacon" | "production" | "conditionnement" | "confection"
                        ))
            || self.gives_room(t)
            || self.french_only_named(t)
    }

    /// "X, Y et, en visioconférence, Z": one of them was there from afar, it is no call.
    pub(super) fn one_from_afar(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let comma = |i: usize| matches!(doc.w(i), "," | "(");
        // "a pris part, par visioconférence, à la réunion ministérielle"
        let attends = t.kind == "call"
            && self.french()
            && doc.w(t.last - 1).starts_with("visio")
            && (r.start..t.first).any(|i| self.attends(i) && !doc.w(i).ends_with("ant"))
            && (t.last..t.last + 8).any(|i| {
                matches!(
                    doc.w(i).trim_end_matches('s'),
                    "conference"
                        | "ministerielle"
                        | "session"
                        | "assemblee"
                        | "sommet"
                        | "forum"
                        | "travaux"
                        | "congre"
                        | "assise"
                        | "colloque"
                )
            });
        attends
            || t.kind == "call"
                && doc.latin(t.first)
                && doc.w(t.last - 1).starts_with("visio")
                && t.first > r.start + 1
                && {
                    let c = t.first - 1 - usize::from(doc.w(t.first - 1) == "en");
                    comma(c) && c > r.start && doc.w(c - 1) == "et"
                }
                && comma(t.last)
    }

    /// A sentence that adds to event `e`; whether it did.
    pub(super) fn french_joins(&mut self, e: usize, r: Range<usize>, m: Range<usize>) -> bool {
        let doc = self.doc;
        if doc.language != text::Language::French || !doc.latin(r.start) {
            return false;
        }
        if self.french_named_after(e, &r, m.clone()) {
            return true;
        }
        // "La délégation géorgienne comprenait aussi X": at the meeting, though they signed since.
        let delegation = (r.start..r.start + 4).any(|i| doc.w(i) == "delegation");
        let met = self.events[..=e]
            .iter()
            .rposition(|x| matches!(x.kind, "meeting" | "visit") && x.participants.len() > 1);
        let e = met.filter(|&n| delegation && e < n + 3).unwrap_or(e);
        // "Ils étaient accompagnés de X": on the journey or at the meeting told last.
        let along = (r.start..(r.start + 6).min(r.end)).find(|&i| {
            matches!(
                doc.w(i),
                "accompagne"
                    | "accompagnee"
                    | "accompagnes"
                    | "accompagnees"
                    | "entoure"
                    | "entouree"
            ) && matches!(doc.w(i + 1), "de" | "du" | "des" | "d" | "par")
        });
        let pronoun = matches!(doc.w(r.start), "il" | "elle" | "ils" | "elles");
        if along.is_some() && pronoun {
            let Some(e) = self.events[..=e]
                .iter()
                .rposition(|x| matches!(x.kind, "visit" | "meeting"))
            else {
                return false;
            };
            for k in m {
                let f = &self.found[k];
                if somebody(f)
                    && let Some(p) = self.participant(k)
                {
                    self.adds(e, p);
                }
            }
            return true;
        }
        let mut there = self.french_presence(e, &r, m.clone());
        there.extend(self.sent_people(e, &r, m.clone()));
        there.extend(self.french_aids(e, &r, m.clone()));
        there.extend(self.french_speaker(e, &r, m.clone()));
        if !there.is_empty() {
            for p in there {
                self.adds(e, p);
            }
            return true;
        }
        let kind = self.events[e].kind;
        let by = |i: usize| (i + 1..(i + 7).min(r.end)).find(|&k| doc.w(k) == "par");
        let signed = || {
            r.clone()
                .find(|&i| super::french_sign::signs(doc.w(i)) && by(i).is_some())
        };
        let (from, both) = if kind == "agreement" {
            match signed()
                .or_else(|| self.bears_signature(&r))
                .or_else(|| self.made_between_at(&r))
            {
                Some(v) => (v, false),
                None => return false,
            }
        } else {
            let about = |i: usize| i == r.start || self.of_what_was_told(r.start, i);
            let led = r
                .clone()
                .find(|&i| participle(doc.w(i), LED) && by(i).is_some() && about(i));
            let helped = r
                .clone()
                .find(|&i| participle(doc.w(i), HELPED) && by(i).is_some());
            let gathered = r.clone().find(|&i| {
                gathers(doc.w(i)) && i < r.start + 10
                    || matches!(
                        doc.w(i),
                        "participants" | "participantes"
                    ) && matches!(doc.w(i + 1), "etaient" | "sont" | "figurent" | ":")
                    // "Les services engagés étaient A et B", "Étaient mobilisées A et B"
                    || engaged(doc.w(i))
                        && (matches!(doc.w(i + 1), "etaient" | "sont" | "figurent" | ":")
                            || i == r.start + 1
                                && matches!(doc.w(r.start), "etaient" | "sont" | "furent"))
            });
            // "En Belgique, la Police fédérale et le parquet ont mené les opérations."
            let acted = r.clone().find(|&i| {
                matches!(
                    doc.w(i),
                    "mene"
                        | "conduit"
                        | "execute"
                        | "realise"
                        | "effectue"
                        | "coordonne"
                        | "dirige"
                        | "procede"
                        | "participe"
                ) && matches!(doc.w(i.saturating_sub(1)), "ont" | "a")
                    && (i + 1..i + 6).any(|k| {
                        matches!(
                            doc.w(k),
                            "operations"
                                | "operation"
                                | "perquisitions"
                                | "arrestations"
                                | "enquete"
                                | "investigations"
                                | "action"
                                | "actions"
                        )
                    })
            });
            // "Les enquêtes ont été menées conjointement avec X"
            let jointly = r.clone().find(|&i| {
                participle(doc.w(i), &["men", "condu", "realis", "execut"])
                    && (i + 1..i + 5).any(|k| doc.w(k) == "avec")
            });
            // "sous la conduite de deux formateurs de l'Office"
            let taught = r.clone().find(|&i| {
                matches!(
                    doc.w(i),
                    "conduite" | "houlette" | "direction" | "supervision" | "encadrement" | "egide"
                ) && matches!(doc.w(i + 1), "de" | "du" | "d" | "des")
                    && kind == "training"
            });
            let led = led.or(taught);
            let helped = helped.or(acted.or(jointly).filter(|_| kind == "operation"));
            let there = r.clone().find(|&i| self.there_by_word(i, r.start));
            // "Côté français, l'Office et la Garde étaient à la manœuvre"
            let nation = |i: usize| {
                doc.at(i)
                    .iter()
                    .any(|h| matches!(h.tag, crate::lexicon::Tag::Nat(_)))
            };
            let side = r.clone().find(|&i| {
                kind == "operation"
                    && doc.w(i) == "cote"
                    && (i == r.start || matches!(doc.w(i - 1), "," | ";" | "du"))
                    && nation(i + 1)
            });
            let there = there.or(side);
            let aided = r.clone().find(|&i| {
                matches!(
                    doc.w(i),
                    "appui" | "soutien" | "concours" | "renfort" | "assistance" | "participation"
                ) && matches!(doc.w(i + 1), "de" | "du" | "des" | "d")
            });
            match (there, helped, led, gathered, aided) {
                (Some(v), ..) => (v, true),
                (_, Some(v), ..) => (v, true),
                (_, _, Some(v), ..) => (v, false),
                (_, _, _, Some(v), _) => (v, false),
                (_, _, _, _, Some(v))
                    if matches!(kind, "training" | "operation" | "conference") =>
                {
                    (v, false)
                }
                _ => return false,
            }
        };
        let bodies = matches!(kind, "training" | "operation" | "conference" | "agreement");
        // "Y ont pris part la Police et X": a body, too.
        let part = takes_part(doc.w(from), doc.w(from + 1), doc.w(from + 2));
        if kind == "operation"
            && m.clone()
                .any(|k| self.found[k].kind == MentionType::Organization)
        {
            self.only_announced(e);
        }
        let mut added = false;
        for k in m {
            let f = &self.found[k];
            let there = both || f.first > from;
            let fits = match f.kind {
                MentionType::Organization => {
                    !f.inside
                        && (bodies || part || self.stands_for(f.first))
                        && !self.bystander(f, kind)
                        && !self.latin_announces(f)
                }
                MentionType::Person | MentionType::Office => {
                    kind != "operation"
                        && !f.inside
                        && !self.speaks_for(f)
                        && (kind != "training" || !self.french_ceremony(f))
                }
                _ => false,
            };
            if !there
                || !fits
                || self.french_absent(f)
                || crate::entity::alias_of(doc, self.found, k).is_some()
            {
                continue;
            }
            if let Some(p) = self.participant(k) {
                added = true;
                self.adds(e, p);
            }
        }
        added
    }

    /// "L'opération", "les cours", "elle" before `i`: the sentence is about what was told.
    fn of_what_was_told(&self, start: usize, i: usize) -> bool {
        (start..i.min(start + 6)).any(|k| {
            matches!(
                self.doc.w(k),
                "il" | "elle"
                    | "ils"
                    | "elles"
                    | "operation"
                    | "operations"
                    | "stage"
                    | "cours"
                    | "formation"
                    | "formations"
                    | "atelier"
                    | "session"
                    | "sessions"
                    | "seminaire"
                    | "exercice"
                    | "conference"
                    | "reunion"
                    | "rencontre"
                    | "travaux"
                    | "ceremonie"
                    | "colloque"
                    | "forum"
                    | "action"
                    | "intervention"
                    | "modules"
                    | "module"
                    | "coordination"
                    | "perquisitions"
                    | "debats"
                    | "echanges"
                    | "encadrement"
                    | "partie"
                    | "delegation"
                    | "delegations"
                    | "manifestation"
                    | "evenement"
                    | "activite"
                    | "activites"
                    | "assises"
                    | "programme"
                    | "cote"
                    | "assaut"
            )
        })
    }

    /// A body that only announced the operation gives way to those that did it.
    fn only_announced(&mut self, e: usize) {
        let doc = self.doc;
        let [one] = self.events[e].participants[..] else {
            return;
        };
        let at = doc
            .t
            .list
            .partition_point(|k| (k.start as usize) < self.events[e].trigger.start);
        let Some(&s) = doc.sentence.get(at) else {
            return;
        };
        let said = self.found.iter().enumerate().any(|(k, f)| {
            doc.sentence[f.first] == s
                && self.resolved.of[k].is_some()
                && self.resolved.of[k] == one.entity
                && self.latin_announces(f)
        });
        if said {
            self.events[e].participants.clear();
        }
    }

    /// "X, qui avait reçu Y lundi, a pris part à la cérémonie": he was at what was told before the sentence.
    pub(super) fn french_attends(&mut self, told_before: usize, r: &Range<usize>, m: Range<usize>) {
        let doc = self.doc;
        if doc.language != text::Language::French || told_before == 0 {
            return;
        }
        let at = r.clone().find(|&i| {
            (doc.w(i) == "part"
                && i > r.start
                && matches!(doc.w(i - 1), "pris" | "prend" | "prenait")
                || matches!(doc.w(i), "assiste" | "participe") && doc.t.text(i).ends_with('é'))
                && (i + 1..i + 4).any(|k| {
                    matches!(
                        doc.w(k),
                        "ceremonie"
                            | "travaux"
                            | "rencontre"
                            | "reunion"
                            | "forum"
                            | "conference"
                            | "seance"
                            | "ouverture"
                            | "cloture"
                    )
                })
        });
        let Some(at) = at else { return };
        let kinds = |e: &super::Event| matches!(e.kind, "conference" | "training" | "meeting");
        let Some(e) = self.events[..told_before].iter().rposition(kinds) else {
            return;
        };
        if let Some(p) = self.first_subject(r, m, at) {
            self.adds(e, p);
        }
    }

    /// "un représentant de la Force", "des officiers de la Garde": they stand for it.
    pub(super) fn stands_for(&self, first: usize) -> bool {
        let doc = self.doc;
        let near = || (1..6).filter_map(|n| first.checked_sub(n));
        // "un certain nombre de hauts cadres du ministère": nobody in particular.
        if near().any(|i| matches!(doc.w(i), "hauts" | "hautes" | "nombre")) {
            return false;
        }
        near().any(|i| {
            doc.w(i) == "delegation"
                || super::french_role::some_of_them(doc.w(i)) && doc.w(i) != "services"
        })
    }

    pub(super) fn adds(&mut self, e: usize, p: Participant) {
        push(&mut self.events[e].participants, p);
    }

    /// "Accompagné de X, le ministre a rencontré Z" on the journey told before: X came along.
    pub(super) fn french_company(&mut self, r: &Range<usize>, m: Range<usize>) {
        let doc = self.doc;
        if doc.language != text::Language::French {
            return;
        }
        let (subject, beside) = self.french_party(r, m);
        let Some(subject) = subject.filter(|_| !beside.is_empty()) else {
            return;
        };
        let journey = self.events.iter().rposition(|e| {
            e.kind == "visit"
                && e.participants
                    .iter()
                    .any(|p| p.entity.is_some() && p.entity == subject.entity)
        });
        if let Some(e) = journey {
            for p in beside {
                self.adds(e, p);
            }
        }
    }
}

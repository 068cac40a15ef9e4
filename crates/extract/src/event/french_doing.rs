//! French words for what services do: who teaches whom, who arrests and seizes together, what a house gives room to, and by
//! which noun a further sentence goes on about a course or a conference.

use std::ops::Range;

use super::french_role::some_of_them;
use super::{Teller, Trigger};
use crate::mention::{Found, MentionType};

/// The ending of a participle: "é", "ées", "u", "ies".
fn past(end: &str) -> bool {
    matches!(end, "" | "e" | "ee" | "es" | "ees" | "s")
}

/// Each of `stems` that `w` begins with, and what stands behind it.
pub(super) fn behind_stems<'w>(
    w: &'w str,
    stems: &'static [&'static str],
) -> impl Iterator<Item = (&'static str, &'w str)> {
    let first = w.as_bytes().first();
    let near = stems.iter().filter(move |s| s.as_bytes().first() == first);
    near.filter_map(move |s| Some((*s, w.strip_prefix(s)?)))
}

/// A participle of one of `stems`.
pub(super) fn of_stems(w: &str, stems: &'static [&'static str]) -> bool {
    behind_stems(w, stems).any(|(s, end)| past(end) && w.len() > s.len().min(4))
}

/// "formé", "instruit", "initiées": taught.
fn taught(w: &str) -> bool {
    of_stems(
        w,
        &[
            "form",
            "instruit",
            "initi",
            "entrain",
            "recycl",
            "outill",
            "perfectionn",
            "encadr",
            "prepar",
        ],
    )
}

/// "saisi", "interpellés", "démantelée": what services do to people and goods.
fn seized(w: &str) -> bool {
    of_stems(
        w,
        &[
            "arraisonn",
            "intercept",
            "sais",
            "saisi",
            "arret",
            "interpell",
            "demantel",
            "apprehend",
            "apprehendu",
            "neutralis",
            "perquisitionn",
            "demasqu",
            "localis",
            "decouvert",
            "recuper",
            "confisqu",
            "liber",
            "dejou",
            "captur",
        ],
    )
}

/// The noun of such a deed.
fn seizure(w: &str) -> bool {
    matches!(
        w.trim_end_matches('s'),
        "arrestation"
            | "interpellation"
            | "saisie"
            | "demantelement"
            | "neutralisation"
            | "capture"
            | "liberation"
            | "interception"
            | "arraisonnement"
    )
}

/// The noun of something people come together for.
fn gathering(w: &str) -> bool {
    matches!(
        w.trim_end_matches('s'),
        "formation"
            | "session"
            | "atelier"
            | "stage"
            | "seminaire"
            | "cour"
            | "exercice"
            | "conference"
            | "forum"
            | "colloque"
            | "reunion"
            | "rencontre"
            | "sommet"
            | "congre"
            | "edition"
            | "assemblee"
            | "symposium"
            | "module"
            | "entrainement"
    )
}

impl Teller<'_, '_> {
    /// A verb or noun of a course or an operation that the lexicon lacks, by the bodies beside it.
    pub(super) fn french_doing(&self, i: usize, start: usize) -> Option<&'static str> {
        let doc = self.doc;
        let w = doc.w(i);
        let helped = || {
            (start.max(i.saturating_sub(6))..i).any(|k| {
                matches!(
                    doc.w(k),
                    "ont" | "avait" | "avaient" | "ete" | "aura" | "auront"
                ) || doc.t.text(k) == "a"
            })
        };
        if taught(w) && self.teaches(i, start, helped()) {
            return Some("training");
        }
        // "Des instructeurs de A entraînent des unités de B"
        if matches!(
            w,
            "entrainent"
                | "instruisent"
                | "initient"
                | "encadrent"
                | "entraineront"
                | "encadreront"
                | "instruiront"
        ) && self.teaches(i, start, true)
        {
            return Some("training");
        }
        if seized(w) && helped() && self.two_bodies_act(i) {
            return Some("operation");
        }
        let two = || self.two_bodies_act(i);
        match w {
            // "ont mis en échec une tentative", "mis hors d'état de nuire"
            "mis"
                if helped()
                    && (matches!(
                        doc.w(i + 2),
                        "echec" | "d" | "agissements" | "arrets" | "main" | "verrous"
                    ) || doc.w(i + 1) == "fin")
                    && two() =>
            {
                Some("operation")
            }
            "procede" if helped() && self.ahead(i, 1, 12).any(|k| seizure(doc.w(k))) && two() => {
                Some("operation")
            }
            // "a mené mercredi 14 perquisitions, avec l'appui d'Europol"
            "mene" | "effectue" | "realise" | "opere" | "conduit" | "procede"
                if helped()
                    && self.events.last().is_none_or(|e| e.kind != "operation")
                    && self.ahead(i, 1, 8).any(|k| {
                        seizure(doc.w(k))
                            || matches!(
                                doc.w(k),
                                "perquisitions"
                                    | "perquisition"
                                    | "descentes"
                                    | "fouilles"
                                    | "controles"
                            )
                    })
                    && two() =>
            {
                Some("operation")
            }
            // "Les travaux du comité conjoint ont repris à X, sous la présidence de Y et Z"
            "travaux" if self.committee_sits(i) => Some("meeting"),
            // "L'arrestation de X par A, en collaboration avec B"
            _ if seizure(w) && self.together(i) && two() => Some("operation"),
            // "Menée à Anvers, l'intervention a associé A et B"
            "intervention" | "dispositif" | "manoeuvre" | "action"
                if i > start
                    && matches!(
                        doc.w(i - 1),
                        "'" | "l" | "la" | "le" | "cette" | "une" | "un" | "ce"
                    )
                    && self.carried_out(i, start)
                    && self.body_in_sentence(i) =>
            {
                Some("operation")
            }
            // "viennent de sceller un partenariat"
            "partenariat" | "jumelage"
                if (start.max(i.saturating_sub(4))..i)
                    .any(|k| super::french_sign::signs(doc.w(k))) =>
            {
                Some("agreement")
            }
            "reuni" | "reunie" | "reunis" | "reunies" if self.sat_under(i, start) => {
                Some("meeting")
            }
            // "interviendra lors d'un panel"
            "panel"
                if i > start
                    && matches!(doc.w(i - 1), "un" | "du" | "au" | "le")
                    && (start..i).any(|k| {
                        let w = doc.w(k);
                        w.starts_with("interv") || w.starts_with("particip") || w == "part"
                    }) =>
            {
                Some("conference")
            }
            // "l'Office avait tenu une session similaire à Accra, au profit de la Garde"
            "session" | "edition"
                if matches!(
                    doc.w(i + 1),
                    "similaire" | "identique" | "analogue" | "semblable"
                ) && self.course_told().is_some() =>
            {
                self.course_told()
            }
            // "une journée de sensibilisation au profit de la Garde", "une session à l'intention de l'Office"
            "session" | "sessions" | "journee" | "journees" | "campagne"
                if i > start
                    && matches!(doc.w(i - 1), "une" | "deux" | "des" | "la" | "cette")
                    && (w.starts_with("session")
                        || (i + 1..i + 4).any(|k| {
                            matches!(
                                doc.w(k),
                                "sensibilisation" | "formation" | "information" | "instruction"
                            )
                        }))
                    && self.for_the_good_of(i) =>
            {
                Some("training")
            }
            // "Un second module sera assuré par X pour les cadres de Y"
            "module" | "volet" | "cycle" | "session" | "promotion"
                if i > start
                    && matches!(
                        doc.w(i - 1),
                        "second"
                            | "seconde"
                            | "deuxieme"
                            | "troisieme"
                            | "nouveau"
                            | "nouvelle"
                            | "prochain"
                    )
                    && self.events.iter().any(|e| e.kind == "training")
                    && (i + 1..(i + 6).min(self.sentence_of(i).end)).any(|k| {
                        of_stems(
                            doc.w(k),
                            &[
                                "assur", "anim", "dispens", "organis", "donn", "encadr", "prev",
                            ],
                        ) || doc.w(k) == "prevu"
                    }) =>
            {
                Some("training")
            }
            // "une session consacrée à l'entraide" at a school.
            "session"
                if i > start
                    && matches!(doc.w(i - 1), "une" | "cette" | "la")
                    && self.at_a_school(i) =>
            {
                Some("training")
            }
            _ => None,
        }
    }

    /// "Des formateurs de A ont instruit des éléments de B", "les agents de B formés par A": the participle at `i` has bodies on
    /// both sides.
    fn teaches(&self, i: usize, start: usize, helped: bool) -> bool {
        let doc = self.doc;
        let end = self.sentence_of(i).end;
        let body = |f: &Found| f.kind == MentionType::Organization && !f.inside;
        let before = self.between(start, i).any(|k| body(&self.found[k]));
        let behind = |from: usize, n: usize| {
            self.between(from, (from + n).min(end))
                .find(|&k| body(&self.found[k]))
        };
        let passive = !helped || (start.max(i.saturating_sub(3))..i).any(|k| doc.w(k) == "ete");
        if passive {
            let by = (i + 1..(i + 14).min(end)).find(|&k| doc.w(k) == "par");
            let people = (start.max(i.saturating_sub(14))..i).any(|k| some_of_them(doc.w(k)));
            // "Vingt douaniers ont été formés par l'Organisation": of whom those taught are, need not be said.
            return (before || helped) && people && by.is_some_and(|b| behind(b, 8).is_some());
        }
        let people = (i + 1..(i + 14).min(end)).any(|k| some_of_them(doc.w(k)));
        before && people && behind(i + 1, 20).is_some()
    }

    /// "en collaboration avec", "avec l'appui de" in the sentence of `i`.
    fn together(&self, i: usize) -> bool {
        let doc = self.doc;
        self.sentence_of(i).any(|k| {
            matches!(
                doc.w(k),
                "collaboration"
                    | "cooperation"
                    | "coordination"
                    | "concert"
                    | "appui"
                    | "concours"
                    | "soutien"
                    | "conjointement"
                    | "renseignements"
                    | "informations"
            ) && (k + 1..k + 4).any(|n| {
                matches!(
                    doc.w(n),
                    "avec" | "de" | "du" | "d" | "par" | "fournis" | "fournies"
                )
            })
        })
    }

    /// What the noun at `i` names was carried out by somebody, or brought bodies together.
    fn carried_out(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        let near = start.max(i.saturating_sub(16))..(i + 6).min(self.sentence_of(i).end);
        near.into_iter().any(|k| {
            of_stems(
                doc.w(k),
                &[
                    "men", "conduit", "coordonn", "lanc", "declench", "realis", "execut",
                ],
            ) || matches!(doc.w(k), "associe" | "mobilise" | "implique") && k > i
        })
    }

    /// A school, an academy or an institute of the sentence gives room to what is told at `i`.
    fn at_a_school(&self, i: usize) -> bool {
        let doc = self.doc;
        let r = self.sentence_of(i);
        self.between(r.start, r.end).any(|k| {
            let f = &self.found[k];
            f.kind == MentionType::Organization
                && matches!(doc.w(f.first), "ecole" | "academie" | "institut" | "centre")
        })
    }

    /// "L'École a accueilli une session de formation", "abritera la 5e réunion": nobody is received.
    pub(super) fn gives_room(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let w = doc.w(t.last - 1);
        let verb = w.starts_with("accueil") || w.starts_with("abrit");
        if t.kind != "meeting" || !verb || !self.french() {
            return false;
        }
        let end = self.sentence_of(t.first).end;
        let mut k = t.last;
        // Days and places between commas.
        while k < end.min(t.last + 16) {
            let at = k;
            let here = self.begin(k, k + 1).iter();
            let mut beside =
                here.filter(|f| matches!(f.kind, MentionType::Date | MentionType::Location));
            if let Some(f) = beside.next() {
                k = f.last;
            } else if matches!(
                doc.w(k),
                "," | "du"
                    | "le"
                    | "de"
                    | "a"
                    | "ce"
                    | "au"
                    | "les"
                    | "depuis"
                    | "en"
                    | "des"
                    | "et"
            ) && !self.covered[k]
            {
                k += 1;
            }
            if k == at {
                break;
            }
        }
        let object = k..(k + 6).min(end);
        !self.covered[k.min(end - 1)]
            && object
                .clone()
                .take_while(|&i| !self.covered[i])
                .any(|i| gathering(doc.w(i)))
    }

    /// "Organisée par l'Office, la rencontre réunit des cadres de …": the course or the conference told before.
    pub(super) fn french_same_course(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let noun = t.kind == "meeting"
            && matches!(doc.w(t.last - 1), "rencontre" | "reunion" | "seance")
            && t.last <= t.first + 2;
        let told = self
            .events
            .last()
            .is_some_and(|e| matches!(e.kind, "training" | "conference"));
        if !self.french() || !noun || !told {
            return false;
        }
        let article = t.first > r.start && matches!(doc.w(t.first - 1), "la" | "cette" | "ladite")
            || t.last == t.first + 2 && matches!(doc.w(t.first), "la" | "cette");
        let other = matches!(doc.w(t.last), "entre" | "avec" | "de" | "du" | "des" | "d")
            && !(t.last + 1..t.last + 3).any(|k| matches!(doc.w(k), "jours" | "jour"));
        let opens = of_stems(
            doc.w(r.start),
            &[
                "organis",
                "anim",
                "presid",
                "copresid",
                "plac",
                "financ",
                "initi",
                "tenu",
                "coorganis",
                "pilot",
                "ouvert",
                "facilit",
            ],
        ) && (r.start..t.first).any(|k| matches!(doc.w(k), "par" | "sous"));
        let goes_on = t.first < r.start + 3
            && (t.last..t.last + 4).any(|k| {
                let w = doc.w(k);
                w.starts_with("reuni")
                    || w.starts_with("rassembl")
                    || w.starts_with("regroup")
                    || of_stems(
                        w,
                        &["organis", "anim", "coorganis", "financ", "facilit", "pilot"],
                    )
            });
        article && !other && (opens || goes_on)
    }

    /// "Le Parquet a annoncé l'arrestation de …, lors d'une opération de l'Office": who says it before it is said who did it.
    pub(super) fn announces_deed(&self, m: &Found) -> bool {
        let doc = self.doc;
        if !self.french() || m.inside {
            return false;
        }
        let end = self.sentence_of(m.first).end;
        let said = matches!(doc.w(m.last), "a" | "ont")
            && (m.last + 1..m.last + 4).any(|k| {
                matches!(
                    doc.w(k),
                    "annonce" | "indique" | "fait" | "precise" | "declare" | "revele" | "confirme"
                )
            });
        if !said {
            return false;
        }
        let body = |from: usize, n: usize| {
            self.between(from, (from + n).min(end))
                .any(|k| self.found[k].kind == MentionType::Organization)
        };
        (m.last..end).any(|k| {
            doc.w(k) == "par" && body(k + 1, 4)
                || matches!(
                    doc.w(k),
                    "operation" | "enquete" | "intervention" | "action"
                ) && matches!(doc.w(k + 1), "de" | "du" | "d" | "des")
                    && body(k + 2, 3)
        })
    }

    /// "Prenant la parole à l'ouverture du colloque, X a rappelé …": he was there.
    pub(super) fn speaks_at_forum(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let r = self.sentence_of(t.first);
        let speaks = (r.start..r.start + 2).any(|k| {
            matches!(
                doc.w(k),
                "prenant"
                    | "exprimant"
                    | "intervenant"
                    | "ouvrant"
                    | "cloturant"
                    | "inaugurant"
                    | "presidant"
                    | "procedant"
                    | "accueillant"
            )
        });
        self.french() && t.kind == "conference" && speaks && t.first < r.start + 14
    }

    /// "la 3e session des consultations", "la 5e session de la commission mixte": what sits.
    pub(super) fn session_of(&self, i: usize) -> Option<&'static str> {
        let doc = self.doc;
        if !matches!(doc.w(i + 1), "de" | "des" | "du" | "d") {
            return None;
        }
        self.ahead(i, 2, 6)
            .find_map(|k| match doc.w(k).trim_end_matches('s') {
                "consultation" | "concertation" | "negociation" | "pourparler" | "dialogue" => {
                    Some("consultation")
                }
                "commission" | "comite" | "groupe" => Some("meeting"),
                _ => None,
            })
    }

    /// "leur réunion annuelle" is of those who meet, "le sommet sur la cybersécurité" one of many.
    pub(super) fn french_forum(&self, h: &crate::lexicon::Hit, kind: &'static str) -> &'static str {
        let doc = self.doc;
        if !self.french() || h.first == 0 {
            return kind;
        }
        let theirs = matches!(doc.w(h.first - 1), "leur" | "leurs");
        let forum = matches!(
            doc.w(h.last),
            "sur" | "mondial" | "international" | "regional" | "africain"
        ) || matches!(doc.w(h.last), "de" | "du" | "des" | "d")
            && doc.w(h.first - 1) == "au";
        // "la 12e session du comité mixte", "la 3e session de formation"
        if doc.w(h.last - 1) == "session" && kind == "conference" {
            let course = doc.w(h.last) == "de"
                && (h.last + 1..h.last + 2).any(|k| {
                    matches!(
                        doc.w(k),
                        "formation"
                            | "renforcement"
                            | "perfectionnement"
                            | "sensibilisation"
                            | "recyclage"
                    )
                });
            return match self.session_of(h.last - 1) {
                _ if course => "training",
                Some("meeting") => "meeting",
                _ => kind,
            };
        }
        match (doc.w(h.first), kind) {
            ("reunion", "conference") if theirs => "meeting",
            ("sommet", "meeting") if forum => "conference",
            _ => kind,
        }
    }

    /// "L'École reçoit douze officiers de la Garde pour un stage": they come to learn.
    pub(super) fn french_trainees(&self, triggers: &mut Vec<Trigger>) {
        let doc = self.doc;
        let [receives, course, ..] = triggers[..] else {
            return;
        };
        let w = doc.w(receives.last - 1);
        let verb = ["rec", "accueil"].iter().any(|s| w.starts_with(s));
        let goal = (receives.last..course.first)
            .rev()
            .take(4)
            .any(|i| matches!(doc.w(i), "pour" | "suivre"));
        let person = self.between(receives.last, course.first).any(|k| {
            let f = &self.found[k];
            matches!(f.kind, MentionType::Person | MentionType::Office) && !f.inside
        });
        if self.french()
            && verb
            && receives.kind == "meeting"
            && course.kind == "training"
            && goal
            && !person
        {
            triggers.remove(0);
        }
    }

    /// "la vice-première ministre et ministre de la Défense": without an article the second title is of the same.
    pub(super) fn french_second_title(&self, k: usize) -> bool {
        let f = &self.found[k];
        let office = |f: &Found| f.kind == MentionType::Office && !f.inside;
        self.french()
            && office(f)
            && f.link.is_none()
            && f.first > 1
            && self.doc.w(f.first - 1) == "et"
            && self.found[k.saturating_sub(4)..k]
                .iter()
                .any(|o| office(o) && o.last + 1 == f.first && o.link.is_none())
    }

    /// "La commission, réunie mardi à X, était présidée par Y et Z"
    pub(super) fn sat_under(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        let when = |k: usize| {
            matches!(
                self.found[k].kind,
                MentionType::Date | MentionType::Location
            )
        };
        self.french()
            && i > start
            && doc.w(i - 1) == ","
            && doc.t.text(i).contains('é')
            && self.between(i + 1, i + 5).any(when)
            && (i + 1..self.sentence_of(i).end)
                .any(|k| of_stems(doc.w(k), &["presid", "copresid", "conduit", "dirig"]))
    }

    /// "au profit de la Garde", "à l'intention des agents de l'Office" in the sentence of `i`.
    fn for_the_good_of(&self, i: usize) -> bool {
        let doc = self.doc;
        let end = self.sentence_of(i).end;
        self.body_in_sentence(i)
            && (i + 1..end).any(|k| {
                matches!(
                    doc.w(k),
                    "profit" | "benefice" | "intention" | "attention" | "faveur"
                ) && matches!(doc.w(k + 1), "de" | "du" | "des" | "d")
            })
    }

    /// The kind of the course or conference told last.
    fn course_told(&self) -> Option<&'static str> {
        let mut told = self.events.iter().rev().map(|e| e.kind);
        told.find(|k| matches!(*k, "training" | "conference"))
    }

    /// "Les travaux de la commission mixte se sont ouverts": the committee sat, where the text does not count its session.
    fn committee_sits(&self, i: usize) -> bool {
        let doc = self.doc;
        let of = matches!(doc.w(i + 1), "de" | "du")
            && self
                .ahead(i, 2, 5)
                .any(|k| matches!(doc.w(k), "comite" | "commission" | "groupe"));
        let counted = self
            .ahead(i, 1, 6)
            .any(|k| matches!(doc.w(k), "session" | "reunion"));
        let end = self.sentence_of(i).end;
        let sat = (i + 3..end).any(|k| {
            of_stems(
                doc.w(k),
                &[
                    "repris",
                    "debut",
                    "ouvert",
                    "tenu",
                    "deroul",
                    "achev",
                    "clotur",
                    "commenc",
                    "poursuivi",
                ],
            ) || doc.w(k) == "pris"
        });
        of && !counted && sat && i > 0 && doc.w(i - 1) == "les"
    }
}

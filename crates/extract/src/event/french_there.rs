//! Words of a French sentence by which somebody was there too: "prenait des notes", "s'est joint à la discussion", "On notait la
//! présence de X", "La Garde avait dépêché deux cadres", "X a prononcé le discours d'ouverture".

use std::ops::Range;

use super::french_join::engaged;
use super::french_met::takes_part;
use super::french_role::{Role, accompanies, some_of_them};
use super::french_sign::signs;
use super::{Participant, Teller, Trigger};
use crate::lexicon::Tag;
use crate::mention::MentionType;

/// What those who teach a course do.
const TEACHING: &[&str] = &[
    "encadrement",
    "animation",
    "formation",
    "direction",
    "coordination",
    "enseignement",
    "cours",
];

/// What is handed over at the end of a course.
const CERTIFICATES: &[&str] = &[
    "attestations",
    "diplomes",
    "certificats",
    "brevets",
    "attestation",
];

/// Beginnings of the words that say who was at a meeting.
const SAYS_WHO: [&str; 19] = [
    "presid",
    "copresid",
    "condui",
    "reuni",
    "rassembl",
    "regroup",
    "presence",
    "represent",
    "delegation",
    "cote",
    "evoqu",
    "examin",
    "discut",
    "abord",
    "echang",
    "passe",
    "conven",
    "entretenu",
    "autour",
];

/// Words behind or before which somebody was there.
pub(super) fn attends(w: &str) -> bool {
    matches!(
        w,
        "assistait"
            | "intervenus"
            | "intervenues"
            | "interviendront"
            | "assistent"
            | "assisteront"
            | "interviennent"
            | "participent"
            | "participeront"
            | "participera"
            | "assistaient"
            | "assiste"
            | "participait"
            | "participaient"
            | "participe"
            | "presents"
            | "presentes"
            | "present"
            | "presente"
            | "figuraient"
            | "figurait"
            | "trouvait"
            | "trouvaient"
            | "representes"
            | "representee"
            | "represente"
            | "representait"
            | "representera"
            | "representeront"
    )
}

impl Teller<'_, '_> {
    /// The word at `i` says that somebody named in its sentence was there.
    pub(super) fn there_by_word(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        // "La Gendarmerie n'y a pas participé"
        if (start.max(i.saturating_sub(3))..i).any(|k| doc.w(k) == "pas") {
            return false;
        }
        // "A et B y étaient associées"
        let there = || (2..4).any(|n| i >= start + n && doc.w(i - n) == "y");
        let near = |n: usize, words: &[&str]| (i + 1..i + n).any(|k| words.contains(&doc.w(k)));
        attends(doc.w(i))
            || engaged(doc.w(i)) && there()
            || takes_part(doc.w(i), doc.w(i + 1), doc.w(i + 2))
            || self.came_in(i, start)
            || match doc.w(i) {
                // "Deux instructeurs de la Garde en assurent l'encadrement"
                "assure" | "assurent" | "assurera" | "assureront" | "assuraient" => {
                    near(4, TEACHING)
                }
                "autour" => doc.w(i + 3) == "table",
                "remis" | "remettre" | "remettait" | "distribue" => near(8, CERTIFICATES),
                "cotes" => matches!(doc.before(i, 1), "ses" | "leurs"),
                _ => false,
            }
    }

    /// "Elle a été présidée par X", "X et Y ont évoqué …": says who was at a meeting told without anybody, or whose a paper is;
    /// "X a affirmé que l'accord est un modèle" does not.
    pub(super) fn french_says_who(&self, r: &Range<usize>) -> bool {
        let told = self.events.last().map_or("", |e| e.kind);
        let says = |i: usize| {
            let w = self.doc.w(i);
            SAYS_WHO.iter().any(|s| w.starts_with(s)) || self.there_by_word(i, r.start)
        };
        match told {
            "meeting" | "call" => r.clone().any(says),
            "agreement" => r.clone().any(|i| signs(self.doc.w(i)) || says(i)),
            _ => true,
        }
    }

    /// "étaient de la partie", "On notait la présence de", "L'accompagnaient", "prenait des notes", "s'est joint à eux".
    fn came_in(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        let before = |n: usize| doc.before_in(start, i, n);
        match doc.w(i) {
            "partie" => before(1) == "la" && before(2) == "de" && doc.w(i + 1) != "de",
            "presence" => {
                before(1) == "la"
                    && matches!(doc.w(i + 1), "de" | "du" | "des" | "d")
                    && (2..5).any(|n| {
                        ["not", "remarqu", "signal", "relev"]
                            .iter()
                            .any(|s| before(n).starts_with(s))
                    })
            }
            "accompagnait" | "accompagnaient" => {
                before(1) == "'" && before(2) == "l"
                    || before(1) == "les"
                    || (i + 2..i + 4).any(|k| {
                        matches!(doc.w(k), "visiteur" | "visiteuse" | "hote" | "delegation")
                    })
            }
            // "La délégation sénégalaise avait à sa tête X"
            "tete" => {
                matches!(before(1), "sa" | "leur")
                    && (start..i.min(start + 4)).any(|k| doc.w(k) == "delegation")
            }
            "notes" => before(1) == "des" && matches!(before(2), "prenait" | "prenaient"),
            "joint" | "jointe" | "joints" | "jointes" => {
                matches!(before(1), "est" | "sont" | "etait" | "etaient")
                    && matches!(doc.w(i + 1), "a" | "au" | "aux")
            }
            "presidence" => (1..4).any(|n| before(n).starts_with("assur")),
            _ => false,
        }
    }

    /// "La Garde, invitée pour la première fois, avait dépêché deux cadres": whose people came to what was told.
    pub(super) fn sent_people(
        &self,
        e: usize,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> Vec<Participant> {
        let doc = self.doc;
        if !matches!(
            self.events[e].kind,
            "meeting" | "conference" | "consultation"
        ) {
            return Vec::new();
        }
        let people = |k: usize| {
            some_of_them(doc.w(k))
                || matches!(
                    doc.w(k),
                    "observateurs" | "observateur" | "delegation" | "emissaire"
                )
        };
        let sends = r.clone().find(|&i| {
            matches!(doc.w(i), "depeche" | "envoye" | "delegue" | "mandate")
                && i > r.start
                && matches!(doc.w(i - 1), "a" | "avait" | "ont" | "avaient")
                && self.ahead(i, 1, 5).any(people)
        });
        let Some(v) = sends else {
            return Vec::new();
        };
        let units = self.units(r, m);
        let first = units.iter().find(|u| u.role == Role::Bare && u.last <= v);
        let first = first.filter(|u| u.body);
        first.map(|u| u.who).into_iter().collect()
    }

    /// "Europol avait fourni les analyses et Eurojust coordonné les mandats": who helped in the operation told.
    pub(super) fn french_aids(
        &self,
        e: usize,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> Vec<Participant> {
        let doc = self.doc;
        let helps = |i: usize| match doc.w(i) {
            "mis" => matches!(doc.w(i + 2), "place" | "disposition"),
            "ouvert" => (i + 1..i + 4).any(|k| matches!(doc.w(k), "centre" | "cellule")),
            "depeche" | "envoye" => {
                (i + 1..i + 4).any(|k| some_of_them(doc.w(k)) || doc.w(k) == "analyste")
            }
            w => matches!(
                w,
                "fourni" | "facilite" | "coordonne" | "deploye" | "prete" | "contribue" | "partage"
            ),
        };
        if self.events[e].kind != "operation" {
            return Vec::new();
        }
        let units = self.units(r, m);
        let helpers = units.iter().filter(|u| {
            // An auxiliary may stand once for two: "A avait fourni X et B coordonné Y".
            let v =
                u.last + usize::from(matches!(doc.w(u.last), "a" | "ont" | "avait" | "avaient"));
            let v = v + usize::from(matches!(doc.w(v), "egalement" | "aussi" | "en"));
            u.body && u.role == Role::Bare && v < r.end && helps(v)
        });
        helpers.map(|u| u.who).collect()
    }

    /// "X a prononcé le discours d'ouverture", "Y a animé une table ronde": who speaks at the conference told.
    pub(super) fn french_speaker(
        &self,
        e: usize,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> Option<Participant> {
        let doc = self.doc;
        if self.events[e].kind != "conference" {
            return None;
        }
        let v = r.clone().find(|&i| {
            let near =
                |words: &[&str]| (i + 1..(i + 6).min(r.end)).any(|k| words.contains(&doc.w(k)));
            match doc.w(i) {
                "prononce" => near(&["discours", "allocution", "mot"]),
                "ouvert" | "inaugure" | "preside" | "clos" | "cloture" | "lance" => near(&[
                    "travaux",
                    "conference",
                    "seminaire",
                    "forum",
                    "colloque",
                    "rencontre",
                    "session",
                    "ceremonie",
                    "assises",
                    "congres",
                    "atelier",
                    "debats",
                    "seance",
                ]),
                "anime" | "modere" | "dirige" => near(&[
                    "table", "panel", "atelier", "session", "debat", "debats", "seance", "module",
                ]),
                "pris" => doc.w(i + 1) == "la" && doc.w(i + 2) == "parole",
                _ => false,
            }
        })?;
        self.first_subject(r, m, v)
    }

    /// "…, qui était accompagné de X": no clause of its own begins at `i`.
    pub(super) fn came_with_him(&self, i: usize, end: usize) -> bool {
        let doc = self.doc;
        matches!(doc.w(i + 1), "etait" | "etaient" | "est" | "sont")
            && (i + 2..(i + 5).min(end)).any(|k| {
                accompanies(doc.w(k)) && matches!(doc.w(k + 1), "de" | "du" | "des" | "d" | "par")
            })
    }

    /// "par les deux officiers": the tokens of the number behind a passive.
    pub(super) fn by_the_two(&self, t: &Trigger, r: &Range<usize>) -> Range<usize> {
        let doc = self.doc;
        let by = (t.last..(t.last + 16).min(r.end)).find(|&i| {
            matches!(doc.w(i), "par" | "entre") && doc.w(i + 1) == "les" && doc.w(i + 2) == "deux"
        });
        by.map_or(0..0, |i| i + 2..i + 3)
    }

    /// "le visiteur", "l'hôte de Tunis" at `i`: who was received last.
    pub(super) fn visitor_meant(&self, i: usize) -> Option<Participant> {
        let doc = self.doc;
        let word = matches!(
            doc.w(i),
            "visiteur" | "visiteuse" | "hote" | "invite" | "invitee"
        );
        let forum = (i + 1..i + 4).any(|k| {
            matches!(
                doc.w(k),
                "reunion" | "conference" | "sommet" | "rencontre" | "visiteur"
            )
        });
        if !word || forum || self.covered[i] {
            return None;
        }
        // "l'hôte français"
        if let Some(iso) = self.country_at(i + 1)
            && let Some(guest) = self.only_one_of(iso, i)
        {
            return Some(guest);
        }
        let mut told = self.events.iter().rev();
        let met = told.find(|e| e.kind == "meeting" && e.participants.len() > 1)?;
        Some(self.guest_of(met))
    }

    /// "les deux hôtes", "ses visiteurs" at `i`: several who came.
    pub(super) fn guests_at(&self, i: usize) -> bool {
        let doc = self.doc;
        let k = i + usize::from(matches!(doc.w(i), "les" | "ses" | "leurs"));
        let k = k + usize::from(matches!(doc.w(k), "deux" | "trois"));
        k > i && matches!(doc.w(k), "hotes" | "visiteurs" | "visiteuses")
    }

    /// "le ministre" at `i` is not whom "Mme" or "la ministre" names at mention `k`.
    pub(super) fn other_gender(&self, i: usize, k: usize) -> bool {
        let doc = self.doc;
        let article = doc.before(i, 1);
        let Some(e) = self.resolved.of[k].filter(|_| matches!(article, "le" | "la")) else {
            return false;
        };
        let she = self.found.iter().enumerate().any(|(n, f)| {
            self.resolved.of[n] == Some(e)
                && f.kind == MentionType::Person
                && f.first > 0
                && (doc.w(f.first - 1) == "mme" || self.held_by_woman(f.first))
        });
        let he = self.found.iter().enumerate().any(|(n, f)| {
            self.resolved.of[n] == Some(e)
                && f.kind == MentionType::Person
                && f.first > 1
                && doc.w(f.first - 1) == "."
                && doc.w(f.first - 2) == "m"
        });
        article == "le" && she && !he || article == "la" && he && !she
    }

    /// "la ministre de la Justice, X": her title stands before the name that begins at `first`.
    fn held_by_woman(&self, first: usize) -> bool {
        let doc = self.doc;
        let title = self.found.iter().find(|f| {
            f.kind == MentionType::Office
                && f.last < first
                && f.last + 3 > first
                && f.link.is_some()
        });
        title.is_some_and(|f| {
            f.first > 0
                && (doc.w(f.first - 1) == "la"
                    || doc.w(f.first).ends_with("trice")
                    || doc.is(f.first, Tag::Office) && doc.w(f.first).ends_with("ere"))
        })
    }
}

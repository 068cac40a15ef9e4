//! Organisations in French and English.

use super::{Finder, Org};
use crate::lexicon::{LEXICON, Tag};

/// Nouns that make a run of capitalised words an organisation's name.
const ORG_NOUNS: &[&str] = &[
    "ministry",
    "agency",
    "bureau",
    "directorate",
    "department",
    "service",
    "police",
    "guard",
    "council",
    "office",
    "commission",
    "centre",
    "center",
    "institute",
    "force",
    "forces",
    "organization",
    "organisation",
    "union",
    "command",
    "court",
    "committee",
    "authority",
    "academy",
    "university",
    "administration",
    "gendarmerie",
    "army",
    "navy",
    "mission",
    "secretariat",
    "ministere",
    "direction",
    "agence",
    "conseil",
    "institut",
    "comite",
    "garde",
    "armee",
    "cour",
    "parquet",
    "tribunal",
    "universite",
    "academie",
    "prefecture",
    "delegation",
    "presidency",
    "parliament",
    "embassy",
    "ambassade",
    "assembly",
    "league",
    "ligue",
    "division",
    "unit",
    "task",
    "network",
    "services",
    "squad",
    "brigade",
    "corps",
    "constabulary",
    "customs",
    "structure",
    "initiative",
    "coalition",
    "foundation",
    "taskforce",
    "cell",
    "pole",
    "fund",
    "registry",
    "fusion",
];

/// French heads that take a complement even in lower case.
const FRENCH_HEADS: &[&str] = &[
    "ministere",
    "direction",
    "agence",
    "office",
    "bureau",
    "service",
    "police",
    "gendarmerie",
    "conseil",
    "commission",
    "institut",
    "centre",
    "comite",
    "garde",
    "forces",
    "armee",
    "cour",
    "parquet",
    "tribunal",
    "organisation",
    "union",
    "universite",
    "academie",
    "prefecture",
    "delegation",
    "secretariat",
    "brigade",
    "unite",
    "surete",
    "renseignements",
    "etat",
    "parquets",
    "division",
    "cellule",
    "autorite",
    "inspection",
    "groupement",
    "groupe",
    "commandement",
    "ecole",
    "marine",
    "laboratoire",
    "mission",
    "pole",
    "departement",
    "section",
    "plateforme",
    "cabinet",
    "tribunaux",
    "protection",
    "douane",
    "douanes",
];
const FRENCH_WORDS: &[&str] = &[
    "general",
    "generale",
    "generaux",
    "national",
    "nationale",
    "nationales",
    "central",
    "centrale",
    "regional",
    "regionale",
    "judiciaire",
    "interieur",
    "exterieure",
    "interieure",
    "federal",
    "federale",
    "royale",
    "militaire",
    "militaires",
    "armees",
    "securite",
    "renseignement",
    "renseignements",
    "surete",
    "territoire",
    "lutte",
    "terrorisme",
    "police",
    "frontieres",
    "douanes",
    "defense",
    "affaires",
    "etrangeres",
    "justice",
    "etat",
    "drogues",
    "stupefiants",
    "criminalite",
    "organisee",
    "information",
    "informations",
    "surveillance",
    "protection",
    "civile",
    "civil",
    "penitentiaire",
    "constitution",
    "etudes",
    "documentation",
    "coordination",
    "antiterroriste",
    "superieur",
    "republique",
    "technique",
    "scientifique",
    "republicaine",
    "publique",
    "migration",
    "immigration",
    "enquetes",
    "investigation",
    "investigations",
    "constitutionnelle",
    "cassation",
    "intelligence",
    "cybersecurite",
    "numerique",
    "financier",
    "financiers",
    "financiere",
    "financieres",
    "antidrogue",
    "antidrogues",
    "fiscale",
    "aerienne",
    "aerien",
    "maritime",
    "terrestre",
    "economique",
    "repression",
    "trafic",
    "trafics",
    "illicite",
    "illicites",
    "migrants",
    "operationnel",
    "appui",
    "prevention",
    "recherche",
    "recherches",
    "traitement",
    "fraude",
    "corruption",
    "blanchiment",
    "cybercriminalite",
    "criminelle",
    "criminelles",
    "speciale",
    "speciales",
    "mobile",
    "routiere",
    "diplomatique",
    "pairs",
    "ministres",
    "droits",
    "homme",
    "secours",
    "travail",
    "illegal",
    "illegale",
    "nations",
    "unies",
    "paix",
    "desarmement",
    "europeenne",
    "europeen",
    "africaine",
    "africain",
    "union",
];

impl Finder<'_, '_> {
    /// The organisation at `i`; inside an office its head may be in lower case.
    pub fn latin_org(&self, i: usize, inside: bool) -> Option<Org> {
        let doc = self.doc;
        if !doc.latin(i) {
            return None;
        }
        let known = doc.find(i, |h| matches!(h.tag, Tag::Org(_)));
        let mut best = known.and_then(|h| {
            let Tag::Org(n) = h.tag else { return None };
            Some(Org {
                first: i,
                last: h.last,
                skip: 0,
                known: Some(u32::from(n)),
                iso: LEXICON.named[n as usize].iso.clone(),
            })
        });
        let french = self.french_org(i, inside);
        let english = self.capital_org(i);
        for last in [french, english].into_iter().flatten() {
            if best.as_ref().is_none_or(|b| last > b.last) {
                best = Some(Org {
                    first: i,
                    last,
                    skip: 0,
                    known: None,
                    iso: None,
                });
            }
        }
        let o = best?;
        doc.at(i)
            .iter()
            .all(|h| !matches!(h.tag, Tag::Topic(_)) || h.last < o.last)
            .then_some(o)
    }

    /// `ministère de l'Intérieur`, `Direction générale de la …`.
    pub(super) fn french_org(&self, i: usize, inside: bool) -> Option<usize> {
        let doc = self.doc;
        if !FRENCH_HEADS.contains(&doc.w(i)) || doc.language == text::Language::English {
            return None;
        }
        let capital = doc.capital(i);
        let ministry = doc.w(i) == "ministere";
        if !capital && !ministry && !inside {
            return None;
        }
        let mut last = i + 1;
        let mut words = 0;
        while last < doc.len() && last < i + 16 && !doc.line_start(last) {
            let w = doc.w(last);
            if doc.latin(last)
                && FRENCH_WORDS.contains(&w)
                && (words > 0 || !matches!(w, "national" | "nationale") || capital || inside)
            {
                words += 1;
                last += 1;
                continue;
            }
            let from = if matches!(w, "et" | "contre") {
                last + 1
            } else {
                last
            };
            let mut next = self
                .past_of(from)
                .or((from > last).then_some(from))
                .unwrap_or(last);
            if next > last && doc.w(next) == "l" && doc.w(next + 1) == "'" {
                next += 2;
            }
            if next > last && matches!(doc.w(next), "la" | "le" | "les") {
                next += 1;
            }
            if next > last
                && next < doc.len()
                && (FRENCH_WORDS.contains(&doc.w(next))
                    || doc.find(next, |h| h.tag == Tag::Portfolio).is_some())
                && (words > 0 || !matches!(w, "et"))
            {
                // "et" joins another body where a capital begins one.
                if w == "et" && doc.at(next).iter().any(|h| matches!(h.tag, Tag::Org(_))) {
                    break;
                }
                if w == "et" && FRENCH_HEADS.contains(&doc.w(next)) && doc.capital(next) {
                    break;
                }
                last = doc
                    .find(next, |h| h.tag == Tag::Portfolio)
                    .map_or(next + 1, |h| h.last);
                words += 1;
                continue;
            }
            break;
        }
        (words > 0).then_some(last)
    }

    /// A word that people are called by, and the next one begins with a capital too.
    fn is_given(&self, i: usize) -> bool {
        let given = self.doc.role(i).is_some_and(|role| role.given);
        given && self.doc.latin(i + 1) && self.doc.capital(i + 1) && self.doc.at(i).is_empty()
    }

    /// A force's noun in the capitalised run at `i`: "Border Police", "Navy", but no ministry.
    fn force_behind(&self, i: usize) -> bool {
        let doc = self.doc;
        (i..i + 4)
            .take_while(|&k| doc.latin(k) && doc.capital(k) && !doc.line_start(k))
            .any(|k| {
                matches!(
                    doc.w(k),
                    "police"
                        | "guard"
                        | "forces"
                        | "force"
                        | "army"
                        | "navy"
                        | "gendarmerie"
                        | "agency"
                        | "service"
                        | "services"
                        | "corps"
                        | "customs"
                        | "bureau"
                        | "constabulary"
                        | "patrol"
                )
            })
    }

    /// A run of capitalised words with an organisation's noun in it.
    pub(super) fn capital_org(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if !doc.capital(i) || doc.is(i, Tag::Stop) || doc.language == text::Language::French {
            return None;
        }
        // "Philippine National Police" is the name of a body, "Spanish interior ministry" is not.
        let national = matches!(
            doc.w(i + 1),
            "national"
                | "federal"
                | "royal"
                | "state"
                | "armed"
                | "border"
                | "coast"
                | "civil"
                | "military"
                | "security"
                | "police"
                | "navy"
                | "army"
                | "customs"
                | "intelligence"
                | "civilian"
        ) && doc.capital(i + 1)
            && self.force_behind(i + 1);
        if doc.at(i).iter().any(|h| {
            matches!(h.tag, Tag::Rank | Tag::OfficeFull | Tag::Office)
                || matches!(h.tag, Tag::Nat(_)) && !national
        }) {
            return None;
        }
        let mut last = i;
        let mut noun = false;
        let mut words = 0;
        while last < doc.len() && last < i + 10 && (last == i || !doc.line_start(last)) {
            if doc.latin(last) && doc.capital(last) {
                if last > i
                    && doc
                        .at(last)
                        .iter()
                        .any(|h| matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Rank))
                    && !ORG_NOUNS.contains(&doc.w(last))
                {
                    break;
                }
                // "… Agency William Burns": behind the noun a given name is somebody's.
                let closed = last > i && ORG_NOUNS.contains(&doc.w(last - 1));
                if closed && !ORG_NOUNS.contains(&doc.w(last)) && self.is_given(last) {
                    break;
                }
                noun |= ORG_NOUNS.contains(&doc.w(last));
                words += 1;
                last += 1;
            } else if matches!(
                doc.w(last),
                "of" | "for" | "and" | "on" | "against" | "the" | "&" | "-"
            ) && words > 0
            {
                let mut next = last + 1;
                if doc.w(next) == "the" {
                    next += 1;
                }
                // "A and the B" are two bodies.
                let two = doc.w(last) == "and" && next > last + 1;
                let joined = doc.latin(next) && doc.capital(next) && !two;
                // "and" joins two bodies more often than two words of one name.
                let before_noun = ORG_NOUNS.contains(&doc.w(last - 1));
                if !joined
                    || doc.w(last) == "and"
                        && (before_noun || !noun && words < 2 && !doc.is(last - 1, Tag::Portfolio))
                {
                    break;
                }
                if doc.w(last) == "of" && !noun {
                    break;
                }
                if matches!(doc.w(last), "the")
                    || doc.w(last) == "of"
                        && doc.at(next).iter().any(|h| matches!(h.tag, Tag::Place(_)))
                        && words > 1
                {
                    break;
                }
                last = next;
            } else {
                break;
            }
        }
        (noun && words >= 2).then_some(last)
    }
}

//! Parts of French names of bodies that no complement holds: "division Suivi de la situation", "École de police Ali-Tounsi",
//! "conseil « justice et affaires intérieures »"; and heads in lower case that only point back.

use super::Finder;
use super::french_org::Tail;
use crate::lexicon::{Hit, Tag};

impl Finder<'_, '_> {
    /// "Cellule nationale de traitement des informations", "Police fédérale": a body that says it is the state's is whole
    /// without saying which.
    pub(super) fn says_national(&self, head: usize, end: usize) -> bool {
        let doc = self.doc;
        !matches!(doc.w(head), "banque" | "universite")
            && (head..end).any(|k| {
                matches!(
                    doc.w(k),
                    "nationale" | "national" | "federal" | "federale" | "generale"
                )
            })
    }

    /// "Afrique du Sud", "États-Unis": the country that the capital at `i` begins.
    pub(super) fn country_name(&self, i: usize) -> Option<Hit> {
        let doc = self.doc;
        let country = |h: &Hit| h.tag.place().is_some_and(|p| p.country);
        doc.find(i, country).filter(|_| doc.capital(i))
    }

    /// "chef de la division Suivi de la situation", "cheffe de l'unité Analyse du risque": a part called by what it does, with a
    /// capital straight behind its head, which ends at `from`.
    pub(super) fn named_unit(&self, i: usize, from: usize) -> Option<usize> {
        let doc = self.doc;
        let part = matches!(
            doc.w(i),
            "division"
                | "unite"
                | "section"
                | "bureau"
                | "service"
                | "cellule"
                | "pole"
                | "departement"
                | "direction"
                | "branche"
                | "groupe"
        );
        let plain = doc.latin(from)
            && doc.capital(from)
            && !doc.line_start(from)
            && !doc.shouted(from)
            && !self.used[from]
            && doc.role(from).is_none()
            && doc.at(from).iter().all(|h| {
                matches!(
                    h.tag,
                    Tag::BodyWord | Tag::Topic(_) | Tag::Portfolio | Tag::Service | Tag::Event(_)
                )
            });
        if !part || doc.capital(i) || from != i + 1 || !plain {
            return None;
        }
        let tail = Tail {
            head: i,
            open: true,
            free: true,
            ..Tail::default()
        };
        let end = self.french_tail(from + 1, tail).0;
        // "… de Frontex", "… de l'agence": whose part it is.
        let body = |k: &usize| {
            let whole = |h: &Hit| matches!(h.tag, Tag::Org(_) | Tag::BodyHead);
            self.past_of(*k)
                .is_some_and(|n| doc.at(n).iter().any(whole))
        };
        Some((from + 1..end).find(body).unwrap_or(end))
    }

    /// "la composante police de la MINUSCA", "général de Corps d'Armée", "le Diplôme d'État-major": the word at `i` heads no name.
    pub(super) fn no_body_by_its_head(&self, i: usize) -> bool {
        let doc = self.doc;
        let part = doc.w(i) == "composante" && !doc.capital(i);
        let grade = doc.w(i) == "corps"
            && doc.before(i, 1) == "de"
            && matches!(doc.before(i, 2), "general" | "generale");
        let paper = doc.before(i, 1) == "'" && matches!(doc.before(i, 3), "diplome" | "brevet");
        part || grade || paper
    }

    /// "du conseil", "de l'agence" behind a head in lower case: a word for a body named before, and nothing else.
    pub(super) fn pointing_name(&self, from: usize, last: usize) -> bool {
        let doc = self.doc;
        self.past_of(from).is_some_and(|k| {
            k + 1 == last
                && !doc.capital(k)
                && matches!(
                    doc.w(k),
                    "conseil"
                        | "ministere"
                        | "comite"
                        | "commission"
                        | "organisation"
                        | "agence"
                        | "office"
                        | "departement"
                        | "institution"
                        | "union"
                        | "direction"
                        | "mecanisme"
                        | "conference"
                )
        })
    }

    /// "École supérieure de police Ali-Tounsi", "Université arabe Naif": past the name a school bears.
    pub(super) fn past_patron(&self, last: usize) -> usize {
        let doc = self.doc;
        let mut k = last;
        while k < last + 3
            && doc.latin(k)
            && doc.capital(k)
            && !doc.line_start(k)
            && !self.used[k]
            && doc
                .at(k)
                .iter()
                .all(|h| h.tag.place().is_some_and(|p| !p.strong))
        {
            k = self.past_hyphen(k + 1);
        }
        k
    }

    /// `« justice et affaires intérieures »` straight behind a head: to the closing mark.
    pub(super) fn quoted_name(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        if doc.w(k) != "\"" || doc.line_start(k) {
            return None;
        }
        let close = (k + 2..(k + 8).min(doc.len())).find(|&j| doc.w(j) == "\"")?;
        (k + 1..close)
            .all(|j| doc.is_word(j) || matches!(doc.w(j), "'" | "-"))
            .then_some(close + 1)
    }

    /// "la mission de la Guardia Civil", "l'antenne du FBI": in lower case, of a body that has a name of its own.
    pub(super) fn office_abroad(&self, i: usize, last: usize, inside: bool) -> bool {
        let doc = self.doc;
        inside
            && !doc.capital(i)
            && last == i + 1
            && matches!(
                doc.w(i),
                "mission" | "antenne" | "bureau" | "representation"
            )
            && self
                .past_of(last)
                .is_some_and(|k| doc.capital(k) && doc.is(k, Tag::ForeignHead))
    }

    /// "université", "cour d'appel", "tribunal": bodies that a town makes a name of, in lower case.
    pub(super) fn seated_low(&self, i: usize) -> bool {
        matches!(
            self.doc.w(i),
            "universite" | "cour" | "tribunal" | "barreau" | "commissariat" | "peloton"
        )
    }
}

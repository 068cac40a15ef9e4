//! What French texts name that no list has: places behind a word that says they are one, papers by the form of their names.

use super::Finder;
use super::latin_person::is_paper;
use crate::lexicon::Tag;
use crate::mention::{Found, MentionType};

/// Kinds of places, before "de".
fn kind_of_place(w: &str) -> bool {
    matches!(
        w,
        "ville"
            | "localite"
            | "province"
            | "region"
            | "district"
            | "ile"
            | "port"
            | "commune"
            | "village"
            | "frontiere"
            | "camp"
            | "departement"
            | "wilaya"
            | "canton"
            | "comte"
            | "poste"
            | "aeroport"
            | "aerodrome"
            | "base"
            | "cercle"
            | "archipel"
            | "vallee"
            | "baie"
            | "lac"
            | "foret"
            | "quartier"
            | "banlieue"
            | "secteur"
            | "zone"
            | "territoire"
            | "peninsule"
    )
}

impl Finder<'_, '_> {
    /// `à Kananga`, `vers l'Ituri`, `la province d'El Oro`: a word with a capital that nothing knows.
    pub(super) fn french_places(&mut self) {
        let doc = self.doc;
        if doc.language != text::Language::French {
            return;
        }
        let mut i = 1;
        while i < doc.len() {
            match self.french_place(i) {
                Some(end) => {
                    self.take(i, end);
                    self.push(Found::new(MentionType::Location, i, end, 0));
                    i = end;
                }
                None => i += 1,
            }
        }
    }

    fn french_place(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let unknown = |k: usize| {
            doc.latin(k)
                && doc.capital(k)
                && !self.used[k]
                && doc.at(k).iter().all(|h| matches!(h.tag, Tag::Place(_)))
                && doc.t.text(k).len() > 1
                && !doc.t.text(k).chars().all(char::is_uppercase)
        };
        if doc.line_start(i) || !unknown(i) {
            return None;
        }
        let mut end = i + 1;
        while end + 1 < doc.len()
            && matches!(doc.w(end), "-" | "'")
            && doc.glued(end)
            && doc.glued(end + 1)
            && doc.latin(end + 1)
        {
            end += 2;
        }
        let one = end;
        while end < i + 4 && end < doc.len() && unknown(end) && !doc.line_start(end) {
            end += 1;
        }
        // Past the article: "vers l'Ituri", "dans le Kavango".
        let mut b = i - 1;
        if doc.w(b) == "'" && b > 0 && matches!(doc.w(b - 1), "l" | "d") {
            b -= 1;
        }
        let d = doc.w(b) == "d" || matches!(doc.w(b), "de" | "du" | "des");
        let article = matches!(doc.w(b), "le" | "la" | "l");
        let lead = if article && b > 0 { b - 1 } else { b };
        let kind = d && b > 0 && kind_of_place(doc.w(b - 1));
        if kind {
            return Some(end);
        }
        let named = doc
            .role(i)
            .is_some_and(|r| r.given || r.surname && r.count > 3);
        let at = doc.t.text(lead) == "à"
            || matches!(doc.w(lead), "vers")
            || doc.t.text(lead) == "au" && !article
            || doc.w(lead) == "en" && !article;
        let alone = end == one && !(doc.latin(end) && doc.capital(end) && !doc.line_start(end));
        (at && alone && !named && (doc.t.text(lead) == "à" && !article || doc.t.text(i).len() > 3))
            .then_some(end)
    }

    /// `évoquée par Kivu Morning Post`, `selon nos informations`.
    pub(super) fn french_paper(&mut self, i: usize) {
        let doc = self.doc;
        if doc.language != text::Language::French || i == 0 || self.used[i] {
            return;
        }
        let before = doc.w(i - 1);
        if matches!(doc.w(i), "informations" | "sources")
            && before == "nos"
            && i > 1
            && matches!(doc.w(i - 2), "selon" | "apres" | "de" | "par")
        {
            self.take(i, i + 1);
            self.push(Found::new(MentionType::Source, i, i + 1, 0));
            return;
        }
        let lead = matches!(
            before,
            "par"
                | "selon"
                | "journal"
                | "quotidien"
                | "site"
                | "au"
                | "dans"
                | "hebdomadaire"
                | "magazine"
                | "chaine"
                | "radio"
                | "'"
                | "le"
                | "la"
                | "du"
        );
        if !lead || !doc.capital(i) {
            return;
        }
        let mut end = i;
        while end < i + 4
            && end < doc.len()
            && doc.latin(end)
            && doc.capital(end)
            && !self.used[end]
            && (end == i || !doc.line_start(end))
        {
            end += 1;
        }
        if end >= i + 2
            && (i..end).any(|k| is_paper(doc.w(k)))
            && !(i..end).any(|k| doc.is(k, Tag::BodyHead))
        {
            self.take(i, end);
            self.push(Found::new(MentionType::Source, i, end, 0));
        }
    }
}

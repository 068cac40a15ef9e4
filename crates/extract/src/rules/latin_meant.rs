//! Whether a title in French or English means somebody: "un représentant", "ce fonctionnaire", "le directeur de cet organe".

use super::Finder;
use crate::lexicon::Tag;

impl Finder<'_, '_> {
    /// "un", "une", "deux" before: no one is meant.
    pub(super) fn indefinite(&self, i: usize) -> bool {
        let french = self.doc.language == text::Language::French;
        // "un haut responsable de la police"
        let high = french
            && i > 1
            && matches!(self.doc.w(i - 1), "haut" | "haute" | "ancien" | "ancienne");
        let before = self.doc.before(i, 1 + usize::from(high));
        // "a senior representative of the Agency"
        let one = self.doc.language == text::Language::English
            && (i..i + 3).any(|k| {
                matches!(
                    self.doc.w(k),
                    "representative" | "spokesman" | "spokeswoman" | "spokesperson"
                )
            });
        one && matches!(before, "a" | "an" | "one")
            || french
                && matches!(
                    before,
                    "un" | "une"
                        | "deux"
                        | "trois"
                        | "quatre"
                        | "plusieurs"
                        | "quelques"
                        | "certains"
                )
    }

    /// "Avec la représentante de l'ONUDC, Moussa Ba a parlé de …", "Invité par le ministre, Moussa Ba a …": who stands behind
    /// the comma is the one who acts.
    pub(super) fn told_to_another(&self, first: usize, comma: usize, end: usize) -> bool {
        let doc = self.doc;
        let mut b = first;
        while b > 0 && matches!(doc.w(b - 1), "le" | "la" | "l" | "'" | "les") {
            b -= 1;
        }
        let Some(b) = b.checked_sub(1) else {
            return false;
        };
        let opens =
            self.starts_sentence(b) && matches!(doc.w(b), "avec" | "devant" | "chez" | "aupres");
        doc.language == text::Language::French
            && (opens || self.done_by(b))
            && doc.w(comma) == ","
            && doc.w(end) != ","
    }

    fn starts_sentence(&self, i: usize) -> bool {
        let doc = self.doc;
        doc.line_start(i) || i == 0 || doc.sentence[i - 1] != doc.sentence[i]
    }

    /// "Accueilli à son arrivée par": the token at `b` brings in who did what the participle that begins the sentence says.
    pub(super) fn done_by(&self, b: usize) -> bool {
        let doc = self.doc;
        if !matches!(doc.w(b), "par" | "du" | "de") || doc.language != text::Language::French {
            return false;
        }
        let head = (b.saturating_sub(7)..b)
            .rev()
            .find(|&i| self.starts_sentence(i));
        head.is_some_and(|i| {
            let ends = [
                "é", "i", "u", "és", "is", "us", "ée", "ie", "ue", "ées", "ies", "ues",
            ];
            let finite =
                |k: usize| matches!(doc.w(k), "a" | "ont" | "est" | "sont" | "ete" | "etait");
            doc.w(i).len() > 3
                && !doc.is(i, Tag::Stop)
                && ends.iter().any(|e| doc.t.text(i).ends_with(e))
                && !(i + 1..b).any(|k| finite(k) && doc.t.text(k) != "à")
        })
    }

    /// "ce haut fonctionnaire de la Commission": somebody named before.
    pub(super) fn pointed(&self, i: usize) -> bool {
        let before = self.doc.before(i, 1);
        self.doc.language == text::Language::French && matches!(before, "ce" | "cet" | "cette")
    }

    /// "de cet organe", "de l'institution" behind a bare title: a word for the body named before.
    pub(super) fn past_pointing(&self, k: usize, bare: bool) -> usize {
        let doc = self.doc;
        if !bare || !matches!(doc.w(k), "de" | "du") || doc.language == text::Language::English {
            return k;
        }
        let demonstrative = matches!(doc.w(k + 1), "cet" | "cette" | "ce" | "ladite" | "ledit");
        let Some(noun) = (if demonstrative {
            Some(k + 2)
        } else {
            self.past_of(k)
        }) else {
            return k;
        };
        let body = matches!(
            doc.w(noun),
            "organe"
                | "institution"
                | "organisation"
                | "agence"
                | "structure"
                | "service"
                | "office"
                | "unite"
                | "corps"
                | "direction"
                | "departement"
                | "centre"
                | "mission"
                | "bureau"
                | "instance"
                | "mecanisme"
                | "brigade"
                | "cellule"
        );
        if body && !doc.capital(noun) {
            noun + 1
        } else {
            k
        }
    }

    /// "les ministres de l'Intérieur, Bajram Reka, et de la Justice, Hajredin Kuci,": between commas behind titles in the plural.
    pub(super) fn one_of_several(&self, i: usize, end: usize) -> bool {
        let doc = self.doc;
        i > 4
            && doc.w(i - 1) == ","
            && matches!(doc.w(end), "," | "." | ";" | "et")
            && (i.saturating_sub(24)..i - 2).any(|k| {
                doc.sentence[k] == doc.sentence[i]
                    && matches!(
                        doc.w(k),
                        "ministres"
                            | "directeurs"
                            | "chefs"
                            | "ambassadeurs"
                            | "procureurs"
                            | "commandants"
                            | "presidents"
                            | "secretaires"
                            | "commissaires"
                            | "homologues"
                            | "representants"
                            | "gouverneurs"
                    )
                    && matches!(doc.before(k, 1), "les" | "des" | "aux" | "ses" | "leurs")
            })
            && matches!(doc.w(i - 2), w if !matches!(w, "," | "et"))
    }

    /// "X, le patron de cette organisation, a …": the name that ends at `end` has a title behind it that points back.
    pub(super) fn the_head_of_it(&self, end: usize) -> bool {
        let doc = self.doc;
        let title = end + 2;
        doc.w(end) == ","
            && matches!(doc.w(end + 1), "le" | "la")
            && doc.find(title, |h| h.tag == Tag::Office).is_some_and(|h| {
                matches!(doc.w(h.last), "de" | "du")
                    && matches!(doc.w(h.last + 1), "cette" | "cet" | "ce" | "la")
                    || doc.w(h.last) == "du"
            })
    }
}

//! Names of people in French: particles that begin a family's name; in French and English: names said again.

use foldhash::{HashMap, HashMapExt};

use super::Finder;
use crate::lexicon::Tag;
use crate::mention::MentionType;

/// "da", "van", "al": what a family's name may begin with in lower case, and no French sentence has so before a capital.
fn particle(w: &str) -> bool {
    matches!(
        w,
        "da" | "das"
            | "dos"
            | "di"
            | "del"
            | "van"
            | "von"
            | "ten"
            | "ter"
            | "al"
            | "el"
            | "ben"
            | "bin"
            | "ould"
            | "ag"
    )
}

impl Finder<'_, '_> {
    /// "J.-P. Morel": the point at `i` stands between two initials.
    pub(super) fn initials_joined(&self, i: usize) -> bool {
        let doc = self.doc;
        doc.w(i) == "."
            && doc.w(i - 1).len() == 1
            && doc.w(i + 1) == "-"
            && doc.w(i + 2).len() == 1
            && doc.capital(i + 2)
            && doc.w(i + 3) == "."
            && (i..i + 4).all(|k| doc.glued(k))
            && self.free(i, i + 4)
    }

    /// "la présidente von der Hagen", "M. al-Maliki", "M. De la Fuente": the word at `i`, in the name that begins at `k`, leads to
    /// the family's name.
    pub(super) fn family_begins(&self, k: usize, i: usize, titled: bool) -> bool {
        let doc = self.doc;
        if doc.language != text::Language::French {
            return false;
        }
        let further =
            i > k && matches!(doc.w(i), "der" | "den" | "la" | "las" | "los" | "al" | "el");
        // "M. de la Torre", but "le préfet de Kara"
        let courtesy = i == k
            && doc.w(i) == "de"
            && i > 0
            && (matches!(doc.w(i - 1), "mme" | "mmes" | "monsieur" | "madame")
                || i > 1 && doc.w(i - 1) == "." && matches!(doc.w(i - 2), "m" | "mm"));
        titled && (i == k && particle(doc.w(i)) || courtesy) || further
    }

    /// "un entretien entre Cyrille Moreau et Tovo Rakoto": the first of two full names, who meet.
    pub(super) fn one_of_two(&self, i: usize, end: usize) -> bool {
        let doc = self.doc;
        let told = |k: usize| doc.at(k).iter().any(|h| matches!(h.tag, Tag::Event(_)));
        let whole = |a: usize, b: usize| b > a + 1 && doc.w(a + 1) != "-";
        doc.before(i, 1) == "entre"
            && doc.w(end) == "et"
            && whole(i, end)
            && (i.saturating_sub(6)..i).any(told)
            && self
                .latin_name(end + 1, true)
                .is_some_and(|e| whole(end + 1, e))
    }

    /// "X (52 ans), directeur de …", "X, en poste depuis mai, directeur de …": past what is said of X by the way, to the comma before
    /// a title.
    pub(super) fn past_remark(&self, end: usize) -> Option<usize> {
        let doc = self.doc;
        if doc.language != text::Language::French || !matches!(doc.w(end), "(" | ",") {
            return None;
        }
        let remark = matches!(
            doc.w(end + 1),
            "nomme"
                | "nommee"
                | "age"
                | "agee"
                | "dont"
                | "elu"
                | "elue"
                | "promu"
                | "promue"
                | "installe"
                | "depuis"
        ) || matches!(
            (doc.w(end + 1), doc.w(end + 2)),
            ("en", "poste") | ("en", "fonction")
        ) || doc.w(end + 1) == "qui"
            && (end + 2..end + 6).any(|k| doc.w(k) == "fonctions");
        let close = match doc.w(end) {
            "(" => (end + 2..end + 9).find(|&k| doc.w(k) == ")")? + 1,
            _ if remark => (end + 3..end + 14).find(|&k| doc.w(k) == ",")?,
            _ => return None,
        };
        let title = || {
            let article = match doc.w(close + 1) {
                "le" | "la" => 1,
                "l" => 2,
                _ => 0,
            };
            let titled = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Office | Tag::OfficeFull);
            doc.find(close + 1 + article, titled).is_some()
        };
        let plain = (end + 1..close).all(|k| !doc.line_start(k) && doc.w(k) != ";");
        (plain && doc.w(close) == "," && doc.sentence[close] == doc.sentence[end] && title())
            .then_some(close)
    }

    /// "« … », décrypte Yuki Kobayashi, chercheuse": behind words that somebody else said and a verb, who said them.
    pub(super) fn said_it(&self, i: usize, end: usize) -> bool {
        let doc = self.doc;
        // "« … », rapporte Wakat Séra": a paper.
        let paper = |k: usize| {
            matches!(
                doc.w(k),
                "selon"
                    | "apres"
                    | "titre"
                    | "titrait"
                    | "rapporte"
                    | "rapportait"
                    | "relaie"
                    | "site"
            )
        };
        let verb = |k: usize| {
            doc.latin(k)
                && !paper(k)
                && !doc.capital(k)
                && !matches!(
                    doc.w(k),
                    "de" | "du" | "des" | "dans" | "en" | "au" | "aux" | "sur" | "avec"
                )
                && doc.t.text(k) != "à"
                || matches!(doc.w(k), "'" | ",")
        };
        matches!(
            doc.w(end),
            "," | "." | "(" | "en" | "dans" | "a" | "au" | "lors"
        ) && i > 1
            && !matches!(doc.w(i - 1), "," | "'")
            && (i.saturating_sub(6)..i)
                .rev()
                .find(|&k| !verb(k))
                .is_some_and(|k| {
                    doc.w(k) == "\"" && k + 1 < i && doc.sentence[k] == doc.sentence[i]
                })
    }

    /// "la ministre belge, Graça Furtado": between an office's comma or a courtesy and a word that nothing knows a town's name is
    /// somebody's given one.
    pub(super) fn town_behind_office(&self, i: usize) -> bool {
        let doc = self.doc;
        let family = |k: usize| self.nameless(k) || particle(doc.w(k)) && doc.capital(k + 1);
        if doc.language != text::Language::French || i < 2 || !family(i + 1) {
            return false;
        }
        let ranked = doc.is(i - 1, Tag::Rank) || doc.w(i - 1) == "." && doc.is(i - 2, Tag::Rank);
        // "la Française Graça da Costa"
        let land = || doc.capital(i - 1) && self.nationality(i - 1).is_some_and(|n| n.1 == i);
        ranked || doc.w(i - 1) == "," || land()
    }

    /// "Sarr Badiane", said again of Ousmane Sarr Badiane, "da Costa" of Rui da Costa: the whole name, or what follows its first
    /// words, of two words and more.
    pub(super) fn names_again(&mut self) {
        let doc = self.doc;
        if doc.language == text::Language::Arabic {
            return;
        }
        let mut ends: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
        for m in self.found.iter().filter(|m| m.kind == MentionType::Person) {
            let word = |k: usize| doc.latin(k) && doc.w(k).len() > 1;
            let sign = |k: usize| matches!(doc.w(k), "-" | "'" | ".");
            if !(m.first..m.last).all(|k| doc.latin(k) || sign(k)) || m.last < m.first + 2 {
                continue;
            }
            let noble = |k: usize| doc.w(k) == "d" && doc.w(k + 1) == "'" && k > m.first;
            for k in m.first..m.last - 1 {
                let inner = k > m.first
                    && (sign(k - 1)
                        || sign(k)
                        || doc.w(k).len() == 1 && !self.nasal(k) && !noble(k)
                        || matches!(doc.w(k), "la" | "der" | "den" | "las" | "los"));
                let known = ends.get(doc.w(k)).is_some_and(|e| {
                    e.iter().any(|&(a, b)| {
                        b - a == m.last - k && (0..b - a).all(|n| doc.w(a + n) == doc.w(k + n))
                    })
                });
                let initial = k == m.first && doc.w(k + 1) == "." && doc.w(k) != "m";
                if !inner && !known && (word(k) || self.nasal(k) || noble(k) || initial) {
                    ends.entry(doc.w(k)).or_default().push((k, m.last));
                }
            }
        }
        if ends.is_empty() {
            return;
        }
        for i in 0..doc.len().saturating_sub(1) {
            // "M. de Jonge", but "le discours de Jonge"
            let led = || {
                i > 1
                    && (doc.is(i - 1, Tag::Rank) || doc.w(i - 1) == "." && doc.is(i - 2, Tag::Rank))
            };
            // No English word is "de".
            let french = doc.language == text::Language::French;
            let small = particle(doc.w(i)) || matches!(doc.w(i), "de" | "d") && (!french || led());
            if !doc.latin(i) || !(doc.capital(i) || small) {
                continue;
            }
            let Some(named) = ends.get(doc.w(i)) else {
                continue;
            };
            let same = |&&(a, b): &&(usize, usize)| {
                (1..b - a).all(|n| !doc.line_start(i + n) && doc.w(i + n) == doc.w(a + n))
            };
            let longest = named
                .iter()
                .take(16)
                .filter(same)
                .map(|&(a, b)| b - a)
                .max();
            let Some(last) = longest.map(|n| i + n) else {
                continue;
            };
            let goes_on = doc.latin(last) && doc.capital(last) && !doc.line_start(last);
            if goes_on || last > doc.len() {
                continue;
            }
            if self.free(i, last) {
                self.push_person(i, last, 0);
                continue;
            }
            // "O'Neil Adams", of which the end was read.
            let part = self
                .found
                .iter()
                .position(|m| m.kind == MentionType::Person && m.first > i && m.last == last);
            if let Some(at) = part.filter(|&at| self.free(i, self.found[at].first)) {
                self.found[at].first = i;
                self.take(i, last);
            }
        }
    }
}

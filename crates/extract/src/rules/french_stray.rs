//! What French texts name that no list has: places by their list, brackets and form, papers by the word for their kind, and
//! those who say something without a name.

use super::Finder;
use super::french_lexical::common_noun;
use crate::lexicon::Tag;
use crate::mention::{Found, MentionType};

impl Finder<'_, '_> {
    /// "à Ndjolé, Mékambo et Okondja", "entre Cogo et Cocobeach", "Kasangulu (Kongo-Central)": a word that nothing knows, in
    /// a list of places or in brackets behind one.
    pub(super) fn listed_place(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if !self.strange_place(i) {
            return None;
        }
        let mut end = i + 1;
        while doc.w(end) == "-"
            && doc.glued(end)
            && doc.glued(end + 1)
            && doc.latin(end + 1)
            && end < i + 8
        {
            end += 2;
        }
        let alone = !(doc.latin(end) && doc.capital(end) && !doc.line_start(end));
        let placed = |last: usize| {
            self.found
                .iter()
                .rev()
                .take(400)
                .any(|m| m.kind == MentionType::Location && m.last == last)
        };
        let before = doc.w(i - 1);
        if before == "(" && doc.w(end) == ")" {
            return placed(i - 1).then_some(end);
        }
        if !alone {
            return None;
        }
        // "entre Annemasse et Genève"
        let other = |k: usize| {
            self.strange_place(k)
                || doc.capital(k) && doc.find(k, |h| matches!(h.tag, Tag::Place(_))).is_some()
        };
        if before == "entre" && doc.w(end) == "et" && other(end + 1) {
            return Some(end);
        }
        let joined = matches!(before, "et" | "ou") && !doc.line_start(i);
        if joined && placed(i - 1) {
            return Some(end);
        }
        // A comma lists only where "et" closes the list.
        let closes = (end..end + 6).find(|&k| doc.w(k) == "et").is_some_and(|k| {
            (end..k).all(|x| doc.w(x) == "," || doc.w(x) == "-" || other(x)) && other(k + 1)
        });
        (before == "," && closes && placed(i - 1)).then_some(end)
    }

    /// A word with a capital that nothing knows but perhaps as a place, and no common name of people.
    fn strange_place(&self, k: usize) -> bool {
        let doc = self.doc;
        doc.latin(k)
            && doc.capital(k)
            && !doc.line_start(k)
            && self.free(k, k + 1)
            && doc.at(k).iter().all(|h| matches!(h.tag, Tag::Place(_)))
            && doc.t.text(k).chars().count() > 2
            && !common_noun(doc.w(k))
            && !doc.shouted(k)
            && doc.role(k).is_none_or(|r| !r.given && r.count < 4)
    }

    /// Places that the text has named by what stood beside them, said again: "le gouverneur de l'Amapá … de l'Amapá".
    pub(super) fn strange_places_again(&mut self) {
        let doc = self.doc;
        if doc.language != text::Language::French {
            return;
        }
        let mut named: foldhash::HashSet<&str> = self
            .found
            .iter()
            .filter(|m| {
                m.kind == MentionType::Location && m.known.is_none() && m.last == m.first + 1
            })
            .map(|m| doc.t.text(m.first))
            .collect();
        // The district of a title: "gouverneur de l'Amapá".
        let districts = self.found.iter().filter(|m| {
            m.kind == MentionType::Office
                && matches!(
                    doc.w(m.first),
                    "gouverneur" | "gouverneure" | "prefet" | "prefete" | "wali" | "maire"
                )
                && doc.latin(m.last - 1)
                && doc.capital(m.last - 1)
                && doc.at(m.last - 1).is_empty()
                && doc.w(m.last - 2) != "-"
        });
        named.extend(districts.map(|m| doc.t.text(m.last - 1)));
        if named.is_empty() {
            return;
        }
        for i in 1..doc.len() {
            let led = matches!(
                doc.w(i - 1),
                "a" | "de" | "du" | "'" | "en" | "vers" | "le" | "la" | "et" | "entre" | "au"
            );
            let alone = !(doc.latin(i + 1) && doc.capital(i + 1) && !doc.line_start(i + 1));
            if led && alone && self.strange_place(i) && named.contains(doc.t.text(i)) {
                self.take(i, i + 1);
                self.push(Found::new(MentionType::Location, i, i + 1, 0));
            }
        }
    }

    /// "Saint-Cyr-au-Mont-d'Or", behind a preposition or at the head of a list: a place of that name, known or not.
    pub(super) fn called_saint(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let before = doc.before(i, 1);
        let led = matches!(
            before,
            "a" | "de"
                | "en"
                | "vers"
                | "entre"
                | "et"
                | ","
                | "pour"
                | "depuis"
                | "via"
                | "par"
                | "du"
        ) || before == "'" && i > 1 && doc.w(i - 2) == "d";
        if !matches!(doc.w(i), "saint" | "sainte" | "saints")
            || !doc.capital(i)
            || self.used[i]
            || !led
        {
            return None;
        }
        let mut end = i + 1;
        while matches!(doc.w(end), "-" | "'")
            && doc.glued(end)
            && doc.glued(end + 1)
            && doc.latin(end + 1)
            && end < i + 14
        {
            end += 2;
        }
        let alone = !(doc.latin(end) && doc.capital(end) && !doc.line_start(end));
        (end > i + 1 && alone && self.free(i, end)).then_some(end)
    }

    /// "le quotidien Al-Fajr al-Jadid", "Al-Khalij al-Libi, quotidien proche de …": a paper by the word for it.
    pub(super) fn paper_by_kind(&mut self, i: usize) {
        let doc = self.doc;
        if doc.language != text::Language::French || self.used[i] {
            return;
        }
        let kind = |k: usize| {
            matches!(
                doc.w(k),
                "quotidien"
                    | "hebdomadaire"
                    | "journal"
                    | "magazine"
                    | "bihebdomadaire"
                    | "mensuel"
                    | "chaine"
            ) && !doc.capital(k)
        };
        let run = |from: usize| {
            let mut k = from;
            while k < from + 8 && doc.latin(k) && !self.used[k] && (k == from || !doc.line_start(k))
            {
                let small = k > from
                    && matches!(
                        doc.w(k),
                        "al" | "el" | "de" | "du" | "des" | "la" | "le" | "l"
                    )
                    && doc.latin(k + 1)
                    || matches!(doc.w(k), "al" | "el");
                if !doc.capital(k) && !small {
                    break;
                }
                k += 1;
                while matches!(doc.w(k), "-" | "'")
                    && (doc.glued(k) || doc.w(k) == "'")
                    && doc.glued(k + 1)
                    && doc.latin(k + 1)
                {
                    k += 2;
                }
            }
            while k > from && !doc.capital(k - 1) && !(doc.glued(k - 1) && doc.w(k - 2) == "-") {
                k -= 1;
            }
            k
        };
        // "le quotidien X", "l'hebdomadaire burkinabè X"
        if kind(i) {
            let from = i
                + 1
                + usize::from(
                    doc.latin(i + 1) && !doc.capital(i + 1) && self.nationality(i + 1).is_some(),
                );
            // "le journal en ligne X"
            let online = doc.w(from) == "en" && doc.w(from + 1) == "ligne";
            let from = from + if online { 2 } else { 0 };
            if !doc.capital(from) || doc.line_start(from) {
                return;
            }
            let end = run(from);
            let body = doc.is(from, Tag::Rank) || doc.is(from, Tag::BodyHead);
            if end > from
                && !body
                && !(doc.w(i) == "chaine" && doc.find(from, |h| h.tag.place().is_some()).is_some())
            {
                self.take(from, end);
                self.push(Found::new(MentionType::Source, from, end, 0));
            }
            return;
        }
        let opens = i == 0
            || doc.line_start(i)
            || doc.sentence[i - 1] != doc.sentence[i]
            || matches!(doc.w(i - 1), "selon" | "par" | "a" | "dans");
        if !doc.capital(i)
            || !opens
            || doc.is(i, Tag::Rank)
            || doc.is(i, Tag::Stop) && !matches!(doc.w(i), "le" | "la" | "l")
        {
            return;
        }
        let end = run(i);
        if end > i + 1 && end < doc.len() && doc.w(end) == "," && kind(end + 1) {
            self.take(i, end);
            self.push(Found::new(MentionType::Source, i, end, 0));
        }
    }

    /// "une source au sein du ministère", "une source au protocole", "des médias italiens": who said it, unnamed, by where he is.
    pub(super) fn someone_said(&mut self, i: usize) {
        let doc = self.doc;
        if doc.language != text::Language::French || self.used[i] || i == 0 {
            return;
        }
        let one = matches!(
            doc.w(i - 1),
            "une" | "des" | "plusieurs" | "deux" | "certaines"
        );
        let end = match doc.w(i) {
            "source" | "sources" if one => match doc.w(i + 1) {
                "au" if doc.w(i + 2) == "sein" => i + 1,
                "au" if doc.w(i + 2) != "fait" => i + 3,
                "proche" | "proches" => {
                    let Some(k) = self.past_of(i + 2).filter(|_| doc.w(i + 2) != "a") else {
                        return;
                    };
                    k + 1
                }
                _ => return,
            },
            "medias" if doc.w(i - 1) == "des" && self.nationality(i + 1).is_some() => i + 1,
            _ => return,
        };
        let plain = (i + 1..end).all(|k| doc.latin(k) && !doc.line_start(k) || doc.w(k) == "'");
        if end < doc.len() && plain && self.free(i, end) {
            self.take(i, end);
            self.push(Found::new(MentionType::Source, i, end, 0));
        }
    }
}

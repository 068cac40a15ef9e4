//! English names that hold words of other uses: families called as a rank or a thing is, given names like titles.

use super::{Finder, Office};
use crate::lexicon::Tag;

/// Families that are also a rank, an office, a portfolio or a thing.
fn family_and_word(w: &str) -> bool {
    matches!(
        w,
        "king"
            | "law"
            | "justice"
            | "major"
            | "church"
            | "constable"
            | "marshall"
            | "young"
            | "court"
            | "day"
            | "may"
            | "best"
            | "lord"
            | "baron"
            | "knight"
            | "judge"
            | "bishop"
            | "chambers"
            | "street"
            | "page"
            | "field"
            | "will"
            | "guard"
            | "sheriff"
            | "captain"
            | "sergeant"
            | "press"
            | "port"
            | "cross"
            | "castle"
            | "temple"
            | "house"
            | "hall"
            | "park"
            | "parks"
            | "bridge"
            | "bridges"
            | "garrison"
            | "marine"
            | "powers"
            | "french"
            | "english"
            | "german"
            | "england"
            | "holland"
            | "ireland"
            | "britain"
            | "strong"
            | "august"
            | "march"
    )
}

impl Finder<'_, '_> {
    /// "Interior Minister Gareth King", "Ambassador Thomas G. Law": behind a given name, at the end of what is written with capitals.
    pub(super) fn family_like_a_word(&self, i: usize, pos: usize, titled: bool) -> bool {
        let doc = self.doc;
        if pos == 0
            || doc.language != text::Language::English
            || !family_and_word(doc.w(i))
            || doc.shouted(i)
        {
            return false;
        }
        let initial = doc.w(i - 1) == "." && i > 2 && doc.w(i - 2).len() == 1;
        let given = if initial {
            i.checked_sub(3)
        } else {
            Some(i - 1)
        };
        let goes_on = |k: usize| {
            doc.latin(k)
                && doc.capital(k)
                && !doc.line_start(k)
                && doc.sentence[k] == doc.sentence[i]
        };
        let called = |g: usize| {
            doc.role(g)
                .map_or(titled && doc.at(g).is_empty(), |r| r.given)
                && !doc.shouted(g)
                && doc
                    .at(g)
                    .iter()
                    .all(|h| h.tag.place().is_none_or(|p| !p.country))
        };
        given.is_some_and(|g| called(g) || initial && doc.w(g) == ".") && !goes_on(i + 1)
    }

    /// "Police Chief Sultan Al-Mansoori", "General Sultan Abu Zeid", "Commissioner Dean Smithson": behind a title, or before the name of a
    /// father or house, it is a given name. "The Sultan of Oman, Sultan Haitham" reigns.
    pub(super) fn given_like_a_title(&self, k: usize) -> bool {
        let doc = self.doc;
        if doc.language != text::Language::English
            || !matches!(doc.w(k), "sultan" | "emir" | "imam" | "dean")
            || !doc.capital(k)
            || doc.shouted(k)
            || !doc.latin(k + 1)
            || doc.line_start(k + 1)
        {
            return false;
        }
        if matches!(doc.w(k + 1), "bin" | "al" | "ben" | "ibn") {
            return doc.w(k) != "imam";
        }
        if doc.w(k) == "sultan" {
            return doc.capital(k + 1) && !self.reigns(k);
        }
        if !doc.capital(k + 1) || k == 0 || doc.line_start(k) {
            return false;
        }
        let b = k - 1 - usize::from(doc.w(k - 1) == "." && k > 1);
        doc.at(b).iter().any(|h| {
            matches!(
                h.tag,
                Tag::Rank | Tag::Minister | Tag::Office | Tag::OfficeFull
            )
        }) && doc.capital(b)
            || doc.w(b) == "counterpart"
    }

    /// "His Majesty Sultan Haitham", or the text speaks of a sultanate or of the sultan of some place.
    fn reigns(&self, k: usize) -> bool {
        let doc = self.doc;
        let b = k.saturating_sub(1);
        matches!(doc.w(b), "majesty" | "highness" | "hm" | "his" | "the")
            || (0..doc.len())
                .any(|i| doc.w(i) == "sultanate" || doc.w(i) == "sultan" && doc.w(i + 1) == "of")
    }

    /// "Undersecretary of Public Safety John Doe": a common word, or the second of a field of two.
    pub(super) fn of_a_field(&self, k: usize) -> bool {
        let field = |h: &crate::lexicon::Hit| {
            h.last > k && matches!(h.tag, Tag::Field | Tag::Portfolio | Tag::Topic(_))
        };
        self.common_word(k) || k > 0 && self.doc.at(k - 1).iter().any(field)
    }

    /// "National Member for Sweden" at Eurojust: a country completes the title.
    pub(super) fn sent_by_land(&self, o: &Office) -> bool {
        let doc = self.doc;
        (o.first + 2..o.last).rev().take(5).any(|k| {
            let whole = |h: &crate::lexicon::Hit| {
                h.last == o.last && h.tag.place().is_some_and(|p| p.country)
            };
            let joins = doc.w(k - 1 - usize::from(doc.w(k - 1) == "the"));
            matches!(joins, "of" | "for") && doc.at(k).iter().any(whole)
        })
    }

    /// "her counterpart from the Border Force, Jane Roe,": the name behind whom she works for.
    pub(super) fn counterpart_from(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        if doc.language != text::Language::English
            || !matches!(doc.w(k), "from" | "of" | "at" | "in")
        {
            return None;
        }
        let s = doc.sentence[k];
        let near = (k + 1..(k + 12).min(doc.len())).take_while(|&i| doc.sentence[i] == s);
        let comma = near.into_iter().find(|&i| doc.w(i) == ",")?;
        let plain = |i: usize| {
            doc.capital(i) || matches!(doc.w(i), "the" | "of" | "and" | "for" | "-" | "'" | "s")
        };
        let name = self.past_latin_ranks(comma + 1);
        let end = self.latin_name(name, true).filter(|&e| e >= name + 2)?;
        ((k + 1..comma).all(plain)
            && matches!(
                doc.w(end),
                "," | "." | "who" | "in" | "on" | "at" | "to" | "and" | "during"
            ))
        .then_some(name)
    }

    /// Two words in capitals that nothing knows, and no third.
    pub(super) fn strange_pair(&self, k: usize) -> bool {
        let doc = self.doc;
        let strange = |n: usize| self.nameless(n) && !self.common_word(n);
        strange(k)
            && strange(k + 1)
            && !(doc.latin(k + 2) && doc.capital(k + 2) && !doc.line_start(k + 2))
    }

    /// "Police Commissioner da Silva", "Minister van den Berg": in the title that ends at `k` a family's name begins in lower case.
    pub(super) fn led_by_particle(&self, k: usize, i: usize) -> bool {
        let doc = self.doc;
        let small = |n: usize| {
            matches!(
                doc.w(n),
                "de" | "da"
                    | "di"
                    | "do"
                    | "dos"
                    | "del"
                    | "van"
                    | "von"
                    | "der"
                    | "den"
                    | "ter"
                    | "la"
                    | "los"
            )
        };
        doc.language == text::Language::English
            && (k..=i).all(small)
            && !matches!(doc.w(k), "la" | "los" | "der" | "den")
            && k > 0
            && doc.capital(k - 1)
            && !doc.line_start(k)
            && (self.nameless(i + 1) || small(i + 1) && i < k + 2)
    }

    /// "Thorvald Quenneville, a researcher at the Institute, said", "said Ngawang Mbatha of the Lawyers Association": what is
    /// said of the two words makes them somebody, though no list has them.
    pub(super) fn english_stranger(&self, i: usize, end: usize) -> bool {
        let doc = self.doc;
        if doc.language != text::Language::English || end > i + 4 {
            return false;
        }
        let is_trade = |k: usize| {
            matches!(
                doc.w(k),
                "researcher"
                    | "analyst"
                    | "expert"
                    | "lawyer"
                    | "professor"
                    | "lecturer"
                    | "fellow"
                    | "scholar"
                    | "journalist"
                    | "activist"
                    | "campaigner"
                    | "resident"
                    | "trader"
                    | "academic"
                    | "criminologist"
                    | "consultant"
                    | "spokesman"
                    | "spokeswoman"
                    | "spokesperson"
                    | "prosecutor"
                    | "detective"
                    | "officer"
                    | "diplomat"
            )
        };
        let behind = || {
            doc.w(end) == ","
                && matches!(doc.w(end + 1), "a" | "an")
                && (end + 2..end + 5).any(is_trade)
        };
        let of = || {
            let speaks =
                |k: usize| matches!(doc.w(k), "said" | "says" | "told" | "warned" | "argued");
            doc.w(end) == "of"
                && doc.capital(end + 1 + usize::from(doc.w(end + 1) == "the"))
                && (i > 0 && speaks(i - 1)
                    || doc.line_start(i)
                    || matches!(doc.w(i - 1), "." | "\""))
                && (i > 0 && speaks(i - 1) || (end + 2..end + 10).any(speaks))
        };
        let plain = |k: usize| {
            !doc.latin(k)
                || doc.w(k).len() == 1
                || self.nameless(k)
                || k == i && doc.line_start(k) && doc.at(k).is_empty() && !doc.shouted(k)
        };
        (behind() || of()) && (i..end).all(plain) && !(i..end).any(|k| self.common_word(k))
    }
}

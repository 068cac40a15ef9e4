//! Places the lexicon knows, where the sentence says that they are meant.

use super::Finder;
use super::homonym::Countries;
use crate::lexicon::{Hit, LEXICON, Tag};
use crate::mention::{Found, MentionType};

/// Adjectives between the word for a state and its name.
pub(super) fn state_adjective(w: &str) -> bool {
    matches!(
        w,
        "socialiste"
            | "islamique"
            | "populaire"
            | "democratique"
            | "federale"
            | "federative"
            | "arabe"
            | "bolivarienne"
            | "cooperative"
            | "unie"
            | "orientale"
    )
}

/// An adjective in the full name of an Arab state, behind that of its people.
fn state_word(w: &str) -> bool {
    matches!(
        w,
        "الديمقراطيه"
            | "الديموقراطيه"
            | "الشعبيه"
            | "الاسلاميه"
            | "الهاشميه"
            | "الاتحاديه"
    )
}

impl Finder<'_, '_> {
    /// Places the other rules left. A small town needs a word that says it is a place.
    pub fn places(&mut self) {
        let countries = Countries::of(self.doc);
        let mut i = 0;
        while i < self.doc.len() {
            let hit = self.doc.find(i, |h| matches!(h.tag, Tag::Place(_)));
            let Some(h) = hit.filter(|h| {
                self.free(h.first, h.last)
                    && (self.place_here(*h) || self.latin_place_listed(*h))
                    && !self.in_name_of_a_text(h.first)
                    && !self.names_a_text(*h)
                    && !self.latin_adjective(*h)
            }) else {
                i += 1;
                continue;
            };
            let h = countries.choose(h);
            let Tag::Place(n) = h.tag else { continue };
            let (first, skip) = self.with_state(h);
            // "Benin Republic"
            let state = self.doc.latin(h.last)
                && self.doc.w(h.last) == "republic"
                && self.doc.capital(h.last)
                && !self.doc.line_start(h.last)
                && self.free(h.last, h.last + 1)
                && LEXICON.places[n as usize].country;
            let last = self.past_capital_district(h, self.state_end(first, h) + usize::from(state));
            let (first, last) = self.hyphened_place(first, last);
            let mut m = Found::new(MentionType::Location, first, last, skip);
            m.known = Some(n);
            // "وزير الداخلية بدولة قطر": the country of an office is not where something happened.
            m.inside = self.beside[h.first] && LEXICON.places[n as usize].country;
            self.take(first, last);
            self.push(m);
            i = last;
        }
        self.places_by_kind();
        self.second_of_two();
        self.places_joined();
        self.places_held();
    }

    /// "Saint-Georges-de-l'Oyapock", "Saint-Laurent-du-Maroni": a place whose name goes on with "de", "sur" … and hyphens.
    fn hyphened_place(&self, first: usize, last: usize) -> (usize, usize) {
        let doc = self.doc;
        let joins = |k: usize| matches!(doc.w(k), "-" | "'") && doc.glued(k) && doc.glued(k + 1);
        if doc.language != text::Language::French || !doc.latin(first) {
            return (first, last);
        }
        let (mut b, mut e) = (first, last);
        while b >= 2
            && joins(b - 1)
            && (b < first || doc.w(b - 1) == "-")
            && doc.latin(b - 2)
            && !self.used[b - 2]
            && first - b < 8
        {
            b -= 2;
        }
        while joins(e) && (e > last || doc.w(e) == "-") && doc.latin(e + 1) && e < last + 8 {
            e += 2;
        }
        let small = (b..e).any(|k| {
            (k < first || k >= last)
                && matches!(
                    doc.w(k),
                    "de" | "du"
                        | "des"
                        | "la"
                        | "le"
                        | "les"
                        | "sur"
                        | "sous"
                        | "en"
                        | "l"
                        | "d"
                        | "aux"
                )
        });
        if small && doc.capital(b) && self.free(b, e) {
            (b, e)
        } else {
            (first, last)
        }
    }

    /// Places that no list knows, by what stands beside them in French or English.
    pub(super) fn places_beside(&mut self) {
        let place: fn(&Self, usize) -> Option<usize> = match self.doc.language {
            text::Language::French => Self::french_place,
            text::Language::English => Self::english_place,
            _ => return,
        };
        let mut i = 1;
        while i < self.doc.len() {
            match place(self, i) {
                Some(end) => {
                    self.take(i, end);
                    self.push(Found::new(MentionType::Location, i, end, 0));
                    i = end;
                }
                None => i += 1,
            }
        }
    }

    /// `جمهورية تنزانيا المتحدة`, `جمهورية إثيوبيا الاتحادية الديمقراطية`: adjectives of a state behind its name.
    fn state_end(&self, first: usize, h: Hit) -> usize {
        let doc = self.doc;
        let of_state = |w: &str| {
            matches!(
                w,
                "المتحده"
                    | "العربيه"
                    | "الاسلاميه"
                    | "الديمقراطيه"
                    | "الديموقراطيه"
                    | "الاتحاديه"
                    | "الفيدراليه"
                    | "الفدراليه"
                    | "الشعبيه"
                    | "الاشتراكيه"
                    | "البوليفاريه"
                    | "الشرقيه"
                    | "التعاونيه"
            )
        };
        let mut last = h.last;
        while first < h.first && of_state(doc.w(last)) && self.free(last, last + 1) {
            last += 1;
        }
        last
    }

    /// "المملكة المغربية", "الجمهورية التونسية": the kind of state and a nationality name the country.
    pub fn states(&mut self) {
        let doc = self.doc;
        for i in 0..doc.len().saturating_sub(1) {
            let w = doc.w(i);
            let Some(kind) = [
                "المملكه",
                "الجمهوريه",
                "السلطنه",
                "لمملكه",
                "لجمهوريه",
                "لسلطنه",
            ]
            .iter()
            .find(|k| w.ends_with(**k)) else {
                continue;
            };
            let skip = w.chars().count() - kind.chars().count();
            let clitics = w
                .chars()
                .take(skip)
                .all(|c| matches!(c, 'و' | 'ف' | 'ب' | 'ل' | 'ك'));
            let article =
                kind.starts_with("ال") || skip > 0 && w.chars().nth(skip - 1) == Some('ل');
            let adjective = doc.find(i + 1, |h| matches!(h.tag, Tag::Nat(_)) && h.skip == 0);
            let Some(h) = adjective.filter(|_| {
                clitics && article && doc.w(i + 1).starts_with("ال") && doc.w(i + 1).ends_with('ه')
            }) else {
                continue;
            };
            let Tag::Nat(n) = h.tag else { continue };
            let iso = &LEXICON.named[n as usize].id;
            let country = LEXICON
                .places
                .iter()
                .position(|p| p.country && p.iso == *iso);
            // "الجمهورية الجزائرية الديمقراطية الشعبية", "المملكة الأردنية الهاشمية"
            let whole = |k: &usize| !self.free(*k, *k + 1) || !state_word(doc.w(*k));
            let last = (h.last..doc.len()).find(whole).unwrap_or(h.last);
            if let Some(place) = country.filter(|_| self.free(i, last) && !doc.line_start(h.first))
            {
                let mut m = Found::new(MentionType::Location, i, last, skip);
                m.known = Some(place as u32);
                m.inside = self.beside[i];
                self.take(i, last);
                self.push(m);
            }
        }
    }

    /// "جمهورية النمسا", "Republic of Austria": the kind of state belongs to a country's name.
    fn with_state(&self, h: Hit) -> (usize, usize) {
        let doc = self.doc;
        let alone = (h.first, h.skip);
        let Tag::Place(n) = h.tag else { return alone };
        if !LEXICON.places[n as usize].country || h.skip > 0 || h.first == 0 {
            return alone;
        }
        let mut b = h.first - 1;
        if doc.latin(b) && matches!(doc.w(b), "the")
            || doc.w(b) == "'" && doc.w(b.saturating_sub(1)) == "l"
        {
            b = b.saturating_sub(1 + usize::from(doc.w(b) == "'"));
        }
        if doc.latin(h.first) && matches!(doc.w(b), "of" | "de" | "du" | "d" | "'") {
            b = b.saturating_sub(1 + usize::from(doc.w(b) == "'"));
        } else if doc.latin(h.first) {
            return alone;
        }
        if self.used[b] || doc.line_start(h.first) {
            return alone;
        }
        // "la République socialiste du Viêt Nam"
        let adjective = b > 0
            && doc.language == text::Language::French
            && !doc.capital(b)
            && state_adjective(doc.w(b));
        b -= usize::from(adjective);
        let w = doc.w(b);
        let Some(kind) = [
            "جمهوريه",
            "مملكه",
            "دوله",
            "سلطنه",
            "اماره",
            "republique",
            "royaume",
            "etat",
            "republic",
            "kingdom",
            "state",
            "sultanate",
            "emirate",
        ]
        .iter()
        .find(|k| w.ends_with(**k)) else {
            return alone;
        };
        let skip = w.chars().count() - kind.chars().count();
        let clitics = w
            .chars()
            .take(skip)
            .all(|c| matches!(c, 'و' | 'ف' | 'ب' | 'ل' | 'ك'));
        let latin = doc.latin(b) && (skip > 0 || !doc.capital(b));
        if !clitics || latin {
            return alone;
        }
        (b, skip)
    }

    fn place_here(&self, h: Hit) -> bool {
        let Tag::Place(n) = h.tag else { return false };
        let doc = self.doc;
        let place = &LEXICON.places[n as usize];
        // "كبيرا" is no Beira.
        let as_it = doc.w(h.first).chars().take(h.skip).any(|c| c == 'ك');
        if as_it && !place.country && h.last == h.first + 1 {
            return false;
        }
        // "نظيره المالي" comes from Mali.
        // "وسرت أنباء", "في مشهد يكاد": a verb and a noun that towns are called by.
        let word = doc.past(h.first, h.skip);
        let and = doc.w(h.first).starts_with('و') && h.skip == 1;
        if word == "سرت" && and && self.found.last().is_none_or(|m| m.last != h.first)
            || word == "مشهد"
                && !doc.w(h.last).starts_with("الايران")
                && !doc.w(h.last).starts_with(['.', ','])
        {
            return false;
        }
        let malian = matches!(doc.w(h.first).trim_start_matches('و'), "المالي" | "الماليه");
        if malian && h.last == h.first + 1 {
            return false;
        }
        // "بحيرة" is not البحيرة, "بقاع" not البقاع.
        let article = place.names[0].is_some_and(|n| n.starts_with("ال"));
        let w = doc.w(h.first);
        let bare = doc.arabic(h.first) && !w.contains("ال") && !w.contains("لل");
        if article && bare && !place.country && h.last == h.first + 1 {
            return false;
        }
        let before = h.first.checked_sub(1);
        let said = before.is_some_and(|b| {
            matches!(
                doc.w(b),
                "في" | "الي"
                    | "من"
                    | "مدينه"
                    | "بمدينه"
                    | "العاصمه"
                    | "بالعاصمه"
                    | "نحو"
                    | "مطار"
                    | "اقليم"
                    | "قرب"
                    | "بين"
                    | "a"
                    | "in"
                    | "at"
                    | "to"
                    | "from"
                    | "near"
                    | "au"
                    | "en"
                    | "de"
                    | "d"
                    | "vers"
                    | "ville"
                    | "et"
                    | "and"
                    | "of"
            )
        });
        let arabic = doc.arabic(h.first);
        if doc.particle(h.first) {
            return false;
        }
        if arabic && h.last == h.first + 1 {
            // One Arabic word: many towns are named like common words.
            let plain_word = doc.is(h.first, Tag::OrgWord)
                || doc.is(h.first, Tag::Portfolio)
                || doc.is(h.first, Tag::Stop) && !place.country
                || doc.w(h.first).ends_with("بما");
            let name =
                doc.role(h.first).is_some_and(|r| r.given) && !doc.w(h.first).starts_with("ال");
            let b = h.skip > 0 && doc.w(h.first).trim_start_matches('و').starts_with('ب');
            if doc
                .at(h.first)
                .iter()
                .any(|x| matches!(x.tag, Tag::Nat(_)) && x.last == h.last)
                && h.skip == 0
                && doc.w(h.first).starts_with("ال")
            {
                // "الوفد الهايتي": where the country has no article, the adjective has.
                if place.names[0].is_some_and(|n| !n.starts_with("ال")) {
                    return false;
                }
                // السعودية after a noun is an adjective.
                let free = before.is_none_or(|p| {
                    doc.line_start(h.first)
                        || !doc.arabic(p)
                        || doc.is(p, Tag::Stop) && !doc.w(p).ends_with("عاصمه")
                        || matches!(doc.w(p), "علي" | "المملكه")
                });
                return free;
            }
            if place.country {
                return !self.adjective(h);
            }
            let town = before.is_some_and(|p| {
                matches!(
                    doc.w(p),
                    "مدينه"
                        | "بمدينه"
                        | "مدينتي"
                        | "بمدينتي"
                        | "ومدينه"
                        | "مدن"
                        | "بمدن"
                        | "بلده"
                        | "ببلده"
                        | "اقليم"
                        | "باقليم"
                        | "محافظه"
                        | "بمحافظه"
                        | "ولايه"
                        | "بولايه"
                        | "مطار"
                        | "بمطار"
                        | "ميناء"
                        | "العاصمه"
                        | "بالعاصمه"
                )
            });
            if !place.strong {
                // "بزعيم الخلية": what owns something is no town.
                let owns = doc.w(h.last).starts_with("ال")
                    && !doc.line_start(h.last)
                    && doc.at(h.last).iter().all(|x| !matches!(x.tag, Tag::Nat(_)));
                return town || !owns && self.small_town(h, b);
            }
            // San and Sainte- begin longer names; تلمسان does not.
            if matches!(doc.past(h.first, h.skip), "سان" | "سانت") {
                return false;
            }
            if town {
                return true;
            }
            let letters = doc.w(h.first).chars().count() - h.skip;
            // "تسلم درعا": towns that are called like things.
            let thing = matches!(
                doc.w(h.first)
                    .chars()
                    .skip(h.skip)
                    .collect::<String>()
                    .as_str(),
                "درعا" | "صور" | "قنا" | "غات"
            ) && (h.first.saturating_sub(8)..h.first).any(|k| {
                let w = doc.w(k).trim_start_matches(['و', 'ف', 'ب', 'ي', 'ت']);
                [
                    "سلم", "سليم", "قدم", "قديم", "اهد", "هدي", "بادل", "منح", "كرم",
                ]
                .iter()
                .any(|g| w.starts_with(g))
            });
            return !plain_word && !thing && letters >= 3 && (!name || said || b);
        }
        if !arabic {
            // "La réunion s'est tenue" is no island.
            let low = h.last > h.first + 1 && matches!(doc.w(h.first), "la" | "le");
            // "Us" is no country.
            let us = doc.w(h.first) == "us" && !doc.shouted(h.first);
            if !doc.capital(h.first) || low && !doc.capital(h.first + 1) || us {
                return false;
            }
            // "La réunion s'est déroulée": the last word of a name is no common noun.
            if h.last > h.first + 1
                && doc.latin(h.last - 1)
                && !doc.capital(h.last - 1)
                && matches!(doc.w(h.first), "la" | "le" | "les")
            {
                return false;
            }
            let name = doc.role(h.first).is_some_and(|r| r.given);
            let listed = before.is_some_and(|b| matches!(doc.w(b), "," | "and" | "et"))
                && self
                    .found
                    .iter()
                    .any(|m| m.kind == MentionType::Location && Some(m.last) == before);
            // "Academy of Police": a town somewhere is called so.
            if !place.strong && h.last == h.first + 1 && doc.is(h.first, Tag::OrgNoun) {
                return false;
            }
            // "Dubaï a arrêté …": a town named before, though somebody may be called so.
            let seen = || {
                self.found
                    .iter()
                    .any(|m| m.kind == MentionType::Location && m.known == Some(n))
            };
            // "Ratu Sir Epeli": a rank.
            if doc.is(h.first, Tag::Rank)
                && doc.language == text::Language::English
                && !place.country
            {
                return false;
            }
            // "the crossing of Panji Poyon": a longer name.
            let english = doc.language == text::Language::English;
            let next = h.last;
            let longer = english
                && !place.strong
                && !doc.line_start(next)
                && doc.latin(next)
                && doc.capital(next)
                && doc.at(next).is_empty()
                && !self.used[next];
            // "US$46", "Lancaster House"
            let car = doc.w(h.first) == "toyota" && doc.w(next) != "city";
            let dollars = car || english && doc.w(next) == "$" && doc.glued(next);
            let house = english
                && !place.country
                && doc.capital(next)
                && !doc.line_start(next)
                && matches!(
                    doc.w(next),
                    "house" | "hotel" | "palace" | "castle" | "university" | "hilux" | "stadium"
                );
            // "at Paso Canoas"
            let first = h.first;
            let begun = english
                && first > 1
                && !place.country
                && !doc.line_start(first)
                && !doc.line_start(first - 1)
                && doc.latin(first - 1)
                && doc.capital(first - 1)
                && doc.at(first - 1).is_empty()
                && !self.used[first - 1]
                && doc.role(first - 1).is_none_or(|r| !r.given)
                && matches!(doc.w(first - 2), "at" | "in" | "near");
            if longer || dollars || house || begun {
                return false;
            }
            // "Ni Paris ni Alger": alone, and nobody of the text is called so.
            let alone = || {
                let capital = |k: usize| doc.latin(k) && doc.capital(k) && !doc.line_start(k);
                doc.language == text::Language::French
                    && !capital(h.last)
                    && before.is_none_or(|b| {
                        !capital(b) || doc.is(b, Tag::Stop) || doc.line_start(h.first)
                    })
                    && !self
                        .found
                        .iter()
                        .any(|m| m.kind == MentionType::Person && doc.w(m.first) == doc.w(h.first))
            };
            return if place.strong {
                said || !name || place.country || seen() || alone()
            } else {
                said || listed
            };
        }
        true
    }

    /// A small town without a word that says so: behind a preposition, or in a list that begins with a place; `bi` says that ب is
    /// written to it.
    fn small_town(&self, h: Hit, bi: bool) -> bool {
        let doc = self.doc;
        let before = h.first.checked_sub(1);
        let at = bi
            || h.skip == 0
                && before.is_some_and(|p| {
                    matches!(
                        doc.w(p),
                        "في" | "الي"
                            | "بين"
                            | "نحو"
                            | "قرب"
                            | "قضاء"
                            | "ناحيه"
                            | "معبر"
                            | "منطقه"
                            | "بمنطقه"
                    ) || doc
                        .find(p, |x| x.tag == Tag::PlaceKind && x.last == h.first)
                        .is_some()
                });
        let and = doc.w(h.first).starts_with('و') && h.skip == 1
            || before.is_some_and(|p| doc.w(p) == ",");
        let last = |m: &Found| {
            m.kind == MentionType::Location && m.last + usize::from(h.skip == 0) == h.first
        };
        let listed = and && self.found.iter().rev().take(3).any(last);
        let bare = doc.past(h.first, h.skip);
        let kind = matches!(
            bare,
            "مدينه"
                | "قريه"
                | "بلده"
                | "منطقه"
                | "جزيره"
                | "ساحه"
                | "شارع"
                | "وادي"
                | "مركز"
                | "محطه"
        );
        let tags = doc.at(h.first);
        let only = tags.iter().all(|x| matches!(x.tag, Tag::Place(_)));
        let letters = bare.strip_prefix("ال").unwrap_or(bare).chars().count();
        let known = doc.role(h.first).is_some_and(|r| r.count >= 5);
        (at || listed) && only && !kind && !known && letters >= 4
    }

    /// `مالي` after a noun it qualifies is Malian, or financial, not Mali.
    fn adjective(&self, h: Hit) -> bool {
        let Some(b) = h.first.checked_sub(1) else {
            return false;
        };
        if self.doc.w(h.first) == "المالي" {
            return true;
        }
        h.skip == 0
            && self.doc.w(h.first) == "مالي"
            && self.doc.arabic(b)
            && !self.doc.is(b, Tag::Stop)
    }
}

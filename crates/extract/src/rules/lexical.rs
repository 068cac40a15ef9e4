//! Mentions the lexicon gives directly: dates, topics, regions, groups, places, sources, documents.

use super::Finder;
use super::homonym::Countries;
use crate::lexicon::{Hit, LEXICON, Tag};
use crate::mention::{Found, MentionType};
use text::Kind;

impl Finder<'_, '_> {
    pub fn dates(&mut self) {
        for (n, d) in self.doc.dates.iter().enumerate() {
            if self.free(d.tokens.start, d.tokens.end) {
                self.take(d.tokens.start, d.tokens.end);
                let skip = usize::from(d.start > self.doc.start(d.tokens.start, 0));
                let mut m = Found::new(MentionType::Date, d.tokens.start, d.tokens.end, skip);
                m.known = Some(n as u32);
                self.push(m);
            }
        }
    }

    fn named(&mut self, h: Hit, kind: MentionType, n: u16) -> usize {
        self.take(h.first, h.last);
        let mut m = Found::new(kind, h.first, h.last, h.skip);
        m.known = Some(u32::from(n));
        self.push(m)
    }

    /// Topics, regions and groups.
    pub fn topics(&mut self) {
        let mut i = 0;
        while i < self.doc.len() {
            let hit = self.doc.find(i, |h| {
                matches!(h.tag, Tag::Topic(_) | Tag::Region(_) | Tag::Threat(_))
            });
            let Some(h) = hit.filter(|h| {
                self.free(h.first, h.last)
                    && self.with_article(h)
                    && !self.part_of_org(*h)
                    && !self.part_of_latin_office(*h)
            }) else {
                i += 1;
                continue;
            };
            match h.tag {
                Tag::Topic(n) => {
                    self.named(h, MentionType::Topic, n);
                }
                Tag::Region(n) => {
                    self.named(h, MentionType::Region, n);
                }
                Tag::Threat(n) => self.group(h, n),
                _ => {}
            }
            i = h.last;
        }
    }

    /// `قاعدة عسكرية` is no القاعدة, `ساحل` no الساحل.
    fn with_article(&self, h: &Hit) -> bool {
        let (Tag::Region(n) | Tag::Threat(n)) = h.tag else {
            return true;
        };
        let w = self.doc.w(h.first);
        let name = LEXICON.named[n as usize].names[0].as_deref().unwrap_or("");
        h.last > h.first + 1
            || !self.doc.arabic(h.first)
            || !name.starts_with("ال")
            || w.contains("ال")
            || w.starts_with("لل")
            || w.starts_with("ولل")
    }

    /// A topic word inside a longer name of an organisation is that organisation's.
    fn part_of_org(&self, h: Hit) -> bool {
        let from = h.first.saturating_sub(14);
        (from..=h.first).any(|i| {
            self.doc.at(i).iter().any(|o| {
                matches!(o.tag, Tag::Org(_))
                    && o.last >= h.last
                    && o.last - o.first > h.last - h.first
            }) || (i < h.first && self.org_at(i).is_some_and(|o| o.last >= h.last))
                // "Migration Service"
                || i == h.first
                    && self.doc.capital(i)
                    && self.doc.latin(i)
                    && self.doc.language != text::Language::French
                    && self.capital_org(i).is_some_and(|o| o > h.last)
                // "counter-terrorism chief"
                || i == h.first && self.field_title(i).is_some_and(|o| o.last > h.last)
                || (i < h.first && self.office_over(i, h.last))
        })
    }

    /// An office begins at `i` and goes on to `last`: "وزير الأمن والحماية المدنية".
    fn office_over(&self, i: usize, last: usize) -> bool {
        let title = |h: &Hit| matches!(h.tag, Tag::Office | Tag::Minister | Tag::OfficeFull);
        if !self.doc.at(i).iter().any(title) {
            return false;
        }
        let office = if self.doc.arabic(i) {
            self.arabic_office(i, 0)
        } else {
            self.latin_office(i, 0)
        };
        office.is_some_and(|o| !o.bare && o.last >= last)
    }

    fn org_at(&self, i: usize) -> Option<super::Org> {
        if self.doc.arabic(i) {
            self.arabic_org(i)
        } else {
            self.latin_org(i, false)
        }
    }

    /// A group, with its kind (`تنظيم`, `جماعة`) where that stands before it.
    fn group(&mut self, mut h: Hit, n: u16) {
        let doc = self.doc;
        let quote = h.first > 0 && doc.w(h.first - 1) == "\"";
        let before = h.first.checked_sub(1 + usize::from(quote));
        if let Some(b) = before.filter(|&b| h.skip == 0 && !self.used[b] && doc.arabic(b)) {
            let w = doc.w(b);
            let kinds = ["تنظيم", "جماعه", "حركه", "جبهه", "منظمه"];
            if let Some(rest) = kinds.iter().find(|k| w.ends_with(**k)) {
                let skip = w.chars().count() - rest.chars().count();
                if skip == 0
                    || w.chars()
                        .take(skip)
                        .all(|c| matches!(c, 'و' | 'ف' | 'ب' | 'ل' | 'ك'))
                {
                    h.first = b;
                    h.skip = skip;
                    if quote && doc.w(h.last) == "\"" {
                        h.last += 1;
                    }
                }
            }
        }
        self.named(h, MentionType::ThreatGroup, n);
    }

    /// Places the other rules left. A small town needs a word that says it is a place.
    pub fn places(&mut self) {
        let countries = Countries::of(self.doc);
        let mut i = 0;
        while i < self.doc.len() {
            let hit = self.doc.find(i, |h| matches!(h.tag, Tag::Place(_)));
            let Some(h) = hit.filter(|h| {
                self.free(h.first, h.last)
                    && (self.place_here(*h) || self.latin_place_listed(*h))
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
            let last = h.last + usize::from(state);
            let mut m = Found::new(MentionType::Location, first, last, skip);
            m.known = Some(n);
            // "وزير الداخلية بدولة قطر": the country of an office is not where something happened.
            m.inside = self.beside[h.first] && LEXICON.places[n as usize].country;
            self.take(first, last);
            self.push(m);
            i = last;
        }
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
            if let Some(place) =
                country.filter(|_| self.free(i, h.last) && !doc.line_start(h.first))
            {
                let mut m = Found::new(MentionType::Location, i, h.last, skip);
                m.known = Some(place as u32);
                m.inside = self.beside[i];
                self.take(i, h.last);
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
        if matches!(doc.t.text(h.first), "وأن" | "وإن" | "بأن" | "فإن" | "وكأن") {
            return false;
        }
        if arabic && h.last == h.first + 1 {
            // One Arabic word: many towns are named like common words.
            let plain_word = doc.is(h.first, Tag::OrgWord)
                || doc.is(h.first, Tag::Portfolio)
                || doc.is(h.first, Tag::Stop) && !place.country;
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
            // San and Sainte- begin longer names.
            if doc.w(h.first).ends_with("سان") || doc.w(h.first).ends_with("سانت") {
                return false;
            }
            let letters = doc.w(h.first).chars().count() - h.skip;
            return !plain_word && letters >= 3 && (!name || said || b);
        }
        if !arabic {
            if !doc.capital(h.first) {
                return false;
            }
            let name = doc.role(h.first).is_some_and(|r| r.given);
            let listed = before.is_some_and(|b| matches!(doc.w(b), "," | "and" | "et"))
                && self
                    .found
                    .iter()
                    .any(|m| m.kind == MentionType::Location && Some(m.last) == before);
            return if place.strong {
                said || !name || place.country
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
                    )
                });
        let and = doc.w(h.first).starts_with('و') && h.skip == 1
            || before.is_some_and(|p| doc.w(p) == ",");
        let last = |m: &Found| {
            m.kind == MentionType::Location && m.last + usize::from(h.skip == 0) == h.first
        };
        let listed = and && self.found.iter().rev().take(3).any(last);
        let bare: String = doc.w(h.first).chars().skip(h.skip).collect();
        let kind = matches!(
            bare.as_str(),
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
        let letters = bare.strip_prefix("ال").unwrap_or(&bare).chars().count();
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

    /// Agencies and newspapers.
    pub fn sources_known(&mut self) {
        let mut i = 0;
        while i < self.doc.len() {
            let hit = self.doc.find(i, |h| matches!(h.tag, Tag::Source(_)));
            match hit.filter(|h| self.free(h.first, h.last)) {
                Some(h) => {
                    let Tag::Source(n) = h.tag else { continue };
                    let at = self.named(h, MentionType::Source, n);
                    self.media_before(at);
                    i = h.last;
                }
                None => {
                    self.quoted_paper(i);
                    i += 1;
                }
            }
        }
    }

    /// `صحيفة "…"`: the kind of paper belongs to the span in Arabic.
    fn media_before(&mut self, at: usize) {
        let m = &self.found[at];
        let quote = m.first > 0 && self.doc.w(m.first - 1) == "\"";
        let Some(b) = m.first.checked_sub(1 + usize::from(quote)) else {
            return;
        };
        if m.skip > 0 || self.used[b] || !self.doc.arabic(b) {
            return;
        }
        let word = |h: &Hit| h.tag == Tag::MediaWord && h.last == b + 1;
        let Some(kind) = self.doc.find(b, word) else {
            return;
        };
        let last = if quote && self.doc.w(m.last) == "\"" {
            m.last + 1
        } else {
            m.last
        };
        self.found[at].first = b;
        self.found[at].skip = kind.skip;
        self.found[at].last = last;
        self.take(b, last);
    }

    /// Communiqués, unnamed sources, "the same source", and papers named after their kind.
    pub fn sources(&mut self) {
        let doc = self.doc;
        let mut i = 0;
        while i < self.doc.len() {
            let hit = self.doc.find(i, |h| {
                matches!(h.tag, Tag::SourceWord | Tag::Unnamed | Tag::SameSource)
            });
            match hit.filter(|h| self.free(h.first, h.last)) {
                Some(h) => {
                    let before = i.checked_sub(1).map_or("", |b| self.doc.w(b));
                    // "في تصريح للتلفزيون": whom it was said to is the source.
                    if doc.w(i) == "تصريح" && before == "في" && doc.w(h.last).starts_with('ل')
                    {
                        i = h.last;
                        continue;
                    }
                    let verb = doc.w(i) == "communique"
                        && h.last == i + 1
                        && doc.language == text::Language::French
                        && matches!(before, "a" | "ont" | "est" | "ete" | "avait" | "sera" | "'");
                    // "المسؤول الأمني المغربي" points back at somebody named.
                    let official = matches!(
                        doc.w(i).trim_start_matches(['و', 'ف']),
                        "المسوول" | "المسوولين" | "المسوولان"
                    );
                    if verb || official || matches!(before, "اي" | "دون" | "aucun" | "no" | "any")
                    {
                        i = h.last;
                        continue;
                    }
                    self.take(h.first, h.last);
                    self.push(Found::new(MentionType::Source, h.first, h.last, h.skip));
                    i = h.last;
                }
                None => {
                    self.quoted_paper(i);
                    self.french_paper(i);
                    i += 1;
                }
            }
        }
    }

    fn quoted_paper(&mut self, i: usize) {
        let doc = self.doc;
        // "Le quotidien belgradois « Danas »"
        let open = i + 1 + usize::from(doc.latin(i) && doc.latin(i + 1) && !doc.capital(i + 1));
        if self.used[i] || !doc.is(i, Tag::MediaWord) || doc.w(open) != "\"" {
            return;
        }
        let Some(close) = (open + 1..(open + 6).min(doc.len())).find(|&k| doc.w(k) == "\"") else {
            return;
        };
        if self.free(i, close + 1) && close > open + 1 {
            let (first, last) = if doc.arabic(i) {
                (i, close + 1)
            } else {
                (open + 1, close)
            };
            self.take(first, last);
            self.push(Found::new(MentionType::Source, first, last, 0));
        }
    }

    /// `القرار رقم 2396`, `Resolution 2396 (2017)`, `loi n° 03-03`.
    pub fn documents(&mut self) {
        let doc = self.doc;
        let mut i = 0;
        while i < doc.len() {
            let Some(h) = doc
                .find(i, |h| h.tag == Tag::Document)
                .filter(|h| !self.used[h.first])
            else {
                i += 1;
                continue;
            };
            let mut k = h.last;
            while matches!(
                doc.w(k),
                "رقم" | "no" | "n" | "°" | "º" | "number" | "o" | "." | "الاممي" | "عدد"
            ) && k < h.last + 4
            {
                k += 1;
            }
            if doc.t.list.get(k).is_some_and(|t| t.kind == Kind::Number) && k <= h.last + 3 {
                let mut end = k + 1;
                while doc.glued(end)
                    && doc.glued(end + 1)
                    && matches!(doc.w(end), "." | "-" | "/")
                    && doc
                        .t
                        .list
                        .get(end + 1)
                        .is_some_and(|t| t.kind == Kind::Number)
                {
                    end += 2;
                }
                self.take(h.first, end);
                self.push(Found::new(MentionType::Document, h.first, end, h.skip));
                i = end;
            } else {
                i += 1;
            }
        }
    }
}

//! Places in Arabic that no list has: behind a word for their kind, joined to one that is read, opened by a word for a thing.

use super::Finder;
use crate::lexicon::{Class, Hit, LEXICON, Tag};
use crate::mention::{Found, MentionType};

/// Words that open the name of an Arab or foreign place of two words.
const OPENERS: &[&str] = &[
    "باب",
    "بير",
    "عين",
    "راس",
    "تل",
    "ام",
    "ابو",
    "دير",
    "كفر",
    "بني",
    "سيدي",
    "برج",
    "قصر",
    "ساقيه",
    "واد",
    "وادي",
    "حاسي",
    "جبل",
    "خان",
    "كرم",
    "سوق",
    "دار",
    "بيت",
    "نبع",
    "مرسي",
    "شرم",
    "حي",
    "سانت",
    "سان",
    "لاس",
    "لوس",
    "كاب",
    "بورت",
    "بور",
    "نيو",
    "سانتا",
    "ساو",
    "كوم",
    "اولاد",
    "ايت",
    "تيزي",
    "حمام",
    "قلعه",
    "جديده",
    "طالب",
    "بوابه",
    "انبيكت",
    "فم",
    "اغلال",
];

impl Finder<'_, '_> {
    /// `معبر ذهيبة`, `مخيم امبره`: a place that no list knows, behind a word that says it is one.
    pub(super) fn places_by_kind(&mut self) {
        let doc = self.doc;
        for i in 0..doc.len() {
            let Some(h) = doc.find(i, |h| h.tag == Tag::PlaceKind) else {
                continue;
            };
            let k = h.last;
            let sure = [
                "بلده",
                "قريه",
                "جزيره",
                "معبر",
                "منفذ",
                "واحه",
                "مينا",
                "ولايه",
                "محافظه",
                "مدينه",
            ];
            let sure = sure.iter().any(|w| doc.w(i).ends_with(w));
            let opened = self.opened_place(k);
            if doc.line_start(k)
                || !self.place_word(k, sure) && opened.is_none()
                || doc.w(i).starts_with("ال") && h.last == i + 1
            {
                continue;
            }
            // "كوري بوغودي": a second word only where the name ends behind it.
            let second = !doc.w(k).starts_with("ال")
                && self.place_word(k + 1, false)
                && !doc.line_start(k + 1)
                && !doc.w(k + 1).starts_with(['و', 'ب', 'ل', 'ف', 'ت', 'ي'])
                && !doc.w(k + 1).starts_with("ال")
                && (!doc.is_word(k + 2) || doc.stops(k + 2) || doc.w(k + 2).starts_with("ال"));
            let last = opened.unwrap_or(k + 1 + usize::from(second));
            self.take(k, last);
            self.push(Found::new(MentionType::Location, k, last, 0));
        }
    }

    /// `باب الهوى`, `عين قزام`, `بئر أم قرين`: names of places that begin with a word for a thing.
    fn opened_place(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let open = |i: usize| OPENERS.contains(&doc.w(i)) && !doc.line_start(i + 1);
        let last = k + 2 + usize::from(open(k) && open(k + 1));
        let end = last - 1;
        let other =
            |h: &Hit| h.skip == 0 && matches!(h.tag, Tag::Stop | Tag::Event(_) | Tag::Verb(_));
        let word = doc.arabic(end)
            && !doc.line_start(end)
            && doc.w(end).chars().count() >= 3
            && !doc.at(end).iter().any(other)
            && !matches!(
                doc.w(end),
                "الحدودي" | "الحدوديه" | "البري" | "البحري" | "التجاري"
            );
        (open(k) && word && self.free(k, last)).then_some(last)
    }

    /// `بين مدينتي كيهيدي الموريتانية وماتام`: the second of two places behind a dual, where the first is read.
    pub(super) fn second_of_two(&mut self) {
        let doc = self.doc;
        let places = self
            .found
            .iter()
            .filter(|m| m.kind == MentionType::Location);
        let ends: foldhash::HashMap<usize, usize> = places.map(|m| (m.first, m.last)).collect();
        for i in 0..doc.len() {
            let two = doc.find(i, |h| h.tag == Tag::PlaceKind && h.last == i + 1);
            let dual = ["تي", "نايي", "طاري", "منفذي", "بري", "يمي"];
            let Some(h) = two.filter(|_| dual.iter().any(|e| doc.w(i).ends_with(e))) else {
                continue;
            };
            let Some(&end) = ends.get(&h.last) else {
                continue;
            };
            let land = doc.find(end, |h| matches!(h.tag, Tag::Nat(_)) && h.skip == 0);
            let k = land.map_or(end, |h| h.last);
            let w = doc.w(k);
            let unknown = doc.arabic(k)
                && w.starts_with('و')
                && w.chars().count() >= 4
                && !self.used[k]
                && !doc.line_start(k)
                && doc.at(k).iter().all(|h| h.tag.place().is_some());
            if unknown {
                self.take(k, k + 1);
                self.push(Found::new(MentionType::Location, k, k + 1, 1));
            }
        }
    }

    /// `في فيينا وباساو وغيور.`: words that nothing knows, joined to a place that is read, up to the end of the clause.
    pub(super) fn places_joined(&mut self) {
        let doc = self.doc;
        let before = |k: usize| matches!(doc.w(k), "في" | "بين" | "مدن" | "مدينتي" | "بمدن");
        let from: Vec<usize> = self
            .found
            .iter()
            .filter(|m| m.kind == MentionType::Location && m.first > 0)
            .filter(|m| before(m.first - 1) || m.skip > 0 && doc.w(m.first).starts_with('ب'))
            .map(|m| m.last)
            .collect();
        for first in from {
            let mut k = first;
            while k < doc.len() && k < first + 4 && self.joined_place(k) {
                k += 1;
            }
            let ends = matches!(doc.w(k), "." | "," | ")") || doc.line_start(k);
            if ends {
                for i in first..k {
                    self.take(i, i + 1);
                    self.push(Found::new(MentionType::Location, i, i + 1, 1));
                }
            }
        }
    }

    fn joined_place(&self, k: usize) -> bool {
        let doc = self.doc;
        let Some(rest) = doc.w(k).strip_prefix('و').filter(|_| doc.arabic(k)) else {
            return false;
        };
        let town = |h: &Hit| h.tag.place().is_some_and(|p| !p.strong);
        rest.chars().count() >= 4
            && !self.used[k]
            && !doc.line_start(k)
            && doc.at(k).iter().all(town)
            && !rest.ends_with(['ه', 'ي', 'ت'])
            && !["ات", "ون", "ين", "ها", "هم"]
                .iter()
                .any(|e| rest.ends_with(e))
            && !rest.starts_with(['ي', 'ت', 'ن', 'ا', 'ل', 'م'])
            && doc.role(k).is_none()
            && LEXICON.role(rest).is_none_or(|r| r.count < 5)
    }

    /// `سيعقد في بودور خلال شهر أبريل`: a word that nothing knows between a verb of holding and the day.
    pub(super) fn places_held(&mut self) {
        let doc = self.doc;
        for k in 2..doc.len() {
            let verb = doc.does(k - 2, &[Class::Hold, Class::Organise])
                || ["انعقد", "نعقد", "عقده", "عقدها", "عقدت"]
                    .iter()
                    .any(|v| doc.w(k - 2).ends_with(v));
            if doc.w(k - 1) != "في" || !verb || !self.place_word(k, false) {
                continue;
            }
            let at = k + 1 + usize::from(matches!(doc.w(k + 1), "خلال" | "في" | "ابتدا"));
            let day = doc.dates.partition_point(|d| d.tokens.start < at);
            let day = doc.dates.get(day).is_some_and(|d| d.tokens.start == at);
            if day && !doc.w(k).ends_with('ه') && !doc.w(k).starts_with("ال") {
                self.take(k, k + 1);
                self.push(Found::new(MentionType::Location, k, k + 1, 0));
            }
        }
    }

    /// A word that nothing knows but perhaps as a small town or a family name.
    fn place_word(&self, k: usize, sure: bool) -> bool {
        let doc = self.doc;
        let town = |h: &Hit| h.tag.place().is_some_and(|p| !p.strong);
        let w = doc.w(k);
        let bare = text::strip_article(w);
        doc.arabic(k)
            && self.free(k, k + 1)
            && doc.at(k).iter().all(town)
            && bare.chars().count() >= 3
            && !w.starts_with("لل")
            && !w.starts_with("بال")
            && !w.starts_with("وال")
            && !(w.starts_with("ال") && (w.ends_with("ين") || w.ends_with("ون") || w.ends_with("ات")))
            // "ميناء تجاري": an indefinite adjective.
            && (w.starts_with("ال") || !(w.ends_with("ي") || w.ends_with("يه")) || doc.at(k).iter().any(town) || bare.chars().count() <= 4)
            && !(w.starts_with("ال") && (w.ends_with("يه") || w.ends_with("ي")) && doc.role(k).is_none() && doc.at(k).is_empty())
            && (sure || doc.role(k).is_none_or(|r| !r.given || r.count < 20))
    }

    /// `بجمهورية كوت ديفوار`, `بدولة قطر`: the state an office belongs to, and the token after it.
    pub(super) fn at_state(&self, k: usize) -> Option<(String, usize)> {
        // "في جمهورية سلوفينيا"
        let k = k + usize::from(
            self.doc.w(k) == "في"
                && matches!(self.doc.w(k + 1), "جمهوريه" | "دوله" | "مملكه" | "سلطنه"),
        );
        let kind = matches!(
            self.doc.w(k),
            "بجمهوريه"
                | "جمهوريه"
                | "دوله"
                | "مملكه"
                | "سلطنه"
                | "لدوله"
                | "لجمهوريه"
                | "لمملكه"
                | "لسلطنه"
                | "بدوله"
                | "بمملكه"
                | "بسلطنه"
                | "بامارة"
                | "بالجمهوريه"
                | "بالمملكه"
        );
        let country =
            |h: &crate::lexicon::Hit| h.skip == 0 && h.tag.place().is_some_and(|p| p.country);
        if !kind || self.doc.line_start(k + 1) {
            return None;
        }
        let named = self.doc.find(k + 1, country);
        let named = named.and_then(|h| match h.tag {
            Tag::Place(n) => Some((LEXICON.places[n as usize].iso.clone(), h.last)),
            _ => None,
        });
        named.or_else(|| self.nationality(k + 1))
    }

    /// `في السفارة`: the body of an office, by its kind alone.
    pub(super) fn body_of_office(&self, k: usize) -> bool {
        self.doc.w(k).starts_with("ال")
            && self
                .doc
                .at(k)
                .iter()
                .any(|h| h.tag == Tag::OrgHead && h.skip == 0 && h.last == k + 1)
    }

    /// `للمنظمة`, `بالوزارة`: the body the text already spoke of.
    pub(super) fn bare_body(&self, k: usize) -> bool {
        let w = self.doc.w(k);
        (w.starts_with("لل") || w.starts_with("بال"))
            && self
                .doc
                .at(k)
                .iter()
                .any(|h| h.tag == Tag::OrgHead && h.skip == 1 && h.last == k + 1)
    }
}

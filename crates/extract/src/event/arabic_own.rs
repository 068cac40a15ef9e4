//! Whether an Arabic clause says itself who does it: "…، كما التقى الوزير فلان السفير فلانا". Then nobody is carried over from
//! what was told before, and the clause stands for itself even where nothing was told.

use std::ops::Range;

use super::{Teller, Trigger};
use crate::lexicon::{Class, Tag};
use crate::mention::{Found, MentionType};

/// Verbs behind which a single name may be whom it was done to: "والتقى السفير".
const TO_SOMEBODY: &[Class] = &[
    Class::Meet,
    Class::Receive,
    Class::Face,
    Class::Visit,
    Class::Phone,
    Class::Accompany,
    Class::Gather,
];

/// Verbs that no list of classes has, behind which stands who did it.
const DO: &[&str] = &[
    "تمكن",
    "تمكنت",
    "نجح",
    "نجحت",
    "حصل",
    "حصلت",
    "شهد",
    "ودع",
    "سلم",
    "سلمت",
    "وضع",
    "تلقى",
    "تلقي",
    "تلقت",
    "اتفق",
    "خضع",
    "وجه",
    "دار",
    "وضعت",
];

/// Verbs of an event that begins or ends, as they are written of one that did.
const BEGIN: &[&str] = &[
    "انطلق",
    "انطلقت",
    "تنطلق",
    "انعقد",
    "انعقدت",
    "تنعقد",
    "اختتمت",
    "تختتم",
    "التام",
    "التامت",
    "انتظم",
    "انتظمت",
];

impl Teller<'_, '_> {
    /// The clause that begins at `cut` says who does it; what was begun, opened or seen somewhere needs nobody.
    pub(super) fn stands_alone(&self, cut: usize, end: usize) -> bool {
        let doc = self.doc;
        let verb = match doc.w(cut) {
            "كما" | "فيما" | "بينما" | ";" => cut + 1,
            "في" if doc.w(cut + 1) == "حين" => cut + 2,
            _ => cut,
        };
        // "ومثل الشرطة فلان": more who were there.
        let there = doc.does(verb, &[Class::Represent, Class::Gather, Class::Accompany]);
        doc.arabic(verb)
            && verb < end
            && !there
            && (self.begins_itself(verb) || self.own_subject(verb, end))
    }

    /// "انطلقت في دبي أعمال القمة", "شهدت البحرين انطلاق": what begins there is the subject, or the place.
    fn begins_itself(&self, v: usize) -> bool {
        let doc = self.doc;
        let place = |f: &Found| f.kind == MentionType::Location && f.first == v + 1 && f.skip == 0;
        BEGIN.contains(&doc.w(v).trim_start_matches('و'))
            || doc.does(v, &[Class::Host]) && self.begin(v + 1, v + 2).iter().any(place)
    }

    /// "؛ وكان", "؛ استقبل", "؛ من جهتها، أفادت": a verb behind a semicolon begins another sentence, a name in a list does not.
    pub(super) fn behind_semicolon(&self, i: usize) -> bool {
        let doc = self.doc;
        if doc.w(i) != ";" || !doc.arabic(i + 1) {
            return false;
        }
        let verb = |k: usize| {
            let w = doc.w(k).trim_start_matches('و');
            let more = matches!(w, "كان" | "كانت" | "سبق" | "جري" | "جرت" | "تم" | "قد");
            more || doc.verb(k).is_some() || BEGIN.contains(&w) || DO.contains(&w)
        };
        let comma = (i + 2..i + 9).find(|&k| doc.w(k) == ",");
        verb(i + 1) || self.who_at(i + 1).is_none() && comma.is_some_and(|k| verb(k + 1))
    }

    /// "كما أجرى الوزير X مباحثات مع Y": the verb at the head of the clause, or the trigger itself, has its subject behind it.
    pub(super) fn subject_named(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let head = || (r.start..t.first.min(r.start + 3)).any(|i| self.own_subject(i, t.first));
        self.doc.arabic(t.first) && (self.own_subject(t.first, r.end) || head())
    }

    /// "التقى الوزير X السفير Y", "نفذت الشرطة", "بحث وفد من الشرطة مع Y": who did what the verb at `v` says stands behind it;
    /// "والتقى السفير Y" names only whom somebody met.
    pub(super) fn own_subject(&self, v: usize, end: usize) -> bool {
        let doc = self.doc;
        let verb = match doc.verb(v) {
            Some(verb) => verb.form.object.is_none(),
            None => DO.contains(&doc.w(v).trim_start_matches('و')),
        };
        if !verb {
            return false;
        }
        let plain = !doc.does(v, TO_SOMEBODY);
        let i = self.past_ranks(self.past_adjunct(self.past_day(v + 1)));
        match doc.w(i) {
            "وفد" => return i < end,
            "خبرا" | "ضباط" | "قيادات" | "ممثلون" | "مسوولون" => {
                return plain && i < end;
            }
            _ => {}
        }
        let Some(k) = self.who_at(i).filter(|_| i < end) else {
            return false;
        };
        let f = &self.found[k];
        if f.skip > 0 {
            return false;
        }
        plain || f.kind == MentionType::Organization || self.object_behind(self.spans[k].1, end)
    }

    /// "السفير Y", "نظيره Y", "وفدا من", "مع Y": straight behind whoever did it stands another, whom no و joins.
    fn object_behind(&self, from: usize, end: usize) -> bool {
        let doc = self.doc;
        let mut i = from;
        for _ in 0..3 {
            i = self.past_ranks(self.past_adjunct(self.past_day(i)));
            let office = doc.w(i) == "في" && matches!(doc.w(i + 1), "مكتبه" | "مكتبها");
            i += 2 * usize::from(office);
        }
        let w = doc.w(i);
        let counterpart = || {
            let tag = |h: &crate::lexicon::Hit| h.tag == Tag::Counterpart;
            !w.starts_with('و') && doc.at(i).iter().any(tag)
        };
        let other = || {
            let k = self.who_at(i).map(|k| &self.found[k]);
            k.is_some_and(|f| f.skip == 0 || w.starts_with('ب'))
        };
        i < end && (matches!(w, "مع" | "وفدا" | "كلا") || counterpart() || other())
    }

    /// Past ranks, courtesies and adjectives of nations.
    fn past_ranks(&self, from: usize) -> usize {
        let doc = self.doc;
        let mut i = from;
        for _ in 0..8 {
            let title = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Rank | Tag::Nat(_));
            let courtesy = matches!(
                doc.w(i),
                "صاحب"
                    | "السمو"
                    | "الملكي"
                    | "سمو"
                    | "معالي"
                    | "سعاده"
                    | "فخامه"
                    | "عطوفه"
                    | "دوله"
            );
            match doc.find(i, title).filter(|h| h.skip == 0) {
                _ if self.who_at(i).is_some() => break,
                Some(h) => i = h.last,
                None if courtesy => i += 1,
                None => break,
            }
        }
        i
    }
}

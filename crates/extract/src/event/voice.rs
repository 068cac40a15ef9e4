//! Who only says in Arabic what happened: spokesmen, who is quoted for it, who announces a course.

use super::{Teller, Trigger};
use crate::lexicon::Class;
use crate::mention::{Found, MentionType};

/// The title of one who speaks for others.
pub(super) fn spokesman(word: &str) -> bool {
    matches!(
        word,
        "المتحدث" | "متحدث" | "المتحدثه" | "الناطق" | "ناطق" | "الناطقه"
    )
}

impl Teller<'_, '_> {
    /// "أعلن العميد فلان، المتحدث الأمني لوزارة الداخلية، عن": whose title says that he speaks for others, and who does.
    pub(super) fn announces_for(&self, m: &Found) -> bool {
        let doc = self.doc;
        if m.kind != MentionType::Person || !doc.arabic(m.first) {
            return false;
        }
        let voice = |i: usize| spokesman(doc.w(i));
        let start = self.sentence_of(m.first).start;
        let (first, last) = self.with_office(m);
        let from = start.max(first.saturating_sub(8));
        let behind = last + usize::from(doc.w(last) == ",");
        let held = self.index(m).and_then(|k| self.participant(k)?.office);
        let speaker = |o: usize| {
            let name = self.resolved.entities[o].names[0].as_deref().unwrap_or("");
            name.starts_with("المتحدث") || name.starts_with("الناطق")
        };
        let that = |i: usize| (i..m.first).any(|k| matches!(doc.w(k), "ان" | "بان" | ","));
        let titled = (from..m.first).any(|i| voice(i) && !that(i))
            || voice(behind)
            || held.is_some_and(speaker);
        titled && (start..m.first).any(|i| doc.does(i, &[Class::Say, Class::Announce]))
    }

    /// "وفق ما أعلنه المتحدث باسم الرئاسة فلان", "بحسب ما أوضح فلان": who told it.
    pub(super) fn only_told_by(&self, m: &Found) -> bool {
        let doc = self.doc;
        if !doc.arabic(m.first) {
            return false;
        }
        let start = self.sentence_of(m.first).start;
        let from = start.max(m.first.saturating_sub(12));
        let tells = |i: usize| {
            doc.does(i, &[Class::Say, Class::Announce])
                && i > start
                && matches!(doc.w(i - 1), "ما" | "كما" | "بما" | "مثلما")
        };
        let Some(v) = (from..m.first).rev().find(|&i| tells(i)) else {
            return false;
        };
        // Between him and the verb stand his title and his rank, and nobody else.
        let other = |f: &Found| f.kind == MentionType::Person && f.first > v && f.last <= m.first;
        !(v..m.first).any(|i| matches!(doc.w(i), "," | "."))
            && !self.between(v, m.first).any(|k| other(&self.found[k]))
    }

    /// "أعلن X عن دورات تكوينية": he does not give them.
    pub(super) fn announces_course(&self, m: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        matches!(t.kind, "training" | "conference")
            && m.last <= t.first
            && doc.arabic(m.first)
            && self
                .sentence_of(m.first)
                .take_while(|&i| i < m.first)
                .any(|i| {
                    matches!(
                        doc.w(i).trim_start_matches('و'),
                        "اعلن" | "اعلنت" | "كشف" | "كشفت"
                    )
                })
            && (m.last..t.first).any(|i| doc.w(i) == "عن")
    }
}

//! A further event of the same people: "ومن المرتقب أن يعقد الجانبان اجتماعا ثانيا", "ويلتقي الوزيران مجددا".

use std::ops::Range;

use super::{Event, Teller, Trigger};

impl Teller<'_, '_> {
    /// "اجتماعا ثانيا", "لقاء آخر بينهما", "يلتقيان مجددا": said to be another one than what was told.
    pub(super) fn another(&self, last: usize) -> bool {
        let doc = self.doc;
        let more = |i: usize| {
            let adjective = matches!(
                doc.w(i),
                "ثانيا"
                    | "ثان"
                    | "ثانيه"
                    | "ثالثا"
                    | "ثالث"
                    | "ثالثه"
                    | "اخر"
                    | "اخري"
                    | "جديدا"
                    | "جديد"
                    | "جديده"
                    | "مجددا"
                    | "مماثلا"
                    | "مماثل"
                    | "مماثله"
            );
            // "آخر المستجدات": the latest of something.
            let latest = doc.w(i + 1).starts_with("ال") && doc.w(i) == "اخر";
            adjective && !latest
                || doc.w(i) == "مره" && matches!(doc.w(i + 1), "اخري" | "ثانيه" | "جديده")
        };
        let near = (last..(last + 4).min(doc.len()))
            .take_while(|&i| doc.sentence[i] == doc.sentence[last - 1] && doc.w(i) != ",");
        doc.arabic(last - 1) && near.into_iter().any(more)
    }

    /// "من المقرر أن يلتقي", "وسيعقد", "على أن يجتمع": told as coming, in the tokens of `r`.
    fn coming(&self, r: Range<usize>) -> bool {
        let doc = self.doc;
        r.into_iter().any(|i| {
            let w = doc.w(i).trim_start_matches(['و', 'ف']);
            let awaited = matches!(
                w,
                "المرتقب"
                    | "المقرر"
                    | "المنتظر"
                    | "المتوقع"
                    | "المزمع"
                    | "المومل"
                    | "المرجح"
            ) && i > 0
                && doc.w(i - 1).ends_with("من")
                || matches!(
                    w,
                    "ينتظر" | "يرتقب" | "يتوقع" | "ينتظران" | "تقرر" | "يعتزم" | "سوف"
                );
            let will = w.starts_with("سي") || w.starts_with("ست");
            awaited
                || will && doc.verb(i).is_some_and(|v| v.form.imperfect)
                || doc.w(i) == "علي"
                    && doc.w(i + 1) == "ان"
                    && doc.verb(i + 2).is_some_and(|v| v.form.imperfect)
        })
    }

    /// What the trigger tells is still to come, or another one, and `e` is not: another event of the same people.
    pub(super) fn further(&self, t: &Trigger, r: &Range<usize>, e: &Event) -> bool {
        let doc = self.doc;
        if !doc.arabic(t.first) {
            return false;
        }
        let at = doc.start_of(e.trigger.start);
        if at >= r.start {
            return false;
        }
        let then = self.sentence_of(at.min(doc.len() - 1));
        let old = !self.coming(then.start..(at + 1).min(then.end));
        self.another(t.last) || old && self.coming(r.start..t.first + 1)
    }
}

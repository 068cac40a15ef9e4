//! How long something lasts that an Arabic text gives only one day of: "انطلقت اليوم ندوة تستمر خمسة أيام",
//! "اختتمت أمس الندوة التي استمرت يومين", "وتستمر حتى الأربعاء القادم".

use std::ops::Range;

use text::Date;

use super::{Event, Teller};
use crate::mention::MentionType;

/// Sentences behind the one that tells it in which its length may still be said.
const LATER: u32 = 2;

/// What is said of the days of an event whose one day is known.
enum Span {
    /// So many days.
    Days(i64),
    /// Up to a day.
    Until(Date),
}

impl Teller<'_, '_> {
    /// Gives the events their other end where the text says how long they last.
    pub(super) fn arabic_lasting(&mut self) {
        if self.doc.language != text::Language::Arabic {
            return;
        }
        for e in 0..self.events.len() {
            let Some((start, stop)) = self.lasted(&self.events[e], e) else {
                continue;
            };
            let event = &mut self.events[e];
            (event.start, event.stop) = (Some(start), Some(stop));
        }
    }

    /// The first and the last day of an event of which one day is known.
    fn lasted(&self, event: &Event, n: usize) -> Option<(Date, Date)> {
        let doc = self.doc;
        let day = event.start.filter(|_| event.start == event.stop)?;
        // A journey or a course is told by the day it begins, whatever its length; a sitting by all its days.
        if !matches!(event.kind, "training" | "conference") {
            return None;
        }
        let at = doc.start_of(event.trigger.start);
        let here = self.sentence_of(at);
        let next = self.events.get(n + 1);
        let next = next.map_or(doc.len(), |e| doc.start_of(e.trigger.start));
        let told = |i: usize| {
            i < here.end || i < next && doc.sentence[i] <= doc.sentence[at] + LATER && self.of_it(i)
        };
        let begins = at.saturating_sub(1).max(here.start);
        let (i, span) = (begins..doc.len())
            .take_while(|&i| doc.sentence[i] <= doc.sentence[at] + LATER)
            .filter(|&i| told(i))
            .find_map(|i| Some((i, self.length(i)?)))?;
        let past = matches!(doc.w(i), "استمرت" | "استمر" | "دامت" | "دام" | "استغرقت");
        let closed = self.closes(here.start..at);
        match span {
            Span::Until(last) => {
                (last > day && last.days() - day.days() < 60 && !closed).then_some((day, last))
            }
            Span::Days(_) if event.kind == "training" => None,
            Span::Days(days) if closed => Some((day.plus(1 - days)?, day)),
            Span::Days(days) if !past => Some((day, day.plus(days - 1)?)),
            Span::Days(_) => None,
        }
    }

    /// "اختتمت أمس", "عاد من": the day that is known is the last one.
    fn closes(&self, r: Range<usize>) -> bool {
        r.into_iter().any(|i| {
            let w = self.doc.w(i).trim_start_matches(['و', 'ف']);
            w.starts_with("اختتم") || matches!(w, "ختام" | "اختتام" | "عاد" | "عادت" | "تخرجت")
        })
    }

    /// Before `i` stands the noun of what was told: "هذا اللقاء، الممتد على مدى يومين", "الندوة تستمر".
    fn of_it(&self, i: usize) -> bool {
        let from = self.sentence_of(i).start.max(i.saturating_sub(6));
        (from..i).any(|k| {
            matches!(
                self.doc.w(k),
                "اللقا"
                    | "الاجتماع"
                    | "الدوره"
                    | "الورشه"
                    | "الندوه"
                    | "الموتمر"
                    | "الملتقي"
                    | "التمرين"
                    | "الزياره"
                    | "زيارته"
                    | "زيارتها"
            )
        })
    }

    /// "تستمر خمسة أيام", "على مدى يومين", "وتستمر حتى …" at `i`.
    fn length(&self, i: usize) -> Option<Span> {
        let doc = self.doc;
        let w = doc.w(i).trim_start_matches(['و', 'ف']);
        let verb = matches!(
            w,
            "تستمر"
                | "يستمر"
                | "ستستمر"
                | "سيستمر"
                | "استمرت"
                | "استمر"
                | "تدوم"
                | "يدوم"
                | "ستدوم"
                | "سيدوم"
                | "دامت"
                | "دام"
                | "تستغرق"
                | "يستغرق"
                | "استغرقت"
                | "تتواصل"
                | "يتواصل"
                | "ستتواصل"
                | "سيتواصل"
                | "تمتد"
                | "يمتد"
                | "الممتد"
                | "الممتده"
                | "المتواصله"
                | "المتواصل"
        );
        let over = w == "علي" && matches!(doc.w(i + 1), "مدي" | "مدار" | "امتداد")
            || matches!(w, "لمده" | "طيله");
        if !verb && !over {
            return None;
        }
        (i + 1..i + 5)
            .take_while(|&k| doc.w(k) != "," && k < doc.len())
            .find_map(|k| {
                let until = matches!(doc.w(k), "حتي" | "لغايه")
                    || doc.w(k) == "غايه" && doc.w(k - 1) == "الي";
                let date = self.begin(k + 1, k + 3).iter();
                let mut dates = date.filter(|f| verb && until && f.kind == MentionType::Date);
                let of = |n: u32| self.doc.dates.get(n as usize)?.interval;
                let day = dates.next().and_then(|f| of(f.known?));
                let day = day
                    .filter(|d| d.start == d.stop)
                    .map(|d| Span::Until(d.stop));
                day.or_else(|| self.days_at(k).map(Span::Days))
            })
    }

    /// "يومين", "خمسة أيام", "4 أيام"
    fn days_at(&self, k: usize) -> Option<i64> {
        let doc = self.doc;
        if matches!(doc.w(k), "يومين" | "ليومين") {
            return Some(2);
        }
        let number = match doc.w(k) {
            "ثلاثه" => 3,
            "اربعه" => 4,
            "خمسه" => 5,
            "سته" => 6,
            "سبعه" => 7,
            "عشره" => 10,
            w => w.parse().ok().filter(|n| (3..11).contains(n))?,
        };
        (doc.w(k + 1) == "ايام").then_some(number)
    }
}

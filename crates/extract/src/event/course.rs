//! What دورة is: a course, a session of a committee, or a conference.

use super::Teller;
use crate::lexicon::{Class, Cue};

impl Teller<'_, '_> {
    /// "ستستضيف الكويت الدورة الأولى للجنة": a number, and a verb that gives it room.
    pub(super) fn new_session(&self, first: usize, last: usize, start: usize) -> bool {
        let number = matches!(
            self.doc.w(last),
            "الاولي"
                | "الثانيه"
                | "الثالثه"
                | "الرابعه"
                | "الخامسه"
                | "السادسه"
                | "السابعه"
                | "الثامنه"
                | "التاسعه"
                | "العاشره"
                | "الاول"
                | "الثاني"
                | "الثالث"
                | "الرابع"
                | "الخامس"
                | "السادس"
                | "السابع"
                | "الثامن"
                | "التاسع"
                | "العاشر"
        );
        let holds = |i: usize| {
            self.doc
                .does(i, &[Class::Host, Class::Hold, Class::Organise])
        };
        // "نتائج الاجتماع الثاني للجنة، الذي استضافته الوزارة"
        let hosted = (last..last + 7).any(|i| {
            let it = self
                .doc
                .verb(i + 1)
                .is_some_and(|v| v.form.object.is_some());
            matches!(self.doc.w(i), "الذي" | "التي") && holds(i + 1) && it
        });
        number && (hosted || (start..first).any(holds))
    }

    /// "تخرجت دفعة … بعد دورة", "شارك ضباط من … في دورة": those taught stand before it.
    fn pupils(&self, at: usize) -> bool {
        let doc = self.doc;
        let from = self.sentence_of(at).start;
        let leaves = |i: usize| {
            let w = doc.w(i).trim_start_matches(['و', 'ي', 'ت']);
            matches!(w, "خرج" | "خرجت" | "خريج")
        };
        let trained = |i: usize| doc.cue(i, Cue::Trainees) && doc.w(i + 1) == "من";
        (from.max(at.saturating_sub(16))..at).any(|i| leaves(i) || trained(i))
    }

    /// دورة is a course where it trains or one was told, else a session: of a committee, or a conference.
    pub(super) fn course(&self, last: usize, kind: &'static str) -> &'static str {
        let w = self.doc.w(last - 1).trim_start_matches(['و', 'ب', 'ل']);
        let doc = self.doc;
        // "القمة الشرطية العالمية التي تستضيفها دبي": of many, not of two.
        let world = |w: &str| {
            matches!(
                w,
                "العالميه" | "الشرطيه" | "الدوليه" | "الامنيه" | "الاقليميه"
            )
        };
        if matches!(w, "قمه" | "القمه") && (last..last + 2).any(|k| world(doc.w(k))) {
            return "conference";
        }
        // "ملتقى تكوينيا", "ندوة تدريبية": taught, whatever it is called.
        let teaches = |w: &str| {
            let w = text::strip_article(w);
            w.starts_with("تدريبي") || w.starts_with("تكويني")
        };
        if kind == "conference" && doc.arabic(last - 1) && teaches(doc.w(last)) {
            return "training";
        }
        if w.trim_start_matches("ال") != "دوره" {
            return kind;
        }
        let near = |n: usize| {
            (last..last + n)
                .map(|k| doc.w(k))
                .take_while(|w| !matches!(*w, "," | "." | ""))
        };
        let told = self.events.iter().any(|e| e.kind == "training");
        let course = |w: &str| {
            w.contains("تدريب") || w.contains("تكوين") || w.contains("تاهيل") || w == "مكافحه"
        };
        let session = |w: &str| {
            matches!(
                w.trim_start_matches('ل'),
                "جمعيه" | "لجنه" | "مجلس" | "موتمر" | "منتدي" | "عاديه"
            )
        };
        if near(4).any(course) || told && !near(5).any(|w| session(text::strip_article(w))) {
            return "training";
        }
        let further = near(2).any(|w| matches!(w, "القادمه" | "المقبله"));
        if further && self.events.iter().any(|e| e.kind == "meeting") {
            return "meeting";
        }
        let taught = |w: &str| {
            matches!(
                w,
                "لصالح"
                    | "لفايده"
                    | "التحق"
                    | "يشرف"
                    | "اشرف"
                    | "اطرها"
                    | "امنها"
                    | "مدربون"
                    | "مدربين"
                    | "خبرا"
                    | "اقامها"
                    | "اقامتها"
                    | "تقيمها"
                    | "يقيمها"
                    | "نفذها"
                    | "نفذتها"
                    | "ينفذها"
                    | "تنفذها"
                    | "قدمها"
                    | "قدمتها"
                    | "يقدمها"
                    | "تقدمها"
                    | "نظمها"
                    | "نظمتها"
                    | "تنظمها"
                    | "ينظمها"
                    | "يوطرها"
                    | "تخرج"
            )
        };
        let on = near(1).any(|w| matches!(w, "في" | "حول" | "عن" | "علي" | "\"" | "مماثله"));
        // "الدورة التي استضافتها الأكاديمية لضباط الجهاز"
        let school = |k: usize| {
            let w = text::strip_article(doc.w(k));
            ["اكاديم", "معهد", "كلي", "مدرس"]
                .iter()
                .any(|s| w.starts_with(s))
        };
        let given = matches!(
            doc.w(last),
            "التي" | "متخصصه" | "المتخصصه" | "تخصصيه" | "التخصصيه"
        ) && (last + 1..last + 4).any(school)
            || near(1).any(|w| w.ends_with("متخصصه") || w.ends_with("تخصصيه"));
        if given {
            return "training";
        }
        // "الدورة التي استضافتها الأكاديمية لضباط الوكالة"
        let whom = (last..last + 10)
            .take_while(|&k| !matches!(doc.w(k), "," | "." | ""))
            .any(|k| doc.w(k).starts_with('ل') && doc.cue(k, Cue::Trainees));
        // "دورة الأدلة الرقمية بمشاركة ضباط من الشرطة"
        let joined = (last..last + 10).any(|k| {
            doc.sentence.get(k) == doc.sentence.get(last)
                && doc.cue(k, Cue::Trainees)
                && doc.w(k + 1) == "من"
        });
        // "ونشط الدورة، التي استفاد منها …"
        let gained = (last..last + 4).any(|k| matches!(doc.w(k), "استفاد" | "استفادت" | "يستفيد"))
            || last > 1
                && matches!(
                    doc.w(last - 2).trim_start_matches('و'),
                    "نشط" | "اطر" | "ينشط"
                );
        let joined = joined && !near(7).any(|w| session(text::strip_article(w)));
        let new = on || joined || near(9).any(taught) || self.pupils(last - 1);
        if !w.starts_with("ال") && new || whom || gained {
            return "training";
        }
        if near(7).any(|w| {
            matches!(
                w,
                "المشاورات"
                    | "مشاورات"
                    | "المباحثات"
                    | "مباحثات"
                    | "المحادثات"
                    | "الحوار"
                    | "للجنه"
                    | "لجنه"
                    | "اللجنه"
            )
        }) {
            return "meeting";
        }
        kind
    }

    /// "خضعوا لتكوين أشرف عليه خبراء", "لتدريب على يد مدربين": a course that was not spoken of before.
    pub(super) fn new_course(&self, i: usize, last: usize, kind: &str) -> bool {
        let doc = self.doc;
        let by = matches!(doc.w(last), "اشرف" | "يشرف" | "تشرف")
            || doc.w(last) == "علي" && matches!(doc.w(last + 1), "يد" | "ايدي")
            || doc.does(last, &[Class::Train, Class::Organise]);
        kind == "training" && by && !doc.w(i).starts_with("لل")
    }
}

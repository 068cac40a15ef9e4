//! What Arabic only wishes, asks for, tries or allows, what did not come about, and words of events in other names.

use std::ops::Range;

use super::{Teller, Trigger};
use crate::lexicon::{Class, Cue, Tag};

/// As many words beside names may stand between a wish and what is wished.
const NEAR: usize = 10;

/// "خلال", "عقب": what follows is when or where, and was.
fn setting(w: &str) -> bool {
    matches!(
        w.trim_start_matches(['و', 'ف']),
        "خلال"
            | "لدي"
            | "عقب"
            | "بعد"
            | "قبل"
            | "قبيل"
            | "اثنا"
            | "هامش"
            | "ختام"
            | "مستهل"
            | "بمناسبه"
            | "اثر"
            | "عند"
            | "غداه"
            | "حيث"
            | "الذي"
            | "التي"
            | "لكن"
            | "بل"
            | "نتايج"
            | "مخرجات"
            | "توصيات"
    )
}

impl Teller<'_, '_> {
    /// "يأمل X في لقاء Y", "دعا X إلى عقد مؤتمر", "لم يلتق X نظيره خلال القمة".
    pub(super) fn arabic_unreal(&self, t: &Trigger, r: &Range<usize>) -> bool {
        self.doc.arabic(t.first)
            && (self.longed_for(t, r)
                || self.not_done(t, r)
                || self.came_to_nothing(t, r)
                || self.reception(t, r)
                || self.as_a_rule(t))
    }

    /// "أكد أن اجتماعات المجلس تتميز بانتظامها": what such meetings are like.
    fn as_a_rule(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let several = matches!(
            doc.w(t.first),
            "اجتماعات" | "موتمرات" | "لقاات" | "دورات" | "ندوات"
        );
        several && matches!(doc.before(t.first, 1), "ان" | "بان" | "كون")
    }

    /// "استقبل X Y، في زيارة جرى خلالها عرض الأوضاع": the reception again.
    fn reception(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let shown = matches!(
            doc.w(t.last),
            "جري" | "جرت" | "تم" | "تمت" | "تخللها" | "تخلله"
        );
        let received = |i: usize| doc.does(i, &[Class::Receive, Class::Meet]);
        let sentence = self.sentence_of(t.first).start.min(r.start);
        t.kind == "visit"
            && shown
            && doc.before(t.first, 1) == "في"
            && (sentence..t.first).any(received)
    }

    /// "ضرورة عقد اجتماع", "طلب X من Y زيارة روما": a word of wish before it, and no word between that begins anew.
    fn longed_for(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let papers = |i: usize| text::strip_article(doc.w(i)).starts_with("موقع");
        if (t.last..t.last + 4).any(papers) {
            return false;
        }
        let mut words = 0;
        for i in (r.start..t.first).rev() {
            if doc.cue(i, Cue::Wish) && !self.covered[i] {
                return self.bears(i, t);
            }
            // "الفريق الركن الجورجي": how somebody is called.
            let title = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Rank | Tag::Nat(_));
            if self.covered[i] || doc.at(i).iter().any(title) {
                continue;
            }
            // "دعا X إلى عقد اجتماع": a noun, where nobody stands behind it.
            let noun = doc.w(i) == "عقد" && self.who_at(i + 1).is_none();
            let told = !noun && doc.verb(i).is_some_and(|v| !v.form.imperfect);
            words += 1;
            // "سفير صربيا لدى تونس"
            let land = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Place(_));
            let posted = doc.w(i) == "لدي" && doc.at(i + 1).iter().any(land);
            if doc.w(i) == "," || setting(doc.w(i)) && !posted || told || words > NEAR {
                return false;
            }
        }
        false
    }

    /// "دعا X إلى التعاون في لقاء مع Y": behind "in" stands where he said it, but for "أمله في لقاء Y".
    fn bears(&self, wish: usize, t: &Trigger) -> bool {
        let doc = self.doc;
        // "ويهدف المؤتمر إلى توحيد القوانين": it is what wishes.
        if t.definite && wish + 1 == t.first && doc.w(wish).starts_with(['ي', 'ت', 'و']) {
            return false;
        }
        let within = doc.w(t.first - 1) == "في";
        let w = doc.w(wish).trim_start_matches(['و', 'ف', 'ي', 'ت']);
        let takes = ["امل", "رغب", "فشل", "اخفق", "نجاح"]
            .iter()
            .any(|s| w.starts_with(s));
        let after = (wish + 1..t.first).any(|i| matches!(doc.w(i), "الي" | "علي"));
        !within || takes && !after
    }

    /// "لم يلتق X نظيره خلال القمة": the deed of the sentence is denied, and what stands beside it with it.
    fn not_done(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let not = |i: &usize| matches!(doc.w(*i).trim_start_matches(['و', 'ف']), "لم" | "لن");
        let begin = (r.start..t.first)
            .rev()
            .take_while(|&i| doc.w(i) != ",")
            .find(not);
        let deeds = [
            Class::Meet,
            Class::Receive,
            Class::Visit,
            Class::Phone,
            Class::Sign,
        ];
        begin.is_some_and(|n| {
            doc.does(n + 1, &deeds)
                || matches!(
                    doc.w(n + 1),
                    "يلتق"
                        | "تلتق"
                        | "يزر"
                        | "تزر"
                        | "يود"
                        | "تود"
                        | "يهاتف"
                        | "يتقرر"
                        | "يتحدد"
                        | "يحدد"
                        | "تحدد"
                )
        })
    }

    /// "إلا أن اللقاء لم يتم": nothing came of it.
    fn came_to_nothing(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let not = |i: usize| {
            matches!(doc.w(i), "لم" | "لن")
                && matches!(
                    doc.w(i + 1),
                    "يتم"
                        | "تتم"
                        | "يعقد"
                        | "تعقد"
                        | "ينعقد"
                        | "تنعقد"
                        | "يحصل"
                        | "يحدث"
                        | "تحدث"
                )
                && (i + 2 >= r.end
                    || matches!(doc.w(i + 2), "." | "," | "بسبب" | "نظرا" | "لاسباب" | "بعد"))
        };
        (t.last..r.end).any(not)
    }

    /// "قصر المؤتمرات", "قاعة الاجتماعات": what a house is called; "تأمين القمة": who only guards it.
    pub(super) fn named_after(&self, i: usize) -> bool {
        let before = self.doc.before(i, 1);
        let house = matches!(
            before.trim_start_matches(['و', 'ب', 'ل']),
            "قصر" | "قاعه" | "مركز" | "صاله" | "فندق"
        );
        let guarded = |k: Option<usize>| {
            k.is_some_and(|k| matches!(self.doc.w(k), "تامين" | "لتامين" | "بتامين" | "تغطيه"))
        };
        let works = matches!(before, "اشغال" | "اعمال");
        house && self.doc.w(i).starts_with("ال")
            || guarded(i.checked_sub(1))
            || works && guarded(i.checked_sub(2))
    }

    /// "آلاف الزوار", "طلبات المواطنين": nobody one meets.
    pub(super) fn crowd(&self, from: usize, end: usize) -> bool {
        let near = (from..end.min(from + 8)).filter(|&i| !self.covered[i]);
        let first = near.take_while(|&i| self.doc.w(i) != ",").next();
        first.is_some_and(|i| {
            matches!(
                self.doc.w(i),
                "الاف"
                    | "ميات"
                    | "عشرات"
                    | "زوار"
                    | "طلبات"
                    | "شكاوي"
                    | "بلاغات"
                    | "اتصالات"
            )
        })
    }
}

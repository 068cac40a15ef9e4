//! What Arabic only wishes, asks for, tries or allows, what did not come about, and words of events in other names.

use std::ops::Range;

use super::{Participant, Teller, Trigger};
use crate::lexicon::{Class, Cue, Tag};
use crate::mention::MentionType;

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

/// Whose or what contact is, it is no call: "ضابط الاتصال", "منظومة الاتصال".
pub(super) const NO_CALL: &[&str] = &[
    "ضابط",
    "ضباط",
    "نقطه",
    "نقاط",
    "منظومه",
    "منظومات",
    "نظام",
    "نظم",
    "شبكه",
    "خليه",
    "خلايا",
    "خط",
    "خطوط",
    "جهات",
    "جهه",
    "سبل",
    "اجهزه",
    "معدات",
    "مكاتب",
    "مسوول",
    "مكتب",
    "قنوات",
    "قناه",
    "وسايل",
    "زير",
    "وزير",
    "تكنولوجيا",
    "شبكات",
    "قطاع",
    "مجال",
    "وزاره",
    "زاره",
];

/// People who are many and not named: "خبراء", "الفرق".
fn group(w: &str) -> bool {
    matches!(
        text::strip_article(w),
        "فرق" | "خبرا" | "لجان" | "فنيون" | "تقنيون" | "مختصون" | "محققون" | "مفتشون"
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

    /// "وكان فريق الخبراء التابع للآلية قد زار تونس": who did it is said, though it was not read; nobody of the sentence before did.
    pub(super) fn unread_doer(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        if !doc.arabic(t.first) {
            return false;
        }
        // "ومن المنتظر أن يلتئم اللقاء القادم بالقصرين": it is not said whose.
        let next = doc.w(t.first).starts_with("ال")
            && matches!(
                doc.w(t.last),
                "القادم" | "القادمه" | "المقبل" | "المقبله" | "التالي" | "التاليه"
            );
        if next && t.kind == "meeting" && self.verb(t).is_none() {
            return true;
        }
        // "وزارت فرق فنية من الجهازين المعبر", "وعقد خبراء البلدين اجتماعا"
        let does = t.first.saturating_sub(6).max(r.start)..t.first + 1;
        let verb = does.rev().find(|&i| doc.verb(i).is_some());
        if verb.is_some_and(|v| {
            let near = v == t.first || v == r.start;
            near && group(doc.w(v + 1)) && !self.covered[v + 1]
        }) {
            return true;
        }
        let near = r.start.max(t.first.saturating_sub(3))..=t.first;
        let Some(had) = near.into_iter().find(|&i| doc.w(i) == "قد") else {
            return false;
        };
        let was = |&i: &usize| matches!(doc.w(i).trim_start_matches('و'), "كان" | "كانت");
        let Some(was) = (r.start..had).rev().find(was) else {
            return false;
        };
        let (first, words) = (was + 1, had - was - 1);
        let head = doc.is(first, Tag::OrgHead) && !doc.is(first, Tag::Rank);
        let noun = |i: usize| doc.arabic(i) && doc.is_word(i) && !doc.is(i, Tag::Stop);
        let besides = |w: &str| w.starts_with('ب') || w.starts_with('ل') && !w.starts_with("لجن");
        (words > 1 || words == 1 && head)
            && noun(first)
            && !besides(doc.w(first))
            && (first..had).all(|i| doc.is_word(i) && doc.arabic(i))
            && !self.points_back(first..had, 0..0)
            && !self.begin(first, had).iter().any(|f| {
                matches!(
                    f.kind,
                    MentionType::Date | MentionType::Person | MentionType::Office
                )
            })
    }

    /// The stretch names that participant.
    pub(super) fn said_here(&self, p: &Participant, r: &Range<usize>) -> bool {
        let from = self.found.partition_point(|f| f.first < r.start);
        let here = (from..self.found.len()).take_while(|&k| self.found[k].first < r.end);
        let mut of = here.filter_map(|k| self.resolved.of[k]);
        of.any(|e| Some(e) == p.entity || p.entity.is_none() && Some(e) == p.office)
    }
}

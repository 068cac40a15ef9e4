//! What did not happen: denied, called off, or only not done.

use std::ops::Range;

use super::{Teller, Trigger};

impl Teller<'_, '_> {
    /// "نفى مصدر أن يكون X قد التقى Y", "لم يلتق", "a démenti avoir rencontré", "the visit was cancelled".
    pub(super) fn denied(&self, t: &Trigger, r: &Range<usize>) -> bool {
        self.denial(t, r)
            || self.denied_behind(t, r)
            || self.negated(t, r)
            || self.refused(t, r)
            || self.called_off(t, r)
            || self.only_possible(t, r)
            || self.latin_unreal(t, r)
            || self.french_not_held(t, r)
            || self.french_rumoured(t, r)
    }

    /// "قد يزور": what may be is not told; what is planned is.
    fn only_possible(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let before = t.first.checked_sub(1).filter(|&i| i >= r.start);
        if !doc.arabic(t.first) {
            return false;
        }
        let imperfect = doc.w(t.first).starts_with(['ي', 'ت']) && t.skip == 0;
        let may = before.is_some_and(|i| matches!(doc.w(i), "قد" | "وقد" | "ربما" | "وربما"));
        let perhaps =
            (r.start..t.first).any(|i| matches!(doc.w(i), "يحتمل" | "المحتمل" | "مرشحه" | "مرشح"));
        // "كان قد تلقى", "قد تباحث": a perfect of the fifth or sixth form begins with the same letter.
        let perfect = (r.start..t.first).any(|i| {
            matches!(
                doc.w(i).trim_start_matches(['و', 'ف']),
                "كان" | "كانت" | "كانا" | "كانوا"
            )
        }) || self.doc.verb(t.first).is_some_and(|v| !v.form.imperfect)
            || matches!(doc.w(t.first), "تلقي" | "تلقت");
        // "قد يبرمان اتفاقا"
        let may_do = (r.start.max(t.first.saturating_sub(4))..t.first).any(|i| {
            matches!(doc.w(i), "قد" | "ربما") && doc.verb(i + 1).is_some_and(|v| v.form.imperfect)
        });
        may_do || imperfect && may && !perfect || perhaps
    }

    /// "وسرت أنباء عن زيارة أجراها مسؤول …، إلا أن المتحدث نفى ذلك": denied behind it, by a pronoun.
    fn denied_behind(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let denies = |i: usize| {
            matches!(
                doc.w(i).trim_start_matches(['و', 'ف']),
                "نفي" | "نفت" | "نفاه" | "نفته" | "نفاها" | "نفتها" | "كذب" | "كذبت"
            )
        };
        let it = |i: usize| {
            doc.w(i).ends_with(['ه']) && doc.w(i).starts_with("نف")
                || matches!(
                    doc.w(i + 1),
                    "ذلك" | "الامر" | "الخبر" | "صحه" | "هذه" | "حدوث" | "حصول"
                )
        };
        doc.arabic(t.first) && (t.last..r.end).any(|i| denies(i) && it(i))
    }

    /// A verb of denial before the trigger.
    fn denial(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        // "نفى X ذلك، مذكرا بأن …": what he says beside it stands.
        let says = |i: &usize| {
            matches!(
                doc.w(*i),
                "مذكرا"
                    | "موكدا"
                    | "مضيفا"
                    | "مشيرا"
                    | "موضحا"
                    | "لافتا"
                    | "مبرزا"
                    | "موكده"
                    | "مضيفه"
                    | "مشيره"
                    | "موضحه"
            )
        };
        let start = (r.start..t.first).rev().find(says).unwrap_or(r.start);
        let r = &(start..r.end);
        (r.start..t.first).any(|i| {
            let w = doc.w(i);
            let arabic = matches!(
                w.trim_start_matches(['و', 'ف']),
                "نفي"
                    | "نفت"
                    | "ينفي"
                    | "تنفي"
                    | "نفيا"
                    | "نافيا"
                    | "نافيه"
                    | "تستبعد"
                    | "يستبعد"
                    | "استبعد"
                    | "استبعدت"
                    | "يتاكد"
                    | "تردد"
                    | "كذب"
                    | "كذبت"
            ) || matches!(w, "لا" | "ولا") && matches!(doc.w(i + 1), "صحه" | "اساس");
            let latin = matches!(
                w,
                "denied" | "denies" | "dementi" | "dement" | "dementent" | "denying" | "dementant"
            );
            arabic || latin
        }) || (r.start..t.first).any(|i| {
            // "وفي خبر آخر": another piece of news.
            doc.w(i) == "خبر" && doc.w(i + 1) != "اخر"
                || matches!(
                    doc.w(i),
                    "شايعات" | "شايعه" | "rumeurs" | "rumeur" | "rumours" | "rumors"
                )
                || matches!(doc.w(i), "refute" | "refutent" | "nie" | "infirme")
                    && self.french()
                    && (i + 1..i + 5).any(|k| {
                        matches!(doc.w(k), "informations" | "information" | "avoir" | "etre")
                    })
                || doc.w(i) == "انبا" && doc.w(i + 1) == "عن"
                || matches!(doc.w(i), "cru" | "croit" | "croyait" | "croient")
                    && doc.w(i + 1) == "savoir"
        })
    }

    /// "رفض الوزير التوقيع على", "امتنعت عن المشاركة في": who will not do it has not.
    fn refused(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        if !doc.arabic(t.first) {
            return false;
        }
        let refuses = |i: &usize| {
            let w = doc.w(*i).trim_start_matches(['و', 'ف']);
            ["رفض", "امتنع", "متنع", "اعتذر", "عتذر", "تراجع"]
                .iter()
                .any(|n| w.strip_prefix(['ي', 'ت']).unwrap_or(w).starts_with(n) || w.starts_with(n))
                && w.chars().count() < 8
        };
        let what = |i: usize| {
            doc.cue(i, crate::lexicon::Cue::Signing)
                || matches!(
                    text::strip_article(doc.w(i)),
                    "لقا"
                        | "مقابله"
                        | "استقبال"
                        | "مشاركه"
                        | "حضور"
                        | "زياره"
                        | "عقد"
                        | "اجرا"
                )
        };
        let from = r.start.max(t.first.saturating_sub(12));
        let no = (from..t.first).rev().find(refuses);
        let new = |i: usize| matches!(doc.w(i), "," | "ان" | "بعد" | "خلال");
        no.is_some_and(|n| (n + 1..=t.first).any(what) && !(n..t.first).any(new))
    }

    /// "لم يلتق", "لن يعقد", "n'a pas rencontré", "did not meet".
    fn negated(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let from = r.start.max(t.first.saturating_sub(3));
        if doc.arabic(t.first) {
            // "لم يعقد أي لقاء": the negation and its verb, or the trigger itself.
            let not = |i: usize| matches!(doc.w(i), "لم" | "ولم" | "لن" | "ولن");
            // "لم توقع الوزارة أي اتفاق": whoever stands between.
            let any = t.first > r.start && doc.w(t.first - 1) == "اي";
            let far = r.start.max(t.first.saturating_sub(16));
            return any && (far..t.first).any(not)
                || (from..t.first).any(|i| {
                    // "لم يسفر لقاء X مع Y عن نتيجة": it was held.
                    let barren = ["يسفر", "تسفر", "يفض", "تفض", "يخرج"].contains(&doc.w(i + 1));
                    let near = doc.w(i + 2) == "اي" || i + 2 == t.first;
                    not(i) && (i + 1 == t.first || near && !barren)
                });
        }
        if matches!(
            doc.w(t.first.saturating_sub(1)),
            "ليس" | "وليس" | "ليست" | "وليست"
        ) {
            return true;
        }
        let around = from..(t.last + 2).min(r.end);
        let not = |i: usize| matches!(doc.w(i), "not" | "never" | "without");
        let pas = |i: usize| {
            doc.w(i) == "pas"
                && (r.start.max(i.saturating_sub(4))..i).any(|k| matches!(doc.w(k), "n" | "ne"))
                // "n'a pas souhaité commenter la visite de X"
                && !(i + 1..t.first).any(|k| matches!(doc.w(k), "commenter" | "reagir" | "cache"))
        };
        // "n'avait pu faire le déplacement", "was unable to travel to Lima", "empêché de se rendre à"
        let far = r.start.max(t.first.saturating_sub(6));
        let unable = |i: usize| {
            let pu = doc.w(i) == "pu"
                && (far.max(i.saturating_sub(4))..i).any(|k| matches!(doc.w(k), "n" | "ne"));
            pu || matches!(
                doc.w(i),
                "unable" | "prevented" | "empeche" | "empechee" | "empeches" | "couldn"
            )
        };
        let could_not = || (far..t.first).find(|&i| unable(i));
        (from..t.first).any(not)
            || around.into_iter().any(pas)
            || could_not().is_some_and(|i| self.straight(i, t))
    }

    /// "غير أن الزيارة ألغيت", "تأجل اللقاء", "la visite a été annulée", "the meeting was called off".
    fn called_off(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let noun = !matches!(t.kind, "operation" | "training" | "communique");
        let off = |i: usize| {
            let w = doc.w(i);
            matches!(
                w.trim_start_matches(['و', 'ف']),
                "الغيت"
                    | "الغي"
                    | "الغاء"
                    | "بالغاء"
                    | "الغت"
                    | "تاجل"
                    | "تاجلت"
                    | "تاجيل"
                    | "ارجيت"
                    | "ارجا"
                    | "ارجي"
                    | "ارجاء"
                    | "تلغي"
                    | "يلغي"
                    | "يوجل"
                    | "توجل"
                    | "اجلت"
                    | "واجلت"
            ) || matches!(
                w,
                "annule"
                    | "annulee"
                    | "annules"
                    | "annulees"
                    | "annulation"
                    | "cancelled"
                    | "canceled"
                    | "scrapped"
                    | "scratched"
                    | "supprime"
                    | "supprimee"
                    | "shelved"
                    | "aborted"
            ) || matches!(
                w,
                "reportee" | "reporte" | "postponed" | "ajourne" | "ajournee"
            ) && !self.to_a_day(i)
                || matches!(w, "called" | "put") && doc.w(i + 1) == "off" && !self.to_a_day(i)
        };
        // "تأجلت الدورة التدريبية": of what is taught only where it says so itself.
        let course = t.kind == "training" && t.first > r.start && off(t.first - 1);
        course && doc.arabic(t.first) || noun && r.clone().any(off)
    }

    /// "reporté au 10 mars", "postponed to Friday": another day is named, so it is to be.
    fn to_a_day(&self, i: usize) -> bool {
        self.dated(i + 1, i + 5)
    }
}

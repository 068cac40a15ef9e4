//! Who is at a ceremony or in the hands of those who act, and takes no part.

use super::{Teller, Trigger};
use crate::lexicon::{Class, Tag};
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    /// "التوقيع … بحضور X": who watches a signature takes no part.
    pub(super) fn watches(&self, m: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        // "شهد X مراسم توقيع مذكرة بين …": X looks on.
        let looks_on = || {
            let from = self.sentence_of(m.first).start;
            let saw = (from..m.first).rev().take(24).any(|i| {
                matches!(
                    doc.w(i).trim_start_matches('و'),
                    "شهد"
                        | "شهدت"
                        | "حضر"
                        | "حضرت"
                        | "تابع"
                        | "تابعت"
                        | "رعي"
                        | "رعت"
                        | "اشرف"
                        | "اشرفت"
                )
            });
            saw && m.last <= t.first
                && (m.last..t.last)
                    .any(|i| matches!(doc.w(i), "مراسم" | "حفل" | "توقيع" | "التوقيع"))
        };
        // "بحث X وY سبل التعاون، وشهدا التوقيع على اتفاقية": both look on.
        let both = || {
            let saw = (m.last..t.first).find(|&i| {
                matches!(
                    doc.w(i).trim_start_matches('و'),
                    "شهدا"
                        | "شهد"
                        | "شهدت"
                        | "يشهدان"
                        | "حضرا"
                        | "اشرف"
                        | "رعي"
                        | "رعت"
                )
            });
            saw.is_some_and(|i| (i..t.last).any(|k| doc.w(k).contains("توقيع")))
        };
        // "وقع الاتفاق في حفل حضره X وY"
        let guests = || {
            (t.last.min(m.first)..m.first)
                .any(|i| matches!(doc.w(i), "حضره" | "حضرها" | "شهده" | "شهدها"))
        };
        // "أعلن X عن توقيع مذكرة بين Y وZ": he only says so.
        let says = || {
            let of = |i: usize| matches!(doc.w(i), "توقيع" | "التوقيع" | "ابرام");
            (m.last..t.first).any(|i| doc.w(i) == "عن" && of(i + 1))
                && (t.last..t.last + 6).any(|i| doc.w(i) == "بين" && self.who_at(i + 1).is_some())
        };
        let beside = || looks_on() || both() || guests() || says();
        t.kind == "agreement" && doc.arabic(m.first) && beside()
            || t.kind == "agreement"
                && doc.arabic(m.first)
                && (t.first.min(m.first)..m.first).any(|i| {
                    doc.sentence[i] == doc.sentence[m.first]
                        && matches!(doc.w(i), "بحضور" | "وبحضور" | "حضور")
                })
    }

    /// "شهد X الاحتفال بانتهاء الدورة", "حضر حفل الاختتام X": who is at the ceremony does not train.
    pub(super) fn at_ceremony(&self, m: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        let r = self.sentence_of(m.first);
        let saw = |i: &usize| {
            doc.does(*i, &[Class::Attend])
                || matches!(
                    doc.w(*i).trim_start_matches('و'),
                    "شهد" | "شهدت" | "يشهد" | "تشهد"
                )
        };
        let party = |i: usize| {
            matches!(
                text::strip_article(doc.w(i)),
                "حفل"
                    | "احتفال"
                    | "ختام"
                    | "مراسم"
                    | "تخريج"
                    | "تخرج"
                    | "اختتام"
                    | "احتفاليه"
            )
        };
        // "اختتم أمس التمرين، بحضور وزير الداخلية فلان"
        let ended = |i: usize| {
            matches!(
                doc.w(i).trim_start_matches(['و', 'ف']),
                "اختتم"
                    | "اختتمت"
                    | "انطلق"
                    | "انطلقت"
                    | "افتتح"
                    | "افتتحت"
                    | "اختتام"
                    | "افتتاح"
                    | "تخرجت"
                    | "تخرج"
                    | "تخريج"
            )
        };
        let beside = || {
            let near = r.start.max(m.first.saturating_sub(8))..m.first;
            m.kind != MentionType::Organization
                && near
                    .rev()
                    .take_while(|&i| doc.w(i) != ",")
                    .any(|i| matches!(doc.w(i), "بحضور" | "وبحضور"))
                && r.clone().take(6).any(ended)
        };
        if t.kind == "training" && doc.arabic(m.first) && beside() {
            return true;
        }
        // "سلم X شهادات المشاركة لمتدربين أنهوا دورة", "قام X بتخريج دورة"
        let hands = || {
            let papers = |i: usize| {
                matches!(
                    text::strip_article(doc.w(i)),
                    "شهادات" | "شهاده" | "دروع" | "تخريج" | "بتخريج"
                )
            };
            m.last <= t.first && (m.last..t.first.min(m.last + 4)).any(papers)
        };
        t.kind == "training"
            && doc.arabic(m.first)
            && (hands()
                || r.clone()
                    .filter(saw)
                    .any(|v| (v..r.end.min(v + 24)).any(party)))
    }

    /// "القبض على مطلوب دولي يدعى X": whom the operation was about.
    pub(super) fn caught(&self, m: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        let titled = |i: usize| doc.is(i, Tag::Rank) || self.covered[i];
        t.kind == "operation"
            && doc.arabic(m.first)
            && m.kind == MentionType::Person
            && m.first >= t.last
            && m.link.is_none()
            && !self
                .found
                .iter()
                .any(|o| o.link.is_some_and(|l| std::ptr::eq(&self.found[l], m)))
            && !(m.first.saturating_sub(2)..m.first).any(titled)
    }
}

//! Which Arabic titles are those of a deputy, of a government or of somebody else's adviser, and whose they are.

use super::{Finder, Office};
use crate::lexicon::Tag;
use crate::mention::MentionType;

/// The title of one whom a country sends.
pub(super) fn envoy(word: &str) -> bool {
    matches!(
        text::strip_article(word),
        "سفير" | "سفيره" | "قنصل" | "قنصله" | "مبعوث" | "مبعوثه" | "ضابط"
    )
}

impl Finder<'_, '_> {
    /// "استقبل الشيخ X محافظ العاصمة، اللواء Y مدير الأمن": who stands behind the comma has a title of his own, and the name before
    /// a rank.
    pub(super) fn own_office_behind(&self, end: usize, forward: usize) -> bool {
        let own = self
            .arabic_office(forward, 0)
            .is_some_and(|s| !s.bare && s.skip == 0);
        let ranked = self.found.iter().rev().take(3).any(|m| {
            m.kind == MentionType::Person
                && m.last == end
                && m.first > 0
                && self.doc.at(m.first - 1).iter().any(|h| h.tag == Tag::Rank)
        });
        own && ranked
    }

    /// "مستشار رئيس الجمهورية", "المستشار الأمني لرئيس تشاد": another's title ends this one.
    pub(super) fn of_chief(&self, o: &Office) -> bool {
        (o.first + 1..o.last).any(|k| {
            matches!(
                self.doc.w(k),
                "لرييس"
                    | "رييس"
                    | "للرييس"
                    | "الرييس"
                    | "الملك"
                    | "للملك"
                    | "الامير"
                    | "السلطان"
            )
        }) && !self.of_government(o)
            && matches!(
                text::strip_article(self.doc.w(o.first)).trim_start_matches('و'),
                "مستشار"
                    | "مبعوث"
                    | "مساعد"
                    | "ممثل"
                    | "كبير"
                    | "نايب"
                    | "مدير"
                    | "مستشاره"
            )
    }

    /// "مساعد وزير الداخلية مدير أكاديمية الشرطة": such a title stands before that of the post.
    pub(super) fn deputy(&self, o: &Office) -> bool {
        matches!(
            text::strip_article(self.doc.w(o.first)).trim_start_matches(['و', 'ل', 'ب']),
            "مساعد" | "مساعده" | "عضو" | "كيل" | "وكيل" | "نايب"
        )
    }

    /// "المفتش العام للقوات المسلحة، قائد المنطقة الجنوبية، فلان": a command that goes with a title before it.
    pub(super) fn of_region(&self, s: &Office) -> bool {
        let w = |k: usize| self.doc.w(k);
        w(s.first) == "قايد" && w(s.first + 1) == "المنطقه" && s.last == s.first + 3
    }

    /// Heads and deputy heads of government hold a ministry beside.
    pub(super) fn of_government(&self, o: &Office) -> bool {
        let w = |k: usize| self.doc.w(k).trim_start_matches(['و', 'ل']);
        let first = w(o.first);
        matches!(first, "نايب" | "رييس" | "النايب")
            && (o.first..o.last).any(|k| matches!(w(k), "الوزرا" | "الحكومه" | "زرا" | "الزرا"))
            || matches!(first, "لي" | "ي" | "ولي") && self.doc.w(o.last - 1) == "العهد"
    }
}

//! Which Arabic titles are those of a deputy, of a government or of somebody else's adviser, and whose they are.

use super::{Finder, Office};
use crate::lexicon::{Class, Hit, Tag};
use crate::mention::{Found, MentionType};

/// The title of one whom a country sends.
pub(crate) fn envoy(word: &str) -> bool {
    matches!(
        text::strip_article(word),
        "سفير" | "سفيره" | "قنصل" | "قنصله" | "مبعوث" | "مبعوثه" | "ضابط"
    )
}

impl Finder<'_, '_> {
    /// "استقبل الشيخ X محافظ العاصمة، اللواء Y مدير الأمن", "استقبل اللواء X وزير الداخلية Y ـ مفوض الهجرة": who stands behind has a
    /// title of his own, and the name before a rank.
    pub(super) fn own_office_behind(&self, end: usize, forward: usize) -> bool {
        let dash = usize::from(matches!(self.doc.w(forward), "-" | ""));
        let own = self
            .arabic_office(forward + dash, 0)
            .is_some_and(|s| s.skip == 0 && (!s.bare || self.doc.w(s.last).starts_with("لوكال")));
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

    /// Ranks that are offices without their article: الوزير is a courtesy, وزير is not.
    pub(super) fn rank(&self, h: &Hit) -> bool {
        let bare = self.doc.past(h.first, h.skip);
        let counsel = h.last > h.first + 1
            || !matches!(bare, "المستشار" | "المستشاره")
            || self.counsel(h.first);
        counsel
            && !matches!(
                bare,
                "وزير"
                    | "رييس"
                    | "سفير"
                    | "سفيره"
                    | "ملك"
                    | "سلطان"
                    | "امير"
                    | "شيخ"
                    | "مفوض"
                    | "قاضي"
                    | "مهندس"
                    | "استاذ"
                    | "عماد"
                    | "حاج"
                    | "رايد"
            )
    }

    /// "المستشار نبيل صادق النائب العام", "وزير العدل المستشار عمر مروان": beside an office a judge's courtesy.
    pub(super) fn counsel(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = doc.w(i).trim_start_matches(['و', 'ب']);
        if !matches!(text::strip_article(w), "مستشار" | "مستشاره") {
            return false;
        }
        let name = self.past_ranks(i + 1 + usize::from(doc.w(i + 1) == "/"));
        let named = self.arabic_name(name, true).filter(|&e| e - name >= 2);
        let Some(end) = named.filter(|_| !doc.line_start(name)) else {
            return false;
        };
        let title =
            |h: &Hit| matches!(h.tag, Tag::Minister | Tag::OfficeFull | Tag::Office) && h.skip <= 1;
        let before = (i.saturating_sub(8)..i)
            .rev()
            .take_while(|&j| doc.sentence[j] == doc.sentence[i] && (j + 1 == i || doc.w(j) != ","));
        let mut before = before.filter(|&j| doc.at(j).iter().any(title));
        let behind = end + usize::from(doc.w(end) == ",");
        before.next().is_some()
            || self
                .arabic_office(behind, 0)
                .is_some_and(|o| o.skip == 0 && !o.bare)
    }

    /// "وزير الداخلية الرئيس الفخري للمجلس": a title that goes with the one before.
    pub(super) fn honorary(&self, o: &Office) -> bool {
        matches!(
            (self.doc.w(o.first), self.doc.w(o.first + 1)),
            ("الرييس", "الفخري") | ("القايد", "الاعلي") | ("العضو", "المنتدب")
        )
    }

    /// "ملحق الأمن الداخلي", "مستشار الأمن البحري": his field, no body of that name.
    pub(super) fn advises_on(&self, o: &Office) -> bool {
        let head = text::strip_article(self.doc.past(o.first, o.skip));
        matches!(head, "ملحق" | "مستشار" | "مستشاره" | "ضابط" | "خبير")
            && o.orgs
                .first()
                .is_some_and(|g| self.bare_word(g.first, g.skip, g.first) == "امن")
    }

    /// `بمحافظة حضرموت`, `في ولاية الخرطوم`: where an office is, by the kind of place; the token after it.
    pub(super) fn at_province(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let lone = usize::from(doc.w(k) == "في");
        if lone == 0 && !doc.w(k).starts_with(['ب', 'ل']) {
            return None;
        }
        let kind = |h: &Hit| h.tag == Tag::PlaceKind && h.skip + lone == 1;
        let kind = doc.find(k + lone, kind)?;
        let place = |h: &Hit| h.skip == 0 && matches!(h.tag, Tag::Place(_));
        let place = doc.find(kind.last, place)?;
        (!doc.line_start(k) && !doc.line_start(kind.last)).then_some(place.last)
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

    /// "استقبل الفراية السفير الفرنسي", "وشكر الفراية المدير العام": behind a verb of what one does with somebody, a title with its
    /// article is the other one's, where the text has said before what `person` is.
    pub(super) fn meets_the_titled(&self, person: usize, title: usize) -> bool {
        let doc = self.doc;
        let p = &self.found[person];
        if p.last != title || !doc.w(title).starts_with("ال") {
            return false;
        }
        let Some(b) = p.first.checked_sub(1) else {
            return false;
        };
        let with = [
            Class::Meet,
            Class::Receive,
            Class::Visit,
            Class::Show,
            Class::Phone,
            Class::Attend,
        ];
        let verb = doc.verb(b).filter(|v| v.form.object.is_none());
        let does = verb.is_some_and(|v| with.contains(&v.class))
            || matches!(
                doc.w(b).trim_start_matches(['و', 'ف']),
                "شكر"
                    | "دع"
                    | "كرم"
                    | "هنا"
                    | "ابلغ"
                    | "سلم"
                    | "اطلع"
                    | "دعا"
                    | "حث"
                    | "عين"
                    | "كلف"
                    | "قلد"
                    | "وشح"
                    | "منح"
            );
        let family = |last: usize| text::strip_article(doc.w(last - 1));
        let held = |o: &Found| {
            let h = o.link.map(|h| &self.found[h]);
            h.is_some_and(|h| {
                h.kind == MentionType::Person
                    && h.first < p.first
                    && family(h.last) == family(p.last)
            })
        };
        does && self.found.iter().any(held)
    }
}

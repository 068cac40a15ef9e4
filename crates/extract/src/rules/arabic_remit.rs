//! What an Arabic office is for and where it sits, behind its title.

use super::{Finder, Office};
use crate::lexicon::{Cue, Hit, Tag};

impl Finder<'_, '_> {
    /// Past `لشؤون الشرطة`, `للعمليات والتدريب`, `المساعد للشؤون القانونية`, `للسلم والنظام` behind an office.
    pub(super) fn remit(&self, k: usize) -> usize {
        let doc = self.doc;
        let mut at = k;
        if matches!(doc.w(at), "المساعد" | "المساعده") {
            at += 1;
        }
        let field = |i: usize, skip: usize| {
            doc.find(i, |h| {
                let word = matches!(
                    h.tag,
                    Tag::OrgWord
                        | Tag::Portfolio
                        | Tag::MinistryWord
                        | Tag::OrgHead
                        | Tag::Topic(_)
                );
                word && h.skip <= skip
            })
        };
        let said = matches!(
            doc.w(at),
            "لشوون"
                | "للشوون"
                | "للعمليات"
                | "لقطاع"
                | "لشون"
                | "لشيون"
                | "للشيون"
                | "للعلاقات"
        );
        // "للسلم والنظام": two fields, or one with its adjective.
        let two =
            |i: usize| doc.w(i).starts_with("وال") && field(i, 1).is_some() && !doc.line_start(i);
        let for_it = doc.w(at).starts_with("لل")
            && !doc.line_start(at)
            && field(at, 1).is_some_and(|h| {
                let head = doc
                    .find(at, |h| matches!(h.tag, Tag::OrgHead | Tag::Org(_)))
                    .is_some();
                h.skip <= 1 && !head && two(h.last)
            });
        if !said && !for_it || doc.line_start(at) {
            return at;
        }
        let mut last = at + 1;
        while last < at + 6 && !doc.line_start(last) {
            let and = doc.w(last).starts_with('و');
            if doc.w(last) == "غير" && doc.w(last + 1).starts_with("ال") {
                last += 2;
                continue;
            }
            // "لشؤون الشرق الأوسط وشمال أفريقيا", "لشؤون الشرق الأدنى"
            let region = doc.find(last, |h| {
                matches!(h.tag, Tag::Region(_) | Tag::Place(_)) && h.skip <= usize::from(and)
            });
            if let Some(h) = region.filter(|h| said && doc.role(h.first).is_none_or(|r| !r.given)) {
                last = h.last;
                continue;
            }
            if said && doc.w(last) == "الشرق" && doc.w(last + 1) == "الادني" {
                last += 2;
                continue;
            }
            match field(last, usize::from(and)) {
                Some(h) => last = h.last,
                // "لشؤون الأمن الجنائي والتأهيل المهني"
                None if said
                    && doc.w(last).trim_start_matches('و').starts_with("ال")
                    && doc.w(last).ends_with("يه")
                    && doc.at(last).iter().all(|h| h.tag == Tag::Plain)
                    && doc.role(last).is_none() =>
                {
                    last += 1
                }
                None => break,
            }
        }
        last
    }

    /// `والأمن العام وإدارة الإقليم`, `وترقية اللامركزية والتنمية المحلية`: the further fields of a ministry whose first ends at
    /// `last`.
    pub(super) fn portfolio_on(&self, mut last: usize) -> usize {
        let doc = self.doc;
        let field = |i: usize, skip: usize| {
            let word = |h: &Hit| h.tag == Tag::Portfolio && h.skip == skip;
            // "والإدارة العامة للجمارك": another body.
            let other = doc.w(i) == "والاداره";
            doc.find(i, word).filter(|_| !doc.line_start(i) && !other)
        };
        loop {
            let and = doc.w(last).starts_with('و');
            let task = |h: &Hit| h.skip == 1 && h.tag == Tag::Cue(Cue::Task);
            if let Some(h) = field(last, 1).filter(|_| and) {
                last = h.last;
            } else if doc.w(last) == "و"
                && let Some(h) = field(last + 1, 0)
            {
                last = h.last;
            } else if let Some(h) = doc.find(last, task).filter(|_| and)
                && doc.w(h.last).starts_with("ال")
                && !doc.line_start(last)
                && !doc.line_start(h.last)
            {
                last = h.last + 1;
            } else if self.of_field(last) {
                last += 1;
            } else {
                return last;
            }
        }
    }

    /// `العام` in "والأمن العام", `الإفريقي` in "والتعاون الإفريقي", `الاتحادية` in "وزيرة الداخلية الاتحادية".
    fn of_field(&self, i: usize) -> bool {
        let doc = self.doc;
        let before = text::strip_article(doc.w(i - 1).trim_start_matches('و'));
        let fits = match doc.w(i) {
            "الاتحادي" | "الاتحاديه" | "الفيدرالي" | "الفيدراليه" | "الفدرالي" | "الفدراليه" => {
                true
            }
            "العام" | "العمومي" | "الوطني" | "الداخلي" | "المدني" | "العموميه" =>
            {
                matches!(before, "امن" | "نظام" | "دفاع")
            }
            "الافريقي" | "الدولي" | "الاقليمي" => {
                matches!(before, "تعاون" | "اندماج" | "تكامل")
            }
            _ => false,
        };
        fits && !doc.line_start(i)
    }

    /// `وكيل الجمهورية لدى القطب الجزائي`, `النائب العام لدى محكمة الاستئناف`: the court a prosecutor stands at.
    pub(super) fn at_court(&self, o: &mut Office) {
        let doc = self.doc;
        let at = o.last + 1;
        let prosecutor = [
            "كيل",
            "المدعي",
            "المدعيه",
            "النايب",
            "نايب",
            "مفوض",
            "المحامي",
        ];
        let first = doc.past(o.first, o.skip);
        // "رئيس النيابة العامة لدى المحكمة الوطنية"
        let heads = (o.first + 1..o.last).any(|i| matches!(doc.w(i), "النيابه" | "الادعا"));
        if doc.w(o.last) != "لدي"
            || doc.line_start(at)
            || !(heads
                || prosecutor.iter().any(|p| {
                    first
                        .trim_start_matches(['ا', 'ل', 'و'])
                        .starts_with(p.trim_start_matches("ال"))
                }))
        {
            return;
        }
        let court =
            |w: &str| ["محكمه", "قطب", "محاكم", "مجلس", "نيابه"].contains(&text::strip_article(w));
        let head = |h: &Hit| h.tag == Tag::OrgHead && h.skip == 0;
        if let Some(org) = self
            .arabic_org(at)
            .filter(|g| g.skip == 0 && court(doc.w(at)))
        {
            o.last = org.last;
            o.orgs.push(org);
        } else if doc.w(at).starts_with("ال") && court(doc.w(at)) && doc.find(at, head).is_some()
        {
            o.last = at + 1;
        }
    }

    /// `كاتبة الدولة الإسبانية للهجرة`: what a secretary of state is for, also behind the nationality.
    fn state_field(&self, o: &Office) -> Option<usize> {
        let doc = self.doc;
        let state = o.last == o.first + 2 && doc.w(o.last - 1) == "الدوله";
        if !state || !doc.past(o.first, o.skip).starts_with("كاتب") {
            return None;
        }
        let at = self.nationality(o.last).map_or(o.last, |n| n.1);
        let field = |h: &Hit| h.skip == 1 && matches!(h.tag, Tag::Portfolio | Tag::OrgWord);
        let h = doc.find(at, field)?;
        (doc.w(at).starts_with("لل") && !doc.line_start(at)).then(|| self.portfolio_on(h.last))
    }

    pub(super) fn state_secretary(&self, o: &mut Office) {
        if let Some(last) = self.state_field(o) {
            o.iso = self.nationality(o.last).map(|n| n.0);
            o.last = last;
        }
    }

    /// `غير المباشرة` behind a field.
    pub(super) fn not_so(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let not = doc.w(i) == "غير" && doc.w(i + 1).starts_with("ال");
        (not && !doc.line_start(i) && !doc.line_start(i + 1)).then_some(i + 2)
    }

    /// "ضابط الارتباط الإقليمي في الشرطة الاتحادية": behind a word of liaison an adjective, and the body behind "at".
    pub(super) fn liaison(&self, o: &mut Office, k: usize) -> bool {
        let doc = self.doc;
        if !(doc.w(k - 1).contains("ارتباط") || doc.w(k - 1) == "الاتصال") {
            return false;
        }
        let adjective = doc.w(k).starts_with("ال") && doc.w(k).ends_with('ي');
        let at = k + usize::from(adjective && !doc.line_start(k + 1));
        let from = at + usize::from(matches!(doc.w(at), "في" | "لدي"));
        let org = self.arabic_org(from).filter(|g| g.skip == 0 && from > at);
        let Some(org) = org.filter(|_| !doc.line_start(from)) else {
            return false;
        };
        o.last = org.last;
        o.orgs.push(org);
        true
    }
}

//! What an Arabic office is for and where it sits, behind its title.

use super::{Finder, Office};
use crate::lexicon::Tag;

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
            "لشوون" | "للشوون" | "للعمليات" | "لقطاع" | "لشون" | "لشيون" | "للشيون"
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

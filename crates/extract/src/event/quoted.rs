//! What stands in quotation marks: words of somebody, or a report of what happened.

use std::ops::Range;

use super::{Teller, Trigger};
use crate::mention::MentionType;

impl Teller<'_, '_> {
    /// Inside a quotation of more than a few words nothing is told, but where a communiqué says it in its own words.
    pub(super) fn quoted(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let marks = |i: &usize| doc.w(*i) == "\"";
        let open = (r.start..t.first).filter(marks).collect::<Vec<_>>();
        if open.len() % 2 == 0 {
            return false;
        }
        let from = open.last().copied().unwrap_or(r.start);
        if self.communique_quoted(from, r, t) {
            return false;
        }
        let close = (t.last..r.end).find(marks).unwrap_or(r.end);
        if self.reported(from, close, t) {
            return false;
        }
        close - from > 7 && !self.official_words(from, close)
    }

    /// "وأضاف المتحدث، أن "العملية جاءت ثمرة اجتماع ضم X وY"": a report in quotation marks that names two who took part, and in
    /// which nobody says "we".
    fn reported(&self, open: usize, close: usize, t: &Trigger) -> bool {
        let doc = self.doc;
        let that = open.checked_sub(1).is_some_and(|i| {
            matches!(doc.w(i), "ان" | "انه" | "انها" | "بان" | "بانه" | ":" | ",")
        });
        let own = (open..close).any(|i| {
            let w = doc.w(i);
            w.chars().count() >= 4 && w.ends_with("نا") && doc.role(i).is_none()
                || matches!(w, "نحن" | "اننا" | "ونحن" | "لدي" | "انني")
                || [
                    "نحت", "نرح", "نتط", "نعم", "نشك", "نسع", "نوك", "نتق", "ندع",
                ]
                .iter()
                .any(|p| w.starts_with(p))
        });
        let actors = self
            .between(open, close)
            .filter(|&k| super::company::who(&self.found[k]))
            .filter_map(|k| self.resolved.of[k]);
        let actors: foldhash::HashSet<usize> = actors.collect();
        doc.arabic(t.first) && that && !own && actors.len() >= 2
    }

    /// "… recevra son homologue", précise la même source: a communiqué tells it in words of its own, of somebody named
    /// before the verb, and nobody says "nous".
    fn official_words(&self, from: usize, close: usize) -> bool {
        let doc = self.doc;
        if !self.french() {
            return false;
        }
        let said = (close + 1..(close + 8).min(doc.len())).any(|i| {
            doc.sentence[i] == doc.sentence[close]
                && matches!(
                    doc.w(i),
                    "source" | "communique" | "document" | "texte" | "note"
                )
        });
        let person = self
            .found
            .iter()
            .any(|f| f.kind == MentionType::Person && f.first > from && f.last < close);
        let own = (from..close).any(|i| {
            matches!(
                doc.w(i),
                "nous" | "notre" | "nos" | "je" | "j" | "mon" | "ma" | "mes" | "vous" | "votre"
            )
        });
        said && person && !own
    }
}

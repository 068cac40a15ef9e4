//! One word for the bodies of two countries: `وزارتا الداخلية السودانية والتركية`, `نيابتا مصر والكويت`.

use super::Finder;
use crate::lexicon::{LEXICON, Tag};
use crate::mention::{Found, MentionType, one_of_two};

impl Finder<'_, '_> {
    /// The two bodies whose dual begins at `i`, each of its country; the token behind them.
    pub(super) fn dual_bodies(&mut self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let w = doc.w(i);
        let skip = usize::from(w.starts_with(['و', 'ب', 'ل']) && one_of_two(w).is_none());
        let (kind, _) = one_of_two(doc.past(i, skip))?;
        // "شرطتا الكويت وقطر": the country is the first one's.
        let chain = self.org_chain(i, skip, i + 1).filter(|o| o.iso.is_none());
        let mut last = chain.map_or(i + 1, |o| o.last);
        while last > i + 2 && self.nationality(last - 1).is_some_and(|n| n.1 == last) {
            last -= 1;
        }
        let (one, other, end) = self.two_countries(last)?;
        let whole = last > i + 1 || matches!(kind, "شرطه" | "نيابه");
        if one == other || !whole || !self.free(i, end) || doc.line_start(last) {
            return None;
        }
        for iso in [one, other] {
            let mut m = Found::new(MentionType::Organization, i, last, skip);
            m.iso = Some(iso);
            self.push(m);
        }
        self.take(i, last);
        Some(end)
    }

    /// `السودانية والتركية`, `في تونس وليبيا`, `المصرية ونظيرتها الكويتية`: two countries side by side at `i`, and the token behind.
    fn two_countries(&self, i: usize) -> Option<(String, String, usize)> {
        let doc = self.doc;
        if let Some((one, next)) = self.nationality(i) {
            let (other, end) = self.nationality_past(next, 1)?;
            return Some((one, other, end));
        }
        let country = |k: usize, skip: usize| {
            let hit = doc.find(k, |h| {
                h.skip == skip && h.tag.place().is_some_and(|p| p.country)
            })?;
            match hit.tag {
                Tag::Place(n) => Some((LEXICON.places[n as usize].iso.clone(), hit.last)),
                _ => None,
            }
        };
        let (one, next) = match doc.w(i) {
            "في" => country(i + 1, 0),
            w if w.starts_with('ب') => country(i, 1),
            _ => country(i, 0),
        }?;
        let (other, end) = country(next, 1)?;
        Some((one, other, end))
    }
}

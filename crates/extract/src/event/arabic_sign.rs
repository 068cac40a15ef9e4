//! Who holds the pen of a paper that Arabic has told by its bodies.

use std::ops::Range;

use super::{Participant, Teller, Trigger};
use crate::lexicon::Class;

impl Teller<'_, '_> {
    /// "جلسة مباحثات مع X، يعقبها توقيع مذكرة بين A وB": the token behind which stands who signs, where bodies do.
    pub(super) fn crowning(&self, t: &Trigger, r: &Range<usize>) -> Option<usize> {
        let between = t.kind == "agreement" && self.between_bodies(t).is_some();
        let upon = (r.start..t.first).rev().find(|&i| self.follows_up(i));
        upon.filter(|_| between)
    }

    /// "وقعت الوزارة والوكالة مذكرة. ووقع المذكرة عن الجانب المغربي X": the paper told by its bodies alone, which X signs.
    pub(super) fn pen_of(
        &self,
        t: &Trigger,
        named: &[Participant],
        r: &Range<usize>,
    ) -> Option<usize> {
        let doc = self.doc;
        let signs = r.clone().any(|i| doc.does(i, &[Class::Sign]));
        let other = r.clone().any(|i| self.second_paper(i));
        if t.kind != "agreement" || !t.definite || !doc.arabic(t.first) || !signs || other {
            return None;
        }
        let e = self.events.iter().rposition(|e| e.kind == "agreement")?;
        let all = &self.events[e].participants;
        let bodies = !all.is_empty() && !all.iter().any(|p| self.is_person(p));
        let person = named.iter().any(|p| self.is_person(p));
        (bodies && person && e + 3 > self.events.len()).then_some(e)
    }
}

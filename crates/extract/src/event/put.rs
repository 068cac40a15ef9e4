//! Putting down what is told: a new event with who, where and when, and what kind of thing takes part.

use super::{Event, Participant, Teller, Trigger};
use crate::mention::MentionType;

impl Teller<'_, '_> {
    /// Puts down that `who` did what `t` says, at `place`, on the date that `date` indexes. The event.
    pub(super) fn put(
        &mut self,
        t: &Trigger,
        who: Vec<Participant>,
        place: &[usize],
        date: Option<usize>,
    ) -> usize {
        let trigger = self.doc.start(t.first, t.skip)..self.doc.end(t.last);
        self.events.push(Event::told(t.kind, trigger, who));
        let e = self.events.len() - 1;
        self.fill(e, place, date);
        e
    }

    /// Puts down that `who` issued the paper of `t`: where the mention `source` names it, it is the source of itself.
    pub(super) fn put_issued(
        &mut self,
        t: &Trigger,
        who: Vec<Participant>,
        source: Option<usize>,
        date: Option<usize>,
    ) {
        let e = self.put(t, who, &[], date);
        let event = &mut self.events[e];
        event.source = source
            .and_then(|s| self.resolved.of[s])
            .into_iter()
            .collect();
        event.attribution = source.map(|_| "communique");
    }

    /// Adds where and when to the event `e`, as far as it does not know them.
    pub(super) fn fill(&mut self, e: usize, place: &[usize], date: Option<usize>) {
        let event = &mut self.events[e];
        if event.place.is_empty() {
            event.place = place.to_vec();
        }
        // "La clôture, hier, d'un stage … Organisé du 14 au 28, il …": the days it lasted.
        let lasted = date
            .and_then(|d| self.doc.dates[d].interval)
            .is_some_and(|i| {
                let day = event.start.is_some() && event.start == event.stop;
                let within = event.start.is_some_and(|s| i.start <= s && s <= i.stop);
                day && within && i.start < i.stop && i.stop.days() - i.start.days() < 90
            });
        if self.doc.language == text::Language::French
            && lasted
            && matches!(event.kind, "training" | "conference" | "visit")
        {
            event.basis = None;
        }
        if let (None, Some(d)) = (event.basis, date) {
            let d = &self.doc.dates[d];
            event.start = d.interval.map(|i| i.start);
            event.stop = d.interval.map(|i| i.stop);
            event.precision = Some(d.precision.as_str());
            event.basis = Some(d.basis);
        }
    }

    fn kind_of(&self, p: &Participant) -> Option<MentionType> {
        p.entity.map(|e| self.resolved.entities[e].kind)
    }

    /// A person, or an office nobody is named for.
    pub(super) fn is_person(&self, p: &Participant) -> bool {
        self.kind_of(p).is_none_or(|k| k == MentionType::Person)
    }

    /// Somebody the text names: a person, not an office alone.
    pub(super) fn named_person(&self, p: &Participant) -> bool {
        self.kind_of(p) == Some(MentionType::Person)
    }

    /// A service, a ministry, an organisation.
    pub(super) fn is_body(&self, p: &Participant) -> bool {
        self.kind_of(p) == Some(MentionType::Organization)
    }
}

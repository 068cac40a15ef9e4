//! Whom Arabic leaves out of what is held, attended or done together: who was told of just before.

use std::ops::Range;

use super::{Event, Participant, Teller, Trigger};
use crate::lexicon::Class;

impl Teller<'_, '_> {
    /// "زار X تونس، وافتتح ندوة", "ونظم الطرفان ورشة": who does it stands in what was told last.
    pub(super) fn arabic_goes_on(&self, t: &Trigger, r: &Range<usize>) -> Vec<Participant> {
        if t.definite
            || !self.doc.arabic(t.first)
            || !matches!(t.kind, "conference" | "training" | "operation")
        {
            return Vec::new();
        }
        let Some(last) = self.events.last() else {
            return Vec::new();
        };
        if self.names_two_bodies(r) {
            return self.both_bodies(last);
        }
        self.attends_next(t, r, last).into_iter().collect()
    }

    /// "ونظم الطرفان بالمناسبة ورشة", "سبق للجهازين أن أجريا تمرينا"
    fn names_two_bodies(&self, r: &Range<usize>) -> bool {
        r.clone().any(|i| {
            let w = self.doc.w(i).trim_start_matches(['و', 'ف', 'ب', 'ل']);
            let w = text::strip_article(w);
            [
                "جانب",
                "طرف",
                "جهاز",
                "وزارت",
                "موسست",
                "هييت",
                "مديريت",
                "وكالت",
                "ادارت",
                "قوت",
            ]
            .iter()
            .any(|s| w.strip_prefix(s).is_some_and(|e| matches!(e, "ان" | "ين")))
        })
    }

    /// The two bodies of an event that has no others.
    fn both_bodies(&self, e: &Event) -> Vec<Participant> {
        let bodies = e.participants.iter().filter(|p| !self.is_person(p));
        let bodies: Vec<Participant> = bodies.copied().collect();
        if bodies.len() == 2 {
            bodies
        } else {
            Vec::new()
        }
    }

    /// "زار X تونس، وافتتح ندوة", "حيث سيشارك في مؤتمر": the verb stands at the head and nobody behind it.
    fn attends_next(&self, t: &Trigger, r: &Range<usize>, last: &Event) -> Option<Participant> {
        let doc = self.doc;
        let verb = (r.start..t.first.min(r.start + 3))
            .find(|&i| doc.does(i, &[Class::Attend, Class::Chair]))?;
        let one = doc.verb(verb)?.form.object.is_none();
        let before = doc.start_of(last.trigger.start);
        let near = doc.sentence[before] + 1 >= doc.sentence[t.first];
        let first = last.participants.first().copied();
        first.filter(|p| {
            one && near && t.kind == "conference" && self.is_person(p) && !self.named_in(r.clone())
        })
    }
}

//! What a French text tells twice in other words: a meeting that a later sentence calls a telephone call; who a sentence
//! begins to name that the one before only counted ("ses homologues. Il s'agit de X et Y").

use std::ops::Range;

use super::{Participant, Teller};
use crate::mention::MentionType;

impl Teller<'_, '_> {
    /// "X a évoqué la question avec Y. C'est ce qui ressort d'un appel téléphonique entre les deux ministres": one call.
    pub(super) fn french_retold(&mut self) {
        if !self.french() {
            return;
        }
        let mut n = 1;
        while n < self.events.len() {
            let same = |a: &[Participant], b: &[Participant]| {
                a.len() == b.len() && a.iter().all(|p| self.same_person(b, p))
            };
            let (one, two) = (&self.events[n - 1], &self.events[n]);
            let talks = one.kind == "meeting"
                && two.kind == "call"
                && one.participants.len() > 1
                && same(&one.participants, &two.participants)
                && one.place.is_empty()
                && self.only_talks(one.trigger.start)
                && self.events.iter().all(|e| {
                    e.part_of.is_none_or(|p| p < n - 1) && e.follows.is_none_or(|p| p < n - 1)
                });
            if !talks {
                n += 1;
                continue;
            }
            let told = self.events.remove(n - 1);
            let call = &mut self.events[n - 1];
            for t in told.topics {
                if !call.topics.contains(&t) {
                    call.topics.push(t);
                }
            }
            if call.basis.is_none() {
                call.start = told.start;
                call.stop = told.stop;
                call.precision = told.precision;
                call.basis = told.basis;
            }
        }
    }

    /// The word at byte `at` says only that they spoke.
    fn only_talks(&self, at: usize) -> bool {
        let doc = self.doc;
        let i = doc
            .t
            .list
            .partition_point(|k| (k.start as usize) < at)
            .min(doc.len().saturating_sub(1));
        (i..(i + 3).min(doc.len())).any(|k| {
            let w = doc.w(k);
            w.starts_with("discut")
                || w.starts_with("evoqu")
                || w.starts_with("entretenu")
                || w.starts_with("echang")
                || w.starts_with("abord")
                || w.starts_with("examin")
        })
    }

    /// "Il s'agit de X, ministre de A, et Y": who the counterparts were that the sentence before met.
    pub(super) fn french_named_after(
        &mut self,
        e: usize,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> bool {
        let doc = self.doc;
        let opens = r
            .clone()
            .take(4)
            .any(|i| doc.w(i) == "agit" && matches!(doc.w(i + 1), "de" | "du" | "d" | "notamment"));
        if !opens
            || !matches!(
                self.events[e].kind,
                "meeting" | "visit" | "conference" | "call"
            )
        {
            return false;
        }
        let people: Vec<Participant> = m
            .filter(|&k| {
                let f = &self.found[k];
                !f.inside
                    && !self.speaks_for(f)
                    && matches!(f.kind, MentionType::Person | MentionType::Office)
            })
            .filter_map(|k| self.participant(k))
            .collect();
        for p in &people {
            self.adds(e, *p);
        }
        !people.is_empty()
    }
}

//! What a French text tells twice in other words: a meeting that a later sentence calls a telephone call; who a sentence
//! begins to name that the one before only counted ("ses homologues. Il s'agit de X et Y").

use std::ops::Range;

use super::{Event, Participant, Teller, Trigger};
use crate::lexicon::Tag;
use crate::mention::MentionType;

impl Teller<'_, '_> {
    /// "X a évoqué la question avec Y. C'est ce qui ressort d'un appel téléphonique entre les deux ministres": one call.
    pub(super) fn french_retold(&mut self) {
        if !self.french() {
            return;
        }
        let same_visit: Vec<bool> = (0..self.events.len())
            .map(|n| self.same_journey(n))
            .collect();
        self.keep(&same_visit);
        let mut n = 1;
        while n < self.events.len() {
            let same = |a: &[Participant], b: &[Participant]| {
                a.len() == b.len() && a.iter().all(|p| p.among(b))
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

    /// "X s'est entretenu avec son homologue. Il a ensuite été reçu par Y": Y is not the one who was not named.
    pub(super) fn another_than_his_counterpart(&self, e: &Event, r: &Range<usize>) -> bool {
        let doc = self.doc;
        if !self.french() || e.participants.len() != 1 || !matches!(e.kind, "meeting" | "call") {
            return false;
        }
        let i = doc.start_of(e.trigger.start);
        let told = i..self.sentence_of(i).end;
        let counterpart = |r: &Range<usize>| r.clone().any(|i| doc.is(i, Tag::Counterpart));
        let goes_on = matches!(doc.w(r.start), "il" | "elle")
            || r.clone().any(|i| {
                matches!(
                    doc.w(i),
                    "ensuite" | "egalement" | "aussi" | "ailleurs" | "puis" | "auparavant"
                )
            });
        goes_on && told.end <= r.start && counterpart(&told) && !counterpart(r)
    }

    /// "X poursuit sa visite au Sénégal … lors de son séjour à Dakar": the journey told before, in a town of that country.
    fn same_journey(&self, n: usize) -> bool {
        let doc = self.doc;
        let e = &self.events[n];
        let i = doc.start_of(e.trigger.start);
        let own = e.kind == "visit"
            && e.basis.is_none()
            && (i.saturating_sub(1)..i + 2).any(|k| matches!(doc.w(k), "son" | "sa" | "leur"))
            && (i..i + 3)
                .any(|k| matches!(doc.w(k), "sejour" | "visite" | "deplacement" | "mission"));
        let land = |p: &[usize]| {
            p.first()
                .and_then(|&p| self.resolved.entities[p].country.clone())
        };
        own && self.events[..n].iter().any(|o| {
            o.kind == "visit"
                && e.participants
                    .first()
                    .is_some_and(|p| p.among(&o.participants))
                && (e.place.is_empty() || !o.place.is_empty() && land(&o.place) == land(&e.place))
        })
    }

    /// "X est accompagné lors de cette visite, la première depuis mai, notamment du ministre Y et de Z": on his journey.
    pub(super) fn french_escort(&mut self, r: &Range<usize>, m: Range<usize>) {
        let doc = self.doc;
        if !self.french() {
            return;
        }
        let Some(v) = r.clone().take(14).find(|&i| {
            matches!(
                doc.w(i),
                "accompagne" | "accompagnee" | "accompagnes" | "accompagnees"
            ) && doc.t.text(i).contains('é')
                && i > r.start
                && matches!(
                    doc.w(i - 1),
                    "est" | "etait" | "sera" | "etaient" | "sont" | "ete"
                )
        }) else {
            return;
        };
        // "Le patron de la police était accompagné de X": whom the text was speaking of.
        let subject = self
            .first_subject(r, m.clone(), v)
            .or_else(|| self.topic_person(v));
        let Some(subject) = subject else {
            return;
        };
        let came = |kind: &str| {
            self.events
                .iter()
                .rposition(|e| e.kind == kind && subject.among(&e.participants))
        };
        let Some(e) = came("visit").or_else(|| came("meeting")) else {
            return;
        };
        // Up to the next clause with a verb of its own only names and titles stand.
        let end = (v..r.end)
            .find(|&i| matches!(doc.w(i), ";" | "qui" | "afin" | "pour") && i > v + 3)
            .unwrap_or(r.end);
        for k in m {
            let f = &self.found[k];
            let who = matches!(f.kind, MentionType::Person | MentionType::Office);
            if who
                && !f.inside
                && f.first > v
                && f.last <= end
                && let Some(p) = self.participant(k)
            {
                self.adds(e, p);
            }
        }
    }

    /// "X a reçu une délégation ghanéenne. Conduite par Y, la délégation …": its head was there.
    pub(super) fn french_led(&mut self, told_before: usize, r: &Range<usize>, m: Range<usize>) {
        let doc = self.doc;
        if !self.french() || told_before == 0 {
            return;
        }
        let e = told_before - 1;
        let the = r
            .clone()
            .any(|i| doc.w(i) == "delegation" && i > 0 && matches!(doc.w(i - 1), "la" | "cette"));
        let one = self.events[e].kind == "meeting" && self.events[e].participants.len() == 1;
        if !the || !one {
            return;
        }
        let at = doc.start_of(self.events[e].trigger.start);
        let a_delegation = self.sentence_of(at).any(|i| {
            doc.w(i) == "delegation"
                && i > 0
                && matches!(doc.w(i - 1), "une" | "importante" | "forte")
        });
        let head = m
            .filter(|&k| self.found[k].kind == MentionType::Person && self.heads(&self.found[k]))
            .find_map(|k| self.participant(k));
        if let Some(p) = head.filter(|_| a_delegation) {
            self.adds(e, p);
        }
    }

    /// "L'entrevue avec le ministre X a été l'occasion de …" at the head of a sentence: of whom the text was speaking.
    pub(super) fn french_other_side(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        told: &[Participant],
    ) -> Option<Participant> {
        let doc = self.doc;
        let [one] = told else { return None };
        let noun = t.first < r.start + 4
            && doc.w(t.last) == "avec"
            && matches!(t.kind, "meeting" | "call")
            && self.is_person(one);
        if !self.french() || !noun {
            return None;
        }
        self.subject_before(t.first)
            .or_else(|| self.main_person())
            .filter(|p| !p.among(told))
    }

    /// The word at byte `at` says only that they spoke.
    fn only_talks(&self, at: usize) -> bool {
        let doc = self.doc;
        let i = doc.start_of(at);
        (i..(i + 5).min(doc.len())).any(|k| {
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

//! English: what those who met do next or did before, and what they issue: "The next meeting takes place in Lome in November",
//! "A joint statement was issued by A and B".

use std::ops::Range;

use super::company::somebody;
use super::{Participant, Teller, Trigger};
use crate::mention::MentionType;

/// One of a row of meetings, not the one told.
fn of_a_row(w: &str) -> bool {
    matches!(
        w,
        "next"
            | "previous"
            | "last"
            | "following"
            | "upcoming"
            | "forthcoming"
            | "coming"
            | "second"
            | "third"
            | "fourth"
    )
}

/// A paper that several issue together.
fn joint_paper(w: &str) -> bool {
    matches!(
        w,
        "communique" | "communiques" | "statement" | "declaration"
    )
}

/// A paper is given out.
fn gives_out(w: &str) -> bool {
    matches!(
        w,
        "issued"
            | "adopted"
            | "released"
            | "published"
            | "approved"
            | "endorsed"
            | "issue"
            | "issuing"
            | "adopting"
    )
}

impl Teller<'_, '_> {
    /// "The next meeting takes place in Lome in November", "Their last meeting had been held in 2022": another one of those who met.
    pub(super) fn english_next(
        &mut self,
        t: &Trigger,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> Option<usize> {
        let doc = self.doc;
        if !self.english()
            || !matches!(t.kind, "meeting" | "consultation")
            || !self.in_a_row(t.first, r.start)
        {
            return None;
        }
        // "The two last met in Dakar" is told by its verb.
        let verb = matches!(doc.w(t.last - 1), "met" | "meet" | "meets");
        if verb || self.begin(r.start, r.end).iter().any(somebody) {
            return None;
        }
        let place = self.place(t, r.clone(), m.clone());
        let date = self.date(t, &[], m);
        let day = date.and_then(|d| doc.dates[d].interval).map(|i| i.start);
        let met = self
            .events
            .iter()
            .rev()
            .find(|e| matches!(e.kind, "meeting" | "consultation"))?;
        // The day or the town of the one told: that one is meant.
        let same = day.is_some() && met.start == day
            || day.is_none() && met.place.iter().any(|p| place.contains(p));
        if same || day.is_none() && place.is_empty() || met.participants.is_empty() {
            return None;
        }
        let who = self.bodies_or_all(&met.participants.clone());
        Some(self.put(t, who, &place, date))
    }

    /// "A memorandum was signed at the end of the talks": by the two who held them, where it does not say by whom.
    pub(super) fn signed_at_the_end(
        &mut self,
        t: &Trigger,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> Option<usize> {
        let doc = self.doc;
        let signed = (t.last..(t.last + 12).min(r.end)).find(|&k| {
            matches!(doc.w(k), "signed" | "initialled" | "inked" | "concluded")
                && matches!(doc.w(k - 1), "was" | "were")
        });
        if !self.english() || t.kind != "agreement" || signed.is_none() {
            return None;
        }
        let there = r.clone().any(|k| {
            matches!(
                doc.w(k),
                "end"
                    | "close"
                    | "conclusion"
                    | "after"
                    | "following"
                    | "during"
                    | "margins"
                    | "sidelines"
            ) && (k + 1..k + 4)
                .any(|n| matches!(doc.w(n), "meeting" | "talks" | "session" | "discussions"))
        });
        if !there || self.begin(r.start, r.end).iter().any(somebody) {
            return None;
        }
        let met = self
            .events
            .last()
            .filter(|e| matches!(e.kind, "meeting" | "consultation"))?;
        let who = met.participants.clone();
        if who.len() != 2 {
            return None;
        }
        let date = self.date(t, &[], m);
        Some(self.put(t, who, &[], date))
    }

    /// "next", "previous" … stands before the noun at `i`.
    fn in_a_row(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        (start.max(i.saturating_sub(3))..i).any(|k| {
            of_a_row(doc.w(k))
                && (k + 1..i).all(|n| {
                    doc.latin(n)
                        && !doc.capital(n)
                        && !matches!(doc.w(n), "week" | "month" | "year")
                })
        })
    }

    /// Bodies meet again whoever led them; where only people met, they do.
    fn bodies_or_all(&self, all: &[Participant]) -> Vec<Participant> {
        let bodies: Vec<Participant> = all.iter().filter(|p| self.is_body(p)).copied().collect();
        if bodies.len() > 1 {
            bodies
        } else {
            all.to_vec()
        }
    }

    /// "to hold the next session in Lome", "the next one in Lome in March": what was told last, once more.
    pub(super) fn next_one(&self, i: usize, start: usize) -> Option<&'static str> {
        let doc = self.doc;
        let noun = matches!(
            doc.w(i),
            "one" | "session" | "round" | "edition" | "gathering"
        );
        if !noun {
            return None;
        }
        let met = self
            .events
            .last()
            .is_some_and(|e| matches!(e.kind, "meeting" | "consultation"));
        let placed = self.between(i + 1, i + 8).any(|k| {
            matches!(
                self.found[k].kind,
                MentionType::Location | MentionType::Date
            )
        });
        (met && placed && self.in_a_row(i, start)).then_some("meeting")
    }

    /// "issued a joint statement", "A joint statement was adopted by A and B", "In a joint statement, A and B …".
    pub(super) fn english_statement(&mut self, r: &Range<usize>, m: Range<usize>) {
        let doc = self.doc;
        let source = m.clone().find(|&k| {
            let f = &self.found[k];
            f.kind == MentionType::Source && f.known.is_none() && joint_paper(doc.w(f.last - 1))
        });
        let Some(s) = source else { return };
        let (first, last) = (self.found[s].first, self.found[s].last);
        let joint = (first.saturating_sub(2)..last).any(|k| matches!(doc.w(k), "joint" | "final"));
        let who = self.issuers(r, first, last, joint).unwrap_or_default();
        // Ministers who met and said so together only met.
        if who.is_empty() || !who.iter().all(|p| self.is_body(p)) {
            return;
        }
        let t = Trigger {
            first,
            last,
            skip: 0,
            kind: "communique",
            definite: false,
        };
        let date = self.date(&t, &[], m);
        self.put_issued(&t, who, Some(s), date);
    }

    /// Who gives out the paper at `first..last`.
    fn issuers(
        &self,
        r: &Range<usize>,
        first: usize,
        last: usize,
        joint: bool,
    ) -> Option<Vec<Participant>> {
        let doc = self.doc;
        let actors = |from: usize, to: usize| {
            let mut out: Vec<Participant> = Vec::new();
            for k in self.between(from, to) {
                let f = &self.found[k];
                let alias = crate::entity::alias_of(doc, self.found, k).is_some();
                if super::company::who(f)
                    && !alias
                    && let Some(p) = self.participant(k)
                    && !p.among(&out)
                {
                    out.push(p);
                }
            }
            out
        };
        let active = (r.start..first)
            .rev()
            .take(5)
            .find(|&k| gives_out(doc.w(k)));
        if let Some(v) = active {
            let who = actors(r.start, v);
            return (joint || who.len() == 1).then_some(who);
        }
        let passive = (last..(last + 5).min(r.end)).find(|&k| gives_out(doc.w(k)));
        if let Some(v) = passive.filter(|_| joint || doc.w(last - 1).starts_with("communique")) {
            let by = (v + 1..(v + 12).min(r.end)).find(|&k| doc.w(k) == "by");
            return match by {
                Some(by) => Some(actors(by, r.end)),
                None => self.issued_at_the_end(v, r),
            };
        }
        // "In a joint statement, A and B condemned …"
        let comma = doc.w(last) == "," && joint && first <= r.start + 3;
        comma
            .then(|| {
                let end = (last + 1..r.end)
                    .find(|&k| super::english::finite(doc.w(k)))
                    .unwrap_or(r.end);
                actors(last, end)
            })
            .filter(|w| w.len() > 1)
    }

    /// "A communiqué issued at the end of the meeting": the bodies that held it.
    fn issued_at_the_end(&self, v: usize, r: &Range<usize>) -> Option<Vec<Participant>> {
        let doc = self.doc;
        let end = (v + 1..(v + 4).min(r.end)).find(|&k| {
            matches!(
                doc.w(k),
                "end" | "close" | "conclusion" | "after" | "following"
            )
        })?;
        (end + 1..end + 4).find(|&k| {
            matches!(
                doc.w(k),
                "meeting" | "talks" | "session" | "conference" | "summit" | "discussions"
            )
        })?;
        let met = self.events.last().filter(|e| {
            let near = self.told_in(e) + 3 > doc.sentence[v];
            near && matches!(e.kind, "meeting" | "conference" | "consultation")
        })?;
        let who = met.participants.iter().copied();
        Some(who.filter(|p| self.is_body(p)).collect())
    }
}

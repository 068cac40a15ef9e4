//! English: who a further sentence says was there too, on one side or beside somebody.

use std::ops::Range;

use super::company::somebody;
use super::{Teller, Trigger};
use crate::mention::Found;

impl Teller<'_, '_> {
    /// "The delegation was led by X", "He was joined by Y and Z", "Also present was W": adds them to the meeting or journey told
    /// last; says whether the sentence is of that kind.
    pub(super) fn english_company(
        &mut self,
        told: usize,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> bool {
        let along = self.came_along(r);
        let sides = self.leads_side(r);
        if along.is_none() && !sides {
            return false;
        }
        let meets = |k: &str| {
            matches!(
                k,
                "meeting" | "call" | "conference" | "consultation" | "visit" | "training"
            )
        };
        let near = || (told.saturating_sub(3)..told).rev();
        // "They were joined by X" behind a word on the journey: at the meeting told before it.
        let joins = along.is_some_and(|a| matches!(self.doc.w(a), "joined" | "also"));
        let table = near().find(|&e| joins && self.events[e].kind == "meeting");
        let Some(e) = table.or_else(|| near().find(|&e| meets(self.events[e].kind))) else {
            return false;
        };
        let from = along.unwrap_or(r.start);
        let present = along.is_some_and(|a| a == r.start);
        for k in m {
            let f = &self.found[k];
            let person = somebody(f);
            let silent = self.speaks_for(f) && !present;
            if !person || silent || f.first < from || self.english_owner(f) || self.absent(f) {
                continue;
            }
            if let Some(p) = self.participant(k)
                && !p.among(&self.events[e].participants)
            {
                self.events[e].participants.push(p);
            }
        }
        true
    }

    /// "paid a visit to the Training Centre": nobody is met there.
    pub(super) fn only_visits(&self, t: &Trigger, r: &Range<usize>) -> Option<Trigger> {
        let doc = self.doc;
        let paid = t.kind == "meeting" && (t.first..t.last).any(|i| doc.w(i) == "visit");
        let met = self
            .found
            .iter()
            .any(|f| somebody(f) && f.first >= t.last && f.last <= r.end);
        (self.english() && paid && !met && doc.w(t.first) == "paid").then_some(Trigger {
            kind: "visit",
            ..*t
        })
    }

    /// "ahead of Prime Minister X's visit": whose something else is.
    pub(super) fn english_owner(&self, f: &Found) -> bool {
        let doc = self.doc;
        let plural = f.last > 0 && doc.w(f.last - 1).ends_with('s') && !doc.glued(f.last + 1);
        self.english()
            && doc.w(f.last) == "'"
            && (doc.w(f.last + 1) == "s" || plural)
            && doc.glued(f.last)
    }

    /// Whose something else is than what `t` tells.
    pub(super) fn owns_other(&self, f: &Found, t: &Trigger) -> bool {
        let near = (f.last + 2..f.last + 7).contains(&t.first);
        let behind = (f.last + 2..f.last + 5).any(|i| {
            matches!(
                self.doc.w(i),
                "meeting"
                    | "talks"
                    | "counterpart"
                    | "deputy"
                    | "delegation"
                    | "discussions"
                    | "call"
            )
        });
        matches!(
            t.kind,
            "meeting" | "call" | "agreement" | "conference" | "training"
        ) && self.english_owner(f)
            && !near
            && !behind
    }

    /// "He was joined by X, Y and Z", "She was accompanied by X", "Also present was X": who came along is named behind.
    pub(super) fn came_along(&self, r: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        if !self.english() {
            return None;
        }
        let with = r.clone().take(10).find(|&i| {
            matches!(doc.w(i), "joined" | "accompanied" | "flanked" | "assisted")
                && doc.w(i + 1) == "by"
        });
        let pronoun = matches!(
            doc.w(r.start),
            "he" | "she" | "they" | "the" | "also" | "mr" | "ms" | "mrs" | "dr" | "his" | "her"
        );
        let present = (r
            .clone()
            .take(12)
            .any(|i| matches!(doc.w(i), "present" | "attendance")))
            && (matches!(
                doc.w(r.start),
                "also" | "present" | "others" | "other" | "among" | "those" | "in"
            ));
        let among = r.clone().any(|i| {
            matches!(doc.w(i), "among")
                && (i + 1..(i + 6).min(r.end)).any(|k| {
                    matches!(
                        doc.w(k),
                        "attendance"
                            | "present"
                            | "attending"
                            | "speakers"
                            | "participants"
                            | "delegates"
                            | "attendees"
                    )
                })
        });
        // "Speakers included X and Y"
        let listed = r.clone().take(6).any(|i| {
            matches!(
                doc.w(i),
                "speakers"
                    | "participants"
                    | "delegates"
                    | "attendees"
                    | "panellists"
                    | "panelists"
            ) && (i + 1..i + 3).any(|k| matches!(doc.w(k), "included" | "include" | "were"))
        });
        if present || among || listed {
            return Some(r.start);
        }
        with.filter(|_| pronoun)
    }
}

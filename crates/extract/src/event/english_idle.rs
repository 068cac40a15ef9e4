//! English: words of meeting, travelling and training that tell nothing that happened or will.

use std::ops::Range;

use super::{Teller, Trigger};
use crate::mention::MentionType;

/// What is met without anybody being met.
fn met_thing(w: &str) -> bool {
    matches!(
        w,
        "deadline"
            | "deadlines"
            | "standard"
            | "standards"
            | "requirement"
            | "requirements"
            | "criteria"
            | "condition"
            | "conditions"
            | "need"
            | "needs"
            | "demand"
            | "demands"
            | "target"
            | "targets"
            | "goal"
            | "goals"
            | "obligations"
            | "threshold"
            | "expectations"
            | "benchmark"
            | "benchmarks"
            | "challenge"
            | "challenges"
            | "costs"
            | "cost"
    )
}

/// A word for those who come.
fn comes(w: &str) -> bool {
    matches!(
        w,
        "delegation"
            | "delegations"
            | "credentials"
            | "copy"
            | "call"
            | "visit"
            | "team"
            | "group"
            | "guest"
            | "guests"
            | "visitor"
            | "visitors"
            | "officials"
            | "official"
            | "officer"
            | "officers"
            | "participants"
            | "delegates"
            | "minister"
            | "ministers"
            | "ambassador"
            | "ambassadors"
            | "envoy"
            | "counterpart"
            | "counterparts"
            | "commissioner"
            | "chief"
            | "chiefs"
            | "head"
            | "heads"
            | "director"
            | "deputy"
            | "secretary"
            | "president"
            | "commander"
            | "general"
            | "colonel"
            | "mission"
            | "representatives"
            | "representative"
            | "members"
            | "colleague"
            | "colleagues"
            | "experts"
            | "attache"
            | "prosecutor"
            | "entourage"
            | "contingent"
    )
}

impl Teller<'_, '_> {
    /// "welcomed the efforts made by X", "received a letter from X", "welcomed X's decision": not who comes.
    pub(super) fn takes_a_thing(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let owner = self
            .begin(t.last, t.last + 2)
            .iter()
            .find(|f| f.first >= t.last && doc.w(f.last) == "'" && doc.w(f.last + 1) == "s");
        let article = matches!(
            doc.w(t.last),
            "the"
                | "a"
                | "an"
                | "this"
                | "these"
                | "any"
                | "all"
                | "its"
                | "their"
                | "new"
                | "recent"
        );
        // "received assurances from X"
        let bare = || {
            matches!(doc.w(t.last + 1), "from" | "of")
                && doc.w(t.last).ends_with('s')
                && !doc.t.list[t.last].capital
        };
        let from = match owner {
            Some(f) => f.last + 2,
            None if article => t.last + 1,
            None if t.last < doc.len() && bare() => t.last,
            None => return false,
        };
        for k in from..from + 6 {
            if !doc.latin(k) || doc.capital(k) || comes(doc.w(k)) {
                return false;
            }
            let ends = matches!(
                doc.w(k + 1),
                "of" | "by"
                    | "to"
                    | "for"
                    | "from"
                    | "in"
                    | "between"
                    | "on"
                    | "with"
                    | "made"
                    | "taken"
                    | "given"
                    | "shown"
                    | "offered"
                    | "provided"
                    | "signed"
                    | "reached"
                    | "that"
                    | "as"
                    | ","
                    | "."
                    | "and"
            );
            if ends {
                return true;
            }
        }
        false
    }

    /// "met the deadline", "no plans for X to visit", "was ready to meet X", "would have met", "skipped the conference", "the talks
    /// never took place".
    pub(super) fn idle(&self, t: &Trigger, r: &Range<usize>) -> bool {
        self.meets_a_thing(t)
            || self.not_intended(t, r)
            || self.fell_through(t, r)
            || self.stayed_away(t, r)
            || self.as_ever(t, r)
            || self.of_leaders(t, r)
            || self.judged(t, r)
    }

    /// "X said the heads of state reached a consensus during their meeting": theirs, whom nobody names.
    fn of_leaders(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let from = r.start.max(t.first.saturating_sub(3));
        let their = (from..t.first).any(|k| doc.w(k) == "their")
            && (from.saturating_sub(2)..t.first)
                .any(|k| matches!(doc.w(k), "during" | "at" | "in"));
        let said = (r.start..t.first).find(|&k| matches!(doc.w(k), "said" | "noted" | "recalled"));
        let heads =
            |k: usize| matches!(doc.w(k), "heads" | "leaders" | "presidents") && !self.covered[k];
        t.kind == "meeting" && their && said.is_some_and(|s| (s..t.first).any(heads))
    }

    /// "X praised the talks", "X, a researcher, called the meeting overdue": a stranger speaks of what was told.
    fn judged(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let at = t.first.checked_sub(2).filter(|&k| k >= r.start);
        let verb = at.filter(|_| t.definite && matches!(doc.w(t.first - 1), "the" | "this"));
        let judges = verb.is_some_and(|v| {
            matches!(
                doc.w(v),
                "praised"
                    | "called"
                    | "hailed"
                    | "lauded"
                    | "described"
                    | "criticised"
                    | "criticized"
                    | "condemned"
                    | "applauded"
                    | "commended"
            )
        });
        judges
            && matches!(
                t.kind,
                "meeting" | "visit" | "call" | "agreement" | "conference" | "operation"
            )
            // "praised the visit of X to Y": told by it.
            && !(t.last - 1..t.last + 1).any(|k| matches!(doc.w(k), "of" | "by" | "to" | "that"))
            && !(t.last..r.end).any(|k| matches!(doc.w(k), "with" | "between"))
    }

    fn meets_a_thing(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let verb = matches!(doc.w(t.last - 1), "met" | "meets" | "meet" | "meeting");
        let plain = |k: &usize| doc.latin(*k) && !doc.capital(*k) && !self.covered[*k];
        t.kind == "meeting"
            && verb
            && (t.last..t.last + 5)
                .take_while(plain)
                .any(|k| met_thing(doc.w(k)))
    }

    /// "There are no plans for X to visit", "said he was ready to meet X", "X would have met Y".
    fn not_intended(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let none = (r.start..t.first).any(|k| {
            doc.w(k) == "no"
                && (k + 1..k + 3).any(|n| {
                    matches!(
                        doc.w(n),
                        "plan" | "plans" | "intention" | "date" | "decision"
                    )
                })
                && self.straight(k, t)
        });
        let from = r.start.max(t.first.saturating_sub(4));
        let ready = (from..t.first).any(|k| {
            matches!(
                doc.w(k),
                "ready" | "keen" | "eager" | "prepared" | "unable" | "unwilling"
            ) && doc.w(k + 1) == "to"
                && self.straight(k, t)
        });
        let would = (from.max(t.first.saturating_sub(2))..=t.first)
            .any(|k| doc.w(k) == "would" && doc.w(k + 1) == "have" && k + 1 < t.last);
        none || ready || would
    }

    /// "His trip to London fell through", "The talks between A and B never took place".
    fn fell_through(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        (t.last..r.end).any(|k| {
            matches!(
                (doc.w(k), doc.w(k + 1)),
                ("fell", "through")
                    | (
                        "never",
                        "took" | "happened" | "materialised" | "materialized"
                    )
            ) || doc.w(k) == "not"
                && doc.w(k + 1) == "take"
                && doc.w(k + 2) == "place"
                && doc.w(k - 1) == "did"
        })
    }

    /// "X skipped the conference", "X was absent from the meeting", "a graduate of the course", "a venue for a conference".
    fn stayed_away(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let from = r.start.max(t.first.saturating_sub(6));
        // "thanked the Agency for its training of officers"
        let thanks = t.kind == "training"
            && t.first > r.start
            && doc.w(t.first - 1) == "its"
            && (r.start..t.first)
                .any(|k| matches!(doc.w(k), "thanked" | "praised" | "commended" | "lauded"));
        thanks
            || (from..t.first).any(|k| {
                let away = matches!(
                    doc.w(k),
                    "skipped" | "boycotted" | "shunned" | "skip" | "boycott" | "missed"
                ) || matches!(
                    (doc.w(k), doc.w(k + 1)),
                    ("absent", "from")
                        | ("graduate" | "alumnus", "of")
                        | ("venue", "for")
                        | ("history", "of")
                );
                away && self.straight(k, t)
            })
    }

    /// "Every year the Service trains 4,000 recruits", "has signed more than 30 memoranda": what is always so, or counted up.
    fn as_ever(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let always = matches!(doc.w(r.start), "every" | "each")
            && matches!(doc.w(r.start + 1), "year" | "month" | "week" | "quarter")
            && matches!(
                doc.w(t.last - 1),
                "trains" | "train" | "meets" | "meet" | "holds" | "hosts"
            );
        let many = t.kind == "agreement"
            && t.first > r.start + 2
            && (matches!(
                (doc.w(t.first - 3), doc.w(t.first - 2)),
                ("more" | "fewer", "than")
            ) || matches!(doc.w(t.first - 1), "numerous" | "countless")
                || doc.w(t.first - 2) == "dozens");
        always || many
    }

    /// "took part in a regular meeting", "held regular consultations in Rome": one of a row, and it was held.
    pub(super) fn one_of_a_row(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let lead = doc.before_in(r.start, t.first, 2);
        let plural = doc.w(t.last - 1).ends_with('s');
        let one = !plural
            && matches!(
                lead,
                "a" | "the" | "this" | "next" | "another" | "latest" | "their"
            );
        let here = self.begin(t.last, r.end).iter();
        let mut fixed =
            here.filter(|f| matches!(f.kind, MentionType::Location | MentionType::Date));
        let held = matches!(lead, "held" | "had" | "conducted") && fixed.any(|f| f.last <= r.end);
        doc.before(t.first, 1) == "regular" && (one || held)
    }

    /// "in all regional and international forums": in none that is named.
    pub(super) fn abroad_in_general(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        t.kind == "conference"
            && doc.w(t.last - 1).ends_with('s')
            && matches!(
                doc.before(t.first, 1),
                "international" | "regional" | "multilateral" | "global"
            )
            && !self.doc.capital(t.first)
    }
}

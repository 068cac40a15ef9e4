//! English verbs and nouns that tell without being in the lexicon: by their auxiliary, their subject or their object.

use super::Teller;
use super::latin_verb::confers;

/// What is done with a session that two hold.
fn session_verb(w: &str) -> bool {
    matches!(
        w,
        "held"
            | "had"
            | "hold"
            | "ended"
            | "concluded"
            | "opened"
            | "began"
            | "completed"
            | "wrapped"
            | "closed"
    )
}

impl Teller<'_, '_> {
    pub(super) fn english_verb(&self, i: usize, start: usize) -> Option<&'static str> {
        let doc = self.doc;
        let w = doc.w(i);
        let before = doc.before_in(start, i, 1);
        // "will be in Helsinki", "X was in Rabat"
        let there = w == "in"
            && i > start + 1
            && (before == "be" && doc.w(i - 2) == "will"
                || before == "been"
                || matches!(before, "is" | "was")
                    && (self.person_before(i - 1) || i > start + 2 && doc.w(i - 2) == "who")
                || matches!(before, "are" | "were")
                    && i > start + 2
                    && doc.w(i - 2) == "who"
                    && (start..i - 2).any(|k| {
                        matches!(
                            doc.w(k),
                            "visitors"
                                | "guests"
                                | "delegation"
                                | "team"
                                | "delegates"
                                | "officials"
                        )
                    }))
            && self.place_behind(i + 1, 1);
        if there {
            return Some("visit");
        }
        let row = self.one_made(i).or_else(|| self.next_one(i, start));
        if let Some(kind) = row.or_else(|| self.formal_verb(i, start)) {
            return Some(kind);
        }
        match w {
            // "whom he last saw in Dakar"
            "saw" | "seen" if (start.max(i.saturating_sub(5))..i).any(|k| doc.w(k) == "whom") => {
                Some("meeting")
            }
            "called" if self.rings(i) => Some("call"),
            // "announced it after welcoming X", "before receiving Y"
            _ if self.while_receiving(i) => Some("meeting"),
            // "where he was hosted by X"
            "hosted" | "greeted"
                if matches!(before, "was" | "were" | "been" | "be")
                    && doc.w(i + 1) == "by"
                    && self.somebody_behind(i + 2, 7)
                    && (self.person_before(i - 1)
                        || i > start + 1 && matches!(doc.w(i - 2), "he" | "she" | "they")) =>
            {
                Some("meeting")
            }
            // "bade farewell to X"
            "farewell"
                if matches!(before, "bade" | "bid" | "bidding" | "bids")
                    && doc.w(i + 1) == "to"
                    && self
                        .between(start, i)
                        .any(|k| Self::someone(&self.found[k]))
                    && self.somebody_behind(i + 2, 7) =>
            {
                Some("meeting")
            }
            // "spoke today with Foreign Minister X", "had spoken to his counterpart, X"
            "spoke" | "spoken" if self.speaks_with(i, start) => Some("call"),
            // "Berg's mission to Kingston", "his own mission to Kingston"
            "mission"
                if doc.w(i + 1) == "to"
                    && self.place_behind(i + 2, 1)
                    && (start.max(i.saturating_sub(3))..i)
                        .any(|k| matches!(doc.w(k), "s" | "'" | "his" | "her" | "own")) =>
            {
                Some("visit")
            }
            // "is scheduled to call on Minister X"
            "call"
                if matches!(before, "to" | "will" | "also")
                    && matches!(doc.w(i + 1), "on" | "upon")
                    && self.somebody_behind(i + 2, 7) =>
            {
                Some("meeting")
            }
            // "hosted his counterparts from X and Y: A and B", "hosted the team at Customs House"
            "hosted" | "hosts"
                if (i + 1..i + 9).any(|k| {
                    matches!(
                        doc.w(k),
                        "counterparts"
                            | "counterpart"
                            | "chiefs"
                            | "ministers"
                            | "heads"
                            | "colleagues"
                    ) && self.somebody_behind(k + 1, 14)
                        || matches!(
                            doc.w(k),
                            "delegation" | "delegations" | "team" | "guests" | "visitors"
                        ) && (i + 1..k).all(|n| self.describes(n))
                }) =>
            {
                Some("meeting")
            }
            // "a call on Monday between X and Y"
            "call"
                if matches!(
                    before,
                    "a" | "the" | "earlier" | "brief" | "video" | "introductory"
                ) && (i + 1..(i + 8).min(doc.len()))
                    .take_while(|&k| doc.sentence[k] == doc.sentence[i])
                    .any(|k| matches!(doc.w(k), "between" | "with")) =>
            {
                Some("call")
            }
            // "hosted a reception in Hanoi for X", "at a luncheon for X"
            "reception" | "luncheon" | "banquet" | "lunch" | "dinner"
                if (i + 1..(i + 10).min(doc.len()))
                    .take_while(|&k| doc.sentence[k] == doc.sentence[i])
                    .any(|k| {
                        let honour = doc.w(k) == "of" && matches!(doc.w(k - 1), "honour" | "honor");
                        (honour || matches!(doc.w(k), "for" | "with"))
                            && self.somebody_behind(k + 1, 5)
                    }) =>
            {
                Some("meeting")
            }
            // "chaired a welcome ceremony for X", "for a delegation of the Bureau"
            "ceremony"
                if matches!(before, "welcome" | "welcoming" | "reception")
                    && (i + 1..(i + 14).min(doc.len()))
                        .take_while(|&k| doc.sentence[k] == doc.sentence[i])
                        .any(|k| {
                            let team = |n: usize| matches!(doc.w(n), "delegation" | "team");
                            doc.w(k) == "for"
                                && (self.somebody_behind(k + 1, 6) || (k + 1..k + 8).any(team))
                        })
                    && self
                        .between(start, i)
                        .any(|k| Self::someone(&self.found[k])) =>
            {
                Some("meeting")
            }
            // "discussed the border with the Agency"
            "discussed" | "discusses"
                if (i + 1..(i + 14).min(doc.len()))
                    .take_while(|&k| doc.sentence[k] == doc.sentence[i])
                    .any(|k| doc.w(k) == "with" && self.body_behind(k + 1, 2))
                    && self.found.iter().any(|f| {
                        Self::someone(f)
                            && f.first >= start
                            && f.last <= i
                            && !self.latin_announces(f)
                    }) =>
            {
                Some("meeting")
            }
            // "A and B held a two-hour closed-door session", "held a debriefing with X"
            "session" | "sessions" | "debriefing" | "huddle" | "conversation" | "audience"
                if (start.max(i.saturating_sub(10))..i).any(|k| session_verb(doc.w(k)))
                    && (self.with_somebody(i)
                        || self.two_before_verb(i, start)
                        || matches!(w, "session" | "sessions")
                            && self.bodies_before(i, start) >= 2) =>
            {
                Some("meeting")
            }
            // "will travel to Lima to settle the details with X"
            "discuss" | "review" | "finalise" | "finalize" | "settle" | "negotiate"
                if before == "to" && self.with_somebody(i) =>
            {
                Some("meeting")
            }
            // "A follow-up session", where a course was told.
            "session"
                if matches!(
                    before,
                    "up" | "second" | "third" | "further" | "next" | "similar" | "additional"
                ) && self.events.last().is_some_and(|e| e.kind == "training") =>
            {
                Some("training")
            }
            "host" | "hosts" | "hosted" | "hosting" | "saw" | "greeted"
                if self.somebody_behind(i + 1, if doc.w(i + 1) == "at" { 14 } else { 6 })
                    && (w != "host"
                        || matches!(before, "will" | "to" | "would" | "also" | "and" | "they")
                        || (start.max(i.saturating_sub(4))..i).any(|k| doc.w(k) == "will")) =>
            {
                Some("meeting")
            }
            "train"
                if (start.max(i.saturating_sub(6))..i)
                    .any(|k| matches!(doc.w(k), "will" | "to" | "also" | "would"))
                    && self.body_behind(i + 1, 10) =>
            {
                Some("training")
            }
            // "Officers of X will be trained at the College"
            "trained"
                if matches!(before, "be" | "were" | "was" | "been" | "being")
                    && self.taught_at(i, start) =>
            {
                Some("training")
            }
            // "The Agency trained 30 Tajik officers at its academy"
            "trained" | "trains"
                if self.body_before(i)
                    && before != "who"
                    && (i + 1..i + 7).any(|k| {
                        matches!(
                            doc.w(k),
                            "officers"
                                | "police"
                                | "prosecutors"
                                | "detectives"
                                | "investigators"
                                | "guards"
                                | "cadets"
                                | "troops"
                                | "soldiers"
                                | "agents"
                                | "recruits"
                                | "policemen"
                                | "analysts"
                        )
                    }) =>
            {
                Some("training")
            }
            _ if self.act_together(i, start) => Some("operation"),
            "trained" | "trains" | "instructed" | "drilled" | "taught" | "mentored"
                if self.body_behind(i + 1, 10)
                    && !matches!(before, "who" | "be")
                    && doc.w(i + 1) != "by" =>
            {
                Some("training")
            }
            "went" | "slipped" | "moved" | "continued" | "proceeded" | "headed" | "drove"
            | "crossed" | "sailed" | "returning"
                if (i + 1..i + 3)
                    .any(|k| matches!(doc.w(k), "to" | "into") && self.place_behind(k + 1, 1)) =>
            {
                Some("visit")
            }
            // "…, where the chairman hosted him"
            "hosted" | "received" | "welcomed" | "hosts" | "receives"
                if matches!(doc.w(i + 1), "him" | "her")
                    && self.found.iter().any(|f| {
                        Self::someone(f) && f.first >= start && f.last <= i && i - f.last < 4
                    }) =>
            {
                Some("meeting")
            }
            "see" if matches!(before, "to" | "will") && self.somebody_behind(i + 1, 5) => {
                Some("meeting")
            }
            "left" | "leaves" | "leave" | "departed" | "departs"
                if (i + 1..i + 5).any(|k| doc.w(k) == "for" && self.place_behind(k + 1, 1)) =>
            {
                Some("visit")
            }
            "returned" | "back" | "returning"
                if doc.w(i + 1) == "from" && self.place_behind(i + 2, 1) =>
            {
                Some("visit")
            }
            // "A and B convened in Accra on Tuesday"
            "convened" | "gathered"
                if matches!(doc.w(i + 1), "in" | "at")
                    && self.place_behind(i + 2, 1)
                    && self.two_before_verb(i, start) =>
            {
                Some("meeting")
            }
            _ if confers(w)
                && before != "be"
                && (self.with_somebody(i)
                    || w == "discussed" && self.two_before_verb(i, start)) =>
            {
                Some("meeting")
            }
            "received" if before == "," && self.by_behind(i) => Some("meeting"),
            _ => None,
        }
    }

    /// "a prominent and senior", "a high-level US": what describes the group behind it.
    fn describes(&self, n: usize) -> bool {
        let doc = self.doc;
        (doc.latin(n) || doc.w(n) == "-")
            && !matches!(
                doc.w(n),
                "by" | "with"
                    | "for"
                    | "in"
                    | "on"
                    | "at"
                    | "to"
                    | "of"
                    | "from"
                    | "that"
                    | "who"
                    | "his"
                    | "her"
            )
    }
}

//! English: a further meeting or journey told in the same sentence, or an earlier one of the same people: "… and was later
//! received by Y", ", whom he last met in Dakar", "follows one made by X".

use std::ops::Range;

use super::company::somebody;
use super::latin::says;
use super::{Participant, Teller, Trigger};
use crate::mention::{Found, MentionType};

/// Whose something is.
fn own(w: &str) -> bool {
    matches!(w, "his" | "her" | "their")
}

impl Teller<'_, '_> {
    /// A clause begins at `i` that tells a further meeting or journey.
    pub(super) fn english_further(&self, i: usize) -> bool {
        self.english() && (self.whom_met(i).is_some() || self.while_receiving(i + 1))
    }

    /// "after welcoming X", "before receiving Y": whoever the sentence is of met them, at the participle `i`.
    pub(super) fn while_receiving(&self, i: usize) -> bool {
        let doc = self.doc;
        let takes = matches!(
            doc.w(i),
            "welcoming" | "receiving" | "hosting" | "greeting" | "briefing"
        );
        takes
            && i > 0
            && matches!(
                doc.w(i - 1),
                "after" | "before" | "while" | "when" | "upon" | "on" | "following" | "by"
            )
            && self.somebody_behind(i + 1, 9)
    }

    /// ", whom he last met in Dakar": who stands before the comma.
    pub(super) fn whom_met(&self, i: usize) -> Option<Participant> {
        let doc = self.doc;
        if doc.w(i) != "whom" || i == 0 {
            return None;
        }
        let verb = (i + 1..i + 9).find(|&k| {
            matches!(
                doc.w(k),
                "met" | "saw" | "seen" | "received" | "hosted" | "visited"
            )
        })?;
        let earlier = (i + 1..verb).any(|k| {
            matches!(
                doc.w(k),
                "had" | "last" | "previously" | "earlier" | "already" | "first"
            )
        });
        let end = i - usize::from(doc.w(i - 1) == ",");
        let n = self.found.partition_point(|f| f.first < i);
        let k = (n.saturating_sub(8)..n).rev().find(|&k| {
            let f = &self.found[k];
            f.kind == MentionType::Person && self.with_office(f).1 == end
        })?;
        self.participant(k).filter(|_| earlier)
    }

    /// "follows one made by X to Helsinki": of the kind of what the sentence speaks of.
    pub(super) fn one_made(&self, i: usize) -> Option<&'static str> {
        let doc = self.doc;
        let done = matches!(
            doc.w(i + 1),
            "made" | "paid" | "undertaken" | "held" | "by" | "conducted"
        );
        if doc.w(i) != "one" || !done || !self.somebody_behind(i + 3, 8) {
            return None;
        }
        let before = self.triggers(self.sentence_of(i).start..i).pop()?;
        matches!(before.kind, "visit" | "meeting" | "call").then_some(before.kind)
    }

    /// "after the latter's talks with Z", "following his meeting with Z": the noun `t` says whose it was and with whom.
    pub(super) fn with_another(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let b = |n: usize| doc.before(t.first, n);
        let whose = own(b(1)) || own(b(2)) || b(1) == "s" && matches!(b(3), "former" | "latter");
        self.english()
            && matches!(t.kind, "meeting" | "call")
            && whose
            && self.with_somebody(t.last.saturating_sub(2))
    }

    /// "following their meeting in Dakar in May": a town or a day of its own.
    pub(super) fn placed_behind(&self, t: &Trigger) -> bool {
        self.english()
            && self.between(t.last, t.last + 5).any(|k| {
                matches!(
                    self.found[k].kind,
                    MentionType::Location | MentionType::Date
                )
            })
    }

    /// Whom a further clause leaves out: who did what the clause before tells.
    pub(super) fn carried_on(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        named: &[Participant],
    ) -> Option<Vec<Participant>> {
        let doc = self.doc;
        if !self.english() || !self.goes_on(r) {
            return None;
        }
        let last = self.events.last()?;
        let subject = || {
            let mut people = last.participants.iter().filter(|p| self.is_person(p));
            people.find(|p| !p.among(named)).copied()
        };
        if let Some(whom) = self.whom_met(r.start) {
            let mut out: Vec<Participant> = Vec::new();
            let who = last
                .participants
                .iter()
                .find(|p| **p != whom && self.is_person(p));
            out.extend(who.filter(|_| named.is_empty()));
            out.push(whom);
            return Some(out);
        }
        if self
            .same_subject(r.start)
            .is_some_and(|n| n.first < t.last && t.first < n.last)
        {
            return Some(self.carries_on(r));
        }
        let meeting = matches!(doc.w(r.start), "before" | "after")
            && matches!(
                doc.w(r.start + 1),
                "meeting" | "holding" | "seeing" | "paying"
            );
        if meeting && last.kind == "visit" {
            // "toured the port before meeting Z": all who toured it.
            return Some(last.participants.clone());
        }
        if meeting && last.kind == "meeting" {
            return Some(subject().into_iter().collect());
        }
        if self.while_receiving(r.start + 1) {
            return Some(subject().into_iter().collect());
        }
        let after = matches!(
            doc.w(r.start),
            "after" | "following" | "follows" | "followed" | "before" | "ahead"
        );
        if after && self.with_another(t) {
            let s = self.sentence_of(t.first);
            let named = self.former_or_latter(t.first, self.between(s.start, t.first));
            return Some(named.or_else(subject).into_iter().collect());
        }
        None
    }

    /// "The trip includes a meeting with Z", "It will hold talks with Z" of a delegation: who is on the trip.
    pub(super) fn on_the_trip(&self, t: &Trigger, r: &Range<usize>) -> Vec<Participant> {
        let doc = self.doc;
        if !self.english() || !matches!(t.kind, "meeting" | "call") {
            return Vec::new();
        }
        let trip = |i: usize| {
            matches!(
                doc.w(i),
                "visit"
                    | "trip"
                    | "tour"
                    | "programme"
                    | "program"
                    | "agenda"
                    | "itinerary"
                    | "schedule"
                    | "stay"
                    | "stop"
            )
        };
        let holds = |i: usize| {
            matches!(
                doc.w(i),
                "include"
                    | "includes"
                    | "included"
                    | "features"
                    | "featured"
                    | "involve"
                    | "involves"
            )
        };
        let said = (r.start..t.first).find(|&i| trip(i));
        let held = said.is_some_and(|s| (s + 1..t.first).any(holds));
        let came = self.events.iter().rev().find(|e| e.kind == "visit");
        // "A delegation led by X is expected in Lima. It will hold talks with Y."
        let it = doc.w(r.start) == "it" && t.first < r.start + 6 && r.start > 0 && {
            let before = self.sentence_of(r.start - 1);
            let last = self.events.last().is_some_and(|e| e.kind == "visit");
            last && before
                .into_iter()
                .any(|i| matches!(doc.w(i), "delegation" | "team" | "mission"))
        };
        came.filter(|_| held || it)
            .map_or(Vec::new(), |e| e.participants.clone())
    }

    /// "The two had met last October in Dakar": what had been before what was told. Not what somebody reports that they had
    /// done.
    pub(super) fn english_had(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let from = r.start.max(t.first.saturating_sub(5));
        let had = (from..t.last).any(|i| {
            doc.w(i) == "had"
                && !matches!(
                    doc.w(t.last - 1),
                    "talks" | "meeting" | "conversation" | "call"
                )
                || doc.w(i) == "last"
                    && i > from
                    && matches!(
                        doc.w(i - 1),
                        "had" | "was" | "were" | "he" | "she" | "two" | "they"
                    )
                || matches!(doc.w(i), "previously" | "earlier")
        });
        // "agreed to meet again in Dakar in May", "will hold a second meeting"
        let again = matches!(doc.w(t.last), "again" | "next")
            || (from..t.last).any(|i| {
                matches!(doc.w(i), "second" | "third" | "another" | "again")
                    && matches!(
                        doc.w(t.last - 1),
                        "meeting" | "talks" | "meet" | "round" | "session"
                    )
            });
        let had = had || again;
        let s = self.sentence_of(t.first);
        self.english()
            && had
            && matches!(t.kind, "meeting" | "call" | "visit")
            && !s.into_iter().any(|i| says(doc.w(i)))
    }

    /// "spoke today with Foreign Minister X", "spoke to his counterpart, X": what an office tells of a call.
    pub(super) fn speaks_with(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        let Some(k) = (i + 1..i + 6).find(|&k| matches!(doc.w(k), "with" | "to")) else {
            return false;
        };
        let titled = self
            .between(k + 1, k + 7)
            .any(|n| self.found[n].kind == MentionType::Office)
            || (k + 1..k + 5).any(|n| doc.is(n, crate::lexicon::Tag::Counterpart));
        let dated = |n: usize| {
            matches!(
                doc.w(n),
                "on" | "twice"
                    | "again"
                    | "separately"
                    | "briefly"
                    | "earlier"
                    | "this"
                    | "late"
                    | "morning"
                    | "afternoon"
                    | "evening"
                    | "directly"
                    | ","
            ) || self.within(n, MentionType::Date)
        };
        let subject = self.between(start, i).any(|n| somebody(&self.found[n]))
            || (start..i).any(|n| matches!(doc.w(n), "he" | "she" | "they"));
        titled && subject && (i + 1..k).all(dated) && self.somebody_behind(k + 1, 7)
    }

    /// "called her Irish counterpart, X, on Tuesday": a call; not "called him a liar".
    pub(super) fn rings(&self, i: usize) -> bool {
        let doc = self.doc;
        let him = matches!(doc.w(i + 1), "his" | "her" | "the" | "their")
            && (i + 2..i + 5).any(|k| doc.is(k, crate::lexicon::Tag::Counterpart));
        self.english() && doc.w(i) == "called" && him && self.somebody_behind(i + 2, 6)
    }

    /// "told reporters that he had met Y": who speaks behind the verb at `i` did it himself.
    pub(super) fn says_he_did(&self, i: usize) -> bool {
        let doc = self.doc;
        let s = doc.sentence[i];
        let himself = (i + 1..i + 8).find(|&k| matches!(doc.w(k), "he" | "she"));
        let event = |k: usize| {
            let tag = |h: &crate::lexicon::Hit| matches!(h.tag, crate::lexicon::Tag::Event(_));
            doc.sentence.get(k) == Some(&s) && (doc.at(k).iter().any(tag) || doc.w(k) == "spoken")
        };
        himself.is_some_and(|h| self.english() && !self.named_in(i..h) && (h + 1..h + 5).any(event))
    }

    /// "a follow-up to their talks in Warsaw": an earlier meeting of those who met; who they are.
    pub(super) fn their_earlier(&self, t: &Trigger, r: &Range<usize>) -> Vec<Participant> {
        let doc = self.doc;
        let back = |w: &str| {
            matches!(
                w,
                "after"
                    | "since"
                    | "follow"
                    | "follow-up"
                    | "up"
                    | "continuation"
                    | "continues"
                    | "follows"
                    | "followed"
                    | "following"
                    | "previous"
                    | "last"
                    | "earlier"
                    | "next"
                    | "first"
                    | "second"
                    | "third"
                    | "continued"
                    | "building"
                    | "recalled"
            )
        };
        let whose = (t.first.saturating_sub(3).max(r.start)..t.first)
            .any(|i| doc.w(i) == "their" || matches!(doc.w(i), "two" | "pair"));
        let before = (r.start..t.first).any(|i| back(doc.w(i)));
        if !self.english() || !whose || !before || !matches!(t.kind, "meeting" | "call") {
            return Vec::new();
        }
        let noun = matches!(
            doc.w(t.last - 1),
            "talks" | "meeting" | "discussions" | "call" | "conversation" | "encounter"
        );
        let told = self.events.iter().rev().find(|e| {
            matches!(e.kind, "meeting" | "call")
                && e.participants.iter().filter(|p| self.is_person(p)).count() >= 2
        });
        if !noun {
            return Vec::new();
        }
        if let Some(e) = told {
            return e.participants.iter().take(2).copied().collect();
        }
        // "A and B spoke to reporters after their meeting in Dakar": nothing was told of them yet.
        self.named_in_front(r)
    }

    /// The two people that the sentence names before the clause `r`; nobody, where they are not two.
    pub(super) fn named_in_front(&self, r: &Range<usize>) -> Vec<Participant> {
        let mut out: Vec<Participant> = Vec::new();
        let start = self.sentence_of(r.start).start;
        for k in self.between(start, r.start) {
            let person = self.found[k].kind == MentionType::Person;
            if let Some(p) = self.participant(k).filter(|p| person && !p.among(&out)) {
                out.push(p);
            }
        }
        out.truncate(if out.len() == 2 { 2 } else { 0 });
        out
    }

    /// "met X and spoke with Y", "spoke with X at the meeting": beside another word "spoke" tells no call.
    pub(super) fn only_spoke(&self, triggers: &mut Vec<Trigger>) {
        let doc = self.doc;
        let spoke = |t: &Trigger| {
            t.last == t.first + 1 && matches!(doc.w(t.first), "spoke" | "spoken" | "speaks")
        };
        if self.english() && triggers.iter().any(|t| !spoke(t)) {
            triggers.retain(|t| !spoke(t));
        }
    }

    /// "Talks were held in Lima", "A meeting took place on Monday", and the sentence names nobody.
    pub(super) fn were_held(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let held = (t.last..r.end.min(t.last + 14)).any(|i| {
            doc.w(i) == "held" && matches!(doc.w(i - 1), "was" | "were" | "been" | "be")
                || matches!(doc.w(i), "took" | "takes" | "take") && doc.w(i + 1) == "place"
        });
        self.english() && t.kind == "meeting" && held && t.first < r.start + 6
    }

    /// "Peru was represented by X", "X led the talks": says who was at a meeting told without anybody.
    pub(super) fn says_who(&self, r: &Range<usize>) -> bool {
        if self.french() {
            return self.french_says_who(r);
        }
        !self.english()
            || r.clone().any(|i| {
                matches!(
                    self.doc.w(i),
                    "chaired"
                        | "headed"
                        | "led"
                        | "represented"
                        | "attended"
                        | "part"
                        | "participated"
                        | "present"
                        | "hosted"
                        | "presided"
                        | "side"
                        | "delegation"
                        | "delegations"
                        | "attendance"
                )
            })
    }

    /// "discussed the forthcoming summit of the Alliance": an event to come that is only on the agenda.
    pub(super) fn on_agenda(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let noun = matches!(
            doc.w(t.last - 1),
            "summit" | "meeting" | "conference" | "forum" | "assembly" | "session" | "congress"
        );
        let coming = (r.start.max(t.first.saturating_sub(6))..t.first)
            .find(|&i| matches!(doc.w(i), "forthcoming" | "upcoming" | "coming" | "next"));
        let Some(at) = coming.filter(|_| noun) else {
            return false;
        };
        let talked = (r.start.max(at.saturating_sub(16))..at).any(|i| {
            matches!(
                doc.w(i),
                "discussed"
                    | "reviewed"
                    | "preparations"
                    | "prepare"
                    | "agenda"
                    | "ahead"
                    | "topics"
                    | "focused"
                    | "discuss"
                    | "views"
                    | "including"
            )
        });
        let who = |f: &Found| somebody(f) && f.first >= t.last && f.last <= r.end;
        talked && !self.found.iter().any(who)
    }

    /// "X led a delegation that included Y", of a meeting just told of X: no journey of its own.
    pub(super) fn led_there(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let leads = t.kind == "visit" && doc.w(t.last - 1) == "delegation";
        let Some(e) = self.events.last().filter(|e| leads && e.kind == "meeting") else {
            return false;
        };
        let goes = (t.last..r.end).any(|i| {
            matches!(doc.w(i), "visit" | "trip" | "tour" | "mission")
                || doc.w(i) == "to" && self.place_behind(i + 1, 2)
        });
        let of = self
            .between(r.start, t.first)
            .filter(|&k| somebody(&self.found[k]));
        let mut who = of.filter_map(|k| self.participant(k)).peekable();
        let pronoun = matches!(doc.w(r.start), "he" | "she" | "the");
        let theirs = (who.peek().is_some() || pronoun) && who.all(|p| p.among(&e.participants));
        !goes && theirs
    }

    /// "was received on arrival at the airport by Y": whoever stands at the gate, it is the journey that is told.
    pub(super) fn at_the_gate(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let takes = matches!(
            doc.w(t.last - 1),
            "received" | "welcomed" | "greeted" | "met"
        ) || doc.w(t.last - 1) == "by"
            && matches!(
                doc.w(t.last.saturating_sub(2)),
                "received" | "welcomed" | "greeted" | "met"
            );
        let passive = (t.first.saturating_sub(2)..t.last)
            .any(|i| matches!(doc.w(i), "was" | "were" | "be" | "been"));
        let came = r.clone().any(|i| doc.w(i) == "arrival")
            || self.events.last().is_some_and(|e| e.kind == "visit");
        let gate = r
            .clone()
            .any(|i| matches!(doc.w(i), "airport" | "airfield" | "port"));
        self.english() && t.kind == "meeting" && takes && passive && came && gate
    }

    /// "This high-profile meeting", "The crucial talks": definite, with a word of praise or of its kind between.
    pub(super) fn the_praised(&self, i: usize) -> bool {
        let doc = self.doc;
        let noun = matches!(
            doc.w(i),
            "meeting" | "talks" | "meetings" | "encounter" | "discussions" | "session"
        );
        let kind = |w: &str| {
            matches!(
                w,
                "high"
                    | "-"
                    | "profile"
                    | "level"
                    | "crucial"
                    | "important"
                    | "key"
                    | "productive"
                    | "fruitful"
                    | "cordial"
                    | "bilateral"
                    | "periodic"
                    | "quarterly"
                    | "landmark"
                    | "historic"
                    | "closed"
                    | "door"
                    | "strategic"
                    | "brief"
                    | "official"
            )
        };
        let first = (i.saturating_sub(6)..i)
            .rev()
            .find(|&k| !kind(doc.w(k)))
            .filter(|&k| k + 1 < i);
        let last = |kind: &str| self.events.last().is_some_and(|e| e.kind == kind);
        // "This successful operation was made possible by …"
        let done = i > 1
            && doc.w(i) == "operation"
            && matches!(
                doc.w(i - 1),
                "successful" | "joint" | "large" | "major" | "complex"
            )
            && doc.w(i - 2) == "this"
            && last("operation");
        self.english()
            && (done
                || noun
                    && last("meeting")
                    && first.is_some_and(|k| {
                        doc.w(k) == "this" || doc.w(k) == "the" && doc.w(i + 1) != "of"
                    }))
    }

    /// "It was co-chaired by X and Y": who sat at the head of the meeting told.
    pub(super) fn it_was_chaired(&self, i: usize) -> bool {
        let doc = self.doc;
        let s = self.sentence_of(i).start;
        let by = (i..i + 4).any(|k| doc.w(k) == "by");
        self.english()
            && by
            && doc.w(s) == "it"
            && i < s + 5
            && (i..i + 3).any(|k| doc.w(k) == "chaired")
            && self
                .events
                .last()
                .is_some_and(|e| matches!(e.kind, "meeting" | "conference"))
    }

    /// "visited Nairobi for a series of meetings on terrorism": with nobody who is named.
    pub(super) fn with_nobody(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let b = |n: usize| doc.before(t.first, n);
        let round = b(1) == "for" || b(1) == "of" && matches!(b(2), "series" | "round" | "number");
        self.english()
            && t.kind == "meeting"
            && round
            && matches!(
                doc.w(t.last - 1),
                "meetings" | "talks" | "discussions" | "consultations"
            )
            && !self.named_in(t.last..r.end)
    }
}

//! English: where a sentence begins to tell a second thing: "…, as X met Y", "While X opened a workshop, Y flew to Lima", "… and
//! opened a workshop", "… before signing an accord with Z"; and who carries on where the second verb has no subject.

use std::ops::Range;

use super::company::who;
use super::english::finite;
use super::{Participant, Teller, Trigger};
use crate::lexicon::Tag;
use crate::mention::{Found, MentionType};

/// Words that stand between "and" or a subject and the verb that tells.
fn small(w: &str) -> bool {
    matches!(
        w,
        "was"
            | "were"
            | "is"
            | "are"
            | "will"
            | "be"
            | "to"
            | "has"
            | "have"
            | "had"
            | "been"
            | "also"
            | "later"
            | "then"
            | "subsequently"
            | "separately"
            | "afterwards"
            | "earlier"
            | "on"
            | ","
    )
}

/// A verb that a further thing is told with.
fn does(w: &str) -> bool {
    matches!(
        w,
        "met"
            | "meet"
            | "meets"
            | "received"
            | "receive"
            | "receives"
            | "hosted"
            | "welcomed"
            | "held"
            | "hold"
            | "holds"
            | "conferred"
            | "called"
            | "call"
            | "calls"
            | "paid"
            | "pay"
            | "sat"
            | "had"
            | "spoke"
            | "speak"
            | "signed"
            | "sign"
            | "signs"
            | "visited"
            | "visit"
            | "visits"
            | "travelled"
            | "traveled"
            | "travel"
            | "flew"
            | "fly"
            | "opened"
            | "open"
            | "opens"
            | "closed"
            | "inaugurated"
            | "chaired"
            | "addressed"
            | "attended"
            | "attend"
            | "attends"
            | "took"
            | "take"
    )
}

/// The same behind "before" and "after".
fn doing(w: &str) -> bool {
    matches!(
        w,
        "meeting"
            | "holding"
            | "receiving"
            | "hosting"
            | "welcoming"
            | "greeting"
            | "seeing"
            | "paying"
            | "signing"
            | "speaking"
            | "visiting"
            | "travelling"
            | "traveling"
            | "flying"
            | "opening"
            | "closing"
            | "inaugurating"
            | "chairing"
            | "addressing"
            | "attending"
            | "taking"
    )
}

/// People of a body, as a subject begins with them.
fn group(w: &str) -> bool {
    matches!(
        w,
        "officers"
            | "officials"
            | "agents"
            | "detectives"
            | "prosecutors"
            | "experts"
            | "investigators"
            | "investigation"
            | "members"
            | "troops"
            | "units"
            | "teams"
    )
}

impl Teller<'_, '_> {
    /// A clause begins at `i` that tells a further thing, with a subject of its own or the one before it.
    pub(super) fn english_clause_at(&self, i: usize) -> bool {
        self.english() && (self.further_subject(i) || self.same_subject(i).is_some())
    }

    /// ", as X met Y", "while officers of A and B arrested 14 people"; "X" behind "While Y opened a workshop,".
    fn further_subject(&self, i: usize) -> bool {
        let doc = self.doc;
        let before = doc.w(i.wrapping_sub(1));
        let set = |f: &Found| matches!(f.kind, MentionType::Location | MentionType::Date);
        let from = match doc.w(i) {
            "as" | "while" | "whereas" | "before" | "after" => i + 1,
            // "met Y and Z received W": nobody knows whom the first met.
            "and" | "but" if before == "," || self.ending(i).any(set) => i + 1,
            _ if before == "," && self.opens_below(i) => i,
            _ => return false,
        };
        let s = self.sentence_of(i);
        self.subject_from(from, s.end)
            .is_some_and(|verb| self.tells_behind(from, verb, s.end))
    }

    /// "hours before X signed an accord with Y" goes on behind what others did: nobody is left out.
    pub(super) fn subject_of_its_own(&self, r: &Range<usize>) -> bool {
        self.english() && self.goes_on(r) && self.further_subject(r.start)
    }

    /// The sentence of `i` begins with a clause that stands below another, which ends before `i`: "While Y opened a workshop,".
    fn opens_below(&self, i: usize) -> bool {
        let doc = self.doc;
        let s = self.sentence_of(i);
        let below = matches!(
            doc.w(s.start),
            "while" | "as" | "when" | "whereas" | "after" | "before"
        );
        below
            && self
                .subject_from(s.start + 1, i)
                .is_some_and(|verb| self.tells_behind(s.start + 1, verb, i))
    }

    /// The token behind a subject that begins at `i` past days and small words: "on Monday officers of the A and the B".
    fn subject_from(&self, i: usize, end: usize) -> Option<usize> {
        let doc = self.doc;
        let mut k = i;
        let mut behind = None;
        while k < end.min(i + 30) {
            if let Some(n) = self.who_at(k) {
                k = self.with_office(&self.found[n]).1.max(self.found[n].last);
                behind = Some(k);
            } else if let Some(day) = self.past_date(k).filter(|_| behind.is_none()) {
                k = day;
            } else if matches!(doc.w(k), "the" | "and" | "," | "of" | "from" | "both")
                || behind.is_none()
                    && (group(doc.w(k)) || matches!(doc.w(k), "on" | "same" | "day"))
                || doc.is(k, Tag::Rank)
                || doc.find(k, |h| matches!(h.tag, Tag::Nat(_))).is_some()
            {
                k += 1;
            } else {
                break;
            }
        }
        behind
    }

    /// The verb that stands at `verb` or behind small words tells something of the subject from `i` on, before anybody else is named.
    fn tells_behind(&self, i: usize, verb: usize, end: usize) -> bool {
        let doc = self.doc;
        let Some(v) = (verb..(verb + 5).min(end)).find(|&k| !small(doc.w(k))) else {
            return false;
        };
        let told = finite(doc.w(v)) || v > verb && finite(doc.w(v - 1)) || does(doc.w(v));
        let mut all = self.triggers(i..end).into_iter();
        told && all
            .find(|t| t.first >= verb)
            .is_some_and(|t| t.first <= v + 8 && !self.begin(v, t.first).iter().any(who))
    }

    /// "X met A and was later received by B", "… then opened a workshop", "… before signing an accord with B": what the verb tells
    /// that `i` joins to another of the same subject.
    pub(super) fn same_subject(&self, i: usize) -> Option<Trigger> {
        let doc = self.doc;
        let joined = matches!(doc.w(i), "and" | "then");
        let around = matches!(doc.w(i), "before" | "after" | "following" | "upon");
        if !self.english() || !(joined || around && doing(doc.w(i + 1))) {
            return None;
        }
        let dated = |k: usize| {
            self.between(i + 1, k + 1)
                .any(|n| self.found[n].kind == MentionType::Date && self.found[n].last > k)
        };
        let mut k = i + 1;
        while joined && k < i + 7 && (small(doc.w(k)) && !does(doc.w(k)) || dated(k)) {
            k += 1;
        }
        if joined && !does(doc.w(k)) || self.covered.get(k).is_none_or(|c| *c) {
            return None;
        }
        let s = self.sentence_of(i);
        let t = self.triggers(k..s.end).into_iter().next()?;
        let before = self.triggers(s.start..i).pop()?;
        let near = t.first <= k + 8 && !self.begin(k, t.first).iter().any(who);
        (near && self.another_thing(&before, &t, i, s)).then_some(t)
    }

    /// `t` behind `i` is not what `before` told, said once more: it names somebody else, or is of another kind.
    fn another_thing(&self, before: &Trigger, t: &Trigger, i: usize, s: Range<usize>) -> bool {
        let doc = self.doc;
        let of = |r: Range<usize>| {
            let all = self.between(r.start, r.end);
            all.filter(|&n| who(&self.found[n]))
        };
        let first = of(before.last..i).next();
        let other = of(t.last..s.end).find_map(|n| self.resolved.of[n]);
        let told = of(s.start..i).any(|n| self.resolved.of[n] == other);
        let by = t.last + usize::from(matches!(doc.w(t.last), "by" | "with"));
        let named = other.is_some()
            && !told
            && (self.somebody_behind(by, 9) || self.with_somebody(t.last - 1));
        let whole = before.kind != t.kind || first.is_some();
        match t.kind {
            "meeting" | "call" | "consultation" => whole && named,
            "agreement" => named && self.with_somebody(t.last - 1),
            "training" | "conference" => before.kind != t.kind,
            "visit" => before.kind != "visit" && self.place_behind(t.last, 6),
            _ => false,
        }
    }

    /// Who did what the clause before `r` tells, and what that of `r`: those named before its verb, or not behind it.
    pub(super) fn carries_on(&self, r: &Range<usize>) -> Vec<Participant> {
        let Some(last) = self.events.last() else {
            return Vec::new();
        };
        let s = self.sentence_of(r.start);
        let verb = self.doc.start_of(last.trigger.start);
        let named = |p: &Participant, a: usize, b: usize| {
            let mut all = self.between(a, b);
            all.any(|n| {
                self.resolved.of[n].is_some() && self.resolved.of[n] == p.entity.or(p.office)
            })
        };
        let all = last.participants.iter().copied();
        let front: Vec<Participant> = all.clone().filter(|p| named(p, s.start, verb)).collect();
        if !front.is_empty() {
            return front;
        }
        let unnamed: Vec<Participant> = all.clone().filter(|p| !named(p, verb, r.start)).collect();
        match unnamed.is_empty() {
            true => all.filter(|p| self.is_person(p)).take(1).collect(),
            false => unnamed,
        }
    }

    /// "A, Colonel B and C visited Rome": nothing but a comma and a title between two of a list, or both are one man's.
    pub(super) fn in_list(&self, a: usize, b: usize) -> bool {
        let doc = self.doc;
        let (one, other) = (
            self.with_office(&self.found[a]),
            self.with_office(&self.found[b]),
        );
        let title = |i: usize| doc.w(i) == "the" || doc.is(i, Tag::Rank) || doc.in_nationality(i);
        one == other || doc.w(one.1) == "," && one.1 < other.0 && (one.1 + 1..other.0).all(title)
    }

    /// "The Jordanian official opened a workshop", "The secretary general signed an accord with Y": who is meant by the title that the
    /// clause begins with.
    pub(super) fn titled_subject(&self, t: &Trigger, r: &Range<usize>) -> Option<Participant> {
        let doc = self.doc;
        if !self.english() || doc.w(r.start) != "the" {
            return None;
        }
        let again = self.title_again(r.start + 1, self.past_nation(r.start + 1));
        let of_land = || {
            let told = self.points_to(r.start..t.first.min(r.start + 5));
            told.into_iter().next().map(|(at, p)| (at + 1, p))
        };
        let (last, p) = again.or_else(of_land)?;
        let verb = (last..t.last).find(|&k| !small(doc.w(k)))?;
        let acts = finite(doc.w(verb)) || does(doc.w(verb));
        let near = t.first <= verb + 8 && !self.begin(last, t.first).iter().any(who);
        Some(p).filter(|_| acts && near)
    }

    /// "the Commissioner", "the IGP", "his boss" as the subject: the one of that title whom the text named last.
    pub(super) fn english_title_alone(&self, clause: Range<usize>) -> Option<Participant> {
        let doc = self.doc;
        if !self.english() {
            return None;
        }
        let i = clause.into_iter().find(|&i| {
            i > 0
                && !self.covered[i]
                && (doc.w(i - 1) == "the"
                    || matches!(doc.w(i - 1), "his" | "her") && doc.w(i) == "boss")
                && matches!(
                    doc.w(i),
                    "igp"
                        | "minister"
                        | "commissioner"
                        | "ambassador"
                        | "general"
                        | "secretary"
                        | "director"
                        | "envoy"
                        | "chairman"
                        | "boss"
                        | "president"
                        | "governor"
                        | "dg"
                        | "cgp"
                        | "commandant"
                        | "cs"
                        | "ps"
                )
                && !matches!(doc.w(i + 1), "of" | "for" | "'" | "general")
                && !doc.capital(i + 1)
                && (i < 2 || !matches!(doc.w(i - 2), "to" | "of" | "for" | "from" | "on" | "about"))
        })?;
        let title = match doc.w(i) {
            "igp" => "inspector",
            "boss" => return self.main_person(),
            "dg" => "director",
            "cgp" => "commissioner",
            "cs" | "ps" => "secretary",
            w => w,
        };
        let bears = |k: usize| {
            let f = &self.found[k];
            let holds = |o: &Found| {
                o.kind == MentionType::Office
                    && o.link == Some(k)
                    && (o.first..o.last).any(|j| doc.w(j) == title)
            };
            f.kind == MentionType::Person && f.last <= i && self.found.iter().any(holds)
        };
        let last = (0..self.found.len()).rev().find(|&k| bears(k))?;
        self.bearer(last, i, bears)
    }

    /// "paid a visit to Minister X": the two met. Not "a visit to the Minister's residence".
    pub(super) fn pays_visit(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        if !self.english()
            || t.kind != "visit"
            || !matches!(doc.w(t.first), "paid" | "pays" | "pay")
        {
            return false;
        }
        let to = (t.last - 1..t.last + 1).find(|&k| doc.w(k) == "to");
        let whom = to.and_then(|k| self.who_at(k + 1 + usize::from(doc.w(k + 1) == "the")));
        whom.is_some_and(|n| {
            let f = &self.found[n];
            let end = self.with_office(f).1;
            super::company::somebody(f) && doc.w(f.last) != "'" && doc.w(end) != "'"
        })
    }
}

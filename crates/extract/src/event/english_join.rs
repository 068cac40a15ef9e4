//! English: who signs, who is at a conference, which bodies a list or "the Agency" names, what a headline tells before its lead.

use std::ops::Range;

use super::company::somebody;
use super::english::{finite, signs};
use super::{Event, Participant, Teller, Trigger, push};
use crate::mention::{Found, MentionType};

/// Nouns of bodies that a text points back with: "the Agency", "the bureau".
pub(super) fn body_noun(w: &str) -> bool {
    matches!(
        w,
        "agency"
            | "bureau"
            | "ministry"
            | "department"
            | "commission"
            | "organisation"
            | "organization"
            | "directorate"
            | "service"
            | "force"
            | "council"
            | "authority"
            | "directorate-general"
            | "institute"
            | "academy"
            | "secretariat"
            | "centre"
            | "center"
            | "office"
            | "bloc"
            | "alliance"
            | "union"
            | "conclave"
            | "mission"
    )
}

/// What a police does in an operation.
pub(super) fn acts(w: &str) -> bool {
    matches!(
        w,
        "arrested"
            | "seized"
            | "intercepted"
            | "detained"
            | "rescued"
            | "searched"
            | "dismantled"
            | "busted"
            | "freed"
            | "apprehended"
            | "confiscated"
            | "recovered"
            | "destroyed"
            | "uncovered"
            | "nabbed"
            | "netted"
            | "caught"
            | "captured"
            | "impounded"
            | "disrupted"
            | "unearthed"
    )
}

impl Teller<'_, '_> {
    /// "The Agency also hosted …", "the two bureaus": bodies that the clause points back at.
    pub(super) fn bodies_back(&self, r: Range<usize>, t: &Trigger) -> Vec<Participant> {
        let doc = self.doc;
        if !self.english() {
            return Vec::new();
        }
        let Some(i) = (r.start..t.first.min(r.start + 12)).find(|&i| {
            i > 0
                && doc.w(i - 1) == "the"
                && body_noun(doc.w(i))
                && !self.covered[i]
                && doc.w(i + 1) != "of"
        }) else {
            return Vec::new();
        };
        let noun = doc.w(i);
        let agency = matches!(noun, "agency" | "organisation" | "organization" | "bloc");
        let of = |f: &Found| {
            let said = (f.first..f.last).any(|k| doc.w(k) == noun);
            let union = agency
                && f.last == f.first + 1
                && matches!(
                    doc.w(f.first),
                    "europol"
                        | "eurojust"
                        | "frontex"
                        | "interpol"
                        | "unodc"
                        | "afripol"
                        | "eppo"
                        | "euaa"
                );
            f.kind == MentionType::Organization && f.last <= i && (said || union)
        };
        let k = (0..self.found.len())
            .rev()
            .find(|&k| of(&self.found[k]) && !self.found[k].inside);
        k.and_then(|k| self.participant(k)).into_iter().collect()
    }

    /// "signed in Hanoi by A and B", "A and B affixed their signatures": who signs what was told, from which token on,
    /// or before which.
    pub(super) fn english_signatories(&self, r: &Range<usize>) -> Option<(usize, bool)> {
        let doc = self.doc;
        if !self.english() {
            return None;
        }
        let by = r.clone().find(|&i| {
            signs(doc.w(i))
                && (i + 1..(i + 12).min(r.end))
                    .take_while(|&k| !finite(doc.w(k)))
                    .any(|k| {
                        matches!(doc.w(k), "by" | "were") && doc.w(i) != "signed"
                            || doc.w(k) == "by"
                    })
                && !matches!(doc.w(i.saturating_sub(1)), "and")
        });
        if let Some(i) = by {
            return Some((i, false));
        }
        r.clone()
            .find(|&i| {
                matches!(
                    doc.w(i),
                    "affixed"
                        | "appended"
                        | "put"
                        | "added"
                        | "signed"
                        | "sign"
                        | "initialled"
                        | "inked"
                ) && (matches!(doc.w(i + 1), "their" | "it" | "the")
                    && matches!(
                        doc.w(i + 2),
                        "signatures"
                            | "arrangement"
                            | "declaration"
                            | "roadmap"
                            | "plan"
                            | "letter"
                            | "convention"
                            | "names"
                            | "document"
                            | "documents"
                            | "deal"
                            | "text"
                            | "pact"
                            | "accord"
                            | "agreement"
                            | "memorandum"
                            | "mou"
                            | "on"
                            | "for"
                            | "in"
                            | "treaty"
                            | "protocol"
                    )
                    || matches!(doc.w(i + 1), "on" | "for")
                        && (matches!(doc.w(i + 2), "behalf" | "their" | "the")
                            || doc
                                .find(i + 2, |h| h.tag.place().is_some_and(|p| p.country))
                                .is_some()))
            })
            .map(|i| (i, true))
    }

    /// Adds to the agreement told last whom the sentence makes its signatories, whatever else it tells.
    pub(super) fn signed_by(&mut self, r: Range<usize>, m: Range<usize>) {
        let Some((cue, before)) = self.english_signatories(&r) else {
            return;
        };
        let Some(e) = self.events.iter().rposition(|e| e.kind == "agreement") else {
            return;
        };
        let visit = r.clone().filter(|&i| i > cue).find(|&i| {
            matches!(
                self.doc.w(i),
                "visit"
                    | "trip"
                    | "sidelines"
                    | "presence"
                    | "ahead"
                    | "following"
                    | "during"
                    | "after"
                    | "end"
                    | "conclusion"
            )
        });
        // "X signed the agreement with Y and Z"
        let with = (cue + 1..(cue + 9).min(r.end)).find(|&i| self.doc.w(i) == "with");
        for k in m {
            let f = &self.found[k];
            let person = somebody(f) || self.english_for(f);
            let other = with.is_some_and(|w| f.first > w)
                || before && (self.signs_for(f) || self.english_for(f));
            let there = if before {
                f.first < cue || other
            } else {
                f.first > cue
            } && visit.is_none_or(|v| f.first < v);
            if let Some(p) = self
                .participant(k)
                .filter(|_| person && there && !self.looked_on(f))
            {
                let known = |q: &Participant| {
                    p.entity.is_some() && q.entity == p.entity
                        || p.entity.is_none() && q.office == p.office
                };
                if !self.events[e].participants.iter().any(known) {
                    self.events[e].participants.push(p);
                }
            }
        }
    }

    /// "signed for the Bureau", "on behalf of the Service": the body signs by somebody's hand.
    fn english_for(&self, f: &Found) -> bool {
        let doc = self.doc;
        let first = doc.with_the(f.first);
        let b = |n: usize| doc.before(first, n);
        f.kind == MentionType::Organization
            && !f.inside
            && (b(1) == "for"
                && (signs(b(2))
                    || self.signer_before(first - 1)
                    || matches!(b(2), "and" | ",") && self.by_behind(f.last - 1))
                || b(1) == "of" && b(2) == "behalf")
    }

    /// "signed by X for the Bureau and Y for the Service": somebody ends before "for" at `i`.
    fn signer_before(&self, i: usize) -> bool {
        let s = self.sentence_of(i);
        let person = self
            .begin(s.start, i)
            .iter()
            .any(|o| somebody(o) && o.last == i);
        person && s.take_while(|&k| k < i).any(|k| signs(self.doc.w(k)))
    }

    /// "X signed for the Bureau while Y signed for the Service": Y, behind the first verb.
    fn signs_for(&self, f: &Found) -> bool {
        let doc = self.doc;
        let (_, last) = self.with_office(f);
        (last..last + 3).any(|i| signs(doc.w(i)) && matches!(doc.w(i + 1), "for" | "on"))
            || matches!(doc.w(last), "for" | "on")
                && doc.sentence.get(last) == doc.sentence.get(f.first)
    }

    /// "signed by X and Y at the end of a two-day meeting in Z, also attended by W": the talks are told beside the accord.
    pub(super) fn signed_after_talks(
        &mut self,
        done: &mut Vec<(&'static str, usize)>,
        r: Range<usize>,
        m: Range<usize>,
    ) {
        let doc = self.doc;
        let signed = done.iter().find(|d| d.0 == "agreement").map(|d| d.1);
        let met = done.iter().any(|d| matches!(d.0, "meeting" | "conference"));
        let Some(e) = signed.filter(|_| self.english() && !met) else {
            return;
        };
        let talks = |i: usize| {
            matches!(
                doc.w(i),
                "meeting" | "talks" | "discussion" | "discussions" | "summit" | "consultations"
            )
        };
        let Some(at) = r.clone().find(|&i| {
            let cue = matches!(doc.w(i), "after" | "following")
                || matches!(doc.w(i), "end" | "conclusion" | "close") && doc.w(i + 1) == "of";
            cue && doc.start(i, 0) > self.events[e].trigger.end
                && (i + 1..(i + 13).min(r.end)).any(talks)
                && !(i + 1..i + 13)
                    .take_while(|&k| !talks(k))
                    .any(|k| finite(doc.w(k)) && doc.w(k) != "closed")
        }) else {
            return;
        };
        let noun = (at..r.end).find(|&i| talks(i)).unwrap_or(at);
        let split = m
            .clone()
            .find(|&k| self.found[k].first > at)
            .unwrap_or(m.end);
        let mut people: Vec<Participant> = Vec::new();
        for k in m.clone() {
            let f = &self.found[k];
            let who = somebody(f);
            if let Some(p) = self.participant(k).filter(|_| who && !self.absent(f)) {
                push(&mut people, p);
            }
        }
        // Who is named only behind the talks signed nothing.
        let before: Vec<Participant> = (m.start..split)
            .filter_map(|k| self.participant(k))
            .collect();
        if people.len() < 2 {
            return;
        }
        self.events[e].participants.retain(|p| {
            !people
                .iter()
                .any(|q| q.entity == p.entity && p.entity.is_some())
                || before
                    .iter()
                    .any(|q| q.entity == p.entity && q.entity.is_some())
        });
        let t = Trigger {
            first: noun,
            last: noun + 1,
            skip: 0,
            kind: "meeting",
            definite: false,
        };
        let place = self.place(&t, at..r.end, split..m.end);
        let date = self.date(&t, &[], split..m.end);
        let e = self.put(&t, people, &place, date);
        done.push((t.kind, e));
    }

    /// "The following authorities took part: Albania: Special Structure (SPAK); State Police": bodies of a list, line by line.
    pub(super) fn listed_bodies(&mut self) {
        let doc = self.doc;
        if !self.english() {
            return;
        }
        let mut lines: Vec<Range<usize>> = Vec::new();
        for i in 0..doc.len() {
            if doc.line_start(i) {
                lines.push(i..i);
            }
            if let Some(last) = lines.last_mut() {
                last.end = i + 1;
            }
        }
        for n in 0..lines.len() {
            let line = lines[n].clone();
            if doc.masked[line.start] || doc.w(line.end - 1) != ":" {
                continue;
            }
            let cue = line.clone().any(|i| {
                matches!(
                    doc.w(i),
                    "following"
                        | "participating"
                        | "authorities"
                        | "countries"
                        | "agencies"
                        | "partners"
                )
            });
            let acted = line.clone().any(|i| {
                matches!(
                    doc.w(i),
                    "part"
                        | "participated"
                        | "participating"
                        | "involved"
                        | "supported"
                        | "cooperated"
                        | "contributed"
                        | "joined"
                        | "carried"
                        | "conducted"
                        | "executed"
                )
            });
            let Some(e) = self
                .events
                .iter()
                .rposition(|e| e.kind == "operation")
                .filter(|_| cue && acted)
            else {
                continue;
            };
            for list in &lines[n + 1..] {
                let own: Vec<usize> = (0..self.found.len())
                    .filter(|&k| list.contains(&self.found[k].first))
                    .collect();
                let colon = list.clone().take(8).any(|i| doc.w(i) == ":");
                let bodies: Vec<usize> = own
                    .iter()
                    .copied()
                    .filter(|&k| {
                        self.found[k].kind == MentionType::Organization && !self.found[k].inside
                    })
                    .collect();
                let first = bodies.first().map(|&k| self.found[k].first);
                let item = colon || first.is_some_and(|f| f <= list.start + 2);
                if bodies.is_empty() || !item || doc.masked[list.start] {
                    break;
                }
                for k in bodies {
                    let part = self.found[k].first.checked_sub(1).is_some_and(|b| {
                        matches!(doc.w(b), "of")
                            || doc.w(b) == "the" && b > 0 && doc.w(b - 1) == "of"
                    });
                    if let Some(p) = self.participant(k).filter(|_| !part)
                        && !self.events[e]
                            .participants
                            .iter()
                            .any(|q| q.entity == p.entity)
                    {
                        self.events[e].participants.push(p);
                    }
                }
            }
        }
    }

    /// What a headline tells with one of two sides, and the text below it in full, is one event.
    pub(super) fn headlines(&mut self) {
        let doc = self.doc;
        let arabic = doc.language == text::Language::Arabic;
        if !self.english() && !self.french() && !arabic {
            return;
        }
        let title_end = self.title_end();
        let inside = |e: &Event| {
            let i = (0..title_end).find(|&i| doc.start(i, 0) >= e.trigger.start);
            i.is_some()
        };
        let n = self.events.len();
        let mut drop = vec![false; n];
        for (k, gone) in drop.iter_mut().enumerate() {
            let e = &self.events[k];
            let known = |q: &Participant, o: &Event| {
                o.participants.iter().any(|p| {
                    p.entity.is_some() && p.entity == q.entity
                        || !arabic && p.office.is_some() && p.office == q.office
                })
            };
            let again = |o: &Event| {
                o.kind == e.kind
                    && e.participants
                        .iter()
                        .all(|q| known(q, o) || q.entity.is_none())
            };
            let one_side = e.participants.len() < 2
                && matches!(e.kind, "meeting" | "call" | "agreement" | "consultation");
            // "Police chief meets Interpol official": nobody is named yet.
            let named = e.participants.iter().any(|p| self.named_person(p));
            // "Coup de filet à Anvers" in the headline, and the text named the bodies of that one.
            let joint = self.french() && e.participants.len() > 1;
            *gone = inside(e)
                && self.events[k + 1..]
                    .iter()
                    .any(|o| again(o) || (one_side || !named && !joint) && o.kind == e.kind);
        }
        self.keep(&drop);
    }

    /// "between the Agency and the Kosovo Police", "on behalf of the Agency": a body that is a party to what people sign.
    pub(super) fn english_party(&self, k: usize) -> bool {
        let doc = self.doc;
        let f = &self.found[k];
        if !self.english()
            || f.kind != MentionType::Organization
            || f.inside
            || crate::entity::alias_of(doc, self.found, k).is_some()
        {
            return false;
        }
        let s = self.sentence_of(f.first);
        let first = doc.with_the(f.first);
        let b = |n: usize| doc.before(first, n);
        // "the Service, represented by X, signed …"
        let hand = f.last + usize::from(doc.w(f.last) == ",");
        let acts = doc.w(hand) == "represented" && doc.w(hand + 1) == "by";
        if b(1) == "of" && b(2) == "behalf" || b(1) == "between" || acts || self.english_for(f) {
            return true;
        }
        // The second of "between A and B".
        b(1) == "and"
            && (s.start..f.first)
                .rev()
                .take(24)
                .any(|i| doc.w(i) == "between")
            && self.found[..k].iter().rev().take(3).any(|o| {
                o.kind == MentionType::Organization && o.first >= s.start && f.first - o.last <= 6
            })
    }

    /// Beside one person a body meets only as a side: "with the Agency", "officials of X", the subject of the verb; not
    /// "toured the Laboratory and met its director".
    pub(super) fn english_side(&self, f: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        let s = self.sentence_of(f.first);
        let nation = |n: &usize| {
            let of = |h: &crate::lexicon::Hit| matches!(h.tag, crate::lexicon::Tag::Nat(_));
            let from = f.first.saturating_sub(*n);
            f.first >= s.start + n && doc.at(from).iter().any(|h| of(h) && h.last == f.first)
        };
        let lead = (1..4).rev().find(nation).unwrap_or(0);
        let article = usize::from(f.first > s.start + lead && doc.w(f.first - 1 - lead) == "the");
        let before = f.first - lead - article;
        // "reviewed its partnership with the Bureau": what was talked about.
        let ties = before > s.start + 1
            && doc.w(before - 1) == "with"
            && matches!(
                doc.w(before - 2),
                "partnership"
                    | "cooperation"
                    | "collaboration"
                    | "relations"
                    | "ties"
                    | "engagement"
            );
        if ties {
            return false;
        }
        let joined = (s.start.max(before.saturating_sub(3))..before).any(|i| {
            matches!(
                doc.w(i),
                "with"
                    | "between"
                    | "from"
                    | "heads"
                    | "officials"
                    | "representatives"
                    | "delegation"
                    | "and"
                    | "officers"
                    | "by"
                    | "executives"
                    | "delegations"
                    | "members"
                    | ","
                    | "experts"
                    | "for"
                    | "team"
                    | "mission"
            )
        });
        let help = |i: usize| {
            matches!(
                doc.w(i),
                "will" | "is" | "are" | "has" | "have" | "had" | "was" | "were"
            )
        };
        let subject = f.last <= t.first
            && !(s.start..f.first).any(|i| finite(doc.w(i)))
            && !(f.last..t.first).any(|i| finite(doc.w(i)) && !help(i));
        // "chaired the meeting of the Council"
        let whose = f.first >= t.last && before - t.last.min(before) <= 2;
        joined || subject || whose
    }

    /// "in the presence of X", "X stood as witness", "X looked on": no party to what is signed.
    pub(super) fn looked_on(&self, f: &Found) -> bool {
        let doc = self.doc;
        let s = self.sentence_of(f.first);
        // "witnessed by the Commissioner for Home Affairs X and Home Secretary Y"
        let mut back = (s.start..self.with_office(f).0).rev().take(24);
        let before = back
            .find(|&i| {
                signs(doc.w(i))
                    || matches!(
                        doc.w(i),
                        "presence" | "witnessed" | "attended" | "watched" | "overseen" | "auspices"
                    )
            })
            .is_some_and(|i| !signs(doc.w(i)));
        let after = (f.last..s.end).take(8).any(|i| {
            // "signed by X, and witnessed by Y": Y.
            let others = matches!(doc.w(i + 1), "by");
            !others
                && matches!(
                    doc.w(i),
                    "witness"
                        | "witnessed"
                        | "witnesses"
                        | "witnessing"
                        | "looked"
                        | "watched"
                        | "attended"
                        | "present"
                        | "graced"
                )
        });
        before || after
    }

    /// The token behind the headline: the first lines of the text that end in no full stop.
    pub(super) fn title_end(&self) -> usize {
        let doc = self.doc;
        let mut i = 0;
        let mut lines = 0;
        while i < doc.len() && lines < 2 {
            let mut end = i + 1;
            while end < doc.len() && !doc.line_start(end) {
                end += 1;
            }
            // A line that begins with its dateline is the text.
            if doc.masked[i] && end - i > 26 && !doc.masked[end - 1] {
                return i;
            }
            if !doc.masked[i] {
                let closed = matches!(doc.w(end - 1), "." | "!" | "\"" | ")");
                if closed || end - i > 26 {
                    return i;
                }
                lines += 1;
            }
            i = end;
        }
        // A text of one line has no headline.
        if i >= doc.len() { 0 } else { i }
    }

    /// "head the delegations", "is represented by", "Inaugurating the proceedings, X": who is at the conference told.
    pub(super) fn at_conference(&self, i: usize, r: &Range<usize>) -> Option<bool> {
        let doc = self.doc;
        let near = |words: &[&str], n: usize| {
            (i + 1..(i + n).min(r.end)).any(|k| words.contains(&doc.w(k)))
        };
        match doc.w(i) {
            "head" | "heads" | "headed" | "lead" | "leads" | "led" | "heading" | "leading"
                if near(&["delegation", "delegations"], 9) && doc.w(i + 1) != "by" =>
            {
                Some(true)
            }
            "represented" if near(&["by"], 5) => Some(false),
            "delivered" | "gave" | "delivering" | "giving"
                if near(&["keynote", "opening", "address", "speech", "welcome"], 6) =>
            {
                Some(true)
            }
            "addressed"
                if near(
                    &[
                        "conference",
                        "forum",
                        "session",
                        "gathering",
                        "delegates",
                        "meeting",
                        "opening",
                    ],
                    6,
                ) =>
            {
                Some(true)
            }
            "inaugurating" | "opening" | "addressing" | "chairing" | "closing"
                if i < r.start + 2
                    && near(
                        &[
                            "proceedings",
                            "conference",
                            "meeting",
                            "session",
                            "forum",
                            "event",
                            "gathering",
                            "seminar",
                        ],
                        6,
                    ) =>
            {
                Some(false)
            }
            "opening" | "keynote" | "closing" | "welcome" | "inaugural"
                if near(&["remarks", "address", "speech", "statement"], 3)
                    && (r.start..i).any(|k| matches!(doc.w(k), "his" | "her" | "their")) =>
            {
                Some(false)
            }
            "chair" | "chairmanship" | "presidency"
                if (r.start..i).any(|k| matches!(doc.w(k), "took" | "assumed" | "handed")) =>
            {
                Some(true)
            }
            _ => None,
        }
    }

    /// "X announced that officers of A and B arrested 14 people", "Despite criticism from X, …": he does not act, at `i`.
    fn only_tells(&self, f: &Found, i: usize) -> bool {
        let (_, last) = self.with_office(f);
        last < i && super::latin::says(self.doc.w(last)) || self.absent(f)
    }

    /// Bodies that act together: "X and Y arrested nine people", "X, with the support of Y, seized …".
    pub(super) fn act_together(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        let acts = acts(doc.w(i)) || self.brings_down(i);
        // "were arrested by X with the assistance of Y"
        let by = acts
            && (i + 1..i + 14)
                .take_while(|&k| doc.sentence.get(k) == doc.sentence.get(i))
                .any(|k| doc.w(k) == "by")
            && self
                .found
                .iter()
                .filter(|f| {
                    f.kind == MentionType::Organization
                        && !f.inside
                        && f.first > i
                        && doc.sentence[f.first] == doc.sentence[i]
                })
                .count()
                >= 2;
        if by {
            return true;
        }
        if !acts
            || matches!(
                doc.w(i.saturating_sub(1)),
                "was" | "were" | "been" | "be" | "being" | "who"
            )
        {
            return false;
        }
        let subjects: Vec<usize> = (0..self.found.len())
            .filter(|&k| {
                let f = &self.found[k];
                f.kind == MentionType::Organization
                    && !f.inside
                    && f.first >= start
                    && f.last <= i
                    && !self.bystander(f, "operation")
                    && crate::entity::alias_of(doc, self.found, k).is_none()
            })
            .collect();
        let person = self
            .begin(start, i)
            .iter()
            .any(|f| f.kind == MentionType::Person && f.last <= i && !self.only_tells(f, i));
        let with = (start..i).any(|k| {
            matches!(
                doc.w(k),
                "with" | "jointly" | "together" | "supported" | "backed" | "alongside" | "assisted"
            )
        });
        // "seized 2 million pills in cooperation with X"
        let end = self.sentence_of(i).end;
        let helped = (i + 1..end).any(|k| {
            matches!(
                doc.w(k),
                "cooperation"
                    | "coordination"
                    | "collaboration"
                    | "help"
                    | "support"
                    | "assistance"
                    | "jointly"
                    | "partnership"
                    | "together"
                    | "concert"
            ) && (k + 1..k + 3).any(|j| matches!(doc.w(j), "with" | "of" | "from"))
                && self
                    .begin(k + 1, end)
                    .iter()
                    .any(|f| f.kind == MentionType::Organization && f.first > k && f.last <= end)
        });
        !person && (subjects.len() >= 2 || subjects.len() == 1 && (with || helped))
    }
}

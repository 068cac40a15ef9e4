//! English: who a further sentence says was there too, on one side or beside somebody.

use std::ops::Range;

use super::company::somebody;
use super::english::finite;
use super::english_present::people_of;
use super::{Participant, Teller, Trigger};
use crate::mention::{Found, MentionType};

/// Verbs of those who were there.
fn attended(w: &str) -> bool {
    matches!(
        w,
        "attended" | "participated" | "joined" | "present" | "part" | "represented" | "attendance"
    )
}

/// "under the leadership of", "under the command of": like "led by".
pub(super) fn under_leadership(w: &str, next: &str) -> bool {
    matches!(w, "leadership" | "command" | "headship" | "chairmanship") && next == "of"
}

/// "led by", "under the leadership of"
pub(super) fn led_by(w: &str, next: &str) -> bool {
    matches!(w, "led" | "headed") && next == "by" || under_leadership(w, next)
}

impl Teller<'_, '_> {
    /// "The delegation was led by X", "He was joined by Y and Z", "Also present was W": adds them to the meeting or journey told
    /// last; says whether the sentence is of that kind.
    pub(super) fn english_company(
        &mut self,
        told: usize,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> bool {
        let r = &(self.past_opening(r)..r.end);
        let along = self.came_along(r);
        let sides = self.leads_side(r) || self.represented_by(r);
        let present = self.present_in(r).filter(|_| !sides);
        if along.is_none() && !sides && present.is_none() {
            return false;
        }
        let bodies = present.as_ref().is_some_and(|p| p.1);
        let there_too = present.is_some();
        // "It was inaugurated by X, in the presence of Y"
        let along = match (along, present) {
            (Some(a), Some((p, _))) => Some(a.start.min(p.start)..a.end.max(p.end)),
            (along, present) => along.or(present.map(|p| p.0)),
        };
        let meets = |k: &str| {
            matches!(
                k,
                "meeting" | "call" | "conference" | "consultation" | "training"
            ) || k == "visit" && !there_too
                || k == "operation" && there_too
        };
        let said = self.table_kind(r);
        let meets = |k: &str| meets(k) && said.is_none_or(|s| s == k || k == "consultation");
        let near = || (told.saturating_sub(3)..told).rev();
        // "They were joined by X" behind a word on the journey: at the meeting told before it.
        let joins = along.as_ref().is_some_and(|a| {
            matches!(
                self.doc.w(a.start),
                "joined"
                    | "also"
                    | "joining"
                    | "attending"
                    | "presence"
                    | "participation"
                    | "on"
                    | "from"
                    | "for"
                    | "representing"
            )
        });
        let table = near().find(|&e| joins && self.events[e].kind == "meeting");
        let Some(e) = table.or_else(|| near().find(|&e| meets(self.events[e].kind))) else {
            return false;
        };
        let present = along.as_ref().is_some_and(|a| a.start == r.start);
        let along = along.unwrap_or(r.clone());
        for k in m {
            let f = &self.found[k];
            let person = somebody(f) && self.events[e].kind != "operation"
                || self.sends_people(k)
                || f.kind == MentionType::Organization && self.its_delegation(f)
                || bodies && self.stands_there(k);
            let silent = self.speaks_for(f) && !present;
            let there = along.contains(&f.first);
            let issues = self.issues_source(f);
            if !person || silent || !there || issues || self.english_owner(f) || self.absent(f) {
                continue;
            }
            if let Some(p) = self.participant(k) {
                for e in self.those_told(e, r) {
                    self.adds(e, p);
                }
            }
        }
        true
    }

    /// "In this context, he was accompanied by …": past what opens a sentence without a name.
    pub(super) fn past_opening(&self, r: &Range<usize>) -> usize {
        let doc = self.doc;
        let s = r.start;
        let opens = match doc.w(s) {
            "meanwhile" | "earlier" | "later" | "moreover" | "furthermore" | "additionally"
            | "separately" | "similarly" | "notably" | "afterwards" | "subsequently"
            | "according" | "within" | "following" | "after" | "as" => true,
            "in" => matches!(
                doc.w(s + 1),
                "this"
                    | "that"
                    | "addition"
                    | "response"
                    | "line"
                    | "accordance"
                    | "parallel"
                    | "turn"
            ),
            "at" => matches!(doc.w(s + 2), "invitation" | "request" | "time" | "moment"),
            "for" => matches!(doc.w(s + 1), "his" | "her" | "their" | "the"),
            _ => false,
        };
        if !opens {
            return s;
        }
        let end = r.end.min(s + 15);
        (s + 1..end)
            .take_while(|&i| {
                !finite(doc.w(i))
                    && !self
                        .begin(i, i + 1)
                        .iter()
                        .any(|f| f.first == i && somebody(f))
            })
            .find(|&i| doc.w(i) == ",")
            .map_or(s, |i| i + 1)
    }

    /// "a press note from the Public Relations Officer", "a statement signed on Monday by X": who gives out what is said.
    pub(super) fn issues_source(&self, f: &Found) -> bool {
        let doc = self.doc;
        let (first, _) = self.with_office(f);
        let b = self.past_courtesy(first, self.sentence_of(first).start);
        if !self.english() || b < 2 || !matches!(doc.w(b - 1), "from" | "by" | "of") {
            return false;
        }
        let gives = |k: usize| {
            matches!(
                doc.w(k),
                "signed" | "issued" | "released" | "made" | "available" | "public" | "on" | "given"
            ) || self.within(k, MentionType::Date)
        };
        let start = self.sentence_of(first).start.max(b.saturating_sub(8));
        let end = (start..b - 1)
            .rev()
            .find(|&k| !gives(k))
            .map_or(start, |k| k + 1);
        // A paper of two is theirs: "a joint statement by X and Y".
        let paper = self.ending(end).find(|s| s.kind == MentionType::Source);
        paper.is_some_and(|s| doc.before(s.first, 1) != "joint" && doc.w(s.first) != "joint")
    }

    /// "paid a visit to the Training Centre": nobody is met there.
    pub(super) fn only_visits(&self, t: &Trigger, r: &Range<usize>) -> Option<Trigger> {
        let doc = self.doc;
        let paid = t.kind == "meeting" && (t.first..t.last).any(|i| doc.w(i) == "visit");
        let met = self
            .begin(t.last, r.end)
            .iter()
            .any(|f| somebody(f) && f.last <= r.end);
        (self.english() && paid && !met && doc.w(t.first) == "paid").then_some(Trigger {
            kind: "visit",
            ..*t
        })
    }

    /// "led a team to visit the EFCC's chairman, X": whom somebody visits he meets.
    pub(super) fn visits_somebody(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let verb = matches!(
            doc.w(t.last - 1),
            "visit" | "visited" | "visiting" | "visits"
        );
        let noun = t.first > r.start
            && matches!(
                doc.w(t.first - 1),
                "a" | "the"
                    | "his"
                    | "her"
                    | "their"
                    | "official"
                    | "s"
                    | "'"
                    | "first"
                    | "working"
            );
        let first = self
            .begin(t.last, (t.last + 6).min(r.end))
            .iter()
            .find(|f| f.kind != MentionType::Organization);
        let straight = |f: &Found| {
            (t.last..f.first).all(|i| {
                self.covered[i]
                    || matches!(doc.w(i), "the" | "'" | "s" | "his" | "her")
                    || doc.is(i, crate::lexicon::Tag::Rank)
            })
        };
        self.english()
            && t.kind == "visit"
            && verb
            && !noun
            && first.is_some_and(|f| somebody(f) && !self.english_owner(f) && straight(f))
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
        // His title is his.
        let title = f.kind == MentionType::Office;
        let whose = f.link.filter(|_| title).map_or(f, |l| &self.found[l]);
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
        ) && self.english_owner(whose)
            && !near
            && !behind
            || self.whose_journey(f, t)
    }

    /// "signed during the state visit of President X", "on the sidelines of a visit by X": he came, and others signed.
    fn whose_journey(&self, f: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        let (first, _) = self.with_office(f);
        let b = self.past_courtesy(first, self.sentence_of(first).start);
        self.english()
            && t.kind == "agreement"
            && matches!(doc.before(b, 1), "of" | "by")
            && matches!(doc.before(b, 2), "visit" | "trip" | "tour" | "mission")
    }

    /// "He was joined by X, Y and Z", "Also present was X", "Joining them were X and Y", "The two sides agreed …, in the presence
    /// of X": the tokens between which those are named who were there.
    pub(super) fn came_along(&self, r: &Range<usize>) -> Option<Range<usize>> {
        let doc = self.doc;
        if !self.english() {
            return None;
        }
        // "joined at the table by X"
        let by = |i: usize| {
            (i + 1..(i + 5).min(r.end))
                .take_while(|&k| !finite(doc.w(k)) && !self.covered[k])
                .any(|k| doc.w(k) == "by")
        };
        let with = r.clone().take(14).find(|&i| {
            matches!(doc.w(i), "joined" | "accompanied" | "flanked" | "assisted") && by(i)
        });
        // "With him were X and Y", "At his side was X"
        let beside = matches!(doc.w(r.start), "with" | "at" | "beside" | "alongside")
            && (r.start + 1..r.start + 3)
                .any(|i| matches!(doc.w(i), "him" | "her" | "them" | "his" | "their"));
        if beside && (r.start + 2..r.start + 4).any(|i| matches!(doc.w(i), "was" | "were" | "sat"))
        {
            return Some(r.clone());
        }
        let pronoun = matches!(
            doc.w(r.start),
            "he" | "she" | "they" | "the" | "also" | "mr" | "ms" | "mrs" | "dr" | "his" | "her"
        );
        let be = |from: usize| {
            (from..(from + 14).min(r.end)).any(|i| {
                matches!(doc.w(i), "was" | "were" | "is" | "are")
                    || doc.w(i) == "be" && doc.w(i - 1) == "will"
            })
        };
        // "Joining them were X and Y", "Also taking part in the talks was X", "Accompanying the minister is X"
        let attends = |i: usize| {
            matches!(
                doc.w(i),
                "joining" | "attending" | "accompanying" | "participating" | "present"
            ) || doc.w(i) == "representing" && i > r.start
                || doc.w(i) == "taking" && doc.w(i + 1) == "part"
                || doc.w(i) == "sitting" && doc.w(i + 1) == "in"
                || doc.w(i) == "in" && doc.w(i + 1) == "attendance"
                || doc.w(i) == "on" && doc.w(i + 1) == "hand"
        };
        // "Also at the meeting was X"
        let table = (r.start..r.start + 4).any(|i| {
            matches!(doc.w(i), "at" | "in" | "around")
                && matches!(
                    doc.w(i + 2),
                    "meeting" | "talks" | "table" | "audience" | "discussions"
                )
        });
        if doc.w(r.start) == "also" && table && be(r.start) {
            return Some(r.clone());
        }
        // "On the side of the host were X and Y", "From the Kosovo side, X took part"
        let side = matches!(doc.w(r.start), "on" | "from" | "for" | "representing")
            && (r.start + 1..r.start + 7).any(|i| {
                matches!(doc.w(i), "side" | "part" | "delegation") && doc.w(i + 1) != "of"
                    || doc.w(i) == "side"
                        && matches!(doc.w(i + 3), "host" | "hosts" | "visitors" | "guests")
            });
        // "Deputy Head X and Ambassador Y attended."
        let last = r.end.saturating_sub(1);
        let closes = r.clone().rev().take(4).find(|&i| {
            matches!(doc.w(i), "attended" | "participated")
                || doc.w(i) == "took" && doc.w(i + 1) == "part"
                || doc.w(i) == "present" && matches!(doc.w(i - 1), "was" | "were" | "also")
        });
        let plain = |c: usize| {
            (c + 1..last).all(|i| matches!(doc.w(i), "part" | "too" | "also" | "as" | "well"))
                && (r.start..c).all(|i| {
                    self.covered[i] || !finite(doc.w(i)) || matches!(doc.w(i), "was" | "were")
                })
        };
        if closes
            .is_some_and(|c| plain(c) && self.between(r.start, c).any(|k| somebody(&self.found[k])))
        {
            return Some(r.clone());
        }
        if side && (be(r.start) || r.clone().any(|i| attended(doc.w(i)))) {
            return Some(r.clone());
        }
        let opens = r.start + usize::from(matches!(doc.w(r.start), "also" | "others" | "those"));
        if attends(opens) && be(opens) {
            return Some(r.clone());
        }
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
                    | "officials"
                    | "dignitaries"
                    | "guests"
            ) && (i + 1..i + 8).any(|k| matches!(doc.w(k), "included" | "include" | "were"))
        });
        if present || among || listed {
            return Some(r.clone());
        }
        // "Whitfield was joined by X", "General Roe was accompanied by X"
        let named = with.is_some_and(|w| {
            // "X, accompanied by senior officers, said …" names nobody.
            let told = |from: usize| {
                (from..w).any(|i| matches!(doc.w(i), "was" | "were" | "is" | "are" | "been"))
                    || self.somebody_behind(w + 1, 9)
            };
            self.between(r.start, r.start + 4).any(|k| {
                let f = &self.found[k];
                f.kind == MentionType::Person && f.last <= w && w - f.last <= 3 && told(f.last)
            })
        });
        if named {
            return Some(r.clone());
        }
        if let Some(i) = with.filter(|_| pronoun) {
            return Some(i..r.end);
        }
        let (first, from) = self.in_presence(r)?;
        Some(first..self.list_end(from, r.end))
    }

    /// "joined by representatives of the Bureau and the Service": bodies whose people were there.
    pub(super) fn sends_people(&self, k: usize) -> bool {
        let doc = self.doc;
        let f = &self.found[k];
        if f.kind != MentionType::Organization
            || f.inside
            || crate::entity::alias_of(doc, self.found, k).is_some()
        {
            return false;
        }
        let start = self.sentence_of(f.first).start;
        let article = usize::from(f.first > start && doc.w(f.first - 1) == "the");
        let w = |n: usize| doc.before_in(start, f.first - article, n);
        if matches!(w(1), "of" | "from") && people_of(w(2)) {
            return true;
        }
        // The next of the list; its short form stands between.
        let joined = matches!(w(1), "and" | ",");
        let before = (0..k).rev().take(4).find(|&j| {
            let o = &self.found[j];
            o.kind == MentionType::Organization
                && !o.inside
                && o.first >= start
                && f.first - o.last <= 4
                && crate::entity::alias_of(doc, self.found, j).is_none()
        });
        let small = |i: usize| {
            let between = matches!(
                doc.w(i),
                "," | "and" | "the" | "(" | ")" | "u" | "s" | "us" | "."
            );
            between || self.covered[i]
        };
        let near = |j: usize| (self.found[j].last..f.first).all(small);
        joined && before.is_some_and(|j| near(j) && self.sends_people(j))
    }

    /// "in the presence of X", "with the participation of X", "with X in attendance": the word that says so, and where whom it
    /// names begins.
    fn in_presence(&self, r: &Range<usize>) -> Option<(usize, usize)> {
        let doc = self.doc;
        r.clone().find_map(|i| {
            let of = matches!(doc.w(i), "presence" | "participation") && doc.w(i + 1) == "of";
            let lead = i > 0 && matches!(doc.w(i - 1), "the" | "s");
            if of && lead && self.somebody_behind(i + 2, 8) {
                return Some((i, i + 2));
            }
            if doc.w(i) != "with" || !self.somebody_behind(i + 1, 6) {
                return None;
            }
            let end = (i + 2..(i + 40).min(r.end)).find(|&k| {
                doc.w(k) == "in" && doc.w(k + 1) == "attendance"
                    || matches!(doc.w(k), "also" | "present")
                        && matches!(doc.w(k + 1), "present" | ".")
                    || doc.w(k) == "looking" && doc.w(k + 1) == "on"
            });
            let near = end.filter(|&k| !(i + 1..k).any(|n| finite(doc.w(n))));
            near.map(|_| (i, i + 1))
        })
    }

    /// Where a list of people from `from` on ends: before the next verb.
    pub(super) fn list_end(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        for k in self.between(from, end) {
            let f = &self.found[k];
            if f.inside || !f.kind.acts() {
                continue;
            }
            if (at..f.first).any(|i| finite(self.doc.w(i)) || self.doc.w(i) == ";") {
                break;
            }
            at = at.max(f.last);
        }
        at
    }

    /// "Peru was represented by X and Chile by Y".
    fn represented_by(&self, r: &Range<usize>) -> bool {
        let doc = self.doc;
        self.english()
            && r.clone().any(|i| {
                doc.w(i) == "represented"
                    && matches!(
                        doc.w(i.wrapping_sub(1)),
                        "was" | "were" | "is" | "be" | "been"
                    )
                    && doc.w(i + 1) == "by"
                    && self.somebody_behind(i + 2, 8)
            })
    }

    /// Who the clause says came along: "accompanied by X", "together with X", "at the head of a delegation of the Bureau that
    /// included Y", up to the next verb.
    pub(super) fn english_along(&self, r: &Range<usize>) -> Vec<Participant> {
        let doc = self.doc;
        let mut out = Vec::new();
        if !self.english() {
            return out;
        }
        let group = |i: usize| matches!(doc.w(i), "delegation" | "team") && !self.covered[i];
        let body = r.clone().find(|&i| {
            group(i)
                && (r.start.max(i.saturating_sub(6))..i).any(|k| {
                    matches!(
                        doc.w(k),
                        "head" | "led" | "leads" | "leading" | "heading" | "headed"
                    )
                })
                && matches!(doc.w(i + 1), "of" | "from")
        });
        if let Some(i) = body {
            let from = i + 2 + usize::from(doc.w(i + 2) == "the");
            let sent = (from..from + 3).find_map(|k| self.who_at(k));
            let sent = sent.filter(|&k| self.found[k].kind == MentionType::Organization);
            out.extend(sent.and_then(|k| self.participant(k)));
        }
        // "X accompanied Y on his visit": both go.
        let beside = r.clone().find(|&i| {
            matches!(
                doc.w(i),
                "accompanied" | "accompanies" | "accompanying" | "joined"
            ) && doc.w(i + 1) != "by"
                && self.person_before(i)
                && self.somebody_behind(i + 1, 6)
                && (i + 2..r.end.min(i + 24)).any(|k| {
                    matches!(doc.w(k), "on" | "in" | "for")
                        && matches!(doc.w(k + 1), "his" | "her" | "the" | "a" | "an")
                })
        });
        if let Some(i) = beside {
            let both = self.between(r.start, self.list_end(i + 1, r.end));
            out.extend(
                both.filter(|&k| somebody(&self.found[k]))
                    .filter_map(|k| self.participant(k)),
            );
        }
        let cue = r.clone().find_map(|i| {
            let with = matches!(doc.w(i), "accompanied" | "flanked") && doc.w(i + 1) == "by"
                || matches!(doc.w(i), "together" | "along") && doc.w(i + 1) == "with";
            let of = matches!(
                doc.w(i),
                "including" | "comprising" | "included" | "includes" | "comprised" | "comprises"
            ) || matches!(doc.w(i), "composed" | "consisting") && doc.w(i + 1) == "of"
                || doc.w(i) == "made" && doc.w(i + 1) == "up";
            let near = || (r.start.max(i.saturating_sub(9))..i).any(group);
            let beside = doc.w(i) == "company" && doc.w(i + 1) == "of";
            if with || beside {
                Some(i + 2)
            } else if doc.w(i) == "alongside" || of && near() {
                Some(i + 1)
            } else {
                None
            }
        });
        let Some(from) = cue else { return out };
        let end = self.list_end(from, r.end);
        for k in self.between(from, end) {
            let f = &self.found[k];
            if somebody(f) {
                out.extend(self.participant(k).filter(|p| !p.among(&out)));
            }
        }
        out
    }

    /// Past ", accompanied by his aides," at `i`: what stands between the commas says more of the subject.
    pub(super) fn past_aside(&self, i: usize, end: usize) -> usize {
        let doc = self.doc;
        let aside = doc.w(i) == ","
            && matches!(
                (doc.w(i + 1), doc.w(i + 2)),
                ("accompanied" | "flanked" | "joined", "by") | ("along" | "together", "with")
            );
        let close = (i + 3..end).rev().find(|&k| doc.w(k) == ",");
        close.filter(|_| aside).map_or(i, |k| k + 1)
    }

    /// "The NACOC delegation, led by X, met Y": the body whose people come.
    pub(super) fn its_delegation(&self, f: &Found) -> bool {
        let doc = self.doc;
        let k = f.last + 1;
        let led = k + usize::from(doc.w(k) == ",");
        // "X led the Bureau's delegation", "led the Bureau delegation"
        let before = doc.before(doc.with_the(f.first), 1);
        self.english()
            && matches!(doc.w(f.last), "delegation" | "mission" | "team")
            && (matches!(doc.w(led), "led" | "headed")
                || matches!(before, "led" | "headed" | "leading" | "heading"))
    }
}

//! English: whom a further sentence makes part of what was told, as its subject ("Observers from X followed the talks") or by a
//! passive ("It was attended by X and officials of Y").

use std::ops::Range;

use super::company::somebody;
use super::english::finite;
use super::{Teller, Trigger};
use crate::mention::{Found, MentionType};

/// Where people sit together, as a sentence points back at it.
fn table(w: &str) -> bool {
    matches!(
        w,
        "meeting"
            | "meetings"
            | "talks"
            | "discussion"
            | "discussions"
            | "session"
            | "sessions"
            | "conference"
            | "forum"
            | "summit"
            | "seminar"
            | "workshop"
            | "symposium"
            | "course"
            | "training"
            | "event"
            | "gathering"
            | "opening"
            | "closing"
            | "ceremony"
            | "participants"
            | "delegates"
            | "trainees"
            | "audience"
            | "deliberations"
            | "proceedings"
            | "exercise"
            | "patrols"
            | "operation"
            | "works"
    )
}

/// Where nothing is discussed.
fn feast(w: &str) -> bool {
    matches!(
        w,
        "dinner"
            | "lunch"
            | "luncheon"
            | "banquet"
            | "reception"
            | "breakfast"
            | "funeral"
            | "match"
            | "parade"
    )
}

/// People of a body, of whom the body says where they come from: "officials of X".
pub(super) fn people_of(w: &str) -> bool {
    matches!(
        w,
        "representatives"
            | "representative"
            | "officials"
            | "official"
            | "officers"
            | "members"
            | "experts"
            | "expert"
            | "delegates"
            | "observers"
            | "participants"
            | "staff"
            | "personnel"
            | "instructors"
            | "trainers"
            | "facilitators"
            | "specialists"
            | "investigators"
            | "prosecutors"
            | "agents"
            | "detectives"
            | "analysts"
            | "delegations"
            | "delegation"
            | "chiefs"
            | "heads"
            | "executives"
            | "counterparts"
            | "colleagues"
            | "advisers"
            | "advisors"
            | "mentors"
            | "lecturers"
            | "speakers"
            | "envoys"
            | "team"
            | "teams"
    )
}

impl Teller<'_, '_> {
    /// The stretch of a sentence whose names were at what was told before it, and whether bodies count as they are named.
    pub(super) fn present_in(&self, r: &Range<usize>) -> Option<(Range<usize>, bool)> {
        // "Y attended the signing", "Y did not take part"
        let other = |i: usize| {
            matches!(
                self.doc.w(i),
                "signing" | "signature" | "not" | "never" | "unable" | "declined" | "absent"
            )
        };
        if !self.english() || r.clone().any(other) {
            return None;
        }
        let by = r.clone().find(|&i| self.made_by(i, r));
        if let Some(i) = by {
            return Some((i..self.list_end(i + 2, r.end), true));
        }
        if let Some(i) = self.speaks_at_it(r) {
            return Some((i..self.list_end(i + 1, r.end), false));
        }
        if let Some(i) = self.which_included(r) {
            return Some((i..self.list_end(i + 1, r.end), true));
        }
        if let Some(i) = self.sends_its(r) {
            return Some((r.start..self.list_end(i + 1, r.end), true));
        }
        let at = r.clone().find(|&i| self.was_there(i, r))?;
        let subject = self.between(r.start, at).any(|k| {
            let f = &self.found[k];
            f.last <= at && (somebody(f) || f.kind == MentionType::Organization && !f.inside)
        });
        let plain = (r.start..at).all(|i| self.covered[i] || !finite(self.doc.w(i)) || self.be(i));
        (subject && plain).then(|| (r.start..self.with_behind(at, r), true))
    }

    /// "During the meeting, which also included X, they discussed …": the verb of the relative clause.
    fn which_included(&self, r: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        let which = |i: usize| {
            let b = i - usize::from(matches!(doc.w(i - 1), "also" | "further"));
            matches!(doc.w(b - 1), "which" | "that")
        };
        let includes = |i: usize| {
            matches!(doc.w(i), "included" | "involved")
                || doc.w(i) == "brought" && doc.w(i + 1) == "together"
        };
        let told = matches!(doc.w(r.start), "during" | "at" | "the" | "this");
        (r.start + 2..r.end).take(24).find(|&i| {
            told && includes(i)
                && which(i)
                && (r.start..i).any(|k| table(doc.w(k)))
                && !self.named_in(r.start..i)
                && self.somebody_behind(i + 1, 8)
        })
    }

    /// "The Service sent its deputy commissioner, X.": a body by whom it sent.
    fn sends_its(&self, r: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        let v = r.clone().take(14).find(|&i| {
            matches!(doc.w(i), "sent" | "dispatched") && matches!(doc.w(i + 1), "its" | "their")
        })?;
        let body = self
            .begin(r.start, v)
            .iter()
            .any(|f| f.kind == MentionType::Organization && !f.inside);
        (body && self.somebody_behind(v + 2, 6)).then_some(v)
    }

    /// "X gave the keynote address, with Y and Z on the stage": the end of those behind "with", else the verb `at` itself.
    fn with_behind(&self, at: usize, r: &Range<usize>) -> usize {
        let doc = self.doc;
        let with = (at + 1..(at + 12).min(r.end))
            .find(|&i| doc.w(i) == "with" && doc.w(i - 1) == "," && self.somebody_behind(i + 1, 8));
        with.map_or(at, |i| self.list_end(i + 1, r.end))
    }

    /// "took part in the conference", "Present at the meeting was X": the kind of what those named were at.
    pub(super) fn table_kind(&self, r: &Range<usize>) -> Option<&'static str> {
        r.clone().find_map(|i| {
            let the = i > r.start && matches!(self.doc.w(i - 1), "the" | "this");
            match self.doc.w(i) {
                _ if !the => None,
                "meeting" | "meetings" | "talks" | "discussions" => Some("meeting"),
                "conference" | "forum" | "summit" | "symposium" => Some("conference"),
                "course" | "training" | "workshop" => Some("training"),
                _ => None,
            }
        })
    }

    /// "was", "are", "will be": beside the word that tells.
    fn be(&self, i: usize) -> bool {
        matches!(
            self.doc.w(i),
            "was"
                | "were"
                | "is"
                | "are"
                | "be"
                | "been"
                | "will"
                | "has"
                | "have"
                | "had"
                | "would"
        )
    }

    /// "It was also attended by", "The talks were joined by", "The opening was graced by": a passive at `i` of what was told.
    fn made_by(&self, i: usize, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let verb = matches!(
            doc.w(i),
            "attended"
                | "joined"
                | "addressed"
                | "inaugurated"
                | "opened"
                | "closed"
                | "chaired"
                | "presided"
                | "moderated"
                | "facilitated"
                | "followed"
                | "graced"
                | "observed"
                | "led"
                | "headed"
                | "hosted"
        );
        let by = doc.w(i + 1) == "by" || doc.w(i + 1) != "," && doc.w(i + 2) == "by";
        let was = (r.start..i).any(|k| self.be(k));
        let it = matches!(doc.w(r.start), "it" | "they" | "both" | "this")
            || (r.start..i).take(7).any(|k| table(doc.w(k)));
        verb && by && was && it && !self.named_in(r.start..i)
    }

    /// "Opening the meeting, X said", "In his opening remarks, X urged", "Speaking at the workshop, X noted": behind the comma
    /// at the token given.
    pub(super) fn speaks_at_it(&self, r: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        // "During the opening ceremony, X stressed"
        let starts = doc.w(r.start + 1) == "the"
            && matches!(doc.w(r.start + 2), "opening" | "closing" | "inaugural")
            && matches!(doc.w(r.start + 3), "ceremony" | "session");
        let opens = match doc.w(r.start) {
            "opening" | "closing" | "inaugurating" | "chairing" | "addressing" | "launching" => {
                matches!(doc.w(r.start + 1), "the" | "this")
            }
            "speaking" | "talking" => matches!(doc.w(r.start + 1), "at" | "during" | "on"),
            "during" | "at" => starts,
            "in" => (r.start + 1..r.start + 5).any(|i| {
                matches!(
                    doc.w(i),
                    "remarks" | "address" | "speech" | "statement" | "keynote"
                )
            }),
            _ => return None,
        };
        let comma = (r.start + 1..(r.start + 14).min(r.end)).find(|&i| doc.w(i) == ",")?;
        let noun = doc.w(r.start) == "in"
            && (r.start..comma).any(|i| {
                matches!(
                    doc.w(i),
                    "opening" | "closing" | "keynote" | "welcome" | "welcoming" | "inaugural"
                )
            })
            || starts
            || doc.w(r.start) != "in" && (r.start..comma).skip(1).any(|i| table(doc.w(i)));
        (opens && noun && !self.named_in(r.start..comma) && self.somebody_behind(comma + 1, 8))
            .then_some(comma)
    }

    /// A verb at `i` of those who were there: "attended", "took part", "sat in on the talks", "addressed the opening".
    fn was_there(&self, i: usize, r: &Range<usize>) -> bool {
        let doc = self.doc;
        // "graced the closing dinner": nobody deliberates there.
        let near = |n: usize| {
            let behind = || i + 1..(i + n).min(r.end);
            behind().any(|k| table(doc.w(k))) && !behind().any(|k| feast(doc.w(k)))
        };
        // "attended.", "attended the meeting"; not "attended the funeral".
        let end = |k: usize| k >= r.end || matches!(doc.w(k), "." | "," | "as" | "too");
        let it = |k: usize| end(k) || near(k - i + 6) || matches!(doc.w(k), "it" | "them");
        match doc.w(i) {
            "attended" | "attending" | "attend" => it(i + 1),
            "participated" | "participating" => {
                let occasion = matches!(doc.w(i + 1), "on" | "at") && doc.w(i + 3) == "occasion";
                end(i + 1) || near(7) || occasion
            }
            "took" | "taking" | "take" => doc.w(i + 1) == "part" && it(i + 2),
            "joined" | "joining" => near(6) || doc.w(i + 1) == "them",
            "followed" | "following" | "observed" => near(4),
            "sat" => doc.w(i + 1) == "in",
            "addressed" | "opened" | "inaugurated" | "chaired" | "moderated" | "graced"
            | "closed" | "steered" => near(6),
            "presided" => near(7),
            "chair" => doc.before(i, 1) == "the" && doc.before(i, 2) == "in",
            "spoke" => matches!(doc.w(i + 1), "at" | "during") && near(6),
            "delivered" | "gave" | "made" => (i + 1..i + 6).any(|k| {
                matches!(
                    doc.w(k),
                    "keynote"
                        | "remarks"
                        | "presentations"
                        | "lectures"
                        | "lecture"
                        | "address"
                        | "speech"
                        | "presentation"
                        | "speeches"
                )
            }),
            "look" | "presented" | "shared" | "briefed" => self.sent_before(i, r),
            _ => false,
        }
    }

    /// "Participants from X will look at", "Experts of X presented": the subject is people of a body.
    fn sent_before(&self, i: usize, r: &Range<usize>) -> bool {
        let first = (r.start..r.start + 3).any(|k| people_of(self.doc.w(k)));
        first && self.between(r.start, i).any(|k| self.sends_people(k))
    }

    /// "accompanied by officials of X", "with experts from X joining": people of the body `k` come beside somebody.
    pub(super) fn people_beside(&self, k: usize) -> bool {
        let doc = self.doc;
        let f = &self.found[k];
        if !self.english() || !self.sends_people(k) {
            return false;
        }
        let start = self.sentence_of(f.first).start;
        let Some(group) = (start.max(f.first.saturating_sub(30))..f.first)
            .rev()
            .find(|&i| people_of(doc.w(i)) && !self.covered[i])
            .filter(|&i| !matches!(doc.w(i), "heads" | "chiefs"))
        else {
            return false;
        };
        let lead = (start.max(group.saturating_sub(4))..group)
            .rev()
            .find(|&i| {
                matches!(
                    doc.w(i),
                    "with" | "by" | "including" | "and" | "," | "alongside" | "of"
                ) || finite(doc.w(i))
                    || self.covered[i]
            });
        let Some(lead) = lead else { return false };
        // "A met B and officials of X": not "praised the police and officers of X".
        let beside = |i: usize| {
            let last = i - usize::from(i > start && doc.w(i - 1) == ",");
            self.begin(start, i)
                .iter()
                .any(|o| somebody(o) && o.last == last)
        };
        match doc.w(lead) {
            "by" => lead > start && self.company_word(lead - 1),
            "with" => lead > start && !self.about_whom(lead - 1),
            "including" | "alongside" => true,
            "and" | "," => beside(lead),
            _ => false,
        }
    }

    /// "attended by", "accompanied by"
    fn company_word(&self, i: usize) -> bool {
        matches!(
            self.doc.w(i),
            "attended"
                | "accompanied"
                | "joined"
                | "flanked"
                | "assisted"
                | "backed"
                | "supported"
                | "led"
                | "briefed"
        )
    }

    /// "cooperation with experts of X": what was talked about.
    fn about_whom(&self, i: usize) -> bool {
        matches!(
            self.doc.w(i),
            "cooperation"
                | "coordination"
                | "collaboration"
                | "relations"
                | "partnership"
                | "ties"
                | "work"
                | "works"
                | "worked"
                | "working"
                | "trained"
                | "contacts"
                | "links"
        )
    }

    /// "The meetings were attended by": what is said of several is said of each told last with the same host.
    pub(super) fn those_told(&self, last: usize, r: &Range<usize>) -> Range<usize> {
        let several = (r.start..r.start + 4).any(|i| self.doc.w(i) == "meetings");
        let kind = self.events[last].kind;
        let host = self.events[last].participants.first().copied();
        let mut from = last;
        while several
            && from > 0
            && self.events[from - 1].kind == kind
            && self.events[from - 1].participants.first().copied() == host
        {
            from -= 1;
        }
        from..last + 1
    }

    /// A body that stands in the stretch for those it sent, whatever its people are called.
    pub(super) fn stands_there(&self, k: usize) -> bool {
        let f: &Found = &self.found[k];
        f.kind == MentionType::Organization
            && !f.inside
            && crate::entity::alias_of(self.doc, self.found, k).is_none()
            && !(f.first > 0 && self.doc.w(f.first - 1) == "(")
            // "EU Ambassador X"
            && !self.begin(f.last, f.last + 1).iter().any(somebody)
            && (self.sends_people(k) || !self.bystander(f, "meeting"))
    }

    /// "They agreed on a course to be conducted by X": those who agree do not teach it.
    pub(super) fn course_of_others(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let agreed = (r.start..t.first).any(|i| matches!(doc.w(i), "agreed" | "decided"));
        let by = (t.last..r.end).find(|&i| doc.w(i) == "by");
        self.english()
            && t.kind == "training"
            && agreed
            && by.is_some_and(|b| self.body_behind(b + 1, 4))
    }

    /// "A and B held a meeting chaired by X and Y", "talks between A and B", "A hosted talks with B": the bodies `k` is one of meet.
    pub(super) fn bodies_meet(&self, k: usize, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let f = &self.found[k];
        if !self.english()
            || t.definite
            || !matches!(t.kind, "meeting" | "consultation" | "call")
            || !self.stands_there(k)
        {
            return false;
        }
        let said = t.last - 1 - usize::from(t.last > t.first + 1 && doc.w(t.last - 1) == "with");
        let noun = matches!(
            doc.w(said),
            "meeting"
                | "talks"
                | "meetings"
                | "discussions"
                | "consultations"
                | "session"
                | "round"
        );
        let people = |a: usize, b: usize| self.begin(a, b).iter().any(somebody);
        let held = |a: usize, b: usize| {
            (a..b).any(|i| {
                matches!(
                    doc.w(i),
                    "held"
                        | "hold"
                        | "holds"
                        | "hosted"
                        | "hosts"
                        | "convened"
                        | "met"
                        | "had"
                        | "conducted"
                        | "organised"
                        | "organized"
                )
            })
        };
        // The subject of the sentence, and nobody before it.
        let subject = f.last <= t.first
            && held(f.last, t.last)
            && !people(r.start, t.first)
            && (r.start..f.first).all(|i| self.covered[i] || !finite(doc.w(i)) && doc.w(i) != "of");
        let article = usize::from(f.first > r.start && doc.w(f.first - 1) == "the");
        let b = doc.before(f.first - article, 1);
        let near = f.first >= t.last && f.first < t.last + 24 && !people(t.last, f.first);
        let with = b == "with"
            && f.first - article == t.last + 1
            && held(r.start, t.first)
            && !people(r.start, t.first);
        let between = near
            && doc.w(t.last) == "between"
            && (t.last + 1..f.first).all(|i| self.covered[i] || !finite(doc.w(i)));
        noun && (subject || with || between) || doc.w(t.last - 1) == "met" && subject
    }

    /// "Speaking at the conference, X praised …" where a meeting was told and no conference: the meeting.
    pub(super) fn same_gathering(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let opens = matches!(
            doc.w(r.start),
            "speaking" | "addressing" | "opening" | "closing" | "at" | "during" | "in"
        );
        self.english()
            && t.kind == "conference"
            && t.last == t.first + 1
            && doc.before(t.first, 1) == "the"
            && opens
            && t.first < r.start + 8
            && self.events.last().is_some_and(|e| e.kind == "meeting")
            && !self.events.iter().any(|e| e.kind == "conference")
    }
}

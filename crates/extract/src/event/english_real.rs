//! English: what only sounds like an event, and names that only describe the noun behind them.

use super::company::somebody;
use super::english_company::under_leadership;
use std::ops::Range;

use super::{Participant, Teller, Trigger};
use crate::lexicon::Tag;
use crate::mention::{Found, MentionType};

/// What a course, an exercise or an operation is the subject or object of where it is told.
fn takes_place(w: &str) -> bool {
    matches!(
        w,
        "held"
            | "holds"
            | "hold"
            | "conducted"
            | "conduct"
            | "conducts"
            | "delivered"
            | "deliver"
            | "attended"
            | "attend"
            | "attending"
            | "underwent"
            | "undergo"
            | "undergoing"
            | "completed"
            | "complete"
            | "began"
            | "begin"
            | "begins"
            | "begun"
            | "opened"
            | "opens"
            | "open"
            | "launched"
            | "organised"
            | "organized"
            | "organising"
            | "organizing"
            | "hosted"
            | "hosts"
            | "host"
            | "received"
            | "receive"
            | "receiving"
            | "provided"
            | "provides"
            | "gave"
            | "given"
            | "started"
            | "starts"
            | "start"
            | "ended"
            | "concluded"
            | "concludes"
            | "closed"
            | "took"
            | "takes"
            | "taking"
            | "ran"
            | "runs"
            | "staged"
            | "carried"
            | "inaugurated"
            | "declared"
            | "facilitated"
            | "led"
            | "joined"
            | "participated"
            | "participate"
            | "participating"
            | "brought"
            | "brings"
            | "gathered"
            | "kicked"
            | "mounted"
            | "executed"
            | "undertook"
            | "undertaken"
            | "supported"
            | "coordinated"
            | "resulted"
            | "resumed"
            | "netted"
            | "dubbed"
            | "codenamed"
            | "graduated"
            | "finished"
            | "planned"
            | "scheduled"
    )
}

impl Teller<'_, '_> {
    /// "called on Norway to act", "efforts are welcomed", "future meetings", "areas such as training": nothing happened.
    pub(super) fn english_sham(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        // "led a team on a courtesy visit to X": the meeting.
        let courtesy = t.kind == "visit"
            && matches!(doc.w(t.last - 1), "delegation" | "team")
            && (t.last..(t.last + 16).min(r.end)).any(|i| doc.w(i) == "courtesy");
        courtesy
            || self.on_agenda(t, r)
            || self.led_there(t, r)
            || self.urges(t, r)
            || self.is_welcome(t, r)
            || self.in_general(t, r)
            || self.mere_noun(t, r)
    }

    /// "called on its neighbours to stop": somebody is asked, not met.
    fn urges(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let call = matches!(doc.w(t.first), "called" | "calls" | "calling" | "call")
            && matches!(doc.w(t.last - 1), "on" | "upon");
        let somebody = self
            .begin(t.last, t.last + 5)
            .iter()
            .any(|f| somebody(f) && (t.last..t.last + 5).contains(&f.first));
        let ask = (t.last..r.end).any(|i| {
            doc.w(i) == "to"
                && doc.latin(i + 1)
                && !doc.capital(i + 1)
                && !matches!(
                    doc.w(i + 1),
                    "discuss"
                        | "brief"
                        | "the"
                        | "convey"
                        | "congratulate"
                        | "present"
                        | "exchange"
                )
        });
        t.kind == "meeting" && call && (!somebody || ask)
    }

    /// "such steps are welcomed": by nobody who is named.
    fn is_welcome(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let passive = t.first > r.start
            && matches!(
                doc.w(t.first - 1),
                "is" | "are" | "be" | "been" | "being" | "was" | "were" | "warmly"
            );
        let by = (t.last..(t.last + 8).min(r.end)).any(|k| matches!(doc.w(k), "by" | "at"));
        // "warmly welcomed Interior Minister X"
        let active = t.first > 0
            && doc.w(t.first - 1) == "warmly"
            && self
                .begin(t.last, t.last + 4)
                .iter()
                .any(|f| somebody(f) && (t.last..t.last + 4).contains(&f.first));
        t.kind == "meeting" && doc.w(t.first) == "welcomed" && passive && !by && !active
    }

    /// "future meetings", "regular exercises", "such talks".
    fn in_general(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let plural = doc.w(t.last - 1).ends_with('s') && doc.w(t.last - 1) != "talks";
        let are = plural && doc.w(t.last) == "are" && doc.language == text::Language::English;
        are || t.first > r.start
            && (plural
                && !self.one_of_a_row(t, r)
                && matches!(
                    doc.w(t.first - 1),
                    "future"
                        | "regular"
                        | "such"
                        | "periodic"
                        | "frequent"
                        | "more"
                        | "other"
                        | "periodical"
                        | "annual"
                        | "various"
                        | "previous"
                        | "mutual"
                        | "reciprocal"
                        | "further"
                        | "all"
                        | "any"
                        | "many"
                )
                || self.abroad_in_general(t)
                || doc.w(t.first - 1) == "future"
                || doc.w(t.first - 1) == "regular" && !self.one_of_a_row(t, r))
    }

    /// "support in training", "including joint operations", "training and research": a field of work.
    fn mere_noun(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        if !matches!(t.kind, "training" | "operation") || t.definite {
            return false;
        }
        let w = doc.w(t.last - 1);
        let plain = t.kind == "training"
            && matches!(
                w,
                "training"
                    | "mentoring"
                    | "exercise"
                    | "exercises"
                    | "courses"
                    | "building"
                    | "programmes"
                    | "programs"
                    | "workshops"
                    | "drills"
                    | "sessions"
                    | "seminars"
            )
            || t.kind == "operation"
                && matches!(
                    w,
                    "operations" | "patrols" | "actions" | "crackdown" | "raids"
                );
        if !plain || self.acted_during(t, r) {
            return false;
        }
        // "discussed a programme of courses": what was talked about.
        let talked = (r.start.max(t.first.saturating_sub(7))..t.first).any(|i| {
            matches!(
                doc.w(i),
                "discussed"
                    | "discussing"
                    | "explored"
                    | "considered"
                    | "examined"
                    | "praised"
                    | "underlined"
                    | "stressed"
                    | "proposed"
            )
        });
        if talked && self.straight(t.first.saturating_sub(7).max(r.start), t) || self.more_of(t) {
            return true;
        }
        // "exercise of the Register", "exercise of powers"
        if w == "exercise" && doc.w(t.last) == "of" {
            return true;
        }
        let article = (t.first.saturating_sub(6).max(r.start)..t.first).any(|i| {
            matches!(
                doc.w(i),
                "a" | "an"
                    | "this"
                    | "two"
                    | "three"
                    | "four"
                    | "five"
                    | "week"
                    | "day"
                    | "month"
                    | "series"
                    | "first"
                    | "second"
                    | "third"
            ) || doc.w(i).bytes().all(|b| b.is_ascii_digit())
        });
        let capital = doc.capital(t.first) && t.first > r.start;
        let told = (r.start..t.first)
            .rev()
            .take(6)
            .any(|i| takes_place(doc.w(i)) && doc.w(i.wrapping_sub(1)) != "-")
            || (t.last..r.end).take(14).any(|i| takes_place(doc.w(i)));
        // Who speaks of a field names it behind a preposition or in a list.
        let listed = t.first > r.start
            && (matches!(
                doc.w(t.first - 1),
                "in" | "of"
                    | "including"
                    | "with"
                    | "and"
                    | ","
                    | "through"
                    | "for"
                    | "on"
                    | "supported"
                    | "to"
                    | "your"
                    | "police"
                    | "professional"
                    | "from"
                    | "provide"
                    | "providing"
            ) || doc
                .at(t.first - 1)
                .iter()
                .any(|h| matches!(h.tag, Tag::Stop)))
            || matches!(
                doc.w(t.last),
                "and"
                    | ","
                    | "opportunities"
                    | "needs"
                    | "purposes"
                    | "capacity"
                    | "in"
                    | "programmes"
                    | "programs"
                    | "initiatives"
                    | "materials"
                    | "facilities"
                    | "modules"
                    | "efforts"
                    | "activities"
                    | "arrangements"
            ) && t.kind == "training"
            || doc.w(t.last - 1).ends_with('s');
        // "The Bureau is training officers": a verb.
        let verb = t.first > r.start
            && matches!(
                doc.w(t.first - 1),
                "is" | "are" | "was" | "were" | "been" | "be"
            );
        let bare = w == "training" && t.last == t.first + 1;
        if verb {
            return false;
        }
        !article && !capital && (listed || bare) && !told
    }

    /// "The deputy minister received the guests": they whose visit was told last.
    pub(super) fn received_guests(&self, t: &Trigger) -> &[Participant] {
        let doc = self.doc;
        let takes = matches!(doc.w(t.last - 1), "received" | "hosted" | "greeted" | "met");
        let article = usize::from(matches!(doc.w(t.last), "the" | "his" | "her" | "with"));
        let group = matches!(
            doc.w(t.last + article),
            "guests"
                | "guest"
                | "visitors"
                | "visitor"
                | "delegation"
                | "delegates"
                | "group"
                | "team"
        );
        let alone = !matches!(
            doc.w(t.last + article + 1),
            "of" | "from" | "led" | "headed"
        );
        let visit = self.events.last().filter(|e| e.kind == "visit");
        visit
            .filter(|_| self.english() && t.kind == "meeting" && takes && group && alone)
            .map_or(&[], |e| &e.participants)
    }

    /// "Interpol member countries", "EU funding", "GCC officials": the body only describes the noun behind it.
    pub(super) fn english_modifier(&self, f: &Found) -> bool {
        let doc = self.doc;
        // "in Police Organization (EAPCCO) countries"
        let short = doc.w(f.last) == "(" && doc.w(f.last + 2) == ")";
        let k = f.last + 3 * usize::from(short);
        if !self.english() || k >= doc.len() || doc.line_start(k) || !doc.latin(k) {
            // "EU-wide", "INL-supported"
            return self.english()
                && doc.w(k) == "-"
                && doc.glued(k)
                && matches!(
                    doc.w(k + 1),
                    "wide"
                        | "funded"
                        | "supported"
                        | "backed"
                        | "level"
                        | "style"
                        | "trained"
                        | "financed"
                        | "sponsored"
                );
        }
        matches!(
            doc.w(k),
            "member"
                | "members"
                | "priorities"
                | "priority"
                | "countries"
                | "country"
                | "states"
                | "funding"
                | "funds"
                | "law"
                | "rules"
                | "policy"
                | "policies"
                | "nationals"
                | "citizens"
                | "borders"
                | "mechanism"
                | "mechanisms"
                | "financial"
                | "standards"
                | "strategy"
                | "framework"
                | "tools"
                | "databases"
                | "database"
                | "notice"
                | "notices"
                | "channels"
                | "warrant"
                | "regulations"
                | "regulation"
                | "membership"
                | "mandate"
                | "territory"
                | "external"
                | "action"
                | "projects"
                | "project"
                | "programme"
                | "programmes"
                | "program"
                | "legislation"
                | "directive"
                | "budget"
                | "market"
                | "region"
                | "accession"
                | "candidate"
                | "interior"
                | "initiative"
                | "initiatives"
                | "red"
                | "blue"
                | "purple"
                | "capabilities"
                | "policing"
                | "training"
                | "conference"
                | "system"
                | "network"
                | "resources"
                | "grant"
                | "global"
        ) && !(matches!(
            doc.w(k),
            "training"
                | "conference"
                | "action"
                | "project"
                | "global"
                | "initiative"
                | "network"
                | "programme"
        )) || matches!(doc.w(k), "member") && matches!(doc.w(k + 1), "states" | "countries")
    }

    /// "A delegation of the Agency visited", "officers of X travelled": people of a body go.
    pub(super) fn bodies_travel(&self, t: &Trigger, r: &Range<usize>) -> bool {
        (r.start.max(t.first.saturating_sub(12))..(t.last + 8).min(r.end)).any(|i| {
            matches!(
                self.doc.w(i),
                "delegation"
                    | "delegations"
                    | "team"
                    | "teams"
                    | "officials"
                    | "representatives"
                    | "investigators"
                    | "detectives"
                    | "mission"
                    | "agents"
                    | "prosecutors"
                    | "members"
                    | "group"
            )
        })
    }

    /// "The visiting delegation was led by X while Y led the host side", "X headed the delegation": who is at the talks told.
    pub(super) fn leads_side(&self, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let side = |i: usize| {
            matches!(
                doc.w(i),
                "delegation" | "delegations" | "side" | "sides" | "team"
            )
        };
        self.english()
            && r.clone().any(|i| {
                (under_leadership(doc.w(i), doc.w(i + 1))
                    || matches!(
                        doc.w(i),
                        "led"
                            | "leads"
                            | "headed"
                            | "heads"
                            | "heading"
                            | "leading"
                            | "comprised"
                            | "comprising"
                            | "included"
                            | "includes"
                            | "represented"
                            | "chaired"
                    ))
                    && (r.start.max(i.saturating_sub(9))..(i + 9).min(r.end)).any(side)
            })
    }

    /// "talks between Norway and Sweden", "Norway and Sweden held talks": countries, and nobody yet.
    pub(super) fn between_countries(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let land = |f: &Found| {
            f.kind == MentionType::Location
                && doc
                    .at(f.first)
                    .iter()
                    .any(|h| h.tag.place().is_some_and(|p| p.country))
        };
        let told = self.between(r.start, r.end);
        let told = &self.found[told.start..(told.end + 1).min(self.found.len())];
        let pair = || {
            told.windows(2).any(|p| {
                let near = p[1].first.saturating_sub(p[0].last) <= 2
                    && (p[0].last..p[1].first).any(|i| doc.w(i) == "and");
                let between = p[0].first > t.first
                    && (p[0].first.saturating_sub(2)..p[0].first).any(|i| doc.w(i) == "between")
                    && p[0].first < t.last + 8;
                let whose = p[0].first > 0 && doc.w(p[0].first - 1) == "of";
                let subject = p[1].last <= t.first
                    && t.first - p[1].last <= 8
                    && (p[0].first <= r.start + 2 || whose && p[0].first <= r.start + 8);
                near && (between || subject) && land(&p[0]) && land(&p[1])
            })
        };
        matches!(t.kind, "meeting" | "call" | "consultation" | "agreement") && pair()
    }

    /// "the three-day talks", "the week-long course": definite, with its length between.
    pub(super) fn the_long(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = |n: usize| doc.before(i, n);
        let long = matches!(w(1), "day" | "week" | "month" | "long")
            && w(2) == "-"
            && matches!(w(4), "the" | "this" | "their");
        // "results of its operation"
        let its = matches!(w(1), "its" | "his" | "her")
            && matches!(doc.w(i), "operation" | "training" | "course");
        // "opened the Council meeting": of a body the text named before.
        let body = self
            .ending(i)
            .find(|f| f.kind == MentionType::Organization && !f.inside);
        let theirs = body.is_some_and(|f| {
            f.first > 0
                && doc.w(f.first - 1) == "the"
                && matches!(doc.w(i), "meeting" | "meetings" | "talks")
                && self.english()
        });
        long || its || theirs
    }

    /// "When meeting with X, Y said …": who speaks behind the comma was at it.
    pub(super) fn speaks_there(&self, f: &Found) -> bool {
        let doc = self.doc;
        let start = self.sentence_of(f.first).start;
        self.english()
            && f.first > start
            && (start..start + 4)
                .any(|i| matches!(doc.w(i), "meeting" | "talks" | "receiving" | "welcoming"))
            && matches!(
                doc.w(start),
                "when" | "while" | "meeting" | "during" | "receiving" | "welcoming"
            )
            || self.english() && self.speaks_after(f, start)
    }

    /// "Speaking after a meeting with X in Sofia, Y said …", "Following talks with X, Y said …": Y was at it.
    fn speaks_after(&self, f: &Found, start: usize) -> bool {
        let doc = self.doc;
        let from = start
            + match doc.w(start) {
                "speaking" | "talking" => 1,
                "addressing" | "briefing" => 2,
                _ => 0,
            };
        let after = matches!(doc.w(from), "after" | "following" | "at" | "during");
        let noun = (from + 1..from + 6).find(|&i| {
            matches!(
                doc.w(i),
                "meeting" | "talks" | "call" | "conversation" | "discussions"
            )
        });
        let with = noun.is_some_and(|n| {
            doc.w(n + 1) == "with" && !(from..n).any(|i| matches!(doc.w(i), "the" | "this"))
        });
        after && with && noun.is_some_and(|n| f.first > n + 2 && self.somebody_behind(n + 2, 7))
    }

    /// "The training was funded by X", "officers from Y took part in the course": the sentence adds who took part; one that only
    /// speaks of it does not.
    pub(super) fn adds_parts(&self, r: &Range<usize>) -> bool {
        let doc = self.doc;
        r.clone().any(|i| {
            matches!(
                doc.w(i),
                "organised"
                    | "organized"
                    | "funded"
                    | "financed"
                    | "sponsored"
                    | "supported"
                    | "facilitated"
                    | "conducted"
                    | "delivered"
                    | "hosted"
                    | "led"
                    | "coordinated"
                    | "attended"
                    | "participated"
                    | "drawn"
                    | "involving"
                    | "involved"
                    | "collaboration"
                    | "partnership"
                    | "cooperation"
                    | "coordination"
                    | "conjunction"
                    | "together"
                    | "jointly"
                    | "alongside"
                    | "joined"
                    | "contributed"
                    | "gathers"
                    | "gathered"
                    | "brings"
                    | "brought"
                    | "between"
                    | "presided"
                    | "opened"
                    | "closed"
                    | "carried"
                    | "mounted"
                    | "launched"
                    | "hosts"
                    | "organises"
                    | "organizes"
                    | "deployed"
                    | "helped"
                    | "ran"
                    | "runs"
            ) || matches!(doc.w(i), "support" | "assistance" | "help")
                && matches!(doc.w(i + 1), "of" | "from")
                || matches!(doc.w(i), "took" | "take" | "taking" | "takes")
                    && doc.w(i + 1) == "part"
                || matches!(
                    doc.w(i),
                    "officers"
                        | "instructors"
                        | "trainers"
                        | "experts"
                        | "participants"
                        | "trainees"
                ) && matches!(doc.w(i + 1), "from" | "of")
        })
    }

    /// A journey without a named subject has a word that stands for one: "he", "the visit".
    pub(super) fn somebody_goes(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let pronoun = (r.start..t.first).any(|i| {
            matches!(
                doc.w(i),
                "he" | "she"
                    | "they"
                    | "his"
                    | "her"
                    | "their"
                    | "two"
                    | "delegation"
                    | "minister"
                    | "pair"
                    | "both"
                    | "boss"
                    | "official"
                    | "general"
                    | "director"
                    | "commissioner"
            )
        });
        let others = (r.start..t.first).any(|i| {
            matches!(
                doc.w(i),
                "participants" | "trainees" | "students" | "attendees" | "officers" | "experts"
            )
        });
        pronoun || t.first < r.start + 3 && !others
    }

    /// "Europol, the European Union's police agency,": the second names the first again.
    pub(super) fn apposed(&self, f: &Found) -> bool {
        let doc = self.doc;
        let article = f
            .first
            .checked_sub(2)
            .filter(|&b| doc.w(b) == "," && doc.w(b + 1) == "the");
        let Some(comma) = article else { return false };
        let closed = matches!(doc.w(f.last), "," | ";") && !doc.line_start(f.last);
        let list = |i: usize| {
            matches!(doc.w(i), "and" | "the" | "as" | "along" | "&")
                || self
                    .begin(i, i + 1)
                    .iter()
                    .any(|o| o.kind == MentionType::Organization)
        };
        let before = self
            .ending(comma)
            .find(|o| o.kind == MentionType::Organization);
        let alone = before.is_some_and(|o| {
            let b = doc.before(o.first, 1);
            !(matches!(b, "," | "and")
                || b == "the" && o.first > 1 && matches!(doc.w(o.first - 2), "," | "and"))
        });
        self.english() && closed && alone && !list(f.last + 1)
    }

    /// "This request was made during a meeting with X": the sentence names one of the two, the one before it the other.
    pub(super) fn during_meeting(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let with = (t.first..(t.last + 1).min(r.end)).any(|i| doc.w(i) == "with");
        let during = t.first > r.start + 1
            && matches!(
                doc.w(t.first - 1),
                "a" | "his" | "her" | "the" | "bilateral" | "recent"
            )
            && (r.start.max(t.first.saturating_sub(4))..t.first)
                .any(|i| matches!(doc.w(i), "during" | "at" | "in" | "after" | "following"));
        let opens = matches!(
            doc.w(r.start),
            "this" | "the" | "it" | "that" | "these" | "his" | "her" | "such"
        );
        let named = self
            .begin(r.start, t.first)
            .iter()
            .any(|f| somebody(f) && f.last <= t.first);
        self.english() && matches!(t.kind, "meeting" | "call") && with && during && opens && !named
    }
}

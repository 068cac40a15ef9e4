//! English as ministries put it: what is renewed, held for the tenth time or gathers people, and bodies that act through what
//! they carry out.

use super::company::{somebody, who};
use super::{Teller, Trigger};
use crate::lexicon::Tag;
use crate::mention::MentionType;

/// A body that two sides sit in: "the Joint Commission met".
fn of_both(w: &str) -> bool {
    matches!(
        w,
        "commission"
            | "committee"
            | "commissions"
            | "committees"
            | "council"
            | "group"
            | "board"
            | "mechanism"
    )
}

impl Teller<'_, '_> {
    /// "a border cooperation accord", not "accord priority to", "in accord with".
    pub(super) fn accord_noun(&self, i: usize) -> bool {
        let doc = self.doc;
        let before = i.checked_sub(1).map_or("", |b| doc.w(b));
        let verb = matches!(
            before,
            "to" | "will" | "would" | "must" | "should" | "we" | "they" | "in" | "own" | "of"
        ) || matches!(
            doc.w(i + 1),
            "the"
                | "great"
                | "high"
                | "priority"
                | "special"
                | "particular"
                | "greater"
                | "importance"
        );
        !verb
    }

    /// "renewed for three years their letter of intent", "extended the memorandum": an accord again.
    pub(super) fn renews(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let from = t
            .first
            .saturating_sub(12)
            .max(self.sentence_of(t.first).start);
        let renew = |i: &usize| {
            matches!(
                doc.w(*i),
                "renewed"
                    | "renew"
                    | "renews"
                    | "renewing"
                    | "prolonged"
                    | "extended"
                    | "updated"
                    | "ratified"
            )
        };
        let Some(v) = (from..t.first).rev().find(renew) else {
            return false;
        };
        let small = |i: usize| {
            let w = doc.w(i);
            matches!(
                w,
                "the"
                    | "their"
                    | "its"
                    | "a"
                    | "an"
                    | "this"
                    | "for"
                    | "further"
                    | "another"
                    | "years"
                    | "year"
                    | "months"
                    | "until"
                    | "by"
                    | "on"
                    | "existing"
                    | "joint"
                    | "bilateral"
                    | "cooperation"
                    | "security"
                    | "border"
                    | "police"
                    | "two"
                    | "three"
                    | "five"
                    | "four"
                    | "ten"
                    | "-"
            ) || w.bytes().all(|b| b.is_ascii_digit())
                || self
                    .found
                    .iter()
                    .any(|f| f.kind == MentionType::Date && (f.first..f.last).contains(&i))
        };
        let whose = (v + 1..t.first)
            .any(|i| matches!(doc.w(i), "the" | "their" | "its" | "a" | "an" | "this"));
        t.kind == "agreement" && whose && (v + 1..t.first).all(small)
    }

    /// Verbs and nouns of official reports that tell by what stands around them.
    pub(super) fn formal_verb(&self, i: usize, start: usize) -> Option<&'static str> {
        let doc = self.doc;
        match doc.w(i) {
            // "the security advisers of the three countries will gather in Thimphu"
            "gather" | "gathered" | "gathers" | "assembled" | "convened"
                if matches!(doc.w(i + 1), "in" | "at" | "on" | "here" | "for")
                    && (start..i).any(|k| official_group(doc.w(k)))
                    && !doc.at(i).iter().any(|h| matches!(h.tag, Tag::Event(_))) =>
            {
                Some("meeting")
            }
            // "held the second round of the security mechanism", "held the fifth session of the Joint Commission"
            "round" | "session" | "edition" | "iteration"
                if doc.w(i + 1) == "of"
                    && (start.max(i.saturating_sub(10))..i).any(|k| {
                        matches!(
                            doc.w(k),
                            "held"
                                | "hold"
                                | "holds"
                                | "convened"
                                | "concluded"
                                | "co"
                                | "chaired"
                                | "opened"
                                | "hosted"
                        )
                    })
                    && (i + 2..(i + 12).min(doc.len()))
                        .take_while(|&k| {
                            doc.sentence[k] == doc.sentence[i]
                                && !matches!(doc.w(k), "," | "in" | "on")
                        })
                        .any(|k| {
                            of_both(doc.w(k))
                                || matches!(doc.w(k), "dialogue" | "discussions" | "negotiations")
                        }) =>
            {
                Some("meeting")
            }
            // "The sixth session of the joint border committee was held in X"
            "session" | "round" | "edition" | "meeting"
                if doc.w(i + 1) == "of"
                    && (i + 2..(i + 16).min(doc.len()))
                        .take_while(|&k| doc.sentence[k] == doc.sentence[i])
                        .skip_while(|&k| {
                            !(of_both(doc.w(k)) || matches!(doc.w(k), "dialogue" | "negotiations"))
                        })
                        .take(8)
                        .any(|k| {
                            matches!(doc.w(k), "was" | "were" | "is" | "will")
                                && matches!(doc.w(k + 1), "held" | "convened" | "opened" | "be")
                                || matches!(doc.w(k), "took" | "takes") && doc.w(k + 1) == "place"
                                || matches!(
                                    doc.w(k),
                                    "opened" | "convened" | "concluded" | "began" | "ended"
                                )
                        }) =>
            {
                Some("meeting")
            }
            // "The interior minister and his Nigerian counterpart discussed …"
            "discussed" | "reviewed" | "examined" | "explored" | "agreed"
                if self.counterpart_beside(i, start) =>
            {
                Some("meeting")
            }
            // "Thanks to cooperation between the Department and its Iraqi counterpart, pills were seized"
            w if super::english_join::acts(w)
                && matches!(doc.w(i.wrapping_sub(1)), "was" | "were" | "been")
                && self.by_cooperation(i, start) =>
            {
                Some("operation")
            }
            // "A team of A and B carried out searches", "A and B made nine arrests"
            "carried" | "conducted" | "executed" | "made" | "staged" | "mounted"
                if self.light_action(i) && self.bodies_before(i, start) >= 2 =>
            {
                Some("operation")
            }
            _ => None,
        }
    }

    /// "Addressing the opening session of the conference, X called for …": who speaks there is there.
    pub(super) fn addresses(&self, m: &crate::mention::Found) -> bool {
        let doc = self.doc;
        let start = self.sentence_of(m.first).start;
        let opens = doc.w(start) == "addressing"
            || doc.w(start) == "speaking" && matches!(doc.w(start + 1), "at" | "during" | "before");
        self.english()
            && opens
            && (start + 1..m.first.min(start + 10)).any(|i| {
                matches!(
                    doc.w(i),
                    "conference"
                        | "forum"
                        | "session"
                        | "summit"
                        | "meeting"
                        | "symposium"
                        | "congress"
                        | "assembly"
                        | "gathering"
                )
            })
    }

    /// "The police chiefs of the region will gather in X. Mali is to be represented by Y.": a meeting of whom the next sentence names.
    pub(super) fn sides_follow(&self, t: &Trigger, r: &std::ops::Range<usize>) -> bool {
        let doc = self.doc;
        let group = (r.start..t.first).any(|k| official_group(doc.w(k)));
        let Some(next) = doc
            .sentence
            .get(r.end)
            .filter(|s| **s == doc.sentence[t.first] + 1)
        else {
            return false;
        };
        let tells = |i: usize| {
            matches!(
                doc.w(i),
                "represented"
                    | "led"
                    | "headed"
                    | "chaired"
                    | "attended"
                    | "represent"
                    | "represents"
            ) && (doc.w(i + 1) == "by" || doc.w(i).starts_with("represent"))
        };
        t.kind == "meeting"
            && group
            && (r.end..doc.len())
                .take_while(|&i| doc.sentence[i] == *next)
                .any(tells)
    }

    /// "X witnessed the signing of an accord between A and B": X looks on.
    pub(super) fn english_watches(&self, m: &crate::mention::Found, t: &Trigger) -> bool {
        let doc = self.doc;
        let saw = (m.last..t.first.max(m.last)).find(|&i| {
            matches!(
                doc.w(i),
                "witnessed"
                    | "witnesses"
                    | "witness"
                    | "oversaw"
                    | "attended"
                    | "presided"
                    | "watched"
            )
        });
        let signing = |v: usize| {
            (v..t.last).any(|i| {
                matches!(
                    doc.w(i),
                    "signing" | "signature" | "ceremony" | "conclusion"
                )
            })
        };
        self.english()
            && t.kind == "agreement"
            && saw.is_some_and(|v| signing(v) && doc.sentence[v] == doc.sentence[m.first])
    }

    /// "the Joint Task Force of the Police and the Gendarmerie": those it is made of act.
    pub(super) fn joint_force(&self, m: &crate::mention::Found) -> bool {
        let doc = self.doc;
        let joint = m.kind == MentionType::Organization
            && doc.w(m.last) == "of"
            && (m.first..m.last).any(|i| matches!(doc.w(i), "joint" | "mixed" | "combined"));
        let body = |from: usize| {
            self.who_at(from)
                .is_some_and(|k| self.found[k].kind == MentionType::Organization)
        };
        let from = m.last + 1 + usize::from(doc.w(m.last + 1) == "the");
        self.english() && joint && (body(from) || body(from + 1))
    }

    /// "Within the framework of the EUROMED Police project": what it was done under.
    pub(super) fn frames(&self, m: &crate::mention::Found) -> bool {
        let doc = self.doc;
        let thing = matches!(
            doc.w(m.last),
            "project" | "programme" | "program" | "initiative" | "action"
        );
        let frame = (m.first.saturating_sub(4)..m.first).any(|i| {
            matches!(
                doc.w(i),
                "framework" | "context" | "scope" | "auspices" | "under"
            ) && doc.sentence[i] == doc.sentence[m.first]
        });
        self.english() && thing && frame
    }

    /// "would step up joint patrols", "to hold more courses": what shall be done more often.
    pub(super) fn more_of(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        doc.w(t.last - 1).ends_with('s')
            && (t.first.saturating_sub(4)..t.first).any(|i| {
                matches!(
                    doc.w(i),
                    "step"
                        | "stepping"
                        | "intensify"
                        | "intensifying"
                        | "increase"
                        | "increasing"
                        | "expand"
                        | "expanding"
                        | "boost"
                        | "boosting"
                        | "enhance"
                        | "enhancing"
                        | "strengthen"
                        | "strengthening"
                        | "resume"
                        | "more"
                )
            })
    }

    /// "X and his Nigerian counterpart" as the subject of the verb at `i`.
    fn counterpart_beside(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        let Some(c) = (start..i)
            .rev()
            .take(10)
            .find(|&k| doc.is(k, Tag::Counterpart))
        else {
            return false;
        };
        let and = (start.max(c.saturating_sub(6))..c)
            .any(|k| doc.w(k) == "and" && matches!(doc.w(k + 1), "his" | "her" | "their"));
        let before = self
            .between(start, c)
            .any(|k| somebody(&self.found[k]) && self.found[k].last <= c);
        and && before
    }

    /// "Thanks to cooperation between A and B, …", "In a joint effort by A and B, …" before the verb at `i`.
    fn by_cooperation(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        let work = |k: usize| {
            matches!(
                doc.w(k),
                "cooperation"
                    | "coordination"
                    | "collaboration"
                    | "effort"
                    | "efforts"
                    | "partnership"
                    | "exchange"
            )
        };
        (start..i).any(|k| {
            work(k)
                && (k + 1..k + 5).any(|n| {
                    matches!(doc.w(n), "between" | "by" | "with" | "among")
                        && self.body_behind(n + 1, 4)
                })
        })
    }

    /// "the closing ceremony of a course": the course.
    pub(super) fn ceremony_of(&self, triggers: &mut Vec<Trigger>) {
        let doc = self.doc;
        if let [first, second, ..] = triggers[..]
            && self.english()
            && first.kind == "conference"
            && (first.first..first.last).any(|i| matches!(doc.w(i), "ceremony" | "session"))
            && second.kind == "training"
            && second.first < first.last + 8
            && (first.last - 1..second.first).any(|i| doc.w(i) == "of")
        {
            triggers.remove(0);
        }
    }

    /// "Mali's delegation to the conference held side meetings": where they are is named, what they do is told.
    pub(super) fn delegation_to(&self, triggers: &mut Vec<Trigger>) {
        let doc = self.doc;
        if let [first, _, ..] = triggers[..]
            && self.english()
            && first.kind == "conference"
            && first.first > 2
            && doc.w(first.first - 1) == "the"
            && doc.w(first.first - 2) == "to"
            && matches!(
                doc.w(first.first - 3),
                "delegation" | "delegations" | "delegate"
            )
            && !self.events.iter().any(|e| e.kind == "conference")
        {
            triggers.remove(0);
        }
    }

    /// "King Hamad training centre": a place called after somebody.
    pub(super) fn called_after(&self, m: &crate::mention::Found) -> bool {
        let doc = self.doc;
        let kind = |i: usize| {
            matches!(
                doc.w(i),
                "centre"
                    | "center"
                    | "academy"
                    | "base"
                    | "hall"
                    | "airport"
                    | "college"
                    | "university"
                    | "hospital"
                    | "palace"
                    | "stadium"
                    | "hotel"
                    | "street"
                    | "port"
                    | "bridge"
                    | "camp"
                    | "barracks"
                    | "school"
                    | "institute"
            )
        };
        let noun = kind(m.last)
            || matches!(
                doc.w(m.last),
                "training"
                    | "air"
                    | "international"
                    | "naval"
                    | "police"
                    | "military"
                    | "conference"
            ) && (kind(m.last + 1) || kind(m.last + 2));
        self.english() && m.kind == MentionType::Person && noun && !doc.line_start(m.last)
    }

    /// "carried out searches at 12 addresses", "executed four warrants", "made nine arrests".
    fn light_action(&self, i: usize) -> bool {
        let doc = self.doc;
        let from = i + 1 + usize::from(doc.w(i + 1) == "out");
        (from..from + 5)
            .take_while(|&k| doc.sentence.get(k) == doc.sentence.get(i))
            .any(|k| {
                matches!(
                    doc.w(k),
                    "searches"
                        | "warrants"
                        | "arrests"
                        | "seizures"
                        | "raids"
                        | "inspections"
                        | "checks"
                        | "surveillance"
                )
            })
    }

    /// How many bodies stand before the verb at `i` as those who act.
    fn bodies_before(&self, i: usize, start: usize) -> usize {
        let body = |k: &usize| {
            let f = &self.found[*k];
            who(f)
                && f.kind == MentionType::Organization
                && f.last <= i
                && !self.bystander(f, "operation")
                && crate::entity::alias_of(self.doc, self.found, *k).is_none()
        };
        let person = self.between(start, i).any(|k| somebody(&self.found[k]));
        if person {
            0
        } else {
            self.between(start, i).filter(body).count()
        }
    }

    /// "Participants come from A and B", "officers drawn from A": where those who learn or meet come from.
    pub(super) fn drawn_from(&self, i: usize, kind: &str) -> bool {
        let doc = self.doc;
        self.english()
            && matches!(kind, "training" | "conference")
            && matches!(
                doc.w(i),
                "come" | "comes" | "came" | "drawn" | "hail" | "hailed" | "coming"
            )
            && doc.w(i + 1) == "from"
    }

    /// "Eurojust hosted the coordination centre": it took part in the operation.
    pub(super) fn hosts_centre(&self, i: usize) -> bool {
        let doc = self.doc;
        self.english()
            && matches!(
                doc.w(i),
                "hosted" | "provided" | "set" | "ran" | "activated" | "opened"
            )
            && (i + 1..i + 7).any(|k| {
                matches!(doc.w(k), "coordination" | "operational" | "command")
                    && matches!(
                        doc.w(k + 1),
                        "centre" | "center" | "post" | "meetings" | "cell" | "room"
                    )
            })
    }

    /// "The Joint Commission met. The delegations were led by X and Y": the two sides sit in it, and are named.
    pub(super) fn common_bodies(&mut self) {
        if !self.english() {
            return;
        }
        let common = |e: usize| {
            let entity = &self.resolved.entities[e];
            let word = |all: &[&str]| {
                let mut names = entity.names.iter().flatten();
                names.any(|n| text::fold_str(n).split(' ').any(|w| all.contains(&w)))
            };
            entity.kind == MentionType::Organization
                && word(&["joint", "mixed", "bilateral", "intergovernmental"])
                && word(&[
                    "commission",
                    "committee",
                    "council",
                    "group",
                    "board",
                    "mechanism",
                ])
        };
        let mut left: Vec<Vec<super::Participant>> = Vec::new();
        for e in &self.events {
            let table = matches!(e.kind, "meeting" | "consultation");
            let people = e.participants.iter().filter(|p| self.is_person(p)).count() > 1;
            let mut all = e.participants.clone();
            all.retain(|p| !(table && people && p.entity.is_some_and(common)));
            left.push(all);
        }
        for (e, all) in self.events.iter_mut().zip(left) {
            e.participants = all;
        }
    }
}

/// Officials of several sides.
fn official_group(w: &str) -> bool {
    matches!(
        w,
        "ministers"
            | "chiefs"
            | "advisers"
            | "advisors"
            | "heads"
            | "officials"
            | "commissioners"
            | "directors"
            | "commanders"
            | "prosecutors"
            | "experts"
            | "representatives"
            | "secretaries"
            | "delegations"
            | "delegates"
            | "officers"
            | "envoys"
    )
}

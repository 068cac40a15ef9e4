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
        let before = doc.before(i, 1);
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
                || self.within(i, MentionType::Date)
        };
        let whose = (v + 1..t.first)
            .any(|i| matches!(doc.w(i), "the" | "their" | "its" | "a" | "an" | "this"));
        t.kind == "agreement" && whose && (v + 1..t.first).all(small)
    }

    /// Verbs and nouns of official reports that tell by what stands around them.
    pub(super) fn formal_verb(&self, i: usize, start: usize) -> Option<&'static str> {
        let doc = self.doc;
        let before = |n: usize| doc.before_in(start, i, n);
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
            // "Both were signed by X and Y", where no accord was told of anybody yet
            "signed" | "initialled" | "inked"
                if matches!(before(1), "was" | "were" | "been")
                    && matches!(doc.w(start), "both" | "it" | "they" | "these" | "the")
                    && i < start + 6
                    && doc.w(i + 1) == "by"
                    && self.somebody_behind(i + 2, 6)
                    && !self
                        .events
                        .iter()
                        .rev()
                        .take(2)
                        .any(|e| e.kind == "agreement") =>
            {
                Some("agreement")
            }
            // "The two directors signed an operational paper", whatever kind of paper it is
            "signed" | "sign" | "signs" | "inked" | "initialled" if self.signs_paper(i) => {
                Some("agreement")
            }
            // "an investigation conducted by A with the assistance of B"
            "investigation" | "investigations" | "probe" | "inquiry"
                if (i + 1..i + 5).any(|k| {
                    matches!(
                        doc.w(k),
                        "conducted" | "led" | "carried" | "run" | "mounted" | "coordinated"
                    ) && (k + 1..k + 4).any(|n| doc.w(n) == "by" && self.body_behind(n + 1, 3))
                }) && self.those_behind(i) >= 2 =>
            {
                Some("operation")
            }
            // "Members of X graduated on Friday from the School"
            "graduated" | "graduate"
                if self.bodies_before(i, start) > 0
                    && (i + 1..i + 7).any(|k| doc.w(k) == "from" && self.body_behind(k + 1, 3)) =>
            {
                Some("training")
            }
            // "The defence minister hosted his Dutch counterpart"
            "hosted" | "hosts"
                if matches!(doc.w(i + 1), "his" | "her")
                    && (i + 2..i + 4).any(|k| doc.is(k, Tag::Counterpart))
                    && self.between(start, i).any(|k| somebody(&self.found[k])) =>
            {
                Some("meeting")
            }
            // "Officers of X completed the leadership programme of the Academy"
            "programme" | "program" | "attachment" | "module"
                if (start.max(i.saturating_sub(8))..i).any(|k| {
                    matches!(
                        doc.w(k),
                        "completed"
                            | "completing"
                            | "attended"
                            | "attending"
                            | "undergoing"
                            | "underwent"
                            | "graduated"
                            | "finished"
                            | "enrolled"
                            | "part"
                    )
                }) && self.body_in_sentence(i) =>
            {
                Some("training")
            }
            // "Intelligence from A enabled B to seize …"
            "seize" | "arrest" | "intercept" | "dismantle" | "detain" | "apprehend" | "locate"
            | "rescue"
                if before(1) == "to"
                    && (start.max(i.saturating_sub(14))..i).any(|k| {
                        matches!(
                            doc.w(k),
                            "enabled"
                                | "allowed"
                                | "led"
                                | "helped"
                                | "permitted"
                                | "enabling"
                                | "allowing"
                                | "helping"
                        )
                    })
                    && self.bodies_before(i, start) >= 2 =>
            {
                Some("operation")
            }
            // "Delegations of A and B consulted on …"
            "consulted"
                if doc.w(i + 1) == "on"
                    && (self.bodies_before(i, start) >= 2 || self.two_before_verb(i, start)) =>
            {
                Some("consultation")
            }
            // "X and Y chaired the High-Level Dialogue"
            "chaired" | "chairs"
                if !matches!(doc.w(i + 1), "by" | "a" | "an")
                    && self.between(start, i).any(|k| somebody(&self.found[k]))
                    && (i + 1..i + 8)
                        .take_while(|&k| {
                            doc.sentence.get(k) == doc.sentence.get(i) && doc.w(k) != ","
                        })
                        .any(|k| {
                            doc.w(k) == "dialogue"
                                || of_both(doc.w(k))
                                    && (i + 1..k).any(|n| {
                                        matches!(
                                            doc.w(n),
                                            "joint" | "bilateral" | "mixed" | "working"
                                        )
                                    })
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
            "discussed" | "reviewed" | "examined" | "explored"
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
            // "X and Y held the fourth dialogue on law enforcement"
            "dialogue"
                if (start.max(i.saturating_sub(10))..i).any(|k| {
                    matches!(
                        doc.w(k),
                        "held" | "hold" | "launched" | "convened" | "opened" | "concluded"
                    )
                }) && self.two_before_verb(i, start) =>
            {
                Some("meeting")
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

    /// "brought down a drug ring", "rolled up a network": what a police does in two words.
    pub(super) fn brings_down(&self, i: usize) -> bool {
        let doc = self.doc;
        let two = matches!(
            (doc.w(i), doc.w(i + 1)),
            ("brought", "down")
                | ("rolled", "up")
                | ("shut", "down")
                | ("cracked", "down" | "a" | "an")
        );
        let near = |nouns: &[&str]| {
            let s = self.sentence_of(i);
            (s.start.max(i.saturating_sub(10))..(i + 9).min(s.end))
                .any(|k| nouns.contains(&doc.w(k)))
        };
        let group = [
            "ring",
            "gang",
            "network",
            "cell",
            "syndicate",
            "racket",
            "cells",
            "rings",
            "networks",
            "gangs",
            "platform",
            "marketplace",
            "website",
            "websites",
            "laboratory",
            "lab",
            "labs",
            "factory",
            "service",
        ];
        // "A vessel was stopped by A and B"
        let halts = matches!(doc.w(i), "stopped" | "halted" | "boarded");
        let craft = [
            "vessel", "vessels", "boat", "boats", "ship", "truck", "trucks", "dhow", "trawler",
            "lorry", "convoy", "aircraft",
        ];
        // "prevented the sale of uranium"
        let foils = matches!(
            doc.w(i),
            "prevented" | "averted" | "neutralised" | "neutralized"
        );
        let crime = [
            "sale",
            "attack",
            "attacks",
            "attempt",
            "plot",
            "smuggling",
            "shipment",
            "trafficking",
            "hijacking",
            "kidnapping",
            "cell",
            "bombing",
        ];
        self.english() && (two && near(&group) || halts && near(&craft) || foils && near(&crime))
    }

    /// "signed an action-oriented document", "inked a two-year programme": behind the verb at `i` stands a paper of no other name.
    fn signs_paper(&self, i: usize) -> bool {
        let doc = self.doc;
        // "signed in Dakar the handover document"
        let when = |k: usize| {
            self.between(k, k + 1).find_map(|n| {
                let f = &self.found[n];
                matches!(f.kind, MentionType::Location | MentionType::Date).then_some(f.last)
            })
        };
        let i = match doc.w(i + 1) {
            "in" | "on" | "at" => when(i + 2).map_or(i, |last| last - 1),
            _ => when(i + 1).map_or(i, |last| last - 1),
        };
        // "X and Y signed the document": the one just told of.
        let told = self
            .events
            .iter()
            .rev()
            .take(2)
            .any(|e| e.kind == "agreement");
        let again = told && matches!(doc.w(i + 1), "the" | "their");
        let article = !again
            && matches!(
                doc.w(i + 1),
                "a" | "an" | "the" | "their" | "two" | "three" | "several"
            );
        let paper = |k: usize| {
            matches!(
                doc.w(k),
                "plan"
                    | "programme"
                    | "program"
                    | "document"
                    | "documents"
                    | "instrument"
                    | "instruments"
                    | "paper"
                    | "text"
                    | "texts"
                    | "understanding"
                    | "plans"
                    | "programmes"
                    | "commitment"
                    | "concept"
                    | "schedule"
                    | "timetable"
                    | "statute"
            )
        };
        let end = self.sentence_of(i).end;
        let named = || {
            self.triggers(i + 1..end)
                .iter()
                .any(|t| t.kind == "agreement")
        };
        self.english()
            && article
            && (i + 2..(i + 7).min(end))
                .take_while(|&k| !matches!(doc.w(k), "," | "of" | "for" | "on" | "with"))
                .any(paper)
            && !named()
    }

    /// "arrested during joint patrols of A and B": those patrols were held.
    pub(super) fn acted_during(&self, t: &Trigger, r: &std::ops::Range<usize>) -> bool {
        let doc = self.doc;
        t.kind == "operation"
            && t.first > r.start
            && matches!(doc.w(t.first - 1), "during" | "in")
            && (r.start..t.first).any(|i| super::english_join::acts(doc.w(i)))
            && matches!(
                doc.w(t.last),
                "of" | "by" | "between" | "with" | "involving"
            )
            && self.body_behind(t.last + 1, 3)
    }

    /// "travelled to Cairo to attend a course at the Academy": the course is told beside the journey.
    pub(super) fn goes_to_learn(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let to = |i: usize| {
            doc.w(i) == "to"
                && matches!(
                    doc.w(i + 1),
                    "attend" | "undergo" | "follow" | "take" | "participate" | "complete"
                )
        };
        self.english() && t.kind == "training" && (t.first.saturating_sub(9)..t.first).any(to)
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

    /// How many bodies stand in the sentence behind `i`.
    fn those_behind(&self, i: usize) -> usize {
        let end = self.sentence_of(i).end;
        let body = |k: &usize| {
            let f = &self.found[*k];
            f.kind == MentionType::Organization && !f.inside && !self.bystander(f, "operation")
        };
        self.between(i, end).filter(body).count()
    }

    /// How many bodies stand before the verb at `i` as those who act.
    pub(super) fn bodies_before(&self, i: usize, start: usize) -> usize {
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
}

/// Officials of several sides.
pub(super) fn official_group(w: &str) -> bool {
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
            | "committees"
            | "commissions"
            | "services"
            | "agencies"
            | "sides"
            | "authorities"
            | "neighbours"
            | "neighbors"
            | "polices"
    )
}

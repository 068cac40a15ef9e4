//! English as ministries put it: who stands beside what is told and takes no part, who a further sentence adds, of whom a house or
//! a project is.

use super::company::somebody;
use super::english_formal::official_group;
use super::{Teller, Trigger};
use crate::mention::MentionType;

impl Teller<'_, '_> {
    /// "Addressing the opening session of the conference, X called for …": who speaks there is there.
    pub(super) fn addresses(&self, m: &crate::mention::Found) -> bool {
        let doc = self.doc;
        // "X told the Council's conference that …"
        let (_, last) = self.with_office(m);
        let last = last + usize::from(doc.w(last) == ",");
        let told = doc.w(last) == "told"
            && (last + 1..last + 8)
                .take_while(|&i| doc.w(i) != "that")
                .any(|i| matches!(doc.w(i), "conference" | "forum" | "summit" | "congress"));
        if told && self.english() {
            return true;
        }
        let sentence = self.sentence_of(m.first);
        let comma = self.speaks_at_it(&sentence);
        comma.is_some_and(|c| m.first > c && m.first < c + 9)
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
        let signing = |v: usize, n: usize| {
            (v..n).any(|i| {
                matches!(
                    doc.w(i),
                    "signing" | "signature" | "ceremony" | "conclusion"
                )
            })
        };
        // "The chairman welcomed the signing of the accord"
        let praises = (m.last..t.first.max(m.last)).any(|i| {
            matches!(
                doc.w(i),
                "welcomed"
                    | "welcomes"
                    | "hailed"
                    | "praised"
                    | "lauded"
                    | "commended"
                    | "noted"
                    | "recalled"
            ) && signing(i, (i + 4).min(t.last))
        });
        self.english()
            && t.kind == "agreement"
            && (praises
                || self.at_ceremony_only(m)
                || saw.is_some_and(|v| {
                    signing(v, t.last) && doc.sentence[v] == doc.sentence[m.first]
                }))
    }

    /// "…, while Ambassador X was present at the ceremony": he signs nothing.
    fn at_ceremony_only(&self, m: &crate::mention::Found) -> bool {
        let doc = self.doc;
        let (_, last) = self.with_office(m);
        let k = last + usize::from(doc.w(last) == ",");
        let was = matches!(
            doc.w(k),
            "was" | "were" | "also" | "attended" | "witnessed" | "graced"
        );
        let there = (k..k + 4).any(|i| {
            matches!(
                doc.w(i),
                "present" | "attended" | "witnessed" | "graced" | "attendance"
            )
        });
        was && there
    }

    /// "The Service said it had arrested …": who says it of himself.
    pub(super) fn says_of_itself(&self, i: usize, kind: &str) -> bool {
        let doc = self.doc;
        // "said on Monday that it had signed"
        let on = usize::from(doc.w(i + 1) == "on");
        let day = self.past_date(i + 1 + on).map_or(0, |k| k - i - 1);
        let i = i + day;
        let that = usize::from(doc.w(i + 1) == "that");
        self.english()
            && matches!(kind, "operation" | "training" | "agreement" | "conference")
            && matches!(
                doc.w(i - day),
                "said" | "announced" | "reported" | "confirmed"
            )
            && matches!(doc.w(i + 1 + that), "it" | "its" | "they")
            && matches!(
                doc.w(i + 2 + that),
                "had" | "has" | "have" | "will" | "would" | "officers" | "agents"
            )
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

    /// "The French Embassy's security attaché, X, opened the course": whose officer he is.
    pub(super) fn owns_office(&self, m: &crate::mention::Found) -> bool {
        let from = m.last + 1 + usize::from(self.doc.w(m.last + 1) == "s");
        let office = self.between(m.last + 1, from + 3).any(|k| {
            let o = &self.found[k];
            o.kind == MentionType::Office && !o.inside
        });
        // "EU Ambassador X"
        let before = self.begin(m.last, m.last + 1).iter().any(somebody);
        self.english()
            && m.kind == MentionType::Organization
            && (self.english_owner(m) && office || before)
    }

    /// "X joined by video link": no call, but at what was told.
    pub(super) fn joins_by_wire(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        self.english()
            && t.kind == "call"
            && (t.first..t.last + 1)
                .any(|i| doc.w(i).starts_with("video") || matches!(doc.w(i), "link" | "online"))
            && (t.first.saturating_sub(3)..t.first).any(|i| {
                matches!(
                    doc.w(i),
                    "joined"
                        | "participated"
                        | "attended"
                        | "addressed"
                        | "participating"
                        | "joining"
                )
            })
            && !(t.last..t.last + 3).any(|i| matches!(doc.w(i), "with" | "between"))
    }

    /// "a declaration of intent to modernise the Police Academy": what it is for.
    pub(super) fn is_aim(&self, m: &crate::mention::Found, kind: &str) -> bool {
        let doc = self.doc;
        let Some(verb) = doc.with_the(m.first).checked_sub(1) else {
            return false;
        };
        // "مذكرة تفاهم لتطوير مركز الطوارئ"
        let arabic = matches!(
            doc.w(verb),
            "لتطوير"
                | "لدعم"
                | "لتجهيز"
                | "لتحديث"
                | "لانشا"
                | "لتاهيل"
                | "لتعزيز"
                | "لاعاده"
        );
        if arabic && kind == "agreement" {
            return true;
        }
        let aim = matches!(
            doc.w(verb),
            "modernise"
                | "modernize"
                | "strengthen"
                | "support"
                | "equip"
                | "reform"
                | "train"
                | "assist"
                | "establish"
                | "build"
                | "refurbish"
                | "upgrade"
                | "help"
                | "advise"
                | "develop"
                | "expand"
                | "renovate"
                | "finance"
        );
        self.english() && kind == "agreement" && aim && verb > 0 && doc.w(verb - 1) == "to"
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

    /// A body that only pays, gives out what is said, is called on, or whose field somebody sees to.
    pub(super) fn stays_out(&self, m: &crate::mention::Found, kind: &str) -> bool {
        self.pays(m)
            || self.seen_to(m)
            || self.called_at(m, kind)
            || kind != "communique" && self.issues_source(m)
    }

    /// "funded by the Government of Japan and the Union", "with funding from the Union": who only pays for it.
    fn pays(&self, m: &crate::mention::Found) -> bool {
        let doc = self.doc;
        let first = doc.with_the(m.first);
        let start = self.sentence_of(first).start.max(first.saturating_sub(12));
        let small = |i: usize| {
            self.covered[i]
                || doc.capital(i)
                || matches!(
                    doc.w(i),
                    "and"
                        | ","
                        | "the"
                        | "of"
                        | "government"
                        | "governments"
                        | "'"
                        | "s"
                        | "."
                        | "("
                        | ")"
                )
        };
        let cue = |i: usize| {
            matches!(
                (doc.w(i), doc.w(i + 1)),
                ("funded" | "financed" | "sponsored" | "bankrolled", "by")
                    | (
                        "funding" | "funds" | "financing" | "sponsorship" | "grant",
                        "from" | "of"
                    )
            )
        };
        self.english()
            && matches!(doc.before(first, 1), "by" | "from" | "of" | "and")
            && (start..first)
                .rev()
                .any(|i| cue(i) && (i + 2..first).all(small))
    }

    /// "The delegation visited the Police, where they were received by X": whose house it was.
    fn called_at(&self, m: &crate::mention::Found, kind: &str) -> bool {
        let doc = self.doc;
        let b = doc.with_the(m.first);
        self.english() && kind == "meeting" && matches!(doc.before(b, 1), "visited" | "toured")
    }

    /// "officials with responsibility for National Security": what they see to.
    fn seen_to(&self, m: &crate::mention::Found) -> bool {
        let doc = self.doc;
        let b = doc.with_the(m.first);
        self.english()
            && doc.before(b, 1) == "for"
            && matches!(
                doc.before(b, 2),
                "responsibility" | "responsible" | "responsibilities"
            )
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

    /// "begin a course at the School with instructors from X", "a course by X got under way at the Centre": the school is the house.
    pub(super) fn taught_by_others(&self, m: &crate::mention::Found) -> bool {
        let doc = self.doc;
        let s = self.sentence_of(m.first);
        let body = |from: usize| self.body_behind(from, 6);
        let others = (m.last..s.end).any(|i| {
            matches!(
                doc.w(i),
                "facilitators"
                    | "instructors"
                    | "trainers"
                    | "experts"
                    | "lecturers"
                    | "facilitated"
                    | "delivered"
                    | "conducted"
                    | "taught"
                    | "organised"
                    | "organized"
            ) && matches!(doc.w(i + 1), "from" | "of" | "by")
                && body(i + 2)
        });
        let starts = |i: usize| {
            matches!(
                (doc.w(i), doc.w(i + 1)),
                ("got", "under") | ("kicked", "off") | ("drew", "to") | ("came", "to")
            ) || matches!(
                doc.w(i),
                "opened"
                    | "began"
                    | "started"
                    | "closed"
                    | "concluded"
                    | "ended"
                    | "opens"
                    | "begins"
                    | "starts"
            ) && matches!(
                doc.w(i + 1),
                "at" | "on" | "yesterday" | "today" | "here" | "in"
            )
        };
        let under = (s.start..m.first).any(starts)
            && self
                .between(s.start, m.first)
                .any(|k| self.found[k].kind == MentionType::Organization && !self.found[k].inside);
        self.english() && (others || under)
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

    /// "conference of police chiefs of the member states of the Union": the body says which they are. "Officers from the member
    /// states of X began a course": X sent them.
    pub(super) fn body_of_members(&self, f: &crate::mention::Found, kind: &str) -> bool {
        let doc = self.doc;
        let b = doc.with_the(f.first);
        let service = || {
            (f.first..f.last).any(|i| {
                matches!(
                    doc.w(i),
                    "police"
                        | "gendarmerie"
                        | "guard"
                        | "guards"
                        | "customs"
                        | "service"
                        | "army"
                        | "force"
                        | "directorate"
                        | "bureau"
                        | "agency"
                )
            })
        };
        self.english()
            && b > 1
            && doc.w(b - 1) == "of"
            && (matches!(
                doc.w(b - 2),
                "countries" | "states" | "ministers" | "nations"
            ) && (kind == "conference" || doc.w(b.saturating_sub(3)) != "member")
                || matches!(doc.w(b - 2), "chiefs" | "heads") && !service())
    }
}

//! Who comes to whom in Arabic: a body visited or that receives a delegation, a courtesy call, "met with him", and what
//! somebody is only invited to.

use std::ops::Range;

use super::{Participant, Teller, Trigger};
use crate::lexicon::{Class, Number, Tag};
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    /// "زيارته لأكاديمية الشرطة", "زيارة إلى مقر الوكالة": a body that the journey goes to.
    pub(super) fn to_body(&self, i: usize) -> bool {
        let doc = self.doc;
        self.between(i + 1, i + 6).any(|k| {
            let f = &self.found[k];
            let b = doc.w(f.first - 1);
            f.kind == MentionType::Organization
                && !f.inside
                && (f.skip > 0 && doc.w(f.first).starts_with('ل')
                    || matches!(b, "الي" | "مقر" | "لمقر"))
        })
    }

    /// "استضافت المديرية وفدا من الحماية المدنية يترأسه فلان": a delegation that a body has as its guest.
    pub(super) fn hosts_delegation(&self, i: usize) -> bool {
        let doc = self.doc;
        let host = doc
            .verb(i)
            .is_some_and(|v| v.class == Class::Host && v.form.object.is_none());
        if !host || !doc.arabic(i) || self.covered[i] {
            return false;
        }
        let end = (i + 1..(i + 10).min(doc.len()))
            .find(|&k| doc.sentence[k] != doc.sentence[i])
            .unwrap_or((i + 10).min(doc.len()));
        let event = |k: usize| {
            let noun = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Event(_));
            doc.at(k).iter().any(noun) && !self.covered[k] && !self.is_delegation(k)
        };
        let guest = (i + 1..end).find(|&k| self.is_delegation(k) || event(k));
        guest.is_some_and(|k| self.is_delegation(k) && !doc.w(k).contains("ال"))
    }

    /// "حل وفد من الوكالة يقوده فلان بأنقرة، واجتمع بX": the same delegation, where it is the subject of the clause before.
    pub(super) fn delegation_goes_on(&self, r: &Range<usize>) -> Vec<Participant> {
        let doc = self.doc;
        // "أن الوفد سيزور المقر كما سيلتقي X"
        let s = self.sentence_of(r.start);
        let subject = (s.start..r.start).find(|&i| !self.the_delegation(i).is_empty());
        if let Some(i) = subject.filter(|_| doc.arabic(r.start) && doc.w(r.start) == "كما") {
            return self.the_delegation(i).to_vec();
        }
        let last = self.events.last().filter(|e| e.kind == "visit");
        let Some(visit) = last.filter(|_| self.goes_on(r) && doc.arabic(r.start)) else {
            return Vec::new();
        };
        let at = doc.start_of(visit.trigger.start);
        let came = (at + 1..at + 4).any(|i| self.is_delegation(i) && !doc.w(i).contains("ال"))
            && doc.sentence[at] == doc.sentence[r.start];
        let body = |p: &&Participant| !self.is_person(p);
        let all = visit.participants.iter().filter(body).copied();
        all.filter(|_| came).collect()
    }

    /// "حيث كان في استقباله مدير الوكالة فلان": the host of a body that is visited.
    pub(super) fn at_the_door(&self, r: &Range<usize>, m: Range<usize>) -> Option<Participant> {
        let doc = self.doc;
        let door = r.clone().find(|&i| {
            let door = matches!(doc.w(i), "استقباله" | "استقبالها" | "استقبالهم");
            door && i > 0 && doc.w(i - 1) == "في"
                || matches!(doc.w(i), "مستقبليه" | "مستقبليها" | "مستقبليهم")
        })?;
        m.filter(|&k| super::company::somebody(&self.found[k]))
            .find(|&k| self.found[k].first > door)
            .and_then(|k| self.participant(k))
    }

    /// "وخلال اجتماع الجانبين، الذي حضره السفير": beside the two whom the text has told, who else was there.
    pub(super) fn sides_and_others(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        all: &mut Vec<Participant>,
    ) {
        let doc = self.doc;
        // "وعقد الجانبان اجتماعا حضره X"
        let from = r.start.max(t.first.saturating_sub(5));
        let pair = (from..t.last + 2).any(|i| self.pair(i).is_some());
        // "ثم عقدت جلسة موسعة بمشاركة X", "وأعقب اللقاء اجتماع ضم X": of those who met in the sentence before.
        let next = || {
            let sentence = |e: &super::Event| doc.sentence[doc.start_of(e.trigger.start)];
            let near =
                |e: &super::Event| e.kind == "meeting" && sentence(e) + 1 >= doc.sentence[t.first];
            let held = (from..t.first).any(|i| {
                doc.does(i, &[Class::Hold])
                    || matches!(
                        doc.w(i).trim_start_matches('و'),
                        "تلا" | "تلته" | "اعقب" | "اعقبه" | "تبع" | "تبعه"
                    )
            });
            held && t.first > r.start && self.events.last().is_some_and(near)
        };
        let together = pair || next();
        if all.is_empty() || !together || !doc.arabic(t.first) || t.kind != "meeting" {
            return;
        }
        let there = (t.last..r.end).find(|&i| {
            matches!(doc.w(i), "حضره" | "حضرها")
                || self.there(i).is_some()
                || all.len() == 1 && matches!(doc.w(i), "ضم" | "ضمت")
        });
        let before = |p: usize| {
            self.between(r.start, p)
                .any(|k| super::company::who(&self.found[k]))
        };
        if there.is_none_or(before) {
            return;
        }
        let mut two = self.two_sides(t, r.clone());
        let last = self.events.last().map_or(&[][..], |e| &e.participants);
        if two.is_empty() && !pair && last.len() >= 2 {
            two = last[..2].to_vec();
        }
        for p in two.into_iter().rev() {
            if !p.among(all) {
                all.insert(0, p);
            }
        }
    }

    /// "وبحث الجانبان سبل التعاون، بحضور X": who was there beside the two.
    pub(super) fn there_too(&self, t: &Trigger, r: &Range<usize>) -> Vec<Participant> {
        let doc = self.doc;
        let there =
            (t.last..r.end).find_map(|i| self.there(i).or((doc.w(i) == "برفقه").then_some(i + 1)));
        let all = there.map_or(Vec::new(), |i| self.listed(i, r.end));
        let who = all.into_iter().filter(|&k| {
            let f = &self.found[k];
            !self.absent(f) && (super::company::somebody(f) || self.represented(f))
        });
        who.filter_map(|k| self.participant(k)).collect()
    }

    /// "عقدت المصلحة اجتماعا مع الإدارة، ترأسه X وY": the body stands before those who led its side.
    pub(super) fn before_heads(&self, f: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        let s = self.sentence_of(t.first);
        let led = (t.last..s.end).find(|&i| {
            matches!(
                doc.w(i).trim_start_matches(['و', 'ي']),
                "تراسه" | "تراسها" | "تراءسه" | "راسه" | "ترءسه"
            )
        });
        let led = led.filter(|&l| {
            !self
                .between(s.start, l)
                .any(|k| super::company::somebody(&self.found[k]))
        });
        let with = |l: usize| (t.last..l).any(|i| doc.w(i) == "مع");
        let committee = doc.w(f.first).ends_with("لجنه");
        doc.arabic(t.first) && !committee && led.is_some_and(|l| f.last <= l && with(l))
    }

    /// "زيارة مجاملة", "زيارة توديع": one calls on somebody.
    pub(super) fn courtesy_call(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        t.kind == "visit"
            && doc.arabic(t.first)
            && (t.first + 1..t.last + 2).any(|i| {
                matches!(
                    doc.w(i),
                    "مجامله"
                        | "توديع"
                        | "وداع"
                        | "توديعيه"
                        | "وداعيه"
                        | "بروتوكوليه"
                        | "تعارف"
                )
            })
    }

    /// "ومن زواره وفد من اللجنة": who else came to see the one spoken of.
    pub(super) fn among_callers(&self, i: usize) -> bool {
        let doc = self.doc;
        let callers = matches!(doc.w(i), "زواره" | "زوارها" | "لزواره");
        callers
            && doc.arabic(i)
            && i > 0
            && matches!(doc.w(i - 1), "من" | "ومن" | "بين" | "ابرز" | "كان")
            && !self.events.is_empty()
    }

    /// "بحث معه", "تباحث معها": the other is whom the text was speaking of.
    pub(super) fn with_him(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let verb = self.verb(t).is_some_and(|v| {
            let talks = matches!(v.class, Class::Discuss | Class::Meet | Class::Consult);
            talks && v.form.subject == Number::One
        });
        // "وبحث معها أوضاع المهاجرين": of what was told, by the one who was told.
        let said = t.first > 0 && matches!(doc.w(t.first - 1), "الذي" | "التي")
            || self.person_behind(t.last);
        verb && said
            && (t.last..t.last + 5).any(|i| {
                doc.sentence.get(i) == doc.sentence.get(t.first)
                    && matches!(doc.w(i), "معه" | "معها")
            })
    }

    /// "زار X لاهاي. واستقبله الوزير Y": who came, beside the one who received him.
    pub(super) fn received_him(&self, t: &Trigger, r: &Range<usize>, all: &mut Vec<Participant>) {
        let object = self.verb(t).and_then(|v| {
            let takes = matches!(v.class, Class::Receive | Class::Meet | Class::Face);
            v.form.object.filter(|_| takes)
        });
        let him = object == Some(Number::One);
        if object == Some(Number::Two) && all.len() == 1 {
            // "زار X وY كيغالي، حيث استقبلهما Z"
            let visit = self.events.iter().rev().find(|e| e.kind == "visit");
            let person = |p: &&Participant| self.is_person(p);
            let guests = visit.map(|e| e.participants.iter().filter(person).copied().collect());
            let guests: Vec<Participant> = guests.unwrap_or_else(|| self.two_before(t.first));
            if guests.len() == 2 && !all[0].among(&guests) {
                all.splice(0..0, guests);
            }
            return;
        }
        let one = all.len() == 1 || all.len() > 1 && self.only_there(t, r, &all[1..]);
        if !him
            || !one
            || self
                .between(r.start, t.first)
                .any(|k| super::company::who(&self.found[k]))
        {
            return;
        }
        let guest = self.guest_told().filter(|p| !p.among(all));
        if let Some(guest) = guest {
            all.insert(0, guest);
        }
    }

    /// "خلال استقباله من قبل X، أكد Y": who is received speaks, X receives him.
    pub(super) fn received_by(&self, t: &Trigger, r: &Range<usize>) -> Option<Participant> {
        let doc = self.doc;
        let his = matches!(self.word(t), "استقباله" | "استقبالها");
        let by = doc.w(t.last) == "من" && matches!(doc.w(t.last + 1), "قبل" | "طرف");
        let says = |i: &usize| doc.does(*i, &[Class::Say, Class::Announce]);
        let verb = (t.last..r.end).find(says).filter(|_| his && by)?;
        let k = *self.listed(verb + 1, r.end.min(verb + 14)).first()?;
        let person = self.found[k].kind != MentionType::Organization;
        self.participant(k).filter(|_| person)
    }

    /// The guest of whom the text speaks: who made the visit told, or was received, else who was spoken of.
    fn guest_told(&self) -> Option<Participant> {
        let person = |p: &Participant| self.is_person(p);
        let visit = self.events.iter().rev().find(|e| e.kind == "visit");
        if let Some(visit) = visit {
            return visit.participants.first().copied().filter(person);
        }
        let last = self.events.last()?;
        let received = self
            .doc
            .does(self.doc.start_of(last.trigger.start), &[Class::Receive]);
        match last.participants[..] {
            [_, guest] if received => Some(guest).filter(person),
            _ => self.main_person(),
        }
    }

    /// Adds him of "with him" to the one who is named.
    pub(super) fn add_him(&self, t: &Trigger, all: &mut Vec<Participant>) {
        let callers = self.among_callers(t.first) && !all.is_empty();
        if !callers && (all.len() != 1 || !self.with_him(t)) {
            return;
        }
        let him = self.main_person().filter(|p| !p.among(all));
        if let Some(him) = him {
            all.insert(0, him);
        }
    }

    /// "تسلم دعوة لحضور المؤتمر", "وجه إليه الدعوة للمشاركة في الدورة": nobody is told to have gone there.
    pub(super) fn only_invited(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        if !doc.arabic(t.first) || !matches!(t.kind, "conference" | "training" | "visit") {
            return false;
        }
        let to = (r.start.max(t.first.saturating_sub(6))..=t.first)
            .rev()
            .find(|&i| matches!(doc.w(i), "لحضور" | "للمشاركه" | "لزياره" | "للقيام"));
        let to = to.filter(|&i| !(i..t.first).any(|k| doc.w(k) == ","));
        let Some(to) = to else { return false };
        let invitation = (r.start.max(to.saturating_sub(12))..to)
            .rev()
            .find(|&i| matches!(doc.w(i), "دعوه" | "الدعوه" | "دعوته" | "دعوتها" | "بدعوه"));
        invitation.is_some_and(|i| {
            (r.start.max(i.saturating_sub(12))..i).any(|k| {
                matches!(
                    doc.w(k).trim_start_matches(['و', 'ف']),
                    "تسلم"
                        | "تسلمت"
                        | "سلم"
                        | "سلمه"
                        | "سلمها"
                        | "جه"
                        | "جهت"
                        | "وجه"
                        | "وجهت"
                        | "نقل"
                        | "تلقي"
                        | "تلقت"
                        | "جدد"
                        | "قدم"
                        | "بتسليم"
                        | "تسليم"
                        | "توجيه"
                        | "يوجه"
                        | "توجه"
                        | "سيوجه"
                        | "ستوجه"
                )
            })
        })
    }
}

//! Whom a later Arabic sentence adds to what was told: who opens a conference, speaks at a course, heads the delegation.

use std::ops::Range;

use super::company::somebody;
use super::{Participant, Teller, Trigger};
use crate::lexicon::{Class, Cue};
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    /// "وترأس الجلسة الافتتاحية X" behind "انطلقت أشغال الاجتماع": a meeting with an opening of its own is a conference.
    pub(super) fn opens_in_session(&mut self, r: &Range<usize>) {
        let doc = self.doc;
        let Some(e) = self.events.last().filter(|e| e.kind == "meeting") else {
            return;
        };
        let at = doc.start_of(e.trigger.start);
        let noun = (at..at + 2).any(|i| matches!(doc.w(i), "الاجتماع" | "اللقا" | "الملتقي"));
        let work = (at.saturating_sub(1)..at + 1)
            .any(|i| matches!(doc.w(i), "اشغال" | "اعمال" | "فعاليات"));
        let gathers = work || (at..at + 6).any(|i| doc.w(i).starts_with("لروسا"));
        let near = doc.sentence[at] + 2 >= doc.sentence[r.start];
        if !noun || !gathers || !near || !self.opening_in(r) {
            return;
        }
        if let Some(e) = self.events.last_mut() {
            e.kind = "conference";
        }
    }

    /// "وأشرف على الافتتاح", "وترأس الجلسة الافتتاحية", "وحضر حفل الاختتام" at the head of a sentence.
    fn opening_in(&self, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let act = |i: usize| matches!(doc.w(i), "الافتتاح" | "الاختتام" | "الافتتاحيه" | "الختاميه");
        let verb = (r.start..r.end.min(r.start + 2))
            .find(|&i| doc.does(i, &[Class::Chair, Class::Attend, Class::Lead]));
        verb.is_some_and(|v| (v + 1..r.end.min(v + 4)).any(act))
    }

    /// "وحضر حفل الاختتام X", at the conference told: who was there at its end.
    pub(super) fn at_the_closing(&mut self, told: usize, r: &Range<usize>) {
        let forum = |e: &usize| {
            self.events[*e].kind == "conference" && !self.events[*e].participants.is_empty()
        };
        if !self.opening_in(r) {
            return;
        }
        let Some(e) = (told.saturating_sub(4)..told).rev().find(forum) else {
            return;
        };
        let from = (r.start..r.end).find(|&i| {
            matches!(
                self.doc.w(i),
                "الافتتاح" | "الاختتام" | "الافتتاحيه" | "الختاميه"
            )
        });
        for k in self.listed(from.map_or(r.start, |i| i + 1), r.end) {
            if let Some(p) = self.participant(k) {
                self.adds(e, p);
            }
        }
    }

    /// "احتضنت الجزائر الاجتماع السابع لرؤساء المكاتب. وقد أشرف على الافتتاح X": who was there is said next.
    pub(super) fn guests_come(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let gathers = matches!(t.kind, "meeting" | "conference");
        let opened = (r.start..t.first).take(12).any(|i| {
            doc.does(i, &[Class::Host, Class::Hold])
                || matches!(
                    doc.w(i).trim_start_matches(['و', 'ف']),
                    "انطلقت"
                        | "افتتحت"
                        | "اختتمت"
                        | "التام"
                        | "التامت"
                        | "انعقد"
                        | "انعقدت"
                )
        });
        let next = r.end..self.sentence_of(r.end.min(doc.len() - 1)).end;
        gathers && doc.arabic(t.first) && opened && next.start < doc.len() && self.opening_in(&next)
    }

    /// Adds whom a sentence that tells nothing itself names as a speaker to the conference or course told last.
    pub(super) fn speakers_join(&mut self, told: usize, r: &Range<usize>) {
        let forum = |e: &usize| matches!(self.events[*e].kind, "conference" | "training");
        let Some(e) = (told.saturating_sub(2)..told).rev().find(forum) else {
            return;
        };
        let kind = self.events[e].kind;
        for p in self
            .speakers(r, kind)
            .into_iter()
            .chain(self.teachers(r, kind))
        {
            self.adds(e, p);
        }
    }

    /// "وألقى X كلمة", "وأكد X، لدى افتتاحه الأشغال، أن …", "وتحدث في الجلسة الافتتاحية X وY": who speaks there. At a course
    /// only who opens it or bids welcome.
    fn speakers(&self, r: &Range<usize>, kind: &str) -> Vec<Participant> {
        let doc = self.doc;
        let gives = |i: usize| {
            matches!(
                doc.w(i).trim_start_matches('و'),
                "القي"
                    | "القت"
                    | "تحدث"
                    | "تحدثت"
                    | "حاضر"
                    | "سيتحدث"
                    | "ستتحدث"
                    | "يتحدث"
                    | "تتحدث"
                    | "سيلقي"
                    | "ستلقي"
                    | "يلقي"
            )
        };
        let Some(v) = r
            .clone()
            .find(|&i| gives(i) || doc.does(i, &[Class::Say, Class::Discuss]))
        else {
            return Vec::new();
        };
        let course = kind == "training" && !gives(v) && !r.clone().any(|i| self.opens_it(i));
        if !doc.arabic(v) || !self.speech(v, r) || course {
            return Vec::new();
        }
        let who = |f: &Found| f.kind != MentionType::Organization && !self.absent(f);
        let mut out: Vec<Participant> = Vec::new();
        // "أما الممثلة، السيدة X، فقد نوهت": before the verb.
        let first = matches!(doc.w(r.start), "اما" | "واما");
        let from = if first {
            r.start + 1
        } else {
            self.past_session(v + 1)
        };
        for k in self.listed(from, r.end) {
            let f = &self.found[k];
            if let Some(p) = self.participant(k).filter(|p| who(f) && !p.among(&out)) {
                // One says it; several give speeches one after the other.
                let rank = |i: usize| doc.at(i).iter().any(|h| h.tag == crate::lexicon::Tag::Rank);
                let joined = doc.w(f.first).starts_with('و') && f.skip > 0
                    || (f.first.saturating_sub(3)..f.first)
                        .any(|i| doc.w(i).starts_with('و') && rank(i));
                let further = gives(v) && joined;
                if out.is_empty() || further {
                    out.push(p);
                } else {
                    break;
                }
            }
        }
        out
    }

    /// "ودرب المشاركين خبراء من الوكالة": who teaches at the course told.
    fn teachers(&self, r: &Range<usize>, kind: &str) -> Vec<Participant> {
        let doc = self.doc;
        let teaches = (r.start..r.end.min(r.start + 2)).find(|&i| doc.does(i, &[Class::Train]));
        let Some(v) = teaches.filter(|_| kind == "training") else {
            return Vec::new();
        };
        let who = |k: &usize| {
            let f = &self.found[*k];
            !f.inside && (somebody(f) || self.represented(f)) && !self.absent(f)
        };
        let all = self.between(v, r.end).filter(who);
        all.filter_map(|k| self.participant(k)).collect()
    }

    /// "وأشرف على التدريب X": the course that was told.
    pub(super) fn taught_again(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let told = self.events.iter().any(|e| e.kind == "training");
        let from = self.sentence_of(t.first).start;
        told && self.word(t).starts_with("ال")
            && (from.max(t.first.saturating_sub(4))..t.first)
                .any(|i| doc.does(i, &[Class::Chair, Class::Train]))
    }

    /// What the verb of saying at `v` says is said at what was told: "في كلمته", "لدى افتتاحه", "في جلسة نقاشية".
    fn speech(&self, v: usize, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let that = |i: &usize| !matches!(doc.w(*i), "ان" | "بان" | "انه" | "انها");
        (r.start..r.end)
            .take_while(|i| *i <= v || that(i))
            .any(|i| {
                let w = doc.w(i);
                let before = |n: usize| doc.before(i, n).trim_start_matches('و');
                // "خلال حفل الافتتاح"
                let party = matches!(before(1), "حفل" | "مراسم" | "جلسه");
                let b = before(1 + usize::from(party));
                let at = matches!(b, "في" | "خلال" | "لدي" | "عقب" | "ضمن");
                let talk = matches!(w, "كلمته" | "كلمتها" | "مداخلته" | "مداخلتها" | "محاضرته")
                    || matches!(w, "كلمه" | "مداخله" | "محاضره" | "كلمات");
                let session = matches!(w, "جلسه" | "الجلسه")
                    && matches!(
                        text::strip_article(doc.w(i + 1)),
                        "افتتاحيه" | "ختاميه" | "نقاشيه" | "حواريه" | "رييسيه"
                    );
                // "فقد نوهت أمام المشاركين بجهود"
                let before_them = b == "امام" && matches!(w, "المشاركين" | "الحضور" | "الحاضرين");
                before_them || talk && (at || i > v) || at && (self.opens_it(i) || session)
            })
    }

    /// "افتتاحه", "الاختتام"
    fn opens_it(&self, i: usize) -> bool {
        matches!(
            self.doc.w(i),
            "افتتاحه"
                | "افتتاحها"
                | "اختتامه"
                | "اختتامها"
                | "الافتتاح"
                | "الاختتام"
                | "اشرافه"
        )
    }

    /// Past "في الجلسة الافتتاحية" behind a verb.
    fn past_session(&self, i: usize) -> usize {
        let doc = self.doc;
        let session = doc.w(i) == "في" && doc.w(i + 1).ends_with("جلسه");
        let each = |k: usize| matches!(doc.w(k), "كل" | "كلا") && doc.w(k + 1) == "من";
        let at = if session { i + 3 } else { i };
        if each(at) { at + 2 } else { at }
    }

    /// "وأكد المكلف بالإعلام العميد X أن اللقاء كان مثمرا": who only says something of what was told, at the head of the sentence.
    pub(super) fn says_of_it(&self, m: &Found, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        if !t.definite || !doc.arabic(m.first) || m.last > t.first || self.events.is_empty() {
            return false;
        }
        let says = doc.does(r.start, &[Class::Say, Class::Announce]);
        let that = (m.last..t.first).find(|&i| matches!(doc.w(i), "ان" | "بان"));
        let other = |t: usize| (r.start + 1..t).any(|i| doc.verb(i).is_some() && !self.covered[i]);
        says && that.is_some_and(|i| t.first <= i + 2 && !other(i)) && !self.at_it(m)
    }

    /// "… بحضور X وY": all of these the sentence names only behind the word that says who was there too.
    pub(super) fn only_there(&self, t: &Trigger, r: &Range<usize>, all: &[Participant]) -> bool {
        let Some(there) = (t.last..r.end).find(|&i| self.there(i).is_some()) else {
            return false;
        };
        let before = |p: &Participant| {
            self.between(r.start, there).any(|k| {
                self.participant(k)
                    .is_some_and(|q| q.entity == p.entity && q.office == p.office)
            })
        };
        let with = (there..r.end).any(|i| self.doc.w(i) == "مع");
        self.doc.arabic(t.first) && !with && !all.iter().any(before)
    }

    /// "ومثل البعثة في الاجتماع X": who stood for a side at what was told.
    pub(super) fn stands_for_side(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let at = t.first > r.start && doc.w(t.first - 1) == "في";
        at && t.definite && (r.start..t.first).any(|i| doc.does(i, &[Class::Represent]))
    }

    /// "اجتمعت اللجنة المشتركة. وترأس الجانب العراقي X": nobody is named yet, and the next sentence says who led the sides.
    pub(super) fn sides_come(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let talks = matches!(t.kind, "meeting" | "consultation" | "conference");
        let side = |i: usize| {
            matches!(text::strip_article(doc.w(i)), "جانب" | "وفد" | "طرف")
                && doc.does(
                    i.wrapping_sub(1),
                    &[Class::Chair, Class::Represent, Class::Lead],
                )
        };
        talks && doc.arabic(t.first) && !doc.line_start(r.end) && (r.end..r.end + 4).any(side)
    }

    /// "واستقبله في المطار X": the guest of a visit told is only met at the door; who met him.
    pub(super) fn met_at_airport(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> Option<Participant> {
        let doc = self.doc;
        let receives = doc.does(t.first, &[Class::Receive]);
        let airport = |i: usize| doc.w(i).ends_with("مطار");
        let talks = |i: usize| {
            doc.does(i, &[Class::Discuss])
                || matches!(
                    doc.w(i),
                    "مباحثات" | "محادثات" | "جلسه" | "بمكتبه" | "مكتبه"
                )
        };
        let visit = self.events.iter().rev().find(|e| e.kind == "visit")?;
        if !receives || !r.clone().any(airport) || r.clone().any(talks) {
            return None;
        }
        let host = |k: usize| {
            let person = somebody(&self.found[k]);
            self.participant(k)
                .filter(|p| person && !p.among(&visit.participants))
        };
        m.into_iter().find_map(host)
    }

    /// "أعلن قائد العملية X أن سفينة زارت الميناء": he says who went.
    pub(super) fn says_who_went(&self, m: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        let start = self.sentence_of(m.first).start;
        let that = (m.last..t.first).find(|&i| matches!(doc.w(i), "ان" | "بان"));
        // "أن وفدا برئاسته سيزور"
        let own = (m.last..t.first).any(|i| matches!(doc.w(i), "برياسته" | "بقيادته" | "برياستها"));
        let subject =
            |i: usize| doc.w(i).starts_with(['ق', 'س', 'ل']) && doc.w(i).chars().count() < 4;
        self.verb(t).is_some()
            && !own
            && doc.does(start, &[Class::Say, Class::Announce])
            && that.is_some_and(|i| i + 1 < t.first && !(i + 1..t.first).all(subject))
    }

    /// "وقد قاد الوفد X، الذي أجرى …": who heads the delegation told was where the delegation was.
    pub(super) fn head_joins(&mut self, r: &Range<usize>) {
        let Some(p) = self.head_of_delegation(r) else {
            return;
        };
        let came = |e: &usize| {
            self.delegation
                .iter()
                .any(|q| q.among(&self.events[*e].participants))
        };
        let at: Vec<usize> = (0..self.events.len()).rev().take(2).filter(came).collect();
        for e in at {
            self.adds(e, p);
        }
        if !p.among(&self.delegation) {
            self.delegation.push(p);
        }
    }

    /// "وقد قاد الوفد X", "وترأس الوفد X": who, where the sentence begins so.
    fn head_of_delegation(&self, r: &Range<usize>) -> Option<Participant> {
        let doc = self.doc;
        let v = r.clone().take(3).find(|&i| {
            doc.verb(i).is_some_and(|v| {
                matches!(v.class, Class::Lead | Class::Chair) && v.form.object.is_none()
            })
        })?;
        let delegation = doc.cue(v + 1, Cue::Delegation) && doc.w(v + 1).starts_with("ال");
        // "وترأس الوفد المصري X": one of several.
        let from = v + 2;
        let k = *self.listed(from, r.end.min(from + 12)).first()?;
        let person = self.found[k].kind != MentionType::Organization;
        self.participant(k)
            .filter(|_| delegation && person && self.country_at(from).is_none())
    }
}

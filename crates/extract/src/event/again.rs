//! "خلال هذا اللقاء", "وتناولت المباحثات": an Arabic noun for what was told already, and who is named beside it.

use std::ops::Range;

use super::scope::family;
use super::{Participant, Teller, Trigger};
use crate::lexicon::{Class, Cue};

impl Teller<'_, '_> {
    /// The noun points back at what was told, and nobody is said to have been there: "وعقب هذا الاستقبال أشاد المدير …",
    /// "وتناولت المباحثات …". The event.
    pub(super) fn only_again(&self, t: &Trigger, r: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        // "وجاء توقيع الاتفاقية على هامش الزيارة التي يجريها X"
        let signed = t.kind == "agreement"
            && matches!(
                doc.w(r.start).trim_start_matches(['و', 'ف']),
                "جا" | "ياتي"
                    | "يندرج"
                    | "تندرج"
                    | "تاتي"
                    | "جات"
                    | "تهدف"
                    | "يهدف"
                    | "ستسهم"
                    | "ستمكن"
                    | "ستسمح"
                    | "تسمح"
            );
        if !doc.arabic(t.first) || !t.definite || !signed && !matches!(t.kind, "meeting" | "call") {
            return None;
        }
        let e = self
            .events
            .iter()
            .rposition(|e| family(e.kind) == family(t.kind))?;
        if signed {
            return Some(e);
        }
        let this = |i: usize| matches!(doc.w(i), "هذا" | "هذه" | "ذات" | "نفس" | "عقد");
        let mut b = t.first;
        while b > r.start && this(b - 1) {
            b -= 1;
        }
        let before = b.checked_sub(1).filter(|&b| b >= r.start)?;
        let during = matches!(
            doc.w(before).trim_start_matches(['و', 'ف']),
            "خلال" | "عقب" | "بعد" | "اثر" | "ختام" | "نهايه" | "اعقاب" | "اثنا"
        );
        let about = doc.does(before, &[Class::Discuss])
            || matches!(
                doc.w(before).trim_start_matches(['و', 'ف']),
                "تمحورت"
                    | "تمحور"
                    | "انصبت"
                    | "انصب"
                    | "ركز"
                    | "ركزت"
                    | "شكل"
                    | "شكلت"
                    | "همت"
                    | "هم"
                    | "خصص"
                    | "يندرج"
                    | "تندرج"
                    | "شهد"
                    | "تميز"
                    | "تميزت"
            );
        let with =
            (t.last..(t.last + 2).min(r.end)).any(|i| matches!(doc.w(i), "بين" | "مع" | "بينهما"));
        let joins = |i: usize| {
            matches!(
                doc.w(i).trim_start_matches('و'),
                "ضم" | "ضمت" | "بحضور" | "برياسه" | "منهم" | "بينهم" | "بمشاركه"
            ) || doc.does(
                i,
                &[
                    Class::Attend,
                    Class::Gather,
                    Class::Chair,
                    Class::Accompany,
                    Class::Meet,
                    Class::Receive,
                ],
            ) || doc.cue(i, Cue::Company)
                || doc.cue(i, Cue::Delegation) && !self.covered[i] && !doc.w(i).contains("ال")
        };
        ((during || about) && !with && !r.clone().any(joins)).then_some(e)
    }

    /// Of a meeting with one person told so far, who speaks at it is the other.
    pub(super) fn answers(&mut self, e: usize, named: &[Participant]) {
        let mut people = named.iter().filter(|p| self.is_person(p));
        let one = people.next().copied().filter(|_| people.next().is_none());
        if let (Some(p), [q]) = (one, &self.events[e].participants[..])
            && *q != p
            && self.is_person(q)
        {
            self.events[e].participants.push(p);
        }
    }

    /// "وعبر X وY عن …. جاء ذلك خلال لقاء بينهما": the two of the sentence before.
    pub(super) fn two_of_them(&self, t: &Trigger, r: &Range<usize>) -> Vec<Participant> {
        let doc = self.doc;
        let both = r.clone().any(|i| {
            matches!(doc.w(i), "بينهما" | "جمعهما" | "يجمعهما")
                || doc
                    .w(i)
                    .trim_start_matches(['و', 'ب', 'ل'])
                    .ends_with("ايهما")
                    && i < t.last
                    && i >= t.first
                || (t.first..t.last).contains(&i) && doc.w(i).ends_with("هما")
        });
        // "لقاء ضم الوزيرين": nothing was told of them yet.
        let pair = |i: usize| {
            matches!(
                doc.w(i).trim_start_matches('ب'),
                "الوزيرين" | "الوزيران" | "المسوولين" | "المسوولان"
            )
        };
        let both = both || self.events.is_empty() && r.clone().any(pair);
        match both && doc.arabic(t.first) && matches!(t.kind, "meeting" | "call") {
            true => self.two_before(t.first),
            false => Vec::new(),
        }
    }

    /// "هذا اللقاء" where only a conference or a course was told: that one is meant.
    pub(super) fn this_one(&self, t: &Trigger) -> Trigger {
        let doc = self.doc;
        let this = t.first > 0
            && matches!(
                doc.w(t.first - 1).trim_start_matches(['و', 'ب', 'ل']),
                "هذا" | "هذه" | "افتتاح" | "ختام" | "اختتام" | "اعمال" | "اشغال"
            );
        // "لدى مخاطبته الجلسة الافتتاحية", "وفي الجلسة ذاتها": of what was told
        let w = |i: usize| text::strip_article(doc.w(i));
        let session = doc.w(t.last - 1).ends_with("جلسه") && matches!(w(t.last), "ذاتها" | "نفسها")
            || t.last > t.first + 1 && matches!(w(t.last - 1), "افتتاحيه" | "ختاميه");
        let course = self.events.last().is_some_and(|e| e.kind == "training");
        if session && course && doc.arabic(t.first) && matches!(t.kind, "meeting" | "conference") {
            return Trigger {
                kind: "training",
                definite: true,
                ..*t
            };
        }
        // "وافتتح القمة X", "ويشارك في اللقاء Y"
        let there = session
            || doc.arabic(t.first)
                && (t.first.saturating_sub(2)..t.first)
                    .any(|i| doc.does(i, &[Class::Chair, Class::Attend]));
        let this =
            this || there || self.english() && matches!(doc.w(t.last - 1), "meeting" | "gathering");

        // "joint patrols at X. The exercise began on Monday"
        let exercise = self.english()
            && doc.w(t.last - 1) == "exercise"
            && t.first > 0
            && doc.w(t.first - 1) == "the"
            && self.events.last().is_some_and(|e| e.kind == "operation")
            && !self.events.iter().any(|e| e.kind == "training");
        if exercise {
            return Trigger {
                kind: "operation",
                definite: true,
                ..*t
            };
        }
        // "addressed the opening session" of the meeting just told.
        let opening = self.english()
            && t.kind == "conference"
            && matches!(doc.w(t.first), "opening" | "closing")
            && t.first > 0
            && doc.w(t.first - 1) == "the";
        if let Some(e) = self.events.last().filter(|_| opening)
            && matches!(e.kind, "meeting" | "conference")
        {
            return Trigger {
                kind: e.kind,
                definite: true,
                ..*t
            };
        }
        let told = |kind: &str| self.events.iter().any(|e| family(e.kind) == family(kind));
        let of = self.events.last().map(|e| e.kind);
        let of = of.filter(|k| matches!(*k, "conference" | "training"));
        // "prennent part à cette rencontre de quatre jours"
        let this = this
            || self.french() && t.first > 0 && matches!(doc.w(t.first - 1), "cette" | "ce" | "cet");
        match of.filter(|_| this && t.kind == "meeting" && t.definite && !told("meeting")) {
            Some(kind) => Trigger { kind, ..*t },
            None => *t,
        }
    }

    /// "وبحثا خلال الاجتماع ملفات مشتركة، بحضور X": the two are those told before, and X was there too.
    pub(super) fn two_and_others(
        &self,
        t: &Trigger,
        named: &[Participant],
        r: &Range<usize>,
    ) -> Option<usize> {
        let doc = self.doc;
        let two = self
            .verb(t)
            .is_some_and(|v| v.form.subject == crate::lexicon::Number::Two)
            || self.both_sides(t.last);
        let there = (t.last..r.end).find(|&i| self.there(i).is_some() || doc.w(i) == "برفقه")?;
        let before = self.begin(r.start, there).iter().any(super::company::who);
        let e = self.events.len().checked_sub(1)?;
        let met =
            family(self.events[e].kind) == family(t.kind) && self.events[e].participants.len() > 1;
        (two && doc.arabic(t.first) && !before && !named.is_empty() && met).then_some(e)
    }

    /// Of offices that nobody is named for one of each name takes part, and none that somebody named there holds: a headline's
    /// "وزير الدفاع" is the minister of the text.
    pub(super) fn offices_once(&mut self) {
        if self.doc.language != text::Language::Arabic {
            return;
        }
        let title_end = self.title_end();
        let end = if title_end == 0 {
            0
        } else {
            self.doc.start(title_end, 0)
        };
        let entities = &self.resolved.entities;
        let name = |p: &Participant| {
            let names = &entities[p.office?].names;
            names.iter().flatten().next().map(|n| text::fold_str(n))
        };
        let same = |a: &str, b: &str| {
            let bare = |w: &str| text::strip_article(w).trim_end_matches('ا').to_owned();
            a.split(' ')
                .map(bare)
                .eq(b.split(' ').take(a.split(' ').count()).map(bare))
        };
        let head = |office: usize| {
            let mut of = self
                .resolved
                .of
                .iter()
                .enumerate()
                .filter(|(_, e)| **e == Some(office));
            of.all(|(k, _)| self.doc.start(self.found[k].first, 0) < end)
        };
        for e in &mut self.events {
            let all = e.participants.clone();
            let mut at = 0;
            e.participants.retain(|p| {
                at += 1;
                if p.entity.is_some() {
                    return true;
                }
                let Some(n) = name(p) else { return true };
                let before = all[..at - 1]
                    .iter()
                    .any(|q| q.entity.is_none() && name(q).as_ref() == Some(&n));
                let held = p.office.is_some_and(head)
                    && all
                        .iter()
                        .any(|q| q.entity.is_some() && name(q).is_some_and(|m| same(&n, &m)));
                !before && !held
            });
        }
    }
}

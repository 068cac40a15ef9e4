//! Whom a sentence leaves out: the subject carried over from the one before.

use std::ops::Range;

use super::{Event, Participant, Teller, Trigger};
use crate::lexicon::{Class, Number, Tag};
use crate::mention::MentionType;

/// Verbs of meeting whose subject may be the person spoken of before.
const MET: &[Class] = &[
    Class::Meet,
    Class::Face,
    Class::Hold,
    Class::Phone,
    Class::Ring,
];

impl Teller<'_, '_> {
    /// "وتوج اللقاء بتوقيع مذكرة": those who met sign.
    pub(super) fn signatories(&self, t: &Trigger) -> Vec<Participant> {
        let met = |e: &&Event| {
            e.participants.len() > 1 && matches!(e.kind, "meeting" | "consultation" | "call")
        };
        let watch = |i: usize| {
            matches!(
                self.doc.w(i).trim_start_matches('و'),
                "شهد" | "شهدا" | "حضر"
            )
        };
        // "ليبيا ومالطا تربطهما اتفاقية": states have it, or it is of another time.
        let bound = |i: usize| {
            let w = self.doc.w(i).trim_start_matches(['و', 'ت', 'ي']);
            w.starts_with("ربط") || matches!(w, "كانت" | "كان" | "سبق")
        };
        let near = t.first.saturating_sub(6)..t.first;
        let arabic = t.kind == "agreement"
            && !t.definite
            && self.doc.arabic(t.first)
            && !near.into_iter().any(|i| {
                bound(i)
                    || watch(i) && (self.pair(i + 1).is_some() || self.doc.w(i).ends_with("شهدا"))
            });
        let last = self.events.iter().rev().take(2).find(met);
        last.filter(|_| arabic)
            .map_or(Vec::new(), |e| e.participants.clone())
    }

    /// "والتقى مدير …", "Il a rencontré …": the one who met is the person the text was speaking of.
    pub(super) fn implicit(
        &self,
        t: &Trigger,
        participants: &mut Vec<Participant>,
        r: Range<usize>,
        m: Range<usize>,
    ) {
        let both = participants.len() == 1 && self.beside_counterpart(&r);
        let own = self.subject_named(t, &r) || self.subject_of_its_own(&r);
        if both || own || !self.english_back(t, &r).is_empty() {
            return;
        }
        let back = self.points_back(r.clone(), m.clone())
            && participants.len() < 2
            && self.points_to(r.clone()).is_empty();
        let goes_on = self.goes_on(&r) && self.doc.arabic(r.start);
        // "حيث عقد لقاءات مع كل من …": whom he met there may be several.
        let clause = matches!(
            self.doc.w(r.start),
            "ثم" | "حيث" | "كما" | "before" | "puis"
        );
        let with = (t.first..(t.last + 6).min(r.end))
            .any(|i| matches!(self.doc.w(i), "مع" | "with" | "avec"));
        let some = (1..5).contains(&participants.len());
        let person = |p: &Participant| self.is_person(p);
        let unsaid = with && self.subjectless(&r, m) && self.points_to(r.clone()).is_empty();
        // "اجتماع المنظمة المقرر عقده": a noun, and a body whose it is.
        let bodily = self.doc.arabic(t.first)
            && self.verb(t).is_none()
            && !participants.iter().any(person)
            && !(r.start..t.first)
                .any(|i| self.doc.does(i, MET) || self.doc.does(i, &[Class::Attend]));
        if bodily {
            return;
        }
        let one = participants.len() == 1
            || self.doc.arabic(r.start) && participants.iter().filter(|p| person(p)).count() == 1;
        // "فقد اجتمع بالوزير X، في حضور السفير Y": one whom he met.
        let there = participants.len() > 1 && self.only_there(t, &r, &participants[1..]);
        let one = one || there && !self.only_there(t, &r, &participants[..1]);
        // "وكان آخر اجتماع قد عقد بنيامي برئاسة X": nobody is left out.
        let chaired = |i: usize| matches!(self.doc.w(i), "برياسه" | "براسه");
        let passive = self.doc.arabic(t.first)
            && self.verb(t).is_none()
            && (t.last..r.end).any(chaired)
            && !(r.start..t.first).any(|i| self.doc.does(i, MET));
        if passive && !(t.last..r.end).any(|i| self.doc.w(i) == "مع") {
            return;
        }
        let objects = self.all_objects(t, participants, &r);
        // "سبق للمديرية أن وقعت": a body signs, nobody is left out.
        let one = one && (t.kind != "agreement" || participants.iter().any(person));
        let few = one || some && (back || clause && with || unsaid || objects);
        let kind = matches!(t.kind, "meeting" | "call" | "agreement" | "consultation");
        if !few || t.definite || !kind || self.subject_unread(&r) {
            return;
        }
        // "قبل أن يستقبل …": the subject is that of the clause before.
        let continued = matches!(
            self.doc.w(r.start),
            "قبل" | "بعد" | "avant" | "before" | "puis" | "وبعدها" | "ثم" | "حيث" | "كما"
        ) || goes_on;
        let group = |i: usize| {
            matches!(
                self.doc.w(i),
                "وفد"
                    | "وفدا"
                    | "ممثلي"
                    | "ممثلين"
                    | "مسوولين"
                    | "مسوولي"
                    | "بوفد"
                    | "delegation"
                    | "officials"
                    | "responsables"
                    | "representants"
            )
        };
        let met = |i: usize| self.doc.does(i, MET);
        let verb = r.clone().any(|i| {
            let w = self.doc.w(i);
            let received = self.doc.does(i, &[Class::Receive]);
            // "كما وقع مع نظيره مذكرة"
            let signed = t.kind == "agreement"
                && self.doc.does(i, &[Class::Sign])
                && self.doc.w(i + 1) == "مع";
            // "وكانت له جلسة عمل مع نظيرته"
            let had = matches!(w.trim_start_matches('و'), "كانت" | "كان" | "كما")
                && (i + 1..i + 3).any(|k| matches!(self.doc.w(k), "له" | "لها"));
            met(i) || received || signed || had || matches!(w, "il" | "elle" | "he" | "she")
        });
        // A person straight behind the verb is its subject.
        let subject = |i: usize| {
            let mut found = self.found.iter();
            found.any(|m| m.first == i + 1 && m.kind == MentionType::Person)
        };
        let subject_or_title = |i: usize| met(i) && self.person_behind(i + 1);
        let subject_at = |i: usize| met(i) && subject(i);
        let told = r.clone().any(subject_at);
        // "قبل أن يلتقي X مسؤولين من …": whom he met follows.
        let behind = (t.last..r.end).any(group) && r.clone().any(subject_or_title);
        if told && !continued && (behind || !self.meets(t)) || behind && t.kind == "meeting" {
            return;
        }
        // "كما عقد X جلسة عمل مع Y": both are named.
        let both = participants.len() > 1 && r.clone().any(subject_or_title) && !objects;
        if both && self.doc.arabic(t.first) {
            return;
        }
        // "واستقبل أيضا X"
        let also =
            matches!(self.doc.w(t.last), "ايضا" | "كذلك") && self.doc.w(t.first).starts_with('و');
        let continued = continued || objects || also;
        let next = matches!(self.doc.w(r.start), "ثم" | "كما" | "وكما" | "ensuite") && verb;
        if !continued
            && !back
            && !next
            && (!verb || r.clone().any(group) || self.doc.does(t.first, &[Class::Receive]))
        {
            return;
        }
        let before = self.main_person();
        if let Some(p) = before.filter(|p| !p.among(participants)) {
            participants.insert(0, p);
        }
        for p in self.delegation_goes_on(&r) {
            if !p.among(participants) {
                participants.insert(1.min(participants.len()), p);
            }
        }
    }

    /// "يلتقي قائدا الأركان في البلدين": a title that was not read as anybody's stands straight behind the verb. Who met is said,
    /// and it is not the one of the sentence before.
    pub(super) fn subject_unread(&self, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let read = |i: usize| self.found.iter().any(|m| (m.first..m.last).contains(&i));
        let title = |i: usize| {
            let tag = |h: &crate::lexicon::Hit| {
                h.skip == 0 && matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Minister)
            };
            // "التقى الوزير": with the article it points back.
            doc.arabic(i) && !doc.w(i).starts_with("ال") && doc.at(i).iter().any(tag) && !read(i)
        };
        let verb = |i: usize| doc.does(i, MET);
        r.clone().any(|i| verb(i) && i + 1 < r.end && title(i + 1))
    }

    /// "عقد جلسة مع X وY": between the verb and whom it names stands "with", so the one who met is not named.
    pub(super) fn subjectless(&self, r: &Range<usize>, m: Range<usize>) -> bool {
        let doc = self.doc;
        let verb = |i: &usize| doc.does(*i, MET) || doc.does(*i, &[Class::Chair]);
        let Some(v) = r.clone().find(verb) else {
            return false;
        };
        let first = m
            .clone()
            .map(|k| &self.found[k])
            .find(|f| f.first > v && !f.inside && f.kind.acts());
        // "أن X سيلتقي مع Y": the subject stands before the verb.
        let before = m.clone().map(|k| &self.found[k]).any(|f| {
            let own = self
                .found
                .iter()
                .any(|o| o.link.is_some_and(|l| std::ptr::eq(&self.found[l], f)));
            f.last <= v
                && v - f.last <= 3
                && (own || !f.inside)
                && f.kind.acts()
                && !(f.last..v).any(|i| doc.w(i) == "," && doc.w(v).starts_with('و'))
        });
        !before
            && first.is_some_and(|f| {
                (v..f.first).any(|i| matches!(doc.w(i), "مع" | "ومع"))
                    || f.skip > 0 && doc.w(f.first).starts_with('ب')
            })
    }

    /// Somebody is named straight behind `i`, past ranks.
    pub(super) fn person_behind(&self, i: usize) -> bool {
        let rank = |k: usize| self.doc.at(k).iter().any(|h| h.tag == Tag::Rank);
        let person = |k: usize| {
            self.who_at(k)
                .is_some_and(|k| self.found[k].kind != MentionType::Organization)
        };
        let at = (i..i + 4).find(|&k| person(k) || !rank(k));
        at.is_some_and(person)
    }

    /// "يلتقي": a verb of meeting itself, of one.
    pub(super) fn meets(&self, t: &Trigger) -> bool {
        self.verb(t).is_some_and(|v| {
            matches!(v.class, Class::Meet | Class::Face) && v.form.subject == Number::One
        })
    }

    /// "حيث التقى X وY": a list of people straight behind the verb are all whom the one spoken of met.
    pub(super) fn all_objects(
        &self,
        t: &Trigger,
        participants: &[Participant],
        r: &Range<usize>,
    ) -> bool {
        let doc = self.doc;
        let verb = self.verb(t).is_some_and(|v| {
            matches!(v.class, Class::Meet | Class::Receive) && v.form.subject == Number::One
        });
        let joined = matches!(doc.w(r.start), "حيث" | "كما" | "ثم")
            || t.first > r.start && doc.w(t.first - 1) == "ان"
            || doc.w(t.first).starts_with('و');
        // "والتقى في الزيارة التي قام بها إلى … كلا من X وY"
        let each = (t.last..r.end.min(t.last + 14))
            .find(|&i| matches!(doc.w(i), "كل" | "كلا") && doc.w(i + 1) == "من");
        let each = each.filter(|&i| {
            let between = |f: &crate::mention::Found| {
                (t.last..i).contains(&f.first) && super::company::who(f)
            };
            !self.found.iter().any(between)
        });
        let all = self.listed(each.unwrap_or(t.last), r.end);
        let named = |p: &Participant| all.iter().any(|&k| self.participant(k).as_ref() == Some(p));
        let led = all.iter().skip(1).all(|&k| {
            let f = &self.found[k];
            let own = self.found.iter().any(|o| o.link.is_some_and(|l| l == k));
            own || (f.first.saturating_sub(3)..=f.first).any(|i| doc.w(i).starts_with('و'))
        });
        verb && joined && participants.len() > 1 && led && participants.iter().all(named)
    }
}

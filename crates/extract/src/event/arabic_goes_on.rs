//! Whom Arabic leaves out of what is held, attended or done together: who was told of just before.

use std::ops::Range;

use super::{Event, Participant, Teller, Trigger};
use crate::lexicon::Class;

impl Teller<'_, '_> {
    /// "زار X تونس، وافتتح ندوة", "ونظم الطرفان ورشة": who does it stands in what was told last.
    pub(super) fn arabic_goes_on(&self, t: &Trigger, r: &Range<usize>) -> Vec<Participant> {
        if t.definite
            || !self.doc.arabic(t.first)
            || !matches!(t.kind, "conference" | "training" | "operation")
        {
            return Vec::new();
        }
        let Some(last) = self.events.last() else {
            return Vec::new();
        };
        if self.names_two_bodies(r) {
            return self.both_bodies(last);
        }
        self.attends_next(t, r, last).into_iter().collect()
    }

    /// "ونظم الطرفان بالمناسبة ورشة", "سبق للجهازين أن أجريا تمرينا"
    fn names_two_bodies(&self, r: &Range<usize>) -> bool {
        r.clone().any(|i| {
            let w = self.doc.w(i).trim_start_matches(['و', 'ف', 'ب', 'ل']);
            let w = text::strip_article(w);
            [
                "جانب",
                "طرف",
                "جهاز",
                "وزارت",
                "موسست",
                "هييت",
                "مديريت",
                "وكالت",
                "ادارت",
                "قوت",
            ]
            .iter()
            .any(|s| w.strip_prefix(s).is_some_and(|e| matches!(e, "ان" | "ين")))
        })
    }

    /// The two bodies of an event that has no others.
    fn both_bodies(&self, e: &Event) -> Vec<Participant> {
        let bodies = e.participants.iter().filter(|p| !self.is_person(p));
        let bodies: Vec<Participant> = bodies.copied().collect();
        if bodies.len() == 2 {
            bodies
        } else {
            Vec::new()
        }
    }

    /// "زار X تونس، وافتتح ندوة", "حيث سيشارك في مؤتمر": the verb stands at the head and nobody behind it.
    fn attends_next(&self, t: &Trigger, r: &Range<usize>, last: &Event) -> Option<Participant> {
        let doc = self.doc;
        let verb = (r.start..t.first.min(r.start + 3))
            .find(|&i| doc.does(i, &[Class::Attend, Class::Chair]))?;
        let one = doc.verb(verb)?.form.object.is_none();
        let before = doc.start_of(last.trigger.start);
        let near = doc.sentence[before] + 1 >= doc.sentence[t.first];
        let first = last.participants.first().copied();
        first.filter(|p| {
            one && near && t.kind == "conference" && self.is_person(p) && !self.named_in(r.clone())
        })
    }

    /// Past a day, a comma and the word before it.
    pub(super) fn past_day(&self, i: usize) -> usize {
        let doc = self.doc;
        let at = i + usize::from(doc.w(i) == ",");
        let at = at
            + usize::from(matches!(
                doc.w(at),
                "في" | "مسا" | "صباح" | "ظهر" | "عشيه" | "خلال"
            ));
        let n = doc.dates.partition_point(|d| d.tokens.start < at);
        let day = doc.dates.get(n).filter(|d| d.tokens.start == at);
        day.map_or(i, |d| {
            d.tokens.end + usize::from(doc.w(d.tokens.end) == ",")
        })
    }

    /// Past where or how it was, which commas set apart from the verb: "بحث، في أجواء ودية، الوزير X مع Y", or not: "بحث بمقر
    /// الوزارة".
    pub(super) fn past_adjunct(&self, i: usize) -> usize {
        let doc = self.doc;
        let acts = |k: usize| self.who_at(k).is_some() || doc.is_person_or_title(k);
        if doc.w(i) == "," {
            let open = |k: &usize| doc.w(*k) == "," || acts(*k) || !doc.is_word(*k);
            let close = (i + 2..i + 8).find(open).filter(|&k| doc.w(k) == ",");
            return close.map_or(i, |k| k + 1);
        }
        match doc.w(i) {
            "بمقر" | "بديوان" | "بمكتب" if !acts(i + 1) => i + 2,
            "بمكتبه" | "بمكتبها" | "بالوزاره" => i + 1,
            _ => i,
        }
    }

    /// "حرصا على تبادل الخبرات": behind a preposition no verb stands.
    pub(super) fn behind_preposition(&self, i: usize, kind: &str) -> bool {
        kind == "meeting"
            && matches!(
                self.doc.before(i, 1).trim_start_matches('و'),
                "علي"
                    | "في"
                    | "من"
                    | "الي"
                    | "عن"
                    | "حول"
                    | "بشان"
                    | "بهدف"
                    | "اجل"
                    | "قصد"
                    | "بغيه"
            )
            && self.doc.does(i, &[Class::Discuss])
            && self.doc.verb(i).is_some_and(|v| !v.form.imperfect)
    }

    /// "وتعزيزا لتبادل الخبرات، انطلقت أشغال مؤتمر": where between `from` and `to` a verb behind a comma begins the sentence.
    pub(super) fn begun_behind(&self, from: usize, to: usize) -> usize {
        let doc = self.doc;
        let begins = |w: &str| {
            let w = w.trim_start_matches(['ت', 'ي']);
            [
                "انطلق",
                "نطلق",
                "انعقد",
                "نعقد",
                "انتظم",
                "افتتح",
                "ختتم",
                "التام",
            ]
            .iter()
            .any(|v| w.starts_with(v))
        };
        let begun =
            |&i: &usize| doc.w(i) == "," && (doc.verb(i + 1).is_some() || begins(doc.w(i + 1)));
        (from..to).rev().find(begun).unwrap_or(from)
    }
}

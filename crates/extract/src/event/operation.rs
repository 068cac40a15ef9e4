//! An operation told by who carried it out, by what came of it, or by what is said of it; not any undertaking.

use super::{Teller, Trigger};
use crate::lexicon::{Class, Cue};
use crate::mention::Found;

impl Teller<'_, '_> {
    /// "عملية نفذتها الشرطة", "أسفرت عملية عن", "a joint operation": one that police or soldiers carried out.
    pub(super) fn operation_real(&self, t: &Trigger, end: usize) -> bool {
        let quoted = self.past_name(t.last);
        let next = self.doc.w(quoted);
        let told = self.events.iter().any(|e| e.kind == "operation");
        let done = |i: usize| {
            t.skip > 0 && matches!(self.doc.w(i), "قام" | "قامت" | "باشر" | "باشرت")
                || matches!(
                    self.doc.w(i).trim_start_matches('و'),
                    "نفذت"
                        | "نفذ"
                        | "نفذتها"
                        | "نفذها"
                        | "شنت"
                        | "قادت"
                        | "mene"
                        | "menee"
                        | "conducted"
                )
        };
        let led_by = ["نفذ", "نسق", "قاد", "شارك", "اشرف"];
        // "عملية دولية قادها الإنتربول"
        let led = (t.last..t.last + 3)
            .take_while(|&i| self.doc.arabic(i))
            .any(|i| {
                self.doc.verb(i).is_some_and(|v| {
                    matches!(v.class, Class::Lead | Class::Carry) && v.form.object.is_some()
                })
            });
        let before = self.doc.before(t.first, 1);
        let result = matches!(
            before,
            "اسفرت" | "مكنت" | "افضت" | "ادت" | "واسفرت" | "ومكنت" | "قادت" | "اطاحت"
        );
        // "أطلقت الشرطة والوكالة عملية دولية"
        let launched = || {
            (t.first.saturating_sub(16)..t.first)
                .any(|i| matches!(self.doc.w(i), "اطلق" | "اطلقت" | "واطلقت"))
                && self.doc.arabic(t.first)
                && self.bodies(t, end) >= 2
        };
        let together = || {
            (self.sentence_of(t.first)).any(|i| {
                matches!(
                    self.doc.w(i),
                    "بالتنسيق" | "بالتعاون" | "بالاشتراك" | "بشراكه" | "بمشاركه"
                )
            })
        };
        // "شاركت الشرطة والجمارك في عملية دولية"
        let shared = || {
            before == "في"
                && (t.first.saturating_sub(16)..t.first).any(|i| self.doc.does(i, &[Class::Attend]))
                && self.bodies(t, end) >= 2
        };
        t.last > t.first + 1
            || self.doc.arabic(t.first) && shared()
            || t.first > 0 && before == "تنفيذ" && self.doc.arabic(t.first)
            || next == "التي" && self.doc.does(quoted + 1, &[Class::Carry, Class::Lead])
            || matches!(before, "خلال" | "في" | "اثر") && self.doc.arabic(t.first) && together()
            || led
            || launched()
            || self.doc.arabic(t.last) && led_by.iter().any(|v| next.starts_with(v))
            || result
            || (t.first.saturating_sub(16)..t.first).any(done) && self.doc.arabic(t.first)
            || matches!(
                next,
                "اسفرت" | "مكنت" | "استهدفت" | "نوعيه" | "متزامنه" | "واسعه"
            )
            || matches!(
                next,
                "مشتركه"
                    | "امنيه"
                    | "conjointe"
                    | "by"
                    | "par"
                    | "led"
                    | "conducted"
                    | "mounted"
                    | "menee"
                    | "dirigee"
                    | "coordonnee"
                    | "coordinated"
            )
            || t.definite && told
            || self.done_by_bodies(t, end)
            || self.english_operation(t, end)
            || self.french_operation(t, end)
    }

    /// "L'opération Delta a été menée lundi", "ont participé à l'opération", "l'opération baptisée Delta": one that took place.
    fn french_operation(&self, t: &Trigger, end: usize) -> bool {
        let doc = self.doc;
        let near = t.last..end.min(t.last + 8);
        let done = |i: usize| match doc.w(i) {
            "menee" | "lancee" | "conduite" | "executee" | "declenchee" | "deployee"
            | "realisee" => doc.before(i, 1) == "ete",
            "deroulee" | "tenue" | "soldee" => doc.before(i, 1) == "est",
            "permis" | "abouti" | "conduit" | "debouche" | "mobilise" => doc.before(i, 1) == "a",
            _ => false,
        };
        let start = self.sentence_of(t.first).start;
        let taken = |i: usize| {
            super::french_there::attends(doc.w(i))
                || super::french_met::takes_part(doc.w(i), doc.w(i + 1), doc.w(i + 2))
        };
        self.french()
            && (near.into_iter().any(done)
                || (start.max(t.first.saturating_sub(6))..t.first).any(taken))
    }

    /// "أعلنت الشرطة أنها ألقت القبض على", "كشفت عن عملية نفذتها مع": who says it did it.
    pub(super) fn did_herself(&self, m: &Found) -> bool {
        let doc = self.doc;
        let deeds = [
            Class::Seize,
            Class::Dismantle,
            Class::Carry,
            Class::Train,
            Class::Organise,
            Class::Sign,
            Class::Hold,
            Class::Host,
            Class::Attend,
        ];
        let does = |k: usize| {
            doc.does(k, &deeds) || matches!(doc.w(k), "القت" | "القي" | "تمكنت" | "تمكن" | "نجحت")
        };
        // "أعلنت الشرطة الفلبينية، حسب ما علم لدى الوزارة، أنها"
        let comma = m.last + usize::from(doc.w(m.last) != ",");
        let from = self.past_adjunct(comma).max(m.last);
        let she = (m.last..m.last + 6).chain(from..from + 2).any(|i| {
            matches!(doc.w(i), "انها" | "انه" | "بانها" | "بانه" | "انهما")
                && (i + 1..i + 3).any(does)
        });
        let with = |i: usize| doc.w(i) == "مع" || doc.cue(i, Cue::Jointly);
        let it =
            |i: usize| doc.does(i, &deeds) && doc.verb(i).is_some_and(|v| v.form.object.is_some());
        she || (m.last..m.last + 7)
            .take_while(|&i| doc.w(i) != ",")
            .any(|i| it(i) && with(i + 1))
    }
}

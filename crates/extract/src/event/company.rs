//! Lists of people one after the other, and who comes along: "يرافقه X وY", "على رأس وفد يضم كلا من X وY".

use std::ops::Range;

use super::{Participant, Teller};
use crate::lexicon::{Class, Cue, Tag};
use crate::mention::{Found, MentionType};

/// Somebody or something that can take part.
pub(super) fn who(f: &Found) -> bool {
    f.kind.acts() && !f.inside
}

/// Somebody: a person or an office, not inside the name of another.
pub(super) fn somebody(f: &Found) -> bool {
    matches!(f.kind, MentionType::Person | MentionType::Office) && !f.inside
}

impl Teller<'_, '_> {
    /// The mention of somebody that begins at token `i`, the longest.
    pub(super) fn who_at(&self, i: usize) -> Option<usize> {
        let from = self.found.partition_point(|f| f.first < i);
        let here = (from..self.found.len()).take_while(|&k| self.found[k].first == i);
        here.filter(|&k| who(&self.found[k]))
            .max_by_key(|&k| self.found[k].last)
    }

    /// Whom a list from token `from` on names: ranks, nationalities and unread rests of names stand between, and the list
    /// ends at a verb, a preposition or whatever else begins something new.
    pub(super) fn listed(&self, from: usize, end: usize) -> Vec<usize> {
        let doc = self.doc;
        let mut out = Vec::new();
        let (mut i, mut unread) = (from, 0);
        while i < end {
            if let Some(k) = self.who_at(i) {
                out.push(k);
                (i, unread) = (self.found[k].last, 0);
                continue;
            }
            let title = doc.find(i, |h| {
                matches!(h.tag, Tag::Rank | Tag::Nat(_) | Tag::Counterpart) && h.last <= end
            });
            if let Some(h) = title {
                i = h.last;
                continue;
            }
            // "العميد م.علي": what he studied.
            let letter = |k: usize| doc.arabic(k) && doc.w(k).chars().count() == 1;
            if letter(i) && doc.w(i + 1) == "." || doc.w(i) == "." && i > from && letter(i - 1) {
                i += 1;
                continue;
            }
            let between = matches!(
                doc.w(i),
                "بالوكاله"
                    | "بالانابه"
                    | "مسوولين"
                    | "ومسوولين"
                    | "مسوولون"
                    | "ممثلين"
                    | "وممثلين"
                    | "ضباط"
                    | "وضباط"
                    | "خبرا"
                    | "وخبرا"
                    | "قيادات"
                    | ","
                    | "("
                    | ")"
                    | "\""
                    | "كل"
                    | "كلا"
                    | "من"
                    | "فضلا"
                    | "عن"
                    | "وكذا"
                    | "وكذلك"
                    | "ايضا"
                    | "كذلك"
                    | "اضافه"
                    | "الي"
                    | "جانب"
                    | "لدي"
                    | "الدوله"
                    | "المعتمد"
                    | "البلاد"
                    | "المملكه"
                    | "السابق"
                    | "المكلف"
                    | "بالنيابه"
            );
            let place = !out.is_empty() && self.within(i, MentionType::Location);
            if !between && !place {
                // "ورئيس قسم التكلفة، اللواء فلان": a title that is not read as one stands before a name.
                let title = |h: &crate::lexicon::Hit| {
                    h.skip <= 1 && matches!(h.tag, Tag::Office) && doc.w(i).starts_with('و')
                };
                let joined = doc.at(i).iter().any(title) && !out.is_empty();
                unread = if joined { 0 } else { unread + 1 };
                let verb = doc.verb(i).is_some() || !doc.arabic(i);
                if verb || unread > 3 || doc.is(i, Tag::Stop) && !out.is_empty() {
                    break;
                }
            }
            i += 1;
        }
        out
    }

    /// Those who come along with the one who comes, as the stretch names them.
    pub(super) fn companions(&self, r: Range<usize>) -> Vec<Participant> {
        let mut out: Vec<Participant> = Vec::new();
        for i in r.clone() {
            let Some(from) = self.company(i, &r) else {
                continue;
            };
            let mut sent_before = false;
            for k in self.listed(from, r.end) {
                let f = &self.found[k];
                // "على رأس وفد يضم مسؤولين من الوزارة"
                let sent = f.kind != MentionType::Organization
                    || self.represented(f)
                    || f.skip > 0 && self.doc.w(f.first).starts_with('و') && sent_before;
                // "أطر من مصالح الاستعلام": services in general.
                let sent = sent && !self.doc.w(f.first).contains("مصالح");
                sent_before = sent && f.kind == MentionType::Organization;
                if let Some(p) = self.participant(k).filter(|_| sent)
                    && !out.contains(&p)
                    && !self.absent(&self.found[k])
                {
                    out.push(p);
                }
            }
        }
        out
    }

    /// "ورافق الفريق X في الوفد Y وZ": whom the verb at `i` names as escorted, and the token the list of the others begins at.
    pub(super) fn escorted(&self, i: usize, r: &Range<usize>) -> Option<(usize, usize)> {
        let doc = self.doc;
        let named = doc
            .verb(i)
            .is_some_and(|v| v.class == Class::Accompany && v.form.object.is_none());
        if !named || !doc.arabic(i) {
            return None;
        }
        let at = (i + 1..r.end.min(i + 6)).find(|&k| self.who_at(k).is_some())?;
        let k = self.who_at(at)?;
        let end = self.found[k].last;
        let on = (end..r.end.min(end + 4)).find(|&j| {
            matches!(
                doc.w(j),
                "الوفد" | "الزياره" | "زيارته" | "جولته" | "المهمه"
            )
        })?;
        let person = self.found[k].kind == MentionType::Person;
        let lead = matches!(doc.w(end), "في" | "خلال" | "ضمن");
        (person && lead).then_some((k, on + 1))
    }

    /// "بحضور X", "في حضور X": the token behind a word at `i` that says who was there too.
    pub(super) fn there(&self, i: usize) -> Option<usize> {
        let presence = self.doc.find(i, |h| h.tag == Tag::Cue(Cue::Presence));
        presence.map(|h| h.last)
    }

    /// A word at `i` behind which stands who comes along; the token the list begins at.
    pub(super) fn company(&self, i: usize, r: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        if doc.cue(i, Cue::Company) {
            return Some(i + 1);
        }
        let delegation = |k: usize| doc.cue(k, Cue::Delegation);
        let near = || {
            (r.start.max(i.saturating_sub(8))..i).any(delegation)
                // "وصل وفد برئاسة X إلى موسكو، ويضم Y"
                || matches!(doc.w(i), "ويضم" | "وضم" | "وتضم" | "وضمت")
                    && (r.start.max(i.saturating_sub(24))..i).any(delegation)
        };
        // "وفد يتكون من X وY"
        let made_of = doc.w(i + 1) == "من"
            && matches!(
                doc.w(i).trim_start_matches(['و', 'ف']),
                "يتكون"
                    | "المكون"
                    | "مكون"
                    | "مكونا"
                    | "يتالف"
                    | "مولف"
                    | "مولفا"
                    | "المولف"
                    | "يتشكل"
                    | "تكون"
                    | "تشكل"
                    | "تالف"
            );
        if made_of && near() {
            return Some(i + 1);
        }
        let class = doc.verb(i)?.class;
        match class {
            // "اصطحب X ضيفه إلى مكتبه": where they talked.
            Class::Accompany
                if (i + 1..r.end)
                    .any(|k| matches!(doc.w(k), "مكتبه" | "مكتبها") && doc.w(k - 1) == "الي") =>
            {
                None
            }
            Class::Accompany => {
                // "يرافقه في هذه الزيارة X", "ورافق الوزير X"
                let journey = |k: &usize| {
                    matches!(
                        doc.w(*k),
                        "في" | "خلال"
                            | "هذه"
                            | "الزياره"
                            | "زيارته"
                            | "الوزير"
                            | "الوفد"
                            | "الوزيره"
                            | "المسوول"
                    )
                };
                // "سيرافق X مجموعة من المسؤولين، أبرزهم Y"
                let of_them = |k: &usize| {
                    matches!(doc.w(*k), "ابرزهم" | "منهم" | "بينهم" | "ضمنهم" | "مقدمتهم")
                };
                let first = (i + 1..r.end).find(|k| !journey(k)).unwrap_or(r.end);
                let first = self.escorted(i, r).map_or(first, |e| e.1);
                let some = (i + 1..r.end.min(i + 16)).find(of_them).map(|k| k + 1);
                Some(some.unwrap_or(first))
            }
            Class::Gather if near() => Some(i + 1),
            // "وضم الوفد المرافق للوزير X"
            Class::Gather if (i + 1..i + 3).any(delegation) => {
                let last = (i + 1..i + 3).find(|&k| delegation(k))?;
                let of = |k: &usize| {
                    !matches!(
                        doc.w(*k),
                        "المرافق"
                            | "له"
                            | "لها"
                            | "للوزير"
                            | "للوزيره"
                            | "الزاير"
                            | "الرسمي"
                            | "ايضا"
                            | "كذلك"
                    )
                };
                (last + 1..r.end).find(of)
            }
            _ => None,
        }
    }
}

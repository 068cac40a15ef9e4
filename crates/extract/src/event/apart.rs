//! One who meets several, each apart.

use std::ops::Range;

use super::company::somebody;
use super::{Participant, Teller, Trigger};
use crate::lexicon::Tag;

impl Teller<'_, '_> {
    /// "اجتمع X بY، ثم بZ": each of them apart.
    pub(super) fn then_apart(
        &mut self,
        t: &Trigger,
        r: Range<usize>,
        m: Range<usize>,
    ) -> Option<Vec<usize>> {
        let doc = self.doc;
        if !matches!(t.kind, "meeting" | "call") || t.definite || !doc.arabic(t.first) {
            return None;
        }
        let then: Vec<usize> = (t.last..r.end)
            .filter(|&i| {
                // "باجتماع مع X، أعقبه لقاء مع Y"
                let followed = matches!(
                    doc.w(i),
                    "اعقبه"
                        | "اعقبها"
                        | "اعقبته"
                        | "تلاه"
                        | "تلاها"
                        | "تلته"
                        | "تلتها"
                        | "تبعه"
                        | "تبعها"
                        | "تبعته"
                );
                let meeting = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Event(_));
                if followed && doc.at(i + 1).iter().any(meeting) {
                    return true;
                }
                // "مكالمة مع X، وأخرى مع Y"
                let another = matches!(doc.w(i), "واخري" | "واخر" | "وثان" | "وثانيه");
                if another && doc.w(i + 1) == "مع" {
                    return true;
                }
                matches!(doc.w(i), "ثم" | "وبعده" | "وبعدها" | "فضلا" | "ولاحقا") && {
                    let w = doc.w(i + 1);
                    w == "مع"
                        || w.starts_with('ب')
                        || w == "ايضا"
                        || w == "لاحقا"
                        || doc.w(i) == "ثم"
                            && (self.person_behind(i + 1)
                                || doc.cue(i + 1, crate::lexicon::Cue::Delegation))
                }
            })
            .collect();
        let first_cut = *then.first()?;
        let mut all: Vec<(usize, Participant)> = Vec::new();
        for k in m.clone() {
            let f = &self.found[k];
            if somebody(f)
                && !self.absent(f)
                && let Some(p) = self.participant(k)
                && !all
                    .iter()
                    .any(|q| q.1 == p || p.entity.is_some() && q.1.entity == p.entity)
            {
                all.push((f.first, p));
            }
        }
        let count = all.iter().filter(|p| p.0 < first_cut).count();
        let subject = if count >= 2 {
            all.remove(0).1
        } else {
            self.main_person()?
        };
        let mut groups: Vec<Vec<Participant>> = vec![Vec::new(); then.len() + 1];
        for (at, p) in all.into_iter().filter(|p| p.1 != subject) {
            groups[then.partition_point(|&c| c < at)].push(p);
        }
        if groups.iter().any(Vec::is_empty) {
            return None;
        }
        let place = self.place(t, r, m.clone());
        let date = self.date(t, &[], m);
        let mut told = Vec::new();
        for g in groups {
            let all = std::iter::once(subject).chain(g).collect();
            told.push(self.put(t, all, &place, date));
        }
        Some(told)
    }

    /// "اتصالين هاتفيين مع نظيريه", "كل على حدة", "separate meetings": each of the others apart.
    pub(super) fn apart(&self, t: &Trigger, r: Range<usize>) -> bool {
        let doc = self.doc;
        let several = |i: usize| {
            doc.w(i) == "انفراد"
                && doc
                    .w(i.saturating_sub(2))
                    .trim_start_matches('و')
                    .starts_with("كل")
                || matches!(
                    doc.w(i).trim_start_matches('و'),
                    "اتصالين"
                        | "مكالمتين"
                        | "لقايين"
                        | "لقاين"
                        | "اجتماعين"
                        | "جلستي"
                        | "حده"
                        | "حدي"
                        | "التوالي"
                        | "منفصلين"
                        | "منفصله"
                        | "منفصلتين"
                        | "separate"
                        | "separately"
                        | "separement"
                        | "سلسله"
                        | "respectively"
                )
        };
        // "لقاءات ثنائية مع كل من", "ثلاثة اتصالات"
        let plural = |i: usize| {
            let w = text::strip_article(doc.w(i).trim_start_matches(['و', 'ب', 'ل'])).to_owned();
            matches!(
                w.as_str(),
                "لقاات"
                    | "قاات"
                    | "محادثات"
                    | "مباحثات"
                    | "اجتماعات"
                    | "اتصالات"
                    | "مكالمات"
            ) && (i..(i + 8).min(r.end)).any(|k| {
                doc.w(k) == "كل" && doc.w(k + 1) == "من"
                    || matches!(doc.w(k), "ثناييه" | "منفصله")
                    || doc.w(k) == "هاتفيه"
            })
        };
        matches!(t.kind, "meeting" | "call") && r.clone().any(|i| several(i) || plural(i))
    }

    /// "التقى A وB، كل على حدة، C": whom each of them met, who stands alone behind.
    fn each_met(&self, t: &Trigger, r: &Range<usize>, all: &[Participant]) -> Option<Participant> {
        let each = |&i: &usize| matches!(self.doc.w(i), "حده" | "حدي" | "انفراد");
        let at = (t.last..r.end).find(each)?;
        let named = |of: Range<usize>| {
            let mut named: Vec<Participant> = Vec::new();
            for p in of.filter_map(|k| self.participant(k)) {
                if p.among(all) && !p.among(&named) {
                    named.push(p);
                }
            }
            named
        };
        let before = named(self.between(t.last, at));
        let behind = named(self.between(at, r.end));
        match behind[..] {
            [one] if before.len() >= 2 && !one.among(&before) => {
                (!self.only_there(t, r, &[one])).then_some(one)
            }
            _ => None,
        }
    }

    /// One event for each of the others, with the first; with all of the delegation where it is the subject.
    pub(super) fn told_apart(
        &mut self,
        t: &Trigger,
        r: &Range<usize>,
        participants: &[Participant],
        place: &[usize],
        date: Option<usize>,
    ) -> Option<usize> {
        let own = self.antecedent(t, self.between(r.start, t.first));
        let came = (own.unwrap_or(r.start)..t.first)
            .find_map(|i| Some(self.the_delegation(i)).filter(|d| !d.is_empty()));
        let came = came.map(<[Participant]>::to_vec).unwrap_or_default();
        let guest = |p: &&Participant| p.among(&came);
        let mut subject: Vec<Participant> = participants.iter().filter(guest).copied().collect();
        if subject.is_empty() {
            let one = self.each_met(t, r, participants);
            subject.extend(one.or(participants.first().copied()));
        }
        let others: Vec<Participant> = participants
            .iter()
            .filter(|p| !subject.contains(p))
            .copied()
            .collect();
        // "كلا على حدة، بحضور X": he was at each.
        let there: Vec<Participant> = others
            .iter()
            .filter(|p| self.only_there(t, r, &[**p]))
            .copied()
            .collect();
        let others = others.into_iter().filter(|p| !p.among(&there));
        for other in others.collect::<Vec<_>>() {
            let all = subject
                .iter()
                .copied()
                .chain([other])
                .chain(there.iter().copied());
            let all = all.collect();
            self.put(t, all, place, date);
        }
        self.events.len().checked_sub(1)
    }
}

//! French and English: one sentence that tells several meetings, of one subject with each of the others, or
//! of the same people again.

use std::ops::Range;

use super::company::somebody;
use super::{Participant, Teller, Trigger};
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    /// "à l'invitation de leur homologue russe, X", "at the invitation of X".
    pub(super) fn latin_invites(&self, m: &Found) -> bool {
        let doc = self.doc;
        let (first, last) = self.with_office(m);
        // "At the invitation of his counterpart, X visited Y": X is the guest; "of his counterpart, X, Z visited Y": the host.
        let closes = |k: usize| {
            let name = self.begin(k + 1, k + 3);
            matches!(doc.w(k), "." | ";" | ")")
                || doc.w(k) == "," && name.iter().any(|f| f.first > k && somebody(f))
        };
        if self.english() && first > 0 && doc.w(first - 1) == "," && !closes(last) {
            return false;
        }
        let near = (1..9)
            .filter_map(|n| first.checked_sub(n))
            .take_while(|&i| doc.sentence[i] == doc.sentence[first]);
        near.into_iter()
            .take_while(|&i| !self.ending(i + 1).any(|f| f.kind == MentionType::Person))
            .any(|i| {
                doc.w(i) == "invitation"
                    && matches!(doc.w(i + 1), "de" | "du" | "d" | "of" | "from")
            })
    }

    /// "reçu par X, puis par Y", "met separately with X and Y": several meetings of one subject.
    pub(super) fn latin_apart(
        &mut self,
        t: &Trigger,
        r: Range<usize>,
        m: Range<usize>,
    ) -> Option<Vec<usize>> {
        let doc = self.doc;
        if !matches!(t.kind, "meeting" | "call") || t.definite || doc.arabic(t.first) {
            return None;
        }
        let then = (t.last..r.end).find(|&i| {
            matches!(doc.w(i), "puis" | "then" | "ensuite" | "later")
                && matches!(
                    doc.w(i + 1),
                    "par" | "avec" | "by" | "with" | "le" | "la" | "l" | "the" | "on"
                )
        });
        // "paid calls on X, and on Y", "was received by X and by Y": the preposition is said again.
        let then = then.or_else(|| self.preposition_again(t, &r));
        let each = r.clone().any(|i| {
            matches!(
                doc.w(i),
                "separement" | "successivement" | "separately" | "individually" | "separes" | "separees"
            ) || doc.w(i) == "tour" && doc.w(i + 2) == "tour"
                || doc.w(i) == "one" && doc.w(i + 1) == "after" && doc.w(i + 3) == "other"
                || doc.w(i) == "in" && doc.w(i + 1) == "succession"
                || doc.w(i) == "in"
                    && doc.w(i + 1) == "turn"
                    && (t.first.saturating_sub(2)..t.last + 4).contains(&i)
                || matches!(doc.w(i), "chacun" | "chacune")
                    && (i + 1..i + 4).any(|k| doc.w(k) == "part")
                || doc.w(i) == "apres" && doc.w(i + 1) == "l" && doc.w(i + 3) == "autre"
                // "une rencontre avec X et une autre avec Y"
                || i > t.last && matches!(doc.w(i), "autre" | "second" | "seconde")
                    && matches!(doc.w(i - 1), "une" | "un")
                    && doc.w(i + 1) == "avec"
                || matches!(doc.w(i), "serie" | "plusieurs")
                    && self.french()
                    && i < t.first
                    && i + 4 > t.first
                || i > t.last
                    && doc.w(i) == "ainsi"
                    && doc.w(i + 1).starts_with("qu")
                    && (i + 2..i + 4).any(|k| doc.w(k) == "avec")
        });
        // "paid courtesy calls on X and Y"
        let each = each
            || self.english()
                && (t.first..t.last).any(|i| doc.w(i) == "calls")
                && doc.w(t.last - 1) == "on"
                && (r.start.max(t.first.saturating_sub(3))..t.first).any(|i| {
                    matches!(
                        doc.w(i),
                        "courtesy" | "paid" | "pay" | "farewell" | "introductory" | "protocol"
                    )
                });
        // "held bilateral meetings with X and Y", "a eu des entretiens bilatéraux avec X et Y"
        let each = each
            || self.french() && self.bilateral_talks(t)
            || self.english() && doc.w(t.last - 1) == "meetings" && doc.w(t.last) == "with"
            || self.english()
                && t.last > 1
                && doc.w(t.last - 2) == "meetings"
                && doc.w(t.last - 1) == "with";
        let dated = self.dated_apart(t, &r, m.clone());
        if then.is_none() && !each && !dated {
            return None;
        }
        let people = |side: &dyn Fn(&Found) -> bool| -> Vec<(usize, Participant)> {
            let mut out: Vec<(usize, Participant)> = Vec::new();
            for k in m.clone() {
                let f = &self.found[k];
                if somebody(f)
                    && side(f)
                    && let Some(p) = self.participant(k)
                    && !out
                        .iter()
                        .any(|q| q.1 == p || p.entity.is_some() && q.1.entity == p.entity)
                {
                    out.push((f.first, p));
                }
            }
            out
        };
        let mut subject: Vec<Participant> = people(&|f| f.last <= t.first)
            .into_iter()
            .map(|p| p.1)
            .collect();
        if subject.is_empty() {
            let topic = self.french().then(|| self.topic_person(t.first)).flatten();
            subject.extend(topic.or_else(|| self.subject_before(t.first)));
        }
        let others = people(&|f| f.first >= t.last);
        if subject.is_empty() || others.len() < 2 {
            return None;
        }
        let mut groups: Vec<Vec<Participant>> = Vec::new();
        for &(at, p) in &others {
            let late = then.is_some_and(|x| at > x);
            if each || dated || groups.is_empty() || late && groups.len() == 1 {
                groups.push(vec![p]);
            } else if let Some(g) = groups.last_mut() {
                g.push(p);
            }
        }
        let place = self.place(t, r, m.clone());
        let date = self.date(t, &[], m.clone());
        let mut told = Vec::new();
        for (n, g) in groups.into_iter().enumerate() {
            let all = subject.iter().copied().chain(g).collect();
            let own = others.get(n).filter(|_| dated).and_then(|o| {
                m.clone()
                    .map(|k| &self.found[k])
                    .find(|f| f.kind == MentionType::Date && f.first > o.0)
                    .and_then(|f| f.known)
                    .map(|d| d as usize)
            });
            told.push(self.put(t, all, &place, own.or(date)));
        }
        Some(told)
    }

    /// "and by Y" behind "received by X": the token of that "and".
    fn preposition_again(&self, t: &Trigger, r: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        if !self.english() {
            return None;
        }
        let preposition = |i: usize| matches!(doc.w(i), "by" | "with" | "on");
        let first = (t.last.saturating_sub(1)..r.end.min(t.last + 3)).find(|&i| preposition(i))?;
        (first + 1..r.end).find(|&i| {
            let and = matches!(doc.w(i), "and" | "then");
            let skip = usize::from(matches!(doc.w(i + 1), "also" | "later" | "separately"));
            let own = skip > 0 || doc.w(first) != "with";
            and && own
                && doc.w(i + 1 + skip) == doc.w(first)
                && self.somebody_behind(i + 2 + skip, 7)
                && self
                    .between(first, i)
                    .any(|k| self.found[k].kind == MentionType::Person)
        })
    }

    /// "meet X on Tuesday, and Y on Wednesday": a day behind each of the others.
    fn dated_apart(&self, t: &Trigger, r: &Range<usize>, m: Range<usize>) -> bool {
        if !self.english() {
            return false;
        }
        let mut last = None;
        let (mut people, mut days) = (0, 0);
        for k in m {
            let f = &self.found[k];
            if f.first < t.last || f.last > r.end || f.inside {
                continue;
            }
            match f.kind {
                MentionType::Person if last != Some(MentionType::Person) => {
                    people += 1;
                    last = Some(f.kind);
                }
                MentionType::Date if last == Some(MentionType::Person) => {
                    days += 1;
                    last = Some(f.kind);
                }
                // Two people before one day went together.
                MentionType::Person => return false,
                _ => {}
            }
        }
        people >= 2 && days == people
    }

    /// "A and B met in X in March, and again, with C, in Y in May": the second time is told too.
    pub(super) fn latin_again(
        &mut self,
        t: &Trigger,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> Option<Vec<usize>> {
        let doc = self.doc;
        if t.kind != "meeting" || t.definite || doc.arabic(t.first) {
            return None;
        }
        let cut = (t.last..r.end).find(|&i| {
            let joins = matches!(doc.w(i), "and" | "et" | "puis");
            joins
                && (doc.w(i + 1) == "again"
                    || matches!(doc.w(i + 1), "de" | "a") && doc.w(i + 2) == "nouveau")
        })?;
        let split = m.clone().find(|&k| self.found[k].first > cut)?;
        let later = split..m.end;
        let when = later.clone().any(|k| {
            matches!(
                self.found[k].kind,
                MentionType::Location | MentionType::Date
            )
        });
        let first = self.participants(t, r.start..cut, m.start..split);
        if !when || first.len() < 2 {
            return None;
        }
        let mut second = first.clone();
        for p in later.clone().filter_map(|k| {
            let f = &self.found[k];
            let who = f.kind.acts();
            self.participant(k).filter(|_| who && !f.inside)
        }) {
            if !second.contains(&p) {
                second.push(p);
            }
        }
        let mut told = Vec::new();
        for (who, part, from) in [
            (first, m.start..split, r.start..cut),
            (second, later, cut..r.end),
        ] {
            let place = self.place(t, from, part.clone());
            let date = self.date(t, &[], part);
            told.push(self.put(t, who, &place, date));
        }
        Some(told)
    }

    /// "is expected in X, where he will sign an agreement": told beside the journey.
    pub(super) fn signed_there(&self, t: &Trigger) -> bool {
        t.kind == "agreement"
            && (t.first.saturating_sub(6)..t.last).any(|i| {
                matches!(
                    self.doc.w(i),
                    "sign"
                        | "signed"
                        | "signing"
                        | "signs"
                        | "signe"
                        | "signer"
                        | "signera"
                        | "paraphe"
                )
            })
    }

    /// "on the sidelines of the Munich Security Conference": the words of its name stand between.
    pub(super) fn named_beside(&self, k: usize, i: usize) -> bool {
        let doc = self.doc;
        doc.capital(i)
            && (k + 1..i).all(|j| {
                doc.capital(j)
                    || matches!(
                        doc.w(j),
                        "of" | "the" | "de" | "la" | "du" | "l" | "'" | "d"
                    )
            })
    }
}

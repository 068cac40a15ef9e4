//! French delegations: whose they are, who leads them, who is in them, and what they do under the name of "la délégation".

use std::ops::Range;

use super::company::somebody;
use super::french_role::Role;
use super::{Participant, Teller, Trigger, push};
use crate::mention::{Found, MentionType};

/// Behind the delegation: who is in it.
fn consists(w: &str) -> bool {
    matches!(
        w,
        "compose"
            | "composee"
            | "comprend"
            | "comprenait"
            | "comprenant"
            | "compte"
            | "comptait"
            | "incluait"
            | "inclut"
            | "constituee"
            | "formee"
            | "compose-t-elle"
            | "composait"
            | "figurent"
            | "figuraient"
            | "regroupe"
            | "regroupait"
    )
}

impl Teller<'_, '_> {
    /// "une délégation de la Garde, conduite par X": whose it is and who leads it. "La délégation comprend Y et Z": who is in it, and
    /// came with the one who leads it.
    pub(super) fn read_french_delegation(&mut self, r: &Range<usize>, m: Range<usize>) {
        let doc = self.doc;
        if !self.french() {
            return;
        }
        self.of_his_delegation(r, m.clone());
        self.delegation_led(r, m.clone());
        let group = r
            .clone()
            .find(|&i| doc.w(i) == "delegation" && !self.covered[i]);
        // "une mission du Bureau, dirigée par X"
        let led = || {
            m.clone()
                .any(|k| somebody(&self.found[k]) && self.heads(&self.found[k]))
        };
        let sent = || {
            let mut all = r.clone();
            all.find(|&i| matches!(doc.w(i), "mission" | "equipe") && !self.covered[i])
        };
        // "… à la tête d'une délégation. Celle-ci comprend X et Y"
        let it = || {
            let near = r.start.saturating_sub(12)..r.start;
            let points =
                doc.w(r.start) == "celle" && near.clone().any(|k| doc.w(k) == "delegation");
            points.then_some(r.start)
        };
        let Some(i) = group.or_else(|| sent().filter(|_| led())).or_else(it) else {
            return;
        };
        let article = (r.start.max(i.saturating_sub(4))..i)
            .rev()
            .find(|&k| matches!(doc.w(k), "une" | "la" | "cette" | "sa" | "leur" | "d"));
        let behind = |k: &usize| self.found[*k].first > i;
        // "La délégation de la Garde que conduit X"
        let of_body = |f: &Found| f.kind == MentionType::Organization && f.first < i + 5;
        let named = matches!(doc.w(i + 1), "de" | "du" | "d")
            && m.clone().filter(behind).any(|k| of_body(&self.found[k]))
            && m.clone().filter(behind).any(|k| {
                let f = &self.found[k];
                somebody(f) && (self.heads(f) || self.at_its_head(k, i))
            });
        let a = named || article.is_some_and(|k| matches!(doc.w(k), "une" | "d"));
        if a {
            let who = |f: &Found| somebody(f);
            let head = m.clone().filter(behind).find(|&k| {
                who(&self.found[k]) && (self.heads(&self.found[k]) || self.at_its_head(k, i))
            });
            // "Conduite par X, une délégation de la Garde …"
            let early = head.is_none().then(|| {
                m.clone().find(|&k| {
                    let f = &self.found[k];
                    f.last <= i && who(f) && self.heads(f)
                })
            });
            let head = head.filter(|&k| self.found[k].first > i);
            let early = early.flatten();
            let end = head.map_or(i + 9, |k| self.found[k].first).min(i + 12);
            let mut all: Vec<Participant> = Vec::new();
            let bodies = m.clone().filter(behind).filter(|&k| {
                let f = &self.found[k];
                f.kind == MentionType::Organization
                    && !f.inside
                    && f.first < end
                    && !(i..f.first)
                        .any(|n| matches!(doc.w(n), "a" | "avec" | "par" | "au" | "pour"))
                    && !self.bystander(f, "visit")
            });
            for p in bodies
                .chain(head)
                .chain(early)
                .filter_map(|k| self.participant(k))
            {
                push(&mut all, p);
            }
            // "X, à la tête d'une délégation, …"
            let led = (i.saturating_sub(4)..i).any(|k| doc.w(k) == "tete");
            if led && head.is_none() {
                let units = self.units(r, m.clone());
                let before = units
                    .iter()
                    .rev()
                    .find(|u| u.last <= i && u.role == Role::Bare && !u.body);
                let mut lead: Vec<Participant> = before.map(|u| u.who).into_iter().collect();
                for p in all {
                    push(&mut lead, p);
                }
                all = lead;
            }
            if !all.is_empty() {
                self.delegation = all;
            }
            return;
        }
        let Some(c) = (i + 1..(i + 9).min(r.end)).find(|&k| consists(doc.w(k))) else {
            return;
        };
        let mut came: Vec<Participant> = Vec::new();
        for k in m.filter(|&k| self.found[k].first > c) {
            let f = &self.found[k];
            if somebody(f)
                && let Some(p) = self.participant(k)
            {
                push(&mut came, p);
            }
        }
        self.came_with(&came);
        for p in came {
            push(&mut self.delegation, p);
        }
    }

    /// Adds `came` to the journey told last and to the meeting its sentence told of, or to the meeting where none was.
    fn came_with(&mut self, came: &[Participant]) {
        let n = self.events.len();
        let visit = self.events.iter().rposition(|e| e.kind == "visit");
        let met = self.events.iter().rposition(|e| e.kind == "meeting");
        let Some(e) = visit.or(met).filter(|e| e + 4 > n) else {
            return;
        };
        let sentence = |e: usize| self.told_in(&self.events[e]);
        let guest = self.events[e].participants.first().copied();
        let both = met.filter(|&m| {
            sentence(m) == sentence(e)
                && guest.is_some_and(|g| g.among(&self.events[m].participants))
        });
        for p in came {
            self.adds(e, *p);
            if let Some(m) = both {
                self.adds(m, *p);
            }
        }
    }

    /// "avec à sa tête X", "sous la conduite de X", "que conduisait X" behind the delegation at `i`.
    fn at_its_head(&self, k: usize, i: usize) -> bool {
        let doc = self.doc;
        let (first, _) = self.with_office(&self.found[k]);
        (i + 1..first).filter(|n| n + 9 > first).any(|n| {
            matches!(
                doc.w(n),
                "conduite" | "direction" | "houlette" | "presidence"
            ) && matches!(doc.w(n + 1), "de" | "du" | "d")
                || doc.w(n) == "tete" && n > 0 && matches!(doc.w(n - 1), "sa" | "leur")
                || matches!(
                    doc.w(n),
                    "conduit"
                        | "conduisait"
                        | "dirige"
                        | "dirigeait"
                        | "conduira"
                        | "mene"
                        | "emmene"
                ) && doc.w(n - 1) == "que"
        })
    }

    /// "X, membre de sa délégation", "X, qui fait partie de la délégation": he came too.
    fn of_his_delegation(&mut self, r: &Range<usize>, m: Range<usize>) {
        let doc = self.doc;
        let mut came: Vec<Participant> = Vec::new();
        for i in r.clone() {
            let member = matches!(doc.w(i), "membre" | "membres")
                && matches!(doc.w(i + 1), "de")
                && matches!(doc.w(i + 2), "sa" | "la" | "leur" | "cette")
                && doc.w(i + 3) == "delegation";
            let part = doc.w(i) == "partie"
                && doc.w(i + 1) == "de"
                && matches!(doc.w(i + 2), "sa" | "la" | "leur")
                && doc.w(i + 3) == "delegation";
            if !member && !part {
                continue;
            }
            let near = m.clone().rev().find(|&k| {
                let f = &self.found[k];
                f.kind == MentionType::Person && f.last <= i && f.last + 6 > i
            });
            came.extend(near.and_then(|k| self.participant(k)));
        }
        self.came_with(&came);
    }

    /// "la délégation", "les visiteurs", "l'émissaire" in `clause`, or "elle" behind a sentence about it: who that is.
    pub(super) fn french_delegation(&self, clause: Range<usize>) -> Option<Vec<Participant>> {
        let doc = self.doc;
        if !self.french() || self.delegation.is_empty() {
            return None;
        }
        let group = |i: usize| {
            !self.covered[i]
                && i > 0
                && matches!(doc.w(i - 1), "la" | "cette" | "les" | "ces" | "l" | "'")
                && matches!(
                    doc.w(i),
                    "delegation" | "visiteurs" | "hotes" | "emissaires" | "delegues"
                )
                && !(matches!(doc.w(i + 1), "de" | "du" | "d" | "des"))
        };
        let named = clause.clone().any(group);
        let elle = || {
            let pronoun = clause
                .clone()
                .any(|i| matches!(doc.w(i), "elle" | "ses") && !self.covered[i])
                && clause.clone().any(|i| doc.w(i) == "elle");
            pronoun && self.spoke_of_delegation(clause.start)
        };
        (named || elle()).then(|| self.delegation.clone())
    }

    /// "M. X a visité l'Institut de police" in the course of his visit: no journey of its own.
    pub(super) fn stop_on_visit(&self, t: &Trigger, who: &[Participant]) -> Option<usize> {
        let doc = self.doc;
        if !self.french() || t.kind != "visit" || who.is_empty() {
            return None;
        }
        let e = self
            .events
            .iter()
            .rposition(|e| e.kind == "visit" && who.iter().all(|p| p.among(&e.participants)))?;
        let end = self.sentence_of(t.first).end.min(t.last + 9);
        let first = self
            .begin(t.last, end)
            .iter()
            .find(|f| f.kind != MentionType::Date);
        let body = first.is_some_and(|f| f.kind == MentionType::Organization && !f.inside);
        let house = (t.last..end.min(t.last + 4)).any(|i| {
            matches!(
                doc.w(i),
                "siege"
                    | "locaux"
                    | "installations"
                    | "ecole"
                    | "centre"
                    | "laboratoire"
                    | "laboratoires"
                    | "caserne"
                    | "poste"
                    | "unites"
                    | "infrastructures"
                    | "academie"
                    | "salle"
                    | "institut"
            )
        });
        (body
            || house
                && first.is_none_or(|f| f.kind != MentionType::Location || f.first > t.last + 4))
        .then_some(e)
    }

    /// "Conduite par X, elle …": who leads the delegation that the sentence before told of without him.
    fn delegation_led(&mut self, r: &Range<usize>, m: Range<usize>) {
        let doc = self.doc;
        let opens = matches!(
            doc.w(r.start),
            "conduite" | "dirigee" | "menee" | "emmenee" | "presidee"
        ) && doc.w(r.start + 1) == "par";
        if !opens || self.delegation.is_empty() {
            return;
        }
        let head = m
            .filter(|&k| somebody(&self.found[k]) && self.heads(&self.found[k]))
            .find_map(|k| self.participant(k));
        let Some(head) = head else { return };
        let theirs = |e: &super::Event| self.delegation.iter().all(|p| p.among(&e.participants));
        if let Some(e) = self.events.iter().rposition(theirs) {
            self.adds(e, head);
        }
        push(&mut self.delegation, head);
    }

    /// The sentence before `at` is about a delegation, or about an "elle" that was one.
    fn spoke_of_delegation(&self, at: usize) -> bool {
        let doc = self.doc;
        let mut s = doc.sentence[at];
        for _ in 0..3 {
            let Some(b) = s.checked_sub(1) else {
                return false;
            };
            s = b;
            let first = doc.sentence.partition_point(|&x| x < s);
            let end = doc.sentence.partition_point(|&x| x <= s);
            let noun = |i: usize| matches!(doc.w(i), "delegation" | "mission" | "equipe");
            if (first..end.min(first + 16)).any(|i| noun(i) && !self.covered[i]) {
                return true;
            }
            if !(first..end).any(|i| doc.w(i) == "elle") {
                return false;
            }
        }
        false
    }

    /// "a rendu une visite de courtoisie au directeur X": who calls on somebody meets him.
    pub(super) fn pays_call(&self, t: &Trigger, r: &Range<usize>, m: Range<usize>) -> bool {
        let doc = self.doc;
        let pays = self.french()
            && t.kind == "visit"
            && (t.first..t.last + 3).any(|i| doc.w(i) == "visite")
            && (r.start.max(t.first.saturating_sub(4))..t.last)
                .any(|i| matches!(doc.w(i), "rendu" | "rend" | "rendra" | "rendre"))
            // "une visite de courtoisie de X au général Y", "auprès de Y"
            || self.french()
                && t.kind == "visit"
                && (t.last..t.last + 3).any(|i| matches!(doc.w(i), "courtoisie" | "adieu" | "adieux"));
        let beside = |u: &super::french_role::Unit| {
            (t.last..u.first).any(|i| doc.w(i) == "aupres") && u.role == Role::Of
        };
        pays && self.units(r, m).iter().any(|u| {
            !u.body
                && (u.role == Role::To || beside(u))
                && u.first >= t.last
                && u.first < t.last + 20
        })
    }
}

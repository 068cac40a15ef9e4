//! Who signs, in French: "A et B ont signé", "signé par A et B", "une convention lie A et B".

use std::ops::Range;

use super::french_role::{Role, Unit};
use super::{Participant, Teller, Trigger, push};

/// A verb of signing, in any of its forms.
pub(super) fn signs(w: &str) -> bool {
    let forms = |stem: &str| {
        w.strip_prefix(stem).is_some_and(|end| {
            matches!(
                end,
                "e" | "ee"
                    | "es"
                    | "ees"
                    | "er"
                    | "ait"
                    | "aient"
                    | "era"
                    | "eront"
                    | "a"
                    | "erent"
                    | "ant"
                    | "ent"
                    | "eraient"
            )
        })
    };
    forms("sign")
        || forms("paraph")
        || forms("scell")
        || forms("renouvel")
        || forms("prorog")
        || matches!(
            w,
            "conclu" | "conclue" | "conclus" | "conclues" | "conclure" | "conclura" | "concluront"
        )
}

impl Teller<'_, '_> {
    /// "Il a été paraphé par X et Y", "X a signé pour A et Y pour B" behind an agreement told of bodies alone: by whose hands.
    pub(super) fn french_pens(
        &self,
        t: &Trigger,
        who: &[Participant],
        r: &Range<usize>,
    ) -> Option<usize> {
        let doc = self.doc;
        let e = self.events.len().checked_sub(1)?;
        let told = &self.events[e];
        let body = |p: &&Participant| !self.is_person(p);
        let at = self.told_in(told);
        let near = doc.sentence[t.first] == at || doc.sentence[t.first] == at + 1;
        let pens = |p: &Participant| self.is_person(p) || p.among(&told.participants);
        if !self.french()
            || (t.kind, told.kind) != ("agreement", "agreement")
            || !near
            || !told.participants.iter().all(|p| body(&p))
            || who.is_empty()
            || !who.iter().all(pens)
            || !who.iter().any(|p| self.is_person(p))
        {
            return None;
        }
        let head = || r.start..(r.start + 6).min(r.end);
        let other = head().any(|i| {
            matches!(
                doc.w(i),
                "autre" | "autres" | "second" | "seconde" | "deuxieme" | "un" | "une"
            )
        });
        let it = matches!(
            doc.w(r.start),
            "il" | "elle" | "ils" | "elles" | "le" | "la" | "les" | "l" | "ce" | "cet" | "cette"
        ) || signs(doc.w(r.start));
        let named = r.clone().any(|i| {
            matches!(doc.w(i), "pour" | "nom")
                && self
                    .between(i + 1, i + 5)
                    .filter_map(|k| self.participant(k))
                    .any(|p| p.among(&told.participants))
        });
        (named || it && !other).then_some(e)
    }

    /// "L'arrangement signé par le chef de l'Office et Y permet …" behind what X and Y signed: the same paper.
    pub(super) fn french_same_paper(&self, t: &Trigger, who: &[Participant]) -> Option<usize> {
        let doc = self.doc;
        let e = self.events.len().checked_sub(1)?;
        let told = &self.events[e];
        let the = t.first > 0 && matches!(doc.w(t.first - 1), "'" | "le" | "la" | "cet" | "cette");
        let start = doc.sentence_of(t.first).start;
        let opens = start + 2 >= t.first;
        let same = |p: &Participant| p.entity.is_none() || p.among(&told.participants);
        let known = who.iter().any(|p| p.among(&told.participants));
        let fits = (t.kind, told.kind) == ("agreement", "agreement")
            && who.len() <= told.participants.len()
            && known
            && who.iter().all(same);
        // "La signature de l'accord formalise …": spoken of again, whoever else is named.
        let near = self.told_in(told) + 1 == doc.sentence[t.first];
        let signing = doc.w(start) == "la"
            && doc.w(start + 1) == "signature"
            && t.first < start + 7
            && told.kind == "agreement"
            && !who.iter().any(|p| self.is_person(p));
        (self.french() && t.kind == "agreement" && the && (opens && fits || near && signing))
            .then_some(e)
    }

    /// Who signs: "A et B ont signé", "A a signé avec B", "signé par A et B", "elle et son hôte ont signé".
    pub(super) fn french_signers(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        units: &[Unit],
    ) -> Option<Vec<Participant>> {
        let doc = self.doc;
        // "une convention lie A et B depuis sa signature"
        let ties = r.clone().find(|&i| {
            matches!(doc.w(i), "lie" | "lient" | "liant" | "liait" | "liera") && !self.covered[i]
        });
        if let Some(v) = ties {
            let tied: Vec<Unit> = units
                .iter()
                .filter(|u| u.first > v && matches!(u.role, Role::Bare | Role::To | Role::With))
                .copied()
                .collect();
            // "Un protocole liant A à B a été paraphé par X et Y": all of them.
            if tied.len() > 1 {
                let mut all = self.whole(tied);
                for u in units.iter().filter(|u| u.role == Role::By && u.first > v) {
                    push(&mut all, u.who);
                }
                return Some(all);
            }
        }
        // "la signature de l'accord a eu lieu entre A et B"
        if let Some(u) = units.iter().find(|u| {
            u.role == Role::Between
                && doc.w(t.last - 1).starts_with("signature")
                && u.first > t.first
        }) {
            let all = units.iter().filter(|o| o.list == u.list).copied().collect();
            return Some(self.whole(all));
        }
        if let Some(all) = self.paper_between(t, r, units) {
            return Some(all);
        }
        if let Some(all) = self.crowned_by(t, r, units) {
            return Some(all);
        }
        // "…, avec qui il a signé": the two who met.
        if let Some(both) = self.french_with_whom(t, r, units) {
            return Some(both);
        }
        let v = r
            .clone()
            .find(|&i| (signs(doc.w(i)) || self.french_ties(i)) && !self.covered[i])?;
        let verb = Trigger {
            first: v,
            last: v + 1,
            ..*t
        };
        let end = self.reach(&verb, r);
        let behind = |role: Role| {
            units
                .iter()
                .filter(move |u| u.first > v && u.first < end && u.role == role)
        };
        let mut out = if behind(Role::By).next().is_some() && behind(Role::With).next().is_none() {
            Vec::new()
        } else {
            self.french_subject(&verb, r, units)
        };
        // "C'est en présence de X que …": he watches.
        let watch = |p: &Participant| {
            units.iter().any(|u| {
                u.who == *p
                    && u.role == Role::Beside
                    && (u.first.saturating_sub(5)..u.first).any(|i| doc.w(i) == "presence")
            })
        };
        out.retain(|p| !watch(p));
        for u in behind(Role::With)
            .chain(behind(Role::By))
            .chain(behind(Role::Between))
        {
            push(&mut out, u.who);
        }
        // "X, pour la Gendarmerie, et Y, pour la Garde, ont signé": each for his body.
        let led = |u: &Unit| {
            self.lead(u.first, r.start)
                .is_some_and(|b| doc.w(b) == "pour")
        };
        let signed = !out.is_empty();
        for u in units.iter().filter(|u| signed && u.body && led(u)) {
            let near = |o: &&Unit| {
                !o.body
                    && o.last <= u.first
                    && o.last + 5 > u.first
                    && !(o.last..u.first).any(|i| doc.w(i) == "et")
            };
            if let Some(o) = units.iter().find(near) {
                push(&mut out, o.who);
                push(&mut out, u.who);
            }
        }
        // "ont signé, au nom de A et de B, …"
        let name = (r.start..end).find(|&i| {
            doc.w(i) == "nom"
                && i > 0
                && doc.w(i - 1) == "au"
                && matches!(doc.w(i + 1), "de" | "du" | "des" | "d")
        });
        if let Some(n) = name.filter(|_| !out.is_empty())
            && let Some(u) = units
                .iter()
                .find(|u| u.first > n && u.first < n + 5 && u.body)
        {
            for o in units.iter().filter(|o| {
                o.list == u.list
                    || o.body && o.first > u.first && o.role == Role::Of && o.first < end
            }) {
                push(&mut out, o.who);
            }
        }
        if out.len() > 1 {
            return Some(out);
        }
        // "Un accord a été signé à l'issue de l'entretien", "Les ministres ont signé …": those who met.
        let at_talks = units.is_empty() && self.signed_at_talks(v, r);
        let all = at_talks
            || (r.start..v).any(|i| {
                matches!(
                    doc.w(i),
                    "ministres" | "parties" | "directeurs" | "delegations" | "responsables"
                ) && i > 0
                    && doc.w(i - 1) == "les"
                    && !self.covered[i]
            });
        if out.is_empty() && all && units.iter().all(|u| u.first > v) {
            let told = self
                .events
                .iter()
                .rev()
                .find(|e| matches!(e.kind, "meeting" | "call") && e.participants.len() >= 2)?;
            let near = self.told_in(told) + 3 > doc.sentence[v];
            // A head of state's guests sign before him, not with him.
            let before = r.clone().any(|i| matches!(doc.w(i), "presence" | "sous"));
            if at_talks && (!near || told.kind != "meeting" || before) {
                return None;
            }
            let person = |p: &&Participant| self.is_person(p);
            return Some(told.participants.iter().filter(person).copied().collect());
        }
        // "la conseillère fédérale et son hôte": the two who met.
        let host = (r.start..v).any(|i| {
            matches!(
                doc.w(i),
                "hote" | "interlocuteur" | "interlocutrice" | "invite"
            )
        });
        if out.is_empty() && host {
            let told = self
                .events
                .iter()
                .rev()
                .find(|e| matches!(e.kind, "meeting" | "call") && e.participants.len() >= 2)?;
            return Some(told.participants[..2].to_vec());
        }
        if out.len() == 1 && behind(Role::With).next().is_some() {
            let others: Vec<Unit> = behind(Role::With).copied().collect();
            let mut first = self.french_pronoun(&verb, r, &others)?;
            push(&mut first, out[0]);
            return (first.len() > 1).then_some(first);
        }
        None
    }

    /// "sa contribution à la signature du mémorandum entre la Tunisie et l'UE": those whose paper it is, and by whom it was signed.
    fn paper_between(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        units: &[Unit],
    ) -> Option<Vec<Participant>> {
        let doc = self.doc;
        if doc.w(t.last) != "entre" || (r.start..t.first).any(|i| signs(doc.w(i))) {
            return None;
        }
        let near = |u: &&Unit| u.first > t.last && u.first < t.last + 9;
        let one = units.iter().filter(near).find(|u| {
            u.role == Role::Between || u.role == Role::Bare && self.joined_to_place(u.first, t.last)
        })?;
        let mut all: Vec<Participant> = Vec::new();
        let behind = units.iter().filter(|u| u.first > t.last);
        for u in behind.filter(|u| u.list == one.list || u.role == Role::By) {
            push(&mut all, u.who);
        }
        Some(all)
    }

    /// "entre la Tunisie et l'UE": only a place stands between `from` and what "et" brings in at `first`.
    fn joined_to_place(&self, first: usize, from: usize) -> bool {
        let doc = self.doc;
        let place = |f: &crate::mention::Found| f.kind == crate::mention::MentionType::Location;
        self.begin(from, first).iter().all(place)
            && (from..first).any(|i| doc.w(i) == "et")
            && !(from..first).any(|i| doc.w(i) == ",")
    }

    /// "Lors de la rencontre, un accord a été signé", "signé à l'issue de leurs échanges": by nobody it names, where the two met.
    fn signed_at_talks(&self, v: usize, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let passive = v > r.start + 2
            && doc.w(v - 1) == "ete"
            && matches!(
                doc.w(v - 2),
                "a" | "ont" | "egalement" | "ensuite" | "aussi"
            );
        let talks = |k: usize| {
            matches!(
                doc.w(k),
                "rencontre"
                    | "entretien"
                    | "entretiens"
                    | "echanges"
                    | "entrevue"
                    | "audience"
                    | "reunion"
                    | "discussions"
                    | "pourparlers"
                    | "travaux"
            )
        };
        passive
            && r.clone().any(|i| {
                let during = matches!(
                    doc.w(i),
                    "lors" | "issue" | "terme" | "cours" | "marge" | "occasion" | "fin" | "cloture"
                );
                during && (i..(i + 5).min(r.end)).any(talks)
            })
    }
}

//! Who does what to whom in a French sentence: subject, object, "avec", "par", companions, read from what stands before
//! each name. "Accompagné de X, Y a reçu Z", "X s'est entretenu avec Y et Z", "Y a été reçu par X", "il s'entretiendra
//! avec X", "le responsable béninois avait eu une séance de travail avec X".

use std::ops::Range;

use super::french_role::{Role, Unit, accompanies};
use super::{Participant, Teller, Trigger, push};
use crate::mention::MentionType;

/// How a verb or noun takes those who meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// "a reçu X"
    Object,
    /// "s'est entretenu avec X", "une réunion avec X"
    With,
    /// "a été reçu par X"
    Agent,
    /// "a téléphoné à X", "a accordé une audience à X"
    Whom,
    /// "a été l'hôte de X", "était au cabinet de X"
    Of,
}

/// "…, en présence de", "et ce en présence de", "le tout en présence de" at `i`.
fn in_presence(doc: &crate::doc::Doc<'_>, i: usize) -> bool {
    doc.w(i) == "presence"
        && doc.before(i, 1) == "en"
        && matches!(doc.before(i, 2), "," | "ce" | "tout" | "cela")
}

/// Two at least meet.
fn both_or_none(both: Vec<Participant>) -> Option<Vec<Participant>> {
    (both.len() > 1).then_some(both)
}

impl Teller<'_, '_> {
    pub(super) fn french(&self) -> bool {
        self.doc.language == text::Language::French
    }

    /// How the trigger takes whom it is about.
    fn takes(&self, t: &Trigger, r: &Range<usize>) -> Option<Takes> {
        let doc = self.doc;
        let last = t.last - 1;
        let w = doc.w(last);
        let raw = doc.t.text(last);
        let accent = raw.contains(['é', 'ç', 'u']) || raw.ends_with('i') || raw.ends_with("is");
        let stem = |s: &str| w.starts_with(s);
        let receives = stem("rec") && (stem("recu") || stem("recev") || stem("recoi"))
            || stem("accueill")
            || stem("rencontr") && (accent || !matches!(w, "rencontre" | "rencontres"))
            || w == "rencontre" && t.last == t.first + 1 && !self.noun_here(t.first)
            || matches!(
                w,
                "vu" | "revu" | "retrouve" | "retrouvera" | "croise" | "voir" | "retrouver"
            );
        let near = self.aux_before(t.first);
        let reflexive =
            (r.start.max(near.saturating_sub(4))..t.last).any(|i| matches!(doc.w(i), "s" | "se"));
        if receives && !reflexive {
            let from = r.start.max(near.saturating_sub(5));
            let passive = (from..last).any(|i| {
                matches!(
                    doc.w(i),
                    "ete"
                        | "est"
                        | "sont"
                        | "fut"
                        | "etait"
                        | "etaient"
                        | "sera"
                        | "seront"
                        | "etre"
                )
            }) && accent
                || t.first == r.start && accent && stem("rec") && !stem("recev")
                || last > r.start && doc.w(last - 1) == "," && accent && near == t.first;
            let agent = (t.last..(t.last + 14).min(r.end)).any(|i| doc.w(i) == "par");
            return Some(if passive && agent {
                Takes::Agent
            } else {
                Takes::Object
            });
        }
        if stem("appel") && t.kind == "call" && !matches!(w, "appels") {
            return Some(Takes::Object);
        }
        if stem("telephon") && t.kind == "call" && !w.contains("iqu") && w != "telephone"
            || w == "telephone" && raw.ends_with('é')
        {
            return Some(Takes::Whom);
        }
        if t.kind == "meeting" && (t.first..t.last + 3).any(|i| doc.w(i) == "visite")
            || self.grants_audience(t, r)
            || w == "adieux"
        {
            return Some(Takes::Whom);
        }
        if t.last == t.first + 1
            && matches!(
                w,
                "hote" | "cabinet" | "bureau" | "bureaux" | "locaux" | "conge"
            )
        {
            return Some(Takes::Of);
        }
        // "a fait le point avec": the trigger may end with it.
        let with = (last..(t.last + 16).min(r.end)).any(|i| doc.w(i) == "avec");
        with.then_some(Takes::With)
    }

    /// An article or number stands before: a noun.
    fn noun_here(&self, i: usize) -> bool {
        i > 0
            && matches!(
                self.doc.w(i - 1),
                "la" | "une"
                    | "cette"
                    | "leur"
                    | "sa"
                    | "premiere"
                    | "derniere"
                    | "de"
                    | "deuxieme"
                    | "nouvelle"
                    | "troisieme"
            )
    }

    /// Who takes part in what a French trigger tells, where its clause says so plainly; else the common way.
    pub(super) fn french_frame(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> Option<Vec<Participant>> {
        if !self.french() || t.definite || !self.doc.latin(t.first) {
            return None;
        }
        let units = self.units(r, m);
        if matches!(t.kind, "operation" | "training") && !units.iter().any(|u| u.body) {
            return self.two_bodies(r);
        }
        if matches!(t.kind, "meeting" | "call" | "agreement" | "visit")
            && (r.start..t.first.max(r.start + 8).min(r.end))
                .chain(self.by_the_two(t, r))
                .any(|i| self.doc.w(i) == "deux" && !self.covered[i])
            && units.iter().all(|u| {
                u.first >= t.last && t.kind != "meeting" && !matches!(u.role, Role::With | Role::By)
                    || u.body && u.last <= t.first && u.role == Role::Of
            })
            && let Some(two) = self.french_two(r)
        {
            return Some(two);
        }
        match t.kind {
            "meeting" | "call" => {}
            "agreement" => {
                let with = self.french_with_whom(t, r, &units);
                return with.or_else(|| self.french_signers(t, r, &units));
            }
            "visit" => return self.french_visitor(t, r, &units),
            _ => return None,
        }
        // "ont convenu de réunir la Garde et la Police": those brought together.
        if self.doc.w(t.first) == "reunir" {
            let all = units
                .iter()
                .filter(|u| u.first >= t.last && u.body)
                .copied();
            return both_or_none(self.whole(all.collect()));
        }
        let met = self
            .gathered(t, r, &units)
            .or_else(|| self.french_with_whom(t, r, &units))
            .or_else(|| self.french_then_hold(t, r));
        if met.is_some() {
            return met;
        }
        // "Il l'a reçue de nouveau"
        let mut pair = self.french_subject(t, r, &units);
        if pair.is_empty() {
            pair = self.french_pronoun(t, r, &[]).unwrap_or_default();
        }
        if let Some(p) = self.french_object(t, r, &pair) {
            pair.push(p);
            return Some(pair);
        }
        let takes = self.takes(t, r);
        let between: Vec<Unit> = {
            let head = units.iter().position(|u| {
                u.role == Role::Between && u.first >= t.last && u.first < t.last + 20
            });
            head.map(|n| {
                units[n..]
                    .iter()
                    .take_while(|u| u.list == units[n].list)
                    .copied()
                    .collect()
            })
            .unwrap_or_default()
        };
        if between.len() > 1 {
            return Some(self.whole(between));
        }
        let end = self.reach(t, r);
        let Some(takes) = takes else {
            // "X et Y ont eu un entretien", "X et Y ont convenu, lors d'une rencontre, de …"
            let mut both = self.french_subject(t, r, &units);
            let beside = units
                .iter()
                .filter(|u| u.role == Role::Beside && u.first < end);
            let there = self.french_attendees(t, r, &units);
            // "Il a présidé une réunion, en présence de X et Y"
            if both.is_empty() && (beside.clone().next().is_some() || !there.is_empty()) {
                let said: Vec<Unit> = beside.clone().copied().collect();
                both.extend(self.french_pronoun(t, r, &said).unwrap_or_default());
            }
            for u in beside {
                push(&mut both, u.who);
            }
            for p in there {
                push(&mut both, p);
            }
            if both.is_empty() {
                both = self.they_attend(t, r);
            }
            if both.len() < 2 && units.iter().all(|u| u.body) {
                return self.french_bodies_meet(t, r, &units).or(both_or_none(both));
            }
            return both_or_none(both);
        };
        let behind = |role: Role| -> Vec<Unit> {
            let n = units
                .iter()
                .position(|u| u.first >= t.last && u.first < end && u.role == role);
            n.map(|n| {
                units[n..]
                    .iter()
                    .filter(|u| {
                        u.first < end
                            && (u.list == units[n].list || u.role == role && role != Role::Bare)
                    })
                    .copied()
                    .collect()
            })
            .unwrap_or_default()
        };
        // "a accueilli les deux hôtes": who came.
        if takes == Takes::Object
            && self.guests_at(t.last)
            && let Some(came) = self.events.iter().rev().find(|e| e.kind == "visit")
        {
            let mut all = self.french_subject(t, r, &units);
            for p in &came.participants {
                push(&mut all, *p);
            }
            return both_or_none(all);
        }
        let mut others = match takes {
            Takes::Object => {
                let first = units.iter().find(|u| u.first >= t.last)?;
                // "a reçu, lundi à Alger, X": no other verb stands between.
                if first.first > t.last + 14 {
                    return None;
                }
                behind(Role::Bare)
            }
            Takes::With => behind(Role::With),
            Takes::Agent => behind(Role::By),
            Takes::Whom => behind(Role::To),
            Takes::Of => behind(Role::Of),
        };
        // "a accordé une audience à une délégation de la Garde conduite par X"
        let group: &[Participant] = match takes == Takes::Whom && others.is_empty() {
            true if (t.last..end).any(|i| matches!(self.doc.w(i), "delegation" | "mission")) => {
                &self.delegation
            }
            _ => &[],
        };
        if group.is_empty() && others.is_empty()
            || others.iter().all(|u| u.body && !self.stands_for(u.first)) && takes == Takes::Object
        {
            return None;
        }
        let mut out = self.french_subject(t, r, &units);
        if out.is_empty() {
            // "Recevant X, Y a …", "Reçu par X, Y …": the subject comes behind.
            let during = (r.start..t.first).take(6).any(|i| {
                matches!(
                    self.doc.w(i),
                    "lors"
                        | "cours"
                        | "issue"
                        | "terme"
                        | "durant"
                        | "apres"
                        | "avant"
                        | "occasion"
                        | "suite"
                        | "pendant"
                        | "cadre"
                )
            });
            let opens = t.first == r.start && takes != Takes::With
                || during
                || self.doc.w(t.first).ends_with("ant");
            // "Recevant X, Y a …": a list that no "et" closes ends before the subject.
            if opens && others.len() > 1 && others.last().is_some_and(|u| !u.closes) {
                out.extend(others.pop().map(|u| u.who));
            }
            let last = others.last().map_or(t.last, |u| u.last);
            let title = (last..(last + 4).min(r.end))
                .find(|&i| matches!(self.doc.w(i), "le" | "la" | "l") && self.doc.w(i - 1) == ",");
            if opens
                && out.is_empty()
                && let Some(i) = title
            {
                let i = i + 1 + usize::from(self.doc.w(i + 1) == "'");
                out.extend(self.titled_before(i, t.first));
            }
            if opens
                && out.is_empty()
                && let Some(u) = units.iter().find(|u| {
                    u.first >= last
                        && u.role == Role::Bare
                        && others.first().is_none_or(|o| u.list != o.list)
                })
            {
                out.extend(units.iter().filter(|o| o.list == u.list).map(|o| o.who));
            }
        }
        if out.is_empty() {
            out = self.french_pronoun(t, r, &others)?;
        }
        for p in group {
            push(&mut out, *p);
        }
        // "Reçu par X, il a survolé la ville en compagnie de Z": Z is told of with another verb.
        let mut end = end;
        if takes == Takes::Agent && t.first < r.start + 5 {
            let last = others.last().map_or(0, |u| u.last);
            let subject = units
                .iter()
                .find(|u| u.first >= last && u.role == Role::Bare)
                .map(|u| u.last);
            let pronoun = (last..r.end).find(|&i| matches!(self.doc.w(i), "il" | "elle"));
            if let Some(s) = subject.into_iter().chain(pronoun).min() {
                end = end.min(s);
            }
        }
        // "…, avec lequel il a abordé la traite, et ce en présence de X": behind what the clause says of another.
        let watched = |&i: &usize| in_presence(self.doc, i) && self.triggers(end..i).is_empty();
        if takes != Takes::Agent
            && let Some(at) = (end..r.end).find(watched)
            && let Some(u) = units
                .iter()
                .find(|u| u.first > at && u.role == Role::Beside)
        {
            end = u.last.max(end);
        }
        // Who stands beside the subject comes first: "les deux hommes" of a later sentence are they.
        let beside = |u: &&Unit| u.role == Role::Beside && u.first < end;
        let (early, late): (Vec<&Unit>, Vec<&Unit>) =
            units.iter().filter(beside).partition(|u| u.last <= t.first);
        for u in early.into_iter().chain(&others).chain(late) {
            push(&mut out, u.who);
        }
        for p in self.french_attendees(t, r, &units) {
            push(&mut out, p);
        }
        // "une audience à X, venue lui présenter Y"
        let brings = (t.last..end).find(|&i| self.doc.w(i) == "presenter");
        for u in units.iter().filter(|u| !u.body && u.role == Role::Bare) {
            if brings.is_some_and(|v| u.first > v && u.first < v + 5) {
                push(&mut out, u.who);
            }
        }
        for p in self.delegation_named(r, &units, &out) {
            push(&mut out, p);
        }
        // Somebody whose body is named beside him stands for it.
        (out.len() > 1).then_some(out)
    }

    pub(super) fn whole(&self, units: Vec<Unit>) -> Vec<Participant> {
        let mut out = Vec::new();
        for u in units {
            push(&mut out, u.who);
        }
        out
    }

    /// Who was received last, by whichever word the text says so.
    pub(super) fn guest_of(&self, met: &super::Event) -> Participant {
        let i = self.doc.start_of(met.trigger.start);
        let t = Trigger {
            first: i,
            last: self.doc.start_of(met.trigger.end),
            skip: 0,
            kind: met.kind,
            definite: false,
        };
        let passive = self.takes(&t, &self.sentence_of(i)) == Some(Takes::Agent);
        met.participants[usize::from(!passive)]
    }

    /// Where what the trigger tells ends: at the next clause.
    pub(super) fn reach(&self, t: &Trigger, r: &Range<usize>) -> usize {
        let doc = self.doc;
        (t.last..r.end)
            .find(|&i| {
                let clause = matches!(
                    doc.w(i),
                    ";" | "tandis" | "lequel" | "laquelle" | "lesquels" | "dont"
                ) || matches!(doc.w(i), "qui" | "ou") && doc.w(i - 1) == ","
                    || doc.w(i) == "avec" && matches!(doc.w(i + 1), "qui" | "lequel" | "laquelle");
                clause && !self.came_with_him(i, r.end)
            })
            .unwrap_or(r.end)
    }

    /// The subject of the trigger: the list of names before it that no preposition brings in.
    pub(super) fn french_subject(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        units: &[Unit],
    ) -> Vec<Participant> {
        let doc = self.doc;
        // "« … que Y n'est pas là », a dit X, après une séance de travail avec Z": Y is only in his words.
        let quoted = |u: &Unit| {
            (u.last..t.first).any(|i| {
                doc.w(i) == "\""
                    && doc.w(i + 1) == ","
                    && (i + 2..i + 4).any(|k| {
                        matches!(
                            doc.w(k),
                            "a" | "dit"
                                | "declare"
                                | "affirme"
                                | "souligne"
                                | "indique"
                                | "explique"
                                | "assure"
                        )
                    })
            })
        };
        let before: Vec<&Unit> = units
            .iter()
            .filter(|u| u.last <= t.first && u.role == Role::Bare && !quoted(u))
            .collect();
        // "X, qui a reçu Y, s'est entretenu": what stands between the commas is told of X.
        let aside = |u: &Unit| {
            let who = (r.start..u.first).rev().take(14).find(|&i| {
                matches!(doc.w(i), "qui" | "dont" | "laquelle" | "lequel")
                    || matches!(doc.w(i), "que" | "qu") && doc.before(i, 1) == ","
            });
            who.is_some_and(|q| {
                q > r.start
                    && units.iter().any(|o| o.last <= q)
                    && (u.last..t.first).any(|i| doc.w(i) == ",")
            })
        };
        // "a reçu Y et a rencontré Z": Y is the object of a verb before.
        let object = |u: &Unit| {
            self.triggers(r.start..u.first).iter().any(|o| {
                o.last <= u.first
                    && u.first < o.last + 8
                    && self.takes(o, r) == Some(Takes::Object)
                    && (units.iter().any(|s| s.last <= o.first)
                        // "Après avoir rencontré Y, X a gagné Sofia"
                        || matches!(doc.w(r.start), "apres" | "avant")
                            && units.iter().find(|s| s.first >= o.last).map(|s| s.first)
                                == Some(u.first))
            })
        };
        // "la Direction a fait savoir que X avait reçu Y": she only says it.
        let that = (r.start..t.first).rev().find(|&i| {
            doc.w(i) == "que"
                && i > r.start
                && matches!(
                    doc.w(i - 1),
                    "savoir"
                        | "indique"
                        | "annonce"
                        | "precise"
                        | "declare"
                        | "affirme"
                        | "rapporte"
                        | "souligne"
                        | "rappele"
                        | "ajoute"
                        | "revele"
                        | "confirme"
                        | "explique"
                        | "assure"
                        | "soutenu"
                        | "estime"
                        | "dit"
                        | "fait-savoir"
                        | "note"
                )
        });
        let said = |u: &Unit| that.is_some_and(|q| u.last <= q);
        let Some(head) = before
            .iter()
            .rev()
            .find(|u| !aside(u) && !object(u) && !said(u))
        else {
            // "Après avoir été reçu par X, Y a eu des entretiens avec Z"
            let by = |u: &&Unit| u.role == Role::By && u.last <= t.first && !u.body;
            let mut agents = units.iter().filter(by);
            return match agents.clone().count() > 1 && t.first > r.start + 4 {
                true => agents
                    .next_back()
                    .filter(|u| !u.closes)
                    .map(|u| u.who)
                    .into_iter()
                    .collect(),
                false => Vec::new(),
            };
        };
        let mut out = Vec::new();
        for u in units
            .iter()
            .filter(|u| u.list == head.list && u.last <= t.first)
        {
            // "Après avoir rencontré Y, X a gagné Sofia": no "et" closes the list.
            if u.first == head.first || head.closes || !object(u) {
                push(&mut out, u.who);
            }
        }
        // "la commissaire générale et M. X ont …": a title alone is joined to the name.
        let first = units.iter().find(|u| u.list == head.list);
        let first = first.map_or(head.first, |u| u.first);
        if let Some(b) = self.lead(first, r.start).filter(|&b| doc.w(b) == "et") {
            for p in self.titles_alone(r.start..b, t.first) {
                push(&mut out, p);
            }
        }
        for u in units
            .iter()
            .filter(|u| u.role == Role::Beside && u.last <= t.first)
        {
            push(&mut out, u.who);
        }
        out
    }

    /// "le ministre et la commissaire générale": those whom titles without names in `r` mean.
    fn titles_alone(&self, r: Range<usize>, at: usize) -> Vec<Participant> {
        let doc = self.doc;
        let mut out = Vec::new();
        for i in r {
            let article =
                matches!(doc.w(i), "le" | "la") || doc.w(i) == "'" && i > 0 && doc.w(i - 1) == "l";
            if !self.covered[i]
                && article
                && let Some(p) = self.titled_before(i + 1, at)
            {
                push(&mut out, p);
            }
        }
        out
    }

    /// "il", "elle", "ils", "les deux hommes", "le responsable béninois", "qui": whom the clause only points at.
    pub(super) fn french_pronoun(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        others: &[Unit],
    ) -> Option<Vec<Participant>> {
        let doc = self.doc;
        let said = |p: &Participant| {
            others
                .iter()
                .any(|u| u.who.entity == p.entity && p.entity.is_some())
        };
        // "Avec X, ils ont parlé terrorisme": the pronoun stands behind.
        let opens = doc.w(t.first) == "avec" && t.first == r.start;
        let clause = r.start..if opens {
            (t.last + 16).min(r.end)
        } else {
            t.first
        };
        if let Some(two) = self
            .they_who_came(&clause)
            .filter(|two| !two.iter().any(said))
        {
            return Some(two);
        }
        if let Some(all) = self.french_delegation(clause.clone())
            && !all.iter().any(said)
        {
            return Some(all);
        }
        for i in clause.clone().rev() {
            if self.covered[i] {
                continue;
            }
            if matches!(doc.w(i), "il" | "elle") && !self.impersonal(i) {
                return self
                    .topic_person(t.first)
                    .filter(|p| !said(p))
                    .map(|p| vec![p]);
            }
            if let Some(p) = self.head_by_land(i, t.first).filter(|p| !said(p)) {
                return Some(vec![p]);
            }
            let joined = matches!(doc.w(i), "le" | "la" | "l")
                && (r.start..i).any(|k| doc.w(k) == "et" && !self.covered[k]);
            if joined {
                let all = self.titles_alone(clause.clone(), t.first);
                if all.len() > 1 && !all.iter().any(said) {
                    return Some(all);
                }
            }
            if matches!(doc.w(i), "le" | "la" | "l")
                && doc.w(i + 1) != "deux"
                && let Some(p) =
                    self.titled_before(i + 1 + usize::from(doc.w(i + 1) == "'"), t.first)
                && !said(&p)
            {
                return Some(vec![p]);
            }
            if matches!(doc.w(i), "ce" | "cette" | "celui" | "celle")
                && matches!(doc.w(i + 1), "dernier" | "derniere" | "-")
            {
                return self
                    .last_before(t.first)
                    .filter(|p| !said(p))
                    .map(|p| vec![p]);
            }
        }
        // "… et a rencontré Z", "avant de rencontrer Z": the subject of the verb before.
        if self.goes_on(r) || clause.is_empty() || self.verb_joined(t, r) {
            let last = self.events.last()?;
            let p = *last.participants.first()?;
            // "La délégation a visité X et rencontré Y"
            let group = &self.delegation;
            if group.len() > 1
                && p.among(group)
                && group.iter().all(|q| q.among(&last.participants))
                && !group.iter().any(said)
            {
                return Some(group.clone());
            }
            return (!said(&p)).then(|| vec![p]);
        }
        None
    }

    /// "X et Y se sont rendus à Dakar. … ils ont": those who went there together.
    fn they_who_came(&self, clause: &Range<usize>) -> Option<Vec<Participant>> {
        let they = |i: usize| matches!(self.doc.w(i), "ils" | "elles") && !self.covered[i];
        if !clause.clone().any(they) {
            return None;
        }
        let came = self.events.iter().rev().find(|e| e.kind == "visit")?;
        let people = came.participants.iter().filter(|p| self.named_person(p));
        let two: Vec<Participant> = people.copied().collect();
        (two.len() == 2).then_some(two)
    }

    /// "et", "avant de", "puis" stands before the verb; not "les services béninois et nigérians se sont retrouvés".
    fn verb_joined(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let light = |k: usize| {
            super::french_verb::auxiliary(doc.w(k))
                || self
                    .begin(k, k + 1)
                    .iter()
                    .any(|f| f.kind == MentionType::Date)
                || matches!(
                    doc.w(k),
                    "s" | "se"
                        | "'"
                        | "l"
                        | "y"
                        | "en"
                        | "lui"
                        | "ensuite"
                        | "egalement"
                        | "aussi"
                        | ","
                        | "ete"
                )
        };
        (r.start.max(t.first.saturating_sub(4))..t.first).any(|i| match doc.w(i) {
            "et" => (i + 1..t.first).all(light),
            w => matches!(w, "avant" | "puis"),
        })
    }

    /// The person a clause begins with, before `at`.
    pub(super) fn first_subject(
        &self,
        r: &Range<usize>,
        m: Range<usize>,
        at: usize,
    ) -> Option<Participant> {
        let units = self.units(r, m);
        units
            .iter()
            .find(|u| u.role == Role::Bare && !u.body && u.last <= at)
            .map(|u| u.who)
    }

    /// The subject of a clause and those who come along with him: "Accompagné de X et de Y, Z a …".
    pub(super) fn french_party(
        &self,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> (Option<Participant>, Vec<Participant>) {
        let units = self.units(r, m);
        let came = (r.clone()).any(|i| {
            accompanies(self.doc.w(i)) && !matches!(self.doc.w(i), "presence" | "cotes" | "assiste")
        });
        let beside: Vec<Participant> = units
            .iter()
            .filter(|u| came && u.role == Role::Beside && !u.body)
            .map(|u| u.who)
            .collect();
        let subject = units
            .iter()
            .find(|u| u.role == Role::Bare && !u.body)
            .map(|u| u.who);
        (subject, beside)
    }
}

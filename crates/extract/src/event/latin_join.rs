//! French and English: who a pronoun or a further sentence adds to what is told, and who is met apart.

use std::ops::Range;

use super::{Event, Participant, Teller, Trigger};
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    /// The person the sentence before `at` begins with, or the head of the delegation it tells of.
    fn subject_before(&self, at: usize) -> Option<Participant> {
        let doc = self.doc;
        let here = doc.sentence[at];
        for back in 1..=2 {
            let Some(s) = here.checked_sub(back) else {
                break;
            };
            let of = |k: &usize| {
                let f = &self.found[*k];
                doc.sentence[f.first] == s
                    && !f.inside
                    && matches!(f.kind, MentionType::Person | MentionType::Office)
            };
            let all: Vec<usize> = (0..self.found.len()).filter(of).collect();
            let head = all.iter().copied().find(|&k| self.heads(&self.found[k]));
            if let Some(p) = head
                .or(all.first().copied())
                .and_then(|k| self.participant(k))
            {
                return Some(p);
            }
        }
        None
    }

    /// "le ministre", "the commissioner" without a name: the person the text was speaking of.
    fn title_alone(&self, clause: Range<usize>) -> Option<Participant> {
        let doc = self.doc;
        let alone = clause.clone().any(|i| {
            let title = matches!(
                doc.w(i),
                "ministre"
                    | "minister"
                    | "directeur"
                    | "director"
                    | "commissaire"
                    | "commissioner"
                    | "responsable"
                    | "official"
            );
            let article = i > 0 && matches!(doc.w(i - 1), "le" | "la" | "the");
            title
                && article
                && !doc.capital(i)
                && !self.covered[i]
                && !doc.capital(i + 1)
                && !matches!(doc.w(i + 1), "de" | "du" | "of" | "des" | "d")
        });
        alone.then(|| self.main_person()).flatten()
    }

    /// "Ce dernier", "the latter": whom the sentence before names last.
    fn last_before(&self, at: usize) -> Option<Participant> {
        let doc = self.doc;
        let k = (0..self.found.len()).rev().find(|&k| {
            let f = &self.found[k];
            f.kind == MentionType::Person && doc.sentence[f.first] + 1 == doc.sentence[at]
        })?;
        self.participant(k)
    }

    /// The two people of the sentence before, where there are two.
    fn two_before(&self, at: usize) -> Vec<Participant> {
        let doc = self.doc;
        let mut out: Vec<Participant> = Vec::new();
        for (k, f) in self.found.iter().enumerate() {
            if doc.sentence[f.first] + 1 == doc.sentence[at]
                && f.kind == MentionType::Person
                && let Some(p) = self.participant(k)
                && !out.iter().any(|q| q.entity == p.entity)
            {
                out.push(p);
            }
        }
        out.truncate(if out.len() == 2 { 2 } else { 0 });
        out
    }

    /// "Il y a été reçu par …", "Elle rencontrera …", "The two met …": adds who the pronoun stands for.
    pub(super) fn latin_subject(
        &self,
        t: &Trigger,
        participants: &mut Vec<Participant>,
        r: Range<usize>,
    ) {
        let doc = self.doc;
        if doc.arabic(t.first)
            || t.definite
            || !matches!(
                t.kind,
                "meeting" | "call" | "visit" | "agreement" | "conference" | "training"
            )
        {
            return;
        }
        let named = self.found.iter().any(|f| {
            f.first >= r.start
                && f.last <= t.first
                && !f.inside
                && matches!(
                    f.kind,
                    MentionType::Person | MentionType::Office | MentionType::Organization
                )
        });
        if named {
            return;
        }
        let clause = r.start..t.first;
        let one = clause
            .clone()
            .any(|i| matches!(doc.w(i), "il" | "elle" | "he" | "she"));
        let several = clause.clone().any(|i| {
            matches!(doc.w(i), "ils" | "elles" | "they")
                || matches!(doc.w(i), "two" | "deux")
                    && i > 0
                    && matches!(doc.w(i - 1), "the" | "les" | "tous")
        });
        let told = self.events.iter().rev().find(|e| e.participants.len() >= 2);
        // "The visitors are due to meet …", "La délégation a été reçue …"
        let visitors = clause.clone().any(|i| {
            matches!(doc.w(i), "visitors" | "visiteurs" | "delegation")
                && i > 0
                && matches!(doc.w(i - 1), "the" | "la" | "les")
        });
        let came = self.events.iter().rev().find(|e| e.kind == "visit");
        let meant: Vec<Participant> = if visitors && came.is_some() && t.kind != "visit" {
            came.map(|e| e.participants.clone()).unwrap_or_default()
        } else if several {
            let two = clause.clone().any(|i| matches!(doc.w(i), "two" | "deux"));
            let all = told.map(|e| e.participants.clone());
            let mut all = all.unwrap_or_else(|| self.two_before(t.first));
            all.truncate(if two { 2 } else { all.len() });
            all
        } else if clause.clone().any(|i| {
            matches!(doc.w(i), "dernier" | "derniere")
                && i > 0
                && matches!(doc.w(i - 1), "ce" | "cette")
                || doc.w(i) == "latter"
        }) {
            self.last_before(t.first).into_iter().collect()
        } else if let Some(p) = self.title_alone(clause.clone()) {
            vec![p]
        } else if one && !several && (t.kind != "visit" || participants.is_empty()) {
            self.subject_before(t.first).into_iter().collect()
        } else {
            Vec::new()
        };
        for p in meant.into_iter().rev() {
            if !participants
                .iter()
                .any(|q| q.entity == p.entity && q.entity.is_some())
            {
                participants.insert(0, p);
            }
        }
    }

    /// "reçu par X, puis par Y", "met separately with X and Y": several meetings of one subject.
    pub(super) fn latin_apart(
        &mut self,
        t: &Trigger,
        r: Range<usize>,
        m: Range<usize>,
    ) -> Option<Vec<usize>> {
        let doc = self.doc;
        if t.kind != "meeting" || t.definite || doc.arabic(t.first) {
            return None;
        }
        let then = (t.last..r.end).find(|&i| {
            matches!(doc.w(i), "puis" | "then" | "ensuite")
                && matches!(
                    doc.w(i + 1),
                    "par" | "avec" | "by" | "with" | "le" | "la" | "l"
                )
        });
        let each = r.clone().any(|i| {
            matches!(doc.w(i), "separement" | "successivement" | "separately")
                || doc.w(i) == "tour" && doc.w(i + 2) == "tour"
        });
        if then.is_none() && !each {
            return None;
        }
        let people = |side: &dyn Fn(&Found) -> bool| -> Vec<(usize, Participant)> {
            let mut out: Vec<(usize, Participant)> = Vec::new();
            for k in m.clone() {
                let f = &self.found[k];
                if matches!(f.kind, MentionType::Person | MentionType::Office)
                    && !f.inside
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
            subject.extend(self.subject_before(t.first));
        }
        let others = people(&|f| f.first >= t.last);
        if subject.is_empty() || others.len() < 2 {
            return None;
        }
        let mut groups: Vec<Vec<Participant>> = Vec::new();
        for &(at, p) in &others {
            let late = then.is_some_and(|x| at > x);
            if each || groups.is_empty() || late && groups.len() == 1 {
                groups.push(vec![p]);
            } else if let Some(g) = groups.last_mut() {
                g.push(p);
            }
        }
        let place = self.place(t, r, m.clone());
        let date = self.date(t, &[], m);
        let trigger = doc.start(t.first, t.skip)..doc.end(t.last);
        let mut told = Vec::new();
        for g in groups {
            let all = subject.iter().copied().chain(g).collect();
            self.events.push(Event::told(t.kind, trigger.clone(), all));
            let e = self.events.len() - 1;
            self.fill(e, &place, date);
            told.push(e);
        }
        Some(told)
    }

    /// "Animée par des instructeurs de …", "The investigation was led by …", "étaient présents …": who a
    /// sentence without a trigger adds to what was told last.
    pub(super) fn latin_joins(&mut self, e: usize, r: Range<usize>, m: Range<usize>) {
        let doc = self.doc;
        let kind = self.events[e].kind;
        if doc.arabic(r.start)
            || !matches!(
                kind,
                "training" | "conference" | "operation" | "meeting" | "agreement"
            )
        {
            return;
        }
        let by = |i: usize| matches!(doc.w(i + 1), "par" | "by");
        let cue = r.clone().find(|&i| {
            matches!(
                doc.w(i),
                "animee"
                    | "anime"
                    | "organisee"
                    | "organise"
                    | "dispensee"
                    | "encadree"
                    | "assuree"
                    | "coordonnee"
                    | "menee"
                    | "conduite"
                    | "dirigee"
                    | "soutenue"
                    | "appuyee"
                    | "organized"
                    | "organised"
                    | "led"
                    | "hosted"
                    | "delivered"
                    | "run"
                    | "supported"
                    | "coordinated"
                    | "facilitated"
                    | "conducted"
                    | "joined"
                    | "attended"
                    | "copresidee"
                    | "rejoint"
                    | "rejoints"
                    | "rejointe"
            ) && by(i)
                || matches!(
                    doc.w(i),
                    "appui"
                        | "soutien"
                        | "concours"
                        | "participation"
                        | "support"
                        | "assistance"
                        | "help"
                        | "renforts"
                ) && matches!(doc.w(i + 1), "de" | "du" | "des" | "of" | "from" | "d")
                || matches!(
                    doc.w(i),
                    "mobilise"
                        | "rassemble"
                        | "associe"
                        | "implique"
                        | "involves"
                        | "involved"
                        | "brings"
                        | "epaule"
                        | "appuye"
                        | "epaulait"
                ) && i < r.start + 8
                || matches!(
                    doc.w(i),
                    "comprenait" | "comptait" | "included" | "comprised"
                ) && (r.start..i).any(|k| doc.w(k) == "delegation")
                || doc.w(i) == "pris" && doc.w(i + 1) == "part"
                || matches!(doc.w(i), "preside" | "presided" | "ouvert" | "opened")
                    && kind == "conference"
                    && (i..i + 5).any(|k| {
                        matches!(
                            doc.w(k),
                            "ceremonie"
                                | "travaux"
                                | "ouverture"
                                | "opening"
                                | "session"
                                | "seance"
                        )
                    })
                || doc.w(i) == "took" && doc.w(i + 1) == "part"
                || matches!(
                    doc.w(i),
                    "presents" | "presentes" | "assistaient" | "participaient"
                )
        });
        let signed = r.clone().find(|&i| {
            matches!(
                doc.w(i),
                "paraphe" | "paraphee" | "signe" | "signee" | "signed" | "inked"
            ) && by(i)
        });
        let cue = if kind == "agreement" { signed } else { cue };
        let Some(cue) = cue else { return };
        let listing = matches!(
            doc.w(cue),
            "comprenait" | "comptait" | "included" | "comprised"
        );
        let bodies = matches!(kind, "training" | "operation" | "conference") || listing;
        let before = matches!(
            doc.w(cue),
            "pris"
                | "took"
                | "assistaient"
                | "participaient"
                | "presents"
                | "presentes"
                | "epaule"
                | "appuye"
                | "epaulait"
                | "preside"
                | "presided"
                | "ouvert"
                | "opened"
        );
        let about = matches!(
            doc.w(r.start),
            "the" | "la" | "le" | "l" | "elle" | "il" | "it" | "this" | "cette" | "ce"
        ) || doc.w(r.start) == doc.w(cue)
            || before;
        if !about {
            return;
        }
        for k in m {
            let f = &self.found[k];
            let there = before || f.first > cue;
            let fits = match f.kind {
                MentionType::Organization => bodies && !f.inside,
                MentionType::Person | MentionType::Office => kind != "operation" && !f.inside,
                _ => false,
            };
            if !there || !fits || crate::entity::alias_of(doc, self.found, k).is_some() {
                continue;
            }
            if let Some(p) = self.participant(k) {
                let known = self.events[e]
                    .participants
                    .iter()
                    .any(|q| q.entity == p.entity && (p.entity.is_some() || q.office == p.office));
                if !known {
                    self.events[e].participants.push(p);
                }
            }
        }
    }
}

//! French groups that are pointed back at: "la délégation", "les deux officiers", "les trois services", "le second entretien";
//! and who belongs to a delegation that came.

use std::ops::Range;

use super::french_role::{Role, Unit};
use super::scope::family;
use super::{Participant, Teller, Trigger, push};
use crate::lexicon::Tag;
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

/// The number a word is, of bodies or people named before.
fn number(w: &str) -> Option<usize> {
    match w {
        "deux" => Some(2),
        "trois" => Some(3),
        "quatre" => Some(4),
        "cinq" => Some(5),
        _ => None,
    }
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
        let Some(i) = r
            .clone()
            .find(|&i| doc.w(i) == "delegation" && !self.covered[i])
        else {
            return;
        };
        let article = (r.start.max(i.saturating_sub(4))..i)
            .rev()
            .find(|&k| matches!(doc.w(k), "une" | "la" | "cette" | "sa" | "leur" | "d"));
        let a = article.is_some_and(|k| matches!(doc.w(k), "une" | "d"));
        let behind = |k: &usize| self.found[*k].first > i;
        if a {
            let who = |f: &Found| {
                matches!(f.kind, MentionType::Person | MentionType::Office) && !f.inside
            };
            let head = m.clone().filter(behind).find(|&k| {
                who(&self.found[k]) && (self.heads(&self.found[k]) || self.at_its_head(k, i))
            });
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
            for p in bodies.chain(head).filter_map(|k| self.participant(k)) {
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
            if matches!(f.kind, MentionType::Person | MentionType::Office)
                && !f.inside
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

    /// Adds `came` to the journey told last, or to the meeting where none was.
    fn came_with(&mut self, came: &[Participant]) {
        let n = self.events.len();
        let visit = self.events.iter().rposition(|e| e.kind == "visit");
        let met = self.events.iter().rposition(|e| e.kind == "meeting");
        let Some(e) = visit.or(met).filter(|e| e + 4 > n) else {
            return;
        };
        for p in came {
            self.adds(e, *p);
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
            let before = doc.sentence[clause.start]
                .checked_sub(1)
                .map(|s| {
                    let first = doc.sentence.partition_point(|&x| x < s);
                    first..doc.sentence.partition_point(|&x| x <= s)
                })
                .unwrap_or(0..0);
            pronoun && before.take(16).any(group)
        };
        (named || elle()).then(|| self.delegation.clone())
    }

    /// "Le second entretien …, en présence de X": which of the meetings told it is.
    pub(super) fn french_nth(&self, t: &Trigger, r: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        if !self.french() || !matches!(t.kind, "meeting" | "call") || t.first > r.start + 4 {
            return None;
        }
        let head = (r.start..t.first).any(|i| matches!(doc.w(i), "le" | "la" | "ce" | "cette"));
        let back = (r.start..t.first).find_map(|i| match doc.w(i) {
            "premier" | "premiere" => Some(0),
            "second" | "seconde" | "deuxieme" => Some(1),
            "troisieme" => Some(2),
            _ => None,
        })?;
        let named = matches!(doc.w(t.last), "entre" | "avec" | "de" | "du" | "des" | "d");
        // Those of one sentence.
        let told: Vec<usize> = (0..self.events.len())
            .filter(|&e| family(self.events[e].kind) == family(t.kind))
            .collect();
        let last = *told.last()?;
        let start = self.events[last].trigger.start;
        let sentence = |e: &usize| {
            let i = doc.start_of(self.events[*e].trigger.start);
            let j = doc.start_of(start);
            doc.sentence[i] == doc.sentence[j]
        };
        let group: Vec<usize> = told.into_iter().filter(sentence).collect();
        (head && !named && group.len() > 1)
            .then(|| group.get(back).copied())
            .flatten()
    }

    /// Those in whose presence, or with whom along, a clause tells what it tells.
    pub(super) fn french_beside(&self, r: &Range<usize>, m: Range<usize>) -> Vec<Participant> {
        let units = self.units(r, m);
        let beside: Vec<Unit> = units
            .into_iter()
            .filter(|u| u.role == Role::Beside)
            .collect();
        self.whole(beside)
    }

    /// "où ils prendront part à une réunion": those told of last.
    pub(super) fn they_attend(&self, t: &Trigger, r: &Range<usize>) -> Vec<Participant> {
        let doc = self.doc;
        let near = r.start.max(t.first.saturating_sub(16))..t.first;
        let attends = near.clone().any(|i| {
            let w = doc.w(i);
            w == "part" && doc.w(i - 1).starts_with("pr")
                || (w.starts_with("particip") || w.starts_with("assist")) && !w.ends_with("tion")
        });
        let they = near
            .into_iter()
            .any(|i| matches!(doc.w(i), "ils" | "elles") && !self.covered[i]);
        let last = self.events.last().filter(|_| attends && they);
        last.map(|e| e.participants.clone()).unwrap_or_default()
    }

    /// "les trois services", "les deux corps": as many bodies as what was told last had.
    pub(super) fn several_bodies(&self, r: &Range<usize>) -> Option<Vec<Participant>> {
        let doc = self.doc;
        let i = r.clone().find(|&i| {
            i > 0
                && matches!(doc.w(i - 1), "les" | "des" | "aux")
                && number(doc.w(i)).is_some()
                && !self.covered[i]
                && matches!(
                    doc.w(i + 1),
                    "services"
                        | "corps"
                        | "forces"
                        | "agences"
                        | "institutions"
                        | "organisations"
                        | "polices"
                        | "administrations"
                        | "parquets"
                        | "gendarmeries"
                        | "douanes"
                        | "organismes"
                        | "unites"
                        | "directions"
                )
        })?;
        let n = number(doc.w(i))?;
        let body = |p: &&Participant| {
            p.entity
                .is_some_and(|e| self.resolved.entities[e].kind == MentionType::Organization)
        };
        self.events.iter().rev().find_map(|e| {
            let all: Vec<Participant> = e.participants.iter().filter(body).copied().collect();
            (all.len() == n).then_some(all)
        })
    }

    /// Somebody with a rank before his name.
    pub(super) fn ranked(&self, p: &Participant) -> bool {
        p.entity.is_some_and(|e| {
            self.found.iter().enumerate().any(|(k, f)| {
                self.resolved.of[k] == Some(e)
                    && f.kind == MentionType::Person
                    && (1..4).filter_map(|n| f.first.checked_sub(n)).any(|i| {
                        self.doc.is(i, Tag::Rank)
                            && !matches!(self.doc.w(i), "m" | "mm" | "mme" | ".")
                    })
            })
        })
    }

    /// "une réunion à laquelle participait aussi X", "…, auquel ont pris part X et Y": who was there.
    pub(super) fn french_attendees(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        units: &[Unit],
    ) -> Vec<Participant> {
        let doc = self.doc;
        let which = (t.last..(t.last + 24).min(r.end)).find(|&i| {
            matches!(
                doc.w(i),
                "laquelle" | "auquel" | "auxquels" | "auxquelles" | "lequel" | "lesquels"
            )
        });
        let Some(q) = which else {
            return Vec::new();
        };
        let there = (q + 1..(q + 7).min(r.end)).find(|&i| {
            let w = doc.w(i);
            w.starts_with("particip")
                || w.starts_with("assist")
                || w == "part" && doc.w(i - 1).starts_with("pr")
                || w.starts_with("present")
        });
        let Some(v) = there else {
            return Vec::new();
        };
        let before = units.iter().filter(|u| u.first > q && u.last <= v + 1);
        let behind = units.iter().filter(|u| u.first > v && u.role == Role::Bare);
        let mut out = Vec::new();
        for u in before.chain(behind) {
            push(&mut out, u.who);
        }
        out
    }

    /// "les deux ministres", "les deux directeurs": the two of that title that the text told of together last.
    pub(super) fn french_two(&self, r: &Range<usize>) -> Option<Vec<Participant>> {
        let doc = self.doc;
        let i = r.clone().find(|&i| {
            doc.w(i) == "deux" && i > 0 && matches!(doc.w(i - 1), "les" | "Les") && !self.covered[i]
        })?;
        let stem = doc.w(i + 1).trim_end_matches('s');
        let stem = &stem[..stem.char_indices().nth(6).map_or(stem.len(), |(n, _)| n)];
        let word = match doc.w(i + 1) {
            "hauts" | "hautes" | "grands" => doc.w(i + 2),
            w => w,
        };
        let any = matches!(
            word,
            "hommes"
                | "femmes"
                | "responsables"
                | "dirigeants"
                | "officiels"
                | "officiers"
                | "generaux"
                | "interlocuteurs"
                | "patrons"
                | "chefs"
                | "fonctionnaires"
                | "diplomates"
                | "policiers"
                | "militaires"
                | "homologues"
                | "magistrats"
                | "personnalites"
                | "emissaires"
                | "cadres"
                | "gradés"
                | "grades"
                | "dames"
                | "visiteurs"
                | "commis"
                | "superflics"
        );
        // "les deux officiers": those with a rank, where a third has none.
        let ranks = matches!(
            word,
            "officiers" | "generaux" | "militaires" | "colonels" | "grades" | "policiers"
        );
        if ranks
            && let Some(two) = self.events.iter().rev().find_map(|e| {
                let all = e.participants.iter().copied();
                let all: Vec<Participant> = all.filter(|p| self.ranked(p)).collect();
                (e.participants.len() > 2 && all.len() == 2).then_some(all)
            })
        {
            return Some(two);
        }
        let titled = |p: &Participant| {
            let person = p
                .entity
                .is_some_and(|e| self.resolved.entities[e].kind == MentionType::Person);
            let office = p
                .office
                .and_then(|o| self.resolved.entities[o].names.iter().flatten().next());
            person && (any || office.is_some_and(|n| text::fold_str(n).contains(stem)))
        };
        // "Il répond à l'invitation de X. Les deux hommes …": the guest and who asked him.
        if let (Some(e), Some(host)) = (self.events.last(), self.host)
            && e.kind == "visit"
            && let Some(guest) = e.participants.first().filter(|p| titled(p))
            && titled(&host)
        {
            return Some(vec![*guest, host]);
        }
        self.events.iter().rev().find_map(|e| {
            let some = e.participants.iter().any(titled);
            // "son homologue péruvien, X" bears the title without saying so.
            let person = |n: usize| self.resolved.entities[n].kind == MentionType::Person;
            let same = |p: &Participant| some && p.office.is_none() && p.entity.is_some_and(person);
            let two = e.participants.iter().copied();
            let two: Vec<Participant> = two.filter(|p| titled(p) || same(p)).collect();
            (two.len() == 2 || any && two.len() > 2 && e.participants.len() > 2)
                .then(|| two[..2].to_vec())
        })
    }

    /// "les deux gendarmeries", "les deux services": the two bodies of that kind named before.
    pub(super) fn two_bodies(&self, r: &Range<usize>) -> Option<Vec<Participant>> {
        let doc = self.doc;
        let i = r.clone().find(|&i| {
            doc.w(i) == "deux" && i > 0 && matches!(doc.w(i - 1), "les" | "aux") && !self.covered[i]
        })?;
        let any = matches!(
            doc.w(i + 1),
            "institutions"
                | "services"
                | "corps"
                | "forces"
                | "agences"
                | "organisations"
                | "administrations"
                | "parties"
        );
        let stem = doc.w(i + 1).trim_end_matches('s');
        if !any
            && !doc.is(i + 1, Tag::BodyHead)
            && !matches!(
                stem,
                "gendarmerie"
                    | "police"
                    | "ministere"
                    | "armee"
                    | "douane"
                    | "marine"
                    | "parquet"
                    | "direction"
            )
        {
            return None;
        }
        let mut out: Vec<Participant> = Vec::new();
        for k in (0..self.found.len()).rev() {
            let f = &self.found[k];
            let fits = f.first < i
                && f.kind == MentionType::Organization
                && (any || doc.w(f.first).starts_with(stem));
            if fits && let Some(p) = self.participant(k) {
                push(&mut out, p);
            }
            if out.len() == 2 {
                out.reverse();
                return Some(out);
            }
        }
        None
    }

    /// "les experts de A et de B se sont retrouvés", "les enquêteurs des trois corps": bodies by those who stand for them.
    pub(super) fn french_bodies_meet(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        units: &[Unit],
    ) -> Option<Vec<Participant>> {
        let doc = self.doc;
        if let Some(all) = self.several_bodies(&(r.start..t.first)) {
            return Some(all);
        }
        let sent = units
            .iter()
            .filter(|u| u.last <= t.first && matches!(u.role, Role::Of | Role::Bare));
        // "les chefs de A et de B": of several bodies.
        let chiefs = |u: &&Unit| {
            let start = u.first.saturating_sub(5).max(r.start);
            (start..u.first).any(|i| {
                matches!(
                    doc.w(i),
                    "chefs" | "patrons" | "directeurs" | "commandants" | "dirigeants"
                )
            })
        };
        let first = sent
            .clone()
            .find(|u| self.stands_for(u.first) || chiefs(u))?;
        let mut out = Vec::new();
        for u in sent.filter(|u| u.first >= first.first) {
            push(&mut out, u.who);
        }
        (out.len() > 1).then_some(out)
    }

    /// "le Bureau, relevant de la Direction générale": the body above the one that acts.
    pub(super) fn superior(&self, m: &Found) -> bool {
        let doc = self.doc;
        let start = self.sentence_of(m.first).start;
        let Some(b) = self.lead(m.first, start).filter(|&b| b > start) else {
            return false;
        };
        let of = matches!(doc.w(b), "de" | "du" | "d" | "des" | "a" | "au" | "aupres");
        of && (start.max(b.saturating_sub(2))..b).any(|i| {
            matches!(
                doc.w(i),
                "relevant"
                    | "releve"
                    | "dependant"
                    | "depend"
                    | "rattache"
                    | "rattachee"
                    | "rattaches"
                    | "tutelle"
                    | "affilie"
                    | "affiliee"
            )
        })
    }

    /// "L'atelier a été ouvert par le ministre, en présence de X", "X a remis les attestations": who is at the ceremony of a course
    /// neither gives nor takes it.
    pub(super) fn french_ceremony(&self, m: &Found) -> bool {
        let doc = self.doc;
        if !self.french() {
            return false;
        }
        let r = self.sentence_of(m.first);
        let (first, last) = self.with_office(m);
        let near = r.start.max(first.saturating_sub(40))..first;
        let verb = |i: usize| {
            let w = doc.w(i);
            [
                "ouvert", "clotur", "inaugur", "presid", "copresid", "lanc", "parrain",
            ]
            .iter()
            .any(|s| w.starts_with(s))
                && !matches!(w, "ouverture" | "lancement")
        };
        let party = |i: usize| {
            matches!(
                doc.w(i),
                "ceremonie"
                    | "ouverture"
                    | "cloture"
                    | "lancement"
                    | "remise"
                    | "allocution"
                    | "discours"
            )
        };
        let by = near.clone().any(verb) && near.clone().any(|i| doc.w(i) == "par");
        let there = near
            .clone()
            .any(|i| doc.w(i) == "presence" || doc.w(i) == "cotes" || doc.w(i) == "patronage")
            && (near.clone().any(verb) || r.clone().any(party));
        let did = (last..(last + 6).min(r.end)).any(verb)
            && (last..(last + 14).min(r.end)).any(|i| party(i) || doc.w(i) == "travaux");
        by || there || did
    }

    /// Whom somebody else stands in for: "X a représenté le ministre", "représentant le directeur général".
    pub(super) fn stood_in_for(&self, m: &Found) -> bool {
        let doc = self.doc;
        let start = self.sentence_of(m.first).start;
        let (first, _) = self.with_office(m);
        self.french()
            && self.lead(first, start).is_some_and(|b| {
                matches!(
                    doc.w(b),
                    "representant" | "representait" | "representera" | "remplacant" | "suppleant"
                ) || doc.w(b) == "represente"
                    && b > start
                    && matches!(doc.w(b - 1), "a" | "avait" | "y" | "qui")
            })
    }

    /// "depuis leur conversation téléphonique du 14 mai": of the two spoken of, told nowhere else.
    pub(super) fn french_theirs(&self, t: &Trigger, r: &Range<usize>) -> Option<Vec<Participant>> {
        let doc = self.doc;
        let theirs = t.first > r.start
            && matches!(
                doc.w(t.first - 1),
                "leur" | "leurs" | "derniere" | "precedente"
            )
            && (r.start..t.first).any(|i| matches!(doc.w(i), "leur" | "leurs"));
        let dated = self.found.iter().any(|f| {
            matches!(f.kind, MentionType::Date | MentionType::Location)
                && (t.last..t.last + 3).contains(&f.first)
        });
        let kind = matches!(t.kind, "meeting" | "call");
        if !self.french() || !theirs || !dated || !kind || self.named_in(r.clone()) {
            return None;
        }
        let two = self.two_before(t.first);
        if two.len() == 2 {
            return Some(two);
        }
        let told = self.events.iter().rev().find(|e| {
            e.participants.len() == 2 && e.participants.iter().all(|p| self.is_person(p))
        });
        told.map(|e| e.participants.clone())
    }

    /// "Réunis à X, les directeurs de A, Y, et de B, Z, ont …": those named before the verb.
    pub(super) fn gathered(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        units: &[Unit],
    ) -> Option<Vec<Participant>> {
        let doc = self.doc;
        let opens = t.first == r.start
            && t.last == t.first + 1
            && matches!(
                doc.w(t.first),
                "reunis" | "reunies" | "rassembles" | "rassemblees" | "attables"
            );
        if !opens {
            return None;
        }
        let verb = (t.last..r.end)
            .find(|&i| matches!(doc.w(i), "ont" | "sont" | "se") && !self.covered[i])?;
        let mut out = Vec::new();
        let people = units.iter().any(|u| !u.body && u.last <= verb);
        for u in units.iter().filter(|u| u.last <= verb && u.body != people) {
            push(&mut out, u.who);
        }
        (out.len() > 1).then_some(out)
    }
}

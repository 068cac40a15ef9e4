//! French groups and people that are pointed back at: "les deux officiers", "les trois services", "le second entretien", "il";
//! and who was at something by a word behind it.

use std::ops::Range;

use super::french_role::{Role, Unit};
use super::scope::family;
use super::{Participant, Teller, Trigger, push};
use crate::lexicon::Tag;
use crate::mention::{Found, MentionType};

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

    /// "prendront part", "participera", "a assisté" at `i`.
    pub(super) fn attends(&self, i: usize) -> bool {
        let w = self.doc.w(i);
        w == "part" && self.doc.before(i, 1).starts_with("pr")
            || (w.starts_with("particip") || w.starts_with("assist")) && !w.ends_with("tion")
    }

    /// "où ils prendront part à une réunion": those told of last.
    pub(super) fn they_attend(&self, t: &Trigger, r: &Range<usize>) -> Vec<Participant> {
        let doc = self.doc;
        let near = r.start.max(t.first.saturating_sub(16))..t.first;
        let attends = near.clone().any(|i| self.attends(i));
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
        let body = |p: &&Participant| self.is_body(p);
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
        // "les deux chefs de police": of two forces, not of one and a ministry.
        let force = Some(doc.w(i + 3)).filter(|w| {
            any && doc.w(i + 2) == "de" && matches!(*w, "police" | "gendarmerie" | "douane")
        });
        let heads = |p: &Participant| {
            let name = |o: usize| {
                let mut all = self.resolved.entities[o].names.iter().flatten();
                all.any(|n| force.is_none_or(|w| text::fold_str(n).contains(w)))
            };
            p.office.is_none_or(name)
        };
        let titled = |p: &Participant| {
            let person = self.named_person(p) && heads(p);
            let office = p
                .office
                .and_then(|o| self.resolved.entities[o].names.iter().flatten().next());
            person && (any || office.is_some_and(|n| text::fold_str(n).contains(stem)))
        };
        // "X a reçu Y. Z a remis un lot à W. Les deux hommes …": the two of the sentence before, who are not those told of.
        let near = self.two_before(i);
        let strangers = self.events.last().is_some_and(|e| {
            e.participants.len() > 1 && !near.iter().any(|p| p.among(&e.participants))
        });
        if any && strangers && near.len() == 2 && (!ranks || near.iter().all(|p| self.ranked(p))) {
            return Some(near);
        }
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
            let same = |p: &Participant| some && p.office.is_none() && self.named_person(p);
            let two = e.participants.iter().copied();
            let two: Vec<Participant> = two.filter(|p| titled(p) || same(p)).collect();
            (two.len() == 2 || any && two.len() > 2 && e.participants.len() > 2)
                .then(|| two[..2].to_vec())
        })
    }

    /// "le chef de la police malienne", "le patron de la gendarmerie nigérienne" at `i`, not read as an office: by its country.
    pub(super) fn head_by_land(&self, i: usize, end: usize) -> Option<Participant> {
        let doc = self.doc;
        let head = matches!(
            doc.w(i),
            "patron"
                | "patronne"
                | "numero"
                | "chef"
                | "cheffe"
                | "responsable"
                | "directeur"
                | "directrice"
        );
        if !head || self.covered[i] || i == 0 || !matches!(doc.w(i - 1), "le" | "la") {
            return None;
        }
        let of = (i + 1..i + 3).any(|k| matches!(doc.w(k), "de" | "du" | "des"));
        let land = (i + 2..(i + 8).min(end)).find_map(|k| self.country_at(k))?;
        self.only_one_of(land, i).filter(|_| of)
    }

    /// "le numéro un de la police mauricienne", "le patron de la gendarmerie malienne": the one of that country named before.
    pub(super) fn first_of_land(&self, m: &crate::mention::Found) -> Option<usize> {
        let doc = self.doc;
        let head = doc.w(m.first) == "numero" || matches!(doc.w(m.first), "patron" | "patronne");
        if !self.french() || !head {
            return None;
        }
        let iso = self.country_at(m.last)?;
        self.only_one_of(iso, m.first).and_then(|p| p.entity)
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

    /// "depuis leur conversation téléphonique du 14 mai", "la rencontre qui les a réunis": of the two spoken of, told nowhere else.
    pub(super) fn french_theirs(&self, t: &Trigger, r: &Range<usize>) -> Option<Vec<Participant>> {
        let doc = self.doc;
        let theirs = t.first > r.start
            && matches!(
                doc.w(t.first - 1),
                "leur" | "leurs" | "derniere" | "precedente"
            )
            && (r.start..t.first).any(|i| matches!(doc.w(i), "leur" | "leurs"));
        // "la séance de travail qui les a réunis"
        let brought = (t.last..r.end.min(t.last + 8)).any(|i| {
            matches!(doc.w(i), "reunis" | "reunies" | "rassembles")
                && doc.before(i, 2) == "les"
                && matches!(doc.before(i, 1), "a" | "avait")
        });
        let dated = |f: &Found| matches!(f.kind, MentionType::Date | MentionType::Location);
        let dated = || brought || self.begin(t.last, t.last + 3).iter().any(dated);
        let kind = matches!(t.kind, "meeting" | "call");
        if !self.french() || !(theirs || brought) || !kind || !dated() || self.named_in(r.clone()) {
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

    /// The person that the sentences before `at` are about: who was the subject of what was told last, or whom no preposition
    /// brings in. A sentence without either ("Cette visite intervient à l'invitation de X") is passed over.
    pub(super) fn topic_person(&self, at: usize) -> Option<Participant> {
        let doc = self.doc;
        let person = |p: &Participant| self.named_person(p);
        let told = |s: u32| {
            let of = |e: &&super::Event| {
                let i = doc.start_of(e.trigger.start);
                doc.sentence.get(i) == Some(&s)
            };
            let last = self.events.iter().rev().take(4).find(of);
            last.and_then(|e| e.participants.first().copied())
                .filter(person)
        };
        if let Some(p) = told(doc.sentence[at]) {
            return Some(p);
        }
        let mut here = doc.sentence[at];
        for _ in 0..3 {
            let Some(s) = self.told_sentence(here) else {
                break;
            };
            here = s;
            if let Some(p) = told(s) {
                return Some(p);
            }
            let first = doc.sentence.partition_point(|&x| x < s);
            let r = first..doc.sentence.partition_point(|&x| x <= s);
            if doc.masked[first] {
                continue;
            }
            let units = self.units(&r, self.of_sentence(s));
            if let Some(u) = units.iter().find(|u| u.role == Role::Bare && !u.body) {
                return Some(u.who);
            }
        }
        self.subject_before(at)
    }

    /// "il a été convenu", "il est prévu", "il s'agit", "il s'est tenu une réunion": nobody.
    pub(super) fn impersonal(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = |n: usize| doc.w(i + n);
        let held = |w: &str| matches!(w, "tenu" | "ouvert" | "deroule" | "clos");
        let said = |k: usize| {
            matches!(
                doc.w(k),
                "convenu"
                    | "question"
                    | "decide"
                    | "rappele"
                    | "souligne"
                    | "procede"
                    | "demande"
                    | "prevu"
                    | "precise"
                    | "indique"
                    | "recommande"
                    | "fait"
                    | "envisage"
                    | "propose"
                    | "arrete"
                    | "note"
                    | "noter"
                    | "signaler"
                    | "rappeler"
                    | "souligner"
            )
        };
        w(0) == "il"
            && (w(1) == "y" && !self.done_there(i + 2)
                || matches!(
                    w(1),
                    "faut" | "convient" | "importe" | "reste" | "ressort" | "semble"
                )
                || w(1) == "s" && (w(3).starts_with("agi") || held(w(4)))
                || w(1) == "se" && (w(2).starts_with("tien") || w(2).starts_with("deroul"))
                || matches!(w(1), "a" | "avait" | "est" | "etait" | "sera" | "aurait")
                    && (i + 2..i + 7).any(said))
    }

    /// "il y a été reçu", "il y a eu des entretiens avec X": something he did there.
    fn done_there(&self, i: usize) -> bool {
        let doc = self.doc;
        let participle = |k: usize| {
            let raw = doc.t.text(k);
            raw.ends_with(['é', 'u', 'i']) && raw.len() > 2 || doc.w(k) == "pris"
        };
        let eu = doc.w(i + 1) == "eu";
        let with = (i + 2..i + 10).any(|k| doc.w(k) == "avec");
        !matches!(doc.w(i), "a" | "avait" | "est" | "aura")
            || if eu {
                with
            } else {
                (i + 1..i + 3).any(participle)
            }
    }

    /// "La rencontre a débouché sur la signature d'un protocole": those who met sign.
    pub(super) fn crowned_by(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        units: &[Unit],
    ) -> Option<Vec<Participant>> {
        let doc = self.doc;
        let noun = (r.start..(r.start + 5).min(t.first)).any(|i| {
            matches!(
                doc.w(i),
                "rencontre"
                    | "reunion"
                    | "entretien"
                    | "entretiens"
                    | "entrevue"
                    | "visite"
                    | "audience"
                    | "travaux"
                    | "discussions"
            )
        });
        let led = (r.start..t.first).any(|i| {
            let w = doc.w(i);
            [
                "debouch",
                "sanctionn",
                "abouti",
                "couronn",
                "sold",
                "achev",
                "conclu",
                "clotur",
            ]
            .iter()
            .any(|s| w.starts_with(s))
                || w == "lieu" && i > 1 && doc.w(i - 1).starts_with("donn")
                || w == "permis"
        });
        let signers = units
            .iter()
            .any(|u| u.first >= t.first && matches!(u.role, Role::By | Role::With | Role::Between));
        if !noun || !led || signers {
            return None;
        }
        let told = self
            .events
            .iter()
            .rev()
            .find(|e| matches!(e.kind, "meeting" | "call") && e.participants.len() > 1)?;
        Some(told.participants.clone())
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

    /// "Reçu par X, Y a eu des entretiens avec Z": a second meeting behind the one that opens the sentence.
    pub(super) fn after_opening(
        &self,
        t: &Trigger,
        all: &[Trigger],
        r: &Range<usize>,
        m: Range<usize>,
    ) -> bool {
        let doc = self.doc;
        let Some(first) = all.iter().find(|o| o.kind == t.kind) else {
            return false;
        };
        let opens = self.french()
            && t.kind == "meeting"
            && first.first < r.start + 5
            && (first.last..first.last + 4).any(|i| doc.w(i) == "par");
        if !opens {
            return false;
        }
        let units = self.units(r, m);
        let between = units
            .iter()
            .filter(|u| !u.body && u.first >= first.last && u.last <= t.first)
            .any(|u| {
                u.role == Role::Bare || u.role == Role::By && !u.closes && u.last + 9 > t.first
            });
        let pronoun = (first.last..t.first)
            .any(|i| matches!(doc.w(i), "il" | "elle") && doc.w(i.saturating_sub(1)) == ",");
        let other = units.iter().any(|u| {
            u.first >= t.last
                && u.first < t.last + 14
                && !u.body
                && matches!(u.role, Role::With | Role::Bare)
        });
        (between || pronoun) && other && t.last > t.first
    }

    /// "le ministre", "la commissaire", "le général", "le responsable béninois" at `i`: the person of that title, rank or
    /// country named before, or the one the text is about.
    pub(super) fn titled_before(&self, i: usize, at: usize) -> Option<Participant> {
        let doc = self.doc;
        if let Some(guest) = self.visitor_meant(i) {
            return Some(guest).filter(|p| self.is_person(p));
        }
        if i >= doc.len()
            || self.covered[i]
            || matches!(doc.w(i + 1), "de" | "du" | "des" | "d")
                && !doc.at(i + 1).iter().any(|h| matches!(h.tag, Tag::Nat(_)))
        {
            return None;
        }
        // "le responsable maltais"
        if let Some(&(at, p)) = self.points_to(i..(i + 2).min(doc.len())).first()
            && at == i
        {
            return Some(p);
        }
        let title = doc
            .at(i)
            .iter()
            .find(|h| matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Rank))?;
        // "emmenée par le général X": named.
        let named = |f: &Found| f.kind == MentionType::Person;
        if self.begin(title.last, title.last + 1).iter().any(named) {
            return None;
        }
        let words: Vec<&str> = (i..title.last).map(|k| doc.w(k)).collect();
        let words = words.join(" ");
        let by_land = self.points_to(i..(title.last + 2).min(doc.len()));
        if let Some(&(_, p)) = by_land.first() {
            return Some(p);
        }
        let stem = &words[..words.len().min(8)];
        let known = self.found.partition_point(|f| f.first < i);
        let bears = |k: usize| {
            let f = &self.found[k];
            let Some(p) = self
                .participant(k)
                .filter(|_| f.kind == MentionType::Person)
            else {
                return false;
            };
            let office = || {
                self.resolved.entities.iter().any(|e| {
                    e.kind == MentionType::Office
                        && e.holder.is_some()
                        && e.holder == p.entity
                        && e.names
                            .iter()
                            .flatten()
                            .any(|n| text::fold_str(n).starts_with(stem))
                })
            };
            let ranked = (1..9)
                .filter_map(|n| f.first.checked_sub(n))
                .take_while(|&j| !self.covered[j])
                .any(|j| doc.w(j) == words);
            // "Mme Brandt a … Le ministre s'est rendu à X": not she.
            !self.other_gender(i, k) && (ranked || office())
        };
        let last = (0..known).rev().find(|&k| bears(k));
        last.and_then(|k| self.bearer(k, i, bears))
            .or_else(|| self.topic_person(at))
    }
}

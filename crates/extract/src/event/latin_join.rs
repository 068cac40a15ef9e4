//! French and English: who a pronoun or a further sentence adds to what is told.

use std::ops::Range;

use super::company::somebody;
use super::{Participant, Teller, Trigger, push};
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    /// The person the sentence before `at` begins with, or the head of the delegation it tells of.
    pub(super) fn subject_before(&self, at: usize) -> Option<Participant> {
        let doc = self.doc;
        let mut here = doc.sentence[at];
        let mut near = 2;
        for _ in 0..6 {
            if near == 0 {
                break;
            }
            let Some(s) = self.told_sentence(here) else {
                break;
            };
            here = s;
            near -= 1;
            let of = |k: &usize| {
                let f = &self.found[*k];
                somebody(f)
            };
            let all: Vec<usize> = self.of_sentence(s).filter(of).collect();
            // "He is accompanied by X. On the sidelines he will meet Y": he of both was named before.
            let begin = all
                .first()
                .map(|&k| self.sentence_of(self.found[k].first).start);
            let pronoun = |i: usize| matches!(doc.w(i), "he" | "she" | "il" | "elle");
            if begin.is_some_and(pronoun) && here > 0 {
                near += 1;
                continue;
            }
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
        if let Some(p) = self.english_title_alone(clause.clone()) {
            return Some(p);
        }
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

    /// "His Excellency also received X": nobody named behind it.
    fn courtesy_alone(&self, i: usize) -> bool {
        let doc = self.doc;
        let word = matches!(doc.w(i), "excellency" | "highness" | "lordship");
        word && i > 0
            && matches!(doc.w(i - 1), "his" | "her")
            && doc.w(i + 1) != "'"
            && !doc.capital(i + 1)
    }

    /// "Ce dernier", "the latter": whom the sentence before names last.
    pub(super) fn last_before(&self, at: usize) -> Option<Participant> {
        let doc = self.doc;
        let before = self.sentence_of_names(at)?;
        let k = (0..self.found.len()).rev().find(|&k| {
            let f = &self.found[k];
            f.kind == MentionType::Person && doc.sentence[f.first] == before
        })?;
        self.participant(k)
    }

    /// The sentence before that of `at`; in English past up to two that name nobody and no body: "Analysts say the threat is growing."
    fn sentence_of_names(&self, at: usize) -> Option<u32> {
        let doc = self.doc;
        let before = doc.sentence[at].checked_sub(1)?;
        let names = |f: &&Found| {
            matches!(
                f.kind,
                MentionType::Person | MentionType::Organization | MentionType::Office
            )
        };
        let sentences = self
            .found
            .iter()
            .filter(names)
            .map(|f| doc.sentence[f.first]);
        let last = sentences.filter(|&s| s <= before).max();
        let near = last.filter(|&s| self.english() && s + 2 >= before);
        Some(near.unwrap_or(before))
    }

    /// The two people of the sentence before, where there are two.
    pub(super) fn two_before(&self, at: usize) -> Vec<Participant> {
        let doc = self.doc;
        let mut out: Vec<Participant> = Vec::new();
        let before = self.sentence_of_names(at);
        for (k, f) in self.found.iter().enumerate() {
            if Some(doc.sentence[f.first]) == before
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

    /// "Her Cape Verdean counterpart", "son homologue" in `clause`.
    fn counterpart_of_another(&self, clause: Range<usize>) -> bool {
        let doc = self.doc;
        clause.clone().any(|i| {
            // "At the invitation of her counterpart, X visited …"
            let idle = |k: usize| {
                doc.w(k + 1) == "of"
                    && matches!(doc.w(k), "invitation" | "request" | "help" | "support")
            };
            doc.is(i, crate::lexicon::Tag::Counterpart)
                && !(self.english() && (clause.start.max(i.saturating_sub(5))..i).any(idle))
                && (clause.start.max(i.saturating_sub(4))..i)
                    .any(|k| matches!(doc.w(k), "his" | "her" | "son"))
        })
    }

    /// "Le ministre de la Défense et son homologue ghanéen ont signé": both are said, though one is not named.
    pub(super) fn beside_counterpart(&self, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let joined = |i: usize| {
            matches!(doc.w(i), "son" | "sa")
                && doc.before(i, 1) == "et"
                && doc.is(i + 1, crate::lexicon::Tag::Counterpart)
                && self.ending(i - 1).any(somebody)
        };
        self.french() && r.clone().skip(2).any(joined)
    }

    /// "Il y a été reçu par …", "Elle rencontrera …", "The two met …": adds who the pronoun stands for.
    pub(super) fn latin_subject(
        &self,
        t: &Trigger,
        participants: &mut Vec<Participant>,
        r: Range<usize>,
    ) {
        let doc = self.doc;
        // "Both men will attend the annual conference of X": the first that is told of it.
        let first = self.english()
            && t.kind == "conference"
            && !self.events.iter().any(|e| e.kind == "conference");
        if doc.arabic(t.first)
            || t.definite && !first
            || !matches!(
                t.kind,
                "meeting" | "call" | "visit" | "agreement" | "conference" | "training"
            )
            || self.course_of_others(t, &r)
            || participants.len() == 1 && self.beside_counterpart(&r)
            || t.kind == "visit"
                && (self.begin(r.start, t.first).iter())
                    .any(|f| somebody(f) && self.others_go(f, t))
        {
            return;
        }
        let voice = self
            .begin(r.start, t.first)
            .iter()
            .any(|f| f.last <= t.first && self.english() && self.speaks_for(f));
        for p in self.received_guests(t) {
            push(participants, *p);
        }
        // "Upon arrival at the Bureau, the officials were received by X"
        let group = self.english()
            && (r.start..t.first).any(|i| {
                matches!(doc.w(i), "officials" | "visitors" | "delegation" | "guests")
                    && doc.w(i.wrapping_sub(1)) == "the"
            })
            && !self
                .begin(r.start, t.first)
                .iter()
                .any(|f| f.last <= t.first && somebody(f));
        let named = self.named_in(r.start..t.first) && !voice && !group;
        let clause = r.start..t.first;
        // "toured the College, which gave a course for officers of Y": the college.
        if self.english() && doc.w(r.start) == "which" && t.kind == "training" && self.goes_on(&r) {
            let n = self.found.partition_point(|f| f.first < r.start);
            let near = (0..n).rev().take(6).find(|&k| {
                let f = &self.found[k];
                f.kind == MentionType::Organization && !f.inside && r.start - f.last < 8
            });
            if let Some(p) = near
                .and_then(|k| self.participant(k))
                .filter(|p| !p.among(participants))
            {
                participants.insert(0, p);
            }
            return;
        }
        // "the visit of X, during which an accord was signed with Y"
        if self.english() && doc.w(r.start + 1) == "which" && self.goes_on(&r) {
            let before = self.events.last().map(|e| e.participants.clone());
            // "follows one made by X, during which the two officials signed": he and the other of the sentence.
            let two = self.pair(r.start + 2).is_some() || self.pair(r.start + 3).is_some();
            let pair = Some(self.named_in_front(&r)).filter(|p| two && p.len() == 2);
            let before = pair.or(before);
            for p in before.unwrap_or_default().into_iter().rev() {
                if t.kind != "visit" && t.kind != "training" && !p.among(participants) {
                    participants.insert(0, p);
                }
            }
            return;
        }
        let trip = Some(self.on_the_trip(t, &r)).filter(|t| !t.is_empty());
        if let Some(who) = self.carried_on(t, &r, participants).or(trip) {
            for p in who
                .into_iter()
                .rev()
                .filter(|p| !p.among(participants))
                .collect::<Vec<_>>()
            {
                participants.insert(0, p);
            }
            return;
        }
        if self.looks_on_signing(t, &r) || !self.english_back(t, &r).is_empty() {
            return;
        }
        if self.and_signs(r.start) && participants.is_empty() && self.goes_on(&r) {
            participants.extend(
                self.events
                    .last()
                    .map(|e| e.participants.clone())
                    .unwrap_or_default(),
            );
            return;
        }
        if named {
            // "X et lui se parleront", "X and he met"
            let beside = clause.clone().any(|i| {
                matches!(doc.w(i), "lui" | "elle" | "he" | "she")
                    && i > r.start
                    && matches!(doc.w(i - 1), "et" | "and")
            });
            let other = self.subject_before(t.first).filter(|_| beside);
            // "Her counterpart, X, met her": whose counterpart it is was named before.
            let other = other.or_else(|| {
                let alone = participants.len() == 1
                    && !(self.english() && t.kind == "visit")
                    && self.counterpart_of_another(clause.clone());
                self.subject_before(t.first).filter(|_| alone)
            });
            participants.extend(other.filter(|p| !participants.contains(p)));
            return;
        }
        let one = clause.clone().any(|i| {
            matches!(doc.w(i), "il" | "elle" | "he" | "she") && !self.impersonal(i)
                || self.courtesy_alone(i)
        });
        let several = clause.clone().any(|i| {
            matches!(doc.w(i), "ils" | "elles" | "they")
                || matches!(doc.w(i), "two" | "deux" | "pair" | "duo" | "both")
                    && !matches!(
                        doc.w(i + 1),
                        "countries" | "nations" | "states" | "neighbours" | "neighbors" | "cities"
                    )
                    && (doc.w(i) == "both" && i == r.start
                        || i > 0 && matches!(doc.w(i - 1), "the" | "les" | "tous" | "le"))
        });
        // "Les deux pays ont conclu un accord, paraphé par X et Y": who they are is said.
        let several = several && !(self.french() && participants.len() > 1);
        let told = self.told_of_two(&clause);
        // "The visitors are due to meet …", "La délégation a été reçue …"
        let visitors = clause.clone().any(|i| {
            let officials = doc.w(i) == "officials" && doc.w(i + 1) == "were";
            (officials || matches!(doc.w(i), "visitors" | "visiteurs" | "delegation" | "guests"))
                && i > 0
                && matches!(doc.w(i - 1), "the" | "la" | "les")
        });
        let came = self.events.iter().rev().find(|e| e.kind == "visit");
        let meant: Vec<Participant> = if let Some(all) = self.french_delegation(clause.clone()) {
            all
        } else if visitors && came.is_some() && t.kind != "visit" {
            came.map(|e| e.participants.clone()).unwrap_or_default()
        } else if several {
            let two = clause
                .clone()
                .any(|i| matches!(doc.w(i), "two" | "deux" | "pair" | "duo" | "both"));
            let all = told.map(|e| e.participants.clone());
            // The two of the sentence before, where it names two.
            let near = if self.english() {
                self.two_before(t.first)
            } else {
                Vec::new()
            };
            let mut all = match (near.len(), all) {
                (2, _) => near,
                (_, Some(all)) => all,
                _ => self.two_before(t.first),
            };
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
        } else if let Some(p) = self.titled_subject(t, &r) {
            vec![p]
        } else if one && !several && (t.kind != "visit" || participants.is_empty()) {
            let spoken = || self.main_person().filter(|_| self.english());
            let topic = || self.topic_person(t.first).filter(|_| self.french());
            topic()
                .or_else(|| self.subject_before(t.first))
                .or_else(spoken)
                .into_iter()
                .collect()
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
        if let [subject] = participants[..]
            && t.kind == "meeting"
            && matches!(doc.w(t.last), "him" | "her")
        {
            // Whom the text was speaking of, where the two did nothing together yet.
            let spoken = || self.main_person().filter(|p| p.entity != subject.entity);
            participants.extend(self.other_of(subject).or_else(spoken));
        }
    }

    /// What two or more did last; people where "the two ministers", "les deux hommes" says so.
    fn told_of_two(&self, clause: &Range<usize>) -> Option<&super::Event> {
        let people = clause.clone().any(|i| {
            matches!(
                self.doc.w(i),
                "ministers"
                    | "ministres"
                    | "men"
                    | "hommes"
                    | "officials"
                    | "generals"
                    | "generaux"
                    | "chiefs"
                    | "directors"
                    | "directeurs"
                    | "commissioners"
                    | "responsables"
                    | "pair"
            )
        });
        let person = |p: &Participant| self.named_person(p);
        let two = |e: &&super::Event| {
            e.participants.len() >= 2
                && (!people || e.participants.iter().filter(|p| person(p)).count() >= 2)
        };
        // Those who travel together are no two sides.
        let table = |e: &&super::Event| two(e) && e.kind != "visit";
        let met = self.events.iter().rev().filter(|_| self.english());
        met.clone()
            .find(table)
            .or_else(|| self.events.iter().rev().find(two))
    }

    /// "He is to meet her again": the other one of what the two did last.
    fn other_of(&self, one: Participant) -> Option<Participant> {
        let both = |e: &&super::Event| {
            e.participants.len() == 2 && e.participants.iter().any(|p| p.entity == one.entity)
        };
        let told = self.events.iter().rev().find(both)?;
        told.participants
            .iter()
            .find(|p| p.entity != one.entity)
            .copied()
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
                    | "opened"
                    | "inaugurated"
                    | "inaugure"
                    | "inauguree"
                    | "ouvert"
                    | "ouverte"
                    | "taught"
                    | "given"
                    | "funded"
                    | "financed"
                    | "backed"
                    | "assisted"
                    | "finance"
                    | "financee"
                    | "dispense"
                    | "encadre"
                    | "assure"
                    | "coordonne"
                    | "mene"
                    | "conduit"
                    | "dirige"
                    | "soutenu"
                    | "donnee"
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
                || doc.w(i) == "brought" && doc.w(i + 1) == "together" && i < r.start + 8
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
                || matches!(doc.w(i), "present" | "attendance" | "hand")
                    && (r.start..i + 2).any(|k| matches!(doc.w(k), "was" | "were"))
                || kind == "operation" && self.told_by(i)
                || self.comes_too(i, &r)
                || self.drawn_from(i, kind)
                || kind == "operation" && (self.helps(i, &r) || self.hosts_centre(i))
                || kind == "conference" && self.at_conference(i, &r).is_some()
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
        let signatories = self.english_signatories(&r);
        let signed = signed.or(signatories.map(|s| s.0));
        let cue = if kind == "agreement" { signed } else { cue };
        let Some(cue) = cue else {
            self.doers(e, r, m);
            return;
        };
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
                | "present"
                | "attendance"
        );
        let before = before
            || self.comes_too(cue, &r)
            || kind == "operation" && (self.helps(cue, &r) || self.hosts_centre(cue));
        let before = before && !(by(cue) && matches!(doc.w(cue), "opened" | "ouvert" | "ouverte"));
        let before = before && !(doc.w(cue) == "present" && cue < r.start + 3);
        let at_it = (kind == "conference")
            .then(|| self.at_conference(cue, &r))
            .flatten();
        let before = match (kind, at_it) {
            ("agreement", _) => signatories.is_some_and(|s| s.0 == cue && s.1),
            (_, Some(first)) => first,
            _ => before,
        };
        let about = matches!(
            doc.w(r.start),
            "the" | "la" | "le" | "l" | "elle" | "il" | "it" | "this" | "cette" | "ce"
        ) || doc.w(r.start) == doc.w(cue)
            || before
            || matches!(doc.w(cue), "present" | "attendance" | "hand")
            || at_it.is_some()
            || self.drawn_from(cue, kind)
            || kind == "operation" && self.told_by(cue);
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
            let watches = kind == "agreement" && self.looked_on(f);
            if !there || !fits || watches || crate::entity::alias_of(doc, self.found, k).is_some() {
                continue;
            }
            if let Some(p) = self.participant(k) {
                self.adds(e, p);
            }
        }
    }

    /// An operation that nobody is named for yet: the bodies that the next sentence makes act.
    fn doers(&mut self, e: usize, r: Range<usize>, m: Range<usize>) {
        let doc = self.doc;
        let event = &self.events[e];
        let trigger = doc
            .t
            .list
            .partition_point(|k| (k.start as usize) < event.trigger.start);
        let next = (doc.sentence.get(trigger)).is_some_and(|s| s + 1 == doc.sentence[r.start]);
        let acts = r.clone().any(|i| {
            matches!(
                doc.w(i),
                "arrested"
                    | "arrests"
                    | "seized"
                    | "searched"
                    | "raided"
                    | "coordinated"
                    | "mobilised"
                    | "mobilized"
                    | "deployed"
                    | "arrete"
                    | "interpelle"
                    | "saisi"
                    | "perquisitionne"
                    | "mobilise"
                    | "coordonne"
                    | "participe"
                    | "participated"
                    | "deploye"
            )
        });
        if event.kind != "operation" || !event.participants.is_empty() || !next || !acts {
            return;
        }
        for k in m {
            let f = &self.found[k];
            let doer = f.kind == MentionType::Organization
                && !self.bystander(f, "operation")
                && !self.latin_announces(f)
                && crate::entity::alias_of(doc, self.found, k).is_none();
            if let Some(p) = self.participant(k).filter(|_| doer)
                && !self.events[e].participants.contains(&p)
            {
                self.events[e].participants.push(p);
            }
        }
    }

    /// "X les a rejoints", "X joined them", "X sent observers", "X y avait dépêché des observateurs".
    fn comes_too(&self, i: usize, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let w = doc.w(i);
        let joins = w.starts_with("rejoint") && (r.start..i).any(|k| doc.w(k) == "les")
            || w == "joined" && doc.w(i + 1) == "them";
        let sent = matches!(
            w,
            "observers" | "observateurs" | "experts" | "instructeurs" | "renforts"
        ) && (r.start..i).any(|k| {
            matches!(
                doc.w(k),
                "sent" | "depeche" | "envoye" | "seconded" | "dispatched" | "detache"
            )
        });
        // "Experts from X shared their experience."
        let shared = i == r.start
            && matches!(
                w,
                "experts"
                    | "trainers"
                    | "instructors"
                    | "observers"
                    | "delegates"
                    | "formateurs"
                    | "instructeurs"
                    | "observateurs"
            )
            && matches!(doc.w(i + 1), "from" | "of" | "de" | "du" | "d");
        // "X joined by video link"
        let wire = w == "joined"
            && matches!(doc.w(i + 1), "by" | "via" | "through" | "online")
            && (i + 1..i + 4).any(|k| doc.w(k).starts_with("video") || doc.w(k) == "online");
        joins || sent || shared || wire
    }

    /// "X provided analytical support", "X a fourni un appui": it took part.
    fn helps(&self, i: usize, r: &Range<usize>) -> bool {
        let doc = self.doc;
        matches!(
            doc.w(i),
            "support"
                | "assistance"
                | "help"
                | "expertise"
                | "appui"
                | "soutien"
                | "aide"
                | "concours"
        ) && (r.start.max(i.saturating_sub(5))..i).any(|k| {
            matches!(
                doc.w(k),
                "provided"
                    | "gave"
                    | "lent"
                    | "offered"
                    | "supplied"
                    | "fourni"
                    | "apporte"
                    | "prete"
                    | "offert"
            )
        })
    }

    /// "information provided by X", "un renseignement transmis par X", "a tip-off from X": who told those who acted.
    fn told_by(&self, i: usize) -> bool {
        let doc = self.doc;
        let word = matches!(
            doc.w(i),
            "information"
                | "informations"
                | "intelligence"
                | "tip"
                | "off"
                | "renseignement"
                | "renseignements"
                | "donnees"
                | "data"
                | "analysis"
        );
        let given = |k: usize| {
            matches!(
                doc.w(k),
                "provided"
                    | "supplied"
                    | "shared"
                    | "passed"
                    | "relayed"
                    | "received"
                    | "handed"
                    | "fourni"
                    | "fournis"
                    | "fournies"
                    | "transmis"
                    | "transmises"
                    | "communiques"
                    | "communiquees"
                    | "recueillis"
                    | "partages"
                    | "livres"
                    | "obtenus"
            )
        };
        let from = |k: usize| matches!(doc.w(k), "by" | "from" | "par" | "aupres");
        let came = |k: usize| {
            matches!(
                doc.w(k),
                "emanaient" | "emanait" | "emanant" | "provenaient" | "provenait" | "provenant"
            ) && matches!(doc.w(k + 1), "de" | "du" | "des" | "d")
        };
        if word && (i + 1..i + 4).any(came) {
            return true;
        }
        word && (from(i + 1) || (i + 1..i + 7).any(|k| given(k) && (k..k + 6).any(from)))
    }
}

//! What belongs to a trigger: participants, place, date, topics, sources, order.

use std::ops::Range;

use super::{Event, Participant, Teller, Trigger};
use crate::entity::{alias_of, unnamed};
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    /// Makes or finds the event a trigger speaks of; gives its index.
    pub(super) fn tell_one(
        &mut self,
        t: &Trigger,
        all: &[Trigger],
        r: Range<usize>,
        m: Range<usize>,
    ) -> Option<usize> {
        let participants = if t.kind == "visit" {
            self.visitor(t, all, m.clone())
        } else {
            self.participants(t, m.clone())
        };
        let place = self.place(t, r.clone(), m.clone());
        let date = self.date(t, all, m.clone());
        let attended = r.clone().any(|i| {
            matches!(
                self.doc.w(i),
                "حضر" | "حضرت" | "وحضر" | "شارك" | "وشارك" | "attended" | "assiste" | "attend"
            )
        });
        if attended && t.definite {
            // "حضر اللقاء …": they were at the meeting the text told of.
            if let Some(e) = self
                .events
                .iter()
                .rposition(|e| family(e.kind) == family(t.kind))
            {
                for p in participants {
                    if !self.events[e]
                        .participants
                        .iter()
                        .any(|q| q.entity.is_some() && q.entity == p.entity)
                    {
                        self.events[e].participants.push(p);
                    }
                }
                return Some(e);
            }
        }
        if t.definite || participants.is_empty() {
            let same = self
                .events
                .iter()
                .rposition(|e| family(e.kind) == family(t.kind));
            if let Some(e) = same {
                let known = |p: &Participant| {
                    self.events[e].participants.iter().any(|q| {
                        q.entity.is_some() && q.entity == p.entity
                            || q.entity.is_none() && q.office == p.office
                    })
                };
                let compatible = date.is_none_or(|d| {
                    self.events[e].start.is_none()
                        || self.doc.dates[d]
                            .interval
                            .is_none_or(|i| Some(i.start) == self.events[e].start)
                });
                if compatible
                    && (participants.is_empty() && t.definite
                        || !participants.is_empty() && participants.iter().all(known))
                {
                    // In such a sentence places and dates may be of other things.
                    let near = |k: &usize| {
                        m.clone().any(|j| {
                            self.resolved.of[j] == Some(*k) && self.found[j].first < t.last + 6
                        })
                    };
                    let place: Vec<usize> = place.into_iter().filter(near).collect();
                    self.fill(e, &place, date);
                    return Some(e);
                }
            }
        }
        if t.kind == "visit" && t.definite && !self.relative(t) {
            // "هذه الزيارة": one already told, or not told at all.
            return self.events.iter().rposition(|e| e.kind == "visit");
        }
        let mut participants = participants;
        self.implicit(t, &mut participants, r.clone());
        if participants.is_empty() && !t.definite && matches!(t.kind, "meeting" | "visit" | "call")
        {
            // No subject is named: it is the person the text was speaking of.
            let last = self
                .events
                .last()
                .and_then(|e| e.participants.first().copied());
            if place.is_empty() && date.is_none() {
                return None;
            }
            participants.extend(last);
        }
        if participants.is_empty() && (place.is_empty() || date.is_none()) {
            return None;
        }
        let ids: Vec<_> = participants.iter().map(|p| (p.entity, p.office)).collect();
        let again = self.events.iter().position(|e| {
            let theirs: Vec<_> = e
                .participants
                .iter()
                .map(|p| (p.entity, p.office))
                .collect();
            let covers = |a: &[(Option<usize>, Option<usize>)],
                          b: &[(Option<usize>, Option<usize>)]| {
                b.iter().all(|x| {
                    a.iter().any(|y| {
                        if x.0.is_some() {
                            x.0 == y.0
                        } else {
                            x.1 == y.1
                        }
                    })
                })
            };
            let same_day = date
                .and_then(|d| self.doc.dates[d].interval)
                .is_none_or(|i| e.start.is_none_or(|s| s == i.start));
            let same_place = e.place.is_empty()
                || place.is_empty()
                || e.place.iter().any(|p| place.contains(p))
                || t.kind != "visit";
            e.kind == t.kind
                && same_day
                && same_place
                && (theirs.is_empty()
                    || covers(&theirs, &ids)
                    || covers(&ids, &theirs) && ids.len() < theirs.len() + 2)
        });
        if let Some(e) = again {
            for p in participants {
                if !self.events[e].participants.iter().any(|q| {
                    q.entity.is_some() && q.entity == p.entity
                        || q.entity.is_none() && q.office == p.office
                }) {
                    self.events[e].participants.push(p);
                }
            }
            self.fill(e, &place, date);
            return Some(e);
        }
        let start = self.doc.start(t.first, t.skip);
        self.events.push(Event {
            kind: t.kind,
            trigger: start..self.doc.end(t.last),
            participants,
            place: Vec::new(),
            start: None,
            stop: None,
            precision: None,
            basis: None,
            topics: Vec::new(),
            regions: Vec::new(),
            source: Vec::new(),
            attribution: None,
            part_of: None,
            follows: None,
        });
        let e = self.events.len() - 1;
        self.fill(e, &place, date);
        Some(e)
    }

    /// "والتقى مدير …", "Il a rencontré …": the one who met is the person the text was speaking of.
    fn implicit(&self, t: &Trigger, participants: &mut Vec<Participant>, r: Range<usize>) {
        if participants.len() != 1
            || t.definite
            || !matches!(t.kind, "meeting" | "call" | "agreement")
        {
            return;
        }
        let group = |i: usize| {
            matches!(
                self.doc.w(i),
                "وفد"
                    | "وفدا"
                    | "ممثلي"
                    | "ممثلين"
                    | "مسوولين"
                    | "مسوولي"
                    | "بوفد"
                    | "delegation"
                    | "officials"
                    | "responsables"
                    | "representants"
            )
        };
        let verb = r.clone().any(|i| {
            matches!(
                self.doc.w(i).trim_start_matches(['و', 'ف', 'س']),
                "التقي"
                    | "التقت"
                    | "يلتقي"
                    | "تلتقي"
                    | "تباحث"
                    | "اجتمع"
                    | "اجري"
                    | "عقد"
                    | "استقبل"
            ) || matches!(self.doc.w(i), "il" | "elle" | "he" | "she")
        });
        // A person straight behind the verb is its subject.
        let told = r.clone().any(|i| {
            matches!(
                self.doc.w(i).trim_start_matches(['و', 'ف', 'س']),
                "التقي"
                    | "التقت"
                    | "يلتقي"
                    | "تلتقي"
                    | "تباحث"
                    | "اجتمع"
                    | "اجري"
                    | "عقد"
            ) && self
                .found
                .iter()
                .any(|m| m.first == i + 1 && m.kind == MentionType::Person)
        });
        if told {
            return;
        }
        if !verb || r.clone().any(group) || self.doc.w(t.first) == "استقبل" {
            return;
        }
        let before = self
            .events
            .last()
            .and_then(|e| e.participants.first().copied());
        if let Some(p) = before.filter(|p| p.entity.is_some() && p.entity != participants[0].entity)
        {
            participants.insert(0, p);
        }
    }

    fn fill(&mut self, e: usize, place: &[usize], date: Option<usize>) {
        let event = &mut self.events[e];
        if event.place.is_empty() {
            event.place = place.to_vec();
        }
        if let (None, Some(d)) = (event.basis, date) {
            let d = &self.doc.dates[d];
            event.start = d.interval.map(|i| i.start);
            event.stop = d.interval.map(|i| i.stop);
            event.precision = Some(d.precision.as_str());
            event.basis = Some(d.basis);
        }
    }

    fn participant(&self, k: usize) -> Option<Participant> {
        let m = &self.found[k];
        let entity = self.resolved.of[k]?;
        match m.kind {
            MentionType::Person => {
                let office = self
                    .resolved
                    .entities
                    .iter()
                    .position(|e| e.kind == MentionType::Office && e.holder == Some(entity));
                Some(Participant {
                    entity: Some(entity),
                    office,
                })
            }
            MentionType::Office => match self.resolved.entities[entity].holder {
                Some(h) => Some(Participant {
                    entity: Some(h),
                    office: Some(entity),
                }),
                None => Some(Participant {
                    entity: None,
                    office: Some(entity),
                }),
            },
            MentionType::Organization => Some(Participant {
                entity: Some(entity),
                office: None,
            }),
            _ => None,
        }
    }

    /// The organisation is where it happened, who said so, or who somebody works for.
    fn bystander(&self, m: &Found, kind: &str) -> bool {
        if m.inside {
            return true;
        }
        let b = |n: usize| m.first.checked_sub(n).map_or("", |i| self.doc.w(i));
        let near = |w: &str| {
            matches!(
                w,
                "مقر"
                    | "بمقر"
                    | "بلاغ"
                    | "بيان"
                    | "بلاغا"
                    | "بيانا"
                    | "ناطق"
                    | "لدي"
                    | "بديوان"
                    | "ديوان"
                    | "communique"
                    | "statement"
                    | "siege"
                    | "headquarters"
                    | "عن"
                    | "حسب"
                    | "وفق"
                    | "selon"
                    | "according"
            )
        };
        let word = self.doc.w(m.first);
        // "ب وزارة": at the ministry.
        let at = m.skip > 0 && word.starts_with('ب');
        let said = matches!(self.doc.w(m.last), "said" | "announced")
            || matches!(b(2), "communique" | "statement")
            || (matches!(b(3), "communique" | "statement") && matches!(b(2), "de" | "by" | "from"));
        let announces = |w: &str| {
            matches!(
                w,
                "annonce"
                    | "indique"
                    | "precise"
                    | "affirme"
                    | "ajoute"
                    | "declare"
                    | "annoncait"
                    | "rapporte"
                    | "اعلنت"
                    | "افادت"
                    | "اوضحت"
                    | "ذكرت"
                    | "اكدت"
                    | "قالت"
            )
        };
        if announces(b(1))
            || announces(b(2)) && matches!(b(1), "le" | "la" | "the")
            || announces(b(3)) && b(1) == "'"
        {
            // Who announces an operation took part in it; who announces a meeting need not have.
            return kind != "operation";
        }
        near(b(1))
            || at
            || said
            || matches!(b(1), "the") && near(b(2))
            || matches!(b(1), "la" | "le" | "l" | "'") && near(b(3))
    }

    fn participants(&self, t: &Trigger, m: Range<usize>) -> Vec<Participant> {
        let mut out: Vec<Participant> = Vec::new();
        let mut add = |p: Participant| {
            let same = |q: &Participant| {
                if p.entity.is_some() {
                    q.entity == p.entity
                } else {
                    q.entity.is_none() && q.office == p.office
                }
            };
            if !out.iter().any(same) {
                out.push(p);
            }
        };
        for k in m.clone() {
            let f = &self.found[k];
            if matches!(f.kind, MentionType::Person | MentionType::Office) && !f.inside {
                if let Some(p) = self.participant(k) {
                    add(p);
                }
            }
        }
        let few = out.len() < 2;
        let bodies = matches!(
            t.kind,
            "conference" | "training" | "operation" | "communique" | "consultation"
        );
        if bodies || few {
            for k in m {
                let f = &self.found[k];
                if f.kind == MentionType::Organization
                    && alias_of(self.doc, self.found, k).is_none()
                    && !self.bystander(f, t.kind)
                {
                    let holder_of = self.doc.w(f.last) == "،";
                    if let Some(p) = self.participant(k).filter(|_| !holder_of) {
                        let same = |q: &Participant| q.entity == p.entity;
                        if !out.iter().any(same) {
                            out.push(p);
                        }
                    }
                }
            }
        }
        out
    }

    /// "الزيارة التي قام بها …"
    fn relative(&self, t: &Trigger) -> bool {
        (t.last..t.last + 3).any(|i| self.doc.w(i) == "التي")
    }

    /// Who visits: behind a verb its subject, else the person before the trigger.
    fn visitor(&self, t: &Trigger, all: &[Trigger], m: Range<usize>) -> Vec<Participant> {
        let who = |k: &usize| {
            matches!(
                self.found[*k].kind,
                MentionType::Person | MentionType::Office
            ) && !self.found[*k].inside
        };
        let before = m
            .clone()
            .rev()
            .filter(who)
            .find(|&k| self.found[k].last <= t.first);
        let after = m
            .clone()
            .filter(who)
            .find(|&k| self.found[k].first >= t.last);
        let verb = self.doc.arabic(t.first) && {
            let w = self.word(t);
            matches!(
                w.as_str(),
                "حل" | "وصل"
                    | "وصلت"
                    | "زار"
                    | "زارت"
                    | "يزور"
                    | "تزور"
                    | "سيزور"
                    | "توجه"
                    | "يتوجه"
                    | "قام"
            )
        };
        // "قام X بزيارة", "يقوم X … بزيارة": the verb before the noun has the subject.
        let relative = self.relative(t);
        let first = m.clone().find(|k| who(k));
        let k = if relative {
            first
        } else if verb {
            after
                .filter(|&k| self.found[k].first <= t.last + 1)
                .or(before)
        } else {
            before.or(after.filter(|_| all.len() == 1))
        };
        match k.and_then(|k| self.participant(k)) {
            Some(p) => vec![p],
            None => m
                .filter(|&k| {
                    self.found[k].kind == MentionType::Organization
                        && !self.bystander(&self.found[k], t.kind)
                })
                .find_map(|k| self.participant(k))
                .into_iter()
                .collect(),
        }
    }

    fn place(&self, t: &Trigger, r: Range<usize>, m: Range<usize>) -> Vec<usize> {
        let doc = self.doc;
        let mut best: Vec<(usize, usize)> = Vec::new();
        for k in m {
            let f = &self.found[k];
            if f.kind != MentionType::Location || f.inside {
                continue;
            }
            let Some(e) = self.resolved.of[k] else {
                continue;
            };
            let mut b = f.first.wrapping_sub(1);
            if b != usize::MAX
                && matches!(
                    doc.w(b),
                    "مدينه" | "العاصمه" | "the" | "la" | "le" | "l" | "'" | "كل"
                )
                && b > r.start
            {
                b -= 1;
            }
            let prep = if b == usize::MAX || b < r.start {
                ""
            } else {
                doc.w(b)
            };
            let clitic: String = doc
                .w(f.first)
                .chars()
                .take(f.skip)
                .filter(|c| *c != 'و' && *c != 'ف')
                .collect();
            let chained = f.skip == 1 && doc.w(f.first).starts_with('و')
                || matches!(prep, "et" | "and" | "و");
            let here = clitic == "ب"
                || matches!(
                    prep,
                    "في" | "بمدينه"
                        | "بالعاصمه"
                        | "والعاصمه"
                        | "a"
                        | "au"
                        | "in"
                        | "at"
                        | "en"
                )
                || prep == "من" && best.is_empty() && matches!(doc.w(b), "بكل")
                || doc.w(b) == "من" && b > r.start && doc.w(b - 1) == "بكل";
            let there = matches!(prep, "الي" | "to" | "vers" | "للعاصمه")
                || clitic == "ل"
                || (t.kind == "visit"
                    && (matches!(
                        prep,
                        "زار" | "زارت" | "يزور" | "تزور" | "visited" | "visit" | "visite" | "قد"
                    ) || f.first == t.last));
            // "احتضنت مراكش", "Abidjan a accueilli": the town is the host.
            let host = matches!(
                prep,
                "احتضنت" | "استضافت" | "تحتضن" | "تستضيف" | "شهدت" | "احتضن"
            ) || (f.last..f.last + 3).any(|k| {
                matches!(
                    doc.w(k),
                    "accueilli" | "accueille" | "abrite" | "hosted" | "hosts"
                )
            });
            let here = here || host;
            let fits = here
                || (t.kind == "visit" && there)
                || (chained
                    && best
                        .last()
                        .is_some_and(|&(_, l)| l + 1 >= f.first.saturating_sub(1)));
            if fits {
                let better = t.kind == "visit" && there && !best.is_empty();
                if better {
                    best.clear();
                }
                best.push((e, f.last));
            }
        }
        // "à Tunis, en Tunisie": the town says it; a further place is another event's.
        let first = best.first().map(|x| x.0);
        let mut out: Vec<usize> = Vec::new();
        let operation = matches!(t.kind, "operation");
        for (e, _) in &best {
            if !out.contains(e) && (operation || Some(*e) == first) {
                out.push(*e);
            }
        }
        out
    }

    /// The date nearest to the trigger that is not nearer to another one of the sentence.
    fn date(&self, t: &Trigger, all: &[Trigger], m: Range<usize>) -> Option<usize> {
        let dates: Vec<&Found> = m
            .map(|k| &self.found[k])
            .filter(|f| f.kind == MentionType::Date)
            .collect();
        let distance = |t: &Trigger, f: &Found| {
            if f.first >= t.last {
                f.first - t.last
            } else {
                t.first.saturating_sub(f.last) + 1
            }
        };
        let best = dates.iter().min_by_key(|f| distance(t, f))?;
        let stolen = dates.len() == 1 && all.len() > 1 && {
            let first = all[0].kind;
            // The main clause has the date, not the relative one.
            t.kind != first && distance(&all[0], best) <= distance(t, best)
        };
        if stolen {
            None
        } else {
            best.known.map(|n| n as usize)
        }
    }

    /// `صدر عن الوزارة بيان`: issuing a statement is an event of its own.
    pub(super) fn statement_issued(&mut self, r: Range<usize>, m: Range<usize>) {
        let verb = r.clone().find(|&i| {
            matches!(
                self.doc.w(i),
                "صدر" | "اصدر" | "اصدرت" | "وصدر" | "واصدرت" | "publie" | "issued" | "released"
            )
        });
        let Some(v) = verb else { return };
        let Some(s) = m.clone().find(|&k| {
            self.found[k].kind == MentionType::Source
                && self.found[k].first > v
                && self.found[k].first < v + 12
        }) else {
            return;
        };
        let Some(org) = m.clone().find(|&k| {
            self.found[k].kind == MentionType::Organization
                && self.found[k].first < self.found[s].first + 8
        }) else {
            return;
        };
        if self.found[s].known.is_some() {
            return;
        }
        let t = Trigger {
            first: self.found[s].first,
            last: self.found[s].last,
            skip: self.found[s].skip,
            kind: "communique",
            definite: false,
        };
        let date = self.date(&t, &[], m);
        let Some(p) = self.participant(org) else {
            return;
        };
        self.events.push(Event {
            kind: "communique",
            trigger: self.doc.start(t.first, t.skip)..self.doc.end(t.last),
            participants: vec![p],
            place: Vec::new(),
            start: None,
            stop: None,
            precision: None,
            basis: None,
            topics: Vec::new(),
            regions: Vec::new(),
            source: self.resolved.of[s].into_iter().collect(),
            attribution: Some("communique"),
            part_of: None,
            follows: None,
        });
        let e = self.events.len() - 1;
        self.fill(e, &[], date);
    }

    /// Topics, regions and sources of the sentence, to its events or to the last one told.
    pub(super) fn attach(
        &mut self,
        done: &[(&'static str, usize)],
        told_before: usize,
        r: Range<usize>,
        m: Range<usize>,
    ) {
        let mut to: Vec<usize> = done
            .iter()
            .filter(|d| d.0 != "visit" || done.len() == 1)
            .map(|d| d.1)
            .collect();
        if to.is_empty() && told_before > 0 {
            let last = told_before - 1;
            if self.events[last].participants.is_empty() {
                // "The meeting was held in X. A and B chaired it."
                let people = m.clone().filter(|&k| {
                    matches!(
                        self.found[k].kind,
                        MentionType::Person | MentionType::Office
                    ) && !self.found[k].inside
                });
                let people: Vec<Participant> = people.filter_map(|k| self.participant(k)).collect();
                for p in people {
                    if !self.events[last].participants.contains(&p) {
                        self.events[last].participants.push(p);
                    }
                }
            }
            to.push(last);
            // Out of a run of events the meeting is what was talked at.
            if self.events[told_before - 1].kind == "visit" {
                if let Some(k) = (0..told_before)
                    .rev()
                    .find(|&k| self.events[k].kind != "visit")
                {
                    to = vec![k];
                }
            }
        }
        let _ = r;
        for k in m {
            let Some(entity) = self.resolved.of[k] else {
                continue;
            };
            for &e in &to {
                let event = &mut self.events[e];
                match self.found[k].kind {
                    MentionType::Topic | MentionType::ThreatGroup => {
                        if !event.topics.contains(&entity) {
                            event.topics.push(entity);
                        }
                    }
                    MentionType::Region => {
                        if !event.regions.contains(&entity) {
                            event.regions.push(entity);
                        }
                    }
                    _ => {}
                }
            }
            if self.found[k].kind == MentionType::Source {
                let all: Vec<usize> = done.iter().map(|d| d.1).chain(to.iter().copied()).collect();
                for e in all {
                    self.say(e, k, entity);
                }
            }
        }
    }

    fn say(&mut self, e: usize, k: usize, entity: usize) {
        let m = &self.found[k];
        let key = self.doc.w(m.first).to_owned() + " " + self.doc.w(m.last - 1);
        let kind = if m.known.is_some() {
            "media"
        } else if unnamed(&key) || key.contains("مصادر") {
            "unnamed"
        } else if ["بلاغ", "بيان", "communique", "statement", "press", "joint"]
            .iter()
            .any(|w| key.contains(w))
        {
            "communique"
        } else {
            "media"
        };
        let event = &mut self.events[e];
        if event.source.is_empty() {
            event.attribution = Some(kind);
        }
        if !event.source.contains(&entity) && event.source.is_empty() {
            event.source.push(entity);
        }
    }

    /// A meeting during a visit is part of it; "وكان … قد زار" comes before what was told.
    pub(super) fn order(&mut self, done: &[(&'static str, usize)], r: Range<usize>) {
        let visit = done.iter().find(|d| d.0 == "visit").map(|d| d.1);
        if let Some(v) = visit {
            for &(kind, e) in done {
                let shared = self.events[e].participants.iter().any(|p| {
                    p.entity.is_some()
                        && self.events[v]
                            .participants
                            .iter()
                            .any(|q| q.entity == p.entity)
                });
                if kind != "visit" && shared {
                    self.events[e].part_of = Some(v);
                }
            }
        }
        let earlier = r.clone().any(|i| {
            matches!(self.doc.w(i), "وكان" | "وكانت" | "كان" | "كانت")
                && r.clone().any(|j| j > i && self.doc.w(j) == "قد")
        }) || r.clone().any(|i| {
            matches!(
                self.doc.w(i),
                "سبق" | "earlier" | "previously" | "auparavant"
            )
        });
        if let (true, Some(&(_, e))) = (earlier, done.first()) {
            if e > 0 && self.events[0].follows.is_none() {
                self.events[0].follows = Some(e);
            }
        }
    }
}

/// Kinds that speak of each other: talks are a meeting.
fn family(kind: &str) -> u8 {
    match kind {
        "meeting" | "consultation" => 0,
        "visit" => 1,
        "call" => 2,
        "conference" => 3,
        "agreement" => 4,
        "operation" => 5,
        "training" => 6,
        _ => 7,
    }
}

//! What a sentence adds to events told: topics, regions, sources, order.

use std::ops::Range;

use super::company::somebody;
use super::{Participant, Teller, Trigger};
use crate::entity::unnamed;
use crate::lexicon::Class;
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    /// `صدر عن الوزارة بيان`: issuing a statement is an event of its own.
    pub(super) fn statement_issued(&mut self, r: Range<usize>, m: Range<usize>) {
        if self.english() {
            return self.english_statement(&r, m);
        }
        let verb = r.clone().find(|&i| {
            matches!(
                self.doc.w(i),
                "صدر"
                    | "اصدر"
                    | "اصدرا"
                    | "اصدرت"
                    | "وصدر"
                    | "واصدر"
                    | "واصدرا"
                    | "واصدرت"
                    | "publie"
            ) || self.french_issues(i, &r)
        });
        let Some(v) = verb else { return };
        if self.french() {
            self.french_statement(v, &r, m);
            return;
        }
        let Some(s) = m.clone().find(|&k| {
            let f = &self.found[k];
            // "في بيان مشترك صدر في ختام اللقاء"
            let before = f.last <= v && v - f.last < 2 && self.joint(f);
            f.kind == MentionType::Source && f.first < v + 12 && (f.first > v || before)
        }) else {
            return;
        };
        if self.found[s].known.is_some() {
            return;
        }
        let mut all = self.joint_statement(s, v, &r);
        if all.is_empty() {
            all = self.bodies_issuing(s, v, &r, m.clone());
        }
        if all.is_empty() {
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
        self.put_issued(&t, all, Some(s), date);
    }

    /// "أصدرت الوزارة والمديرية بيانا مشتركا": all bodies that issue it.
    fn bodies_issuing(
        &self,
        s: usize,
        verb: usize,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> Vec<Participant> {
        let body = |k: &usize| self.found[*k].kind == MentionType::Organization;
        let near = |k: &usize| self.found[*k].first < self.found[s].first + 8;
        let Some(org) = m.filter(body).find(near) else {
            return Vec::new();
        };
        let mut all: Vec<Participant> = self.participant(org).into_iter().collect();
        if self.doc.arabic(verb) {
            let until = self.found[s].first;
            let until = if until > self.found[org].first {
                until
            } else {
                r.end
            };
            for k in self.listed(self.found[org].first, until) {
                let joined = self.doc.w(self.found[k].first).starts_with('و') && body(&k);
                all.extend(self.participant(k).filter(|p| joined && !p.among(&all)));
            }
        }
        all
    }

    /// "بيان مشترك", "بلاغا مشتركا"
    fn joint(&self, paper: &Found) -> bool {
        (paper.first..paper.last + 1).any(|i| self.doc.w(i).starts_with("مشترك"))
    }

    /// "أصدر X وY بيانا مشتركا", "جاء في بيان مشترك صدر في ختام اللقاء": two people issue it, here or at what was told last.
    fn joint_statement(&self, s: usize, verb: usize, r: &Range<usize>) -> Vec<Participant> {
        let doc = self.doc;
        let paper = &self.found[s];
        if !self.joint(paper) {
            return Vec::new();
        }
        let from = (verb.max(paper.last)..r.end).find(|&i| doc.w(i) == "عن");
        let from = from.map_or(verb + 1, |i| i + 1);
        let named = self.listed(from, r.end).into_iter();
        let named = named.filter(|&k| somebody(&self.found[k]));
        let mut all: Vec<Participant> = Vec::new();
        for p in named.filter_map(|k| self.participant(k)) {
            if !p.among(&all) {
                all.push(p);
            }
        }
        let last = self.events.last().map_or(&[][..], |e| &e.participants);
        let two = last.iter().take(2).all(|p| self.is_person(p)) && last.len() >= 2;
        if all.is_empty() && two && !self.named_in(r.clone()) {
            return last[..2].to_vec();
        }
        if all.len() < 2 { Vec::new() } else { all }
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
        // "Observers from X followed the talks": the talks were told, and nothing new is.
        if self.english() && self.events.len() == told_before && to.len() == 1 {
            self.english_company(to[0] + 1, &r, m.clone());
        }
        if to.is_empty() && told_before > 0 {
            let mut last = told_before - 1;
            // "They were joined by …" behind a word on the journey: at the meeting told before it.
            let joins = self.doc.latin(r.start)
                && r.clone().any(|i| {
                    matches!(
                        self.doc.w(i),
                        "joined" | "rejoints" | "rejoint" | "accompanied"
                    ) && matches!(self.doc.w(i + 1), "by" | "par")
                });
            if joins
                && self.events[last].kind == "visit"
                && let Some(k) = (told_before.saturating_sub(3)..told_before)
                    .rev()
                    .find(|&k| self.events[k].kind == "meeting")
            {
                last = k;
            }
            // "X took part in the closing ceremony": of the course, not of the meeting told since.
            let ceremony = self.english()
                && self.events[last].kind == "meeting"
                && r.clone().any(|i| self.doc.w(i) == "ceremony")
                && self.events.iter().any(|e| e.kind == "training");
            if ceremony {
                return;
            }
            // "ومن الجانب المصري، حضر X": at the meeting, not at what was signed there.
            let met = |e: &usize| matches!(self.events[*e].kind, "meeting" | "conference");
            if self.doc.arabic(r.start)
                && self.events[last].kind == "agreement"
                && let Some(e) = (told_before.saturating_sub(3)..told_before).rev().find(met)
                && self.joined(e, r.clone())
            {
                last = e;
            }
            let company = self.english() && self.english_company(told_before, &r, m.clone());
            let nobody = self.events[last].participants.is_empty()
                && self.events[last].kind != "operation"
                && self.says_who(&r);
            if !company && (nobody || self.joined(last, r.clone())) {
                // "The meeting was held in X. A and B chaired it."
                let people = m.clone().filter(|&k| {
                    let f = &self.found[k];
                    let who = matches!(f.kind, MentionType::Person | MentionType::Office);
                    let away = self.doc.arabic(f.first) && self.absent(f);
                    who && !f.inside && !self.speaks_for(f) && !self.english_owner(f) && !away
                });
                let people: Vec<Participant> = people.filter_map(|k| self.participant(k)).collect();
                for p in people {
                    self.adds(last, p);
                }
            }
            self.come_along(told_before, r.clone());
            self.sign_for(told_before, &r, m.clone());
            if !company && !self.french_joins(last, r.clone(), m.clone()) {
                self.latin_joins(last, r, m.clone());
            }
            to.push(last);
            // Out of a run of events the meeting is what was talked at.
            if self.events[told_before - 1].kind == "visit"
                && let Some(k) = (0..told_before)
                    .rev()
                    .find(|&k| self.events[k].kind != "visit")
            {
                to = vec![k];
            }
        }
        for k in m {
            let Some(entity) = self.resolved.of[k] else {
                continue;
            };
            for &e in &to {
                let event = &mut self.events[e];
                match self.found[k].kind {
                    MentionType::Topic | MentionType::ThreatGroup
                        if !event.topics.contains(&entity) =>
                    {
                        event.topics.push(entity);
                    }
                    MentionType::Region if !event.regions.contains(&entity) => {
                        event.regions.push(entity);
                    }
                    _ => {}
                }
            }
            if self.found[k].kind == MentionType::Source && !self.spoken_to(k) {
                let all: Vec<usize> = done.iter().map(|d| d.1).chain(to.iter().copied()).collect();
                for e in all {
                    self.say(e, k, entity);
                }
            }
        }
    }

    /// "ووقعها عن الجانب الفلبيني X", "مثل الجانب الكويتي X": who held the pen of what was told.
    fn sign_for(&mut self, told: usize, r: &Range<usize>, m: Range<usize>) {
        let doc = self.doc;
        let side = |i: usize| {
            matches!(doc.w(i), "عن" | "من")
                && matches!(
                    doc.w(i + 1),
                    "الجانب" | "الطرف" | "جانب" | "الجانبين" | "الطرفين"
                )
        };
        let signs = r.clone().any(|i| {
            // "ووقع البرنامج من الجانب القطري X": whatever the paper is called.
            let it = doc.verb(i).is_some_and(|v| {
                v.class == Class::Sign
                    && (v.form.object.is_some()
                        || matches!(doc.w(i + 1), "عليها" | "عليه" | "عن")
                        || (i + 1..i + 6).any(side))
            }) || doc.cue(i, crate::lexicon::Cue::Signing)
                && doc.w(i).contains("التوقيع")
                && (i + 1..i + 4).any(side);
            it || doc.does(i, &[Class::Represent]) && matches!(doc.w(i + 1), "الجانب" | "الطرف")
        });
        let near = |e: &usize| self.events[*e].kind == "agreement";
        let Some(e) = (told.saturating_sub(2)..told)
            .rev()
            .find(near)
            .filter(|_| signs)
        else {
            return;
        };
        for k in m {
            let f = &self.found[k];
            // "فيما شهد التوقيع X", "بحضور X": he looks on.
            let watches = (r.start..f.first).any(|i| {
                self.there(i).is_some()
                    || matches!(
                        self.doc.w(i).trim_start_matches('و'),
                        "شهد" | "شهدت" | "شهده" | "شهدها" | "حضر" | "حضره" | "حضرها"
                    )
            });
            if somebody(f)
                && !self.absent(f)
                && !watches
                && let Some(p) = self.participant(k)
                && !p.among(&self.events[e].participants)
            {
                self.events[e].participants.push(p);
            }
        }
    }

    /// "ويضم الوفد المرافق للوزير X": he came too, and was there at what the guests did since.
    pub(super) fn come_along(&mut self, told: usize, r: Range<usize>) {
        let all = self.companions(r.clone());
        // "ورافق X في الوفد Y وZ": at the first that X was told to be at.
        let head = r.clone().find_map(|i| self.escorted(i, &r));
        let head = head.and_then(|(k, _)| self.participant(k));
        if let Some(head) = head {
            let at = (0..told).find(|&e| head.among(&self.events[e].participants));
            for p in all.iter().filter(|p| **p != head) {
                if let Some(e) = at.filter(|&e| !p.among(&self.events[e].participants)) {
                    self.events[e].participants.push(*p);
                }
            }
            return;
        }
        let visit = (0..told).rev().find(|&e| self.events[e].kind == "visit");
        // Where only the meeting was told: at that.
        let Some(first) = visit.or(told.checked_sub(1)) else {
            return;
        };
        // "ويرافقه في الزيارة X. واجتمع الوفد بY": they are the delegation.
        if visit.is_some() && !all.is_empty() && self.doc.arabic(r.start) {
            let came = self.events[first].participants.iter().chain(&all);
            self.delegation = came.copied().collect();
        }
        for e in first..told.min(first + 2) {
            let guest = self.events[first].participants.first().copied();
            let there = guest.is_some_and(|g| g.among(&self.events[e].participants));
            for p in all.iter().filter(|_| there) {
                if !p.among(&self.events[e].participants) {
                    self.events[e].participants.push(*p);
                }
            }
        }
    }

    /// "They were joined by …", "وضم الوفد كلا من …": more people at what was told last.
    fn joined(&self, last: usize, r: Range<usize>) -> bool {
        let doc = self.doc;
        let kind = self.events.get(last).map_or("", |e| e.kind);
        let meets = matches!(kind, "meeting" | "conference" | "consultation");
        // "وأشرف على الافتتاح X", "ألقى X كلمة في الجلسة الافتتاحية"
        let opens = r.clone().any(|i| {
            let act = matches!(
                doc.w(i),
                "الافتتاح"
                    | "افتتاحه"
                    | "افتتاحها"
                    | "الافتتاحيه"
                    | "الختاميه"
                    | "كلمه"
                    | "الاشغال"
                    | "اشغاله"
                    | "اشغالها"
                    | "رياسه"
                    | "رياسته"
                    | "رياستها"
            );
            let done = |k: usize| {
                doc.does(k, &[Class::Chair])
                    || matches!(doc.w(k), "واسندت" | "اسندت")
                    || matches!(doc.w(k), "القي" | "والقي" | "القت" | "والقت")
            };
            act && (r.start.max(i.saturating_sub(24))..i).any(done)
        });
        if kind == "conference" && opens {
            return true;
        }
        let delegation = |i: usize| (i..i + 3).any(|k| doc.w(k).ends_with("وفد"));
        let attended = r.clone().any(|i| {
            let w = doc.w(i).trim_start_matches('و');
            matches!(w, "joined" | "accompanied")
                && doc.w(i + 1) == "by"
                && self.somebody_behind(i + 2, 9)
                || matches!(w, "accompagne" | "accompagnes" | "accompagnee")
                || matches!(w, "ضم" | "ضمت") && delegation(i)
                || matches!(
                    w,
                    "حضره" | "حضرها" | "رافقه" | "يرافقه" | "تراسه" | "تراسها"
                )
                || matches!(w, "ناب" | "نابت") && doc.w(i + 1) == "عن"
                // "وبحث الجانبان سبل التعاون، بحضور X"
                || w == "بحضور" && (r.start..i.min(r.start + 4)).any(|k| self.both_sides(k))
                || matches!(
                    w,
                    "مثل"
                        | "مثلت"
                        | "راس"
                        | "تراس"
                        | "يراس"
                        | "يتراس"
                        | "قاد"
                        | "يقود"
                        | "راست"
                        | "تقود"
                ) && matches!(doc.w(i + 1), "الجانب" | "الوفد" | "الطرف" | "البعثه")
                || matches!(w, "ادار" | "ادارت" | "سير" | "سيرت")
                    && matches!(
                        doc.w(i + 1),
                        "النقاشات" | "النقاش" | "الجلسه" | "الاشغال" | "اللقا" | "المداولات"
                    )
        });
        // "ومن الجانب المصري، حضر X"
        let side = matches!(doc.w(r.start).trim_start_matches('و'), "من" | "عن")
            && matches!(doc.w(r.start + 1), "الجانب" | "جانب" | "الطرف");
        // "وحضر عن الجانب التونسي X"
        let for_side = (r.start..r.end.min(r.start + 2)).any(|i| {
            doc.does(i, &[Class::Attend])
                && matches!(doc.w(i + 1), "عن" | "من")
                && matches!(doc.w(i + 2), "الجانب" | "جانب" | "الطرف")
        });
        meets && (attended || for_side || side && r.clone().any(|i| doc.does(i, &[Class::Attend])))
    }

    /// "الجانبان", "الوزيران": the two who were told to meet.
    pub(super) fn both_sides(&self, i: usize) -> bool {
        matches!(
            self.doc.w(i),
            "الجانبان"
                | "الطرفان"
                | "الوزيران"
                | "المسوولان"
                | "الرجلان"
                | "الوفدان"
                | "المديران"
                | "الريسان"
        )
    }

    /// "Sanneh told The Point": the paper somebody spoke to is not what the event is known from.
    fn spoken_to(&self, k: usize) -> bool {
        let doc = self.doc;
        self.english() && doc.before(doc.with_the(self.found[k].first), 1) == "told"
    }

    /// The mention only points back: "المصدر نفسه", "la même source", "the same statement".
    fn same_source(&self, k: usize) -> bool {
        let m = &self.found[k];
        m.known.is_none()
            && (m.first..m.last).any(|i| {
                matches!(
                    self.doc.w(i),
                    "ذاته"
                        | "نفسه"
                        | "عينه"
                        | "ذاتها"
                        | "نفسها"
                        | "عينها"
                        | "ذات"
                        | "نفس"
                        | "meme"
                        | "memes"
                        | "same"
                ) || m.last == m.first + 1
                    && matches!(
                        self.doc.w(i).trim_start_matches(['و', 'ب', 'ل']),
                        "المصدر" | "المصادر"
                    )
                    || self.doc.w(i) == "source"
                        && m.last - m.first <= 2
                        && i > 0
                        && self.doc.w(i - 1) == "la"
            })
    }

    pub(super) fn say(&mut self, e: usize, k: usize, entity: usize) {
        // "المصدر ذاته": what it was when the text named it first.
        let of = &self.resolved.of;
        let again = self.same_source(k);
        let named = if again {
            of.iter().position(|&o| o == Some(entity))
        } else {
            None
        };
        let alone = again && named.is_none_or(|n| n >= k);
        let m = &self.found[named.filter(|&n| n < k).unwrap_or(k)];
        let key = self.doc.w(m.first).to_owned() + " " + self.doc.w(m.last - 1);
        let kind = if m.known.is_some() {
            "media"
        } else if alone || unnamed(&key) || key.contains("مصادر") {
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
        if let (true, Some(&(_, e))) = (earlier, done.first())
            && e > 0
            && self.events[0].follows.is_none()
        {
            self.events[0].follows = Some(e);
        }
    }
}

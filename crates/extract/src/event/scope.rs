//! What belongs to a trigger: participants, place, date, topics, sources, order.

use std::ops::Range;

use super::{Event, Participant, Teller, Trigger};
use crate::lexicon::Class;
use crate::mention::MentionType;

impl Teller<'_, '_> {
    /// Makes or finds the event a trigger speaks of; gives its index.
    pub(super) fn tell_one(
        &mut self,
        t: &Trigger,
        all: &[Trigger],
        r: Range<usize>,
        m: Range<usize>,
    ) -> Option<usize> {
        if let Some(e) = self.two_discuss(t) {
            for p in self.there_too(t, &r) {
                self.adds(e, p);
            }
            return Some(e);
        }
        if let Some(e) = self.this_agreement(t) {
            return Some(e);
        }
        if let Some(e) = self.french_nth(t, &r) {
            for p in self.french_beside(&r, m) {
                self.adds(e, p);
            }
            return Some(e);
        }
        if let Some(e) = self.made_between(t, &r, m.clone()) {
            return Some(e);
        }
        let m = self.english_clause(t, m);
        let told_as = t.kind;
        let t = &self.nobody_receives(t, r.end);
        let other = self.french_other_sides(t, &r, m.clone());
        let another = other.is_some() || self.french_sitting(t);
        let t = &Trigger {
            definite: t.definite && !another,
            ..*t
        };
        let framed = other.or_else(|| self.french_frame(t, &r, m.clone()));
        let framed = framed.or_else(|| self.french_theirs(t, &r));
        let plain = framed.is_some();
        let mut participants = if let Some(framed) = framed {
            framed
        } else if t.kind != told_as && !self.delegation.is_empty() {
            self.delegation.clone()
        } else if t.kind == "visit" {
            self.visitor(t, all, r.clone(), m.clone())
        } else {
            self.participants(t, r.clone(), m.clone())
        };
        if let Some(e) = self.only_again(t, &r) {
            self.answers(e, &participants);
            return Some(e);
        }
        if let Some(e) = self.stop_on_visit(t, &participants) {
            return Some(e);
        }
        // "وقعت الوزارة مذكرتين، الأولى مع X، والثانية مع Y": who signed the first signs the other.
        if self.second_paper(t.first) && self.doc.w(t.last) == "مع" {
            let signer = self.events.last().filter(|e| e.kind == "agreement");
            let signer = signer.and_then(|e| e.participants.first().copied());
            participants.extend(signer.filter(|p| !p.among(&participants)));
        }
        self.add_him(t, &mut participants);
        self.received_him(t, &r, &mut participants);
        let guest = self.received_by(t, &r).filter(|p| !p.among(&participants));
        participants.extend(guest);
        self.sides_and_others(t, &r, &mut participants);
        let pens = self.pen_of(t, &participants, &r);
        if let Some(e) = pens.or_else(|| self.french_pens(t, &participants, &r)) {
            for p in participants {
                self.adds(e, p);
            }
            return Some(e);
        }
        if let Some(e) = self.french_same_paper(t, &participants) {
            return Some(e);
        }
        let told = self.told_before(t.first, t.last, r.start);
        if self.english() && t.kind == "visit" && !self.bodies_travel(t, &r) {
            // "27 people stopped by the Agency were trying to travel to X": the body went nowhere.
            if !participants.iter().any(|p| self.is_person(p)) && !participants.is_empty() {
                return None;
            }
        }
        if let Some(e) = self.two_and_others(t, &participants, &r) {
            let new = participants
                .iter()
                .filter(|p| !p.among(&self.events[e].participants));
            let new: Vec<Participant> = new.copied().collect();
            self.events[e].participants.extend(new);
            return Some(e);
        }
        if let Some(p) = self.speaker_before(t, &r)
            && !participants.is_empty()
            && !p.among(&participants)
        {
            participants.insert(0, p);
        }
        self.hidden_pair(t, &r, &mut participants);
        let met = self.guest_met(t, &participants, r.end);
        let person = participants.iter().filter(|p| self.is_person(p));
        if !met.is_empty() {
            participants = met;
        } else {
            let two = self.two_of_them(t, &r);
            let few = person.clone().count() < 2;
            let rest: Vec<Participant> = person.copied().filter(|p| !p.among(&two)).collect();
            // "خلال لقاء جمعهما بحضور السفير X"
            if !two.is_empty() && (few && rest.is_empty() || self.only_there(t, &r, &rest)) {
                participants = two;
                participants.extend(rest);
            }
        }
        if participants.is_empty() {
            participants = self.two_sides(t, r.clone());
        }
        if participants.is_empty() {
            participants = self.guests(r.clone());
        }
        if participants.is_empty() {
            participants = self.bodies_back(r.clone(), t);
        }
        if participants.is_empty() {
            participants = self.arabic_goes_on(t, &r);
        }
        let unread = self.unread_doer(t, &r) || self.latin_unread_doer(t, &r);
        if unread {
            let here = self.sentence_of(t.first);
            participants.retain(|p| self.said_here(p, &here));
            if participants.is_empty() {
                return None;
            }
        }
        // "The understanding was reached at a meeting also attended by …": beside the two of the sentence before.
        let also = self.english()
            && !t.definite
            && t.kind == "meeting"
            && r.clone().any(|i| {
                self.doc.w(i) == "also" && matches!(self.doc.w(i + 1), "attended" | "joined")
            });
        if also && r.clone().take(4).all(|i| !self.covered[i]) {
            for p in self.two_before(t.first) {
                if !participants.iter().any(|q| q.entity == p.entity) {
                    participants.push(p);
                }
            }
        }
        // "بمناسبة مشاركته في المؤتمر، عقد X جلسة مع Y": Y was not there.
        if matches!(t.kind, "operation" | "training" | "agreement") && !participants.is_empty() {
            // "the commission seized … in an operation with the Service"
            for p in self.body_acts(t, &r) {
                if !p.among(&participants) {
                    participants.insert(0, p);
                }
            }
        }
        let own = t.kind == "conference"
            && all
                .iter()
                .any(|o| o.kind == "meeting" && (o.first > t.first || self.doc.arabic(t.first)))
            && (r.start.max(t.first.saturating_sub(4))..t.first).any(|i| {
                matches!(
                    self.doc.w(i),
                    "مشاركته" | "مشاركتها" | "حضوره" | "حضورها" | "participation"
                )
            });
        if own {
            // "وكان قد عقد جلسة مع Y على هامش مشاركته في المنتدى": whoever held it, not the one he held it with.
            let here = self.doc.sentence[t.first];
            let held = self.events.last().filter(|e| {
                e.kind == "meeting" && self.doc.arabic(t.first) && self.told_in(e) == here
            });
            let held = held.and_then(|e| e.participants.first().copied());
            match held.filter(|p| self.is_person(p)) {
                Some(p) => participants = vec![p],
                None => participants.truncate(1),
            }
        }
        if participants.is_empty() {
            participants = self.signatories(t);
        }
        if participants.is_empty() {
            participants = self.english_signers(t, &r);
        }
        let place = self.place(t, r.clone(), m.clone());
        let date = self.date(t, all, m.clone());
        let attended = r.clone().any(|i| {
            matches!(
                self.doc.w(i).trim_start_matches('و'),
                "حضر"
                    | "حضرت"
                    | "وحضر"
                    | "شارك"
                    | "وشارك"
                    | "attended"
                    | "assiste"
                    | "attend"
                    | "بحضور"
                    | "presence"
                    | "deroulee"
                    | "deroule"
                    | "رافق"
                    | "سبقت"
                    | "منهم"
                    | "ضم"
                    | "ضمت"
                    | "بينهم"
            )
        }) || told
            || (t.last..t.last + 3).any(|i| self.doc.w(i) == "حضور") && self.doc.arabic(t.first)
            || r.clone()
                .any(|i| self.doc.does(i, &[Class::Attend, Class::Gather]))
            || self.stands_for_side(t, &r)
            || self.english() && r.clone().any(|i| self.doc.w(i) == "addressed")
            || self.latin_attended(r.clone())
            || self.leads_side(&r)
            || self.came_along(&r).is_some();
        // "وحظيت هذه العملية بدعم من …", "Observers from … took part in the conference".
        let joined = matches!(t.kind, "operation" | "conference" | "training");
        let chaired = r.clone().any(|i| {
            self.doc.does(i, &[Class::Chair, Class::Train])
                || matches!(self.doc.w(i).trim_start_matches('و'), "حاضر" | "حاضرت")
                || matches!(self.doc.w(i), "كلمه" | "كلمته" | "مخاطبته" | "مخاطبتها")
                    && self.doc.arabic(i)
                || matches!(
                    self.doc.w(i).trim_start_matches('و'),
                    "chaired"
                        | "chair"
                        | "opened"
                        | "presided"
                        | "presiding"
                        | "officiated"
                        | "inaugurated"
                        | "graced"
                        | "preside"
                        | "ouvert"
                        | "تراس"
                        | "تراست"
                        | "افتتح"
                        | "افتتحت"
                        | "تحدث"
                        | "تحدثت"
                        | "took"
                )
        });
        let told_of = self.events.iter().any(|e| family(e.kind) == family(t.kind));
        if self.english()
            && joined
            && t.definite
            && told_of
            && !attended
            && !chaired
            && !self.adds_parts(&r)
        {
            participants.clear();
        }
        if joined && t.definite && told_of && !attended && !chaired {
            // Somebody who only speaks of it takes no part.
            participants.retain(|p| self.is_body(p));
        }
        if self.english() && matches!(t.kind, "operation" | "training") {
            // "X commended the Service for training Y", "inaugurated the operation": he neither trains nor acts.
            let aside = r.clone().any(|i| {
                matches!(
                    self.doc.w(i),
                    "commended"
                        | "commends"
                        | "praised"
                        | "lauded"
                        | "inspected"
                        | "observed"
                        | "watched"
                ) || t.kind == "operation" && matches!(self.doc.w(i), "opened" | "inaugurated")
            });
            let some = participants.iter().any(|p| !self.is_person(p)) || t.definite && told_of;
            if aside && some {
                participants.retain(|p| !self.is_person(p));
            }
        }
        let again = self.french() && t.kind == "operation" && told_of;
        let article = self.doc.latin(t.first)
            && !another
            && (attended || again)
            && t.first > 0
            && (matches!(self.doc.w(t.first - 1), "la" | "le" | "les" | "'")
                || t.last > t.first + 1 && matches!(self.doc.w(t.first), "la" | "les"));
        if self.french() && t.kind == "meeting" && t.definite && attended {
            // "cette rencontre … le mandat renouvelé par le Conseil": bodies only where somebody stands for them.
            let stands = |e: usize| {
                m.clone()
                    .any(|k| self.resolved.of[k] == Some(e) && self.stands_for(self.found[k].first))
            };
            participants.retain(|p| self.is_person(p) || p.entity.is_some_and(stands));
        }
        // "La réunion aura lieu en présence de …": the conference just told.
        let held = self.events.last().is_some_and(|e| e.kind == "conference")
            && self.french()
            && t.kind == "meeting"
            && t.definite
            && attended;
        if held {
            let e = self.events.len() - 1;
            for p in participants {
                self.adds(e, p);
            }
            return Some(e);
        }
        let theirs = self.their_earlier(t, &r);
        let placed = !(place.is_empty() && date.is_none());
        if placed && participants.iter().all(|p| p.among(&theirs)) && !theirs.is_empty() {
            return Some(self.put(t, theirs, &place, date));
        }
        if (attended || joined) && (t.definite || article) {
            // "حضر اللقاء …": they were at the meeting the text told of.
            if let Some(e) = self
                .foremost(family(t.kind))
                .filter(|_| attended || !participants.is_empty())
                .filter(|&e| !self.french_elsewhere(&self.events[e], &place, date))
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
            // "اللقاء مع X": of several told, the one X was at.
            let theirs = |e: &Event| participants.iter().all(|p| p.among(&e.participants));
            let of = |e: &Event| family(e.kind) == family(t.kind);
            let same = self.events.iter().rposition(|e| of(e) && theirs(e));
            let same = same.or_else(|| self.events.iter().rposition(of));
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
                // "called the meeting overdue": a stranger speaks of it, and there is no second one.
                let between = (t.last..(t.last + 5).min(r.end)).any(|i| {
                    // "المذكرة تتيح التواصل بين أعضاء النيابة": between those nobody names.
                    let names = t.kind != "agreement"
                        || self.named_in(i + 1..(i + 3).min(r.end))
                        || self.who_at(i + 1).is_some();
                    matches!(
                        self.doc.w(i),
                        "بين" | "جمع" | "جمعت" | "مع" | "ضم" | "ضمت" | "الذي"
                    ) && names
                }) || self.possessive(t);
                let bodies = participants.iter().all(|p| self.is_body(p));
                let some = participants.iter().any(known);
                let stranger = t.definite
                    && !self.relative(t)
                    && (!self.doc.arabic(t.first)
                        || bodies && !between
                        || (some || self.spoken_at(t)) && self.the_meeting(t, r.end));
                if compatible
                    && (participants.is_empty() && t.definite
                        || !participants.is_empty() && (stranger || participants.iter().all(known)))
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
                // "The raids were planned last week": told, its day is another's.
                if self.english() && t.definite && participants.is_empty() && joined {
                    return Some(e);
                }
            }
        }
        let whose = || {
            let who = |f: &crate::mention::Found| {
                matches!(f.kind, MentionType::Person | MentionType::Office)
                    && (t.last..t.last + 3).contains(&f.first)
            };
            self.doc.arabic(t.first)
                && !self.doc.w(t.first).contains("ال")
                && self.found.iter().any(who)
                && self.to_a_place(t, r.end)
        };
        // "إن الاجتماعات تركز على الهجرة": of none that was told.
        let vague = self.doc.arabic(t.first)
            && t.kind == "meeting"
            && t.definite
            && self.doc.w(t.last - 1).ends_with("ات")
            && !self.doc.w(t.last - 1).ends_with("ادثات")
            && !self.doc.w(t.last - 1).ends_with("احثات")
            && !participants.iter().any(|p| self.is_person(p));
        if vague {
            return None;
        }
        if t.kind == "visit"
            && t.definite
            && self.english_guest(t, m.clone()).is_none()
            && !self.relative(t)
            && !self.own_journey(t)
            && !whose()
        {
            // "هذه الزيارة": one already told, or not told at all.
            return self.events.iter().rposition(|e| e.kind == "visit");
        }
        let named = participants.len();
        if !plain {
            self.latin_subject(t, &mut participants, r.clone());
        }
        if (1..4).contains(&participants.len()) && self.during_meeting(t, &r) {
            let other = self.subject_before(t.first);
            participants.extend(other.filter(|p| !p.among(&participants)));
        }
        if participants.len() == named && !plain && !unread {
            self.implicit(t, &mut participants, r.clone(), m.clone());
        }
        if t.kind == "visit"
            && let Some(e) = self.a_stop(t, &participants)
        {
            return Some(e);
        }
        // "Une réunion est prévue": a noun says nothing of who.
        let noun = self.doc.latin(t.first)
            && matches!(
                self.doc.w(t.last - 1),
                "reunion"
                    | "reunions"
                    | "meeting"
                    | "meetings"
                    | "talks"
                    | "sommet"
                    | "summit"
                    | "discussions"
            )
            || self.french_noun_alone(t);
        let countries =
            self.english() && (self.between_countries(t, &r) || self.sides_follow(t, &r));
        if participants.is_empty() && countries {
            // "Talks between Norway and Sweden": who led them comes later.
            return Some(self.put(t, Vec::new(), &place, date));
        }
        let held = || self.were_held(t, &r) || self.french_held(t, &r, m.clone());
        let no_subject = participants.is_empty() && !t.definite;
        if no_subject && (noun || self.events.is_empty() && held()) {
            if noun && !held() || place.is_empty() && date.is_none() {
                return None;
            }
            // "Talks were held in Lima. Peru was represented by X": who was there comes later.
            return Some(self.put(t, Vec::new(), &place, date));
        }
        if participants.is_empty() && (self.sides_come(t, &r) || self.guests_come(t, &r)) {
            return Some(self.put(t, Vec::new(), &place, date));
        }
        if participants.is_empty()
            && !t.definite
            && matches!(t.kind, "meeting" | "visit" | "call")
            && !self.bare_noun(t)
            && !self.subject_unread(&r)
        {
            // No subject is named: it is the person the text was speaking of.
            let last = self
                .events
                .last()
                .and_then(|e| e.participants.first().copied());
            if place.is_empty() && date.is_none()
                || self.unread_subject(t, r.start)
                || self.english() && t.kind == "visit" && !self.somebody_goes(t, &r)
            {
                return None;
            }
            participants.extend(last);
        }
        // Who did it may be said later: "The investigation was led by …".
        let later = self.doc.latin(t.first)
            && !t.definite
            && matches!(t.kind, "operation" | "training" | "conference")
            && (!(place.is_empty() && date.is_none())
                || t.kind == "operation" && (self.french() || self.english()));
        if participants.is_empty() && (place.is_empty() || date.is_none()) && !later {
            return None;
        }
        if participants.len() > 2 && self.apart(t, r.clone()) {
            return self.told_apart(t, &r, &participants, &place, date);
        }
        if let Some(p) = self.french_other_side(t, &r, &participants) {
            participants.insert(0, p);
        }
        if let Some(e) = self.same_seizure(t, &participants, m.clone()) {
            self.events[e].participants.extend(participants);
            return Some(e);
        }
        if let Some(p) = self.apposed_visitor(t) {
            participants = vec![p];
        }
        self.envoy_named(t, &participants);
        let ids: Vec<_> = participants.iter().map(|p| (p.entity, p.office)).collect();
        // "وعقب التوقيع، تحادث X وY": what comes after is not what came before.
        let after = self.doc.arabic(r.start)
            && matches!(
                self.doc.w(r.start),
                "وعقب" | "وقبل" | "قبل" | "عقب" | "وبعد" | "بعد" | "اثر" | "واثر"
            )
            && r.start + 1 < t.first
            || !t.definite && self.orders(&r)
            || self.doc.latin(r.start) && !t.definite && self.apart_in_time(t, &r)
            || self.french() && !self.they_attend(t, &r).is_empty();
        let earlier = self.had_before(t, &r) && !(place.is_empty() && date.is_none());
        let had = self.english_had(t, &r) && !(place.is_empty() && date.is_none());
        let fits = |e: &Event, whole: bool| {
            if e.kind != t.kind {
                return false;
            }
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
            if self.french_before(t, &r, e, &place, date) {
                return false;
            }
            let same_day = date
                .and_then(|d| self.doc.dates[d].interval)
                .is_none_or(|i| e.start.is_none_or(|s| s == i.start));
            let same_place = e.place.is_empty()
                || place.is_empty()
                || e.place.iter().any(|p| place.contains(p))
                || self.doc.arabic(t.first)
                    && self.one_in_the_other(&e.place, &place)
                    && !self.calls_at_body(t)
                || t.kind != "visit"
                || self.doc.arabic(t.first) && self.possessive(t)
                || self.word(t) == "وصوله";
            // "had met in Dakar": another one, but for the day or the town of the one told.
            let that_day = date.and_then(|d| self.doc.dates[d].interval);
            let one = !had
                || that_day.is_some_and(|i| e.start == Some(i.start))
                || date.is_none() && e.place.iter().any(|p| place.contains(p));
            one && !(after && theirs.len() != ids.len())
                && same_day
                && same_place
                && (whole && covers(&theirs, &ids)
                    || !whole
                        && (theirs.is_empty()
                            || covers(&ids, &theirs)
                                && ids.len() < theirs.len() + 2
                                && !self.another_than_his_counterpart(e, &r)))
        };
        // "خصص لقاؤه مع Y": of several told the one both were at.
        let again = self.events.iter().position(|e| fits(e, true));
        let again = again.or_else(|| self.events.iter().position(|e| fits(e, false)));
        let again = again.filter(|&e| !earlier && !self.further(t, &r, &self.events[e]));
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
        Some(self.put(t, participants, &place, date))
    }

    /// "كان قد زار المعهد الملكي بالقنيطرة": a stop of a journey, not the journey told before.
    fn calls_at_body(&self, t: &Trigger) -> bool {
        let goal = |k: usize| {
            let f = &self.found[k];
            let to = f.first == t.last
                || self.doc.w(f.first).starts_with('ل')
                || matches!(self.doc.w(f.first - 1), "الي" | "مقر" | "لمقر" | ",");
            f.kind == MentionType::Organization && !f.inside && to
        };
        self.between(t.last, t.last + 9).any(goal)
    }

    /// A town and its country.
    pub(super) fn one_in_the_other(&self, a: &[usize], b: &[usize]) -> bool {
        let entity = |e: &usize| &self.resolved.entities[*e];
        let within = |a: &usize, b: &usize| {
            let (state, town) = (entity(a), entity(b));
            state.known.is_some() && state.known == town.country && town.known != state.known
        };
        matches!((a, b), ([x], [y]) if within(x, y) || within(y, x))
    }

    /// "a reçu son homologue, X, en visite de travail", "received X, who is on a visit": X alone goes.
    fn apposed_visitor(&self, t: &Trigger) -> Option<Participant> {
        let doc = self.doc;
        if t.kind != "visit" || !doc.latin(t.first) {
            return None;
        }
        let en =
            |i: usize| matches!(doc.w(i), "en") && matches!(doc.w(i + 1), "visite" | "deplacement");
        let on = |i: usize| matches!(doc.w(i), "on") && matches!(doc.w(i + 1), "a" | "an");
        let from = (t.first.saturating_sub(1)..=t.first).find(|&i| en(i) || on(i))?;
        // "actuellement", "who is currently"
        let small = |i: usize| {
            matches!(
                doc.w(i),
                "," | "actuellement" | "who" | "is" | "was" | "currently" | "qui" | "est" | "etait"
            )
        };
        let mut end = from;
        while end > 0 && from - end < 4 && small(end - 1) {
            end -= 1;
        }
        let behind = self.found.partition_point(|f| f.first < end);
        let k = (behind.saturating_sub(12)..behind)
            .rev()
            .find(|&k| self.found[k].last == end && self.found[k].kind == MentionType::Person)
            .or_else(|| self.before_apposition(end))?;
        // "A delegation of the Agency led by X is on a visit": the subject, with all who go.
        let verb = matches!(doc.w(end), "is" | "was");
        self.participant(k).filter(|_| end < from && !verb)
    }

    /// "وكان الوزيران قد التقيا في أكتوبر بدكار": what had been before what was told.
    fn had_before(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let before = r.start..t.first;
        let was = before.clone().any(|i| {
            matches!(
                doc.w(i).trim_start_matches(['و', 'ف']),
                "كان" | "كانت" | "كانا" | "كانوا" | "سبق"
            )
        });
        doc.arabic(t.first) && was && before.clone().any(|i| matches!(doc.w(i), "قد" | "ان"))
    }

    /// "A day before the gathering, X had received Y alone": another meeting than the one told.
    fn apart_in_time(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let before = (r.start..t.first).any(|i| {
            matches!(
                doc.w(i),
                "before" | "earlier" | "avant" | "veille" | "auparavant" | "previously" | "deja"
            )
        });
        let alone = r
            .clone()
            .any(|i| matches!(doc.w(i), "alone" | "privately" | "seul" | "tete"));
        before
            && (alone
                || (r.start..t.last)
                    .any(|i| matches!(doc.w(i), "had" | "avait" | "avaient" | "etait" | "etaient")))
    }

    /// "لقائه", "زيارتها": whose it is stands in the word.
    pub(super) fn possessive(&self, t: &Trigger) -> bool {
        let w = self.doc.w(t.last - 1);
        self.doc.arabic(t.first)
            && (w.ends_with("ته")
                || w.ends_with("ايه")
                || w == "لقاه"
                || w.ends_with("ماعه")
                || w.ends_with("باله")
                || w.ends_with("تها"))
    }

    /// An Arabic noun of meeting: it has no subject that could be left out.
    fn bare_noun(&self, t: &Trigger) -> bool {
        let w = self.word(t);
        self.doc.arabic(t.first)
            && [
                "لقا",
                "اجتماع",
                "مباحثات",
                "محادثات",
                "مشاورات",
                "جلس",
                "قمه",
                "مقابل",
                "مكالم",
                "اتصال",
            ]
            .iter()
            .any(|n| w.starts_with(n) || w == "عقد" && self.doc.w(t.last - 1).starts_with(n))
            && !self.possessive(t)
    }

    /// The person the text was speaking of last.
    pub(super) fn main_person(&self) -> Option<Participant> {
        let person = |p: &Participant| self.is_person(p);
        // A conference names its bodies first.
        let first = |e: &Event| match e.kind {
            "conference" => e.participants.iter().copied().find(person),
            _ => e.participants.first().copied().filter(person),
        };
        self.events.iter().rev().find_map(first)
    }

    /// "Minister X received Minister Y. The minister also met Z": of those who bear a title in the sentence of mention `last`, the
    /// one whom it names first, as long as the text has not gone on to speak of the other alone. `bears` says of a mention
    /// whether it bears the title.
    pub(super) fn bearer(
        &self,
        last: usize,
        until: usize,
        bears: impl Fn(usize) -> bool,
    ) -> Option<Participant> {
        let doc = self.doc;
        let here = doc.sentence[self.found[last].first];
        let other = self.participant(last);
        let mut first = (0..last)
            .rev()
            .take_while(|&k| doc.sentence[self.found[k].first] == here)
            .filter(|&k| bears(k))
            .filter_map(|k| self.participant(k));
        let since = |p: &Participant| {
            let mut later = (last + 1..self.found.len())
                .take_while(|&k| self.found[k].first < until)
                .filter(|&k| doc.sentence[self.found[k].first] > here);
            later.any(|k| self.resolved.of[k] == p.entity)
        };
        let first = first.by_ref().last().filter(|p| p.entity.is_some());
        let one = first.filter(|p| since(p) || !other.is_some_and(|o| since(&o)));
        one.or(other)
    }
}

/// Kinds that speak of each other: talks are a meeting.
pub(super) fn family(kind: &str) -> u8 {
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

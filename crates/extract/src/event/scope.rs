//! What belongs to a trigger: participants, place, date, topics, sources, order.

use std::ops::Range;

use super::{Event, Participant, Teller, Trigger};
use crate::lexicon::{Class, Number, Tag};
use crate::mention::MentionType;

/// Verbs of meeting whose subject may be the person spoken of before.
const MET: &[Class] = &[
    Class::Meet,
    Class::Face,
    Class::Hold,
    Class::Phone,
    Class::Ring,
];

impl Teller<'_, '_> {
    /// Makes or finds the event a trigger speaks of; gives its index.
    pub(super) fn tell_one(
        &mut self,
        t: &Trigger,
        all: &[Trigger],
        r: Range<usize>,
        m: Range<usize>,
    ) -> Option<usize> {
        let framed = self.french_frame(t, &r, m.clone());
        let plain = framed.is_some();
        let mut participants = if let Some(framed) = framed {
            framed
        } else if t.kind == "visit" {
            self.visitor(t, all, r.clone(), m.clone())
        } else {
            self.participants(t, r.clone(), m.clone())
        };
        let told = self.told_before(t.first, t.last, r.start);
        if participants.is_empty() {
            participants = self.two_sides(t, r.clone());
        }
        if participants.is_empty() {
            participants = self.guests(r.clone());
        }
        if participants.is_empty() {
            participants = self.bodies_back(r.clone(), t);
        }
        // "بمناسبة مشاركته في المؤتمر، عقد X جلسة مع Y": Y was not there.
        let own = t.kind == "conference"
            && all.iter().any(|o| o.kind == "meeting" && o.first > t.first)
            && (r.start.max(t.first.saturating_sub(4))..t.first).any(|i| {
                matches!(
                    self.doc.w(i),
                    "مشاركته" | "مشاركتها" | "حضوره" | "حضورها" | "participation"
                )
            });
        if own {
            participants.truncate(1);
        }
        if participants.is_empty() {
            participants = self.signatories(t);
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
            || r.clone()
                .any(|i| self.doc.does(i, &[Class::Attend, Class::Gather]))
            || self.latin_attended(r.clone());
        // "وحظيت هذه العملية بدعم من …", "Observers from … took part in the conference".
        let joined = matches!(t.kind, "operation" | "conference" | "training");
        let chaired = r.clone().any(|i| {
            self.doc.does(i, &[Class::Chair])
                || matches!(self.doc.w(i), "كلمه" | "كلمته") && self.doc.arabic(i)
                || matches!(
                    self.doc.w(i).trim_start_matches('و'),
                    "chaired"
                        | "chair"
                        | "opened"
                        | "preside"
                        | "ouvert"
                        | "تراس"
                        | "تراست"
                        | "افتتح"
                        | "افتتحت"
                        | "took"
                )
        });
        let told_of = self.events.iter().any(|e| family(e.kind) == family(t.kind));
        if joined && t.definite && told_of && !attended && !chaired {
            // Somebody who only speaks of it takes no part.
            participants.retain(|p| {
                p.entity
                    .is_some_and(|e| self.resolved.entities[e].kind == MentionType::Organization)
            });
        }
        let article = self.doc.latin(t.first)
            && attended
            && t.first > 0
            && matches!(self.doc.w(t.first - 1), "la" | "le" | "les" | "'");
        if (attended || joined) && (t.definite || article) {
            // "حضر اللقاء …": they were at the meeting the text told of.
            if let Some(e) = self
                .events
                .iter()
                .rposition(|e| family(e.kind) == family(t.kind))
                .filter(|_| attended || !participants.is_empty())
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
            let theirs = |e: &Event| {
                participants
                    .iter()
                    .all(|p| self.same_person(&e.participants, p))
            };
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
                    matches!(
                        self.doc.w(i),
                        "بين" | "جمع" | "جمعت" | "مع" | "ضم" | "ضمت" | "الذي"
                    )
                }) || self.possessive(t);
                let bodies = participants.iter().all(|p| {
                    p.entity.is_some_and(|e| {
                        self.resolved.entities[e].kind == MentionType::Organization
                    })
                });
                let stranger = t.definite
                    && !self.relative(t)
                    && (!self.doc.arabic(t.first) || bodies && !between);
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
        if t.kind == "visit" && t.definite && !self.relative(t) && !self.own_journey(t) {
            // "هذه الزيارة": one already told, or not told at all.
            return self.events.iter().rposition(|e| e.kind == "visit");
        }
        let named = participants.len();
        if !plain {
            self.latin_subject(t, &mut participants, r.clone());
        }
        if participants.len() == named && !plain {
            self.implicit(t, &mut participants, r.clone(), m.clone());
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
            );
        if participants.is_empty() && noun && !t.definite {
            return None;
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
            if place.is_empty() && date.is_none() || self.unread_subject(t, r.start) {
                return None;
            }
            participants.extend(last);
        }
        // Who did it may be said later: "The investigation was led by …".
        let later = self.doc.latin(t.first)
            && !t.definite
            && matches!(t.kind, "operation" | "training" | "conference")
            && !(place.is_empty() && date.is_none());
        if participants.is_empty() && (place.is_empty() || date.is_none()) && !later {
            return None;
        }
        if participants.len() > 2 && self.apart(t, r.clone()) {
            return self.told_apart(t, &participants, &place, date);
        }
        let ids: Vec<_> = participants.iter().map(|p| (p.entity, p.office)).collect();
        // "وعقب التوقيع، تحادث X وY": what comes after is not what came before.
        let after = self.doc.arabic(r.start)
            && matches!(
                self.doc.w(r.start),
                "وعقب" | "وقبل" | "قبل" | "عقب" | "وبعد" | "بعد" | "اثر" | "واثر"
            )
            && r.start + 1 < t.first
            || !t.definite && self.orders(&r)
            || self.doc.latin(r.start) && !t.definite && self.apart_in_time(t, &r);
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
                && !(after && theirs.len() != ids.len())
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
        let trigger = start..self.doc.end(t.last);
        self.events.push(Event::told(t.kind, trigger, participants));
        let e = self.events.len() - 1;
        self.fill(e, &place, date);
        Some(e)
    }

    /// "وتوج اللقاء بتوقيع مذكرة": those who met sign.
    fn signatories(&self, t: &Trigger) -> Vec<Participant> {
        let met = |e: &&Event| {
            e.participants.len() > 1 && matches!(e.kind, "meeting" | "consultation" | "call")
        };
        let arabic = t.kind == "agreement" && !t.definite && self.doc.arabic(t.first);
        let last = self.events.iter().rev().take(2).find(met);
        last.filter(|_| arabic)
            .map_or(Vec::new(), |e| e.participants.clone())
    }

    /// "والتقى مدير …", "Il a rencontré …": the one who met is the person the text was speaking of.
    pub(super) fn implicit(
        &self,
        t: &Trigger,
        participants: &mut Vec<Participant>,
        r: Range<usize>,
        m: Range<usize>,
    ) {
        let back = self.points_back(r.clone(), m.clone())
            && participants.len() < 2
            && self.points_to(r.clone()).is_empty();
        let goes_on = self.goes_on(&r) && self.doc.arabic(r.start);
        // "حيث عقد لقاءات مع كل من …": whom he met there may be several.
        let clause = matches!(
            self.doc.w(r.start),
            "ثم" | "حيث" | "كما" | "before" | "puis"
        );
        let with = (t.first..(t.last + 6).min(r.end))
            .any(|i| matches!(self.doc.w(i), "مع" | "with" | "avec"));
        let some = (1..5).contains(&participants.len());
        let person = |p: &Participant| {
            p.entity
                .is_none_or(|e| self.resolved.entities[e].kind == MentionType::Person)
        };
        let unsaid = with && self.subjectless(&r, m) && self.points_to(r.clone()).is_empty();
        // "اجتماع المنظمة المقرر عقده": a noun, and a body whose it is.
        let bodily = self.doc.arabic(t.first)
            && self.verb(t).is_none()
            && !participants.iter().any(person)
            && !(r.start..t.first)
                .any(|i| self.doc.does(i, MET) || self.doc.does(i, &[Class::Attend]));
        if bodily {
            return;
        }
        let one = participants.len() == 1
            || self.doc.arabic(r.start) && participants.iter().filter(|p| person(p)).count() == 1;
        let objects = self.all_objects(t, participants, &r);
        // "سبق للمديرية أن وقعت": a body signs, nobody is left out.
        let one = one && (t.kind != "agreement" || participants.iter().any(person));
        let few = one || some && (back || clause && with || unsaid || objects);
        let kind = matches!(t.kind, "meeting" | "call" | "agreement" | "consultation");
        if !few || t.definite || !kind || self.subject_unread(&r) {
            return;
        }
        // "قبل أن يستقبل …": the subject is that of the clause before.
        let continued = matches!(
            self.doc.w(r.start),
            "قبل" | "بعد" | "avant" | "before" | "puis" | "وبعدها" | "ثم" | "حيث" | "كما"
        ) || goes_on;
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
        let met = |i: usize| self.doc.does(i, MET);
        let verb = r.clone().any(|i| {
            let w = self.doc.w(i);
            let received = self.doc.does(i, &[Class::Receive]);
            // "كما وقع مع نظيره مذكرة"
            let signed = t.kind == "agreement"
                && self.doc.does(i, &[Class::Sign])
                && self.doc.w(i + 1) == "مع";
            met(i) || received || signed || matches!(w, "il" | "elle" | "he" | "she")
        });
        // A person straight behind the verb is its subject.
        let subject = |i: usize| {
            let mut found = self.found.iter();
            found.any(|m| m.first == i + 1 && m.kind == MentionType::Person)
        };
        let subject_or_title = |i: usize| met(i) && self.person_behind(i + 1);
        let subject_at = |i: usize| met(i) && subject(i);
        let told = r.clone().any(subject_at);
        // "قبل أن يلتقي X مسؤولين من …": whom he met follows.
        let behind = (t.last..r.end).any(group) && r.clone().any(subject_or_title);
        if told && !continued && (behind || !self.meets(t)) || behind && t.kind == "meeting" {
            return;
        }
        let continued = continued || objects;
        let next = matches!(self.doc.w(r.start), "ثم" | "كما" | "وكما" | "ensuite") && verb;
        if !continued
            && !back
            && !next
            && (!verb || r.clone().any(group) || self.doc.does(t.first, &[Class::Receive]))
        {
            return;
        }
        let before = self.main_person();
        let there = |p: &Participant| {
            participants
                .iter()
                .any(|q| q.entity == p.entity && (p.entity.is_some() || q.office == p.office))
        };
        if let Some(p) = before.filter(|p| !there(p)) {
            participants.insert(0, p);
        }
    }

    /// "A day before the gathering, X had received Y alone": another meeting than the one told.
    fn apart_in_time(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let before = (r.start..t.first).any(|i| {
            matches!(
                doc.w(i),
                "before" | "earlier" | "avant" | "veille" | "auparavant" | "previously"
            )
        });
        let alone = r
            .clone()
            .any(|i| matches!(doc.w(i), "alone" | "privately" | "seul" | "tete"));
        before
            && (alone
                || (r.start..t.first).any(|i| matches!(doc.w(i), "had" | "avait" | "avaient")))
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

    /// "اجتمع X بY، ثم بZ": each of them apart.
    pub(super) fn then_apart(
        &mut self,
        t: &Trigger,
        r: Range<usize>,
        m: Range<usize>,
    ) -> Option<Vec<usize>> {
        let doc = self.doc;
        if !matches!(t.kind, "meeting" | "call") || t.definite || !doc.arabic(t.first) {
            return None;
        }
        let then: Vec<usize> = (t.last..r.end)
            .filter(|&i| {
                // "باجتماع مع X، أعقبه لقاء مع Y"
                let followed = matches!(
                    doc.w(i),
                    "اعقبه"
                        | "اعقبها"
                        | "اعقبته"
                        | "تلاه"
                        | "تلاها"
                        | "تلته"
                        | "تلتها"
                        | "تبعه"
                        | "تبعها"
                        | "تبعته"
                );
                let meeting = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Event(_));
                if followed && doc.at(i + 1).iter().any(meeting) {
                    return true;
                }
                matches!(doc.w(i), "ثم" | "وبعده" | "وبعدها" | "فضلا" | "ولاحقا") && {
                    let w = doc.w(i + 1);
                    w == "مع"
                        || w.starts_with('ب')
                        || w == "ايضا"
                        || w == "لاحقا"
                        || doc.w(i) == "ثم" && self.person_behind(i + 1)
                }
            })
            .collect();
        let first_cut = *then.first()?;
        let mut all: Vec<(usize, Participant)> = Vec::new();
        for k in m.clone() {
            let f = &self.found[k];
            if matches!(f.kind, MentionType::Person | MentionType::Office)
                && !f.inside
                && !self.absent(f)
                && let Some(p) = self.participant(k)
                && !all
                    .iter()
                    .any(|q| q.1 == p || p.entity.is_some() && q.1.entity == p.entity)
            {
                all.push((f.first, p));
            }
        }
        let count = all.iter().filter(|p| p.0 < first_cut).count();
        let subject = if count >= 2 {
            all.remove(0).1
        } else {
            self.main_person()?
        };
        let mut groups: Vec<Vec<Participant>> = vec![Vec::new(); then.len() + 1];
        for (at, p) in all.into_iter().filter(|p| p.1 != subject) {
            groups[then.partition_point(|&c| c < at)].push(p);
        }
        if groups.iter().any(Vec::is_empty) {
            return None;
        }
        let place = self.place(t, r, m.clone());
        let date = self.date(t, &[], m);
        let trigger = doc.start(t.first, t.skip)..doc.end(t.last);
        let mut told = Vec::new();
        for g in groups {
            let all = std::iter::once(subject).chain(g).collect();
            self.events.push(Event::told(t.kind, trigger.clone(), all));
            let e = self.events.len() - 1;
            self.fill(e, &place, date);
            told.push(e);
        }
        Some(told)
    }

    /// "يلتقي قائدا الأركان في البلدين": a title that was not read as anybody's stands straight behind the verb. Who met is said,
    /// and it is not the one of the sentence before.
    fn subject_unread(&self, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let read = |i: usize| self.found.iter().any(|m| (m.first..m.last).contains(&i));
        let title = |i: usize| {
            let tag = |h: &crate::lexicon::Hit| {
                h.skip == 0 && matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Minister)
            };
            // "التقى الوزير": with the article it points back.
            doc.arabic(i) && !doc.w(i).starts_with("ال") && doc.at(i).iter().any(tag) && !read(i)
        };
        let verb = |i: usize| doc.does(i, MET);
        r.clone().any(|i| verb(i) && i + 1 < r.end && title(i + 1))
    }

    /// "يلتقي": a verb of meeting itself, of one.
    fn meets(&self, t: &Trigger) -> bool {
        self.verb(t).is_some_and(|v| {
            matches!(v.class, Class::Meet | Class::Face) && v.form.subject == Number::One
        })
    }

    /// Somebody is named straight behind `i`, past ranks.
    fn person_behind(&self, i: usize) -> bool {
        let rank = |k: usize| self.doc.at(k).iter().any(|h| h.tag == Tag::Rank);
        let person = |k: usize| {
            self.who_at(k)
                .is_some_and(|k| self.found[k].kind != MentionType::Organization)
        };
        let at = (i..i + 4).find(|&k| person(k) || !rank(k));
        at.is_some_and(person)
    }

    /// "حيث التقى X وY": a list of people straight behind the verb are all whom the one spoken of met.
    fn all_objects(&self, t: &Trigger, participants: &[Participant], r: &Range<usize>) -> bool {
        let doc = self.doc;
        let verb = self
            .verb(t)
            .is_some_and(|v| v.class == Class::Meet && v.form.subject == Number::One);
        let joined = matches!(doc.w(r.start), "حيث" | "كما" | "ثم")
            || t.first > r.start && doc.w(t.first - 1) == "ان"
            || doc.w(t.first).starts_with('و');
        let all = self.listed(t.last, r.end);
        let named = |p: &Participant| all.iter().any(|&k| self.participant(k).as_ref() == Some(p));
        let led = all.iter().skip(1).all(|&k| {
            let f = &self.found[k];
            let own = self.found.iter().any(|o| o.link.is_some_and(|l| l == k));
            own || (f.first.saturating_sub(3)..=f.first).any(|i| doc.w(i).starts_with('و'))
        });
        verb && joined && participants.len() > 1 && led && participants.iter().all(named)
    }

    /// "عقد جلسة مع X وY": between the verb and whom it names stands "with", so the one who met is not named.
    fn subjectless(&self, r: &Range<usize>, m: Range<usize>) -> bool {
        let doc = self.doc;
        let verb = |i: &usize| doc.does(*i, MET) || doc.does(*i, &[Class::Chair]);
        let Some(v) = r.clone().find(verb) else {
            return false;
        };
        let first = m.clone().map(|k| &self.found[k]).find(|f| {
            f.first > v
                && !f.inside
                && matches!(
                    f.kind,
                    MentionType::Person | MentionType::Office | MentionType::Organization
                )
        });
        // "أن X سيلتقي مع Y": the subject stands before the verb.
        let before = m.clone().map(|k| &self.found[k]).any(|f| {
            let own = self
                .found
                .iter()
                .any(|o| o.link.is_some_and(|l| std::ptr::eq(&self.found[l], f)));
            f.last <= v
                && v - f.last <= 3
                && (own || !f.inside)
                && matches!(
                    f.kind,
                    MentionType::Person | MentionType::Office | MentionType::Organization
                )
                && !(f.last..v).any(|i| doc.w(i) == "," && doc.w(v).starts_with('و'))
        });
        !before
            && first.is_some_and(|f| {
                (v..f.first).any(|i| matches!(doc.w(i), "مع" | "ومع"))
                    || f.skip > 0 && doc.w(f.first).starts_with('ب')
            })
    }

    /// "اتصالين هاتفيين مع نظيريه", "كل على حدة", "separate meetings": each of the others apart.
    fn apart(&self, t: &Trigger, r: Range<usize>) -> bool {
        let doc = self.doc;
        let several = |i: usize| {
            doc.w(i) == "انفراد"
                && doc
                    .w(i.saturating_sub(2))
                    .trim_start_matches('و')
                    .starts_with("كل")
                || matches!(
                    doc.w(i).trim_start_matches('و'),
                    "اتصالين"
                        | "مكالمتين"
                        | "لقايين"
                        | "لقاين"
                        | "اجتماعين"
                        | "جلستي"
                        | "حده"
                        | "حدي"
                        | "التوالي"
                        | "منفصلين"
                        | "منفصله"
                        | "منفصلتين"
                        | "separate"
                        | "separately"
                        | "separement"
                        | "سلسله"
                        | "respectively"
                )
        };
        // "لقاءات ثنائية مع كل من", "ثلاثة اتصالات"
        let plural = |i: usize| {
            let w = text::strip_article(doc.w(i).trim_start_matches(['و', 'ب', 'ل'])).to_owned();
            matches!(
                w.as_str(),
                "لقاات"
                    | "قاات"
                    | "محادثات"
                    | "مباحثات"
                    | "اجتماعات"
                    | "اتصالات"
                    | "مكالمات"
            ) && (i..(i + 8).min(r.end)).any(|k| {
                doc.w(k) == "كل" && doc.w(k + 1) == "من"
                    || matches!(doc.w(k), "ثناييه" | "منفصله")
                    || doc.w(k) == "هاتفيه"
            })
        };
        matches!(t.kind, "meeting" | "call") && r.clone().any(|i| several(i) || plural(i))
    }

    /// One event for each of the others, with the first.
    fn told_apart(
        &mut self,
        t: &Trigger,
        participants: &[Participant],
        place: &[usize],
        date: Option<usize>,
    ) -> Option<usize> {
        let trigger = self.doc.start(t.first, t.skip)..self.doc.end(t.last);
        let (first, others) = participants.split_first()?;
        for other in others {
            let two = vec![*first, *other];
            self.events.push(Event::told(t.kind, trigger.clone(), two));
            let e = self.events.len() - 1;
            self.fill(e, place, date);
        }
        Some(self.events.len() - 1)
    }

    /// The person the text was speaking of last.
    pub(super) fn main_person(&self) -> Option<Participant> {
        let person = |p: &Participant| {
            p.entity
                .is_none_or(|e| self.resolved.entities[e].kind == MentionType::Person)
        };
        let first = |e: &Event| e.participants.first().copied().filter(person);
        self.events.iter().rev().find_map(first)
    }

    pub(super) fn fill(&mut self, e: usize, place: &[usize], date: Option<usize>) {
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

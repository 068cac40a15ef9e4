//! Who comes: the subject of a journey, beside whom, and on whose invitation.

use std::ops::Range;

use super::company::somebody;
use super::{Participant, Teller, Trigger, push};
use crate::lexicon::{Class, Cue, Tag};
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    /// Who asked for the visit: "بدعوة من X", "تلبية لدعوة من X".
    pub(super) fn inviting(&self, m: Range<usize>) -> Option<Participant> {
        if self.french() {
            let who = |f: &Found| somebody(f) && self.latin_invites(f);
            let k = m.clone().find(|&k| who(&self.found[k]))?;
            return self.participant(k);
        }
        let k = m.clone().find(|&k| {
            let f = &self.found[k];
            let near = (1..9)
                .filter_map(|n| f.first.checked_sub(n))
                .take_while(|&i| {
                    self.doc.sentence[i] == self.doc.sentence[f.first] && self.doc.w(i) != ","
                })
                .any(|i| matches!(self.doc.w(i).trim_start_matches(['و', 'ب', 'ل']), "دعوه"));
            near && somebody(f)
        })?;
        self.participant(k)
    }

    /// "وذلك بدعوة من نظيره فلان" behind a sentence that told the visit.
    pub(super) fn invited_after(&mut self, r: &Range<usize>, m: Range<usize>) {
        let doc = self.doc;
        let cue = r.clone().take(14).any(|i| {
            doc.arabic(i) && doc.w(i).trim_start_matches('و') == "بدعوه"
                || self.french() && doc.w(i) == "invitation"
        });
        if cue && self.host.is_none() && self.events.last().is_some_and(|e| e.kind == "visit") {
            self.host = self.inviting(m);
        }
    }

    /// "الزيارة التي قام بها …"
    pub(super) fn relative(&self, t: &Trigger) -> bool {
        // "هذه الزيارة، التي تعد الثالثة": only what it is like.
        let like = |i: usize| {
            matches!(
                self.doc.w(i),
                "تعد"
                    | "تعتبر"
                    | "تندرج"
                    | "تاتي"
                    | "تدخل"
                    | "تعكس"
                    | "تجسد"
                    | "تستغرق"
                    | "تدوم"
                    | "تستمر"
                    | "تمتد"
                    | "تتزامن"
                    | "شكلت"
            )
        };
        (t.last..t.last + 3).any(|i| self.doc.w(i) == "التي" && !like(i + 1))
            || self.latin_relative(t)
    }

    /// "Participants visited the Academy": the body behind the verb does not come.
    fn latin_goal(&self, t: &Trigger, f: &Found) -> bool {
        let of = (1..3)
            .filter_map(|n| f.first.checked_sub(n))
            .any(|i| matches!(self.doc.w(i), "of" | "by" | "de" | "du" | "d"));
        self.doc.latin(t.first) && f.first >= t.last && !of && !self.sent(f)
    }

    /// "The visit by X", "la visite du ministre X", "the trip that X made": whose it is follows.
    fn latin_relative(&self, t: &Trigger) -> bool {
        let whose = matches!(
            self.doc.w(t.last),
            "by" | "of"
                | "de"
                | "du"
                | "d"
                | "that"
                | "which"
                | "que"
                | "qu"
                | "paid"
                | "made"
                | "effectuee"
        );
        let who = |f: &Found| {
            (t.last + 1..t.last + 6).contains(&f.first)
                && matches!(f.kind, MentionType::Person | MentionType::Office)
        };
        t.kind == "visit" && self.doc.latin(t.first) && whose && self.found.iter().any(who)
    }

    /// Who visits: behind a verb its subject, else the person before the trigger.
    pub(super) fn visitor(
        &self,
        t: &Trigger,
        all: &[Trigger],
        r: Range<usize>,
        m: Range<usize>,
    ) -> Vec<Participant> {
        if self.english() {
            let back = self.english_back(t, &r);
            let own = self.english_guest(t, m.clone());
            let own = own.or_else(|| self.english_invited(t, m.clone()));
            if own.is_some() || !back.is_empty() {
                let mut out: Vec<Participant> = own.into_iter().collect();
                for (_, p) in back.into_iter().filter(|_| own.is_none()) {
                    push(&mut out, p);
                }
                return out;
            }
        }
        // "أطلع اللواء فلان وفدا من الوزارة على": those whom he shows it.
        let guests = (t.last..r.end).find(|&i| self.is_delegation(i));
        if let Some(at) = guests.filter(|_| self.doc.does(t.first, &[Class::Show]))
            && self.begin(t.last, at).iter().any(somebody)
        {
            let all = self.heads_of(at, &r).into_iter();
            return all.filter_map(|k| self.participant(k)).collect();
        }
        if let Some(mut said) = self.latin_visitor(t, m.clone()) {
            for p in self.english_along(&r) {
                push(&mut said, p);
            }
            return said;
        }
        let who = |k: &usize| {
            somebody(&self.found[*k])
                && !self.absent(&self.found[*k])
                && !self.says_who_went(&self.found[*k], t)
                && !self.latin_invites(&self.found[*k])
                && !self.others_go(&self.found[*k], t)
                && (!self.english()
                    || !self.speaks_for(&self.found[*k])
                        && (!self.latin_speaks(&self.found[*k], t)
                            // "X said a visit he made to Y"
                            || matches!(self.doc.w(t.last), "he" | "she")))
        };
        let before = (m.clone().rev())
            .find(|k| self.found[*k].last <= t.first && who(k))
            .filter(|_| !self.welcomed(t, &r));
        let after = (m.clone()).find(|k| self.found[*k].first >= t.last && who(k));
        let verb =
            self.doc.arabic(t.first) && !self.word(t).trim_start_matches("ال").starts_with("زيار");
        // "قام X بزيارة", "يقوم X … بزيارة": the verb before the noun has the subject.
        let relative = self.relative(t);
        let first = m.clone().find(|k| who(k));
        let subject = self
            .subject_of_visit(t, all)
            .and_then(|v| m.clone().find(|k| self.found[*k].first > v && who(k)));
        // "أن المسؤول الأمني البرازيلي يقوم بزيارة على رأس وفد يضم X"
        // "رحب الوزير بزيارة منسق مكافحة الإرهاب": whose it is stands straight behind.
        let whose = after.is_some_and(|k| self.found[k].first == t.last) && !self.possessive(t);
        // "رحب X بزيارة الأمين العام إلى ليبيا": whose it is, by his title.
        let noun = !verb && !self.possessive(t) && self.doc.arabic(t.first);
        if let Some(p) = self.by_title(t.last, r.end).filter(|_| noun && !relative) {
            return vec![p];
        }
        if self.doc.arabic(t.first) && before.is_none() && !self.relative(t) && !whose {
            let subject = self.points_to(r.start..t.first);
            // "وكان معاليه قد بدأ زيارته": of the one who visits.
            let told = self.events.iter().rev().find(|e| e.kind == "visit");
            let guest = told.and_then(|e| e.participants.first().copied());
            if let Some(guest) = guest.filter(|_| !subject.is_empty() && self.possessive(t)) {
                return vec![guest];
            }
            if !subject.is_empty() {
                let mut out: Vec<Participant> = subject.into_iter().map(|(_, p)| p).collect();
                for p in self.companions(r.clone()) {
                    if !p.among(&out) {
                        out.push(p);
                    }
                }
                return out;
            }
        }
        // "في إطار زيارة سموه الرسمية": whose it is stands straight behind.
        if self.doc.arabic(t.first)
            && super::back::courtesy(self.doc.w(t.last))
            && let Some(p) = self.honoured(t.last)
        {
            return vec![p];
        }
        if let Some(sent) = self.delegation_goes(t, &r) {
            return sent;
        }
        let guest = self.received_guest(t, &r, m.clone());
        // "وقال X عقب محادثات مع Y إن زيارته إلى …": his who speaks.
        let guest = guest.or_else(|| {
            let said = t.first > r.start && matches!(self.doc.w(t.first - 1), "ان" | "بان");
            let v =
                (r.start..t.first).find(|&i| self.doc.does(i, &[Class::Say, Class::Announce]))?;
            m.clone()
                .filter(who)
                .find(|&k| self.found[k].first > v)
                .filter(|_| said && self.possessive(t))
        });
        // "والتقى في الزيارة التي قام بها إلى … كلا من X": he who is left out.
        let begins = self
            .doc
            .does(r.start, &[Class::Meet, Class::Hold, Class::Receive]);
        let done = (t.last..t.last + 3).any(|i| {
            self.doc.does(i, &[Class::Undertake])
                && self.doc.w(i + 1) == "بها"
                && !self.person_behind(i + 2)
        });
        if self.doc.arabic(t.first)
            && relative
            && begins
            && done
            && before.is_none()
            && guest.is_none()
        {
            let at = self.doc.start(r.start, 0);
            let told = self.events.iter().rev().find(|e| e.trigger.start < at);
            let one = told.and_then(|e| e.participants.first().copied());
            return one.filter(|p| self.is_person(p)).into_iter().collect();
        }
        let k = if guest.is_some() {
            guest
        } else if relative {
            first
        } else if subject.is_some_and(|k| self.found[k].last <= t.first) {
            subject
        } else if matches!(
            self.doc.w(t.last),
            "قام"
                | "قامت"
                | "يقوم"
                | "اداها"
                | "ادتها"
                | "اجراها"
                | "اجرتها"
                | "يجريها"
                | "يوديها"
        ) && self.doc.arabic(t.first)
        {
            // "زيارة قام بها X"; "عاين X خلال زيارة أداها إلى مالطا"
            after.or(before)
        } else if verb {
            let clear = |k| self.led(t.last, k) || self.clear(t.last, k);
            after
                .filter(|&k| self.behind(t.last, k) || before.is_none() && clear(k))
                .or(before)
        } else {
            // "زيارة X إلى روما": whose it is stands straight behind.
            let own = after.filter(|&k| {
                let first = self.found[k].first;
                // "زيارة للرئيس السوداني، X": past a title and his country.
                // "زيارة نظيره القطري، X إلى عمان"
                let other = self
                    .doc
                    .find(t.last, |h| h.tag == Tag::Counterpart)
                    .is_some();
                let titled = (other || self.doc.w(t.last).starts_with("لل"))
                    && (t.last..first).all(|i| self.titled_word(i))
                    && first <= t.last + 4;
                self.doc.arabic(t.first) && !self.possessive(t) && (first == t.last || titled)
            });
            own.or_else(|| self.who_meets_abroad(t, &r, m.clone()))
                .or(before)
                .or(after.filter(|_| all.len() == 1 || self.own_journey(t)))
        };
        let body = |k: usize| {
            let f = &self.found[k];
            f.kind == MentionType::Organization && !f.inside
        };
        if let Some(p) = k.and_then(|k| self.participant(k)) {
            // "زار وفد من المنظمة يقوده فلان": the body comes beside its head.
            let head = k.filter(|&k| self.doc.arabic(self.found[k].first));
            let sent = m.clone().filter(|&o| {
                let f = &self.found[o];
                let led = f.last <= t.first
                    && (f.last..(f.last + 3).min(t.first)).any(|i| {
                        matches!(
                            self.doc.w(i),
                            "برياسته" | "بقيادته" | "برياستها" | "بقيادتها"
                        )
                    });
                body(o)
                    && head.is_some_and(|h| f.last <= self.found[h].first || led || self.at_head(f))
                    && self.sent(f)
            });
            let mut out: Vec<Participant> = std::iter::once(p)
                .chain(sent.filter_map(|o| self.participant(o)))
                .collect();
            for p in head
                .map(|h| self.beside_subject(h, m.clone()))
                .unwrap_or_default()
            {
                if !out.contains(&p) {
                    out.push(p);
                }
            }
            let english = self.english_along(&r);
            let along = self.companions(r).into_iter().chain(english);
            for p in along.filter(|p| !p.among(&out)).collect::<Vec<_>>() {
                out.push(p);
            }
            return out;
        }
        let back = self.points_to(r);
        if !back.is_empty() {
            return back.into_iter().map(|(_, p)| p).collect();
        }
        // Whom the journey goes to does not come: "إلى المركز", "زار المعهد".
        let goal = |f: &Found| {
            self.doc.arabic(f.first)
                && f.first >= t.last
                && !self.sent(f)
                && (!verb
                    || self.doc.w(f.first.saturating_sub(1)) == "الي"
                    || f.skip > 0
                    || self.doc.does(t.first, &[Class::Visit]))
        };
        m.filter(|&k| {
            let f = &self.found[k];
            body(k)
                && (f.last <= t.first || f.first <= t.last + 2 || self.sent(f))
                && !goal(f)
                && !(self.french() && !self.stands_for(f.first) && f.last > t.first)
                && !self.subject_of_another(f, t)
                && !self.latin_goal(t, f)
                && !self.bystander(f, t.kind)
        })
        .find_map(|k| self.participant(k))
        .into_iter()
        .collect()
    }

    /// "رحب X بزيارة وفد المنظمة", "ثمن X زيارة الوفد": it is not X who comes.
    fn welcomed(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let word = doc.w(t.first);
        let says = |i: usize| doc.does(i, &[Class::Say]);
        let prized = |i: usize| says(i) && doc.w(i).contains("ثمن");
        let undertaken = |i: usize| doc.does(i, &[Class::Undertake]);
        let by = word.starts_with("بزيار");
        doc.arabic(t.first)
            && (by || word.starts_with("زيار"))
            && !self.possessive(t)
            && (r.start..t.first)
                .rev()
                .take_while(|&i| !undertaken(i))
                .any(|i| if by { says(i) } else { prized(i) })
    }

    /// "وأعلن X أن وفدا من الشرطة سيزور لاهاي": between who says it and the verb stands a delegation whose head nobody names.
    fn delegation_goes(&self, t: &Trigger, r: &Range<usize>) -> Option<Vec<Participant>> {
        let doc = self.doc;
        let verb = self.verb(t).filter(|v| v.form.object.is_none());
        let at = (r.start.max(t.first.saturating_sub(14))..t.first)
            .rev()
            .find(|&i| self.is_delegation(i) && !doc.w(i).contains("ال"))?;
        let that = (r.start..at).any(|i| matches!(doc.w(i), "ان" | "بان"));
        let person = self.between(at, t.first).any(|k| somebody(&self.found[k]));
        let led = (at..(t.last + 12).min(r.end)).any(|i| {
            matches!(
                doc.w(i),
                "برياسته"
                    | "بقيادته"
                    | "برياسه"
                    | "بقياده"
                    | "يتراسه"
                    | "يقوده"
                    | "يتقدمه"
            )
        });
        verb.filter(|_| that && !person && !led)?;
        let body = self.between(at, t.first).find(|&k| {
            let f = &self.found[k];
            f.kind == MentionType::Organization && !f.inside
        })?;
        Some(self.participant(body).into_iter().collect())
    }

    /// "يزور X الأردن على رأس وفد رفيع من الدرك"
    fn at_head(&self, f: &Found) -> bool {
        let doc = self.doc;
        (2..8)
            .filter_map(|n| f.first.checked_sub(n))
            .any(|i| doc.w(i) == "راس" && self.doc.cue(i + 1, Cue::Delegation))
    }

    /// "استقبل X نظيره Y، في إطار زيارته": it is the guest who visits.
    fn received_guest(&self, t: &Trigger, r: &Range<usize>, m: Range<usize>) -> Option<usize> {
        let doc = self.doc;
        let own = self.word(t).starts_with("زيارت") && self.possessive(t);
        let classes = [Class::Receive, Class::Meet, Class::Discuss];
        let verb = (r.start..t.first).find(|&i| {
            doc.verb(i)
                .is_some_and(|v| classes.contains(&v.class) && v.form.object.is_none())
        })?;
        let (mut seen, mut at): (Vec<Participant>, Vec<usize>) = Default::default();
        for k in m.filter(|_| own) {
            let f = &self.found[k];
            if f.first > verb
                && f.last <= t.first
                && somebody(f)
                && let Some(p) = self.participant(k)
                && !p.among(&seen)
            {
                seen.push(p);
                at.push(k);
                if let [host, guest] = at[..] {
                    let home = self.lies_in(t).is_some_and(|iso| {
                        self.comes_from(&seen[1], &iso) && !self.comes_from(&seen[0], &iso)
                    });
                    let own = home || doc.does(verb, &[Class::Discuss]);
                    return Some(if own { host } else { guest });
                }
            }
        }
        None
    }

    /// "التقى X نظيره Y في أنقرة، في زيارة رسمية": it is X who came.
    fn who_meets_abroad(&self, t: &Trigger, r: &Range<usize>, m: Range<usize>) -> Option<usize> {
        let doc = self.doc;
        if doc.before(t.first, 1) != "في" || self.possessive(t) {
            return None;
        }
        let verb = (r.start..t.first).find(|&i| doc.does(i, &[Class::Meet]))?;
        let received = (r.start..t.first).any(|i| doc.does(i, &[Class::Receive]));
        // "التقى الوزير المغربي نظيره في الرباط، في زيارة": not he.
        let at_home = |k: usize| {
            let who = self.participant(k);
            let before = self.between(self.found[k].last, t.first);
            let land = self.lies_in(t).or_else(|| self.land_in(before));
            who.is_some_and(|p| land.is_some_and(|iso| self.comes_from(&p, &iso)))
        };
        m.into_iter()
            .find(|&k| self.found[k].first > verb && somebody(&self.found[k]))
            .filter(|&k| !received && self.found[k].last < t.first && !at_home(k))
    }

    /// "استقبلت السلطات الأمنية وفدا من الحرس المدني": of a host in general only the guest is known, who came.
    pub(super) fn nobody_receives(&self, t: &Trigger, end: usize) -> Trigger {
        let doc = self.doc;
        let host = t.last
            + usize::from(matches!(
                doc.w(t.last),
                "السلطات"
                    | "الاجهزه"
                    | "الجهات"
                    | "المصالح"
                    | "القيادات"
                    | "سلطات"
                    | "قيادات"
                    | "مسوولون"
                    | "مسوولو"
            ));
        let guest = (host..end.min(host + 7)).find(|&i| self.is_delegation(i));
        let general = host > t.last && guest.is_some_and(|g| !self.named_in(t.last..g));
        let receives = doc.does(t.first, &[Class::Receive]) && general;
        let kind = if receives { "visit" } else { t.kind };
        Trigger { kind, ..*t }
    }

    /// "أطلعت شرطة دبي وفدا من … على …", "اطلع وفد من … على …": a delegation not spoken of before.
    pub(super) fn shows(&self, from: usize, end: usize) -> bool {
        let doc = self.doc;
        let near = from..end.min(from + 9);
        let came = near.clone().find(|&i| self.is_delegation(i));
        came.is_some_and(|i| {
            let named = self.between(i + 1, (i + 9).min(end)).any(|k| {
                let f = &self.found[k];
                f.kind.acts() && !f.inside
            });
            let on = (i + 1..end.min(i + 40)).any(|k| doc.w(k) == "علي");
            !doc.w(i).contains("ال") && named && on
        })
    }

    /// "زيارته إلى جيبوتي": the country the journey goes to.
    fn lies_in(&self, t: &Trigger) -> Option<String> {
        self.land_in(self.between(t.last, t.last + 6))
    }

    /// The country of the first place among the mentions `m`.
    fn land_in(&self, mut m: Range<usize>) -> Option<String> {
        let place = m.find(|&k| self.found[k].kind == MentionType::Location)?;
        let entity = &self.resolved.entities[self.resolved.of[place]?];
        let id = entity.known.clone().filter(|id| id.len() == 2);
        entity.country.clone().or(id)
    }

    /// The text says that he is of that country.
    fn comes_from(&self, p: &Participant, iso: &str) -> bool {
        self.lands
            .iter()
            .any(|l| Some(l.person) == p.entity && l.iso == iso)
    }

    /// A title, a nationality or a comma before a name.
    fn titled_word(&self, i: usize) -> bool {
        let title = |h: &crate::lexicon::Hit| {
            matches!(
                h.tag,
                crate::lexicon::Tag::Rank
                    | crate::lexicon::Tag::Nat(_)
                    | crate::lexicon::Tag::Counterpart
            )
        };
        self.doc.w(i) == "," || self.doc.at(i).iter().any(title) || self.doc.in_nationality(i)
    }

    /// The person or office stands straight behind `from`, past ranks.
    fn behind(&self, from: usize, k: usize) -> bool {
        let first = self.found[k].first;
        // "زار الوزير الفرنسي فلان تونس"
        let rank = |i: usize| {
            use crate::lexicon::Tag;
            let title = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Rank | Tag::Nat(_));
            self.doc.at(i).iter().any(title) || self.doc.in_nationality(i)
        };
        first <= from + 1 || first <= from + 5 && (from..first).all(rank)
    }

    /// Between the verb and its subject only places, days and small words stand: "وصل إلى الخرطوم أمس الفريق X".
    fn clear(&self, from: usize, k: usize) -> bool {
        let doc = self.doc;
        let mentioned = |i: usize| {
            self.found.iter().any(|f| {
                matches!(f.kind, MentionType::Location | MentionType::Date)
                    && (f.first..f.last).contains(&i)
            })
        };
        // "إلى مطار الملك فيصل الدولي بالمدينة": what a gate is called.
        let gate = |i: usize| {
            (i.saturating_sub(4)..=i)
                .any(|j| j >= from && matches!(doc.w(j), "مطار" | "ميناء" | "مينا" | "قاعده"))
        };
        (from..self.found[k].first).all(|i| {
            mentioned(i)
                || gate(i)
                || doc.at(i).iter().any(|h| h.tag == crate::lexicon::Tag::Rank)
                || matches!(
                    doc.w(i),
                    "الي"
                        | ","
                        | "مسا"
                        | "صباح"
                        | "ظهر"
                        | "ليله"
                        | "حاليا"
                        | "رسميا"
                        | "العاصمه"
                        | "مدينه"
                        | "بمدينه"
                        | "مطار"
                        | "في"
                        | "يوم"
                )
        })
    }

    /// "يزور X وY بغداد": further subjects joined to the first by و.
    pub(super) fn beside_subject(&self, head: usize, m: Range<usize>) -> Vec<Participant> {
        let doc = self.doc;
        let mut out = Vec::new();
        let mut last = self.found[head]
            .link
            .map_or(self.found[head].last, |l| self.found[l].last);
        last = last.max(self.found[head].last);
        for k in m.filter(|&k| k > head) {
            let f = &self.found[k];
            if f.inside
                || f.first < last
                || !matches!(f.kind, MentionType::Person | MentionType::Office)
            {
                continue;
            }
            let lead = (last..f.first)
                .chain(std::iter::once(f.first))
                .find(|&i| doc.w(i).starts_with('و'));
            // "بحث X، ومدير الشرطة Y، التعاون"
            let comma = |i: usize| {
                doc.w(i) == "," && i == last && Some(i + 1) == lead && doc.verb(i + 1).is_none()
            };
            let near = f.first - last <= 3
                && (last..f.first).all(|i| {
                    comma(i)
                        || doc.w(i) != ","
                            && (Some(i) == lead
                                || doc.at(i).iter().any(|h| {
                                    matches!(
                                        h.tag,
                                        crate::lexicon::Tag::Rank
                                            | crate::lexicon::Tag::Nat(_)
                                            | crate::lexicon::Tag::Counterpart
                                    )
                                }))
                });
            let joined = lead.is_some_and(|i| i < f.first || f.skip > 0);
            let own = self.found[head].link == Some(k);
            if own {
                last = f.last;
                continue;
            }
            if !near || !joined {
                break;
            }
            out.extend(self.participant(k));
            last = f.link.map_or(f.last, |l| self.found[l].last.max(f.last));
        }
        out
    }

    /// "وصل … وفد برئاسة X", or X after words that name nobody else: X is who came.
    fn led(&self, from: usize, k: usize) -> bool {
        (from..self.found[k].first).any(|i| {
            matches!(
                self.doc.w(i),
                "برياسه" | "بقياده" | "يتراسه" | "يقوده" | "يتقدمه" | "وفد"
            )
        })
    }

    /// "قام X، مرفوقا ب Y، بزيارة": the verb that the noun of a visit completes, in its sentence.
    fn subject_of_visit(&self, t: &Trigger, all: &[Trigger]) -> Option<usize> {
        let doc = self.doc;
        // "أدى X، رفقة Y، زيارة": the noun is the verb's object, and no other stands between.
        let bare = t.skip == 0 && doc.arabic(t.first) && doc.w(t.first) == "زياره";
        if bare {
            let from = self.sentence_of(t.first).start;
            let verb = (from.max(t.first.saturating_sub(40))..t.first)
                .rev()
                .find(|&i| doc.does(i, &[Class::Undertake, Class::Hold]))?;
            let other = all.iter().any(|o| o.first > verb && o.first < t.first);
            return (!other).then_some(verb);
        }
        let completes = t.skip > 0 && doc.w(t.first).starts_with('ب');
        let sentence = doc.sentence[t.first];
        let verb = |i: &usize| {
            matches!(
                doc.w(*i).trim_start_matches('و'),
                "قام" | "قامت" | "يقوم" | "تقوم" | "سيقوم"
            )
        };
        (0..t.first)
            .rev()
            .take_while(|&i| doc.sentence[i] == sentence)
            .find(verb)
            .filter(|_| completes)
    }

    /// "X was grateful, as a contingent had arrived in Rome": between him and the verb others are its subject.
    pub(super) fn others_go(&self, f: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        let group = |w: &str| {
            matches!(
                w,
                "contingent"
                    | "officers"
                    | "troops"
                    | "soldiers"
                    | "experts"
                    | "personnel"
                    | "convoy"
                    | "aircraft"
                    | "ship"
                    | "vessel"
                    | "plane"
                    | "flight"
                    | "shipment"
                    | "team"
                    | "group"
            )
        };
        let begins = |i: usize| {
            matches!(
                doc.w(i),
                "as" | "while" | "when" | "that" | "after" | "because" | "since" | "where" | "said"
            ) && matches!(
                doc.w(i + 1),
                "a" | "an" | "some" | "several" | "the" | "more" | "another"
            )
        };
        let from = (f.last..t.first).rev().find(|&i| begins(i));
        self.english()
            && from.is_some_and(|i| {
                (i + 2..t.first).any(|k| group(doc.w(k)))
                    && !self.between(i, t.first).any(|k| somebody(&self.found[k]))
                    && !(i + 1..t.first).any(|k| {
                        matches!(
                            doc.w(k),
                            "he" | "she" | "they" | "led" | "headed" | "his" | "her"
                        )
                    })
            })
    }

    /// Of `all`, those a preposition brings in and those listed behind them: "accompanied by X, Y and Z".
    pub(super) fn drawn_along(&self, all: &[usize], oblique: impl Fn(usize) -> bool) -> Vec<usize> {
        let doc = self.doc;
        let mut out: Vec<usize> = Vec::new();
        for (n, &k) in all.iter().enumerate() {
            let after = n.checked_sub(1).map(|b| all[b]).filter(|b| out.contains(b));
            let comma = |a: usize, b: usize| {
                let (_, end) = self.with_office(&self.found[a]);
                let (start, _) = self.with_office(&self.found[b]);
                end + 1 == start && doc.w(end) == ","
            };
            let more = |a: usize| {
                self.with_office(&self.found[a]) == self.with_office(&self.found[k])
                    || self.joined_subjects(a, k)
                    || comma(a, k) && all.get(n + 1).is_some_and(|&c| self.joined_subjects(k, c))
            };
            if oblique(k) || self.english() && after.is_some_and(more) {
                out.push(k);
            }
        }
        out
    }
}

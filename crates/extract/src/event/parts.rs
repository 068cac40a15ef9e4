//! Who takes part in what a trigger tells, where and when.

use std::ops::Range;

use super::{Participant, Teller, Trigger};
use crate::entity::alias_of;
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    pub(super) fn participant(&self, k: usize) -> Option<Participant> {
        let m = &self.found[k];
        let entity = self.resolved.of[k]?;
        match m.kind {
            MentionType::Person => {
                let office = self.resolved.entities.iter().position(|e| {
                    // What somebody was before is not what he comes as.
                    let over = e.term.is_some_and(|t| t.former);
                    e.kind == MentionType::Office && e.holder == Some(entity) && !over
                });
                Some(Participant {
                    entity: Some(entity),
                    office,
                })
            }
            MentionType::Office => match self.resolved.entities[entity].holder {
                Some(h) => Some(Participant {
                    entity: Some(h),
                    office: (!self.over(entity)).then_some(entity),
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

    /// The office is a former one.
    fn over(&self, office: usize) -> bool {
        self.resolved.entities[office]
            .term
            .is_some_and(|t| t.former)
    }

    /// "أعلن المتحدث باسم …": who announces it was not there.
    fn speaks_for(&self, m: &Found) -> bool {
        let title = self.doc.w(m.first);
        m.kind == MentionType::Office
            && matches!(
                title,
                "المتحدث"
                    | "متحدث"
                    | "المتحدثه"
                    | "الناطق"
                    | "ناطق"
                    | "الناطقه"
                    | "porte"
                    | "spokesman"
                    | "spokeswoman"
                    | "spokesperson"
            )
    }

    /// The organisation is where it happened, who said so, or who somebody works for.
    pub(super) fn bystander(&self, m: &Found, kind: &str) -> bool {
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
        // "the Structure of the Organisation": the second is where the first belongs.
        let of = matches!(b(1), "of" | "de" | "du") || b(1) == "the" && b(2) == "of";
        let back = if b(1) == "the" { 2 } else { 1 };
        let whole = |o: &Found| o.kind == MentionType::Organization && o.last + back == m.first;
        // "Director Jane Roe of the Bureau": whom she works for.
        let hers = |o: &Found| o.kind == MentionType::Person && o.last + back == m.first;
        if of && self.found.iter().any(|o| whole(o) || hers(o)) {
            return true;
        }
        if announces(b(1))
            || announces(b(2)) && matches!(b(1), "le" | "la" | "the")
            || announces(b(3)) && b(1) == "'"
        {
            // Who announces an operation took part in it; who announces a meeting need not have.
            return kind != "operation";
        }
        // "ممثلون عن الإنتربول" were there, "بيان عن الإنتربول" was not.
        let sent = b(1) == "عن"
            && matches!(
                b(2).trim_start_matches('و'),
                "ممثلين"
                    | "ممثلون"
                    | "ممثل"
                    | "ممثله"
                    | "مسوولين"
                    | "مسوولون"
                    | "وفد"
                    | "وفدا"
                    | "فد"
                    | "فدا"
                    | "بوفد"
                    | "ووفد"
                    | "ووفدا"
            );
        // "لرؤساء مكاتب المنظمة", "بناء على معلومات وفرتها الوكالة": those who lead or tell it, not it.
        let of_heads = matches!(
            b(1).trim_start_matches(['ل', 'ب', 'و']),
            "روسا"
                | "زرا"
                | "وزرا"
                | "قاده"
                | "مدرا"
                | "مديري"
                | "ضباط"
                | "عناصر"
                | "جهود"
                | "دور"
                | "مهام"
        ) && !matches!(kind, "training" | "operation");
        // "أوروبول، الذي لم يشارك في العملية"
        let out = {
            let k = m.last + usize::from(self.doc.w(m.last) == ",");
            matches!(self.doc.w(k), "الذي" | "التي") && matches!(self.doc.w(k + 1), "لم" | "لن")
        };
        let issued = matches!(
            b(1),
            "اصدرته"
                | "اصدرتها"
                | "اصدره"
                | "نشرته"
                | "نشرتها"
                | "نشره"
                | "داعيا"
                | "داعيه"
                | "حاثا"
        );
        let informs = kind != "operation"
            && matches!(
                b(1),
                "فرتها" | "وفرتها" | "وفرها" | "قدمتها" | "قدمها" | "تلقتها"
            )
            && self.doc.arabic(m.first);
        near(b(1)) && !sent
            || of_heads
            || out
            || issued
            || informs
            || at
            || said
            || matches!(b(1), "the" | "le" | "la" | "les") && near(b(2))
            || matches!(b(1), "la" | "le" | "l" | "'") && near(b(3))
    }

    /// "وقال مدير … إن الأكاديمية ستستضيف": who only says it, not "أعلن … أنه بحث".
    fn speaks(&self, m: &Found, all: Range<usize>) -> bool {
        let doc = self.doc;
        let of = |o: &&Found| {
            let holds = |l: usize| std::ptr::eq(&self.found[l], m);
            o.kind == MentionType::Office && o.last <= m.first && o.link.is_some_and(holds)
        };
        // "Ambassador Whitmore announced on Thursday."
        let named = m.link.map_or(m.last, |l| self.found[l].last.max(m.last));
        if matches!(
            doc.w(named),
            "announced" | "said" | "told" | "added" | "confirmed" | "stressed" | "called"
        ) {
            return true;
        }
        let mut first = self.found.iter().find(of).map_or(m.first, |o| o.first);
        let rank = |i: usize| doc.at(i).iter().any(|h| h.tag == crate::lexicon::Tag::Rank);
        while first > 0 && rank(first - 1) {
            first -= 1;
        }
        let before = first.checked_sub(1).map_or("", |i| doc.w(i));
        let said = matches!(
            before.trim_start_matches('و'),
            "قال"
                | "قالت"
                | "اضاف"
                | "اضافت"
                | "اكد"
                | "اكدت"
                | "ضح"
                | "ضحت"
                | "اوضح"
                | "اوضحت"
                | "ذكر"
                | "ذكرت"
                | "صرح"
                | "صرحت"
                | "اعلن"
                | "اعلنت"
                | "كشف"
                | "كشفت"
                | "اشار"
                | "اشارت"
                | "said"
        );
        if !said || self.at_it(m) {
            return false;
        }
        let end = all.last().map_or(m.last, |k| self.found[k].last);
        let own = (m.last..end).any(|i| matches!(doc.w(i), "انه" | "انها" | "بانه" | "بانها"));
        let far = end.max(m.last + 6).min(doc.len());
        let that = (m.last..far).any(|i| {
            matches!(doc.w(i), "ان" | "بان" | "that") && doc.sentence[i] == doc.sentence[m.first]
        });
        that && !own
    }

    /// "وأكد X، خلال لقائه Y، أن …": he speaks at the meeting he holds.
    fn at_it(&self, m: &Found) -> bool {
        let doc = self.doc;
        let sentence = doc.sentence[m.first];
        let own = |i: usize| {
            matches!(
                doc.w(i).trim_start_matches(['و', 'ب', 'ل']),
                "قايه"
                    | "لقايه"
                    | "قاءه"
                    | "لقاءه"
                    | "لقايها"
                    | "قايها"
                    | "استقباله"
                    | "استقبالها"
                    | "اجتماعه"
                    | "اجتماعها"
                    | "مباحثاته"
                    | "محادثاته"
                    | "مباحثاتها"
                    | "زيارته"
                    | "زيارتها"
                    | "مشاركته"
                    | "افتتاحه"
                    | "تروسه"
                    | "ترووسه"
                    | "قاييه"
            )
        };
        let until = (m.last..doc.len())
            .take_while(|&i| doc.sentence[i] == sentence && !matches!(doc.w(i), "ان" | "بان"));
        until.into_iter().any(own)
    }

    /// "وفد من المنظمة", "a delegation from the Agency".
    fn sent(&self, m: &Found) -> bool {
        let doc = self.doc;
        (1..6).filter_map(|n| m.first.checked_sub(n)).any(|i| {
            matches!(
                doc.w(i).trim_start_matches(['و', 'ب', 'ل']),
                "فد" | "فدا" | "delegation" | "team"
            ) && doc.sentence[i] == doc.sentence[m.first]
        })
    }

    /// "وممثل عن المنظمة", "ممثلي الوكالة"
    fn represented(&self, m: &Found) -> bool {
        let b = |n: usize| m.first.checked_sub(n).map_or("", |i| self.doc.w(i));
        let who = |w: &str| {
            matches!(
                w.trim_start_matches(['و', 'ب']),
                "ممثل"
                    | "ممثله"
                    | "ممثلين"
                    | "ممثلون"
                    | "ممثلي"
                    | "مندوب"
                    | "مندوبين"
                    | "مندوبي"
            )
        };
        who(b(1)) || matches!(b(1), "عن" | "من") && who(b(2))
    }

    /// Who asked for the visit: "بدعوة من X", "تلبية لدعوة من X".
    pub(super) fn inviting(&self, m: Range<usize>) -> Option<Participant> {
        let k = m.clone().find(|&k| {
            let f = &self.found[k];
            let near = (1..9)
                .filter_map(|n| f.first.checked_sub(n))
                .take_while(|&i| {
                    self.doc.sentence[i] == self.doc.sentence[f.first] && self.doc.w(i) != ","
                })
                .any(|i| matches!(self.doc.w(i).trim_start_matches(['ب', 'ل']), "دعوه"));
            near && matches!(f.kind, MentionType::Person | MentionType::Office) && !f.inside
        })?;
        self.participant(k)
    }

    /// "أعلنت وزارة الداخلية أن …", "the ministry announced".
    fn announces(&self, m: &Found) -> bool {
        let doc = self.doc;
        let b = m.first.checked_sub(1).map_or("", |i| doc.w(i));
        matches!(
            b.trim_start_matches('و'),
            "اعلنت"
                | "اعلن"
                | "افادت"
                | "افاد"
                | "ذكرت"
                | "ذكر"
                | "اكدت"
                | "اكد"
                | "قالت"
                | "اوضحت"
                | "اوضح"
                | "كشفت"
                | "ضحت"
                | "ضح"
        ) && !(m.last..m.last + 3).any(|i| {
            matches!(doc.w(i), "ان" | "انه" | "انها") && matches!(doc.w(i + 1), "عمليه" | "عمليات")
        }) || matches!(
            doc.w(m.last),
            "said" | "announced" | "reported" | "confirmed" | "annonce" | "indique"
        ) || matches!(b, "annonce" | "indique" | "by")
            && matches!(doc.w(m.first.saturating_sub(2)), "a" | "announced" | "said")
    }

    pub(super) fn participants(
        &self,
        t: &Trigger,
        r: Range<usize>,
        m: Range<usize>,
    ) -> Vec<Participant> {
        let mut out: Vec<Participant> = Vec::new();
        let mut named: Vec<usize> = Vec::new();
        let mut add = |p: Participant, at: usize| {
            let same = |q: &Participant| {
                if p.entity.is_some() {
                    q.entity == p.entity
                } else {
                    q.entity.is_none() && q.office == p.office
                }
            };
            if !out.iter().any(same) {
                out.push(p);
                named.push(at);
            }
        };
        for k in m.clone() {
            let f = &self.found[k];
            if matches!(f.kind, MentionType::Person | MentionType::Office)
                && !f.inside
                && !self.speaks_for(f)
                && !self.absent(f)
                && !self.speaks(f, m.clone())
                && !self.latin_speaks(f, t)
                && !self.latin_watches(f, t)
                && let Some(p) = self.participant(k)
            {
                add(p, f.first);
            }
        }
        if matches!(t.kind, "meeting" | "call" | "agreement") && !t.definite {
            let back = self.points_to(r);
            if !back.is_empty() {
                // In the order of the text: who is spoken of first is the subject.
                for (at, p) in back {
                    let before = named.iter().filter(|&&n| n < at).count();
                    if !out
                        .iter()
                        .any(|q| p.entity.is_some() && q.entity == p.entity || *q == p)
                    {
                        let before = before.min(out.len());
                        out.insert(before, p);
                        named.insert(before, at);
                    }
                }
            }
        }
        let few = out.len() < 2;
        let alone = out.is_empty();
        let several = m
            .clone()
            .filter(|&k| {
                self.found[k].kind == MentionType::Organization
                    && !self.bystander(&self.found[k], t.kind)
            })
            .count()
            > 1;
        let bodies = matches!(
            t.kind,
            "conference" | "training" | "operation" | "communique" | "consultation"
        );
        if !bodies && !few {
            // "وفدا من المنظمة برئاسة فلان": the body comes beside its head.
            for k in m.clone() {
                let f = &self.found[k];
                let there = self.sent(f) || self.doc.arabic(f.first) && self.represented(f);
                if f.kind == MentionType::Organization && !f.inside && there {
                    out.extend(self.participant(k));
                }
            }
        }
        if bodies || few {
            for k in m {
                let f = &self.found[k];
                let announcer = (several || t.definite)
                    && matches!(t.kind, "operation" | "training" | "conference")
                    && (self.announces(f) || self.latin_announces(f));
                if f.kind == MentionType::Organization
                    && alias_of(self.doc, self.found, k).is_none()
                    && !announcer
                    && !self.bystander(f, t.kind)
                    && (alone || bodies || !self.doc.arabic(f.first) || self.stands_in(k, t))
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

    /// Beside people a body takes part where the sentence makes it one of the sides: "مع المنظمة", "وفدا من المنظمة",
    /// "عقدت الوزارة اجتماعا"; not where it is only spoken of.
    fn stands_in(&self, k: usize, t: &Trigger) -> bool {
        let doc = self.doc;
        let f = &self.found[k];
        let b = |n: usize| f.first.checked_sub(n).map_or("", |i| doc.w(i));
        let side = matches!(
            b(1),
            "مع" | "ومع"
                | "بين"
                | "وبين"
                | "ضم"
                | "ضمت"
                | "جمع"
                | "جمعت"
                | "ممثلي"
                | "ممثل"
                | "ممثلين"
                | "مسوولي"
                | "مسوولين"
                | "عن"
        );
        let subject = f.last <= t.first
            && t.first - f.last < 8
            && f.skip == 0
            && doc.arabic(t.first)
            && doc
                .at(f.first.saturating_sub(1))
                .iter()
                .any(|h| matches!(h.tag, crate::lexicon::Tag::Event(_)))
            || f.last <= t.first
                && matches!(
                    b(1),
                    "عقدت" | "عقد" | "اجرت" | "اجري" | "وقعت" | "وقع" | "وعقدت" | "ووقعت"
                );
        let straight = f.first <= t.last && !doc.w(t.first).starts_with("ال");
        let with = f.skip > 0 && doc.w(f.first).starts_with('ب') && f.first <= t.last + 3;
        let listed = doc.w(f.first).starts_with('و')
            && f.skip > 0
            && (0..k).rev().take(4).any(|j| {
                let o = &self.found[j];
                let gap = f.first.saturating_sub(o.last);
                o.kind == MentionType::Organization
                    && !o.inside
                    && gap <= 2
                    && o.last <= f.first
                    && self.stands_in(j, t)
            });
        side || self.sent(f) || subject || straight || with || listed
    }

    /// "الزيارة التي قام بها …"
    pub(super) fn relative(&self, t: &Trigger) -> bool {
        (t.last..t.last + 3).any(|i| self.doc.w(i) == "التي")
    }

    /// Who visits: behind a verb its subject, else the person before the trigger.
    pub(super) fn visitor(
        &self,
        t: &Trigger,
        all: &[Trigger],
        r: Range<usize>,
        m: Range<usize>,
    ) -> Vec<Participant> {
        if let Some(said) = self.latin_visitor(t, m.clone()) {
            return said;
        }
        let who = |k: &usize| {
            matches!(
                self.found[*k].kind,
                MentionType::Person | MentionType::Office
            ) && !self.found[*k].inside
                && !self.absent(&self.found[*k])
                && !self.latin_invites(&self.found[*k])
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
        let verb =
            self.doc.arabic(t.first) && !self.word(t).trim_start_matches("ال").starts_with("زيار");
        // "قام X بزيارة", "يقوم X … بزيارة": the verb before the noun has the subject.
        let relative = self.relative(t);
        let first = m.clone().find(|k| who(k));
        let subject = self
            .subject_of_visit(t)
            .and_then(|v| m.clone().filter(who).find(|&k| self.found[k].first > v));
        let k = if relative {
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
            // "زيارة قام بها X"
            after
        } else if verb {
            let clear = |k| self.led(t.last, k) || self.clear(t.last, k);
            after
                .filter(|&k| self.behind(t.last, k) || before.is_none() && clear(k))
                .or(before)
        } else {
            before.or(after.filter(|_| all.len() == 1))
        };
        let body = |k: usize| {
            let f = &self.found[k];
            f.kind == MentionType::Organization && !f.inside
        };
        if let Some(p) = k.and_then(|k| self.participant(k)) {
            // "زار وفد من المنظمة يقوده فلان": the body comes beside its head.
            let head = k.filter(|&k| self.doc.arabic(self.found[k].first));
            let sent = m.clone().filter(|&o| {
                body(o)
                    && head.is_some_and(|h| self.found[o].last <= self.found[h].first)
                    && self.sent(&self.found[o])
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
                    || self.doc.w(t.first).ends_with("زار"))
        };
        m.filter(|&k| {
            let f = &self.found[k];
            body(k)
                && (f.last <= t.first || f.first <= t.last + 2 || self.sent(f))
                && !goal(f)
                && !self.bystander(f, t.kind)
        })
        .find_map(|k| self.participant(k))
        .into_iter()
        .collect()
    }

    /// The person or office stands straight behind `from`, past ranks.
    fn behind(&self, from: usize, k: usize) -> bool {
        let first = self.found[k].first;
        let rank = |i: usize| {
            self.doc
                .at(i)
                .iter()
                .any(|h| h.tag == crate::lexicon::Tag::Rank)
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
        (from..self.found[k].first).all(|i| {
            mentioned(i)
                || doc.at(i).iter().any(|h| h.tag == crate::lexicon::Tag::Rank)
                || matches!(
                    doc.w(i),
                    "الي"
                        | ","
                        | "مساء"
                        | "صباح"
                        | "ظهر"
                        | "ليله"
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
    fn beside_subject(&self, head: usize, m: Range<usize>) -> Vec<Participant> {
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
            let near = f.first - last <= 3
                && (last..f.first).all(|i| {
                    doc.w(i) != ","
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
    fn subject_of_visit(&self, t: &Trigger) -> Option<usize> {
        let doc = self.doc;
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

    pub(super) fn place(&self, t: &Trigger, r: Range<usize>, m: Range<usize>) -> Vec<usize> {
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
            // "بالعاصمة المالية باماكو"
            let nationality = |i: usize| {
                doc.at(i)
                    .iter()
                    .any(|h| matches!(h.tag, crate::lexicon::Tag::Nat(_)))
            };
            if b != usize::MAX && b > r.start && nationality(b) && doc.w(b - 1).ends_with("عاصمه")
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
            // "زار وزير الداخلية فلان بغداد": the town is the object of the verb.
            let object = t.kind == "visit"
                && f.skip == 0
                && matches!(
                    self.word(t).as_str(),
                    "زار" | "زارت" | "يزور" | "تزور" | "سيزور"
                )
                && self.found.iter().any(|p| {
                    p.last == f.first && matches!(p.kind, MentionType::Person | MentionType::Office)
                });
            let there = there || object;
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
            // "الوضع في سوريا", "الحرب في غزة": what is talked of, not where.
            let spoken = b != usize::MAX
                && b > r.start
                && doc.arabic(f.first)
                && [b, b - 1].iter().any(|&i| {
                    matches!(
                        text::strip_article(doc.w(i)).trim_start_matches(['و', 'ب', 'ل']),
                        "ضع" | "وضع"
                            | "ضاع"
                            | "اوضاع"
                            | "تطورات"
                            | "حرب"
                            | "ازمه"
                            | "احداث"
                            | "احداثا"
                            | "نزاع"
                            | "صراع"
                            | "استقرار"
                            | "تهديدات"
                    ) && i + 3 > f.first.saturating_sub(1)
                });
            let here = here && !spoken;
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
    pub(super) fn date(&self, t: &Trigger, all: &[Trigger], m: Range<usize>) -> Option<usize> {
        let dates: Vec<&Found> = m
            .map(|k| &self.found[k])
            .filter(|f| f.kind == MentionType::Date && !self.said_on(f))
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
}

//! Who takes part in what a trigger tells, where and when.

use std::ops::Range;

use super::company::somebody;
use super::{Participant, Teller, Trigger};
use crate::entity::{Resolved, alias_of};
use crate::lexicon::{Class, Cue};
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    pub(super) fn participant(&self, k: usize) -> Option<Participant> {
        let m = &self.found[k];
        let entity = self.resolved.of[k]?;
        match m.kind {
            MentionType::Person => Some(Participant {
                entity: Some(entity),
                office: self.offices[entity],
            }),
            MentionType::Office => match self.resolved.entities[entity].holder {
                Some(h) => Some(Participant {
                    entity: Some(h),
                    office: (!self.over(entity)).then_some(entity),
                }),
                None => Some(
                    match self.of_land(m, entity).or_else(|| self.same_office(k)) {
                        Some(person) => Participant {
                            entity: Some(person),
                            office: None,
                        },
                        None => Participant {
                            entity: None,
                            office: Some(entity),
                        },
                    },
                ),
            },
            MentionType::Organization => Some(Participant {
                entity: Some(entity),
                office: None,
            }),
            _ => None,
        }
    }

    /// By entity the first office it holds. What somebody was before is not what he comes as.
    pub(super) fn offices(resolved: &Resolved) -> Vec<Option<usize>> {
        let mut held = vec![None; resolved.entities.len()];
        for (k, e) in resolved.entities.iter().enumerate().rev() {
            let over = e.term.is_some_and(|t| t.former);
            if let Some(h) = e.holder.filter(|_| e.kind == MentionType::Office && !over) {
                held[h] = Some(k);
            }
        }
        held
    }

    /// The office is a former one.
    fn over(&self, office: usize) -> bool {
        self.resolved.entities[office]
            .term
            .is_some_and(|t| t.former)
    }

    /// "وفد من المنظمة", "a delegation from the Agency".
    pub(super) fn sent(&self, m: &Found) -> bool {
        let doc = self.doc;
        (1..6).filter_map(|n| m.first.checked_sub(n)).any(|i| {
            matches!(
                doc.w(i).trim_start_matches(['و', 'ب', 'ل']),
                "فد" | "فدا" | "عثه" | "delegation" | "team"
            ) && doc.sentence[i] == doc.sentence[m.first]
                // "X and his delegation at Interpol headquarters"
                && !(self.english()
                    && (i + 1..m.first).any(|k| matches!(doc.w(k), "at" | "in" | "to" | "visited")))
                // "فريق من خبراء الوكالة"
                || matches!(doc.w(i), "فريق" | "فريقا")
                    && matches!(doc.w(i + 1), "من" | "عن")
                    && doc.sentence[i] == doc.sentence[m.first]
                || self.english()
                    && matches!(doc.w(i), "group" | "party" | "contingent")
                    && doc.w(i + 1) == "of"
                    && doc.sentence[i] == doc.sentence[m.first]
                || self.french()
                    && matches!(doc.w(i), "mission" | "equipe")
                    && i > 0
                    && doc.w(i - 1) == "une"
                    && doc.sentence[i] == doc.sentence[m.first]
        })
    }

    /// "وممثل عن المنظمة", "ممثلي الوكالة"
    pub(super) fn represented(&self, m: &Found) -> bool {
        let b = |n: usize| self.doc.before(m.first, n);
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
        let some = |w: &str| {
            matches!(
                w.trim_start_matches(['و', 'ب']),
                "مسوولين"
                    | "مسوولون"
                    | "قيادات"
                    | "مسوولا"
                    | "كبار"
                    | "ضباط"
                    | "خبرا"
                    | "محققين"
                    | "اطر"
                    | "اطارات"
                    | "اعضا"
                    | "كوادر"
            )
        };
        who(b(1)) || matches!(b(1), "عن" | "من" | "في") && (who(b(2)) || some(b(2)))
    }

    /// "ممثلين عن المنظمة والمفوضية": the next of a list whose first is represented.
    fn represented_too(&self, k: usize) -> bool {
        let f = &self.found[k];
        let joined = f.skip > 0 && self.doc.w(f.first).starts_with('و');
        let before = (0..k).rev().take(4).find(|&j| {
            let o = &self.found[j];
            o.kind == MentionType::Organization && !o.inside && o.last <= f.first
        });
        joined
            && before.is_some_and(|j| {
                let o = &self.found[j];
                f.first - o.last <= 2 && (self.represented(o) || self.represented_too(j))
            })
    }

    /// Somebody or a body is named between the tokens of `r`, not inside another name.
    pub(super) fn named_in(&self, r: Range<usize>) -> bool {
        let within = |f: &Found| f.first >= r.start && f.last <= r.end;
        self.found
            .iter()
            .any(|f| within(f) && !f.inside && f.kind.acts())
    }

    /// "بروتوكول بين A وB", "مذكرة مع A": a body that signs beside those who hold the pen.
    fn party(&self, k: usize) -> bool {
        let f = &self.found[k];
        let b = self.doc.before(f.first, 1);
        // "وقع الثانية عن الشرطة X وعن الأكاديمية Y"
        let signs_for = || {
            let start = self.sentence_of(f.first).start;
            matches!(b, "عن" | "وعن")
                && (start.max(f.first.saturating_sub(24))..f.first)
                    .any(|i| self.second_paper(i) || self.doc.does(i, &[Class::Sign]))
        };
        // "وقعت الهيئة والوكالة اتفاقية، وقعها عن الجانب …"
        let signs = || {
            let verb = f.first.checked_sub(1).and_then(|i| self.doc.verb(i));
            f.skip == 0 && verb.is_some_and(|v| v.class == Class::Sign && v.form.object.is_none())
        };
        // "مثل المديرية فيها X، ومثل الشرطة Y"
        let stood_for =
            || f.first > 0 && f.skip == 0 && self.doc.does(f.first - 1, &[Class::Represent]);
        let side = matches!(b, "بين" | "وبين" | "مع")
            || self.acts_for(f)
            || signs_for()
            || signs()
            || stood_for();
        let joined = f.skip > 0
            && self.doc.w(f.first).starts_with('و')
            && (0..k).rev().take(3).any(|j| {
                let o = &self.found[j];
                let near = o.last <= f.first && f.first - o.last <= 2;
                o.kind == MentionType::Organization && !o.inside && near && self.party(j)
            });
        self.doc.arabic(f.first) && (side || joined)
    }

    /// "بعد زيارة X الذي التقى Y": the token at which begins who did what the relative clause says.
    pub(super) fn antecedent(&self, t: &Trigger, m: Range<usize>) -> Option<usize> {
        let doc = self.doc;
        let who = t.first.checked_sub(1)?;
        let verb = self.verb(t).is_some() && matches!(doc.w(who), "الذي" | "التي");
        let k = m.rev().find(|&k| {
            let f = &self.found[k];
            let near = f.last <= who && who - f.last <= 1;
            near && f.kind == MentionType::Person
        })?;
        let office = |o: &&Found| o.link == Some(k) && o.last <= self.found[k].first;
        let first = self
            .found
            .iter()
            .find(office)
            .map_or(self.found[k].first, |o| o.first);
        verb.then_some(first)
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
            if !p.among(&out) {
                out.push(p);
                named.push(at);
            }
        };
        let whose = self.antecedent(t, m.clone());
        let r_end = r.clone();
        let crowned = self.crowning(t, &r);
        for k in m.clone() {
            let f = &self.found[k];
            if somebody(f)
                && crowned.is_none_or(|c| f.first > c)
                && whose.is_none_or(|a| f.first >= a)
                && !self.speaks_for(f)
                && (!self.absent(f) || whose.is_some_and(|a| f.first < a + 6) && self.with_him(t))
                && !self.speaks(f, m.clone())
                && !self.says_of_it(f, t, &r)
                && !self.latin_speaks(f, t)
                && !self.latin_only_says(f, t, m.clone())
                && !(t.kind == "operation" && self.latin_bodies_act(t, m.clone()))
                && !self.latin_watches(f, t)
                && !self.watches(f, t)
                && !self.over_signing(f, t)
                && !self.announces_course(f, t)
                && !self.at_ceremony(f, t)
                && !self.caught(f, t)
                && !self.holds_paper(f, t)
                && !self.only_praises(f, t)
                && !(t.kind == "training" && self.french_ceremony(f))
                && !self.stood_in_for(f)
                && !self.second_title(k)
                && !self.french_second_title(k)
                && !self.owns_other(f, t)
                && !self.before_forum(f, t)
                && !self.only_on_journey(f, t, &r)
                && !self.said_besides(f, t)
                && (t.kind == "communique" || !self.issues_source(f))
                && let Some(p) = self.participant(k)
            {
                add(p, f.first);
            }
        }
        // "أن المسؤول البرازيلي أكد مشاركته في أشغال الدورة"
        if self.takes_part_himself(t, r.start) {
            for (at, p) in self.points_to(r.start..t.first) {
                add(p, at);
            }
        }
        if matches!(
            t.kind,
            "agreement" | "training" | "operation" | "consultation" | "conference"
        ) {
            for i in r.clone() {
                // "دورة لضباط الوكالة": those taught.
                // "أن اللجنة وقعت مع الشرطة"
                let acts = t.kind == "agreement"
                    && i > 0
                    && matches!(self.doc.w(i - 1), "ان" | "بان")
                    && self.doc.does(i + 1, &[Class::Sign]);
                let joined = i > 0
                    && (acts
                        || self.doc.cue(i - 1, Cue::Signing)
                        || t.kind == "training"
                            && self.doc.cue(i - 1, Cue::Trainees)
                            && self.doc.w(i - 1).starts_with('ل')
                        || self.doc.verb(i - 1).is_some_and(|v| {
                            matches!(
                                v.class,
                                Class::Sign | Class::Hold | Class::Organise | Class::Carry
                            )
                        })
                        // "لضباط الوكالة"
                        || t.kind == "training"
                            && self.doc.w(i - 1).starts_with('ل')
                            && self.doc.cue(i - 1, Cue::Trainees));
                if let Some(p) = self.by_head(i).filter(|_| joined) {
                    add(p, i);
                }
            }
        }
        let mut back = self.english_back(t, &r);
        if matches!(t.kind, "meeting" | "call" | "agreement" | "consultation") && !t.definite {
            // "قاد الوفد X، الذي أجرى محادثات مع Y": X did.
            let from = whose.unwrap_or(r.start).max(crowned.unwrap_or(r.start));
            back.extend(self.points_to(from..r.end));
        }
        {
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
        if t.kind == "agreement" && !few {
            // "between A and B, signed by X and Y", "on behalf of A": the bodies are parties.
            for k in m.clone() {
                if self.english_party(k)
                    && let Some(p) = self.participant(k)
                    && !out.iter().any(|q| q.entity == p.entity)
                {
                    out.push(p);
                }
            }
        }
        if !bodies && !few {
            // "وفدا من المنظمة برئاسة فلان": the body comes beside its head.
            for k in m.clone() {
                let f = &self.found[k];
                let there = self.sent(f)
                    || self.its_delegation(f)
                    || matches!(t.kind, "meeting" | "call") && self.people_beside(k)
                    || self.bodies_meet(k, t, &r_end)
                    || self.doc.arabic(f.first) && (self.represented(f) || self.represented_too(k))
                    || t.kind == "agreement"
                        && f.kind == MentionType::Organization
                        && self.party(k)
                    || t.kind == "meeting"
                        && self.before_heads(f, t)
                        && !self.bystander(f, t.kind)
                        && self.stands_in(k, t);
                if f.kind == MentionType::Organization && !f.inside && there {
                    out.extend(self.participant(k).filter(|p| !p.among(&out)));
                }
            }
        }
        if !bodies {
            // "على رأس وفد من المفوضية": a body said again by its first word.
            for i in r_end.clone() {
                let sent = i >= 2
                    && matches!(self.doc.w(i - 1), "من" | "عن")
                    && (i.saturating_sub(4)..i - 1).any(|k| self.doc.cue(k, Cue::Delegation));
                if let Some(p) = self.by_head(i).filter(|_| sent)
                    && !p.among(&out)
                {
                    out.push(p);
                }
            }
        }
        let between = self.between_bodies(t);
        if bodies || few {
            for k in m {
                let f = &self.found[k];
                // "مشروع تجهيز الإدارة الذي أبرمت في شأنه مذكرة بين A وB": the sides are said.
                // "مذكرة بين A وB في إطار ما يضطلع به C": nor is who stands behind the two.
                let third = |b: usize| {
                    t.kind == "agreement"
                        && !self.party(k)
                        && !self.listed(b + 1, r_end.end).contains(&k)
                };
                if between.is_some_and(|b| f.last <= b || self.supports(f) || third(b))
                    || self.only_praises(f, t)
                {
                    continue;
                }
                let announcer = (several || t.definite)
                    && matches!(t.kind, "operation" | "training" | "conference")
                    && (self.announces(f) || self.latin_announces(f) || self.announces_deed(f))
                    && !self.works_with(f)
                    || self.french() && !few && self.latin_announces(f)
                    || self.french()
                        && matches!(t.kind, "meeting" | "call" | "visit")
                        && self.latin_announces(f);
                if f.kind == MentionType::Organization
                    && alias_of(self.doc, self.found, k).is_none()
                    && !announcer
                    && !self.french_owner(f, t.kind)
                    && !self.in_relative(f, t)
                    && (alone
                        || bodies
                        || !self.english()
                        || t.kind == "agreement"
                        || self.english_side(f, t)
                        || self.bodies_meet(k, t, &r_end))
                    && !self.bystander(f, t.kind)
                    && !(self.doc.w(f.first).ends_with("وكاله")
                        && self.doc.w(f.first + 1).contains("انبا"))
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

    /// "مشاركته في المؤتمر", "حضورها الدورة": whoever was spoken of takes part.
    pub(super) fn takes_part_himself(&self, t: &Trigger, start: usize) -> bool {
        matches!(t.kind, "conference" | "training")
            && self.doc.arabic(t.first)
            && (start.max(t.first.saturating_sub(4))..t.first).any(|i| self.own_part(i))
    }

    /// "مشاركته", "حضورهما"
    pub(super) fn own_part(&self, i: usize) -> bool {
        let w = self.doc.w(i).trim_start_matches(['و', 'ب', 'ل']);
        let part = w.strip_prefix("مشاركت").or(w.strip_prefix("حضور"));
        part.is_some_and(|p| matches!(p, "ه" | "ها" | "هما" | "هم"))
    }

    /// "استقبل X نظيره Y، الذي يزور البلاد على رأس وفد يضم Z": Z came along on the journey, of the meeting nothing is said.
    fn only_on_journey(&self, f: &Found, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        if !matches!(t.kind, "meeting" | "call") || !doc.arabic(t.first) || f.first < t.last {
            return false;
        }
        let journey = |i: usize| {
            doc.does(i, &[Class::Visit, Class::Undertake, Class::Arrive])
                || doc.w(i).contains("زيار")
        };
        let relative = (t.last..f.first)
            .find(|&i| matches!(doc.w(i), "الذي" | "التي") && (i + 1..i + 4).any(journey));
        relative.is_some_and(|i| (i..f.first).any(|k| self.company(k, r).is_some()))
    }

    /// "أكدت الشرطة أن التعاون مع المديرية أدى إلى": her own, where no other is named for it.
    fn works_with(&self, f: &Found) -> bool {
        let doc = self.doc;
        let end = self.sentence_of(f.first).end;
        let work = |i: usize| {
            matches!(
                doc.w(i),
                "التعاون" | "التنسيق" | "تعاونها" | "تعاونه" | "تنسيقها"
            )
        };
        let Some(at) = (f.last..end)
            .find(|&i| work(i))
            .filter(|_| doc.arabic(f.first))
        else {
            return false;
        };
        let with = (at + 1..end.min(at + 4)).any(|i| doc.w(i) == "مع");
        let body = |k: &usize| self.found[*k].kind == MentionType::Organization;
        with && !self.between(f.last, at).any(|k| body(&k))
            && (f.last..at).any(|i| matches!(doc.w(i), "ان" | "بان"))
    }

    /// "بدعم من الوكالة", "برعاية الوزارة": who lent a hand to what others did.
    fn supports(&self, f: &Found) -> bool {
        let b = |n: usize| self.doc.before(f.first, n);
        let help = |w: &str| {
            matches!(
                w.trim_start_matches('و'),
                "بدعم"
                    | "بمساعده"
                    | "برعايه"
                    | "باشراف"
                    | "بحضور"
                    | "بتيسير"
                    | "بتمويل"
                    | "بوساطه"
            )
        };
        help(b(1)) || b(1) == "من" && help(b(2))
    }

    /// "كما بعث برسالة إلى X": what else was done or said behind "كما" has others in it.
    fn said_besides(&self, f: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        let talks = matches!(t.kind, "meeting" | "call" | "agreement");
        talks
            && doc.arabic(t.first)
            && f.first > t.last
            && (t.last..f.first).any(|i| {
                matches!(doc.w(i), "كما" | "فيما" | "بينما")
                    && doc.does(i + 1, &[Class::Send, Class::Announce])
                    && !self.says_aside(i + 1)
            })
    }

    /// "ثمن X جهود الوكالة، مشيدا بنتائج الدورة التي نظمتها Y": who speaks of what others did.
    fn only_praises(&self, f: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        let says = |i: &usize| {
            matches!(
                doc.w(*i),
                "لافتا"
                    | "لافته"
                    | "مشيرا"
                    | "مشيره"
                    | "مشيدا"
                    | "مشيده"
                    | "منوها"
                    | "منوهه"
                    | "مثمنا"
                    | "مثمنه"
                    | "مبرزا"
                    | "مبرزه"
                    | "مذكرا"
                    | "مذكره"
                    | "مستعرضا"
                    | "مستعرضه"
            )
        };
        let told = matches!(
            t.kind,
            "training" | "conference" | "operation" | "agreement"
        );
        if !told || !doc.arabic(t.first) || f.last > t.first {
            return false;
        }
        // "مشيرا إلى أنه وقع", "مشيدا بمشاركته": his own doing.
        let own = |i: usize| {
            matches!(doc.w(i), "انه" | "انها" | "بانه" | "بانها" | "ان" | "بان")
                || doc.w(i).starts_with("بمشارك") && doc.w(i).ends_with(['ه', 'ا'])
        };
        // "أشاد X بالدورة التي نظمتها Y"
        let praises = |i: usize| {
            matches!(
                doc.w(i).trim_start_matches('و'),
                "اشاد"
                    | "اشادت"
                    | "ثمن"
                    | "ثمنت"
                    | "نوه"
                    | "نوهت"
                    | "اثني"
                    | "اثنت"
                    | "شكر"
                    | "شكرت"
                    | "هنا"
                    | "هنات"
                    | "كرم"
                    | "كرمت"
            )
        };
        let there = |i: usize| {
            matches!(
                doc.w(i),
                "خلال"
                    | "لدي"
                    | "حضوره"
                    | "حضورها"
                    | "افتتاحه"
                    | "افتتاحها"
                    | "كلمته"
                    | "كلمتها"
                    | "كلمه"
            )
        };
        let from = self
            .sentence_of(f.first)
            .start
            .max(f.first.saturating_sub(7));
        if (from..f.first).any(praises) && !(f.last..t.first).any(|i| there(i) || own(i)) {
            return true;
        }
        let at = (f.last..t.first).rev().find(says);
        at.is_some_and(|p| doc.sentence[p] == doc.sentence[t.first] && !(p..t.first).any(own))
    }

    /// "مذكرة بين A وB", "لقاء بين A وB": the token of "between" where bodies stand behind it.
    pub(super) fn between_bodies(&self, t: &Trigger) -> Option<usize> {
        let doc = self.doc;
        let talks = matches!(t.kind, "meeting" | "agreement" | "call" | "consultation");
        let at = (t.last..t.last + 5).find(|&i| doc.w(i) == "بين")?;
        let body = |i: usize| {
            self.who_at(i)
                .is_some_and(|k| self.found[k].kind == MentionType::Organization)
        };
        (talks && doc.arabic(t.first) && (body(at + 1) || body(at + 2))).then_some(at)
    }

    /// Beside people a body takes part where the sentence makes it one of the sides: "مع المنظمة", "وفدا من المنظمة",
    /// "عقدت الوزارة اجتماعا"; not where it is only spoken of.
    fn stands_in(&self, k: usize, t: &Trigger) -> bool {
        let doc = self.doc;
        let f = &self.found[k];
        let b = |n: usize| doc.before(f.first, n);
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
        // "أعلنت الوزارة توقيع اتفاقية مع …"
        let announces = t.kind == "agreement"
            && doc.does(f.first.wrapping_sub(1), &[Class::Announce])
            && (f.last..t.first).any(|i| doc.cue(i, Cue::Signing));
        announces
            || side
            || self.represented(f)
            || self.sent(f)
            || subject
            || straight
            || with
            || listed
    }
}

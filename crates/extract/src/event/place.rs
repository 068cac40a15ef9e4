//! Where and when something a trigger tells happened.

use std::ops::Range;

use super::{Teller, Trigger};
use crate::lexicon::{Class, Cue, Tag};
use crate::mention::{Found, MentionType};
use crate::rules::arabic_rank::envoy;

impl Teller<'_, '_> {
    /// "قادما من", "عائدا من"
    fn came_back(&self, t: &Trigger) -> bool {
        let w = self.word(t);
        t.kind == "visit"
            && self.doc.arabic(t.first)
            && (w.starts_with("قادم")
                || w.starts_with("عايد")
                || self.doc.does(t.first, &[Class::Return]))
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
            // A nationality in a spelling the lexicon lacks: "العاصمة التايلاندية بانكوك".
            let described =
                |i: usize| nationality(i) || doc.w(i).starts_with("ال") && doc.w(i).ends_with("يه");
            if b != usize::MAX && b > r.start && described(b) && doc.w(b - 1).ends_with("عاصمه")
            {
                b -= 1;
            }
            // "في العاصمة الماليزية كوالالمبور", "في ميناء مدينة قرطاجنة", "وفي أربيل"
            while b != usize::MAX && b > r.start && kind_of_place(doc.w(b)) {
                b -= 1;
            }
            let prep = if b == usize::MAX || b < r.start {
                ""
            } else if doc.arabic(f.first) {
                lead_in(doc.w(b), t.kind)
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
            // "عاد إلى نواكشوط قادما من باماكو": from where he comes is where he was.
            let returned = self.doc.does(t.first, &[Class::Return]) && b >= t.last;
            let back = prep == "من" && (b + 1 == t.last || returned) && self.came_back(t);
            // "departed Lagos for Vienna": where to.
            let left = t.kind == "visit"
                && matches!(
                    doc.w(t.last - 1),
                    "departed" | "departs" | "left" | "leaves" | "leave"
                );
            let there = back
                || left && prep == "for"
                || !self.came_back(t) && matches!(prep, "الي" | "to" | "into" | "vers" | "للعاصمه")
                || clitic == "ل"
                || (t.kind == "visit"
                    && (matches!(prep, "visited" | "visit" | "visite" | "قد")
                        || b != usize::MAX && doc.does(b, &[Class::Visit])
                        || f.first == t.last && !left));
            // "زار وزير الداخلية فلان بغداد": the town is the object of the verb.
            let town = f.first > t.last
                && matches!(
                    doc.w(f.first - 1),
                    "مدينه" | "العاصمه" | "ولايه" | "محافظه" | "جمهوريه"
                );
            let object = t.kind == "visit"
                && f.skip == 0
                && self.doc.does(t.first, &[Class::Visit])
                && (town
                    || self.found.iter().any(|p| {
                        p.last == f.first
                            && matches!(p.kind, MentionType::Person | MentionType::Office)
                    })
                    || best.is_empty()
                        && b != usize::MAX
                        && (nationality(b)
                            || self.found.iter().any(|p| {
                                p.last == f.first && p.kind == MentionType::Organization
                            })));
            let there = there || object;
            // "احتضنت مراكش", "Abidjan a accueilli": the town is the host.
            // "اجتماع الخبراء الذي تستضيفه جيبوتي": the host of that one.
            let other = b != usize::MAX
                && doc.verb(b).is_some_and(|v| v.form.object.is_some())
                && (t.last..b).any(|i| {
                    let event = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Event(_));
                    doc.at(i).iter().any(event) && doc.verb(i).is_none()
                });
            let host = !other && b != usize::MAX && b >= r.start && doc.does(b, &[Class::Host])
                || (f.last..f.last + 3).any(|k| {
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
                && [b, b - 1, b.saturating_sub(2)].iter().any(|&i| {
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
                            | "جاليه"
                            | "رعايا"
                    ) && i + 3 > f.first.saturating_sub(1)
                });
            let here = here && !spoken;
            // "المفتش العام للشرطة في كينيا", "وزارة الداخلية بجمهورية العراق": where a body is.
            let state = self.resolved.entities[e]
                .known
                .as_ref()
                .is_some_and(|id| id.len() == 2);
            let body =
                |o: &Found| matches!(o.kind, MentionType::Office | MentionType::Organization);
            let end = if clitic == "ب" { f.first } else { b };
            // "السفير البريطاني في المغرب": where he is posted.
            let sent = |n: usize| {
                nationality(n) && self.ending(n).any(|o| envoy(doc.past(o.first, o.skip)))
            };
            let of_body = (prep == "في" || clitic == "ب")
                && doc.arabic(f.first)
                && state
                && !(r.start..end).any(|i| matches!(doc.w(i), "مقر" | "بمقر"))
                && (self.ending(end).any(body) || end > r.start && sent(end - 1));
            let here = here && !of_body && !self.posted(b, prep);
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
        let first = self.nearest_place(t, &best).or(best.first().map(|x| x.0));
        let mut out: Vec<usize> = Vec::new();
        let operation = matches!(t.kind, "operation");
        if let Some(e) = self.where_then(t).filter(|_| !operation) {
            return vec![e];
        }
        for (e, _) in &best {
            // "sera à X puis à Y"
            let next = self.french() && t.kind == "visit" && self.and_then_there(&best, *e, first);
            if !out.contains(e) && (operation || next || Some(*e) == first) {
                out.push(*e);
            }
        }
        out
    }

    /// "عاد من باريس، حيث التقى X", "إلى براغ حيث عقد جلسة": the place straight before "where".
    fn where_then(&self, t: &Trigger) -> Option<usize> {
        let doc = self.doc;
        let from = t.first.saturating_sub(3);
        let at = (from..t.first).rev().find(|&i| doc.w(i) == "حيث")?;
        let end = at - usize::from(at > 0 && doc.w(at - 1) == ",");
        let place = |f: &&Found| f.kind == MentionType::Location && !f.inside;
        let place = self.ending(end).find(place)?;
        let arabic = doc.arabic(t.first) && t.kind != "visit";
        self.resolved.of[self.index(place)?].filter(|_| arabic)
    }

    /// "l'ambassadrice du Japon en Tunisie": where somebody is posted, at the preposition `b`.
    fn posted(&self, b: usize, prep: &str) -> bool {
        let doc = self.doc;
        self.french()
            && matches!(prep, "en" | "au" | "a")
            && self.found.iter().any(|o| {
                let w = doc.w(o.first);
                o.last == b
                    && o.kind == MentionType::Office
                    && (w.starts_with("ambassad")
                        || w.starts_with("consul")
                        || w.starts_with("nonce"))
            })
    }

    /// "En visite au X, il a signé mardi à Y": of several the one nearest to the trigger, with no other trigger between.
    fn nearest_place(&self, t: &Trigger, best: &[(usize, usize)]) -> Option<usize> {
        let doc = self.doc;
        if !self.french()
            || best.len() < 2
            || !matches!(t.kind, "meeting" | "agreement" | "call" | "visit")
        {
            return None;
        }
        let told = |r: Range<usize>| {
            r.into_iter().any(|i| {
                doc.at(i).iter().any(|h| matches!(h.tag, Tag::Event(_))) && !self.covered[i]
            })
        };
        let near = |x: &&(usize, usize)| {
            let last = x.1;
            let between = if last <= t.first {
                told(last..t.first)
            } else {
                told(t.last..last)
            };
            (between, last.abs_diff(t.first))
        };
        best.iter().min_by_key(near).map(|x| x.0)
    }

    /// The place `e` is joined by "puis" or "et" to the one taken.
    fn and_then_there(&self, best: &[(usize, usize)], e: usize, first: Option<usize>) -> bool {
        let doc = self.doc;
        let Some(n) = best.iter().position(|x| x.0 == e).filter(|&n| n > 0) else {
            return false;
        };
        let before = best[n - 1];
        (Some(before.0) == first || n > 1)
            && best[n].1 < before.1 + 6
            && (before.1..best[n].1).any(|i| matches!(doc.w(i), "puis" | "et"))
    }

    /// "أعلنت الشرطة الأربعاء أنها", "أعلن الجهاز في 16 سبتمبر تنفيذ عملية", "عاد أمس بعد زيارة": the day it was said, the day of
    /// the way home.
    fn announced_on(&self, f: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        if !doc.arabic(t.first) || f.first > t.first {
            return false;
        }
        let start = self.sentence_of(f.first).start;
        let before = (start.max(f.first.saturating_sub(14))..f.first).rev();
        let said = before
            .clone()
            .find(|&i| doc.does(i, &[Class::Announce, Class::Say]) && !doc.w(i).starts_with("ال"));
        let that = (f.last..t.first).any(|i| {
            matches!(doc.w(i), "ان" | "انها" | "انه" | "بان" | "بانه" | "بانها")
                || doc.cue(i, Cue::Doing)
                || doc.cue(i, Cue::Signing)
        }) || f.last == t.first && doc.cue(t.first, Cue::Doing);
        let between =
            |v: usize| (v + 1..f.first).any(|i| matches!(doc.w(i), "ان" | "بان" | "انه" | "انها"));
        let home = t.kind == "visit"
            && doc.w(t.first).starts_with("زيار")
            && before.clone().any(|i| doc.does(i, &[Class::Return]));
        said.is_some_and(|v| that && !between(v)) || home
    }

    /// "تمتد حتى العام 2027"
    fn until(&self, f: &Found) -> bool {
        let b = |n: usize| self.doc.before(f.first, n);
        matches!(b(1), "حتي" | "لغايه") && !(2..8).any(|n| matches!(b(n), "من" | "بين" | "الفتره"))
    }

    /// "المذكرة الموقعة سنة 2020": the day of a paper that is spoken of.
    fn of_paper(&self, f: &Found) -> bool {
        (1..9).filter_map(|n| f.first.checked_sub(n)).any(|i| {
            self.doc.sentence[i] == self.doc.sentence[f.first]
                && matches!(
                    self.doc.w(i),
                    "الموقعه"
                        | "الموقع"
                        | "المبرمه"
                        | "المبرم"
                        | "الموقعتين"
                        | "المعتمده"
                        | "المعتمد"
                )
        })
    }

    /// The date nearest to the trigger that is not nearer to another one of the sentence.
    /// "في حرب أكتوبر 1973": the day of a thing of history.
    fn of_history(&self, f: &Found) -> bool {
        let before = self.doc.before(f.first, 1);
        matches!(
            before.trim_start_matches(['و', 'ب', 'ل']),
            "حرب"
                | "ثوره"
                | "انتفاضه"
                | "معركه"
                | "هجمات"
                | "احداث"
                | "تفجيرات"
                | "انقلاب"
        )
    }

    /// "L'accord remplace un arrangement de 2005", "une enquête engagée depuis 2014": the year of what stands before it.
    fn of_another(&self, f: &Found, t: &Trigger) -> bool {
        let year = f.last == f.first + 1 && self.doc.t.list[f.first].kind == text::Kind::Number;
        let before = self.doc.before(f.first, 1);
        year && (before == "de" && t.last + 1 != f.first || before == "depuis")
    }

    pub(super) fn date(&self, t: &Trigger, all: &[Trigger], m: Range<usize>) -> Option<usize> {
        // "عاد السبت من باريس": the day of the way home.
        if t.kind == "visit" && self.doc.does(t.first, &[Class::Return]) {
            return None;
        }
        let dates: Vec<&Found> = m
            .map(|k| &self.found[k])
            .filter(|f| {
                f.kind == MentionType::Date
                    && !self.said_on(f)
                    && !self.of_paper(f)
                    && !self.announced_on(f, t)
                    && !self.until(f)
                    && !self.of_history(f)
                    && !self.of_another(f, t)
                    && !self.of_plan(f, t)
            })
            .collect();
        let distance = |t: &Trigger, f: &Found| {
            if f.first >= t.last {
                f.first - t.last
            } else {
                t.first.saturating_sub(f.last) + 1
            }
        };
        // "اختتمت اليوم دورة … من 9 إلى 20 مارس": the days it lasted.
        let days = |f: &&&Found| {
            let of = f.known.and_then(|n| self.doc.dates.get(n as usize));
            of.and_then(|d| d.interval)
                .is_some_and(|i| i.start != i.stop && i.stop.days() - i.start.days() < 28)
        };
        let course = matches!(t.kind, "training" | "conference") && self.doc.arabic(t.first);
        // "the visit … the memorandum signed in 2019": the day of what is told nearer to it.
        let other = |f: &&&Found| {
            let between = all
                .iter()
                .find(|o| o.kind != t.kind && o.first >= t.last && o.last <= f.first);
            between.is_some_and(|o| {
                self.signed_once(o) && f.first - t.last > 6 && distance(o, f) < distance(t, f)
            })
        };
        let dates: Vec<&Found> = dates.iter().filter(|f| !other(f)).copied().collect();
        let lasting = dates
            .iter()
            .filter(days)
            .filter(|_| course && dates.len() > 1);
        let best = lasting
            .min_by_key(|f| distance(t, f))
            .or_else(|| dates.iter().min_by_key(|f| distance(t, f)))?;
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

    /// "signed an action plan for 2026-2028", "examiné le programme 2026-2028": the years it holds for, not the day of signing.
    fn of_plan(&self, f: &Found, t: &Trigger) -> bool {
        let of = f.known.and_then(|n| self.doc.dates.get(n as usize));
        let years = of
            .and_then(|d| d.interval)
            .is_some_and(|i| i.stop.days() - i.start.days() > 366);
        years && !matches!(t.kind, "operation" | "training")
    }
}

/// What the name of a place may stand behind: "محافظة جدة", "سواحل كارتاخينا".
fn kind_of_place(word: &str) -> bool {
    matches!(
        word,
        "العاصمه"
            | "مدينه"
            | "مدينتي"
            | "بلده"
            | "قريه"
            | "ولايه"
            | "ولايتي"
            | "محافظه"
            | "محافظتي"
            | "اقليم"
            | "منطقه"
            | "جزيره"
            | "مينا"
            | "مطار"
            | "معبر"
            | "معسكر"
            | "قاعده"
            | "ثكنه"
            | "ساحل"
            | "سواحل"
            | "شواطي"
            | "مياه"
            | "عرض"
            | "حي"
            | "بحي"
    )
}

/// The preposition of `word` before a place: "وفي", "بمحافظة", and of what the forces do "قرب", "قبالة".
fn lead_in<'w>(word: &'w str, kind: &str) -> &'w str {
    let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let near = matches!(
        bare,
        "قرب" | "قباله" | "بالقرب" | "شمال" | "جنوب" | "شرق" | "غرب" | "عبر"
    );
    let within = bare.strip_prefix('ب').is_some_and(kind_of_place);
    if bare == "في" || within || near && kind == "operation" {
        "في"
    } else {
        word
    }
}

//! Which of the triggers of a sentence speak of events of their own, and which only of what was told or stands beside.

use std::ops::Range;

use super::{Teller, Trigger};
use crate::lexicon::{Class, Cue};

impl Teller<'_, '_> {
    /// Which triggers of a sentence speak of events of their own.
    pub(super) fn choose(&self, triggers: &mut Vec<Trigger>, r: Range<usize>) {
        triggers.retain(|t| !self.english_unreal(t, &r) && !self.arabic_unreal(t, &r));
        self.only_spoke(triggers);
        triggers.retain(|t| !self.joins_by_wire(t) && !self.points_back_in_time(t, &r));
        self.ceremony_of(triggers);
        self.delegation_to(triggers);
        self.latin_during(triggers);
        self.french_leaving(triggers, &r);
        self.before_told(triggers, &r);
        let others = triggers.iter().any(|t| t.kind == "meeting");
        triggers.retain(|t| !others || !self.beside_forum(t, &r));
        self.beside_new(triggers);
        self.latin_gathers(triggers);
        self.french_trainees(triggers);
        triggers.retain(|t| !self.french_gathers(t, &r) && !self.french_same_course(t, &r));
        let has = |ts: &[Trigger], k: &str| ts.iter().any(|t| t.kind == k);
        let signing = r.clone().any(|i| {
            self.doc.does(i, &[Class::Sign])
                || self.doc.cue(i, Cue::Signing)
                || self.latin_signs(i)
                || matches!(
                    self.doc.w(i),
                    "signed"
                        | "signe"
                        | "signee"
                        | "signes"
                        | "signees"
                        | "signent"
                        | "paraphe"
                        | "paraphee"
                        | "signer"
                        | "signera"
                        | "signeront"
                        | "sign"
                        | "signing"
                        | "inked"
                        | "conclu"
                        | "conclue"
                        | "concluded"
                        | "scelle"
                        | "signature"
                )
        });
        let signing = if self.english() {
            self.english_signing(triggers, r.clone())
        } else {
            signing
        };
        let signing = signing
            || triggers
                .iter()
                .any(|t| self.second_paper(t.first) || self.signed_between(t))
            || triggers.first().is_some_and(|t| self.paper_in_headline(t));
        if has(triggers, "agreement") && !signing {
            triggers.retain(|t| t.kind != "agreement");
        }
        triggers.retain(|t| !self.one_from_afar(t, &r) && !self.french_other_sense(t));
        // "ضابط الاتصال" is no call.
        triggers.retain(|t| t.kind != "call" || !self.doc.arabic(t.first) || self.real(t, r.end));
        self.by_wire(triggers);
        if has(triggers, "meeting") {
            triggers.retain(|t| !self.courtesy_call(t));
        }
        if signing && self.english() && has(triggers, "agreement") {
            // "signed a memorandum via videoconference"
            let wire = |t: &Trigger| {
                (t.first.saturating_sub(1)..t.last)
                    .any(|i| matches!(self.doc.w(i), "via" | "by" | "through"))
                    && self.doc.w(t.last - 1).starts_with("video")
            };
            triggers.retain(|t| t.kind != "call" || !wire(t));
        }
        if has(triggers, "call") {
            // "تشاور هاتفيا"
            let talks = |t: &Trigger| t.kind == "consultation" && self.doc.arabic(t.first);
            triggers.retain(|t| t.kind != "meeting" && !talks(t));
        }
        if signing && has(triggers, "agreement") {
            triggers.retain(|t| t.kind != "conference" || !self.signed_at(t, &r));
            triggers.retain(|t| {
                self.crowned(t, r.end)
                    || self.french_talks_first(t, &r)
                    || t.kind != "meeting" && t.kind != "operation" && t.kind != "training"
            });
        }
        if let Some(first) = triggers.first().copied() {
            // A noun of training or conference behind a verb of meeting is what was talked about.
            if matches!(first.kind, "meeting" | "call" | "visit" | "consultation")
                && !first.definite
            {
                triggers.retain(|t| {
                    !matches!(
                        t.kind,
                        "training" | "operation" | "agreement" | "consultation"
                    ) || t.first == first.first
                        || self.goes_for(t)
                        || first.kind == "visit" && self.comes_for(t)
                        || self.doc.w(t.first) == "former"
                        || first.kind == "visit" && self.french_takes_course(t)
                        || t.kind == "agreement"
                            && (self.crowned(&first, r.end) || self.french_talks_first(&first, &r))
                        || first.kind == "visit"
                            && (self.signed_there(t)
                                || self.signed_meanwhile(t, &r)
                                || self.signed_once(t)
                                || t.kind == "agreement" && self.doc.does(r.start, &[Class::Sign]))
                });
                if first.kind == "meeting" {
                    triggers.retain(|t| {
                        t.kind != "conference"
                            || self.aside(t.first)
                            || self.takes_part_himself(t, r.start)
                    });
                }
            }
            if matches!(first.kind, "training" | "conference" | "operation") {
                triggers.retain(|t| {
                    !matches!(
                        t.kind,
                        "training" | "conference" | "operation" | "consultation"
                    ) || t.kind == first.kind
                });
            }
        }
        triggers.retain(|t| {
            self.real(t, r.end) && !self.field(t, r.start) && !self.french_talked_of(t, &r)
        });
    }

    /// "L'opération avait été préparée lors d'une formation …": the first was told before, the second is told.
    fn latin_during(&self, triggers: &mut Vec<Trigger>) {
        let doc = self.doc;
        if let [first, second, ..] = triggers[..]
            && doc.latin(first.first)
            && second.kind != first.kind
            && (first.definite || first.first > 0 && doc.w(first.first - 1) == "'")
            && (second.first.saturating_sub(5).max(first.last)..second.first)
                .any(|i| matches!(doc.w(i), "lors" | "during" | "cours"))
            && self.events.iter().any(|e| e.kind == first.kind)
        {
            triggers.remove(0);
        }
    }

    /// "Un atelier … a réuni des enquêteurs": what gathers them is the workshop.
    fn latin_gathers(&self, triggers: &mut Vec<Trigger>) {
        let doc = self.doc;
        let Some(first) = triggers.first().copied() else {
            return;
        };
        // "ont coprésidé l'ouverture d'un forum": what they chaired.
        if let [chaired, what, ..] = triggers[..]
            && chaired.kind == "meeting"
            && doc.latin(what.first)
            && what.first < chaired.last + 14
            && (what.kind == "conference"
                || what.kind == "training"
                    && (chaired.last..what.first).any(|i| {
                        matches!(
                            doc.w(i),
                            "ouverture" | "cloture" | "lancement" | "ceremonie" | "travaux"
                        )
                    }))
            && (chaired.first..chaired.last)
                .any(|i| doc.w(i).contains("presid") || doc.w(i).contains("chaired"))
        {
            triggers.remove(0);
            return;
        }
        if matches!(first.kind, "training" | "conference" | "consultation")
            && doc.latin(first.first)
        {
            triggers.retain(|t| {
                let verb = doc.w(t.last - 1);
                let gathers = verb.starts_with("reuni")
                    || verb.starts_with("rassembl")
                    || self.french() && verb.starts_with("accueil");
                t.kind != "meeting" || !gathers || doc.w(t.first) == "s"
            });
        }
    }

    /// "تلاها", "يعقبها": what came upon what was told.
    pub(super) fn follows_up(&self, i: usize) -> bool {
        matches!(
            self.doc.w(i),
            "تلاها"
                | "تلاه"
                | "تلته"
                | "تلتها"
                | "اعقبها"
                | "اعقبه"
                | "اعقبته"
                | "تبعها"
                | "تبعه"
                | "تخللها"
                | "تخلله"
                | "تخللته"
                | "تخللتها"
                | "يعقبها"
                | "يعقبه"
                | "تعقبها"
                | "تعقبه"
                | "يليها"
                | "يليه"
                | "تليها"
                | "تليه"
                | "يتبعها"
                | "تتبعها"
                | "يتخللها"
                | "تتخللها"
        )
    }

    /// "أجرى مباحثات مع X توجت بالتوقيع على اتفاق": both.
    fn crowned(&self, t: &Trigger, end: usize) -> bool {
        // "أسفرت زيارة X عن توقيع اتفاق مع Y"
        let from = if t.kind == "visit" || self.doc.arabic(t.first) && !t.definite {
            t.first.saturating_sub(1)
        } else {
            t.last
        };
        matches!(t.kind, "meeting" | "visit")
            && (from..end).any(|i| {
                let next = self.doc.w(i + 1);
                let followed = self.follows_up(i);
                followed && matches!(next, "توقيع" | "التوقيع" | "مراسم" | "حفل")
                    || matches!(
                        self.doc.w(i),
                        "توجت"
                            | "مناسبه"
                            | "وشهدا"
                            | "شهدا"
                            | "فرصه"
                            | "توج"
                            | "تتوج"
                            | "تتوجت"
                            | "توجها"
                            | "تكللت"
                            | "تكلل"
                            | "اختتمت"
                            | "انتهت"
                            | "انتهي"
                            | "اسفرت"
                            | "اثمرت"
                    )
            })
    }

    /// "على هامش الجمعية العامة، التقى X نظيره": where they met, and of those who hold it nothing is said.
    fn beside_forum(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let from = r.start.max(t.first.saturating_sub(3));
        let own = (from..t.first).any(|i| self.own_part(i));
        let margin = !own && (from..t.first).any(|i| matches!(doc.w(i), "هامش" | "بهامش"));
        let told = (t.last..r.end)
            .take_while(|&i| doc.w(i) != ",")
            .any(|i| matches!(doc.w(i), "الذي" | "التي") || doc.w(i).starts_with("المنعقد"));
        t.kind == "conference" && doc.arabic(t.first) && margin && !told
    }

    /// "وقعا المذكرة، وذلك خلال الدورة الافتتاحية للشبكة": where they signed.
    fn signed_at(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let at = |i: usize| matches!(self.doc.w(i), "خلال" | "هامش" | "قبيل" | "انطلاق");
        self.doc.arabic(t.first) && (r.start.max(t.first.saturating_sub(3))..t.first).any(at)
    }

    /// "تم خلال زيارة X إلى تونس توقيع اتفاقية مع Y": what was done is the signing.
    fn signed_meanwhile(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let done = matches!(
            doc.w(r.start).trim_start_matches('و'),
            "تم" | "تمت" | "جري" | "جرت" | "سيتم" | "يتم" | "شهدت"
        );
        let signing = (t.first.saturating_sub(2)..t.first).any(|i| doc.cue(i, Cue::Signing));
        t.kind == "agreement" && doc.arabic(t.first) && done && signing
    }

    /// "مذكرتي تفاهم، الأولى بين A وB، فيما وقع الثانية C وD": the other one of several papers.
    pub(super) fn second_paper(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = doc.w(i).strip_prefix('و').unwrap_or(doc.w(i));
        if !matches!(w, "الثانيه" | "الثاني" | "الثالثه" | "الاخري") {
            return false;
        }
        let signed = i > 0 && doc.does(i - 1, &[Class::Sign]);
        let between = matches!(doc.w(i + 1), "بين" | "مع" | "وقعها" | "وقعتها" | "عن");
        let papers = |k: usize| {
            let w = doc.w(k).trim_start_matches(['و', 'ب', 'ل']);
            let paper = ["مذكرت", "اتفاقيت", "اتفاقي", "بروتوكول", "وثيقت", "معاهد"];
            paper.iter().any(|p| w.starts_with(p))
                && (w.ends_with("ين")
                    || w.ends_with("تي")
                    || w.ends_with("ات")
                    || w.ends_with("لي"))
        };
        (signed || between) && (self.sentence_of(i).start..i).rev().take(60).any(papers)
    }

    /// "مذكرة تفاهم بين A وB" at the head of a line: a headline.
    fn paper_in_headline(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let bare = doc.line_start(t.first) && t.skip == 0 && !doc.w(t.first).starts_with("ال");
        let between = (t.last..t.last + 3).find(|&i| matches!(doc.w(i), "بين" | "تجمع" | "يجمع"));
        let body = |i: usize| {
            self.who_at(i)
                .is_some_and(|k| self.found[k].kind == crate::mention::MentionType::Organization)
        };
        t.kind == "agreement" && bare && between.is_some_and(|i| body(i + 1))
    }

    /// "بالتوقيع على خطة التعاون": whatever the paper is called, only no book and no list.
    pub(super) fn any_paper(&self, i: usize) -> bool {
        let doc = self.doc;
        let on = i > 1 && doc.w(i - 1) == "علي" && doc.cue(i - 2, Cue::Signing);
        let other = matches!(
            text::strip_article(doc.w(i)),
            "سجل" | "كتاب" | "دفتر" | "عريضه" | "بيان" | "كشف" | "نص"
        );
        on && doc.arabic(i) && !other && !self.covered[i] && self.who_at(i).is_none()
    }

    /// "أعمال اللجنة القنصلية": the work of a committee that is named is its sitting.
    pub(super) fn work_of_committee(&self, h: &crate::lexicon::Hit) -> bool {
        let doc = self.doc;
        let work = matches!(doc.past(h.first, h.skip), "اعمال" | "اشغال");
        let committee = matches!(doc.w(h.last - 1), "اللجنه" | "لجنه");
        // "تندرج المذكرة ضمن أعمال لجنة التنسيق": what it is a part of.
        let frame = h.first > 0 && matches!(doc.w(h.first - 1), "ضمن" | "اطار");
        work && committee && !frame && h.last == h.first + 2 && !self.covered[h.first]
    }

    /// "تسلم X نسخا من المذكرة الموقعة بين A وB": who holds what others have signed.
    pub(super) fn holds_paper(&self, m: &crate::mention::Found, t: &Trigger) -> bool {
        m.last <= t.first && self.doc.arabic(t.first) && self.signed_between(t)
    }

    /// "مذكرة التفاهم الموقعة بين A وB": a paper that named bodies or people have signed.
    fn signed_between(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let signed = |i: usize| {
            matches!(
                doc.w(i),
                "الموقعه"
                    | "الموقع"
                    | "موقعه"
                    | "المبرمه"
                    | "المبرم"
                    | "مبرمه"
                    | "الممضاه"
            ) && matches!(doc.w(i + 1), "بين" | "مع")
                && self.who_at(i + 2).is_some()
        };
        t.kind == "agreement" && (t.last..t.last + 4).any(signed)
    }

    /// "انتقل وفد من X إلى برلين لحضور تمرين مع Y"
    fn comes_for(&self, t: &Trigger) -> bool {
        let before = self.doc.before(t.first, 1);
        t.kind == "training" && matches!(before, "لحضور" | "لاجرا")
    }

    /// "للمشاركة في دورة تكوينية ينظمها X": what somebody comes for.
    fn goes_for(&self, t: &Trigger) -> bool {
        self.goes_to_learn(t)
            || t.kind == "training"
                && t.first > 1
                && self.doc.w(t.first - 1) == "في"
                && matches!(
                    self.doc.w(t.first - 2),
                    "للمشاركه" | "المشاركه" | "بالمشاركه" | "لمشاركه"
                )
    }

    /// "التحضير لهذه العملية تم خلال اجتماع جمع X وY": what was told is only spoken of beside what is new.
    fn beside_new(&self, triggers: &mut Vec<Trigger>) {
        let doc = self.doc;
        let all = triggers.clone();
        let new = |t: &Trigger, o: &Trigger| {
            let other = o.kind != t.kind && (t.kind == "operation" || o.kind != "agreement");
            !o.definite && doc.arabic(o.first) && self.verb(o).is_none() && other
        };
        let told = |t: &Trigger| self.events.iter().any(|e| e.kind == t.kind);
        let attended = |t: &Trigger| {
            t.first > 0 && doc.does(t.first - 1, &[Class::Attend, Class::Chair, Class::Gather])
        };
        triggers.retain(|t| {
            let article = doc.w(t.first).contains("ال") || doc.w(t.first).contains("لل");
            let noun = t.definite && doc.arabic(t.first) && article;
            let with =
                (t.last..t.last + 4).any(|i| matches!(doc.w(i), "مع" | "بين" | "الذي" | "التي"));
            let old = noun && (t.kind == "operation" || !with);
            let some = all.iter().any(|o| new(t, o));
            !(old && some && told(t) && !attended(t))
        });
    }

    /// The sentence says what came before or after another thing: "وسبق الاجتماع", "وتلا اللقاء".
    pub(super) fn orders(&self, r: &Range<usize>) -> bool {
        r.clone().take(4).any(|i| {
            matches!(
                self.doc.w(i).trim_start_matches(['و', 'ف']),
                "سبق"
                    | "سبقت"
                    | "تلا"
                    | "تلت"
                    | "اعقب"
                    | "اعقبت"
                    | "مهد"
                    | "مهدت"
                    | "تاتي"
                    | "ياتي"
                    | "جات"
                    | "جا"
            ) && self.doc.arabic(i)
        }) || self.latin_orders(r)
    }

    /// "The meeting came on the heels of …", "Cette audience fait suite à …".
    fn latin_orders(&self, r: &Range<usize>) -> bool {
        let doc = self.doc;
        r.clone().take(9).any(|i| {
            doc.latin(i)
                && (matches!(
                    doc.w(i),
                    "followed"
                        | "follows"
                        | "preceded"
                        | "precede"
                        | "suit"
                        | "succede"
                        | "intervient"
                ) || matches!(doc.w(i), "comes" | "came")
                    && matches!(
                        doc.w(i + 1),
                        "on" | "after" | "days" | "weeks" | "a" | "hours"
                    )
                    || matches!(doc.w(i), "fait" | "faisait") && doc.w(i + 1) == "suite")
        })
    }

    /// "سبق هذا الاجتماع لقاء", "مهد للعملية اجتماع": the definite one was told, the other is.
    pub(super) fn before_told(&self, triggers: &mut Vec<Trigger>, r: &Range<usize>) {
        let order = self.orders(r);
        if let [first, second, ..] = triggers[..]
            && order
            && first.definite
            && first.first < r.start + 6
            && !second.definite
            && !self.relative(&first)
        {
            triggers.remove(0);
        }
    }

    /// "على هامش المؤتمر", "on the sidelines of the conference": what it happened beside is named, not told.
    pub(super) fn beside(&self, i: usize, start: usize, kind: &str) -> bool {
        let edge = |k: &usize| {
            matches!(
                self.doc.w(*k),
                "هامش" | "وهامش" | "sidelines" | "margins" | "margin" | "marge"
            )
        };
        let small = |k: usize| {
            matches!(
                self.doc.w(k),
                "of" | "the"
                    | "a"
                    | "cette"
                    | "ces"
                    | "these"
                    | "those"
                    | "ce"
                    | "cet"
                    | "this"
                    | "that"
                    | "de"
                    | "la"
                    | "le"
                    | "l"
                    | "'"
                    | "du"
                    | "des"
                    | "travaux"
                    | "اعمال"
                    | "اشغال"
                    | "فعاليات"
            ) || kind == "conference" && matches!(self.doc.w(k), "d" | "un" | "une")
        };
        // "en marge de la visite qu'effectue X": told by who makes it.
        if kind == "visit" && self.french() && self.visit_made_by(i + 1) {
            return false;
        }
        let found = (start.max(i.saturating_sub(12))..i).rev().find(edge);
        let phrase = |k: usize| {
            // "على هامش أشغال الدورة 92 للجمعية العامة": one phrase, up to its comma.
            let w = self.doc.w(i);
            let genitive =
                w.contains("ال") || w.starts_with("لل") || !self.doc.w(i - 1).starts_with("ال");
            self.doc.arabic(i)
                && kind == "conference"
                && genitive
                && !(k..i).any(|j| matches!(self.doc.w(j), "," | "."))
                && i > k + 1
                && self.triggers_of_beside(k, i)
        };
        // "على هامش زيارته للقاهرة", "على هامش القمة التي تنظمها الوكالة": told all the same.
        let journey = self.doc.w(i).starts_with("زيارت") && self.to_land(i);
        let organised = (i..(i + 16).min(self.doc.len()))
            .take_while(|&k| self.doc.sentence[k] == self.doc.sentence[i])
            .find(|&k| matches!(self.doc.w(k), "التي" | "الذي"))
            .is_some_and(|k| {
                self.held_behind(k + 1)
                    || k < i + 5
                        && self
                            .doc
                            .does(k + 1, &[Class::Organise, Class::Host, Class::Hold])
            });
        // "على هامش مشاركته في المنتدى": he was there.
        let own = found.is_some_and(|k| (k + 1..i).any(|j| self.own_part(j)));
        let organised = organised || kind == "conference" && self.held_of_body(i);
        if self.doc.arabic(i) && (journey || organised || own) {
            return false;
        }
        // "بمناسبة المرحلة النهائية لمناورات كذا، استقبل X …"
        let occasion = kind == "training"
            && self.doc.arabic(i)
            && (start.max(i.saturating_sub(4))..i)
                .any(|k| self.doc.w(k).trim_start_matches('و') == "بمناسبه");
        occasion
            || found.is_some_and(|k| (k + 1..i).all(small) || phrase(k) || self.named_beside(k, i))
    }

    /// Between "beside" and `i` stand only nouns of the same happening.
    fn triggers_of_beside(&self, k: usize, i: usize) -> bool {
        let noun = |j: usize| {
            let w = self.doc.w(j);
            self.covered[j]
                || !self.doc.arabic(j)
                || w.starts_with("ال")
                || w.starts_with("لل")
                || w.starts_with('ل')
                || matches!(
                    w,
                    "اشغال"
                        | "اعمال"
                        | "فعاليات"
                        | "انعقاد"
                        | "مشاركته"
                        | "مشاركتها"
                        | "حضوره"
                        | "افتتاح"
                        | "اختتام"
                        | "في"
                        | "موتمر"
                        | "معرض"
                        | "قمه"
                        | "منتدي"
                        | "جلسات"
                )
        };
        (k + 1..i).all(noun)
    }
}

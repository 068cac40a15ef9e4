//! Arabic words that tell something only in company: "عرض X مع Y", "اتصل X بنظيره", "تكوين عناصر".

use std::ops::Range;

use super::company::somebody;
use super::{Participant, Teller, Trigger};
use crate::lexicon::{Class, Cue, Number, Tag, Verb};
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    /// Whether a word that has other meanings tells an event here; what is no such word does.
    pub(super) fn arabic_real(&self, t: &Trigger, end: usize) -> bool {
        let doc = self.doc;
        if !doc.arabic(t.first) {
            return true;
        }
        let one = t.last == t.first + 1;
        let next = doc.w(t.last);
        let word = self.word(t);
        match self.verb(t).map(|v| v.class) {
            // "قابل خلالها الوزير X", and no "قابل للتجديد", "غير قابل في نظر الوزير".
            Some(Class::Face) => {
                let able = next.starts_with('ل') || doc.before(t.first, 1) == "غير";
                let later = !able && self.people(t.last..end) >= 1;
                return (self.who_behind(t.last) || later) && next != "مع";
            }
            Some(Class::Discuss) => return self.discusses(t, end),
            // "إن بلاده استقبلت ألف لاجئ": a country receives nobody who is named.
            Some(Class::Receive)
                if t.first > 0
                    && matches!(doc.w(t.first - 1), "بلاده" | "بلادها" | "بلادنا" | "البلاد") =>
            {
                return false;
            }
            // "إن موريتانيا تستقبل على أراضيها عشرات الآلاف من اللاجئين"
            Some(Class::Receive) if next == "علي" && doc.w(t.last + 1).starts_with("اراضي") =>
            {
                return false;
            }
            // "توجه الوزير بالشكر إلى": words go, not he.
            Some(Class::Travel) if self.sends_words(t.last, end) => return false,
            Some(Class::Ring) => {
                return self.who_behind(t.last) && self.people(t.last..end) >= 2;
            }
            // "استقبلت تونس X في زيارة": a town or country meets nobody.
            Some(Class::Receive) if self.place_at(t.last) && self.people(t.last..end) < 2 => {
                return false;
            }
            // "تستقبل الشرطة آلاف الزوار"
            Some(Class::Receive) if self.crowd(t.last, end) => return false,
            // "تحول إلى تهديد" is no journey.
            Some(Class::Move) if word.contains("تحول") => {
                return self.who_behind(t.last) && self.to_a_place(t, end);
            }
            // "تنقل المخدرات إلى": carries.
            Some(Class::Move) if word == "تنقل" => {
                return matches!(next, "الي" | "بين") || self.who_behind(t.last);
            }
            Some(Class::Move) => return self.to_a_place(t, end),
            Some(Class::Leave) => return self.to_a_place(t, end) || self.imperfect(t),
            // "عاد السبت من باريس، حيث التقى": he was there.
            Some(Class::Return) => return self.back_from_a_place(t, end),
            Some(Class::Arrive) if word.contains("حط") || word.contains("شد") => {
                return (t.last..end.min(t.last + 9))
                    .any(|i| matches!(doc.w(i), "الرحال" | "رحاله" | "رحالها"));
            }
            // "قيمة تصل إلى مليون دينار"
            Some(Class::Arrive)
                if self.imperfect(t) && next == "الي" && !self.to_a_place(t, end) =>
            {
                return false;
            }
            Some(Class::Arrive) => return !matches!(next, "اليه" | "اليها" | "اليهم"),
            // "بيان صادر عن"
            Some(Class::Seize)
                if word.starts_with("صادر") && matches!(next, "عن" | "من" | "في") =>
            {
                return false;
            }
            Some(Class::Seize) => return self.seized_together(t, end),
            Some(Class::Dismantle) if self.imperfect(t) => return self.seized_together(t, end),
            Some(Class::Train | Class::Learn) => {
                let whom = (t.last..t.last + 3).any(|i| self.trainees(i) || self.body_at(i));
                // "دربت القوات عددا من وحداتها": whose people they are is not named.
                let some = self.body_at(t.last) && (t.last..end).any(|i| self.trainees(i));
                return whom && self.bodies(t, end) >= 2 || some;
            }
            _ => {}
        }
        match word {
            "قادما" | "قادمه" | "عايدا" | "عايده" => {
                let back = |i| doc.does(i, &[Class::Return, Class::Arrive]);
                self.clause_of(t, t.first).any(back)
            }
            "مادبه" | "مفاوضات" | "المفاوضات" | "التفاوض" => {
                self.people(t.last..end) >= 2
            }
            // "بدوره": for his part.
            // "ودوره في المحافظة على الأمن": what it does.
            "دوره" | "دورها"
                if one
                    && (t.skip > 0 && doc.w(t.first).ends_with("بدوره")
                        || matches!(next, "في" | "." | ",")
                            && doc.t.text(t.first).ends_with(['ه', 'ا'])) =>
            {
                false
            }
            "وصوله" | "وصولها" | "سفره" | "سفرها" | "توجهه" | "توجهها" | "قدومه" | "قدومها" => {
                self.to_a_place(t, end)
            }
            "وصول" | "قدوم" | "سفر" if one => self.to_a_place(t, end) && self.whose(t),
            "وفدا" | "فريقا" | "خبرا" => self.sends(t) && self.to_a_place(t, end),
            "زيارات" => (t.last..end).any(|i| doc.w(i) == "الي"),
            "جولته" | "جولتها" => self.own_journey(t),
            "رحلته" | "رحلتها" => self.own_journey(t) && self.to_a_place(t, end),
            "موتمره" | "موتمرها" | "ندوه" | "موتمر" | "موتمرا" | "الندوه" | "الموتمر" if one => {
                !matches!(
                    next,
                    "صحفي"
                        | "صحفيا"
                        | "صحفيه"
                        | "الصحفي"
                        | "الصحفيه"
                        | "صحافي"
                        | "صحافيا"
                        | "الصحافي"
                        | "صحافيه"
                        | "الصحافيه"
                )
            }
            "مصادره" | "توقيف" | "ايقاف" | "اعتقال" | "القت" | "القي" | "القا" | "القبض"
            | "مداهمات" | "مداهمه" | "كمين" | "كمينا" | "ضربه" | "تحرير" | "القضا" | "تحييد"
            | "قتل" | "حدا" | "اسقاط" | "الايقاع" => self.seized_together(t, end),
            // "مركزا للتكوين": what it is for.
            "لتدريب" | "لتكوين" if one && doc.w(t.first).starts_with("لل") => {
                self.trains(t, end)
            }
            "تدريب" | "تكوين" | "التدريب" | "التكوين" | "تدريبا" | "تكوينا" | "تربصا" | "تربص"
                if one =>
            {
                self.trains(t, end) || self.taught_again(t)
            }
            "الاتصال" | "الاتصالات" | "اتصالات" if one => {
                let b = doc.before(t.first, 1);
                let b = text::strip_article(b.trim_start_matches(['و', 'ب', 'ل']));
                !super::arabic_unreal::NO_CALL.contains(&b)
            }
            "اتصال" if one => self.is_a_call(t, end),
            // "أي قدرة على التنقل", "حرية التنقل": nobody goes anywhere.
            "التنقل" | "تنقل" if one => next == "الي",
            "دروسا" | "حصصا" => self.bodies(t, end) >= 2,
            "محاكاه" | "تمارين" | "تداريب" | "تدريبات" if one => {
                let began = (1..6).filter_map(|n| t.first.checked_sub(n)).any(|i| {
                    matches!(
                        doc.w(i).trim_start_matches('و'),
                        "انطلقت" | "انطلاق" | "بدات" | "بد" | "اختتمت" | "اختتام" | "ختام"
                    )
                });
                self.bodies(t, end) >= 2 || began && self.bodies(t, end) == 1
            }
            // "في إطار التشاور المستمر": a habit.
            "التشاور" if one => {
                matches!(next, "بين" | "مع") || doc.does(t.first.wrapping_sub(1), &[Class::Hold])
            }
            // "دقة تنظيم الدورة": how it was, not that it was.
            "الدوره" | "الدورات" | "الموتمر" | "التدريب"
                if t.first > 1
                    && matches!(doc.w(t.first - 1), "تنظيم" | "سير" | "اداره")
                    && matches!(
                        doc.w(t.first - 2).trim_start_matches(['و', 'ب', 'ل', 'ع']),
                        "دقه" | "حسن" | "نجاح" | "جوده" | "روعه"
                    ) =>
            {
                false
            }
            // "يرتبط البلدان باتفاقية تم توقيعها سنة 2015": signed by nobody who is named.
            "اتفاقيه" | "الاتفاقيه" | "اتفاقيات" | "الاتفاقيات" | "اتفاق"
                if matches!(
                    doc.w(self.sentence_of(t.first).start),
                    "ويرتبط" | "يرتبط" | "وترتبط" | "ترتبط" | "وتربط" | "تربط"
                ) =>
            {
                (t.last..end.min(t.last + 12))
                    .any(|i| doc.w(i) == "بين" && self.who_at(i + 1).is_some())
            }
            // "تنفيذا لما سبق الاتفاق عليه"
            "الاتفاق" if matches!(next, "عليه" | "عليها" | "عليهما" | "بشانه") => {
                false
            }
            "خطه" | "برنامج" | "تفاهما" | "تفاهمات" | "محضر" | "المحضر" =>
            {
                let signed =
                    || (self.clause_of(t, end)).find(|&i| doc.does(i, &[Class::Sign, Class::Hold]));
                self.people(self.clause_of(t, end)) >= 2
                    || self.bodies(t, end) >= 2
                    || signed().is_some_and(|v| self.two_meant(v, end))
            }
            _ => true,
        }
    }

    /// "بالشكر", "بتحية", "بسؤال": what somebody turns to another with.
    fn sends_words(&self, from: usize, end: usize) -> bool {
        (from..end.min(from + 6)).any(|i| {
            let w = self.doc.w(i).strip_prefix('ب').unwrap_or("");
            matches!(
                text::strip_article(w),
                "شكر"
                    | "تحيه"
                    | "تهنيه"
                    | "تهاني"
                    | "سوال"
                    | "نداء"
                    | "ندا"
                    | "كلمه"
                    | "تقدير"
                    | "تعازي"
                    | "رساله"
                    | "امتنان"
                    | "خالص"
                    | "جزيل"
                    | "اسمي"
                    | "طلب"
                    | "عرفان"
            )
        })
    }

    /// "التأمت اليوم أشغال المؤتمر", "اجتمعت اللجنة": what assembles is told by its own noun.
    pub(super) fn opens_itself(&self, i: usize, end: usize) -> bool {
        let doc = self.doc;
        // "عقدت اللجنة جلستها الثالثة": a committee's, not one of a conference.
        if matches!(doc.w(i), "جلستها" | "دورتها") {
            let committee = |k: usize| doc.w(k).trim_start_matches('و').ends_with("لجنه");
            return !(self.sentence_of(i).start..i).any(committee);
        }
        let verb = doc.does(i, &[Class::Meet])
            && ["التام", "لتيم", "يلتيم", "تلتيم"]
                .iter()
                .any(|w| doc.w(i).contains(w));
        let noun = |k: usize| {
            let event = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Event(_));
            doc.verb(k).is_none() && doc.at(k).iter().any(event)
        };
        verb && (i + 1..end.min(i + 16))
            .take_while(|&k| {
                self.who_at(k)
                    .is_none_or(|k| self.found[k].kind == MentionType::Organization)
            })
            .any(noun)
    }

    /// The verb a trigger is.
    pub(super) fn verb(&self, t: &Trigger) -> Option<Verb> {
        self.doc
            .verb(t.first)
            .filter(|_| self.doc.arabic(t.first) && t.last == t.first + 1)
    }

    /// "يزور", "سيزور"
    pub(super) fn imperfect(&self, t: &Trigger) -> bool {
        self.verb(t).is_some_and(|v| v.form.imperfect)
    }

    /// "بحث X مع Y", "ناقش X وY", "بحثا": a meeting, not a topic dealt with.
    fn discusses(&self, t: &Trigger, end: usize) -> bool {
        let doc = self.doc;
        let next = doc.w(t.last);
        if self.with_him(t) {
            return true;
        }
        // "كما بحث سابقا مع X"
        let from = t.last
            + usize::from(matches!(
                next,
                "خلالها"
                    | "خلاله"
                    | "فيها"
                    | "فيه"
                    | "ايضا"
                    | "سابقا"
                    | "كذلك"
                    | "اليوم"
                    | "امس"
            ))
            + 2 * usize::from(next == "من" && matches!(doc.w(t.last + 1), "خلالها" | "خلاله"));
        // "ناقشت يوم أمس مع X"
        let from = self.past_adjunct(self.past_day(from));
        // "بحث كل من X وY"
        let each = matches!(doc.w(from), "كل" | "كلا") && doc.w(from + 1) == "من";
        let from = from + if each { 2 } else { 0 };
        // "وضم الوفد X وY، حيث ناقشا": what the delegation came for.
        let led = (self.sentence_of(t.first).start..t.first).any(|i| doc.does(i, &[Class::Gather]));
        if led && (t.first.saturating_sub(2)..t.first).any(|i| doc.w(i) == "حيث") {
            return false;
        }
        // "وتناول اللقاء مع X": what the meeting dealt with.
        let topic = doc.at(t.last).iter().any(|h| {
            matches!(h.tag, Tag::Event(_))
                && doc.w(t.last).starts_with("ال")
                && doc.verb(t.last).is_none()
        });
        if topic {
            return false;
        }
        // "قدم عرضا", "بحثا عن": nouns that look like a verb of two.
        let noun = matches!(self.word(t), "عرضا" | "درسا") || next == "عن";
        let pair = !noun && self.verb(t).is_some_and(|v| v.form.subject == Number::Two);
        // "بحث وزيرا الداخلية القطري X، والسعودي Y"
        let ministers = matches!(next, "وزيرا" | "رييسا" | "مديرا" | "قايدا" | "مستشارا")
            && self.people(t.last..end.min(t.last + 30)) >= 2;
        // "بحث المبعوث الروسي الخاص X مع Y": somebody before "with" and somebody behind.
        let with = (t.last..end.min(t.last + 24)).find(|&i| doc.w(i) == "مع");
        let sides = !noun
            && with.is_some_and(|w| {
                let title = |i: usize| {
                    let tag = |h: &crate::lexicon::Hit| {
                        matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Minister)
                    };
                    doc.at(i).iter().any(tag)
                };
                // "بحث المسؤول الأردني مع Y": one who was named before.
                let named = doc.w(from) == "المسوول" || title(from) && self.people(from..w) >= 1;
                named && self.people(w..end) >= 1
            });
        // "بحثت وزارة الداخلية مع المنظمة الدولية للهجرة الملف": two bodies.
        let body = |i: usize| {
            let who = self.who_at(i).map(|k| &self.found[k]);
            who.is_some_and(|f| f.kind == MentionType::Organization && f.skip == 0)
        };
        let past = self.verb(t).is_some_and(|v| !v.form.imperfect);
        let bodies = !noun && past && with.is_some_and(|w| body(t.last) && body(w + 1));
        pair || sides
            || bodies
            || with.is_some_and(|w| !noun && self.sends_to_talk(t.last, w, end))
            || ministers
            || self.pair(t.last).is_some()
            || (self.who_behind(from) || self.is_delegation(from))
                && ((t.last..end).any(|i| doc.w(i) == "مع") || self.two_subjects(from))
    }

    /// "بحث مسؤولون من الوكالة مع ممثلي المديرية": people of one body with those of another.
    fn sends_to_talk(&self, from: usize, with: usize, end: usize) -> bool {
        let doc = self.doc;
        let sent = matches!(
            doc.w(from),
            "مسوولون" | "مسوولو" | "ممثلون" | "ممثلو" | "خبرا" | "فريق"
        );
        let body = |r: Range<usize>| {
            self.between(r.start, r.end).any(|k| {
                let f = &self.found[k];
                f.kind == MentionType::Organization && !f.inside || somebody(f)
            })
        };
        sent && body(from..with) && body(with..end)
    }

    /// "زيارته الحالية للقاهرة", "زيارته إلى البلاد": where it leads stands near.
    pub(super) fn to_land(&self, i: usize) -> bool {
        let doc = self.doc;
        (i + 1..i + 6).any(|k| {
            matches!(doc.w(k), "للبلاد" | "للمملكه" | "للدوله")
                || doc.w(k) == "الي" && matches!(doc.w(k + 1), "البلاد" | "المملكه" | "الدوله")
                || self.found.iter().any(|f| {
                    f.kind == MentionType::Location
                        && f.first == k
                        && (f.skip > 0 && doc.w(k).starts_with('ل')
                            || matches!(doc.w(k - 1), "الي" | "العاصمه"))
                })
        })
    }

    /// "وصول X إلى": somebody's own coming.
    fn whose(&self, t: &Trigger) -> bool {
        self.found.iter().any(|f| {
            (t.last..t.last + 4).contains(&f.first)
                && matches!(f.kind, MentionType::Person | MentionType::Office)
        })
    }

    /// Who is trained stands at `i`: "عناصر", not "الفريق".
    fn trainees(&self, i: usize) -> bool {
        self.doc.cue(i, Cue::Trainees) && !self.doc.w(i).contains("ال")
    }

    fn clause_of(&self, t: &Trigger, end: usize) -> Range<usize> {
        self.sentence_of(t.first).start..end
    }

    /// How many people and offices of different people a stretch names as being there.
    pub(super) fn people(&self, r: Range<usize>) -> usize {
        let mut out: Vec<Participant> = Vec::new();
        for (k, f) in self.found.iter().enumerate() {
            if r.contains(&f.first)
                && somebody(f)
                && !self.absent(f)
                && let Some(p) = self.participant(k)
                && !out.contains(&p)
            {
                out.push(p);
            }
        }
        out.len()
    }

    /// How many bodies its sentence up to `end` names as doing it.
    pub(super) fn bodies(&self, t: &Trigger, end: usize) -> usize {
        let r = self.clause_of(t, end);
        let mut out: Vec<usize> = Vec::new();
        for (k, f) in self.found.iter().enumerate() {
            if r.contains(&f.first)
                && f.kind == MentionType::Organization
                && !self.bystander(f, t.kind)
                && let Some(e) = self.resolved.of[k]
                && !out.contains(&e)
            {
                out.push(e);
            }
        }
        out.len()
    }

    fn place_at(&self, i: usize) -> bool {
        let place = |f: &Found| f.kind == MentionType::Location && f.first == i && f.skip == 0;
        self.begin(i, i + 1).iter().any(place)
    }

    fn body_at(&self, i: usize) -> bool {
        let body = |f: &Found| f.kind == MentionType::Organization && f.first == i;
        self.found.iter().any(body)
    }

    /// "وقع الطرفان محضرا", "وقع الأمين العام مع الوزير الصيني خطة": two of whom the text has told.
    fn two_meant(&self, verb: usize, end: usize) -> bool {
        // "وقع والمسؤول الصيني خطة"
        let other =
            || !self.points_to(verb..end).is_empty() && self.doc.w(verb + 1).starts_with("وال");
        if other() {
            return true;
        }
        let r = verb..end.min(verb + 12);
        r.clone().any(|i| self.pair(i).is_some()) || self.points_to(r).len() >= 2
    }

    /// "بحث X وY": both are subjects.
    fn two_subjects(&self, from: usize) -> bool {
        let who = |f: &Found| somebody(f) && f.first >= from;
        let head = self.found.iter().position(who);
        head.is_some_and(|k| !self.beside_subject(k, k..self.found.len()).is_empty())
    }

    /// A town or country that the way leads to stands near behind.
    pub(super) fn to_a_place(&self, t: &Trigger, end: usize) -> bool {
        let doc = self.doc;
        // "تحول وزير الداخلية فلان صحبة وفد من الوزارة يوم الأحد إلى …"
        let far = if self.verb(t).is_some() && self.who_behind(self.past_adjunct(t.last))
            || self.whose(t)
        {
            26
        } else {
            14
        };
        self.found.iter().any(|f| {
            let to = f.skip > 0 && doc.w(f.first).starts_with(['ب', 'ل'])
                || (f.first.saturating_sub(3)..f.first)
                    .any(|i| i + 1 >= t.last && matches!(doc.w(i), "الي" | "علي" | "في" | "صوب"));
            f.kind == MentionType::Location
                && f.first >= t.last
                && f.first < end.min(t.last + far)
                && to
        })
    }

    /// "عاد X من باريس": a town or country behind "from", and somebody who comes.
    fn back_from_a_place(&self, t: &Trigger, end: usize) -> bool {
        let doc = self.doc;
        let from = |k: usize| {
            let f = &self.found[k];
            let town = f.first.saturating_sub(2)..f.first;
            f.kind == MentionType::Location
                && town.clone().any(|i| doc.w(i) == "من" && i >= t.last)
                && (town.start..f.first)
                    .all(|i| matches!(doc.w(i), "من" | "مدينه" | "العاصمه") || i < f.first - 1)
        };
        let clause = self.sentence_of(t.first).start..t.first;
        let somebody = self.who_behind(t.last) || self.people(clause) >= 1;
        let other = (t.last..end.min(t.last + 14)).any(|i| doc.w(i).contains("زيار"));
        somebody && !other && self.between(t.last, end.min(t.last + 14)).any(from)
    }

    /// "قاد X وفدا إلى", "أوفدت الوزارة فريقا إلى"
    fn sends(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let from = self
            .sentence_of(t.first)
            .start
            .max(t.first.saturating_sub(16));
        (from..t.first).any(|i| doc.does(i, &[Class::Lead, Class::Chair, Class::Send]))
    }

    /// "أنهى X زيارته إلى روما", "استهل جولته": a journey of his own that begins or ends.
    pub(super) fn own_journey(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let w = self.word(t);
        if !matches!(
            w,
            "زيارته" | "زيارتها" | "جولته" | "جولتها" | "رحلته" | "رحلتها"
        ) {
            return false;
        }
        let from = self
            .sentence_of(t.first)
            .start
            .max(t.first.saturating_sub(24));
        (from..t.first).any(|i| {
            doc.does(i, &[Class::Undertake, Class::Chair])
                || matches!(
                    doc.w(i),
                    "اصل" | "واصل" | "تابع" | "وتابع" | "يواصل" | "تواصل"
                )
        }) || self.during_journey(t)
    }

    /// "خلال زيارته إلى باماكو": a journey named beside what happened on it, with where it went.
    fn during_journey(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let b = doc.before(t.first, 1);
        let during = matches!(
            b.trim_start_matches(['و', 'ف']),
            "خلال"
                | "ختام"
                | "مستهل"
                | "اثنا"
                | "هامش"
                | "بمناسبه"
                | "اطار"
                | "مناسبه"
                | "ضمن"
                | "بعد"
                | "عقب"
                | "قبيل"
                | "غداه"
        );
        let told = self.events.iter().any(|e| e.kind == "visit");
        during && !told && (self.to_land(t.last - 1) || self.to_body(t.last - 1))
    }

    /// "في أول اتصال بينهما", "اتصال من نظيره": not a point or an officer of contact.
    fn is_a_call(&self, t: &Trigger, end: usize) -> bool {
        let doc = self.doc;
        let with = matches!(
            doc.w(t.last),
            "بين" | "بينهما" | "من" | "مع" | "اجراه" | "تلقاه" | "جمعه"
        );
        // "تحدث X مع Y في اتصال هو الأول من نوعه"
        let before = || {
            t.first > 0
                && matches!(doc.w(t.first - 1), "في" | "خلال")
                && (self.sentence_of(t.first).start..t.first).any(|i| doc.w(i) == "مع")
        };
        (with || before()) && self.people(self.clause_of(t, end)) >= 2
    }

    /// "الدرك وحرس الحدود": two bodies side by side as subject.
    fn bodies_joined(&self, t: &Trigger, end: usize) -> bool {
        let doc = self.doc;
        let r = self.clause_of(t, end);
        let body = |f: &&Found| {
            f.kind == MentionType::Organization
                && !f.inside
                && r.contains(&f.first)
                && !self.bystander(f, t.kind)
        };
        let all: Vec<&Found> = self.found.iter().filter(body).collect();
        all.windows(2).any(|w| {
            w[1].skip > 0
                && doc.w(w[1].first).starts_with('و')
                && w[1].first >= w[0].last
                && w[1].first - w[0].last <= 1
        })
    }

    /// Two bodies seized, stopped or arrested, the one with the other's help.
    fn seized_together(&self, t: &Trigger, end: usize) -> bool {
        let doc = self.doc;
        let mut all = self.clause_of(t, end);
        let by = |i: usize| {
            matches!(doc.w(i), "طرف" | "يد" | "قبل") && matches!(doc.w(i - 1), "من" | "علي")
        };
        // "ضبط الدرك، بمعية الحرس، كمية": behind it its subject, so it is a verb.
        let verb = t.skip == 0 && self.verb(t).is_some() && self.body_at(t.last);
        let noun = verb
            || !matches!(
                self.word(t),
                "القضا"
                    | "مصادره"
                    | "تحييد"
                    | "قتل"
                    | "توقيف"
                    | "ايقاف"
                    | "اعتقال"
                    | "حجز"
                    | "ضبط"
                    | "القبض"
                    | "القا"
                    | "تحرير"
                    | "اطاحه"
            );
        // "حجز طن من الكوكايين بفضل تعاون بين A وB" at the head of a line.
        let headline = doc.line_start(t.first) && t.skip == 0;
        (noun || headline || t.definite || self.result(t) || (t.last..end).any(by))
            && (all.any(|i| doc.cue(i, Cue::Jointly) || self.work_together(i))
                || noun && self.bodies_joined(t, end))
            && self.bodies(t, end) >= 2
    }

    /// "ثمرة تعاون وثيق بين", "بفضل التنسيق الميداني مع"
    fn work_together(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = text::strip_article(doc.w(i).trim_start_matches(['ب', 'ل']));
        matches!(w, "تعاون" | "تنسيق" | "شراكه" | "عمل" | "جهد" | "تبادل")
            && ((i + 1..i + 4).any(|k| matches!(doc.w(k), "بين" | "مع")) || self.body_at(i + 1))
    }

    /// "مكنت من توقيف", "أسفرت عن ضبط", "نجحت في"
    fn result(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        (t.first.saturating_sub(24)..t.first).any(|i| {
            doc.sentence[i] == doc.sentence[t.first]
                && matches!(
                    doc.w(i).trim_start_matches(['و', 'ف']),
                    "مكنت"
                        | "مكن"
                        | "كشفت"
                        | "كشف"
                        | "جا"
                        | "ياتي"
                        | "اسفرت"
                        | "اسفر"
                        | "افضت"
                        | "افضي"
                        | "ادت"
                        | "قادت"
                        | "قاد"
                        | "ادي"
                        | "توج"
                        | "توجت"
                        | "كلل"
                        | "كللت"
                        | "نجحت"
                        | "نجح"
                        | "تمكنت"
                        | "تمكن"
                        | "تمكنتا"
                        | "استطاع"
                        | "استطاعت"
                        | "نجحتا"
                        | "تم"
                        | "جري"
                        | "اتاحت"
                        | "ساهمت"
                        | "ساهم"
                        | "اسهم"
                        | "اسهمت"
                        | "اثمرت"
                        | "سمحت"
                )
        })
    }

    /// "أشرف خبراء من X على تكوين عناصر من Y", "أنهت دفعة من X تكوينا لدى Y": one body teaches another's people.
    fn trains(&self, t: &Trigger, end: usize) -> bool {
        let doc = self.doc;
        let b = doc.before(t.first, 1);
        let near = |n: usize| (t.last..(t.last + n).min(end)).map(|i| doc.w(i));
        let people = (t.last..(t.last + 3).min(end)).any(|i| self.trainees(i));
        let taught = near(12).any(|w| {
            matches!(
                w,
                "عليه"
                    | "ينظمه"
                    | "تنظمه"
                    | "نظمه"
                    | "نظمته"
                    | "ينفذه"
                    | "تنفذه"
                    | "نفذه"
                    | "نفذته"
                    | "يوطره"
                    | "توطره"
                    | "يقدمه"
                    | "تقدمه"
                    | "اقامه"
                    | "اقامته"
                    | "لدي"
                    | "تولاه"
                    | "تولته"
                    | "امنه"
                    | "امنته"
                    | "اطره"
                    | "اطرته"
                    | "قدمه"
                    | "قدمته"
                    | "يشرف"
                    | "تشرف"
                    | "لفايده"
                    | "لصالح"
            )
        });
        let done = (t.first.saturating_sub(10)..t.first).any(|i| {
            doc.sentence[i] == doc.sentence[t.first]
                && (doc.does(i, &[Class::Host, Class::Organise])
                    || matches!(
                        doc.w(i).trim_start_matches(['و', 'ف', 'س']),
                        "حصل"
                            | "حصلت"
                            | "حصلوا"
                            | "نال"
                            | "قدم"
                            | "قدمت"
                            | "يقدم"
                            | "تقدم"
                            | "نفذ"
                            | "نفذت"
                            | "اجري"
                            | "اجرت"
                            | "واصل"
                            | "واصلت"
                            | "اصل"
                            | "اصلت"
                            | "يواصل"
                            | "تواصل"
                            | "بدا"
                            | "بدات"
                            | "تبدا"
                            | "يستفيد"
                            | "تستفيد"
                            | "استفادت"
                            | "استفادوا"
                            | "يخضع"
                            | "تخضع"
                            | "يتابع"
                            | "تتابع"
                            | "يتلقي"
                            | "تتلقي"
                            | "يتلقون"
                            | "اشرف"
                            | "اشرفت"
                            | "يشرف"
                            | "تولي"
                            | "تولت"
                            | "يتولي"
                            | "تتولي"
                            | "امن"
                            | "امنت"
                            | "انهت"
                            | "انهي"
                            | "تلقي"
                            | "تلقت"
                            | "تابع"
                            | "خضع"
                            | "خضعت"
                            | "فدت"
                            | "اوفدت"
                            | "باشر"
                            | "استفاد"
                    ))
        });
        // "حصلوا على تدريب من قبل الشرطة": those who give it are said, those who get it are no body.
        let given = done
            && (t.last..(t.last + 5).min(end)).any(|i| {
                doc.w(i) == "من" && matches!(doc.w(i + 1), "قبل" | "طرف") && self.body_at(i + 2)
            });
        given
            || b != "في"
                && (people && done
                    || taught && (done || b == "بعد")
                    || done && self.word(t).ends_with('ا'))
                && self.bodies(t, end) >= 2
    }
}

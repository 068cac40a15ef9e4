//! Who is named beside what happened and takes no part: who only speaks, looks on, sits elsewhere.

use std::ops::Range;

use super::Teller;
use super::voice::spokesman;
use crate::lexicon::{Class, Cue, Tag};
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    /// "أعلن المتحدث باسم …": who announces it was not there.
    pub(super) fn speaks_for(&self, m: &Found) -> bool {
        let title = self.doc.w(m.first);
        // "Police spokesman X", "Public Relations Officer X disclosed that …"
        let speaker = |o: &Found| {
            (o.first..o.last).any(|i| {
                self.doc.w(i).starts_with("spokes")
                    || self.doc.w(i).starts_with("relation") && self.doc.w(i + 1) == "officer"
            })
        };
        let voice = |o: &Found| {
            o.kind == MentionType::Office
                && o.link.is_some_and(|l| std::ptr::eq(&self.found[l], m))
                && speaker(o)
        };
        if self.english() && m.kind == MentionType::Office && speaker(m) {
            return true;
        }
        // His title stands beside the name.
        let near = || self.begin(m.first.saturating_sub(60), m.last + 60).iter();
        if self.english() && m.kind == MentionType::Person && near().any(voice) {
            return true;
        }
        if self.announces_for(m) {
            return true;
        }
        if matches!(m.kind, MentionType::Person | MentionType::Office) && self.only_told_by(m) {
            return true;
        }
        m.kind == MentionType::Office
            && (spokesman(title)
                || matches!(
                    title,
                    "porte" | "spokesman" | "spokeswoman" | "spokesperson"
                ))
    }

    /// The organisation is where it happened, who said so, or who somebody works for.
    pub(super) fn bystander(&self, m: &Found, kind: &str) -> bool {
        if m.inside || self.of_another_matter(m) {
            return true;
        }
        let b = |n: usize| self.doc.before(m.first, n);
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
        let across = |w: &str| matches!(w, "into" | "across" | "throughout" | "outside" | "within");
        let article = usize::from(b(1) == "the");
        if self.english() && kind != "training" && across(b(1 + article)) {
            return true;
        }
        if self.english_modifier(m)
            || self.english_beside(m)
            || self.apposed(m)
            || self.french_apposed(m)
            || self.french_says_so(m)
            || self.joint_committee(m, kind)
            || self.says_that(m, kind)
            || self.body_of_members(m, kind)
            || self.joint_force(m)
            || self.owns_office(m)
            || self.is_aim(m, kind)
            || self.frames(m)
            || self.stays_out(m, kind)
        {
            return true;
        }
        // "اجتماع … وذلك بدعوة من الرئاسة", "على هامش الاجتماع العام للمجموعة": who asked for it, who holds the other.
        if self.doc.arabic(m.first)
            && (b(1) == "من" && b(2).ends_with("دعوه") || self.owns_margin(m, kind))
        {
            return true;
        }
        // "حسب مصادر من الوزارة"
        if b(1) == "من" && matches!(b(2).trim_start_matches(['و', 'ل']), "مصادر" | "مصدر")
        {
            return true;
        }
        // "شهد المركز انطلاق الدورة": where it was.
        let saw = matches!(
            b(1).trim_start_matches('و'),
            "شهد" | "شهدت" | "يشهد" | "تشهد"
        );
        let arabic = self.doc.arabic(m.first);
        // "دورة في مجال الشرطة العلمية": a field.
        let field = text::strip_article(b(1).trim_start_matches(['و', 'ب', 'ل']));
        // "أشاد بالتنسيق الأمني مع المديرية": with whom one works as a rule.
        let works = |n: usize| {
            matches!(
                b(n).trim_start_matches('و'),
                "التعاون" | "التنسيق" | "للتعاون" | "للتنسيق" | "الشراكه"
            )
        };
        // "اتفاقية الأمم المتحدة لمكافحة الفساد": what a paper is called.
        let paper = matches!(
            text::strip_article(b(1).trim_start_matches(['و', 'ب', 'ل'])),
            "اتفاقيه" | "معاهده" | "ميثاق" | "قرار" | "قرارات" | "مبادي" | "اهداف"
        );
        // "برعاية وزارة الداخلية": in whose name it is held.
        let patron = matches!(kind, "training" | "conference")
            && (b(1) == "برعايه" || b(1) == "رعايه" && b(2) == "تحت");
        if arabic && (paper && m.skip == 0 || patron) {
            return true;
        }
        if arabic && kind == "conference" && b(1) == "مع" && (works(2) || works(3)) {
            return true;
        }
        if arabic && matches!(field, "مجال" | "مجالات" | "ميدان" | "تخصص" | "اختصاص")
        {
            return true;
        }
        // "ناقش الاجتماع دعم خفر السواحل وقدرات الشرطة": of whom they spoke.
        let spoken_of = matches!(kind, "meeting" | "call" | "consultation" | "visit")
            && matches!(
                field,
                "دعم"
                    | "تمكين"
                    | "قدرات"
                    | "جهود"
                    | "دور"
                    | "جاهزيه"
                    | "احتياجات"
                    | "مهام"
                    | "ادا"
            );
        if arabic && spoken_of {
            return true;
        }
        if arabic
            && (kind == "operation" && self.only_after(m)
                || kind == "training" && saw
                || self.elsewhere(m, kind)
                || self.funds(m))
        {
            return true;
        }
        // "l'un des réseaux les plus dangereux de l'Union": how large, not who.
        let most = || {
            let near = m.first.saturating_sub(6)..m.first;
            near.clone().any(|i| self.doc.w(i) == "plus")
                && near
                    .clone()
                    .any(|i| matches!(self.doc.w(i), "de" | "d" | "du") && i + 3 >= m.first)
        };
        if self.french() && (most() || self.through(m) || self.house_of_course(m, kind)) {
            return true;
        }
        let word = self.doc.w(m.first);
        // "ب وزارة": at the ministry.
        let joins_course = kind == "training"
            && (m.first.saturating_sub(12)..m.first).any(|i| {
                self.doc.sentence[i] == self.doc.sentence[m.first]
                    && matches!(self.doc.w(i), "التحق" | "التحقت" | "يلتحق" | "التحقوا")
            });
        let back = |n: usize| {
            let land = self.doc.at(m.first.wrapping_sub(1)).iter();
            let nation =
                |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Nat(_)) && h.last == m.first;
            b(n + usize::from(land.into_iter().any(nation)))
        };
        let partners = matches!(kind, "operation" | "training")
            && (2..4).any(|n| {
                matches!(
                    b(n),
                    "partners" | "colleagues" | "counterparts" | "analysts" | "officers"
                )
            });
        let at_home = self.english()
            && !partners
            && (back(1) == "at" || back(1) == "the" && back(2) == "at")
            && kind == "meeting";
        let at = at_home
            || m.skip > 0 && word.starts_with('ب') && !joins_course && !self.acts_for(m)
            || (b(1) == "at" || b(1) == "the" && b(2) == "at")
                && !partners
                && !(kind == "training" && self.school(m) && !self.only_venue(m));
        // "The US embassy in Belgrade said"
        let seat = self
            .doc
            .find(m.last + 1, |h| h.tag.place().is_some())
            .filter(|_| matches!(self.doc.w(m.last), "in" | "of"))
            .map_or(m.last, |h| h.last);
        let said = matches!(self.doc.w(seat), "said" | "announced")
            && !self.says_of_itself(seat, kind)
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
        // "Dubai Police's Anti-Narcotics Department": the second acts.
        let owner = self.english()
            && self.doc.w(m.last) == "'"
            && self.doc.glued(m.last + 1)
            && (self.begin(m.last + 1, m.last + 3).iter())
                .any(|o| o.kind == MentionType::Organization);
        if owner {
            return true;
        }
        // "the Structure of the Organisation": the second is where the first belongs.
        let of = matches!(b(1), "of" | "de" | "du") || b(1) == "the" && b(2) == "of";
        let back = if b(1) == "the" { 2 } else { 1 };
        // Behind its abbreviation, too: "the Unit (TOCU) of the Police".
        let whole = |o: &Found| {
            let bracket = usize::from(self.doc.w(o.last) == ")");
            o.kind == MentionType::Organization && o.last + bracket + back == m.first
        };
        // "Director Jane Roe of the Bureau": whom she works for.
        let hers = |o: &Found| o.kind == MentionType::Person && o.last + back == m.first;
        let part = |o: &Found| whole(o) && !self.joint_force(o);
        let ends_by = |k: usize| self.shortly_before(k).iter();
        if of && ends_by(m.first).any(|o| part(o) || hers(o)) {
            return true;
        }
        // "l'Office (OFAST) de la Police nationale", "le Centre de la Direction générale"
        let belongs = || {
            let start = self.sentence_of(m.first).start;
            self.lead(m.first, start).is_some_and(|b| {
                matches!(self.doc.w(b), "de" | "du" | "d")
                    && ends_by(b).any(|o| {
                        o.kind == MentionType::Organization
                            && (o.last == b || o.last + 1 == b && self.doc.w(o.last) == ")")
                    })
            })
        };
        if self.french() && (belongs() || self.superior(m) || self.only_owns(m)) {
            return true;
        }
        // "لتطوير التعاون بين القوات المسلحة في البلدين": what was talked about, and whose means are spoken of.
        if self.doc.arabic(m.first) && matches!(kind, "meeting" | "call" | "visit") {
            let spoken = |i: usize| {
                matches!(
                    self.doc.w(i).trim_start_matches(['و', 'ب', 'ل']),
                    "التعاون"
                        | "تعاون"
                        | "التنسيق"
                        | "العلاقات"
                        | "الشراكه"
                        | "الصداقه"
                        | "الروابط"
                )
            };
            let from = m.first.saturating_sub(9);
            let between = (from..m.first).rev().find(|&i| self.doc.w(i) == "بين");
            let joined = m.skip > 0 && self.doc.w(m.first).starts_with('و');
            let talk = between.is_some_and(|i| {
                (i + 1 == m.first || joined)
                    && !(i..m.first).any(|k| matches!(self.doc.w(k), "," | "."))
                    && (i.saturating_sub(3)..i).any(spoken)
            });
            if talk || matches!(b(1), "قدرات" | "لقدرات" | "بقدرات") {
                return true;
            }
        }
        if self.doc.arabic(m.first) && announces(b(1)) && self.did_herself(m) {
            return false;
        }
        if announces(b(1).strip_prefix('و').unwrap_or(b(1)))
            || announces(b(2)) && matches!(b(1), "le" | "la" | "the")
            || announces(b(3)) && b(1) == "'"
        {
            // Who announces an operation took part in it; who announces a meeting need not have. "أعلنت الوزارة توقيع
            // اتفاقية مع …": who signed.
            let own = (m.last..m.last + 9)
                .take_while(|&i| !matches!(self.doc.w(i), "ان" | "انها" | "انه" | "عن"))
                .any(|i| self.doc.cue(i, Cue::Signing) || self.doc.cue(i, Cue::Doing));
            let own = own && self.doc.arabic(m.first) && matches!(kind, "agreement" | "training");
            return kind != "operation" && !own;
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
                    | "مندوب"
                    | "مندوبه"
                    | "مندوبين"
                    | "مندوبون"
                    | "وفد"
                    | "وفدا"
                    | "فد"
                    | "فدا"
                    | "بوفد"
                    | "ووفد"
                    | "ووفدا"
            );
        // "فضلا عن المنظمة", "ناب عن المديرية فلان": she was there too.
        let also = b(1) == "عن"
            && (b(2).trim_start_matches('و') == "فضلا"
                || m.first > 1 && self.doc.does(m.first - 2, &[Class::Represent]));
        // "لرؤساء مكاتب المنظمة", "بناء على معلومات وفرتها الوكالة": those who lead or tell it, not it.
        // "الأجهزة الأمنية بدول المجلس", "القوات المسلحة – الجيش العربي"
        let of_states = self.doc.arabic(m.first)
            && (kind != "training"
                && matches!(b(1).trim_start_matches(['ل', 'ب', 'و']), "دول" | "الدول")
                || b(1) == "-" && m.first > 1 && self.covered[m.first - 2]);
        let of_heads = of_states
            || (matches!(
            b(1).trim_start_matches(['ل', 'ب', 'و']),
            "روسا"
                | "زرا"
                | "وزرا"
                | "قاده"
                | "مدرا"
                | "مديري"
                | "ضباط"
                | "عناصر"
                | "دول"
                | "لدول"
                | "جهود"
                | "دور"
                | "مهام"
        ) && !matches!(kind, "training" | "operation")
            // "وفد من ضباط الوزارة"
            && !(b(2) == "من" && (3..5).any(|n| self.doc.cue(m.first.saturating_sub(n), Cue::Delegation))));
        // "أوروبول، الذي لم يشارك في العملية"
        let out = {
            let k = m.last + usize::from(self.doc.w(m.last) == ",");
            matches!(self.doc.w(k), "الذي" | "التي") && matches!(self.doc.w(k + 1), "لم" | "لن")
        };
        let issued = matches!(
            b(1),
            "اعلنته"
                | "اعلنه"
                | "ذكرته"
                | "ذكره"
                | "اوردته"
                | "اورده"
                | "اصدرته"
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
        // "دورة التحق بها ضباط من … لدى المعهد": where they were taught.
        let taught = kind == "training" && b(1) == "لدي";
        near(b(1)) && !sent && !taught && !also
            || of_heads
            || m.skip > 0 && matches!(b(1), "التابع" | "التابعه" | "تابع" | "تابعه" | "التابعين")
            || out
            || issued
            || informs
            || at
            || said
            || matches!(b(1), "the" | "le" | "la" | "les") && near(b(2))
            || matches!(b(1), "la" | "le" | "l" | "'") && near(b(3))
    }

    /// "à travers l'Union", "en dehors de l'UE", "au sein de l'Office": where, not who.
    fn through(&self, m: &Found) -> bool {
        let doc = self.doc;
        let start = self.sentence_of(m.first).start;
        self.lead(m.first, start).is_some_and(|b| {
            matches!(doc.w(b), "travers" | "hors")
                || matches!(doc.w(b), "de" | "d" | "du")
                    && b > start
                    && matches!(
                        doc.w(b - 1),
                        "dehors"
                            | "interieur"
                            | "exterieur"
                            | "sein"
                            | "membres"
                            | "profit"
                            | "compte"
                    )
                    && doc.w(b - 1) != "profit"
        })
    }

    /// "الدورات التي تعقدها الأكاديمية", "قادة الأجهزة في المنظمة", "على هامش جمعية المنظمة": named for something else.
    pub(super) fn elsewhere(&self, m: &Found, kind: &str) -> bool {
        let doc = self.doc;
        let b = |n: usize| m.first.checked_sub(n).unwrap_or(usize::MAX);
        let people = matches!(kind, "meeting" | "call" | "visit" | "agreement");
        // "الاجتماع الثاني للجنة، الذي استضافته الوزارة": in whose house those met.
        let house = doc.does(b(1), &[Class::Host])
            && (3..9).any(|n| matches!(doc.w(b(n)), "الاجتماع" | "الجلسه" | "القا" | "اللقا"));
        let relative = people
            && !house
            && doc.verb(b(1)).is_some_and(|v| {
                v.form.object.is_some()
                    && !matches!(
                        v.class,
                        Class::Meet | Class::Receive | Class::Sign | Class::Hold | Class::Phone
                    )
            })
            || people
                && matches!(doc.w(b(2)), "التي" | "الذي")
                && doc.does(b(1), &[Class::Hold])
                && !doc.at(b(3)).iter().any(|h| matches!(h.tag, Tag::Event(_)));
        let school = kind == "training"
            && ["اكاديم", "معهد", "مدرس", "كلي", "مركز"]
                .iter()
                .any(|s| text::strip_article(doc.w(m.first)).starts_with(s));
        // "عقدت في كلية الشرطة": the house it was in.
        let house = doc.does(b(2), &[Class::Hold, Class::Organise, Class::Host]);
        let inside = doc.w(b(1)) == "في"
            && (!school || house)
            && m.skip == 0
            && !self.represented(m)
            && !(2..6).any(|n| doc.cue(b(n), Cue::Trainees))
            && !self.acts_for(m)
            // "بتنسيق مع نظيرتها في الشرطة": her opposite number.
            && doc.find(b(2), |h| h.tag == Tag::Counterpart).is_none()
            && !doc.does(b(2), &[Class::Attend]);
        // "على هامش مؤتمر المنظمة الذي انعقد في لوساكا": the conference itself is told.
        let beside = kind != "conference"
            && (1..5)
                // "وعلى هامش اللقاء وقعت الوزارة": behind a verb it does what is told.
                .take_while(|&n| doc.verb(b(n)).is_none())
                .any(|n| matches!(doc.w(b(n)), "هامش" | "بهامش"));
        // "اجتماع اللجنة الأمنية المشتركة": those who sit in it are named elsewhere.
        let committee = doc.w(m.first).ends_with("لجنه")
            && m.last - m.first <= 3
            && doc.w(m.last - 1).starts_with("المشترك");
        relative || inside || beside || committee
    }

    /// "بتمويل من الاتحاد", "الممول من طرف الاتحاد والمجلس": who only pays for it.
    fn funds(&self, m: &Found) -> bool {
        let b = |n: usize| self.doc.before(m.first, n);
        let pays = |w: &str| {
            let w = text::strip_article(w.trim_start_matches(['و', 'ب']));
            w.starts_with("ممول") || w == "تمويل" || w.starts_with("تمول") || w.starts_with("يمول")
        };
        let joint = |w: &str| matches!(w, "مشترك" | "كامل" | "كلي" | "جزيي");
        let n = match (b(1), b(2)) {
            ("طرف" | "قبل", "من") => 3,
            ("من", w) if joint(w) => 3,
            ("من", _) => 2,
            _ => 1,
        };
        let joined = m.skip > 0 && self.doc.w(m.first).starts_with('و');
        let first = || {
            let near = |o: &&Found| o.kind == MentionType::Organization && !o.inside;
            self.ending(m.first)
                .rev()
                .find(near)
                .is_some_and(|o| self.funds(o))
        };
        pays(b(n)) || joined && first()
    }

    /// "أحيل إلى النيابة العامة", "صدرت بحقه نشرة حمراء من المنظمة", "مطلوب لدى الشرطة": who asked for whom the operation
    /// caught, or was given him.
    fn only_after(&self, m: &Found) -> bool {
        let doc = self.doc;
        let from = self
            .sentence_of(m.first)
            .start
            .max(m.first.saturating_sub(6));
        let given = |i: usize| {
            let w = doc.w(i).trim_start_matches(['و', 'ف', 'ل']);
            let verb = ["احال", "احيل", "سلم", "تسليم", "حول", "عرض", "قدم", "تقديم"];
            verb.iter().any(|v| w.starts_with(v))
        };
        let notice = |i: usize| {
            let w = text::strip_article(doc.w(i).trim_start_matches(['و', 'ب', 'ل']));
            matches!(
                w,
                "نشره" | "نشرات" | "مذكره" | "مذكرات" | "مطلوب" | "مطلوبا" | "مطلوبين"
            )
        };
        let b = doc.before(m.first, 1);
        let to =
            matches!(b, "الي" | "علي" | "امام") || m.skip > 0 && doc.w(m.first).starts_with('ل');
        let by = matches!(b, "من" | "عن" | "لدي" | "قبل" | "طرف");
        let clear = |i: usize| !(i..m.first).any(|k| doc.w(k) == ",");
        (from..m.first).any(|i| clear(i) && (to && given(i) || by && notice(i)))
    }

    /// "المديرية، ممثلة في المعهد": by whom a body acts.
    pub(super) fn acts_for(&self, m: &Found) -> bool {
        let b = |n: usize| self.doc.before(m.first, n);
        let by = b(1) == "في" || m.skip > 0 && self.doc.w(m.first).starts_with('ب');
        let word = if b(1) == "في" { b(2) } else { b(1) };
        by && matches!(word, "ممثله" | "ممثلا" | "ممثلين")
    }

    /// "The course was held from 3 to 7 May at the College": where it was, not who takes part.
    fn only_venue(&self, m: &Found) -> bool {
        let doc = self.doc;
        let start = self
            .sentence_of(m.first)
            .start
            .max(m.first.saturating_sub(14));
        if self.taught_by_others(m) || self.conducted_by(start, m.first) {
            return true;
        }
        let held = (start..m.first)
            .rev()
            .find(|&i| matches!(doc.w(i), "held" | "place"));
        held.is_some_and(|h| {
            !(h..m.first).any(|i| {
                matches!(
                    doc.w(i),
                    "attend"
                        | "attended"
                        | "attending"
                        | "trained"
                        | "undergo"
                        | "undergoing"
                        | "by"
                )
            })
        })
    }

    /// "The training was conducted by X at the Academy": who teaches stands before the house.
    fn conducted_by(&self, start: usize, end: usize) -> bool {
        (start..end).any(|i| {
            matches!(
                self.doc.w(i),
                "conducted"
                    | "delivered"
                    | "facilitated"
                    | "taught"
                    | "run"
                    | "organised"
                    | "organized"
                    | "led"
                    | "given"
            ) && self.doc.w(i + 1) == "by"
                && self.body_behind(i + 2, 4)
        })
    }

    /// A body that teaches, by its name or that of the letters it is called by.
    fn school(&self, m: &Found) -> bool {
        let entity = self.index(m).and_then(|k| self.resolved.of[k]);
        let names = entity.map(|e| &self.resolved.entities[e].names);
        names.into_iter().flatten().flatten().any(|n| {
            let n = text::fold_str(n);
            [
                "academy",
                "college",
                "school",
                "centre",
                "center",
                "university",
                "institute",
            ]
            .iter()
            .any(|w| n.ends_with(w))
        })
    }

    /// "وقال مدير … إن الأكاديمية ستستضيف": who only says it, not "أعلن … أنه بحث".
    pub(super) fn speaks(&self, m: &Found, all: Range<usize>) -> bool {
        let doc = self.doc;
        // "Ambassador Whitmore announced on Thursday."
        let named = m.link.map_or(m.last, |l| self.found[l].last.max(m.last));
        if matches!(
            doc.w(named),
            "announced" | "said" | "told" | "added" | "confirmed" | "stressed" | "called"
        ) && !(doc.w(named) == "called"
            && (matches!(doc.w(named + 1), "on" | "upon") || self.rings(named)))
        {
            if self.speaks_there(m) || self.says_he_did(named) || self.addresses(m) {
                return false;
            }
            // "X told reporters after a meeting with Y": he was at it.
            return !(named + 1..named + 16).any(|i| {
                matches!(
                    doc.w(i),
                    "after" | "during" | "following" | "at" | "in" | "when" | "while"
                ) && doc.sentence.get(i) == doc.sentence.get(named)
                    && (i + 1..i + 5).any(|k| {
                        let event = |h: &crate::lexicon::Hit| {
                            matches!(h.tag, crate::lexicon::Tag::Event(_))
                        };
                        doc.at(k).iter().any(event)
                    })
            });
        }
        let title = self.index(m).and_then(|k| self.titles[k]);
        let mut first = title.map_or(m.first, |o| self.found[o].first);
        let rank = |i: usize| doc.at(i).iter().any(|h| h.tag == crate::lexicon::Tag::Rank);
        while first > 0 && rank(first - 1) {
            first -= 1;
        }
        let before = doc.before(first, 1);
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
    pub(super) fn at_it(&self, m: &Found) -> bool {
        let doc = self.doc;
        let sentence = doc.sentence[m.first];
        let own = |i: usize| {
            matches!(
                doc.w(i).trim_start_matches(['و', 'ب', 'ل']),
                "قايه"
                    | "لقايه"
                    | "قاه"
                    | "لقاه"
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
        let mut rest = (m.last..doc.len()).take_while(|&i| doc.sentence[i] == sentence);
        // "أكد X أن …، وذلك خلال لقائه Y"
        let there = |i: usize| doc.w(i) == "وذلك" && (i + 1..i + 4).any(own);
        let until = |&i: &usize| !matches!(doc.w(i), "ان" | "بان" | "انها" | "انه");
        rest.clone().take_while(until).any(own) || rest.any(there)
    }

    /// "X، عضو مجلس الدولة ووزير الأمن العام، …": the second title is his too.
    pub(super) fn second_title(&self, k: usize) -> bool {
        let doc = self.doc;
        let f = &self.found[k];
        let office = f.kind == MentionType::Office && f.link.is_none() && doc.arabic(f.first);
        let joined = f.skip > 0 && doc.w(f.first).starts_with('و');
        let before = (0..k).rev().take(4).find(|&j| {
            let o = &self.found[j];
            o.kind == MentionType::Office && !o.inside && o.last <= f.first
        });
        // "المفتش العام للقوات المسلحة، قائد المنطقة الجنوبية": a command that goes with the title before it.
        // "السيد X، الوكيل العام لدى المحكمة، رئيس النيابة العامة، بحضور …"
        let apposed = |j: usize| {
            let o = &self.found[j];
            o.link.is_some_and(|p| self.found[p].last + 1 == o.first)
        };
        let third = f.skip == 0
            && doc.w(f.first.wrapping_sub(1)) == ","
            && doc.w(f.last) == ","
            && before.is_some_and(|j| self.found[j].last + 1 == f.first && apposed(j))
            && !self
                .begin(f.last, f.last + 5)
                .iter()
                .any(|o| o.kind == MentionType::Person);
        let command = matches!(doc.w(f.first), "قايد" | "وقايد")
            && doc.w(f.first + 1) == "المنطقه"
            && before.is_some_and(|j| f.first - self.found[j].last <= 1);
        (command || third) && office
            || office
                && joined
                && before.is_some_and(|j| {
                    let o = &self.found[j];
                    let near = f.first - o.last <= 1;
                    let apposed = o.link.is_some_and(|p| self.found[p].last + 1 == o.first);
                    near && apposed
                })
    }

    /// "أعلنت وزارة الداخلية أن …", "the ministry announced".
    pub(super) fn announces(&self, m: &Found) -> bool {
        let doc = self.doc;
        let b = doc.before(m.first, 1);
        if doc.arabic(m.first) && self.did_herself(m) {
            return false;
        }
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
        ) && !(m.last..m.last + 9)
            .take_while(|&i| !matches!(doc.w(i), "ان" | "انها" | "انه"))
            .any(|i| (doc.cue(i, Cue::Signing) || doc.cue(i, Cue::Doing)) && doc.arabic(i))
            && !(m.last..m.last + 3).any(|i| {
                matches!(doc.w(i), "ان" | "انه" | "انها")
                    && matches!(doc.w(i + 1), "عمليه" | "عمليات")
                    // "أعلن الإنتربول أن عملية منسقة شاركت فيها الشرطة": others did it.
                    && !["نفذ", "نسق", "قاد", "شارك"]
                        .iter()
                        .any(|v| doc.w(i + 2).starts_with(v) || doc.w(i + 3).starts_with(v))
            })
            || matches!(
                doc.w(m.last),
                "said" | "announced" | "reported" | "confirmed" | "annonce" | "indique"
            ) && !self.says_of_itself(m.last, "operation")
            || matches!(b, "annonce" | "indique" | "by")
                && matches!(doc.w(m.first.saturating_sub(2)), "a" | "announced" | "said")
    }
}

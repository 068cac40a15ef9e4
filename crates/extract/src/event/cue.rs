//! Words around a trigger that say what it is: told before, planned, a field of work, or somebody else's doing.

use std::ops::Range;

use super::{Participant, Teller, Trigger};
use crate::lexicon::{Class, Number};
use crate::mention::{Found, MentionType};

/// "الوزراء الثلاثة"
fn are_ministers(w: &str) -> bool {
    matches!(w.trim_start_matches(['و', 'ف']), "الوزرا")
}

/// What two people do together.
const TOGETHER: &[Class] = &[
    Class::Meet,
    Class::Sign,
    Class::Hold,
    Class::Discuss,
    Class::Consult,
];

impl Teller<'_, '_> {
    /// "جاء ذلك خلال لقاء", "جلسة عمل بين الوفدين": the noun speaks of what was told just before.
    pub(super) fn told_before(&self, first: usize, last: usize, start: usize) -> bool {
        let doc = self.doc;
        let during = (start.max(first.saturating_sub(4))..first).any(|i| {
            matches!(
                doc.w(i),
                "ذلك" | "وذلك" | "هذا" | "cela" | "came" | "remarks"
            ) && (i..first).any(|k| {
                matches!(
                    doc.w(k),
                    "خلال" | "اثنا" | "عقب" | "لدي" | "ضمن" | "lors" | "during" | "after" | "in"
                )
            })
        });
        let between = (last..(last + 4).min(doc.len())).any(|i| {
            matches!(
                doc.w(i),
                "بين" | "between" | "entre" | "ضمت" | "جمعت" | "جمع"
            ) && self.pair(i + 1).or_else(|| self.pair(i + 2)).is_some()
        });
        // "وذلك خلال زيارة قام بها الأخير": another thing.
        let own = matches!(
            doc.w(last),
            "قام" | "قامت" | "يقوم" | "اداها" | "ادتها" | "اجراها" | "يوديها"
        );
        during && !own || between || self.french_same_meeting(first, last, start)
    }

    /// "La rencontre s'est tenue …", "L'audience a porté sur …" at the head of a sentence: the meeting just told.
    fn french_same_meeting(&self, first: usize, last: usize, start: usize) -> bool {
        let doc = self.doc;
        let noun = matches!(
            doc.w(last - 1),
            "rencontre"
                | "reunion"
                | "entretien"
                | "entrevue"
                | "audience"
                | "entretiens"
                | "discussions"
        );
        let article = first > start
            && first <= start + 2
            && (matches!(doc.w(first - 1), "la" | "le" | "les") || doc.w(first - 1) == "'")
            || last == first + 2 && first == start && matches!(doc.w(first), "la" | "les" | "l");
        let told = self
            .events
            .last()
            .is_some_and(|e| matches!(e.kind, "meeting" | "call" | "visit" | "conference"));
        // "La rencontre entre X et Y": named again.
        let named = matches!(doc.w(last), "entre" | "avec" | "de" | "du" | "des" | "d");
        // "Coorganisée par X, la conférence avait pour but …": the one told.
        let course = first > 0
            && last == first + 1
            && (matches!(doc.w(first - 1), "la" | "le") || doc.w(first - 1) == "'")
            && matches!(
                doc.w(first),
                "conference"
                    | "seminaire"
                    | "atelier"
                    | "formation"
                    | "stage"
                    | "forum"
                    | "colloque"
            )
            && matches!(
                doc.w(last),
                "avait"
                    | "a"
                    | "est"
                    | "vise"
                    | "sera"
                    | "etait"
                    | "permettra"
                    | "portera"
                    | "reunit"
                    | "s"
                    | "se"
            )
            && doc.t.text(last) != "à"
            && self
                .events
                .last()
                .is_some_and(|e| e.kind == "conference" || e.kind == "training");
        self.french() && (course || noun && article && told && !named)
    }

    /// "الجانبان", "les deux ministres", "the two sides" at `i`: the token after it.
    pub(super) fn pair(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let arabic = matches!(
            doc.w(i).trim_start_matches(['و', 'ف']),
            "الجانبان"
                | "الجانبين"
                | "الطرفان"
                | "الطرفين"
                | "الوزيران"
                | "الوزيرين"
                | "المسوولان"
                | "المسوولين"
                | "المديران"
                | "المديرين"
                | "الرييسان"
                | "الرييسين"
                | "الوفدان"
                | "الوفدين"
        );
        if arabic {
            return Some(i + 1);
        }
        let two = matches!(doc.w(i), "deux" | "two" | "both");
        let who = matches!(
            doc.w(i + 1),
            "parties"
                | "ministres"
                | "responsables"
                | "hommes"
                | "cotes"
                | "delegations"
                | "sides"
                | "ministers"
                | "officials"
                | "chiefs"
                | "directeurs"
                | "chefs"
                | "directors"
        );
        (two && who).then_some(i + 2)
    }

    /// "ووقعا", "الذي جمعهما", "بينهما": two people without their names.
    fn dual(&self, i: usize) -> bool {
        let doc = self.doc;
        let two = doc.verb(i).is_some_and(|v| {
            let both = v.form.subject == Number::Two;
            let them = v.form.object == Some(Number::Two) && v.class == Class::Gather;
            both && TOGETHER.contains(&v.class) || them
        });
        two || doc.arabic(i)
            && matches!(
                doc.w(i),
                "بينهما" | "توقيعهما" | "لقايهما" | "اجتماعهما" | "اتفقا" | "واتفقا"
            )
    }

    /// The two sides of a sentence that names nobody: who took part in what was told last.
    pub(super) fn two_sides(&self, t: &Trigger, r: Range<usize>) -> Vec<Participant> {
        let ministers = r.clone().any(|i| are_ministers(self.doc.w(i)));
        let said = ministers || r.clone().any(|i| self.pair(i).is_some() || self.dual(i));
        if !said || !matches!(t.kind, "agreement" | "meeting" | "call" | "consultation") {
            return Vec::new();
        }
        let told = self.events.iter().rev().find(|e| {
            let arabic = self.doc.arabic(t.first) && !e.participants.is_empty();
            let hosted =
                e.kind == "visit" && (e.participants.len() == 1 || arabic) && self.host.is_some();
            hosted
                || e.participants.len() >= 2
                    && matches!(e.kind, "meeting" | "call" | "agreement" | "consultation")
        });
        let Some(told) = told else {
            return Vec::new();
        };
        // "وشهد الجانبان التوقيع على": they look on.
        let watch = |i: usize| {
            matches!(
                self.doc.w(i).trim_start_matches('و'),
                "شهد" | "شهدا" | "حضر"
            )
        };
        if t.kind == "agreement" && r.clone().any(|i| watch(i) && i < t.first) {
            return Vec::new();
        }
        if let ("visit", [visitor, ..], Some(host)) = (told.kind, &told.participants[..], self.host)
        {
            // "في زيارة بدعوة من نظيره X. وعقد الجانبان …": the guest and who asked him.
            return vec![*visitor, host];
        }
        if ministers {
            let all = told.participants.iter().copied();
            return all.filter(|p| self.minister(p)).collect();
        }
        told.participants[..2].to_vec()
    }

    /// "بتوجيه من الوزير", "خلفا لفلان", "au nom du ministre": named, and not there.
    pub(super) fn absent(&self, m: &Found) -> bool {
        let doc = self.doc;
        if self.english_absent(m) || self.french_absent(m) || self.of_another_matter(m) {
            return true;
        }
        // Whose office is said to be elsewhere is elsewhere himself: "بدعوة من وزير الداخلية فلان".
        if m.kind == MentionType::Person && doc.arabic(m.first) {
            let at = self.found.partition_point(|f| f.first < m.first);
            let own = |o: &&Found| {
                o.kind == MentionType::Office
                    && o.link.is_some_and(|l| std::ptr::eq(&self.found[l], m))
            };
            let office = self.found[at.saturating_sub(6)..at].iter().find(own);
            if office.is_some_and(|o| self.absent(o)) {
                return true;
            }
        }
        // "بتعليمات من الملك فلان القائد الأعلى ورئيس الأركان": his titles, read or not.
        if m.kind == MentionType::Office && m.link.is_none() && m.skip > 0 && doc.arabic(m.first) {
            let at = self.found.partition_point(|f| f.first < m.first);
            let mut before = self.found[at.saturating_sub(3)..at].iter().rev();
            let title =
                |i: usize| doc.w(i).starts_with("ال") && doc.verb(i).is_none() && !self.covered[i];
            let his = |o: &&Found| {
                let between = o.last..m.first;
                !between.is_empty() && between.len() < 4 && between.into_iter().all(title)
            };
            let person = before.find(|o| o.kind == MentionType::Person).filter(his);
            if person.is_some_and(|o| self.absent(o)) {
                return true;
            }
        }
        // "بإشراف النائب الأول لرئيس الوزراء وزير الداخلية وقائد الحرس فلان": titles in a row.
        if m.kind == MentionType::Office && doc.arabic(m.first) {
            let at = self.found.partition_point(|f| f.first < m.first);
            let first = self.found[at.saturating_sub(6)..at].iter().find(|o| {
                let gap = m.first.saturating_sub(o.last);
                let one = o.link == m.link && m.link.is_some() && gap <= 3;
                o.kind == MentionType::Office && !o.inside && o.last <= m.first && (one || gap == 0)
            });
            if first.is_some_and(|o| self.absent(o)) {
                return true;
            }
        }
        // "X، المستشار الأمني لرئيس الجمهورية Y": Y is only named in X's title.
        let at = self.found.partition_point(|f| f.first < m.first);
        let of_another = |o: &&Found| {
            let holder = o.link.map(|l| &self.found[l]);
            o.kind == MentionType::Office
                && o.last == m.first
                && holder.is_some_and(|h| h.last < o.first && !std::ptr::eq(h, m))
        };
        if m.kind == MentionType::Person
            && doc.arabic(m.first)
            && self.found[at.saturating_sub(4)..at]
                .iter()
                .any(|o| of_another(&o))
        {
            return true;
        }
        // "تحت رعاية الشيخ X، وزير الداخلية": nor is his title there.
        let own = m
            .link
            .filter(|_| m.kind == MentionType::Office && doc.arabic(m.first));
        if own.is_some_and(|l| self.found[l].last <= m.first && self.absent(&self.found[l])) {
            return true;
        }
        let b = |n: usize| doc.before(m.first, n);
        let mut before = [b(1), b(2), b(3), b(4)];
        // Ranks and courtesies stand between.
        let mut n = 1;
        let title = |i: usize| {
            let rank = |h: &crate::lexicon::Hit| {
                use crate::lexicon::Tag;
                matches!(h.tag, Tag::Rank | Tag::Counterpart)
                    || matches!(h.tag, Tag::Nat(_)) && doc.arabic(i) && doc.w(i).starts_with("ال")
            };
            doc.w(i) == "\"" || doc.at(i).iter().any(rank)
        };
        while n < 6 && m.first.checked_sub(n).is_some_and(title) {
            n += 1;
            before = [b(n), b(n + 1), b(n + 2), b(n + 3)];
        }
        // "وفي بيان تلاه وزير الخارجية": he only reads it.
        if doc.arabic(m.first) && matches!(b(1), "تلاه" | "تلته" | "تلاها" | "قراه")
        {
            return (m.first.saturating_sub(5)..m.first).any(|i| {
                doc.find(i, |h| h.tag == crate::lexicon::Tag::SourceWord)
                    .is_some()
            });
        }
        let order = |w: &str| {
            // "ولي العهد" bids nobody.
            let w = w.trim_start_matches(['و', 'ب', 'ل', 'ف']);
            let bare = if matches!(w, "العهد" | "المكتب" | "الديوان") {
                w
            } else {
                text::strip_article(w)
            };
            matches!(
                bare,
                "توجيه"
                    | "توجيهات"
                    | "تعليمات"
                    | "تكليف"
                    | "امر"
                    | "رعايه"
                    | "اشراف"
                    | "نيابه"
                    | "خلفا"
                    | "ممثلا"
                    | "ممثله"
                    | "تحيات"
                    | "قياده"
                    | "مبادره"
                    | "دعم"
                    | "دور"
                    | "مواقف"
                    | "تصريحات"
                    | "طلب"
                    | "اقتراح"
                    | "وساطه"
                    | "دعوه"
                    | "اسم"
                    | "خلف"
                    | "خليفه"
                    | "سلفه"
                    | "تعزيه"
                    | "رساله"
                    | "برقيه"
                    | "قضيه"
                    | "اغتيال"
                    | "جهود"
                    | "مجهودات"
                    | "انتخاب"
                    | "تنصيب"
                    | "تكريم"
                    | "مقتل"
                    | "اعتقال"
                    | "تسليم"
                    | "اقاله"
                    | "تعيين"
                    | "تعيينه"
                    | "تعيينها"
                    | "عهد"
                    | "نجل"
                    | "شقيق"
                    | "وفاه"
                    | "تهاني"
                    | "رحيل"
                    | "مكتب"
                    | "ديوان"
            )
        };
        let word = |w: &str| {
            matches!(
                w,
                "instructions"
                    | "instruction"
                    | "nom"
                    | "succede"
                    | "remplace"
                    | "remplacement"
                    | "egide"
                    | "patronage"
                    | "auspices"
                    | "directives"
                    | "invitation"
                    | "successeur"
                    | "predecesseur"
                    | "mandat"
                    | "representant"
                    | "directive"
                    | "direction"
                    | "nomination"
                    | "assassinat"
                    | "extradition"
                    | "arrestation"
            )
        };
        // "قائد الجيش ممثلا بالعميد فلان": who stands for him is there, he is not.
        if doc.arabic(m.first) {
            let lead = m
                .first
                .checked_sub(n)
                .filter(|&i| matches!(doc.w(i), "ممثلا" | "ممثله" | "ممثلين"));
            let stands = lead.is_some_and(|i| (i + 1..=m.first).any(|k| doc.w(k).starts_with('ب')));
            if stands {
                return false;
            }
            if matches!(doc.w(m.last), "ممثلا" | "ممثله") && doc.w(m.last + 1).starts_with('ب')
            {
                return true;
            }
        }
        // "وكان في وداع الوزير X وY", "حيث كان في استقبال سموه X": who stands at the door.
        if doc.arabic(m.first) {
            let s = self
                .sentence_of(m.first)
                .start
                .max(m.first.saturating_sub(60));
            let door = |i: usize| {
                matches!(
                    doc.w(i),
                    "وداع"
                        | "وداعه"
                        | "وداعها"
                        | "توديع"
                        | "استقباله"
                        | "استقبالها"
                        | "استقبال"
                        | "مستقبليه"
                        | "مستقبلي"
                        | "مودعيه"
                )
            };
            let was = |i: usize| {
                matches!(doc.w(i).trim_start_matches('و'), "كان" | "كانت")
                    && (i + 1..i + 4).any(|k| {
                        let own = doc.w(k).ends_with(['ه', 'ا']);
                        door(k) && (k + 1 < m.first || own && k + 1 == m.first)
                    })
            };
            if (s..m.first).any(was) {
                return true;
            }
        }
        // "المكتب الإعلامي لرئيس الوزراء": his office says it.
        let press = m.skip > 0
            && matches!(before[0], "الاعلامي" | "الصحفي" | "الصحافي" | "الخاص")
            && before[1].ends_with("لمكتب");
        // "بناء على التوجيهات السامية لخادم الحرمين الشريفين"
        let bidden = m.skip > 0
            && matches!(before[0], "الساميه" | "الكريمه" | "الرشيده")
            && order(before[1]);
        // "استجابة لدعوة رسمية من قبل X"
        let asked = matches!(before[0], "قبل" | "طرف")
            && before[1] == "من"
            && before[2..]
                .iter()
                .any(|w| w.trim_start_matches(['ل', 'ب']) == "دعوه");
        // "لخادم الحرمين الشريفين X وصاحب السمو الملكي Y": nor is who is joined to him.
        let lead = (m.first.saturating_sub(5)..m.first)
            .rev()
            .take_while(|&i| !self.covered[i] && doc.arabic(i))
            .last();
        let joined = m.kind == MentionType::Person
            && doc.arabic(m.first)
            && lead.is_some_and(|i| {
                let k = self.found.partition_point(|f| f.first < i);
                let before = |o: &Found| o.last == i || o.last + 1 == i && doc.w(o.last) == ",";
                doc.w(i).starts_with("وصاحب")
                    && self.found[k.saturating_sub(2)..k]
                        .iter()
                        .any(|o| before(o) && self.absent(o))
            });
        // "بناء على توجيهات الملك وولي العهد X": nor is who is joined to whom they are of.
        let directed = doc.arabic(m.first)
            && m.skip > 0
            && doc.w(m.first).starts_with('و')
            && (m.first.saturating_sub(6)..m.first)
                .rev()
                .take_while(|&i| {
                    doc.sentence[i] == doc.sentence[m.first]
                        && doc.w(i) != ","
                        && doc.verb(i).is_none()
                })
                .any(|i| {
                    matches!(
                        doc.w(i).trim_start_matches(['ب', 'ل']),
                        "توجيهات" | "تعليمات" | "رعايه"
                    )
                });
        // "مساعدي وزير الخارجية": several, none of them named.
        let several = m.kind == MentionType::Office
            && matches!(
                before[0].trim_start_matches(['و', 'ب', 'ل']),
                "مساعدي" | "معاوني" | "مستشاري" | "نواب" | "كلا" | "وكلا" | "مديري"
            );
        // "وعن المكتب ممثله فلان": his own title.
        let title = |o: &Found| {
            o.kind == MentionType::Office
                && o.last == m.first
                && o.link.is_some_and(|l| std::ptr::eq(&self.found[l], m))
        };
        let at = self.found.partition_point(|f| f.first < m.first);
        if doc.arabic(m.first)
            && matches!(before[0], "ممثله" | "ممثلها")
            && self.found[at.saturating_sub(4)..at].iter().any(title)
        {
            return false;
        }
        // "وفدا من اللجنة بقيادة فلانة": who leads those who come.
        let leads = (1..4)
            .filter_map(|n| m.first.checked_sub(n))
            .find(|&i| doc.w(i).trim_start_matches('و') == "بقياده");
        let came = leads.is_some_and(|i| {
            (i.saturating_sub(14)..i)
                .any(|k| doc.sentence[k] == doc.sentence[i] && self.is_delegation(k))
        });
        // "جاءت تصريحات X خلال لقائه Y"
        let remarks = before[0] == "تصريحات" && self.at_it(m);
        if doc.arabic(m.first) && (came || remarks) {
            return false;
        }
        let press = press || bidden || several || joined || directed || asked;
        let arabic = press
            || m.skip > 0 && order(before[0])
            || order(before[0])
            || matches!(before[0], "من" | "عن")
                && (order(before[1]) || order(before[2]) && before[1].ends_with('ه'))
            || order(before[1])
                && matches!(
                    before[0],
                    "جلاله" | "سمو" | "معالي" | "وحضور" | "ومتابعه" | "وتوجيه" | "ومشاركه"
                );
        let french = word(before[0])
            || word(before[1]) && matches!(before[0], "de" | "du" | "a" | "d" | "'")
            || word(before[2]) && matches!(before[1], "de" | "a");
        arabic && doc.arabic(m.first) || french && self.french()
    }

    /// A training, an operation or talks that are only a field of work: "في مجالي التدريب", "in the field of training".
    pub(super) fn field(&self, t: &Trigger, start: usize) -> bool {
        if !matches!(
            t.kind,
            "training" | "operation" | "consultation" | "agreement" | "conference"
        ) {
            // "اتفقوا على عقد لقاءات دورية"
            return self.doc.arabic(t.first) && self.planned(t, start);
        }
        let doc = self.doc;
        let from = start.max(t.first.saturating_sub(6));
        let from = self.begun_behind(from, t.first);
        // "بروتوكول التعاون لتنظيم دورات": what was agreed upon.
        let agreed = t.first > 0
            && matches!(doc.w(t.first - 1), "لتنظيم" | "لعقد")
            && (from..t.first).any(|i| {
                matches!(
                    text::strip_article(doc.w(i).trim_start_matches(['ل', 'ب'])),
                    "بروتوكول" | "اتفاق" | "تعاون" | "مذكره"
                )
            });
        if agreed {
            return true;
        }
        // "دعا X إلى تعزيز التعاون خلال مشاركته في مؤتمر": there he was.
        let own = (from..t.first).rev().find(|&i| self.own_part(i));
        // "نظمت المنظمة بالتعاون مع وكالة التعاون في مجال العدالة ورشة": a body's name means nothing.
        let between = (own.unwrap_or(from)..t.first).filter(|&i| !self.covered[i]);
        between.into_iter().any(|i| {
            matches!(
                doc.w(i).trim_start_matches(['و', 'ب', 'ل', 'ف']),
                "مجال"
                    | "مجالات"
                    | "مجالي"
                    | "ميدان"
                    | "ميادين"
                    | "سبل"
                    | "تعزيز"
                    | "برامج"
                    | "فرص"
                    | "حصيله"
                    | "تبادل"
                    | "آفاق"
                    | "افاق"
                    | "domaine"
                    | "domaines"
                    | "matiere"
                    | "field"
                    | "fields"
                    | "areas"
                    | "area"
                    | "renforcement"
                    | "ways"
                    | "boost"
                    | "strengthening"
                    | "possibilite"
                    | "echange"
                    | "echanges"
                    | "importance"
                    | "besoins"
                    | "besoin"
                    | "necessite"
                    | "volet"
                    | "axes"
                    | "possibility"
            ) || matches!(doc.w(i), "discussions" | "promouvoir" | "volonte") && self.french()
        }) || self.french() && t.kind == "training" && self.task(t.last)
            || self.planned(t, start)
    }

    /// "la formation et le renforcement des capacités": what is to be done, named beside another such word.
    fn task(&self, i: usize) -> bool {
        let doc = self.doc;
        let word = i + 1 + usize::from(matches!(doc.w(i + 1), "le" | "la" | "les"));
        let word = word + usize::from(doc.w(i + 1) == "l") * 2;
        matches!(doc.w(i), "et" | ",")
            && matches!(
                doc.w(word),
                "renforcement"
                    | "equipement"
                    | "assistance"
                    | "partage"
                    | "echange"
                    | "echanges"
                    | "appui"
                    | "recherche"
                    | "soutien"
                    | "modernisation"
                    | "coordination"
            )
    }

    /// "اتفقا على تنظيم دورات", "are to hold": a plan is not told as done.
    fn planned(&self, t: &Trigger, start: usize) -> bool {
        let doc = self.doc;
        let from = self.words_before(t.first, 8).max(start);
        let agree = (from..t.first).find(|&i| {
            matches!(
                doc.w(i),
                "اتفقا"
                    | "اتفقوا"
                    | "واتفقوا"
                    | "واتفقا"
                    | "اتفق"
                    | "اتفقت"
                    | "الاتفاق"
                    | "agreed"
                    | "convenus"
                    | "convenues"
                    | "convenu"
                    | "plan"
                    | "plans"
                    | "envisagent"
                    | "prevoient"
                    | "يعتزم"
                    | "تعتزم"
                    | "يعتزمان"
            )
        });
        // "plan to review it at a conference in Can Tho": with a place or day it counts.
        let plan = agree.is_some_and(|a| doc.w(a).starts_with("plan"));
        let fixed = self.english()
            && agree.is_some()
            && self.found.iter().any(|f| {
                (f.kind == MentionType::Date || plan && f.kind == MentionType::Location)
                    && f.first >= t.last
                    && doc.sentence[f.first] == doc.sentence[t.first]
            });
        // "تم الاتفاق على أن يؤدي X زيارة إلى فاليتا خلال شهر أكتوبر": who goes is said, or when it is to be.
        let named = doc.arabic(t.first)
            && agree.is_some_and(|a| {
                let somebody = || {
                    self.between(a, t.last + 6)
                        .any(|k| self.found[k].kind.acts())
                };
                let dated = || {
                    let near = self.between(t.last, t.last + 16);
                    near.into_iter().any(|k| {
                        let f = &self.found[k];
                        f.kind == MentionType::Date
                            && doc.sentence[f.first] == doc.sentence[t.first]
                    })
                };
                t.kind == "visit" && somebody() || dated()
            });
        agree.filter(|_| !fixed && !named).is_some_and(|a| {
            (a..t.first).any(|i| {
                matches!(
                    doc.w(i),
                    "علي" | "to" | "de" | "d" | "on" | "تنظيم" | "لتنظيم" | "organiser" | "hold"
                )
            })
        })
    }

    /// The token from which on `n` words stand before `at`; in Arabic names are none.
    fn words_before(&self, at: usize, n: usize) -> usize {
        let word = |&i: &usize| !(self.covered[i] && self.doc.arabic(i));
        let before = (0..at).rev().take(8 * n).filter(word);
        before.take(n).last().unwrap_or(at)
    }

    /// "إلى دمشق للقاء المسؤولين": a purpose behind another trigger, with nobody named for it.
    pub(super) fn purpose(&self, t: &Trigger, all: &[Trigger], m: Range<usize>) -> bool {
        let doc = self.doc;
        let first = all.first().is_some_and(|f| f.first < t.first);
        let lead = t.skip == 1 && doc.w(t.first).starts_with('ل')
            || doc.w(t.first).starts_with("لل")
            || t.first > 0 && matches!(doc.w(t.first - 1), "لعقد" | "لاجرا" | "pour" | "for" | "to");
        let named = m.clone().any(|k| {
            let f = &self.found[k];
            f.first >= t.last && !f.inside && f.kind.acts()
        });
        first && lead && !named
    }

    /// "الوزير", "the minister": the person spoken of before, by title alone.
    pub(super) fn points_back(&self, r: Range<usize>, m: Range<usize>) -> bool {
        let doc = self.doc;
        r.clone().any(|i| {
            let title = matches!(
                doc.w(i),
                "الوزير"
                    | "الوزيره"
                    | "العماد"
                    | "اللوا"
                    | "الفريق"
                    | "العميد"
                    | "العقيد"
                    | "المسوول"
                    | "المسووله"
                    | "الاخير"
                    | "الاخيره"
                    | "السفير"
                    | "السفيره"
            ) || matches!(
                doc.w(i),
                "ministre" | "minister" | "responsable" | "official" | "latter" | "dernier"
            ) && i > 0
                && matches!(doc.w(i - 1), "le" | "la" | "the" | "ce");
            title
                && !m.clone().any(|k| {
                    (i..i + 3).contains(&self.found[k].first)
                        || (self.found[k].first..self.found[k].last).contains(&i)
                })
        })
    }
}

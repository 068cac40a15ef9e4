//! People in Arabic without a title before them: in front of an office, behind a verb of saying, named for a side.

use super::{Finder, Office};
use crate::lexicon::{Hit, Tag};
use crate::mention::{Found, MentionType};

/// Verbs whose subject speaks.
const SAYS: [&str; 34] = [
    "قال",
    "قالت",
    "يقول",
    "تقول",
    "اوضح",
    "اوضحت",
    "اكد",
    "اكدت",
    "يوكد",
    "توكد",
    "اضاف",
    "اضافت",
    "يري",
    "تري",
    "راي",
    "رات",
    "اعتبر",
    "اعتبرت",
    "يعتبر",
    "تعتبر",
    "صرح",
    "صرحت",
    "ذكر",
    "ذكرت",
    "شدد",
    "شددت",
    "حذر",
    "حذرت",
    "لفت",
    "لفتت",
    "كتب",
    "كتبت",
    "يشرح",
    "اشار",
];

/// Family names of East Asia, which stand first.
const EASTERN: &[&str] = &[
    "وانغ",
    "لي",
    "تشانغ",
    "ليو",
    "تشن",
    "يانغ",
    "هوانغ",
    "تشاو",
    "وو",
    "تشو",
    "شو",
    "سون",
    "جو",
    "قوه",
    "قو",
    "خه",
    "لين",
    "لو",
    "ليانغ",
    "سونغ",
    "تشنغ",
    "شيه",
    "هان",
    "تانغ",
    "فنغ",
    "يو",
    "دونغ",
    "شياو",
    "تساو",
    "يوان",
    "تشي",
    "كيم",
    "باك",
    "بارك",
    "يون",
    "تشوي",
    "جونغ",
    "كانغ",
    "نغوين",
    "تران",
    "فام",
    "فان",
    "فو",
    "دانغ",
    "بوي",
    "نغو",
    "ليم",
    "تان",
    "كوه",
    "اونغ",
    "لونغ",
    "غو",
    "سو",
    "جانغ",
    "شين",
    "هونغ",
    "تشونغ",
    "شن",
    "جيانغ",
    "تساي",
    "بان",
    "دنغ",
    "شي",
    "يي",
    "مينغ",
    "رو",
];

/// Those of them that are Korean.
const KOREAN: [&str; 11] = [
    "كيم", "باك", "بارك", "لي", "يون", "تشوي", "جونغ", "كانغ", "هونغ", "جانغ", "سو",
];

impl Finder<'_, '_> {
    /// `سون جيان قوه`, `تران كوك تو`: behind an Eastern family name two short words, also such as mean something else.
    pub(super) fn eastern_name(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let syllable = |i: usize| {
            let w = doc.w(i);
            let other = |h: &Hit| {
                let town = h.tag.place().is_some_and(|p| !p.strong);
                !town && h.tag != Tag::OrgHead && !(h.skip > 0 && matches!(h.tag, Tag::Place(_)))
            };
            doc.arabic(i)
                && !doc.line_start(i)
                && !self.used[i]
                && (2..=5).contains(&w.chars().count())
                && !w.starts_with("ال")
                && !self.doc.particle(i)
                && !doc.at(i).iter().any(other)
                && doc.role(i).is_none_or(|r| r.count < 50)
        };
        let further = || {
            doc.role(k + 3).is_some_and(|r| r.given || r.surname)
                && !self.doc.particle(k + 3)
                && !doc.stops(k + 3)
        };
        // "كيم جونغ هو": no "he", for a Korean is called by two syllables.
        let he = doc.w(k + 2) == "هو" && KOREAN.contains(&doc.w(k)) && !doc.line_start(k + 2);
        let short = syllable(k + 1) && (he || syllable(k + 2));
        (short && EASTERN.contains(&doc.w(k)) && !further()).then_some(k + 3)
    }

    /// No list knows the word, and no clitic stands at its beginning.
    pub(super) fn strange(&self, i: usize) -> bool {
        let doc = self.doc;
        let town = |h: &Hit| h.tag.place().is_some_and(|p| !p.strong);
        let article = ["ال", "وال", "بال", "لل"];
        doc.arabic(i)
            && doc.at(i).iter().all(town)
            && doc.w(i).chars().count() >= 3
            && !self.doc.particle(i)
            && !article.iter().any(|a| doc.w(i).starts_with(a))
    }

    /// `جان كلود غاكوسو، رئيس البعثة`: a third word straight before a comma and a title.
    pub(super) fn before_title(&self, i: usize) -> bool {
        let doc = self.doc;
        let title =
            |h: &Hit| h.skip == 0 && matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Minister);
        let bound = doc.w(i).starts_with(['و', 'ب', 'ل']) && !super::name_edge::foreign(doc.w(i));
        self.strange(i) && !bound && doc.w(i + 1) == "," && doc.at(i + 2).iter().any(title)
    }

    /// A word that may be part of a name that no lexicon knows.
    fn may_name(&self, k: usize) -> bool {
        let doc = self.doc;
        let other = doc.at(k).iter().any(|h| {
            let town = h.tag.place().is_some_and(|p| !p.strong);
            // "يورغن سانتوس، وزير الداخلية": behind a given name no town.
            let behind = k > 0 && doc.role(k - 1).is_some_and(|r| r.given) && self.foreign_town(k);
            let town = town || h.tag.place().is_some() && (behind || self.town_of_man(k));
            // "محند العنصر، وزير الداخلية"
            let family = h.tag == Tag::Plain && doc.w(k).starts_with("ال") && doc.w(k + 1) == ",";
            h.skip == 0 && !matches!(h.tag, Tag::OrgWord) && !town && !family
                || h.skip > 0
                    && matches!(
                        h.tag,
                        Tag::Stop | Tag::Event(_) | Tag::Topic(_) | Tag::Org(_)
                    )
        });
        let article = doc.w(k).starts_with("لل") || doc.w(k).starts_with("بال");
        doc.arabic(k)
            && !self.used[k]
            && !self.doc.particle(k)
            && doc.w(k).chars().count() > 1
            && !other
            && !article
    }

    /// A name before `، office` that no lexicon knows, where something known stands before it; also without the comma, as in
    /// `التقى لوكا فيري وزير الداخلية الإيطالي`.
    pub(super) fn name_before(&self, o: &Office) -> Option<(usize, usize)> {
        let doc = self.doc;
        let office = o.first;
        if doc.line_start(office) || office == 0 {
            return None;
        }
        let comma = office - usize::from(matches!(doc.w(office - 1), "," | "/"));
        // "مفوض الشرطة فلان، ومدير الأمن": the next one.
        if o.skip > 0 && comma < office && doc.w(office).starts_with('و') {
            return None;
        }
        let mut first = comma;
        while first > 0
            && comma - first < 5
            && !doc.line_start(first)
            && (self.may_name(first - 1) || self.particle_in(first - 1, first, comma))
        {
            first -= 1;
        }
        let words = comma - first;
        if words < 2 || doc.line_start(first) {
            return None;
        }
        let given = |k: usize| doc.role(k).is_some_and(|r| r.given);
        let conjunction = doc.w(first).starts_with('و')
            && !matches!(
                doc.w(first),
                "وليام" | "ويليام" | "والتر" | "ولفغانغ" | "ويندي"
            )
            && doc.role(first).is_none()
            && doc.w(first).chars().count() > 3;
        let before = first.checked_sub(1)?;
        let opens = |h: &Hit| {
            matches!(
                h.tag,
                Tag::Stop | Tag::Event(_) | Tag::Nat(_) | Tag::Place(_) | Tag::Plain
            )
        };
        let known = self.used[before]
            || matches!(doc.w(before), "," | "\"")
            || doc.at(before).iter().any(opens);
        let names = (first..comma).all(|k| doc.role(k).is_some() || !doc.w(k).starts_with("ال"))
            || self.given_and_family(first) == Some(comma)
            // "زار محند العنصر، وزير الداخلية المغربي،"
            || words == 2
                && comma < office
                && first > 0
                && doc.verb(first - 1).is_some()
                && self.strange(first)
                && (self.tribe(first + 1) || doc.at(first + 1).iter().all(|h| h.tag == Tag::Plain));
        // "بحضور جاستين كورال سفير كندا"
        let attends = |b: usize| {
            matches!(
                doc.w(b),
                "بحضور" | "وبحضور" | "رفقه" | "برفقه" | "حضور" | "حضره" | "حضرها"
            )
        };
        let apposition = comma < office || conjunction && doc.w(before) == ",";
        let size = words == 2
            || words <= 5 && (first..comma).any(given)
            || words == 3
                && (doc.t.text(first).contains(' ')
                    || (first..comma).all(|k| self.strange(k) || given(k)));
        let direct = comma == office
            && o.skip == 0
            && !o.bare
            && words <= 4
            && (given(first) || given(first + 1) && words == 2 || words == 2 && attends(before));
        // "و جوليان بيرتو المفوض العام": the conjunction stands alone.
        let lone = conjunction
            && comma == office
            && o.skip == 0
            && !o.bare
            && doc.t.text(first).contains(' ');
        ((apposition || direct || lone) && (known || conjunction) && names && size)
            .then_some((first, usize::from(conjunction)))
    }

    /// `تمرين "نسيم البحر"`, `عملية "أمل الشرق"`: what an exercise or an operation is called.
    pub(super) fn called(&self, k: usize) -> bool {
        let doc = self.doc;
        let open = k.checked_sub(1).filter(|&o| doc.w(o) == "\"");
        open.is_some_and(|o| {
            (o.saturating_sub(3)..o).any(|i| {
                let w = doc.w(i).trim_start_matches(['و', 'ب', 'ل']);
                ["تمرين", "مناور", "عمليه", "عمليات", "حمله"]
                    .iter()
                    .any(|n| text::strip_article(w).starts_with(n))
            })
        })
    }

    /// `السيد "سورين هالبرغ"`: a name in quotation marks behind a title, of whatever words. The token after the name, and the
    /// one after the mark.
    pub(super) fn name_in_quotes(&self, k: usize) -> Option<(usize, usize)> {
        let doc = self.doc;
        // "القاضي (حيدر حنون)"
        let given = doc.role(k + 1).is_some_and(|r| r.given);
        let bracket = doc.w(k) == "(" && k > 0 && doc.is(k - 1, Tag::Rank) && given;
        if doc.w(k) != "\"" && !bracket || doc.line_start(k) {
            return None;
        }
        let mark = if bracket { ")" } else { "\"" };
        let mut close = k + 1;
        while close < k + 8 && (doc.is_word(close) || doc.w(close) == "-") && !doc.line_start(close)
        {
            close += 1;
        }
        close += usize::from(doc.w(close) == "." && doc.w(close + 1) == "\"");
        if doc.w(close) != mark {
            return None;
        }
        let mut end = k + 1;
        while end < close && doc.arabic(end) {
            end += 1;
        }
        let other = |i: usize| {
            let known = |h: &Hit| {
                h.skip == 0
                    && matches!(
                        h.tag,
                        Tag::Event(_)
                            | Tag::OrgHead
                            | Tag::Office
                            | Tag::OfficeFull
                            | Tag::Minister
                            | Tag::Topic(_)
                            | Tag::Org(_)
                    )
            };
            self.used[i] || doc.stops(i) || doc.role(i).is_none() && doc.at(i).iter().any(known)
        };
        let words = end - (k + 1);
        ((2..=6).contains(&words) && !(k + 1..end).any(other)).then_some((end, close + 1))
    }

    /// `فابريس غروسييه "FABRICE GROSSIER"`: his name again, in the letters he writes it with; the mark that closes it.
    pub(super) fn name_again(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let open = i
            .checked_sub(1)
            .filter(|&o| matches!(doc.w(o), "\"" | "("))?;
        let told =
            |m: &Found| m.kind == MentionType::Person && m.last == open && doc.arabic(m.first);
        let close = (i + 1..i + 7).find(|&k| matches!(doc.w(k), "\"" | ")"))?;
        let letters = (i..close).all(|k| doc.latin(k) || doc.w(k) == "-");
        // "جون سميث (FBI)": his service.
        let body = doc.shouted(i) && close == i + 1
            || (i..close).any(|k| doc.at(k).iter().any(|h| matches!(h.tag, Tag::Org(_))));
        (letters && !body && self.found.iter().rev().take(3).any(told)).then_some(close)
    }

    /// `دي` in آن دي كليرك.
    fn particle_in(&self, k: usize, first: usize, last: usize) -> bool {
        first < last
            && matches!(
                self.doc.w(k),
                "دي" | "دا"
                    | "دو"
                    | "فان"
                    | "فون"
                    | "بن"
                    | "ولد"
                    | "ال"
                    | "ابو"
                    | "ديل"
                    | "لا"
                    | "بنت"
                    | "ايت"
                    | "اوغلو"
            )
            && !self.used[k]
    }

    /// `مع سردار كامران دراني`: unknown words between a preposition or verb and a name that is known belong to it.
    pub(super) fn widened(&self, i: usize, end: usize) -> usize {
        let doc = self.doc;
        if doc.line_start(i) || end - i > 3 {
            return i;
        }
        let mut first = i;
        while first > 0 && i - first < 2 {
            let k = first - 1;
            let said = doc.t.text(k);
            let fan = said == "فان" && !self.used[k];
            let town = |h: &Hit| h.tag.place().is_some_and(|p| !p.strong);
            let unknown = doc.arabic(k)
                && !self.used[k]
                && doc.at(k).iter().all(town)
                && doc.w(k).chars().count() >= 3
                && !doc.w(k).starts_with("ال")
                && (!doc
                    .w(k)
                    .starts_with(['و', 'ف', 'ب', 'ل', 'ي', 'ت', 'ا', 'ن'])
                    || said.starts_with(['أ', 'إ']) && doc.w(k).ends_with(['و', 'ي', 'ا']));
            if !(unknown || fan) || doc.line_start(first) {
                break;
            }
            first = k;
        }
        if first == i || first == 0 || doc.line_start(first) {
            return i;
        }
        let preposition = matches!(
            doc.w(first - 1),
            "مع" | "ومع"
                | "بين"
                | "من"
                | "عن"
                | "رفقه"
                | "برفقه"
                | "ضم"
                | "وضم"
                | "يدعي"
                | "الي"
                | ":"
        );
        let verb = doc.w(end) == ","
            && doc
                .at(first - 1)
                .iter()
                .any(|h| matches!(h.tag, Tag::Event(_) | Tag::Stop));
        if preposition || verb { first } else { i }
    }

    /// `ومن الجانب التنزاني غريس ألفونس موشي`: somebody named for a side.
    pub(super) fn of_side(&mut self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let side = matches!(doc.w(i), "الجانب" | "الطرف");
        let before = doc.before(i, 1);
        let named = matches!(
            before,
            "من" | "ومن" | "عن" | "وعن" | "مثل" | "ومثل" | "يمثل" | "ويمثل"
        );
        if !side || !named {
            return None;
        }
        let (_, mut k) = self.nationality(i + 1)?;
        k += usize::from(matches!(doc.w(k), "," | ":"));
        let k = self.past_ranks(k);
        let end = self.arabic_name(k, true).filter(|&e| e - k >= 2)?;
        let at = self.push_person(k, end, 0);
        Some(self.office_after(end, at))
    }

    /// `ضم مديرها الإقليمي كارل ورئيسة بعثتها في لبنان آنا`: a title of the body or person spoken of, its adjective, and the
    /// name.
    pub(super) fn of_theirs(&mut self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let w = doc.w(i);
        let w = w.strip_prefix('و').filter(|r| r.len() > 6).unwrap_or(w);
        let w = w.strip_prefix('ب').filter(|r| r.len() > 6).unwrap_or(w);
        let title = matches!(
            w,
            "مديرها"
                | "مديره"
                | "مديرتها"
                | "رييسها"
                | "رييستها"
                | "امينها"
                | "امينه"
                | "قايدها"
                | "ممثلها"
                | "ممثلتها"
                | "ممثله"
                | "سفيرها"
                | "سفيره"
                | "سفيرتها"
                | "نايبه"
                | "نايبها"
                | "نايبته"
                | "مساعده"
                | "مبعوثها"
                | "مبعوثه"
                | "وزيرها"
                | "وكيلها"
                | "مستشاره"
        );
        let head = matches!(w, "رييس" | "رييسه" | "مدير" | "مديره")
            && matches!(
                doc.w(i + 1),
                "بعثتها"
                    | "مكتبها"
                    | "وفدها"
                    | "وفده"
                    | "مكتبه"
                    | "ديوانه"
                    | "ديوانها"
                    | "فريقها"
            );
        if !title && !head || doc.line_start(i + 1) {
            return None;
        }
        let mut k = i + 1 + usize::from(head);
        let adjective =
            |k: usize| doc.w(k).starts_with("ال") && doc.w(k).ends_with(['ي', 'م', 'ه']);
        while k < i + 4
            && adjective(k)
            && !doc.line_start(k)
            && doc.role(k).is_none_or(|r| r.count < 20)
        {
            k += 1;
        }
        if matches!(doc.w(k), "في" | "لدي" | "بلدي") {
            let place = doc.find(k + 1, |h| matches!(h.tag, Tag::Place(_)) && h.skip == 0)?;
            k = place.last;
        }
        k += usize::from(doc.w(k) == ",");
        let k = self.past_ranks(k);
        let end = self.arabic_name(k, true).filter(|&e| e - k >= 2)?;
        let known = (k..end).any(|j| doc.role(j).is_some());
        if !known || doc.line_start(k) {
            return None;
        }
        let at = self.push_person(k, end, 0);
        Some(self.office_after(end, at))
    }

    /// `الخبير الأمني المغربي محمد الطيار`: what somebody does, its adjectives, and the name.
    pub(super) fn of_trade(&mut self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let h = doc.find(i, |h| h.tag == Tag::Trade)?;
        let mut k = h.last;
        while k < h.last + 4 && doc.w(k).starts_with("ال") && !doc.line_start(k) {
            let adjective = doc.w(k).ends_with('ي') || doc.w(k).ends_with("يه");
            if !adjective || doc.role(k).is_some_and(|r| r.given) && self.nationality(k).is_none() {
                break;
            }
            k += 1;
        }
        // "الباحث في شؤون الجماعات المسلحة محمد …"
        if doc.w(k) == "في" && matches!(doc.w(k + 1), "شوون" | "قضايا" | "مجال" | "علم")
        {
            let field = |j: usize| doc.w(j).starts_with("ال") || doc.w(j).starts_with("وال");
            let from = k + 2;
            k = (from..from + 5).find(|&j| !field(j) || doc.line_start(j))?;
        }
        let k = self.past_ranks(k);
        let end = self.arabic_name(k, true).filter(|&e| e - k >= 2)?;
        // "المدربة الدنماركية كيرستن هولم.": behind a nationality unknown words that end there are a name.
        let foreign = self.nationality(k - 1).is_some_and(|n| n.1 == k) && self.ends_name(end);
        let known = (k..end).any(|i| doc.role(i).is_some());
        if !known && !foreign || doc.line_start(k) {
            return None;
        }
        self.push_person(k, end, 0);
        Some(end)
    }

    /// `وقال سيرج كواسي، وهو باحث …`, `ويرى الحسين ولد باه، الخبير …`: a speaker whom a comma and who he is follow.
    pub(super) fn speaker(&mut self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let before = i.checked_sub(1).filter(|_| !doc.line_start(i))?;
        let verb = doc.w(before);
        let verb = verb
            .strip_prefix('و')
            .filter(|v| v.len() > 4)
            .unwrap_or(verb);
        if !SAYS.contains(&verb) {
            return None;
        }
        let end = self.arabic_name(i, true).filter(|&e| e - i >= 2)?;
        let next = doc.w(end + 1);
        let who = matches!(next, "وهو" | "وهي" | "الذي" | "التي")
            || doc
                .find(end + 1, |h| {
                    matches!(h.tag, Tag::Trade | Tag::Office | Tag::OfficeFull)
                })
                .is_some();
        if doc.w(end) != "," || !who {
            return None;
        }
        let at = self.push_person(i, end, 0);
        Some(self.office_after(end, at))
    }

    /// "عُيّن فلان مديرا للمكتب", "يشغل فلان منصب مدير …": who was appointed stands before the office.
    pub(super) fn appointed(&self, o: &Office) -> Option<usize> {
        let doc = self.doc;
        let before = o.first.checked_sub(1)?;
        let post = matches!(
            doc.w(before),
            "منصب" | "بمنصب" | "لمنصب" | "مهام" | "بمهام" | "كرسي"
        );
        let accusative = doc
            .t
            .text(o.first)
            .trim_end_matches('\u{64B}')
            .ends_with('ا')
            && matches!(
                doc.w(o.first),
                "مديرا"
                    | "رييسا"
                    | "قايدا"
                    | "امينا"
                    | "مفتشا"
                    | "سفيرا"
                    | "نايبا"
                    | "واليا"
                    | "عاملا"
                    | "مستشارا"
                    | "مساعدا"
                    | "ممثلا"
                    | "مندوبا"
                    | "مبعوثا"
                    | "وزيرا"
            );
        if !post && !accusative || o.skip > 0 {
            return None;
        }
        let sentence = doc.sentence[o.first];
        let of_sentence = |m: &&Found| {
            m.kind == MentionType::Person && doc.sentence[m.first] == sentence && m.last <= o.first
        };
        let person = self.found.iter().rev().find(of_sentence)?;
        let near = o.first - person.last <= 4;
        near.then(|| self.found.iter().position(|m| std::ptr::eq(m, person)))
            .flatten()
    }

    /// What stands at `e` ends a name.
    pub(super) fn ends_name(&self, e: usize) -> bool {
        let doc = self.doc;
        self.used.get(e).copied().unwrap_or(true)
            || !doc.arabic(e)
            || doc.line_start(e)
            || doc.stops(e)
            || doc.at(e).iter().any(|h| {
                matches!(
                    h.tag,
                    Tag::Office | Tag::OfficeFull | Tag::Minister | Tag::Event(_) | Tag::Place(_)
                )
            })
            || doc.w(e).starts_with('ي')
    }

    /// "وزيرا داخلية … المغربي فلان والإسباني فلان": behind a dual or plural title the nationality names whose it is.
    pub(super) fn of_nationality(&mut self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let h = doc.find(i, |h| matches!(h.tag, Tag::Nat(_)) && h.skip <= 1)?;
        if !doc.w(i).starts_with("ال") && !doc.w(i).starts_with("وال") {
            return None;
        }
        let from = i.saturating_sub(14);
        let several = |k: &usize| {
            doc.sentence[*k] == doc.sentence[i]
                && matches!(
                    doc.w(*k).trim_start_matches(['و', 'ب', 'ل']),
                    "وزيرا"
                        | "زيرا"
                        | "وزيري"
                        | "زيري"
                        | "زيران"
                        | "زيرين"
                        | "وزيران"
                        | "وزيرين"
                        | "نظيريه"
                        | "نظيريها"
                        | "نظرايه"
                        | "مديرا"
                        | "مديري"
                        | "رييسا"
                        | "رييسي"
                        | "وزرا"
                        | "زرا"
                        | "قايدا"
                        | "قايدي"
                )
        };
        (from..i).rev().find(several)?;
        let k = self.past_ranks(h.last + usize::from(doc.w(h.last) == ","));
        let end = self.arabic_name(k, true).filter(|&e| e - k >= 2)?;
        self.push_person(k, end, 0);
        Some(end)
    }

    /// "…، ووزير …" after a holder is somebody else; a second title in apposition is his.
    pub(super) fn second_office(&mut self, end: usize, person: usize) -> usize {
        if self.doc.w(end) == "," {
            self.office_after(end, person)
        } else {
            end
        }
    }

    /// "الفريق أول شرطة خالد حامد", "اللواء شرطة حقوقي/ خالد": of what arm the rank before is.
    pub(super) fn past_arm(&self, mut k: usize) -> usize {
        let doc = self.doc;
        let branch = |k: usize| {
            matches!(
                doc.w(k),
                "اول"
                    | "ركن"
                    | "شرطه"
                    | "امن"
                    | "طبيب"
                    | "طيار"
                    | "بحري"
                    | "بحار"
                    | "مظلي"
                    | "حقوقي"
                    | "مهندس"
                    | "دكتور"
                    | "دكتوره"
                    | "متقاعد"
                    | "المتقاعد"
                    | "المتقاعده"
            )
        };
        // "اللواء بحري أركان حرب": not "أركان الدليمي".
        let staff = |k: usize| doc.w(k) == "اركان" && doc.w(k + 1) == "حرب";
        let first = k;
        while (branch(k) || staff(k)) && !doc.line_start(k) {
            k += 1 + usize::from(staff(k));
        }
        k + usize::from(k > first && doc.w(k) == "/" && !doc.line_start(k))
    }
}

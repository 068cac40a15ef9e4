//! The chain behind the head of a body: `جهاز حرس السواحل وأمن الموانئ`, `وكالة الاتحاد الأوروبي للجوء`. Known words go on with
//! it everywhere; unknown ones where the grammar says that they do.

use super::{Finder, Org};
use crate::lexicon::{Cue, Hit, LEXICON, Tag};
use crate::mention::one_of_two;
use text::strip_article;

/// Heads that name nothing but bodies: behind them a definite word that nothing knows belongs to the name.
pub(super) const BODIES: [&str; 30] = [
    "مديريه",
    "وكاله",
    "هييه",
    "جهاز",
    "مفوضيه",
    "معهد",
    "اكاديميه",
    "كليه",
    "مصلحه",
    "دايره",
    "مكتب",
    "مجلس",
    "اداره",
    "موسسه",
    "رابطه",
    "اتحاد",
    "منظمه",
    "مركز",
    "مندوبيه",
    "مفتشيه",
    "امانه",
    "لجنه",
    "شعبه",
    "فرقه",
    "مدرسه",
    "جامعه",
    "صندوق",
    "مستشاريه",
    "ديوان",
    "سلطه",
];

/// Heads of schools, which may bear somebody's name.
const SCHOOLS: [&str; 7] = [
    "اكاديميه",
    "جامعه",
    "معهد",
    "كليه",
    "مدرسه",
    "موسسه",
    "مركز",
];

/// Heads that a country or town completes: `شرطة دبي`.
const OF_PLACE: [&str; 13] = [
    "جامعه",
    "شرطه",
    "سفاره",
    "جيش",
    "قنصليه",
    "برلمان",
    "امن",
    "مديريه",
    "ولايه",
    "درك",
    "جمارك",
    "قوات",
    "خفر",
];

/// Heads that a word for any body (`المختصة`, `المشتركة`) does not make a name.
const GENERAL: [&str; 27] = [
    "مديريات",
    "ادارات",
    "قوات",
    "مصالح",
    "مصلحه",
    "سلطه",
    "فرقه",
    "وحده",
    "لجنه",
    "مجموعه",
    "امن",
    "قطاع",
    "قياده",
    "شرطه",
    "مركز",
    "منظمه",
    "اليه",
    "تحالف",
    "شبكه",
    "قوه",
    "حلف",
    "فريق",
    "شعبه",
    "قسم",
    "فرع",
    "مكاتب",
    "دوريه",
];

/// Words for any body.
const ANY: [&str; 24] = [
    "سياسيه",
    "امن",
    "امنيه",
    "مختصه",
    "معنيه",
    "خاصه",
    "مشترك",
    "مشتركه",
    "اقليميه",
    "اقليمي",
    "دوليه",
    "دولي",
    "عربيه",
    "عربي",
    "عرب",
    "فرعيه",
    "فنيه",
    "امني",
    "متخصصه",
    "ثناييه",
    "مصغره",
    "عسكريه",
    "حكوميه",
    "عليا",
];

/// A word with the article.
fn definite(w: &str) -> bool {
    ["ال", "لل", "وال", "بال"].iter().any(|a| w.starts_with(a))
}

/// Where a chain stands: its head and how far it goes.
struct Chain<'d> {
    first: usize,
    skip: usize,
    /// The token behind the head.
    k: usize,
    word: &'d str,
    ministry: bool,
    last: usize,
    complement: bool,
    /// It bears somebody's name.
    named: bool,
}

impl Chain<'_> {
    fn org(&self, last: usize, iso: Option<String>) -> Org {
        Org {
            first: self.first,
            last,
            skip: self.skip,
            known: None,
            iso,
        }
    }

    fn body(&self) -> bool {
        BODIES.contains(&self.word)
    }
}

/// What the next words are to the chain.
enum Step {
    /// They belong to it, up to this token.
    On(usize),
    /// They close it.
    Whole(usize),
    Stop,
}

impl Finder<'_, '_> {
    pub(super) fn org_chain(&self, first: usize, skip: usize, k: usize) -> Option<Org> {
        let doc = self.doc;
        let word = self.bare_word(first, skip, k - 1);
        let word = one_of_two(word).map_or(word, |w| w.0);
        if word == "منتدي" && self.takes_place(first) {
            return None;
        }
        let mut c = Chain {
            first,
            skip,
            k,
            ministry: word.ends_with("وزاره"),
            word,
            last: k,
            complement: false,
            named: false,
        };
        if self.joint_committee(&c) || self.common_noun(&c) {
            return None;
        }
        self.school(&mut c);
        while c.last < doc.len()
            && c.last < k + 12
            && !doc.line_start(c.last)
            && !self.used.get(c.last).copied().unwrap_or(true)
        {
            match self.step(&c) {
                Step::On(last) => {
                    c.complement = true;
                    c.last = last;
                }
                Step::Whole(last) => return Some(c.org(last, None)),
                Step::Stop => break,
            }
        }
        let iso = self.of_place(&mut c);
        if !c.complement || self.general(&c) || iso.is_none() && !c.named && self.any_body(&c) {
            return None;
        }
        // What the lexicon calls a topic is one ("الأمن السيبراني").
        let topic = |h: &Hit| matches!(h.tag, Tag::Topic(_)) && h.last >= c.last;
        (!doc.at(first).iter().any(topic)).then(|| c.org(c.last, iso))
    }

    /// `استضافت الدوحة منتدى الأمن`, `في منتدى الأمن`: a gathering, not the body of that name.
    fn takes_place(&self, at: usize) -> bool {
        use crate::lexicon::Class;
        let doc = self.doc;
        let held = |i: usize| {
            doc.does(
                i,
                &[Class::Host, Class::Organise, Class::Hold, Class::Chair],
            ) || matches!(doc.w(i), "اعمال" | "اشغال" | "فعاليات" | "جلسات" | "انعقاد")
        };
        at > 0 && (doc.w(at - 1) == "في" || (at.saturating_sub(4)..at).any(held))
    }

    /// `أكاديمية سعد العبدالله للعلوم الأمنية`, `كلية الملك فهد الأمنية`: a school bears somebody's name.
    fn school(&self, c: &mut Chain) {
        let doc = self.doc;
        // "الأكاديمية علي الوهيب": with its article the school is complete, and its head is named.
        let head = doc.w(c.k - 1);
        if !SCHOOLS.contains(&c.word) || strip_article(head).len() < head.len() {
            return;
        }
        let title = matches!(
            doc.w(c.k),
            "الملك"
                | "الامير"
                | "الاميره"
                | "الشيخ"
                | "السلطان"
                | "الامام"
                | "الشهيد"
                | "الريس"
                | "الجنرال"
                | "ولي"
        );
        // "مركز تدريب الأمير هاشم"
        let kind = usize::from(
            matches!(doc.w(c.k), "تدريب" | "شرطه" | "تكوين") && doc.w(c.k + 1) != "تدريب",
        );
        let title = title
            || kind == 1
                && matches!(
                    doc.w(c.k + 1),
                    "الملك" | "الامير" | "الشيخ" | "السلطان" | "الشهيد"
                );
        let mut last = c.k + if title { kind + 1 } else { 0 };
        let mut words = 0;
        while last < c.k + 6 && !doc.line_start(last) && doc.arabic(last) {
            let particle = matches!(doc.w(last), "بن" | "ال" | "عبد" | "ابو");
            let field = |h: &Hit| {
                h.skip == 0
                    && matches!(
                        h.tag,
                        Tag::OrgWord | Tag::Portfolio | Tag::Nat(_) | Tag::Rank | Tag::OrgHead
                    )
            };
            let name =
                doc.role(last).is_some() && doc.find(last, field).is_none() && !doc.stops(last);
            // "الملك عبدالله الثاني"
            let ordinal = title
                && matches!(
                    doc.w(last),
                    "الاول" | "الثاني" | "الثالث" | "الخامس" | "السادس"
                );
            if !particle && !name && !ordinal {
                break;
            }
            words += usize::from(!particle);
            last += 1;
        }
        // "مركز النهرين للدراسات"
        let named = words == 1 && doc.w(last).starts_with("لل");
        if words >= 2 || words == 1 && title || named {
            (c.complement, c.named) = (true, true);
            c.last = last;
        }
    }

    /// `النيابة العامة لدولة فلسطين`, `سفارة دولة قطر`: the state whose body it is, by its full name.
    fn state(&self, i: usize) -> bool {
        let w = self.doc.w(i).trim_start_matches('ل');
        let kind = matches!(w, "دوله" | "جمهوريه" | "مملكه" | "سلطنه");
        let country = |h: &Hit| h.last == i + 2 && h.tag.place().is_some_and(|p| p.country);
        kind && self.doc.at(i).iter().any(country)
    }

    /// `لتنسيق الجهود`, `لتعزيز التعاون`: what is done with a body that is whole, and no part of its name.
    pub(super) fn for_effort(&self, i: usize) -> bool {
        let effort = |h: &Hit| h.skip == 1 && h.tag == Tag::Cue(Cue::Effort);
        let doc = self.doc;
        doc.w(i).starts_with('ل')
            && doc.at(i).iter().any(effort)
            && matches!(
                doc.w(i + 1),
                "الجهود"
                    | "التعاون"
                    | "العمل"
                    | "العلاقات"
                    | "سبل"
                    | "اوجه"
                    | "الشراكه"
                    | "اليات"
            )
    }

    fn step(&self, c: &Chain) -> Step {
        let doc = self.doc;
        let w = doc.w(c.last);
        // "مدير الاستخبارات العسكرية لجيش جنوب السودان": whose it is.
        let army = |h: &Hit| h.skip == 0 && matches!(h.tag, Tag::Place(_) | Tag::Nat(_));
        let whose =
            matches!(w, "لجيش" | "لشرطه" | "لدرك" | "لقوات") && doc.at(c.last + 1).iter().any(army);
        if c.complement && whose {
            return Step::Stop;
        }
        if self.state(c.last) || c.complement && self.for_effort(c.last) {
            return Step::Stop;
        }
        // "المعهد الوطني للأدلة الجنائية وعلم الإجرام للدرك الوطني": whose it is.
        let owner = matches!(w, "للدرك" | "للشرطه" | "للجيش")
            && (c.k..c.last).any(|k| doc.w(k).starts_with("لل"))
            && doc.w(c.last - 1) != "المركزيه";
        if c.complement && owner {
            return Step::Stop;
        }
        // "مكتب الأمم المتحدة", "بعثة الناتو": a body of a body.
        let joined = c.last == c.k || w.starts_with('ل');
        if joined
            && !c.ministry
            && let Some(next) = self.inner_body(c.last)
        {
            return Step::Whole(self.behind_body(c.first, next, next));
        }
        if let Some(next) = self.of_two_states(c) {
            return Step::On(next);
        }
        if let Some(next) = self.of_one_state(c).or_else(|| self.of_seat(c)) {
            return Step::On(next);
        }
        // "الأسلحة غير المرخصة"
        if c.complement
            && w == "غير"
            && doc.w(c.last + 1).starts_with("ال")
            && !doc.line_start(c.last + 1)
        {
            return Step::On(c.last + 2);
        }
        if let Some(next) = self.of_official(c) {
            return Step::Whole(next);
        }
        // "وزارة الداخلية لشؤون الشرطة": what follows is the office's; "وفد من المكتب لبحث …": what somebody comes for.
        let remit = matches!(w, "لشوون" | "للشوون" | "لقطاع" | "للشيون" | "لشيون")
            || c.ministry && w.starts_with('ل');
        let purpose = matches!(w, "لبحث" | "لمناقشه" | "لتدريب" | "لتكوين");
        // "الخدمات التي تقدمها المديرية للمواطنين"
        let served = matches!(
            w,
            "للمواطنين" | "للمغتربين" | "للزوار" | "للنزلا" | "للمقيمين" | "للمراجعين"
        );
        if served && c.last == c.k && doc.w(c.first).contains("ال") {
            return Step::Stop;
        }
        // "المكتب العربي لشؤون المخدرات": where only adjectives stand before, the body's own.
        let own = definite(doc.w(c.first))
            && !c.ministry
            && (c.k - 1..c.last).all(|k| self.of_head(k, c.k));
        let purpose = purpose && !c.named;
        if c.complement && (remit && !own || purpose) || self.said_of_bodies(c.last) {
            return Step::Stop;
        }
        if let Some(next) = self.mali(c) {
            return next;
        }
        let task = self.task_on(c.first, c.last);
        if let Some(next) = task.or_else(|| self.for_task(c.last).filter(|_| c.body())) {
            return Step::On(next);
        }
        // Behind a definite word no indefinite one goes on: "الأكاديمية الوطنية معهد الدراسات" are two.
        let closed = c.last > c.k
            && definite(doc.w(c.last - 1))
            && !definite(w)
            && !w.starts_with(['ل', 'و']);
        if closed {
            return Step::Stop;
        }
        // "الإدارة المركزية للهجرة وشرطة الحدود"
        let guards = matches!(w, "وشرطه" | "وحرس" | "وامن" | "ومراقبه" | "وخفر")
            && matches!(doc.w(c.last + 1), "الحدود" | "الاجانب" | "السواحل")
            && matches!(
                strip_article(doc.w(c.last - 1).trim_start_matches('ل')),
                "هجره" | "جمارك" | "اجانب" | "حدود" | "جوازات"
            );
        if c.body() && c.complement && guards && !doc.line_start(c.last + 1) {
            return Step::On(c.last + 2);
        }
        let tag = |h: &Hit| {
            matches!(h.tag, Tag::OrgWord | Tag::MinistryWord | Tag::Portfolio)
                || (h.tag == Tag::OrgHead && c.last > c.k)
        };
        let known = doc.find(c.last, |h| tag(h) && (h.skip == 0 || h.skip == 1));
        let Some(h) = known.filter(|h| self.known_on(c, h)) else {
            return self.open(c).map_or(Step::Stop, Step::On);
        };
        if c.ministry && c.last == c.k && !self.portfolio(c.last) {
            return Step::Stop;
        }
        // An office after the organisation is not part of it.
        let office =
            |x: &Hit| x.skip == 0 && matches!(x.tag, Tag::Office | Tag::Minister | Tag::OfficeFull);
        if c.last > c.k && doc.at(c.last).iter().any(office) {
            return Step::Stop;
        }
        Step::On(h.last)
    }

    /// Token `k` is an adjective, or the head before `from`.
    fn of_head(&self, k: usize, from: usize) -> bool {
        let w = self.doc.w(k);
        k < from
            || w.starts_with("ال")
                && (w.ends_with("يه")
                    || w.ends_with('ي')
                    || w.starts_with("العام")
                    || w.starts_with("الاعل"))
    }

    fn portfolio(&self, k: usize) -> bool {
        let mut at = self.doc.at(k).iter();
        at.any(|x| matches!(x.tag, Tag::MinistryWord | Tag::Portfolio))
    }

    /// A known word at the end of the chain belongs to it: bare, behind ل, or behind و where it is definite and no head.
    fn known_on(&self, c: &Chain, h: &Hit) -> bool {
        let doc = self.doc;
        match (h.skip, doc.w(c.last).chars().next()) {
            (0, _) | (1, Some('ل')) => true,
            (1, Some('و')) => {
                let head = |x: &Hit| x.skip == 1 && matches!(x.tag, Tag::OrgHead | Tag::Office);
                let phrase = h.last > c.last + 1;
                // "وزارة الداخلية والأمن العام وإدارة الإقليم", "هيئة الزكاة والضريبة والجمارك", "للأدلة الجنائية وعلم الإجرام"
                // "مؤسسة الموانئ والجمارك والمنطقة الحرة"
                let ports = c.word == "موسسه" && doc.w(c.last - 1).ends_with("مواني");
                let third =
                    doc.w(c.last) == "والجمارك" && (doc.w(c.last - 1).starts_with("وال") || ports);
                let portfolio =
                    h.tag == Tag::Portfolio && c.ministry && !doc.w(c.last).starts_with("وال");
                if phrase && portfolio || c.body() && c.complement && third {
                    return true;
                }
                // "وأمن الموانئ": a further field of the same body.
                let field = c.body() && phrase
                    || c.body()
                        && !doc.line_start(h.last)
                        && doc.w(h.last).starts_with("ال")
                        && doc
                            .find(h.last, |x| x.tag == Tag::OrgWord && x.skip == 0)
                            .is_some();
                // "جهاز المخابرات العامة والأمن العام": another one, but for "مديرية الشرطة والأمن العام".
                let before = strip_article(doc.w(c.last - 1).trim_start_matches('ل'));
                let fields = "شرطه دفاع داخليه سلم نظام جيش استخبارات مخابرات";
                let another = phrase
                    && !c.ministry
                    && doc.w(c.last) == "والامن"
                    && !fields.split(' ').any(|f| f == before);
                c.complement
                    && !another
                    && !doc.at(c.last).iter().any(head)
                    && (c.ministry || doc.w(c.last).starts_with("وال") || field)
            }
            _ => false,
        }
    }

    /// "القوات السودانية التشادية المشتركة": of two states.
    fn of_two_states(&self, c: &Chain) -> Option<usize> {
        let (_, next) = self.nationality(c.last).filter(|_| !c.ministry)?;
        let two = self.nationality(next).map_or(next, |n| n.1);
        let joint = matches!(self.doc.w(two), "المشتركه" | "المختلطه");
        (joint && !self.doc.line_start(two)).then_some(two + 1)
    }

    /// `الوكالة الكورية للتعاون الدولي`: the adjective stands in the middle of the name.
    fn of_one_state(&self, c: &Chain) -> Option<usize> {
        let doc = self.doc;
        let second = c.last == c.k + 1 && self.of_head(c.k, c.k);
        let (_, next) = self
            .nationality(c.last)
            .filter(|_| (c.last == c.k || second) && c.body())?;
        let head = doc.w(c.first).contains("ال") || doc.w(c.first).starts_with("لل");
        let for_it = |h: &Hit| h.skip == 1 && h.tag == Tag::OrgWord && doc.w(next).starts_with('ل');
        (head && !doc.line_start(next) && doc.find(next, for_it).is_some()).then_some(next)
    }

    /// `هيئة الإمارات للهوية`, `مركز جنيف للسياسات الأمنية`: a place before what the body is for.
    fn of_seat(&self, c: &Chain) -> Option<usize> {
        let doc = self.doc;
        let place = |h: &Hit| h.skip == 0 && matches!(h.tag, Tag::Place(_));
        let h = doc
            .find(c.last, place)
            .filter(|_| c.last == c.k && c.body())?;
        let for_it = |x: &Hit| x.skip <= 1 && matches!(x.tag, Tag::OrgWord | Tag::Cue(Cue::Task));
        // "مركز القاهرة الدولي لتسوية النزاعات"
        let kind = matches!(doc.w(h.last), "الدولي" | "الدوليه" | "الاقليمي" | "الاقليميه");
        let at = h.last + usize::from(kind && !doc.line_start(h.last + 1));
        let to = doc.w(at).starts_with("لل") || kind && doc.w(at).starts_with('ل');
        (to && doc.find(at, for_it).is_some() && !doc.line_start(h.last)).then_some(at)
    }

    /// "مكتب النائب العام"
    fn of_official(&self, c: &Chain) -> Option<usize> {
        let office = |h: &Hit| h.tag == Tag::OfficeFull && h.skip == 0;
        // "عقد الاجتماع برئاسة وكيل الوزارة": led by him.
        let led = c.word == "رياسه" && self.doc.w(c.first).ends_with("برياسه");
        let kind = matches!(c.word, "مكتب" | "ديوان" | "رياسه") && !led;
        let h = self
            .doc
            .find(c.last, office)
            .filter(|_| kind && c.last == c.k)?;
        (h.last > c.last + 1 || self.doc.w(c.last).starts_with("ال")).then_some(h.last)
    }

    /// `التابعة`, `المختصة`, `المعنيين`: said of a body, not part of its name.
    fn said_of_bodies(&self, k: usize) -> bool {
        matches!(
            self.doc.w(k),
            "التابع"
                | "التابعه"
                | "التابعين"
                | "المذكوره"
                | "المذكور"
                | "ذاتها"
                | "نفسها"
                | "ذاته"
                | "نفسه"
        )
    }

    /// `الدرك الوطني المالي` is Malian where the text speaks of Mali; `الاستعلام المالي` is financial.
    fn mali(&self, c: &Chain) -> Option<Step> {
        let doc = self.doc;
        let force = matches!(
            strip_article(doc.w(c.last - 1)),
            "جيش" | "درك" | "شرطه" | "حرس"
        );
        let financial = c.last == c.k && !force || !matches!(doc.w(c.last), "المالي" | "الماليه");
        if financial || !self.of_mali {
            return None;
        }
        let state = matches!(
            strip_article(doc.w(c.last - 1)),
            "وطني"
                | "وطنيه"
                | "جيش"
                | "درك"
                | "شرطه"
                | "حرس"
                | "مسلحه"
                | "عام"
                | "عامه"
                | "خارجي"
                | "خارجيه"
                | "داخلي"
                | "داخليه"
                | "دوله"
        );
        state.then_some(Step::Stop)
    }

    /// A word that no list knows at the end of the chain; the token behind what belongs to the body.
    fn open(&self, c: &Chain) -> Option<usize> {
        let doc = self.doc;
        let i = c.last;
        if c.ministry || i >= doc.len() {
            return None;
        }
        let before = if i == c.k {
            c.word
        } else {
            self.bare_word(c.first, c.skip, i - 1)
        };
        let before = before.trim_start_matches('ل');
        // "رابطة رؤساء شرطة دول جنوب شرق آسيا"
        let area = |h: &Hit| h.skip == 0 && matches!(h.tag, Tag::Region(_) | Tag::Place(_));
        if i > c.k
            && matches!(before, "دول" | "بلدان" | "منطقه")
            && let Some(h) = doc.find(i, area)
        {
            return Some(h.last);
        }
        if let Some(next) = self.concerned_with(i) {
            return Some(next);
        }
        if !c.body() {
            return None;
        }
        if self.open_for(i) || self.open_definite(c, i) {
            return Some(i + 1);
        }
        // "الرابطة الدولية للمدعين العامين", "الاتحاد العربي للقضاة": whose union it is.
        let union = matches!(
            c.word,
            "رابطه" | "اتحاد" | "منظمه" | "مجلس" | "هييه" | "موسسه"
        );
        let people = |k: usize| doc.w(k).ends_with("ين") && doc.w(k).chars().count() >= 6;
        if union && doc.w(i).starts_with("لل") && people(i) && !doc.line_start(i) {
            let adjective =
                doc.w(i + 1).starts_with("ال") && people(i + 1) && !doc.line_start(i + 1);
            return Some(i + 1 + usize::from(adjective));
        }
        // "هيئة خدمات خفر السواحل", "جهاز صيانة المنشآت": an unknown noun that a known definite one completes.
        let noun = self.unknown(i) && !doc.w(i).starts_with("ال") && !doc.line_start(i + 1);
        let noun = noun
            && doc.w(i).chars().count() >= 3
            && !doc.w(i).starts_with(['و', 'ف', 'ي', 'ت', 'س']);
        let completed = |h: &Hit| h.skip == 0 && h.tag == Tag::OrgWord;
        let next = doc
            .find(i + 1, completed)
            .filter(|_| doc.w(i + 1).starts_with("ال"));
        next.filter(|_| noun && (i == c.k || doc.w(i).starts_with('ل')))
            .map(|h| h.last)
    }

    /// `للجوء`, `للأرصاد`: what a body is for, in a word that nothing knows.
    pub(super) fn open_for(&self, i: usize) -> bool {
        let w = self.doc.w(i);
        w.starts_with("لل") && w.chars().count() >= 5 && self.unknown(i) && !self.doc.line_start(i)
    }

    /// `المواصفات`, `الفرعية`: behind an indefinite word its completion, behind a definite one an adjective.
    fn open_definite(&self, c: &Chain, i: usize) -> bool {
        let doc = self.doc;
        let w = doc.w(i);
        if !w.starts_with("ال") || !self.unknown(i) || w.chars().count() < 5 {
            return false;
        }
        // Behind a whole name an adjective that nothing knows is a nationality: "لجنة الأمن القومي الكازاخية".
        let alone = i == c.k && !definite(doc.w(i - 1));
        let adjective = w.ends_with("يه") || w.ends_with('ي') && w.chars().count() >= 6;
        let first = i == c.k && doc.w(i + 1).starts_with('ل') && !doc.line_start(i + 1);
        // "إدارة المختبرات والأدلة الجرمية": what a nationality, a title or a mark follows is still of the name.
        let closed = |h: &Hit| {
            h.skip == 0
                && matches!(
                    h.tag,
                    Tag::Nat(_) | Tag::Rank | Tag::Office | Tag::OfficeFull | Tag::Minister
                )
        };
        let inner = i > c.k
            && definite(doc.w(i - 1))
            && (doc.find(i + 1, closed).is_some() || matches!(doc.w(i + 1), "(" | "\""));
        alone || adjective && (first || inner) && doc.role(i).is_none()
    }

    /// No list knows the word, as itself or behind a clitic.
    pub(super) fn unknown(&self, i: usize) -> bool {
        let doc = self.doc;
        let weak = |h: &Hit| match h.tag {
            Tag::Place(n) => !LEXICON.places[n as usize].strong,
            Tag::Cue(cue) => matches!(cue, Cue::Task | Cue::Effort),
            _ => false,
        };
        let w = doc.w(i);
        let person = doc.role(i).is_some_and(|r| r.count >= 3);
        let people = w.ends_with("ين") || w.ends_with("ون");
        doc.arabic(i) && doc.at(i).iter().all(weak) && !person && !people
    }

    /// A place that completes the head: `شرطة دبي`, `مديرية أمن طرابلس`.
    fn of_place(&self, c: &mut Chain) -> Option<String> {
        let doc = self.doc;
        // "شرطة محافظة نينوى"
        let kind = matches!(
            doc.w(c.last),
            "محافظه"
                | "ولايه"
                | "مدينه"
                | "اقليم"
                | "منطقه"
                | "مقاطعه"
                | "عماله"
                | "جهه"
                | "دوله"
                | "جمهوريه"
                | "مملكه"
                | "سلطنه"
        );
        let at = c.last + usize::from(kind && !doc.line_start(c.last + 1));
        let place = doc.find(at, |h| matches!(h.tag, Tag::Place(_)) && h.skip == 0)?;
        let before = strip_article(doc.w(c.last - 1));
        let local = c.last > c.k && matches!(before, "امن" | "شرطه");
        let fits = (c.last == c.k || local) && !doc.line_start(c.last);
        // "أكاديمية شرطة دبي", and no "أكاديمية الشرطة حول …"
        let force = matches!(
            c.word,
            "قوه" | "خدمه" | "جهاز" | "قياده" | "اداره" | "دايره" | "هييه" | "مفوضيه"
        );
        let school = !doc.stops(at)
            && c.last == c.k + 1
            && before == "شرطه"
            && (SCHOOLS.contains(&c.word) || force);
        if !fits || !self.free(place.first, place.last) || !(OF_PLACE.contains(&c.word) || school) {
            return None;
        }
        if !school && (c.last == c.k) == (c.word == "مديريه") {
            return None;
        }
        // "مدير عام الشرطة دوغلاس كانجا": with its article the head takes no town.
        if c.last == c.k && definite(doc.w(c.k - 1)) {
            return None;
        }
        let Tag::Place(n) = place.tag else {
            return None;
        };
        c.last = place.last;
        c.complement = true;
        Some(LEXICON.places[n as usize].iso.clone())
    }

    /// `شبكة إجرامية`, `غرفة عمليات مشتركة`: some body of the kind, not the one of that name.
    fn any_body(&self, c: &Chain) -> bool {
        let doc = self.doc;
        let definite = |k: usize| {
            let w = doc.w(k).trim_start_matches('و');
            w.starts_with("ال") || w.starts_with("لل") || w.starts_with("بال")
        };
        let some = |k: usize| ANY.contains(&doc.w(k)) && !matches!(doc.w(k), "امن" | "عرب");
        let known = |h: &Hit| matches!(h.tag, Tag::Place(_) | Tag::Org(_) | Tag::Region(_));
        let head = c.skip == 0 && definite(c.first)
            || c.skip > 0 && doc.w(c.first).contains("ال")
            || doc.w(c.first).starts_with("لل");
        // "مركز للتنسيق": what it is for makes no name of an indefinite head.
        let to = |h: &Hit| h.skip == 1 && h.tag == Tag::OrgWord;
        let purpose = doc.w(c.k).starts_with('ل')
            && (doc.w(c.k).starts_with("لل") || doc.find(c.k, to).is_some())
            && !head
            && c.k == c.first + 1;
        // "مركز وطني لمحاربة الهجرة": nor one that is of a kind.
        let kind = !head
            && matches!(
                doc.w(c.k),
                "وطني" | "وطنيه" | "جديد" | "جديده" | "متخصص" | "متخصصه" | "خاص"
            )
            && doc.w(c.k + 1).starts_with('ل');
        (c.k..c.last).any(some)
            || kind
            || purpose
            || !head && !(c.k..c.last).any(|k| definite(k) || doc.find(k, known).is_some())
    }

    /// `القوات الخاصة`, `اللجنة المشتركة`: any body of the kind.
    fn general(&self, c: &Chain) -> bool {
        GENERAL.contains(&c.word)
            && (c.k..c.last)
                .all(|k| ANY.contains(&strip_article(self.doc.w(k).trim_start_matches('و'))))
    }

    /// "حكومة دولة الكويت": the state's own name; "آلية تطوير العمل": a way of doing it.
    fn common_noun(&self, c: &Chain) -> bool {
        let doc = self.doc;
        let state = matches!(
            doc.w(c.k),
            "دوله" | "جمهوريه" | "مملكه" | "سلطنه" | "الجمهوريه" | "المملكه" | "السلطنه"
        );
        let way = matches!(doc.w(c.k), "عمل" | "تطوير" | "تنفيذ" | "تفعيل");
        // "آلية" begins like an article.
        let w = doc.w(c.k - 1);
        let mechanism = w.ends_with("اليه") && !w.ends_with("الاليه");
        c.word == "حكومه" && state || mechanism && way
    }

    /// "اللجنة المشتركة المعنية بالتعاون الأمني": of two countries, and no name.
    fn joint_committee(&self, c: &Chain) -> bool {
        let head = self.doc.w(c.k - 1);
        (head.ends_with("لجنه") || head.ends_with("فريق"))
            && matches!(
                strip_article(self.doc.w(c.k)),
                "مشتركه" | "ثناييه" | "مشترك"
            )
    }
}

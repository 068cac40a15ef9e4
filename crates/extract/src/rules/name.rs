//! Names of people: which words go on a name.

use super::Finder;
use super::name_edge::foreign;
use crate::lexicon::{Role, Tag};
use text::strip_article;

/// Words that stand before another part of a name, not at its end.
pub(super) const PARTICLES: [&str; 29] = [
    "لو", "بن", "ابن", "ال", "ولد", "ابو", "ابا", "ابي", "بنت", "عبد", "دي", "لا", "فان", "فون",
    "دا", "ديل", "دو", "ماك", "اغ", "اوف", "دوس", "ديلا", "دير", "دين", "تن", "ايت", "بني", "ذو",
    "سان",
];

/// Particles a name may begin with.
const FIRST: [&str; 8] = ["عبد", "ولد", "ابو", "بن", "ابن", "ايت", "ذو", "ابي"];

/// Latin letters as they are spelled before a point.
const INITIALS: [&str; 26] = [
    "اي",
    "بي",
    "سي",
    "دي",
    "اف",
    "جي",
    "اتش",
    "جاي",
    "كاي",
    "كي",
    "ال",
    "ام",
    "ان",
    "او",
    "كيو",
    "ار",
    "اس",
    "تي",
    "يو",
    "في",
    "دبليو",
    "اكس",
    "واي",
    "زد",
    "ايه",
    "ه",
];

/// Ordinals that go with a title: المستشارة الأولى.
const ORDINALS: [&str; 6] = ["الاول", "الاولي", "الثاني", "الثانيه", "الثالث", "الثالثه"];

/// `قسم` in بلال قسم الله: with الله one part of a name.
fn of_god(w: &str) -> bool {
    matches!(
        w,
        "قسم"
            | "العبد"
            | "عوض"
            | "جاد"
            | "نصر"
            | "رزق"
            | "عطا"
            | "ضيف"
            | "خلف"
            | "حسب"
            | "جار"
            | "فضل"
            | "نعمه"
            | "جاب"
            | "فتح"
            | "خير"
            | "لطف"
            | "عون"
            | "امان"
            | "رحمه"
            | "كلام"
    )
}

/// Tokens a name may have, with its particles and hyphens.
pub(super) const LONGEST: usize = 14;

impl Finder<'_, '_> {
    /// The token after the Arabic name that begins at `k`; `titled` after a rank or an office.
    pub fn arabic_name(&self, k: usize, titled: bool) -> Option<usize> {
        let doc = self.doc;
        let mut i = k;
        let mut words = 0;
        let mut known = 0;
        let mut pending = false;
        let mut ben = false;
        if titled && self.adjective_before_name(k) || !titled && self.called(k) {
            return None;
        }
        // "استقبل المدير سفير ألمانيا فلان": a title of its own.
        if titled && super::arabic_rank::envoy(doc.w(k)) && !self.used[k] {
            return None;
        }
        // "شهر رمضان المبارك"
        if doc.w(k) == "رمضان" && k > 0 && matches!(doc.w(k - 1), "شهر" | "شهري") {
            return None;
        }
        // "رئيس المرحلة الانتقالية": a noun and its adjective.
        let noun = |i: usize| {
            doc.w(i).starts_with("ال") && doc.w(i).ends_with('ه') && doc.role(i).is_none()
        };
        if noun(k) && noun(k + 1) {
            return None;
        }
        // "المستشار العسكري الأقدم": adjectives of the title.
        let field = |h: &crate::lexicon::Hit| h.skip == 0 && h.tag == Tag::OrgWord;
        if titled
            && doc.w(k).starts_with("ال")
            && doc.at(k).iter().any(field)
            && doc.w(k + 1).starts_with("ال")
            && doc.role(k).is_none_or(|r| r.count < 20)
        {
            return None;
        }
        if let Some(end) = self.named_before(k) {
            // "رافائيل بيريز" was named, "رافاييل بيريز رويز كاتب …" is somebody else.
            let longer = titled
                && end - k == 2
                && doc.arabic(end)
                && foreign(doc.w(end))
                && self.closes(end);
            return Some(end + usize::from(longer));
        }
        if titled && let Some(end) = self.spoken_of(k).or_else(|| self.eastern_name(k)) {
            return Some(end);
        }
        while i < (k + LONGEST).min(doc.len())
            && words < 6
            && doc.arabic(i)
            && !self.used[i]
            && (i == k || !doc.line_start(i))
        {
            let w = doc.w(i);
            // "كيفن آر. جي. ستون", "جورج و. دامبار"
            if words > 0
                && titled
                && (INITIALS.contains(&w) || w.chars().count() == 1)
                && doc.w(i + 1) == "."
                && doc.glued(i + 1)
                && !doc.line_start(i + 2)
                && !self.begins_clause(i + 2)
            {
                pending = true;
                i += 2;
                continue;
            }
            // "بلال قسم الله", "خالد العبد الله"
            if words > 0 && of_god(w) && doc.w(i + 1) == "الله" {
                i += 2;
                words += 1;
                continue;
            }
            // "نظام الدين يولداشيف": one part of two words.
            if titled
                && doc.w(i + 1) == "الدين"
                && !w.starts_with("ال")
                && !doc.line_start(i + 1)
                && (words == 0 || doc.role(i).is_some())
                && doc.find(i, |h| h.skip == 0 && h.tag.title()).is_none()
                && !doc.stops(i)
            {
                (i, words, known) = (i + 2, words + 1, known + 1);
                continue;
            }
            // "لبات ولد بيبه"
            let father = matches!(doc.w(i + 1), "ولد" | "بنت" | "اغ");
            let no_word =
                |i: usize| doc.at(i).iter().all(|h| h.skip > 0) && !doc.w(i).starts_with("ال");
            if titled && words == 0 && father && doc.role(i).is_none() && no_word(i) {
                (i, words, known) = (i + 1, 1, 1);
                continue;
            }
            if PARTICLES.contains(&w) && (words > 0 || FIRST.contains(&w)) {
                pending = true;
                ben |= w == "بن";
                i += 1;
                continue;
            }
            // "الملك محمد السادس القائد الأعلى"
            let king = words == 1
                && k > 0
                && matches!(doc.w(k - 1), "الملك" | "العاهل" | "السلطان" | "البابا")
                && matches!(
                    w,
                    "الاول" | "الثاني" | "الثالث" | "الرابع" | "الخامس" | "السادس"
                );
            if king {
                return Some(i + 1);
            }
            let family = words == 2 && !titled && known == 2 && self.before_title(i)
                || words > 0
                    && titled
                    && (self.second_nationality(k, i)
                        || (matches!(words, 2 | 3)
                            || words == 4 && (self.of_fathers(k, i) || self.two_close(i - 1)))
                            && self.closes(i)
                        || matches!(words, 2 | 3) && self.two_close(i));
            if !family && !self.arabic_name_word(i, words, titled, pending, known, ben) {
                break;
            }
            known += usize::from(doc.role(i).is_some() || w.starts_with("عبد"));
            words += 1;
            pending = false;
            i += 1;
        }
        if pending {
            // A particle at the end belongs to what follows, not to the name.
            while i > k && (PARTICLES.contains(&doc.w(i - 1)) || doc.w(i - 1) == ".") {
                i -= 1;
            }
        }
        if words == 0 || i == k {
            return None;
        }
        let particle = FIRST.contains(&doc.w(k));
        let enough = if titled {
            // "المخابرات الحربية": one word that looks like an adjective is no family name.
            let adjective = words == 1 && doc.w(k).starts_with("ال") && doc.w(k).ends_with("يه");
            let lone = words == 1 && self.lone_stranger(k);
            let alone = words == 1 && !particle && !lone && !self.stands_alone(k);
            (words >= 2 || known >= 1 || particle || lone) && !adjective && !alone
        } else {
            // "الأسد الإفريقي": with the article on every word it is the name of a thing.
            let things = (k..i).all(|j| doc.w(j).starts_with("ال"));
            words >= 2 && known >= 2 && !things
        };
        enough.then_some(i)
    }

    /// "رئيس الوزراء العراقي محمد شياع السوداني": where the country is said before the name, an adjective like one is part
    /// of the name.
    fn second_nationality(&self, k: usize, i: usize) -> bool {
        let doc = self.doc;
        let nationality = |at: usize| doc.at(at).iter().any(|h| matches!(h.tag, Tag::Nat(_)));
        let said = k.checked_sub(1).is_some_and(nationality);
        said && nationality(i) && doc.role(i).is_some_and(|r| r.surname)
    }

    /// The same words as a name of two or more that the text has given already.
    fn named_before(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let names = self.full.get(doc.w(k))?;
        let said = |words: &&Vec<String>| {
            let last = k + words.len();
            self.free(k, last)
                && (k..last).all(|i| doc.w(i) == words[i - k] && (i == k || !doc.line_start(i)))
        };
        let end = names.iter().filter(said).map(|words| k + words.len()).max();
        // "سالم بن زايد" above, "سالم بن زايد آل نهيان" below.
        end.filter(|&e| doc.line_start(e) || !matches!(doc.t.text(e), "آل" | "بن"))
    }

    /// `اللواء المعايطة` where the text has named عبيدالله المعايطة: the family name ends the name.
    fn spoken_of(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let w = strip_article(doc.w(k));
        if !doc.arabic(k) || self.used[k] || w.chars().count() < 3 {
            return None;
        }
        let again = self.families.contains(w);
        let given = |i: usize| doc.role(i).is_some_and(|r| r.given);
        // "عبدالعزيز بن سعود": no family name, though another's ends so.
        let son = PARTICLES.contains(&doc.w(k + 1));
        let further = (given(k) && given(k + 1) || son) && doc.arabic(k + 1);
        (again && !further && !self.opens_another(k)).then_some(k + 1)
    }

    /// "سالم الزعبي" where the text has named كمال سالم: a given name and a family name of its own.
    pub(super) fn opens_another(&self, k: usize) -> bool {
        let doc = self.doc;
        let given = doc.role(k).is_some_and(|r| r.given);
        given
            && doc.arabic(k + 1)
            && !doc.line_start(k + 1)
            && doc.w(k + 1).starts_with("ال")
            && doc.role(k + 1).is_some_and(|r| r.surname)
            && doc.at(k + 1).is_empty()
    }

    /// One word behind a title is a name where it has the article, or is nothing but a name.
    fn stands_alone(&self, k: usize) -> bool {
        let doc = self.doc;
        let plain = |h: &crate::lexicon::Hit| !matches!(h.tag, Tag::Place(_));
        // "شرطة لندن الكبرى", "قائدا الأركان": a word of bodies.
        let field = |h: &crate::lexicon::Hit| {
            h.skip == 0
                && matches!(
                    h.tag,
                    Tag::OrgWord | Tag::Portfolio | Tag::Plain | Tag::Trade
                )
        };
        doc.w(k).starts_with("ال") && !doc.at(k).iter().any(field)
            || doc.w(k).starts_with("عبد")
            || doc.role(k).is_some_and(|r| r.count >= 5) && !doc.at(k).iter().any(plain)
    }

    /// `الجنرال لانغفورد.`, `وزير الداخلية الفرنسي ريتالو محادثات`: one word that nothing knows, behind a rank of arms or a nationality,
    /// where the name must end.
    fn lone_stranger(&self, k: usize) -> bool {
        let doc = self.doc;
        let w = doc.w(k);
        let Some(before) = k.checked_sub(1).map(|b| doc.w(b)) else {
            return false;
        };
        let rank = matches!(
            before,
            "الجنرال"
                | "اللواء"
                | "الفريق"
                | "العميد"
                | "العقيد"
                | "الادميرال"
                | "الاميرال"
                | "الكولونيل"
        );
        let courtesy = matches!(before, "الوزير" | "السفير" | "السيد" | "السيده");
        let land = doc
            .at(k - 1)
            .iter()
            .any(|h| matches!(h.tag, Tag::Nat(_)) && h.last == k);
        let said = doc.t.text(k);
        let unknown = doc.at(k).is_empty()
            && doc.arabic(k)
            && !doc.line_start(k)
            && w.chars().count() >= 5
            && !w.starts_with("ال")
            && !said.contains('\u{64B}')
            && !["ات", "ها", "هم", "ين", "ون"]
                .iter()
                .any(|e| w.ends_with(e));
        let letters =
            foreign(w) || !w.starts_with(['و', 'ب', 'ل', 'ف', 'ك', 'ي', 'ت', 'س', 'ن', 'م']);
        let mark = matches!(doc.w(k + 1), "," | "." | ")" | ":") || doc.line_start(k + 1);
        let event = |h: &crate::lexicon::Hit| h.skip == 0 && matches!(h.tag, Tag::Event(_));
        let told = doc.at(k + 1).iter().any(event) && doc.verb(k + 1).is_none();
        let noun = w.ends_with(['ه', 'ا']);
        let stop = doc.is(k + 1, Tag::Stop) || doc.is(k + 1, Tag::Counterpart);
        unknown
            && letters
            && (rank && (mark || foreign(w) && stop)
                || courtesy && foreign(w) && (mark || stop)
                || land && !noun && (mark || told || foreign(w) && stop))
    }

    /// A further word that nothing knows, straight before what ends a name: "العقيد سليمان بالا أرابي في …".
    pub(super) fn closes(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = doc.w(i);
        // "فالكون": in a name ف and ك are letters, and no "so the universe".
        let letter = |h: &crate::lexicon::Hit| h.skip == 1 && w.starts_with(['ف', 'ك']);
        let plain = |h: &crate::lexicon::Hit| h.tag.place().is_some_and(|p| !p.strong) || letter(h);
        // "ألفاريس" has no article.
        let article = w.starts_with("ال") && !doc.t.text(i).starts_with(['أ', 'إ', 'آ']);
        // "كريم حسن إحصاءات الجريمة"
        let things = w.ends_with("ات") && w.chars().count() >= 6 || w.ends_with("هما");
        let unknown = doc.at(i).iter().all(plain) && !article && !things && !self.doc.particle(i);
        let unknown = unknown
            && (w.chars().count() > 2
                || w.chars().count() == 2 && doc.at(i).is_empty() && doc.w(i + 1) != "في");
        // Before a mark or a title no verb stands.
        let ended = matches!(doc.w(i + 1), "," | "." | ")" | "(" | "-" | "\"" | ":" | ";")
            || doc.line_start(i + 1)
            || self.used.get(i + 1).copied().unwrap_or(true)
            || doc
                .at(i + 1)
                .iter()
                .any(|h| h.skip <= 1 && (h.tag.title() || matches!(h.tag, Tag::Event(_))));
        if ended {
            // "موزة الزعابي لأفراد الشرطة": before a title a clitic may stand.
            let mark = !doc.is_word(i + 1);
            let bound =
                w.starts_with(['و', 'ب', 'ل']) && (!foreign(w) || doc.t.text(i).starts_with("لأ"));
            // "باربرا إيغر مركزا للتكوين": what she opened.
            let opened = w.ends_with('ا') && doc.w(i + 1).starts_with("لل");
            return unknown
                && !opened
                && (mark || !bound)
                && !w.starts_with("لل")
                && !w.starts_with("بال")
                && !w.starts_with("وال")
                // "بتعيينه": what one did with him.
                && !(w.ends_with('ه') && (w.starts_with("بت") || w.starts_with("بم")));
        }
        unknown
            && w.chars().count() > 3
            && !doc.t.text(i).contains('\u{64B}')
            && (!w.starts_with(['و', 'ب', 'ل', 'ي', 'ت', 'س', 'م']) || foreign(w))
            && self.goes_on(i + 1)
    }

    /// The sentence goes on at `i` with what is no name: a word of grammar, one of every day, or one behind an article or clitic.
    pub(super) fn goes_on(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = doc.w(i);
        let word = |h: &crate::lexicon::Hit| {
            h.skip == 0
                && matches!(
                    h.tag,
                    Tag::Stop
                        | Tag::Plain
                        | Tag::Nat(_)
                        | Tag::Trade
                        | Tag::OrgHead
                        | Tag::Org(_)
                        | Tag::Cue(_)
                )
                || h.skip > 0
                    && h.tag
                        .place()
                        .is_none_or(|p| p.strong && w.starts_with(['ب', 'ل']))
        };
        let article = ["وال", "بال", "لل", "ال"].iter().any(|a| w.starts_with(a));
        self.doc.particle(i) || doc.at(i).iter().any(word) || article && doc.role(i).is_none()
    }

    pub(super) fn arabic_name_word(
        &self,
        i: usize,
        pos: usize,
        titled: bool,
        pending: bool,
        known: usize,
        ben: bool,
    ) -> bool {
        let doc = self.doc;
        let w = doc.w(i);
        // "محمد بن على": على folds to the name علي, which is written so on the Nile.
        let son = pending && i > 0 && doc.w(i - 1) == "بن" && doc.t.text(i) == "على";
        // "سعادة على بن جعفر"
        let ali = pos == 0 && titled && doc.t.text(i) == "على" && doc.w(i + 1) == "بن";
        if w.chars().count() < 2 || self.doc.particle(i) && !son && !ali {
            return false;
        }
        // "أبرق إلى نظيره القبرصي معزيا بضحايا الحادث": what he did it with.
        let with = pos == 0
            && doc.role(i).is_none()
            && w.starts_with('م')
            && !foreign(w)
            && w.ends_with('ا')
            && w.chars().count() >= 5
            && (doc.w(i + 1).starts_with('ب')
                || matches!(
                    doc.w(i + 1),
                    "عن" | "علي" | "ان" | "الي" | "له" | "اياه" | "في"
                ));
        // "الهيئة الحكومية لفحوص الخبرة": what it is for.
        let purpose = pos == 0
            && w.starts_with('ل')
            && doc.role(i).is_none()
            && doc.at(i).is_empty()
            && !foreign(w)
            && doc.w(i + 1).starts_with("ال")
            && !doc.t.text(i + 1).starts_with(['أ', 'إ', 'آ'])
            && doc.role(i + 1).is_none();
        if with || purpose || pos == 0 && self.behind_clitic(i) {
            return false;
        }
        // "مشاركة الوزير بدعوة رسمية", "الوزير بصفة شخصية": how he came, no name.
        let manner = pos == 0
            && w.starts_with('ب')
            && doc.role(i).is_none()
            && (doc.at(i).iter().any(|h| h.tag == Tag::Plain && h.skip == 1)
                || w.ends_with('ه') && doc.w(i + 1).ends_with('ه') && !foreign(w));
        if manner {
            return false;
        }
        let rank_next = || doc.is(i + 1, Tag::Rank);
        // "المستشارة الأولى السيدة X", "باسم سعادة الوزير", "باسم الحكومة", "المعروف باسم": no names.
        let ordinal = pos == 0 && ORDINALS.contains(&w);
        let called = w == "باسم" && pos > 0 && doc.w(i - 1).starts_with("ال");
        let named = pos == 0 && w == "باسم";
        let of = || doc.w(i + 1).starts_with("ال") && doc.role(i + 1).is_none();
        if (ordinal || named) && rank_next() || named && of() || called {
            return false;
        }
        // "القائد العام للشرطة يؤكد": what he does is no name.
        let does = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Verb(v) if h.skip == 0 && v.form.imperfect);
        if pos == 0 && doc.at(i).iter().any(does) {
            return false;
        }
        // Foreign names with a و of their own.
        let w_name = matches!(
            w,
            "وليام"
                | "ويليام"
                | "والتر"
                | "ولتر"
                | "ويلسون"
                | "ويندي"
                | "واين"
                | "ولفغانغ"
                | "وارن"
                | "واتسون"
                | "ووكر"
                | "وولف"
                | "والاس"
                | "والش"
                | "والن"
                | "والتون"
                | "والبرغ"
                | "واليسا"
        );
        let role = doc.role(i).or(w_name.then_some(Role {
            given: true,
            surname: true,
            count: 9,
        }));
        let tags = doc.at(i);
        let has = |f: &dyn Fn(Tag) -> bool| tags.iter().any(|h| h.skip == 0 && f(h.tag));
        // "الفريق ولد مكت يتجه إلى": a verb.
        let verb = pos > 0
            && role.is_none()
            && (w.starts_with("يت") || w.starts_with("يست"))
            && w.chars().count() >= 4;
        if verb && !pending {
            return false;
        }
        if pending {
            return !doc.stops(i) || matches!(doc.w(i - 1), "ال" | "بن" | "ابن" | "بنت" | "عبد");
        }
        // "الشيخ صباح الأحمد": a rank before and a name behind make a name of "morning".
        let ranked = i > 0
            && (doc.at(i - 1).iter().any(|h| h.tag == Tag::Rank)
                || matches!(
                    doc.w(i - 1),
                    "طيار" | "ركن" | "الركن" | "بحري" | "شرطه" | "متقاعد" | "مهندس"
                ));
        // "نظيره اللبناني رائد هاشم": a rank has its article.
        let called = pos == 0
            && (ranked || titled && !w.starts_with("ال") && self.doc.is(i, Tag::Rank))
            && role.is_some_and(|r| r.given)
            && (doc.role(i + 1).is_some() || doc.w(i + 1).starts_with("عبد") || self.tribe(i + 1));
        let other = has(&|t| {
            matches!(
                t,
                Tag::Office
                    | Tag::OfficeFull
                    | Tag::Minister
                    | Tag::Counterpart
                    | Tag::SourceWord
                    | Tag::Event(_)
            )
        });
        // "محمد ولد محمد الأمين", "محمد الأمين ولد أحمد": no secretary.
        let father = || {
            let next = doc.role(i + 1).is_some() || self.closes(i + 1) || self.tribe(i + 1);
            PARTICLES.contains(&doc.w(i + 1)) || next
        };
        let amin = w == "الامين"
            && (pos > 1 || pos == 1 && doc.role(i - 1).is_some_and(|r| r.given) && father())
            && !doc.at(i).iter().any(|h| h.last > i + 1 && h.tag.title());
        // "محمد أمين السبتي"
        let amin = amin
            || w == "امين"
                && pos > 0
                && doc.role(i + 1).is_some()
                && !doc.at(i + 1).iter().any(|h| {
                    matches!(h.tag, Tag::OrgHead | Tag::OrgWord | Tag::Org(_) | Tag::Stop)
                });
        // "غادة والي.": of whom or what an office would be comes behind it.
        let wali = w == "والي"
            && pos == 1
            && titled
            && !doc.is_word(i + 1)
            && doc.role(i - 1).is_some_and(|r| r.given);
        // "ماهر أمين، والعقيد فلان": straight before a comma no secretary of anything.
        let amin = amin || wali || pos > 0 && self.everyday_family(i);
        // "آن دي كليرك" folds to a conjunction.
        let ann = pos == 0 && titled && doc.t.text(i).starts_with('آ');
        // "معتصم خلف الزبن": between a given name and a family's a verb is a name.
        let next = i + 1;
        let family = doc.w(next).starts_with("ال")
            && doc.arabic(next)
            && (doc.at(next).is_empty()
                || doc.role(next).is_some_and(|r| r.surname && r.count >= 20));
        let between = titled
            && pos > 0
            && !w.starts_with("ال")
            && role.is_some_and(|r| r.given)
            && family
            && !other;
        // "السفير أشرف دبور", "العميد ثاني الرميثي": other words that are a given name, behind a title.
        let thani = w == "ثاني" && ranked && (self.tribe(next) || doc.w(next) == "بن");
        let ashraf = pos == 0
            && titled
            && (w == "اشرف" || thani)
            && doc.arabic(next)
            && !self.doc.particle(next)
            && !doc.stops(next);
        // "التقى الوزير نظيره الليبي فلانا"
        let called = called && !has(&|t| t == Tag::Counterpart);
        let called = called || between || ashraf;
        if !called && !amin && !ann && (other || doc.stops(i) || self.body_here(i)) {
            return false;
        }
        // "ميناء ناكالا"
        if pos == 0 && (!titled || role.is_none()) && has(&|t| t == Tag::PlaceKind) {
            return false;
        }
        let every_day = has(&|t| matches!(t, Tag::Plain | Tag::Trade));
        if !called && !ann && every_day && !self.in_place_of_name(i, pos, titled, role) {
            return false;
        }
        let rank = |h: &crate::lexicon::Hit| h.tag == Tag::Rank && self.rank(h);
        // "معتصم الزبن السيد آلان": a courtesy before another name.
        let courtesy = pos > 1
            && matches!(
                w,
                "السيد" | "السيده" | "الشيخ" | "الامير" | "اللواء" | "العميد" | "العقيد"
            )
            && doc.arabic(i + 1)
            && !doc.line_start(i + 1)
            && !self.goes_on(i + 1);
        if courtesy {
            return false;
        }
        if pos > 0 && self.everyday_family(i) {
            return true;
        }
        if !called
            && (has(&|t| t == Tag::OrgHead) || tags.iter().any(|h| h.skip == 0 && rank(h)))
            && role.is_none_or(|r| !r.given || pos == 0)
        {
            return false;
        }
        if has(&|t| matches!(t, Tag::Nat(_))) {
            // "مدن مغربية": the feminine is no family's name.
            if w.ends_with("يه") && role.is_none_or(|r| !r.given || r.count < 20) {
                return false;
            }
            let next = doc.role(i + 1).is_some() || matches!(doc.w(i + 1), "بن" | "ال");
            let given =
                pos == 0 && titled && role.is_some_and(|r| r.given) && next && !w.starts_with("ال");
            let family = w.starts_with("ال")
                && role.is_some_and(|r| r.surname)
                && (pos >= 2
                    || pos == 1 && doc.role(i - 1).is_some_and(|r| r.given && r.count >= 3)
                    // "عبد الله التونسي"
                    || pos == 1 && i > 1 && doc.w(i - 2) == "عبد");
            // "روبرتو روسي"
            let strange = pos == 1
                && !w.starts_with("ال")
                && (doc.role(i - 1).is_some_and(|r| r.given) || doc.at(i - 1).is_empty())
                && (!doc.is_word(i + 1) || self.goes_on(i + 1) || self.ends_name(i + 1));
            let surname = role.is_some_and(|r| r.surname);
            return given || family || strange && titled || pos == 1 && surname && !titled;
        }
        let country = has(&|t| t.place().is_some_and(|p| p.country));
        // "السفيرة هند العطية": behind a title with its article no country stands.
        let hind = pos == 0
            && doc.w(i.saturating_sub(1)).starts_with("ال")
            && doc.role(i + 1).is_some_and(|r| r.surname);
        let first_name = titled && pos == 0 && (!country || hind) && role.is_some_and(|r| r.given)
            || pos == 0 && self.town_of_man(i)
            // "السيد أموس ندلوفو": behind a rank or a nationality no town far away.
            || pos == 0
                && (ranked || i > 0 && doc.at(i - 1).iter().any(|h| matches!(h.tag, Tag::Nat(_))))
                && !country
                && self.foreign_village(i)
                && (self.strange(i + 1)
                    || PARTICLES.contains(&doc.w(i + 1))
                    || doc.role(i + 1).is_some_and(|r| r.surname));
        let strong = has(&|t| t.place().is_some_and(|p| p.strong));
        if pos > 0 && !titled && (country || strong && role.is_none_or(|r| r.count < 20)) {
            return false;
        }
        let went = || (i.saturating_sub(24)..i).any(|k| self.goes(k));
        // "لويس مونتينيغرو": a far country behind a given name, before a mark or what is no name.
        let far = titled
            && (pos == 1 && country || matches!(pos, 1 | 2) && strong)
            && self.foreign_village(i)
            && role.is_none_or(|r| !r.given)
            && doc.role(i - pos).is_some_and(|r| r.given)
            && !doc.w(i - 1).starts_with("ال")
            && !w.starts_with("ال")
            && !went();
        if has(&|t| matches!(t, Tag::Place(_)))
            && !first_name
            && !far
            && !(titled && !strong && (pos > 0 || self.foreign_village(i)))
            && (role.is_none_or(|r| !r.surname && !r.given || pos == 0)
                // Behind a family name a town is a town: "عبد الأمير الشمري بغداد".
                // "رامون ديلا كروز سانتوس": but for one far away.
                || pos > 1
                    && (strong && !(titled && self.foreign_village(i) && !went())
                        || doc.w(i - 1).starts_with("ال")))
        {
            return false;
        }
        // "كلية الملك فهد الأمنية": the feminine adjective is the school's.
        let adjective =
            w.starts_with("ال") && w.ends_with("يه") && role.is_none_or(|r| r.count < 20);
        if has(&|t| matches!(t, Tag::OrgWord | Tag::Portfolio)) && (role.is_none() || adjective) {
            return false;
        }
        // A clitic with something known behind it: "وزير …" was an office, "بالرباط" a place.
        // "السيد باولو": behind a rank no preposition stands.
        let ranked = ranked || titled && w.starts_with(['ك', 'ف']);
        let bound = pos == 0 && ranked && !w.starts_with("بال") && !w.starts_with("لل");
        let clitic = |h: &crate::lexicon::Hit| match h.tag {
            Tag::OrgWord | Tag::Portfolio | Tag::Rank | Tag::MinistryWord => false,
            // "لوكا فيري": in a name ف and ك are letters.
            Tag::Plain | Tag::Stop | Tag::Event(_) | Tag::Verb(_) if pos > 0 && titled => {
                !w.starts_with(['ف', 'ك'])
            }
            // "باردو" is no preposition and a town of four letters, where a title stands before.
            Tag::Place(n) => {
                !titled || pos == 0 || crate::lexicon::LEXICON.places[n as usize].strong
            }
            _ => true,
        };
        if role.is_none() && !bound && tags.iter().any(|h| h.skip > 0 && clitic(h)) {
            return false;
        }
        if role.is_none()
            && !w_name
            && (w.starts_with("بال")
                || w.starts_with("لل")
                || w.starts_with("وال") && !(titled && pos == 1 && tags.is_empty())
                || (w.starts_with("لا")
                    && pos == 0
                    && !(titled && (ranked || self.lamberto(i) || self.lone_stranger(i)))))
        {
            return false;
        }
        match pos {
            0 => {
                // "العقيد واعيس عمر": behind a rank no conjunction stands.
                let own = ranked && tags.is_empty() && !doc.w(i + 1).starts_with("ال");
                if w.starts_with('و') && role.is_none() && !own {
                    return false;
                }
                if titled {
                    // "ألبر أكتاش" has no article.
                    let article = w.starts_with("ال") && !doc.t.text(i).starts_with('أ');
                    return ann || role.is_some() || !article || w.chars().count() > 4;
                }
                role.is_some_and(|r| r.given && r.count >= 3) || w.starts_with("عبدال")
            }
            1 => {
                role.is_some()
                    || titled
                    || (known > 0 && w.starts_with("ال") && !tags.iter().any(|h| h.skip == 0))
            }
            // Foreign names may go on past two words, but nothing says where they end.
            _ => {
                role.is_some_and(|r| r.surname || r.given && w.len() > 4)
                    || (pos == 2 && w.starts_with("ال") && tags.is_empty() && known == pos)
                    // Gulf names end in the family's: محمد بن علي كومان.
                    || (pos == 2 && titled && ben && tags.is_empty() && !w.ends_with("ات"))
                || pos == 2 && titled && self.tribe(i)
            }
        }
    }

    /// A word of every day that is a name where it stands: `حبوب الشرقاوي`, `كريستوفر راي`.
    fn in_place_of_name(&self, i: usize, pos: usize, titled: bool, role: Option<Role>) -> bool {
        let doc = self.doc;
        let seen = role.map_or(0, |r| r.count);
        let family =
            || doc.w(i + 1).starts_with("ال") && doc.role(i + 1).is_some_and(|r| r.surname);
        let given = || {
            let strange = doc.at(i - 1).is_empty() && !doc.w(i - 1).starts_with("ال");
            strange || doc.role(i - 1).is_some_and(|r| r.given)
        };
        let ends = || !doc.is_word(i + 1) || self.goes_on(i + 1);
        match pos {
            0 => seen >= 5 || titled && family() && doc.at(i + 1).is_empty(),
            1 => seen >= 1 || titled && given() && ends() && !doc.w(i).ends_with('ا'),
            _ => seen >= 20,
        }
    }

    /// `مدير الشرطة الإيطالية لامبرتو جانيني`: behind a nationality a word of "لا" that nothing knows, and a family name.
    fn lamberto(&self, i: usize) -> bool {
        let doc = self.doc;
        let country = i.checked_sub(1).is_some_and(|b| {
            let mut tags = doc.at(b).iter();
            tags.any(|h| matches!(h.tag, Tag::Nat(_)) && h.skip == 0)
        });
        let next = doc.w(i + 1);
        let family = doc.role(i + 1).is_some() || self.closes(i + 1);
        country
            && doc.at(i).is_empty()
            && !doc.line_start(i + 1)
            && (!next.starts_with("ال") || doc.t.text(i + 1).starts_with('أ'))
            && family
    }

    /// A body of several words begins here: `الأمم المتحدة` is nobody.
    fn body_here(&self, i: usize) -> bool {
        let at = self.doc.at(i);
        at.iter()
            .any(|h| h.skip == 0 && h.last > i + 1 && matches!(h.tag, Tag::Org(_) | Tag::Topic(_)))
    }
}

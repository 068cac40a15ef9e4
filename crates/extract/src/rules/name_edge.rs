//! Where a name begins and ends: behind a clitic, before a sentence, an adjective or a country.

use super::Finder;
use super::name::{LONGEST, PARTICLES};
use crate::lexicon::{Class, Hit, LEXICON, Tag};

impl Finder<'_, '_> {
    /// `لعبد الحق الخيام`, `وأحمد حسن`: a name behind a clitic. The token after it and the letters before it.
    pub fn clitic_name(&self, i: usize) -> Option<(usize, usize)> {
        let doc = self.doc;
        let weak = |h: &Hit| h.tag.place().is_some_and(|p| !p.strong);
        if doc.role(i).is_some_and(|r| r.given) || !doc.at(i).iter().all(weak) {
            return None;
        }
        let given = |a: &text::Analysis<'_>| {
            let role = LEXICON.role(a.stem);
            a.outside == 1
                && !a.stem.starts_with("ال")
                && (role.is_some_and(|r| r.given && r.count >= 5) || a.stem.starts_with("عبد"))
        };
        let a = text::analyses(doc.w(i)).find(given)?;
        let skip = a.outside;
        let mut end = i + 1;
        let mut pending = a.stem == "عبد";
        let mut words = 1;
        while end < (i + LONGEST).min(doc.len())
            && words < 5
            && doc.arabic(end)
            && !self.used[end]
            && !doc.line_start(end)
        {
            if PARTICLES.contains(&doc.w(end)) {
                pending = true;
            } else if self.arabic_name_word(end, words, false, pending, words, false) {
                pending = false;
                words += 1;
            } else {
                break;
            }
            end += 1;
        }
        let family = doc.role(end - 1).is_some_and(|r| r.surname) || self.everyday_family(end - 1);
        // "عبد الوافي العلمي وفرناندو مارلاسكا.": joined to a name, a word that nothing knows before a mark is a family's.
        let beside = i > 0 && self.used[i - 1] && doc.w(i).starts_with('و');
        if beside && words >= 2 && !pending && !doc.is_word(end) {
            return Some((end, skip));
        }
        let met = || {
            let met = [Class::Meet, Class::Discuss];
            doc.w(i).starts_with('ب') && (i.saturating_sub(12)..i).any(|k| doc.does(k, &met))
        };
        let joined = words == 1 && (beside || met());
        if joined && !doc.line_start(end) && self.closes(end) {
            return Some((end + 1, skip));
        }
        (words >= 2 && !pending && family).then_some((end, skip))
    }

    /// `صطام جدعان الدندح`: behind two words of a name one that nothing knows, with its article, where the name must end.
    pub(super) fn tribe(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = doc.w(i);
        let word = ["ه", "ت", "ين", "ون"].iter().any(|e| w.ends_with(e));
        let ends = self.ends_name(i + 1) || doc.at(i + 1).iter().any(|h| h.skip <= 1);
        w.starts_with("ال") && w.chars().count() >= 5 && !word && doc.at(i).is_empty() && ends
    }

    /// Two further words that nothing knows, straight before a mark: "الجنرال كارلوس أرتورو تريانا أوسوريو،".
    pub(super) fn two_close(&self, i: usize) -> bool {
        let doc = self.doc;
        let mark = matches!(doc.w(i + 2), "," | "." | "(") && doc.w(i + 2) != doc.w(i);
        let unknown = |i: usize| {
            let w = doc.w(i);
            let plain =
                doc.arabic(i) && doc.at(i).is_empty() && !doc.line_start(i) && !self.used[i];
            plain
                && w.chars().count() > 3
                && (!w.starts_with("ال") || doc.t.text(i).starts_with(['أ', 'إ', 'آ']))
                && (!w.starts_with(['و', 'ب', 'ل', 'ي', 'س', 'م', 'ف', 'ك'])
                    || foreign(w)
                    || mark && !w.starts_with(['و', 'ي', 'س']))
        };
        let title =
            |h: &Hit| h.skip == 0 && matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Minister);
        let ended = i + 2 >= doc.len()
            || matches!(doc.w(i + 2), "," | "." | ")" | "(")
            || doc.line_start(i + 2)
            || doc.at(i + 2).iter().any(title);
        // "أنجيلا ماريا بويتراغو رويز زيارة": both look foreign, and the sentence goes on.
        let ended = ended || foreign(doc.w(i)) && foreign(doc.w(i + 1)) && self.goes_on(i + 2);
        i + 1 < doc.len() && unknown(i) && unknown(i + 1) && ended
    }

    /// `محمد ولد أحمد سالم ولد محمد راره`: the names of fathers stand in the name from `k` to `i`.
    pub(super) fn of_fathers(&self, k: usize, i: usize) -> bool {
        (k..i).any(|j| matches!(self.doc.w(j), "ولد" | "بن" | "بنت"))
    }

    /// `محمد مفكر، الوالي مدير التعاون`, `ماهر أمين، والعقيد فلان`: behind a given name a word of every day that a comma closes, and a
    /// title or a rank behind the comma.
    pub(super) fn everyday_family(&self, i: usize) -> bool {
        let doc = self.doc;
        let role = |w: &str| LEXICON.role(w).is_some_and(|r| r.given);
        let given = i > 0 && !doc.line_start(i) && {
            let w = doc.w(i - 1);
            doc.role(i - 1).is_some_and(|r| r.given) || w.strip_prefix('و').is_some_and(role)
        };
        let beside = |h: &Hit| h.skip <= 1 && h.tag.title();
        let family = doc.role(i).is_some_and(|r| r.surname);
        let plain = |h: &Hit| {
            h.skip > 0 && !matches!(h.tag, Tag::Place(_))
                || matches!(h.tag, Tag::Plain | Tag::Trade | Tag::Verb(_))
                || family && h.tag == Tag::Stop
                // "جهاد الوزير، ورئيس الهيئة": behind a given name no title stands.
                || doc.w(i).starts_with("ال") && h.tag.title() && h.last == i + 1
                || doc.w(i) == "امين"
        };
        given
            && doc.w(i + 1) == ","
            && !doc.w(i).ends_with(['ه', 'ا'])
            && doc.at(i).iter().all(plain)
            && doc.at(i + 2).iter().any(beside)
    }

    /// `مع توماس كروغفيلد`, `قال قصي الفهداوي`: where somebody is named, a given name and one word that nothing knows. The token
    /// after them.
    pub(super) fn stranger(&self, i: usize) -> Option<usize> {
        let named = self.expects_name(i) && !self.doc.line_start(i);
        self.given_and_family(i).filter(|_| named)
    }

    /// A given name begins at `i`, `عبد الله` too, and nothing knows the one word behind it. The token after both.
    pub(super) fn given_and_family(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let weak = |h: &Hit| h.tag.place().is_some_and(|p| !p.strong);
        let given = doc.role(i).is_some_and(|r| r.given && r.count >= 5)
            && !doc.w(i).starts_with("ال")
            && !self.doc.particle(i)
            && !PARTICLES.contains(&doc.w(i))
            && doc.at(i).iter().all(weak);
        let servant = doc.w(i) == "عبد" && doc.w(i + 1).starts_with("ال") && !doc.line_start(i + 1);
        let k = i + 1 + usize::from(servant);
        let w = doc.w(k);
        let next = |a: &text::Analysis<'_>| {
            a.outside == 1 && LEXICON.role(a.stem).is_some_and(|r| r.given)
        };
        let and_another =
            || doc.w(k + 1).starts_with('و') && text::analyses(doc.w(k + 1)).any(|a| next(&a));
        let article = w.starts_with("ال") && w.chars().count() >= 5 && !w.ends_with(['ه', 'ت']);
        let plain = doc.arabic(k)
            && doc.at(k).is_empty()
            && !doc.line_start(k)
            && !self.used.get(k).copied().unwrap_or(true);
        let family = plain && (article || self.closes(k) || and_another());
        ((given || servant) && family).then_some(k + 1)
    }

    /// What stands before `i` is followed by who takes part or speaks: `مع`, `كلا من`, `التقى`, `حضر اللقاء`.
    fn expects_name(&self, i: usize) -> bool {
        let doc = self.doc;
        let Some(b) = i.checked_sub(1) else {
            return false;
        };
        let before = doc.before(b, 1);
        let with = match doc.w(b).trim_start_matches('و') {
            "مع" | "رفقه" | "برفقه" | "بحضور" | "بمشاركه" | "ضم" => true,
            "من" => matches!(
                before.trim_start_matches(['و', 'ب', 'ل']),
                "كل" | "كلا" | "بدعوه" | "بحضور" | "بمشاركه"
            ),
            _ => false,
        };
        let attend = [Class::Attend, Class::Gather];
        let there = b > 0 && doc.w(b).starts_with("ال") && doc.does(b - 1, &attend);
        with || there || doc.verb(b).is_some()
    }

    /// `وزيرة الداخلية الاتحادية نانسي فيزر`: an adjective of the title; a given name comes first, and has no such form.
    pub(super) fn adjective_before_name(&self, k: usize) -> bool {
        let doc = self.doc;
        let (w, given) = (doc.w(k), |i: usize| {
            doc.role(i).is_some_and(|r| r.given && r.count >= 3)
        });
        // "المصالح المختصة المختار فلان": of the bodies, where nothing knows it as a name.
        let of_body = w.ends_with("يه") || w.ends_with('ه') && doc.role(k).is_none();
        let feminine = w.starts_with("ال") && of_body && w.chars().count() > 6;
        feminine && !given(k) && !doc.line_start(k + 1) && (given(k + 1) || doc.w(k + 1) == "عبد")
    }

    /// `وأجرى بشار العتيبي`: towns that many a man is called like, before a family name.
    pub(super) fn town_of_man(&self, i: usize) -> bool {
        let doc = self.doc;
        let given = doc.role(i).is_some_and(|r| r.given && r.count >= 20);
        let article = || doc.w(i + 1).starts_with("ال") && !doc.line_start(i + 1);
        let family = || doc.at(i + 1).is_empty() && doc.role(i + 1).is_some_and(|r| r.surname);
        let place = |b: usize| matches!(doc.w(b), "في" | "الي" | "من" | "مدينه" | "ولايه");
        given && article() && family() && i.checked_sub(1).is_none_or(|b| !place(b))
    }

    /// `اجتمع الوزير برئيس الوزراء`, `استقبل الوزير بأديس أبابا`: behind ب or ل a title, a body or a place of several words, and no
    /// name that nothing else knows.
    pub(super) fn behind_clitic(&self, i: usize) -> bool {
        let doc = self.doc;
        let known = |h: &Hit| match h.tag {
            Tag::Office | Tag::Minister | Tag::OrgHead | Tag::Counterpart => h.skip > 0,
            Tag::OfficeFull | Tag::Org(_) | Tag::Place(_) => h.skip > 0 && h.last > i + 1,
            _ => false,
        };
        // "باديس" is a name, "بأديس" none.
        let hamza = doc
            .t
            .text(i)
            .chars()
            .nth(1)
            .is_some_and(|c| matches!(c, 'أ' | 'إ' | 'آ'));
        let name = doc.role(i).is_some() && !hamza;
        !name && doc.w(i).starts_with(['ب', 'ل']) && doc.at(i).iter().any(known)
    }

    /// `تركي بن محمد`, `تركي الفيصل`: a given name that without its article is no nationality.
    pub(super) fn turki(&self, k: usize) -> bool {
        let doc = self.doc;
        let given = doc.role(k).is_some_and(|r| r.given) && !doc.w(k).starts_with("ال");
        let family = || doc.role(k + 1).is_some_and(|r| r.surname) && doc.at(k + 1).is_empty();
        given && !doc.line_start(k + 1) && (PARTICLES.contains(&doc.w(k + 1)) || family())
    }

    /// `إسبيرانزا كاستيليرو`: small towns far away are called like people.
    pub(super) fn foreign_village(&self, i: usize) -> bool {
        let far = |h: &Hit| match h.tag {
            Tag::Place(n) => !super::homonym::ARAB.contains(&LEXICON.places[n as usize].iso),
            _ => false,
        };
        self.doc.at(i).iter().all(far)
    }

    /// A town far away, and no country.
    pub(super) fn foreign_town(&self, i: usize) -> bool {
        let at = self.doc.at(i);
        let country = |h: &Hit| h.tag.place().is_some_and(|p| p.country);
        !at.is_empty() && !at.iter().any(country) && self.foreign_village(i)
    }

    /// A verb of a journey, whose goal a country is.
    pub(super) fn goes(&self, i: usize) -> bool {
        let journey = [
            Class::Visit,
            Class::Arrive,
            Class::Leave,
            Class::Travel,
            Class::Alight,
        ];
        self.doc.does(i, &journey)
    }

    /// "مورغان كاي. وحضر": what stands behind the point begins a sentence, and is no further name.
    pub(super) fn begins_clause(&self, i: usize) -> bool {
        let doc = self.doc;
        let verb = |h: &Hit| matches!(h.tag, Tag::Verb(_) | Tag::Stop);
        doc.role(i).is_none()
            && (doc.verb(i).is_some() || doc.w(i).starts_with('و') && doc.at(i).iter().any(verb))
    }
}

/// `مارتوريا`, `لوبيز`, `سانشيز`: no clitic, participle or verb has a long vowel straight behind such a first letter and is as long.
pub(crate) fn foreign(w: &str) -> bool {
    let mut letters = w.chars();
    let (first, second) = (letters.next(), letters.next());
    let long = w.chars().count() >= 5;
    if w.starts_with("تش") || w.starts_with("دج") {
        return true;
    }
    // "بولو", "لوبو": not "لنمو", "بنحو".
    let short = ["ولو", "بو", "كو", "رو", "نو", "دو", "تو", "سو"];
    if w.chars().count() == 4 && short.iter().any(|e| w.ends_with(e)) || w == "رويز" {
        return true;
    }
    // No Arabic word ends so.
    let ends = [
        "يتش",
        "وف",
        "سكي",
        "سون",
        "برغ",
        "شفيلي",
        "يلو",
        "ويز",
        "وس",
        "كس",
        "غو",
        "كو",
        "رو",
        "نو",
        "دو",
        "تو",
        "يو",
        "سو",
        "تز",
        "يغ",
        "نغ",
        "ند",
        "فيست",
        "ايا",
        "ستر",
        "وو",
    ];
    if long
        && ends.iter().any(|e| w.ends_with(e))
        && !w.starts_with(['و', 'ي'])
        && !w.ends_with("ووا")
    {
        return true;
    }
    let vowel = match first {
        Some('م' | 'ي') => second == Some('ا') && w.chars().count() >= 6,
        Some('س') => second == Some('ا'),
        Some('ل') => {
            matches!(second, Some('و' | 'ا' | 'ي')) && !w.starts_with("لاي") && !w.starts_with("لال")
        }
        Some('ب') => matches!(second, Some('و' | 'ي')),
        _ => false,
    };
    long && vowel && !w.ends_with(['ه', 'ت'])
}

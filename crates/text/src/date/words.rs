//! The words dates are made of, in the folded spelling, in three languages.

use crate::token::{Kind, Tokens};

/// Which way a modifier points from the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// `قبل الماضي`
    BeforeLast,
    Last,
    This,
    Next,
    /// `بعد المقبل`
    AfterNext,
}

impl Way {
    /// Weeks, months or years from the one of the publication day.
    pub(super) fn step(self) -> i64 {
        match self {
            Way::BeforeLast => -2,
            Way::Last => -1,
            Way::This => 0,
            Way::Next => 1,
            Way::AfterNext => 2,
        }
    }
}

/// A calendar unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Week,
    Month,
    Year,
}

/// The month of that name.
fn month_named(word: &str) -> Option<u8> {
    Some(match word {
        "يناير" | "جانفي" | "janvier" | "january" | "jan" | "janv" => 1,
        "فبراير" | "فيفري" | "شباط" | "fevrier" | "february" | "feb" | "fevr" => 2,
        "مارس" | "اذار" | "mars" | "march" | "mar" => 3,
        "ابريل" | "افريل" | "نيسان" | "avril" | "april" | "apr" => 4,
        "مايو" | "ماي" | "ايار" | "mai" | "may" => 5,
        "يونيو" | "يونيه" | "جوان" | "حزيران" | "juin" | "june" | "jun" => 6,
        "يوليو" | "يوليوز" | "يوليه" | "جويليه" | "تموز" | "juillet" | "july" | "jul" | "juil" => {
            7
        }
        "اغسطس" | "غشت" | "اوت" | "اب" | "aout" | "august" | "aug" => 8,
        "سبتمبر" | "شتنبر" | "ايلول" | "septembre" | "september" | "sep" | "sept" => {
            9
        }
        "اكتوبر" | "octobre" | "october" | "oct" => 10,
        "نوفمبر" | "نونبر" | "novembre" | "november" | "nov" => 11,
        "ديسمبر" | "دجنبر" | "decembre" | "december" | "dec" => 12,
        _ => return None,
    })
}

const PAIRED: &[(&str, &str, u8)] = &[
    ("كانون", "الثاني", 1),
    ("كانون", "الاول", 12),
    ("تشرين", "الاول", 10),
    ("تشرين", "الثاني", 11),
];
/// The hijri month of that name.
fn hijri_named(word: &str) -> Option<u8> {
    Some(match word {
        "محرم" => 1,
        "صفر" => 2,
        "رجب" => 7,
        "شعبان" => 8,
        "رمضان" => 9,
        "شوال" => 10,
        _ => return None,
    })
}

const HIJRI_PAIRED: &[(&str, &str, u8)] = &[
    ("ربيع", "الاول", 3),
    ("ربيع", "الثاني", 4),
    ("ربيع", "الاخر", 4),
    ("جمادي", "الاولي", 5),
    ("جمادي", "الاول", 5),
    ("جمادي", "الاخره", 6),
    ("جمادي", "الثانيه", 6),
    ("جمادي", "الثاني", 6),
    ("ذو", "القعده", 11),
    ("ذي", "القعده", 11),
    ("ذو", "الحجه", 12),
    ("ذي", "الحجه", 12),
];
/// The day of the week of that name, from Monday on.
fn weekday_named(word: &str) -> Option<u8> {
    Some(match word {
        "الاثنين" | "lundi" | "monday" => 0,
        "الثلاثا" | "mardi" | "tuesday" => 1,
        "الاربعا" | "mercredi" | "wednesday" => 2,
        "الخميس" | "jeudi" | "thursday" => 3,
        "الجمعه" | "vendredi" | "friday" => 4,
        "السبت" | "samedi" | "saturday" => 5,
        "الاحد" | "dimanche" | "sunday" => 6,
        _ => return None,
    })
}

/// Where the word at `i` points.
pub(super) fn way(t: &Tokens<'_>, i: usize) -> Option<Way> {
    Some(match t.folded(i) {
        "الماضي"
        | "الماضيه"
        | "الماضيين"
        | "الماضيتين"
        | "المنصرمين"
        | "المنصرمتين"
        | "المنقضيه"
        | "الفايته"
        | "المنصرم"
        | "المنصرمه"
        | "الفارط"
        | "الفارطه"
        | "الاخير"
        | "المنقضي"
        | "الفايت"
        | "السالف"
        | "dernier"
        | "derniere"
        | "derniers"
        | "ecoule"
        | "passe"
        | "last"
        | "past" => Way::Last,
        "الجاري" | "الجاريه" | "الحالي" | "الحاليه" | "الجاريين" | "courant" | "this" => {
            Way::This
        }
        "الموالي" | "المواليه" | "الاتي" | "الاتيه" | "الداخل" | "القادمين" | "المقبلتين"
        | "المقبل" | "المقبله" | "المقبلين" | "القادم" | "القادمه" | "prochain" | "prochaine"
        | "prochains" | "next" | "coming" => Way::Next,
        _ => return None,
    })
}

/// The word before `i` may stand before a month and before a year: `في`, `since`, `début`, `mi-`.
pub(super) fn before_a_time(t: &Tokens<'_>, i: usize) -> bool {
    let before = if i > 0 { t.folded(i - 1) } else { "" };
    matches!(
        before,
        "في" | "منذ"
            | "بحلول"
            | "مطلع"
            | "نهايه"
            | "بدايه"
            | "منتصف"
            | "اواخر"
            | "اوايل"
            | "en"
            | "depuis"
            | "fin"
            | "debut"
            | "avant"
            | "apres"
            | "ici"
            | "in"
            | "since"
            | "during"
            | "until"
            | "by"
            | "before"
            | "after"
            | "early"
            | "late"
    ) || before == "-" && i > 1 && matches!(t.folded(i - 2), "mi" | "mid")
}

/// The unit named at `i`.
pub(super) fn unit(t: &Tokens<'_>, i: usize) -> Option<Unit> {
    Some(match t.folded(i) {
        "الاسبوع" | "semaine" | "week" => Unit::Week,
        "الشهر" | "mois" | "month" => Unit::Month,
        "السنه" | "العام" | "annee" | "an" | "year" => Unit::Year,
        _ => return None,
    })
}

/// Days from the day of speaking to the day the word at `i` means.
pub(super) fn relative(t: &Tokens<'_>, i: usize) -> Option<i64> {
    Some(match t.folded(i) {
        "امس" | "البارحه" | "hier" | "yesterday" => -1,
        "اليوم" | "today" => 0,
        "غدا" | "demain" | "tomorrow" => 1,
        _ => return None,
    })
}

/// A month name at `i`: its number and how many tokens it takes. `hijri` picks the calendar.
pub(super) fn month(t: &Tokens<'_>, i: usize, hijri: bool) -> Option<(u8, usize)> {
    let word = t.folded(i);
    if word.is_empty() {
        return None;
    }
    let paired = if hijri { HIJRI_PAIRED } else { PAIRED };
    if let Some(e) = paired
        .iter()
        .find(|e| e.0 == word && e.1 == t.folded(i + 1))
    {
        return Some((e.2, 2));
    }
    let n = match hijri {
        true => hijri_named(crate::arabic::strip_article(word)),
        false => month_named(word),
    }?;
    // English months are written with a capital; `may`, `march`, `mar` without one are other words.
    if matches!(word, "may" | "march" | "mar" | "sep" | "dec" | "jan") && !t.list[i].capital {
        return None;
    }
    let dot = usize::from(
        word.len() <= 4
            && t.list[i].kind == Kind::Latin
            && word != "mars"
            && word != "mai"
            && word != "juin"
            && word != "aout"
            && word != "june"
            && word != "july"
            && word != "may"
            && t.folded(i + 1) == ".",
    );
    Some((n, 1 + dot))
}

pub(super) fn weekday(t: &Tokens<'_>, i: usize) -> Option<u8> {
    weekday_named(t.folded(i))
}

/// A weekday with و before it, as in "الثلاثاء والأربعاء".
pub(super) fn and_weekday(t: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
    if let Some(rest) = t.folded(i).strip_prefix('و')
        && let Some(d) = weekday_named(rest)
    {
        return Some((d, 1));
    }
    if matches!(
        t.folded(i),
        "et" | "and" | "to" | "through" | "a" | "au" | "-"
    ) {
        return weekday(t, i + 1).map(|d| (d, 2));
    }
    None
}

/// A number token at `i`, with its digits counted.
pub(super) fn number(t: &Tokens<'_>, i: usize) -> Option<(u32, usize)> {
    let token = t.list.get(i)?;
    if token.kind != Kind::Number || t.folded(i).len() > 4 {
        return None;
    }
    Some((t.folded(i).parse().ok()?, t.folded(i).len()))
}

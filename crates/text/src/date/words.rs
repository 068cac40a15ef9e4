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
    WeekEnd,
    Month,
    Year,
}

/// The names of the months, from January on.
pub(super) const MONTHS: &[&[&str]] = &[
    &["يناير", "جانفي", "janvier", "january", "jan", "janv"],
    &[
        "فبراير",
        "فيفري",
        "شباط",
        "fevrier",
        "february",
        "feb",
        "fevr",
    ],
    &["مارس", "اذار", "mars", "march", "mar"],
    &["ابريل", "افريل", "نيسان", "avril", "april", "apr"],
    &["مايو", "ماي", "ايار", "mai", "may"],
    &["يونيو", "يونيه", "جوان", "حزيران", "juin", "june", "jun"],
    &[
        "يوليو",
        "يوليوز",
        "يوليه",
        "جويليه",
        "تموز",
        "juillet",
        "july",
        "jul",
        "juil",
    ],
    &["اغسطس", "غشت", "اوت", "اب", "aout", "august", "aug"],
    &[
        "سبتمبر",
        "شتنبر",
        "ايلول",
        "septembre",
        "september",
        "sep",
        "sept",
    ],
    &["اكتوبر", "octobre", "october", "oct"],
    &["نوفمبر", "نونبر", "novembre", "november", "nov"],
    &["ديسمبر", "دجنبر", "decembre", "december", "dec"],
];

/// The month of that name.
fn month_named(word: &str) -> Option<u8> {
    let n = MONTHS.iter().position(|names| names.contains(&word))?;
    Some(n as u8 + 1)
}

pub(super) const PAIRED: &[(&str, &str, u8)] = &[
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

/// A Hijri month in Latin letters: `rajab`, `Rabie El Aouel`, `dhou al-hijja`; the tokens it takes.
fn hijri_latin(t: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
    let one = match t.folded(i) {
        "moharram" | "mouharram" | "muharram" | "mouharrem" => 1,
        "safar" => 2,
        "rajab" | "redjeb" | "rejeb" => 7,
        "chaabane" | "chaaban" | "chaban" | "shaaban" | "shaban" => 8,
        "ramadan" | "ramadhan" | "ramadhane" => 9,
        "chaoual" | "chawwal" | "chawal" | "shawwal" | "shawal" => 10,
        _ => 0,
    };
    if one > 0 {
        return Some((one, 1));
    }
    let mut at = i + 1;
    while matches!(t.folded(at), "el" | "al" | "ul" | "'" | "-") {
        at += 1;
    }
    let month = match (t.folded(i), t.folded(at)) {
        ("rabi" | "rabie" | "rabia", "awal" | "awwal" | "aouel" | "aoual" | "i") => 3,
        ("rabi" | "rabie" | "rabia", "thani" | "ethani" | "tani" | "akhir" | "ii") => 4,
        ("joumada" | "djoumada" | "jumada", "oula" | "ula" | "aouel" | "i") => 5,
        ("joumada" | "djoumada" | "jumada", "thania" | "ethania" | "akhira" | "ii") => 6,
        ("dhou" | "dhu" | "dou" | "zou", "kaada" | "qaada" | "qada" | "kaida") => 11,
        ("dhou" | "dhu" | "dou" | "zou", "hidja" | "hijja" | "hija" | "hajja") => 12,
        _ => return None,
    };
    Some((month, at + 1 - i))
}

/// The names of the days of the week, from Monday on.
pub(super) const WEEKDAYS: &[&[&str]] = &[
    &["الاثنين", "lundi", "monday"],
    &["الثلاثا", "mardi", "tuesday"],
    &["الاربعا", "mercredi", "wednesday"],
    &["الخميس", "jeudi", "thursday"],
    &["الجمعه", "vendredi", "friday"],
    &["السبت", "samedi", "saturday"],
    &["الاحد", "dimanche", "sunday"],
];

/// The day of the week of that name, from Monday on.
fn weekday_named(word: &str) -> Option<u8> {
    let n = WEEKDAYS.iter().position(|names| names.contains(&word))?;
    Some(n as u8)
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
        | "ecoulee"
        | "passe"
        | "passee"
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

/// Which way `ce`, `last`, `next` before a unit point.
pub(super) fn before_unit(word: &str) -> Way {
    match word {
        "last" => Way::Last,
        "next" => Way::Next,
        _ => Way::This,
    }
}

/// Where the words at `i` point, and the token after them: `prochain`, `en cours`.
pub(super) fn pointed(t: &Tokens<'_>, i: usize) -> Option<(Way, usize)> {
    if t.folded(i) == "en" && t.folded(i + 1) == "cours" {
        return Some((Way::This, i + 2));
    }
    let leads = matches!(
        t.folded(i),
        "this" | "last" | "next" | "past" | "coming" | "الاخير"
    );
    way(t, i).filter(|_| !leads).map(|w| (w, i + 1))
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
            | "courant"
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

/// The names of the units.
pub(super) const UNITS: &[(&str, Unit)] = &[
    ("الاسبوع", Unit::Week),
    ("semaine", Unit::Week),
    ("week", Unit::Week),
    ("الشهر", Unit::Month),
    ("mois", Unit::Month),
    ("month", Unit::Month),
    ("السنه", Unit::Year),
    ("العام", Unit::Year),
    ("annee", Unit::Year),
    ("an", Unit::Year),
    ("year", Unit::Year),
];

/// The unit named at `i`.
pub(super) fn unit(t: &Tokens<'_>, i: usize) -> Option<Unit> {
    let week_end = t.folded(i + 1) == "-" && t.folded(i + 2) == "end";
    UNITS
        .iter()
        .find(|u| u.0 == t.folded(i))
        .map(|u| u.1)
        .filter(|_| !week_end)
}

/// Days from the day of speaking to the day that a word means.
pub(super) const RELATIVE: &[(&str, i64)] = &[
    ("امس", -1),
    ("البارحه", -1),
    ("hier", -1),
    ("yesterday", -1),
    ("اليوم", 0),
    ("today", 0),
    ("غدا", 1),
    ("demain", 1),
    ("tomorrow", 1),
];

/// Days from the day of speaking to the day the words at `i` mean, and the token after them: `أمس`, `avant-hier`, `the day after tomorrow`.
pub(super) fn relative(t: &Tokens<'_>, i: usize) -> Option<(i64, usize)> {
    let more = match (t.folded(i), t.folded(i + 1), t.folded(i + 2)) {
        ("بعد", "غد" | "الغد" | "غدا", _) => (2, 2),
        ("امس", "الاول", _) | ("اول", "امس" | "البارحه", _) => (-2, 2),
        ("avant", "-" | "'", "hier") | ("day", "before", "yesterday") => (-2, 3),
        ("apres", _, "demain") | ("day", "after", "tomorrow") => (2, 3),
        ("aujourd", _, "hui") => (0, 3),
        _ => (0, 0),
    };
    if more.1 > 0 {
        return Some((more.0, i + more.1));
    }
    let one = RELATIVE.iter().find(|r| r.0 == t.folded(i))?;
    Some((one.1, i + 1))
}

/// A month name at `i`: its number and how many tokens it takes. `hijri` picks the calendar.
pub(super) fn month(t: &Tokens<'_>, i: usize, hijri: bool) -> Option<(u8, usize)> {
    let word = t.folded(i);
    if word.is_empty() {
        return None;
    }
    if hijri && t.list[i].kind == Kind::Latin {
        return hijri_latin(t, i);
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
    // "lundi, mardi et mercredi"
    let listed = t.folded(i) == "," && matches!(t.folded(i + 2), "et" | "and" | ",");
    let joins = matches!(
        t.folded(i),
        "et" | "and" | "to" | "through" | "a" | "au" | "-"
    );
    if joins || listed && weekday(t, i + 3).is_some() {
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

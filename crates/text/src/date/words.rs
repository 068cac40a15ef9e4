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

/// A calendar unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Week,
    Month,
    Year,
}

const MONTHS: &[(&str, u8)] = &[
    ("يناير", 1),
    ("جانفي", 1),
    ("فبراير", 2),
    ("فيفري", 2),
    ("شباط", 2),
    ("مارس", 3),
    ("اذار", 3),
    ("ابريل", 4),
    ("افريل", 4),
    ("نيسان", 4),
    ("مايو", 5),
    ("ماي", 5),
    ("ايار", 5),
    ("يونيو", 6),
    ("يونيه", 6),
    ("جوان", 6),
    ("حزيران", 6),
    ("يوليو", 7),
    ("يوليوز", 7),
    ("يوليه", 7),
    ("جويليه", 7),
    ("تموز", 7),
    ("اغسطس", 8),
    ("غشت", 8),
    ("اوت", 8),
    ("اب", 8),
    ("سبتمبر", 9),
    ("شتنبر", 9),
    ("ايلول", 9),
    ("اكتوبر", 10),
    ("نوفمبر", 11),
    ("نونبر", 11),
    ("ديسمبر", 12),
    ("دجنبر", 12),
    ("janvier", 1),
    ("fevrier", 2),
    ("mars", 3),
    ("avril", 4),
    ("mai", 5),
    ("juin", 6),
    ("juillet", 7),
    ("aout", 8),
    ("septembre", 9),
    ("octobre", 10),
    ("novembre", 11),
    ("decembre", 12),
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("janv", 1),
    ("fevr", 2),
    ("juil", 7),
];
const PAIRED: &[(&str, &str, u8)] = &[
    ("كانون", "الثاني", 1),
    ("كانون", "الاول", 12),
    ("تشرين", "الاول", 10),
    ("تشرين", "الثاني", 11),
];
const HIJRI: &[(&str, u8)] = &[
    ("محرم", 1),
    ("صفر", 2),
    ("رجب", 7),
    ("شعبان", 8),
    ("رمضان", 9),
    ("شوال", 10),
];
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
const WEEKDAYS: &[(&str, u8)] = &[
    ("الاثنين", 0),
    ("الثلاثا", 1),
    ("الاربعا", 2),
    ("الخميس", 3),
    ("الجمعه", 4),
    ("السبت", 5),
    ("الاحد", 6),
    ("lundi", 0),
    ("mardi", 1),
    ("mercredi", 2),
    ("jeudi", 3),
    ("vendredi", 4),
    ("samedi", 5),
    ("dimanche", 6),
    ("monday", 0),
    ("tuesday", 1),
    ("wednesday", 2),
    ("thursday", 3),
    ("friday", 4),
    ("saturday", 5),
    ("sunday", 6),
];
const WAYS: &[(&str, Way)] = &[
    ("الماضي", Way::Last),
    ("الماضيه", Way::Last),
    ("الماضيين", Way::Last),
    ("الماضيتين", Way::Last),
    ("المنصرمين", Way::Last),
    ("المنصرمتين", Way::Last),
    ("المنقضيه", Way::Last),
    ("الفايته", Way::Last),
    ("المنصرم", Way::Last),
    ("المنصرمه", Way::Last),
    ("الفارط", Way::Last),
    ("الفارطه", Way::Last),
    ("الاخير", Way::Last),
    ("المنقضي", Way::Last),
    ("الفايت", Way::Last),
    ("السالف", Way::Last),
    ("الجاري", Way::This),
    ("الجاريه", Way::This),
    ("الحالي", Way::This),
    ("الحاليه", Way::This),
    ("الموالي", Way::Next),
    ("المواليه", Way::Next),
    ("الاتي", Way::Next),
    ("الاتيه", Way::Next),
    ("الداخل", Way::Next),
    ("القادمين", Way::Next),
    ("المقبلتين", Way::Next),
    ("الجاريين", Way::This),
    ("المقبل", Way::Next),
    ("المقبله", Way::Next),
    ("المقبلين", Way::Next),
    ("القادم", Way::Next),
    ("القادمه", Way::Next),
    ("dernier", Way::Last),
    ("derniere", Way::Last),
    ("derniers", Way::Last),
    ("ecoule", Way::Last),
    ("passe", Way::Last),
    ("courant", Way::This),
    ("prochain", Way::Next),
    ("prochaine", Way::Next),
    ("prochains", Way::Next),
    ("last", Way::Last),
    ("past", Way::Last),
    ("this", Way::This),
    ("next", Way::Next),
    ("coming", Way::Next),
];
const UNITS: &[(&str, Unit)] = &[
    ("الاسبوع", Unit::Week),
    ("الشهر", Unit::Month),
    ("السنه", Unit::Year),
    ("العام", Unit::Year),
    ("semaine", Unit::Week),
    ("mois", Unit::Month),
    ("annee", Unit::Year),
    ("an", Unit::Year),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("year", Unit::Year),
];
const RELATIVE: &[(&str, i64)] = &[
    ("امس", -1),
    ("البارحه", -1),
    ("اليوم", 0),
    ("غدا", 1),
    ("hier", -1),
    ("demain", 1),
    ("yesterday", -1),
    ("today", 0),
    ("tomorrow", 1),
];

fn get<V: Copy>(table: &[(&str, V)], word: &str) -> Option<V> {
    table.iter().find(|e| e.0 == word).map(|e| e.1)
}

/// A month name at `i`: its number and how many tokens it takes. `hijri` picks the calendar.
pub(super) fn month(t: &Tokens<'_>, i: usize, hijri: bool) -> Option<(u8, usize)> {
    let word = t.folded(i);
    if word.is_empty() {
        return None;
    }
    let (single, paired) = if hijri {
        (HIJRI, HIJRI_PAIRED)
    } else {
        (MONTHS, PAIRED)
    };
    if let Some(e) = paired
        .iter()
        .find(|e| e.0 == word && e.1 == t.folded(i + 1))
    {
        return Some((e.2, 2));
    }
    let word = if hijri {
        crate::arabic::strip_article(word)
    } else {
        word
    };
    let n = get(single, word)?;
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
    get(WEEKDAYS, t.folded(i))
}

/// A weekday with و before it, as in "الثلاثاء والأربعاء".
pub(super) fn and_weekday(t: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
    if let Some(rest) = t.folded(i).strip_prefix('و')
        && let Some(d) = get(WEEKDAYS, rest)
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

pub(super) fn way(t: &Tokens<'_>, i: usize) -> Option<Way> {
    get(WAYS, t.folded(i))
}

pub(super) fn unit(t: &Tokens<'_>, i: usize) -> Option<Unit> {
    get(UNITS, t.folded(i))
}

pub(super) fn relative(t: &Tokens<'_>, i: usize) -> Option<i64> {
    get(RELATIVE, t.folded(i))
}

/// A number token at `i`, with its digits counted.
pub(super) fn number(t: &Tokens<'_>, i: usize) -> Option<(u32, usize)> {
    let token = t.list.get(i)?;
    if token.kind != Kind::Number || t.folded(i).len() > 4 {
        return None;
    }
    Some((t.folded(i).parse().ok()?, t.folded(i).len()))
}

//! Months that stand alone, days without a month, and days counted within a month, week or year that the publication day names: `السابع من الشهر الجاري`, `Tuesday last week`,
//! `November last year`.

use super::parse::{day_number, joined_day};
use super::words::{Unit, Way, number, pointed, unit, way};
use crate::token::{Kind, Tokens};

/// `last year`, `of this month`, `de l'année dernière`, `de ce mois`, `من الشهر الجاري`, `العام الماضي`: which of them, and the token after it.
pub(super) fn named_unit(t: &Tokens<'_>, mut i: usize, of: Unit) -> Option<(Way, usize)> {
    match t.folded(i) {
        "من" | "of" | "du" => i += 1,
        "de" if matches!(t.folded(i + 1), "la" | "ce" | "cet" | "cette") => {
            i += 1 + usize::from(t.folded(i + 1) == "la");
        }
        "de" if t.folded(i + 1) == "l" => i += 3,
        _ => {}
    }
    if matches!(
        t.folded(i),
        "this" | "last" | "next" | "ce" | "cette" | "هذا" | "هذه"
    ) {
        let to = way(t, i).unwrap_or(Way::This);
        return (unit(t, i + 1) == Some(of)).then_some((to, i + 2));
    }
    (unit(t, i) == Some(of))
        .then(|| pointed(t, i + 1))
        .flatten()
}

/// After a day, the month as the publication day names it: `7 من الشهر الجاري`, `le 9 courant`, `the 5th of this month`.
pub(super) fn of_month(t: &Tokens<'_>, at: usize) -> Option<(Way, usize)> {
    if matches!(t.folded(at), "courant" | "الجاري") {
        return Some((Way::This, at + 1));
    }
    named_unit(t, at, Unit::Month)
}

/// The days from `from` on, ending at token `at`, of a month that the publication day names: the last of them, which month, the token after.
pub(super) fn days_of_month(t: &Tokens<'_>, from: u8, mut at: usize) -> Option<(u8, Way, usize)> {
    let mut last = from;
    let mut steps = 0;
    loop {
        if let Some((to, end)) = of_month(t, at) {
            return Some((last, to, end));
        }
        (last, at) = joined_day(t, at).filter(|_| steps < 6)?;
        steps += 1;
    }
}

/// An Arabic ordinal as a day of the month, `الأول` to `الحادي والثلاثين`: the day and the token after it.
pub(super) fn ordinal(t: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
    ordinal_word(t.folded(i), t.folded(i + 1)).map(|(day, n)| (day, i + n))
}

/// `والخامس`: an ordinal that stands behind another.
pub(super) fn and_ordinal(t: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
    let word = t.folded(i).strip_prefix('و')?;
    ordinal_word(word, t.folded(i + 1)).map(|(day, n)| (day, i + n))
}

/// Arabic ordinals of one word.
pub(super) const ORDINALS: &[(&str, u8)] = &[
    ("الاول", 1),
    ("الحادي", 1),
    ("الثاني", 2),
    ("الثالث", 3),
    ("الرابع", 4),
    ("الخامس", 5),
    ("السادس", 6),
    ("السابع", 7),
    ("الثامن", 8),
    ("التاسع", 9),
    ("العاشر", 10),
    ("العشرين", 20),
    ("العشرون", 20),
    ("الثلاثين", 30),
    ("الثلاثون", 30),
];

fn ordinal_word(word: &str, next: &str) -> Option<(u8, usize)> {
    let one = ORDINALS.iter().find(|o| o.0 == word)?.1;
    let (day, n) = match next {
        "عشر" if one < 10 => (one + 10, 2),
        "والعشرين" | "والعشرون" if one < 10 => (one + 20, 2),
        "والثلاثين" | "والثلاثون" if one == 1 => (31, 2),
        _ => (one, 1),
    };
    (word != "الحادي" || n == 2).then_some((day, n))
}

/// `mercredi 17`: the number behind a weekday is a day where nothing is counted by it; the token after it.
pub(super) fn day_alone(t: &Tokens<'_>, i: usize) -> Option<usize> {
    let (n, digits) = number(t, i)?;
    let counts = t.list.get(i + 1).is_some_and(|x| {
        !x.spaced && !matches!(t.folded(i + 1), "," | "." | ";" | ")")
            || matches!(
                t.folded(i + 1),
                "h" | "heures" | "%" | ":" | "am" | "pm" | "a.m" | "p.m"
            )
            || x.kind == Kind::Latin
                && !matches!(
                    t.folded(i + 1),
                    "a" | "au"
                        | "dans"
                        | "en"
                        | "par"
                        | "pour"
                        | "avec"
                        | "le"
                        | "la"
                        | "les"
                        | "l"
                        | "son"
                        | "sa"
                        | "et"
                        | "in"
                        | "at"
                        | "with"
                )
            || x.kind == Kind::Number
    });
    let latin = t
        .list
        .get(i.checked_sub(1)?)
        .is_some_and(|x| x.kind == Kind::Latin);
    (latin && digits <= 2 && day_number(n).is_some() && !counts).then_some(i + 1)
}

/// A month in English capitals or French small letters that no other word is written like.
pub(super) fn only_a_month(t: &Tokens<'_>, i: usize) -> bool {
    let capital = match t.folded(i) {
        "january" | "february" | "july" | "september" | "october" | "november" | "december" => true,
        "janvier" | "fevrier" | "avril" | "juillet" | "septembre" | "octobre" | "novembre"
        | "decembre" | "mai" | "juin" | "aout" => false,
        // "he mars the record"
        "mars" => {
            let next = t.folded(i + 1);
            return !t.list[i].capital && !matches!(next, "the" | "our" | "his" | "their" | "its");
        }
        _ => return false,
    };
    t.list[i].capital == capital
}

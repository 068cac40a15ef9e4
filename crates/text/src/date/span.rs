//! Stretches of months, years and week ends, seasons and decades: `mars à avril 2023`, `2019 et 2021`, `week-end dernier`, `été 2023`, `années 1990`.

use super::parse::Found;
use super::resolve::What;
use super::words::{Unit, before_unit, month, number, way};
use super::year::year_number;
use crate::token::{Kind, Tokens};

/// The word before `i`.
fn before<'a>(t: &'a Tokens<'_>, i: usize) -> &'a str {
    i.checked_sub(1).map_or("", |b| t.folded(b))
}

/// A word between the first and the last of a stretch that the word before `i` opens: "entre … et", "de … à", "from … to".
fn parts(t: &Tokens<'_>, i: usize, at: usize) -> bool {
    matches!(
        (before(t, i), t.folded(at)),
        ("entre", "et")
            | ("between", "and")
            | ("de" | "periode", "a")
            | ("from", "to" | "through" | "until")
    )
}

fn found(first: usize, last: usize, what: What) -> Option<Found> {
    Some(Found {
        first,
        last,
        skip: 0,
        what,
    })
}

/// `mars à avril 2023` behind "de", `mars et avril` behind "entre".
pub(super) fn months(t: &Tokens<'_>, i: usize) -> Option<Found> {
    let (one, n) = month(t, i, false)?;
    let at = i + n;
    let (two, n) = month(t, at + 1, false).filter(|_| parts(t, i, at))?;
    let last = at + 1 + n;
    let year = number(t, last).and_then(|(n, digits)| year_number(n, digits));
    let way = way(t, last).filter(|_| year.is_none());
    let more = usize::from(year.is_some() || way.is_some());
    let what = What::Months {
        from: one,
        to: two,
        year,
        way,
    };
    found(i, last + more, what)
}

/// `2024 à 2027` behind "de", `2019 et 2021` behind "entre".
pub(super) fn years(t: &Tokens<'_>, i: usize) -> Option<Found> {
    let year = |at| number(t, at).and_then(|(n, digits)| year_number(n, digits));
    let (one, two) = (year(i)?, year(i + 2)?);
    // "L'effectif passe de 1900 à 2100 agents"
    let counted = i > 1 && matches!(t.folded(i - 2), "passe" | "passer" | "passera" | "passant");
    (parts(t, i, i + 1) && one < two && !counted)
        .then(|| found(i, i + 3, What::Years(one, two)))
        .flatten()
}

/// `années 1990`, `années 90`; `années 2022 et 2023` are two or more that are named.
pub(super) fn decade(t: &Tokens<'_>, i: usize) -> Option<Found> {
    if t.folded(i) != "annees" {
        return None;
    }
    let (n, digits) = number(t, i + 1)?;
    // "les années 10" are of two centuries.
    if digits == 2 && n % 10 == 0 && n >= 30 {
        let first = 1900 + n as i32;
        return found(i, i + 2, What::Years(first, first + 9));
    }
    let one = year_number(n, digits)?;
    let two = number(t, i + 3).and_then(|(n, digits)| year_number(n, digits));
    if let Some(two) = two.filter(|_| matches!(t.folded(i + 2), "et" | "a" | "-")) {
        return found(i, i + 4, What::Years(one, two));
    }
    (one % 10 == 0)
        .then(|| found(i, i + 2, What::Years(one, one + 9)))
        .flatten()
}

/// `été dernier`, `hiver 2023`: of which days it is, no text says. "a été dernier" is no summer.
pub(super) fn season(t: &Tokens<'_>, i: usize) -> Option<Found> {
    let season = matches!(t.folded(i), "ete" | "automne" | "hiver" | "printemps");
    let said = matches!(
        before(t, i),
        "'" | "le" | "ce" | "cet" | "au" | "du" | "en" | "de" | "des" | "fin" | "debut" | "depuis"
    );
    let year = number(t, i + 1).and_then(|(n, digits)| year_number(n, digits));
    (season && said && (year.is_some() || way(t, i + 1).is_some()))
        .then(|| found(i, i + 2, What::Season))
        .flatten()
}

/// The token after `weekend`, `week-end`.
fn week_end(t: &Tokens<'_>, i: usize) -> Option<usize> {
    match t.folded(i) {
        "weekend" => Some(i + 1),
        "week" if t.folded(i + 1) == "-" && t.folded(i + 2) == "end" => Some(i + 3),
        _ => None,
    }
}

/// `week-end dernier`, `ce week-end`, `last weekend`.
pub(super) fn days_off(t: &Tokens<'_>, i: usize) -> Option<Found> {
    let (last, way) = if matches!(t.folded(i), "ce" | "this" | "last" | "next") {
        (week_end(t, i + 1)?, before_unit(t.folded(i)))
    } else {
        let end = week_end(t, i)?;
        (
            end + 1,
            way(t, end).filter(|_| t.list[i].kind == Kind::Latin)?,
        )
    };
    let unit = Unit::WeekEnd;
    found(i, last, What::Unit { unit, way })
}

/// A day in French words: `premier`, `deux`, `vingt-trois`, `trente et un`; the token after it.
pub(super) fn spelled(t: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
    const WORDS: [&str; 16] = [
        "premier", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
        "douze", "treize", "quatorze", "quinze", "seize",
    ];
    let of = |i: usize| {
        WORDS
            .iter()
            .position(|w| *w == t.folded(i))
            .map(|n| n as u8 + 1)
    };
    let unit = |i: usize| match t.folded(i) {
        "un" => Some(1),
        _ => of(i).filter(|n| (2..10).contains(n)),
    };
    let ten = match t.folded(i) {
        "dix" => 10,
        "vingt" => 20,
        "trente" => 30,
        _ => return of(i).map(|n| (n, i + 1)),
    };
    let joined = usize::from(t.folded(i + 1) == "-");
    let and = usize::from(t.folded(i + 1 + joined) == "et") * (1 + joined);
    let at = i + 1 + joined + and;
    match unit(at).filter(|_| joined + and > 0) {
        Some(n) => Some((ten + n, at + 1)),
        None => Some((ten, i + 1)),
    }
}

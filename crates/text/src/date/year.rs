//! Years that stand alone: `en 2015`, `عام 2019`, `summer of 2023`.

use super::parse::Found;
use super::resolve::What;
use super::words::{before_a_time, number};
use crate::token::{Kind, Tokens};

pub(super) fn year_number(n: u32, digits: usize) -> Option<i32> {
    (digits == 4 && (1900..=2100).contains(&n)).then_some(n as i32)
}

/// `2016-2017`: the last year, some years after the first.
fn year_range(t: &Tokens<'_>, i: usize, from: i32) -> Option<i32> {
    let (n, digits) = number(t, i + 2)?;
    let to = year_number(n, digits)?;
    let dash = t.folded(i + 1) == "-" && !t.list[i + 1].spaced && !t.list[i + 2].spaced;
    let alone = i == 0 || t.list[i].spaced || !matches!(t.folded(i - 1), "-" | "/" | ".");
    let ends = !matches!(t.folded(i + 3), "-" | "/");
    (dash && alone && ends && (1..=20).contains(&(to - from))).then_some(to)
}

/// A year on its own after a word that says so: `في 2015`, `en 2015`, `since 2015`.
pub(super) fn bare_year(t: &Tokens<'_>, i: usize) -> Option<Found> {
    let (n, digits) = number(t, i)?;
    let year = year_number(n, digits)?;
    let before = if i > 0 { t.folded(i - 1) } else { "" };
    if let Some(to) = year_range(t, i, year) {
        return Some(Found {
            first: i,
            last: i + 3,
            skip: 0,
            what: What::Years(year, to),
        });
    }
    let after_ok = t
        .list
        .get(i + 1)
        .is_none_or(|x| x.spaced || matches!(t.folded(i + 1), "." | "," | ";" | ")" | ":" | "?"));
    let said = before_a_time(t, i)
        || matches!(before, "دوره" | "دورتي" | "دورات" | "نسخه" | "نسختي" | "موسم" | "فمنذ" | "ومنذ" | "mi" | "least" | "mid" | "horizon" | "exercice" | "trimestre" | "semestre" | "صيف" | "خريف" | "شتا")
        || before == "a" && i > 1 && matches!(t.folded(i - 2), "ici" | "horizon")
        || before == "of"
            && i > 1
            && matches!(t.folded(i - 2), "end" | "beginning" | "start" | "summer" | "autumn" | "spring" | "winter" | "quarter" | "half")
        || listed(t, i)
        || before == "de" && of_a_thing(t, i)
        // "دورتي 2017 و2018"
        || before == "و" && i > 2 && matches!(t.folded(i - 3), "دورتي" | "نسختي" | "سنتي" | "عامي");
    (said && after_ok).then_some(Found {
        first: i,
        last: i + 1,
        skip: 0,
        what: What::Year(year),
    })
}

/// `avril de la même année`, `May of the same year`: the year of the date before.
pub(super) fn same(t: &Tokens<'_>, at: usize) -> bool {
    let words = |of: [&str; 4]| of.iter().enumerate().all(|(n, w)| t.folded(at + n) == *w);
    words(["de", "la", "meme", "annee"]) || words(["of", "the", "same", "year"])
}

/// `l'accord de 2005 prévoit`: behind "de" a year that counts nothing ("un prêt de 2000 euros").
fn of_a_thing(t: &Tokens<'_>, i: usize) -> bool {
    // "plus de 2000, dont 300 femmes"
    let counted = i > 1
        && matches!(
            t.folded(i - 2),
            "plus"
                | "moins"
                | "pres"
                | "autour"
                | "environ"
                | "total"
                | "nombre"
                | "effectif"
                | "passe"
                | "passer"
        );
    !counted
        && t.list.get(i + 1).is_none_or(|x| match x.kind {
            // What is counted stands in the plural.
            Kind::Latin => {
                let w = t.folded(i + 1);
                matches!(w, "a" | "est" | "et" | "entre" | "avec" | "par")
                    || w.len() > 2 && !x.capital && !w.ends_with(['s', 'x'])
            }
            Kind::Number | Kind::Arabic => false,
            _ => !matches!(t.folded(i + 1), "-" | "/" | "%" | "€" | "$" | "'"),
        })
}

/// "en 2019 et 2021", "en 2021, 2022 et 2023": the year at `i` stands in a list behind a word that says so.
fn listed(t: &Tokens<'_>, mut i: usize) -> bool {
    for _ in 0..6 {
        let before = i.checked_sub(2).and_then(|b| number(t, b));
        let year = before.is_some_and(|(n, digits)| year_number(n, digits).is_some());
        if !year || !matches!(t.folded(i - 1), "et" | "and" | ",") {
            return false;
        }
        i -= 2;
        if before_a_time(t, i) {
            return true;
        }
    }
    false
}

/// `سنة 2023`, `عام 2019`.
pub(super) fn year_words(t: &Tokens<'_>, i: usize) -> Option<Found> {
    let w = t.folded(i);
    let skip = match w {
        "سنه" | "عام" | "العام" | "السنه" | "annee" | "year" | "an" => 0,
        "لسنه" | "لعام" | "بسنه" | "وسنه" | "وعام" => 1,
        _ => return None,
    };
    let (n, digits) = number(t, i + 1)?;
    let what = What::Year(year_number(n, digits)?);
    Some(Found {
        first: i,
        last: i + 2,
        skip,
        what,
    })
}

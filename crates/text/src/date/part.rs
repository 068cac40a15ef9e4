//! Parts of a year: `السداسي الأول من السنة الجارية`, `الربع الثالث من 2024`, `premier trimestre 2024`, `first half of 2025`.

use super::parse::Found;
use super::resolve::What;
use super::within::named_unit;
use super::words::{Unit, Way, number};
use super::year::{year_number, year_words};
use crate::token::Tokens;

/// Months a part has, by its word.
fn months(word: &str) -> Option<(u8, usize)> {
    let bare = word.trim_start_matches(['و', 'ب']);
    let clitics = word.chars().count() - bare.chars().count();
    Some(match bare {
        "السداسي" | "النصف" | "السدس" => (6, clitics),
        "الثلاثي" | "الربع" | "الفصل" => (3, clitics),
        _ => return None,
    })
}

/// The months of a part, which of them it is, the letters before its word, and the token after it.
fn arabic(t: &Tokens<'_>, i: usize) -> Option<(u8, u8, usize, usize)> {
    let (length, skip) = months(t.folded(i))?;
    let nth = match t.folded(i + 1) {
        "الاول" => 1,
        "الثاني" => 2,
        "الثالث" => 3,
        "الرابع" | "الاخير" if length == 3 => 4,
        "الاخير" => 2,
        _ => return None,
    };
    Some((length, nth, skip, i + 2))
}

/// The same of `premier trimestre`, `2e semestre`, `fourth quarter`.
fn latin(t: &Tokens<'_>, i: usize) -> Option<(u8, u8, usize, usize)> {
    let suffix = usize::from(matches!(
        t.folded(i + 1),
        "er" | "e" | "eme" | "st" | "nd" | "rd" | "th"
    ));
    let at = i + 1 + suffix;
    let length = match t.folded(at) {
        "trimestre" | "quarter" => 3,
        "semestre" | "half" => 6,
        _ => return None,
    };
    let nth = match t.folded(i) {
        "premier" | "first" | "1" | "1er" | "1st" => 1,
        "deuxieme" | "second" | "2" | "2e" | "2nd" => 2,
        "troisieme" | "third" | "3" | "3e" | "3rd" => 3,
        "quatrieme" | "fourth" | "4" | "4e" | "4th" => 4,
        "dernier" | "last" if length == 3 => 4,
        _ => return None,
    };
    Some((length, nth, 0, at + 1))
}

/// A half or quarter of a year, by its ordinal; of which year is said, or a quarter is of this one.
pub(super) fn part_of_year(t: &Tokens<'_>, i: usize) -> Option<Found> {
    let (length, nth, skip, at) = arabic(t, i).or_else(|| latin(t, i))?;
    if nth * length > 12 {
        return None;
    }
    let to = nth * length;
    let from = to - length + 1;
    let of = at + usize::from(matches!(t.folded(at), "من" | "of" | "de"));
    // "de l'année 2024", "of the year"
    let of = match (t.folded(of), t.folded(of + 1)) {
        ("l", "'") => of + 2,
        ("the", "year") => of + 1,
        _ => of,
    };
    let found = |last, what| Found {
        first: i,
        last,
        skip,
        what,
    };
    if let Some((way, last)) = named_unit(t, at, Unit::Year) {
        return Some(found(last, What::MonthsOfYear { from, to, way }));
    }
    let said = year_words(t, of).map(|f| (f.last, f.what));
    let bare = number(t, of).and_then(|(n, digits)| year_number(n, digits));
    let (last, year) = match (said, bare) {
        (Some((last, What::Year(y))), _) => (last, y),
        (_, Some(y)) => (of + 1, y),
        _ => {
            let whole = matches!(t.folded(of), "annee" | "year") && of > at;
            let bare = length == 3
                && arabic(t, i).is_none()
                && !matches!(t.folded(at), "of" | "de" | "du");
            let way = Way::This;
            let this = What::MonthsOfYear { from, to, way };
            return (whole || bare).then(|| found(if whole { of + 1 } else { at }, this));
        }
    };
    let what = What::Months {
        from,
        to,
        year: Some(year),
        way: None,
    };
    Some(found(last, what))
}

//! Parts of a year: `السداسي الأول من السنة الجارية`, `الربع الثالث من 2024`.

use super::parse::Found;
use super::resolve::What;
use super::within::named_unit;
use super::words::{Unit, number};
use super::year::{year_number, year_words};
use crate::calendar::month_days;
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

/// A half or quarter of a year, by its ordinal; of which year must be said.
pub(super) fn part_of_year(t: &Tokens<'_>, i: usize) -> Option<Found> {
    let (length, skip) = months(t.folded(i))?;
    let nth = match t.folded(i + 1) {
        "الاول" => 1,
        "الثاني" => 2,
        "الثالث" => 3,
        "الرابع" | "الاخير" if length == 3 => 4,
        "الاخير" => 2,
        _ => return None,
    };
    if nth * length > 12 {
        return None;
    }
    let to = nth * length;
    let from = (1, to - length + 1);
    // No such part ends in February.
    let to = (month_days(2001, to), to);
    let at = i + 2;
    let of = at + usize::from(t.folded(at) == "من");
    let found = |last, what| Found {
        first: i,
        last,
        skip,
        what,
    };
    if let Some((way, last)) = named_unit(t, at, Unit::Year) {
        let weekday = None;
        return Some(found(
            last,
            What::DaysOfYear {
                from,
                to,
                weekday,
                way,
            },
        ));
    }
    let said = year_words(t, of).map(|f| (f.last, f.what));
    let bare = number(t, of).and_then(|(n, digits)| year_number(n, digits));
    let (last, year) = match (said, bare) {
        (Some((last, What::Year(y))), _) => (last, y),
        (_, Some(y)) => (of + 1, y),
        _ => return None,
    };
    let what = What::Days {
        from,
        to,
        year: Some(year),
        weekday: None,
        way: None,
    };
    Some(found(last, what))
}

//! The grammar of date expressions over tokens. Each rule tries to begin at one token.

use super::opening::opens;
use super::part::part_of_year;
use super::resolve::What;
use super::span;
use super::within::{and_ordinal, day_alone, days_of_month, named_unit, only_a_month, ordinal};
use super::words::{
    Unit, Way, and_weekday, before_a_time, month, number, pointed, relative, unit, way, weekday,
};
use super::year::{bare_year, year_number, year_words};
use crate::token::{Kind, Tokens};

/// A date expression: tokens `first..last`, less `skip` letters of the first (a preposition).
pub(super) struct Found {
    pub first: usize,
    pub last: usize,
    pub skip: usize,
    pub what: What,
}

pub(super) fn day_number(n: u32) -> Option<u8> {
    (1..=31).contains(&n).then_some(n as u8)
}

pub(super) fn date_at(t: &Tokens<'_>, i: usize) -> Option<Found> {
    let token = t.list.get(i)?;
    match token.kind {
        Kind::Number => numeric(t, i)
            .or_else(|| days_from(t, i, i, None, 0))
            .or_else(|| part_of_year(t, i))
            .or_else(|| span::years(t, i))
            .or_else(|| bare_year(t, i)),
        Kind::Arabic | Kind::Latin if !opens(t.folded(i)) => None,
        Kind::Arabic if t.folded(i) == FIRST => days_from(t, i, i, None, 0),
        Kind::Arabic if ordinal(t, i).is_some() => ordinal_day(t, i),
        Kind::Arabic | Kind::Latin => worded(t, i),
        _ if t.folded(i) == "(" => days_from(t, i, i, None, 0).filter(|f| f.last > i + 4),
        _ => None,
    }
}

/// `2023-06-13`, `13/06/2023`, `2023/06/13`, `13.06.2023`, `13-Jun-2023`.
fn numeric(t: &Tokens<'_>, i: usize) -> Option<Found> {
    let sep = t.folded(i + 1);
    if !matches!(sep, "-" | "/" | ".")
        || t.folded(i + 3) != sep
        || (1..5).any(|k| t.list.get(i + k).is_none_or(|x| x.spaced))
    {
        return None;
    }
    if i > 0 && !t.list[i].spaced && matches!(t.folded(i - 1), "-" | "/" | "." | ":") {
        return None;
    }
    if t.list.get(i + 5).is_some_and(|x| !x.spaced) && matches!(t.folded(i + 5), "-" | "/") {
        return None;
    }
    // "5-Jan-2024"
    let named = || {
        month(t, i + 2, false)
            .filter(|m| m.1 == 1)
            .map(|m| (u32::from(m.0), 2))
    };
    let middle = number(t, i + 2).or_else(named)?;
    let (a, b, c) = (number(t, i)?, middle, number(t, i + 4)?);
    // "le 14/05/24"
    let short = sep == "/" && c.1 == 2 && i > 0 && matches!(t.folded(i - 1), "le" | "du" | "au");
    let (day, mon, year) = if let Some(y) = year_number(a.0, a.1) {
        (c.0, b.0, y)
    } else if short {
        let century = if c.0 < 70 { 2000 } else { 1900 };
        (a.0, b.0, century + c.0 as i32)
    } else {
        (a.0, b.0, year_number(c.0, c.1)?)
    };
    let (day, mon) = (
        day_number(day)?,
        u8::try_from(mon).ok().filter(|m| (1..=12).contains(m))?,
    );
    let what = What::Days {
        from: (day, mon),
        to: (day, mon),
        year: Some(year),
        weekday: None,
        way: None,
    };
    Some(Found {
        first: i,
        last: i + 5,
        skip: 0,
        what,
    })
}

/// `الرابع من فبراير`; a week's, half's or quarter's ordinal is none (`الأسبوع الأول من مايو`).
fn ordinal_day(t: &Tokens<'_>, i: usize) -> Option<Found> {
    let counted = i > 0 && t.folded(i - 1).starts_with("ال") && weekday(t, i - 1).is_none();
    (!counted).then(|| days_from(t, i, i, None, 0)).flatten()
}

/// The first of a month in the Maghreb: `فاتح يوليوز`.
const FIRST: &str = "فاتح";

/// Number tokens with optional parentheses: the value and the token after it.
fn day_value(t: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
    if t.folded(i) == FIRST {
        return Some((1, i + 1));
    }
    if t.folded(i) == "(" && t.folded(i + 2) == ")" {
        return Some((day_number(number(t, i + 1)?.0)?, i + 3));
    }
    if let Some(found) = ordinal(t, i) {
        return Some(found);
    }
    if t.list.get(i)?.kind == Kind::Latin {
        return span::spelled(t, i);
    }
    let (n, digits) = number(t, i)?;
    let day = day_number(n).filter(|_| digits <= 2)?;
    let glued = t.list.get(i + 1).is_some_and(|x| !x.spaced);
    let suffix = glued && matches!(t.folded(i + 1), "er" | "st" | "nd" | "rd" | "th" | "ere");
    Some((day, i + 1 + usize::from(suffix)))
}

/// Between two days: `و`, `إلى`, `-`, `et`, `au`, `to`, `,` … The token after it.
fn joiner(t: &Tokens<'_>, i: usize) -> Option<usize> {
    if t.folded(i) == "jusqu" && t.folded(i + 2) == "au" {
        return Some(i + 3);
    }
    matches!(
        t.folded(i),
        "و" | "الي"
            | "حتي"
            | "-"
            | "et"
            | "au"
            | "and"
            | "to"
            | ","
            | "&"
            | "through"
            | "until"
            | "لغايه"
    )
    .then(|| {
        if t.folded(i + 1) == "غايه" || t.folded(i + 1) == "يوم" || t.folded(i + 1) == "the"
        {
            i + 2
        } else {
            i + 1
        }
    })
}

/// A further day behind `at`: `و14`, `- 15`, `et le 16`, `والخامس`. The day and the token after it.
pub(super) fn joined_day(t: &Tokens<'_>, at: usize) -> Option<(u8, usize)> {
    let Some(next) = joiner(t, at) else {
        return and_ordinal(t, at);
    };
    let next = next + usize::from(t.folded(next) == "le");
    day_value(t, next + usize::from(weekday(t, next).is_some()))
}

/// A month at `i`, past `من`, `من شهر`, `شهر`, `of`; with a second name after `/` or in parentheses.
fn month_here(t: &Tokens<'_>, mut i: usize) -> Option<(u8, usize)> {
    while matches!(t.folded(i), "من" | "شهر" | "of" | "لشهر") {
        i += 1;
    }
    let (m, n) = month(t, i, false)?;
    i += n;
    if (t.folded(i) == "/" || t.folded(i) == "(")
        && let Some((m2, n2)) = month(t, i + 1, false).filter(|x| x.0 == m)
    {
        let close = usize::from(t.folded(i) == "(" && t.folded(i + 1 + n2) == ")");
        return Some((m2, i + 1 + n2 + close));
    }
    // "فبراير شباط"
    if let Some((_, n2)) = month(t, i, false).filter(|x| x.0 == m) {
        return Some((m, i + n2));
    }
    Some((m, i))
}

/// Year and modifier after a month.
fn tail(t: &Tokens<'_>, mut i: usize) -> (Option<i32>, Option<Way>, usize) {
    let mut j = i;
    while matches!(
        t.folded(j),
        "," | "(" | "سنه" | "عام" | "من" | "لسنه" | "لعام"
    ) && j < i + 2
    {
        j += 1;
    }
    if let Some(y) = number(t, j).and_then(|(n, d)| year_number(n, d)) {
        let close = usize::from(t.folded(j + 1) == ")" && (i..j).any(|k| t.folded(k) == "("));
        // "2025م"
        let era = t.folded(j + 1) == "م" && t.list.get(j + 1).is_some_and(|x| !x.spaced);
        return (Some(y), None, j + 1 + close.max(usize::from(era)));
    }
    if let Some(w) =
        way(t, i).filter(|_| !matches!(t.folded(i), "this" | "last" | "next" | "coming" | "past"))
    {
        i += 1;
        return (None, Some(w), i);
    }
    (None, None, i)
}

/// Days and a month: `13 و14 يونيو الماضي`, `du 30 mai au 2 juin 2023`; `June 13-14, 2023` comes in by `worded`.
fn days_from(t: &Tokens<'_>, first: usize, i: usize, wd: Option<u8>, skip: usize) -> Option<Found> {
    let (from, mut at) = day_value(t, i)?;
    if let Some(found) = hijri(t, first, from, at, skip) {
        return Some(found);
    }
    let mut last_day = from;
    let mut from_month = None;
    if let Some((m, next)) = month_here(t, at) {
        from_month = Some(m);
        at = next;
    }
    let mut end_month = from_month;
    let mut steps = 0;
    if from_month.is_none()
        && let Some((to, way, last)) = days_of_month(t, from, at)
    {
        let what = What::DaysOfMonth { from, to, way };
        return Some(Found {
            first,
            last,
            skip,
            what,
        });
    }
    while let Some((d, after)) = joined_day(t, at).filter(|_| steps < 6) {
        // "le 28 avril et le 6 mai" are two days, "entre le 28 avril et le 6 mai" is one stretch.
        let article = from_month.is_some() && t.folded(at + 1) == "le";
        if article && first.checked_sub(2).is_none_or(|b| t.folded(b) != "entre") {
            break;
        }
        match month_here(t, after) {
            Some((m, after)) => {
                (last_day, end_month, at) = (d, Some(m), after);
            }
            None if from_month.is_none() => (last_day, at) = (d, after),
            None => break,
        }
        steps += 1;
        if end_month.is_some() {
            break;
        }
    }
    let to_month = end_month?;
    let from = (from, from_month.unwrap_or(to_month));
    let (what, last) = days_with_year(t, at, from, (last_day, to_month), wd);
    Some(Found {
        first,
        last,
        skip,
        what,
    })
}

/// Days with what stands behind them: a year, `last year`, `الماضي`.
fn days_with_year(
    t: &Tokens<'_>,
    at: usize,
    from: (u8, u8),
    to: (u8, u8),
    weekday: Option<u8>,
) -> (What, usize) {
    if let Some((way, last)) = named_unit(t, at, Unit::Year) {
        let what = What::DaysOfYear {
            from,
            to,
            weekday,
            way,
        };
        return (what, last);
    }
    let (year, way, last) = tail(t, at);
    let what = What::Days {
        from,
        to,
        year,
        weekday,
        way,
    };
    (what, last)
}

fn hijri(t: &Tokens<'_>, first: usize, day: u8, at: usize, skip: usize) -> Option<Found> {
    let at = if t.folded(at) == "من" { at + 1 } else { at };
    let at = if t.folded(at) == "شهر" { at + 1 } else { at };
    let (m, n) = month(t, at, true)?;
    let mut at = at + n;
    if matches!(t.folded(at), "سنه" | "عام" | ",") {
        at += 1;
    }
    let (year, _) = number(t, at)?;
    if !(1300..=1600).contains(&year) || day > 30 {
        return None;
    }
    at += 1;
    if matches!(t.folded(at), "ه" | "هجريه" | "هجري") {
        at += 1;
    }
    let what = What::Hijri {
        day,
        month: m,
        year: year as i32,
    };
    Some(Found {
        first,
        last: at,
        skip,
        what,
    })
}

/// Expressions that begin with a word.
fn worded(t: &Tokens<'_>, i: usize) -> Option<Found> {
    let word = t.folded(i);
    let (lead, skip) = match word {
        "يوم" | "يومي" | "ايام" => (true, 0),
        "ليوم" | "بيوم" | "ليومي" | "وليوم" => (
            true,
            word.chars().count() - word.trim_start_matches(['و', 'ل', 'ب']).chars().count(),
        ),
        "ويوم" | "ويومي" => (true, 1),
        _ => (false, 0),
    };
    // "يوم أمس"
    if lead
        && relative(t, i + 1).is_some()
        && weekday(t, i + 2).is_none()
        && let Some(f) = worded(t, i + 1)
    {
        return Some(Found {
            first: i,
            skip,
            ..f
        });
    }
    if lead {
        return after_day_word(t, i, i + 1, skip);
    }
    if let Some((days, last)) = relative(t, i) {
        return relative_day(t, i, days, last);
    }
    if weekday(t, i).is_some() {
        return after_day_word(t, i, i, 0);
    }
    span::months(t, i)
        .or_else(|| month_first(t, i))
        .or_else(|| part_of_year(t, i))
        .or_else(|| span::days_off(t, i))
        .or_else(|| unit_words(t, i))
        .or_else(|| year_words(t, i))
        .or_else(|| span::decade(t, i))
        .or_else(|| span::season(t, i))
        .or_else(|| span::spelled(t, i).and_then(|_| days_from(t, i, i, None, 0)))
}

/// After `يوم`, or at a weekday: weekday(s), then perhaps a day and month.
fn after_day_word(t: &Tokens<'_>, first: usize, mut i: usize, skip: usize) -> Option<Found> {
    let mut wd = None;
    let mut last_wd = None;
    // "اليوم الخميس (الثامن من سبتمبر)": the day is said twice.
    let related = first < i && relative(t, first).is_some();
    if relative(t, i).is_some() && weekday(t, i + 1).is_some() {
        i += 1;
    }
    if let Some(w) = weekday(t, i) {
        wd = Some(w);
        i += 1;
        while let Some((w2, n)) = and_weekday(t, i) {
            last_wd = Some(w2);
            i += n;
        }
    }
    let mut at = i;
    if wd.is_some()
        && matches!(
            t.folded(at),
            "," | "(" | "le" | "the" | "الموافق" | "الموافقين"
        )
        && !matches!(t.folded(at + 1), "(")
        && !(related && t.folded(at) == "(")
    {
        at += 1;
    }
    if matches!(t.folded(at), "le" | "the") {
        at += 1;
    }
    if let Some(mut f) = days_from(t, first, at, wd, skip) {
        if at > i && t.folded(i) == "(" && t.folded(f.last) == ")" {
            f.last += 1;
        }
        return Some(f);
    }
    if wd.is_some()
        && t.list.get(at).is_some_and(|x| x.kind == Kind::Latin)
        && let Some(f) = month_first(t, at).filter(|f| matches!(f.what, What::Days { .. }))
    {
        return Some(with_weekday(f, first, wd, skip));
    }
    if let Some(f) = numeric(t, at).filter(|_| wd.is_some()) {
        return Some(with_weekday(f, first, wd, skip));
    }
    let w = wd?;
    if let Some((way, last)) = named_unit(t, i, Unit::Week) {
        let what = What::DayOfWeek {
            first: w,
            last: last_wd.unwrap_or(w),
            way,
        };
        return Some(Found {
            first,
            last,
            skip,
            what,
        });
    }
    if let Some(last) = day_alone(t, i).filter(|_| last_wd.is_none()) {
        let day = day_number(number(t, i)?.0)?;
        let what = What::WeekdayOn { weekday: w, day };
        return Some(Found {
            first,
            last,
            skip,
            what,
        });
    }
    let modifier = way(t, i);
    let before = first
        .checked_sub(1)
        .and_then(|b| way(t, b))
        .filter(|_| t.list[first].kind == Kind::Latin);
    let (from, way) = match before {
        Some(x) => (first - 1, Some(x)),
        None => (first, modifier),
    };
    let last = i + usize::from(before.is_none() && modifier.is_some());
    let what = What::Weekdays {
        first: w,
        last: last_wd.unwrap_or(w),
        way,
    };
    Some(Found {
        first: from,
        last,
        skip,
        what,
    })
}

fn with_weekday(mut f: Found, first: usize, wd: Option<u8>, skip: usize) -> Found {
    if let What::Days { weekday, .. } = &mut f.what {
        *weekday = wd;
    }
    f.first = first;
    f.skip = skip;
    f
}

/// A day counted from the day of speaking, its word ending before `end`, with the weekday said beside it.
fn relative_day(t: &Tokens<'_>, i: usize, n: i64, end: usize) -> Option<Found> {
    // "اليوم (الخميس)"
    if t.folded(end) == "("
        && t.folded(end + 2) == ")"
        && let Some(weekday) = weekday(t, end + 1)
    {
        return Some(Found {
            first: i,
            last: end + 3,
            skip: 0,
            what: What::Offset {
                days: n,
                weekday: Some(weekday),
            },
        });
    }
    // "hier, mercredi"
    let behind = end + usize::from(t.folded(end) == "," && weekday(t, end + 1).is_some());
    let said = weekday(t, behind);
    let what = What::Offset {
        days: n,
        weekday: said,
    };
    if said.is_some() {
        return match after_day_word(t, i, behind, 0) {
            Some(f) if matches!(f.what, What::Days { .. }) => Some(f),
            _ => Some(Found {
                first: i,
                last: behind + 1,
                skip: 0,
                what,
            }),
        };
    }
    if let Some(f) = days_from(t, i, end, None, 0) {
        return Some(f);
    }
    if t.folded(i) == "اليوم" {
        let before = if i > 0 { t.folded(i - 1) } else { "" };
        let other = t.folded(i + 1).starts_with("ال")
            || matches!(t.folded(i + 1), "ذاته" | "نفسه" | "عينه");
        if other
            || matches!(
                before,
                "هذا" | "ذلك" | "نفس" | "ذات" | "في" | "طيله" | "طوال" | "بهذا"
            )
        {
            return None;
        }
    }
    Some(Found {
        first: i,
        last: end,
        skip: 0,
        what,
    })
}

/// `June 13-14, 2023`, `June 2023`, `شهر يونيو الماضي`, `juin dernier`, `last June`.
fn month_first(t: &Tokens<'_>, i: usize) -> Option<Found> {
    // "mois de mars", "month of March"
    let of = matches!(
        (t.folded(i), t.folded(i + 1)),
        ("mois", "de" | "d") | ("month", "of")
    );
    let head = of || matches!(t.folded(i), "شهر" | "لشهر" | "بشهر" | "وشهر");
    let skip = usize::from(head && !of && t.folded(i) != "شهر");
    let at = i + usize::from(head) + usize::from(of) + usize::from(of && t.folded(i + 2) == "'");
    let (m, n) = month(t, at, false)?;
    let mut end = at + n;
    let open = t.folded(end) == "(";
    // "إبريل/ نيسان": two names are of no other thing.
    let mut twice = false;
    if (open || t.folded(end) == "/")
        && let Some((_, n2)) = month(t, end + 1, false).filter(|x| x.0 == m)
    {
        end += 1 + n2;
        end += usize::from(open && t.folded(end) == ")");
        twice = true;
    } else if let Some((_, n2)) = month(t, end, false).filter(|x| x.0 == m) {
        end += n2;
    }
    if !head
        && t.list[at].kind == Kind::Latin
        && let Some((day, mut after)) = day_value(t, end)
    {
        let mut last_day = day;
        while let Some((d, next)) = joiner(t, after).and_then(|j| day_value(t, j)) {
            if matches!(t.folded(next), "-" | "/") || month(t, next, false).is_some() {
                break;
            }
            (last_day, after) = (d, next);
        }
        let mut to = (last_day, m);
        // "January 22 to February 2"
        if let Some(at) = joiner(t, after).filter(|_| last_day == day && t.folded(after) != ",")
            && let Some((m2, n)) = month(t, at, false)
            && let Some((d, end)) = day_value(t, at + n)
        {
            (to, after) = ((d, m2), end);
        }
        let (what, last) = days_with_year(t, after, (day, m), to, None);
        return Some(Found {
            first: i,
            last,
            skip,
            what,
        });
    }
    if let Some((way, last)) = named_unit(t, end, Unit::Year) {
        return Some(Found {
            first: i,
            last,
            skip,
            what: What::MonthOfYear { month: m, way },
        });
    }
    let (year, mut way_found, last) = tail(t, end);
    let mut first = i;
    let before = if i > 0 { t.folded(i - 1) } else { "" };
    if year.is_none()
        && way_found.is_none()
        && t.list[at].kind == Kind::Latin
        && i > 0
        && let Some(w) = way(t, i - 1).filter(|_| t.folded(i - 1) != "courant")
    {
        way_found = Some(w);
        first = i - 1;
    }
    let said = head
        || twice
        || only_a_month(t, at)
        || year.is_some()
        || way_found.is_some()
        || before_a_time(t, i)
        || matches!(
            before,
            "وفي"
                | "قبل"
                | "بعد"
                | "الي"
                | "حتي"
                | "to"
                | "from"
                | "till"
                | "خلال"
                | "وخلال"
                | "موفي"
                | "متم"
                | "غضون"
                | "for"
        )
        || matches!(before, "de" | "of")
            && i > 1
            && matches!(
                t.folded(i - 2),
                "mois"
                    | "fin"
                    | "debut"
                    | "milieu"
                    | "end"
                    | "beginning"
                    | "start"
                    | "middle"
                    | "month"
            );
    said.then_some(Found {
        first,
        last,
        skip,
        what: What::Month {
            month: m,
            year,
            way: way_found,
        },
    })
}

/// `الأسبوع الماضي`, `la semaine dernière`, `last week`.
fn unit_words(t: &Tokens<'_>, i: usize) -> Option<Found> {
    // "خطة العمل للعام المقبل"
    let to = match t.folded(i) {
        "للعام" | "للسنه" => Some(Unit::Year),
        "للشهر" => Some(Unit::Month),
        "للاسبوع" => Some(Unit::Week),
        _ => None,
    };
    if let Some(unit) = to {
        let way = way(t, i + 1)?;
        return Some(Found {
            first: i,
            last: i + 2,
            skip: 1,
            what: What::Unit { unit, way },
        });
    }
    // "الأسبوع قبل الماضي"
    if let Some(u) = unit(t, i)
        && matches!(t.folded(i + 1), "قبل" | "بعد" | "ماقبل" | "ما")
    {
        let at = i + 2 + usize::from(t.folded(i + 1) == "ما");
        let way = match (t.folded(at - 1), way(t, at)) {
            ("قبل" | "ماقبل", Some(Way::Last)) => Some(Way::BeforeLast),
            ("بعد", Some(Way::Next)) => Some(Way::AfterNext),
            _ => None,
        };
        if let Some(way) = way {
            return Some(Found {
                first: i,
                last: at + 1,
                skip: 0,
                what: What::Unit { unit: u, way },
            });
        }
    }
    if let Some(unit) = unit(t, i) {
        let (way, last) = pointed(t, i + 1)?;
        return Some(Found {
            first: i,
            last,
            skip: 0,
            what: What::Unit { unit, way },
        });
    }
    if t.folded(i) == "هذا" || t.folded(i) == "هذه" {
        // "هذا الأسبوع"
        let unit = unit(t, i + 1).filter(|_| way(t, i + 2).is_none())?;
        return Some(Found {
            first: i,
            last: i + 2,
            skip: 0,
            what: What::Unit {
                unit,
                way: Way::This,
            },
        });
    }
    if matches!(t.folded(i), "cette" | "ce")
        && let Some(u) = unit(t, i + 1)
        && t.list[i].kind == Kind::Latin
    {
        // "ce mois-ci"
        let here = t.folded(i + 2) == "-" && t.folded(i + 3) == "ci";
        return Some(Found {
            first: i,
            last: i + if here { 4 } else { 2 },
            skip: 0,
            what: What::Unit {
                unit: u,
                way: Way::This,
            },
        });
    }
    if matches!(t.folded(i), "this" | "last" | "next") {
        let u = unit(t, i + 1)?;
        return Some(Found {
            first: i,
            last: i + 2,
            skip: 0,
            what: What::Unit {
                unit: u,
                way: way(t, i)?,
            },
        });
    }
    None
}

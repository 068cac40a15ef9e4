//! Lines that are nothing but a day and an hour.

use super::byline::clock;
use super::known::Known;
use crate::lexicon::Hit;

/// `الأحد 5 مايو 2024 10:15`: nothing but a day and an hour.
pub(super) fn only_date(line: &Known<'_>) -> bool {
    let (t, dates) = (line.tokens(), line.dates());
    let Some(first) = dates.first() else {
        return false;
    };
    let in_date = |i: usize| dates.iter().any(|d| d.tokens.contains(&i));
    let hour = |i: usize| {
        t.list[i].kind == text::Kind::Number
            || matches!(
                t.folded(i),
                "-" | "|"
                    | "/"
                    | ":"
                    | ","
                    | "."
                    | "+"
                    | "("
                    | ")"
                    | "h"
                    | "الساعه"
                    | "ص"
                    | "م"
                    | "صباحا"
                    | "مساء"
                    | "a"
                    | "at"
                    | "gmt"
                    | "utc"
                    | "am"
                    | "pm"
                    | "p"
                    | "m"
                    | "بتوقيت"
                    | "غرينتش"
                    | "les"
                    | "min"
                    | "الموافق"
                    | "ه"
                    | "le"
                    | "gst"
                    | "ist"
                    | "edt"
                    | "est"
                    | "cet"
                    | "wat"
                    | "eat"
            )
    };
    // "Wed 4 Mar 2026"
    let weekday = |i: usize| {
        let short = [
            "mon", "tue", "wed", "thu", "fri", "sat", "sun", "lun", "mar", "mer", "jeu", "ven",
            "sam", "dim",
        ];
        i == 0 && short.contains(&t.folded(0))
    };
    let hour = |i: usize| hour(i) || weekday(i);
    first.tokens.end - first.tokens.start >= 2 && (0..t.len()).all(|i| in_date(i) || hour(i))
}

/// `Politics 8 April 2016 15:31`, `National News 6 May 2016 10:00`, `الأربعاء 15 آذار 2023 الساعة 14:48 سياسة`: a section beside a day.
pub(super) fn section_and_date(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let section = |part: &[&str]| super::phrase::section(&part.join(" "));
    let day = |part: &[&str]| only_date(&Known::new(&part.join(" ")));
    let hour = |w: &&str| clock(w, &[':']);
    let timed = words.iter().any(hour) && words[0].chars().all(char::is_alphabetic);
    (1..=3.min(words.len().saturating_sub(2))).any(|n| {
        let end = words.len() - n;
        timed && n <= 2 && day(&words[n..])
            || section(&words[..n]) && day(&words[n..])
            || section(&words[end..]) && day(&words[..end])
    })
}

/// `الثلاثاء 30 سبتمبر 2025 أبوظبي الإمارات`: a day and where the site is.
pub(super) fn day_and_place(line: &Known<'_>) -> bool {
    let (t, dates) = (line.tokens(), line.dates());
    let Some(day) = dates.first().filter(|d| d.tokens.start == 0) else {
        return false;
    };
    let hits = line.hits();
    let placed = |i: usize| {
        let of = |h: &Hit| h.tag.place().is_some() && (h.first..h.last).contains(&i);
        matches!(t.folded(i), "," | "-" | "|") || hits.iter().any(of)
    };
    let rest = day.tokens.end..t.len();
    day.tokens.len() >= 3 && (1..=5).contains(&rest.len()) && rest.into_iter().all(placed)
}

/// `2025-12-10T09:12:04+00:00`.
pub(super) fn stamp(line: &str) -> bool {
    let sign = |c: char| matches!(c, '-' | ':' | '+' | '.' | 'T' | 'Z');
    line.contains('T')
        && line.contains(':')
        && line.starts_with(|c: char| c.is_ascii_digit())
        && line.chars().all(|c| c.is_ascii_digit() || sign(c))
}

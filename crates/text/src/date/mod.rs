//! Dates in running text, as an interval with its precision and what the reading rests on.
//!
//! `يومي 13 و14 يونيو الماضي`, published 2022-09-19, is 2022-06-13 to 2022-06-14, precision `day`,
//! basis `published`. Without a publication date the year is not known: no interval is given, and
//! the basis says `year-not-given`. A year is never guessed.

mod opening;
mod parse;
mod part;
mod resolve;
mod span;
mod tense;
mod within;
mod words;
mod year;

use crate::calendar::Date;
use crate::token::Tokens;

/// The day a text was published, which relative dates are read from.
pub type Anchor = Option<Date>;

/// From the first to the last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// First day.
    pub start: Date,
    /// Last day.
    pub stop: Date,
}

/// How exactly the text states the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// To the day, or days.
    Day,
    /// To the week.
    Week,
    /// To the month, or months.
    Month,
    /// To the year.
    Year,
}

impl Precision {
    /// `day`, `week`, `month` or `year`.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Week => "week",
            Precision::Month => "month",
            Precision::Year => "year",
        }
    }
}

/// One date expression of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// First byte in the received text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The tokens it covers.
    pub tokens: std::ops::Range<usize>,
    /// The days it means, where text and anchor fix them.
    pub interval: Option<Interval>,
    /// How exactly.
    pub precision: Precision,
    /// `stated`, `published` (read from the anchor), `hijri` (tabular, ±1 day), `year-not-given`,
    /// `no-publication-date`, `weekday-contradicts` or `season` (no text says its days).
    pub basis: &'static str,
}

/// Every date expression of `tokens`, in order.
pub fn find_dates(tokens: &Tokens<'_>, anchor: Anchor) -> Vec<DateMention> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match parse::date_at(tokens, i) {
            Some(mut found) => {
                // A modifier before the word may belong to the date before it.
                found.first = found
                    .first
                    .max(out.last().map_or(0, |d: &DateMention| d.tokens.end));
                let before = out.last().and_then(|d: &DateMention| d.interval);
                if let Some(before) = before.filter(|_| year::same(tokens, found.last)) {
                    found.what.set_year(before.start.year());
                }
                let (interval, precision, basis) = resolve::resolve(&found.what, anchor, || {
                    tense::coming(tokens, found.first, found.last)
                });
                let start = tokens.skip_letters(found.first, found.skip);
                let end = tokens.list[found.last - 1].end as usize;
                i = found.last;
                out.push(DateMention {
                    start,
                    end,
                    tokens: found.first..found.last,
                    interval,
                    precision,
                    basis,
                });
            }
            None => i += 1,
        }
    }
    out
}

#[cfg(test)]
mod tests;

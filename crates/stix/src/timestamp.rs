//! Timestamps (section 2.16): compared as instants, kept as the text received.

/// A point in time with the precision it was written with.
#[derive(Debug, Clone, Copy)]
pub struct Timestamp<'a> {
    text: &'a str,
    micros: i64,
    sub_micro: u32,
}

impl<'a> Timestamp<'a> {
    /// Parses RFC 3339 with `Z`, any number of fraction digits; calendar checked.
    pub fn parse(_text: &'a str) -> Option<Self> {
        todo!()
    }
    /// The text as received.
    pub fn as_str(&self) -> &'a str {
        self.text
    }
    /// Microseconds since the epoch, further digits cut off.
    pub fn micros(&self) -> i64 {
        self.micros
    }
}
// Eq, Ord and Hash by instant (micros, then the digits below a microsecond), not by text.

/// Writes `YYYY-MM-DDTHH:MM:SS.ssssssZ`, the TAXII form (six digits, always).
pub fn format_micros(_micros: i64) -> String {
    todo!()
}

//! Constants (section 9.2): from the text between the quotes to the value.

use std::borrow::Cow;

use data_encoding::{BASE64, HEXLOWER_PERMISSIVE};

use super::ast::{Constant, Span};
use super::{Diagnostic, token::clip};
use crate::Timestamp;

type Decoded<T> = Result<T, Box<Diagnostic>>;

/// Largest magnitude of an integer (section 2.10): 2^53 − 1.
const INTEGER_LIMIT: i64 = (1 << 53) - 1;

/// Takes the backslashes out.
pub(super) fn unescape(raw: &str, escapes: bool) -> Cow<'_, str> {
    if !escapes {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        out.push(if c == '\\' {
            chars.next().unwrap_or(c)
        } else {
            c
        });
    }
    Cow::Owned(out)
}

pub(super) fn prefixed<'a>(prefix: u8, raw: &'a str, span: Span) -> Decoded<Constant<'a>> {
    match prefix {
        b'h' => hex(raw, span).map(Constant::Hex),
        b'b' => base64(raw, span).map(Constant::Binary),
        _ => timestamp(raw, span).map(Constant::Timestamp),
    }
}

fn hex(raw: &str, span: Span) -> Decoded<Vec<u8>> {
    HEXLOWER_PERMISSIVE.decode(raw.as_bytes()).map_err(|_| {
        Diagnostic::error(
            "P017",
            span,
            format!("`{}` is no hexadecimal constant", clip(raw)),
            "section 9.2: an even number of the digits 0 to 9 and the letters a to f",
        )
    })
}

fn base64(raw: &str, span: Span) -> Decoded<Vec<u8>> {
    let unbroken: Cow<'_, str> = if raw.contains(['\n', '\r']) {
        Cow::Owned(raw.replace(['\n', '\r'], ""))
    } else {
        Cow::Borrowed(raw)
    };
    BASE64.decode(unbroken.as_bytes()).map_err(|_| {
        Diagnostic::error(
            "P018",
            span,
            format!("`{}` is no base64", clip(raw)),
            "section 9.2: a binary constant is base64 by RFC 4648, with its padding",
        )
    })
}

/// The text, once it is known that this moment exists.
pub(super) fn timestamp(raw: &str, span: Span) -> Decoded<&str> {
    if Timestamp::parse(raw).is_some() {
        return Ok(raw);
    }
    Err(Diagnostic::error(
        "P019",
        span,
        format!("`{}` is no moment in time", clip(raw)),
        "sections 2.16 and 9.2: YYYY-MM-DDTHH:MM:SS[.s+]Z, and the day must exist",
    )
    .hint("write it as `t'2016-06-01T00:00:00Z'`"))
}

pub(super) fn integer(raw: &str, span: Span) -> Decoded<i64> {
    no_plus(raw, &span)?;
    let digits = raw.trim_start_matches('-');
    let value = raw.parse::<i64>().ok();
    match value {
        Some(value)
            if value.abs() <= INTEGER_LIMIT && (digits == "0" || !digits.starts_with('0')) =>
        {
            Ok(value)
        }
        Some(value) if value.abs() <= INTEGER_LIMIT => Err(Diagnostic::error(
            "P015",
            span,
            format!("`{}` has leading zeros", clip(raw)),
            "section 9.2: an integer is written in the usual fashion",
        )
        .hint(format!("write `{value}`"))),
        _ => Err(Diagnostic::error(
            "P015",
            span,
            format!("`{}` is out of range", clip(raw)),
            "sections 2.10 and 9.2: integers lie between -(2^53)+1 and (2^53)-1",
        )),
    }
}

pub(super) fn float(raw: &str, span: Span) -> Decoded<f64> {
    no_plus(raw, &span)?;
    match raw.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(Diagnostic::error(
            "P016",
            span,
            format!("`{}` is no double-precision number", clip(raw)),
            "sections 2.6 and 9.2: floats are finite IEEE 754 doubles",
        )),
    }
}

fn no_plus(raw: &str, span: &Span) -> Decoded<()> {
    match raw.strip_prefix('+') {
        None => Ok(()),
        Some(rest) => Err(Diagnostic::error(
            "P015",
            span.clone(),
            "a positive number has no plus sign",
            "section 9.2: positive numbers MUST be represented as-is",
        )
        .hint(format!("write `{}`", clip(rest)))),
    }
}

/// Seconds as microseconds, rounded up; `None` for zero and for more than a million years.
pub(super) fn seconds_to_micros(raw: &str) -> Option<u64> {
    let (whole, fraction) = raw.split_once('.').unwrap_or((raw, ""));
    let whole: u64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let mut micros = whole.checked_mul(1_000_000)?;
    let mut unit = 100_000;
    let mut beyond = false;
    for digit in fraction.bytes().map(|b| u64::from(b - b'0')) {
        micros = micros.checked_add(digit * unit)?;
        beyond |= unit == 0 && digit > 0;
        unit /= 10;
    }
    let micros = micros.checked_add(u64::from(beyond))?;
    (1..=i64::MAX as u64 / 2)
        .contains(&micros)
        .then_some(micros)
}

#[cfg(test)]
mod tests {
    use super::seconds_to_micros;

    #[test]
    fn windows_are_rounded_up_to_whole_microseconds() {
        assert_eq!(seconds_to_micros("5"), Some(5_000_000));
        assert_eq!(seconds_to_micros(".5"), Some(500_000));
        assert_eq!(seconds_to_micros("1.0000001"), Some(1_000_001));
        assert_eq!(seconds_to_micros("0.0000000"), None);
        assert_eq!(seconds_to_micros("99999999999999999999"), None);
    }
}

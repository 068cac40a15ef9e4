//! Numbers: RFC 8259's grammar, then STIX's range for integers (section 2.8) and finiteness for the rest.

use super::code;

/// Largest integer that JSON implementations agree on: 2^53 − 1.
const MAX_SAFE: u64 = (1 << 53) - 1;

/// What is wrong with a number: the code, how many bytes into it, and a sentence.
pub(super) type Problem = (&'static str, usize, &'static str);

/// The length of the number that `bytes` begin with.
pub(super) fn scan(bytes: &[u8]) -> Result<usize, Problem> {
    let negative = usize::from(bytes.first() == Some(&b'-'));
    let whole = digits(bytes, negative);
    if whole == 0 {
        return Err((code::NUMBER, negative, "a number needs a digit here"));
    }
    if whole > 1 && bytes[negative] == b'0' {
        return Err((
            code::NUMBER,
            negative,
            "a number may not begin with a zero that others follow",
        ));
    }
    let mut end = negative + whole;
    let mut exponent = false;
    if bytes.get(end) == Some(&b'.') {
        let fraction = digits(bytes, end + 1);
        if fraction == 0 {
            return Err((
                code::NUMBER,
                end + 1,
                "a number needs a digit after its point",
            ));
        }
        end += 1 + fraction;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let power = digits(bytes, end + 1 + sign);
        if power == 0 {
            return Err((
                code::NUMBER,
                end + 1 + sign,
                "a number needs a digit in its exponent",
            ));
        }
        end += 1 + sign + power;
        exponent = true;
    }
    if end == negative + whole {
        check_integer(&bytes[negative..end])?;
    } else {
        check_finite(&bytes[..end], exponent, whole)?;
    }
    Ok(end)
}

fn digits(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.iter().take_while(|b| b.is_ascii_digit()).count()
}

fn check_integer(digits: &[u8]) -> Result<(), Problem> {
    const SURE: usize = 15;
    if digits.len() <= SURE {
        return Ok(());
    }
    let value = std::str::from_utf8(digits)
        .ok()
        .and_then(|d| d.parse::<u64>().ok());
    match value {
        Some(value) if value <= MAX_SAFE => Ok(()),
        _ => Err((
            code::INTEGER,
            0,
            "an integer must lie between -9007199254740991 and 9007199254740991",
        )),
    }
}

fn check_finite(text: &[u8], exponent: bool, whole_digits: usize) -> Result<(), Problem> {
    const SURE: usize = 300;
    if !exponent && whole_digits < SURE {
        return Ok(());
    }
    let value = std::str::from_utf8(text)
        .ok()
        .and_then(|t| t.parse::<f64>().ok());
    match value {
        Some(value) if value.is_finite() => Ok(()),
        _ => Err((
            code::NOT_FINITE,
            0,
            "a number must fit a double (up to about 1.8e308)",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_end_at_two_to_the_fifty_third_less_one() {
        assert_eq!(scan(b"9007199254740991,"), Ok(16));
        assert_eq!(scan(b"-9007199254740991"), Ok(17));
        assert_eq!(scan(b"9007199254740992").unwrap_err().0, code::INTEGER);
        assert_eq!(scan(b"-9007199254740992").unwrap_err().0, code::INTEGER);
        assert_eq!(
            scan(b"12345678901234567890123").unwrap_err().0,
            code::INTEGER
        );
        assert_eq!(scan(b"-0"), Ok(2));
    }

    #[test]
    fn floats_must_be_finite() {
        assert_eq!(scan(b"1.7976931348623157e308"), Ok(22));
        assert_eq!(scan(b"9007199254740993.0"), Ok(18));
        assert_eq!(scan(b"1e-400"), Ok(6));
        assert_eq!(scan(b"1E400").unwrap_err().0, code::NOT_FINITE);
        let long = format!("{}.0", "9".repeat(400));
        assert_eq!(scan(long.as_bytes()).unwrap_err().0, code::NOT_FINITE);
    }

    #[test]
    fn malformed_numbers_say_where() {
        assert_eq!(scan(b"-").unwrap_err().1, 1);
        assert_eq!(scan(b"01").unwrap_err().1, 0);
        assert_eq!(scan(b"1.").unwrap_err().1, 2);
        assert_eq!(scan(b"1e+").unwrap_err().1, 3);
    }
}

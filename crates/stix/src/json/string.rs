//! Strings: eight bytes at a time to the next quote, backslash or control character; escapes undone.

use super::code;

/// What is wrong inside a string: the code, the absolute offset, and a sentence.
pub(super) type Problem = (&'static str, usize, &'static str);

const ONES: u64 = u64::MAX / 0xff;
const HIGHS: u64 = ONES * 0x80;

/// The position of the next `"`, `\` or control character at or after `at`; the length when there is none.
#[inline]
pub(crate) fn next_special(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        let quote = word ^ (ONES * b'"' as u64);
        let backslash = word ^ (ONES * b'\\' as u64);
        // A byte's high bit rises when it was below the subtrahend; a borrow can only spoil bytes
        // above the first hit, and the first hit is all that is asked for.
        let hits = ((quote.wrapping_sub(ONES) & !quote)
            | (backslash.wrapping_sub(ONES) & !backslash)
            | (word.wrapping_sub(ONES * 0x20) & !word))
            & HIGHS;
        if hits != 0 {
            return at + hits.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while let Some(&byte) = bytes.get(at) {
        if byte == b'"' || byte == b'\\' || byte < 0x20 {
            break;
        }
        at += 1;
    }
    at
}

/// Undoes the escapes of a string whose first backslash is at `at`, `start` being its first byte.
/// Gives the text and the position after the closing quote.
pub(super) fn unescape(
    text: &str,
    start: usize,
    mut at: usize,
) -> Result<(String, usize), Problem> {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(at - start + 16);
    let mut run = start;
    loop {
        out.push_str(&text[run..at]);
        match bytes.get(at) {
            Some(b'"') => return Ok((out, at + 1)),
            Some(b'\\') => {
                let (c, next) = escape(bytes, at)?;
                out.push(c);
                run = next;
            }
            other => return Err(unfinished(other.copied(), at)),
        }
        at = next_special(bytes, run);
    }
}

/// Why a string cannot go on at `at`: it holds a control character, or the input ended.
pub(super) fn unfinished(byte: Option<u8>, at: usize) -> Problem {
    match byte {
        Some(b'\n' | b'\r') => (
            code::CONTROL,
            at,
            "a string may not run over the end of a line: its closing quote is missing, or the line break must be written `\\n`",
        ),
        Some(_) => (
            code::CONTROL,
            at,
            "a control character in a string must be escaped",
        ),
        None => (code::TRUNCATED, at, "the input ends inside a string"),
    }
}

/// The character that the escape at `at` stands for, and the position after it.
fn escape(bytes: &[u8], at: usize) -> Result<(char, usize), Problem> {
    let simple = match bytes.get(at + 1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode_escape(bytes, at),
        Some(_) => return Err((code::ESCAPE, at, "JSON has no such escape")),
        None => return Err((code::TRUNCATED, at + 1, "the input ends inside an escape")),
    };
    Ok((simple, at + 2))
}

fn unicode_escape(bytes: &[u8], at: usize) -> Result<(char, usize), Problem> {
    let high = hex4(bytes, at)?;
    if let Some(c) = char::from_u32(high) {
        return Ok((c, at + 6));
    }
    let unpaired = (code::SURROGATE, at, "half of a surrogate pair stands alone");
    if high >= 0xdc00 || bytes.get(at + 6..at + 8) != Some(b"\\u") {
        return Err(unpaired);
    }
    let low = hex4(bytes, at + 6)?;
    if !(0xdc00..0xe000).contains(&low) {
        return Err(unpaired);
    }
    let combined = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    char::from_u32(combined)
        .map(|c| (c, at + 12))
        .ok_or(unpaired)
}

/// The four hexadecimal digits after `\u`.
fn hex4(bytes: &[u8], at: usize) -> Result<u32, Problem> {
    let mut value = 0;
    for position in at + 2..at + 6 {
        let Some(&byte) = bytes.get(position) else {
            return Err((code::TRUNCATED, position, "the input ends inside an escape"));
        };
        let Some(digit) = char::from(byte).to_digit(16) else {
            return Err((code::ESCAPE, at, "`\\u` needs four hexadecimal digits"));
        };
        value = value * 16 + digit;
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn eight_at_a_time_finds_what_one_at_a_time_finds(
            bytes in prop::collection::vec(prop_oneof![4 => any::<u8>(), 1 => Just(b'"'), 1 => Just(b'\\'), 1 => 0x1eu8..0x22, 8 => Just(b'a')], 0..60),
            from in 0usize..60,
        ) {
            let slow = (from..bytes.len()).find(|&i| matches!(bytes[i], b'"' | b'\\' | 0..0x20));
            prop_assert_eq!(next_special(&bytes, from.min(bytes.len())), slow.unwrap_or(bytes.len()));
        }
    }
}

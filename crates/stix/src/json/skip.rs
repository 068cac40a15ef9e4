//! Goes over text that parsed without reading it: where a value ends, where a string does.

use super::string::{next_special, unescape};

/// The position after the value that begins at `at`, in text that [`parse`](super::parse) accepted.
pub(crate) fn after_value(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut open = 0_usize;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = after_string(bytes, at),
            b'{' | b'[' => {
                open += 1;
                at += 1;
            }
            b'}' | b']' => {
                open = open.saturating_sub(1);
                at += 1;
            }
            b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => at += 1,
            _ => at = after_scalar(bytes, at),
        }
        if open == 0 {
            return at;
        }
    }
    at
}

/// The string that begins at `at`, unescaped, and the position after it.
pub(crate) fn string_at(text: &str, at: usize) -> Option<(String, usize)> {
    (text.as_bytes().get(at) == Some(&b'"')).then_some(())?;
    let special = next_special(text.as_bytes(), at + 1);
    unescape(text, at + 1, special).ok()
}

fn after_string(bytes: &[u8], at: usize) -> usize {
    let mut at = next_special(bytes, at + 1);
    while bytes.get(at) == Some(&b'\\') {
        at = next_special(bytes, at + 2);
    }
    at + 1
}

fn after_scalar(bytes: &[u8], at: usize) -> usize {
    let ends = |b: &u8| matches!(b, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t');
    let length = bytes[at..].iter().position(ends);
    at + length.unwrap_or(bytes.len() - at)
}

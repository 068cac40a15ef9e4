//! Goes over text that parsed without reading it: where a value ends, where a string does.

use super::string::{next_special, unescape};
use std::borrow::Cow;

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
pub(crate) fn string_at(text: &str, at: usize) -> Option<(Cow<'_, str>, usize)> {
    let bytes = text.as_bytes();
    (bytes.get(at) == Some(&b'"')).then_some(())?;
    let special = next_special(bytes, at + 1);
    if bytes.get(special) == Some(&b'"') {
        return Some((Cow::Borrowed(&text[at + 1..special]), special + 1));
    }
    let (text, after) = unescape(text, at + 1, special).ok()?;
    Some((Cow::Owned(text), after))
}

/// Keys and texts of the members of the object that `text` is; none where it is no object.
pub(crate) fn members(text: &str) -> Option<Members<'_>> {
    let at = after_space(text, 0);
    let is_object = text.as_bytes().get(at) == Some(&b'{');
    is_object.then(|| Members { text, at: at + 1 })
}

/// See [`members`].
pub(crate) struct Members<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Members<'a> {
    type Item = (Cow<'a, str>, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let Self { text, at } = *self;
        let (key, after) = string_at(text, after_space(text, at))?;
        let start = after_space(text, after_space(text, after) + 1);
        let end = after_value(text, start);
        // Over the comma, or the end.
        self.at = after_space(text, end) + 1;
        Some((key, text.get(start..end)?))
    }
}

fn after_space(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let is_space = |b: &u8| matches!(b, b' ' | b'\n' | b'\r' | b'\t');
    at + rest.iter().take_while(|b| is_space(b)).count()
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

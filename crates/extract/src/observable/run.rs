//! Cutting a text into runs of bytes that an observable may be made of.

/// Bits that say which kinds of byte a run holds.
pub(super) const DIGIT: u8 = 1;
pub(super) const DOT: u8 = 2;
pub(super) const COLON: u8 = 4;
pub(super) const AT: u8 = 8;
pub(super) const SLASH: u8 = 16;
pub(super) const BACKSLASH: u8 = 32;
pub(super) const BRACKET: u8 = 64;
const OUT: u8 = 128;

const CLASS: [u8; 256] = {
    let mut t = [0u8; 256];
    let mut i = 0;
    while i < 256 {
        t[i] = match i as u8 {
            b'0'..=b'9' => DIGIT,
            b'.' => DOT,
            b':' => COLON,
            b'@' => AT,
            b'/' => SLASH,
            b'\\' => BACKSLASH,
            b'[' | b'(' | b'{' | b']' | b')' | b'}' => BRACKET,
            0..=32 | 127..=255 | b'"' | b'<' | b'>' | b'`' | b'|' | b'\'' | b'^' => OUT,
            _ => 0,
        };
        i += 1;
    }
    t
};

/// A run `start..end` and what it holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub start: usize,
    pub end: usize,
    pub holds: u8,
}

/// Calls `f` for each run that may hold an observable.
pub(super) fn each(text: &str, mut f: impl FnMut(Run)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        while at < bytes.len() && CLASS[bytes[at] as usize] & OUT != 0 {
            at += 1;
        }
        let start = at;
        let mut holds = 0;
        while at < bytes.len() && CLASS[bytes[at] as usize] & OUT == 0 {
            holds |= CLASS[bytes[at] as usize];
            at += 1;
        }
        let mut end = at;
        if holds & BRACKET != 0 || bytes.get(at) == Some(&b' ') {
            (end, holds) = join_spaced(bytes, end, holds);
        }
        at = end;
        if holds != 0 && end - start >= 3 {
            f(Run { start, end, holds });
        }
    }
}

/// `evil [.] com`: a bracketed dot or at-sign between spaces joins the runs around it.
fn join_spaced(bytes: &[u8], mut end: usize, mut holds: u8) -> (usize, u8) {
    for _ in 0..8 {
        let mut at = end;
        if bytes.get(at) != Some(&b' ') || !matches!(bytes.get(at + 1), Some(b'[' | b'(' | b'{')) {
            break;
        }
        at += 2;
        let inner = bytes.get(at..).unwrap_or_default();
        let n = if inner.starts_with(b".") || inner.starts_with(b"@") {
            1
        } else if inner.len() >= 3 && inner[..3].eq_ignore_ascii_case(b"dot") {
            3
        } else if inner.len() >= 2 && inner[..2].eq_ignore_ascii_case(b"at") {
            2
        } else {
            break;
        };
        at += n;
        if !matches!(bytes.get(at), Some(b']' | b')' | b'}')) {
            break;
        }
        at += 1;
        if bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        let from = at;
        while at < bytes.len() && CLASS[bytes[at] as usize] & OUT == 0 {
            holds |= CLASS[bytes[at] as usize];
            at += 1;
        }
        if at == from {
            break;
        }
        holds |= DOT | BRACKET;
        end = at;
    }
    (end, holds)
}

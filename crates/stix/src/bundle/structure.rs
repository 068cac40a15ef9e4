//! JSON's grammar as a machine that can stop at any byte: it knows where a value ends and where it breaks, and
//! keeps nothing but the nesting, one bit a level.
//!
//! Numbers, literals and escapes are only looked at as far as structure needs; the parser judges them.

use crate::json::next_special;

/// Deeper than this is called broken, to bound what the nesting costs.
const DEEPEST: usize = 1 << 20;

#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    Value,
    ItemOrEnd,
    KeyOrEnd,
    Key,
    Colon,
    AfterValue,
    Scalar,
    Text,
    TextEscape,
    KeyText,
    KeyEscape,
}

/// How far a value has been followed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Progress {
    /// All bytes given are part of it.
    More,
    /// It ends before this position.
    Closed(usize),
    /// The byte at this position may not stand there.
    Broken(usize),
}

/// Follows one value.
#[derive(Debug, Clone)]
pub(super) struct Structure {
    state: State,
    depth: usize,
    deepest: usize,
    /// A bit for every open container: set for an object.
    objects: Vec<u64>,
}

impl Structure {
    pub(super) fn new() -> Self {
        Self::within(DEEPEST)
    }

    /// The same, broken where it nests deeper than this.
    pub(super) fn within(deepest: usize) -> Self {
        Self {
            state: State::Value,
            depth: 0,
            deepest,
            objects: Vec::new(),
        }
    }

    /// Goes on at `at`, to the end of `bytes` or of the value.
    pub(super) fn advance(&mut self, bytes: &[u8], mut at: usize) -> Progress {
        while let Some(&byte) = bytes.get(at) {
            match self.state {
                State::Text | State::KeyText => {
                    at = next_special(bytes, at);
                    let key = self.state == State::KeyText;
                    match bytes.get(at) {
                        Some(b'"') if key => self.state = State::Colon,
                        Some(b'"') if self.end_of_value() => return Progress::Closed(at + 1),
                        Some(b'"') => {}
                        Some(b'\\') if key => self.state = State::KeyEscape,
                        Some(b'\\') => self.state = State::TextEscape,
                        Some(_) => return Progress::Broken(at),
                        None => return Progress::More,
                    }
                }
                State::TextEscape | State::KeyEscape if byte < 0x20 => return Progress::Broken(at),
                State::TextEscape => self.state = State::Text,
                State::KeyEscape => self.state = State::KeyText,
                State::Scalar if is_scalar(byte) => {}
                State::Scalar => {
                    if self.end_of_value() {
                        return Progress::Closed(at);
                    }
                    continue;
                }
                _ if matches!(byte, b' ' | b'\n' | b'\r' | b'\t') => {}
                _ => match self.token(byte) {
                    Some(true) => return Progress::Closed(at + 1),
                    Some(false) => {}
                    None => return Progress::Broken(at),
                },
            }
            at += 1;
        }
        Progress::More
    }

    /// Takes a byte between strings and scalars: whether the whole value ends with it, `None` when it may not
    /// stand here.
    #[inline]
    fn token(&mut self, byte: u8) -> Option<bool> {
        match (self.state, byte) {
            (State::AfterValue, b',') => {
                self.state = match self.in_object() {
                    true => State::Key,
                    false => State::Value,
                };
            }
            (State::AfterValue | State::KeyOrEnd, b'}') if self.in_object() => {
                return Some(self.close());
            }
            (State::AfterValue | State::ItemOrEnd, b']') if !self.in_object() => {
                return Some(self.close());
            }
            (State::Key | State::KeyOrEnd, b'"') => self.state = State::KeyText,
            (State::Colon, b':') => self.state = State::Value,
            (State::Value | State::ItemOrEnd, b'"') => self.state = State::Text,
            (State::Value | State::ItemOrEnd, b'{') => self.open(true)?,
            (State::Value | State::ItemOrEnd, b'[') => self.open(false)?,
            (State::Value | State::ItemOrEnd, byte) if is_scalar(byte) => {
                self.state = State::Scalar
            }
            _ => return None,
        }
        Some(false)
    }

    /// Whether nothing is open any more.
    #[inline]
    fn end_of_value(&mut self) -> bool {
        self.state = State::AfterValue;
        self.depth == 0
    }

    fn open(&mut self, object: bool) -> Option<()> {
        if self.depth >= self.deepest {
            return None;
        }
        let (word, bit) = (self.depth / 64, 1 << (self.depth % 64));
        if word == self.objects.len() {
            self.objects.push(0);
        }
        match object {
            true => self.objects[word] |= bit,
            false => self.objects[word] &= !bit,
        }
        self.depth += 1;
        self.state = if object {
            State::KeyOrEnd
        } else {
            State::ItemOrEnd
        };
        Some(())
    }

    fn close(&mut self) -> bool {
        self.depth -= 1;
        self.end_of_value()
    }

    #[inline]
    fn in_object(&self) -> bool {
        match self.depth.checked_sub(1) {
            Some(level) => self.objects[level / 64] >> (level % 64) & 1 == 1,
            None => false,
        }
    }
}

/// A byte that numbers, `true`, `false` and `null` are made of; others of their kind are the parser's to refuse.
fn is_scalar(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follow(text: &str) -> Progress {
        Structure::new().advance(text.as_bytes(), 0)
    }

    #[test]
    fn values_end_where_they_end() {
        for (text, end) in [
            ("{},", 2),
            (r#"{"a":[1,{"b":"}\"]"}],"c":null} x"#, 31),
            ("[] ", 2),
            (r#" "a" "#, 4),
            ("12,", 2),
        ] {
            assert_eq!(follow(text), Progress::Closed(end), "{text}");
        }
        assert_eq!(follow("[1,"), Progress::More);
        assert_eq!(follow("12"), Progress::More);
    }

    #[test]
    fn breaks_are_seen_where_they_happen() {
        for (text, at) in [
            (r#"{"a":"b,"c":1}"#, 9),
            (r#"{"a":1,{"b":2}"#, 7),
            (r#"{"a" 1}"#, 5),
            ("{\"a\":\"b\n", 7),
            ("[1}", 2),
            ("{]", 1),
            ("[1 2]", 3),
            (r#"{"a":1,}"#, 7),
            ("}", 0),
            ("\"\\\n", 2),
        ] {
            assert_eq!(follow(text), Progress::Broken(at), "{text}");
        }
    }

    #[test]
    fn stopping_anywhere_changes_nothing() {
        let text = r#"{"a\u0041":["x\\\"y",{"b":[[],{}]},-1.5e+3,true],"c":""}"#.as_bytes();
        for cut in 0..text.len() {
            let mut structure = Structure::new();
            assert_eq!(structure.advance(&text[..cut], 0), Progress::More);
            assert_eq!(structure.advance(text, cut), Progress::Closed(text.len()));
        }
    }

    #[test]
    fn depth_is_bounded() {
        assert_eq!(follow(&"[".repeat(DEEPEST + 1)), Progress::Broken(DEEPEST));
    }
}

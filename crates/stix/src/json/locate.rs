//! Finds where a value stands in text that parsed: offsets are wanted for faults only, so values do
//! not carry them.

use super::{path, string};

/// The byte offset at which the value with this path (as [`path`] writes it) begins, in text that
/// [`parse`](super::parse) accepted. The nearest value around it where there is none.
pub fn locate(bytes: &[u8], wanted: &str) -> usize {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return 0;
    };
    let mut walk = Walk {
        text,
        pos: 0,
        path: String::new(),
        open: Vec::new(),
    };
    let mut nearest = 0;
    while let Some(offset) = walk.next_value() {
        if wanted == walk.path {
            return offset;
        }
        let inside = wanted.strip_prefix(walk.path.as_str());
        if inside.is_some_and(|rest| walk.path.is_empty() || rest.starts_with(['.', '['])) {
            nearest = offset;
        }
    }
    nearest
}

/// An open container: its next index, or none for an object, and how long its own path is.
struct Open {
    index: Option<usize>,
    path_length: usize,
}

struct Walk<'a> {
    text: &'a str,
    pos: usize,
    path: String,
    open: Vec<Open>,
}

impl Walk<'_> {
    /// Goes to the start of the next value and gives its offset; `self.path` is then its path.
    fn next_value(&mut self) -> Option<usize> {
        loop {
            let at = self.pos;
            match *self.text.as_bytes().get(at)? {
                b'{' | b'[' => return Some(self.enter(at)),
                b'}' | b']' => {
                    self.pos += 1;
                    let closed = self.open.pop()?;
                    self.path.truncate(closed.path_length);
                }
                b',' | b':' | b' ' | b'\n' | b'\r' | b'\t' => self.pos += 1,
                b'"' => {
                    let text = self.string()?;
                    if self.after_space() == Some(b':') {
                        let own = self.open.last()?.path_length;
                        self.path.truncate(own);
                        path::push_key(&mut self.path, &text);
                    } else {
                        self.step();
                        return Some(at);
                    }
                }
                _ => {
                    self.scalar();
                    self.step();
                    return Some(at);
                }
            }
        }
    }

    fn enter(&mut self, at: usize) -> usize {
        self.step();
        self.open.push(Open {
            index: (self.text.as_bytes()[at] == b'[').then_some(0),
            path_length: self.path.len(),
        });
        self.pos += 1;
        at
    }

    /// In a list, makes the path that of the item that begins here.
    fn step(&mut self) {
        if let Some(open) = self.open.last_mut()
            && let Some(index) = &mut open.index
        {
            self.path.truncate(open.path_length);
            path::push_index(&mut self.path, *index);
            *index += 1;
        }
    }

    fn string(&mut self) -> Option<String> {
        let start = self.pos + 1;
        let special = string::next_special(self.text.as_bytes(), start);
        let (text, after) = string::unescape(self.text, start, special).ok()?;
        self.pos = after;
        Some(text)
    }

    fn scalar(&mut self) {
        let rest = &self.text.as_bytes()[self.pos..];
        let length = rest
            .iter()
            .position(|b| matches!(b, b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t'));
        self.pos += length.unwrap_or(rest.len());
    }

    /// The first byte after white space.
    fn after_space(&self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.pos..)?;
        rest.iter().copied().find(|b| !b.is_ascii_whitespace())
    }
}

#[cfg(test)]
mod tests {
    use super::locate;

    #[test]
    fn values_are_found_by_path() {
        let text = br#" {"a": [1, {"b.c": "x"}, []], "d": {"e" : null}, "f": "g"}"#;
        for (path, expected) in [
            ("", "{\"a\""),
            ("a", "[1,"),
            ("a[0]", "1,"),
            ("a[1]", "{\"b.c"),
            ("a[1][\"b.c\"]", "\"x\""),
            ("a[2]", "[]"),
            ("d.e", "null"),
            ("f", "\"g\""),
        ] {
            let found = String::from_utf8_lossy(&text[locate(text, path)..]);
            assert!(found.starts_with(expected), "{path}: {found}");
        }
    }

    #[test]
    fn what_is_missing_is_looked_for_nearby() {
        let text = br#"{"a":{"b":1}}"#;
        assert_eq!(locate(text, "a.missing"), 5);
        assert_eq!(locate(text, "missing"), 0);
    }
}

//! One pass over a line of JSON that keeps the fields a mapping names and steps over the rest.
//!
//! The names stand in a trie; a key that no mapping names costs one look-up of its length. Nothing
//! is allocated for a string without escapes.

use std::borrow::Cow;

use super::path::PathPart;
use crate::evtx::Damage;

/// Deepest nesting of a line.
const MAX_DEPTH: usize = 128;

/// Why a line is no event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// It is no UTF-8.
    #[error("the line is not UTF-8 at byte {0}")]
    Utf8(usize),
    /// It is no JSON object.
    #[error("the line is no JSON object at byte {0}")]
    Json(usize),
    /// It is nested too deep.
    #[error("the line is nested too deep at byte {0}")]
    Depth(usize),
    /// It has no or too few columns, or its header is missing.
    #[error("the line does not have the columns of its header")]
    Columns,
    /// It does not begin as its format wants.
    #[error("the line does not begin as its format wants")]
    Header,
    /// It stands for something in a Windows event log that cannot be read.
    #[error(transparent)]
    Evtx(#[from] Damage),
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Field<'l> {
    Text(Cow<'l, str>),
    Number(&'l str),
    Boolean(bool),
}

/// The fields found on a line: for each slot its values, in the order of the line.
#[derive(Debug, Default)]
pub(crate) struct Fields<'l> {
    values: Vec<(u16, Field<'l>)>,
    /// Bit by slot: whether it has a value.
    seen: [u64; MOST_SLOTS / 64],
}

/// Most fields that a mapping names.
pub(crate) const MOST_SLOTS: usize = 256;

impl<'l> Fields<'l> {
    /// With room for so many values.
    pub(crate) fn with_room(values: usize) -> Self {
        Self {
            values: Vec::with_capacity(values),
            ..Self::default()
        }
    }

    /// Forgets all values; the room stays.
    pub(crate) fn clear(&mut self) {
        self.values.clear();
        self.seen = Default::default();
    }

    /// Every value with its slot, in the order of the line.
    pub(crate) fn all(&self) -> &[(u16, Field<'l>)] {
        &self.values
    }

    /// Adds a value. Of a key that stands twice the first counts, unless it is in a list.
    pub(crate) fn add(&mut self, slot: u16, is_item: bool, field: Field<'l>) {
        let (word, bit) = (usize::from(slot) / 64, 1 << (slot % 64));
        if is_item || self.seen[word] & bit == 0 {
            self.seen[word] |= bit;
            self.values.push((slot, field));
        }
    }

    /// The values of one slot.
    pub(crate) fn of(&self, slot: u16) -> impl Iterator<Item = &Field<'l>> {
        let there = self.seen[usize::from(slot) / 64] & 1 << (slot % 64) != 0;
        let values: &[_] = if there { &self.values } else { &[] };
        values
            .iter()
            .filter(move |(at, _)| *at == slot)
            .map(|(_, field)| field)
    }
}

/// Field names as a tree: what to keep of a JSON line.
#[derive(Debug)]
pub(crate) struct Trie {
    nodes: Vec<Branch>,
}

#[derive(Debug, Default)]
struct Branch {
    /// By length of the key, then in the order added.
    children: Vec<(Box<[u8]>, usize)>,
    /// Where the keys of each length begin; one more than the longest length.
    lengths: Vec<u16>,
    /// What the elements of a list lead to.
    items: Option<usize>,
    slot: Option<u16>,
    /// Whether the way here leads through a list.
    is_item: bool,
}

impl Trie {
    pub(crate) fn new(paths: &[Vec<PathPart>]) -> Self {
        let mut trie = Self {
            nodes: vec![Branch::default()],
        };
        for (slot, path) in (0u16..).zip(paths) {
            let mut at = 0;
            for part in path {
                at = trie.child(at, part);
            }
            trie.nodes[at].slot = Some(slot);
            trie.nodes[at].is_item = path.contains(&PathPart::Items);
        }
        for node in &mut trie.nodes {
            node.children.sort_by_key(|(key, _)| key.len());
            let longest = node.children.last().map_or(0, |(key, _)| key.len());
            let begin = |length| node.children.partition_point(|(key, _)| key.len() < length);
            node.lengths = (0..longest + 2)
                .map(|length| begin(length) as u16)
                .collect();
        }
        trie
    }

    fn child(&mut self, at: usize, part: &PathPart) -> usize {
        let fresh = self.nodes.len();
        let node = &mut self.nodes[at];
        let found = match part {
            PathPart::Items => *node.items.get_or_insert(fresh),
            PathPart::Key(key) => {
                let known = node
                    .children
                    .iter()
                    .find(|(name, _)| **name == *key.as_bytes());
                match known {
                    Some((_, child)) => *child,
                    None => {
                        node.children.push((key.as_bytes().into(), fresh));
                        fresh
                    }
                }
            }
        };
        if found == fresh {
            self.nodes.push(Branch::default());
        }
        found
    }

    /// Reads one line.
    pub(crate) fn scan<'l>(&self, line: &'l str, fields: &mut Fields<'l>) -> Result<(), LineFault> {
        let mut scanner = Scanner {
            trie: self,
            text: line,
            bytes: line.as_bytes(),
            at: 0,
            fields,
        };
        scanner.space();
        if scanner.peek() != Some(b'{') {
            return Err(LineFault::Json(scanner.at));
        }
        scanner.value(Some(0), 0)?;
        scanner.space();
        match scanner.peek() {
            None => Ok(()),
            Some(_) => Err(LineFault::Json(scanner.at)),
        }
    }
}

impl Branch {
    fn find(&self, key: &[u8]) -> Option<usize> {
        let from = *self.lengths.get(key.len())?;
        let to = *self.lengths.get(key.len() + 1)?;
        self.children[usize::from(from)..usize::from(to)]
            .iter()
            .find(|(name, _)| **name == *key)
            .map(|(_, child)| *child)
    }
}

struct Scanner<'s, 'l> {
    trie: &'s Trie,
    text: &'l str,
    bytes: &'l [u8],
    at: usize,
    fields: &'s mut Fields<'l>,
}

impl<'l> Scanner<'_, 'l> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn fault<T>(&self) -> Result<T, LineFault> {
        Err(LineFault::Json(self.at))
    }

    fn expect(&mut self, byte: u8) -> Result<(), LineFault> {
        if self.peek() != Some(byte) {
            return self.fault();
        }
        self.at += 1;
        Ok(())
    }

    /// Reads the value here. `node` is where the trie stands, `None` below names it does not know.
    fn value(&mut self, node: Option<usize>, depth: usize) -> Result<(), LineFault> {
        if depth > MAX_DEPTH {
            return Err(LineFault::Depth(self.at));
        }
        match self.peek() {
            Some(b'{') => self.object(node, depth),
            Some(b'[') => self.array(node, depth),
            _ => self.scalar(node.map(|node| &self.trie.nodes[node])),
        }
    }

    fn object(&mut self, node: Option<usize>, depth: usize) -> Result<(), LineFault> {
        self.at += 1;
        self.space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(());
        }
        loop {
            if self.peek() != Some(b'"') {
                return self.fault();
            }
            let (key, escaped) = self.string()?;
            let child = match node {
                Some(node) if !escaped => self.trie.nodes[node].find(key.as_bytes()),
                Some(node) => unescaped(self.text, key)
                    .and_then(|key| self.trie.nodes[node].find(key.as_bytes())),
                None => None,
            };
            self.space();
            self.expect(b':')?;
            self.space();
            self.value(child, depth + 1)?;
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return self.fault(),
            }
            self.space();
        }
    }

    fn array(&mut self, node: Option<usize>, depth: usize) -> Result<(), LineFault> {
        let items = node.and_then(|node| self.trie.nodes[node].items);
        self.at += 1;
        self.space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.value(items, depth + 1)?;
            self.space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(());
                }
                _ => return self.fault(),
            }
            self.space();
        }
    }

    fn scalar(&mut self, branch: Option<&Branch>) -> Result<(), LineFault> {
        let slot = branch.and_then(|branch| branch.slot);
        let field = match self.peek() {
            Some(b'"') => {
                let (text, escaped) = self.string()?;
                if slot.is_none() {
                    return Ok(());
                }
                match escaped {
                    false => Field::Text(Cow::Borrowed(text)),
                    true => match unescaped(self.text, text) {
                        Some(text) => Field::Text(Cow::Owned(text)),
                        None => return self.fault(),
                    },
                }
            }
            Some(b'-' | b'0'..=b'9') => {
                let start = self.at;
                while matches!(
                    self.peek(),
                    Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')
                ) {
                    self.at += 1;
                }
                Field::Number(&self.text[start..self.at])
            }
            Some(b't') => {
                self.word("true")?;
                Field::Boolean(true)
            }
            Some(b'f') => {
                self.word("false")?;
                Field::Boolean(false)
            }
            Some(b'n') => return self.word("null"),
            _ => return self.fault(),
        };
        if let (Some(slot), Some(branch)) = (slot, branch) {
            self.fields.add(slot, branch.is_item, field);
        }
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), LineFault> {
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            return self.fault();
        }
        self.at += word.len();
        Ok(())
    }

    /// What stands between the quotes here, and whether it has escapes.
    fn string(&mut self) -> Result<(&'l str, bool), LineFault> {
        let start = self.at + 1;
        let mut at = start;
        let mut escaped = false;
        loop {
            at = quote_or_backslash(self.bytes, at).ok_or(LineFault::Json(self.at))?;
            if self.bytes[at] == b'"' {
                break;
            }
            escaped = true;
            at += 2;
        }
        self.at = at + 1;
        Ok((&self.text[start..at], escaped))
    }
}

/// The next `"` or `\` from `at` on, eight bytes at a time.
fn quote_or_backslash(bytes: &[u8], mut at: usize) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    let zero_byte = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let word = u64::from_le_bytes(*chunk);
        let quotes = zero_byte(word ^ (ONES * u64::from(b'"')));
        let hits = quotes | zero_byte(word ^ (ONES * u64::from(b'\\')));
        if hits != 0 {
            // The lowest hit is exact; only bytes above a true hit can be marked wrongly.
            return Some(at + hits.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    let rest = bytes.get(at..)?;
    rest.iter()
        .position(|b| matches!(b, b'"' | b'\\'))
        .map(|found| at + found)
}

/// A string with its escapes taken out; `inner` is a part of `line` with a quote on either side.
fn unescaped(line: &str, inner: &str) -> Option<String> {
    let start = inner.as_ptr() as usize - line.as_ptr() as usize;
    serde_json::from_str(line.get(start - 1..start + inner.len() + 1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::super::path::parse;
    use super::*;
    use proptest::prelude::*;

    fn scan(paths: &[&str], line: &str) -> Result<Vec<(u16, String)>, LineFault> {
        let paths: Vec<_> = paths.iter().map(|p| parse(p).unwrap()).collect();
        let mut fields = Fields::default();
        Trie::new(&paths).scan(line, &mut fields)?;
        let shown = fields.values.into_iter().map(|(slot, field)| {
            let text = match field {
                Field::Text(text) => text.into_owned(),
                Field::Number(text) => format!("#{text}"),
                Field::Boolean(value) => format!("#{value}"),
            };
            (slot, text)
        });
        Ok(shown.collect())
    }

    #[test]
    fn keeps_what_is_named() {
        let line = r#" {"a":1.5e3,"b":{"c":"x\u00e9\"","d":[{"e":"1"},{"e":"2"},{"f":[["e"]]}]},"id.orig_h":"h","t":true,"n":null,"\u0062":{"c":"second"}} "#;
        let found = scan(&["a", "b.c", "b.d[].e", "'id.orig_h'", "t", "n"], line).unwrap();
        let expected = [
            (0, "#1.5e3"),
            (1, "xé\""),
            (2, "1"),
            (2, "2"),
            (3, "h"),
            (4, "#true"),
        ]; // the second `b` does not count
        assert_eq!(found, expected.map(|(slot, text)| (slot, text.to_owned())));
    }

    #[test]
    fn broken_lines_are_told() {
        for line in [
            "",
            "x",
            "[]",
            "{",
            r#"{"a"}"#,
            r#"{"a":}"#,
            r#"{"a":1,}"#,
            r#"{"a":1}x"#,
            r#"{"a":"x}"#,
            r#"{"a":tru}"#,
            r#"{"a":"\ud800"}"#,
        ] {
            assert!(
                matches!(scan(&["a"], line), Err(LineFault::Json(_))),
                "{line}"
            );
        }
        let deep = format!("{{\"a\":{}1{}}}", "[".repeat(200), "]".repeat(200));
        assert!(matches!(scan(&["a"], &deep), Err(LineFault::Depth(_))));
    }

    proptest! {
        #[test]
        fn strings_are_what_serde_reads(text in any::<String>(), key in "[a-z\"\\\\é]{1,12}") {
            let line = serde_json::json!({ key.clone(): text.clone(), "other": [key.clone()] }).to_string();
            let path = format!("'{}'", key.replace('\\', "\\\\").replace('\'', "\\'"));
            if key != "other" {
                prop_assert_eq!(scan(&[&path], &line).unwrap(), vec![(0, text)]);
            }
        }

        #[test]
        fn no_line_panics(line in "[{}\\[\\]:,\"\\\\a0tn.e-]{0,40}") {
            let _ = scan(&["a", "a.a[]"], &line);
        }
    }
}

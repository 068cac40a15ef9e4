//! The parser: one pass, no recursion. Open containers lie on a stack of frames; their finished items
//! and members lie on two shared stacks and move into a vector of the right size when they close.

use super::{Fault, Limits, MAX_DEPTH, Value, code, number, path, string};
use std::borrow::Cow;
use std::collections::HashSet;

/// From this many members on, an object's keys are looked up in a set instead of one by one.
const MANY_MEMBERS: usize = 48;

pub(super) fn parse<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Value<'a>, Fault> {
    if bytes.len() > limits.object_bytes {
        let message = format!(
            "{} bytes are more than the limit of {} for one object",
            bytes.len(),
            limits.object_bytes
        );
        return Err(bare_fault(code::SIZE, 0, message));
    }
    refuse_byte_order_mark(bytes)?;
    match std::str::from_utf8(bytes) {
        Ok(text) => Parser::new(text, limits).run(),
        Err(broken) => Err(utf8_fault(bytes, broken.valid_up_to(), limits)),
    }
}

fn bare_fault(code: &'static str, offset: usize, message: String) -> Fault {
    Fault {
        code,
        offset,
        path: String::new(),
        message,
    }
}

pub(crate) fn refuse_byte_order_mark(bytes: &[u8]) -> Result<(), Fault> {
    let message = match bytes {
        [0xef, 0xbb, 0xbf, ..] => {
            "the text begins with a byte-order mark; JSON is sent without one"
        }
        [0xfe, 0xff, ..] | [0xff, 0xfe, ..] => {
            "the text is UTF-16 by its byte-order mark; JSON is sent as UTF-8"
        }
        _ => return Ok(()),
    };
    Err(bare_fault(code::BOM, 0, message.to_owned()))
}

/// Where the good part of invalid UTF-8 leads; an earlier fault of another kind goes first.
fn utf8_fault(bytes: &[u8], valid_up_to: usize, limits: &Limits) -> Fault {
    let good = std::str::from_utf8(&bytes[..valid_up_to]).unwrap_or_default();
    let mut parser = Parser::new(good, limits);
    let at_end = match parser.run() {
        Err(fault) if fault.code != code::TRUNCATED => return fault,
        Err(fault) => fault.path,
        Ok(_) => String::new(),
    };
    Fault {
        code: code::UTF8,
        offset: valid_up_to,
        path: at_end,
        message: format!("byte 0x{:02x} is not valid UTF-8 here", bytes[valid_up_to]),
    }
}

/// An open container: where its items or members begin on their shared stack.
enum Frame<'a> {
    Array { start: usize },
    Object { start: usize, seen: Seen<'a> },
}

/// Which keys an object has had. A bit per cheap hash answers "never" for most keys at once.
#[derive(Default)]
struct Seen<'a> {
    bits: u64,
    set: Option<HashSet<Cow<'a, str>>>,
}

impl<'a> Seen<'a> {
    /// Adds `key`; false when it is among `members` already.
    fn insert(&mut self, key: Cow<'a, str>, members: &[(Cow<'a, str>, Value<'a>)]) -> bool {
        if let Some(set) = &mut self.set {
            return set.insert(key);
        }
        let bit = Self::bit(key.as_bytes());
        let maybe = self.bits & bit != 0;
        self.bits |= bit;
        if maybe && members.iter().any(|(earlier, _)| *earlier == key) {
            return false;
        }
        if members.len() >= MANY_MEMBERS {
            let earlier = members.iter().map(|(earlier, _)| earlier.clone());
            self.set = Some(earlier.chain([key]).collect());
        }
        true
    }

    fn bit(key: &[u8]) -> u64 {
        let (first, last) = (key.first().copied(), key.last().copied());
        let mix = usize::from(first.unwrap_or(0)) * 7 + usize::from(last.unwrap_or(0)) * 31;
        1 << ((mix + key.len() * 5) % 64)
    }
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    pos: usize,
    depth: usize,
    frames: Vec<Frame<'a>>,
    items: Vec<Value<'a>>,
    /// The last member of every open object waits for its value.
    members: Vec<(Cow<'a, str>, Value<'a>)>,
}

/// Whether a fault lies in the value being read or in the container around it.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Value,
    Container,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, limits: &Limits) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            pos: 0,
            depth: limits.depth.min(MAX_DEPTH),
            frames: Vec::new(),
            items: Vec::new(),
            members: Vec::new(),
        }
    }

    fn run(&mut self) -> Result<Value<'a>, Fault> {
        loop {
            let Some(value) = self.value()? else {
                continue;
            };
            if let Some(document) = self.place(value)? {
                self.skip_space();
                if self.pos < self.bytes.len() {
                    let message = format!("found {} after the end of the value", self.found());
                    return Err(self.fault(code::TRAILING, self.pos, Place::Container, message));
                }
                return Ok(document);
            }
        }
    }

    /// Reads a scalar or an empty container; `None` when a container was opened.
    fn value(&mut self) -> Result<Option<Value<'a>>, Fault> {
        self.skip_space();
        let value = match self.bytes.get(self.pos) {
            Some(b'"') => Value::String(self.string(Place::Value)?),
            Some(b'{') => return self.open_object(),
            Some(b'[') => return self.open_array(),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.literal("true", Value::Bool(true))?,
            Some(b'f') => self.literal("false", Value::Bool(false))?,
            Some(b'n') => self.literal("null", Value::Null)?,
            _ => return Err(self.expected("a value", Place::Value)),
        };
        Ok(Some(value))
    }

    fn open_array(&mut self) -> Result<Option<Value<'a>>, Fault> {
        self.check_depth()?;
        self.pos += 1;
        self.skip_space();
        if self.bytes.get(self.pos) == Some(&b']') {
            self.pos += 1;
            return Ok(Some(Value::Array(Vec::new())));
        }
        let start = self.items.len();
        self.frames.push(Frame::Array { start });
        Ok(None)
    }

    fn open_object(&mut self) -> Result<Option<Value<'a>>, Fault> {
        self.check_depth()?;
        self.pos += 1;
        self.skip_space();
        if self.bytes.get(self.pos) == Some(&b'}') {
            self.pos += 1;
            return Ok(Some(Value::Object(Vec::new())));
        }
        self.frames.push(Frame::Object {
            start: self.members.len(),
            seen: Seen::default(),
        });
        self.key()?;
        Ok(None)
    }

    /// Puts a finished value where it belongs, and closes every container that ends with it. Gives the
    /// document when nothing is open any more.
    fn place(&mut self, mut value: Value<'a>) -> Result<Option<Value<'a>>, Fault> {
        loop {
            self.skip_space_before_next();
            let Some(frame) = self.frames.last() else {
                return Ok(Some(value));
            };
            let next = self.bytes.get(self.pos);
            match (frame, next) {
                (Frame::Array { .. }, Some(b',')) => {
                    self.items.push(value);
                    self.pos += 1;
                    return Ok(None);
                }
                (Frame::Array { start }, Some(b']')) => {
                    let start = *start;
                    self.items.push(value);
                    value = Value::Array(self.items.drain(start..).collect());
                }
                (Frame::Object { .. }, Some(b',')) => {
                    self.fill(value);
                    self.pos += 1;
                    self.skip_space();
                    self.key()?;
                    return Ok(None);
                }
                (Frame::Object { start, .. }, Some(b'}')) => {
                    let start = *start;
                    self.fill(value);
                    value = Value::Object(self.members.drain(start..).collect());
                }
                (Frame::Array { .. }, _) => {
                    return Err(self.expected("`,` or `]`", Place::Container));
                }
                (Frame::Object { .. }, _) => {
                    return Err(self.expected("`,` or `}`", Place::Container));
                }
            }
            self.frames.pop();
            self.pos += 1;
        }
    }

    /// Gives the waiting member its value.
    fn fill(&mut self, value: Value<'a>) {
        if let Some((_, slot)) = self.members.last_mut() {
            *slot = value;
        }
    }

    /// Reads `"key":` and leaves the member waiting for its value.
    fn key(&mut self) -> Result<(), Fault> {
        let at = self.pos;
        if self.bytes.get(at) != Some(&b'"') {
            return Err(self.expected("a key in quotes", Place::Container));
        }
        let key = self.string(Place::Container)?;
        let new = match self.frames.last_mut() {
            Some(Frame::Object { start, seen }) => {
                seen.insert(key.clone(), &self.members[*start..])
            }
            _ => true,
        };
        self.members.push((key, Value::Null));
        if !new {
            let message = "this key stands twice in one object".to_owned();
            return Err(self.fault(code::DUPLICATE_KEY, at, Place::Value, message));
        }
        self.skip_space_before_next();
        if self.bytes.get(self.pos) != Some(&b':') {
            return Err(self.expected("`:` after the key", Place::Value));
        }
        self.pos += 1;
        Ok(())
    }

    #[inline]
    fn string(&mut self, place: Place) -> Result<Cow<'a, str>, Fault> {
        let start = self.pos + 1;
        let end = string::next_special(self.bytes, start);
        let outcome = match self.bytes.get(end) {
            Some(b'"') => {
                self.pos = end + 1;
                return Ok(Cow::Borrowed(&self.text[start..end]));
            }
            Some(b'\\') => string::unescape(self.text, start, end),
            other => Err(string::unfinished(other.copied(), end)),
        };
        match outcome {
            Ok((text, after)) => {
                self.pos = after;
                Ok(Cow::Owned(text))
            }
            Err((code, at, message)) => Err(self.fault(code, at, place, message.to_owned())),
        }
    }

    fn number(&mut self) -> Result<Value<'a>, Fault> {
        let start = self.pos;
        match number::scan(&self.bytes[start..]) {
            Ok(length) => {
                self.pos += length;
                Ok(Value::Number(&self.text[start..self.pos]))
            }
            Err((code, within, message)) => {
                let at = start + within;
                let code = if at == self.bytes.len() {
                    code::TRUNCATED
                } else {
                    code
                };
                Err(self.fault(code, at, Place::Value, message.to_owned()))
            }
        }
    }

    fn literal(&mut self, word: &str, value: Value<'a>) -> Result<Value<'a>, Fault> {
        let rest = &self.bytes[self.pos..];
        if rest.starts_with(word.as_bytes()) {
            self.pos += word.len();
            return Ok(value);
        }
        if word.as_bytes().starts_with(rest) {
            self.pos = self.bytes.len();
        }
        Err(self.expected("a value", Place::Value))
    }

    fn check_depth(&mut self) -> Result<(), Fault> {
        if self.frames.len() < self.depth {
            return Ok(());
        }
        let message = format!("nested deeper than {} levels", self.depth);
        Err(self.fault(code::DEPTH, self.pos, Place::Value, message))
    }

    #[inline]
    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.bytes.get(self.pos) {
            self.pos += 1;
        }
    }

    /// The same, where white space is rare.
    #[inline]
    fn skip_space_before_next(&mut self) {
        if self.bytes.get(self.pos).is_some_and(|b| *b <= b' ') {
            self.skip_space();
        }
    }

    fn expected(&self, what: &str, place: Place) -> Fault {
        if self.pos >= self.bytes.len() {
            let message = format!("the input ends where {what} must stand");
            return self.fault(code::TRUNCATED, self.bytes.len(), place, message);
        }
        let message = format!("expected {what} but found {}", self.found());
        self.fault(code::SYNTAX, self.pos, place, message)
    }

    /// The character at the current position, for a message.
    fn found(&self) -> String {
        match self
            .text
            .get(self.pos..)
            .and_then(|rest| rest.chars().next())
        {
            Some('`') => "a backtick".to_owned(),
            Some(c) if c.is_control() => format!("control character 0x{:02x}", u32::from(c)),
            Some(c) if c.is_ascii() => format!("`{c}`"),
            Some(c) => format!("`{c}` (U+{:04X})", u32::from(c)),
            None => "the end".to_owned(),
        }
    }

    fn fault(&self, code: &'static str, offset: usize, place: Place, message: String) -> Fault {
        Fault {
            code,
            offset,
            path: self.path(place),
            message,
        }
    }

    fn path(&self, place: Place) -> String {
        let mut text = String::new();
        let shown = match place {
            Place::Value => self.frames.len(),
            Place::Container => self.frames.len().saturating_sub(1),
        };
        for (level, frame) in self.frames.iter().take(shown).enumerate() {
            let inner = &self.frames[level + 1..];
            match frame {
                Frame::Array { start } => {
                    let next = inner.iter().find_map(|f| match f {
                        Frame::Array { start } => Some(*start),
                        Frame::Object { .. } => None,
                    });
                    path::push_index(&mut text, next.unwrap_or(self.items.len()) - start);
                }
                Frame::Object { .. } => {
                    let next = inner.iter().find_map(|f| match f {
                        Frame::Object { start, .. } => Some(*start),
                        Frame::Array { .. } => None,
                    });
                    let waiting = next.unwrap_or(self.members.len()).checked_sub(1);
                    if let Some((key, _)) = waiting.and_then(|i| self.members.get(i)) {
                        path::push_key(&mut text, key);
                    }
                }
            }
        }
        text
    }
}

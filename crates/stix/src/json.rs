//! Strict JSON at the door: one parse, borrowed values, and a byte offset and path for every fault.
//!
//! I-JSON (RFC 7493) as STIX 2.1 needs it: duplicate keys, invalid UTF-8, a byte-order mark, unpaired
//! surrogates, integers beyond ±(2^53−1) (section 2.8) and numbers no double can hold are refused.
//! The escape `\u0000` is legal JSON and is kept.

mod canonical;
mod locate;
mod number;
mod parser;
pub mod path;
mod same;
mod skip;
mod string;
pub(crate) use parser::refuse_byte_order_mark;
pub(crate) use skip::{after_value, members, string_at};
pub(crate) use string::next_special;

pub use canonical::canonical;
pub use locate::locate;
pub use same::same_content;

use std::borrow::Cow;

/// Nesting beyond this is refused whatever [`Limits::depth`] says: values are dropped and compared
/// recursively, and the stack must hold.
pub const MAX_DEPTH: usize = 512;

/// What a document may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Deepest nesting of arrays and objects, [`MAX_DEPTH`] at most.
    pub depth: usize,
    /// Largest single STIX object in bytes.
    pub object_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 64,
            object_bytes: 8 << 20,
        }
    }
}

/// A parsed JSON value that borrows from the received bytes where no escape forces a copy.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it was written.
    Number(&'a str),
    /// A string, unescaped.
    String(Cow<'a, str>),
    /// An array.
    Array(Vec<Value<'a>>),
    /// An object: members in the order received, keys unique.
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// The member called `key`, if this is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.as_object()?
            .iter()
            .find_map(|(name, value)| (name == key).then_some(value))
    }

    /// The string, if this is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if this is an array.
    pub fn as_array(&self) -> Option<&[Value<'a>]> {
        match self {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The members, if this is an object.
    pub fn as_object(&self) -> Option<&[(Cow<'a, str>, Value<'a>)]> {
        match self {
            Value::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The truth value, if this is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    /// The integer, if this is a number written without fraction and exponent.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Value::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The number as a double, if this is one.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Value::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// What JSON calls this kind of value, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        }
    }
}

/// What is wrong with received bytes, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message} (at byte {offset}{}{path})", if path.is_empty() { "" } else { ", " })]
pub struct Fault {
    /// Stable code, such as `J003`: see [`code`].
    pub code: &'static str,
    /// Byte offset into the input given.
    pub offset: usize,
    /// JSON path of the value that holds the fault, such as `objects[3].name`.
    pub path: String,
    /// One sentence, lower case, no full stop.
    pub message: String,
}

/// The codes of JSON faults. They never change their meaning.
pub mod code {
    /// not valid UTF-8
    pub const UTF8: &str = "J001";
    /// begins with a byte-order mark
    pub const BOM: &str = "J002";
    /// the same key twice in one object
    pub const DUPLICATE_KEY: &str = "J003";
    /// nested deeper than the limit
    pub const DEPTH: &str = "J004";
    /// larger than the limit
    pub const SIZE: &str = "J005";
    /// an integer beyond ±(2^53−1)
    pub const INTEGER: &str = "J006";
    /// a number no double can hold
    pub const NOT_FINITE: &str = "J007";
    /// half of a surrogate pair
    pub const SURROGATE: &str = "J008";
    /// an escape JSON does not have
    pub const ESCAPE: &str = "J009";
    /// a control character inside a string
    pub const CONTROL: &str = "J010";
    /// a byte that may not stand here
    pub const SYNTAX: &str = "J011";
    /// the input ends too early
    pub const TRUNCATED: &str = "J012";
    /// bytes after the end of the value
    pub const TRAILING: &str = "J013";
    /// a malformed number
    pub const NUMBER: &str = "J014";
}

/// Parses exactly one JSON value.
pub fn parse<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Value<'a>, Fault> {
    parser::parse(bytes, limits)
}

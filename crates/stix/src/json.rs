//! Strict JSON at the door: one parse, borrowed values, and a byte offset and path for every fault.

use std::borrow::Cow;

/// What a document may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Deepest nesting of arrays and objects.
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
    pub fn get(&self, _key: &str) -> Option<&Value<'a>> {
        todo!()
    }
    /// The string, if this is one.
    pub fn as_str(&self) -> Option<&str> {
        todo!()
    }
    /// The items, if this is an array.
    pub fn as_array(&self) -> Option<&[Value<'a>]> {
        todo!()
    }
    /// The members, if this is an object.
    pub fn as_object(&self) -> Option<&[(Cow<'a, str>, Value<'a>)]> {
        todo!()
    }
}

/// What is wrong with received bytes, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Stable code, such as `J003`.
    pub code: &'static str,
    /// Byte offset into the input given.
    pub offset: usize,
    /// JSON path of the value that holds the fault, such as `objects[3].name`.
    pub path: String,
    /// One sentence, lower case, no full stop.
    pub message: String,
}

/// Parses exactly one JSON value.
pub fn parse<'a>(_bytes: &'a [u8], _limits: &Limits) -> Result<Value<'a>, Fault> {
    todo!()
}

/// Whether two JSON texts hold the same value, whatever their key order, white space and escapes.
/// Numbers compare as written.
pub fn same_content(_a: &[u8], _b: &[u8]) -> bool {
    todo!()
}

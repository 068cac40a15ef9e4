//! Identifiers (section 2.9) and deterministic identifiers of SCOs (section 3.4).

use crate::Object;

/// `type--UUID`, checked, borrowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identifier<'a> {
    text: &'a str,
}

impl<'a> Identifier<'a> {
    /// Checks form: a legal type name, `--`, a lower-case RFC 4122 UUID.
    pub fn parse(_text: &'a str) -> Option<Self> {
        todo!()
    }
    /// The whole text.
    pub fn as_str(&self) -> &'a str {
        self.text
    }
    /// The part before `--`.
    pub fn type_name(&self) -> &'a str {
        todo!()
    }
    /// The UUID's 16 bytes.
    pub fn uuid(&self) -> [u8; 16] {
        todo!()
    }
}

/// The deterministic id this SCO should have (section 2.9), if its type has contributing
/// properties and at least one is present.
pub fn deterministic(_object: &Object<'_>) -> Option<String> {
    todo!()
}

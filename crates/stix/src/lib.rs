//! STIX 2.1 values: an object is the bytes a producer sent plus a parsed header.
//!
//! No IO, no clock. Everything that reads untrusted bytes returns what is good and, for what is
//! not, where and why.

pub mod bundle;
pub mod extension;
pub mod id;
pub mod invariants;
pub mod json;
pub mod language;
pub mod marking;
pub mod object;
pub mod pattern;
pub mod references;
pub mod selection;
pub mod selector;
pub mod timestamp;
pub mod validate;

pub use bundle::{Batch, Refusal, Splitter};
pub use id::Identifier;
pub use json::{Fault, Limits, Value};
pub use object::{Header, Object, SpecVersion, about};
pub use references::{Reference, references};
pub use selection::Selection;
pub use selector::Selector;
pub use timestamp::Timestamp;

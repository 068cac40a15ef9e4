//! Validation: every MUST of STIX 2.1 as an error, every SHOULD as a warning, in tables that read
//! beside the specification.
//!
//! `sdo`, `sro`, `sco`, `sco_extensions` and `meta` hold one table per type, in the order of the
//! specification's chapters; `common` holds what they share; `vocab` holds chapter 10; `codes` says
//! what each finding means. `walk` reads the tables, `rules` checks what they say of
//! several properties at once, and `prose` holds what no table can say.
//!
//! Smallest example: `{"type": "mutex", "id": "mutex--…", "name": 5}` is looked up as the table
//! `sco::MUTEX`, its `name` is found there as a string, and `5` gives `E101` at `name`.

mod codes;
mod common;
mod container;
mod custom;
mod extensions;
mod formats;
#[cfg(test)]
mod formats_test;
mod markings;
mod meta;
mod prose;
mod registries;
mod relationships;
mod rules;
mod sco;
mod sco_extensions;
mod sdo;
mod sro;
mod table;
#[cfg(test)]
mod tables_test;
mod types;
mod vocab;
mod walk;

pub use codes::{CODES, Code};

use crate::{Object, Value};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// a SHOULD is not followed
    Warning,
    /// a MUST is broken
    Error,
}

/// One broken rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable code: `E…` for errors, `W…` for warnings.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// Path in the object, such as `granular_markings[0].selectors[1]`; empty for the object itself.
    pub path: String,
    /// One sentence, lower case, no full stop, literals in backticks.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// Section of the STIX 2.1 specification.
    pub section: &'static str,
}

/// Every finding on one object, in the order of path and code. STIX 2.0 objects are checked for
/// what both versions share only.
pub fn validate(object: &Object<'_>) -> Vec<Finding> {
    let mut findings = walk::object(object, walk::Depth::ErrorsAndWarnings);
    findings.sort_by(|a, b| (&a.path, a.code).cmp(&(&b.path, b.code)));
    findings
}

/// Errors only, in the order found: the fast path of import and POST.
pub fn errors(object: &Object<'_>) -> Vec<Finding> {
    walk::object(object, walk::Depth::ErrorsOnly)
}

/// Every finding on a bundle itself (section 8); its objects are validated one by one.
pub fn bundle(value: &Value<'_>) -> Vec<Finding> {
    let mut findings = walk::bundle(value, walk::Depth::ErrorsAndWarnings);
    findings.sort_by(|a, b| (&a.path, a.code).cmp(&(&b.path, b.code)));
    findings
}

/// The properties that an object of this type and version of STIX must have.
pub fn required(object: &Object<'_>) -> Vec<&'static str> {
    let members = object.value.as_object().unwrap_or_default();
    let header = &object.header;
    let shape = types::shape(&header.object_type).unwrap_or_else(|| types::custom_shape(members));
    let spec = header.spec_version.max(shape.since);
    let rows = shape.rows().map(|(_, row)| row);
    rows.filter(|row| row.need == table::Need::Required && row.since <= spec)
        .map(|row| row.name)
        .collect()
}

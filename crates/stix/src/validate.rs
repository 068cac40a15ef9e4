//! Validation: every MUST of STIX 2.1 as an error, every SHOULD as a warning, in tables that read
//! beside the specification.

use crate::Object;

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
    /// Path in the object, such as `granular_markings[0].selectors[1]`.
    pub path: String,
    /// One sentence, lower case, no full stop, literals in backticks.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// Section of the STIX 2.1 specification.
    pub section: &'static str,
}

/// Every finding on one object. STIX 2.0 objects are checked for what both versions share only.
pub fn validate(_object: &Object<'_>) -> Vec<Finding> {
    todo!()
}

/// Errors only: the fast path of import and POST.
pub fn errors(_object: &Object<'_>) -> Vec<Finding> {
    todo!()
}

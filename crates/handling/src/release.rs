//! The decision (label, clearance) → give or withhold, with the reason.
use crate::{Access, Clearance, Label};

/// Give or withhold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// give?
    pub give: bool,
    /// every step that was looked at, in order; the last one decided
    pub steps: Vec<Step>,
}

/// One rule that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// stable code, such as `R-TLP`
    pub rule: &'static str,
    /// one sentence
    pub sentence: String,
    /// whether this step allows
    pub allows: bool,
}

/// `now` in microseconds since the epoch (audiences may expire).
pub fn release(_label: &Label, _clearance: &Clearance, _access: Access, _now: i64) -> Decision {
    todo!()
}
/// The same without the reasons, for the hot path.
pub fn gives(_label: &Label, _clearance: &Clearance, _access: Access, _now: i64) -> bool {
    todo!()
}

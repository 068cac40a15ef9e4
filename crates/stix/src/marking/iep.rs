//! FIRST Information Exchange Policy 2.0: what a sharing server can enforce of it.

use super::Tlp;
use crate::Value;

/// The parts of an IEP 2.0 policy that a sharing server can enforce.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Iep {
    /// `permitted_actions`; `None` when the policy does not say; a value outside the list reads as
    /// [`PermittedActions::Nothing`]
    pub permitted_actions: Option<PermittedActions>,
    /// `encrypt_in_transit` is `must`
    pub encrypt_in_transit: bool,
    /// `tlp`
    pub tlp: Option<Tlp>,
}

/// What a recipient may do with what an IEP policy covers, most restrictive first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PermittedActions {
    /// `none`
    Nothing,
    /// `contact-for-instruction`
    ContactForInstruction,
    /// `internally-visible-actions`
    InternallyVisible,
    /// `externally-visible-indirect-actions`
    ExternallyVisibleIndirect,
    /// `externally-visible-direct-actions`
    ExternallyVisibleDirect,
}

impl PermittedActions {
    /// Every value with its name in the enumeration.
    pub const NAMES: [(Self, &'static str); 5] = [
        (Self::Nothing, "none"),
        (Self::ContactForInstruction, "contact-for-instruction"),
        (Self::InternallyVisible, "internally-visible-actions"),
        (
            Self::ExternallyVisibleIndirect,
            "externally-visible-indirect-actions",
        ),
        (
            Self::ExternallyVisibleDirect,
            "externally-visible-direct-actions",
        ),
    ];
    /// Reads a name of the enumeration.
    pub fn parse(text: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(_, name)| *name == text);
        found.map(|(value, _)| *value)
    }
    /// The name in the enumeration.
    pub fn as_str(self) -> &'static str {
        Self::NAMES[self as usize].1
    }
}

/// Reads the extension's entry. What cannot be read is taken at its strictest; a `tlp` that is no level
/// makes the whole policy unreadable.
pub(super) fn read(entry: &Value<'_>) -> Option<Iep> {
    let actions = entry.get("permitted_actions").map(|value| {
        let known = value.as_str().and_then(PermittedActions::parse);
        known.unwrap_or(PermittedActions::Nothing)
    });
    let tlp = match entry.get("tlp") {
        Some(value) => Some(Tlp::parse(value.as_str()?)?),
        None => None,
    };
    let encryption = entry.get("encrypt_in_transit");
    Some(Iep {
        permitted_actions: actions,
        encrypt_in_transit: encryption.is_some_and(|value| value.as_str() != Some("may")),
        tlp,
    })
}

//! Data markings (section 7.2): TLP 1 and 2.0 by id and by content.

use crate::Object;

/// Traffic Light Protocol, TLP 2.0 names; TLP 1 `white` is `clear`, its other levels map by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tlp {
    /// TLP:CLEAR
    Clear,
    /// TLP:GREEN
    Green,
    /// TLP:AMBER
    Amber,
    /// TLP:AMBER+STRICT
    AmberStrict,
    /// TLP:RED
    Red,
}

impl Tlp {
    /// `clear`, `green`, `amber`, `amber+strict`, `red` (and `white`).
    pub fn parse(_text: &str) -> Option<Self> {
        todo!()
    }
    /// The lower-case name.
    pub fn as_str(self) -> &'static str {
        todo!()
    }
    /// The level a predefined marking id stands for (TLP 1 and TLP 2.0).
    pub fn of_marking_id(_id: &str) -> Option<Self> {
        todo!()
    }
    /// The TLP 2.0 marking-definition of this level: the exact bytes that the specification of the
    /// extension publishes; they must travel with what they mark (they are not predefined in STIX).
    pub fn definition(self) -> &'static str {
        todo!()
    }
}

/// What a marking-definition object says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marking {
    /// A TLP marking whose id and content agree.
    Tlp(Tlp),
    /// A TLP id with other content, or TLP content under another id: never trusted.
    SpoofedTlp(String),
    /// Our audience extension: who it was released to by name.
    Audience(Audience),
    /// A statement (section 7.2.1.3): restricts nobody.
    Statement,
    /// PAP 2 level: gates what may be done with it, not who sees it.
    Pap(Tlp),
    /// FIRST Information Exchange Policy 2.0: its `tlp` counts as one; the rest gates what may be done with it.
    Iep(Iep),
    /// Any other (ISA/ACS too): withheld unless a clearance lists its id.
    Unknown,
}

/// Contents of the audience extension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Audience {
    /// STIX identity ids.
    pub identities: Vec<String>,
    /// Community names.
    pub communities: Vec<String>,
    /// Onward release needs the originator's consent.
    pub originator_control: bool,
    /// Microseconds since the epoch after which nobody may have it.
    pub not_after: Option<i64>,
}

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

/// Id of our audience extension-definition.
pub const AUDIENCE_EXTENSION: &str = "extension-definition--7d0a5ec6-7a0b-4d3d-9a0e-5b7a4a0f6f11";

/// Reads a marking-definition object.
pub fn read(_object: &Object<'_>) -> Marking {
    todo!()
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

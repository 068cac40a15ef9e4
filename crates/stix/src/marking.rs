//! Data markings (section 7.2): TLP 1 and 2.0 by id and by content, PAP, IEP, statements, and our audience.

mod audience;
mod iep;
mod read;
mod tlp;

pub use audience::{AUDIENCE_EXTENSION, AUDIENCE_EXTENSION_DEFINITION, Audience};
pub use iep::{Iep, PermittedActions};
pub use read::read;
pub use tlp::Tlp;

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

//! Who may see, send or change what. Pure: no IO, no clock.

pub mod admit;
pub mod clearance;
pub mod label;
pub mod release;

pub use admit::{Admission, Candidate, KnownVersion, Submitter};
pub use clearance::{Access, Clearance, Reader};
pub use label::Label;
pub use release::{Decision, release};

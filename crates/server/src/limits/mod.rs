//! What each client may use up, so that none can use up what the others need.

pub mod address;
pub mod at_once;
pub mod budget;
pub mod failures;
pub mod rate;

pub use address::AddressKey;
pub use at_once::{AtOnce, Place};
pub use budget::{Budget, Share};
pub use failures::Failures;
pub use rate::Rates;

/// Whose use is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Client {
    /// A partner, wherever it comes from, by the store's key.
    Partner(i64),
    /// Nobody in particular, by address.
    Anonymous(AddressKey),
}

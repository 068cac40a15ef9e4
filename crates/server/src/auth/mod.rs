//! Who is calling: credentials and how they are checked.

pub mod authenticator;
pub mod caller;
pub mod credential;
pub mod presented;

pub use authenticator::{Authenticator, Recalled};
pub use caller::Caller;
pub use presented::{Presented, basic_header};

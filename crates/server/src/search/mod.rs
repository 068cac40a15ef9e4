//! Search as people and partners ask for it: one way to read a question, for the command line and over HTTP.
//!
//! `question` reads filters, `served` answers `GET /search/` and `POST /search/list/`, `keeper` keeps the index while the
//! server runs. What is found, and in which order, is `store::search`'s.

mod keeper;
mod question;
mod served;

pub use keeper::Keeper;
pub use question::{Wrong, live, marked, region};
pub use served::{LONGEST_LINE, LONGEST_LIST, ask, list};

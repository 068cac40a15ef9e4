//! Reports: a document is kept as received, read, and drafted; what an analyst accepts goes into the shared graph.
//!
//! `intake` keeps and drafts, `same` tells copies, `link` finds what is known already, `fetch` gets pages, `decide` accepts,
//! edits and rejects. The way in is `Store::submit`, as for everything else.

mod decide;
mod fetch;
mod intake;
mod kept;
mod link;
mod same;

pub use decide::{Accepted, DecideError, accept, edit, reject};
pub use fetch::{FetchError, fetch, is_url};
pub use intake::{Added, Intake, LARGEST, add};
pub use kept::{Item, items};

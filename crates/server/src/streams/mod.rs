//! Streams of events: lines come in from files, sockets and requests, meet the indicators that a reader may see, and
//! what is found is kept and told as sightings.
//!
//! ```text
//! source (files, input, socket, broker, POST) ─ lines ─► intake ─ hits, position ─► sink ─► Store::step_stream
//!                                                           ▲
//!                                 indicators ◄─ Store::follow, through the reader's clearance
//! ```
//!
//! Where values are kept (`history`), an indicator that comes is searched for in what was there before it.
//!
//! An intake hands over what it found together with how far it has read, so both are written in one transaction. A
//! source that can be read again goes on there after a kill.

mod batch;
mod blocks;
mod counts;
mod deliver;
mod evtx;
mod files;
mod flights;
mod follower;
mod head;
mod history;
mod indicators;
mod intake;
mod known_good;
mod lines;
mod nats;
mod notice;
mod opinions;
mod out;
mod plan;
pub mod route;
mod run;
mod served;
mod sighting;
mod sink;
mod socket;
mod writer;

pub use blocks::{Block, Blocks};
pub use counts::Totals;
pub use deliver::{Courier, Peer};
pub use evtx::events;
pub use follower::Follower;
pub use history::{Searched, ask, search, verdict};
pub use indicators::{Indicators, Loaded};
pub use known_good::known_good;
pub use lines::{Batch, LONGEST_LINE, Lines};
pub use nats::{Login, NatsSpec};
pub use notice::{Failed, Notice};
pub use opinions::{Dispute, Opinions};
pub use plan::{DISPUTED_BY, Format, Observed, Plan, SourceSpec, Who, processors};
pub use run::{Running, Stream};
pub use served::{Posted, Served, Started, Streams};

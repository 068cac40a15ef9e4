//! HTTP/1.1: from accepted connections to handlers and back.
//!
//! A request passes, in this order: connection limits and TLS (`accept`, `connection`), the limits on
//! time and size of its head (`guard`), then `dispatch`: authentication, rate, route and permission,
//! negotiation, parameters, and only then its body. Handlers are plain functions on store threads:
//! they get typed values and return a reply or a problem.

pub mod accept;
pub mod app;
mod body;
mod connection;
mod dispatch;
mod encoding;
mod guard;
mod problem;
mod reply;
pub mod routes;
pub mod settings;

pub(crate) use accept::stop_signal;
pub use accept::{ServeError, Server, run, runtime};
pub use app::App;
pub(crate) use dispatch::known_method;
pub use dispatch::{CollectionPath, Context, ObjectId, Peer, answer};
pub use guard::Busy;
pub use problem::Problem;
pub use reply::{DATE_ADDED_FIRST, DATE_ADDED_LAST, Reply};
pub use settings::{Limits, Settings, TlsFiles};

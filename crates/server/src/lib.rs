//! The `tansiq` binary's parts: configuration, command line, and the TAXII server over HTTP.
//!
//! Only this crate knows HTTP and the clock.

pub mod auth;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod door;
pub mod export;
pub mod feeds;
pub mod handover;
pub mod http;
pub mod import;
pub mod limits;
pub mod metrics;
pub mod outgoing;
pub mod randomness;
pub mod reports;
pub mod search;
pub mod streams;
pub mod summary;
pub mod taxii;
pub mod tls;

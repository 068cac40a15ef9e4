//! Matching: indicators are compiled into a [`Matcher`](matcher::Matcher), events are read into observations, and
//! each observation meets every indicator exactly as section 9 of STIX 2.1 says.
//!
//! ```text
//! pattern ── program ──┬─ values ─────► index ─┐
//!                      ├─ literals ───► grams ─┼─► candidates ─► exact evaluation ─► Match
//!                      └─ the rest ───► types ─┘        ▲
//! line ── scan ── mapping (eve, zeek, …) ── fields ─────┘
//! ```
//!
//! No IO and no clock: the caller reads the lines and says what time it is.

pub mod answer;
pub mod digest;
pub mod eval;
pub mod event;
pub mod evtx;
pub mod feed;
pub mod graph;
mod index;
pub mod known_good;
pub mod matcher;
pub mod observed;
pub mod program;
pub mod rules;
pub mod session;
pub mod solve;
mod text;
mod value;

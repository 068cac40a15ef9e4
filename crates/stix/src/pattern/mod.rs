//! STIX patterning (section 9): text in, a checked tree out, or a diagnostic that says where, why
//! and what to do instead.
//!
//! ```text
//! [ipv4-addr:value = '198.51.100.5'] FOLLOWEDBY [domain-name:value = 'example.com'] WITHIN 5 SECONDS
//!  └──── Test ────────────────────┘             └──── Test ─────────────────────┘ └─ Qualifier ────┘
//!  └──── Observation::Test ───────┘             └──── Observation::Qualified ────────────────────┘
//!  └──── Observation::FollowedBy ────────────────────────────────────────────────────────────────┘
//! ```
//!
//! The tree borrows from the text. Nothing here matches anything: evaluation lives in `detect`.

mod ast;
mod check;
mod comparison;
mod diagnostic;
mod hashes;
mod literal;
mod network;
mod parse;
mod print;
mod sco;
mod token;

pub use ast::{
    Comparison, Constant, ObjectPath, Observation, Operator, Pattern, Qualifier, Relation, Span,
    Step, Test,
};
pub use diagnostic::{Diagnostic, Severity};
pub use network::Network;
pub use parse::{Bounds, parse, parse_path, parse_within};
pub use sco::{PropertyKind, property_kind};

/// Everything there is to say about one pattern: the error that stops it, or else its warnings.
pub fn check(text: &str) -> Vec<Diagnostic> {
    match parse(text) {
        Ok(pattern) => pattern.warnings,
        Err(error) => vec![*error],
    }
}

//! Which values a stream has held, hour by hour: small enough to keep for weeks, exact enough to say what an indicator
//! that comes only now would have matched.
//!
//! Smallest example: 10.0.0.1 is the source of two events at 12:05 and 12:40, and evil.example is asked for at 12:06.
//! What is kept of that hour:
//!
//! | paths | value | count | first | last |
//! |---|---|---|---|---|
//! | `ipv4-addr:value`, `network-traffic:src_ref.value` | `10.0.0.1` | 2 | 12:05 | 12:40 |
//! | `domain-name:value` | `evil.example` | 1 | 12:06 | 12:06 |
//!
//! Values are kept as they were received, so any comparison of a pattern can be made later, to the letter: blocks of
//! addresses, LIKE and MATCHES too. That 10.0.0.1 asked for evil.example is *not* kept: of two values that a pattern wants
//! together it can only be said that one of them was never there. Where alternatives of a pattern are counted, each event
//! counts once: which places the values of one event stand at is kept, not which values those are.
//!
//! [`Kept`] gathers, [`Part`] is what lies on disk, [`Query`] searches. A part has a gate beside its values, a few bytes
//! each, that says of nearly every value that is not in it that it is not.

mod apart;
mod gate;
mod kept;
mod part;
mod query;

pub use kept::Kept;
pub use part::{Damaged, Part, merge};
pub use query::{Found, Open, Query, Verdict, Wanted};

use crate::text::Fold;
use std::sync::Arc;
use stix::pattern::{Step, parse_path};

/// Length of a slice of time, microseconds.
pub const SLICE: i64 = 3_600_000_000;
/// A value with more bytes is not kept.
pub const LONGEST_VALUE: usize = 4_096;

/// Properties whose values are kept, besides everything below `hashes`. What people type, who they are and what they write
/// to each other is not among them.
const PROPERTIES: [&str; 13] = [
    "value",
    "name",
    "path",
    "key",
    "User-Agent",
    "Host",
    "request_value",
    "ja3",
    "ja3s",
    "ja4",
    "serial_number",
    "issuer",
    "number",
];

/// Whether values at this object path are kept.
pub fn keeps(path: &str) -> bool {
    let Ok(path) = parse_path(path) else {
        return false;
    };
    let keys: Vec<&str> = path
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::Key(name) => Some(name.as_ref()),
            Step::Index(_) | Step::Any => None,
        })
        .collect();
    let has_index = path.steps.iter().any(|step| matches!(step, Step::Index(_)));
    let is_person =
        path.object_type == "user-account" || keys.iter().any(|key| key.ends_with("user_ref"));
    let [before @ .., last] = keys.as_slice() else {
        return false;
    };
    let is_hash = before.last() == Some(&"hashes");
    !has_index && !is_person && (is_hash || PROPERTIES.contains(last))
}

/// How a value is compared at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    Exact,
    V4,
    V6,
    Domain,
    Hash,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Exact, Self::V4, Self::V6, Self::Domain, Self::Hash];

    pub(crate) fn fold(self) -> Fold {
        match self {
            Self::Exact => Fold::Exact,
            Self::V4 | Self::V6 => Fold::Address,
            Self::Domain => Fold::Domain,
            Self::Hash => Fold::Hash,
        }
    }
}

/// Where in an event a value stood: every object path that leads there, sorted, and how it is compared there.
pub(crate) type Place = Arc<[(Box<str>, Kind)]>;

/// How often a value was there, and when: milliseconds since the epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Events with it.
    pub count: u64,
    /// The first of them.
    pub first: i64,
    /// The last.
    pub last: i64,
}

impl Seen {
    fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_and_who_they_are_is_not_kept() {
        for path in [
            "ipv4-addr:value",
            "network-traffic:dst_ref.value",
            "file:hashes.'SHA-256'",
            "domain-name:resolves_to_refs[*].value",
            "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'",
            "windows-registry-key:key",
            "file:parent_directory_ref.path",
        ] {
            assert!(keeps(path), "{path}");
        }
        for path in [
            "process:command_line",
            "process:creator_user_ref.account_login",
            "user-account:user_id",
            "user-account:extensions.'x-ours'.name",
            "email-message:subject",
            "artifact:payload_bin",
            "network-traffic:dst_port",
            "email-message:to_refs[0].value",
        ] {
            assert!(!keeps(path), "{path}");
        }
    }
}

//! The effective handling of one object version: its markings joined with what it stands for.

use std::collections::BTreeSet;
use stix::marking::{Audience, Tlp};

/// Interned by the store as an integer: few distinct labels, many objects. Join is commutative,
/// associative, idempotent, and never gives more than either side.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub struct Label {/* the handling crate's own; canonical JSON both ways */}

/// What the store knows of a marking id.
pub trait Markings {
    /// The marking, `None` when it has not arrived.
    fn marking(&self, id: &str) -> Option<stix::marking::Marking>;
}

impl Label {
    /// The label of one object by itself: every object marking and granular marking, strictest wins;
    /// `default` where none of them says a TLP level; `lane` is the partner in whose lane the object lies
    /// (None = the operator): a partner always sees what it submitted itself.
    pub fn own(
        _header: &stix::Header<'_>,
        _markings: &dyn Markings,
        _default: Tlp,
        _lane: Option<i64>,
    ) -> Self {
        todo!()
    }
    /// Both apply. The lane is `self`'s.
    pub fn join(&self, _other: &Label) -> Self {
        todo!()
    }
    /// Marking ids that were not known when the label was made.
    pub fn unresolved(&self) -> impl Iterator<Item = &str> {
        std::iter::empty()
    }
}
#[allow(unused)]
fn _x(_: BTreeSet<Audience>) {}

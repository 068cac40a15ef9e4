//! Documents to drafts: what a page in Arabic, French or English says, each finding with its place.

pub mod observable;

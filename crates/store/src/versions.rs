//! Which versions of one id a reader gets (TAXII 3.4.1), out of those it may see.
//!
//! Smallest example: versions 1 (seen), 2 (hidden), 3 (seen) and `match[version]=last`: the reader gets 3. Were 3
//! hidden too, it would get 1, and nothing would tell it of the others.

use crate::members::{Member, SINGLE, UNVERSIONED};
use crate::{Query, Versions};
use handling::planted;
use stix::SpecVersion;

/// Whether the only version of its id passes.
pub(crate) fn passes_alone(query: &Query, member: &Member) -> bool {
    debug_assert!(member.is(SINGLE));
    spec_given(query, member.spec) && passes(&query.versions, member, true, true)
}

/// Of the visible versions of one id, the `date_added` of those that pass.
pub(crate) fn select(query: &Query, mut visible: Vec<Member>) -> Vec<i64> {
    let latest = visible.iter().map(|member| member.spec).max();
    visible.retain(|member| match query.specs.is_empty() {
        true => Some(member.spec) == latest,
        false => spec_given(query, member.spec),
    });
    let since = |m: &Member| planted!(LaterDateForAll, -m.date_added, m.date_added);
    visible.sort_by(|a, b| (instant(a), since(a)).cmp(&(instant(b), since(b))));
    // Several lanes may hold the same version, and it may have several rows: the one seen first stands for it.
    visible.dedup_by(|next, first| instant(next) == instant(first));
    let last = visible.len().saturating_sub(1);
    let chosen = visible.iter().enumerate();
    chosen
        .filter(|(at, member)| passes(&query.versions, member, *at == 0, *at == last))
        .map(|(_, member)| member.date_added)
        .collect()
}

/// An object without versions has one only, whenever which lane saw it.
fn instant(member: &Member) -> (bool, i64, &str) {
    match member.is(UNVERSIONED) {
        true => (false, 0, ""),
        false => (true, member.at, &member.tail),
    }
}

fn passes(wanted: &Versions, member: &Member, first: bool, last: bool) -> bool {
    let nothing = !wanted.all && !wanted.first && !wanted.last && wanted.exact.is_empty();
    wanted.all
        || (wanted.first && first)
        || ((wanted.last || nothing) && last)
        || wanted.exact.contains(&member.at)
}

fn spec_given(query: &Query, spec: i64) -> bool {
    query.specs.is_empty()
        || query
            .specs
            .iter()
            .any(|wanted| crate::admit::spec_number(*wanted) == spec)
}

/// Back from the column.
pub(crate) fn spec(number: i64) -> SpecVersion {
    match number {
        0 => SpecVersion::V20,
        _ => SpecVersion::V21,
    }
}

//! Where a page begins: at the start, after a date, or where `next` says.

use super::{Listing, store_versions, with_id};
use crate::http::{CollectionPath, Context, ObjectId, Problem};
use ring::digest::{SHA256, digest};
use store::Query;
use taxii::{Allowed, Filter, Matching, parse_filter};

/// Longest match that `next` repeats; a longer one is sealed as its digest and must be repeated.
const LONGEST_SEALED: usize = 4 << 10;

/// Where a page begins and what it may hold.
pub(super) struct Start {
    pub after: Option<i64>,
    pub matching: Matching,
}

impl Start {
    /// From `next` where it is given, else from `added_after`.
    ///
    /// Clients repeat the filter beside `next` or leave it out, and some send `added_after` with
    /// another value: the position in `next` counts. Another `match` than that of `next` is an error.
    pub fn of(
        context: &Context<'_>,
        collection: &CollectionPath,
        id: Option<&ObjectId>,
        filter: &Filter,
        listing: Listing,
    ) -> Result<Self, Problem> {
        let given = Self {
            after: filter.added_after,
            matching: with_id(filter.matching.clone(), id),
        };
        let Some(next) = &filter.next else {
            return Ok(given);
        };
        let reader = &context.caller.clearance().reader;
        let cursor = context.app.store.open_cursor(reader, collection.id(), next);
        let cursor = cursor.ok_or_else(not_ours)?;
        let sealed = cursor
            .filter
            .strip_prefix(listing.name())
            .ok_or_else(not_ours)?;
        if sealed == given.sealed() {
            return Ok(Self {
                after: Some(cursor.after),
                ..given
            });
        }
        let query = sealed.strip_prefix('?').ok_or_else(other_match)?;
        let matching = parse_filter(query, Allowed::OBJECTS)
            .map_err(|_| not_ours())?
            .matching;
        let same_path = id.is_none() || matching.ids == given.matching.ids;
        if !filter.matching.is_empty() || !same_path {
            return Err(other_match());
        }
        Ok(Self {
            after: Some(cursor.after),
            matching,
        })
    }

    /// The canonical text of listing and match.
    pub fn scope(&self, listing: Listing) -> String {
        format!("{}{}", listing.name(), self.sealed())
    }

    /// The match as `next` holds it: itself, or a digest when it would make addresses too long.
    fn sealed(&self) -> String {
        let query = self.matching.to_query();
        if query.len() <= LONGEST_SEALED {
            return format!("?{query}");
        }
        let digest = digest(&SHA256, query.as_bytes());
        let digits = digest.as_ref().iter().map(|byte| format!("{byte:02x}"));
        format!("#{}", digits.collect::<String>())
    }

    pub fn query(&self, context: &Context<'_>, filter: &Filter, listing: Listing) -> Query {
        let settings = &context.app.settings;
        let asked = filter.limit.and_then(|limit| usize::try_from(limit).ok());
        let all = listing == Listing::Versions;
        Query {
            after: self.after,
            ids: self.matching.ids.clone(),
            types: self.matching.types.clone(),
            versions: store_versions(self.matching.versions.as_ref(), all),
            specs: self.matching.spec_versions.clone().unwrap_or_default(),
            limit: asked.unwrap_or(usize::MAX).min(settings.max_page_size),
            max_bytes: settings.page_bytes,
        }
    }
}

fn not_ours() -> Problem {
    Problem::bad_request("`next` is not a value this server gave you for this request")
}

fn other_match() -> Problem {
    Problem::bad_request("`next` belongs to a request with other `match` parameters")
}

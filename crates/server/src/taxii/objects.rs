//! Objects, manifests and versions (5.3, 5.4, 5.6, 5.8), page by page, and deletion (5.7).
//!
//! A page is put together from stored bytes. Its `next` holds the position and the filter, sealed for
//! this reader and collection, so it works with the filter repeated and without, and a page may be
//! asked for again.

mod start;

use crate::http::routes::Outcome;
use crate::http::{CollectionPath, Context, DATE_ADDED_FIRST, DATE_ADDED_LAST, ObjectId};
use crate::http::{Problem, Reply};
use handling::planted;
use start::Start;
use std::borrow::Cow;
use stix::SpecVersion;
use stix::timestamp::format_micros;
use store::{Cursor, Query, Row, Served, Versions};
use taxii::media::{STIX_20_MEDIA_TYPE, STIX_21_MEDIA_TYPE};
use taxii::{Filter, ManifestRecord, Matching, Page, VersionMatch};

/// What to expect of a page before it is known.
const FIRST_CAPACITY: usize = 64 << 10;

/// What a page lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listing {
    Objects,
    Manifest,
    Versions,
}

impl Listing {
    fn name(self) -> &'static str {
        match self {
            Self::Objects => "objects",
            Self::Manifest => "manifest",
            Self::Versions => "versions",
        }
    }
}

/// `GET …/objects/`.
pub fn list(context: &Context<'_>, collection: &CollectionPath, filter: &Filter) -> Outcome {
    page(context, collection, None, filter, Listing::Objects)
}

/// `GET …/manifest/`.
pub fn manifest(context: &Context<'_>, collection: &CollectionPath, filter: &Filter) -> Outcome {
    page(context, collection, None, filter, Listing::Manifest)
}

/// `GET …/objects/{object-id}/`. An id the reader cannot see is 404; one it can see, all versions of
/// which the filter excludes, is an empty envelope.
pub fn get(
    context: &Context<'_>,
    collection: &CollectionPath,
    id: &ObjectId,
    filter: &Filter,
) -> Outcome {
    page(context, collection, Some(id), filter, Listing::Objects)
}

/// `GET …/objects/{object-id}/versions/`, in the order they were added.
pub fn versions(
    context: &Context<'_>,
    collection: &CollectionPath,
    id: &ObjectId,
    filter: &Filter,
) -> Outcome {
    page(context, collection, Some(id), filter, Listing::Versions)
}

/// `DELETE …/objects/{object-id}/`: every version, unless the filter says which.
pub fn delete(
    context: &Context<'_>,
    collection: &CollectionPath,
    id: &ObjectId,
    filter: &Filter,
) -> Outcome {
    let matching = with_id(filter.matching.clone(), Some(id));
    let query = Query {
        versions: store_versions(matching.versions.as_ref(), true),
        specs: matching.spec_versions.clone().unwrap_or_default(),
        ..Query::default()
    };
    if matches_nothing(&matching) {
        return Err(Problem::not_found());
    }
    let (store, clearance) = (&context.app.store, context.caller.clearance());
    let deleted = store.delete(clearance, collection.id(), id.as_str(), &query);
    match deleted {
        Ok(0) | Err(store::Error::NotFound(_)) => Err(Problem::not_found()),
        Ok(_) => Ok(Reply::taxii(Vec::new())),
        Err(error) => Err(error.into()),
    }
}

fn page(
    context: &Context<'_>,
    collection: &CollectionPath,
    id: Option<&ObjectId>,
    filter: &Filter,
    listing: Listing,
) -> Outcome {
    let start = Start::of(context, collection, id, filter, listing)?;
    let store = &context.app.store;
    #[cfg(not(feature = "planted-leaks"))]
    let clearance = context.caller.clearance();
    #[cfg(feature = "planted-leaks")]
    let clearance = &unfiltered(context, &start, id, listing);
    let mut page = match listing {
        Listing::Versions => Page::of_versions(),
        _ => Page::of_objects(FIRST_CAPACITY),
    };
    let query = start.query(context, filter, listing);
    let end = if matches_nothing(&start.matching) {
        None
    } else {
        let push = &mut |row: Row<'_>| push(&mut page, listing, &row);
        let end = store.page(clearance, collection.id(), &query, push)?;
        Some(end.ok_or_else(Problem::not_found)?)
    };
    let end = end.filter(|end| end.count > 0);
    if let (None, Some(id)) = (&end, id)
        && !store.is_visible(clearance, collection.id(), id.as_str())?
    {
        planted!(
            HiddenIdNamed,
            tell(store, collection, id, Problem::hidden(id.as_str()))?,
            ()
        );
        planted!(
            HiddenIdForbidden,
            tell(store, collection, id, Problem::forbidden("read"))?,
            ()
        );
        return Err(Problem::not_found());
    }
    let next = end.as_ref().and_then(|end| {
        let after = end.last.filter(|_| end.more)?;
        let cursor = Cursor {
            after,
            filter: start.scope(listing),
        };
        Some(store.seal_cursor(&clearance.reader, collection.id(), &cursor))
    });
    let mut reply = Reply::taxii(page.finish(next.as_deref()));
    if let Some(end) = end {
        if let (Some(first), Some(last)) = (end.first, end.last) {
            reply = reply
                .date_added(DATE_ADDED_FIRST, first)
                .date_added(DATE_ADDED_LAST, last);
        }
        if !context.head {
            store.note_served(Served {
                reader: context.caller.clearance().reader.clone(),
                collection: Some(collection.id().to_owned()),
                what: listing.name(),
                query,
                end,
                dates: Vec::new(),
            });
        }
    }
    planted!(
        TotalCount,
        reply.headers.push((
            http::HeaderName::from_static("x-total-count"),
            store.planted_count(collection.id())?.into(),
        )),
        ()
    );
    Ok(reply)
}

/// Tells of a hidden id where it is there.
#[cfg(feature = "planted-leaks")]
fn tell(
    store: &store::Store,
    collection: &CollectionPath,
    id: &ObjectId,
    told: Problem,
) -> Result<(), Problem> {
    match store.planted_has(collection.id(), id.as_str())? {
        true => Err(told),
        false => Ok(()),
    }
}

/// Whose eyes a planted leak reads with.
#[cfg(feature = "planted-leaks")]
fn unfiltered(
    context: &Context<'_>,
    start: &Start,
    id: Option<&ObjectId>,
    listing: Listing,
) -> handling::Clearance {
    let leaks = planted!(ManifestUnfiltered, listing == Listing::Manifest, false)
        || planted!(VersionsUnfiltered, listing == Listing::Versions, false)
        || planted!(
            ObjectUnfiltered,
            listing == Listing::Objects && id.is_some(),
            false
        )
        || planted!(MatchUnfiltered, !start.matching.types.is_empty(), false);
    match leaks {
        true => context.app.store.planted_everything(),
        false => context.caller.clearance().clone(),
    }
}

fn push(page: &mut Page, listing: Listing, row: &Row<'_>) {
    match listing {
        Listing::Objects => page.push_object(row.bytes),
        Listing::Versions => page.push_version(row.version),
        Listing::Manifest => page.push_record(&ManifestRecord {
            id: Cow::Borrowed(row.id),
            date_added: Cow::Owned(format_micros(row.date_added)),
            version: Cow::Borrowed(row.version),
            media_type: Some(Cow::Borrowed(match row.spec {
                SpecVersion::V20 => STIX_20_MEDIA_TYPE,
                SpecVersion::V21 => STIX_21_MEDIA_TYPE,
            })),
        }),
    }
}

fn with_id(mut matching: Matching, id: Option<&ObjectId>) -> Matching {
    if let Some(id) = id {
        matching.ids = vec![id.as_str().to_owned()];
    }
    matching
}

/// Only specification versions that no object here has were asked for.
fn matches_nothing(matching: &Matching) -> bool {
    matching.spec_versions.as_ref().is_some_and(Vec::is_empty)
}

fn store_versions(asked: Option<&VersionMatch>, all_by_default: bool) -> Versions {
    match asked {
        None => Versions {
            all: all_by_default,
            ..Versions::default()
        },
        Some(VersionMatch::All) => Versions {
            all: true,
            ..Versions::default()
        },
        Some(VersionMatch::Some { last, first, exact }) => Versions {
            all: false,
            first: *first,
            last: *last,
            exact: exact.clone(),
        },
    }
}

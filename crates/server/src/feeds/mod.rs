//! Rules at addresses that tools poll: what `export --to` writes into a folder, for whoever asks with credentials.
//!
//! ```text
//! GET /feeds/shared/rpz/                    the zone, with what it cannot say in comments at its end
//! GET /feeds/shared/suricata/rules.tar.gz   all files of the form at once
//! GET /feeds/shared/csv/about.json          what the files hold, and what the form cannot say
//! ```
//!
//! An answer is a function of what the reader sees, of what it asks, and of the time: nothing is kept between
//! requests. So are its tag and its date: what is the same for this reader has the same tag, whatever else changes here.

mod archive;
mod ask;
mod body;

use crate::handover::{Made, Plan, make};
use crate::http::routes::Outcome;
use crate::http::{CollectionPath, Context, DATE_ADDED_LAST, Problem, Reply};
use body::Body;
use detect::rules::Format;
use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use ring::digest::{SHA256, digest};
use std::time::{Duration, UNIX_EPOCH};

/// How many parts of indicators the form cannot say; `about.json` names them.
const NOT_EXPRESSED: HeaderName = HeaderName::from_static("x-not-expressed");
/// Octets of the digest that are enough to tell answers apart.
const TAG: usize = 16;

/// What of a form is asked for, and how.
#[derive(Debug, Clone)]
pub struct FeedPath {
    form: Format,
    /// None: the form's own file.
    file: Option<String>,
    query: String,
    /// The tags that the client has answers of.
    has: Option<String>,
}

impl FeedPath {
    /// A form by its name; none where there is no such form.
    pub fn new(form: &str, file: &str, query: &str, headers: &HeaderMap) -> Option<Self> {
        let form = Format::ALL.into_iter().find(|known| known.name() == form)?;
        let lines = headers.get_all(header::IF_NONE_MATCH).iter();
        let has: Vec<&str> = lines.filter_map(|line| line.to_str().ok()).collect();
        Some(Self {
            form,
            file: (!file.is_empty()).then(|| file.to_owned()),
            query: query.to_owned(),
            has: (!has.is_empty()).then(|| has.join(",")),
        })
    }
}

/// `GET /feeds/{id}/{form}/` and `GET /feeds/{id}/{form}/{file}`.
pub fn get(context: &Context<'_>, collection: &CollectionPath, path: &FeedPath) -> Outcome {
    let caller = context.caller;
    let plan = Plan {
        collection: collection.id().to_owned(),
        partner: Some(caller.name().to_owned()),
        ..ask::plan(path.form, &path.query)?
    };
    let (store, now) = (&context.app.store, context.app.clock.now());
    #[cfg(not(feature = "planted-leaks"))]
    let clearance = caller.clearance();
    #[cfg(feature = "planted-leaks")]
    let clearance = &leak::clearance(context);
    let lists = path.file.as_deref().into_iter();
    let lists = lists.filter(|file| body::is_list(path.form, file));
    let made = make(store, clearance, &plan, lists, now).map_err(failed)?;
    let made = made.ok_or_else(Problem::not_found)?;
    let body = Body::of(&plan, &made, path.file.as_deref());
    let body = body.ok_or_else(Problem::not_found)?;
    #[cfg(feature = "planted-leaks")]
    let body = leak::body(context, &plan, body);
    let tag = tag(&body);
    let is_known = path.has.as_deref().is_some_and(|has| is_among(has, &tag));
    let mut reply = match is_known {
        true => Reply::typed(body.media_type, Vec::new()).status(StatusCode::NOT_MODIFIED),
        false => Reply::typed(body.media_type, body.bytes),
    };
    reply
        .headers
        .extend(headers(context, path, &plan, &made, &tag));
    if let Some(last) = made.last {
        reply = reply.date_added(DATE_ADDED_LAST, last);
    }
    if !context.head && !is_known {
        made.served
            .into_iter()
            .for_each(|served| store.note_served(served));
    }
    Ok(reply)
}

fn headers(
    context: &Context<'_>,
    path: &FeedPath,
    plan: &Plan,
    made: &Made,
    tag: &str,
) -> Vec<(HeaderName, HeaderValue)> {
    let query = match path.query.is_empty() {
        true => String::new(),
        false => format!("?{}", path.query),
    };
    let about = format!(
        "<{}/feeds/{}/{}/about.json{query}>; rel=\"describedby\"",
        context.origin,
        plan.collection,
        path.form.name()
    );
    // A client may keep it, and asks each time whether it is still so.
    let mut headers = vec![
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
        (header::VARY, "authorization".to_owned()),
        (header::ETAG, tag.to_owned()),
        (header::LINK, about),
        (NOT_EXPRESSED, made.written.not_expressed.len().to_string()),
    ];
    #[cfg(feature = "planted-leaks")]
    let made = &leak::headers(context, made, &mut headers);
    headers.extend(made.changed.map(|changed| {
        let changed = UNIX_EPOCH + Duration::from_micros(changed.max(0).unsigned_abs());
        (header::LAST_MODIFIED, httpdate::fmt_http_date(changed))
    }));
    let value =
        |(name, text): (HeaderName, String)| Some((name, HeaderValue::try_from(text).ok()?));
    headers.into_iter().filter_map(value).collect()
}

/// See `handling::leak`.
#[cfg(feature = "planted-leaks")]
mod leak {
    use super::*;
    use handling::{Clearance, planted};

    pub(super) fn clearance(context: &Context<'_>) -> Clearance {
        let own = context.caller.clearance();
        planted!(
            FeedUnfiltered,
            context.app.store.planted_everything(),
            own.clone()
        )
    }

    pub(super) fn body(context: &Context<'_>, plan: &Plan, mut body: Body) -> Body {
        let count = context.app.store.planted_count(&plan.collection);
        let line = format!("# of {}\n", count.unwrap_or(0));
        planted!(
            FeedCountsHidden,
            body.bytes.extend_from_slice(line.as_bytes()),
            ()
        );
        body
    }

    pub(super) fn headers(
        context: &Context<'_>,
        made: &Made,
        headers: &mut [(HeaderName, String)],
    ) -> Made {
        let mut made = made.clone();
        if let Ok(numbers) = context.app.store.planted_numbers() {
            planted!(
                FeedTagOfStore,
                headers[2].1 = format!("W/\"{}\"", numbers.objects),
                ()
            );
            planted!(
                FeedDateOfHidden,
                made.changed = Some(numbers.date_added),
                ()
            );
        }
        made
    }
}

/// Weak: the same content may be compressed or not.
fn tag(body: &Body) -> String {
    let digest = digest(&SHA256, &body.bytes);
    let hex: String = (digest.as_ref().iter().take(TAG))
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("W/\"{hex}\"")
}

/// Whether a tag is among those of `If-None-Match`, compared weakly.
fn is_among(has: &str, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    has.trim() == "*" || has.split(',').any(|one| bare(one) == bare(tag))
}

/// Reading the store is all that can go wrong here.
fn failed(error: store::Error) -> Problem {
    error.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_weakly() {
        for has in ["*", "W/\"a\"", "\"a\"", "\"b\", W/\"a\"", " \"a\" "] {
            assert!(is_among(has, "W/\"a\""), "{has}");
        }
        for has in ["", "\"b\"", "a", "W/\"A\""] {
            assert!(!is_among(has, "W/\"a\""), "{has}");
        }
    }
}

//! Rules at addresses that tools poll: what `export --to` writes into a folder, for whoever asks with credentials.
//!
//! ```text
//! GET /feeds/shared/rpz/                    the zone, with what it cannot say in comments at its end
//! GET /feeds/shared/suricata/rules.tar.gz   all files of the form at once
//! GET /feeds/shared/csv/about.json          what the files hold, and what the form cannot say
//! ```
//!
//! An answer is a function of what the reader sees, of what it asks, and of the time, and so are its tag and its date:
//! what is the same for this reader has the same tag, whatever else changes here. It is kept (`cache`; of one over
//! 8 MiB only the tag) and given to this reader again as long as nothing changes in what it sees of it. Of a zone, the
//! store remembers the serial that the reader was told last.

mod archive;
mod ask;
mod body;
mod cache;

pub use cache::Cache;

use crate::handover::{Plan, make};
use crate::http::routes::Outcome;
use crate::http::{CollectionPath, Context, DATE_ADDED_LAST, Problem, Reply};
use body::Body;
use cache::{Answer, Kept, Key};
use detect::rules::Format;
use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};
use ring::digest::{SHA256, digest};
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};
use store::Ground;

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

    /// Whether the client has the answer of this tag.
    fn knows(&self, tag: &str) -> bool {
        self.has.as_deref().is_some_and(|has| is_among(has, tag))
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
    #[cfg(not(feature = "planted-leaks"))]
    let clearance = caller.clearance().clone();
    #[cfg(feature = "planted-leaks")]
    let clearance = leak::clearance(context);
    let key = Key::new(clearance, plan, path.file.clone());
    let (mut answer, ground) = match known(context, &key, path)? {
        Some((answer, ground)) => (answer, Some(ground)),
        None => answer(context, &key)?,
    };
    #[cfg(feature = "planted-leaks")]
    leak::answer(context, &key.plan, &mut answer);
    let is_known = path.knows(&answer.tag);
    let mut reply = match is_known {
        true => Reply::typed(answer.media_type, Vec::new()).status(StatusCode::NOT_MODIFIED),
        false => Reply::typed(answer.media_type, bytes(&mut answer)),
    };
    reply
        .headers
        .extend(headers(context, path, &key.plan, &answer));
    if let Some(last) = answer.last {
        reply = reply.date_added(DATE_ADDED_LAST, last);
    }
    if !context.head && !is_known {
        context
            .app
            .store
            .note_again(&answer.served, ground.as_ref());
    }
    Ok(reply)
}

/// What is sent; taken out of an answer that nobody else holds, and so is not kept.
fn bytes(answer: &mut Arc<Answer>) -> Vec<u8> {
    let bytes = match Arc::get_mut(answer) {
        Some(answer) => answer.bytes.take(),
        None => answer.bytes.clone(),
    };
    bytes.unwrap_or_default()
}

/// What was made before, if it is still so and enough of it was kept.
fn known(
    context: &Context<'_>,
    key: &Key,
    path: &FeedPath,
) -> Result<Option<(Arc<Answer>, Ground)>, Problem> {
    let (app, now) = (context.app, context.app.clock.now());
    let holds = |kept: &Kept| kept.until.is_none_or(|until| now < until);
    let Some(kept) = app.kept_feeds.find(key).filter(holds) else {
        return Ok(None);
    };
    if kept.answer.bytes.is_none() && !path.knows(&kept.answer.tag) {
        return Ok(None);
    }
    let ground = app
        .store
        .holds(&key.clearance, &kept.ground)
        .map_err(failed)?;
    Ok(ground.map(|ground| {
        app.kept_feeds.renew(key, &ground);
        (kept.answer, ground)
    }))
}

/// Makes it, and keeps it if it can be known how long it holds.
fn answer(context: &Context<'_>, key: &Key) -> Result<(Arc<Answer>, Option<Ground>), Problem> {
    let (store, now) = (&context.app.store, context.app.clock.now());
    let (clearance, plan, file) = (&key.clearance, &key.plan, key.file.as_deref());
    // Before it is made: what comes meanwhile is in it or it is made again.
    let ground = store.ground(clearance, &plan.collection, "indicator");
    let ground = ground.map_err(failed)?;
    let lists = file.into_iter();
    let lists = lists.filter(|file| body::is_list(plan.format, file));
    let made = make(store, clearance, plan, lists, now).map_err(failed)?;
    let mut made = made.ok_or_else(Problem::not_found)?;
    let mut body = Body::of(plan, &mut made, file).ok_or_else(Problem::not_found)?;
    // What is kept counts by its length.
    body.bytes.shrink_to_fit();
    let answer = Arc::new(Answer {
        media_type: body.media_type,
        tag: tag(&body.bytes),
        bytes: Some(body.bytes),
        not_expressed: made.written.not_expressed.len(),
        changed: made.changed,
        last: made.last,
        served: store.keep_served(&made.served),
    });
    if let Some(ground) = &ground {
        let kept = Kept {
            ground: ground.clone(),
            until: made.until,
            answer: answer.clone(),
        };
        context.app.kept_feeds.keep(key.clone(), kept);
    }
    Ok((answer, None))
}

fn headers(
    context: &Context<'_>,
    path: &FeedPath,
    plan: &Plan,
    answer: &Answer,
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
        (header::ETAG, answer.tag.clone()),
        (header::LINK, about),
        (NOT_EXPRESSED, answer.not_expressed.to_string()),
    ];
    headers.extend(answer.changed.map(|changed| {
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

    pub(super) fn answer(context: &Context<'_>, plan: &Plan, told: &mut Arc<Answer>) {
        let mut answer = Answer::clone(told);
        let count = context.app.store.planted_count(&plan.collection);
        let line = format!("# of {}\n", count.unwrap_or(0));
        planted!(
            FeedCountsHidden,
            answer.bytes.iter_mut().for_each(|bytes| {
                bytes.extend_from_slice(line.as_bytes());
                answer.tag = tag(bytes);
            }),
            ()
        );
        if let Ok(numbers) = context.app.store.planted_numbers() {
            planted!(
                FeedTagOfStore,
                answer.tag = format!("W/\"{}\"", numbers.objects),
                ()
            );
            planted!(
                FeedDateOfHidden,
                answer.changed = Some(numbers.date_added),
                ()
            );
        }
        *told = Arc::new(answer);
    }
}

/// Weak: the same content may be compressed or not.
fn tag(bytes: &[u8]) -> String {
    let digest = digest(&SHA256, bytes);
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

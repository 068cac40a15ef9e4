//! Add Objects (5.5): an envelope in, a status resource out.
//!
//! Every object is judged by itself: what is wrong with one is told in its failure and never loses its
//! neighbours. A small envelope is worked off at once, a large one in the background, where it lies
//! durably before the answer goes out.

use super::status;
use crate::auth::Caller;
use crate::http::routes::Outcome;
use crate::http::{App, CollectionPath, Context, Problem, Reply};
use handling::planted;
use http::StatusCode;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use stix::json::{Fault, Limits};
use stix::timestamp::format_micros;
use stix::validate::Finding;
use stix::{Object, Refusal};
use store::{Incoming, NewJob, Source, StatusItem, StatusUpdate, Submission};

/// Findings told per object.
const FINDINGS_TOLD: usize = 5;

/// `POST …/objects/`.
pub fn add(context: &Context<'_>, collection: &CollectionPath, body: Vec<u8>) -> Outcome {
    let app = context.app;
    let source = context.caller.source().ok_or_else(Problem::unauthorized)?;
    let count = count_objects(&body)?;
    let settings = &app.settings;
    let large =
        body.len() > settings.background_bytes || count > settings.background_objects as u64;
    if large {
        return enqueue(context, collection, source, body, count);
    }
    let batch = stix::bundle::read_envelope(&body, &Limits::default()).map_err(unreadable)?;
    let mut sorted = Sorted::new(app.clock.now());
    for item in batch.items {
        match item {
            Ok(object) => sorted.take(&object),
            Err(refusal) => sorted.refuse(&refusal),
        }
    }
    let id = new_status_id(app)?;
    sorted.submit(app, source, collection.id(), &id)?;
    accepted(app, context.caller, &id)
}

fn enqueue(
    context: &Context<'_>,
    collection: &CollectionPath,
    source: Source,
    body: Vec<u8>,
    total: u64,
) -> Outcome {
    let app = context.app;
    let place = app.background.place(&source)?;
    let record = app.store.enqueue(NewJob {
        id: new_status_id(app)?,
        source,
        collection: collection.id().to_owned(),
        body,
        total,
    })?;
    app.background.wake(&record.id, place);
    Ok(Reply::resource(&status::resource(record)).status(StatusCode::ACCEPTED))
}

fn accepted(app: &App, caller: &Caller, id: &str) -> Outcome {
    let record = app.store.status(caller.clearance(), id)?;
    let record = record.ok_or_else(Problem::internal)?;
    Ok(Reply::resource(&status::resource(record)).status(StatusCode::ACCEPTED))
}

/// The objects of an envelope, sorted into those to be admitted and those refused.
pub struct Sorted {
    received: String,
    objects: Vec<(Incoming, Option<i64>)>,
    failures: Vec<StatusItem>,
}

impl Sorted {
    /// Nothing yet, received at this time (microseconds since the epoch).
    pub fn new(received: i64) -> Self {
        Self {
            received: format_micros(received),
            objects: Vec::new(),
            failures: Vec::new(),
        }
    }

    /// Takes an object that could be read: it is admitted unless a rule is broken.
    pub fn take(&mut self, object: &Object<'_>) {
        let errors = crate::door::faults(object);
        // What a recall or its acknowledgement lacks is told: nobody would find it in quarantine in time.
        let lacks = handling::recall::read(object).err();
        if errors.is_empty() && lacks.is_none() {
            self.objects.push((Incoming::new(object), None));
            return;
        }
        let version = object.header.version().unwrap_or(&self.received);
        self.failures.push(StatusItem {
            id: object.header.id.to_string(),
            version: version.to_owned(),
            message: Some(match lacks {
                Some(lacks) if errors.is_empty() => lacks.to_string(),
                _ => told(&errors),
            }),
        });
    }

    /// Takes an object that could not be read. What has no id goes by its place in the envelope.
    pub fn refuse(&mut self, refusal: &Refusal) {
        let place = || format!("objects[{}]", refusal.index);
        self.failures.push(StatusItem {
            id: refusal.id.clone().unwrap_or_else(place),
            version: self.received.clone(),
            message: Some(fault_told(&refusal.fault)),
        });
    }

    /// Admits what is to be admitted and completes the status, in one durable transaction.
    pub fn submit(
        self,
        app: &App,
        source: Source,
        collection: &str,
        status: &str,
    ) -> store::Result<()> {
        app.store.submit(Submission {
            source,
            collection: Some(collection.to_owned()),
            objects: self.objects,
            default_tlp: None,
            status: Some(StatusUpdate {
                id: status.to_owned(),
                failures: self.failures,
            }),
            checkpoint: None,
        })?;
        Ok(())
    }
}

/// The id of an object that breaks a rule of reading, where its JSON still gives one.
pub fn id_of(bytes: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        id: String,
    }
    let named: Result<Named, _> = serde_json::from_slice(bytes);
    named.ok().map(|named| named.id)
}

fn told(errors: &[Finding]) -> String {
    let told = errors.iter().take(FINDINGS_TOLD).map(|finding| {
        let hint = finding
            .hint
            .as_ref()
            .map(|hint| format!(" ({hint})"))
            .unwrap_or_default();
        format!(
            "{} at `{}`: {}{hint}",
            finding.code, finding.path, finding.message
        )
    });
    let mut text = told.collect::<Vec<_>>().join("; ");
    if errors.len() > FINDINGS_TOLD {
        text += &format!("; and {} more", errors.len() - FINDINGS_TOLD);
    }
    text
}

fn fault_told(fault: &Fault) -> String {
    if fault.path.is_empty() {
        return format!("{}: {}", fault.code, fault.message);
    }
    format!("{} at `{}`: {}", fault.code, fault.path, fault.message)
}

/// 422 (section 5.5): a malformed body.
fn unreadable(fault: Fault) -> Problem {
    let told = fault_told(&fault);
    Problem::unprocessable(format!("{told} (byte {})", fault.offset))
}

fn new_status_id(app: &App) -> Result<String, Problem> {
    let mut bytes = [0u8; 16];
    planted!(
        StatusNumber,
        {
            let number = u128::try_from(app.store.planted_numbers()?.audit).unwrap_or(0);
            return Ok(uuid4(number.to_be_bytes()));
        },
        ()
    );
    if app.randomness.fill(&mut bytes) {
        return Ok(uuid4(bytes));
    }
    Err(Problem::internal())
}

/// A random UUID.
fn uuid4(mut bytes: [u8; 16]) -> String {
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [
        &text[..8],
        &text[8..12],
        &text[12..16],
        &text[16..20],
        &text[20..],
    ];
    parts.join("-")
}

/// How many objects the envelope has, found in one pass that keeps nothing. An envelope without
/// objects, and what is no envelope, is 422.
fn count_objects(body: &[u8]) -> Result<u64, Problem> {
    #[derive(Deserialize)]
    struct Envelope {
        objects: Option<Count>,
    }
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let envelope: Envelope = serde_json::from_slice(body).map_err(|error| {
        Problem::unprocessable(format!("the body is no TAXII envelope: {error}"))
    })?;
    match envelope.objects {
        Some(Count(count)) if count > 0 => Ok(count),
        _ => Err(Problem::unprocessable("the envelope has no `objects`")),
    }
}

/// The length of a JSON array.
struct Count(u64);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Counting;
        impl<'de> Visitor<'de> for Counting {
            type Value = Count;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a list of STIX objects")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Count, A::Error> {
                let mut count = 0;
                while items.next_element::<IgnoredAny>()?.is_some() {
                    count += 1;
                }
                Ok(Count(count))
            }
        }
        deserializer.deserialize_seq(Counting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn envelopes_are_counted_and_anything_else_is_unprocessable() {
        assert_eq!(
            count_objects(br#"{"objects":[{},{"a":[1]}],"x_ours":1}"#).ok(),
            Some(2)
        );
        for body in [
            "",
            "{}",
            "[]",
            "null",
            "{\"objects\":[]}",
            "{\"objects\":null}",
            "{\"objects\":{}}",
            "{\"objects\":[{}]",
            "{\"objects\":[{}]}x",
            "{\"objects\":[{}],\"objects\":[{}]}",
            "objects=1",
        ] {
            let problem = count_objects(body.as_bytes()).expect_err(body);
            assert_eq!(problem.status, 422, "{body}");
        }
    }

    #[test]
    fn status_ids_are_uuids_of_version_4() {
        assert_eq!(uuid4([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(uuid4([0; 16]), "00000000-0000-4000-8000-000000000000");
    }
}

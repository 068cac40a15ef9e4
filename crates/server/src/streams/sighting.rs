//! What is told of a fold: a STIX sighting, an observed-data, and the observables that matched; nothing else of the event,
//! unless it is asked for.

mod event;

use super::plan::Plan;
use handling::Label;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use stix::marking::Tlp;
use stix::pattern::{Network, Step, parse_path};
use stix::timestamp::format_micros;
use stix::{Limits, Object};
use store::{Fold, Incoming, Maker, Subject};
use uuid::Uuid;

/// What is kept of a match for its sighting: where in the pattern it was found, the value, and all of the event where that is
/// wanted.
pub(super) fn evidence(parts: &[&str]) -> String {
    super::out::json(&parts)
}

/// Makes the objects of this stream's sightings.
pub(super) fn maker(plan: &Plan) -> Maker {
    let (stream, tlp) = (plan.name.clone(), plan.tlp);
    let identity = plan.identity.clone();
    Maker(Arc::new(move |fold, subject| {
        Telling {
            stream: &stream,
            identity: identity.as_deref(),
            tlp,
            fold,
            subject,
        }
        .objects()
    }))
}

struct Telling<'t> {
    stream: &'t str,
    identity: Option<&'t str>,
    tlp: Tlp,
    fold: &'t Fold,
    subject: &'t Subject,
}

impl Telling<'_> {
    fn objects(&self) -> Vec<Incoming> {
        let mut observables: Vec<Value> = Vec::new();
        let mut plain = Vec::new();
        for piece in &self.fold.hits.evidence {
            let Ok(parts) = serde_json::from_str::<Vec<String>>(piece) else {
                continue;
            };
            let [path, value, event @ ..] = parts.as_slice() else {
                continue;
            };
            let whole = event.first().map(|event| event::observables(event));
            let made = whole.filter(|made| !made.is_empty());
            let made = made.or_else(|| Some(vec![observable(path, value)?]));
            match made {
                Some(made) => {
                    for object in made {
                        if !observables.contains(&object) {
                            observables.push(object);
                        }
                    }
                }
                None => {
                    let text = format!("{path} = {value}");
                    if !plain.contains(&text) {
                        plain.push(text);
                    }
                }
            }
        }
        let observed = (!observables.is_empty()).then(|| self.observed_data(&observables));
        let sighting = self.sighting(observed.as_ref(), &plain);
        // Ends before what is about them.
        let all = observables.into_iter().chain(observed).chain([sighting]);
        all.filter_map(|object| incoming(&object)).collect()
    }

    /// What both have in common.
    fn common(&self, object_type: &str, id: String) -> Map<String, Value> {
        let mut object = Map::new();
        object.insert("type".to_owned(), object_type.into());
        object.insert("spec_version".to_owned(), "2.1".into());
        object.insert("id".to_owned(), id.into());
        object.insert("created".to_owned(), millis(self.fold.made).into());
        object.insert("modified".to_owned(), millis(self.fold.version).into());
        if let Some(identity) = self.identity {
            object.insert("created_by_ref".to_owned(), identity.into());
        }
        let markings: Vec<Value> = self.markings().into_iter().map(Value::from).collect();
        object.insert("object_marking_refs".to_owned(), markings.into());
        object
    }

    /// The strictest TLP level of indicator and stream, and whatever else the indicator is marked with.
    fn markings(&self) -> BTreeSet<String> {
        let of_indicator = self.subject.label.as_ref().map(Label::tlp);
        let level = of_indicator.map_or(self.tlp, |level| level.max(self.tlp));
        let others = self.subject.markings.iter();
        let others = others
            .filter(|id| Tlp::of_marking_id(id).is_none())
            .cloned();
        others.chain([level.marking_id().to_owned()]).collect()
    }

    fn observed_data(&self, observables: &[Value]) -> Value {
        let id = self
            .fold
            .hits
            .id
            .replacen("sighting--", "observed-data--", 1);
        let mut object = self.common("observed-data", id);
        let ids: Vec<Value> = observables
            .iter()
            .map(|object| object["id"].clone())
            .collect();
        object.insert("first_observed".to_owned(), self.first().into());
        object.insert("last_observed".to_owned(), self.last().into());
        object.insert("number_observed".to_owned(), self.count().into());
        object.insert("object_refs".to_owned(), ids.into());
        object.into()
    }

    fn sighting(&self, observed: Option<&Value>, plain: &[String]) -> Value {
        let mut object = self.common("sighting", self.fold.hits.id.clone());
        let mut description = format!("seen in the stream `{}`", self.stream);
        if self.fold.hits.retro {
            description += " in retrospect: the indicator came after the events";
        }
        if !plain.is_empty() {
            description += &format!(": {}", plain.join("; "));
        }
        object.insert("description".to_owned(), description.into());
        object.insert("first_seen".to_owned(), self.first().into());
        object.insert("last_seen".to_owned(), self.last().into());
        object.insert("count".to_owned(), self.count().into());
        object.insert(
            "sighting_of_ref".to_owned(),
            self.fold.hits.indicator.as_str().into(),
        );
        if let Some(observed) = observed {
            object.insert("observed_data_refs".to_owned(), json!([observed["id"]]));
        }
        if let Some(identity) = self.identity {
            object.insert("where_sighted_refs".to_owned(), json!([identity]));
        }
        object.into()
    }

    fn first(&self) -> String {
        millis(self.fold.hits.first)
    }

    fn last(&self) -> String {
        millis(self.fold.hits.last)
    }

    /// Both properties allow as much (sections 4.14 and 5.2).
    fn count(&self) -> u64 {
        self.fold.hits.count.clamp(1, 999_999_999)
    }
}

/// A moment with milliseconds.
fn millis(micros: i64) -> String {
    let text = format_micros(micros.div_euclid(1_000) * 1_000);
    match text.strip_suffix("000Z") {
        Some(short) => format!("{short}Z"),
        None => text,
    }
}

/// Whatever the door refuses is not told of.
pub(super) fn incoming(object: &Value) -> Option<Incoming> {
    let bytes = object.to_string();
    let object = Object::parse(bytes.as_bytes(), &Limits::default()).ok()?;
    crate::door::faults(&object)
        .is_empty()
        .then(|| Incoming::new(&object))
}

/// The smallest observable that holds the value where the path says; `None` where it would not be valid alone, as
/// network-traffic without its ends.
fn observable(path: &str, value: &str) -> Option<Value> {
    let path = parse_path(path).ok()?;
    let after_ref = path.steps.iter().rposition(is_reference);
    let (kind, steps) = match after_ref {
        None => (path.object_type.to_owned(), &path.steps[..]),
        Some(at) => {
            let steps = &path.steps[at + 1..];
            let steps = match steps {
                [Step::Any | Step::Index(_), rest @ ..] => rest,
                steps => steps,
            };
            (referred(&path.steps[at], steps, value)?, steps)
        }
    };
    let mut made = json!({ "type": kind, "spec_version": "2.1" });
    put(&mut made, steps, value)?;
    identified(&kind, made)
}

/// The object under the id that its value gives it; `None` where it is not valid.
fn identified(kind: &str, mut made: Value) -> Option<Value> {
    made["id"] = format!("{kind}--{}", Uuid::nil()).into();
    let text = made.to_string();
    let object = Object::parse(text.as_bytes(), &Limits::default()).ok()?;
    let id = stix::id::deterministic(&object).unwrap_or_else(|| {
        // Without contributing properties (section 2.9): the same value, the same id all the same.
        const NAMESPACE: Uuid = Uuid::from_u128(0x0b7d_4b0e_5a8e_5c43_8d0e_6f1c_2a94_b7d1);
        format!("{kind}--{}", Uuid::new_v5(&NAMESPACE, text.as_bytes()))
    });
    made["id"] = id.into();
    incoming(&made).map(|_| made)
}

fn is_reference(step: &Step<'_>) -> bool {
    matches!(step, Step::Key(name) if name.ends_with("_ref") || name.ends_with("_refs"))
}

/// The type of what a reference leads to, as far as it shows.
fn referred(reference: &Step<'_>, steps: &[Step<'_>], value: &str) -> Option<String> {
    let Step::Key(name) = reference else {
        return None;
    };
    let of_address = || match Network::parse(value) {
        Some(Network::V4(..)) => "ipv4-addr",
        Some(Network::V6(..)) => "ipv6-addr",
        None => "domain-name",
    };
    let is_value = matches!(steps, [Step::Key(last)] if last == "value");
    let kind = match name.as_ref() {
        "src_ref" | "dst_ref" | "resolves_to_refs" if is_value => of_address(),
        "from_ref" | "sender_ref" | "to_refs" | "cc_refs" | "bcc_refs" if is_value => "email-addr",
        "parent_directory_ref" => "directory",
        "image_ref" => "file",
        "parent_ref" => "process",
        "creator_user_ref" => "user-account",
        _ => return None,
    };
    Some(kind.to_owned())
}

/// Puts a value at the end of a way through dictionaries and lists.
fn put(object: &mut Value, steps: &[Step<'_>], value: &str) -> Option<()> {
    let [first, rest @ ..] = steps else {
        return None;
    };
    let Step::Key(name) = first else { return None };
    let inner = match rest {
        [] => typed(name, value),
        [Step::Any | Step::Index(_)] => json!([value]),
        _ => {
            let mut inner = json!({});
            put(&mut inner, rest, value)?;
            inner
        }
    };
    object.as_object_mut()?.insert(name.to_string(), inner);
    Some(())
}

/// Numbers are written as numbers where the specification has them.
fn typed(name: &str, value: &str) -> Value {
    const NUMBERS: [&str; 8] = [
        "number",
        "size",
        "pid",
        "src_port",
        "dst_port",
        "src_byte_count",
        "dst_byte_count",
        "rank",
    ];
    match value.parse::<i64>() {
        Ok(number) if NUMBERS.contains(&name) => number.into(),
        _ => value.into(),
    }
}

//! Patterns on STIX content: observed-data with their objects, as bundles hold them (section 4.14).

use std::collections::HashMap;

use stix::json::{self, Limits};
use stix::{Timestamp, Value};

use crate::eval::{Witness, satisfied};
use crate::graph::Graph;
use crate::program::Program;
use crate::solve::{OverBudget, Seen, bind};

/// One observed-data object and the cyber-observable objects it lists.
#[derive(Debug)]
pub struct Observation<'v> {
    /// Its id; of SCOs that no observed-data lists, the bundle's id or an empty text.
    pub id: &'v str,
    /// When, and how often.
    pub seen: Seen,
    /// Its objects.
    pub graph: Graph<'v>,
}

/// What a pattern finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Whether the pattern holds.
    pub is_match: bool,
    /// The ids of the observations of one binding, in the order of the input.
    pub bindings: Vec<String>,
    /// The first value that each leaf was satisfied by, of the observations bound.
    pub witnesses: Vec<Witness>,
}

/// Why content cannot be matched against.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ContentFault {
    /// It is no strict JSON.
    #[error("{} at {}: {}", .0.code, .0.offset, .0.message)]
    Json(json::Fault),
    /// An observed-data breaks a rule that matching depends on.
    #[error("{id}: {message}")]
    ObservedData {
        /// Which one.
        id: String,
        /// One sentence, lower case, no full stop.
        message: String,
    },
}

/// Parses a bundle, one object or an array of objects, strictly.
///
/// # Errors
/// When it is no strict JSON.
pub fn parse(bytes: &[u8]) -> Result<Value<'_>, ContentFault> {
    json::parse(bytes, &Limits::default()).map_err(ContentFault::Json)
}

/// The observations of a bundle, an object or an array of objects. Where there is no observed-data
/// at all, its cyber-observable objects together are one observation without a time.
///
/// # Errors
/// An observed-data without usable times or `number_observed`.
pub fn observations<'v>(content: &'v Value<'v>) -> Result<Vec<Observation<'v>>, ContentFault> {
    let objects: Vec<&Value<'v>> = match content {
        Value::Array(items) => items.iter().collect(),
        _ => match content.get("objects").and_then(Value::as_array) {
            Some(items) if text(content, "type") == "bundle" => items.iter().collect(),
            _ => vec![content],
        },
    };
    let by_id: HashMap<&str, &Value<'v>> = objects.iter().map(|o| (text(o, "id"), *o)).collect();
    let mut found: Vec<Observation<'v>> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut versions: Vec<Option<Timestamp<'_>>> = Vec::new();
    for object in objects
        .iter()
        .filter(|o| text(o, "type") == "observed-data")
    {
        let observation = observation(object, &by_id)?;
        let version = Timestamp::parse(text(object, "modified"));
        // Several versions of one object are one observation: the newest.
        match at.get(observation.id) {
            Some(place) if version > versions[*place] => {
                versions[*place] = version;
                found[*place] = observation;
            }
            Some(_) => {}
            None => {
                at.insert(observation.id, found.len());
                versions.push(version);
                found.push(observation);
            }
        }
    }
    if found.is_empty() {
        let scos = objects
            .iter()
            .filter(|o| stix::object::is_sco(text(o, "type")));
        let graph = Graph::new(scos.map(|o| (text(o, "id"), *o)));
        if !graph.is_empty() {
            let id = text(content, "id");
            let seen = Seen {
                interval: None,
                count: 1,
            };
            found.push(Observation { id, seen, graph });
        }
    }
    Ok(found)
}

fn text<'v>(value: &'v Value<'_>, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn observation<'v>(
    object: &'v Value<'v>,
    by_id: &HashMap<&str, &'v Value<'v>>,
) -> Result<Observation<'v>, ContentFault> {
    let id = text(object, "id");
    let fault = |message: &str| ContentFault::ObservedData {
        id: id.to_owned(),
        message: message.to_owned(),
    };
    let moment = |key: &str| {
        Timestamp::parse(text(object, key))
            .map(|at| at.micros())
            .ok_or_else(|| fault(&format!("`{key}` is missing or no timestamp")))
    };
    let (first, last) = (moment("first_observed")?, moment("last_observed")?);
    if first > last {
        return Err(fault("`last_observed` is before `first_observed`"));
    }
    let count = match object.get("number_observed") {
        Some(Value::Number(number)) => number.parse().ok().filter(|n| *n > 0),
        None => Some(1),
        Some(_) => None,
    };
    let count = count.ok_or_else(|| fault("`number_observed` is no positive integer"))?;
    let graph = match object.get("objects").and_then(Value::as_object) {
        // Section 4.14: the deprecated form holds the objects itself.
        Some(members) => Graph::new(members.iter().map(|(key, value)| (key.as_ref(), value))),
        None => {
            let refs = object.get("object_refs").and_then(Value::as_array);
            let ids = refs.unwrap_or_default().iter().filter_map(Value::as_str);
            // Section 9.7.4: only what `object_refs` lists may be followed.
            Graph::new(ids.filter_map(|id| Some((id, *by_id.get(id)?))))
        }
    };
    let seen = Seen {
        interval: Some((first, last)),
        count,
    };
    Ok(Observation { id, seen, graph })
}

/// Evaluates a pattern on observations.
///
/// # Errors
/// When the search for a binding exceeds its budget.
pub fn evaluate(
    program: &Program,
    observations: &[Observation<'_>],
) -> Result<Outcome, OverBudget> {
    let mut domains: Vec<Vec<usize>> = vec![Vec::new(); program.leaves.len()];
    let mut shown: Vec<Vec<Witness>> = vec![Vec::new(); program.leaves.len()];
    for (leaf, expression) in program.leaves.iter().enumerate() {
        for (at, observation) in observations.iter().enumerate() {
            if let Some(witness) = satisfied(expression, &observation.graph) {
                domains[leaf].push(at);
                shown[leaf].push(witness);
            }
        }
    }
    let seen: Vec<Seen> = observations.iter().map(|o| o.seen).collect();
    let Some(bound) = bind(program, &seen, &domains)? else {
        return Ok(Outcome {
            is_match: false,
            bindings: Vec::new(),
            witnesses: Vec::new(),
        });
    };
    let witness = |leaf: usize| {
        let place = domains[leaf].iter().position(|at| bound.contains(at))?;
        Some(shown[leaf][place].clone())
    };
    Ok(Outcome {
        is_match: true,
        witnesses: (0..program.leaves.len()).filter_map(witness).collect(),
        bindings: bound
            .iter()
            .map(|at| observations[*at].id.to_owned())
            .collect(),
    })
}

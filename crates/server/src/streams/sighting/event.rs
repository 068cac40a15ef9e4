//! A whole event as observables: what its mapping makes of it, each valid by itself, references between them kept.

use super::identified;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The observables of an event, in the words of `detect::session::Session::objects`: by name, or STIX content as it came.
pub(super) fn observables(event: &str) -> Vec<Value> {
    let Ok(content) = serde_json::from_str::<Value>(event) else {
        return Vec::new();
    };
    match content {
        Value::Object(content) if content.get("type").is_some() => received(content),
        Value::Object(content) => made(content),
        _ => Vec::new(),
    }
}

/// Those of a bundle, as they are.
fn received(content: Map<String, Value>) -> Vec<Value> {
    let all = match content.get("objects") {
        Some(Value::Array(objects)) => objects.clone(),
        _ => vec![Value::Object(content)],
    };
    let is_observable = |object: &Value| object["type"].as_str().is_some_and(stix::object::is_sco);
    all.into_iter()
        .filter(|object| is_observable(object) && super::incoming(object).is_some())
        .collect()
}

/// Those of a mapping. An object refers only to objects before it; what is not valid alone is left out, and so are references
/// to it.
fn made(content: Map<String, Value>) -> Vec<Value> {
    let number = |name: &str| name.trim_start_matches('\0').parse::<usize>().ok();
    let mut all: Vec<(String, Value)> = content.into_iter().collect();
    all.sort_by_key(|(name, _)| number(name));
    let mut ids: HashMap<String, String> = HashMap::new();
    let mut found: Vec<Value> = Vec::new();
    for (name, object) in all {
        let Some(kind) = object["type"].as_str().map(str::to_owned) else {
            continue;
        };
        let Value::Object(members) = object else {
            continue;
        };
        let mut object = referring(members, &ids);
        object["spec_version"] = "2.1".into();
        // Mappings fill extensions as far as patterns ask for them, which is less than some must have.
        let bare = without_extensions(&object);
        let valid = identified(&kind, object).or_else(|| identified(&kind, bare?));
        if let Some(object) = valid {
            ids.insert(name, object["id"].as_str().unwrap_or_default().to_owned());
            if !found.contains(&object) {
                found.push(object);
            }
        }
    }
    found
}

fn without_extensions(object: &Value) -> Option<Value> {
    let mut bare = object.clone();
    bare.as_object_mut()?.remove("extensions")?;
    Some(bare)
}

fn referring(members: Map<String, Value>, ids: &HashMap<String, String>) -> Value {
    let resolve = |name: &Value| Some(Value::from(ids.get(name.as_str()?)?.as_str()));
    let mut object = Map::new();
    for (name, value) in members {
        let value = match value {
            value if name.ends_with("_ref") => resolve(&value),
            Value::Array(names) if name.ends_with("_refs") => {
                let known: Vec<Value> = names.iter().filter_map(resolve).collect();
                (!known.is_empty()).then_some(Value::Array(known))
            }
            value => Some(value),
        };
        object.extend(value.map(|value| (name, value)));
    }
    Value::Object(object)
}

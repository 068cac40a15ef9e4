//! Systematic mutations: every member dropped, of the wrong kind, empty, out of its form.

use serde_json::{Value, json};

/// A changed object and what was done: `identity.full wrong-kind /name`.
pub struct Mutant {
    pub name: String,
    pub object: Value,
}

/// Properties that types share: changed in one instance of each family, not in all.
const COMMON: &[&str] = &[
    "created",
    "modified",
    "created_by_ref",
    "revoked",
    "labels",
    "confidence",
    "lang",
    "external_references",
    "object_marking_refs",
    "granular_markings",
    "spec_version",
    "type",
];
const FAMILIES: &[&str] = &[
    "identity.full",
    "relationship.full",
    "ipv4-addr.full",
    "marking-definition.full",
    "extension-definition.full",
    "language-content.full",
];

/// Every mutant of one instance.
pub fn mutants(name: &str, object: &Value) -> Vec<Mutant> {
    let mut out = Vec::new();
    let mut push = |what: &str, at: &str, object: Value| {
        let name = format!("{name} {what} {at}");
        out.push(Mutant { name, object });
    };
    for pointer in pointers(object) {
        let first = pointer[1..].split('/').next().unwrap_or_default();
        let common = COMMON.contains(&first) && !FAMILIES.contains(&name);
        if let Some(dropped) =
            without(object, &pointer).filter(|_| !common || name.ends_with("minimal"))
        {
            push("drop", &pointer, dropped);
        }
        if common || name.ends_with("minimal") {
            continue;
        }
        let value = object
            .pointer(&pointer)
            .expect("the pointer came from this object");
        for (what, other) in replacements(value) {
            let mut changed = object.clone();
            *changed.pointer_mut(&pointer).expect("the same place") = other;
            push(what, &pointer, changed);
        }
    }
    // One instance of each type is enough for what any object may have.
    let additions = if name.ends_with("minimal") {
        Vec::new()
    } else {
        additions()
    };
    for (what, key, value) in additions {
        let mut changed = object.clone();
        changed[key] = value;
        push(what, key, changed);
    }
    out
}

/// The JSON pointer of every value inside.
fn pointers(value: &Value) -> Vec<String> {
    let mut all = Vec::new();
    let mut open = vec![(String::new(), value)];
    while let Some((at, value)) = open.pop() {
        let inner: Vec<(String, &Value)> = match value {
            Value::Object(members) => members
                .iter()
                .map(|(key, value)| {
                    (
                        format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")),
                        value,
                    )
                })
                .collect(),
            Value::Array(items) => items
                .iter()
                .enumerate()
                .map(|(index, value)| (format!("{at}/{index}"), value))
                .collect(),
            _ => Vec::new(),
        };
        all.extend(inner.iter().map(|(at, _)| at.clone()));
        open.extend(inner);
    }
    all.sort();
    all
}

fn without(object: &Value, pointer: &str) -> Option<Value> {
    let (parent, key) = pointer.rsplit_once('/')?;
    let mut changed = object.clone();
    let members = changed.pointer_mut(parent)?.as_object_mut()?;
    members.remove(&key.replace("~1", "/").replace("~0", "~"))?;
    Some(changed)
}

fn replacements(value: &Value) -> Vec<(&'static str, Value)> {
    let mut out = vec![("null", Value::Null)];
    match value {
        Value::String(text) => {
            out.push(("wrong-kind", json!(7)));
            out.push(("garbage", json!("Not a Valid_Value!")));
            out.extend(of_string(text));
        }
        Value::Number(_) => out.extend([
            ("wrong-kind", json!("7")),
            ("negative", json!(-1)),
            ("fraction", json!(1.5)),
            ("large", json!(99_999_999_999_i64)),
            ("unsafe", json!(9_007_199_254_740_993_i64)),
        ]),
        Value::Bool(truth) => {
            out.extend([("wrong-kind", json!("true")), ("flip", json!(!truth))]);
        }
        Value::Array(_) => out.extend([("wrong-kind", json!({"a": 1})), ("empty", json!([]))]),
        Value::Object(_) => out.extend([("wrong-kind", json!(["a"])), ("empty", json!({}))]),
        Value::Null => {}
    }
    out
}

fn of_string(text: &str) -> Vec<(&'static str, Value)> {
    let mut out = Vec::new();
    if stix::Timestamp::parse(text).is_some() {
        let day = &text[10..];
        out.extend([
            ("no-such-day", json!(format!("2026-02-30{day}"))),
            ("early", json!(format!("2001-01-01{day}"))),
            ("late", json!(format!("2099-01-01{day}"))),
            ("offset", json!("2026-03-04T08:15:00.000+01:00")),
            ("space", json!("2026-03-04 08:15:00.000Z")),
            ("no-fraction", json!("2026-03-04T08:15:00Z")),
            ("bare-point", json!("2026-03-04T08:15:00.Z")),
        ]);
    }
    if let Some(id) = stix::Identifier::parse(text) {
        let uuid = &text[id.type_name().len() + 2..];
        for other in ["malware", "relationship", "bundle", "ipv4-addr"] {
            if other != id.type_name() {
                out.push(("other-type", json!(format!("{other}--{uuid}"))));
            }
        }
        let version7 = format!("{}--019535d9-3df7-79fb-b466-fa907fa17f9e", id.type_name());
        out.extend([
            ("no-uuid", json!(format!("{}--1", id.type_name()))),
            ("one-hyphen", json!(format!("{}-{uuid}", id.type_name()))),
            ("version-7", json!(version7)),
        ]);
    }
    if text.len() >= 2 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        out.extend([
            ("odd-hex", json!("abc")),
            ("upper-hex", json!("AB")),
            ("no-hex", json!("0g")),
        ]);
    }
    out
}

fn additions() -> Vec<(&'static str, &'static str, Value)> {
    let ref_id = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da";
    let extension = "extension-definition--d83fce45-ef58-4c6c-a3f4-1fbc32e98c6e";
    vec![
        ("add", "severity", json!("high")),
        ("add", "x_example_com_score", json!(10)),
        ("add", "score", json!(10)),
        ("add-true", "defanged", json!(true)),
        (
            "add-both",
            "granular_markings",
            json!([{"marking_ref": ref_id, "lang": "ar", "selectors": ["type"]}]),
        ),
        (
            "add-neither",
            "granular_markings",
            json!([{"selectors": ["type"]}]),
        ),
        (
            "add-missing",
            "granular_markings",
            json!([{"marking_ref": ref_id, "selectors": ["absent"]}]),
        ),
        (
            "add-index",
            "granular_markings",
            json!([{"marking_ref": ref_id, "selectors": ["type.[0]"]}]),
        ),
        (
            "add-good",
            "granular_markings",
            json!([{"marking_ref": ref_id, "selectors": ["type", "id"]}]),
        ),
        (
            "add-good",
            "extensions",
            json!({extension: {"extension_type": "property-extension", "rank": 1}}),
        ),
        ("add-untyped", "extensions", json!({extension: {"rank": 1}})),
        (
            "add-bogus-type",
            "extensions",
            json!({extension: {"extension_type": "bogus"}}),
        ),
        ("add-bogus-key", "extensions", json!({"bogus": {"rank": 1}})),
        (
            "add-custom",
            "extensions",
            json!({"x-example-com-rank-ext": {"rank": 1}}),
        ),
    ]
}

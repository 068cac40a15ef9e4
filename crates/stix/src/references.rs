//! What an object refers to: every identifier under a property whose name ends in `_ref` or `_refs` (section 3.1), at any
//! depth, and those that stand in an `external_id`.

use crate::json::path::{push_index, push_key};
use crate::{Identifier, Value};

/// One reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<'v> {
    /// Where it stands, such as `object_refs[3]`.
    pub path: String,
    /// The id referred to.
    pub id: &'v str,
}

/// Every reference of an object, in the order received. References into the deprecated container of observed-data are
/// no identifiers and so none of them.
pub fn references<'v>(object: &'v Value<'_>) -> Vec<Reference<'v>> {
    let mut found = Vec::new();
    walk(object, false, &mut String::new(), &mut found);
    found
}

/// Recursive: a parsed value is no deeper than [`MAX_DEPTH`](crate::json::MAX_DEPTH).
fn walk<'v>(value: &'v Value<'_>, refers: bool, path: &mut String, found: &mut Vec<Reference<'v>>) {
    let outer = path.len();
    match value {
        Value::String(text) if refers && Identifier::parse(text).is_some() => {
            found.push(Reference {
                path: path.clone(),
                id: text,
            });
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                push_index(path, index);
                walk(item, refers, path, found);
                path.truncate(outer);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                push_key(path, key);
                walk(member, is_reference(key), path, found);
                path.truncate(outer);
            }
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn is_reference(key: &str) -> bool {
    key.ends_with("_ref") || key.ends_with("_refs") || key == "external_id"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Limits, parse};

    #[test]
    fn references_are_found_at_any_depth() {
        let id = |n: u32| format!("malware--{n:08x}-0000-4000-8000-000000000000");
        let text = format!(
            r#"{{"id":"{0}","created_by_ref":"{1}","name":"{1}","object_refs":["{2}","no id"],
               "extensions":{{"x":{{"owner_ref":"{3}"}}}},"external_references":[{{"external_id":"{4}"}}],
               "granular_markings":[{{"marking_ref":"{5}"}}],"objects":{{"0":{{"src_ref":"1"}}}}}}"#,
            id(0),
            id(1),
            id(2),
            id(3),
            id(4),
            id(5)
        );
        let value = parse(text.as_bytes(), &Limits::default()).expect("strict JSON");
        let found = references(&value);
        let found: Vec<_> = found.iter().map(|r| (r.path.as_str(), r.id)).collect();
        assert_eq!(
            found,
            [
                ("created_by_ref", &*id(1)),
                ("object_refs[0]", &*id(2)),
                ("extensions.x.owner_ref", &*id(3)),
                ("external_references[0].external_id", &*id(4)),
                ("granular_markings[0].marking_ref", &*id(5)),
            ]
        );
    }
}

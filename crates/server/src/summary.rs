//! What an object is, in a few words, for tables.

use stix::json::parse;
use stix::{Identifier, Limits, Value};

/// Longest text shown, in characters.
const LONGEST: usize = 48;

/// Properties that say what an object is, the best first.
const SAYING: &[&str] = &[
    "name",
    "value",
    "abstract",
    "explanation",
    "content",
    "path",
    "key",
    "user_id",
    "subject",
    "pattern",
    "description",
];

/// The object's name, value or text, cut; `-` where it has nothing of the kind.
pub fn what(bytes: &[u8]) -> String {
    let limits = Limits {
        object_bytes: usize::MAX,
        ..Limits::default()
    };
    match parse(bytes, &limits) {
        Ok(value) => shortened(&said(&value).unwrap_or_else(|| "-".to_owned())),
        Err(_) => "-".to_owned(),
    }
}

fn said(value: &Value<'_>) -> Option<String> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let kind = |name: &str| Some(Identifier::parse(text(name)?)?.type_name());
    if let Some(verb) = text("relationship_type") {
        let ends = (kind("source_ref")?, kind("target_ref")?);
        return Some(format!("{} {verb} {}", ends.0, ends.1));
    }
    if let Some(seen) = kind("sighting_of_ref") {
        return Some(format!("{seen} seen"));
    }
    SAYING.iter().find_map(|name| text(name)).map(str::to_owned)
}

fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::what;

    #[test]
    fn objects_say_what_they_are() {
        let id = "malware--00000001-0000-4000-8000-000000000000";
        for (object, expected) in [
            (r#"{"name":"Low Tide"}"#.to_owned(), "Low Tide"),
            (r#"{"value":"192.0.2.1"}"#.to_owned(), "192.0.2.1"),
            (
                format!(
                    r#"{{"relationship_type":"uses","source_ref":"{id}","target_ref":"{id}"}}"#
                ),
                "malware uses malware",
            ),
            (format!(r#"{{"sighting_of_ref":"{id}"}}"#), "malware seen"),
            (r#"{"content":"one\ntwo"}"#.to_owned(), "one"),
            ("{}".to_owned(), "-"),
        ] {
            assert_eq!(what(object.as_bytes()), expected);
        }
        let long = what(format!(r#"{{"name":"{}"}}"#, "ب".repeat(90)).as_bytes());
        assert_eq!(long.chars().count(), super::LONGEST + 1);
    }
}

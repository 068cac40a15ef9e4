//! Language content (section 7.1): an object's texts in other languages.

use crate::{Object, Timestamp, Value};

/// More texts than this are no translation of anything, and would cost more memory than they are worth.
const MOST_TEXTS: usize = 10_000;
/// The longest selector that a text can have, likewise.
const LONGEST_SELECTOR: usize = 1_000;

/// A language-content object, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageContent<'v> {
    /// `object_ref`: the object whose texts these are
    pub object_ref: &'v str,
    /// `object_modified`: the version of it, none when it has none
    pub object_modified: Option<Timestamp<'v>>,
    /// Every text, in the order received.
    pub texts: Vec<Text<'v>>,
}

/// One translated text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text<'v> {
    /// RFC 5646 language code
    pub language: &'v str,
    /// Which text of the object it is, as a selector (section 7.2.3): `name`, `goals.[1]`.
    pub selector: String,
    /// The translation.
    pub text: &'v str,
}

impl<'v> LanguageContent<'v> {
    /// Reads a language-content; `None` for another type, where a required property is missing or malformed, or
    /// where it has absurdly many texts.
    pub fn read(object: &'v Object<'_>) -> Option<Self> {
        if object.header.object_type != "language-content" {
            return None;
        }
        let value = &object.value;
        let object_modified = match value.get("object_modified") {
            Some(text) => Some(Timestamp::parse(text.as_str()?)?),
            None => None,
        };
        let mut texts = Vec::new();
        for (language, contents) in value.get("contents")?.as_object()? {
            for (property, content) in contents.as_object()? {
                collect(language, property.to_string(), content, &mut texts);
            }
        }
        if texts.len() > MOST_TEXTS {
            return None;
        }
        Some(Self {
            object_ref: value.get("object_ref")?.as_str()?,
            object_modified,
            texts,
        })
    }

    /// Whether these are texts of this version of the object. Without `object_modified` they are texts of every one.
    pub fn is_of_version(&self, version: &Timestamp<'_>) -> bool {
        self.object_modified
            .is_none_or(|modified| modified == *version)
    }
}

/// Takes the texts out of a translated value. An empty text in a list stands for an item that is not translated.
/// Recursive: a parsed value is no deeper than [`MAX_DEPTH`](crate::json::MAX_DEPTH).
fn collect<'v>(
    language: &'v str,
    selector: String,
    content: &'v Value<'_>,
    texts: &mut Vec<Text<'v>>,
) {
    if selector.len() > LONGEST_SELECTOR || texts.len() > MOST_TEXTS {
        return;
    }
    match content {
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => texts.push(Text {
            language,
            selector,
            text,
        }),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(language, format!("{selector}.[{index}]"), item, texts);
            }
        }
        Value::Object(members) => {
            for (key, value) in members {
                collect(language, format!("{selector}.{key}"), value, texts);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, Selector};

    const CONTENT: &str = r#"{"type":"language-content","id":"language-content--b86bd89f-98bb-4fa9-8cb2-9ad421da981d","spec_version":"2.1",
        "created":"2017-02-08T21:31:22.007Z","modified":"2017-02-08T21:31:22.007Z",
        "object_ref":"campaign--12a111f0-b824-4baf-a224-83b80237a094","object_modified":"2017-02-08T21:31:22.007Z",
        "contents":{"ar":{"name":"هجوم بنكي","aliases":["","الثاني"],"external_references":[{"description":"مصدر"}]},"fr":{"name":"Attaque Bank 1"}}}"#;

    fn object(text: &str) -> Object<'_> {
        Object::parse(text.as_bytes(), &Limits::default()).expect("a readable object")
    }

    #[test]
    fn texts_have_language_and_selector() {
        let object = object(CONTENT);
        let content = LanguageContent::read(&object).expect("language content");
        let texts: Vec<_> = content
            .texts
            .iter()
            .map(|t| (t.language, t.selector.as_str(), t.text))
            .collect();
        assert_eq!(
            texts,
            [
                ("ar", "name", "هجوم بنكي"),
                ("ar", "aliases.[1]", "الثاني"),
                ("ar", "external_references.[0].description", "مصدر"),
                ("fr", "name", "Attaque Bank 1"),
            ]
        );
        assert!(
            content
                .texts
                .iter()
                .all(|t| Selector::parse(&t.selector).is_some())
        );
        assert_eq!(object.header.about, [content.object_ref]);
    }

    #[test]
    fn absurd_contents_cost_little() {
        let many = CONTENT.replace("\"\",", &"\"x\",".repeat(MOST_TEXTS + 1));
        assert_eq!(LanguageContent::read(&object(&many)), None);
        let long = CONTENT.replace("aliases", &"x".repeat(LONGEST_SELECTOR + 1));
        let object = object(&long);
        assert_eq!(
            LanguageContent::read(&object).map(|content| content.texts.len()),
            Some(3)
        );
    }

    #[test]
    fn versions_compare_as_instants() {
        let object = object(CONTENT);
        let content = LanguageContent::read(&object).expect("language content");
        let is_of = |text| content.is_of_version(&Timestamp::parse(text).expect("a time"));
        assert!(is_of("2017-02-08T21:31:22.0070Z"));
        assert!(!is_of("2017-02-08T21:31:22.008Z"));
    }

    #[test]
    fn malformed_contents_are_none() {
        for (from, to) in [
            ("object_ref", "x"),
            ("\"contents\":{", "\"contents\":{\"de\":1,"),
            (
                "22.007Z\",\n        \"contents",
                "22.007\",\n        \"contents",
            ),
            ("\"type\":\"language-content\"", "\"type\":\"note\""),
        ] {
            assert!(CONTENT.contains(from));
            assert_eq!(
                LanguageContent::read(&object(&CONTENT.replace(from, to))),
                None,
                "{to}"
            );
        }
    }
}

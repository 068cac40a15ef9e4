//! Labels and properties that must not leave this server.
//!
//! Smallest example: `internal:*` finds `labels.[1]` in `{"labels": ["seen", "internal:case-7"]}`; `x_desk_*` finds
//! the property `x_desk_officer` at any depth.

use stix::selector::Segment;
use stix::{Selector, Value};

/// What the operator named, `*` standing for any text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Local(Vec<String>);

impl Local {
    /// Labels, or names of properties.
    pub fn new(patterns: impl IntoIterator<Item = String>) -> Self {
        Self(patterns.into_iter().collect())
    }

    /// How many are named.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether what stands there is one of them: an item of `labels`, or a property.
    pub fn is_local(&self, path: &Selector<'_>, value: &Value<'_>) -> bool {
        let name = match path.segments() {
            [Segment::Key("labels"), Segment::Index(_)] => value.as_str(),
            [.., Segment::Key(name)] => Some(*name),
            _ => None,
        };
        name.is_some_and(|name| self.0.iter().any(|pattern| fits(pattern, name)))
    }

    /// Where the object has any of them, none within another.
    pub fn found<'v>(&self, object: &'v Value<'_>) -> Vec<Selector<'v>> {
        let mut found = Vec::new();
        if !self.is_empty() {
            stix::Selection::all_but(object, &mut |path, value| {
                let local = self.is_local(path, value);
                if local {
                    found.push(path.clone());
                }
                local
            });
        }
        found
    }
}

/// Whether the text is the pattern, any text standing where a `*` stands.
fn fits(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut left) = text.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        match left.find(part) {
            Some(at) => left = &left[at + part.len()..],
            None => return false,
        }
    }
    left.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use stix::{Limits, json::parse};

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text, expected) in [
            ("internal:*", "internal:case-7", true),
            ("internal:*", "internal", false),
            ("*-only", "desk-only", true),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "acb", false),
            ("a*a", "a", false),
            ("*", "", true),
            ("داخلي:*", "داخلي:سر", true),
            ("a", "ab", false),
        ] {
            assert_eq!(fits(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn labels_and_properties_are_found() {
        let text = r#"{"labels":["seen","internal:7"],"x_desk_a":{"x_desk_b":1},"name":"internal:7",
            "external_references":[{"labels":["internal:8"],"x_desk_c":2}]}"#;
        let value = parse(text.as_bytes(), &Limits::default()).expect("strict JSON");
        let local = Local::new(["internal:*".to_owned(), "x_desk_*".to_owned()]);
        let found: Vec<_> = local.found(&value).iter().map(|s| s.to_string()).collect();
        assert_eq!(
            found,
            ["labels.[1]", "x_desk_a", "external_references.[0].x_desk_c"]
        );
        assert!(Local::default().found(&value).is_empty());
    }
}

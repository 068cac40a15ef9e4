//! Granular selectors (section 7.2.3.1), compared by path segment: `name` never reaches `name_x`.

use crate::Value;
use std::fmt;

/// One step of a selector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Segment<'s> {
    /// A property's name or a dictionary's key.
    Key(&'s str),
    /// `[n]`: an item of a list, counted from zero.
    Index(usize),
}

impl fmt::Display for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Segment::Key(key) => f.write_str(key),
            Segment::Index(index) => write!(f, "[{index}]"),
        }
    }
}

/// A selector taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Selector<'s> {
    segments: Vec<Segment<'s>>,
}

impl<'s> Selector<'s> {
    /// Checks the syntax: names and `[n]`, with `.` between them, a name first.
    pub fn parse(text: &'s str) -> Option<Self> {
        let segments = text.split('.').map(segment).collect::<Option<Vec<_>>>()?;
        matches!(segments.first(), Some(Segment::Key(_))).then_some(Self { segments })
    }

    /// From steps; one that begins with an index, or has none, selects nothing.
    pub fn of(segments: Vec<Segment<'s>>) -> Self {
        Self { segments }
    }

    /// Its steps from the object inwards.
    pub fn segments(&self) -> &[Segment<'s>] {
        &self.segments
    }

    /// The value it selects in an object, `None` when there is no such value.
    pub fn resolve<'v, 'a>(&self, object: &'v Value<'a>) -> Option<&'v Value<'a>> {
        self.segments
            .iter()
            .try_fold(object, |value, segment| match segment {
                Segment::Key(key) => value.get(key),
                Segment::Index(index) => value.as_array()?.get(*index),
            })
    }

    /// Whether what `other` selects lies in what this selects, or is the same.
    pub fn covers(&self, other: &Selector<'_>) -> bool {
        other.segments.len() >= self.segments.len()
            && self
                .segments
                .iter()
                .zip(&other.segments)
                .all(|(a, b)| a == b)
    }
}

impl fmt::Display for Selector<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, segment) in self.segments.iter().enumerate() {
            let dot = if number == 0 { "" } else { "." };
            write!(f, "{dot}{segment}")?;
        }
        Ok(())
    }
}

/// A dictionary's keys may hold anything but a dot here; what they really are the object decides.
fn segment(text: &str) -> Option<Segment<'_>> {
    if let Some(rest) = text.strip_prefix('[') {
        let digits = rest.strip_suffix(']')?;
        let plain = digits.bytes().all(|b| b.is_ascii_digit())
            && (digits == "0" || !digits.starts_with('0'));
        return plain.then(|| digits.parse().ok().map(Segment::Index))?;
    }
    (!text.is_empty()).then_some(Segment::Key(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Limits, parse};
    use proptest::prelude::*;

    fn resolves(selector: &str, object: &str) -> bool {
        let value = parse(object.as_bytes(), &Limits::default()).expect("strict JSON");
        Selector::parse(selector).is_some_and(|s| s.resolve(&value).is_some())
    }

    #[test]
    fn segments_resolve_against_an_object() {
        let object = r#"{"name_x":"a","labels":["b","c"],"extensions":{"ntfs-ext":{"sid":"1"}},"refs":[[{"a":1}]]}"#;
        for selector in [
            "name_x",
            "labels",
            "labels.[1]",
            "extensions.ntfs-ext.sid",
            "refs.[0].[0].a",
        ] {
            assert!(resolves(selector, object), "{selector}");
        }
        for selector in [
            "name",
            "name_",
            "labels.[2]",
            "labels.b",
            "labels.[0].[0]",
            "labels[0]",
            "name_x.[0]",
            "extensions.[0]",
        ] {
            assert!(!resolves(selector, object), "{selector}");
        }
    }

    #[test]
    fn syntax() {
        for text in [
            "",
            ".",
            "a.",
            ".a",
            "a..b",
            "[0]",
            "[0].a",
            "a.[",
            "a.[]",
            "a.[-1]",
            "a.[01]",
            "a.[+1]",
            "a.[1]b",
            "a.[99999999999999999999999]",
        ] {
            assert!(Selector::parse(text).is_none(), "{text}");
        }
        let parsed = Selector::parse("a.[10].b").expect("a selector");
        assert_eq!(
            parsed.segments(),
            [Segment::Key("a"), Segment::Index(10), Segment::Key("b")]
        );
    }

    #[test]
    fn covering_goes_by_segment() {
        let covers = |a, b| {
            Selector::parse(a)
                .unwrap()
                .covers(&Selector::parse(b).unwrap())
        };
        assert!(covers("name", "name") && covers("labels", "labels.[0]"));
        assert!(
            !covers("name", "name_x")
                && !covers("labels.[1]", "labels.[10]")
                && !covers("a.b", "a")
        );
    }

    proptest! {
        #[test]
        fn a_parsed_selector_writes_itself_again(text in "[a-z_\\[\\].0-9]{0,20}") {
            if let Some(selector) = Selector::parse(&text) {
                prop_assert_eq!(selector.to_string(), text);
            }
        }
    }
}

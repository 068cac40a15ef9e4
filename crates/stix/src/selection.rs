//! Parts of an object, chosen by selectors and written as the bytes they were received in.
//!
//! Smallest example: of `{"name": "x", "labels": ["a", "b"]}` the selection `labels.[1]` is the member `labels` with
//! the text `["b"]`.

use crate::json::{after_value, string_at};
use crate::selector::{Segment, Selector};
use crate::{Object, Value};

/// Parts of an object. What one selector chooses, another within it adds nothing to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection<'s>(Vec<(Segment<'s>, Part<'s>)>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part<'s> {
    Whole,
    Some(Selection<'s>),
}

impl<'s> Selection<'s> {
    /// Everything for which `wanted` says yes, asked from the outside inwards: what is refused is left out whole, and
    /// a container of which nothing is left, too. It is asked with the path of each member and item.
    pub fn all_but(
        object: &'s Value<'_>,
        refused: &mut dyn FnMut(&Selector<'s>, &Value<'_>) -> bool,
    ) -> Self {
        match without(object, &mut Vec::new(), refused) {
            Some(Part::Some(rest)) => rest,
            Some(Part::Whole) => everything(object),
            None => Self::default(),
        }
    }

    /// Adds what the selector chooses.
    pub fn add(&mut self, selector: &Selector<'s>) {
        self.insert(selector.segments());
    }

    fn insert(&mut self, segments: &[Segment<'s>]) {
        let Some((first, rest)) = segments.split_first() else {
            return;
        };
        let at = match self.0.iter().position(|(segment, _)| segment == first) {
            Some(at) => at,
            None => {
                self.0.push((*first, Part::Some(Self::default())));
                self.0.len() - 1
            }
        };
        match &mut self.0[at].1 {
            part if rest.is_empty() => *part = Part::Whole,
            Part::Some(inner) => inner.insert(rest),
            Part::Whole => {}
        }
    }

    /// Whether it has the property or a part of it.
    pub fn touches(&self, property: &str) -> bool {
        self.0
            .iter()
            .any(|(segment, _)| *segment == Segment::Key(property))
    }

    /// The selectors of what is chosen, none within another.
    pub fn selectors(&self) -> Vec<Selector<'s>> {
        let mut found = Vec::new();
        self.collect(&mut Vec::new(), &mut found);
        found
    }

    fn collect(&self, path: &mut Vec<Segment<'s>>, found: &mut Vec<Selector<'s>>) {
        for (segment, part) in &self.0 {
            path.push(*segment);
            match part {
                Part::Whole => found.push(Selector::of(path.clone())),
                Part::Some(inner) => inner.collect(path, found),
            }
            path.pop();
        }
    }

    /// The members of the object that are chosen, in the order received: the text of the key with its quotes, and that of
    /// the value. What is whole keeps its bytes; of a container that is not, the rest is left out.
    pub fn members(&self, object: &Object<'_>) -> Vec<(String, String)> {
        let Ok(text) = std::str::from_utf8(object.bytes) else {
            return Vec::new();
        };
        let start = text.len() - text.trim_start_matches(SPACE).len();
        self.of_container(text, start)
            .into_iter()
            .filter_map(|(key, value)| Some((key?.to_owned(), value)))
            .collect()
    }

    /// Keys (none in a list) and values of what is chosen of the container that begins at `at`.
    fn of_container<'a>(&self, text: &'a str, mut at: usize) -> Vec<(Option<&'a str>, String)> {
        let mut kept = Vec::new();
        let is_object = text.as_bytes().get(at) == Some(&b'{');
        let mut index = 0;
        loop {
            at = skip(text, at + 1);
            if matches!(text.as_bytes().get(at), None | Some(b'}' | b']')) {
                return kept;
            }
            let mut key = None;
            if is_object {
                let Some((name, after)) = string_at(text, at) else {
                    return kept;
                };
                key = Some((name, &text[at..after]));
                // over the colon
                at = skip(text, skip(text, after) + 1);
            }
            let end = after_value(text, at);
            let part = self.0.iter().find(|(segment, _)| match (segment, &key) {
                (Segment::Key(wanted), Some((name, _))) => wanted == name,
                (Segment::Index(wanted), None) => *wanted == index,
                _ => false,
            });
            let value = part.map(|(_, part)| part.text(text, at, end));
            kept.extend(value.map(|value| (key.map(|(_, raw)| raw), value)));
            index += 1;
            at = skip(text, end);
            if text.as_bytes().get(at) != Some(&b',') {
                return kept;
            }
        }
    }
}

impl Part<'_> {
    fn text(&self, text: &str, at: usize, end: usize) -> String {
        let Part::Some(selection) = self else {
            return text[at..end].to_owned();
        };
        let kept = selection.of_container(text, at);
        let (open, close) = match text.as_bytes()[at] {
            b'{' => ('{', '}'),
            _ => ('[', ']'),
        };
        let items = kept.into_iter().map(|(key, value)| match key {
            Some(key) => format!("{key}:{value}"),
            None => value,
        });
        format!("{open}{}{close}", items.collect::<Vec<_>>().join(","))
    }
}

const SPACE: [char; 4] = [' ', '\n', '\r', '\t'];

/// Over white space.
fn skip(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    text.len().min(at) + rest.len() - rest.trim_start_matches(SPACE).len()
}

/// Recursive: a parsed value is no deeper than [`MAX_DEPTH`](crate::json::MAX_DEPTH).
fn without<'s>(
    value: &'s Value<'_>,
    path: &mut Vec<Segment<'s>>,
    refused: &mut dyn FnMut(&Selector<'s>, &Value<'_>) -> bool,
) -> Option<Part<'s>> {
    if !path.is_empty() && refused(&Selector::of(path.clone()), value) {
        return None;
    }
    let children = children(value);
    let count = children.len();
    let mut kept = Vec::new();
    for (segment, child) in children {
        path.push(segment);
        kept.extend(without(child, path, refused).map(|part| (segment, part)));
        path.pop();
    }
    let whole = kept.len() == count && kept.iter().all(|(_, part)| *part == Part::Whole);
    match (whole, kept.is_empty()) {
        (true, _) => Some(Part::Whole),
        (false, true) => None,
        (false, false) => Some(Part::Some(Selection(kept))),
    }
}

fn everything<'s>(object: &'s Value<'_>) -> Selection<'s> {
    let whole = |(segment, _)| (segment, Part::Whole);
    Selection(children(object).into_iter().map(whole).collect())
}

fn children<'v, 'b>(value: &'v Value<'b>) -> Vec<(Segment<'v>, &'v Value<'b>)> {
    match value {
        Value::Object(members) => {
            let members = members.iter();
            members
                .map(|(key, value)| (Segment::Key(key), value))
                .collect()
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.map(|(at, item)| (Segment::Index(at), item)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;
    use proptest::prelude::*;

    const OBJECT: &str = "\n{ \"type\":\"x-t\", \"id\":\"x-t--11111111-1111-4111-8111-111111111111\",\n \"n\\u0061me\" : \"a\\u0062}\",\
        \"labels\":[ \"b,\" , \"c\\\"]\" ,\"d\"], \"big\":1.50e3, \"refs\":[{\"url\":\"u\", \"x\": {\"y\":[1, 2]}},{}] }";

    fn kept(selectors: &[&str]) -> String {
        let object = Object::parse(OBJECT.as_bytes(), &Limits::default()).expect("an object");
        let mut selection = Selection::default();
        for text in selectors {
            let selector = Selector::parse(text).expect("a selector");
            assert!(selector.resolve(&object.value).is_some(), "{text}");
            selection.add(&selector);
        }
        written(&selection, &object)
    }

    fn written(selection: &Selection<'_>, object: &Object<'_>) -> String {
        let members = selection.members(object).into_iter();
        let members: Vec<_> = members
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        members.join(" ")
    }

    #[test]
    fn what_is_whole_keeps_its_bytes() {
        assert_eq!(kept(&["name"]), r#""n\u0061me"="a\u0062}""#);
        assert_eq!(
            kept(&["big", "labels"]),
            r#""labels"=[ "b," , "c\"]" ,"d"] "big"=1.50e3"#
        );
    }

    #[test]
    fn of_containers_the_rest_is_left_out() {
        assert_eq!(kept(&["labels.[1]"]), r#""labels"=["c\"]"]"#);
        assert_eq!(
            kept(&["labels.[2]", "labels.[0]"]),
            r#""labels"=["b,","d"]"#
        );
        assert_eq!(kept(&["refs.[0].x.y.[1]"]), r#""refs"=[{"x":{"y":[2]}}]"#);
        assert_eq!(
            kept(&["refs.[0].x", "refs.[0].x.y.[1]"]),
            r#""refs"=[{"x":{"y":[1, 2]}}]"#
        );
        assert_eq!(kept(&["refs.[1]"]), r#""refs"=[{}]"#);
    }

    #[test]
    fn what_is_refused_is_left_out_whole() {
        let object = Object::parse(OBJECT.as_bytes(), &Limits::default()).expect("an object");
        let without = |text: &'static str| {
            let selection =
                Selection::all_but(&object.value, &mut |path, _| path.to_string() == text);
            selection
                .selectors()
                .iter()
                .map(|s| s.to_string())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(without(""), "type id name labels big refs");
        assert_eq!(
            without("labels.[1]"),
            "type id name labels.[0] labels.[2] big refs"
        );
        assert_eq!(
            without("refs.[0].x.y"),
            "type id name labels big refs.[0].url refs.[1]"
        );
    }

    proptest! {
        /// Whatever is chosen parses, and is what the selectors select.
        #[test]
        fn what_is_chosen_is_what_is_written(chosen in prop::collection::vec(0_usize..12, 1..5)) {
            let object = Object::parse(OBJECT.as_bytes(), &Limits::default()).expect("an object");
            let all = [
                "type", "name", "labels", "labels.[0]", "labels.[1]", "labels.[2]", "big", "refs", "refs.[0]",
                "refs.[0].url", "refs.[0].x.y", "refs.[0].x.y.[0]",
            ];
            let mut selection = Selection::default();
            for at in &chosen {
                selection.add(&Selector::parse(all[*at]).expect("a selector"));
            }
            for (key, value) in selection.members(&object) {
                let text = format!("{{{key}:{value}}}");
                prop_assert!(crate::json::parse(text.as_bytes(), &Limits::default()).is_ok(), "{text}");
            }
            let whole = selection.selectors();
            for at in chosen {
                let selector = Selector::parse(all[at]).expect("a selector");
                prop_assert!(whole.iter().any(|s| s.covers(&selector)));
            }
        }
    }
}

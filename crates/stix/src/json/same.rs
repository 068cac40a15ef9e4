//! Whether two JSON texts say the same thing.

use super::{Limits, MAX_DEPTH, Value, parse};
use std::borrow::Cow;

/// Whether two JSON texts hold the same value, whatever their key order, white space and escapes.
/// Numbers compare as written. A text that is no strict JSON is the same as nothing.
pub fn same_content(a: &[u8], b: &[u8]) -> bool {
    let limits = Limits {
        depth: MAX_DEPTH,
        object_bytes: usize::MAX,
    };
    match (parse(a, &limits), parse(b, &limits)) {
        (Ok(a), Ok(b)) => same(&a, &b),
        _ => false,
    }
}

/// Recursive: both values are no deeper than [`MAX_DEPTH`].
fn same(a: &Value<'_>, b: &Value<'_>) -> bool {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => same_members(a, b),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (a, b) => a == b,
    }
}

type Member<'a> = (Cow<'a, str>, Value<'a>);

fn same_members(a: &[Member<'_>], b: &[Member<'_>]) -> bool {
    let pairs_agree = |(a, b): (&Member<'_>, &Member<'_>)| a.0 == b.0 && same(&a.1, &b.1);
    if a.len() != b.len() {
        return false;
    }
    if a.iter().zip(b).all(|(a, b)| a.0 == b.0) {
        return a.iter().zip(b).all(pairs_agree);
    }
    let (a, b) = (sorted(a), sorted(b));
    a.into_iter().zip(b).all(pairs_agree)
}

fn sorted<'m, 'a>(members: &'m [Member<'a>]) -> Vec<&'m Member<'a>> {
    let mut sorted: Vec<_> = members.iter().collect();
    sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    sorted
}

#[cfg(test)]
mod tests {
    use super::same_content;

    #[test]
    fn order_space_and_escapes_do_not_matter() {
        assert!(same_content(
            b"{\"a\":1,\"b\":[2,{}]}",
            b"{ \"b\": [2, {}], \"\\u0061\": 1 }"
        ));
    }

    #[test]
    fn values_lists_and_numbers_as_written_do() {
        for (a, b) in [
            ("{\"a\":1}", "{\"a\":2}"),
            ("{\"a\":1}", "{\"b\":1}"),
            ("{\"a\":1}", "{\"a\":1,\"b\":1}"),
            ("[1,2]", "[2,1]"),
            ("1", "1.0"),
            ("{\"a\":1,\"a\":1}", "{\"a\":1,\"a\":1}"),
        ] {
            assert!(!same_content(a.as_bytes(), b.as_bytes()), "{a} {b}");
        }
    }
}

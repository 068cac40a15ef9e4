//! RFC 8785 (JCS) text, for what needs one form per value: deterministic ids and signatures.

use super::Value;

/// The value in RFC 8785 form. Integers lie within ±(2^53−1) here, so no two share a form.
pub fn canonical(value: &Value<'_>) -> String {
    serde_json_canonicalizer::to_string(&to_serde(value)).unwrap_or_default()
}

/// Recursive: a parsed value is no deeper than [`MAX_DEPTH`](super::MAX_DEPTH).
fn to_serde(value: &Value<'_>) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(truth) => (*truth).into(),
        Value::Number(text) => match text.parse::<i64>() {
            Ok(integer) => integer.into(),
            Err(_) => text.parse::<f64>().unwrap_or_default().into(),
        },
        Value::String(text) => text.as_ref().into(),
        Value::Array(items) => items.iter().map(to_serde).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| (key.clone().into_owned(), to_serde(value)))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::canonical;
    use crate::json::{Limits, parse};

    fn form(text: &str) -> String {
        canonical(&parse(text.as_bytes(), &Limits::default()).expect("strict JSON"))
    }

    #[test]
    fn keys_sort_by_utf16_code_units() {
        // U+1F600 begins with the surrogate D83D, so it comes before U+FB33.
        assert_eq!(
            form("{\"\u{fb33}\":1,\"\u{1f600}\":2,\"a\":3}"),
            "{\"a\":3,\"\u{1f600}\":2,\"\u{fb33}\":1}"
        );
    }

    #[test]
    fn numbers_take_their_shortest_form() {
        for (written, expected) in [
            ("-0", "0"),
            ("-0.0", "0"),
            ("1.0", "1"),
            ("1e30", "1e+30"),
            ("333333333.33333329", "333333333.3333333"),
            ("4.50", "4.5"),
            ("2e-3", "0.002"),
            ("0.000000000000000000000000001", "1e-27"),
            ("9007199254740991", "9007199254740991"),
            ("5e-324", "5e-324"),
            ("1.7976931348623157e308", "1.7976931348623157e+308"),
            ("295147905179352830000.0", "295147905179352830000"),
            ("9.999999999999997e22", "9.999999999999997e+22"),
            ("1e21", "1e+21"),
        ] {
            assert_eq!(form(written), expected, "{written}");
        }
    }

    #[test]
    fn strings_escape_only_what_they_must() {
        assert_eq!(
            form(r#""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/""#),
            "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\""
        );
    }
}

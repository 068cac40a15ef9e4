//! The alternatives of a pattern are the pattern: where all could be read, together they hold exactly when it holds;
//! where some could not, they hold never when it does not.

use detect::observed::{evaluate, observations, parse};
use detect::program::compile;
use detect::rules::clauses;
use proptest::prelude::*;

fn holds(pattern: &str, content: &str) -> bool {
    let program = compile(pattern).unwrap_or_else(|error| panic!("{}", error.render(pattern)));
    let value = parse(content.as_bytes()).unwrap();
    evaluate(&program, &observations(&value).unwrap())
        .unwrap()
        .is_match
}

fn test() -> impl Strategy<Value = String> {
    prop_oneof![
        "domain-name:value = '(a|b|B)\\.example'",
        "domain-name:value IN \\('a\\.example', 'b\\.example'\\)",
        "domain-name:value LIKE '%\\.(a|b)\\.example'",
        "domain-name:value LIKE '%a%'",
        "domain-name:value != 'a\\.example'",
        "domain-name:value NOT = 'a\\.example'",
        "ipv4-addr:value = '10\\.0\\.0\\.[01](/32|/24)?'",
        "ipv4-addr:value ISSUBSET '10\\.0\\.0\\.0/(24|31|32)'",
        "file:name = '(x|y)'",
        "file:size = [0-2]",
        "file:size > 1",
        "network-traffic:dst_port = [0-2]",
        "network-traffic:dst_ref\\.value = '10\\.0\\.0\\.[01]'",
        "network-traffic:dst_ref\\.type = '(ipv4-addr|ipv6-addr)'",
        "network-traffic:protocols\\[\\*\\] = 'tcp'",
    ]
}

fn comparison() -> impl Strategy<Value = String> {
    test().prop_recursive(3, 8, 3, |inner| {
        (prop::collection::vec(inner, 2..4), prop::bool::ANY).prop_map(|(parts, all)| {
            let operator = if all { " AND " } else { " OR " };
            format!("({})", parts.join(operator))
        })
    })
}

fn pattern() -> impl Strategy<Value = String> {
    let one = comparison().prop_map(|comparison| format!("[{comparison}]"));
    one.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4)
                .prop_map(|p| format!("({})", p.join(" OR "))),
            prop::collection::vec(inner.clone(), 2..3)
                .prop_map(|p| format!("({})", p.join(" AND "))),
            inner.clone().prop_map(|p| format!("({p}) REPEATS 1 TIMES")),
            inner.prop_map(|p| format!("({p}) REPEATS 2 TIMES")),
        ]
    })
}

fn content() -> impl Strategy<Value = String> {
    let object = prop_oneof![
        "\\{\"type\":\"domain-name\",\"value\":\"(a|b|A|c\\.a)\\.example\"\\}",
        "\\{\"type\":\"ipv4-addr\",\"value\":\"10\\.0\\.0\\.[0-2]\"\\}",
        "\\{\"type\":\"file\",\"name\":\"(x|y|z)\",\"size\":[0-3]\\}",
        "\\{\"type\":\"network-traffic\",\"dst_ref\":\"9\",\"dst_port\":[0-3],\"protocols\":\\[\"(tcp|udp)\"\\]\\}",
    ];
    prop::collection::vec(object, 1..4).prop_map(|objects| {
        let mut all: Vec<String> =
            objects.iter().enumerate().map(|(at, o)| format!("\"{at}\":{o}")).collect();
        all.push(r#""9":{"type":"ipv4-addr","value":"10.0.0.1"}"#.to_owned());
        format!(
            r#"{{"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000000","objects":[{{"type":"observed-data","id":"observed-data--00000000-0000-4000-8000-000000000000","first_observed":"2020-01-01T00:00:00Z","last_observed":"2020-01-01T00:00:00Z","number_observed":1,"objects":{{{}}}}}]}}"#,
            all.join(",")
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]
    #[test]
    fn alternatives_are_the_pattern(pattern in pattern(), content in content()) {
        if detect::program::check(&pattern).iter().any(|d| d.severity == stix::pattern::Severity::Error) {
            return Ok(());
        }
        let found = clauses(&pattern);
        let some = found.iter().flatten().any(|clause| holds(&clause.text, &content));
        let whole = holds(&pattern, &content);
        prop_assert!(!some || whole, "a clause of {pattern} holds alone");
        if found.iter().all(Result::is_ok) {
            prop_assert_eq!(some, whole, "{}", pattern);
        }
    }
}

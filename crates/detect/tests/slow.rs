//! Section 9 written down a second time, as slow and as plain as it can be: generated patterns on generated
//! observations, evaluated by it and by us.
//!
//! It walks the tree of the pattern, not the compiled program; values are `serde_json`'s; regular expressions and LIKE are
//! matched by trying; a binding is looked for by trying every choice of observations and moments.

use proptest::prelude::*;
use serde_json::{Value, json};
use stix::pattern::{
    Comparison, Constant, Observation, Operator, Qualifier, Relation, Step, Test, parse,
};

/// One observed-data: objects by key, first and last second, how often.
#[derive(Debug, Clone)]
struct Seen {
    objects: Value,
    first: i64,
    last: i64,
    count: u64,
}

// ── comparisons ──────────────────────────────────────────────────────────────────────────────────────────────────

/// Every value that the rest of a path leads to (sections 9.6, 9.7).
fn values<'v>(
    objects: &'v Value,
    at: &'v Value,
    steps: &[Step<'_>],
    of: &str,
) -> Vec<(&'v Value, String)> {
    let Some((step, rest)) = steps.split_first() else {
        return vec![(at, of.to_owned())];
    };
    let into = |found: &'v Value, name: &str| values(objects, found, rest, name);
    match step {
        Step::Key(name) => {
            let Some(found) = at.get(name.as_ref()) else {
                return Vec::new();
            };
            // A reference is followed unless it is the end of the path.
            if name.ends_with("_ref") && !rest.is_empty() {
                let target = found.as_str().and_then(|id| objects.get(id));
                return target.map_or(Vec::new(), |target| values(objects, target, rest, name));
            }
            into(found, name)
        }
        Step::Index(index) => {
            let item = usize::try_from(*index).ok().and_then(|i| at.get(i));
            item.map_or(Vec::new(), |item| element(objects, item, rest, of))
        }
        Step::Any => {
            let items = at.as_array().map_or(&[][..], Vec::as_slice);
            items
                .iter()
                .flat_map(|item| element(objects, item, rest, of))
                .collect()
        }
    }
}

/// An element of a list; of a `_refs` list, what it refers to if the path goes on.
fn element<'v>(
    objects: &'v Value,
    item: &'v Value,
    rest: &[Step<'_>],
    of: &str,
) -> Vec<(&'v Value, String)> {
    match of.ends_with("_refs") && !rest.is_empty() {
        true => item
            .as_str()
            .and_then(|id| objects.get(id))
            .map_or(Vec::new(), |target| values(objects, target, rest, of)),
        false => values(objects, item, rest, of),
    }
}

/// How the value stands to the constant; none where their types do not compare.
fn order(value: &Value, constant: &Constant<'_>) -> Option<std::cmp::Ordering> {
    match (value, constant) {
        (Value::String(a), Constant::String(b)) => Some(a.chars().cmp(b.chars())),
        (Value::Number(a), Constant::Integer(b)) => a.as_f64()?.partial_cmp(&(*b as f64)),
        (Value::Number(a), Constant::Float(b, _)) => a.as_f64()?.partial_cmp(b),
        (Value::Bool(a), Constant::Boolean(b)) => (a == b).then_some(std::cmp::Ordering::Equal),
        _ => None,
    }
}

fn compare(value: &Value, relation: Relation, constant: &Constant<'_>) -> bool {
    match (order(value, constant), relation) {
        (None, relation) => relation == Relation::NotEqual,
        (Some(order), Relation::Equal) => order.is_eq(),
        (Some(order), Relation::NotEqual) => order.is_ne(),
        (Some(order), Relation::Less) => order.is_lt(),
        (Some(order), Relation::LessOrEqual) => order.is_le(),
        (Some(order), Relation::Greater) => order.is_gt(),
        (Some(order), Relation::GreaterOrEqual) => order.is_ge(),
    }
}

/// `%` is any run, `_` any one character.
fn like(text: &[char], pattern: &[char]) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some(('%', rest)) => (0..=text.len()).any(|from| like(&text[from..], rest)),
        Some((c, rest)) => text
            .split_first()
            .is_some_and(|(first, text)| (*c == '_' || c == first) && like(text, rest)),
    }
}

/// The few regular expressions that are generated: `^`, `$`, `.`, letters, and `x*`.
fn matches_at(text: &[char], pattern: &[char]) -> bool {
    match pattern {
        [] => true,
        ['$'] => text.is_empty(),
        [c, '*', rest @ ..] => {
            matches_at(text, rest)
                || text.split_first().is_some_and(|(first, text)| {
                    (*c == '.' || c == first) && matches_at(text, pattern)
                })
        }
        [c, rest @ ..] => text
            .split_first()
            .is_some_and(|(first, text)| (*c == '.' || c == first) && matches_at(text, rest)),
    }
}

fn matches(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let pattern: Vec<char> = pattern.chars().collect();
    match pattern.split_first() {
        Some(('^', rest)) => matches_at(&text, rest),
        _ => (0..=text.len()).any(|from| matches_at(&text[from..], &pattern)),
    }
}

/// First address and number of addresses, of IPv4 only.
fn block(text: &str) -> Option<(u64, u64)> {
    let (address, prefix) = text.split_once('/').unwrap_or((text, "32"));
    let octets: Vec<u64> = address
        .split('.')
        .map_while(|o| o.parse().ok().filter(|o| *o < 256))
        .collect();
    let length = 1u64 << (32 - prefix.parse::<u32>().ok().filter(|p| *p <= 32)?);
    let [a, b, c, d] = octets[..] else {
        return None;
    };
    let first = a << 24 | b << 16 | c << 8 | d;
    Some((first / length * length, length))
}

fn within(inner: &str, outer: &str) -> bool {
    match (block(inner), block(outer)) {
        (Some((a, n)), Some((b, m))) => b <= a && a + n <= b + m,
        _ => false,
    }
}

fn test(test: &Test<'_>, objects: &Value, object: &Value) -> bool {
    if object["type"] != test.path.object_type {
        return false;
    }
    let found = values(objects, object, &test.path.steps, "");
    if let Operator::Exists = test.operator {
        return found.is_empty() == test.negated;
    }
    let holds = |value: &Value| {
        let text = value.as_str();
        match &test.operator {
            Operator::Compare(relation, constant) => compare(value, *relation, constant),
            Operator::In(set) => set.iter().any(|c| compare(value, Relation::Equal, c)),
            Operator::Like(pattern) => text.is_some_and(|text| {
                let chars = |t: &str| t.chars().collect::<Vec<_>>();
                like(&chars(text), &chars(pattern))
            }),
            Operator::Matches(pattern) => text.is_some_and(|text| matches(text, pattern)),
            Operator::IsSubset(outer) => text.is_some_and(|text| within(text, outer)),
            Operator::IsSuperset(inner) => text.is_some_and(|text| within(inner, text)),
            Operator::Exists => true,
        }
    };
    found.iter().any(|(value, _)| holds(value) != test.negated)
}

fn comparison(it: &Comparison<'_>, objects: &Value, object: &Value) -> bool {
    match it {
        Comparison::Test(one) => test(one, objects, object),
        Comparison::And(parts) => parts.iter().all(|part| comparison(part, objects, object)),
        Comparison::Or(parts) => parts.iter().any(|part| comparison(part, objects, object)),
    }
}

// ── bindings ─────────────────────────────────────────────────────────────────────────────────────────────────────

/// Which copies of which observations, and when each.
type Way = Vec<((usize, u64), i64)>;

fn joined(a: &[Way], b: &[Way], fits: impl Fn(&Way, &Way) -> bool) -> Vec<Way> {
    let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
    let apart = |a: &Way, b: &Way| a.iter().all(|x| b.iter().all(|y| x.0 != y.0));
    pairs
        .filter(|(a, b)| apart(a, b) && fits(a, b))
        .map(|(a, b)| [a.as_slice(), b.as_slice()].concat())
        .collect()
}

fn ways(it: &Observation<'_>, all: &[Seen]) -> Vec<Way> {
    let each = |parts: &[Observation<'_>]| -> Vec<Vec<Way>> {
        parts.iter().map(|part| ways(part, all)).collect()
    };
    let chained = |parts: &[Observation<'_>], fits: fn(&Way, &Way) -> bool| {
        let ways = each(parts).into_iter();
        ways.reduce(|a, b| joined(&a, &b, fits)).unwrap_or_default()
    };
    match it {
        Observation::Test(inner) => {
            let mut found = Vec::new();
            for (at, seen) in all.iter().enumerate() {
                let objects = seen.objects.as_object().expect("objects");
                if !objects
                    .values()
                    .any(|object| comparison(inner, &seen.objects, object))
                {
                    continue;
                }
                for copy in 0..seen.count {
                    found.extend((seen.first..=seen.last).map(|moment| vec![((at, copy), moment)]));
                }
            }
            found
        }
        Observation::And(parts) => chained(parts, |_, _| true),
        Observation::Or(parts) => each(parts).concat(),
        Observation::FollowedBy(parts) => {
            chained(parts, |a, b| a.iter().all(|x| b.iter().all(|y| x.1 <= y.1)))
        }
        Observation::Qualified(inner, qualifiers) => {
            let mut found = ways(inner, all);
            for qualifier in qualifiers {
                found = qualified(qualifier, found);
            }
            found
        }
    }
}

fn qualified(qualifier: &Qualifier<'_>, found: Vec<Way>) -> Vec<Way> {
    let moments = |way: &Way| way.iter().map(|(_, at)| *at).collect::<Vec<_>>();
    match qualifier {
        Qualifier::Repeats(times) => {
            (1..*times).fold(found.clone(), |a, _| joined(&a, &found, |_, _| true))
        }
        Qualifier::Within { seconds, .. } => {
            let most: f64 = seconds.parse().expect("a number");
            let fits = |way: &Way| {
                let at = moments(way);
                ((at.iter().max().unwrap() - at.iter().min().unwrap()) as f64) < most
            };
            found.into_iter().filter(fits).collect()
        }
        Qualifier::StartStop { start, stop } => {
            let second = |text: &str| text[17..19].parse::<i64>().expect("seconds");
            let (start, stop) = (second(start), second(stop));
            let fits = |way: &Way| moments(way).iter().all(|at| start <= *at && *at < stop);
            found.into_iter().filter(fits).collect()
        }
    }
}

// ── what is generated ────────────────────────────────────────────────────────────────────────────────────────────

fn one_test() -> impl Strategy<Value = String> {
    prop_oneof![
        "file:name (NOT )?(=|!=|<|<=|>|>=) '(a|b|ab|)'",
        "file:name (NOT )?IN \\('a', '(b|x)'\\)",
        "file:name (NOT )?LIKE '(%|_|a%|%b|__|a_|%a%b)'",
        "file:name (NOT )?MATCHES '(\\^a|b\\$|a\\.|\\^\\.\\$|a\\*b|\\.\\*a|\\^b\\*\\$)'",
        "(NOT )?EXISTS file:(name|size|parent_directory_ref|x_list\\[1\\])".prop_map(|t| t),
        "file:size (NOT )?(=|!=|<|<=|>|>=) (0|1|1\\.0|1\\.5|2|'1')",
        "file:size (NOT )?(=|!=) true",
        "file:x_flag (NOT )?(=|!=) (true|false|1)",
        "file:x_list\\[(\\*|0|1|7)\\] (NOT )?(=|!=|LIKE) '(a|b)'",
        "file:parent_directory_ref\\.path (NOT )?(=|!=) '(p|q)'",
        "file:contains_refs\\[(\\*|0|1)\\]\\.(value|path) (NOT )?= '(p|q|10\\.0\\.0\\.1)'",
        "directory:path = '(p|q)'",
        "ipv4-addr:value (NOT )?(ISSUBSET|ISSUPERSET) '10\\.0\\.[01]\\.[012](/8|/24|/31|/32|/0|)'",
    ]
}

fn inside() -> impl Strategy<Value = String> {
    one_test().prop_recursive(2, 4, 3, |inner| {
        (prop::collection::vec(inner, 2..4), any::<bool>()).prop_map(|(parts, all)| {
            format!("({})", parts.join(if all { " AND " } else { " OR " }))
        })
    })
}

fn pattern() -> impl Strategy<Value = (String, u64)> {
    let bracket = inside().prop_map(|inside| (format!("[{inside}]"), 1));
    bracket
        .prop_recursive(3, 4, 2, |inner| {
            let pair = (inner.clone(), inner.clone(), "(AND|OR|FOLLOWEDBY)")
                .prop_map(|((a, n), (b, m), how)| (format!("({a} {how} {b})"), n + m));
            let repeats = (inner.clone(), 1..4u64)
                .prop_map(|((a, n), times)| (format!("({a}) REPEATS {times} TIMES"), n * times));
            let window = (inner.clone(), "(1|2|2\\.5|4)")
                .prop_map(|((a, n), x)| (format!("({a}) WITHIN {x} SECONDS"), n));
            let between = (inner, 0..4u8, 1..5u8).prop_map(|((a, n), from, length)| {
                let at = |second: u8| format!("t'2020-01-01T00:00:0{second}Z'");
                (
                    format!("({a}) START {} STOP {}", at(from), at(from + length)),
                    n,
                )
            });
            prop_oneof![3 => pair, 1 => repeats, 1 => window, 1 => between]
        })
        .prop_filter("few enough to try every choice", |(_, wanted)| *wanted <= 4)
}

fn file() -> impl Strategy<Value = Value> {
    let maybe = |text: &'static str| prop::option::of(text);
    (
        maybe("(a|b|ab|ba|aab)"),
        prop::option::of(prop_oneof![
            Just(json!(0)),
            Just(json!(1)),
            Just(json!(1.5)),
            Just(json!("1"))
        ]),
        prop::option::of(any::<bool>()),
        prop::option::of(prop::collection::vec("(a|b|c)", 0..3)),
        maybe("(1|2|9)"),
        prop::option::of(prop::collection::vec("(1|2|9)", 0..3)),
    )
        .prop_map(|(name, size, flag, list, parent, contains)| {
            json!({"type": "file", "name": name, "size": size, "x_flag": flag, "x_list": list,
                   "parent_directory_ref": parent, "contains_refs": contains})
        })
}

fn seen() -> impl Strategy<Value = Seen> {
    let other = prop_oneof![
        "(p|q)".prop_map(|path| json!({"type": "directory", "path": path})),
        "(10\\.0\\.[01]\\.[0-3](/31|/24|/33)?|x)"
            .prop_map(|value| json!({"type": "ipv4-addr", "value": value})),
    ];
    let others = prop::collection::vec(other, 0..3);
    (
        file(),
        others,
        0..6i64,
        prop_oneof![3 => Just(0i64), 1 => 1..3i64],
        1..3u64,
    )
        .prop_map(|(file, others, first, length, count)| {
            let mut objects = serde_json::Map::new();
            for (at, mut object) in [file].into_iter().chain(others).enumerate() {
                let members = object.as_object_mut().expect("an object");
                members.retain(|_, value| !value.is_null());
                objects.insert(at.to_string(), object);
            }
            Seen {
                objects: objects.into(),
                first,
                last: first + length,
                count,
            }
        })
}

fn bundle(all: &[Seen]) -> String {
    let at = |second: i64| format!("2020-01-01T00:00:0{second}Z");
    let objects: Vec<Value> = all
        .iter()
        .enumerate()
        .map(|(number, seen)| {
            json!({"type": "observed-data", "id": format!("observed-data--{number}"), "first_observed": at(seen.first),
                   "last_observed": at(seen.last), "number_observed": seen.count, "objects": seen.objects})
        })
        .collect();
    json!({"type": "bundle", "id": "bundle--1", "objects": objects}).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn both_say_the_same((text, _) in pattern(), all in prop::collection::vec(seen(), 1..4)) {
        let tree = parse(&text).unwrap_or_else(|error| panic!("{}", error.render(&text)));
        let expected = !ways(&tree.root, &all).is_empty();
        let content = bundle(&all);
        let program = detect::program::compile(&text).unwrap();
        let value = detect::observed::parse(content.as_bytes()).unwrap();
        let observed = detect::observed::observations(&value).unwrap();
        let outcome = detect::observed::evaluate(&program, &observed).unwrap();
        prop_assert_eq!(outcome.is_match, expected, "{}\n{}", text, content);
    }
}

//! Patterns: golden pairs, the published corpora, and what must hold for any text.

use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;
use stix::pattern::{Bounds, Severity, check, parse, parse_within};

/// The canonical spelling and the warnings, or the error: as `pattern/<name>.out` holds it.
fn outcome(text: &str) -> String {
    let mut out = match parse(text) {
        Ok(pattern) => format!("{pattern}\n"),
        Err(_) => String::new(),
    };
    for finding in check(text) {
        let _ = write!(out, "{}", finding.render(text));
    }
    out
}

/// `TANSIQ_BLESS=1` writes the outcomes anew, for a reader of the diff to judge.
#[test]
fn golden_pairs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pattern");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let input = entry.unwrap().path();
        if input.extension().is_none_or(|extension| extension != "in") {
            continue;
        }
        seen += 1;
        let text = std::fs::read_to_string(&input).unwrap();
        let found = outcome(&text);
        let golden = input.with_extension("out");
        if std::env::var_os("TANSIQ_BLESS").is_some() {
            std::fs::write(&golden, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        if found != expected {
            wrong.push(format!(
                "{}\n--- found\n{found}--- expected\n{expected}",
                input.display()
            ));
        }
    }
    assert!(seen > 60, "only {seen} golden pairs found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every code has a golden pair, so that no diagnostic changes unseen.
#[test]
fn every_code_has_a_golden_pair() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pattern");
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "out") {
            all += &std::fs::read_to_string(path).unwrap();
        }
    }
    let errors = (1..=30).map(|n| format!("P{n:03}"));
    let warnings = [101, 102, 103, 104, 106].iter().map(|n| format!("P{n}"));
    // Bounds are met by no text that a golden file should hold; `bounds_hold` has them.
    let bounds = ["P002", "P003", "P004", "P016"];
    for code in errors
        .chain(warnings)
        .filter(|code| !bounds.contains(&code.as_str()))
    {
        assert!(
            all.contains(&format!("[{code}]")),
            "no golden pair shows {code}"
        );
    }
}

fn code(text: &str, bounds: &Bounds) -> &'static str {
    parse_within(text, bounds).map_or_else(|error| error.code, |_| "none")
}

#[test]
fn bounds_hold() {
    let bounds = Bounds::default();
    let deep = |n: usize| format!("{}[a:b = 1]{}", "(".repeat(n), ")".repeat(n));
    assert_eq!(code(&deep(63), &bounds), "none");
    assert_eq!(code(&deep(64), &bounds), "P003");
    assert_eq!(code(&"(".repeat(1 << 20), &bounds), "P003");
    assert_eq!(code(&format!("[{}", "(".repeat(100_000)), &bounds), "P003");
    assert_eq!(code(&" ".repeat((1 << 20) + 1), &bounds), "P002");
    let long = vec!["a:b = 1"; 60_000].join(" OR ");
    assert_eq!(code(&format!("[{long}]"), &bounds), "none");
    let small = Bounds {
        parts: 100,
        ..bounds
    };
    let path = format!("[a:b{} = 1]", ".c".repeat(200));
    let set = format!("[a:b IN ({})]", vec!["1"; 200].join(","));
    for text in [format!("[{long}]"), path, set] {
        assert_eq!(code(&text, &small), "P004");
    }
    let huge = format!("[a:b = {}.0]", "9".repeat(400));
    assert_eq!(code(&huge, &bounds), "P016");
}

/// Facts of the OASIS corpora (BSD-3-Clause, cti-pattern-validator): `ok`, `fails`, or
/// `differs-fails` where section 9 says otherwise than the validator.
#[test]
fn oasis_corpus() {
    let corpus = include_str!("oasis_patterns.txt");
    let mut seen = 0;
    for line in corpus
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let (expected, text) = line.split_once('\t').expect("verdict, tab, pattern");
        let found = parse(text);
        let as_expected = found.is_ok() == (expected == "ok");
        let code = found.map_or_else(|error| error.code, |_| "accepted");
        assert!(as_expected, "{expected}, but {code}: {text}");
        seen += 1;
    }
    assert!(seen > 80, "only {seen} lines");
}

#[test]
fn warnings_do_not_stop_a_pattern() {
    let findings = check("[file:size = 'x']");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].severity, Severity::Warning);
    assert!(parse("[file:size = 'x']").is_ok());
}

fn constant() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>().prop_map(|s| format!("'{}'", s.replace('\\', "\\\\").replace('\'', "\\'"))),
        (-(1i64 << 53) + 1..1i64 << 53).prop_map(|n| n.to_string()),
        "-?[0-9]{1,5}\\.[0-9]{1,5}",
        Just("true".to_owned()),
        "([0-9a-fA-F]{2}){0,6}".prop_map(|h| format!("h'{h}'")),
        Just("b'ABI='".to_owned()),
        "20[0-9]{2}-0[1-9]-[12][0-8]T2[0-3]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?Z"
            .prop_map(|t| format!("t'{t}'")),
    ]
}

fn comparison() -> impl Strategy<Value = String> {
    let path = "[a-z]{1,4}(-[a-z]{1,3})?:[a-z_]{1,5}(\\.[a-z]{1,3}|\\.'[a-z .-]{1,5}'|\\[[0-9]{1}\\]|\\[\\*\\]){0,3}";
    let plain = prop_oneof![
        (path, "(NOT )?(=|!=)", constant()).prop_map(|(p, o, c)| format!("{p} {o} {c}")),
        (path, "(NOT )?(LIKE|MATCHES) '[a-z%_]{0,5}'").prop_map(|(p, o)| format!("{p} {o}")),
        (path, "(NOT )?IN \\('a', 'b'\\)").prop_map(|(p, o)| format!("{p} {o}")),
        ("(NOT )?EXISTS ", path).prop_map(|(e, p)| format!("{e}{p}")),
    ];
    plain.prop_recursive(3, 12, 3, |inner| {
        (prop::collection::vec(inner, 1..4), any::<bool>()).prop_map(|(parts, and)| {
            format!("({})", parts.join(if and { " AND " } else { " OR " }))
        })
    })
}

fn observation() -> impl Strategy<Value = String> {
    let leaf = comparison().prop_map(|c| format!("[{c}]"));
    let qualifiers = "( REPEATS [1-9] TIMES)?( WITHIN [1-9](\\.[0-9])? SECONDS)?( START t'2020-01-01T00:00:00Z' STOP t'2021-01-01T00:00:00Z')?";
    leaf.prop_recursive(3, 12, 3, move |inner| {
        let joined = (prop::collection::vec(inner, 1..4), 0..3usize).prop_map(|(parts, op)| {
            format!("({})", parts.join([" AND ", " OR ", " FOLLOWEDBY "][op]))
        });
        (joined, qualifiers).prop_map(|(text, qualifiers)| text + &qualifiers)
    })
}

proptest! {
    #[test]
    fn printing_and_parsing_agree(text in observation()) {
        let tree = parse(&text).map_err(|error| TestCaseError::fail(error.render(&text)))?;
        let printed = tree.to_string();
        let again = parse(&printed).map_err(|error| TestCaseError::fail(error.render(&printed)))?;
        prop_assert_eq!(&tree.root, &again.root);
        prop_assert_eq!(&printed, &again.to_string());
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = outcome(&text);
    }

    #[test]
    fn no_damaged_pattern_panics(text in observation(), cut in any::<prop::sample::Index>(), put in "[\\PC]{0,3}") {
        let mut at = cut.index(text.len() + 1);
        while !text.is_char_boundary(at) { at -= 1; }
        let damaged = format!("{}{put}{}", &text[..at], text[at..].chars().skip(1).collect::<String>());
        let _ = outcome(&damaged);
    }
}

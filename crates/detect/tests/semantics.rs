//! Section 9, sentence by sentence: patterns on small observations, with what must come out.

use detect::observed::{evaluate, observations, parse};
use detect::program::compile;

/// One observed-data per item: first and last second, `number_observed`, and its objects.
fn bundle(observed: &[(&str, &str, u64, &str)]) -> String {
    let mut objects = Vec::new();
    for (index, (first, last, count, scos)) in observed.iter().enumerate() {
        objects.push(format!(
            r#"{{"type":"observed-data","id":"observed-data--0000000{index}-0000-4000-8000-000000000000","first_observed":"2020-01-01T00:{first}Z","last_observed":"2020-01-01T00:{last}Z","number_observed":{count},"objects":{{{scos}}}}}"#
        ));
    }
    format!(
        r#"{{"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000000","objects":[{}]}}"#,
        objects.join(",")
    )
}

#[track_caller]
fn check(pattern: &str, content: &str, expected: bool) {
    let program = compile(pattern).unwrap_or_else(|error| panic!("{}", error.render(pattern)));
    let value = parse(content.as_bytes()).unwrap();
    let observations = observations(&value).unwrap();
    let outcome = evaluate(&program, &observations).unwrap();
    assert_eq!(outcome.is_match, expected, "{pattern}\n{content}");
    assert_eq!(outcome.bindings.is_empty(), !expected);
}

/// On one observation with these objects.
#[track_caller]
fn one(pattern: &str, scos: &str, expected: bool) {
    check(pattern, &bundle(&[("00:00", "00:00", 1, scos)]), expected);
}

const FILE: &str = r#""0":{"type":"file","name":"Foo.dll","size":25536,"entropy":7.5,"magic_number_hex":"ffD8","hidden":true,"ctime":"2020-01-01T00:00:00.5Z","hashes":{"MD5":"CEAD3F77F6CDA6EC00F57D76C9A6879F","SSDEEP":"3:Ab:c"},"nothing":null,"parts":[1,2.5,"x"],"parent_directory_ref":"1"},"1":{"type":"directory","path":"C:\\Windows\\System32","contains_refs":["0","2"]},"2":{"type":"file","name":"b.exe","parent_directory_ref":"1"}"#;

#[test]
fn comparisons() {
    for (pattern, expected) in [
        ("[file:name = 'Foo.dll']", true),
        ("[file:name = 'foo.dll']", false),
        ("[file:name != 'foo.dll']", true),
        ("[file:name NOT = 'foo.dll']", true),
        ("[file:size = 25536.0]", true),
        ("[file:size > 25535.5 AND file:size < 25536.5]", true),
        ("[file:size = '25536']", false),
        ("[file:size != '25536']", true),
        ("[file:size NOT = '25536']", true),
        ("[file:size > '1']", false),
        ("[file:hidden = 1]", false),
        ("[file:hidden != 1]", true),
        ("[file:hidden = true]", true),
        ("[file:name IN ('a', 'Foo.dll')]", true),
        ("[file:name NOT IN ('a', 'b')]", true),
        ("[file:name IN ()]", false),
        ("[file:name > 'Foo.dl' AND file:name < 'Foo.dlm']", true),
        ("[file:ctime = t'2020-01-01T00:00:00.500Z']", true),
        ("[file:ctime > t'2020-01-01T00:00:00Z']", true),
        ("[file:name = t'2020-01-01T00:00:00Z']", false),
        ("[file:magic_number_hex = h'ffd8']", true),
        ("[file:magic_number_hex = b'/9g=']", true),
        ("[file:magic_number_hex = 'ÿØ']", true),
        ("[file:magic_number_hex = 'ffd8']", false),
        (
            "[file:magic_number_hex < h'ffd800' AND file:magic_number_hex > h'ff']",
            true,
        ),
        ("[file:magic_number_hex != 'مرحبا']", true),
        ("[file:magic_number_hex > 'مرحبا']", false),
        ("[file:magic_number_hex MATCHES '^\\\\xff']", true),
        ("[file:magic_number_hex LIKE 'ÿ_']", true),
        ("[file:name = h'466f6f2e646c6c']", true),
        (
            "[file:hashes.MD5 = 'cead3f77f6cda6ec00f57d76c9a6879f']",
            true,
        ),
        ("[file:hashes.SSDEEP = '3:ab:c']", false),
        ("[file:name LIKE 'F__.%']", true),
        ("[file:size = 25536 AND file:name NOT LIKE 'F__.%']", false),
        ("[file:name MATCHES '^foo']", false),
        ("[file:name MATCHES '(?i)^foo']", true),
        ("[file:size MATCHES '2']", false),
        ("[file:size NOT MATCHES '2']", true),
        ("[file:parts = 1]", false),
        ("[file:parts != 1]", true),
        ("[file:parts[*] = 2.5]", true),
        ("[file:parts[1] = 2.5]", true),
        ("[file:parts[3] != 2.5]", false),
        ("[file:parts[-1] != 2.5]", false),
        ("[file:name[*] = 'Foo.dll']", false),
        ("[file:nothing = 'x']", false),
        ("[file:nothing != 'x']", true),
    ] {
        one(pattern, FILE, expected);
    }
}

#[test]
fn what_is_absent_is_false_with_every_operator() {
    for operator in [
        "= 1",
        "!= 1",
        "NOT = 1",
        "NOT != 1",
        "> 1",
        "NOT > 1",
        "IN (1)",
        "NOT IN (1)",
        "LIKE 'a'",
        "NOT LIKE 'a'",
        "NOT MATCHES 'a'",
        "NOT ISSUBSET '10.0.0.0/8'",
        "NOT ISSUPERSET '10.0.0.0/8'",
    ] {
        one(&format!("[file:absent {operator}]"), FILE, false);
        one(&format!("[mutex:name {operator}]"), FILE, false);
    }
    one("[EXISTS file:absent]", FILE, false);
    one("[NOT EXISTS file:absent]", FILE, true);
    one("[EXISTS file:nothing]", FILE, true);
    one("[EXISTS file:hashes.MD5]", FILE, true);
    one("[NOT EXISTS mutex:name]", FILE, false);
}

#[test]
fn references() {
    for (pattern, expected) in [
        (
            "[file:parent_directory_ref.path LIKE 'C:\\\\Windows\\\\%']",
            true,
        ),
        ("[directory:contains_refs[*].name = 'b.exe']", true),
        ("[directory:contains_refs[0].name = 'b.exe']", false),
        ("[directory:contains_refs[1].name = 'b.exe']", true),
        ("[directory:contains_refs.name = 'b.exe']", false),
        (
            "[file:parent_directory_ref.contains_refs[*].parent_directory_ref.contains_refs[*].name = 'b.exe']",
            true,
        ),
        ("[file:parent_directory_ref.type = 'directory']", true),
        ("[file:parent_directory_ref = '1']", true),
        (
            "[file:name = 'b.exe' AND file:parent_directory_ref.contains_refs[*].name = 'Foo.dll']",
            true,
        ),
    ] {
        one(pattern, FILE, expected);
    }
}

#[test]
fn a_web_of_references_does_not_explode() {
    let refs: Vec<String> = (0..60).map(|n| format!("\"{n}\"")).collect();
    let scos: Vec<String> = (0..60)
        .map(|n| {
            format!(
                r#""{n}":{{"type":"directory","path":"p{n}","contains_refs":[{}]}}"#,
                refs.join(",")
            )
        })
        .collect();
    let path = "contains_refs[*].".repeat(30);
    one(
        &format!("[directory:{path}path = 'p59']"),
        &scos.join(","),
        true,
    );
    one(
        &format!("[directory:{path}path = 'none']"),
        &scos.join(","),
        false,
    );
}

#[test]
fn one_object_satisfies_a_whole_bracket() {
    let two = r#""0":{"type":"network-traffic","src_ref":"1"},"1":{"type":"ipv4-addr","value":"203.0.113.10"},"2":{"type":"network-traffic","dst_ref":"3"},"3":{"type":"ipv4-addr","value":"198.51.100.58"}"#;
    one(
        "[network-traffic:src_ref.value = '203.0.113.10' AND network-traffic:dst_ref.value = '198.51.100.58']",
        two,
        false,
    );
    one(
        "[network-traffic:src_ref.value = '203.0.113.10' OR network-traffic:dst_ref.value = 'x']",
        two,
        true,
    );
    one(
        "[(network-traffic:src_ref.value = 'x' OR ipv4-addr:value = '203.0.113.10') AND ipv4-addr:value LIKE '203%']",
        two,
        true,
    );
    one(
        "[ipv4-addr:value = '203.0.113.10' AND network-traffic:src_ref.value = '203.0.113.10']",
        two,
        false,
    );
}

#[test]
fn sets_of_addresses() {
    let address = |value: &str| format!(r#""0":{{"type":"ipv4-addr","value":"{value}"}}"#);
    for (pattern, value, expected) in [
        ("ISSUBSET '198.51.100.0/24'", "198.51.100.0/27", true),
        ("ISSUBSET '198.51.100.0/27'", "198.51.100.0/24", false),
        ("ISSUBSET '198.51.100.7'", "198.51.100.7", true),
        ("ISSUBSET '0.0.0.0/0'", "198.51.100.7", true),
        ("ISSUBSET '::/0'", "198.51.100.7", false),
        ("ISSUBSET '2001:db8::/32'", "2001:0DB8:0:0::1", true),
        ("ISSUPERSET '198.51.100.0/27'", "198.51.100.0/24", true),
        ("ISSUPERSET '198.51.100.7'", "198.51.100.7/32", true),
        ("ISSUBSET '0.0.0.0/0'", "no address", false),
        ("NOT ISSUBSET '0.0.0.0/0'", "no address", true),
        ("ISSUPERSET '198.51.100.7'", "no address", false),
        ("= '198.51.100.7/32'", "198.51.100.7", true),
        ("IN ('198.51.100.7/32')", "198.51.100.7", true),
        ("!= '198.51.100.7/32'", "198.51.100.7", false),
    ] {
        one(
            &format!("[ipv4-addr:value {pattern}]"),
            &address(value),
            expected,
        );
    }
}

#[test]
fn domains() {
    let domain = |value: &str| {
        format!(
            r#""0":{{"type":"domain-name","value":"{value}"}},"1":{{"type":"network-traffic","dst_ref":"0"}}"#
        )
    };
    one(
        "[domain-name:value = 'Example.com']",
        &domain("eXample.COM."),
        true,
    );
    one(
        "[domain-name:value = 'bücher.example']",
        &domain("xn--bcher-kva.example"),
        true,
    );
    one(
        "[network-traffic:dst_ref.value = 'EXAMPLE.COM']",
        &domain("example.com"),
        true,
    );
    one(
        "[domain-name:value LIKE '%.EXAMPLE.com']",
        &domain("www.example.com"),
        true,
    );
    one(
        "[domain-name:value = 'example.com']",
        &domain("www.example.com"),
        false,
    );
}

const A: &str = r#""0":{"type":"file","name":"a"}"#;
const B: &str = r#""0":{"type":"file","name":"b"}"#;
const AB: &str = r#""0":{"type":"file","name":"a"},"1":{"type":"file","name":"b"}"#;

#[test]
fn observations_are_distinct() {
    let both = bundle(&[("00:00", "00:00", 1, AB)]);
    check("[file:name = 'a'] AND [file:name = 'b']", &both, false);
    check("[file:name = 'a'] OR [file:name = 'b']", &both, true);
    let twice = bundle(&[("00:00", "00:00", 2, AB)]);
    check("[file:name = 'a'] AND [file:name = 'b']", &twice, true);
    check("[file:name = 'a'] REPEATS 2 TIMES", &twice, true);
    check("[file:name = 'a'] REPEATS 3 TIMES", &twice, false);
    let many = bundle(&[("00:00", "00:00", 999_999_999, A), ("00:01", "00:01", 1, A)]);
    check("[file:name = 'a'] REPEATS 1000000000 TIMES", &many, true);
    check("[file:name = 'a'] REPEATS 1000000001 TIMES", &many, false);
    check(
        "([file:name = 'a'] AND [file:name = 'a']) REPEATS 500000000 TIMES",
        &many,
        true,
    );
    // The choice for the first bracket must leave something for the second.
    let crossed = bundle(&[("00:00", "00:00", 1, AB), ("00:00", "00:00", 1, A)]);
    check("[file:name = 'a'] AND [file:name = 'b']", &crossed, true);
}

#[test]
fn time() {
    let ab = bundle(&[("00:00", "00:00", 1, A), ("00:05", "00:05", 1, B)]);
    check("[file:name = 'a'] FOLLOWEDBY [file:name = 'b']", &ab, true);
    check("[file:name = 'b'] FOLLOWEDBY [file:name = 'a']", &ab, false);
    check(
        "([file:name = 'a'] AND [file:name = 'b']) WITHIN 5 SECONDS",
        &ab,
        false,
    );
    check(
        "([file:name = 'a'] AND [file:name = 'b']) WITHIN 5.000001 SECONDS",
        &ab,
        true,
    );
    check(
        "[file:name = 'a'] AND [file:name = 'b'] WITHIN 1 SECONDS",
        &ab,
        true,
    );
    check(
        "[file:name = 'a'] START t'2020-01-01T00:00:00Z' STOP t'2020-01-01T00:00:01Z'",
        &ab,
        true,
    );
    check(
        "[file:name = 'b'] START t'2020-01-01T00:00:00Z' STOP t'2020-01-01T00:00:05Z'",
        &ab,
        false,
    );
    check(
        "[file:name = 'b'] START t'2020-01-01T00:00:05Z' STOP t'2020-01-01T00:00:06Z'",
        &ab,
        true,
    );
    let equal = bundle(&[("00:05", "00:05", 1, A), ("00:05", "00:05", 1, B)]);
    check(
        "[file:name = 'b'] FOLLOWEDBY [file:name = 'a']",
        &equal,
        true,
    );
    let overlap = bundle(&[("00:00", "00:09", 1, A), ("00:05", "00:20", 1, B)]);
    check(
        "[file:name = 'b'] FOLLOWEDBY [file:name = 'a']",
        &overlap,
        true,
    );
    check(
        "([file:name = 'a'] AND [file:name = 'b']) WITHIN 1 SECONDS",
        &overlap,
        true,
    );
    // One choice of times must fit everything: in two seconds, before 00:05, `b` cannot follow.
    check(
        "([file:name = 'a'] START t'2020-01-01T00:00:00Z' STOP t'2020-01-01T00:00:02Z' FOLLOWEDBY [file:name = 'b']) WITHIN 2 SECONDS",
        &overlap,
        false,
    );
    check(
        "([file:name = 'a'] START t'2020-01-01T00:00:00Z' STOP t'2020-01-01T00:00:02Z' FOLLOWEDBY [file:name = 'b']) WITHIN 4 SECONDS",
        &overlap,
        true,
    );
}

#[test]
fn qualifiers_bind_to_the_expression_before() {
    let content = bundle(&[
        ("00:00", "00:00", 1, B),
        ("00:01", "00:01", 1, A),
        ("00:10", "00:10", 1, A),
        ("00:12", "00:12", 1, A),
    ]);
    check(
        "[file:name = 'b'] FOLLOWEDBY [file:name = 'a'] REPEATS 3 TIMES",
        &content,
        true,
    );
    check(
        "([file:name = 'b'] FOLLOWEDBY [file:name = 'a']) REPEATS 2 TIMES",
        &content,
        false,
    );
    check(
        "[file:name = 'a'] REPEATS 3 TIMES WITHIN 5 SECONDS",
        &content,
        false,
    );
    check(
        "[file:name = 'a'] REPEATS 2 TIMES WITHIN 5 SECONDS",
        &content,
        true,
    );
    check(
        "[file:name = 'a'] WITHIN 5 SECONDS REPEATS 3 TIMES",
        &content,
        true,
    );
    check(
        "([file:name = 'a'] OR [file:name = 'b']) REPEATS 4 TIMES",
        &content,
        true,
    );
    check(
        "([file:name = 'a'] OR [file:name = 'b']) REPEATS 5 TIMES",
        &content,
        false,
    );
    // AND > OR > FOLLOWEDBY.
    check(
        "[file:name = 'x'] AND [file:name = 'y'] OR [file:name = 'a']",
        &content,
        true,
    );
    check(
        "[file:name = 'a'] OR [file:name = 'x'] FOLLOWEDBY [file:name = 'y']",
        &content,
        false,
    );
}

#[test]
fn object_refs_bound_what_is_followed() {
    let content = |refs: &str| {
        format!(
            r#"{{"type":"bundle","id":"bundle--0","objects":[
        {{"type":"ipv4-addr","id":"ipv4-addr--1","value":"10.0.0.1"}},
        {{"type":"observed-data","id":"observed-data--1","first_observed":"2020-01-01T00:00:00Z","last_observed":"2020-01-01T00:00:00Z","number_observed":1,"object_refs":[{refs}]}},
        {{"type":"network-traffic","id":"network-traffic--1","src_ref":"ipv4-addr--1"}}]}}"#
        )
    };
    let pattern = "[network-traffic:src_ref.value = '10.0.0.1']";
    check(
        pattern,
        &content(r#""network-traffic--1","ipv4-addr--1""#),
        true,
    );
    check(pattern, &content(r#""network-traffic--1""#), false);
    check(
        "[ipv4-addr:value = '10.0.0.1']",
        &content(r#""network-traffic--1""#),
        false,
    );
}

#[test]
fn objects_without_observed_data_have_no_time() {
    let content =
        r#"[{"type":"file","id":"file--1","name":"a"},{"type":"file","id":"file--2","name":"b"}]"#;
    check("[file:name = 'b']", content, true);
    check(
        "[file:name = 'b'] START t'2000-01-01T00:00:00Z' STOP t'2100-01-01T00:00:00Z'",
        content,
        false,
    );
    check(
        "[file:name = 'a'] FOLLOWEDBY [file:name = 'b']",
        content,
        false,
    );
}

#[test]
fn the_binding_is_named() {
    let content = bundle(&[("00:00", "00:00", 1, B), ("00:05", "00:05", 1, A)]);
    let program = compile("[file:name = 'a']").unwrap();
    let value = parse(content.as_bytes()).unwrap();
    let outcome = evaluate(&program, &observations(&value).unwrap()).unwrap();
    assert_eq!(
        outcome.bindings,
        ["observed-data--00000001-0000-4000-8000-000000000000"]
    );
    assert_eq!(outcome.witnesses[0].path, "file:name");
    assert_eq!(outcome.witnesses[0].value, "a");
}

#[test]
fn content_that_cannot_be_used_is_told() {
    for (first, last, count, fault) in [
        (
            "2020-01-01T00:00:00Z",
            "x",
            "1",
            "`last_observed` is missing or no timestamp",
        ),
        (
            "2020-01-02T00:00:00Z",
            "2020-01-01T00:00:00Z",
            "1",
            "`last_observed` is before `first_observed`",
        ),
        (
            "2020-01-01T00:00:00Z",
            "2020-01-01T00:00:00Z",
            "0",
            "`number_observed` is no positive integer",
        ),
    ] {
        let text = format!(
            r#"{{"type":"observed-data","id":"observed-data--1","first_observed":"{first}","last_observed":"{last}","number_observed":{count},"object_refs":[]}}"#
        );
        let value = parse(text.as_bytes()).unwrap();
        let message = observations(&value).unwrap_err().to_string();
        assert_eq!(message, format!("observed-data--1: {fault}"));
    }
}

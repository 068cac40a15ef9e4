//! Strict JSON: what is refused and where, what is kept, and that nothing panics.

use proptest::prelude::*;
use std::borrow::Cow;
use stix::json::{MAX_DEPTH, locate, parse, same_content};
use stix::{Fault, Limits, Object, Value};

fn read(text: &str) -> Result<Value<'_>, Fault> {
    parse(text.as_bytes(), &Limits::default())
}

fn fault(bytes: &[u8]) -> (&'static str, usize, String) {
    let fault = parse(bytes, &Limits::default()).expect_err("it is not strict JSON");
    (fault.code, fault.offset, fault.path)
}

#[track_caller]
fn faulty(bytes: &[u8], code: &str, offset: usize, path: &str) {
    assert_eq!(
        fault(bytes),
        (code_of(code), offset, path.to_owned()),
        "{}",
        String::from_utf8_lossy(bytes)
    );
}

fn code_of(code: &str) -> &'static str {
    let known = [
        "J001", "J002", "J003", "J004", "J005", "J006", "J007", "J008", "J009", "J010", "J011",
        "J012", "J013", "J014",
    ];
    known
        .into_iter()
        .find(|known| *known == code)
        .expect("a code")
}

#[test]
fn faults_tell_code_offset_and_path() {
    faulty(b"{\"a\":[1,{\"b\":\"\xff\"}]}", "J001", 14, "a[1].b");
    faulty(b"\xef\xbb\xbf{}", "J002", 0, "");
    faulty(b"\xff\xfe{\0", "J002", 0, "");
    faulty(br#"{"a":{"b":1,"c":2,"\u0062":3}}"#, "J003", 18, "a.b");
    faulty(br#"[0,{"n":9007199254740992}]"#, "J006", 8, "[1].n");
    faulty(br#"{"n":-1E400}"#, "J007", 5, "n");
    faulty(br#"{"s":"a\ud800"}"#, "J008", 7, "s");
    faulty(br#"{"s":"\udc00\ud800"}"#, "J008", 6, "s");
    faulty(br#"{"s":"\ud800\u0041"}"#, "J008", 6, "s");
    faulty(br#"{"s":"\x"}"#, "J009", 6, "s");
    faulty(b"{\"s\":\"a\tb\"}", "J010", 7, "s");
    faulty(b"{\"s\":\"a\nb\"}", "J010", 7, "s");
    faulty(br#"{"a":1 "b":2}"#, "J011", 7, "");
    faulty(br#"{"a":{"b":[1 2]}}"#, "J011", 13, "a.b");
    faulty(br#"{"a":{b:1}}"#, "J011", 6, "a");
    faulty(br#"{"a":nul}"#, "J011", 5, "a");
    faulty(br#"{"a":[tru"#, "J012", 9, "a[0]");
    faulty(b"", "J012", 0, "");
    faulty(b"{} x", "J013", 3, "");
    faulty(br#"[01]"#, "J014", 1, "[0]");
    faulty(
        br#"{"a.b":{"":[[],[+1]]}}"#,
        "J011",
        16,
        "[\"a.b\"][\"\"][1][0]",
    );
}

#[test]
fn messages_say_what_was_expected() {
    let message = |text: &str| read(text).expect_err("a fault").message;
    assert_eq!(message("{\"a\":1;}"), "expected `,` or `}` but found `;`");
    assert_eq!(
        message("{\"a\":é}"),
        "expected a value but found `é` (U+00E9)"
    );
    assert_eq!(message("{'a':1}"), "expected a key in quotes but found `'`");
    assert_eq!(message("[1,]"), "expected a value but found `]`");
    assert_eq!(message("[1"), "the input ends where `,` or `]` must stand");
    let shown = read("{\"a\":[1,,2]}").expect_err("a fault").to_string();
    assert_eq!(
        shown,
        "J011: expected a value but found `,` (at byte 8, a[1])"
    );
}

#[test]
fn values_are_borrowed_where_no_escape_forces_a_copy() {
    let text = r#"{"plain":"é","escaped":"\u00e9\n\"\\\/\b\f\r\t\ud83d\ude00","nul":"\u0000"}"#;
    let value = read(text).expect("strict JSON");
    assert!(matches!(
        value.get("plain"),
        Some(Value::String(Cow::Borrowed("é")))
    ));
    assert_eq!(
        value.get("escaped").and_then(Value::as_str),
        Some("é\n\"\\/\u{8}\u{c}\r\t😀")
    );
    assert_eq!(value.get("nul").and_then(Value::as_str), Some("\0"));
    assert_eq!(value.get("missing"), None);
}

#[test]
fn depth_is_limited_and_never_overflows() {
    let nest = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
    let limits = |depth| Limits {
        depth,
        ..Limits::default()
    };
    assert!(parse(nest(64).as_bytes(), &limits(64)).is_ok());
    assert_eq!(
        parse(nest(65).as_bytes(), &limits(64))
            .expect_err("too deep")
            .offset,
        64
    );
    let deep = nest(100_000);
    assert_eq!(
        parse(deep.as_bytes(), &limits(usize::MAX))
            .expect_err("too deep")
            .offset,
        MAX_DEPTH
    );
    assert!(!same_content(deep.as_bytes(), deep.as_bytes()));
    let objects = format!("{}1{}", "{\"a\":".repeat(64), "}".repeat(64));
    assert!(parse(objects.as_bytes(), &limits(64)).is_ok());
    assert_eq!(
        parse(objects.as_bytes(), &limits(63))
            .expect_err("too deep")
            .code,
        "J004"
    );
}

#[test]
fn size_is_limited() {
    let limits = Limits {
        object_bytes: 10,
        ..Limits::default()
    };
    assert!(parse(b"[1,2,3,45]", &limits).is_ok());
    assert_eq!(
        parse(b"[1,2,3,456]", &limits).expect_err("too large").code,
        "J005"
    );
}

/// A million keys, each a little different, and the very last a duplicate: found without comparing each with each.
#[test]
fn many_keys_cost_no_more_than_their_number() {
    let limits = Limits {
        object_bytes: usize::MAX,
        ..Limits::default()
    };
    let mut text = String::from("{");
    for n in 0..1_000_000 {
        text.push_str(&format!("\"k{n:07}\":0,"));
    }
    let unique = format!("{}\"last\":0}}", text);
    assert!(parse(unique.as_bytes(), &limits).is_ok());
    let twice = format!("{}\"k0000007\":0}}", text);
    let fault = parse(twice.as_bytes(), &limits).expect_err("a key stands twice");
    assert_eq!(
        (fault.code, fault.offset, fault.path.as_str()),
        ("J003", text.len(), "k0000007")
    );
}

#[test]
fn duplicates_are_found_among_few_and_many() {
    for count in [1, 2, 10, 47, 48, 49, 50, 200] {
        let keys: Vec<String> = (0..count).map(|n| format!("\"key{n}\":{n}")).collect();
        assert!(read(&format!("{{{}}}", keys.join(","))).is_ok(), "{count}");
        for twice in [0, count / 2, count - 1] {
            let text = format!("{{{},\"key{twice}\":0}}", keys.join(","));
            assert_eq!(
                read(&text).expect_err("twice").code,
                "J003",
                "{count} {twice}"
            );
        }
    }
}

#[test]
fn objects_need_what_handling_needs() {
    let object = r#"{"type":"x-t","id":"x-t--11111111-1111-4111-8111-111111111111","created":"2024-01-01T00:00:00Z"}"#;
    let with = |member: &str| object.replacen('{', &format!("{{{member},"), 1);
    let faulty = |text: &str| {
        let fault = Object::parse(text.as_bytes(), &Limits::default()).expect_err("unusable");
        (
            fault.code,
            fault.path.clone(),
            text[fault.offset..].chars().take(4).collect::<String>(),
        )
    };
    let at = |code, path: &str, found: &str| (code, path.to_owned(), found.to_owned());
    assert_eq!(faulty("[]"), at("O001", "", "[]"));
    assert_eq!(
        faulty(&object.replace("type", "tipe")),
        at("O002", "", "{\"ti")
    );
    assert_eq!(
        faulty(&object.replace("\"x-t\"", "\"X\"")),
        at("O002", "type", "\"X\",")
    );
    assert_eq!(
        faulty(&object.replace("\"x-t\"", "\"bundle\"")),
        at("O007", "type", "\"bun")
    );
    assert_eq!(
        faulty(&object.replace("\"id\"", "\"ID\"")),
        at("O003", "", "{\"ty")
    );
    assert_eq!(
        faulty(&object.replace("1111111\"", "111111\"")),
        at("O003", "id", "\"x-t")
    );
    assert_eq!(
        faulty(&with(r#""spec_version":"3.0""#)),
        at("O004", "spec_version", "\"3.0")
    );
    assert_eq!(
        faulty(&object.replace("01-01T", "02-30T")),
        at("O005", "created", "\"202")
    );
    assert_eq!(
        faulty(&with(r#""modified":1"#)),
        at("O005", "modified", "1,\"t")
    );
    assert_eq!(
        faulty(&with(r#""revoked":"true""#)),
        at("O006", "revoked", "\"tru")
    );
    assert_eq!(
        faulty(&with(r#""created_by_ref":null"#)),
        at("O006", "created_by_ref", "null")
    );
    assert_eq!(
        faulty(&with(r#""object_marking_refs":"x""#)),
        at("O006", "object_marking_refs", "\"x\",")
    );
    assert_eq!(
        faulty(&with(r#""object_marking_refs":["x",1]"#)),
        at("O006", "object_marking_refs[1]", "1],\"")
    );
    assert_eq!(
        faulty(&with(r#""granular_markings":{}"#)),
        at("O006", "granular_markings", "{},\"")
    );
    assert_eq!(
        faulty(&with(r#""granular_markings":[{},3]"#)),
        at("O006", "granular_markings[1]", "3],\"")
    );
    assert_eq!(
        faulty(&with(r#""granular_markings":[{"marking_ref":7}]"#)),
        at("O006", "granular_markings[0].marking_ref", "7}],")
    );
    let note = object.replace("x-t", "note");
    assert_eq!(
        faulty(&note.replacen('{', r#"{"object_refs":"x","#, 1)),
        at("O006", "object_refs", "\"x\",")
    );
}

#[test]
fn missing_spec_versions_mean_what_the_type_says() {
    use stix::SpecVersion::{V20, V21};
    let version = |object_type: &str, members: &str| {
        let text = format!(
            r#"{{"type":"{object_type}","id":"{object_type}--11111111-1111-4111-8111-111111111111"{members}}}"#
        );
        Object::parse(text.as_bytes(), &Limits::default())
            .expect("readable")
            .header
            .spec_version
    };
    const BOTH: &str = r#","created":"2024-01-01T00:00:00Z","modified":"2024-01-01T00:00:00Z""#;
    for (object_type, members, expected) in [
        ("malware", "", V20),
        ("marking-definition", "", V20),
        ("sighting", "", V20),
        ("malware", r#","spec_version":"2.1""#, V21),
        ("malware", r#","spec_version":"2.0""#, V20),
        ("ipv4-addr", "", V21),
        ("ipv4-addr", BOTH, V21),
        ("ipv4-addr", r#","spec_version":"2.0""#, V20),
        ("note", BOTH, V21),
        ("x-custom", BOTH, V20),
        ("x-custom", "", V21),
        ("x-custom", r#","created":"2024-01-01T00:00:00Z""#, V21),
    ] {
        assert_eq!(
            version(object_type, members),
            expected,
            "{object_type} {members}"
        );
    }
}

#[test]
fn headers_hold_every_marking_and_end() {
    let text = r#"{"type":"sighting","id":"sighting--11111111-1111-4111-8111-111111111111","revoked":true,
        "object_marking_refs":["m1"],"granular_markings":[{"lang":"fr"},{"marking_ref":"m2"},{"marking_ref":"m3"}],
        "where_sighted_refs":["w"],"sighting_of_ref":"s","observed_data_refs":["o1","o2"],"object_refs":["no"],
        "modified":"2024-01-01T00:00:00.10Z"}"#;
    let object = Object::parse(text.as_bytes(), &Limits::default()).expect("readable");
    let header = &object.header;
    assert_eq!(header.object_marking_refs, ["m1"]);
    assert_eq!(header.granular_marking_refs, ["m2", "m3"]);
    assert_eq!(header.about, ["s", "o1", "o2", "w"]);
    assert!(header.revoked);
    assert_eq!(header.version(), Some("2024-01-01T00:00:00.10Z"));
}

fn json_value() -> impl Strategy<Value = serde_json::Value> {
    let number = prop_oneof![
        (-9_007_199_254_740_991i64..=9_007_199_254_740_991).prop_map(serde_json::Value::from),
        prop::num::f64::NORMAL.prop_map(|n| if n.fract() == 0.0 && n.abs() < 1e16 {
            serde_json::Value::from(0.5)
        } else {
            n.into()
        }),
    ];
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        number,
        any::<String>().prop_map(serde_json::Value::from),
        "[a-z\\\\\"\n\u{0}\u{1f}é😀]{0,20}".prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(6, 80, 60, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(serde_json::Value::from),
            prop::collection::btree_map(any::<String>(), inner.clone(), 0..8)
                .prop_map(|m| serde_json::Value::Object(m.into_iter().collect())),
            prop::collection::btree_map("[a-c]{1,4}", inner, 0..60)
                .prop_map(|m| serde_json::Value::Object(m.into_iter().collect())),
        ]
    })
}

fn to_serde(value: &Value<'_>) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(truth) => (*truth).into(),
        Value::Number(text) => serde_json::from_str(text).expect("a number"),
        Value::String(text) => text.as_ref().into(),
        Value::Array(items) => items.iter().map(to_serde).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| (key.to_string(), to_serde(value)))
            .collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_serde_writes_is_read_the_same(value in json_value(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.expect("serialisable");
        let ours = parse(text.as_bytes(), &Limits::default()).map_err(|fault| TestCaseError::fail(format!("{fault}: {text}")))?;
        prop_assert_eq!(to_serde(&ours), value);
    }

    #[test]
    fn a_part_of_an_object_is_what_the_whole_has(value in json_value(), more in json_value(), pretty in any::<bool>(), turn in 0..4usize) {
        let id = "indicator--00000000-0000-4000-8000-000000000001";
        let wanted = ["id", "x_b", "revoked", "type"];
        let members = [("x_a", value.clone()), ("type", "indicator".into()), ("x_b", value), ("x_\"c\\", more), ("id", id.into())];
        let texts: Vec<String> = (0..members.len()).map(|at| {
            let (name, value) = &members[(at + turn) % members.len()];
            let value = if pretty { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) };
            let colon = if pretty { " :\n" } else { ":" };
            format!("{}{colon}{}", serde_json::to_string(name).expect("text"), value.expect("serialisable"))
        }).collect();
        let text = format!("{{{}}}", texts.join(if pretty { "\t, " } else { "," }));
        let limits = Limits::default();
        let whole = Object::parse(text.as_bytes(), &limits).map_err(|fault| TestCaseError::fail(format!("{fault}: {text}")))?;
        let part = Object::part(text.as_bytes(), &limits, &wanted).map_err(|fault| TestCaseError::fail(format!("{fault}: {text}")))?;
        for name in wanted {
            prop_assert_eq!(part.value.get(name), whole.value.get(name), "{}", name);
        }
        prop_assert_eq!(part.value.as_object().map(<[_]>::len), Some(3));
        prop_assert_eq!(&part.header.id, &whole.header.id);
    }

    #[test]
    fn mutations_never_panic_and_never_accept_what_serde_refuses(value in json_value(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = serde_json::to_vec(&value).expect("serialisable");
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        if let Ok(ours) = parse(&bytes, &Limits::default()) {
            let theirs: serde_json::Value = serde_json::from_slice(&bytes).expect("what we accept is JSON");
            prop_assert_eq!(to_serde(&ours), theirs);
        }
        let _ = Object::parse(&bytes, &Limits::default());
        let _ = Object::part(&bytes, &Limits::default(), &["id", "type"]);
    }

    #[test]
    fn faults_lie_in_the_input(bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"{}[]\",:\\u01e-.tn ".to_vec())], 0..60)) {
        if let Err(fault) = parse(&bytes, &Limits::default()) {
            prop_assert!(fault.offset <= bytes.len());
            prop_assert!(!fault.message.ends_with('.'));
        }
    }

    #[test]
    fn located_values_are_where_they_say(value in json_value(), path in "[a-c.\\[\\]0-9]{0,8}") {
        let text = serde_json::to_string(&value).expect("serialisable");
        prop_assert!(locate(text.as_bytes(), &path) < text.len());
    }
}

//! Forms of values, good and bad, by the codes that a bad one gives.

use crate::{Limits, Object};

/// The codes on an object of this type with this one value.
fn codes(object_type: &str, property: &str, value: &str) -> Vec<&'static str> {
    let text = format!(
        r#"{{"type":"{object_type}","id":"{object_type}--28bb3599-77cd-5a82-a950-b5bc3caf07c4","name":"n","{property}":{}}}"#,
        serde_json::Value::from(value)
    )
    .replace(r#""name":"n","name""#, r#""name""#);
    let object = Object::parse(text.as_bytes(), &Limits::default()).expect("an object");
    let errors = super::errors(&object);
    errors.iter().map(|finding| finding.code).collect()
}

/// Type, property, code; values that are good; values that are not.
type Case = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const CASES: &[Case] = &[
    (
        "domain-name",
        "value",
        "E313",
        &[
            "example.com",
            "example.com.",
            "_dmarc.example.com",
            "موقع.example",
            "xn--mgbh0fb.example",
            "a",
        ],
        &[
            "",
            ".",
            "a..b",
            "-a.example",
            "a-.example",
            "a b.example",
            "a/b",
            "a:80",
            "a@b",
            "[a].b",
        ],
    ),
    (
        "url",
        "value",
        "E314",
        &[
            "http://x.example/a?b#c",
            "mailto:a@b.example",
            "urn:x:y",
            "https://[2001:db8::1]/%D9%85",
        ],
        &[
            "",
            "x.example",
            "//x.example",
            "http:",
            "http://a b",
            "http://x/%zz",
            "1http://x",
            "http://x/{a}",
        ],
    ),
    (
        "email-addr",
        "value",
        "E315",
        &[
            "a@b.example",
            "a+b.c@d.example",
            "\"a b\"@c.example",
            "مينا@b.example",
            "a@[198.51.100.1]",
        ],
        &[
            "",
            "a",
            "@b.example",
            "a@",
            "a b@c.example",
            "A <a@b.example>",
            "a@b@c.example",
        ],
    ),
    (
        "ipv4-addr",
        "value",
        "E312",
        &["198.51.100.1", "198.51.100.0/24", "0.0.0.0/0"],
        &[
            "",
            "198.51.100",
            "198.51.100.256",
            "198.51.100.1/33",
            "198.51.100.1/",
            "198.51.100.1/+4",
            "01.2.3.4",
        ],
    ),
    (
        "ipv6-addr",
        "value",
        "E312",
        &["::1", "2001:db8::/32", "::ffff:198.51.100.1"],
        &["", "2001:db8", "198.51.100.1", "::1/129", "[::1]"],
    ),
    (
        "mac-addr",
        "value",
        "E311",
        &["00:00:5e:00:53:01"],
        &["", "00:00:5e:00:53", "00:00:5E:00:53:01", "0:0:5e:0:53:1"],
    ),
    (
        "software",
        "cpe",
        "E316",
        &[
            "cpe:2.3:a:example:gate\\:way:4.1:*:*:*:*:*:*:*",
            "cpe:2.3:o:a:b:-:*:*:*:*:*:*:?",
        ],
        &[
            "",
            "cpe:2.3:a:b",
            "cpe:2.3:x:a:b:-:*:*:*:*:*:*:*",
            "cpe:2.3:a:a:b:-:*:*:*:*:*:*:*:*",
            "cpe:2.3:a::b:-:*:*:*:*:*:*:*",
        ],
    ),
    (
        "windows-registry-key",
        "key",
        "E320",
        &["HKEY_LOCAL_MACHINE\\a", "HKEY_USERS"],
        &["HKLM\\a", "hkcu\\a", "HKU"],
    ),
    (
        "email-message",
        "subject",
        "E321",
        &["plain", "=? not encoded ?=", "a=?b?c"],
        &["=?iso-8859-1?q?this=20is?=", "re: =?utf-8?B?2KzYr9mI2YQ=?="],
    ),
    (
        "file",
        "magic_number_hex",
        "E305",
        &["", "00ff"],
        &["0", "0F", "zz", "0x00"],
    ),
    (
        "artifact",
        "payload_bin",
        "E306",
        &["bWFyc2F0", "bQ==", ""],
        &["b", "bQ=", "b===", "bQ-_", "bQ==bQ=="],
    ),
];

#[test]
fn forms_of_values() {
    for (object_type, property, code, good, bad) in CASES {
        for value in *good {
            let found = codes(object_type, property, value);
            assert!(!found.contains(code), "{object_type} {value}: {found:?}");
        }
        for value in *bad {
            let found = codes(object_type, property, value);
            assert!(found.contains(code), "{object_type} {value}: {found:?}");
        }
    }
}

#[test]
fn language_tags() {
    for tag in [
        "ar",
        "fr-MA",
        "zh-Hant-TW",
        "arq",
        "x-harbour",
        "i-klingon",
        "de-1996",
        "EN",
    ] {
        assert!(super::formats::is_language(tag), "{tag}");
    }
    for tag in [
        "",
        "a",
        "xx",
        "english",
        "ar_MA",
        "ar-",
        "ar--MA",
        "ar-toolongsubtag",
        "-ar",
        "x-",
        "عربي",
    ] {
        assert!(!super::formats::is_language(tag), "{tag}");
    }
}

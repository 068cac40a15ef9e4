//! Deterministic SCO ids against those that the reference implementation (python-stix2 3.0) gave the same objects,
//! and against the specification's own example.

use std::collections::BTreeSet;
use stix::id::{contributing_properties, deterministic};
use stix::{Limits, Object, object::is_sco};

/// One object a line, made and named by python-stix2: every SCO type that has id contributing properties.
const GOLDEN: &str = include_str!("data/deterministic-ids.ndjson");

fn object(text: &str) -> Object<'_> {
    Object::parse(text.as_bytes(), &Limits::default()).expect("a readable object")
}

#[test]
fn ids_are_those_of_the_reference_implementation() {
    let mut types = BTreeSet::new();
    for line in GOLDEN.lines() {
        let object = object(line);
        assert_eq!(
            deterministic(&object).as_deref(),
            Some(object.header.id.as_ref()),
            "{line}"
        );
        types.insert(object.header.object_type.to_string());
    }
    assert_eq!(types.len(), 17);
    for name in types {
        assert!(
            is_sco(&name) && contributing_properties(&name).is_some(),
            "{name}"
        );
    }
}

#[test]
fn ids_do_not_depend_on_key_order_or_escapes() {
    let text = r#"{"value":"198.51\u002e100.3","spec_version":"2.1","id":"ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4","type":"ipv4-addr"}"#;
    let object = object(text);
    assert_eq!(
        deterministic(&object).as_deref(),
        Some("ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4")
    );
}

#[test]
fn other_content_has_another_id() {
    for line in GOLDEN.lines() {
        let contributing =
            contributing_properties(&object(line).header.object_type).expect("an SCO");
        let Some(name) = contributing
            .iter()
            .find(|name| line.contains(&format!("\"{name}\": \"")))
        else {
            continue;
        };
        let changed = line.replace(&format!("\"{name}\": \""), &format!("\"{name}\": \"x"));
        let changed = object(&changed);
        assert_ne!(
            deterministic(&changed).as_deref(),
            Some(changed.header.id.as_ref()),
            "{line}"
        );
    }
}

#[test]
fn without_contributing_properties_there_is_none() {
    for text in [
        r#"{"type":"process","id":"process--11111111-1111-4111-8111-111111111111","pid":1}"#,
        r#"{"type":"email-message","id":"email-message--11111111-1111-4111-8111-111111111111","is_multipart":false}"#,
        r#"{"type":"malware","id":"malware--11111111-1111-4111-8111-111111111111","name":"x","value":"x"}"#,
    ] {
        assert_eq!(deterministic(&object(text)), None, "{text}");
    }
}

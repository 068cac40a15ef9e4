//! All of ATT&CK: no object of it breaks a rule.

use std::path::PathBuf;

use stix::{Limits, Object};

fn data() -> PathBuf {
    std::env::var_os("TANSIQ_SHARED_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    )
}

#[test]
fn attack_has_no_errors() {
    let path = data().join("attack-enterprise-18.1.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        println!("not run: needs ../shared/data");
        return;
    };
    let bundle: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let objects = bundle["objects"].as_array().expect("a bundle");
    assert_eq!(objects.len(), 24_771);
    for object in objects {
        let bytes = object.to_string();
        let object = Object::parse(bytes.as_bytes(), &Limits::default()).expect("a STIX object");
        let errors = stix::validate::errors(&object);
        assert!(errors.is_empty(), "{}: {errors:?}", object.header.id);
    }
}

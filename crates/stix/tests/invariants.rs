//! The invariants that fuzz targets check, on generated input.

use proptest::prelude::*;
use stix::invariants;

const OBJECT: &str =
    r#"{"type":"x-m","id":"x-m--44444444-4444-4444-8444-444444444444","s":"t","l":[1,{"a":"b"}]}"#;

/// JSON as it is, then damaged: pieces of objects, brackets and noise.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        4 => Just(OBJECT.as_bytes().to_vec()),
        2 => Just(br#"{"objects":["#.to_vec()),
        1 => Just(br#"{"date_added":"2024-01-01T00:00:00.000000Z","object":"#.to_vec()),
        1 => Just(br#"{"type":"bundle","#.to_vec()),
        6 => prop::sample::select(b"{}[],:\"\\\n \r1tx\xef\xff".to_vec()).prop_map(|byte| vec![byte]),
    ];
    prop::collection::vec(part, 0..14).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_input_keeps_the_invariants(input in damaged(), chunk in 1usize..50) {
        invariants::object(&input);
        invariants::pieces(&input, chunk);
    }

    #[test]
    fn objects_with_one_other_byte_keep_them(at in 0..OBJECT.len(), byte in any::<u8>()) {
        let mut bytes = OBJECT.as_bytes().to_vec();
        bytes[at] = byte;
        invariants::object(&bytes);
    }

    #[test]
    fn any_text_keeps_them(text in prop_oneof!["\\PC{0,40}", "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9](\\.[0-9]{1,9})?Z", "[a-z]{1,3}--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "[a-z]{1,2}(\\.\\[[0-9]{1,2}\\]|\\.[a-z]{1,2}){0,3}"]) {
        invariants::text(&text);
    }
}

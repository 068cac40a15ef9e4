//! The strict reader against published test suites and all of ATT&CK. They lie beside the project; where they are
//! missing, these tests say so.

use std::path::PathBuf;
use stix::bundle::{Splitter, read_any, read_envelope};
use stix::{Limits, Object, json};

fn shared(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("TANSIQ_SHARED_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = folder.join(name);
    if path.exists() {
        return Some(path);
    }
    println!("not run: needs ../shared/data");
    None
}

/// Legal JSON that is refused all the same, and the rule.
const STRICTER: [(&str, &str); 2] = [
    ("y_object_duplicated_key.json", "J003"),
    ("y_object_duplicated_key_and_value.json", "J003"),
];

/// What JSON leaves to the implementation (`i_`) and is accepted here; all others are refused.
const ACCEPTED: [&str; 2] = [
    "i_number_double_huge_neg_exp.json",
    "i_number_real_underflow.json",
];

#[test]
fn json_test_suite() {
    let Some(folder) = shared("json-test-suite/test_parsing") else {
        return;
    };
    let mut seen = (0, 0, 0);
    for file in std::fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let bytes = std::fs::read(&path).expect("readable");
        let outcome = json::parse(&bytes, &Limits::default()).map_err(|fault| fault.code);
        let stricter = STRICTER
            .iter()
            .find(|(file, _)| *file == name)
            .map(|(_, code)| *code);
        match (&name[..2], stricter) {
            ("y_", Some(code)) => assert_eq!(outcome, Err(code), "{name}"),
            ("y_", None) => assert!(outcome.is_ok(), "{name} {outcome:?}"),
            ("n_", _) => assert!(outcome.is_err(), "{name}"),
            _ => assert_eq!(
                outcome.is_ok(),
                ACCEPTED.contains(&name.as_str()),
                "{name} {outcome:?}"
            ),
        }
        match &name[..2] {
            "y_" => seen.0 += 1,
            "n_" => seen.1 += 1,
            _ => seen.2 += 1,
        }
    }
    assert_eq!(seen, (95, 188, 35));
}

#[test]
fn naughty_strings_survive() {
    let Some(path) = shared("blns.json") else {
        return;
    };
    let bytes = std::fs::read(path).expect("readable");
    let theirs: Vec<String> = serde_json::from_slice(&bytes).expect("a list of strings");
    let ours = json::parse(&bytes, &Limits::default()).expect("strict JSON");
    let ours: Vec<_> = ours
        .as_array()
        .expect("a list")
        .iter()
        .map(|v| v.as_str().expect("a string"))
        .collect();
    assert_eq!(ours, theirs);
    for text in &theirs {
        let name = serde_json::to_string(text).expect("serialisable");
        let object = format!(
            r#"{{"type":"x-t","id":"x-t--11111111-1111-4111-8111-111111111111","name":{name}}}"#
        );
        let body = format!(r#"{{"objects":[{object}]}}"#);
        let batch = read_envelope(body.as_bytes(), &Limits::default()).expect("an envelope");
        let kept = batch.items[0].as_ref().expect("an object");
        assert_eq!(kept.bytes, object.as_bytes());
        assert_eq!(
            kept.value.get("name").and_then(json::Value::as_str),
            Some(text.as_str())
        );
    }
}

#[test]
fn all_of_attack_comes_out_as_it_went_in() {
    let Some(path) = shared("attack-enterprise-18.1.json") else {
        return;
    };
    let bytes = std::fs::read(path).expect("readable");
    let mut splitter = Splitter::new(Limits::default(), false);
    let (mut count, mut next) = (0, 0);
    let mut take = |splitter: &mut Splitter| {
        while let Some(piece) = splitter.next_piece() {
            let piece = piece.expect("a whole object");
            let start = piece.offset as usize;
            assert!(start >= next && piece.index == count);
            next = start + piece.bytes.len();
            assert_eq!(piece.bytes, bytes[start..next]);
            count += 1;
        }
    };
    for chunk in bytes.chunks(65_521) {
        splitter.push(chunk);
        take(&mut splitter);
    }
    assert_eq!(splitter.finish(), Ok(()));
    take(&mut splitter);
    assert_eq!(count, 24_771);

    let batch = read_any(&bytes, &Limits::default()).expect("a bundle");
    assert_eq!(batch.items.len(), 24_771);
    assert!(batch.items.iter().all(Result::is_ok));
}

/// Figures, not a test: `cargo test --release -p stix --test shared_data -- --ignored --nocapture measure`.
#[test]
#[ignore = "measures"]
fn measure() {
    let Some(path) = shared("attack-enterprise-18.1.json") else {
        return;
    };
    let bytes = std::fs::read(path).expect("readable");
    let batch = read_any(&bytes, &Limits::default()).expect("a bundle");
    let pieces: Vec<&[u8]> = batch
        .items
        .iter()
        .flatten()
        .map(|object| object.bytes)
        .collect();
    let best = |name: &str, work: &dyn Fn()| {
        let times = (0..7).map(|_| {
            let start = std::time::Instant::now();
            work();
            start.elapsed().as_secs_f64()
        });
        let seconds = times.fold(f64::MAX, f64::min);
        let (rate, objects) = (
            bytes.len() as f64 / seconds / 1e6,
            pieces.len() as f64 / seconds,
        );
        println!("{name}: {rate:.0} MB/s, {objects:.0} objects/s");
    };
    best("json::parse", &|| {
        for piece in &pieces {
            std::hint::black_box(json::parse(piece, &Limits::default()).is_ok());
        }
    });
    best("Object::parse", &|| {
        for piece in &pieces {
            std::hint::black_box(Object::parse(piece, &Limits::default()).is_ok());
        }
    });
    best("Splitter, 64 KiB chunks", &|| {
        let mut splitter = Splitter::new(Limits::default(), false);
        for chunk in bytes.chunks(65_536) {
            splitter.push(chunk);
            while let Some(piece) = splitter.next_piece() {
                std::hint::black_box(piece.is_ok());
            }
        }
    });
    best("read_any", &|| {
        std::hint::black_box(read_any(&bytes, &Limits::default()).is_ok());
    });
    best("serde_json::Value", &|| {
        for piece in &pieces {
            std::hint::black_box(serde_json::from_slice::<serde_json::Value>(piece).is_ok());
        }
    });
}

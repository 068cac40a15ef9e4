//! Windows event logs as Windows writes them, cut and changed, and made to do harm. The files in `tests/evtx` are
//! samples of omerbenamram/evtx; `sysmon-cut` is the first two chunks of a longer one that was
//! never closed.

use detect::evtx::{Evtx, is_evtx};
use detect::matcher::{Indicator, Matcher, Settings};
use detect::session::named;
use proptest::prelude::*;
use serde_json::Value;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

const SAMPLES: [(&str, usize); 4] = [
    ("new-user-security", 4),
    ("Security_short_selected", 7),
    ("Application_no_crc32", 17),
    ("sysmon-cut", 81),
];

fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/evtx/{name}.evtx.gz", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::File::open(path).expect("the sample");
    let mut bytes = Vec::new();
    let mut unpacked = flate2::read::GzDecoder::new(file);
    unpacked.read_to_end(&mut bytes).expect("unpacked");
    bytes
}

fn lines(bytes: &[u8]) -> Vec<String> {
    let (mut evtx, mut out) = (Evtx::default(), Vec::new());
    evtx.push(bytes, &mut out);
    evtx.finish(&mut out);
    text(out)
}

fn text(out: Vec<u8>) -> Vec<String> {
    let text = String::from_utf8(out).expect("text");
    text.lines().map(str::to_owned).collect()
}

fn is_damage(line: &str) -> bool {
    line.starts_with('\0')
}

fn damages(lines: &[String]) -> Vec<String> {
    let mut session = named("evtx").expect("a format");
    let matcher = Matcher::new(Settings::default());
    let damaged = lines.iter().filter(|line| is_damage(line));
    let mut read = |line: &String| session.line(&matcher, line.as_bytes(), None, &mut |_| {});
    damaged
        .map(|line| read(line).unwrap_err().to_string())
        .collect()
}

#[test]
fn samples_are_read_whole() {
    for (name, count) in SAMPLES {
        let bytes = sample(name);
        assert!(is_evtx(&bytes));
        let found = lines(&bytes);
        assert_eq!(found.len(), count, "{name}");
        for line in &found {
            let record: Value = serde_json::from_str(line).expect("JSON");
            let time = &record["Event"]["System"]["TimeCreated"]["#attributes"]["SystemTime"];
            assert!(stix::Timestamp::parse(time.as_str().expect("a time")).is_some());
        }
    }
}

/// Indicators meet what the samples hold, through the mapping that comes along.
#[test]
fn indicators_are_found_in_samples() {
    for (name, pattern, path, value) in [
        (
            "new-user-security",
            "[user-account:account_login = 'IEUser']",
            "user-account:account_login",
            "IEUser",
        ),
        (
            "sysmon-cut",
            "[file:hashes.MD5 = '1D5E4C5E2EF3B3AB2F9D2F4E2C6D0F9A' OR file:name = 'svchost.exe']",
            "file:name",
            "svchost.exe",
        ),
    ] {
        let mut matcher = Matcher::new(Settings::default());
        let id = "indicator--00000000-0000-4000-8000-000000000001";
        let indicator = Indicator {
            id,
            pattern,
            ..Indicator::default()
        };
        matcher.add(&indicator).expect("a pattern");
        let mut session = named("evtx").expect("a format");
        let mut found = Vec::new();
        for line in lines(&sample(name)) {
            // What cannot be read is counted.
            let _ = session.line(&matcher, line.as_bytes(), None, &mut |m| {
                found.push((m.path.to_owned(), m.value.to_owned(), m.at));
            });
        }
        let first = found.first().unwrap_or_else(|| panic!("{name}: {pattern}"));
        assert_eq!((&*first.0, &*first.1), (path, value));
        assert!(first.2.is_some(), "it has a time");
    }
}

/// PyPI's evtx, another reader of such files, says the same of every named value.
#[test]
fn another_reader_agrees() {
    const ASK: &str = "import sys, evtx\nfor r in evtx.PyEvtxParser(sys.argv[1]).records_json():\n  \
                       print(r['data'].replace('\\n', ' '))";
    let Some(python) = std::env::var_os("TANSIQ_VENV_PYTHON") else {
        println!("not run: needs TANSIQ_VENV_PYTHON, a Python with evtx");
        return;
    };
    for (name, count) in SAMPLES
        .into_iter()
        .filter(|(name, _)| *name != "sysmon-cut")
    {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        let bytes = sample(name);
        file.write_all(&bytes).expect("written");
        let asked = Command::new(&python)
            .args(["-c", ASK])
            .arg(file.path())
            .stderr(Stdio::inherit())
            .output();
        let output = asked.expect("the Python of TANSIQ_VENV_PYTHON starts");
        assert!(output.status.success());
        let theirs = text(output.stdout);
        let ours = lines(&bytes);
        assert_eq!((theirs.len(), ours.len()), (count, count), "{name}");
        for (theirs, ours) in theirs.iter().zip(&ours) {
            let (mut theirs, mut ours): (Value, Value) = (
                serde_json::from_str(theirs).expect("JSON"),
                serde_json::from_str(ours).expect("JSON"),
            );
            // Texts without a name that are empty: only one of us writes them down.
            for record in [&mut theirs, &mut ours] {
                if let Some(data) = record["Event"]["EventData"].as_object_mut() {
                    data.remove("Data");
                }
            }
            assert_eq!(theirs["Event"]["System"], ours["Event"]["System"], "{name}");
            let all = |record: &Value| {
                record["Event"]["EventData"]
                    .as_object()
                    .cloned()
                    .unwrap_or_default()
            };
            assert_eq!(all(&theirs), all(&ours), "{name}");
        }
    }
}

#[test]
fn a_log_cut_anywhere_gives_what_is_before_the_cut() {
    let bytes = sample("new-user-security");
    let whole = lines(&bytes);
    let mut before = 0;
    for cut in (0..4096 + 20_000).step_by(211) {
        let found = lines(&bytes[..cut]);
        let read: Vec<_> = found.iter().filter(|line| !is_damage(line)).collect();
        assert!(read.len() >= before, "more is not less");
        assert!(read.iter().zip(&whole).all(|(a, b)| *a == b));
        assert!(damages(&found).contains(&"the event log ends too early".to_owned()));
        before = read.len();
    }
    assert_eq!(before, 4, "all before the room that is not used");
}

fn security() -> &'static (Vec<u8>, Vec<String>) {
    static LOG: OnceLock<(Vec<u8>, Vec<String>)> = OnceLock::new();
    LOG.get_or_init(|| {
        let bytes = sample("new-user-security");
        let found = lines(&bytes);
        (bytes, found)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// What was changed shows, by its checksum at least, and takes nothing else with it.
    #[test]
    fn no_flipped_bit_goes_unseen(at in 0usize..24_000, bit in 0u8..8) {
        let (bytes, whole) = security();
        let mut bytes = bytes.clone();
        bytes[at] ^= 1 << bit;
        let found = lines(&bytes);
        prop_assert!(found == *whole || found.iter().any(|line| is_damage(line)), "{at}.{bit}");
    }

    /// Many changes at once are no worse.
    #[test]
    fn heaps_of_flipped_bits_are_survived(places in prop::collection::vec((0usize..69_632, any::<u8>()), 1..400)) {
        let mut bytes = security().0.clone();
        for (at, byte) in places {
            bytes[at] = byte;
        }
        lines(&bytes);
    }

    #[test]
    fn it_does_not_matter_in_which_pieces_it_comes(size in 1usize..9_000) {
        let (bytes, whole) = security();
        let (mut evtx, mut out) = (Evtx::default(), Vec::new());
        bytes.chunks(size).for_each(|piece| evtx.push(piece, &mut out));
        prop_assert!(evtx.is_whole());
        evtx.finish(&mut out);
        prop_assert_eq!(&text(out), whole);
    }
}

/// A log of one chunk with records that all name the template at its end, and the body of that template.
fn hostile(records: usize, body: impl Fn(u32) -> Vec<u8>) -> Vec<u8> {
    const TEMPLATE: usize = 40_000;
    let mut chunk = vec![0; 65_536];
    chunk[..8].copy_from_slice(b"ElfChnk\0");
    let mut at = 512;
    for _ in 0..records {
        let mut record = b"**\0\0".to_vec();
        let said = [
            &[0x0c, 1, 0, 0, 0, 0][..],
            &(TEMPLATE as u32).to_le_bytes(),
            &[0; 4],
        ]
        .concat();
        let length = (24 + said.len() + 4) as u32;
        record.extend(length.to_le_bytes());
        record.extend([0; 16]);
        record.extend(said);
        record.extend(length.to_le_bytes());
        chunk[at..at + record.len()].copy_from_slice(&record);
        at += record.len();
    }
    chunk[48..52].copy_from_slice(&(at as u32).to_le_bytes());
    let body = body(TEMPLATE as u32);
    chunk[TEMPLATE + 20..TEMPLATE + 24].copy_from_slice(&(body.len() as u32).to_le_bytes());
    chunk[TEMPLATE + 24..TEMPLATE + 24 + body.len()].copy_from_slice(&body);
    let mut file = vec![0; 4096];
    file[..8].copy_from_slice(b"ElfFile\0");
    file[42] = 1;
    file.extend(chunk);
    file
}

#[test]
fn a_template_within_itself_ends() {
    let found = lines(&hostile(3, |own| {
        let again = [&[0x0c, 1, 0, 0, 0, 0][..], &own.to_le_bytes(), &[0; 4]].concat();
        again.repeat(50)
    }));
    assert_eq!(
        damages(&found),
        ["a record of the event log is nested too deep"; 3]
    );
}

#[test]
fn one_large_template_for_many_records_costs_little() {
    let found = lines(&hostile(800, |_| {
        // Texts of 2,000 letters, as many as there is room for.
        let text = [
            &[0x05, 0x01][..],
            &2000u16.to_le_bytes(),
            &b"x\0".repeat(2000),
        ]
        .concat();
        text.repeat(6)
    }));
    assert_eq!(found.len(), 800);
    let bytes: usize = found.iter().map(String::len).sum();
    assert!(bytes < 32 << 20, "{bytes}");
    assert!(damages(&found).contains(&"a record of the event log becomes too large".to_owned()));
}

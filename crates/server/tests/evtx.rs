//! Windows event logs as files for `match` and `watch`: plain, packed, damaged, and while they are still being copied.

mod support;

use std::io::{Read, Write};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};
use support::{Place, shown};

const GREEN: &str = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
const PATTERN: &str = "[user-account:account_login = 'IEUser']";

fn packed(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/../detect/tests/evtx/{name}.evtx.gz",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read(path).expect("the sample")
}

fn sample(name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let packed = packed(name);
    let mut unpacked = flate2::read::GzDecoder::new(&*packed);
    unpacked.read_to_end(&mut bytes).expect("unpacked");
    bytes
}

fn indicator() -> String {
    format!(
        r#"{{"type":"indicator","spec_version":"2.1","id":"indicator--00000001-0000-4000-8000-000000000000","created":"2025-01-01T00:00:00.000Z","modified":"2025-01-01T00:00:00.000Z","pattern_type":"stix","pattern":"{PATTERN}","valid_from":"2010-01-01T00:00:00Z","object_marking_refs":["{GREEN}"]}}"#
    )
}

#[test]
fn match_reads_logs_plain_packed_and_damaged() {
    let place = Place::new();
    let indicators = shown(&place.write("i.json", indicator()));
    let log = sample("new-user-security");
    let plain = shown(&place.write("a.evtx", &log));
    let gz = shown(&place.write("a.evtx.gz", packed("new-user-security")));
    let run = |file: &str, format: &str| {
        place.run(&[
            "match",
            file,
            "--indicators",
            &indicators,
            "--format",
            format,
            "--json",
        ])
    };
    let found = run(&plain, "evtx").exits(0);
    let lines = found.stdout.lines().count();
    assert!(
        lines > 0 && found.stderr.contains("4 events"),
        "{}",
        found.stderr
    );
    assert_eq!(run(&gz, "evtx").exits(0).stdout, found.stdout);
    assert_eq!(
        run(&plain, "windows").exits(0).stdout,
        found.stdout,
        "known by its beginning"
    );
    let input = [
        "match",
        "-",
        "--indicators",
        &indicators,
        "--format",
        "evtx",
        "--json",
    ];
    assert_eq!(
        place.run_with_input(&input, &log).exits(0).stdout,
        found.stdout
    );
    let mut damaged = log.clone();
    damaged[4096 + 512 + 4] ^= 1;
    let damaged = shown(&place.write("b.evtx", &damaged));
    let run = run(&damaged, "evtx");
    assert!(
        run.stderr.contains("has a length that cannot be"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("3 events"),
        "the others are read: {}",
        run.stderr
    );
}

fn total(place: &Place) -> u64 {
    let arguments = [
        "export",
        "--collection",
        "sightings",
        "--out",
        "-",
        "--type",
        "sighting",
    ];
    let run = place.run(&arguments);
    if run.code == 1 {
        return 0;
    }
    let bundle = run.exits(0).json();
    let objects = bundle["objects"].as_array().expect("objects").iter();
    let sightings = objects.filter(|object| object["type"] == "sighting");
    sightings
        .map(|sighting| sighting["count"].as_u64().expect("a count"))
        .sum()
}

fn until(what: &str, mut happened: impl FnMut() -> bool) {
    let started = Instant::now();
    while !happened() {
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "{what} never came"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}

struct Watch(Child);

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

const WATCH: [&str; 8] = [
    "watch",
    "logs",
    "--format",
    "evtx",
    "--into",
    "sightings",
    "--every",
    "1ms",
];

#[test]
fn watch_reads_each_log_once_also_while_it_is_copied() {
    let place = Place::new();
    place.collection("intel");
    place.collection("sightings");
    let arguments = ["import", "-", "--collection", "intel"];
    place
        .run_with_input(&arguments, indicator().as_bytes())
        .exits(0);
    let log = sample("new-user-security");
    let once = [&WATCH[..], &["--once", "--name", "whole"]].concat();
    place.write("logs/first.evtx", &log);
    place.run(&once).exits(0);
    let count = total(&place);
    assert!(count > 0);
    place.run(&once).exits(1);
    assert_eq!(total(&place), count, "it is not read again");
    std::fs::remove_file(place.path("logs/first.evtx")).expect("removed");

    let mut watch = place.command(&WATCH);
    let watch = Watch(
        watch
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts"),
    );
    let mut copied = std::fs::File::create(place.path("logs/second.evtx")).expect("made");
    for piece in log.chunks(9_999) {
        copied.write_all(piece).expect("written");
        std::thread::sleep(Duration::from_millis(150));
    }
    until("all of it", || total(&place) == 2 * count);
    drop(watch);
    let again = [&WATCH[..], &["--once"]].concat();
    let run = place.run(&again).exits(1);
    assert!(run.stderr.contains("0 events"), "{}", run.stderr);
    place.write("logs/third.evtx", &log[..30_000]);
    let run = place.run(&again);
    assert!(
        run.stderr.contains("the event log ends too early"),
        "{}",
        run.stderr
    );
}

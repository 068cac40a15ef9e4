//! `pattern check`, `pattern match` and `match`, as scripts call them.

mod support;

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use support::{Place, shown};

#[test]
fn pattern_check_tells_each_line_and_exits_2_if_one_is_wrong() {
    let place = Place::new();
    place
        .run(&["pattern", "check", "[file:name = 'a']"])
        .exits(0);
    let run = place.run(&["pattern", "check", "[file:name = a]"]).exits(2);
    assert!(
        run.stdout.starts_with("error[P014]: `a` is no constant\n"),
        "{}",
        run.stdout
    );
    let lines = "[file:name = 'a']\n[file:name MATCHES '(']\n";
    let run = place
        .run_with_input(&["pattern", "check", "-", "--json"], lines.as_bytes())
        .exits(2);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[0], r#"{"ok":true}"#);
    assert!(
        lines[1].starts_with(r#"{"ok":false,"code":"P031","span":[1,22],"message":"#),
        "{}",
        lines[1]
    );
    let good = "[file:name = 'a']\n[file:size = 'x']\n";
    place
        .run_with_input(&["pattern", "check", "-", "--json"], good.as_bytes())
        .exits(0);
}

#[test]
fn pattern_match_names_the_binding() {
    let place = Place::new();
    let content = r#"{"type":"observed-data","id":"observed-data--1","first_observed":"2020-01-01T00:00:00Z","last_observed":"2020-01-01T00:00:00Z","number_observed":2,"objects":{"0":{"type":"file","name":"a"}}}"#;
    let file = shown(&place.write("observed.json", content));
    let run = |pattern: &str| place.run(&["pattern", "match", pattern, &file, "--json"]);
    let found = run("[file:name = 'a'] REPEATS 2 TIMES").exits(0);
    assert_eq!(
        found.stdout,
        "{\"match\":true,\"bindings\":[\"observed-data--1\"]}\n"
    );
    let none = run("[file:name = 'a'] REPEATS 3 TIMES").exits(1);
    assert_eq!(none.stdout, "{\"match\":false,\"bindings\":[]}\n");
    assert_eq!(run("[file").exits(2).json()["match"], false);
}

#[test]
fn match_finds_indicators_in_events_without_a_store() {
    let place = Place::new();
    let events = "{\"timestamp\":\"2026-03-01T12:00:00.000000+0000\",\"src_ip\":\"10.0.0.5\"}\nbroken\n{\"dest_ip\":\"203.0.113.9\"}\n";
    let eve = shown(&place.write("eve.json", events));
    let table = shown(&place.write("list.csv", "type,value\nip,203.0.113.0/24\n"));
    let run = place
        .run(&[
            "match",
            &eve,
            "--indicators",
            &table,
            "--format",
            "eve",
            "--json",
        ])
        .exits(0);
    let hit = run.json();
    assert_eq!(hit["line"], 3);
    assert_eq!(hit["path"], "ipv4-addr:value");
    assert_eq!(hit["value"], "203.0.113.9");
    assert!(
        hit["indicator"]
            .as_str()
            .unwrap()
            .starts_with("indicator--")
    );
    assert!(
        run.stderr.contains("2 events, 1 matches; 1 broken lines"),
        "{}",
        run.stderr
    );
    let indicator = r#"{"type":"indicator","spec_version":"2.1","id":"indicator--00000000-0000-4000-8000-000000000001","created":"2020-01-01T00:00:00Z","modified":"2020-01-01T00:00:00Z","pattern_type":"stix","pattern":"[ipv4-addr:value = '10.0.0.5']","valid_from":"2020-01-01T00:00:00Z"}"#;
    let stix = shown(&place.write("indicators.ndjson", indicator));
    let mapping = shown(&place.write(
        "own.toml",
        "[[object]]\ntype = \"ip\"\nvalue = \"src_ip\"\n",
    ));
    let run = place
        .run(&["match", &eve, "--indicators", &stix, "--mapping", &mapping])
        .exits(0);
    assert!(
        run.stdout.ends_with(":1 indicator--00000000-0000-4000-8000-000000000001 ipv4-addr:value = 10.0.0.5 in src_ip\n"),
        "{}",
        run.stdout
    );
    place
        .run_with_input(
            &["match", "-", "--indicators", &stix, "--format", "eve"],
            b"{}\n",
        )
        .exits(1);
    place
        .run(&[
            "match",
            &eve,
            "--indicators",
            "missing.json",
            "--format",
            "eve",
        ])
        .exits(2);
    assert!(!place.path("data").exists(), "matching needs no store");
}

/// A folder of logs under any name, plain and packed, below each other; on one thread and on several.
#[test]
fn match_goes_through_packed_files_and_folders_on_any_number_of_threads() {
    let place = Place::new();
    let table = shown(&place.write("list.csv", "type,value\nip,203.0.113.9\n"));
    let lines = |hits: usize| {
        (0..6_000)
            .map(|n| match n % (6_000 / hits) {
                0 => "{\"dest_ip\":\"203.0.113.9\"}\n".to_owned(),
                _ => format!("{{\"dest_ip\":\"198.51.100.7\",\"filler\":\"{n:040}\"}}\n"),
            })
            .collect::<String>()
    };
    std::fs::create_dir_all(place.path("logs/older")).unwrap();
    place.write("logs/eve.log", lines(2));
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(lines(3).as_bytes()).unwrap();
    place.write("logs/eve.log.1.gz", gzip.finish().unwrap());
    let packed = zstd::encode_all(lines(5).as_bytes(), 1).unwrap();
    place.write("logs/older/eve.log.2.zst", packed);
    let logs = shown(&place.path("logs"));
    let run = |threads: &str| {
        let run = place.run(&[
            "match",
            &logs,
            "--indicators",
            &table,
            "--format",
            "eve",
            "--threads",
            threads,
            "--json",
        ]);
        let run = run.exits(0);
        assert!(
            run.stderr.contains("18,000 events, 10 matches"),
            "{}",
            run.stderr
        );
        run.stdout
    };
    let alone = run("1");
    assert_eq!(alone.lines().count(), 10);
    assert_eq!(run("4"), alone);
    place
        .run(&[
            "match",
            &logs,
            "--indicators",
            &table,
            "--format",
            "eve",
            "--threads",
            "0",
        ])
        .exits(2);
}

/// Lines of all kinds, and where `203.0.113.9` stands among them.
fn mixed_lines() -> (Vec<u8>, Vec<usize>) {
    let (mut bytes, mut hits) = (Vec::new(), Vec::new());
    let long = |length: usize| {
        let filler = "x".repeat(length);
        format!("{{\"dest_ip\":\"203.0.113.9\",\"filler\":\"{filler}\"}}")
    };
    for number in 1..=5_000 {
        let (day, hour, minute) = (1 + number / 1_440, number / 60 % 24, number % 60);
        let time = format!("2026-03-{day:02}T{hour:02}:{minute:02}:00Z");
        let event = |address: u32| {
            format!(
                "{{\"timestamp\":\"{time}\",\"dest_ip\":\"203.0.113.{address}\",\"filler\":\"{number:0120}\"}}"
            )
        };
        let (line, is_hit) = match number {
            // Longer than what is read at once, and longer than what is looked at.
            1_000 | 3_000 => (long(700_000), true),
            2_000 | 4_000 => (long(17 << 20), false),
            5_000 => (event(9), true),
            _ => match number % 97 {
                0 => ("no event".to_owned(), false),
                1 => (String::new(), false),
                2 | 60 => (event(9), true),
                3 => (format!("{}\r", event(9)), true),
                rest => (event(100 + rest), false),
            },
        };
        bytes.extend_from_slice(line.as_bytes());
        // The last has no end.
        bytes.extend((number < 5_000).then_some(b'\n'));
        hits.extend(is_hit.then_some(number as usize));
    }
    (bytes, hits)
}

#[test]
fn match_says_the_same_on_any_number_of_threads() {
    let place = Place::new();
    let (bytes, hits) = mixed_lines();
    let file = shown(&place.write("eve.json", &bytes));
    let indicators: String = [
        "[ipv4-addr:value = '203.0.113.9']",
        "([ipv4-addr:value = '203.0.113.9'] FOLLOWEDBY [ipv4-addr:value = '203.0.113.104']) WITHIN 10800 SECONDS",
        "[ipv4-addr:value = '203.0.113.9'] REPEATS 5 TIMES WITHIN 21600 SECONDS",
    ]
    .iter()
    .enumerate()
    .map(|(number, pattern)| {
        format!("{{\"type\":\"indicator\",\"spec_version\":\"2.1\",\"id\":\"indicator--00000000-0000-4000-8000-{number:012}\",\"created\":\"2020-01-01T00:00:00Z\",\"modified\":\"2020-01-01T00:00:00Z\",\"pattern_type\":\"stix\",\"pattern\":\"{pattern}\",\"valid_from\":\"2020-01-01T00:00:00Z\"}}\n")
    })
    .collect();
    let indicators = shown(&place.write("indicators.ndjson", indicators));
    let run = |events: &str, threads: &str, json: &[&str]| {
        let common = [
            "match",
            events,
            "--indicators",
            &indicators,
            "--format",
            "eve",
        ];
        let arguments = [&common[..], &["--threads", threads], json].concat();
        let run = match events {
            "-" => place.run_with_input(&arguments, &bytes),
            _ => place.run(&arguments),
        }
        .exits(0);
        (run.stdout, run.stderr)
    };
    let alone = run(&file, "1", &["--json"]);
    let lines: Vec<serde_json::Value> = alone
        .0
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let of = |number: usize| {
        let of = lines.iter().filter(move |line| {
            let id = line["indicator"].as_str().unwrap();
            id.ends_with(&number.to_string())
        });
        of.map(|line| line["line"].as_u64().unwrap() as usize)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(0), hits);
    assert!(
        of(1).len() > 20 && of(2).len() > 20,
        "{:?} {:?}",
        of(1),
        of(2)
    );
    for line in [2_000, 4_000] {
        let said = format!("line {line} is longer than 16777216 bytes and is passed over\n");
        assert!(alone.1.contains(&said), "{}", alone.1);
    }
    for threads in ["1", "2", "5"] {
        assert!(
            run(&file, threads, &["--json"]) == alone,
            "{threads} threads"
        );
        assert!(
            run("-", threads, &["--json"]) == alone,
            "{threads} threads, stdin"
        );
    }
    let shown = run(&file, "1", &[]);
    assert_eq!(shown.0.lines().count(), lines.len());
    assert!(run(&file, "4", &[]) == shown);
}

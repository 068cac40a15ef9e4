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

//! Indicators that come after the events: searched for in what streams have held, told once, said to be in retrospect.

mod support;

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};
use support::{Place, Server, until};

const GREEN: &str = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
const HOUR: i64 = 3_600_000_000;

fn id(number: u32) -> String {
    format!("indicator--{number:08x}-0000-4000-8000-000000000000")
}

/// Made and valid only now, as most are.
fn indicator(number: u32, pattern: &str) -> String {
    let now = millis(now());
    json!({
        "type": "indicator", "spec_version": "2.1", "id": id(number), "created": now, "modified": now,
        "pattern_type": "stix", "pattern": pattern, "valid_from": now, "object_marking_refs": [GREEN],
    })
    .to_string()
}

fn now() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a time");
    i64::try_from(since.as_micros()).expect("a time")
}

fn millis(micros: i64) -> String {
    let text = stix::timestamp::format_micros(micros / 1_000 * 1_000);
    format!("{}Z", text.trim_end_matches("000Z"))
}

/// The beginning of an hour so many days ago.
fn day(ago: i64) -> i64 {
    now() / (24 * HOUR) * 24 * HOUR - ago * 24 * HOUR + HOUR
}

fn event(at: i64, address: &str, name: &str) -> String {
    let event = json!({ "time": millis(at), "src_ip": address, "query": name, "user": "someone", "cmdline": "secret" });
    format!("{event}\n")
}

/// A week of events, among which: 10.0.0.1 thrice on one day and once on another, a name below evil.example, an address
/// of 198.51.100.0/24.
fn week() -> String {
    let mut text = String::new();
    for (ago, minute, address, name) in [
        (5, 1, "10.0.0.1", "a.test"),
        (5, 20, "10.0.0.1", "a.test"),
        (5, 61, "10.0.0.1", "b.test"),
        (2, 7, "10.0.0.1", "b.test"),
        (3, 9, "10.0.0.9", "WWW.evil.example"),
        (1, 30, "198.51.100.77", "c.test"),
        (1, 31, "10.0.0.3", "c.test"),
    ] {
        text += &event(day(ago) + minute * 60_000_000, address, name);
    }
    text
}

const PATTERNS: [&str; 6] = [
    "[ipv4-addr:value = '10.0.0.1']",
    "[domain-name:value LIKE '%.evil.example']",
    "[ipv4-addr:value ISSUBSET '198.51.100.0/24']",
    "[ipv4-addr:value = '10.0.0.1'] FOLLOWEDBY [ipv4-addr:value = '10.0.0.3']",
    "[ipv4-addr:value = '192.0.2.1']",
    "[ipv4-addr:value = '10.0.0.1'] FOLLOWEDBY [ipv4-addr:value = '192.0.2.1']",
];

struct Ours {
    place: Place,
    token: String,
    path: String,
}

impl Ours {
    /// With a stream that keeps values.
    fn new(more: &str) -> Self {
        let place = Place::new();
        let intel = place.collection("intel");
        place.collection("sightings");
        let added = place
            .run(&["partner", "add", "norland", "--max-tlp", "amber", "--json"])
            .exits(0);
        let token = added.json()["token"].as_str().expect("a token").to_owned();
        place
            .run(&[
                "collection",
                "grant",
                &intel,
                "norland",
                "--read",
                "--write",
            ])
            .exits(0);
        place.write(
            "tansiq.toml",
            format!(
                "[[stream]]\nname = \"edge\"\nformat = \"ndjson\"\naccept = [\"norland\"]\ninto = \"sightings\"\n\
                 tlp = \"green\"\n{more}\n"
            ),
        );
        Self {
            place,
            token,
            path: format!("/tansiq/collections/{intel}/objects/"),
        }
    }

    fn serve(&self) -> Server {
        self.place.serve(&["--config", "tansiq.toml"])
    }

    fn events(&self, server: &Server, text: &str) {
        let who = ("norland", self.token.as_str());
        let (status, _) = server.send("/streams/edge/", who, "application/x-ndjson", text);
        assert_eq!(status, 200);
    }

    fn share(&self, server: &Server, objects: &[String]) {
        let (status, _) = server.post(&self.path, ("norland", &self.token), objects);
        assert_eq!(status, 202);
    }

    /// What is told of each indicator: whether in retrospect, how often, first and last.
    fn told(&self) -> BTreeMap<String, Vec<(bool, u64, String, String)>> {
        let mut told: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for sighting in self.objects("sighting") {
            let text = |name: &str| sighting[name].as_str().unwrap_or_default().to_owned();
            let is_retro = text("description").contains("in retrospect");
            let row = (
                is_retro,
                sighting["count"].as_u64().expect("a count"),
                text("first_seen"),
                text("last_seen"),
            );
            assert_eq!(sighting["object_marking_refs"], json!([GREEN]));
            told.entry(text("sighting_of_ref")).or_default().push(row);
        }
        told.values_mut().for_each(|rows| rows.sort());
        told
    }

    fn objects(&self, kind: &str) -> Vec<Value> {
        let run = self.place.run(&[
            "export",
            "--collection",
            "sightings",
            "--out",
            "-",
            "--type",
            kind,
        ]);
        if run.code == 1 {
            return Vec::new();
        }
        let bundle = run.exits(0).json();
        let objects = bundle["objects"].as_array().expect("objects").iter();
        objects
            .filter(|object| object["type"] == kind)
            .cloned()
            .collect()
    }

    /// How many indicators the audit says were searched for.
    fn searched(&self) -> Vec<Value> {
        let list = self.place.run(&["audit", "list", "--json"]).exits(0);
        let rows = list
            .stdout
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
        rows.filter(|row| row["action"] == "stream.search")
            .map(|row| row["detail"].clone())
            .collect()
    }
}

fn expected() -> BTreeMap<String, Vec<(bool, u64, String, String)>> {
    let at = |ago: i64, minute: i64| millis(day(ago) + minute * 60_000_000);
    let row = |count, first: (i64, i64), last: (i64, i64)| {
        (true, count, at(first.0, first.1), at(last.0, last.1))
    };
    BTreeMap::from([
        (id(1), vec![row(1, (2, 7), (2, 7)), row(3, (5, 1), (5, 61))]),
        (id(2), vec![row(1, (3, 9), (3, 9))]),
        (id(3), vec![row(1, (1, 30), (1, 30))]),
    ])
}

fn all() -> Vec<String> {
    (1..)
        .zip(PATTERNS)
        .map(|(number, pattern)| indicator(number, pattern))
        .collect()
}

#[test]
fn what_comes_later_is_found_in_what_was_there_and_told_once() {
    let ours = Ours::new("digest_days = 30");
    let server = ours.serve();
    ours.events(&server, &week());
    ours.share(&server, &all());
    until("the search", || !ours.searched().is_empty());
    let searched = ours.searched();
    assert_eq!(
        searched[0],
        json!({ "stream": "edge", "searched": 6, "seen": 3, "unanswered": 1, "of": [id(4)] })
    );
    assert_eq!(ours.told(), expected());
    // From now on it is matched as it comes, and counted there only.
    ours.events(&server, &event(now(), "10.0.0.1", "x.test"));
    let told = ours.told();
    assert_eq!(told[&id(1)].iter().filter(|row| !row.0).count(), 1);
    // Another version of what is matched already finds nothing that was told.
    ours.share(&server, &[indicator(1, PATTERNS[0])]);
    until("the second search", || ours.searched().len() == 2);
    assert_eq!(ours.told(), told);
    let names: Vec<Value> = ours
        .objects("domain-name")
        .iter()
        .map(|object| object["value"].clone())
        .collect();
    assert_eq!(
        names,
        [json!("WWW.evil.example")],
        "nothing else of the events"
    );
    let list = ours
        .place
        .run(&["stream", "list", "--json"])
        .exits(0)
        .json();
    assert!(
        list[0]["kept"]["bytes"].as_u64() > Some(0) && list[0]["searches"] == 0,
        "{list}"
    );
}

#[test]
fn a_kill_loses_no_search_and_doubles_none() {
    let ours = Ours::new("digest_days = 30");
    let server = ours.serve();
    ours.events(&server, &week());
    drop(server);
    // It comes while nothing runs; and the server is killed again and again while it searches.
    let run = ours.place.run_with_input(
        &["import", "-", "--collection", "intel"],
        all().join("\n").as_bytes(),
    );
    run.exits(0);
    for _ in 0..4 {
        drop(ours.serve());
    }
    let server = ours.serve();
    until("all sightings", || ours.told() == expected());
    drop(server);
    let server = ours.serve();
    ours.events(&server, &event(now(), "192.0.2.250", "x.test"));
    assert_eq!(ours.told(), expected());
    let list = ours
        .place
        .run(&["stream", "list", "--json"])
        .exits(0)
        .json();
    assert_eq!(list[0]["searches"], 0);
}

#[test]
fn what_is_kept_is_what_may_be_kept_and_goes_when_it_is_switched_off() {
    let ours = Ours::new("digest_days = 4");
    let server = ours.serve();
    ours.events(&server, &week());
    drop(server);
    let retro = |arguments: &[&str]| ours.place.run(&[&["retro", "--json"], arguments].concat());
    let file = ours.place.write("new.json", all().join("\n"));
    let file = file.display().to_string();
    let run = retro(&["--indicators", &file]).exits(0);
    let lines: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let row = |number: u32, path: &str, value: &str| json!({ "indicator": id(number), "path": path, "value": value });
    let mut found: Vec<Value> = lines
        .iter()
        .map(|line| json!({ "indicator": line["indicator"], "path": line["path"], "value": line["value"] }))
        .collect();
    found.sort_by_key(Value::to_string);
    // Of five days ago nothing was ever kept.
    let wanted = [
        row(1, "ipv4-addr:value", "10.0.0.1"),
        row(2, "domain-name:value", "WWW.evil.example"),
        row(3, "ipv4-addr:value", "198.51.100.77"),
    ];
    assert_eq!(found, wanted);
    assert!(
        run.stderr
            .contains(&format!("of {} it cannot be said", id(4))),
        "{}",
        run.stderr
    );
    assert_eq!(
        ours.searched()[0]["by_hand"],
        true,
        "who looked is written down"
    );
    for pattern in [
        "[process:command_line = 'secret']",
        "[user-account:user_id = 'someone']",
    ] {
        let file = ours
            .place
            .write("person.json", indicator(9, pattern))
            .display()
            .to_string();
        let run = retro(&["--indicators", &file]).exits(1);
        assert!(
            run.stderr.contains("values that are not kept"),
            "{}",
            run.stderr
        );
    }
    // None is left where nothing is to be kept.
    let config = std::fs::read_to_string(ours.place.path("tansiq.toml")).expect("a file");
    ours.place
        .write("tansiq.toml", config.replace("digest_days = 4", ""));
    let server = ours.serve();
    until("the end of it", || {
        retro(&["--indicators", &file]).code == 2
    });
    let run = retro(&["--indicators", &file]).exits(2);
    assert!(
        run.stderr.contains("nothing is kept of any stream"),
        "{}",
        run.stderr
    );
    drop(server);
}

#[test]
fn a_partners_stream_searches_for_what_the_partner_may_see() {
    let ours = Ours::new("digest_days = 30\nas = \"norland\"");
    let server = ours.serve();
    ours.events(&server, &week());
    let hidden = ours.place.collection("hidden");
    let import = |object: &str, collection: &str| {
        let arguments = ["import", "-", "--collection", collection];
        ours.place
            .run_with_input(&arguments, object.as_bytes())
            .exits(0);
    };
    import(&indicator(1, PATTERNS[0]), &hidden);
    import(&indicator(2, PATTERNS[1]), "intel");
    until("a search", || !ours.searched().is_empty());
    assert_eq!(ours.told().into_keys().collect::<Vec<_>>(), [id(2)]);
    // Let it see more, and that is searched for as well.
    ours.place
        .run(&["collection", "grant", &hidden, "norland", "--read"])
        .exits(0);
    until("the other", || ours.told().contains_key(&id(1)));
}

#[test]
fn a_watch_by_hand_tells_what_was_there_before() {
    by_hand("ndjson", &week());
}

#[test]
fn a_watch_of_stix_content_does_too() {
    let seen = millis(day(1));
    let content = json!({ "type": "bundle", "objects": [
        { "type": "domain-name", "id": "domain-name--00000000-0000-4000-8000-000000000001", "value": "WWW.evil.example" },
        { "type": "observed-data", "id": "observed-data--00000000-0000-4000-8000-000000000001", "number_observed": 1,
          "first_observed": seen, "last_observed": seen,
          "object_refs": ["domain-name--00000000-0000-4000-8000-000000000001"] },
    ]});
    by_hand("observed-data", &format!("{content}\n"));
}

fn by_hand(format: &str, events: &str) {
    let place = Place::new();
    place.collection("intel");
    let watch = [
        "watch",
        "events.ndjson",
        "--format",
        format,
        "--once",
        "--digest-days",
        "30",
    ];
    place.write("events.ndjson", events);
    place.run(&watch).exits(1);
    let arguments = ["import", "-", "--collection", "intel"];
    place
        .run_with_input(&arguments, indicator(2, PATTERNS[1]).as_bytes())
        .exits(0);
    let run = place.run(&watch).exits(0);
    let line: Value = serde_json::from_str(run.stdout.trim()).expect("one line");
    assert_eq!(
        (&line["retro"], &line["value"]),
        (&json!(true), &json!("WWW.evil.example"))
    );
    assert!(
        run.stderr.contains("1 new indicators searched for"),
        "{}",
        run.stderr
    );
    assert_eq!(place.run(&watch).stdout, "");
}

#[test]
fn a_kill_while_values_are_written_loses_none_and_counts_none_twice() {
    use std::io::Write;
    use std::process::Stdio;
    let place = Place::new();
    place.collection("intel");
    let path = place.write("events.ndjson", "");
    let watch = [
        "watch",
        "events.ndjson",
        "--format",
        "ndjson",
        "--digest-days",
        "30",
    ];
    let mut wanted: BTreeMap<String, u64> = BTreeMap::new();
    for round in 0..8_u64 {
        let mut child = place
            .command(&watch)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        let mut file = std::fs::OpenOptions::new()
            .append(true)
            .open(&path)
            .expect("opens");
        for piece in 0..10_u64 {
            let mut text = String::new();
            for number in 0..150_u64 {
                let address = format!("10.0.0.{}", (round * 7 + piece + number) % 23);
                text += &event(
                    day(1) + i64::try_from(number).expect("small") * HOUR / 40,
                    &address,
                    "a.test",
                );
                *wanted.entry(address).or_default() += 1;
            }
            file.write_all(text.as_bytes()).expect("written");
            std::thread::sleep(std::time::Duration::from_millis(5 + round * 3));
        }
        child.kill().expect("killed");
        child.wait().expect("ends");
    }
    place.run(&[&watch[..], &["--once"]].concat()).exits(1);
    let asked = wanted
        .keys()
        .zip(1..)
        .map(|(address, number)| indicator(number, &format!("[ipv4-addr:value = '{address}']")));
    let asked: Vec<String> = asked.collect();
    let file = place
        .write("asked.json", asked.join("\n"))
        .display()
        .to_string();
    let run = place
        .run(&["retro", "--json", "--indicators", &file])
        .exits(0);
    let mut found: BTreeMap<String, u64> = BTreeMap::new();
    for line in run.stdout.lines() {
        let line: Value = serde_json::from_str(line).expect("JSON");
        let value = line["value"].as_str().expect("a value").to_owned();
        *found.entry(value).or_default() += line["count"].as_u64().expect("a count");
    }
    assert_eq!(found, wanted);
}

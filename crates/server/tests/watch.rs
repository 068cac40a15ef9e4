//! `tansiq watch` as its users run it: followed files, kills, rotation, sockets, indicators that come and go.

mod support;

use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use support::{Place, shown, until};

const GREEN: &str = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
const RED: &str = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1";

fn indicator_id(number: u32) -> String {
    format!("indicator--{number:08x}-0000-4000-8000-000000000000")
}

/// An indicator in its `version`th version.
fn indicator(number: u32, version: u32, pattern: &str, marking: &str) -> String {
    let id = indicator_id(number);
    format!(
        r#"{{"type":"indicator","spec_version":"2.1","id":"{id}","created":"2025-01-01T00:00:00.000Z","modified":"2025-01-01T00:00:{version:02}.000Z","pattern_type":"stix","pattern":"{pattern}","valid_from":"2020-01-01T00:00:00Z","object_marking_refs":["{marking}"]}}"#
    )
}

fn event(second: u32, address: &str) -> String {
    format!(
        "{{\"timestamp\":\"2026-03-01T12:{:02}:{:02}.000000+0000\",\"src_ip\":\"{address}\"}}\n",
        second / 60 % 60,
        second % 60
    )
}

/// A place with indicators of 10.0.0.1 … in a collection, and one for sightings.
fn furnished(patterns: &[&str]) -> Place {
    let place = Place::new();
    place.collection("intel");
    place.collection("sightings");
    for (number, pattern) in (1..).zip(patterns) {
        import(&place, &indicator(number, 0, pattern, GREEN));
    }
    place
}

fn import(place: &Place, object: &str) {
    let run = place.run_with_input(&["import", "-", "--collection", "intel"], object.as_bytes());
    run.exits(0);
}

/// The newest version of every sighting.
fn sightings(place: &Place) -> Vec<Value> {
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
        return Vec::new();
    }
    let bundle = run.exits(0).json();
    let objects = bundle["objects"].as_array().expect("objects").iter();
    objects
        .filter(|object| object["type"] == "sighting")
        .cloned()
        .collect()
}

fn total(place: &Place) -> u64 {
    let all = sightings(place);
    all.iter()
        .map(|sighting| sighting["count"].as_u64().expect("a count"))
        .sum()
}

/// A watch that runs; killed when dropped.
struct Watch {
    child: Child,
    matches: Receiver<Value>,
    talk: Receiver<String>,
}

impl Watch {
    fn start(mut command: Command) -> Self {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("starts");
        let (send, matches) = channel();
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = send.send(serde_json::from_str(&line).expect("JSON"));
            }
        });
        let (send, talk) = channel();
        let lines = BufReader::new(child.stderr.take().expect("piped")).lines();
        std::thread::spawn(move || {
            lines
                .map_while(Result::ok)
                .for_each(|line| drop(send.send(line)))
        });
        Self {
            child,
            matches,
            talk,
        }
    }

    fn matched(&self) -> Value {
        let patience = Duration::from_secs(60);
        self.matches.recv_timeout(patience).expect("a match")
    }

    /// The rest of the line that begins like this.
    fn says(&self, beginning: &str) -> String {
        loop {
            let line = self
                .talk
                .recv_timeout(Duration::from_secs(60))
                .expect("it says something");
            if let Some(rest) = line.strip_prefix(beginning) {
                return rest.to_owned();
            }
        }
    }

    fn stdin(&mut self) -> ChildStdin {
        self.child.stdin.take().expect("piped")
    }

    fn stop(mut self) {
        let pid = self.child.id().to_string();
        let told = Command::new("kill").arg(&pid).status().expect("runs");
        assert!(told.success());
        self.child.wait().expect("ends");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn append(place: &Place, name: &str, text: &str) {
    let mut options = std::fs::OpenOptions::new();
    let mut file = options
        .append(true)
        .create(true)
        .open(place.path(name))
        .expect("opened");
    file.write_all(text.as_bytes()).expect("written");
}

const WATCH: [&str; 7] = [
    "watch",
    "eve.json",
    "--format",
    "eve",
    "--into",
    "sightings",
    "--every",
];

#[test]
fn a_kill_in_the_middle_loses_nothing_and_counts_nothing_twice() {
    let followed = "[ipv4-addr:value = '10.0.0.2'] FOLLOWEDBY [ipv4-addr:value = '10.0.0.3']";
    let patterns = ["[ipv4-addr:value = '10.0.0.1']", followed];
    let place = furnished(&patterns);
    let (mut text, mut single, mut pairs) = (String::new(), 0, 0);
    for number in 0..30_000u32 {
        let address = match number % 1_000 {
            7 | 400 | 401 => "10.0.0.1",
            100 => "10.0.0.2",
            900 => "10.0.0.3",
            _ => "192.0.2.1",
        };
        single += u64::from(address == "10.0.0.1");
        pairs += u64::from(address == "10.0.0.3");
        text += &event(number / 20, address);
    }
    place.write("eve.json", &text);
    let mut arguments = WATCH.to_vec();
    arguments.extend(["1ms", "--out", "matches.json", "--once"]);
    let mut kills = 0;
    // Killed ever later, wherever it is by then, until one run comes to the end.
    loop {
        let mut child = place
            .command(&arguments)
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        std::thread::sleep(Duration::from_millis(40 + 17 * kills));
        if child.try_wait().expect("looked").is_some() {
            break;
        }
        child.kill().expect("killed");
        child.wait().expect("ended");
        kills += 1;
    }
    place.run(&arguments);
    assert!(kills > 2, "it was over too soon to be killed");
    assert_eq!(total(&place), single + pairs);
    let out = std::fs::read_to_string(place.path("matches.json")).expect("text");
    let mut lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len() as u64, single + pairs);
    // In the order of the file, as one thread tells them that is never killed.
    let objects = (1..).zip(patterns);
    let objects: Vec<String> = objects.map(|(n, of)| indicator(n, 0, of, GREEN)).collect();
    place.write("indicators.ndjson", objects.join("\n"));
    let told = place.run(&[
        "match",
        "eve.json",
        "--indicators",
        "indicators.ndjson",
        "--format",
        "eve",
        "--json",
        "--threads",
        "1",
    ]);
    assert_eq!(places(&out), places(&told.exits(0).stdout));
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len() as u64, single + pairs);
}

/// Also where they are not named at the beginning of the file, or by a very long line.
#[test]
fn columns_are_known_after_a_restart() {
    let place = furnished(&["[network-traffic:src_ref.value = '10.0.0.1']"]);
    let arguments = [
        "watch", "conn.log", "--format", "zeek-tsv", "--once", "--out", "found",
    ];
    let matches = |at: &str| {
        let from = place.run(&arguments);
        let found = std::fs::read_to_string(place.path("found")).expect("text");
        assert_eq!(from.code, 0, "{at}: {}", from.stderr);
        found.lines().count()
    };
    append(
        &place,
        "conn.log",
        "#separator \\x09\n#fields\tts\tid.orig_h\tid.resp_h\n1772323200.0\t10.0.0.1\t10.0.0.2\n",
    );
    append(
        &place,
        "conn.log",
        "#fields\tts\tid.resp_h\tid.orig_h\n1772323201.0\t10.0.0.2\t10.0.0.1\n",
    );
    assert_eq!(matches("both"), 2);
    append(&place, "conn.log", "1772323202.0\t10.0.0.2\t10.0.0.1\n");
    assert_eq!(matches("the second goes on"), 3);
    let (names, cells) = ("unknown\t".repeat(200), "-\t".repeat(200));
    let line = format!("1772323203.0\t{cells}10.0.0.1\n");
    append(
        &place,
        "conn.log",
        &format!("#fields\tts\t{names}id.orig_h\n{line}"),
    );
    assert_eq!(matches("a long one"), 4);
    append(&place, "conn.log", &line);
    assert_eq!(matches("a long one goes on"), 5);
}

/// Line, indicator and value of each match.
fn places(text: &str) -> Vec<(Value, Value, Value)> {
    let matches = text.lines().map(|line| {
        let found: Value = serde_json::from_str(line).expect("JSON");
        let of = |name: &str| found[name].clone();
        (of("line"), of("indicator"), of("value"))
    });
    matches.collect()
}

#[test]
fn a_file_is_followed_through_growth_rotation_and_packing() {
    let place = furnished(&["[ipv4-addr:value = '10.0.0.1']"]);
    let mut arguments = WATCH.to_vec();
    arguments.push("1ms");
    let long: String = (0..40).map(|second| event(second, "192.0.2.1")).collect();
    place.write("eve.json", &long);
    let watch = Watch::start(place.command(&arguments));
    append(&place, "eve.json", &event(100, "10.0.0.1"));
    assert_eq!(watch.matched()["line"], 41);
    std::fs::rename(place.path("eve.json"), place.path("eve.json.1")).expect("renamed");
    append(&place, "eve.json.1", &event(101, "10.0.0.1"));
    assert_eq!(watch.matched()["line"], 42);
    append(&place, "eve.json", &event(102, "10.0.0.1"));
    assert_eq!(watch.matched()["line"], 1);
    watch.stop();
    // Rotated and written while nobody looked.
    append(&place, "eve.json", &event(103, "10.0.0.1"));
    std::fs::rename(place.path("eve.json"), place.path("eve.json.2")).expect("renamed");
    append(&place, "eve.json", &event(104, "10.0.0.1"));
    let watch = Watch::start(place.command(&arguments));
    let times: Vec<Value> = (0..2).map(|_| watch.matched()["time"].clone()).collect();
    assert_eq!(
        times,
        ["2026-03-01T12:01:43.000000Z", "2026-03-01T12:01:44.000000Z"]
    );
    watch.stop();
    assert_eq!(total(&place), 5);
}

#[test]
fn what_a_folder_holds_is_read_once_whatever_it_is_called_later() {
    let place = furnished(&["[ipv4-addr:value = '10.0.0.1']"]);
    let lines: String = (0..10).map(|second| event(second, "10.0.0.1")).collect();
    place.write("logs/a.json", &lines);
    let arguments = [
        "watch",
        "logs",
        "--format",
        "eve",
        "--into",
        "sightings",
        "--once",
    ];
    place.run(&arguments).exits(0);
    assert_eq!(total(&place), 10);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(lines.as_bytes()).expect("packed");
    place.write("logs/a.json.1.gz", packed.finish().expect("packed"));
    std::fs::remove_file(place.path("logs/a.json")).expect("removed");
    place.write("logs/a.json", event(3_000, "10.0.0.1"));
    let run = place.run(&arguments).exits(0);
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
    assert_eq!(total(&place), 11);
    place.run(&arguments).exits(1);
    let mut again = arguments.to_vec();
    again.push("--from-start");
    let run = place.run(&again).exits(0);
    assert_eq!(run.stdout.lines().count(), 11);
    assert_eq!(total(&place), 11, "a replay gives the same");
}

#[test]
fn indicators_come_go_and_hide_while_it_runs() {
    let place = furnished(&["[ipv4-addr:value = '10.0.0.1']"]);
    place
        .run(&["partner", "add", "norland", "--max-tlp", "green"])
        .exits(0);
    place
        .run(&["collection", "grant", "intel", "norland", "--read"])
        .exits(0);
    let arguments = ["watch", "-", "--format", "eve", "--as", "norland"];
    let mut watch = Watch::start({
        let mut command = place.command(&arguments);
        command.stdin(Stdio::piped());
        command
    });
    let mut stdin = watch.stdin();
    // A sign of life: an address that is matched as long as it runs.
    let mut probe = |address: &str| -> bool {
        let text = event(1, address) + &event(2, "10.9.9.9");
        stdin.write_all(text.as_bytes()).expect("sent");
        let first = watch.matched()["value"].clone();
        if first == address {
            assert_eq!(watch.matched()["value"], "10.9.9.9");
        }
        first == address
    };
    import(
        &place,
        &indicator(9, 0, "[ipv4-addr:value = '10.9.9.9']", GREEN),
    );
    import(
        &place,
        &indicator(2, 0, "[ipv4-addr:value = '10.0.0.2']", GREEN),
    );
    // Before the ninth is there, nothing answers: it is asked for by itself.
    std::thread::sleep(Duration::from_millis(900));
    until("the new indicator", || probe("10.0.0.2"));
    assert!(probe("10.0.0.1"));
    import(
        &place,
        &indicator(1, 1, "[ipv4-addr:value = '10.0.0.1']", RED),
    );
    until("the hidden one's end", || !probe("10.0.0.1"));
    import(
        &place,
        &indicator(2, 1, "[ipv4-addr:value = '10.0.0.3']", GREEN),
    );
    until("the changed one", || probe("10.0.0.3"));
    assert!(!probe("10.0.0.2"));
    place
        .run(&["collection", "remove", "intel", &indicator_id(2)])
        .exits(0);
    until("the removed one's end", || !probe("10.0.0.3"));
    assert!(!probe("10.0.0.1"));
}

#[test]
fn what_is_raised_in_slices_is_matched_no_longer_and_the_rest_goes_on() {
    /// More than are relabelled in the transaction that raises.
    const RESTING: u32 = 1_200;
    let place = furnished(&[
        "[ipv4-addr:value = '10.0.0.1']",
        "[ipv4-addr:value = '10.9.9.9']",
    ]);
    let commands = [
        &["partner", "add", "norland", "--max-tlp", "green"][..],
        &["collection", "grant", "intel", "norland", "--read"][..],
    ];
    commands
        .iter()
        .for_each(|command| drop(place.run(command).exits(0)));
    let edges = (0..RESTING).map(|number| {
        let (from, to) = (indicator_id(1), indicator_id(number + 1_000));
        format!(
            r#"{{"type":"relationship","spec_version":"2.1","id":"relationship--{number:08x}-0000-4000-8000-000000000000","created":"2025-01-01T00:00:00.000Z","modified":"2025-01-01T00:00:00.000Z","relationship_type":"related-to","source_ref":"{from}","target_ref":"{to}","object_marking_refs":["{GREEN}"]}}"#
        )
    });
    import(&place, &edges.collect::<Vec<_>>().join("\n"));
    let mut watch = Watch::start({
        let mut command = place.command(&["watch", "-", "--format", "eve", "--as", "norland"]);
        command.stdin(Stdio::piped());
        command
    });
    let mut stdin = watch.stdin();
    let mut is_matched = || -> bool {
        let text = event(1, "10.0.0.1") + &event(2, "10.9.9.9");
        stdin.write_all(text.as_bytes()).expect("sent");
        let first = watch.matched()["value"].clone();
        if first == "10.0.0.1" {
            assert_eq!(watch.matched()["value"], "10.9.9.9");
        }
        first == "10.0.0.1"
    };
    assert!(is_matched());
    let at = |version: u32, marking: &str| {
        indicator(1, version, "[ipv4-addr:value = '10.0.0.1']", marking)
    };
    import(&place, &at(1, RED));
    until("its end", || !is_matched());
    import(&place, &at(2, GREEN));
    until("its return", is_matched);
}

#[test]
fn sockets_are_listened_on() {
    let place = furnished(&["[ipv4-addr:value = '10.0.0.1']"]);
    let path = place.path("events.sock");
    let source = format!("unix:{}", shown(&path));
    let arguments = ["watch", "tcp:127.0.0.1:0", &source, "--format", "eve"];
    let watch = Watch::start(place.command(&arguments));
    let (mut one, mut other) = (watch.says("listening on "), watch.says("listening on "));
    if other.starts_with("tcp:") {
        std::mem::swap(&mut one, &mut other);
    }
    let address = one.strip_prefix("tcp:").expect("an address");
    let mut tcp = std::net::TcpStream::connect(address).expect("connects");
    tcp.write_all(event(1, "10.0.0.1").as_bytes())
        .expect("sent");
    assert_eq!(watch.matched()["source"], "tcp 127.0.0.1");
    let mut unix = std::os::unix::net::UnixStream::connect(&path).expect("connects");
    // The last line of a sender that closes needs no end.
    unix.write_all(event(2, "10.0.0.1").trim_end().as_bytes())
        .expect("sent");
    drop(unix);
    assert_eq!(watch.matched()["source"].as_str(), Some(source.as_str()));
}

#[test]
fn a_stream_is_watched_by_one_process() {
    let place = furnished(&[]);
    let watch = Watch::start(place.command(&["watch", "tcp:127.0.0.1:0", "--format", "eve"]));
    watch.says("listening on ");
    let run = place.run(&["watch", "-", "--format", "eve"]).exits(2);
    assert!(
        run.stderr
            .contains("the stream `watch` is watched already: process"),
        "{}",
        run.stderr
    );
    place
        .run(&["watch", "-", "--format", "eve", "--name", "other"])
        .exits(1);
}

#[test]
fn an_indicator_that_is_too_noisy_is_paused_with_a_notice() {
    let place = furnished(&["[ipv4-addr:value = '10.0.0.1']"]);
    place.write("eve.json", event(1, "10.0.0.1").repeat(20));
    let mut arguments = WATCH.to_vec();
    arguments.extend(["1ms", "--once", "--pause-above", "10"]);
    let run = place.run(&arguments).exits(0);
    assert!(
        run.stderr.contains("is paused: too many matches"),
        "{}",
        run.stderr
    );
    append(&place, "eve.json", &event(2, "10.0.0.1"));
    let run = place.run(&arguments).exits(1);
    assert!(run.stderr.contains("1 muted"), "{}", run.stderr);
    let list = place.run(&["stream", "list", "--json"]).exits(0).json();
    assert_eq!(list[0]["paused"][0]["indicator"], indicator_id(1));
    place
        .run(&["stream", "resume", "watch", &indicator_id(1)])
        .exits(0);
    append(&place, "eve.json", &event(3_700, "10.0.0.1"));
    place.run(&arguments).exits(0);
}

#[test]
fn a_sighting_says_what_matched_and_nothing_else() {
    let place = furnished(&["[domain-name:value = 'evil.example']"]);
    let line = r#"{"timestamp":"2026-03-01T12:00:00.000000+0000","src_ip":"10.0.0.9","dns":{"rrname":"EVIL.example"}}"#;
    place.write("eve.json", line);
    let mut arguments = WATCH.to_vec();
    arguments.extend(["1m", "--once", "--tlp", "amber"]);
    place.run(&arguments).exits(0);
    let run = place
        .run(&["export", "--collection", "sightings", "--out", "-"])
        .exits(0);
    assert!(!run.stdout.contains("10.0.0.9"), "{}", run.stdout);
    let bundle = run.json();
    let of = |kind: &str| {
        let objects = bundle["objects"].as_array().expect("objects").iter();
        objects
            .filter(|object| object["type"] == kind)
            .cloned()
            .collect::<Vec<_>>()
    };
    let (sighting, observed) = (&of("sighting")[0], &of("observed-data")[0]);
    assert_eq!(sighting["sighting_of_ref"], indicator_id(1));
    assert_eq!(sighting["observed_data_refs"][0], observed["id"]);
    assert_eq!(of("domain-name")[0]["id"], observed["object_refs"][0]);
    assert_eq!(of("domain-name")[0]["value"], "EVIL.example");
    for object in [sighting, observed] {
        let amber = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";
        assert_eq!(
            object["object_marking_refs"][0], amber,
            "the stricter of green and amber"
        );
    }
}

#[test]
fn what_is_known_good_and_what_the_house_disputes_is_not_told() {
    let place = furnished(&[
        "[ipv4-addr:value = '10.0.0.1']",
        "[ipv4-addr:value = '10.0.0.2']",
    ]);
    let list = r#"{"name":"ours","version":1,"type":"cidr","list":["10.0.0.1/32"]}"#;
    place.write("good/list.json", list);
    let opinion = |number: u32, word: &str| {
        format!(
            r#"{{"type":"opinion","spec_version":"2.1","id":"opinion--00000001-0000-4000-8000-000000000000","created":"2025-01-01T00:00:00.000Z","modified":"2025-01-01T00:00:{number:02}.000Z","opinion":"{word}","object_refs":["{}"],"object_marking_refs":["{GREEN}"]}}"#,
            indicator_id(2)
        )
    };
    import(&place, &opinion(1, "strongly-disagree"));
    let line = event(1, "10.0.0.1") + &event(2, "10.0.0.2");
    place.write("eve.json", line);
    let watch = [
        "watch",
        "eve.json",
        "--format",
        "eve",
        "--once",
        "--from-start",
        "--known-good",
        "good",
    ];
    let run = place.run(&watch).exits(1);
    assert!(
        run.stderr.contains("1 muted, 1 known good"),
        "{}",
        run.stderr
    );
    import(&place, &opinion(2, "agree"));
    let run = place.run(&watch).exits(0);
    assert!(
        run.stdout.contains("10.0.0.2") && !run.stdout.contains("10.0.0.1"),
        "{}",
        run.stdout
    );
}

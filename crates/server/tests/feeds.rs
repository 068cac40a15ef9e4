//! Rules at addresses: what `export --to` writes, for a tool that polls; tags that change with what the reader gets and with
//! nothing else; who got what.

mod support;

use base64::Engine;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use support::{Place, Server, shown, tlp};

const FORMS: [&str; 10] = [
    "suricata", "zeek", "rpz", "nftables", "yara", "sigma", "snort", "csv", "misp", "plain",
];
const HASH: &str = "aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f";

fn id(number: u32) -> String {
    format!("indicator--{number:08x}-0000-4000-8000-000000000000")
}

fn indicator(number: u32, pattern: &str, level: &str, more: Value) -> String {
    let mut object = json!({
        "type": "indicator", "spec_version": "2.1", "id": id(number),
        "created": "2025-01-01T00:00:00.000Z", "modified": "2025-01-01T00:00:00.000Z",
        "name": format!("case {number}"), "pattern": pattern, "pattern_type": "stix",
        "valid_from": "2025-01-01T00:00:00Z", "object_marking_refs": [tlp(level)],
    });
    for (key, value) in more.as_object().expect("an object") {
        object[key] = value.clone();
    }
    object.to_string()
}

fn take_in(place: &Place, objects: &[String]) {
    let arguments = ["import", "-", "--collection", "shared"];
    place
        .run_with_input(&arguments, objects.join("\n").as_bytes())
        .exits(0);
}

struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut found = lines.filter(|(known, _)| known.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value)
    }

    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("text")
    }
}

/// A collection that `reader` reads up to TLP:GREEN, `writer` only writes and `other` does not know.
struct Served {
    place: Place,
    server: Server,
    tokens: Vec<(&'static str, String)>,
    id: String,
}

impl Served {
    fn start() -> Self {
        let place = Place::new();
        let made = place.run(&[
            "collection",
            "create",
            "Shared",
            "--alias",
            "shared",
            "--json",
        ]);
        let made = made.exits(0).json();
        let names = ["reader", "writer", "other"];
        let tokens = names.map(|name| {
            let run = place
                .run(&["partner", "add", name, "--max-tlp", "green", "--json"])
                .exits(0);
            (
                name,
                run.json()["token"].as_str().expect("a token").to_owned(),
            )
        });
        for (name, right) in [("reader", "--read"), ("writer", "--write")] {
            place
                .run(&["collection", "grant", "shared", name, right])
                .exits(0);
        }
        take_in(
            &place,
            &[
                indicator(
                    1,
                    "[domain-name:value = 'a.example' OR url:value = 'http://b.example/x']",
                    "green",
                    json!({ "confidence": 90 }),
                ),
                indicator(
                    2,
                    "[domain-name:value = 'hidden.example']",
                    "amber",
                    json!({}),
                ),
                indicator(
                    3,
                    "[ipv4-addr:value = '203.0.113.7']",
                    "clear",
                    json!({ "confidence": 20 }),
                ),
                indicator(
                    4,
                    &format!("[file:hashes.'SHA-256' = '{HASH}']"),
                    "green",
                    json!({}),
                ),
                indicator(
                    5,
                    "[file:name MATCHES 'a\nalert tcp any any']",
                    "green",
                    json!({}),
                ),
                indicator(
                    6,
                    "[domain-name:value = 'gone.example']",
                    "green",
                    json!({ "valid_until": "2025-02-01T00:00:00Z" }),
                ),
            ],
        );
        let server = place.serve(&[]);
        Self {
            place,
            server,
            tokens: tokens.into(),
            id: made["id"].as_str().expect("an id").to_owned(),
        }
    }

    fn ask(&self, method: &str, who: &str, path: &str, more: &str) -> Answer {
        let mut request = format!(
            "{method} /feeds/{path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{more}",
            self.server.address
        );
        if let Some((name, token)) = self.tokens.iter().find(|(name, _)| *name == who) {
            let pair = base64::engine::general_purpose::STANDARD.encode(format!("{name}:{token}"));
            request += &format!("Authorization: Basic {pair}\r\n");
        }
        let mut stream = TcpStream::connect(&self.server.address).expect("connects");
        stream
            .write_all(format!("{request}\r\n").as_bytes())
            .expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        let end = answer
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .expect("a head");
        let head = String::from_utf8(answer[..end].to_vec()).expect("text");
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        Answer {
            status: status.expect("a status"),
            head,
            body: answer[end + 4..].to_vec(),
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", "reader", path, "")
    }

    fn got(&self, number: u32) -> u64 {
        // What is served is written down with the next commit.
        std::thread::sleep(std::time::Duration::from_millis(600));
        let run = self.place.run(&["audit", "who-got", &id(number), "--json"]);
        let all = run.json()["receipts"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let ours = all.iter().filter(|got| got["partner"] == "reader");
        ours.map(|got| got["times"].as_u64().expect("a number"))
            .sum()
    }
}

#[test]
fn an_address_gives_what_the_folder_gets() {
    let served = Served::start();
    for form in FORMS {
        let folder = served.place.path(form);
        let arguments = [
            "export",
            "--to",
            form,
            "--collection",
            "shared",
            "--as",
            "reader",
            "--out",
            &shown(&folder),
        ];
        served.place.run(&arguments);
        for file in std::fs::read_dir(&folder).expect("a folder") {
            let path = file.expect("a file").path();
            let name = path
                .file_name()
                .and_then(|name| name.to_str())
                .expect("a name")
                .to_owned();
            if name == "manifest.json" {
                continue;
            }
            let answer = served.get(&format!("shared/{form}/{name}"));
            assert_eq!(answer.status, 200, "{form}/{name}");
            let kept = std::fs::read(&path).expect("read");
            // The serial of a zone is when it changed, not when it was written.
            if form == "rpz" {
                let lines = |bytes: &[u8]| {
                    String::from_utf8_lossy(bytes)
                        .lines()
                        .filter(|l| !l.contains("SOA"))
                        .count()
                };
                assert_eq!(lines(&kept), lines(&answer.body));
            } else {
                assert_eq!(kept, answer.body, "{form}/{name}");
            }
        }
        let own = served.get(&format!("{}/{form}/", served.id));
        assert_eq!(
            (own.status, own.header("cache-control")),
            (200, Some("private, no-cache"))
        );
        let text = own.text();
        assert!(
            !text.contains("hidden.example") && !text.contains("gone.example"),
            "{form}"
        );
        assert!(
            !text
                .lines()
                .any(|line| line.starts_with("alert tcp any any")),
            "{form}"
        );
        let about = served.get(&format!("shared/{form}/about.json"));
        let about: Value = serde_json::from_slice(&about.body).expect("JSON");
        let left = about["not_expressed"].as_array().expect("a list").len();
        assert!(left > 0 && about.get("withheld").is_none(), "{form}");
        assert_eq!(own.header("x-not-expressed"), Some(&*left.to_string()));
        let says = text
            .lines()
            .filter(|line| line.contains(" not expressed: "))
            .count();
        assert_eq!(
            says,
            if matches!(form, "csv" | "misp") {
                0
            } else {
                left
            },
            "{form}"
        );
        assert_eq!(served.get(&format!("shared/{form}/other.txt")).status, 404);
    }
    let list = served.get("shared/plain/mutexes.txt");
    assert_eq!(list.status, 200, "a list that nothing is in");
    assert!(list.text().lines().all(|line| line.starts_with('#')));
}

#[test]
fn a_tag_changes_with_what_the_reader_gets_and_with_nothing_else() {
    let served = Served::start();
    let first = served.get("shared/rpz/");
    let tag = first.header("etag").expect("a tag").to_owned();
    let when = first.header("last-modified").expect("a date").to_owned();
    let has = format!("If-None-Match: {tag}\r\n");
    let again = |more: &str| served.ask("GET", "reader", "shared/rpz/", more);
    let known = again(&has);
    assert_eq!((known.status, known.body.len()), (304, 0));
    assert_eq!(known.header("etag"), Some(&*tag));
    take_in(
        &served.place,
        &[indicator(
            7,
            "[domain-name:value = 'more.example']",
            "red",
            json!({}),
        )],
    );
    assert_eq!(again(&has).status, 304, "what is hidden changes nothing");
    assert_eq!(again("").header("last-modified"), Some(&*when));
    let head = served.ask("HEAD", "reader", "shared/rpz/", "");
    assert_eq!(
        (head.status, head.body.len(), head.header("etag")),
        (200, 0, Some(&*tag))
    );
    std::thread::sleep(std::time::Duration::from_millis(1100));
    take_in(
        &served.place,
        &[indicator(
            8,
            "[domain-name:value = 'new.example']",
            "green",
            json!({}),
        )],
    );
    let changed = again(&has);
    assert_eq!(changed.status, 200);
    assert!(changed.text().contains("new.example"));
    assert!(changed.header("last-modified") > Some(&*when));
    assert!(serial(&changed) > serial(&first));
}

fn serial(answer: &Answer) -> u32 {
    let text = answer.text();
    let line = text.lines().find(|line| line.contains("SOA"));
    let words = line.expect("a zone").split_whitespace();
    let numbers = words.filter_map(|word| word.parse::<u32>().ok());
    numbers.max().expect("a serial")
}

#[test]
fn a_serial_rises_with_whatever_changes_in_the_zone_and_with_nothing_else() {
    let served = Served::start();
    let zone = || served.get("shared/rpz/");
    let change = |arguments: &[&str]| drop(served.place.run(arguments).exits(0));
    let new = |number: u32, version: &str, level: &str| {
        let pattern = format!("[domain-name:value = 'n{number}.example']");
        let modified = format!("2025-01-01T00:00:0{version}.000Z");
        indicator(number, &pattern, level, json!({ "modified": modified }))
    };
    let first = zone();
    assert_eq!(
        zone().body,
        first.body,
        "the same as long as nothing changes"
    );
    take_in(&served.place, &[new(20, "0", "red")]);
    assert_eq!(zone().body, first.body, "what is hidden raises nothing");
    // All of it may be within one second.
    let mut before = serial(&first);
    let mut rises = |what: &str, there: &str, is_there: bool| {
        let now = zone();
        assert_eq!(now.text().contains(there), is_there, "{what}");
        assert!(serial(&now) > before, "{what}");
        assert_eq!(zone().body, now.body, "{what}: once");
        before = serial(&now);
    };
    take_in(
        &served.place,
        &[
            new(21, "0", "green"),
            new(22, "0", "green"),
            new(23, "0", "green"),
        ],
    );
    rises("some come", "n21.example", true);
    change(&["collection", "remove", "shared", &id(21)]);
    rises("one is removed", "n21.example", false);
    take_in(&served.place, &[new(22, "1", "red")]);
    rises("one is hidden", "n22.example", false);
    take_in(
        &served.place,
        &[new(23, "1", "green").replace("}", ",\"revoked\":true}")],
    );
    rises("one is revoked", "n23.example", false);
    change(&["collection", "add", "shared", &id(21)]);
    rises("one is back", "n21.example", true);
    change(&["partner", "change", "reader", "--max-tlp", "clear"]);
    rises("the reader may see less", "n21.example", false);
}

#[test]
fn what_is_kept_of_a_feed_is_given_to_its_reader_only_and_counts_as_served() {
    let served = Served::start();
    for name in ["other", "reader"] {
        let run = ["collection", "grant", "shared", name, "--read"];
        served.place.run(&run).exits(0);
    }
    let more = ["partner", "change", "other", "--max-tlp", "amber"];
    served.place.run(&more).exits(0);
    let text = |who: &str| served.ask("GET", who, "shared/plain/", "").text();
    let mine = text("reader");
    let theirs = text("other");
    assert!(theirs.contains("hidden.example") && !mine.contains("hidden.example"));
    assert_eq!((text("reader"), text("other")), (mine, theirs));
    assert_eq!(served.got(1), 2, "both times");
    // It ends by itself, and nothing is written meanwhile.
    let soon = stix::timestamp::format_micros(now() + 2_000_000);
    let brief = json!({ "valid_until": soon });
    let brief = indicator(30, "[domain-name:value = 'brief.example']", "green", brief);
    take_in(&served.place, &[brief]);
    assert!(text("reader").contains("brief.example"));
    support::until("the end", || !text("reader").contains("brief.example"));
    // Whoever may no longer read it is not given what is kept.
    let revoke = ["collection", "revoke", "shared", "reader"];
    served.place.run(&revoke).exits(0);
    assert_eq!(served.get("shared/plain/").status, 404);
}

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    i64::try_from(since.expect("after 1970").as_micros()).expect("now")
}

#[test]
fn a_query_narrows_and_a_wrong_one_is_refused() {
    let served = Served::start();
    let domains = |query: &str| served.get(&format!("shared/plain/{query}")).text();
    assert!(domains("").contains("203.0.113.7") && domains("").contains("a.example"));
    assert!(!domains("?min_confidence=50").contains("203.0.113.7"));
    assert!(!domains("?type=domain-name").contains("203.0.113.7"));
    assert!(!domains("?max_age=1d").contains("a.example"));
    let last = served
        .get("shared/plain/")
        .header("x-taxii-date-added-last")
        .expect("a date")
        .to_owned();
    take_in(
        &served.place,
        &[indicator(
            9,
            "[domain-name:value = 'later.example']",
            "green",
            json!({}),
        )],
    );
    let since = domains(&format!("?since={last}"));
    assert!(
        since.contains("later.example") && !since.contains("a.example"),
        "{since}"
    );
    for wrong in [
        "?min-confidence=50",
        "?max_age=soon",
        "?for=all",
        "?type=A&type=B",
    ] {
        assert_eq!(
            served.get(&format!("shared/plain/{wrong}")).status,
            400,
            "{wrong}"
        );
    }
    assert_eq!(served.get("shared/rpz/?for=watch").status, 400);
    assert_eq!(served.get("shared/exe/").status, 404);
}

#[test]
fn only_readers_get_any_and_the_audit_knows_who() {
    let served = Served::start();
    for (who, status) in [("nobody", 401), ("other", 404), ("writer", 403)] {
        for path in ["shared/csv/", "shared/csv/about.json"] {
            assert_eq!(served.ask("GET", who, path, "").status, status, "{who}");
        }
    }
    assert_eq!(
        served
            .ask("POST", "reader", "shared/csv/", "Content-Length: 0\r\n")
            .status,
        405
    );
    let tag = served
        .ask("HEAD", "reader", "shared/csv/", "")
        .header("etag")
        .expect("a tag")
        .to_owned();
    served.ask(
        "GET",
        "reader",
        "shared/csv/",
        &format!("If-None-Match: {tag}\r\n"),
    );
    assert_eq!(served.got(1), 0, "nothing was given away");
    assert_eq!(served.get("shared/csv/").status, 200);
    assert_eq!((served.got(1), served.got(2), served.got(6)), (1, 0, 0));
}

fn tool(program: &str, arguments: &[&str], folder: &Path) -> Option<(bool, String)> {
    for place in ["", "/usr/sbin/"] {
        let run = Command::new(format!("{place}{program}"))
            .args(arguments)
            .current_dir(folder)
            .output();
        if let Ok(output) = run {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            return Some((
                output.status.success(),
                said + &String::from_utf8_lossy(&output.stdout),
            ));
        }
    }
    println!("not run: needs {program}");
    None
}

#[test]
fn tools_take_what_an_address_gives() {
    let served = Served::start();
    for (form, file) in [("rpz", "a.rpz"), ("nftables", "a.nft"), ("yara", "a.yar")] {
        served
            .place
            .write(file, served.get(&format!("shared/{form}/")).body);
    }
    let folder = served.place.path("");
    served.place.write("x", "x");
    let runs = [
        ("named-checkzone", &["rpz.example", "a.rpz"][..]),
        ("nft", &["-c", "-f", "a.nft"]),
        ("yara", &["a.yar", "x"]),
    ];
    for (program, arguments) in runs {
        if let Some((well, said)) = tool(program, arguments, &folder) {
            assert!(
                well || said.contains("Operation not permitted"),
                "{program}: {said}"
            );
        }
    }
    for form in ["suricata", "sigma"] {
        served.place.write(
            "all.tar.gz",
            served.get(&format!("shared/{form}/rules.tar.gz")).body,
        );
        let (well, said) = tool("tar", &["-xzvf", "all.tar.gz"], &folder).expect("tar");
        assert!(well && said.contains("about.json"), "{said}");
        for name in said.lines().filter(|name| *name != "about.json") {
            let unpacked = std::fs::read(served.place.path(name)).expect("unpacked");
            assert_eq!(unpacked, served.get(&format!("shared/{form}/{name}")).body);
        }
    }
}

/// The tool that sensors fetch their rules with, its headers and its way with lists of hashes.
#[test]
fn suricata_update_fetches_rules_and_lists() {
    let python = std::env::var_os("TANSIQ_VENV_PYTHON").map(std::path::PathBuf::from);
    let update = python.and_then(|python| Some(python.parent()?.join("suricata-update")));
    let Some(update) = update.filter(|update| update.exists()) else {
        println!("not run: needs TANSIQ_VENV_PYTHON, a Python with suricata-update");
        return;
    };
    let served = Served::start();
    let folder = served.place.path("");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&update);
        command
            .args(arguments)
            .args(["-D", "state"])
            .current_dir(&folder)
            .env("HOME", &folder);
        let output = command.output().expect("runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
    };
    let address = format!(
        "http://{}/feeds/shared/suricata/rules.tar.gz",
        served.server.address
    );
    let token = served.tokens.iter().find(|(name, _)| *name == "reader");
    let header = format!("Authorization: Bearer {}", token.expect("a reader").1);
    run(&["add-source", "tansiq", &address, "--http-header", &header]);
    run(&[
        "-o",
        "rules",
        "--no-test",
        "--no-reload",
        "--suricata-version",
        "7.0.5",
    ]);
    let rules = std::fs::read_to_string(folder.join("rules/suricata.rules")).expect("rules");
    assert!(
        rules.contains("a.example") && !rules.contains("hidden.example"),
        "{rules}"
    );
    let list = std::fs::read_to_string(folder.join("rules/tansiq-sha256.list")).expect("a list");
    assert!(list.contains(HASH));
}

#[test]
fn misp_finds_its_event_by_its_list() {
    let served = Served::start();
    let list: Value =
        serde_json::from_slice(&served.get("shared/misp/manifest.json").body).expect("JSON");
    let (uuid, about) = list
        .as_object()
        .and_then(|all| all.iter().next())
        .expect("an event");
    assert!(
        about["info"].is_string() && about["date"].is_string() && about["timestamp"].is_string()
    );
    let event: Value =
        serde_json::from_slice(&served.get(&format!("shared/misp/{uuid}.json")).body)
            .expect("JSON");
    assert_eq!(event["Event"]["uuid"], **uuid);
    let all = event["Event"]["Attribute"].as_array().expect("a list");
    let mut kinds: Vec<&str> = all.iter().filter_map(|one| one["type"].as_str()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["domain", "ip-dst", "ip-src", "sha256", "url"]);
}

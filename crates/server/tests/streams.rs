//! Streams of a server: events posted by a partner, and sightings on their way back to who shared the indicator.

mod support;

use serde_json::Value;
use support::{Place, Server, until};

const GREEN: &str = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";
const INDICATOR: &str = "indicator--00000001-0000-4000-8000-000000000000";
const EVENT: &str = "{\"time\":\"2026-03-01T12:00:00Z\",\"src_ip\":\"10.0.0.1\"}\n";

fn partner(place: &Place, name: &str) -> String {
    let run = place
        .run(&["partner", "add", name, "--max-tlp", "amber", "--json"])
        .exits(0);
    run.json()["token"].as_str().expect("a token").to_owned()
}

fn indicator() -> String {
    format!(
        r#"{{"type":"indicator","spec_version":"2.1","id":"{INDICATOR}","created":"2025-01-01T00:00:00.000Z","modified":"2025-01-01T00:00:00.000Z","pattern_type":"stix","pattern":"[ipv4-addr:value = '10.0.0.1']","valid_from":"2020-01-01T00:00:00Z","object_marking_refs":["{GREEN}"]}}"#
    )
}

/// Our server: `norland` shares indicators and may post events.
struct Ours {
    place: Place,
    server: Server,
    token: String,
}

impl Ours {
    fn start(stream: &str, more: &str) -> Self {
        Self::start_at("green", stream, more)
    }

    fn start_at(level: &str, stream: &str, more: &str) -> Self {
        let place = Place::new();
        let intel = place.collection("intel");
        place.collection("sightings");
        let token = partner(&place, "norland");
        partner(&place, "sudmark");
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
        let config = format!(
            "[[stream]]\nname = \"edge\"\nformat = \"ndjson\"\naccept = [\"norland\"]\ninto = \"sightings\"\n\
             tlp = \"{level}\"\n{stream}\n{more}"
        );
        place.write("tansiq.toml", config);
        let server = place.serve(&["--config", "tansiq.toml"]);
        let ours = Self {
            place,
            server,
            token,
        };
        let path = format!("/tansiq/collections/{intel}/objects/");
        let (status, _) = ours
            .server
            .post(&path, ("norland", &ours.token), &[indicator()]);
        assert_eq!(status, 202);
        ours
    }

    fn events(&self, body: &str) -> (u16, Value) {
        let who = ("norland", self.token.as_str());
        self.server
            .send("/streams/edge/", who, "application/x-ndjson", body)
    }

    fn counts(&self) -> Vec<u64> {
        let arguments = [
            "export",
            "--collection",
            "sightings",
            "--out",
            "-",
            "--type",
            "sighting",
        ];
        let run = self.place.run(&arguments);
        if run.code == 1 {
            return Vec::new();
        }
        let bundle = run.exits(0).json();
        let objects = bundle["objects"].as_array().expect("objects").iter();
        let sightings = objects.filter(|object| object["type"] == "sighting");
        sightings
            .map(|sighting| sighting["count"].as_u64().expect("a count"))
            .collect()
    }
}

#[test]
fn posted_events_are_matched_and_told_before_the_answer() {
    let ours = Ours::start("every = \"1ms\"", "");
    // The indicator that was just shared is taken up within moments.
    until("the first sighting", || {
        let (status, answer) = ours.events(EVENT);
        assert_eq!(
            (status, &answer),
            (200, &serde_json::json!({ "events": 1, "broken": 0 }))
        );
        !ours.counts().is_empty()
    });
    let before = ours.counts();
    let (status, answer) = ours.events(&format!("{EVENT}no event\n{EVENT}{EVENT}"));
    assert_eq!(
        (status, answer),
        (200, serde_json::json!({ "events": 3, "broken": 1 }))
    );
    assert_eq!(ours.counts(), [before[0] + 3], "one sighting, counted on");
}

#[test]
fn a_stream_that_runs_elsewhere_already_is_refused_as_is_one_that_is_wrong() {
    let ours = Ours::start("", "");
    let run = ours
        .place
        .run(&["watch", "-", "--format", "eve", "--name", "edge"])
        .exits(2);
    assert!(
        run.stderr.contains("`edge` is watched already"),
        "{}",
        run.stderr
    );
    for (config, told) in [
        (
            "[[stream]]\nname = \"a\"\n",
            "neither a format nor a mapping",
        ),
        (
            "[[stream]]\nname = \"a\"\nformat = \"moon\"\n",
            "there is no format `moon`",
        ),
        (
            "[[stream]]\nname = \"a/b\"\nformat = \"eve\"\n",
            "letters, digits",
        ),
        (
            "\n[[stream]]\nname = \"a\"\nformt = \"eve\"\n",
            "wrong.toml:",
        ),
        (
            "[[stream]]\nname = \"a\"\nformat = \"eve\"\ninto = \"moon\"\n",
            "no collection `moon`",
        ),
        (
            "[[stream]]\nname = \"a\"\nformat = \"eve\"\naccept = [\"moon\"]\n",
            "no partner `moon`",
        ),
        (
            "[[peer]]\npartner = \"moon\"\nurl = \"http://x/objects/\"\nsecret_file = \"s\"\n",
            "no partner `moon`",
        ),
    ] {
        let place = Place::new();
        place.write("wrong.toml", config);
        let run = place
            .run(&["serve", "--listen", "127.0.0.1:0", "--config", "wrong.toml"])
            .exits(2);
        assert!(run.stderr.contains(told), "{}", run.stderr);
    }
}

#[test]
fn a_sighting_goes_back_to_who_shared_the_indicator_once_its_server_is_there() {
    let theirs = Place::new();
    let inbox = theirs.collection("inbox");
    let secret = partner(&theirs, "us");
    theirs
        .run(&["collection", "grant", &inbox, "us", "--write", "--read"])
        .exits(0);
    let down = theirs.serve(&[]);
    let address = down.address.clone();
    drop(down);
    let secret_file = theirs.write("secret", format!("{secret}\n"));
    let peer = format!(
        "[[peer]]\npartner = \"norland\"\nurl = \"http://{address}/tansiq/collections/{inbox}/objects/\"\nuser = \"us\"\n\
         secret_file = \"{}\"\n",
        secret_file.display()
    );
    let ours = Ours::start("", &peer);
    until("the first sighting", || {
        ours.events(EVENT);
        !ours.counts().is_empty()
    });
    // It has tried in vain by now, or will; then somebody listens.
    until("the first try", || {
        let list = ours.place.run(&["stream", "list"]).exits(0);
        list.stderr
            .contains("1 sightings wait to be sent to partners: ")
    });
    let back = theirs.serve_with(&["serve", "--listen", &address]);
    let path = format!("/tansiq/collections/{inbox}/objects/?match[type]=sighting");
    let mut got = Value::Null;
    until("the sighting at the partner's", || {
        let (status, answer) = back.get(&path, Some(("us", &secret)));
        assert_eq!(status, 200);
        got = answer["objects"][0].clone();
        !got.is_null()
    });
    assert_eq!(got["sighting_of_ref"], INDICATOR);
    assert_eq!(got["object_marking_refs"][0], GREEN);
}

#[test]
fn a_sighting_that_its_handling_keeps_here_is_not_sent_and_stays_for_the_analyst() {
    // Nobody listens there: whatever is queued waits.
    let peer = |place: &Place| {
        let secret = place.write("secret", "secret\n");
        format!(
            "[[peer]]\npartner = \"norland\"\nurl = \"http://127.0.0.1:9/tansiq/collections/x/objects/\"\nuser = \"us\"\n\
             secret_file = \"{}\"\n",
            secret.display()
        )
    };
    let theirs = Place::new();
    for (level, waits) in [("amber", true), ("amber+strict", false)] {
        let ours = Ours::start_at(level, "", &peer(&theirs));
        until("the first sighting", || {
            ours.events(EVENT);
            !ours.counts().is_empty()
        });
        let list = ours.place.run(&["stream", "list"]).exits(0);
        let is_queued = list
            .stderr
            .contains("1 sightings wait to be sent to partners");
        assert_eq!(is_queued, waits, "{level}: {}", list.stderr);
    }
}

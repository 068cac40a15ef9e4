//! Every format from a file, a folder and stdin, in `match` and in `watch`: the same event is found in each.

mod support;

use support::{Place, shown};

const GREEN: &str = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";

/// One event of each format with 203.0.113.9 in it.
const EVENTS: [(&str, &str); 14] = [
    (
        "eve",
        r#"{"timestamp":"2026-03-01T12:00:00.000000+0000","event_type":"flow","src_ip":"10.0.0.5","dest_ip":"203.0.113.9","proto":"TCP"}"#,
    ),
    (
        "zeek",
        r#"{"ts":1772366400.5,"id.orig_h":"10.0.0.5","id.resp_h":"203.0.113.9","proto":"udp"}"#,
    ),
    (
        "zeek-tsv",
        "#separator \\x09\n#fields\tts\tid.orig_h\tid.resp_h\n#types\ttime\taddr\taddr\n1772366400.500000\t10.0.0.5\t203.0.113.9",
    ),
    (
        "sysmon",
        r#"{"UtcTime":"2026-03-01 12:00:00.123","DestinationIp":"203.0.113.9"}"#,
    ),
    (
        "windows",
        r#"{"Event":{"System":{"EventID":3},"EventData":{"UtcTime":"2026-03-01 12:00:00.123","DestinationIp":"203.0.113.9"}}}"#,
    ),
    (
        "evtx",
        r#"{"Event":{"System":{"EventID":3},"EventData":{"UtcTime":"2026-03-01 12:00:00.123","DestinationIp":"203.0.113.9"}}}"#,
    ),
    (
        "winlogbeat",
        r#"{"@timestamp":"2026-03-01T12:00:00.123Z","winlog":{"event_data":{"DestinationIp":"203.0.113.9"}}}"#,
    ),
    (
        "cef",
        "CEF:0|Vendor|Product|1.0|100|connection|5|src=10.0.0.5 dst=203.0.113.9 rt=1772366400000",
    ),
    (
        "syslog",
        "<86>Mar  1 12:00:00 gw sshd[812]: Failed password for root from 203.0.113.9 port 40022 ssh2",
    ),
    (
        "aws",
        r#"{"eventVersion":"1.08","eventTime":"2026-03-01T12:00:00Z","eventName":"ConsoleLogin","sourceIPAddress":"203.0.113.9"}"#,
    ),
    (
        "azure",
        r#"{"time":"2026-03-01T12:00:00Z","operationName":"Sign-in activity","callerIpAddress":"203.0.113.9"}"#,
    ),
    (
        "gcp",
        r#"{"timestamp":"2026-03-01T12:00:00Z","protoPayload":{"requestMetadata":{"callerIp":"203.0.113.9"}}}"#,
    ),
    (
        "ndjson",
        r#"{"time":"2026-03-01T12:00:00Z","src_ip":"203.0.113.9"}"#,
    ),
    (
        "observed-data",
        r#"{"type":"bundle","id":"bundle--0000000b-0000-4000-8000-000000000000","objects":[{"type":"observed-data","spec_version":"2.1","id":"observed-data--00000001-0000-4000-8000-000000000000","created":"2026-03-01T12:00:00.000Z","modified":"2026-03-01T12:00:00.000Z","first_observed":"2026-03-01T12:00:00Z","last_observed":"2026-03-01T12:00:00Z","number_observed":1,"object_refs":["ipv4-addr--00000001-0000-4000-8000-000000000000"]},{"type":"ipv4-addr","spec_version":"2.1","id":"ipv4-addr--00000001-0000-4000-8000-000000000000","value":"203.0.113.9"}]}"#,
    ),
];

const MAPPING: &str =
    "format = \"json\"\ntime = [\"when\"]\n[[object]]\ntype = \"ip\"\nvalue = \"peer.address\"\n";
const MAPPED: &str = r#"{"when":"2026-03-01T12:00:00Z","peer":{"address":"203.0.113.9"}}"#;

#[test]
fn every_format_is_read_from_everywhere() {
    let place = Place::new();
    place.collection("intel");
    let indicator = format!(
        r#"{{"type":"indicator","spec_version":"2.1","id":"indicator--00000001-0000-4000-8000-000000000000","created":"2025-01-01T00:00:00.000Z","modified":"2025-01-01T00:00:00.000Z","pattern_type":"stix","pattern":"[ipv4-addr:value = '203.0.113.9']","valid_from":"2020-01-01T00:00:00Z","object_marking_refs":["{GREEN}"]}}"#
    );
    let indicators = shown(&place.write("indicators.json", &indicator));
    place
        .run(&["import", &indicators, "--collection", "intel"])
        .exits(0);
    let mapping = shown(&place.write("own.toml", MAPPING));
    let known: Vec<&str> = EVENTS.iter().map(|(name, _)| *name).collect();
    for format in detect::session::formats() {
        assert!(known.contains(&format), "`{format}` is not tried");
    }
    let named = EVENTS.map(|(name, event)| (name, ["--format", name], event));
    let own = ("own", ["--mapping", &mapping], MAPPED);
    for (name, how, event) in named.into_iter().chain([own]) {
        let lines = format!("{event}\n");
        let file = shown(&place.write(&format!("{name}/events.log"), &lines));
        let folder = shown(&place.path(name));
        let matching = |from: &str| {
            let mut arguments = vec!["match", from, "--indicators", &indicators, "--json"];
            arguments.extend(how);
            place.run_with_input(&arguments, lines.as_bytes())
        };
        let watching = |from: &str, stream: &str| {
            let mut arguments = vec!["watch", from, "--once", "--name", stream];
            arguments.extend(how);
            place.run_with_input(&arguments, lines.as_bytes())
        };
        let names = ["a", "b", "c"].map(|of| format!("{name}-{of}"));
        let runs = [
            matching(&file),
            matching(&folder),
            matching("-"),
            watching(&file, &names[0]),
            watching(&folder, &names[1]),
            watching("-", &names[2]),
        ];
        for (at, run) in runs.into_iter().enumerate() {
            let run = run.exits(0);
            assert_eq!(run.stdout.lines().count(), 1, "{name} {at}: {}", run.stderr);
            assert!(run.stdout.contains("203.0.113.9"), "{name} {at}");
        }
    }
}

//! The matcher against exact evaluation of every pattern on every event: what one finds, the other
//! finds, while indicators come and go.

use std::collections::{BTreeMap, BTreeSet};

use detect::event::{FORMATS, Mapping};
use detect::matcher::{Indicator, Matcher, Settings};
use detect::observed::{evaluate, observations, parse};
use detect::program::{Program, compile};
use detect::session::Session;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

fn mapping(name: &str) -> Mapping {
    let (_, text) = FORMATS.iter().find(|(format, _)| *format == name).unwrap();
    Mapping::parse(text).unwrap()
}

fn id(number: usize) -> String {
    format!("indicator--00000000-0000-4000-8000-{number:012}")
}

/// Values that patterns and events share, so that they meet.
fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        (0..3u8, 0..4u8).prop_map(|(a, b)| format!("10.{a}.0.{b}")),
        (0..3u8).prop_map(|a| format!("2001:db8::{a}")),
        Just("no address".to_owned()),
    ]
}

fn block() -> impl Strategy<Value = String> {
    prop_oneof![
        address().prop_filter("is one", |a| a.contains(['.', ':'])),
        (0..3u8).prop_map(|a| format!("10.{a}.0.0/16")),
        Just("10.0.0.0/8".to_owned()),
        Just("0.0.0.0/0".to_owned()),
        Just("2001:db8::/32".to_owned()),
        Just("::/0".to_owned()),
        Just("10.1.0.2/31".to_owned()),
    ]
}

fn host() -> impl Strategy<Value = String> {
    prop_oneof![
        "(www\\.|WWW\\.|)(a|evil|bücher)\\.(example|Test)\\.?",
        address(),
    ]
}

fn text() -> impl Strategy<Value = String> {
    "(/|http://|)(www\\.|)(evil|Evil|a)(\\.exe|\\.dll|/x\\?y=1|)"
}

fn operand(path: &str) -> BoxedStrategy<String> {
    let quoted = |s: String| format!("'{}'", s.replace('\\', "\\\\").replace('\'', "\\'"));
    let value = match path {
        p if p.contains("port") || p.contains("size") => {
            return prop_oneof![
                (0..4u16).prop_map(|n| format!("= {n}")),
                (0..4u16).prop_map(|n| format!("= {n}.0")),
                (0..4u16).prop_map(|n| format!("> {n}")),
                (0..4u16).prop_map(|n| format!("IN ({n}, 7)")),
                (0..4u16).prop_map(|n| format!("!= {n}")),
            ]
            .boxed();
        }
        p if p.starts_with("ip") || p.ends_with("_ref.value") => {
            prop_oneof![block(), host()].boxed()
        }
        p if p.contains("domain") => host().boxed(),
        p if p.contains("protocols") => "(tcp|udp|http)".boxed(),
        p if p.contains("MD5") => "(0{32}|[aA]{32})".boxed(),
        _ => text().boxed(),
    };
    let is_address = path.starts_with("ip") || path.ends_with("_ref.value");
    let value = value.prop_map(quoted).boxed();
    if path.contains("MD5") {
        return value.prop_map(|v| format!("= {v}")).boxed();
    }
    let plain = prop_oneof![
        4 => value.clone().prop_map(|v| format!("= {v}")),
        1 => value.clone().prop_map(|v| format!("NOT = {v}")),
        1 => value.clone().prop_map(|v| format!("!= {v}")),
        1 => (value.clone(), value.clone()).prop_map(|(a, b)| format!("IN ({a}, {b})")),
        1 => "(%|)(evil|a|\\.ex|www)(%|_|)".prop_map(|v| format!("LIKE '{v}'")),
        1 => "(\\^|)(\\(\\?i\\)|)(evil|a|\\(evil\\|www\\)\\.)(\\.\\*\\.exe|\\$|)".prop_map(|v| format!("MATCHES '{v}'")),
    ];
    if is_address {
        let set = (block(), "(NOT )?(ISSUBSET|ISSUPERSET)").prop_map(|(b, o)| format!("{o} '{b}'"));
        return prop_oneof![3 => plain, 2 => set].boxed();
    }
    plain.boxed()
}

const PATHS: [&str; 16] = [
    "ipv4-addr:value",
    "ipv6-addr:value",
    "domain-name:value",
    "url:value",
    "file:name",
    "file:size",
    "file:hashes.MD5",
    "network-traffic:src_ref.value",
    "network-traffic:dst_ref.value",
    "network-traffic:dst_port",
    "network-traffic:protocols[*]",
    "network-traffic:protocols[0]",
    "network-traffic:dst_ref.type",
    "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent'",
    "email-message:to_refs[*].value",
    "email-addr:value",
];

fn test() -> impl Strategy<Value = String> {
    prop_oneof![
        12 => prop::sample::select(&PATHS[..]).prop_flat_map(|path| operand(path).prop_map(move |o| format!("{path} {o}"))),
        1 => prop::sample::select(&PATHS[..]).prop_map(|path| format!("EXISTS {path}")),
        1 => prop::sample::select(&PATHS[..]).prop_map(|path| format!("NOT EXISTS {path}")),
    ]
}

fn bracket() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => test(),
        2 => prop::collection::vec(test(), 2..4).prop_map(|parts| parts.join(" OR ")),
        2 => prop::collection::vec(test(), 2..3).prop_map(|parts| parts.join(" AND ")),
        1 => (test(), test(), test()).prop_map(|(a, b, c)| format!("({a} OR {b}) AND {c}")),
    ]
    .prop_map(|inner| format!("[{inner}]"))
}

fn pattern() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => bracket(),
        1 => (bracket(), bracket()).prop_map(|(a, b)| format!("({a} FOLLOWEDBY {b}) WITHIN 20 SECONDS")),
        1 => (bracket(), bracket()).prop_map(|(a, b)| format!("{a} AND {b}")),
        1 => (bracket(), 2..4u8).prop_map(|(a, n)| format!("{a} REPEATS {n} TIMES WITHIN 30 SECONDS")),
        1 => (bracket(), bracket()).prop_map(|(a, b)| format!("{a} OR {b}")),
    ]
}

fn event() -> impl Strategy<Value = serde_json::Value> {
    let maybe = |s: BoxedStrategy<String>| prop::option::of(s);
    let first = (
        maybe(address().boxed()),
        maybe(address().boxed()),
        prop::option::of(0..4u16),
        maybe("(TCP|UDP)".boxed()),
        maybe("(http|tls)".boxed()),
        maybe(host().boxed()),
    );
    let second = (
        maybe(host().boxed()),
        maybe(text().boxed()),
        maybe(text().boxed()),
        maybe(text().boxed()),
        prop::collection::vec(host(), 0..3),
        prop::option::of(0..4u16),
        maybe("(0{32}|[aA]{32})".boxed()),
        prop::collection::vec(text(), 0..3),
    );
    (first, second).prop_map(|(first, second)| {
        let (src, dst, port, proto, app, sni) = first;
        let (hostname, url, agent, file, answers, size, md5, rcpt) = second;
        let rdata: Vec<_> = answers
            .iter()
            .map(|a| serde_json::json!({"rrname": "q", "rdata": a}))
            .collect();
        let mut event = serde_json::json!({
            "src_ip": src, "dest_ip": dst, "dest_port": port, "proto": proto, "app_proto": app,
            "tls": {"sni": sni},
            "http": {"hostname": hostname, "url": url, "http_user_agent": agent},
            "dns": {"answers": rdata},
            "fileinfo": {"filename": file, "size": size, "md5": md5},
            "smtp": {"mail_from": "x", "rcpt_to": rcpt},
        });
        prune(&mut event);
        event
    })
}

fn prune(value: &mut serde_json::Value) {
    if let Some(members) = value.as_object_mut() {
        members.retain(|_, value| !value.is_null());
        members.values_mut().for_each(prune);
    }
}

/// Every pattern on every event, with the same rule for what a match uses up.
#[derive(Default)]
struct Naive {
    patterns: BTreeMap<usize, (Program, Vec<String>)>,
}

impl Naive {
    fn event(&mut self, at: usize, objects: &str) -> BTreeSet<usize> {
        let time = format!("2020-01-01T00:{:02}:{:02}Z", at / 60, at % 60);
        let observed = format!(
            r#"{{"type":"observed-data","id":"observed-data--{at}","first_observed":"{time}","last_observed":"{time}","number_observed":1,"objects":{objects}}}"#
        );
        let mut found = BTreeSet::new();
        for (number, (program, kept)) in &mut self.patterns {
            kept.push(observed.clone());
            let content = format!("[{}]", kept.join(","));
            let value = parse(content.as_bytes()).unwrap();
            let outcome = evaluate(program, &observations(&value).unwrap()).unwrap();
            if outcome.is_match {
                found.insert(*number);
                kept.retain(|o| {
                    !outcome
                        .bindings
                        .iter()
                        .any(|id| o.contains(&format!("\"{id}\"")))
                });
            }
        }
        found
    }
}

#[derive(Debug, Clone)]
enum Step {
    Add(usize, String),
    Remove(usize),
    Event(serde_json::Value),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..12usize, pattern()).prop_map(|(n, p)| Step::Add(n, p)),
        1 => (0..12usize).prop_map(Step::Remove),
        6 => event().prop_map(Step::Event),
    ];
    prop::collection::vec(step, 1..40)
}

fn run(steps: &[Step], as_observed_data: bool) -> Result<(), TestCaseError> {
    let eve = mapping("eve");
    let mut session = match as_observed_data {
        true => Session::observed_data(),
        false => Session::mapped(mapping("eve")),
    };
    let mut matcher = Matcher::new(Settings::default());
    let mut naive = Naive::default();
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Add(number, pattern) => {
                let id = id(*number);
                let indicator = Indicator {
                    id: &id,
                    pattern,
                    ..Indicator::default()
                };
                matcher
                    .add(&indicator)
                    .map_err(|e| TestCaseError::fail(format!("{pattern}: {e}")))?;
                naive
                    .patterns
                    .insert(*number, (compile(pattern).unwrap(), Vec::new()));
            }
            Step::Remove(number) => {
                let was = naive.patterns.remove(number).is_some();
                prop_assert_eq!(matcher.remove(&id(*number)), was);
            }
            Step::Event(event) => {
                let mut event = event.clone();
                let time = format!("2020-01-01T00:{:02}:{:02}.000000+0000", at / 60, at % 60);
                event["timestamp"] = time.into();
                let mut line = event.to_string();
                let objects = eve.objects_json(&line).unwrap();
                if as_observed_data {
                    let time = format!("2020-01-01T00:{:02}:{:02}Z", at / 60, at % 60);
                    line = format!(
                        r#"{{"type":"observed-data","id":"observed-data--{at}","first_observed":"{time}","last_observed":"{time}","number_observed":1,"objects":{objects}}}"#
                    );
                }
                let mut found = BTreeSet::new();
                let mut twice = false;
                session
                    .line(&matcher, line.as_bytes(), None, &mut |m| {
                        let number = m.indicator()[m.indicator().len() - 12..].parse().unwrap();
                        twice |= !found.insert(number);
                    })
                    .map_err(|e| TestCaseError::fail(format!("{line}: {e}")))?;
                prop_assert!(!twice, "an indicator was told twice");
                let expected = naive.event(at, &objects);
                prop_assert_eq!(
                    &found,
                    &expected,
                    "{}\n{:#?}",
                    line,
                    naive
                        .patterns
                        .keys()
                        .map(|n| (
                            n,
                            steps[..at].iter().rev().find_map(|s| match s {
                                Step::Add(m, p) if m == n => Some(p),
                                _ => None,
                            })
                        ))
                        .collect::<Vec<_>>()
                );
            }
        }
        prop_assert_eq!(matcher.len(), naive.patterns.len());
    }
    Ok(())
}

/// Runs many cases; the strategies are large, so on a stack of their size.
fn many(as_observed_data: bool) {
    let cases = move || {
        let config = ProptestConfig {
            cases: 100,
            failure_persistence: None,
            ..Default::default()
        };
        let mut runner = TestRunner::new(config);
        runner
            .run(&steps(), |steps| run(&steps, as_observed_data))
            .unwrap_or_else(|failure| panic!("{failure}"));
    };
    let thread = std::thread::Builder::new()
        .stack_size(256 << 20)
        .spawn(cases);
    thread.unwrap().join().unwrap();
}

#[test]
fn mapped_events() {
    many(false);
}

#[test]
fn observed_data() {
    many(true);
}

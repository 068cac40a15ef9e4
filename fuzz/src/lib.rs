//! What several targets share: patterns of every kind, and a slow matcher that is obviously right.

use std::cell::RefCell;
use std::collections::BTreeSet;

use detect::event::Mapping;
use detect::matcher::{Indicator, Matcher, Settings};
use detect::observed::{evaluate, observations, parse};
use detect::program::{Program, compile};
use detect::session::Session;

/// One of each way into the matcher: by value, by block, by a piece of text, by type.
const PATTERNS: [&str; 18] = [
    "[ipv4-addr:value = '10.0.0.1']",
    "[ipv6-addr:value = '2001:db8::1']",
    "[ipv4-addr:value ISSUBSET '10.0.0.0/8']",
    "[ipv6-addr:value ISSUBSET '2001:db8::/32']",
    "[network-traffic:src_ref.value = '10.0.0.1']",
    "[network-traffic:dst_ref.value ISSUBSET '10.0.0.0/8' AND network-traffic:dst_port = 443]",
    "[network-traffic:protocols[*] = 'tcp']",
    "[domain-name:value = 'a.example']",
    "[domain-name:value LIKE '%.example']",
    "[domain-name:value NOT = 'a.example']",
    "[url:value = 'http://a.example/']",
    "[url:value MATCHES '^http://.*evil']",
    "[file:hashes.MD5 = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa']",
    "[file:name IN ('a', 'evil.exe') OR file:size > 4]",
    "[email-addr:value = 'a@a.example']",
    "[process:command_line LIKE '%evil%']",
    "[user-account:user_id = 'a']",
    "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'evil']",
];

fn id(number: usize) -> String {
    format!("indicator--00000000-0000-4000-8000-{number:012x}")
}

/// All the patterns, ready to meet events.
pub fn matcher() -> Matcher {
    let mut matcher = Matcher::new(Settings::default());
    for (number, pattern) in PATTERNS.iter().enumerate() {
        let indicator = Indicator {
            id: &id(number),
            pattern,
            ..Indicator::default()
        };
        matcher.add(&indicator).expect("a good pattern");
    }
    matcher
}

thread_local! {
    static READY: RefCell<(Matcher, Vec<Program>)> = RefCell::new((
        matcher(),
        PATTERNS.iter().map(|text| compile(text).expect("a good pattern")).collect(),
    ));
}

/// One line through the matcher; what it finds must be what every pattern alone finds on the objects of the line.
pub fn agrees(session: &mut Session, mapping: &Mapping, line: &[u8]) {
    READY.with_borrow(|(matcher, programs)| {
        let mut found = BTreeSet::new();
        let read = session.line(matcher, line, Some(0), &mut |hit| {
            assert!(found.insert(hit.indicator()), "told twice");
        });
        let Some(objects) = std::str::from_utf8(line)
            .ok()
            .and_then(|line| mapping.objects_json(line).ok())
        else {
            return;
        };
        read.expect("a line that has objects is an event");
        let content = format!(
            r#"{{"type":"observed-data","id":"observed-data--1","first_observed":"2020-01-01T00:00:00Z","last_observed":"2020-01-01T00:00:00Z","number_observed":1,"objects":{objects}}}"#
        );
        // What strict JSON refuses cannot be compared.
        let Ok(value) = parse(content.as_bytes()) else {
            return;
        };
        let Ok(observed) = observations(&value) else {
            return;
        };
        let expected: BTreeSet<String> = programs
            .iter()
            .enumerate()
            .filter(|(_, program)| evaluate(program, &observed).is_ok_and(|o| o.is_match))
            .map(|(number, _)| id(number))
            .collect();
        assert_eq!(found, expected, "{objects}");
    });
}

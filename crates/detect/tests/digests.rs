//! What is kept of a stream against the stream itself: whatever a new indicator would have matched is found, and nothing else.

use detect::digest::{Kept, Open, Query, SLICE, Seen, merge};
use detect::matcher::{Indicator, Matcher, Settings};
use detect::session::{Session, named};
use std::collections::BTreeMap;

const START: i64 = 1_772_366_400_000_000; // 2026-03-01T12:00:00Z

fn id(number: usize) -> String {
    format!("indicator--{number:08x}-0000-4000-8000-000000000000")
}

/// A small generator, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % sides
    }
}

/// Events over five hours, in no order, of few values, so that most patterns are met now and then.
fn events(dice: &mut Dice, count: usize) -> Vec<(i64, String)> {
    (0..count)
        .map(|_| {
            let at = START + i64::try_from(dice.roll(5 * 3_600_000)).unwrap() * 1_000;
            let address = |dice: &mut Dice| match dice.roll(8) {
                0 => format!("2001:db8:{:x}::{:x}", dice.roll(3), dice.roll(4)),
                _ => format!("10.{}.{}.{}", dice.roll(3), dice.roll(3), dice.roll(5)),
            };
            let name = |dice: &mut Dice| {
                let name = ["evil.example", "www.Evil.example", "a.b.evil.example", "bücher.example", "ok.test"];
                name[dice.roll(5) as usize]
            };
            let (source, target) = (address(dice), address(dice));
            let mut event = serde_json::json!({
                "timestamp": stix::timestamp::format_micros(at), "src_ip": source, "dest_ip": target,
                "src_port": dice.roll(9), "dest_port": 443, "proto": "TCP",
            });
            match dice.roll(4) {
                0 => event["dns"] = serde_json::json!({ "rrname": name(dice), "type": "query" }),
                1 => {
                    let url = format!("/{}/gate.php", dice.roll(3));
                    event["http"] = serde_json::json!({
                        "hostname": name(dice), "url": url, "http_user_agent": format!("agent/{}", dice.roll(3)),
                    });
                }
                2 => {
                    let hash = format!("{:064X}", dice.roll(4));
                    event["fileinfo"] = serde_json::json!({ "filename": format!("/tmp/f{}", dice.roll(4)), "sha256": hash });
                }
                _ => event["tls"] = serde_json::json!({ "sni": name(dice) }),
            }
            (at, event.to_string())
        })
        .collect()
}

/// Patterns of one value: their counts must be the same to the event.
const SINGLE: [&str; 11] = [
    "[ipv4-addr:value = '10.1.1.1']",
    "[ipv4-addr:value = '10.1.1.1/32']",
    "[network-traffic:dst_ref.value = '10.2.0.3']",
    "[domain-name:value = 'EVIL.example.']",
    "[domain-name:value = 'xn--bcher-kva.example']",
    "[ipv6-addr:value = '2001:db8:1:0:0:0:0:2']",
    "[file:hashes.'SHA-256' = '0000000000000000000000000000000000000000000000000000000000000002']",
    "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'agent/1']",
    "[url:value = 'http://nowhere/']",
    "[ipv4-addr:value = '10.1.1.2' OR network-traffic:src_ref.value = '10.1.1.2']",
    "[file:name = 'f3']",
];

/// Patterns of several values: the same hours.
const SEVERAL: [&str; 9] = [
    "[ipv4-addr:value ISSUBSET '10.1.0.0/16']",
    "[ipv4-addr:value ISSUBSET '10.2.2.0/25']",
    "[ipv6-addr:value ISSUBSET '2001:db8:2::/47']",
    "[ipv4-addr:value ISSUBSET '192.0.2.0/24']",
    "[domain-name:value LIKE '%.evil.example']",
    "[domain-name:value MATCHES '^a\\\\.b\\\\.']",
    "[url:value LIKE '%/2/gate.php']",
    "[ipv4-addr:value IN ('10.0.0.1', '10.0.0.2')]",
    "[domain-name:value = 'ok.test'] OR [ipv4-addr:value = '10.0.1.1']",
];

/// Patterns that cannot be answered, unless something they need was never there.
const OPEN: [(&str, Option<Open>); 9] = [
    (
        "[ipv4-addr:value = '10.1.1.1'] FOLLOWEDBY [domain-name:value = 'ok.test']",
        Some(Open::Together),
    ),
    (
        "[ipv4-addr:value = '10.1.1.1'] FOLLOWEDBY [domain-name:value = 'never.test']",
        None,
    ),
    (
        "[network-traffic:src_ref.value = '10.1.1.1' AND network-traffic:dst_port = 443]",
        Some(Open::NotKept),
    ),
    (
        "[network-traffic:src_ref.value = '192.0.2.1' AND network-traffic:dst_port = 443]",
        None,
    ),
    (
        "[ipv4-addr:value = '10.1.1.1'] REPEATS 5 TIMES",
        Some(Open::Together),
    ),
    (
        "[process:command_line LIKE '%mimikatz%']",
        Some(Open::NotKept),
    ),
    ("[domain-name:value != 'ok.test']", Some(Open::NotKept)),
    ("[network-traffic:dst_port = 443]", Some(Open::NotKept)),
    (
        "[domain-name:value NOT LIKE '%.example']",
        Some(Open::NotKept),
    ),
];

fn patterns() -> Vec<&'static str> {
    let open = OPEN.iter().map(|(pattern, _)| *pattern);
    SINGLE.into_iter().chain(SEVERAL).chain(open).collect()
}

/// The same as STIX content.
fn observed((at, event): &(i64, String)) -> (i64, String) {
    let event: serde_json::Value = serde_json::from_str(event).unwrap();
    let mut objects = Vec::new();
    let mut add = |object_type: &str, more: serde_json::Value| {
        let id = format!(
            "{object_type}--{:08x}-0000-4000-8000-000000000000",
            objects.len()
        );
        let mut object = serde_json::json!({ "type": object_type, "id": id });
        object
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        objects.push(object);
        id
    };
    let mut address = |field: &str| {
        let text = event[field].as_str().unwrap();
        let object_type = if text.contains(':') {
            "ipv6-addr"
        } else {
            "ipv4-addr"
        };
        add(object_type, serde_json::json!({ "value": text }))
    };
    // One object an address, as a producer would have it.
    let source = address("src_ip");
    let target = match event["src_ip"] == event["dest_ip"] {
        true => source.clone(),
        false => address("dest_ip"),
    };
    let mut traffic = serde_json::json!({ "src_ref": source, "dst_ref": target, "dst_port": 443, "protocols": ["tcp"] });
    for name in [
        &event["dns"]["rrname"],
        &event["http"]["hostname"],
        &event["tls"]["sni"],
    ] {
        if name.is_string() {
            add("domain-name", serde_json::json!({ "value": name }));
        }
    }
    if let Some(url) = event["http"]["url"].as_str() {
        let url = format!(
            "http://{}{url}",
            event["http"]["hostname"].as_str().unwrap()
        );
        add("url", serde_json::json!({ "value": url }));
        let header = serde_json::json!({ "User-Agent": event["http"]["http_user_agent"] });
        traffic["extensions"] =
            serde_json::json!({ "http-request-ext": { "request_header": header } });
    }
    if let Some(hash) = event["fileinfo"]["sha256"].as_str() {
        let name = event["fileinfo"]["filename"].as_str().unwrap();
        let name = name.rsplit('/').next().unwrap();
        add(
            "file",
            serde_json::json!({ "name": name, "hashes": { "SHA-256": hash } }),
        );
    }
    add("network-traffic", traffic);
    let refs: Vec<_> = objects.iter().map(|object| object["id"].clone()).collect();
    let time = stix::timestamp::format_micros(*at);
    objects.push(serde_json::json!({
        "type": "observed-data", "id": "observed-data--00000000-0000-4000-8000-000000000000",
        "first_observed": time, "last_observed": time, "number_observed": 1, "object_refs": refs,
    }));
    let bundle = serde_json::json!({ "type": "bundle", "objects": objects });
    (*at, bundle.to_string())
}

/// What a session that knew the indicators from the beginning would have told: by indicator and hour.
fn live(format: &str, events: &[(i64, String)]) -> BTreeMap<(String, i64), Seen> {
    let mut matcher = Matcher::new(Settings::default());
    for (number, pattern) in patterns().into_iter().enumerate() {
        let (id, pattern) = (id(number), pattern);
        let indicator = Indicator {
            id: &id,
            pattern,
            ..Indicator::default()
        };
        matcher.add(&indicator).unwrap();
    }
    let mut session = named(format).unwrap();
    let mut found = BTreeMap::new();
    for (_, line) in events {
        session
            .line(&matcher, line.as_bytes(), Some(i64::MAX / 2), &mut |hit| {
                let at = hit.at.unwrap();
                note(
                    &mut found,
                    (hit.indicator(), at.div_euclid(SLICE)),
                    Seen {
                        count: 1,
                        first: at / 1_000,
                        last: at / 1_000,
                    },
                );
            })
            .unwrap();
    }
    found
}

fn note(found: &mut BTreeMap<(String, i64), Seen>, key: (String, i64), seen: Seen) {
    let known = found.entry(key).or_insert(Seen { count: 0, ..seen });
    known.count += seen.count;
    known.first = known.first.min(seen.first);
    known.last = known.last.max(seen.last);
}

fn gathered(session: &mut Session, events: &[(i64, String)]) -> Kept {
    let matcher = Matcher::new(Settings::default());
    for (_, line) in events {
        session
            .line(&matcher, line.as_bytes(), Some(i64::MAX / 2), &mut |_| {})
            .unwrap();
    }
    session.kept_values()
}

#[test]
fn what_is_kept_answers_as_the_stream_would_have() {
    answers_as_the_stream("eve", &events(&mut Dice(7), 3_000));
}

#[test]
fn what_is_kept_of_stix_content_does_too() {
    let events = events(&mut Dice(8), 2_000);
    let events: Vec<_> = events.iter().map(observed).collect();
    answers_as_the_stream("observed-data", &events);
}

fn answers_as_the_stream(format: &str, events: &[(i64, String)]) {
    let expected = live(format, events);
    let mut session = named(format).unwrap();
    session.keep_values();
    // As it comes: in pieces, joined now and then, merged later.
    let mut pieces: BTreeMap<i64, Vec<Vec<u8>>> = BTreeMap::new();
    for (number, chunk) in events.chunks(97).enumerate() {
        let mut kept = gathered(&mut session, chunk);
        if number % 3 == 0 {
            kept.join(Kept::default());
        }
        for part in kept.parts() {
            pieces.entry(part.opened).or_default().push(part.data);
        }
    }
    let mut query = Query::default();
    for (number, pattern) in patterns().into_iter().enumerate() {
        let id = id(number);
        query
            .add(
                &Indicator {
                    id: &id,
                    pattern,
                    ..Indicator::default()
                },
                i64::MAX,
            )
            .unwrap();
    }
    let mut found = BTreeMap::new();
    for (opened, pieces) in pieces {
        let part = merge(opened, &pieces).unwrap();
        let wanted = query.wants(0, &part.gate);
        query
            .look(opened, &part.data, &wanted, &mut |hit| {
                let id = detect::session::indicator_id(hit.uuid);
                let seen = Seen {
                    count: hit.share,
                    ..hit.seen
                };
                assert!(hit.share <= hit.seen.count);
                note(&mut found, (id, opened / SLICE), seen);
            })
            .unwrap();
    }
    let of = |all: &BTreeMap<(String, i64), Seen>, number: usize| -> Vec<(i64, Seen)> {
        let all = all.iter().filter(|((found, _), _)| *found == id(number));
        all.map(|((_, hour), seen)| (*hour, *seen)).collect()
    };
    let all = patterns();
    for (number, pattern) in all.iter().enumerate().take(SINGLE.len()) {
        assert_eq!(of(&found, number), of(&expected, number), "{pattern}");
        assert_eq!(
            of(&found, number).is_empty(),
            pattern.contains("nowhere"),
            "{pattern}"
        );
    }
    for (number, pattern) in all
        .iter()
        .enumerate()
        .skip(SINGLE.len())
        .take(SEVERAL.len())
    {
        let span = |(hour, seen): (i64, Seen)| (hour, seen.first, seen.last);
        let there: Vec<_> = of(&found, number).into_iter().map(span).collect();
        let wanted: Vec<_> = of(&expected, number).into_iter().map(span).collect();
        assert_eq!(there, wanted, "{pattern}");
        for ((_, there), (_, wanted)) in of(&found, number).iter().zip(of(&expected, number)) {
            assert!(
                (1..=wanted.count).contains(&there.count),
                "{pattern}: {there:?}, {wanted:?}"
            );
        }
        assert_eq!(there.is_empty(), pattern.contains("192.0.2"), "{pattern}");
    }
    let verdicts: Vec<_> = query.verdicts().collect();
    for (number, (pattern, open)) in (SINGLE.len() + SEVERAL.len()..).zip(OPEN) {
        assert_eq!(verdicts[number].open, open, "{pattern}");
        assert_eq!(of(&found, number), [], "{pattern}");
        assert!(
            open.is_some() || of(&expected, number).is_empty(),
            "{pattern}"
        );
    }
    for (number, pattern) in all.iter().enumerate().take(SINGLE.len() + SEVERAL.len()) {
        assert_eq!(verdicts[number].open, None, "{pattern}");
    }
}

#[test]
fn eras_and_validity_bound_what_is_found() {
    let line = |minute: i64| {
        let at = START + minute * 60_000_000;
        let time = stix::timestamp::format_micros(at);
        (
            at,
            serde_json::json!({ "timestamp": time, "src_ip": "10.0.0.1" }).to_string(),
        )
    };
    let mut session = named("eve").unwrap();
    session.keep_values();
    let parts = gathered(&mut session, &[line(5), line(10), line(50)]).parts();
    let seen = |era: i64, before: i64, from: Option<i64>, until: Option<i64>| {
        let mut query = Query::default();
        let id = id(1);
        let indicator = Indicator {
            id: &id,
            pattern: "[ipv4-addr:value = '10.0.0.1']",
            valid_from: from.map(|minute| START + minute * 60_000_000),
            valid_until: until.map(|minute| START + minute * 60_000_000),
            ..Indicator::default()
        };
        query.add(&indicator, before).unwrap();
        let mut count = 0;
        for part in &parts {
            let wanted = query.wants(era, &part.gate);
            query
                .look(part.opened, &part.data, &wanted, &mut |hit| {
                    count += hit.seen.count
                })
                .unwrap();
        }
        count
    };
    assert_eq!(seen(3, 4, None, None), 3);
    assert_eq!(seen(4, 4, None, None), 0, "it was matched by then");
    assert_eq!(seen(3, 4, Some(5), Some(51)), 3);
    // At the edge only what is certain: the last one, the first one.
    assert_eq!(seen(3, 4, Some(7), None), 1);
    assert_eq!(seen(3, 4, None, Some(50)), 1);
    assert_eq!(seen(3, 4, Some(51), None), 0);
}

#[test]
fn an_event_with_two_values_of_a_pattern_counts_once() {
    let count = |pattern: &str, events: &[(&str, &str)]| {
        let lines: Vec<_> = (0..)
            .zip(events)
            .map(|(minute, (source, target))| {
                let at = START + minute * 60_000_000;
                let time = stix::timestamp::format_micros(at);
                let event =
                    serde_json::json!({ "timestamp": time, "src_ip": source, "dest_ip": target });
                (at, event.to_string())
            })
            .collect();
        let mut session = named("eve").unwrap();
        session.keep_values();
        // Also of what was packed and merged.
        let parts: Vec<_> = lines
            .chunks(2)
            .flat_map(|lines| gathered(&mut session, lines).parts())
            .map(|part| part.data)
            .collect();
        let part = merge(START / SLICE * SLICE, &parts).unwrap();
        let mut query = Query::default();
        let id = id(1);
        let indicator = Indicator {
            id: &id,
            pattern,
            ..Indicator::default()
        };
        query.add(&indicator, i64::MAX).unwrap();
        let (wanted, mut count) = (query.wants(0, &part.gate), 0);
        query
            .look(part.opened, &part.data, &wanted, &mut |hit| {
                count += hit.share;
            })
            .unwrap();
        count
    };
    let (a, b, c) = ("10.0.0.1", "10.0.0.2", "10.0.0.3");
    let either = "[ipv4-addr:value = '10.0.0.1' OR ipv4-addr:value = '10.0.0.2']";
    assert_eq!(count(either, &[(a, b), (b, a), (a, b)]), 3);
    assert_eq!(
        count(either, &[(a, c), (a, c), (c, b)]),
        3,
        "one after the other"
    );
    let block = "[ipv4-addr:value ISSUBSET '10.0.0.0/24']";
    assert_eq!(count(block, &[(a, b), (b, a), (c, b), (a, c)]), 4);
    assert_eq!(
        count(
            block,
            &[(a, "8.8.8.8"), (b, "8.8.8.8"), (a, "8.8.8.8"), (b, a)]
        ),
        4
    );
    let one = "[ipv4-addr:value = '10.0.0.1']";
    assert_eq!(count(one, &[(a, b), (b, a), (a, a)]), 3);
}

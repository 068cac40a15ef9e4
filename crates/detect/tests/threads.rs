//! Many lines on several threads are told exactly as one after the other on one.

use detect::matcher::{Indicator, Matcher, Settings};
use detect::session::{Session, named};

/// A small generator, so that every run sees the same lines.
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

fn matcher(patterns: &[&str]) -> Matcher {
    let mut matcher = Matcher::new(Settings::default());
    for (number, pattern) in patterns.iter().enumerate() {
        let id = format!("indicator--00000000-0000-4000-8000-{number:012x}");
        let indicator = Indicator {
            id: &id,
            pattern,
            ..Indicator::default()
        };
        matcher
            .add(&indicator)
            .unwrap_or_else(|refusal| panic!("{pattern}: {refusal}"));
    }
    matcher
}

type Told = Vec<(usize, String)>;

fn one_by_one(session: &mut Session, matcher: &Matcher, lines: &[&[u8]]) -> Told {
    let mut told = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let read = session.line(matcher, line, Some(0), &mut |found| {
            told.push((number, format!("{found:?}")))
        });
        told.extend(read.err().map(|fault| (number, fault.to_string())));
    }
    told
}

fn together(session: &mut Session, matcher: &Matcher, lines: &[&[u8]]) -> Told {
    let mut told = Vec::new();
    session.lines(matcher, lines, Some(0), &mut |number, outcome| {
        told.push((
            number,
            match outcome {
                Ok(found) => format!("{found:?}"),
                Err(fault) => fault.to_string(),
            },
        ));
    });
    told
}

/// The same, line by line, whatever the number of threads and the size of the batches; what waits is the same, too.
fn is_the_same(format: &str, patterns: &[&str], lines: &[String], least: usize) {
    let matcher = matcher(patterns);
    let bytes: Vec<&[u8]> = lines.iter().map(|line| line.as_bytes()).collect();
    let mut alone = named(format).unwrap();
    let expected = one_by_one(&mut alone, &matcher, &bytes);
    assert!(expected.len() >= least, "only {} told", expected.len());
    let waiting = alone.changed(&matcher);
    for threads in [1, 2, 3, 5] {
        for batch in [bytes.len(), 1 + bytes.len() / 3] {
            let mut session = named(format).unwrap().with_threads(threads);
            let mut told = Told::new();
            for (nth, lines) in bytes.chunks(batch).enumerate() {
                let of_batch = together(&mut session, &matcher, lines);
                told.extend(
                    of_batch
                        .into_iter()
                        .map(|(n, what)| (n + nth * batch, what)),
                );
            }
            for (ours, theirs) in told.iter().zip(&expected) {
                assert_eq!(ours, theirs, "{threads} threads, batches of {batch}");
            }
            assert_eq!(told.len(), expected.len());
            assert_eq!(session.counts(), alone.counts());
            assert_eq!(session.changed(&matcher), waiting);
        }
    }
}

#[test]
fn patterns_over_several_events_see_them_in_order() {
    let mut random = Random(3);
    let lines: Vec<String> = (0..4_000u64)
        .map(|second| match random.below(40) {
            0 => "no event".to_owned(),
            _ => format!(
                r#"{{"timestamp":"2026-03-01T{:02}:{:02}:{:02}.000000+0000","src_ip":"10.0.0.{}","dest_ip":"203.0.113.{}","dns":{{"rrname":"h{}.example"}},"filler":"{:060}"}}"#,
                second / 3600,
                second / 60 % 60,
                second % 60,
                random.below(4),
                random.below(200),
                random.below(300),
                random.below(9),
            ),
        })
        .collect();
    let patterns = [
        "[ipv4-addr:value = '203.0.113.7']",
        "[domain-name:value = 'h1.example'] FOLLOWEDBY [domain-name:value = 'h2.example']",
        "([domain-name:value = 'h3.example'] AND [ipv4-addr:value = '203.0.113.9']) WITHIN 300 SECONDS",
        "[ipv4-addr:value = '203.0.113.1'] REPEATS 3 TIMES WITHIN 600 SECONDS",
        "[domain-name:value LIKE 'h29_.example' AND domain-name:value != 'h291.example']",
    ];
    is_the_same("eve", &patterns, &lines, 150);
}

#[test]
fn every_thread_knows_the_columns() {
    let mut random = Random(5);
    let mut lines = Vec::new();
    for number in 0..3_000 {
        if number % 701 == 0 {
            let names = match number % 2 {
                0 => "ts\tid.orig_h\tid.resp_h\tfiller",
                _ => "filler\tts\tid.resp_h\tid.orig_h",
            };
            lines.push(format!("#fields\t{names}"));
        }
        let (from, to) = (random.below(50), random.below(50));
        let filler = "x".repeat(60);
        let is_first = number / 701 % 2 == 0;
        lines.push(match is_first {
            true => format!("{number}.0\t10.0.0.{from}\t203.0.113.{to}\t{filler}"),
            false => format!("{filler}\t{number}.0\t203.0.113.{to}\t10.0.0.{from}"),
        });
    }
    let patterns = [
        "[network-traffic:src_ref.value = '10.0.0.7']",
        "[network-traffic:dst_ref.value = '203.0.113.9']",
    ];
    is_the_same("zeek-tsv", &patterns, &lines, 80);
}

//! Many lines on several threads are told exactly as one after the other on one.

use detect::event::LineFault;
use detect::matcher::{Indicator, Matcher, Settings};
use detect::session::{Match, Scribe, Session, Slices, Source, named};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

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

/// Writes down everything as it is shown.
struct Showing;

impl<B> Scribe<B> for Showing {
    type Notes = Told;

    fn note(&self, notes: &mut Told, line: u64, said: Result<Match<'_>, LineFault>) {
        let shown = match said {
            Ok(found) => format!("{found:?}"),
            Err(fault) => fault.to_string(),
        };
        notes.push((usize::try_from(line).unwrap(), shown));
    }
}

/// Lines in blocks of any size, none too.
struct Uneven<'l> {
    lines: &'l [&'l [u8]],
    next: usize,
    random: Random,
}

impl<'l> Source for Uneven<'l> {
    type Block = (&'l [&'l [u8]], Range<usize>);

    fn next(&mut self, block: &mut Self::Block) -> bool {
        let most = [1, 3, 40, 500][self.random.below(4) as usize];
        let to = self
            .lines
            .len()
            .min(self.next + self.random.below(most) as usize);
        *block = (self.lines, self.next..to);
        self.next = to;
        to < self.lines.len() || !block.1.is_empty()
    }

    fn lines((lines, range): &Self::Block) -> impl Iterator<Item = (u64, &[u8])> {
        range.clone().map(|at| (at as u64, lines[at]))
    }
}

fn read(session: &mut Session, matcher: &Matcher, source: &mut impl Source) -> Told {
    let mut told = Told::new();
    let take = &mut |notes: &mut Told| {
        told.append(notes);
        Ok::<(), Infallible>(())
    };
    let Ok(()) = session.read(matcher, Some(0), source, &Showing, take);
    told
}

/// Batches of so many lines, one after the other.
fn in_batches(session: &mut Session, matcher: &Matcher, lines: &[&[u8]], batch: usize) -> Told {
    let mut told = Told::new();
    for (nth, lines) in lines.chunks(batch).enumerate() {
        let of_batch = read(session, matcher, &mut Slices::new(lines)).into_iter();
        told.extend(of_batch.map(|(n, what)| (n + nth * batch, what)));
    }
    told
}

/// The same, line by line, whatever the number of threads and the size of the batches and blocks; what is counted, what waits and
/// which values are kept is the same, too.
fn is_the_same(format: &str, patterns: &[&str], lines: &[String], least: usize) {
    let expecting = matcher(patterns);
    let bytes: Vec<&[u8]> = lines.iter().map(|line| line.as_bytes()).collect();
    let session = |threads| {
        let mut session = named(format).unwrap().with_threads(threads);
        session.keep_values();
        session
    };
    let mut alone = session(1);
    let expected = one_by_one(&mut alone, &expecting, &bytes);
    assert!(expected.len() >= least, "only {} told", expected.len());
    let waiting = alone.changed(&expecting);
    let kept = alone.kept_values().parts();
    for threads in [1, 2, 3, 5] {
        let is_expected = |how: &str, told: &Told, session: &mut Session, matcher: &Matcher| {
            for (ours, theirs) in told.iter().zip(&expected) {
                assert_eq!(ours, theirs, "{threads} threads, {how}");
            }
            assert_eq!(told.len(), expected.len());
            assert_eq!(session.counts(), alone.counts());
            assert_eq!(session.changed(matcher), waiting);
            assert!(
                session.kept_values().parts() == kept,
                "{threads} threads, {how}"
            );
            assert_eq!(matcher.exhausted(), expecting.exhausted());
        };
        for batch in [bytes.len(), 1 + bytes.len() / 3] {
            let (mut session, matcher) = (session(threads), matcher(patterns));
            let told = in_batches(&mut session, &matcher, &bytes, batch);
            is_expected(
                &format!("batches of {batch}"),
                &told,
                &mut session,
                &matcher,
            );
        }
        for seed in 0..4 {
            let (mut session, matcher) = (session(threads), matcher(patterns));
            let mut uneven = Uneven {
                lines: &bytes,
                next: 0,
                random: Random(seed),
            };
            let told = read(&mut session, &matcher, &mut uneven);
            is_expected(
                &format!("blocks of seed {seed}"),
                &told,
                &mut session,
                &matcher,
            );
        }
    }
}

/// What a session waits with goes on in another, wherever it was cut and however many threads there are.
fn goes_on(format: &str, patterns: &[&str], lines: &[String]) {
    let bytes: Vec<&[u8]> = lines.iter().map(|line| line.as_bytes()).collect();
    let mut alone = named(format).unwrap();
    let expected = one_by_one(&mut alone, &matcher(patterns), &bytes);
    for threads in [1, 3] {
        let mut told = Told::new();
        let mut states: BTreeMap<[u8; 16], String> = BTreeMap::new();
        let cut = bytes.len() / 4;
        for (nth, lines) in bytes.chunks(cut).enumerate() {
            let (mut session, matcher) = (named(format).unwrap(), matcher(patterns));
            session = session.with_threads(threads);
            for (uuid, text) in &states {
                session.restore(&matcher, *uuid, text);
            }
            let of_run = read(&mut session, &matcher, &mut Slices::new(lines)).into_iter();
            told.extend(of_run.map(|(n, what)| (n + nth * cut, what)));
            states.extend(session.changed(&matcher));
        }
        assert_eq!(told, expected, "{threads} threads");
    }
}

const OVER_SEVERAL: [&str; 6] = [
    "[ipv4-addr:value = '203.0.113.7']",
    "[domain-name:value = 'h1.example'] FOLLOWEDBY [domain-name:value = 'h2.example']",
    "([domain-name:value = 'h3.example'] AND [ipv4-addr:value = '203.0.113.9']) WITHIN 300 SECONDS",
    "[ipv4-addr:value = '203.0.113.1'] REPEATS 3 TIMES WITHIN 600 SECONDS",
    "[domain-name:value LIKE 'h29_.example' AND domain-name:value != 'h291.example']",
    "[domain-name:value = 'h4.example'] START t'2026-03-01T00:00:00Z' STOP t'2026-03-01T00:30:00Z'",
];

/// EVE events, some of which are none, and some much longer than the others.
fn events() -> Vec<String> {
    let mut random = Random(3);
    (0..4_000u64)
        .map(|second| match random.below(40) {
            0 => "no event".to_owned(),
            1 => format!("{{\"src_ip\":\"203.0.113.7\",\"filler\":\"{}\"}}", "x".repeat(9_000)),
            2 => "{\"src_ip\":\"203.0.113.7\"".to_owned(),
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
        .collect()
}

#[test]
fn patterns_over_several_events_see_them_in_order() {
    is_the_same("eve", &OVER_SEVERAL, &events(), 150);
}

#[test]
fn what_waits_goes_on_wherever_it_was_cut() {
    goes_on("eve", &OVER_SEVERAL, &events());
}

/// One that needs too many steps is given up behind the same line.
#[test]
fn a_pattern_that_costs_too_much_is_told_as_long() {
    const WANTS_TOO_MUCH: &str = "([ipv4-addr:value = '10.0.0.1'] FOLLOWEDBY [ipv4-addr:value = '10.0.0.2']) REPEATS 100 TIMES";
    let patterns = [
        WANTS_TOO_MUCH,
        "[ipv4-addr:value = '10.0.0.1'] REPEATS 7 TIMES",
    ];
    let lines: Vec<String> = (0..400)
        .map(|second| {
            let address = if second < 100 { 2 } else { 1 };
            let (minute, second) = (second / 60, second % 60);
            let filler = "x".repeat(300);
            format!(r#"{{"timestamp":"2026-03-01T00:{minute:02}:{second:02}Z","src_ip":"10.0.0.{address}","filler":"{filler}"}}"#)
        })
        .collect();
    let bytes: Vec<&[u8]> = lines.iter().map(|line| line.as_bytes()).collect();
    let runs = [1, 3].map(|threads| {
        let (mut session, matcher) = (named("eve").unwrap(), matcher(&patterns));
        session = session.with_threads(threads);
        let told = read(&mut session, &matcher, &mut Slices::new(&bytes));
        assert_eq!(matcher.exhausted().len(), 1, "{threads} threads");
        (told, session.counts(), session.changed(&matcher))
    });
    assert_eq!(runs[0], runs[1]);
    assert_eq!(runs[0].0.len(), 300 / 7);
}

#[test]
fn nothing_is_taken_behind_a_fault_in_taking() {
    let lines = events();
    let bytes: Vec<&[u8]> = lines.iter().map(|line| line.as_bytes()).collect();
    let matcher = matcher(&OVER_SEVERAL);
    for threads in [1, 3] {
        let mut session = named("eve").unwrap().with_threads(threads);
        let mut taken = 0;
        let take = &mut |notes: &mut Told| {
            notes.clear();
            taken += 1;
            if taken == 3 { Err("full") } else { Ok(()) }
        };
        let outcome = session.read(&matcher, None, &mut Slices::new(&bytes), &Showing, take);
        assert_eq!((outcome, taken), (Err("full"), 3));
    }
}

/// Blocks of one line each; how many were taken.
struct Counted<'l>(&'l [&'l [u8]], &'l AtomicUsize);

impl<'l> Source for Counted<'l> {
    type Block = Option<(u64, &'l [u8])>;

    fn next(&mut self, block: &mut Self::Block) -> bool {
        let at = self.1.load(Ordering::SeqCst);
        *block = self.0.get(at).map(|line| (at as u64, *line));
        self.1
            .fetch_add(usize::from(block.is_some()), Ordering::SeqCst);
        block.is_some()
    }

    fn lines(block: &Self::Block) -> impl Iterator<Item = (u64, &[u8])> {
        block.iter().copied()
    }
}

/// Calls this for the number of every line that is no event.
struct Calling<F>(F);

impl<B, F: Fn(u64) + Sync> Scribe<B> for Calling<F> {
    type Notes = ();

    fn note(&self, (): &mut (), line: u64, _: Result<Match<'_>, LineFault>) {
        self.0(line);
    }
}

/// Waits until this no longer changes for a while, or is as much as this.
fn rests(count: &AtomicUsize, most: usize) -> usize {
    let (mut last, mut since) = (0, Instant::now());
    while since.elapsed() < Duration::from_millis(300) && last < most {
        let now = count.load(Ordering::SeqCst);
        if now != last {
            (last, since) = (now, Instant::now());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    last
}

#[test]
fn no_thread_runs_far_ahead_of_one_that_is_slow() {
    let lines = vec![&b"no event"[..]; 2_000];
    let (taken, begun, ahead) = (
        AtomicUsize::new(0),
        AtomicUsize::new(0),
        AtomicUsize::new(0),
    );
    // The first block is this thread's; it is done once another thread has the second.
    let scribe = Calling(|line| match line {
        0 => drop(rests(&begun, 1)),
        1 => {
            begun.store(1, Ordering::SeqCst);
            ahead.store(rests(&taken, lines.len()), Ordering::SeqCst);
        }
        _ => {}
    });
    let mut session = named("eve").unwrap().with_threads(3);
    let mut source = Counted(&lines, &taken);
    let take = &mut |(): &mut ()| Ok::<(), Infallible>(());
    let Ok(()) = session.read(
        &Matcher::new(Settings::default()),
        None,
        &mut source,
        &scribe,
        take,
    );
    assert_eq!(session.counts().broken, 2_000);
    let ahead = ahead.into_inner();
    assert!((2..=40).contains(&ahead), "{ahead} blocks were read");
}

/// A bug on any thread ends all of them instead of leaving the others waiting.
#[test]
fn a_bug_on_one_thread_ends_all() {
    let lines = vec![&b"no event"[..]; 2_000];
    for line_with_bug in [0, 1, 700] {
        let taken = AtomicUsize::new(0);
        let read = || {
            let scribe = Calling(|line| {
                if line == line_with_bug {
                    // The others wait by then.
                    rests(&taken, lines.len());
                    panic!("a bug");
                }
            });
            let mut session = named("eve").unwrap().with_threads(3);
            let mut source = Counted(&lines, &taken);
            let take = &mut |(): &mut ()| Ok::<(), Infallible>(());
            session.read(
                &Matcher::new(Settings::default()),
                None,
                &mut source,
                &scribe,
                take,
            )
        };
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).is_err());
    }
}

#[test]
fn observations_are_the_same_as_events() {
    let mut random = Random(7);
    let lines: Vec<String> = (0..2_000u64)
        .map(|second| match random.below(30) {
            0 => "{}".to_owned(),
            _ => {
                let time = format!(
                    "2026-03-01T{:02}:{:02}:{:02}Z",
                    second / 3600,
                    second / 60 % 60,
                    second % 60
                );
                let (address, host) = (random.below(200), random.below(300));
                format!(
                    r#"{{"type":"observed-data","id":"observed-data--{second}","first_observed":"{time}","last_observed":"{time}","number_observed":1,"objects":{{"0":{{"type":"ipv4-addr","value":"203.0.113.{address}"}},"1":{{"type":"domain-name","value":"h{host}.example"}}}}}}"#
                )
            }
        })
        .collect();
    is_the_same("observed-data", &OVER_SEVERAL, &lines, 50);
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

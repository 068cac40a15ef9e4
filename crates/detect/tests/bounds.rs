//! What patterns may keep and cost in a stream: late events, clocks that are wrong, patterns without end.

use detect::matcher::{Indicator, Matcher, Settings};
use detect::session::{Session, named};

const ID: &str = "indicator--00000000-0000-4000-8000-000000000001";
const OTHER: &str = "indicator--00000000-0000-4000-8000-000000000002";
const PAIR: &str =
    "([ipv4-addr:value = '10.0.0.1'] FOLLOWEDBY [ipv4-addr:value = '10.0.0.2']) WITHIN 60 SECONDS";
const SECOND: i64 = 1_000_000;

fn add(matcher: &mut Matcher, id: &str, pattern: &str) {
    let indicator = Indicator {
        id,
        pattern,
        ..Indicator::default()
    };
    matcher.add(&indicator).unwrap();
}

struct Stream {
    matcher: Matcher,
    session: Session,
}

impl Stream {
    fn of(pattern: &str) -> Self {
        let mut matcher = Matcher::new(Settings::default());
        add(&mut matcher, ID, pattern);
        Self {
            matcher,
            session: named("eve").unwrap(),
        }
    }

    fn line(&mut self, line: &str, arrival: Option<i64>) -> Vec<String> {
        let mut told = Vec::new();
        let tell = &mut |found: detect::session::Match<'_>| told.push(found.indicator());
        let arrival = arrival.map(|second| second * SECOND);
        let read = self
            .session
            .line(&self.matcher, line.as_bytes(), arrival, tell);
        read.unwrap();
        told
    }

    /// An event of this second with this address; whether the pattern is complete.
    fn sees(&mut self, address: &str, second: i64, arrival: Option<i64>) -> bool {
        let time = stix::timestamp::format_micros(second * SECOND);
        let line = format!(r#"{{"timestamp":"{time}","src_ip":"{address}"}}"#);
        !self.line(&line, arrival).is_empty()
    }
}

#[test]
fn events_that_come_in_another_order_complete_a_pattern() {
    let mut stream = Stream::of(PAIR);
    assert!(!stream.sees("10.0.0.2", 10, None));
    assert!(stream.sees("10.0.0.1", 5, None));
}

#[test]
fn an_event_may_be_ten_minutes_late_and_no_more() {
    for (passed, completes) in [(659, true), (661, false)] {
        let mut stream = Stream::of(PAIR);
        stream.sees("10.0.0.1", 0, None);
        // Time goes on, with an event that cannot be the second.
        assert!(!stream.sees("10.0.0.1", passed, None));
        assert_eq!(stream.sees("10.0.0.2", 30, None), completes, "{passed}");
    }
}

#[test]
fn a_clock_that_runs_ahead_makes_no_other_too_old() {
    let year = 86_400 * 365;
    let mut stream = Stream::of(PAIR);
    assert!(!stream.sees("10.0.0.1", 0, Some(0)));
    assert!(!stream.sees("10.0.0.1", 70 * year, Some(1)));
    assert!(stream.sees("10.0.0.2", 2, Some(2)));
}

#[test]
fn a_clock_that_is_put_back_does_not_stop_a_pattern() {
    let mut stream = Stream::of(PAIR);
    assert!(!stream.sees("10.0.0.1", 7_200, Some(0)));
    assert!(!stream.sees("10.0.0.1", 1, Some(1)));
    assert!(stream.sees("10.0.0.2", 2, Some(2)));
}

#[test]
fn what_is_kept_for_a_pattern_is_bounded_and_what_is_forgotten_is_counted() {
    let mut stream =
        Stream::of("[ipv4-addr:value = '10.0.0.1'] AND [ipv4-addr:value = '10.0.0.2']");
    for second in 0..300 {
        stream.sees("10.0.0.1", second, None);
    }
    assert_eq!(stream.session.counts().forgotten, 300 - 256);
    assert!(stream.sees("10.0.0.2", 300, None));
}

/// An expression that goes back and forth without end on a long run of `a`.
#[test]
fn an_expression_without_end_is_told_and_stops_nobody_else() {
    let mut stream = Stream::of(r"[file:name MATCHES '^(a+)+\\1$(?<=b)']");
    add(&mut stream.matcher, OTHER, "[file:size = 7]");
    let line = format!(
        r#"{{"fileinfo":{{"filename":"{}","size":7}}}}"#,
        "a".repeat(3_000)
    );
    for _ in 0..20 {
        assert_eq!(stream.line(&line, None), [OTHER]);
    }
    assert_eq!(stream.session.counts().given_up, 8, "it is asked no more");
    let uuids: Vec<String> = stream
        .matcher
        .exhausted()
        .into_iter()
        .map(detect::session::indicator_id)
        .collect();
    assert_eq!(uuids, [ID]);
    add(&mut stream.matcher, ID, "[file:name MATCHES '^a+(?!b)$']");
    assert!(
        stream.matcher.exhausted().is_empty(),
        "a newer version starts anew"
    );
    assert_eq!(stream.line(&line, None).len(), 2);
}

/// Observations of which no two fit, and a pattern that wants a hundred pairs of them.
#[test]
fn a_binding_without_end_is_told_and_looked_for_no_more() {
    let mut stream = Stream::of(
        "([ipv4-addr:value = '10.0.0.1'] FOLLOWEDBY [ipv4-addr:value = '10.0.0.2']) REPEATS 100 TIMES",
    );
    for second in 0..100 {
        assert!(!stream.sees("10.0.0.2", second, None));
    }
    for second in 100..240 {
        assert!(!stream.sees("10.0.0.1", second, None));
    }
    assert_eq!(stream.matcher.exhausted().len(), 1);
}

//! Noninterference: P's answers are a function of what P may see. See docs/NONINTERFERENCE.md.

mod case;
mod exported;
mod known;
mod model;
mod motif;
mod object;
mod policy;
mod run;
mod script;
mod sought;
mod timing;
mod world;

use case::Case;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use run::{Difference, Tally};
use server::http::routes::ROUTES;
use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Pairs of worlds in the test command; `TANSIQ_NI_PAIRS` sets another number.
const PAIRS: u32 = 5_000;
const THREADS: u32 = 2;

#[test]
fn answers_are_a_function_of_what_the_reader_may_see() {
    let pairs = match std::env::var("TANSIQ_NI_PAIRS") {
        Ok(text) => text.parse().expect("TANSIQ_NI_PAIRS is a number"),
        Err(_) => PAIRS,
    };
    let seed = std::env::var("TANSIQ_NI_SEED")
        .map_or(1, |text| text.parse().expect("TANSIQ_NI_SEED is a number"));
    let (tally, difference) = search(pairs, seed, true);
    if let Some(difference) = difference {
        panic!("{difference}");
    }
    println!(
        "{} pairs, {} requests of P ({} about hidden ids), {} hidden writes, {} common ones, {} recalls, P sent notices in {} pairs, P a person in {}, its clearance changed {} times, {} releases, left out: {} that P would see, {} mixed, {} relayed",
        tally.cases,
        tally.asked,
        tally.probes,
        tally.hidden,
        tally.common,
        tally.recalls,
        tally.told,
        tally.people,
        tally.changes,
        tally.released,
        tally.excluded,
        tally.mixed,
        tally.relayed
    );
    for ((method, pattern, status), count) in &tally.routes {
        println!("{count:>8} {method} {pattern} {status}");
    }
    every_route_was_asked(&tally);
}

/// The list of routes is the router's own: whatever is added to it must be part of the proof.
fn every_route_was_asked(tally: &Tally) {
    for route in ROUTES {
        let head = (route.method == http::Method::GET).then_some("HEAD");
        for method in [Some(route.method.as_str()), head].into_iter().flatten() {
            let mut answers = tally
                .routes
                .iter()
                .filter(|((m, p, _), _)| m == method && p == route.pattern);
            assert!(
                answers.next().is_some(),
                "no script asks for {method} {}",
                route.pattern
            );
        }
        let given = |status: &u16| matches!(status, 200 | 202) || route.pattern == "/metrics";
        let mut answers = tally
            .routes
            .keys()
            .filter(|(m, p, _)| m == route.method.as_str() && p == route.pattern);
        assert!(
            answers.any(|(_, _, status)| given(status)),
            "no script is given {} {}",
            route.method,
            route.pattern
        );
    }
}

/// Looks for a pair of worlds that P can tell apart. The smallest one found is told, or just one when `shrink` is off.
pub fn search(pairs: u32, seed: u64, shrink: bool) -> (Tally, Option<String>) {
    let finder = Arc::new(AtomicU32::new(NOBODY));
    let mut threads = Vec::new();
    for thread in 0..THREADS {
        let finder = finder.clone();
        let alone = move || search_alone(pairs / THREADS, seed, thread, shrink, &finder);
        threads.push(std::thread::spawn(alone));
    }
    let mut tally = Tally::default();
    let mut found = None;
    for thread in threads {
        let (part, difference) = thread.join().expect("a thread that ends");
        tally.add(&part);
        found = found.or(difference);
    }
    (tally, found)
}

/// No thread has found a difference yet.
const NOBODY: u32 = u32::MAX;

fn search_alone(
    pairs: u32,
    seed: u64,
    thread: u32,
    shrink: bool,
    finder: &AtomicU32,
) -> (Tally, Option<String>) {
    let config = Config {
        cases: pairs,
        failure_persistence: None,
        max_shrink_iters: if shrink { 3_000 } else { 0 },
        ..Config::default()
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    bytes[8] = thread as u8;
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let tally = RefCell::new(Tally::default());
    let outcome = runner.run(&case::case(), |case| {
        let found_by = finder.load(Ordering::SeqCst);
        if found_by != NOBODY && found_by != thread {
            return Ok(());
        }
        run::run(&runtime, &case, &mut tally.borrow_mut(), false).map_err(|difference| {
            finder.store(thread, Ordering::SeqCst);
            TestCaseError::fail(format!("{:?}", difference.request))
        })
    });
    let told = match outcome {
        Ok(()) => None,
        Err(TestError::Fail(_, case)) if shrink => Some(tell(&runtime, &case)),
        Err(TestError::Fail(reason, _)) => Some(reason.to_string()),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    };
    (tally.into_inner(), told)
}

fn tell(runtime: &tokio::runtime::Runtime, case: &Case) -> String {
    let Err(difference) = run::run(runtime, case, &mut Tally::default(), true) else {
        return format!("a difference that does not come again: {case:?}");
    };
    let Difference {
        request,
        answers,
        trace,
    } = *difference;
    let mut text = format!(
        "P can tell the worlds apart\n{:?}\n{}\n",
        case.policy,
        trace.join("\n")
    );
    text += &format!(
        "request {} {}\n{:?}\n{}\n",
        request.method,
        request.target,
        request.headers,
        String::from_utf8_lossy(&request.body)
    );
    for (world, answer) in ["first", "second"].iter().zip(answers) {
        text += &format!("in the {world} world {}\n", answer.status);
        for (name, value) in &answer.headers {
            text += &format!("  {name}: {}\n", String::from_utf8_lossy(value));
        }
        text += &format!("  {}\n", String::from_utf8_lossy(&answer.body));
    }
    text
}

/// Every planted leak must turn the proof red: one that survives means that the proof would miss its like.
#[cfg(feature = "planted-leaks")]
#[test]
fn every_planted_leak_is_found() {
    use handling::leak::{Leak, plant};
    /// Pairs within which a leak must be found.
    const BOUND: u32 = 3_000;
    const { assert!(Leak::ALL.len() >= 40, "too few leaks are planted") };
    // Names, or parts of names, with commas between.
    let only = std::env::var("TANSIQ_NI_LEAK").unwrap_or_default();
    let only: Vec<&str> = only.split(',').collect();
    // `1/3`: every third leak, from the second on.
    let share = std::env::var("TANSIQ_NI_SHARE").unwrap_or_else(|_| "0/1".to_owned());
    let (first, every) = share
        .split_once('/')
        .and_then(|(first, every)| Some((first.parse().ok()?, every.parse().ok()?)))
        .expect("TANSIQ_NI_SHARE is written like `0/2`");
    let mut caught = 0;
    let mut at_random = 0;
    let mut survivors = Vec::new();
    for (leak, what) in Leak::ALL.iter().skip(first).step_by(every) {
        let name = format!("{leak:?}");
        if !only.iter().any(|part| name.contains(part)) {
            continue;
        }
        plant(Some(*leak));
        let (found, how) = match known::case_of(*leak) {
            Some(case) => {
                let [hidden, free] = case();
                (hidden != free, "in its known case".to_owned())
            }
            None => {
                let (tally, difference) = search(BOUND, 1, false);
                at_random += usize::from(difference.is_some());
                let how = format!("after {:>5} pairs", tally.cases);
                (difference.is_some(), how)
            }
        };
        plant(None);
        match found {
            true => {
                caught += 1;
                println!("caught {how}: {name}: {what}");
            }
            false => {
                println!("SURVIVED {how}: {name}: {what}");
                survivors.push(name);
            }
        }
    }
    assert!(survivors.is_empty(), "not found: {survivors:?}");
    println!("{caught} planted leaks caught, {at_random} of them in random pairs");
}

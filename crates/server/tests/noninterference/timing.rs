//! How long hidden and free ids take. Time is not part of the proof; this says honestly what a partner could measure.
//!
//! `cargo test -p tansiq --test noninterference --release -- --ignored --nocapture timing`

use super::known::policy;
use super::object::tlp_id;
use super::policy::uuid;
use super::script;
use super::world::{Ask, World, operator, peer, settings};
use std::time::Instant;
use stix::marking::Tlp;

/// Ids of each sort, and samples of each.
const IDS: usize = 400;
const SAMPLES: usize = 4_000;

fn id(sort: &str, number: usize) -> String {
    format!("campaign--{}", uuid(sort, &number.to_string()))
}

fn campaign(sort: &str, number: usize, level: Tlp) -> String {
    format!(
        r#"{{"type":"campaign","spec_version":"2.1","id":"{}","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","name":"n","object_marking_refs":["{}"]}}"#,
        id(sort, number),
        tlp_id(level)
    )
}

/// Median and Welch's t of two samples, in microseconds.
fn compare(what: &str, hidden: &mut [f64], free: &mut [f64]) {
    let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len() as f64;
    let variance =
        |of: &[f64]| of.iter().map(|x| (x - mean(of)).powi(2)).sum::<f64>() / (of.len() - 1) as f64;
    // The slowest twentieth is the machine's, not the server's.
    for sample in [&mut *hidden, &mut *free] {
        sample.sort_by(f64::total_cmp);
    }
    let cut = hidden.len() - hidden.len() / 20;
    let (hidden, free) = (&hidden[..cut], &free[..cut]);
    let error = (variance(hidden) / cut as f64 + variance(free) / cut as f64).sqrt();
    let t = (mean(hidden) - mean(free)) / error;
    let (a, b) = (hidden[cut / 2], free[cut / 2]);
    println!(
        "{what}: hidden {a:.1} µs, free {b:.1} µs, difference of medians {:+.2} % ({:+.1} µs), t = {t:+.1}",
        (a - b) / b * 100.0,
        a - b
    );
}

/// Makes a request for an id, the nth of its kind.
type MakeAsk<'a> = dyn Fn(&str, usize) -> Ask + 'a;

#[test]
#[ignore = "a measurement, not a test"]
fn timing_of_hidden_and_free_ids() {
    let mut settings = settings();
    settings.limits.burst = u64::MAX;
    let mut world = World::with(&policy(), None, settings);
    world.set(1);
    let given: Vec<String> = (0..IDS)
        .map(|at| campaign("visible", at, Tlp::Green))
        .collect();
    world.submit(operator(), 0, &given).expect("an import");
    let hidden: Vec<String> = (0..IDS + SAMPLES)
        .map(|at| campaign("hidden", at, Tlp::Red))
        .collect();
    world.submit(operator(), 0, &hidden).expect("an import");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let from = peer(0, true);
    let get = |path: String| Ask {
        target: path,
        ..script::read(0)
    };
    let base = script::read(0).target;
    let post = |sort: &str, at: usize| script::post(0, &campaign(sort, at, Tlp::Green));
    let routes: [(&str, &MakeAsk<'_>); 4] = [
        ("GET an object", &|sort, at| {
            get(format!("{base}{}/", id(sort, at % IDS)))
        }),
        ("GET versions", &|sort, at| {
            get(format!("{base}{}/versions/", id(sort, at % IDS)))
        }),
        ("GET objects, match[id]", &|sort, at| {
            get(format!("{base}?match[id]={}", id(sort, at % IDS)))
        }),
        ("POST", &|sort, at| post(sort, IDS + at)),
    ];
    for (what, ask) in routes {
        let mut times = [Vec::new(), Vec::new()];
        for sample in 0..SAMPLES {
            // In an order that alternates, so that what drifts drifts for both.
            let order = if sample % 2 == 0 { [0, 1] } else { [1, 0] };
            for sort in order {
                world.set(2 + sample as u64);
                let ask = ask(["hidden", "free"][sort], sample);
                let began = Instant::now();
                world.send(&runtime, &from, &ask);
                times[sort].push(began.elapsed().as_secs_f64() * 1e6);
            }
        }
        let [hidden, free] = &mut times;
        compare(what, hidden, free);
    }
}

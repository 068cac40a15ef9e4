//! Raises and lowers a node with many edges; prints what it takes, and how long another writer waits beside it.
//!
//! `cargo run --release -p store --example raise -- 100000 /tmp/raise`

use handling::Clearance;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use stix::marking::Tlp;
use stix::{Limits, Object};
use store::*;

const NODE: &str = "indicator--00000000-0000-4000-8000-000000000000";

fn main() {
    let mut args = std::env::args().skip(1);
    let edges: u32 = args.next().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let dir = args
        .next()
        .unwrap_or_else(|| "/tmp/tansiq-raise".to_owned());
    let store = Store::open(Path::new(&dir), options()).expect("the store opens");
    let new = NewCollection {
        id: None,
        title: "raise".to_owned(),
        description: None,
        alias: None,
        public: true,
        communities: Vec::new(),
    };
    let collection = store.create_collection("raise", new).expect("made").id;
    put(&store, &collection, vec![node(1, Tlp::Clear)]);
    let numbers: Vec<u32> = (1..=edges).collect();
    for some in numbers.chunks(10_000) {
        put(&store, &collection, some.iter().map(|n| edge(*n)).collect());
    }
    println!("{edges} edges, {} given", given(&store, &collection));
    for (day, level) in [
        (2, Tlp::Red),
        (3, Tlp::Clear),
        (4, Tlp::Red),
        (5, Tlp::Clear),
    ] {
        let (took, waited) = beside(&store, &collection, || {
            put(&store, &collection, vec![node(day, level)]);
        });
        let given = given(&store, &collection);
        println!("{level:?}: {took:?}; another writer waited up to {waited:?}; {given} given");
    }
}

/// How long `work` takes, and the longest wait of another writer meanwhile.
fn beside(store: &Store, collection: &str, work: impl FnOnce()) -> (Duration, Duration) {
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| {
            let mut longest = Duration::ZERO;
            while !done.load(Ordering::SeqCst) {
                let started = Instant::now();
                put(store, collection, vec![node(1, Tlp::Clear)]);
                longest = longest.max(started.elapsed());
            }
            longest
        });
        let started = Instant::now();
        work();
        let took = started.elapsed();
        done.store(true, Ordering::SeqCst);
        (took, other.join().expect("the other writer"))
    })
}

fn put(store: &Store, collection: &str, texts: Vec<String>) {
    let objects = texts.iter().map(|text| {
        let object = Object::parse(text.as_bytes(), &Limits::default()).expect("an object");
        (Incoming::new(&object), None)
    });
    let submission = Submission {
        source: Source::Operator("raise".to_owned()),
        collection: Some(collection.to_owned()),
        objects: objects.collect(),
        default_tlp: None,
        status: None,
        checkpoint: None,
    };
    store.submit(submission).expect("taken in");
}

/// How many objects anybody is given.
fn given(store: &Store, collection: &str) -> usize {
    let mut query = Query {
        limit: 1_000,
        ..Query::default()
    };
    let (mut count, started) = (0, Instant::now());
    loop {
        let end = store.page(&Clearance::anonymous(), collection, &query, &mut |_| {});
        let end = end.expect("a page").expect("a public collection");
        count += end.count;
        query.after = end.last;
        if !end.more {
            println!("  paged in {:?}", started.elapsed());
            return count;
        }
    }
}

fn node(day: u32, level: Tlp) -> String {
    format!(
        r#"{{"type":"indicator","spec_version":"2.1","id":"{NODE}","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-{day:02}T00:00:00.000Z","pattern":"[file:size = 1]","pattern_type":"stix","valid_from":"2026-01-01T00:00:00Z","object_marking_refs":["{}"]}}"#,
        marking(level)
    )
}

fn edge(n: u32) -> String {
    format!(
        r#"{{"type":"relationship","spec_version":"2.1","id":"relationship--{n:08x}-0000-4000-8000-000000000000","created":"2026-01-01T00:00:00.000Z","modified":"2026-01-01T00:00:00.000Z","relationship_type":"related-to","source_ref":"{NODE}","target_ref":"malware--{n:08x}-0000-4000-8000-000000000000","object_marking_refs":["{}"]}}"#,
        marking(Tlp::Clear)
    )
}

fn marking(level: Tlp) -> String {
    let text = level.definition();
    let object = Object::parse(text.as_bytes(), &Limits::default())
        .expect("published definitions can be read");
    object.header.id.to_string()
}

struct Machine;

impl Clock for Machine {
    fn now(&self) -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| since.as_micros() as i64)
    }
}

fn options() -> Options {
    Options::new(std::sync::Arc::new(Machine))
}

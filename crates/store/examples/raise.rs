//! Raises and lowers a node with many edges; prints what that takes, how long other writers wait, what pages take
//! meanwhile and afterwards, and whether one of them showed an edge that it should not. Of pages, the processor's time is
//! told beside that on the clock (read from `/proc`, so on Linux only; elsewhere it is nothing).
//!
//! `cargo run --release -p store --example raise -- 100000 /tmp/raise [INLINE]`: `INLINE` sets
//! [`Options::relabel_inline`], so that a number beyond that of the edges shows what one transaction would take.

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
    let mut options = Options::new(std::sync::Arc::new(Machine));
    if let Some(inline) = args.next().and_then(|n| n.parse().ok()) {
        options.relabel_inline = inline;
    }
    let store = Store::open(Path::new(&dir), options).expect("the store opens");
    let (collection, keeps) = furnish(&store, edges);
    let all = Found::of(&store, &collection, &keeps);
    println!("{edges} edges; a partner is given {}", all.count);
    for (day, level) in [
        (2, Tlp::Amber),
        (3, Tlp::Clear),
        (4, Tlp::Amber),
        (5, Tlp::Clear),
    ] {
        let run = Run {
            store: &store,
            collection: &collection,
            keeps: &keeps,
            edges: all.edges,
            tightens: level != Tlp::Clear,
            raised: AtomicBool::new(false),
            done: AtomicBool::new(false),
        };
        println!("{level:?}: {}", run.change(node(day, level)));
        let after = [&Clearance::anonymous(), &keeps, &Clearance::system()];
        let after = after.map(|reader| Found::of(&store, &collection, reader));
        for (who, found) in ["anybody", "a partner", "the operator"].iter().zip(after) {
            let Found {
                count,
                longest,
                whole,
                ..
            } = found;
            println!("  then {who}: {count} in {whole}, longest page {longest}");
        }
    }
}

/// The node, its edges, and a partner who is given them whatever becomes of the node here.
fn furnish(store: &Store, edges: u32) -> (String, Clearance) {
    let new = NewCollection {
        id: None,
        title: "raise".to_owned(),
        description: None,
        alias: None,
        public: true,
        communities: Vec::new(),
    };
    let collection = store.create_collection("raise", new).expect("made").id;
    let new = NewPartner {
        name: "keeps".to_owned(),
        identities: Vec::new(),
        max_tlp: Tlp::Amber,
        communities: Vec::new(),
        markings: Vec::new(),
        relays_for: Vec::new(),
        default_tlp: None,
        credential_hash: String::new(),
        certificate: None,
    };
    let keeps = store.add_partner("raise", new).expect("added").clearance();
    store
        .grant("raise", &collection, "keeps", true, false)
        .expect("granted");
    put(store, &collection, vec![node(1, Tlp::Clear)]);
    let numbers: Vec<u32> = (1..=edges).collect();
    for some in numbers.chunks(10_000) {
        put(store, &collection, some.iter().map(|n| edge(*n)).collect());
    }
    (collection, keeps)
}

/// One change of the node, with others at work beside it.
struct Run<'a> {
    store: &'a Store,
    collection: &'a str,
    keeps: &'a Clearance,
    edges: usize,
    tightens: bool,
    /// the change is acknowledged
    raised: AtomicBool,
    /// all is relabelled
    done: AtomicBool,
}

impl Run<'_> {
    fn change(&self, node: String) -> String {
        let started = Instant::now();
        std::thread::scope(|scope| {
            let writer = scope.spawn(|| self.write());
            let readers = [&Clearance::anonymous(), self.keeps]
                .map(Clearance::clone)
                .map(|reader| scope.spawn(move || self.read(&reader)));
            put(self.store, self.collection, vec![node]);
            let took = started.elapsed();
            self.raised.store(true, Ordering::SeqCst);
            while self.store.is_relabelling().expect("an answer") {
                std::thread::sleep(Duration::from_millis(5));
            }
            let whole = started.elapsed();
            self.done.store(true, Ordering::SeqCst);
            let waited = writer.join().expect("the other writer");
            let [loses, keeps] = readers.map(|reader| reader.join().expect("a reader"));
            let wrong = loses.1 + keeps.1;
            format!(
                "raised in {took:?}; another writer waited up to {waited:?}; all relabelled after {whole:?}; longest page \
                 of 1,000: {} for whom it concerns, {} for a partner it does not; {wrong} wrong answers",
                loses.0, keeps.0,
            )
        })
    }

    /// The longest wait of another writer.
    fn write(&self) -> Duration {
        let mut longest = Duration::ZERO;
        while !self.done.load(Ordering::SeqCst) {
            let started = Instant::now();
            put(self.store, self.collection, vec![node(1, Tlp::Clear)]);
            longest = longest.max(started.elapsed());
        }
        longest
    }

    /// The longest page, and how many answers were wrong: an edge shown that was hidden when the question was put, or,
    /// for the partner who is given all of them, one that is missing.
    fn read(&self, reader: &Clearance) -> (Took, usize) {
        let (mut longest, mut wrong) = (Took::default(), 0);
        while !self.done.load(Ordering::SeqCst) {
            let hidden = self.tightens && self.raised.load(Ordering::SeqCst);
            let found = Found::of(self.store, self.collection, reader);
            longest = longest.longer(found.longest);
            let right = match reader == self.keeps {
                true => found.edges == self.edges,
                false => !hidden || found.edges == 0,
            };
            wrong += usize::from(!right);
        }
        (longest, wrong)
    }
}

/// All that a reader is given.
struct Found {
    count: usize,
    edges: usize,
    longest: Took,
    whole: Took,
}

/// Time on the clock, and that of this thread on a processor.
#[derive(Debug, Clone, Copy, Default)]
struct Took {
    clock: Duration,
    cpu: Duration,
}

impl Took {
    fn since(clock: Instant, cpu: Duration) -> Self {
        Self {
            clock: clock.elapsed(),
            cpu: on_processor().saturating_sub(cpu),
        }
    }

    /// The longer of each.
    fn longer(self, other: Self) -> Self {
        Self {
            clock: self.clock.max(other.clock),
            cpu: self.cpu.max(other.cpu),
        }
    }
}

impl std::fmt::Display for Took {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} ({:?} CPU)", self.clock, self.cpu)
    }
}

/// How long this thread was on a processor.
fn on_processor() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let first = text.split(' ').next().and_then(|n| n.parse().ok());
    Duration::from_nanos(first.unwrap_or(0))
}

impl Found {
    fn of(store: &Store, collection: &str, reader: &Clearance) -> Self {
        let mut query = Query {
            limit: 1_000,
            ..Query::default()
        };
        let mut found = Self {
            count: 0,
            edges: 0,
            longest: Took::default(),
            whole: Took::default(),
        };
        let (walk, cpu) = (Instant::now(), on_processor());
        loop {
            let (started, before) = (Instant::now(), on_processor());
            let mut edges = 0;
            let each = &mut |row: Row<'_>| edges += usize::from(row.id.starts_with("relationship"));
            let end = store.page(reader, collection, &query, each);
            let end = end.expect("a page").expect("a public collection");
            found.longest = found.longest.longer(Took::since(started, before));
            found.count += end.count;
            found.edges += edges;
            query.after = end.last;
            if !end.more {
                found.whole = Took::since(walk, cpu);
                return found;
            }
        }
    }
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

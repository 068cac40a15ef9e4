//! Takes in generated objects and pages through them; prints figures per CPU-second.
//!
//! `cargo run --release -p store --example measure -- 1000000 /tmp/measure [batch]`

use handling::Clearance;
use std::fmt::Write;
use std::path::Path;
use std::time::Instant;
use stix::marking::Tlp;
use stix::{Limits, Object};
use store::*;

fn main() {
    let mut args = std::env::args().skip(1);
    let count: u64 = args.next().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let dir = args
        .next()
        .unwrap_or_else(|| "/tmp/tansiq-measure".to_owned());
    let batch: u64 = args.next().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let dir = Path::new(&dir);
    let store = Store::open(dir, options()).expect("the store opens");
    let (all, few, collection) = people(&store);
    take_in(&store, &collection, count, batch);
    store.close().expect("the store closes");
    drop(store);
    let started = Instant::now();
    let store = Store::open(dir, options()).expect("the store opens");
    println!("open: {:?}, rss {} MB", started.elapsed(), rss());
    if std::env::var_os("FEW").is_none() {
        read(&store, &all.clearance(), &collection, "all");
    }
    read(&store, &few.clearance(), &collection, "1 %");
    one_by_one(&store, &all.clearance(), &collection, count.max(1_000));
    println!("rss after reading {} MB", rss());
}

/// Makes them, or finds them when the folder was filled by an earlier run (then give `0` as the number).
fn people(store: &Store) -> (Partner, Partner, String) {
    let known = |name| store.partner(name).expect("read");
    if let (Some(all), Some(few)) = (known("all"), known("few")) {
        let found = store
            .find_collection("measure")
            .expect("read")
            .expect("made");
        return (all, few, found.id);
    }
    let partner = |name: &str, max_tlp| NewPartner {
        name: name.to_owned(),
        identities: Vec::new(),
        max_tlp,
        communities: Vec::new(),
        markings: Vec::new(),
        relays_for: Vec::new(),
        default_tlp: None,
        credential_hash: String::new(),
        certificate: None,
    };
    let all = store
        .add_partner("measure", partner("all", Tlp::Amber))
        .expect("added");
    let few = store
        .add_partner("measure", partner("few", Tlp::Clear))
        .expect("added");
    let new = NewCollection {
        id: None,
        title: "measure".to_owned(),
        description: None,
        alias: None,
        public: false,
        communities: Vec::new(),
    };
    let collection = store.create_collection("measure", new).expect("made").id;
    for name in ["all", "few"] {
        store
            .grant("measure", &collection, name, true, true)
            .expect("granted");
    }
    (all, few, collection)
}

fn take_in(store: &Store, collection: &str, count: u64, batch: u64) {
    let (mut parsing, mut writing) = (0.0, 0.0);
    let began = Instant::now();
    let mut at = 0;
    while at < count {
        let texts: Vec<String> = (at..(at + batch).min(count)).map(object).collect();
        let started = cpu();
        let objects = texts.iter().map(|text| {
            let object = Object::parse(text.as_bytes(), &Limits::default()).expect("parses");
            assert!(stix::validate::errors(&object).is_empty(), "{text}");
            (Incoming::new(&object), None)
        });
        let objects = objects.collect();
        parsing += cpu() - started;
        let started = cpu();
        let submission = Submission {
            source: Source::Operator("measure".to_owned()),
            collection: Some(collection.to_owned()),
            objects,
            default_tlp: None,
            status: None,
            checkpoint: None,
        };
        store.submit(submission).expect("taken in");
        writing += cpu() - started;
        at += batch;
        if at % (count / 10).max(batch) < batch {
            let rate = at as f64 / (parsing + writing);
            println!("{at}: {rate:.0} objects/CPU-s, rss {} MB", rss());
        }
    }
    if count == 0 {
        return;
    }
    println!(
        "took in {count} in {:?}: parse and check {parsing:.1} CPU-s, write {writing:.1} CPU-s, {:.0} objects/CPU-s",
        began.elapsed(),
        count as f64 / (parsing + writing)
    );
}

fn read(store: &Store, reader: &Clearance, collection: &str, who: &str) {
    let mut query = Query {
        limit: 1_000,
        ..Query::default()
    };
    let (mut objects, mut bytes, mut slowest) = (0, 0, 0.0_f64);
    let started = cpu();
    let first = Instant::now();
    let mut first_page = None;
    loop {
        let page = cpu();
        let mut each = |row: Row<'_>| bytes += row.bytes.len();
        let end = store
            .page(reader, collection, &query, &mut each)
            .expect("read")
            .expect("may read");
        first_page.get_or_insert_with(|| first.elapsed());
        slowest = slowest.max(cpu() - page);
        objects += end.count;
        if !end.more {
            break;
        }
        query.after = end.last;
    }
    let spent = cpu() - started;
    println!(
        "{who}: {objects} objects, {} MB, {:.0} objects/CPU-s, first page {:?}, rss {} MB",
        bytes >> 20,
        objects as f64 / spent,
        first_page.unwrap_or_default(),
        rss()
    );
}

fn one_by_one(store: &Store, reader: &Clearance, collection: &str, count: u64) {
    let gets = 20_000;
    let started = cpu();
    let mut found = 0;
    for i in 0..gets {
        let id = id_of((i * 7_919) % count);
        let query = Query {
            limit: 10,
            ids: vec![id],
            ..Query::default()
        };
        let end = store
            .page(reader, collection, &query, &mut |_| ())
            .expect("read");
        found += end.expect("may read").count;
    }
    println!(
        "{found} of {gets} by id: {:.1} µs CPU each",
        (cpu() - started) * 1e6 / gets as f64
    );
}

fn mix(i: u64) -> u64 {
    let x = (i + 0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn uuid(i: u64) -> String {
    let (a, b) = (mix(i), mix(i ^ 0xffff_0000_0000));
    format!(
        "{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}",
        a >> 32,
        a & 0xffff,
        (a >> 16) & 0xfff,
        b >> 52,
        b & 0xffff_ffff_ffff
    )
}

/// 50 % indicators, 30 % relationships, 20 % domain names.
fn id_of(i: u64) -> String {
    let kind = match i % 10 {
        0..=4 => "indicator",
        5..=7 => "relationship",
        _ => "domain-name",
    };
    format!("{kind}--{}", uuid(i))
}

fn object(i: u64) -> String {
    let marking = match (i % 100, i % 3) {
        (3, _) => Tlp::Clear,
        (_, 0) => Tlp::Green,
        _ => Tlp::Amber,
    };
    let marking = Object::parse(marking.definition().as_bytes(), &Limits::default())
        .expect("parses")
        .header
        .id
        .to_string();
    let id = id_of(i);
    let day = 1 + i % 28;
    let mut text = format!(
        "{{\"id\": \"{id}\", \"spec_version\": \"2.1\", \"object_marking_refs\": [\"{marking}\"], "
    );
    let dates = format!(
        "\"created\": \"2026-01-{day:02}T00:00:00.000Z\", \"modified\": \"2026-01-{day:02}T00:00:00.000Z\", "
    );
    let filler =
        "Seen beside other infrastructure of the same set; the passage is quoted at length here. "
            .repeat(9);
    let done = match i % 10 {
        0..=4 => write!(
            text,
            "{dates}\"type\": \"indicator\", \"name\": \"indicator {i}\", \"description\": \"{filler}\", \
             \"pattern\": \"[domain-name:value = 'host{i}.example.com']\", \"pattern_type\": \"stix\", \
             \"valid_from\": \"2026-01-01T00:00:00Z\", \"indicator_types\": [\"malicious-activity\"]}}"
        ),
        5..=7 => write!(
            text,
            "{dates}\"type\": \"relationship\", \"relationship_type\": \"related-to\", \"description\": \"{filler}\", \
             \"source_ref\": \"{}\", \"target_ref\": \"{}\"}}",
            id_of(i / 10 * 10),
            id_of(mix(i) % (i / 10 + 1) * 10 + 1)
        ),
        _ => write!(
            text,
            "\"type\": \"domain-name\", \"value\": \"host{i}.example.com\", \"x_note\": \"{filler}\"}}"
        ),
    };
    done.expect("a string takes all");
    text
}

struct Machine;

impl Clock for Machine {
    fn now(&self) -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |d| i64::try_from(d.as_micros()).unwrap_or(i64::MAX))
    }
}

fn options() -> Options {
    Options::new(std::sync::Arc::new(Machine))
}

/// CPU seconds of this process so far.
fn cpu() -> f64 {
    let tasks = std::fs::read_dir("/proc/self/task").expect("linux");
    let spent = tasks.flatten().filter_map(|task| {
        let text = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    });
    spent.sum::<f64>() / 1e9
}

fn rss() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS"))
        .unwrap_or("");
    line.split_whitespace()
        .nth(1)
        .and_then(|kb| kb.parse::<u64>().ok())
        .unwrap_or(0)
        >> 10
}

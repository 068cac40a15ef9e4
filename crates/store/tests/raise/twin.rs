//! The same steps in two stores: one relabels all at once, the other in slices, and is read between them.

#[path = "../model/things.rs"]
pub mod things;

use super::{by_hand, drain};
use crate::kit::*;
use handling::Clearance;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use stix::marking::Tlp;
use store::*;
use things::{NAMES, Op, ids};

const SECOND: i64 = 1_000_000;

#[derive(Debug, Clone)]
pub struct Step {
    what: What,
    /// slices after it, then whether it is left as it is
    slices: usize,
    left: bool,
}

#[derive(Debug, Clone)]
enum What {
    Op(Op),
    Recall(usize),
    Publish(usize),
    Read,
}

pub fn step() -> impl Strategy<Value = Step> {
    let what = prop_oneof![
        12 => things::op().prop_map(What::Op),
        1 => (0..9usize).prop_map(What::Recall),
        1 => (0..9usize).prop_map(What::Publish),
        2 => Just(What::Read),
    ];
    (what, 0..4usize, prop::bool::weighted(0.3)).prop_map(|(what, slices, left)| Step {
        what,
        slices,
        left,
    })
}

struct Side {
    world: World,
    time: Arc<AtomicI64>,
    partners: Vec<Partner>,
    collections: Vec<Collection>,
}

/// What a reader is given: (collection, id, version, bytes) with the second it has it since.
type Given = BTreeSet<(usize, String, String, Vec<u8>, i64)>;

impl Side {
    fn new(options: Options) -> Self {
        let time = Arc::new(AtomicI64::new(START));
        let world = World::with(Options {
            clock: Arc::new(Still(time.clone())),
            ..options
        });
        let levels = [Tlp::Red, Tlp::Amber, Tlp::Green];
        let partners: Vec<Partner> = NAMES
            .iter()
            .zip(levels)
            .map(|(name, level)| world.partner(name, level))
            .collect();
        let all: Vec<&Partner> = partners.iter().collect();
        let collections = vec![
            world.collection("open", &all),
            world.collection("ring", &all[..1]),
        ];
        Self {
            world,
            time,
            partners,
            collections,
        }
    }

    fn readers(&self) -> Vec<Clearance> {
        let partners = self.partners.iter().map(Partner::clearance);
        partners.chain([Clearance::system()]).collect()
    }

    /// What came of it, in words.
    fn step(&self, at: i64, what: &What) -> String {
        self.time.store(START + at * SECOND, Ordering::Relaxed);
        let store = &self.world.store;
        match what {
            What::Read => String::new(),
            What::Recall(id) => {
                let order = RecallOrder {
                    ids: vec![ids()[*id].clone()],
                    of: None,
                    reason: "wrong".to_owned(),
                    keep_tearlines: false,
                };
                format!("{:?}", store.recall("test", order).is_ok())
            }
            What::Publish(id) => {
                let (ring, id) = (&self.collections[1].id, ids()[*id].clone());
                format!("{:?}", store.add_to_collection("test", ring, &[id]))
            }
            What::Op(Op::Grant {
                partner,
                collection,
                read,
                write,
            }) => {
                let collection = &self.collections[*collection].id;
                store
                    .grant("test", collection, NAMES[*partner], *read, *write)
                    .unwrap();
                String::new()
            }
            What::Op(Op::Delete { by, from, id }) => {
                let from = &self.collections[*from].id;
                let reader = &self.readers()[*by];
                format!(
                    "{:?}",
                    store.delete(reader, from, &ids()[*id], &all_versions(0))
                )
            }
            What::Op(Op::Submit { by, to, things }) => {
                let texts: Vec<String> = things.iter().map(|thing| thing.json()).collect();
                let source = match self.partners.get(*by) {
                    Some(partner) => Source::Partner(partner.key),
                    None => Source::Operator("test".to_owned()),
                };
                let receipt = self
                    .world
                    .submit(source, Some(&self.collections[*to]), &texts);
                receipt.map_or_else(|e| e.to_string(), |r| said(&r.outcomes))
            }
        }
    }

    fn given(&self, reader: &Clearance) -> Given {
        let mut given = Given::new();
        for (at, collection) in self.collections.iter().enumerate() {
            for got in self.world.all(reader, collection, &all_versions(3)) {
                let since = (got.date_added - START) / SECOND;
                // An address is as old as its first date.
                let version = match got.id.starts_with("ipv4") {
                    true => String::new(),
                    false => got.version,
                };
                given.insert((at, got.id, version, got.bytes, since));
            }
        }
        given
    }

    /// Reads everything as the server does, so that it counts as served.
    fn read(&self) {
        for reader in self.readers() {
            for collection in &self.collections {
                let query = all_versions(100);
                let store = &self.world.store;
                let each = &mut |_: Row<'_>| {};
                if let Some(end) = store.page(&reader, &collection.id, &query, each).unwrap() {
                    store.note_served(Served {
                        reader: reader.reader.clone(),
                        collection: Some(collection.id.clone()),
                        what: "objects",
                        query,
                        end,
                        dates: Vec::new(),
                    });
                }
            }
        }
        self.world.store.close().unwrap();
    }

    /// Why, what and who was told of each recall.
    fn recalls(&self) -> Vec<String> {
        let recalls = self
            .world
            .store
            .recalls(&Clearance::system(), None, None)
            .unwrap();
        let told = |recall: &Recall| -> Vec<_> {
            let told = recall.told.iter();
            told.map(|told| (told.partner.clone(), told.versions.clone()))
                .collect()
        };
        let text =
            |recall: &Recall| format!("{:?} {:?} {:?}", recall.why, recall.versions, told(recall));
        recalls.iter().map(text).collect()
    }
}

/// What a follower has of a type: version, bytes, when it came and handling, by id.
type Has = BTreeMap<String, (String, Vec<u8>, i64, String)>;

/// Types whose objects rest on nothing, and on others.
const TYPES: [&str; 3] = ["indicator", "note", "ipv4-addr"];

/// One reader who follows one type from the beginning.
struct Follower {
    reader: Clearance,
    object_type: &'static str,
    has: Has,
    position: Option<Position>,
}

fn take(has: &mut Has, told: Told<'_>) {
    match told {
        Told::There(row, label) => {
            let (version, bytes) = (row.version.to_owned(), row.bytes.to_vec());
            let what = (version, bytes, row.date_added, label.to_json());
            has.insert(row.id.to_owned(), what);
        }
        Told::Gone(id) => assert!(has.remove(id).is_some(), "{id} was never told of"),
    }
}

impl Follower {
    fn all(readers: Vec<Clearance>) -> Vec<Self> {
        let each = readers.into_iter().flat_map(|reader| {
            TYPES.map(|object_type| Self {
                reader: reader.clone(),
                object_type,
                has: Has::new(),
                position: None,
            })
        });
        each.collect()
    }

    /// Told all at once is told one by one, and is what a follower has.
    fn look(&mut self, store: &Store, place: &str) {
        let mut whole = Has::new();
        let (reader, object_type) = (&self.reader, self.object_type);
        let mut each = |told: Told<'_>| take(&mut whole, told);
        let none = |_: &str| false;
        store
            .follow(reader, object_type, None, &none, &mut each)
            .unwrap();
        let mut single = Has::new();
        let ids = ids().into_iter().filter(|id| id.starts_with(object_type));
        let mut each = |told: Told<'_>| take(&mut single, told);
        store
            .follow_ids(reader, &ids.collect::<Vec<_>>(), &mut each)
            .unwrap();
        let place = format!("{object_type} for {}, {place}", reader.name());
        assert_eq!(whole, single, "{place}");
        let (from, before) = (self.position.take(), self.has.clone());
        let mut now = before.clone();
        let mut told_now = BTreeSet::new();
        let known = |id: &str| before.contains_key(id);
        let mut each = |told: Told<'_>| {
            if let Told::There(row, _) = &told {
                told_now.insert(row.id.to_owned());
            }
            take(&mut now, told);
        };
        let followed = store
            .follow(reader, object_type, from.as_ref(), &known, &mut each)
            .unwrap();
        if followed.whole {
            now.retain(|id, _| told_now.contains(id));
        }
        (self.has, self.position) = (now, Some(followed.position));
        let bare = |has: &Has| -> Vec<_> {
            let rows = has.iter();
            rows.map(|(id, (version, bytes, ..))| (id.clone(), version.clone(), bytes.clone()))
                .collect()
        };
        assert_eq!(bare(&self.has), bare(&whole), "followed: {place}");
    }
}

/// Id, version, date and handling.
type Indicator = (String, String, i64, String);

/// An answer that one reader keeps of one collection, and what it stands on.
struct Keeper {
    reader: Clearance,
    collection: String,
    kept: Option<(Ground, Vec<Indicator>)>,
}

impl Keeper {
    fn all(side: &Side) -> Vec<Self> {
        let each = side.readers().into_iter().flat_map(|reader| {
            side.collections.iter().map(move |collection| Self {
                reader: reader.clone(),
                collection: collection.id.clone(),
                kept: None,
            })
        });
        each.collect()
    }

    /// What holds is what would be made now.
    fn look(&mut self, store: &Store, place: &str) {
        let mut now = Vec::new();
        let query = Query {
            types: vec!["indicator".to_owned()],
            ..page(100)
        };
        let (reader, collection) = (&self.reader, &self.collection);
        let mut each = |row: Row<'_>, label: &handling::Label| {
            let (id, version) = (row.id.to_owned(), row.version.to_owned());
            now.push((id, version, row.date_added, label.to_json()));
        };
        store
            .page_with_labels(reader, collection, &query, &mut each)
            .unwrap();
        if let Some((ground, before)) = self.kept.take()
            && let Some(ground) = store.holds(reader, &ground).unwrap()
        {
            assert_eq!(before, now, "{} in {collection}, {place}", reader.name());
            self.kept = Some((ground, before));
            return;
        }
        let ground = store.ground(reader, collection, "indicator").unwrap();
        self.kept = ground.map(|ground| (ground, now));
    }
}

fn said(outcomes: &[Outcome]) -> String {
    let said = outcomes.iter().map(|outcome| match outcome {
        Outcome::Accepted { .. } => "accepted".to_owned(),
        Outcome::Known => "known".to_owned(),
        Outcome::Quarantined { reasons, .. } => reasons.join(" "),
    });
    said.collect::<Vec<_>>().join(", ")
}

fn without_dates(given: &Given) -> BTreeSet<(usize, &str, &str, &[u8])> {
    let rows = given.iter();
    rows.map(|(at, id, version, bytes, _)| (*at, &**id, &**version, &**bytes))
        .collect()
}

pub fn run(steps: &[Step]) {
    let whole = Side::new(Options {
        relabel_inline: 1_000_000,
        ..options()
    });
    let sliced = Side::new(by_hand());
    for (partner, collection) in [(0, 0), (0, 1), (1, 0), (2, 0)] {
        let collection = |side: &Side| side.collections[collection].id.clone();
        for side in [&whole, &sliced] {
            side.world
                .store
                .grant("test", &collection(side), NAMES[partner], true, true)
                .unwrap();
        }
    }
    let mut followers = Follower::all(sliced.readers());
    let mut keepers = Keeper::all(&sliced);
    // Once something was left to appear later, dates differ, and so may who was served what.
    let mut late = false;
    for (at, step) in steps.iter().enumerate() {
        let at = i64::try_from(at).unwrap() + 1;
        let came = [&whole, &sliced].map(|side| side.step(at, &step.what));
        if !late {
            assert_eq!(came[0], came[1], "step {at}");
        }
        for slice in 0..=step.slices {
            for (who, reader) in whole.readers().iter().enumerate().take(NAMES.len()) {
                let (all, shown) = (whole.given(reader), sliced.given(reader));
                let place = format!("reader {who}, step {at}, slice {slice}");
                between(&all, &shown, at, late, &place);
            }
            for follower in &mut followers {
                follower.look(&sliced.world.store, &format!("step {at}, slice {slice}"));
            }
            for keeper in &mut keepers {
                keeper.look(&sliced.world.store, &format!("step {at}, slice {slice}"));
            }
            sliced.world.store.relabel_few().unwrap();
        }
        if step.left && sliced.world.store.is_relabelling().unwrap() {
            late = true;
            continue;
        }
        drain(&sliced.world.store);
        for (who, reader) in whole.readers().iter().enumerate() {
            let (all, shown) = (whole.given(reader), sliced.given(reader));
            assert_eq!(
                without_dates(&all),
                without_dates(&shown),
                "reader {who}, step {at}"
            );
            never_earlier(&all, &shown, &format!("reader {who}, step {at}"));
            if !late {
                assert_eq!(all, shown, "reader {who}, step {at}");
            }
        }
        if matches!(step.what, What::Read) && !late {
            whole.read();
            sliced.read();
        }
    }
    drain(&sliced.world.store);
    if !late {
        assert_eq!(whole.recalls(), sliced.recalls());
    }
    assert_eq!(sliced.world.store.check().unwrap(), Vec::<String>::new());
}

/// What came back to a reader is after its cursor.
fn never_earlier(all: &Given, shown: &Given, place: &str) {
    for (at, id, version, bytes, since) in shown {
        let mut same = all
            .iter()
            .filter(|row| (&row.0, &row.1, &row.2, &row.3) == (at, id, version, bytes));
        assert!(
            same.any(|row| row.4 <= *since),
            "{place}: {id} {version} since {since}"
        );
    }
}

/// Nothing is shown that is not to be; what a reader had before is there, since when it had it.
fn between(all: &Given, shown: &Given, now: i64, late: bool, place: &str) {
    let (may, sees) = (without_dates(all), without_dates(shown));
    let leaked: Vec<_> = sees.difference(&may).collect();
    assert!(leaked.is_empty(), "{place}: {leaked:?}");
    if !late {
        let had = all.iter().filter(|(.., since)| *since < now);
        let lost: Vec<_> = had.filter(|row| !shown.contains(*row)).collect();
        assert!(lost.is_empty(), "{place}: {lost:?}");
    }
}

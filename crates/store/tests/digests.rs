//! What streams leave behind: digests and their end, what is still to be searched for, counts and positions that are
//! forgotten, sightings that nobody takes.

mod kit;

use handling::Clearance;
use kit::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use stix::marking::Tlp;
use store::*;

const DAY: i64 = 86_400_000_000;
const MARK: &[u8] = b"10.0.0.1 was here, and nobody else";

fn clocked() -> (World, Arc<AtomicI64>) {
    let clock = Arc::new(AtomicI64::new(START));
    let options = Options {
        secret: Some([7; 32]),
        ..Options::new(Arc::new(Still(clock.clone())))
    };
    (World::with(options), clock)
}

fn digest(opened: i64, era: i64, data: &[u8]) -> Digest {
    Digest {
        opened,
        era,
        level: 0,
        until: START + 3 * DAY,
        gate: b"gate".to_vec(),
        data: data.to_vec(),
    }
}

fn step(stream: &str, digests: Vec<Digest>) -> StreamStep {
    StreamStep {
        stream: stream.to_owned(),
        digests,
        ..StreamStep::default()
    }
}

fn held(store: &Store, clearance: &Clearance) -> Vec<(i64, i64, Vec<u8>)> {
    let mut held = Vec::new();
    store
        .digests(clearance, "s", &mut |size, gate, data| {
            assert_eq!(gate, b"gate");
            held.push((size.opened, size.era, data()?));
            Ok(())
        })
        .unwrap();
    held
}

fn search(indicator: &str, era: i64, perhaps: bool) -> SearchFor {
    SearchFor {
        indicator: indicator.to_owned(),
        era,
        perhaps,
    }
}

#[test]
fn what_is_kept_is_for_who_watched_and_is_merged_whole() {
    let (world, _) = clocked();
    let alpha = world.partner("alpha", Tlp::Amber).clearance();
    let (store, operator) = (&world.store, Clearance::system());
    let digests = vec![digest(7, 1, b"a"), digest(7, 2, b"b"), digest(8, 2, b"c")];
    store
        .step_stream(&operator, "test", step("s", digests))
        .unwrap();
    store
        .step_stream(&alpha, "test", step("s", vec![digest(7, 9, b"of alpha")]))
        .unwrap();
    let all = [
        (7, 1, b"a".to_vec()),
        (7, 2, b"b".to_vec()),
        (8, 2, b"c".to_vec()),
    ];
    assert_eq!(held(store, &operator), all);
    assert_eq!(held(store, &Clearance::anonymous()), []);
    assert_eq!(
        (
            store.last_era(&operator, "s").unwrap(),
            store.last_era(&alpha, "s").unwrap()
        ),
        (2, 9)
    );
    let sizes = store.digest_sizes(&operator, "s").unwrap();
    let keys: Vec<i64> = sizes.iter().map(|size| size.key).collect();
    assert_eq!(
        store.digest_data(&operator, &keys[..2]).unwrap(),
        [b"a".to_vec(), b"b".to_vec()]
    );
    assert!(store.digest_data(&alpha, &keys[..1]).is_err());
    let merge =
        |who: &Clearance| store.merge_digests(who, "s", keys[..2].to_vec(), digest(7, 2, b"ab"));
    assert!(merge(&alpha).is_err(), "they are somebody else's");
    merge(&operator).unwrap();
    assert_eq!(
        held(store, &operator),
        [(7, 2, b"ab".to_vec()), (8, 2, b"c".to_vec())]
    );
    assert!(merge(&operator).is_err(), "merged already");
    assert_eq!(
        held(store, &operator).len(),
        2,
        "and nothing is there twice"
    );
    let report = store.streams(&operator).unwrap();
    assert!(report.is_empty() || report[0].digests.is_some());
    store.rewind_stream(&operator, "s").unwrap();
    assert_eq!(held(store, &operator), []);
    assert_eq!(held(store, &alpha).len(), 1);
}

#[test]
fn what_is_deleted_is_gone_from_the_disk_and_was_in_no_backup() {
    let (world, clock) = clocked();
    let (store, operator) = (&world.store, Clearance::system());
    let others: Vec<u8> = (0..40_000_u32).flat_map(u32::to_le_bytes).collect();
    let data = [MARK, &others].concat();
    store
        .step_stream(
            &operator,
            "test",
            step("s", vec![digest(7, 1, &data), digest(START, 1, b"x")]),
        )
        .unwrap();
    let on_disk = |folder: &std::path::Path| {
        let read = |name: &str| std::fs::read(folder.join(name)).unwrap_or_default();
        let all = [read("tansiq.db"), read("tansiq.db-wal")].concat();
        all.windows(MARK.len()).any(|part| part == MARK)
    };
    // Merged, too: the parts it was made of are overwritten.
    let keys = store
        .digest_sizes(&operator, "s")
        .unwrap()
        .iter()
        .map(|size| size.key)
        .take(1)
        .collect();
    let merged = [&others, MARK].concat();
    store
        .merge_digests(&operator, "s", keys, digest(7, 1, &merged))
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    store.backup(folder.path(), &mut |_, _| {}).unwrap();
    assert!(!on_disk(folder.path()));
    assert_eq!(store.drop_digests(&operator, "s", 7).unwrap(), 0);
    assert_eq!(store.drop_digests(&operator, "s", 8).unwrap(), 1);
    assert_eq!(held(store, &operator).len(), 1);
    // Everybody's due ones go, whoever asks.
    clock.store(START + 3 * DAY, Ordering::Relaxed);
    assert_eq!(store.drop_digests(&operator, "another", 0).unwrap(), 1);
    let World { dir, store, .. } = world;
    store.close().unwrap();
    drop(store);
    assert!(!on_disk(dir.path()));
}

#[test]
fn what_is_to_be_searched_for_is_there_until_it_was() {
    let (world, _) = clocked();
    let (store, operator) = (&world.store, Clearance::system());
    let later = |ids: &[&str], era, perhaps| {
        let ids = ids.iter().map(|id| (*id).to_owned()).collect();
        store
            .search_later(&operator, &["s".to_owned()], ids, (era, perhaps))
            .unwrap();
    };
    later(&["a", "b"], 5, false);
    later(&["b", "c"], 6, true);
    let all = [
        search("a", 5, false),
        search("b", 5, false),
        search("c", 6, true),
    ];
    assert_eq!(
        store.searches(&operator, "s", 10).unwrap(),
        all,
        "b is searched for where it was not matched"
    );
    assert_eq!(store.last_era(&operator, "s").unwrap(), 6);
    let searched = StreamStep {
        searched: Some((
            vec!["a".to_owned(), "c".to_owned()],
            serde_json::json!({ "searched": 2 }),
        )),
        ..step("s", Vec::new())
    };
    store.step_stream(&operator, "test", searched).unwrap();
    assert_eq!(
        store.searches(&operator, "s", 10).unwrap(),
        [search("b", 5, false)]
    );
    assert_eq!(store.followed_to(&operator, "s").unwrap(), None);
    let none = |_: &str| false;
    let position = store
        .follow(&operator, "indicator", None, &none, &mut |_| {})
        .unwrap()
        .position;
    store
        .follow_from(&operator, &["s".to_owned()], &position)
        .unwrap();
    assert_eq!(store.followed_to(&operator, "s").unwrap(), Some(position));
}

#[test]
fn what_is_old_is_forgotten_and_stays_in_the_sums() {
    let (world, clock) = clocked();
    let (store, operator) = (&world.store, Clearance::system());
    let hits = |number: u64, last: i64| Hits {
        id: format!("sighting--{}", uuid("sighting", &number.to_string())),
        indicator: indicator(&number.to_string()),
        opened: 0,
        count: number,
        first: 0,
        last,
        evidence: Vec::new(),
        retro: false,
    };
    let position = |name: &str| (name.to_owned(), Some("7".to_owned()));
    let first = StreamStep {
        hits: vec![hits(1, 5), hits(2, START + 100 * DAY)],
        positions: vec![
            position("file 1 1"),
            position("file 1 2"),
            position("nats x"),
            position("out"),
        ],
        ..step("s", Vec::new())
    };
    store.step_stream(&operator, "test", first).unwrap();
    let keep = |days: i64, sources: &[&str]| Keep {
        before: START + days * DAY,
        sources: sources.iter().map(|source| (*source).to_owned()).collect(),
    };
    assert_eq!(
        store.prune_stream(&operator, "s", keep(0, &[])).unwrap(),
        Forgotten::default()
    );
    clock.store(START + 91 * DAY, Ordering::Relaxed);
    let forgotten = store
        .prune_stream(&operator, "s", keep(1, &["file 1 1"]))
        .unwrap();
    assert_eq!(
        forgotten,
        Forgotten {
            sightings: 1,
            positions: 1
        }
    );
    let report = &store.streams(&operator).unwrap()[0];
    assert_eq!((report.sightings, report.matches), (2, 3), "the sums stay");
    let left = store.stream_state(&operator, "s").unwrap().positions;
    let left: Vec<&str> = left.iter().map(|(source, _)| source.as_str()).collect();
    assert_eq!(left, ["file 1 1", "nats x", "out"]);
    assert_eq!(
        store
            .prune_stream(&operator, "s", keep(1, &["file 1 1"]))
            .unwrap(),
        Forgotten::default()
    );
}

#[test]
fn what_nobody_takes_is_given_up_with_a_row_in_the_audit() {
    let (world, clock) = clocked();
    let alpha = world.partner("alpha", Tlp::Amber);
    let shared = world.collection("shared", &[&alpha]);
    let (store, operator) = (&world.store, Clearance::system());
    let shared_one = Make::indicator("1", 1).tlp(Tlp::Green);
    world.post(&alpha, &shared, &[shared_one.json()]);
    let maker = |fold: &Fold, subject: &Subject| {
        assert!(subject.label.is_some());
        let text = Make::new(&fold.hits.id)
            .day(1)
            .with("content", "seen")
            .with("object_refs", vec![fold.hits.indicator.clone()])
            .tlp(Tlp::Green);
        vec![incoming(&text.json())]
    };
    let telling = Telling {
        maker: Maker(Arc::new(maker)),
        tlp: Tlp::Green,
        collection: None,
        every: 0,
        deliver: vec![(alpha.key, true)],
    };
    let hits = Hits {
        id: Make::note("seen", &[]).id(),
        indicator: shared_one.id(),
        opened: 0,
        count: 1,
        first: 1,
        last: 1,
        evidence: Vec::new(),
        retro: false,
    };
    let told = StreamStep {
        hits: vec![hits],
        telling: Some(telling),
        ..step("s", Vec::new())
    };
    let stepped = store.step_stream(&operator, "test", told).unwrap();
    assert_eq!((stepped.told, stepped.queued), (1, 1), "{stepped:?}");
    let waits = || store.outbox_waiting(&operator).unwrap().0;
    assert_eq!(waits(), 1);
    let parcel = store.outbox(&operator, 9).unwrap().remove(0);
    store
        .undelivered(&parcel, START + 40 * DAY, "nobody there")
        .unwrap();
    assert_eq!(store.give_up(&operator, START).unwrap(), []);
    assert_eq!(
        store.give_up(&alpha.clearance(), START + DAY).unwrap(),
        [],
        "only the operator sends"
    );
    clock.store(START + 31 * DAY, Ordering::Relaxed);
    let given_up = store.give_up(&operator, START + DAY).unwrap();
    assert_eq!(given_up, [(parcel.sighting, "nobody there".to_owned())]);
    assert_eq!(waits(), 0);
}

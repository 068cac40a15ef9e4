//! Noninterference at the store's border: two stores that differ only in what `alpha` may not see answer `alpha`
//! alike, down to dates and sealed cursors, whatever `alpha` hands in, ids that exist hidden among it.

mod kit;

use kit::*;
use proptest::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use stix::marking::Tlp;
use store::*;

const STEP: i64 = 10_000_000;

#[derive(Debug, Clone)]
struct Step {
    /// what beta does in the second world only
    hidden: Vec<High>,
    /// what gamma does in both
    open: Option<u8>,
    /// what alpha does in both
    own: Low,
}

#[derive(Debug, Clone)]
enum High {
    Post(Vec<Thing>),
    Delete(Thing),
    Grant(bool),
}

#[derive(Debug, Clone)]
enum Low {
    Post(Vec<(Thing, usize)>),
    Delete(Thing),
    Look,
}

/// Things both may make: their ids collide.
#[derive(Debug, Clone)]
enum Thing {
    Indicator(u8, u32),
    Address(u8),
    Note(u8, u8),
    Definition,
}

impl Thing {
    fn make(&self) -> Make {
        match self {
            Thing::Indicator(name, day) => Make::indicator(&format!("h{name}"), *day),
            Thing::Address(value) => Make::ipv4(&format!("198.51.100.{value}")),
            Thing::Note(name, about) => {
                let ends = [
                    indicator(&format!("h{about}")),
                    indicator(&format!("v{about}")),
                ];
                Make::note(&name.to_string(), &[&ends[0], &ends[1]])
            }
            Thing::Definition => {
                Make::new("marking-definition--0f0f0f0f-1111-4222-8333-444444444444")
                    .with("created", "2026-01-01T00:00:00.000Z")
                    .with("definition_type", "statement")
                    .with("definition", serde_json::json!({ "statement": "ours" }))
            }
        }
    }
}

struct Side {
    world: World,
    time: Arc<AtomicI64>,
    partners: [Partner; 3],
    shared: Collection,
    private: Collection,
}

impl Side {
    fn new() -> Self {
        let time = Arc::new(AtomicI64::new(START));
        let world = World::with(Options {
            clock: Arc::new(Still(time.clone())),
            ..options()
        });
        let partners = ["alpha", "beta", "gamma"].map(|name| world.partner(name, Tlp::Red));
        let [alpha, beta, gamma] = &partners;
        let shared = world.collection("shared", &[alpha, beta, gamma]);
        let private = world.collection("private", &[beta]);
        Self {
            world,
            time,
            shared,
            private,
            partners,
        }
    }

    fn at(&self, time: i64) {
        self.time.store(START + time, Ordering::Relaxed);
    }

    fn high(&self, what: &High) {
        let beta = &self.partners[1];
        match what {
            High::Post(things) => {
                let texts: Vec<String> = things
                    .iter()
                    .map(|thing| thing.make().tlp(Tlp::Red).json())
                    .collect();
                self.world.post(beta, &self.shared, &texts);
                self.world.post(beta, &self.private, &texts);
            }
            High::Delete(thing) => {
                let id = thing.make().id();
                self.world
                    .store
                    .delete(&beta.clearance(), &self.private.id, &id, &all_versions(0))
                    .unwrap();
            }
            High::Grant(read) => {
                self.world
                    .store
                    .grant("op", &self.private.id, "gamma", *read, false)
                    .unwrap();
            }
        }
    }

    /// Everything alpha gets to see of this step.
    fn low(&self, at: usize, step: &Step) -> Vec<String> {
        let alpha = &self.partners[0];
        let mut seen = Vec::new();
        if let Some(name) = step.open {
            let open = Make::indicator(&format!("v{name}"), 1 + at as u32)
                .tlp(Tlp::Green)
                .json();
            self.world.post(&self.partners[2], &self.shared, &[open]);
        }
        match &step.own {
            Low::Post(things) => {
                let levels = [Tlp::Clear, Tlp::Green, Tlp::Red];
                let texts: Vec<String> = things
                    .iter()
                    .map(|(thing, level)| thing.make().tlp(levels[*level]).json())
                    .collect();
                let mut submission =
                    submission(Source::Partner(alpha.key), Some(&self.shared), &texts);
                let id = uuid("status", &at.to_string());
                submission.status = Some(StatusUpdate {
                    id: id.clone(),
                    failures: Vec::new(),
                });
                self.world.store.submit(submission).unwrap();
                seen.push(format!(
                    "{:?}",
                    self.world.store.status(&alpha.clearance(), &id).unwrap()
                ));
            }
            Low::Delete(thing) => {
                let id = thing.make().id();
                let query = page(9);
                let gone =
                    self.world
                        .store
                        .delete(&alpha.clearance(), &self.shared.id, &id, &query);
                seen.push(format!("{gone:?}"));
            }
            Low::Look => {}
        }
        seen.extend(self.look(alpha));
        seen
    }

    fn look(&self, alpha: &Partner) -> Vec<String> {
        let reader = alpha.clearance();
        let store = &self.world.store;
        let mut seen = vec![format!("{:?}", store.collections(&reader).unwrap())];
        for limit in [2, 50] {
            for mut query in [page(limit), all_versions(limit)] {
                let mut each = |row: Row<'_>| seen.push(format!("{:?}", Got::from(&row)));
                let end = store
                    .page(&reader, &self.shared.id, &query, &mut each)
                    .unwrap()
                    .unwrap();
                seen.push(format!(
                    "{:?} {:?} {} {}",
                    end.first, end.last, end.count, end.more
                ));
                let cursor = Cursor {
                    after: end.last.unwrap_or(0),
                    filter: format!("{limit}"),
                };
                seen.push(store.seal_cursor(&reader.reader, &self.shared.id, &cursor));
                query.ids = (0..3).map(|n| indicator(&format!("h{n}"))).collect();
                seen.extend(
                    self.world
                        .all(&reader, &self.shared, &query)
                        .iter()
                        .map(|got| format!("{got:?}")),
                );
            }
        }
        let mut each = |row: Row<'_>| seen.push(format!("{} {}", row.id, row.date_added));
        let end = store.walk(&reader, &all_versions(3), &mut each).unwrap();
        seen.push(format!("{:?} {} {}", end.last, end.count, end.more));
        for thing in [
            Thing::Indicator(0, 1),
            Thing::Address(0),
            Thing::Note(0, 0),
            Thing::Definition,
        ] {
            let id = thing.make().id();
            seen.push(format!(
                "{}",
                store.is_visible(&reader, &self.shared.id, &id).unwrap()
            ));
            seen.push(format!(
                "{}",
                store.is_visible(&reader, &self.private.id, &id).unwrap()
            ));
            let versions = store.object_versions(&reader, &id).unwrap();
            seen.extend(
                versions
                    .iter()
                    .map(|v| format!("{} {} {:?}", v.version, v.received, v.collections)),
            );
        }
        seen
    }
}

fn compare(steps: &[Step]) {
    let (one, two) = (Side::new(), Side::new());
    for (at, step) in steps.iter().enumerate() {
        let time = (at as i64 + 1) * STEP;
        for (n, what) in step.hidden.iter().enumerate() {
            two.at(time - STEP / 2 + n as i64 * 1_000);
            two.high(what);
        }
        one.at(time);
        two.at(time);
        assert_eq!(one.low(at, step), two.low(at, step), "step {at}");
    }
}

fn thing() -> impl Strategy<Value = Thing> {
    prop_oneof![
        (0..3u8, 1..4u32).prop_map(|(name, day)| Thing::Indicator(name, day)),
        (0..2u8).prop_map(Thing::Address),
        (0..2u8, 0..3u8).prop_map(|(name, about)| Thing::Note(name, about)),
        Just(Thing::Definition),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let high = prop_oneof![
        4 => prop::collection::vec(thing(), 1..3).prop_map(High::Post),
        1 => thing().prop_map(High::Delete),
        1 => any::<bool>().prop_map(High::Grant),
    ];
    let low = prop_oneof![
        4 => prop::collection::vec((thing(), 0..3usize), 1..3).prop_map(Low::Post),
        1 => thing().prop_map(Low::Delete),
        1 => Just(Low::Look),
    ];
    (
        prop::collection::vec(high, 0..3),
        prop::option::of(0..3u8),
        low,
    )
        .prop_map(|(hidden, open, own)| Step { hidden, open, own })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn what_alpha_may_not_see_changes_nothing_alpha_sees(steps in prop::collection::vec(step(), 1..8)) {
        compare(&steps);
    }
}

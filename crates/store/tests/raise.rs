//! What rests on something that was raised, while it is relabelled in slices: nobody is shown what it will not have, and
//! whoever loses nothing notices nothing.

mod kit;
#[path = "raise/twin.rs"]
mod twin;

use handling::Clearance;
use kit::*;
use proptest::prelude::*;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use stix::marking::Tlp;
use store::*;
use twin::things::Thing;

/// Everything that rests on anything waits, and nothing is done by itself.
fn by_hand() -> Options {
    Options {
        relabel_inline: 0,
        relabel: Relabel::ByHand,
        ..options()
    }
}

fn drain(store: &Store) {
    for _ in 0..10_000 {
        if !store.relabel_some().unwrap() {
            return;
        }
    }
    panic!("relabelling does not end");
}

/// Alpha owns all; beta may read up to TLP:GREEN, gamma everything.
struct Desk {
    world: World,
    alpha: Partner,
    beta: Partner,
    gamma: Partner,
    shared: Collection,
}

impl Desk {
    fn new(options: Options) -> Self {
        let world = World::with(options);
        let alpha = world.partner("alpha", Tlp::Red);
        let beta = world.partner("beta", Tlp::Green);
        let gamma = world.partner("gamma", Tlp::Amber);
        let shared = world.collection("shared", &[&alpha, &beta, &gamma]);
        Self {
            world,
            alpha,
            beta,
            gamma,
            shared,
        }
    }

    fn post(&self, texts: &[String]) {
        let said = self.world.post(&self.alpha, &self.shared, texts);
        let taken = |o: &Outcome| matches!(o, Outcome::Accepted { .. });
        assert!(said.iter().all(taken), "{said:?}");
    }

    fn node(&self, day: u32, level: Tlp) {
        self.post(&[Make::indicator("node", day).tlp(level).json()]);
    }

    fn edges(&self, count: usize) {
        let edge = |n: usize| {
            let [name, to] = [format!("edge {n}"), format!("far {n}")];
            Make::relationship(&name, &indicator("node"), &indicator(&to)).tlp(Tlp::Clear)
        };
        let texts: Vec<String> = (0..count).map(|n| edge(n).json()).collect();
        self.post(&texts);
    }

    fn seen(&self, who: &Partner) -> Vec<Got> {
        self.world.all(&who.clearance(), &self.shared, &page(7))
    }

    /// How many relationships each path tells beta of.
    fn told_to(&self, who: &Partner, count: usize) -> [usize; 6] {
        let reader = who.clearance();
        let store = &self.world.store;
        let edge = |n: usize| {
            format!(
                "relationship--{}",
                uuid("relationship", &format!("edge {n}"))
            )
        };
        let ids: Vec<String> = (0..count).map(edge).collect();
        let texts: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut walked = 0;
        let each = &mut |row: Row<'_>| walked += usize::from(row.id.starts_with("relationship"));
        store.walk(&reader, &page(1_000), each).unwrap();
        let mut about = 0;
        let each = &mut |_| about += 1;
        store.about(&reader, &indicator("node"), each).unwrap();
        let search = Search {
            text: "related-to".to_owned(),
            limit: 1_000,
            ..Search::default()
        };
        let hits = store.search(&reader, &search).unwrap();
        let page = self.seen(who).into_iter();
        let visible = |id: &&String| store.is_visible(&reader, &self.shared.id, id).unwrap();
        [
            page.filter(|got| got.id.starts_with("relationship"))
                .count(),
            ids.iter().filter(visible).count(),
            store
                .sees(&reader, &texts)
                .unwrap()
                .iter()
                .filter(|sees| **sees)
                .count(),
            walked,
            about,
            hits.0.hits.len(),
        ]
    }
}

#[test]
fn what_rests_on_a_raised_node_is_gone_at_once_on_every_path() {
    let desk = Desk::new(by_hand());
    desk.node(1, Tlp::Clear);
    desk.edges(9);
    drain(&desk.world.store);
    let before = desk.seen(&desk.gamma);
    let found = desk.told_to(&desk.beta, 9)[5];
    assert_eq!(desk.told_to(&desk.beta, 9), [9, 9, 9, 9, 9, found]);
    desk.node(2, Tlp::Amber);
    let mut slices = 0;
    loop {
        assert_eq!(desk.told_to(&desk.beta, 9), [0; 6], "after {slices} slices");
        assert_eq!(desk.told_to(&desk.gamma, 9), [9, 9, 9, 9, 9, found]);
        // Who loses nothing sees no date move.
        let now = desk.seen(&desk.gamma);
        assert_eq!(now[..9], before[1..], "after {slices} slices");
        if !desk.world.store.relabel_few().unwrap() {
            break;
        }
        slices += 1;
    }
    assert!(slices >= 9, "{slices}");
    assert_eq!(desk.told_to(&desk.beta, 9), [0; 6]);
    assert!(!desk.world.store.is_relabelling().unwrap());
}

#[test]
fn handing_in_the_node_again_does_not_begin_anew() {
    let desk = Desk::new(by_hand());
    desk.node(1, Tlp::Clear);
    desk.edges(9);
    drain(&desk.world.store);
    desk.node(2, Tlp::Amber);
    let mut slices = 0;
    while desk.world.store.relabel_few().unwrap() {
        slices += 1;
        assert!(slices < 20, "it does not end");
        let again = Make::indicator("node", 2).tlp(Tlp::Amber).json();
        let said = desk.world.post(&desk.alpha, &desk.shared, &[again]);
        assert_eq!(said, [Outcome::Known]);
        if slices < 4 {
            let [name, to] = [format!("late {slices}"), indicator("far")];
            let late = Make::relationship(&name, &indicator("node"), &to);
            desk.post(&[late.tlp(Tlp::Clear).json()]);
        }
    }
    let late = desk.seen(&desk.beta);
    assert!(late.is_empty(), "{late:?}");
}

#[test]
fn what_is_lowered_appears_slice_by_slice_after_everybodys_cursor() {
    let desk = Desk::new(by_hand());
    desk.node(1, Tlp::Amber);
    desk.edges(5);
    drain(&desk.world.store);
    let cursor = desk.seen(&desk.gamma).last().unwrap().date_added;
    desk.node(2, Tlp::Clear);
    let mut shown = vec![desk.told_to(&desk.beta, 5)[0]];
    while desk.world.store.relabel_few().unwrap() {
        shown.push(desk.told_to(&desk.beta, 5)[0]);
    }
    assert_eq!(shown, [0, 1, 2, 3, 4, 5]);
    let late = desk.seen(&desk.beta).into_iter();
    assert!(
        late.filter(|got| got.id.starts_with("rel"))
            .all(|got| got.date_added > cursor)
    );
    // Alpha and gamma have had them all along.
    for who in [&desk.alpha, &desk.gamma] {
        let mut edges = desk
            .seen(who)
            .into_iter()
            .filter(|got| got.id.starts_with("rel"));
        assert!(edges.all(|got| got.date_added <= cursor));
    }
}

#[test]
fn what_is_raised_and_lowered_again_at_once_is_after_the_cursor_of_who_looked_between() {
    let desk = Desk::new(by_hand());
    desk.node(1, Tlp::Clear);
    desk.edges(3);
    drain(&desk.world.store);
    let cursor = desk.seen(&desk.beta).last().unwrap().date_added;
    desk.node(2, Tlp::Amber);
    desk.world.store.relabel_few().unwrap();
    assert!(desk.seen(&desk.beta).is_empty());
    // Before what was lost is relabelled, it is given back.
    desk.node(3, Tlp::Clear);
    drain(&desk.world.store);
    let seen = desk.seen(&desk.beta);
    let mut edges = seen.iter().filter(|got| got.id.starts_with("rel"));
    assert!(edges.all(|got| got.date_added > cursor), "{seen:?}");
    assert_eq!(seen.len(), 4);
}

/// Alpha hands these in at once while beta's note about indicators 0 and 2 is here; the rows gamma has of it before and
/// after, in slices and at once.
fn of_one_post(things: &[Thing]) -> Vec<[Vec<(String, i64)>; 2]> {
    let inline = Options {
        relabel_inline: 1_000,
        ..by_hand()
    };
    let run = |options| {
        let desk = Desk::new(options);
        let rows = || -> Vec<_> {
            let seen = desk.seen(&desk.gamma).into_iter();
            let notes = seen.filter(|got| got.id.starts_with("note"));
            notes.map(|got| (got.id, got.date_added)).collect()
        };
        let about = [0, 2].map(|n: usize| indicator(&n.to_string()));
        let note = Make::note("0", &[&about[0], &about[1]]).tlp(Tlp::Clear);
        let said = desk.world.post(&desk.beta, &desk.shared, &[note.json()]);
        assert!(matches!(said[0], Outcome::Accepted { .. }), "{said:?}");
        drain(&desk.world.store);
        let had = rows();
        let texts: Vec<String> = things.iter().map(Thing::json).collect();
        desk.world.post(&desk.alpha, &desk.shared, &texts);
        assert_eq!(rows(), had, "before it is relabelled");
        drain(&desk.world.store);
        assert_eq!(desk.world.store.check().unwrap(), [""; 0]);
        [had, rows()]
    };
    vec![run(inline), run(by_hand())]
}

fn of_day(day: u32, unknown: bool) -> Thing {
    Thing::Indicator {
        name: 2,
        day,
        by: None,
        tlp: Some(0),
        variant: 0,
        unknown,
    }
}

#[test]
fn what_one_post_takes_and_gives_back_has_not_moved() {
    for [had, has] in of_one_post(&[of_day(1, true), of_day(2, false)]) {
        assert_eq!(had.len(), 1);
        assert_eq!(had, has);
    }
}

#[test]
fn what_one_post_takes_and_defines_has_not_moved() {
    let things = [of_day(1, true), of_day(2, true), Thing::Definition];
    for [had, has] in of_one_post(&things) {
        assert_eq!(had.len(), 1);
        assert_eq!(had, has);
    }
}

#[test]
fn what_is_looked_at_between_two_objects_of_a_post_has_not_moved() {
    // Alpha hands in the very same note, so that its label is made in the middle of the post.
    let about = [0, 2].map(|n: usize| indicator(&n.to_string()));
    let note = Make::note("0", &[&about[0], &about[1]]).tlp(Tlp::Clear);
    let again = Thing::Edge {
        name: 0,
        day: 1,
        from: 0,
        to: 2,
        tlp: Some(0),
    };
    assert_eq!(again.json(), note.json());
    let things = [of_day(1, true), again, of_day(2, false)];
    for [had, has] in of_one_post(&things) {
        assert_eq!(had.len(), 1);
        assert_eq!(had, has);
    }
}

#[test]
fn what_waits_is_hidden_from_whoever_hands_in_its_id() {
    let desk = Desk::new(by_hand());
    desk.node(1, Tlp::Clear);
    let note = Make::note("n", &[&indicator("node")]).tlp(Tlp::Clear);
    desk.post(&[note.json()]);
    drain(&desk.world.store);
    desk.node(2, Tlp::Amber);
    // To beta the id is free.
    let newer = note.day(3).json();
    let said = desk.world.post(&desk.beta, &desk.shared, &[newer]);
    let Outcome::Quarantined { reasons, .. } = &said[0] else {
        panic!("{said:?}")
    };
    assert!(reasons[0].starts_with("Q-TWIN"), "{reasons:?}");
}

#[test]
fn a_chain_of_notes_falls_with_its_foot() {
    let desk = Desk::new(by_hand());
    desk.node(1, Tlp::Clear);
    let mut below = indicator("node");
    for depth in 0..40 {
        let note = Make::note(&format!("note {depth}"), &[&below]).tlp(Tlp::Clear);
        below = note.id();
        desk.post(&[note.json()]);
    }
    drain(&desk.world.store);
    assert_eq!(desk.seen(&desk.beta).len(), 41);
    desk.node(2, Tlp::Amber);
    let mut slices = 0;
    loop {
        assert_eq!(desk.seen(&desk.beta).len(), 0, "after {slices} slices");
        assert_eq!(desk.seen(&desk.gamma).len(), 41);
        // What is handed in meanwhile has the label it must have.
        let top = Make::note(&format!("late {slices}"), &[&below]).tlp(Tlp::Clear);
        if slices < 3 {
            desk.post(&[top.json()]);
            assert_eq!(desk.seen(&desk.beta).len(), 0);
            let explained =
                desk.world
                    .store
                    .explain(&Clearance::system(), &top.id(), &desk.beta.clearance());
            assert!(!explained.unwrap()[0].decision.give);
            desk.world
                .store
                .delete(
                    &desk.alpha.clearance(),
                    &desk.shared.id,
                    &top.id(),
                    &all_versions(0),
                )
                .unwrap();
        }
        if !desk.world.store.relabel_few().unwrap() {
            break;
        }
        slices += 1;
    }
    assert!(slices >= 40, "{slices}");
    desk.node(3, Tlp::Clear);
    drain(&desk.world.store);
    assert_eq!(desk.seen(&desk.beta).len(), 41);
}

#[test]
fn the_operator_is_told_what_waits_as_it_has_to_be() {
    let desk = Desk::new(by_hand());
    desk.node(1, Tlp::Clear);
    desk.edges(2);
    drain(&desk.world.store);
    desk.node(2, Tlp::Amber);
    let system = Clearance::system();
    let edge = format!("relationship--{}", uuid("relationship", "edge 0"));
    let store = &desk.world.store;
    let version = store
        .object_versions(&system, &edge)
        .unwrap()
        .pop()
        .unwrap();
    assert_eq!(version.label.tlp(), Tlp::Amber);
    let mut labels = Vec::new();
    let each = &mut |row: Row<'_>, label: &handling::Label| {
        labels.push((row.id.to_owned(), label.tlp()));
    };
    let whole = page(9);
    store
        .page_with_labels(&system, &desk.shared.id, &whole, each)
        .unwrap();
    assert!(
        labels.iter().all(|(_, tlp)| *tlp == Tlp::Amber),
        "{labels:?}"
    );
    let mut withheld = Vec::new();
    let each = &mut |hidden: Withheld<'_>| withheld.push(hidden.row.id.to_owned());
    let of = (None, 9);
    store
        .withheld(&system, &desk.beta.clearance(), &desk.shared.id, of, each)
        .unwrap();
    assert_eq!(withheld.len(), 3, "{withheld:?}");
    // Put elsewhere meanwhile, it goes there under what it has to be.
    let other = desk.world.collection("other", &[&desk.beta, &desk.gamma]);
    store
        .add_to_collection("test", &other.id, std::slice::from_ref(&edge))
        .unwrap();
    assert_eq!(desk.world.ids(&desk.beta.clearance(), &other), [""; 0]);
    assert_eq!(desk.world.ids(&desk.gamma.clearance(), &other), [edge]);
    drain(store);
    assert_eq!(store.check().unwrap(), [""; 0]);
}

#[test]
fn a_store_that_was_left_in_the_middle_goes_on_when_it_is_opened() {
    let mut desk = Desk::new(by_hand());
    desk.node(1, Tlp::Clear);
    desk.edges(20);
    drain(&desk.world.store);
    desk.node(2, Tlp::Amber);
    for _ in 0..3 {
        assert!(desk.world.store.relabel_few().unwrap());
    }
    let path = desk.world.dir.path().to_owned();
    let reopen = |relabel| {
        let ours = Options {
            relabel,
            ..by_hand()
        };
        Store::open(&path, ours).unwrap()
    };
    // Between two slices.
    desk.world.store = reopen(Relabel::ByHand);
    assert!(desk.world.store.is_relabelling().unwrap());
    assert_eq!(desk.told_to(&desk.beta, 20), [0; 6]);
    desk.world.store = reopen(Relabel::Background);
    while desk.world.store.is_relabelling().unwrap() {
        assert_eq!(desk.told_to(&desk.beta, 20), [0; 6]);
    }
    assert_eq!(desk.told_to(&desk.beta, 20), [0; 6]);
    assert_eq!(desk.told_to(&desk.gamma, 20)[0], 20);
    assert_eq!(desk.world.store.check().unwrap(), [""; 0]);
}

#[test]
fn who_closes_a_store_can_wait_for_what_it_began() {
    let desk = Desk::new(Options {
        relabel: Relabel::Finish,
        ..by_hand()
    });
    desk.node(1, Tlp::Clear);
    desk.edges(50);
    desk.node(2, Tlp::Amber);
    desk.world.store.close().unwrap();
    assert!(!desk.world.store.is_relabelling().unwrap());
}

#[test]
fn the_audit_names_exactly_who_was_given_what_meanwhile() {
    let desk = Desk::new(by_hand());
    desk.node(1, Tlp::Clear);
    desk.edges(4);
    drain(&desk.world.store);
    desk.node(2, Tlp::Amber);
    desk.world.store.relabel_few().unwrap();
    let store = &desk.world.store;
    for (who, of) in [
        (&desk.beta, true),
        (&desk.gamma, true),
        (&desk.beta, false),
        (&desk.gamma, false),
    ] {
        let query = page(100);
        let each = &mut |_: Row<'_>| {};
        let end = match of {
            true => store
                .page(&who.clearance(), &desk.shared.id, &query, each)
                .unwrap()
                .unwrap(),
            false => store.walk(&who.clearance(), &query, each).unwrap(),
        };
        let reader = who.clearance().reader;
        let collection = of.then(|| desk.shared.id.clone());
        store.note_served(Served {
            reader,
            collection,
            what: "objects",
            query,
            end,
            dates: Vec::new(),
        });
    }
    store.close().unwrap();
    for n in 0..4 {
        let edge = format!(
            "relationship--{}",
            uuid("relationship", &format!("edge {n}"))
        );
        let who = |store: &Store| -> Vec<(Option<String>, bool, u64)> {
            let got = store
                .who_got(&Clearance::system(), &edge)
                .unwrap()
                .into_iter();
            got.map(|got| (got.partner, got.collection.is_some(), got.times))
                .collect()
        };
        let gamma = || Some("gamma".to_owned());
        let expected = [(gamma(), true, 1), (gamma(), false, 1)];
        assert_eq!(who(store), expected);
        drain(store);
        assert_eq!(who(store), expected, "when it is relabelled");
    }
    // Nobody is told of more than it was served.
    let order = RecallOrder {
        ids: vec![format!("relationship--{}", uuid("relationship", "edge 3"))],
        of: None,
        reason: "wrong".to_owned(),
        keep_tearlines: false,
    };
    let recall = store.recall("test", order).unwrap();
    let recalls = store
        .recalls(&Clearance::system(), Some(recall), None)
        .unwrap();
    let told: Vec<_> = recalls[0]
        .told
        .iter()
        .map(|told| told.partner.as_deref())
        .collect();
    assert_eq!(told, [Some("gamma")]);
}

#[test]
fn a_killed_writer_leaves_nothing_shown_and_the_next_one_ends_it() {
    let desk = Desk::new(options());
    desk.node(1, Tlp::Clear);
    desk.edges(300);
    desk.node(2, Tlp::Amber);
    desk.node(3, Tlp::Clear);
    assert_eq!(desk.told_to(&desk.beta, 300)[0], 300);
    let mut child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child_that_raises", "--nocapture"])
        .env("TANSIQ_RAISE_CHILD", desk.world.dir.path())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
    assert!(lines.any(|line| line.is_ok_and(|line| line.contains("raised"))));
    while desk.world.store.is_relabelling().unwrap() {
        assert_eq!(desk.told_to(&desk.beta, 300)[..5], [0; 5]);
        child.kill().unwrap();
        // Its last slice is there or not.
        child.wait().unwrap();
        desk.world.store.relabel_few().unwrap();
    }
    child.wait().unwrap();
    assert_eq!(desk.told_to(&desk.beta, 300)[..5], [0; 5]);
    assert_eq!(desk.told_to(&desk.gamma, 300)[0], 300);
    assert_eq!(desk.world.store.check().unwrap(), [""; 0]);
}

/// Not a test by itself: raises the node, then relabels a few edges at a time until it is killed.
#[test]
fn child_that_raises() {
    let Ok(dir) = std::env::var("TANSIQ_RAISE_CHILD") else {
        return;
    };
    let now = std::sync::Arc::new(Still(std::sync::Arc::new(AtomicI64::new(START))));
    now.0.fetch_add(10_000_000_000, Ordering::Relaxed);
    let store = Store::open(
        Path::new(&dir),
        Options {
            clock: now,
            ..by_hand()
        },
    )
    .unwrap();
    let shared = store.find_collection("shared").unwrap().unwrap();
    let raised = Make::indicator("node", 4).tlp(Tlp::Amber).json();
    let key = store.partner("alpha").unwrap().unwrap().key;
    let source = Source::Partner(key);
    store
        .submit(submission(source, Some(&shared), &[raised]))
        .unwrap();
    println!("raised");
    while store.relabel_few().unwrap() {}
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn two_stores_say_the_same_in_slices_and_at_once(steps in prop::collection::vec(twin::step(), 1..14)) {
        twin::run(&steps);
    }
}

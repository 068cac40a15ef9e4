//! Killed at any moment, full disks, several processes: nothing acknowledged is lost, nothing is half there.
//!
//! A killed process does not lose what the kernel holds, so this cannot see a missing fsync; it sees lost replies,
//! half batches, broken chains and double dates.

mod kit;

use handling::Clearance;
use kit::*;
use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use store::*;

/// Objects in each batch of the child.
const BATCH: usize = 3;

/// Not a test by itself: writes batches into the folder it is told, and says which are acknowledged.
#[test]
fn child_that_writes() {
    let Ok(dir) = std::env::var("TANSIQ_STORE_CHILD") else {
        return;
    };
    let name = std::env::var("TANSIQ_STORE_NAME").unwrap();
    let rounds: usize = std::env::var("TANSIQ_STORE_ROUNDS")
        .unwrap()
        .parse()
        .unwrap();
    let store = Store::open(Path::new(&dir), Options::new(std::sync::Arc::new(Machine))).unwrap();
    let collection = store.find_collection("shared").unwrap().unwrap();
    for round in 0..rounds {
        let objects: Vec<String> = (0..BATCH)
            .map(|at| Make::indicator(&format!("{name} {round} {at}"), 1).json())
            .collect();
        let source = Source::Operator(name.clone());
        store
            .submit(submission(source, Some(&collection), &objects))
            .unwrap();
        println!("acknowledged {name} {round}");
    }
}

fn child(dir: &Path, name: &str, rounds: usize) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child_that_writes", "--nocapture"])
        .env("TANSIQ_STORE_CHILD", dir)
        .env("TANSIQ_STORE_NAME", name)
        .env("TANSIQ_STORE_ROUNDS", rounds.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn acknowledged(line: &str) -> Option<String> {
    line.split_once("acknowledged ")
        .map(|(_, round)| round.to_owned())
}

#[test]
fn nothing_acknowledged_is_lost_when_killed() {
    let world = World::new();
    let shared = world.collection("shared", &[]);
    let mut sure = HashSet::new();
    for kill in 0..12_usize {
        let mut child = child(world.dir.path(), &format!("life-{kill}"), 10_000);
        let mut lines = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(|line| line.ok());
        let enough = 1 + kill * 3;
        sure.extend(
            lines
                .by_ref()
                .filter_map(|line| acknowledged(&line))
                .take(enough),
        );
        child.kill().unwrap();
        // What it said before it died counts as well.
        sure.extend(lines.filter_map(|line| acknowledged(&line)));
        child.wait().unwrap();
    }
    assert!(sure.len() >= 12);
    let there: HashSet<String> = world
        .ids(&Clearance::system(), &shared)
        .into_iter()
        .collect();
    for round in &sure {
        assert!(
            (0..BATCH).all(|at| there.contains(&indicator(&format!("{round} {at}")))),
            "{round} is lost"
        );
    }
    assert_eq!(there.len() % BATCH, 0, "half a batch is there");
    assert_eq!(world.store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn two_processes_write_side_by_side_and_dates_stay_unique_and_rise() {
    let world = World::with(Options {
        clock: std::sync::Arc::new(Machine),
        ..options()
    });
    let shared = world.collection("shared", &[]);
    let rounds = 60;
    let children = ["one", "two"].map(|name| child(world.dir.path(), name, rounds));
    let mine: Vec<String> = (0..rounds)
        .map(|n| Make::indicator(&format!("mine {n}"), 1).json())
        .collect();
    for object in &mine {
        world.import(Some(&shared), std::slice::from_ref(object));
    }
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let got = world.all(&Clearance::system(), &shared, &page(50));
    assert_eq!(got.len(), rounds * (2 * BATCH + 1));
    assert!(
        got.windows(2)
            .all(|pair| pair[0].date_added < pair[1].date_added)
    );
    assert_eq!(world.store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn jobs_of_many_threads_share_commits_and_a_failing_one_takes_back_only_itself() {
    let world = World::new();
    let shared = world.collection("shared", &[]);
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let (world, shared) = (&world, &shared);
            scope.spawn(move || {
                for n in 0..10 {
                    let object = Make::indicator(&format!("{thread} {n}"), 1).json();
                    world.import(Some(shared), &[object]);
                    let taken = world.store.create_collection(
                        "test",
                        NewCollection {
                            id: Some(shared.id.clone()),
                            title: String::new(),
                            description: None,
                            alias: None,
                            public: false,
                            communities: Vec::new(),
                        },
                    );
                    assert!(matches!(taken, Err(Error::Exists(_))));
                }
            });
        }
    });
    assert_eq!(world.ids(&Clearance::system(), &shared).len(), 80);
    assert_eq!(world.store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn what_another_process_changed_counts_at_once() {
    let world = World::new();
    let alpha = world.partner("alpha", stix::marking::Tlp::Amber);
    let shared = world.collection("shared", &[&alpha]);
    let here = |name: &str| {
        let object = Make::indicator(name, 1)
            .tlp(stix::marking::Tlp::Green)
            .json();
        world.submit(Source::Partner(alpha.key), Some(&shared), &[object])
    };
    here("a").unwrap();
    assert_eq!(world.ids(&alpha.clearance(), &shared).len(), 1);
    let other = Store::open(world.dir.path(), options()).unwrap();
    other.grant("test", "shared", "alpha", true, false).unwrap();
    assert!(matches!(here("b"), Err(Error::NotFound(_))));
    other.revoke("test", "shared", "alpha").unwrap();
    assert!(world.all(&alpha.clearance(), &shared, &page(9)).is_empty());
}

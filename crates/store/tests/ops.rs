//! Statuses, quarantine, audit, cursors, backup: what surrounds the objects.

mod kit;

use handling::{Clearance, Reader};
use kit::*;
use rusqlite::Connection;
use stix::marking::Tlp;
use store::*;

fn raw(world: &World) -> Connection {
    Connection::open(world.dir.path().join("tansiq.db")).unwrap()
}

#[test]
fn a_status_is_pending_then_complete_and_its_submitters_only() {
    let world = World::new();
    let (alpha, beta) = (
        world.partner("alpha", Tlp::Amber),
        world.partner("beta", Tlp::Amber),
    );
    let shared = world.collection("shared", &[&alpha, &beta]);
    let id = uuid("status", "one");
    let job = NewJob {
        id: id.clone(),
        source: Source::Partner(alpha.key),
        collection: shared.id.clone(),
        body: b"body".to_vec(),
        total: 2,
    };
    assert!(!world.store.enqueue(job).unwrap().complete);
    assert_eq!(
        world.store.pending_jobs().unwrap(),
        std::slice::from_ref(&id)
    );
    assert_eq!(world.store.job(&id).unwrap().unwrap().body, b"body");
    assert!(
        world
            .store
            .status(&beta.clearance(), &id)
            .unwrap()
            .is_none()
    );
    let texts = [
        Make::indicator("a", 1).json(),
        Make::indicator("b", 1).by("beta").json(),
    ];
    let mut submission = submission(Source::Partner(alpha.key), Some(&shared), &texts);
    submission.status = Some(StatusUpdate {
        id: id.clone(),
        failures: Vec::new(),
    });
    let receipt = world.store.submit(submission).unwrap();
    assert!(matches!(receipt.outcomes[1], Outcome::Quarantined { .. }));
    let status = world
        .store
        .status(&alpha.clearance(), &id)
        .unwrap()
        .unwrap();
    assert!(
        status.complete && status.successes.len() == 2,
        "quarantined looks like taken in"
    );
    assert!(status.successes.iter().all(|item| item.message.is_none()));
    assert!(world.store.pending_jobs().unwrap().is_empty());
}

#[test]
fn statuses_are_dropped_after_a_day() {
    let time = std::sync::Arc::new(std::sync::atomic::AtomicI64::new(START));
    let clock = std::sync::Arc::new(Still(time.clone()));
    let world = World::with(Options { clock, ..options() });
    let alpha = world.partner("alpha", Tlp::Amber);
    let shared = world.collection("shared", &[&alpha]);
    let mut submission = submission(Source::Partner(alpha.key), Some(&shared), &[]);
    submission.status = Some(StatusUpdate {
        id: uuid("status", "x"),
        failures: Vec::new(),
    });
    world.store.submit(submission).unwrap();
    let there = || {
        world
            .store
            .status(&alpha.clearance(), &uuid("status", "x"))
            .unwrap()
            .is_some()
    };
    let day = 24 * 60 * 60 * 1_000_000;
    time.store(START + day, std::sync::atomic::Ordering::Relaxed);
    world.store.expire().unwrap();
    assert!(there());
    time.store(START + day + 1, std::sync::atomic::Ordering::Relaxed);
    assert!(!there());
    world.store.expire().unwrap();
    let left: i64 = raw(&world)
        .query_row("SELECT count(*) FROM status", [], |row| row.get(0))
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn quarantined_objects_are_served_to_nobody_until_the_operator_releases_them() {
    let world = World::new();
    let (alpha, beta) = (
        world.partner("alpha", Tlp::Amber),
        world.partner("beta", Tlp::Amber),
    );
    let shared = world.collection("shared", &[&alpha, &beta]);
    let foreign = Make::indicator("x", 1).by("beta").tlp(Tlp::Green);
    let Outcome::Quarantined { key, .. } = world.post(&alpha, &shared, &[foreign.json()])[0] else {
        panic!("accepted")
    };
    let again = world.post(&alpha, &shared, &[foreign.json()]);
    assert!(
        matches!(again[0], Outcome::Quarantined { key: same, .. } if same == key),
        "held once"
    );
    for reader in [alpha.clearance(), beta.clearance(), Clearance::system()] {
        assert!(world.ids(&reader, &shared).is_empty());
    }
    assert!(
        world
            .store
            .quarantine(&alpha.clearance(), 0, 9)
            .unwrap()
            .is_empty()
    );
    let held = world.store.quarantine(&Clearance::system(), 0, 9).unwrap();
    assert!(held[0].reasons[0].starts_with("Q-FOREIGN"), "{held:?}");
    assert!(matches!(
        world.store.release_quarantined("op", key).unwrap(),
        Outcome::Accepted { .. }
    ));
    assert_eq!(world.ids(&beta.clearance(), &shared), [foreign.id()]);
    assert!(
        world
            .store
            .quarantined(&Clearance::system(), key)
            .unwrap()
            .is_none()
    );
    assert_eq!(world.store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_hidden_twin_is_kept_apart_and_shared_when_released() {
    let world = World::new();
    let (alpha, beta) = (
        world.partner("alpha", Tlp::Amber),
        world.partner("beta", Tlp::Amber),
    );
    let gamma = world.partner("gamma", Tlp::Amber);
    let shared = world.collection("shared", &[&alpha, &beta, &gamma]);
    world.post(
        &alpha,
        &shared,
        &[Make::indicator("x", 1).tlp(Tlp::Red).json()],
    );
    let twin = Make::indicator("x", 2).tlp(Tlp::Green);
    let Outcome::Quarantined { key, .. } = world.post(&beta, &shared, &[twin.json()])[0] else {
        panic!("accepted")
    };
    assert_eq!(
        world.ids(&beta.clearance(), &shared),
        [twin.id()],
        "its submitter sees it"
    );
    assert!(world.ids(&gamma.clearance(), &shared).is_empty());
    world.store.release_quarantined("op", key).unwrap();
    assert_eq!(world.ids(&gamma.clearance(), &shared), [twin.id()]);
    let Outcome::Quarantined { key, .. } =
        world.post(&beta, &shared, &[Make::indicator("x", 3).json()])[0]
    else {
        panic!("accepted")
    };
    world.store.drop_quarantined("op", key).unwrap();
    assert_eq!(
        world.all(&beta.clearance(), &shared, &page(9))[0].version,
        "2026-01-03T00:00:00.000Z"
    );
}

#[test]
fn a_released_conflict_stands_in_place_of_the_other() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Amber);
    let shared = world.collection("shared", &[&alpha]);
    let text = |name: &str| {
        Make::indicator("x", 1)
            .tlp(Tlp::Green)
            .with("name", name)
            .json()
    };
    world.post(&alpha, &shared, &[text("first")]);
    let Outcome::Quarantined { key, .. } = world.post(&alpha, &shared, &[text("second")])[0] else {
        panic!("accepted")
    };
    world.store.release_quarantined("op", key).unwrap();
    let got = world.all(&alpha.clearance(), &shared, &all_versions(9));
    assert_eq!(got.len(), 1);
    assert_eq!(got[0].bytes, text("second").as_bytes());
}

fn audited() -> World {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Amber);
    let shared = world.collection("shared", &[&alpha]);
    for name in ["a", "b", "c"] {
        world.post(&alpha, &shared, &[Make::indicator(name, 1).json()]);
    }
    world
}

#[test]
fn changed_objects_and_lost_places_are_found() {
    for sql in [
        "UPDATE object SET bytes = CAST(replace(CAST(bytes AS TEXT), 'indicator', 'indicated') AS BLOB) WHERE seq = 2",
        "DELETE FROM object WHERE seq = 2",
        "UPDATE object SET label = label + 1 WHERE seq = 1",
    ] {
        let world = audited();
        assert_eq!(world.store.check().unwrap(), Vec::<String>::new());
        raw(&world).execute_batch(sql).unwrap();
        assert!(!world.store.check().unwrap().is_empty(), "{sql}");
    }
}

#[test]
fn what_was_served_is_joined_and_written_and_holds_no_secret() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Amber);
    let shared = world.collection("shared", &[&alpha]);
    let objects: Vec<String> = (0..5)
        .map(|n| Make::indicator(&format!("{n}"), 1).tlp(Tlp::Green).json())
        .collect();
    world.import(Some(&shared), &objects);
    let mut query = page(2);
    loop {
        let end = world
            .store
            .page(&alpha.clearance(), &shared.id, &query, &mut |_| ())
            .unwrap()
            .unwrap();
        world.store.note_served(Served {
            reader: alpha.clearance().reader,
            collection: Some(shared.id.clone()),
            what: "objects",
            query: query.clone(),
            end,
            dates: Vec::new(),
        });
        if !end.more {
            break;
        }
        query.after = end.last;
    }
    world
        .store
        .set_credential("op", "alpha", "$argon2id$secret")
        .unwrap();
    world.store.close().unwrap();
    let rows = world.store.audit(&Clearance::system(), 0, 99).unwrap();
    let served: Vec<&AuditRow> = rows.iter().filter(|row| row.action == "serve").collect();
    assert_eq!(served.len(), 1, "{served:?}");
    assert!(served[0].detail.contains("\"count\":5"));
    assert!(
        !rows
            .iter()
            .any(|row| row.detail.contains("argon2id") || row.detail.contains("hash of"))
    );
    assert!(
        world
            .store
            .audit(&alpha.clearance(), 0, 99)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_cursor_opens_for_its_reader_and_collection_only() {
    let world = World::new();
    let store = &world.store;
    let reader = |key| Reader::Partner {
        key,
        name: "p".to_owned(),
    };
    let cursor = Cursor {
        after: 1_700_000_000_000_001,
        filter: "type=indicator".to_owned(),
    };
    let sealed = store.seal_cursor(&reader(1), "c", &cursor);
    assert_eq!(sealed, store.seal_cursor(&reader(1), "c", &cursor));
    assert_eq!(
        store.open_cursor(&reader(1), "c", &sealed),
        Some(cursor.clone())
    );
    assert_eq!(store.open_cursor(&reader(2), "c", &sealed), None);
    assert_eq!(store.open_cursor(&reader(1), "d", &sealed), None);
    assert_eq!(store.open_cursor(&Reader::Anonymous, "c", &sealed), None);
    for at in 0..sealed.len() {
        let mut touched = sealed.clone().into_bytes();
        touched[at] = if touched[at] == b'A' { b'B' } else { b'A' };
        let touched = String::from_utf8(touched).unwrap();
        assert_eq!(
            store.open_cursor(&reader(1), "c", &touched),
            None,
            "byte {at}"
        );
    }
    for garbage in ["", "AAAA", "!", "é"] {
        assert_eq!(store.open_cursor(&reader(1), "c", garbage), None);
    }
}

#[test]
fn a_backup_made_in_use_restores_to_the_same_answers() {
    let world = audited();
    let to = tempfile::tempdir().unwrap();
    let mut reports = 0;
    world
        .store
        .backup(to.path(), &mut |done, all| {
            reports += u64::from(done <= all)
        })
        .unwrap();
    assert!(reports > 0);
    assert!(matches!(
        world.store.backup(to.path(), &mut |_, _| ()),
        Err(Error::Exists(_))
    ));
    let back = tempfile::tempdir().unwrap();
    restore(to.path(), back.path()).unwrap();
    assert!(matches!(
        restore(to.path(), back.path()),
        Err(Error::Exists(_))
    ));
    let restored = Store::open(back.path(), options()).unwrap();
    let all = |store: &Store| {
        let mut ids = Vec::new();
        store
            .walk(&Clearance::system(), &all_versions(99), &mut |row| {
                ids.push(row.id.to_owned())
            })
            .unwrap();
        ids
    };
    assert_eq!(all(&restored), all(&world.store));
    let damaged = tempfile::tempdir().unwrap();
    std::fs::copy(
        to.path().join("tansiq.db"),
        damaged.path().join("tansiq.db"),
    )
    .unwrap();
    let conn = Connection::open(damaged.path().join("tansiq.db")).unwrap();
    conn.execute_batch("DELETE FROM audit WHERE seq = 3")
        .unwrap();
    let nowhere = tempfile::tempdir().unwrap();
    assert!(matches!(
        restore(damaged.path(), nowhere.path()),
        Err(Error::Corrupt(_))
    ));
    assert!(!nowhere.path().join("tansiq.db").exists());
}

#[test]
fn an_explanation_names_the_rule_and_is_the_operators_only() {
    let world = World::new();
    let (alpha, beta) = (
        world.partner("alpha", Tlp::Amber),
        world.partner("beta", Tlp::Green),
    );
    let shared = world.collection("shared", &[&alpha, &beta]);
    world.post(
        &alpha,
        &shared,
        &[Make::indicator("x", 1).tlp(Tlp::Amber).json()],
    );
    let explained = world
        .store
        .explain(&Clearance::system(), &indicator("x"), &beta.clearance())
        .unwrap();
    assert!(!explained[0].decision.give);
    assert_eq!(explained[0].decision.deciding().unwrap().rule, "R-TLP");
    assert!(
        world
            .store
            .explain(&beta.clearance(), &indicator("x"), &beta.clearance())
            .unwrap()
            .is_empty()
    );
    assert!(
        world
            .store
            .object_versions(&beta.clearance(), &indicator("x"))
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        world
            .store
            .object_versions(&alpha.clearance(), &indicator("x"))
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_reader_of_the_house_is_granted_no_writing() {
    let world = World::new();
    let shared = world.collection("shared", &[]);
    let person = NewPerson {
        name: "rita".to_owned(),
        role: Role::Reader,
        max_tlp: Tlp::Amber,
        communities: Vec::new(),
        markings: Vec::new(),
        credential_hash: "hash".to_owned(),
    };
    let rita = world.store.add_person("test", person).unwrap();
    let grant = |write| world.store.grant("test", &shared.id, "rita", true, write);
    assert!(matches!(grant(true), Err(Error::Invalid(_))));
    grant(false).unwrap();
    let view = world
        .store
        .collection(&rita.clearance(), &shared.id)
        .unwrap();
    assert!(view.is_some_and(|view| view.can_read && !view.can_write));
}

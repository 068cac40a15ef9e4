//! The audit as evidence: every way to change it that can be found is found, and what cannot is written down here.

mod kit;

use handling::Clearance;
use kit::*;
use ledger::{Checkpoint, Proof, VerifierKey, leaf, line};
use rusqlite::{Connection, types::Value};
use stix::marking::Tlp;
use stix::timestamp::format_micros;
use store::*;

/// Twelve rows, of which a checkpoint signs eight.
fn audited() -> (World, String) {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Amber);
    let shared = world.collection("shared", &[&alpha]);
    for name in ["a", "b", "c", "d"] {
        world.post(&alpha, &shared, &[Make::indicator(name, 1).json()]);
    }
    let note = world.store.checkpoint_audit().unwrap();
    for name in ["e", "f", "g", "h"] {
        world.post(&alpha, &shared, &[Make::indicator(name, 1).json()]);
    }
    (world, note)
}

const ROWS: i64 = 12;
const SIGNED: i64 = 8;

fn raw(world: &World) -> Connection {
    Connection::open(world.dir.path().join("tansiq.db")).unwrap()
}

fn fault(world: &World) -> Option<i64> {
    let verdict = world.store.verify_audit(&[]).unwrap();
    verdict.fault.map(|(row, _)| row)
}

/// What someone writes who knows the form: the row, and the hash that fits it.
fn rehash(conn: &Connection, seq: i64) {
    let hash = conn
        .query_row(
            "SELECT at, actor, action, detail, salt FROM audit WHERE seq = ?1",
            [seq],
            |row| {
                let (at, salt): (i64, Vec<u8>) = (row.get(0)?, row.get(4)?);
                let text = |at: usize| row.get::<_, String>(at);
                let line = line(
                    seq,
                    &format_micros(at),
                    &text(1)?,
                    &text(2)?,
                    &text(3)?,
                    &salt,
                );
                Ok(leaf(line.as_bytes()))
            },
        )
        .unwrap();
    conn.execute(
        "UPDATE audit SET hash = ?2 WHERE seq = ?1",
        (seq, &hash[..]),
    )
    .unwrap();
}

/// The same for `state`, as if there had never been other rows.
fn restate(conn: &Connection) {
    let mut peaks = ledger::Peaks::default();
    let mut stmt = conn.prepare("SELECT hash FROM audit ORDER BY seq").unwrap();
    for hash in stmt.query_map([], |row| row.get::<_, [u8; 32]>(0)).unwrap() {
        peaks.push(hash.unwrap());
    }
    let size = i64::try_from(peaks.size()).unwrap();
    conn.execute(
        "UPDATE state SET audit_seq = ?1, audit_peaks = ?2",
        (size, peaks.to_bytes()),
    )
    .unwrap();
}

#[test]
fn an_audit_nobody_touched_is_whole() {
    let (world, note) = audited();
    let verdict = world.store.verify_audit(&[note]).unwrap();
    assert_eq!(verdict.fault, None);
    assert_eq!((verdict.rows, verdict.signed), (12, 8));
    assert_eq!(
        verdict.checkpoints, 2,
        "the store's, and the same one held elsewhere"
    );
}

#[test]
fn every_column_of_every_row_counts() {
    let changes = [
        "at = at + 1",
        "actor = actor || 'x'",
        "action = action || 'x'",
        "detail = replace(detail, '}', ' }')",
        "salt = x'00000000000000000000000000000000'",
        "hash = x'0000000000000000000000000000000000000000000000000000000000000000'",
    ];
    let (world, _) = audited();
    let conn = raw(&world);
    for seq in 1..=ROWS {
        for change in changes {
            conn.execute_batch("BEGIN").unwrap();
            conn.execute_batch(
                "CREATE TEMP TABLE IF NOT EXISTS kept AS SELECT * FROM audit WHERE 0",
            )
            .unwrap();
            conn.execute("INSERT INTO kept SELECT * FROM audit WHERE seq = ?1", [seq])
                .unwrap();
            conn.execute(&format!("UPDATE audit SET {change} WHERE seq = ?1"), [seq])
                .unwrap();
            conn.execute_batch("COMMIT").unwrap();
            assert_eq!(fault(&world), Some(seq), "{change} in row {seq}");
            conn.execute_batch("INSERT OR REPLACE INTO audit SELECT * FROM kept; DELETE FROM kept")
                .unwrap();
            assert_eq!(fault(&world), None, "put back");
        }
    }
}

#[test]
fn a_changed_row_is_found_though_its_hash_was_made_to_fit() {
    let (world, _) = audited();
    let conn = raw(&world);
    for seq in 1..=ROWS {
        let before: Vec<Value> = conn
            .query_row(
                "SELECT actor, hash FROM audit WHERE seq = ?1",
                [seq],
                |row| Ok(vec![row.get(0)?, row.get(1)?]),
            )
            .unwrap();
        conn.execute("UPDATE audit SET actor = 'mallory' WHERE seq = ?1", [seq])
            .unwrap();
        rehash(&conn, seq);
        let from = if seq <= SIGNED { 1 } else { SIGNED + 1 };
        assert_eq!(fault(&world), Some(from), "row {seq}, between two roots");
        conn.execute(
            "UPDATE audit SET actor = ?2, hash = ?3 WHERE seq = ?1",
            (seq, &before[0], &before[1]),
        )
        .unwrap();
    }
    assert_eq!(fault(&world), None);
}

#[test]
fn two_rows_that_changed_places_are_found() {
    let (world, _) = audited();
    let conn = raw(&world);
    let swap = |one: i64, other: i64| {
        for (from, to) in [(one, -1), (other, one), (-1, other)] {
            conn.execute("UPDATE audit SET seq = ?2 WHERE seq = ?1", (from, to))
                .unwrap();
        }
    };
    for seq in 1..ROWS {
        swap(seq, seq + 1);
        assert_eq!(fault(&world), Some(seq), "rows {seq} and {}", seq + 1);
        rehash(&conn, seq);
        rehash(&conn, seq + 1);
        assert!(fault(&world).is_some(), "and with hashes that fit");
        swap(seq, seq + 1);
        rehash(&conn, seq);
        rehash(&conn, seq + 1);
        assert_eq!(fault(&world), None, "put back");
    }
}

#[test]
fn a_row_that_is_gone_is_missed() {
    for seq in 1..=ROWS {
        let (world, _) = audited();
        raw(&world)
            .execute("DELETE FROM audit WHERE seq = ?1", [seq])
            .unwrap();
        assert_eq!(fault(&world), Some(seq));
        // And when all that came after moves up and is made to fit.
        let conn = raw(&world);
        for later in seq + 1..=ROWS {
            conn.execute(
                "UPDATE audit SET seq = ?1 WHERE seq = ?2",
                (later - 1, later),
            )
            .unwrap();
            rehash(&conn, later - 1);
        }
        assert!(fault(&world).is_some(), "row {seq}, closed up");
    }
}

#[test]
fn a_row_that_was_added_is_found() {
    let (world, _) = audited();
    let conn = raw(&world);
    conn.execute_batch("INSERT INTO audit VALUES (13, 1, 'x', 'y', '{}', x'00', x'00')")
        .unwrap();
    assert_eq!(fault(&world), Some(13));
    rehash(&conn, 13);
    assert_eq!(fault(&world), Some(13));
}

/// With rows and `state` made anew, what was signed is still missed.
#[test]
fn whoever_writes_state_anew_is_found_by_the_checkpoint_up_to_what_it_signed() {
    let (world, _) = audited();
    let conn = raw(&world);
    conn.execute_batch("DELETE FROM audit WHERE seq >= 8")
        .unwrap();
    restate(&conn);
    let verdict = world.store.verify_audit(&[]).unwrap();
    let (row, how) = verdict.fault.unwrap();
    assert_eq!(row, 8, "{how}");
    let (world, _) = audited();
    let conn = raw(&world);
    conn.execute("UPDATE audit SET actor = 'mallory' WHERE seq = 3", [])
        .unwrap();
    rehash(&conn, 3);
    restate(&conn);
    assert_eq!(fault(&world), Some(1), "one of rows 1 to 8");
}

/// The two things that cannot be promised, each with what finds it all the same.
#[test]
fn what_only_a_checkpoint_kept_elsewhere_finds() {
    // 1. Rows after the newest checkpoint, with `state` made to fit: nothing in the file can tell.
    let (world, _) = audited();
    let later = world.store.checkpoint_audit().unwrap();
    let conn = raw(&world);
    conn.execute_batch(
        "DELETE FROM audit_checkpoint WHERE size > 8; DELETE FROM audit WHERE seq > 10",
    )
    .unwrap();
    restate(&conn);
    assert_eq!(fault(&world), None);
    let held = world.store.verify_audit(&[later]).unwrap();
    assert_eq!(held.fault.map(|(row, _)| row), Some(11));
    // 2. Everything anew, checkpoints too, by whoever can read the key.
    let (world, note) = audited();
    let conn = raw(&world);
    conn.execute_batch(
        "UPDATE audit SET actor = 'mallory' WHERE seq = 3; DELETE FROM audit_checkpoint",
    )
    .unwrap();
    rehash(&conn, 3);
    restate(&conn);
    world.store.checkpoint_audit().unwrap();
    assert_eq!(fault(&world), None);
    let held = world.store.verify_audit(&[note]).unwrap();
    assert_eq!(held.fault.map(|(row, _)| row), Some(1));
}

#[test]
fn a_checkpoint_by_another_key_is_none() {
    let (world, _) = audited();
    let (other, note) = audited();
    assert_ne!(
        world.store.audit_key().unwrap(),
        other.store.audit_key().unwrap()
    );
    let held = world
        .store
        .verify_audit(std::slice::from_ref(&note))
        .unwrap();
    assert!(held.fault.is_some());
    raw(&world)
        .execute("UPDATE audit_checkpoint SET note = ?1", [&note])
        .unwrap();
    assert!(fault(&world).is_some());
    let garbage = world.store.verify_audit(&["garbage".to_owned()]);
    assert!(matches!(garbage, Err(Error::Invalid(_))));
}

#[test]
fn commits_sign_after_enough_rows_or_enough_time() {
    let sizes = |world: &World| -> Vec<i64> {
        let conn = raw(world);
        let mut stmt = conn
            .prepare("SELECT size FROM audit_checkpoint ORDER BY size")
            .unwrap();
        let sizes = stmt.query_map([], |row| row.get(0)).unwrap();
        sizes.collect::<rusqlite::Result<_>>().unwrap()
    };
    let by_rows = World::with(Options {
        checkpoint_rows: 3,
        ..options()
    });
    let by_time = World::with(Options {
        checkpoint_after: 60_000_000,
        ..options()
    });
    for n in 0..9 {
        by_rows.partner(&format!("p{n}"), Tlp::Green);
        by_time.partner(&format!("p{n}"), Tlp::Green);
    }
    // The third row made the key needed, whose own row is the fourth.
    assert_eq!(sizes(&by_rows), [4, 7, 10]);
    assert_eq!(by_rows.store.verify_audit(&[]).unwrap().signed, 10);
    assert!(
        sizes(&by_time).is_empty(),
        "the clock of tests ticks a second a job"
    );
    for n in 9..40 {
        by_time.partner(&format!("p{n}"), Tlp::Green);
    }
    assert_eq!(sizes(&by_time).len(), 1);
    assert_eq!(by_time.store.verify_audit(&[]).unwrap().fault, None);
}

#[test]
fn rows_are_proven_and_nothing_else_is_shown() {
    let (world, old) = audited();
    let system = Clearance::system();
    let proof = world
        .store
        .prove_rows(&system, &[2, 9], Some(&old))
        .unwrap();
    let text = proof.to_text();
    let key: VerifierKey = world.store.audit_key().unwrap();
    let checked = Proof::read(&text).unwrap().check(Some(&key)).unwrap();
    assert_eq!(
        checked.rows.iter().map(|row| row.seq).collect::<Vec<_>>(),
        [2, 9]
    );
    assert_eq!(checked.rows[0].action, "collection.create");
    assert_eq!(checked.since.unwrap().size, 8);
    for row in world.store.audit(&system, 0, 99).unwrap() {
        let shown = [2, 9].contains(&row.seq);
        let detail = row.detail.replace('"', "\\\"");
        assert_eq!(text.contains(&detail), shown, "row {}", row.seq);
    }
    let alpha = world.store.partner("alpha").unwrap().unwrap().clearance();
    assert!(world.store.prove_rows(&alpha, &[2], None).is_err());
    assert!(matches!(
        world.store.prove_rows(&system, &[99], None),
        Err(Error::NotFound(_))
    ));
    let other = audited().1;
    assert!(matches!(
        world.store.prove_rows(&system, &[], Some(&other)),
        Err(Error::Invalid(_))
    ));
}

/// A neighbour's hash must not be guessable from what its row may hold: the same rows hash differently each time.
#[test]
fn rows_are_salted() {
    let hashes = || -> Vec<String> {
        let rows = audited()
            .0
            .store
            .audit(&Clearance::system(), 0, 99)
            .unwrap();
        rows.into_iter().map(|row| row.hash).collect()
    };
    let (one, other) = (hashes(), hashes());
    assert!(one.iter().all(|hash| !other.contains(hash)));
}

#[test]
fn a_backup_has_no_signing_key_and_a_restored_store_signs_with_its_own() {
    let (world, _) = audited();
    let key = world.store.audit_key().unwrap();
    let seed: Vec<u8> = raw(&world)
        .query_row("SELECT value FROM secret WHERE name = 'audit'", [], |row| {
            row.get(0)
        })
        .unwrap();
    let copy = tempfile::tempdir().unwrap();
    world.store.backup(copy.path(), &mut |_, _| ()).unwrap();
    let bytes = std::fs::read(copy.path().join("tansiq.db")).unwrap();
    assert!(!bytes.windows(32).any(|window| window == seed));
    let back = tempfile::tempdir().unwrap();
    restore(copy.path(), back.path()).unwrap();
    let restored = Store::open(back.path(), options()).unwrap();
    let note = restored.checkpoint_audit().unwrap();
    let new = restored.audit_key().unwrap();
    assert_ne!(new, key);
    assert!(Checkpoint::open(&note, &new).is_ok());
    let verdict = restored.verify_audit(&[]).unwrap();
    assert_eq!(
        (verdict.fault, verdict.checkpoints),
        (None, 2),
        "both keys' checkpoints"
    );
}

/// Reads a page as the server does.
fn read(world: &World, reader: &Partner, of: &Collection) {
    let clearance = reader.clearance();
    let query = page(9);
    let end = world
        .store
        .page(&clearance, &of.id, &query, &mut |_| ())
        .unwrap()
        .unwrap();
    world.store.note_served(Served {
        reader: clearance.reader,
        collection: Some(of.id.clone()),
        what: "objects",
        query,
        end,
        dates: Vec::new(),
    });
    world.store.close().unwrap();
}

#[test]
fn a_third_party_is_shown_what_one_partner_was_served_and_nothing_of_others() {
    let world = World::new();
    let (alpha, beta, gamma) = (
        world.partner("alpha", Tlp::Amber),
        world.partner("beta", Tlp::Amber),
        world.partner("gamma", Tlp::Amber),
    );
    let shared = world.collection("shared", &[&alpha, &beta, &gamma]);
    let text = Make::indicator("x", 1).tlp(Tlp::Green).json();
    world.post(&alpha, &shared, std::slice::from_ref(&text));
    world.post(
        &alpha,
        &shared,
        &[Make::indicator("other", 1).tlp(Tlp::Green).json()],
    );
    for reader in [&gamma, &beta, &gamma, &beta] {
        read(&world, reader, &shared);
    }
    let system = Clearance::system();
    let prove = |id: &str, partner: &str| {
        world
            .store
            .prove_served(&system, "op", (id, partner), None)
            .unwrap()
    };
    let proof = prove(&indicator("x"), "beta").unwrap();
    let key = world.store.audit_key().unwrap();
    let checked = proof.check(Some(&key)).unwrap();
    assert_eq!(checked.rows.len(), 3, "two pages and the statement");
    let stated = checked.statement.unwrap();
    assert_eq!(
        (stated.id.as_str(), stated.partner.as_str()),
        (&*indicator("x"), "beta")
    );
    assert_eq!(stated.served.len(), 2);
    let digest = ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
    let digest: String = digest.as_ref().iter().map(|b| format!("{b:02x}")).collect();
    assert!(
        stated
            .served
            .iter()
            .all(|handed| handed.whole && handed.sha256 == digest)
    );
    let shown = proof.to_text();
    for secret in ["gamma", "alpha", "Make", &indicator("other")] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }

    // Statement and rows must be those of one another.
    let theirs = prove(&indicator("x"), "gamma").unwrap();
    let mut mixed = theirs.clone();
    mixed.rows = [&proof.rows[..2], &theirs.rows[2..]].concat();
    assert!(
        mixed.check(None).is_err(),
        "rows of another log, of another partner"
    );
    let mut fewer = theirs.clone();
    fewer.rows.remove(0);
    assert!(fewer.check(None).is_err(), "a row the statement speaks of");

    assert!(prove(&indicator("x"), "alpha").is_none());
    assert!(prove("indicator--00000000-0000-4000-8000-0000000000ff", "beta").is_none());
    let nobody = world
        .store
        .prove_served(&system, "op", ("x", "nobody"), None);
    assert!(matches!(nobody, Err(Error::NotFound(_))));
    let beta = world
        .store
        .prove_served(&beta.clearance(), "op", (&indicator("x"), "beta"), None);
    assert!(beta.unwrap().is_none(), "only the operator");
}

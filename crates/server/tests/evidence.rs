//! The audit shown to others: keys, checkpoints and proofs as files, checked where there is no store.

mod support;
use support::{Place, Run, shown, tansiq};

/// As whoever is shown a proof runs it: no data folder, no configuration.
fn check(arguments: &[&str]) -> Run {
    let mut command = tansiq();
    command.args(["audit", "check"]).args(arguments);
    support::ended(command)
}

fn with_rows(place: &Place) {
    for name in ["alpha", "beta", "gamma"] {
        place
            .run(&["partner", "add", name, "--max-tlp", "green"])
            .exits(0);
    }
}

fn key(place: &Place) -> String {
    let run = place.run(&["audit", "key"]).exits(0);
    run.stdout.trim().to_owned()
}

#[test]
fn a_log_that_grew_is_shown_to_have_grown() {
    let place = Place::new();
    with_rows(&place);
    let (old, proof) = (
        shown(&place.path("old.note")),
        shown(&place.path("proof.json")),
    );
    place.run(&["audit", "checkpoint", "--out", &old]).exits(0);
    place.collection("Shared");
    place
        .run(&["audit", "checkpoint", "--since", &old, "--out", &proof])
        .exits(0);
    let run = check(&[&proof, "--key", &key(&place), "--since", &old]).exits(0);
    assert!(
        run.stdout.contains("begins with the 4 rows"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("whose key that is"), "{}", run.stdout);
    let run = check(&[&proof]).exits(0);
    assert!(run.stdout.contains("whose key that is"), "{}", run.stdout);
    place.run(&["audit", "verify", "--since", &old]).exits(0);

    let other = Place::new();
    with_rows(&other);
    let run = check(&[&proof, "--key", &key(&other), "--json"]).exits(1);
    assert_eq!(run.json()["valid"], false);
    let theirs = shown(&other.path("theirs.note"));
    other
        .run(&["audit", "checkpoint", "--out", &theirs])
        .exits(0);
    check(&[&proof, "--since", &theirs]).exits(1);
    place.run(&["audit", "verify", "--since", &theirs]).exits(1);
    place
        .run(&["audit", "checkpoint", "--since", &theirs])
        .exits(2);
}

#[test]
fn what_is_no_proof_is_told_apart_from_what_cannot_be_read() {
    let place = Place::new();
    with_rows(&place);
    let garbage = shown(&place.write("garbage", "{}"));
    check(&[&garbage]).exits(1);
    let run = check(&[&shown(&place.path("absent"))]).exits(2);
    assert!(run.stderr.starts_with("error[T009]"), "{}", run.stderr);
    let run = check(&[&garbage, "--key", "abc"]).exits(2);
    assert!(run.stderr.starts_with("error[T008]"), "{}", run.stderr);
}

#[test]
fn a_restored_store_says_that_it_signs_with_another_key() {
    let place = Place::new();
    with_rows(&place);
    let before = key(&place);
    let copy = shown(&place.path("copy.db"));
    place.run(&["backup", &copy]).exits(0);
    let other = Place::new();
    let run = other.run(&["restore", &copy]).exits(0);
    assert!(run.stderr.contains("tansiq audit key"), "{}", run.stderr);
    assert_ne!(key(&other), before);
    other.run(&["audit", "verify"]).exits(0);
}

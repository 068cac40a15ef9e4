//! The audit shown to others: keys, checkpoints and proofs as files, checked where there is no store.

mod support;
use support::{Place, Run, bundle, malware, malware_id, shown, tansiq};

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

#[test]
fn what_a_partner_was_served_is_proven_to_a_third_party() {
    let place = Place::new();
    let collection = place.collection("Shared");
    let mut tokens = Vec::new();
    for name in ["north", "south"] {
        let run = place
            .run(&["partner", "add", name, "--max-tlp", "amber"])
            .exits(0);
        tokens.push(run.stdout.trim().to_owned());
        place
            .run(&["collection", "grant", &collection, name, "--read"])
            .exits(0);
    }
    let file = shown(&place.write("two.json", bundle(&[malware(1), malware(2)])));
    place
        .run(&[
            "import",
            &file,
            "--collection",
            &collection,
            "--default-tlp",
            "green",
        ])
        .exits(0);
    let prove = |id: &str, partner: &str| {
        let to = shown(&place.path("north.proof"));
        (
            place.run(&["audit", "prove", id, "--partner", partner, "--out", &to]),
            to,
        )
    };
    let (run, _) = prove(&malware_id(1), "north");
    let run = run.exits(1);
    assert!(run.stderr.contains("knows of nothing"), "{}", run.stderr);
    let server = place.serve(&[]);
    let path = format!("/tansiq/collections/{collection}/objects/");
    for (name, token) in ["north", "south"].iter().zip(&tokens) {
        let (status, body) = server.get(&path, Some((name, token)));
        assert_eq!(
            (status, body["objects"].as_array().map(Vec::len)),
            (200, Some(2))
        );
    }
    drop(server);
    // What a killed server served in its last quarter of a second is not in the log; ask until it is.
    let server = place.serve(&[]);
    server.get(&path, Some(("north", &tokens[0])));
    let mut found = prove(&malware_id(1), "north");
    for _ in 0..200 {
        if found.0.code == 0 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        found = prove(&malware_id(1), "north");
    }
    let proof = found.1;
    found.0.exits(0);
    let run = check(&[&proof, "--key", &key(&place)]).exits(0);
    for words in [
        "`north` was served",
        "handed to the connection",
        "north  serve",
    ] {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
    let text = std::fs::read_to_string(&proof).unwrap();
    assert!(
        !text.contains("south") && !text.contains(&malware_id(2)),
        "{text}"
    );
    let bent = shown(&place.write("bent.proof", text.replacen("north", "mouth", 1)));
    check(&[&bent]).exits(1);
    place
        .run(&["audit", "prove", &malware_id(7), "--partner", "north"])
        .exits(1);
    place
        .run(&["audit", "prove", &malware_id(1), "--partner", "nroth"])
        .exits(2);
}

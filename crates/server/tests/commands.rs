//! The forms that scripts rely on, and what every command says when it cannot do what was asked.

mod support;
use support::{Place, bundle, malware, malware_id, shown, tansiq};

const IDENTITY: &str = "identity--0000000a-0000-4000-8000-000000000000";

#[test]
fn a_partner_is_added_with_a_token_that_is_shown_once() {
    let place = Place::new();
    let run = place
        .run(&[
            "partner",
            "add",
            "alpha",
            "--identity",
            IDENTITY,
            "--max-tlp",
            "amber+strict",
            "--community",
            "north",
            "--community",
            "south",
            "--json",
        ])
        .exits(0);
    let partner = run.json();
    let token = partner["token"].as_str().unwrap().to_owned();
    assert_eq!(partner["name"], "alpha");
    assert!(token.starts_with("tsq_alpha."), "{token}");
    assert_eq!(partner["identities"][0], IDENTITY);
    assert_eq!(partner["max_tlp"], "amber+strict");
    assert_eq!(partner["communities"].as_array().unwrap().len(), 2);

    let shown = place.run(&["partner", "show", "alpha", "--json"]).exits(0);
    assert!(shown.json().get("token").is_none());
    let secret = token.split('.').next_back().unwrap();
    for run in [
        shown,
        place.run(&["partner", "list", "--json"]),
        place.run(&["audit", "list", "--json"]),
    ] {
        assert!(
            !run.stdout.contains(secret) && !run.stdout.contains("argon2"),
            "{}",
            run.stdout
        );
    }

    let rotated = place
        .run(&["partner", "rotate", "alpha", "--json"])
        .exits(0)
        .json();
    assert_ne!(rotated["token"].as_str().unwrap(), token);
    place
        .run(&["partner", "add", "alpha", "--max-tlp", "green"])
        .exits(2);
}

#[test]
fn what_a_partner_may_see_is_changed_by_command() {
    let place = Place::new();
    let add = [
        "partner",
        "add",
        "alpha",
        "--max-tlp",
        "amber",
        "--community",
        "north",
    ];
    place.run(&add).exits(0);
    let changed = place
        .run(&["partner", "change", "alpha", "--max-tlp", "green", "--json"])
        .exits(0)
        .json();
    assert_eq!(changed["max_tlp"], "green");
    assert_eq!(changed["communities"], serde_json::json!(["north"]));
    place
        .run(&["partner", "change", "alpha", "--no-community"])
        .exits(0);
    let shown = place
        .run(&["partner", "show", "alpha", "--json"])
        .exits(0)
        .json();
    assert_eq!(shown["communities"], serde_json::json!([]));
    let audit = place.run(&["audit", "list", "--json"]).exits(0).stdout;
    assert!(audit.contains("partner.clearance"), "{audit}");
    let same = place
        .run(&["partner", "change", "alpha", "--max-tlp", "green"])
        .exits(2);
    assert!(
        same.stderr.contains("leaves `alpha` as it is"),
        "{}",
        same.stderr
    );
    place
        .run(&["person", "change", "alpha", "--max-tlp", "red"])
        .exits(2);
    place
        .run(&["partner", "change", "beta", "--max-tlp", "red"])
        .exits(2);
}

#[test]
fn the_token_alone_is_on_stdout_and_talk_is_on_stderr() {
    let place = Place::new();
    let run = place
        .run(&["partner", "add", "alpha", "--max-tlp", "green"])
        .exits(0);
    assert!(
        run.stdout.starts_with("tsq_alpha.") && run.stdout.lines().count() == 1,
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("shown this once"), "{}", run.stderr);
}

#[test]
fn a_password_may_come_from_stdin() {
    let place = Place::new();
    let add = [
        "partner",
        "add",
        "alpha",
        "--max-tlp",
        "clear",
        "--password-stdin",
        "--json",
    ];
    let run = place
        .run_with_input(&add, b"correct horse battery\n")
        .exits(0);
    assert!(run.json()["token"].is_null(), "{}", run.stdout);
    let run = place
        .run_with_input(&["partner", "rotate", "alpha", "--password-stdin"], b"\n")
        .exits(2);
    assert!(
        run.stderr.starts_with("error[T008]: the password is empty"),
        "{}",
        run.stderr
    );
}

#[test]
fn every_level_is_understood() {
    let place = Place::new();
    for level in ["clear", "green", "amber", "amber+strict", "red"] {
        let name = format!("p-{}", level.replace('+', "-"));
        let run = place
            .run(&["partner", "add", &name, "--max-tlp", level, "--json"])
            .exits(0);
        assert_eq!(run.json()["max_tlp"], level);
    }
    let run = place
        .run(&["partner", "add", "x", "--max-tlp", "amver"])
        .exits(2);
    assert!(run.stderr.starts_with("error[T001]:"), "{}", run.stderr);
    assert!(run.stderr.contains("hint:"), "{}", run.stderr);
}

#[test]
fn a_collection_is_made_granted_and_revoked() {
    let place = Place::new();
    let id = "6d1f0c0a-5a0e-4b8f-9f0b-2f6f6f3f9a77";
    let run = place
        .run(&[
            "collection",
            "create",
            "Shared picture",
            "--id",
            id,
            "--public",
            "--community",
            "north",
            "--json",
        ])
        .exits(0);
    let collection = run.json();
    assert_eq!(
        (&collection["id"], &collection["public"]),
        (&id.into(), &true.into())
    );
    place
        .run(&["partner", "add", "alpha", "--max-tlp", "green"])
        .exits(0);
    for collection in [id, "Shared picture"] {
        place
            .run(&[
                "collection",
                "grant",
                collection,
                "alpha",
                "--read",
                "--write",
            ])
            .exits(0);
    }
    let shown = place
        .run(&["collection", "show", id, "--json"])
        .exits(0)
        .json();
    let grant = serde_json::json!([{"partner": "alpha", "read": true, "write": true}]);
    assert_eq!(shown["grants"], grant);
    let partner = place
        .run(&["partner", "show", "alpha", "--json"])
        .exits(0)
        .json();
    assert_eq!(partner["collections"][0]["id"], id);
    place.run(&["collection", "revoke", id, "alpha"]).exits(0);
    place.run(&["collection", "revoke", id, "alpha"]).exits(1);
    let shown = place
        .run(&["collection", "show", id, "--json"])
        .exits(0)
        .json();
    assert_eq!(shown["grants"], serde_json::json!([]));
}

#[test]
fn rights_add_up() {
    let place = Place::new();
    let id = place.collection("c");
    place
        .run(&["partner", "add", "alpha", "--max-tlp", "green"])
        .exits(0);
    place
        .run(&["collection", "grant", &id, "alpha", "--read"])
        .exits(0);
    place
        .run(&["collection", "grant", &id, "alpha", "--write"])
        .exits(0);
    let shown = place.run(&["collection", "show", &id, "--json"]).json();
    assert_eq!(
        (&shown["grants"][0]["read"], &shown["grants"][0]["write"]),
        (&true.into(), &true.into())
    );
    place.run(&["collection", "grant", &id, "alpha"]).exits(2);
}

#[test]
fn objects_are_shown_explained_and_moved_between_collections() {
    let place = Place::new();
    let id = place.collection("first");
    let second = place.collection("second");
    place
        .run(&["partner", "add", "alpha", "--max-tlp", "green"])
        .exits(0);
    place
        .run(&["collection", "grant", &id, "alpha", "--read"])
        .exits(0);
    let file = place.write("one.json", bundle(&[malware(7)]));
    let run = place
        .run(&[
            "import",
            &shown(&file),
            "--collection",
            &id,
            "--default-tlp",
            "amber",
            "--json",
        ])
        .exits(0);
    assert_eq!(run.json()["accepted"], 1);

    let object = malware_id(7);
    let run = place
        .run(&["object", "show", &object, "--versions", "--json"])
        .exits(0);
    assert!(
        run.stdout.contains(&malware(7)),
        "the bytes are kept: {}",
        run.stdout
    );
    let version = &run.json()["versions"][0];
    assert_eq!(
        (&version["tlp"], &version["collections"][0]["id"]),
        (&"amber".into(), &id.as_str().into())
    );

    let run = place
        .run(&["explain", &object, "--as", "alpha", "--json"])
        .exits(0);
    assert_eq!(run.json()["decisions"][0]["give"], false);
    let run = place.run(&["explain", &object, "--as", "alpha"]).exits(0);
    assert!(
        run.stdout.contains("withheld") && run.stdout.contains("R-TLP"),
        "{}",
        run.stdout
    );

    place.run(&["collection", "add", &second, &object]).exits(0);
    let exported = place
        .run(&["export", "--collection", &second, "--format", "ndjson"])
        .exits(0);
    assert_eq!(exported.stdout, format!("{}\n", malware(7)));
    place
        .run(&["collection", "remove", &second, &object])
        .exits(0);
    place.run(&["export", "--collection", &second]).exits(1);
}

#[test]
fn exports_are_what_a_partner_may_see() {
    let place = Place::new();
    let id = place.collection("c");
    place
        .run(&["partner", "add", "alpha", "--max-tlp", "green"])
        .exits(0);
    let run = place
        .run(&["export", "--collection", &id, "--as", "alpha"])
        .exits(1);
    assert!(run.stderr.contains("may not read"), "{}", run.stderr);
    place
        .run(&["collection", "grant", &id, "alpha", "--read"])
        .exits(0);
    for (number, level) in [(1, "green"), (2, "red")] {
        let name = format!("{level}.json");
        let file = place.write(&name, malware(number));
        place
            .run(&[
                "import",
                &shown(&file),
                "--collection",
                &id,
                "--default-tlp",
                level,
            ])
            .exits(0);
    }
    let run = place
        .run(&[
            "export",
            "--collection",
            &id,
            "--as",
            "alpha",
            "--format",
            "ndjson",
        ])
        .exits(0);
    assert_eq!(run.stdout, format!("{}\n", malware(1)));
    let run = place.run(&["export", "--format", "ndjson"]).exits(0);
    assert_eq!(run.stdout.lines().count(), 2);
    let run = place.run(&["export", "--type", "campaign"]).exits(1);
    assert!(run.stdout.contains("\"bundle\""), "{}", run.stdout);
    let out = place.path("out.json");
    place.run(&["export", "--out", &shown(&out)]).exits(0);
    let written = std::fs::read_to_string(out).unwrap();
    assert!(written.contains(&malware(1)) && written.contains(&malware(2)));
}

#[test]
fn wrong_names_get_a_near_one_and_leave_nothing_behind() {
    let place = Place::new();
    let run = place.run(&["partner", "list"]).exits(2);
    assert!(
        run.stderr.starts_with("error[T003]: there is no store in"),
        "{}",
        run.stderr
    );
    assert!(!place.path("data").exists());

    place
        .run(&["partner", "add", "alpha", "--max-tlp", "green"])
        .exits(0);
    let id = place.collection("Shared");
    let run = place.run(&["partner", "show", "alhpa"]).exits(1);
    assert!(
        run.stderr.contains("error[T004]") && run.stderr.contains("did you mean `alpha`?"),
        "{}",
        run.stderr
    );
    let run = place
        .run(&["collection", "grant", "Sharde", "alpha", "--read"])
        .exits(2);
    assert!(
        run.stderr.contains("did you mean `Shared`?"),
        "{}",
        run.stderr
    );
    place.run(&["collection", "show", &id[..8]]).exits(1);
    place.run(&["object", "show", &malware_id(1)]).exits(1);
    place
        .run(&["explain", &malware_id(1), "--as", "alpha"])
        .exits(1);
    place.run(&["quarantine", "show", "1"]).exits(1);
    let run = place
        .run(&["partner", "add", "a:b", "--max-tlp", "green"])
        .exits(2);
    assert!(run.stderr.contains("error[T008]"), "{}", run.stderr);
    let run = place
        .run(&[
            "partner",
            "add",
            "b",
            "--max-tlp",
            "green",
            "--identity",
            "malware--x",
        ])
        .exits(2);
    assert!(run.stderr.contains("error[T008]"), "{}", run.stderr);
}

#[test]
fn a_control_character_in_a_name_does_not_reach_the_terminal() {
    let place = Place::new();
    place
        .run(&["collection", "create", "a\u{1b}[31m\u{202e}b"])
        .exits(0);
    let text = place.run(&["collection", "list"]).exits(0).stdout;
    assert!(text.contains("a<U+001B>[31m<U+202E>b"), "{text}");
    let json = place.run(&["collection", "list", "--json"]).exits(0);
    assert!(!json.stdout.contains('\u{1b}') && !json.stdout.contains('\u{202e}'));
    assert_eq!(json.json()[0]["title"], "a\u{1b}[31m\u{202e}b");
}

#[test]
fn audit_backup_and_restore_go_together() {
    let place = Place::new();
    place
        .run(&["partner", "add", "alpha", "--max-tlp", "green"])
        .exits(0);
    let verdict = place.run(&["audit", "verify", "--json"]).exits(0).json();
    assert_eq!(verdict["intact"], true);
    let rows = place.run(&["audit", "list", "--json"]).exits(0).stdout;
    assert!(
        rows.lines()
            .all(|row| serde_json::from_str::<serde_json::Value>(row).is_ok())
    );
    let copy = shown(&place.path("copy.db"));
    place.run(&["backup", &copy]).exits(0);
    place.run(&["backup", &copy]).exits(2);
    place.run(&["restore", &copy]).exits(2);
    let other = shown(&place.path("other"));
    let run = |arguments: &[&str]| support::Run::from(tansiq().args(arguments).output().unwrap());
    run(&["restore", &copy, "--data", &other]).exits(0);
    let names = run(&["partner", "list", "--json", "--data", &other])
        .exits(0)
        .json();
    assert_eq!(names[0]["name"], "alpha");
    let wrong = shown(&place.write("wrong.db", "not a backup"));
    run(&["restore", &wrong, "--data", &shown(&place.path("third"))]).exits(2);
}

#[test]
fn configuration_comes_from_file_environment_and_flags() {
    let place = Place::new();
    let file = shown(&place.write("t.toml", "max_page_size = 50\n[log]\nlevel = \"warn\"\n"));
    let mut command = place.command(&["config", "show", "--json", "--config", &file]);
    let run =
        support::Run::from(command.env("TANSIQ_LOG_LEVEL", "debug").output().unwrap()).exits(0);
    let shown_config = run.json();
    assert_eq!(shown_config["max_page_size"]["value"], "50");
    assert!(
        shown_config["max_page_size"]["from"]
            .as_str()
            .unwrap()
            .ends_with("t.toml:1")
    );
    assert_eq!(shown_config["log.level"]["value"], "debug");
    assert_eq!(shown_config["data"]["from"], "flag --data");
    let mut command = place.command(&["config", "show"]);
    let run = support::Run::from(
        command
            .env("TANSIQ_METRICS_TOKEN", "hush-hush")
            .output()
            .unwrap(),
    )
    .exits(0);
    assert!(!run.stdout.contains("hush-hush"), "{}", run.stdout);

    let file = shown(&place.write("bad.toml", "max_page_sise = 50\n"));
    let run = place.run(&["config", "show", "--config", &file]).exits(2);
    assert!(
        run.stderr.contains("error[T002]") && run.stderr.contains("did you mean `max_page_size`?"),
        "{}",
        run.stderr
    );
    let example = place.run(&["config", "example"]).exits(0).stdout;
    let file = shown(&place.write("example.toml", example));
    place.run(&["config", "show", "--config", &file]).exits(0);
}

#[test]
fn help_man_and_completions_come_from_one_definition() {
    let place = Place::new();
    for words in [
        &["--help"][..],
        &["partner", "--help"],
        &["partner", "add", "--help"],
        &["--version"],
    ] {
        let run = place.run(words).exits(0);
        assert!(
            run.stderr.is_empty() && run.stdout.to_lowercase().contains("tansiq"),
            "{}",
            run.stdout
        );
    }
    for shell in ["bash", "zsh", "fish"] {
        let run = place.run(&["completions", shell]).exits(0);
        assert!(run.stdout.contains("quarantine"), "{shell}");
    }
    assert!(place.run(&["man"]).exits(0).stdout.contains(".TH"));
    place
        .run(&["man", "--out", &shown(&place.path("man"))])
        .exits(0);
    assert!(place.path("man/tansiq-partner-add.1").exists());
    let run = place.run(&["partner", "ad"]).exits(2);
    assert!(run.stderr.starts_with("error[T001]:"), "{}", run.stderr);
    place.run(&["nonsense"]).exits(2);
}

#[test]
fn people_are_registered_with_a_role_and_are_no_partners() {
    let place = Place::new();
    let add = [
        "person",
        "add",
        "amal",
        "--role",
        "analyst",
        "--max-tlp",
        "amber",
        "--json",
    ];
    let person = place.run(&add).exits(0).json();
    let token = person["token"].as_str().unwrap().to_owned();
    assert_eq!(
        (&person["role"], &person["max_tlp"]),
        (&"analyst".into(), &"amber".into())
    );
    place
        .run(&["partner", "add", "north", "--max-tlp", "green"])
        .exits(0);
    let id = place.collection("Shared");
    place
        .run(&["collection", "grant", &id, "amal", "--read", "--write"])
        .exits(0);
    let shown = place
        .run(&["person", "show", "amal", "--json"])
        .exits(0)
        .json();
    assert_eq!(shown["collections"][0]["write"], true);
    let names = |verb: &str| {
        let list = place.run(&[verb, "list", "--json"]).exits(0).json();
        let names = list
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].clone());
        names.collect::<Vec<_>>()
    };
    assert_eq!(
        (names("person"), names("partner")),
        (vec!["amal".into()], vec!["north".into()])
    );
    let new = place
        .run(&["person", "rotate", "amal", "--json"])
        .exits(0)
        .json();
    assert_ne!(new["token"], token.as_str());
    let off = place
        .run(&["person", "disable", "amal", "--json"])
        .exits(0)
        .json();
    assert_eq!(off["enabled"], false);
    place.run(&["person", "enable", "amal"]).exits(0);

    for (arguments, code, hint) in [
        (
            &["partner", "rotate", "amal"][..],
            2,
            "tansiq person show amal",
        ),
        (
            &["person", "rotate", "north"],
            2,
            "tansiq partner show north",
        ),
        (&["person", "show", "amla"], 1, "did you mean `amal`?"),
        (
            &["partner", "add", "amal", "--max-tlp", "green"],
            2,
            "tansiq person rotate amal",
        ),
        (
            &[
                "person",
                "add",
                "x",
                "--role",
                "chief",
                "--max-tlp",
                "green",
            ],
            2,
            "analyst",
        ),
    ] {
        let run = place.run(arguments).exits(code);
        assert!(run.stderr.contains(hint), "{}", run.stderr);
    }
    place
        .run(&[
            "person",
            "add",
            "rita",
            "--role",
            "reader",
            "--max-tlp",
            "green",
        ])
        .exits(0);
    let run = place
        .run(&["collection", "grant", &id, "rita", "--write"])
        .exits(2);
    assert!(
        run.stderr.contains("readers do not write"),
        "{}",
        run.stderr
    );
}

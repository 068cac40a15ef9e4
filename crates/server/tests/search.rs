//! `tansiq search`, run as a process.

mod support;
use support::{Place, bundle};

fn person(n: u8, name: &str) -> String {
    format!(
        r#"{{"type":"identity","spec_version":"2.1","id":"identity--000000{n:02x}-0000-4000-8000-000000000000","created":"2024-01-01T00:00:00.000Z","modified":"2024-01-01T00:00:00.000Z","name":"{name}","identity_class":"individual"}}"#
    )
}

fn place() -> Place {
    let place = Place::new();
    place.run(&["collection", "create", "shared"]).exits(0);
    let url = r#"{"type":"url","spec_version":"2.1","id":"url--1c4b3f3c-4a5e-4c40-b5a2-8ffd4ff4a4ad","value":"https://evil.example.com/a"}"#;
    let objects = [
        person(1, "عبد اللطيف حموشي"),
        person(2, "Karim Alaoui"),
        url.to_owned(),
    ];
    place.write("in.json", bundle(&objects));
    place
        .run(&["import", "in.json", "--collection", "shared"])
        .exits(0);
    place
}

#[test]
fn a_name_in_another_script_and_a_defanged_value_are_found() {
    let place = place();
    let found = place
        .run(&["search", "Hammouchi", "--json"])
        .exits(0)
        .json();
    assert_eq!(found["found"][0]["name"], "عبد اللطيف حموشي");
    assert_eq!(found["found"][0]["reason"], "part of the name");
    let found = place
        .run(&["search", "hxxps://evil[.]example[.]com/a", "--json"])
        .exits(0)
        .json();
    assert_eq!(found["found"][0]["reason"], "same value");
    let found = place
        .run(&["search", "evil[.]example[.]com", "--json"])
        .exits(0)
        .json();
    let host = &found["found"][0];
    assert_eq!(
        (&host["reason"], &host["snippet"]),
        (
            &"host of a URL".into(),
            &"https://evil.example.com/a".into()
        )
    );
    place.run(&["search", "nobody at all"]).exits(1);
    place
        .run(&["search", "Alaoui", "--since", "2024-02-01"])
        .exits(1);
    place.run(&["search", "Alaoui", "--since", "soon"]).exits(2);
}

#[test]
fn a_list_is_answered_line_by_line() {
    let place = place();
    place.write(
        "list.txt",
        "العلوي\n\nnobody\n  كريم العلوي \nEVIL.example.com\nexample.com\n",
    );
    let run = place
        .run(&["search", "--list", "list.txt", "--json"])
        .exits(0);
    let answers = run.json();
    let answers = answers.as_array().unwrap();
    assert_eq!(answers.len(), 5);
    assert_eq!(answers[1]["found"].as_array().unwrap().len(), 0);
    assert_eq!(answers[2]["found"][0]["reason"], "same name");
    assert_eq!(answers[3]["found"][0]["reason"], "host of a URL");
    // A part of a host is not the host.
    assert_eq!(answers[4]["found"][0]["reason"], "words of the text");
    assert!(run.stderr.contains("4 of 5 are known"), "{}", run.stderr);
    place.write("empty.txt", "\n\n");
    place.run(&["search", "--list", "empty.txt"]).exits(2);
}

#[test]
fn a_partner_finds_what_it_may_have() {
    let place = place();
    place
        .run(&["partner", "add", "alpha", "--max-tlp", "green"])
        .exits(0);
    place
        .run(&["collection", "grant", "shared", "alpha", "--read"])
        .exits(0);
    place
        .run(&["search", "Hammouchi", "--as", "alpha"])
        .exits(1);
    place.run(&["search", "Hammouchi"]).exits(0);
}

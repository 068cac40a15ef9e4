//! Import: every form of input, one bad object among thousands, ends that are cut off, and going on after a kill.

mod support;
use serde_json::Value;
use std::io::Write;
use std::process::Stdio;
use support::{Place, Run, bundle, malware, malware_id, shown};

fn counts(report: &Value) -> [u64; 4] {
    ["accepted", "known", "quarantined", "refused"].map(|name| report[name].as_u64().unwrap())
}

fn import(place: &Place, path: &str, collection: &str) -> Run {
    place.run(&["import", path, "--collection", collection, "--json"])
}

fn objects(range: std::ops::Range<u32>) -> Vec<String> {
    range.map(malware).collect()
}

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn every_form_of_input_is_recognised_by_its_content() {
    let place = Place::new();
    let id = place.collection("c");
    let lines = |range| objects(range).join("\n");
    let envelope = format!("{{\"objects\":[{}]}}", objects(4..6).join(","));
    for (name, content, count) in [
        ("bundle.json", bundle(&objects(0..3)).into_bytes(), 3),
        ("single.json", malware(3).into_bytes(), 1),
        ("envelope.json", envelope.into_bytes(), 2),
        ("lines.ndjson", lines(6..10).into_bytes(), 4),
        ("no-ending", gzip(bundle(&objects(10..15)).as_bytes()), 5),
        (
            "lines.zst",
            zstd::encode_all(lines(15..21).as_bytes(), 1).unwrap(),
            6,
        ),
        (
            "two-members.gz",
            [
                gzip(lines(21..23).as_bytes()),
                gzip(format!("\n{}", malware(23)).as_bytes()),
            ]
            .concat(),
            3,
        ),
    ] {
        let path = shown(&place.write(name, content));
        let report = import(&place, &path, &id).exits(0).json();
        assert_eq!(counts(&report), [count, 0, 0, 0], "{name}");
    }
    let exported = place
        .run(&["export", "--collection", &id, "--format", "ndjson"])
        .stdout;
    assert_eq!(
        exported,
        objects(0..24).join("\n") + "\n",
        "bytes and order are kept"
    );
}

#[test]
fn stdin_and_folders_are_read_and_the_same_again_is_known() {
    let place = Place::new();
    let id = place.collection("c");
    let arguments = ["import", "-", "--collection", "c", "--json"];
    let run = place
        .run_with_input(&arguments, bundle(&objects(0..2)).as_bytes())
        .exits(0);
    assert_eq!(counts(&run.json()), [2, 0, 0, 0]);
    place.write("in/b/2.json", malware(3));
    place.write("in/1.json.gz", gzip(malware(2).as_bytes()));
    place.write("in/readme.txt", "not for import");
    let run = import(&place, &shown(&place.path("in")), &id).exits(0);
    assert!(
        run.stderr.contains("1 files are passed over"),
        "{}",
        run.stderr
    );
    assert_eq!(counts(&run.json()), [2, 0, 0, 0]);
    let run = place
        .run_with_input(&arguments, bundle(&objects(0..4)).as_bytes())
        .exits(0);
    assert_eq!(counts(&run.json()), [0, 4, 0, 0]);
}

#[test]
fn one_bad_object_among_thousands_is_refused_with_its_place() {
    let place = Place::new();
    let id = place.collection("c");
    let mut all = objects(0..6_000);
    all[4_567] = all[4_567].replace("\"is_family\":false", "\"is_family\":\"no\"");
    all[5_001] = all[5_001].replace("\"name\"", "\"name\":1,\"name\"");
    let path = shown(&place.write("many.json", bundle(&all)));
    let run = import(&place, &path, &id).exits(1);
    let report = run.json();
    assert_eq!(counts(&report), [5_998, 0, 0, 2]);
    let first = &report["refusals"][0];
    assert_eq!(first["id"], malware_id(4_567));
    assert_eq!(
        (&first["line"], &first["index"]),
        (&4_569.into(), &4_567.into())
    );
    assert_eq!(first["path"], "is_family");
    let offset = first["offset"].as_u64().unwrap() as usize;
    assert!(bundle(&all)[offset..].starts_with(&all[4_567]));
    let second = &report["refusals"][1];
    assert_eq!(
        (
            &second["line"],
            second["code"].as_str().unwrap().chars().next()
        ),
        (&5_003.into(), Some('J'))
    );
    let text = place
        .run(&["import", &path, "--collection", &id])
        .exits(1)
        .stdout;
    assert!(
        text.contains(&format!(
            "many.json:4569 object 4567 `{}`",
            malware_id(4_567)
        )),
        "{text}"
    );
}

#[test]
fn what_stands_before_a_cut_is_kept_and_the_cut_is_told() {
    let place = Place::new();
    let id = place.collection("c");
    let whole = bundle(&objects(0..10));
    let cut = &whole[..whole.find(&malware(7)).unwrap() + 20];
    let path = shown(&place.write("cut.json", cut));
    let report = import(&place, &path, &id).exits(1).json();
    assert_eq!(counts(&report)[0], 7);
    // The object that was cut, and the input that ends there.
    assert_eq!(counts(&report)[3], 1, "{report}");
    assert_eq!(report["faults"].as_array().unwrap().len(), 1, "{report}");

    let packed = gzip(bundle(&objects(20..2_000)).as_bytes());
    let path = shown(&place.write("cut.json.gz", &packed[..packed.len() / 2]));
    let report = import(&place, &path, &id).exits(1).json();
    assert!(counts(&report)[0] > 0, "{report}");
    assert_eq!(report["faults"][0]["code"], "T009", "{report}");
    let path = shown(&place.write("picture.json", b"\x89PNG\r\n\x1a\n\0\0\0"));
    let run = import(&place, &path, &id).exits(1);
    assert_eq!(counts(&run.json())[0], 0);
}

#[test]
fn what_cannot_be_done_is_said_before_anything_is_read() {
    let place = Place::new();
    place.collection("c");
    let run = place
        .run(&["import", "missing.json", "--collection", "c"])
        .exits(2);
    assert!(
        run.stderr
            .starts_with("error[T009]: `missing.json` cannot be read: no such file"),
        "{}",
        run.stderr
    );
    let path = shown(&place.write("a.json", malware(1)));
    let run = place.run(&["import", &path, "--collection", "d"]).exits(2);
    assert!(run.stderr.starts_with("error[T005]"), "{}", run.stderr);
    place.write("none/readme.txt", "x");
    place
        .run(&["import", &shown(&place.path("none")), "--collection", "c"])
        .exits(2);
}

#[test]
fn dates_travel_from_one_server_to_another() {
    let place = Place::new();
    let line = |number: u32, date: &str| {
        format!(
            "{{\"date_added\":\"{date}\",\"object\":{}}}\n",
            malware(number)
        )
    };
    let text = line(1, "2024-05-01T10:00:00.000001Z") + &line(2, "2024-05-01T10:00:00.000002Z");
    let path = shown(&place.write("dated.ndjson", &text));
    let id = place.collection("c");
    let run = place
        .run(&[
            "import",
            &path,
            "--collection",
            &id,
            "--with-dates",
            "--json",
        ])
        .exits(0);
    assert_eq!(counts(&run.json()), [2, 0, 0, 0]);
    let exported = place
        .run(&["export", "--collection", &id, "--with-dates"])
        .exits(0);
    assert_eq!(exported.stdout, text);
    let since = [
        "export",
        "--collection",
        &id,
        "--format",
        "ndjson",
        "--since",
        "2024-05-01T10:00:00.000002Z",
    ];
    assert_eq!(place.run(&since).exits(0).stdout, malware(2) + "\n");
    let until = [
        "export",
        "--collection",
        &id,
        "--format",
        "ndjson",
        "--until",
        "2024-05-01T10:00:00.000001Z",
    ];
    assert_eq!(place.run(&until).exits(0).stdout, malware(1) + "\n");
    let day = [
        "export",
        "--collection",
        &id,
        "--format",
        "ndjson",
        "--since",
        "2024-05-01",
        "--until",
        "2024-05-01",
    ];
    assert_eq!(place.run(&day).exits(0).stdout.lines().count(), 2);
    place.run(&["export", "--since", "yesterday"]).exits(2);

    let wrong = line(3, "2024-05-02") + &malware(4) + "\n" + &line(5, "2024-05-03T00:00:00Z");
    let path = shown(&place.write("wrong.ndjson", &wrong));
    let run = place
        .run(&[
            "import",
            &path,
            "--collection",
            &id,
            "--with-dates",
            "--json",
        ])
        .exits(1);
    assert_eq!(counts(&run.json()), [1, 0, 0, 2], "{}", run.stdout);
}

/// Killed once the first batch is in, the same command goes on and ends with the report of an undisturbed run.
#[test]
fn a_killed_import_goes_on_where_it_stopped() {
    let place = Place::new();
    let id = place.collection("c");
    let mut all = objects(0..40_000);
    for bad in [5, 39_990] {
        all[bad] = all[bad]
            .replace("\"is_family\":false,", "")
            .replace("\"is_family\":false", "\"is_family\":1");
    }
    all[100] = malware(99);
    let path = shown(&place.write("many.json", bundle(&all)));
    let arguments = ["import", &path, "--collection", &id, "--json"];
    let mut child = place
        .command(&arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let first = malware_id(0);
    while place.run(&["object", "show", &first]).code != 0 {
        assert!(
            child.try_wait().unwrap().is_none(),
            "the import ended before anything was in"
        );
    }
    child.kill().unwrap();
    child.wait().unwrap();

    let run = place.run(&arguments).exits(1);
    assert!(
        run.stderr.contains("going on after"),
        "it ended before the kill: {}",
        run.stderr
    );
    let report = run.json();
    assert_eq!(counts(&report), [39_997, 1, 0, 2]);
    assert_eq!(report["refusals"][0]["index"], 5);
    assert_eq!(report["refusals"][1]["index"], 39_990);
    assert_eq!(report["refusals"][1]["line"], 39_992);
    let exported = place.run(&["export", "--collection", &id, "--format", "ndjson"]);
    assert_eq!(exported.stdout.lines().count(), 39_997);

    // an import that ended starts anew
    let run = place.run(&arguments).exits(1);
    assert!(!run.stderr.contains("going on after"), "{}", run.stderr);
    assert_eq!(counts(&run.json()), [0, 39_998, 0, 2]);
}

#[test]
fn validate_says_what_is_wrong_and_where() {
    let place = Place::new();
    let good = shown(&place.write("good.json", bundle(&objects(0..3))));
    let run = place.run(&["validate", &good]).exits(0);
    assert!(
        run.stderr.contains("3 objects, 3 of them valid; 0 errors"),
        "{}",
        run.stderr
    );
    let bad = malware(1).replace("\"is_family\":false", "\"is_family\":\"no\"");
    let text = bundle(&[malware(0), bad, malware(2)]);
    let path = shown(&place.write("bad.json", &text));
    let run = place.run(&["validate", &path, "--errors-only"]).exits(1);
    assert!(run.stdout.starts_with("error[E"), "{}", run.stdout);
    assert!(
        run.stdout.contains(&format!(
            "bad.json:3 object 1 `{}` at `is_family`",
            malware_id(1)
        )),
        "{}",
        run.stdout
    );
    let run = place
        .run_with_input(
            &["validate", "-", "--json", "--errors-only"],
            text.as_bytes(),
        )
        .exits(1);
    let verdict = run.json();
    assert_eq!(
        (&verdict["objects"], &verdict["valid"], &verdict["errors"]),
        (&3.into(), &2.into(), &1.into())
    );
    assert_eq!(verdict["findings"][0]["path"], "is_family");
    assert!(!place.path("data").exists(), "validation needs no store");
    place.run_with_input(&["validate", "-"], b"").exits(1);
}

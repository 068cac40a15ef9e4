//! `tansiq report extract`, run as a process.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tansiq"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A command that refuses its arguments does not read.
    let _ = child.stdin.take().expect("piped").write_all(input);
    child.wait_with_output().expect("the program ends")
}

#[test]
fn a_page_gives_json_with_offsets_in_characters() {
    let text = "استقبل وزير الداخلية التونسي هشام النوري أمس بتونس سفير فرنسا جان مارتان.";
    let arguments = [
        "report",
        "extract",
        "-",
        "--json",
        "--published",
        "2023-06-14",
    ];
    let out = run(&arguments, text.as_bytes());
    assert_eq!(out.status.code(), Some(0));
    let json: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(json["language"], "ar");
    let mentions = json["mentions"].as_array().expect("a list");
    assert!(mentions.len() >= 5);
    let chars: Vec<char> = text.chars().collect();
    for m in mentions {
        let (start, end) = (m["start"].as_u64(), m["end"].as_u64());
        let (start, end) = (
            start.expect("a number") as usize,
            end.expect("a number") as usize,
        );
        let said: String = chars[start..end].iter().collect();
        assert_eq!(m["text"], said.as_str());
    }
    let event = &json["events"][0];
    assert_eq!(event["type"], "meeting");
    assert_eq!(event["start"], "2023-06-13");
    assert_eq!(event["participants"].as_array().map(Vec::len), Some(2));
}

/// The tables for a person name things as the text's language does.
#[test]
fn tables_speak_the_language_of_the_text() {
    let french =
        "Le préfet, Koffi Mensah, a reçu jeudi à Abidjan le consul de Suisse, Jules Morel.";
    let arabic = "استقبل المحافظ كريم التازي اليوم في أبيدجان قنصل سويسرا سالم العامري.";
    for (text, place) in [(french, "Abidjan"), (arabic, "أبيدجان")] {
        let out = run(&["report", "extract", "-"], text.as_bytes());
        let said = String::from_utf8(out.stdout).expect("UTF-8");
        let event = said.lines().find(|l| l.starts_with("meeting"));
        assert!(event.is_some_and(|l| l.contains(place)), "{said}");
    }
}

#[test]
fn bodies_of_one_name_are_told_apart_by_their_country() {
    let text = "The Ministry of Interior of Iraq and the Ministry of Interior of Jordan signed an agreement in Amman on Tuesday. \
        The minister left for Europol.";
    let out = run(&["report", "extract", "-"], text.as_bytes());
    let said = String::from_utf8_lossy(&out.stdout);
    let both = "Ministry of Interior (IQ), Ministry of Interior (JO)";
    assert!(said.contains(both), "{said}");
    assert!(!said.contains("Europol ("), "{said}");
}

#[test]
fn what_cannot_be_read_is_told() {
    for (input, arguments, said) in [
        (
            &b"%PDF-1.7"[..],
            &["report", "extract", "-", "--json"][..],
            "PDF",
        ),
        (b"", &["report", "extract", "-"], "empty"),
        (
            b"x",
            &["report", "extract", "-", "--published", "13/06/2023"],
            "is not a day",
        ),
    ] {
        let out = run(arguments, input);
        assert_eq!(out.status.code(), Some(2), "{said}");
        assert!(
            String::from_utf8_lossy(&out.stderr).contains(said),
            "{said}"
        );
        assert!(out.stdout.is_empty());
    }
}

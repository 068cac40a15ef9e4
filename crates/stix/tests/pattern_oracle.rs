//! The OASIS validator as an oracle: both take the same patterns, or the reason is known.
//! Needs `TANSIQ_VENV_PYTHON`, a Python with PyPI's stix2-patterns.

use std::io::Write;
use std::process::{Command, Stdio};

use stix::pattern::parse;

const ORACLE: &str = "
import sys
from stix2patterns.validator import validate
for line in sys.stdin.read().split('\\0'):
    try: print('ok' if validate(line, stix_version='2.1') else 'fails')
    except Exception: print('fails')
";

/// Where the verdicts may differ: our code, the section, and why the validator says otherwise.
/// P003 and P004 are our bounds. The others are rules that its grammar leaves out.
const OURS_IS_STRICTER: [&str; 9] = [
    "P019", // 2.16: the day must exist
    "P021", // 9.5.1: one qualifier of a type
    "P022", // 9.5.1: WITHIN is positive
    "P023", // 9.5.1: REPEATS is positive
    "P015", // 9.2: no plus sign; 2.10: the range of integers
    "P028", // 9.6.1: homogeneous sets
    "P029", // 9.6.1: the operand of ISSUBSET
    "P005", // 9.4: no comments
    "P016", // 2.6: finite floats
];

fn verdicts(python: &str, patterns: &[String]) -> Vec<bool> {
    let mut child = Command::new(python)
        .args(["-c", ORACLE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the Python of TANSIQ_VENV_PYTHON starts");
    let input = patterns.join("\0");
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line == "ok").collect()
}

/// The corpus and its neighbours: each pattern with one character taken out or doubled.
fn patterns() -> Vec<String> {
    let mut all = Vec::new();
    for line in include_str!("oasis_patterns.txt").lines() {
        let Some((_, text)) = line.split_once('\t') else {
            continue;
        };
        all.push(text.to_owned());
        let chars: Vec<char> = text.chars().collect();
        for at in (0..chars.len()).step_by(chars.len() / 4 + 1) {
            let without = chars[..at].iter().chain(&chars[at + 1..]).collect();
            let doubled = chars[..=at].iter().chain(&chars[at..]).collect();
            all.extend([without, doubled]);
        }
    }
    all
}

#[test]
fn verdicts_agree_with_the_oasis_validator() {
    let Ok(python) = std::env::var("TANSIQ_VENV_PYTHON") else {
        println!("not run: needs TANSIQ_VENV_PYTHON, a Python with stix2-patterns");
        return;
    };
    let patterns = patterns();
    let theirs = verdicts(&python, &patterns);
    assert_eq!(theirs.len(), patterns.len());
    let mut wrong = Vec::new();
    for (text, theirs) in patterns.iter().zip(theirs) {
        match (parse(text), theirs) {
            (Ok(_), true) | (Err(_), false) => {}
            (Err(error), true) if OURS_IS_STRICTER.contains(&error.code) => {}
            (ours, _) => {
                let ours = ours.map_or_else(|error| error.code, |_| "ok");
                wrong.push(format!("ours {ours}, theirs {theirs}: {text}"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        patterns.len(),
        wrong.join("\n")
    );
}

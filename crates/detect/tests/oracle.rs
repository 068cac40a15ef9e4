//! The OASIS matcher as an oracle, on the ground where docs/PATTERNS.md knows of no difference: points
//! in time, no window that ends exactly on an observation, no house rule, no EXISTS, and no
//! ISSUPERSET of a bare address, at which that matcher stops with an error.
//! Needs `TANSIQ_VENV_PYTHON`, a Python with PyPI's stix2-matcher.

use std::io::Write;
use std::process::{Command, Stdio};

use detect::observed::{evaluate, observations, parse};
use detect::program::compile;

const ORACLE: &str = "
import json, sys
from stix2matcher.matcher import match
for line in sys.stdin:
    case = json.loads(line)
    try: print(bool(match(case['pattern'], [case['observed']], stix_version='2.1')))
    except Exception as error: print('error', str(error).replace(chr(10), ' '))
";

/// A small generator, so that every run sees the same cases.
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn pick<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len() as u64) as usize]
    }
}

fn test(random: &mut Random) -> String {
    let not = random.pick(&["", "", "NOT "]);
    match random.below(9) {
        0 | 1 => format!("file:name {not}= '{}'", random.pick(&["a", "b", "c"])),
        2 => format!(
            "file:size {} {}",
            random.pick(&["<", "<=", ">", ">=", "=", "!="]),
            random.below(4)
        ),
        3 => format!("file:name {not}IN ('a', '{}')", random.pick(&["b", "x"])),
        4 => format!(
            "file:name {not}LIKE '{}'",
            random.pick(&["%", "_", "a%", "%b", "__", "a_"])
        ),
        5 => format!(
            "file:name {not}MATCHES '{}'",
            random.pick(&["^a", "b$", "[ab]", "a.", "^.$"])
        ),
        6 => format!(
            "file:parent_directory_ref.path = '{}'",
            random.pick(&["p", "q"])
        ),
        7 => format!(
            "ipv4-addr:value {not}{} '10.0.{}.0/{}'",
            "ISSUBSET",
            random.below(2),
            random.pick(&["8", "16", "24"])
        ),
        _ => format!(
            "file:size {not}= {}",
            random.pick(&["1", "1.0", "'1'", "1.5", "true"])
        ),
    }
}

fn bracket(random: &mut Random) -> String {
    let first = test(random);
    match random.below(4) {
        0 => format!("[{first} OR {}]", test(random)),
        1 if first.starts_with("file") => {
            format!("[{first} AND file:name != '{}']", random.pick(&["a", "z"]))
        }
        _ => format!("[{first}]"),
    }
}

fn pattern(random: &mut Random, depth: u64) -> String {
    let text = match random.below(if depth == 0 { 1 } else { 5 }) {
        0 | 1 => bracket(random),
        2 => format!(
            "({} AND {})",
            pattern(random, depth - 1),
            pattern(random, depth - 1)
        ),
        3 => format!(
            "({} OR {})",
            pattern(random, depth - 1),
            pattern(random, depth - 1)
        ),
        _ => format!(
            "({} FOLLOWEDBY {})",
            pattern(random, depth - 1),
            pattern(random, depth - 1)
        ),
    };
    match random.below(8) {
        0 => format!("{text} REPEATS {} TIMES", 1 + random.below(3)),
        1 => format!("{text} WITHIN {}.5 SECONDS", random.below(5)),
        2 => format!(
            "{text} START t'2020-01-01T00:00:0{}Z' STOP t'2020-01-01T00:00:0{}Z'",
            random.below(3),
            3 + random.below(6)
        ),
        _ => text,
    }
}

fn observed(random: &mut Random) -> serde_json::Value {
    let mut all = Vec::new();
    for index in 0..1 + random.below(4) {
        let time = format!("2020-01-01T00:00:0{}Z", random.below(9));
        let id = |object_type: &str| format!("{object_type}--{index}");
        let file = serde_json::json!({
            "type": "file", "id": id("file"), "name": random.pick(&["a", "b", "ab", "ba"]),
            "size": random.below(3), "parent_directory_ref": id("directory"),
        });
        let folder = serde_json::json!({
            "type": "directory", "id": id("directory"), "path": random.pick(&["p", "q"]),
        });
        let mut objects = vec![file, folder];
        if random.below(2) == 0 {
            let value = format!(
                "10.{}.{}.{}",
                random.below(2),
                random.below(2),
                random.below(9)
            );
            objects.push(
                serde_json::json!({"type": "ipv4-addr", "id": id("ipv4-addr"), "value": value}),
            );
        }
        let refs: Vec<_> = objects.iter().map(|object| object["id"].clone()).collect();
        all.push(serde_json::json!({
            "type": "observed-data", "id": id("observed-data"), "first_observed": time,
            "last_observed": time, "number_observed": 1 + random.below(2), "object_refs": refs,
        }));
        all.extend(objects);
    }
    serde_json::json!({"type": "bundle", "id": "bundle--1", "objects": all})
}

#[test]
fn answers_agree_with_the_oasis_matcher() {
    let Ok(python) = std::env::var("TANSIQ_VENV_PYTHON") else {
        println!("not run: needs TANSIQ_VENV_PYTHON, a Python with stix2-matcher");
        return;
    };
    let mut random = Random(11);
    let mut cases = Vec::new();
    for _ in 0..3_000 {
        cases.push((pattern(&mut random, 2), observed(&mut random)));
    }
    let mut child = Command::new(python)
        .args(["-c", ORACLE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the Python of TANSIQ_VENV_PYTHON starts");
    let lines: Vec<String> = cases
        .iter()
        .map(|(pattern, observed)| {
            serde_json::json!({"pattern": pattern, "observed": observed}).to_string() + "\n"
        })
        .collect();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(lines.concat().as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let answers = String::from_utf8(output.stdout).unwrap();
    assert_eq!(answers.lines().count(), cases.len());
    let (mut wrong, mut held) = (Vec::new(), 0);
    for ((pattern, observed), theirs) in cases.iter().zip(answers.lines()) {
        let content = observed.to_string();
        let value = parse(content.as_bytes()).unwrap();
        let program = compile(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
        let outcome = evaluate(&program, &observations(&value).unwrap());
        let ours = outcome
            .unwrap_or_else(|over| panic!("{over}: {pattern}\n{content}"))
            .is_match;
        held += u32::from(ours);
        let ours = if ours { "True" } else { "False" };
        if ours != theirs {
            wrong.push(format!(
                "ours {ours}, theirs {theirs}: {pattern}\n{content}"
            ));
        }
    }
    assert!(held > 500, "only {held} of the cases hold");
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        cases.len(),
        wrong[..wrong.len().min(8)].join("\n")
    );
}

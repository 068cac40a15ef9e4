//! The OASIS validator and the `rstix` crate as oracles: on every mutant both say what we say, or
//! the disagreement is written down in `oracle/disagreements.md` with the section that decides it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use stix::{Limits, Object};

use crate::corpus::{files, folder, refusals};
use crate::mutate::{Mutant, mutants};

/// One row of `disagreements.md`.
struct Row {
    oracle: String,
    /// `we` or `they`
    refuses: String,
    /// Our code, or a piece of their message.
    by: String,
    /// The mutants' names, `*` for any text.
    names: String,
}

/// A mutant on which the verdicts differ.
struct Disagreement<'m> {
    name: &'m str,
    /// Our codes; empty when they refuse and we do not.
    codes: Vec<&'static str>,
    theirs: &'m str,
}

fn all_mutants() -> Vec<Mutant> {
    let mut all = Vec::new();
    for (name, text) in files("corpus/valid") {
        let object: Value = serde_json::from_str(&text).expect("JSON");
        all.extend(mutants(&name, &object));
        all.push(Mutant { name, object });
    }
    all
}

fn rows() -> Vec<Row> {
    let text =
        std::fs::read_to_string(folder("oracle/disagreements.md")).expect("the list is there");
    text.lines()
        .filter(|line| line.starts_with("| stix2-validator") || line.starts_with("| rstix"))
        .map(|line| {
            let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            assert_eq!(cells.len(), 6, "a row needs six cells: {line}");
            let plain = |cell: &str| cell.trim_matches('`').to_owned();
            Row {
                oracle: plain(cells[0]),
                refuses: plain(cells[1]),
                by: plain(cells[2]),
                names: plain(cells[3]),
            }
        })
        .collect()
}

/// Whether `text` is what `pattern` says, `*` standing for any text.
fn matches(pattern: &str, text: &str) -> bool {
    let mut rest = text;
    let mut pieces = pattern.split('*').peekable();
    let first = pieces.next().unwrap_or_default();
    let Some(after) = rest.strip_prefix(first) else {
        return false;
    };
    if pieces.peek().is_none() {
        return after.is_empty();
    }
    rest = after;
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    true
}

/// Fails on a disagreement that no row explains, and on a row that explains none.
fn judge(oracle: &str, disagreements: &[Disagreement<'_>]) {
    let rows: Vec<_> = rows()
        .into_iter()
        .filter(|row| row.oracle == oracle)
        .collect();
    let mut used = BTreeSet::new();
    let mut report = String::new();
    for found in disagreements {
        let mut explained = true;
        let reasons: Vec<&str> = match found.codes.as_slice() {
            [] => vec![found.theirs],
            codes => codes.to_vec(),
        };
        let who = if found.codes.is_empty() { "they" } else { "we" };
        for reason in reasons {
            let row = rows.iter().position(|row| {
                let by = if who == "we" {
                    row.by == reason
                } else {
                    reason.contains(&row.by)
                };
                row.refuses == who && by && matches(&row.names, found.name)
            });
            explained &= row.is_some();
            used.extend(row);
        }
        if !explained {
            let (name, codes, theirs) = (found.name, &found.codes, found.theirs);
            let _ = writeln!(report, "{name}: ours {codes:?}, theirs {theirs}");
        }
    }
    for (number, row) in rows.iter().enumerate() {
        if !used.contains(&number) {
            let _ = writeln!(
                report,
                "no disagreement for: {} {} {}",
                row.refuses, row.by, row.names
            );
        }
    }
    assert!(
        report.is_empty(),
        "{oracle}, {} lines:\n{report}",
        report.lines().count()
    );
}

fn compare<'m>(mutants: &'m [Mutant], verdicts: &'m [String]) -> Vec<Disagreement<'m>> {
    assert_eq!(mutants.len(), verdicts.len(), "one verdict for each mutant");
    mutants
        .iter()
        .zip(verdicts)
        .filter_map(|(mutant, theirs)| {
            let codes = refusals(&mutant.object.to_string());
            (codes.is_empty() != (theirs == "ok")).then_some(Disagreement {
                name: &mutant.name,
                codes,
                theirs,
            })
        })
        .collect()
}

#[test]
fn the_oasis_validator_agrees() {
    let Ok(python) = std::env::var("TANSIQ_VENV_PYTHON") else {
        println!("not run: needs TANSIQ_VENV_PYTHON");
        return;
    };
    let mutants = all_mutants();
    assert!(mutants.len() > 3000, "only {} mutants", mutants.len());
    let half = mutants.len() / 2;
    let verdicts: Vec<String> = std::thread::scope(|scope| {
        let python = &python;
        let other = scope.spawn(|| oasis(python, &mutants[half..], None));
        let mut verdicts = oasis(python, &mutants[..half], None);
        verdicts.extend(other.join().expect("the oracle answered"));
        verdicts
    });
    judge("stix2-validator", &compare(&mutants, &verdicts));
}

/// The checks of SHOULD, which have the same numbers: on the corpus and on the goldens.
#[test]
fn the_oasis_validator_warns_of_the_same() {
    let Ok(python) = std::env::var("TANSIQ_VENV_PYTHON") else {
        println!("not run: needs TANSIQ_VENV_PYTHON");
        return;
    };
    let mut objects = Vec::new();
    for folder in ["valid", "invalid"] {
        for (name, text) in files(&format!("corpus/{folder}")) {
            let name = format!("{folder}/{name}");
            let object: Value = serde_json::from_str(&text).expect("JSON");
            objects.push(Mutant { name, object });
        }
    }
    let answers = oasis(&python, &objects, Some("--warnings"));
    let mut found = Vec::new();
    let mut compared = 0;
    for (mutant, theirs) in objects.iter().zip(&answers) {
        let Some(ours) = warnings(&mutant.object).filter(|_| theirs != "failed") else {
            continue;
        };
        compared += 1;
        let name = &mutant.name;
        let theirs: BTreeSet<&str> = theirs.split_ascii_whitespace().collect();
        for &code in ours.iter().filter(|code| !theirs.contains(&code[1..])) {
            found.push(Disagreement {
                name,
                codes: vec![code],
                theirs: "",
            });
        }
        for &theirs in theirs
            .iter()
            .filter(|theirs| !ours.iter().any(|code| code[1..] == ***theirs))
        {
            found.push(Disagreement {
                name,
                codes: Vec::new(),
                theirs,
            });
        }
    }
    assert!(compared > 180, "only {compared} objects compared");
    judge("stix2-validator warnings", &found);
}

/// Our warnings that have the OASIS validator's numbers; none for what is not taken in at all.
fn warnings(object: &Value) -> Option<BTreeSet<&'static str>> {
    let text = object.to_string();
    let object = Object::parse(text.as_bytes(), &Limits::default()).ok()?;
    let codes = stix::validate::validate(&object)
        .into_iter()
        .map(|finding| finding.code);
    Some(
        codes
            .filter(|code| ("W101".."W500").contains(code))
            .collect(),
    )
}

fn oasis(python: &str, mutants: &[Mutant], flag: Option<&str>) -> Vec<String> {
    let mut child = Command::new(python)
        .arg(folder("oracle/stix2_validator_oracle.py"))
        .args(flag)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the Python of TANSIQ_VENV_PYTHON starts");
    let input: String = mutants
        .iter()
        .map(|mutant| format!("{}\n", mutant.object))
        .collect();
    let mut stdin = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().expect("the oracle ends");
    writer
        .join()
        .expect("no panic")
        .expect("the oracle reads all");
    assert!(output.status.success(), "the oracle failed");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn rstix_agrees() {
    let mutants = all_mutants();
    let verdicts: Vec<String> = mutants.iter().map(|mutant| rstix(&mutant.object)).collect();
    judge("rstix", &compare(&mutants, &verdicts));
}

/// What the pipeline of `rstix` says of an object in a bundle of its own.
fn rstix(object: &Value) -> String {
    use rstix::validate::{ValidationPhase, Validator};
    let bundle = json!({
        "type": "bundle",
        "id": "bundle--5d0092c5-5f74-4287-9642-33f4c354e56d",
        "objects": [object],
    });
    // References lead out of the bundle here, which is no fault.
    let validator = ValidationPhase::ALL
        .into_iter()
        .filter(|phase| *phase != ValidationPhase::References)
        .fold(
            Validator::builder(),
            rstix::validate::ValidatorBuilder::with_phase,
        )
        .with_allow_custom(true)
        .build();
    let report = validator.validate_json_value(&bundle);
    let errors: Vec<_> = report.errors().map(|error| format!("{error:?}")).collect();
    if errors.is_empty() {
        "ok".to_owned()
    } else {
        errors.join("; ").replace('\n', " ")
    }
}

#[test]
fn patterns_of_names() {
    assert!(matches("*.full drop /a/*", "x.full drop /a/b"));
    assert!(matches("exact", "exact") && matches("*", "") && matches("a*b*c", "aXbYc"));
    assert!(
        !matches("*.full", "x.minimal") && !matches("a*b", "ac") && !matches("exact", "exactly")
    );
}

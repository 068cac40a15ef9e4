//! `tansiq audit key|checkpoint|prove|check`: showing the audit to somebody who has no reason to believe it.

use super::Output;
use super::context::{Context, actor};
use super::object::unknown;
use super::problem::{Code, Exit, Outcome, Problem, unreadable, unwritable};
use super::terminal::{print, print_json, say, visible, visible_json};
use crate::import::thousands;
use clap::Args;
use handling::Clearance;
use ledger::{Checked, Proof, Row, VerifierKey};
use serde_json::{Value, json};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Longest file that is read as evidence.
const LONGEST: u64 = 256 << 20;

#[derive(Debug, Args)]
pub struct Checkpoint {
    /// Write a proof that the log begins with what this older checkpoint signed, instead of the checkpoint alone
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    since: Option<PathBuf>,
    /// File to write; `-` is stdout
    #[arg(long, short, value_name = "FILE", default_value = "-", value_hint = clap::ValueHint::FilePath)]
    out: PathBuf,
}

#[derive(Debug, Args)]
pub struct Prove {
    /// STIX id
    id: String,
    /// To whom it was served
    #[arg(long, value_name = "PARTNER")]
    partner: String,
    /// Show also that the log begins with what this older checkpoint signed
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    since: Option<PathBuf>,
    /// File to write; `-` is stdout
    #[arg(long, short, value_name = "FILE", default_value = "-", value_hint = clap::ValueHint::FilePath)]
    out: PathBuf,
}

#[derive(Debug, Args)]
pub struct Check {
    /// Proof to check; `-` is stdin
    #[arg(value_name = "PROOF", value_hint = clap::ValueHint::FilePath)]
    proof: PathBuf,
    /// The key of the house, as its `tansiq audit key` printed it and it reached you
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// An older checkpoint of the house that you kept: the proof must show that the log begins with what it signed
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    since: Option<PathBuf>,
    #[command(flatten)]
    output: Output,
}

/// The public half of the key, for everybody who may be shown a proof.
pub fn key(context: &Context, output: &Output) -> Outcome {
    let key = context.existing_store()?.audit_key()?;
    if output.json {
        print_json(&json!({"name": key.name(), "key": key.to_string()}))?;
        return Ok(Exit::Done);
    }
    print(&format!("{key}\n"))?;
    say("give this to whoever is to check proofs, by another way than the proofs");
    Ok(Exit::Done)
}

/// Signs the log as it is.
pub fn checkpoint(context: &Context, command: &Checkpoint) -> Outcome {
    let store = context.existing_store()?;
    match &command.since {
        None => write(&command.out, &store.checkpoint_audit()?)?,
        Some(since) => {
            let proof = store.prove_rows(&Clearance::system(), &[], Some(&text_of(since)?))?;
            write(&command.out, &visible_json(&proof.to_text()))?;
        }
    }
    say("keep it where whoever could change this store cannot reach it");
    Ok(Exit::Done)
}

/// What of an object was served to a partner, for a third party.
pub fn prove(context: &Context, command: &Prove) -> Outcome {
    let store = context.existing_store()?;
    let partner = context.partner(&store, &command.partner)?;
    let (system, about) = (Clearance::system(), (&*command.id, &*partner.name));
    let since = command.since.as_deref().map(text_of).transpose()?;
    let Some(proof) = store.prove_served(&system, &actor(), about, since.as_deref())? else {
        if store.object_versions(&system, &command.id)?.is_empty() {
            return Err(unknown(&command.id).found_nothing());
        }
        say(format!(
            "the audit knows of nothing of it that was served to `{}`",
            partner.name
        ));
        return Ok(Exit::Found);
    };
    write(&command.out, &visible_json(&proof.to_text()))?;
    say(
        "it shows those rows and hashes of all others; `tansiq audit check` says what it proves and what not",
    );
    Ok(Exit::Done)
}

/// Checkpoints that were kept in files.
pub fn held(files: &[PathBuf]) -> Result<Vec<String>, Problem> {
    files.iter().map(|file| text_of(file)).collect()
}

/// Needs neither store nor network.
pub fn check(command: &Check) -> Outcome {
    let wrong_key = |e: ledger::Error| Problem::new(Code::Value, e.to_string()).at("--key");
    let key: Option<VerifierKey> = match &command.key {
        Some(text) => Some(text.parse().map_err(wrong_key)?),
        None => None,
    };
    let text = text_of(&command.proof)?;
    let kept = command.since.as_deref().map(text_of).transpose()?;
    let checked = Proof::read(&text)
        .and_then(|proof| proof.check(key.as_ref()).map(|checked| (proof, checked)));
    let verdict = match checked {
        Ok((proof, checked)) => match kept.filter(|kept| !extends(&proof, kept)) {
            Some(_) => Err(
                "it does not show that the log begins with what your checkpoint signed".to_owned(),
            ),
            None => Ok(checked),
        },
        Err(error) => Err(error.to_string()),
    };
    match verdict {
        Ok(checked) => told(&checked, key.is_some(), &command.output),
        Err(why) => refused(&why, &command.output),
    }
}

/// Whether the proof leads on from exactly this checkpoint.
fn extends(proof: &Proof, kept: &str) -> bool {
    let read = |note: &str| ledger::Checkpoint::unverified(note).ok();
    let from = proof.since.as_ref().map(|since| since.checkpoint.as_str());
    from.is_some_and(|from| read(from).is_some() && read(from) == read(kept))
}

fn refused(why: &str, output: &Output) -> Outcome {
    match output.json {
        true => print_json(&json!({"valid": false, "why": why}))?,
        false => print(&format!("no proof: {}\n", visible(why)))?,
    }
    Ok(Exit::Found)
}

fn told(checked: &Checked, key_given: bool, output: &Output) -> Outcome {
    let (proves, not) = (shown(checked), not_shown(checked, key_given));
    if output.json {
        print_json(&json!({
            "valid": true,
            "log": checked.checkpoint.origin,
            "size": checked.checkpoint.size,
            "key_given": key_given,
            "rows": checked.rows.iter().map(described).collect::<Vec<_>>(),
            "statement": checked.statement,
            "since": checked.since.as_ref().map(|since| since.size),
            "proves": proves,
            "does_not_prove": not,
        }))?;
        return Ok(Exit::Done);
    }
    let mut text = format!(
        "the signature, and the way of every row to it, fit: {}\n",
        visible(&checked.checkpoint.origin)
    );
    for row in &checked.rows {
        let detail = row.detail.to_string();
        text += &format!(
            "\nrow {} of {}\n  {}  {}  {}\n  {}\n",
            thousands(row.seq),
            thousands(checked.checkpoint.size),
            visible(&row.at),
            visible(&row.actor),
            visible(&row.action),
            visible(&detail)
        );
    }
    for (heading, sentences) in [("this proves", &proves), ("it does not prove", &not)] {
        text += &format!("\n{heading}\n");
        for sentence in sentences {
            text += &format!("  - {}\n", visible(sentence));
        }
    }
    print(&text)?;
    Ok(Exit::Done)
}

fn described(row: &Row) -> Value {
    json!({"seq": row.seq, "at": row.at, "actor": row.actor, "action": row.action, "detail": row.detail})
}

fn shown(checked: &Checked) -> Vec<String> {
    let (log, size) = (
        &checked.checkpoint.origin,
        thousands(checked.checkpoint.size),
    );
    let mut shown = vec![format!(
        "whoever holds the key of {log} signed a log of {size} rows"
    )];
    if !checked.rows.is_empty() {
        shown.push("the rows shown stand in that log at these places, word for word".to_owned());
    }
    if let Some(statement) = &checked.statement {
        let rows = checked.rows.len() - 1;
        shown.push(format!(
            "the log says by {} that `{}` was served, and states in its last row here that {} was in it",
            if rows == 1 { "one row".to_owned() } else { format!("{rows} rows") },
            statement.partner,
            statement.id
        ));
    }
    if let Some(since) = &checked.since {
        shown.push(format!(
            "the log begins with the {} rows that the older checkpoint signed: none of them was changed, dropped or moved since",
            thousands(since.size)
        ));
    }
    shown
}

fn not_shown(checked: &Checked, key_given: bool) -> Vec<String> {
    let mut not = Vec::new();
    if !key_given {
        not.push(
            "whose key that is: the proof brought it along. Check again with `--key` and the key the house gave you"
                .to_owned(),
        );
    }
    if checked.statement.is_some() {
        not.push(
            "that the answer arrived, was read or was kept: served means handed to the connection"
                .to_owned(),
        );
        not.push(
            "by the serving rows alone that the object was in the answer: they name a collection, a time span and a \
             filter. That it was is the house's statement, made from its records when this was written"
                .to_owned(),
        );
    }
    not.push(
        "that the clock of the house was right, or that nothing else happened than the log says"
            .to_owned(),
    );
    not.push(
        "that the key signed no other log: keep checkpoints, and ask for a proof that leads from the old to the new"
            .to_owned(),
    );
    not
}

fn text_of(file: &Path) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    let read = match file.to_str() {
        Some("-") => std::io::stdin().take(LONGEST + 1).read_to_end(&mut bytes),
        _ => std::fs::File::open(file).and_then(|f| f.take(LONGEST + 1).read_to_end(&mut bytes)),
    };
    let length = read.map_err(|e| unreadable(file, &e))?;
    let text = String::from_utf8(bytes)
        .ok()
        .filter(|_| length as u64 <= LONGEST);
    text.ok_or_else(|| {
        Problem::new(Code::Input, "this is no text of at most 256 MiB")
            .at(file.display().to_string())
    })
}

fn write(out: &Path, text: &str) -> Result<(), Problem> {
    if out == Path::new("-") {
        return print(text);
    }
    std::fs::write(out, text).map_err(|e| unwritable(out, &e))?;
    say(format!("`{}` is written", out.display()));
    Ok(())
}

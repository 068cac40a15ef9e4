//! `tansiq report accept|edit|reject`: by item or all.

use super::Desk;
use crate::cli::Output;
use crate::cli::context::actor;
use crate::cli::problem::{Code, Exit, Outcome, Problem};
use crate::cli::terminal::{print_json, say, visible};
use crate::clock::SystemClock;
use crate::reports::{self, Accepted, DecideError};
use clap::Args;
use serde_json::{Value, json};
use store::{Clock, Document};

/// Which drafts of which document.
#[derive(Debug, Args)]
struct Chosen {
    /// Number of the document
    id: String,
    /// Numbers of drafts
    #[arg(value_name = "ITEM", required_unless_present = "all")]
    items: Vec<i64>,
    /// All that wait
    #[arg(long, conflicts_with = "items")]
    all: bool,
}

impl Chosen {
    fn items(&self) -> Option<&[i64]> {
        (!self.all).then_some(&self.items)
    }
}

#[derive(Debug, Args)]
pub struct Accept {
    #[command(flatten)]
    chosen: Chosen,
    /// Where they go: id, alias or title
    #[arg(long, value_name = "COLLECTION")]
    collection: String,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
pub struct Reject {
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
pub struct Edit {
    /// Number of the document
    id: String,
    /// Number of the draft
    item: i64,
    /// Set a property of its object: JSON, or else text; nothing takes the property out
    #[arg(long, value_name = "NAME=VALUE", required_unless_present = "known")]
    set: Vec<String>,
    /// It is this object, which is there already
    #[arg(long = "is", value_name = "STIX-ID", conflicts_with = "set")]
    known: Option<String>,
}

pub fn accept(desk: &Desk, command: &Accept) -> Outcome {
    let store = desk.context.existing_store()?;
    let document = desk.document(&store, &command.chosen.id)?;
    let collection = desk.context.collection(&store, &command.collection)?;
    let now = SystemClock.now();
    let chosen = command.chosen.items();
    let accepted = reports::accept(
        &store,
        &desk.clearance,
        &actor(),
        now,
        &document,
        chosen,
        &collection.id,
    )
    .map_err(|error| refused(error, &document))?;
    store.close()?;
    if command.output.json {
        let held = accepted
            .quarantined
            .iter()
            .map(|(id, reasons)| json!({"id": id, "reasons": reasons}));
        print_json(&json!({
            "accepted": accepted.items, "with": accepted.with, "left": accepted.left, "objects": accepted.objects,
            "quarantined": held.collect::<Vec<_>>(),
        }))?;
    }
    tell(&accepted, &collection.title);
    Ok(
        match accepted.items.is_empty() || !accepted.quarantined.is_empty() {
            true => Exit::Found,
            false => Exit::Done,
        },
    )
}

fn tell(accepted: &Accepted, collection: &str) {
    if accepted.items.is_empty() && accepted.quarantined.is_empty() {
        say("nothing waits");
    } else {
        let (items, objects) = (accepted.items.len(), accepted.objects);
        say(format!(
            "{items} drafts accepted, {objects} objects into `{}`",
            visible(collection)
        ));
    }
    let numbers = |list: &[i64]| {
        list.iter()
            .map(i64::to_string)
            .collect::<Vec<_>>()
            .join(", ")
    };
    if !accepted.with.is_empty() {
        say(format!(
            "with them what they refer to: {}",
            numbers(&accepted.with)
        ));
    }
    if !accepted.left.is_empty() {
        say(format!(
            "left out, because they refer to rejected items: {}",
            numbers(&accepted.left)
        ));
    }
    for (id, reasons) in &accepted.quarantined {
        say(format!(
            "in quarantine: `{id}`: {}",
            visible(&reasons.join("; "))
        ));
    }
}

pub fn reject(desk: &Desk, command: &Reject) -> Outcome {
    let store = desk.context.existing_store()?;
    let document = desk.document(&store, &command.chosen.id)?;
    let chosen = command.chosen.items();
    let rejected = reports::reject(&store, &desk.clearance, &actor(), document.key, chosen)
        .map_err(|error| refused(error, &document))?;
    store.close()?;
    if command.output.json {
        print_json(&json!({ "rejected": rejected }))?;
    }
    say(format!("{} drafts rejected", rejected.len()));
    Ok(if rejected.is_empty() {
        Exit::Found
    } else {
        Exit::Done
    })
}

pub fn edit(desk: &Desk, command: &Edit) -> Outcome {
    let store = desk.context.existing_store()?;
    let document = desk.document(&store, &command.id)?;
    let set = command
        .set
        .iter()
        .map(|text| property(text))
        .collect::<Result<Vec<_>, _>>()?;
    let known = command.known.as_deref();
    reports::edit(
        &store,
        &desk.clearance,
        &actor(),
        document.key,
        command.item,
        &set,
        known,
    )
    .map_err(|error| refused(error, &document))?;
    store.close()?;
    say(format!(
        "item {} of document {} is changed",
        command.item, document.key
    ));
    Ok(Exit::Done)
}

/// `name=value`; the value as JSON where it is some, else as text, and none as `null`.
fn property(text: &str) -> Result<(String, Value), Problem> {
    let wrong = || {
        Problem::new(Code::Value, format!("`{}` sets nothing", visible(text)))
            .at("--set")
            .hint("write it as `name=value`")
    };
    let (name, value) = text
        .split_once('=')
        .filter(|(name, _)| !name.is_empty())
        .ok_or_else(wrong)?;
    let value = match value {
        "" => Value::Null,
        value => serde_json::from_str(value).unwrap_or_else(|_| json!(value)),
    };
    Ok((name.to_owned(), value))
}

fn refused(error: DecideError, document: &Document) -> Problem {
    let error = match error {
        DecideError::Store(error) => return error.into(),
        error => error,
    };
    let problem =
        Problem::new(Code::Report, error.to_string()).at(format!("document {}", document.key));
    match error {
        DecideError::NoItem(_) => {
            problem.hint(format!("`tansiq report show {}` shows them", document.key))
        }
        DecideError::RefersToRejected { item, .. } => problem.hint(format!(
            "reject it too: `tansiq report reject {} {item}`",
            document.key
        )),
        DecideError::Invalid { item, .. } if item > 0 => problem.hint(format!(
            "mend it with `tansiq report edit {} {item} --set NAME=VALUE`",
            document.key
        )),
        _ => problem,
    }
}

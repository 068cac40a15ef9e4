//! `tansiq quarantine …`: what came in and waits for the operator's decision.

use super::Output;
use super::context::{Context, actor, instant};
use super::object::embedded;
use super::problem::{Code, Exit, Outcome, Problem};
use super::terminal::{Details, Paint, Table, print, print_json, say, visible_json};
use clap::{Args, Subcommand};
use handling::Clearance;
use serde::Serialize;
use serde_json::value::RawValue;
use store::{Outcome as Admitted, Quarantined, Store};

const PAGE: usize = 500;

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// List what waits, oldest first
    List(Output),
    /// Show one entry with the object
    Show(Show),
    /// Take the object in after all
    Release(Keys),
    /// Throw the object away
    Drop(Keys),
}

#[derive(Debug, Args)]
pub struct Show {
    /// Number of the entry
    key: i64,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
pub struct Keys {
    /// Numbers of the entries
    #[arg(required = true)]
    keys: Vec<i64>,
    #[command(flatten)]
    output: Output,
}

pub fn run(context: &Context, verb: Verb) -> Outcome {
    let store = context.existing_store()?;
    match verb {
        Verb::List(output) => list(&store, &output),
        Verb::Show(command) => show(&store, &command),
        Verb::Release(command) => each(&store, &command, release),
        Verb::Drop(command) => each(&store, &command, drop_entry),
    }
}

#[derive(Serialize)]
struct Entry<'a> {
    key: i64,
    id: &'a str,
    version: Option<&'a str>,
    reasons: &'a [String],
    source: &'a str,
    collection: Option<&'a str>,
    received: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<&'a RawValue>,
}

fn describe(entry: &Quarantined) -> Entry<'_> {
    Entry {
        key: entry.key,
        id: &entry.id,
        version: entry.version.as_deref(),
        reasons: &entry.reasons,
        source: &entry.source,
        collection: entry.collection.as_deref(),
        received: instant(entry.received),
        object: None,
    }
}

fn list(store: &Store, output: &Output) -> Outcome {
    let system = Clearance::system();
    let mut entries: Vec<Quarantined> = Vec::new();
    loop {
        let after = entries.last().map_or(0, |entry| entry.key);
        let mut page = store.quarantine(&system, after, PAGE)?;
        // the objects themselves are not shown here
        page.iter_mut().for_each(|entry| entry.bytes = Vec::new());
        if page.is_empty() {
            break;
        }
        entries.append(&mut page);
    }
    if output.json {
        print_json(&entries.iter().map(describe).collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    if entries.is_empty() {
        say("quarantine is empty");
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["key", "received", "source", "id", "reasons"]);
    for entry in &entries {
        table.row([
            &entry.key.to_string(),
            &instant(entry.received),
            &entry.source,
            &entry.id,
            &entry.reasons.join("; "),
        ]);
    }
    print(&table.render(Paint::stdout()))?;
    Ok(Exit::Done)
}

fn find(store: &Store, key: i64) -> Result<Quarantined, Problem> {
    store
        .quarantined(&Clearance::system(), key)?
        .ok_or_else(|| {
            Problem::new(
                Code::Quarantine,
                format!("there is no entry {key} in quarantine"),
            )
            .hint("`tansiq quarantine list` shows them")
        })
}

fn show(store: &Store, command: &Show) -> Outcome {
    let entry = find(store, command.key).map_err(Problem::found_nothing)?;
    if command.output.json {
        let mut value = describe(&entry);
        value.object = embedded(&entry.bytes);
        print_json(&value)?;
        return Ok(Exit::Done);
    }
    let mut details = Details::default();
    details.add("key", &entry.key.to_string());
    details.add("id", &entry.id);
    details.add("version", entry.version.as_deref().unwrap_or("-"));
    details.list("reasons", &entry.reasons);
    details.add("source", &entry.source);
    details.add("collection", entry.collection.as_deref().unwrap_or("-"));
    details.add("received", &instant(entry.received));
    let object = String::from_utf8_lossy(&entry.bytes);
    print(&format!(
        "{}{}\n",
        details.render(Paint::stdout()),
        visible_json(&object)
    ))?;
    Ok(Exit::Done)
}

/// What became of an entry.
#[derive(Serialize)]
struct Decided {
    key: i64,
    id: String,
    outcome: &'static str,
}

fn each(
    store: &Store,
    command: &Keys,
    act: impl Fn(&Store, &Quarantined) -> Result<(&'static str, String), Problem>,
) -> Outcome {
    let mut decided = Vec::new();
    for key in &command.keys {
        let entry = find(store, *key)?;
        let (outcome, told) = act(store, &entry)?;
        say(format!("{} `{}`: {told}", entry.key, entry.id));
        decided.push(Decided {
            key: entry.key,
            id: entry.id,
            outcome,
        });
    }
    store.close()?;
    if command.output.json {
        print_json(&decided)?;
    }
    Ok(Exit::Done)
}

fn release(store: &Store, entry: &Quarantined) -> Result<(&'static str, String), Problem> {
    Ok(match store.release_quarantined(&actor(), entry.key)? {
        Admitted::Accepted { date_added } => (
            "accepted",
            format!("taken in, added {}", instant(date_added)),
        ),
        Admitted::Known => ("known", "was known already".to_owned()),
        Admitted::Quarantined { key, reasons } => (
            "quarantined",
            format!("stays in quarantine as {key}: {}", reasons.join("; ")),
        ),
    })
}

fn drop_entry(store: &Store, entry: &Quarantined) -> Result<(&'static str, String), Problem> {
    store.drop_quarantined(&actor(), entry.key)?;
    Ok(("dropped", "dropped".to_owned()))
}

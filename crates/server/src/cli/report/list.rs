//! `tansiq report list`: the documents, where they came from, and what waits.

use super::Desk;
use crate::cli::Output;
use crate::cli::context::instant;
use crate::cli::problem::{Exit, Outcome};
use crate::cli::terminal::{Paint, Table, print, print_json, say};
use clap::Args;
use serde_json::{Value, json};
use store::Document;

#[derive(Debug, Args)]
pub struct List {
    /// Only documents of which drafts wait
    #[arg(long)]
    pending: bool,
    #[command(flatten)]
    output: Output,
}

pub fn run(desk: &Desk, command: &List) -> Outcome {
    let store = desk.context.existing_store()?;
    let mut documents = store.documents(&desk.clearance)?;
    documents.retain(|document| !command.pending || document.drafts[0] > 0);
    if command.output.json {
        print_json(&documents.iter().map(describe).collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    if documents.is_empty() {
        say("there are no documents");
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[
        "id", "received", "source", "tlp", "waiting", "accepted", "rejected", "title", "note",
    ]);
    for document in &documents {
        let [pending, accepted, rejected] = document.drafts.map(|count| count.to_string());
        table.row([
            &document.key.to_string(),
            &instant(document.received),
            &document.source,
            document.tlp.as_str(),
            &pending,
            &accepted,
            &rejected,
            &document.title,
            &note(document),
        ]);
    }
    print(&table.render(Paint::stdout()))?;
    Ok(Exit::Done)
}

/// Why a document has no drafts of its own.
pub fn note(document: &Document) -> String {
    match (&document.problem, document.same_as) {
        (Some(problem), _) => problem.clone(),
        (None, Some(same)) => format!("the text of document {same}"),
        (None, None) => String::new(),
    }
}

/// As JSON.
pub fn describe(document: &Document) -> Value {
    let [pending, accepted, rejected] = document.drafts;
    json!({
        "document": document.key, "report": document.id, "sha256": document.digest, "size": document.size,
        "received": instant(document.received), "source": document.source, "place": document.place,
        "published": document.published, "tlp": document.tlp.as_str(), "reliability": document.reliability,
        "title": document.title, "format": document.format, "language": document.language,
        "problem": document.problem, "same_as": document.same_as,
        "pending": pending, "accepted": accepted, "rejected": rejected,
    })
}

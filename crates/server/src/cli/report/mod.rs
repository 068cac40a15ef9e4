//! `tansiq report …`: documents in, drafts to look at, decisions.

mod add;
mod decide;
mod extract;
mod list;
mod show;

use super::Place;
use super::context::Context;
use super::problem::{Code, Outcome, Problem};
use clap::Subcommand;
use handling::Clearance;
use store::{Document, Store};

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Find people, offices, organisations, places, dates, events and observables in a text, page, DOCX or PDF
    Extract(extract::Extract),
    /// Keep a document as received and draft what it says
    Add(add::Add),
    /// List the documents, oldest first
    List(list::List),
    /// Show a document with what was found in it, and the drafts
    Show(show::Show),
    /// Take drafts into the shared graph
    Accept(decide::Accept),
    /// Change a draft, or say which known object it is
    Edit(decide::Edit),
    /// Throw drafts away
    Reject(decide::Reject),
}

pub fn run(place: Place, verb: Verb) -> Outcome {
    let verb = match verb {
        // needs no store and no configuration
        Verb::Extract(command) => return extract::run(&command),
        verb => verb,
    };
    let desk = Desk::new(Context::load(place)?);
    match verb {
        Verb::Extract(command) => extract::run(&command),
        Verb::Add(command) => add::run(&desk, &command),
        Verb::List(command) => list::run(&desk, &command),
        Verb::Show(command) => show::run(&desk, &command),
        Verb::Accept(command) => decide::accept(&desk, &command),
        Verb::Edit(command) => decide::edit(&desk, &command),
        Verb::Reject(command) => decide::reject(&desk, &command),
    }
}

/// What these commands work with.
struct Desk {
    context: Context,
    /// Documents and drafts are for the operator alone.
    clearance: Clearance,
}

impl Desk {
    fn new(context: Context) -> Self {
        Self {
            context,
            clearance: Clearance::system(),
        }
    }

    /// The document with this number, or of this report.
    fn document(&self, store: &Store, name: &str) -> Result<Document, Problem> {
        let found = match name.parse() {
            Ok(key) => store.document(&self.clearance, key)?,
            Err(_) => store.document_of(&self.clearance, name)?,
        };
        match found {
            Some(document) => Ok(document),
            None => Err(
                Problem::new(Code::Report, format!("there is no document `{name}`"))
                    .hint("`tansiq report list` shows them")
                    .found_nothing(),
            ),
        }
    }
}

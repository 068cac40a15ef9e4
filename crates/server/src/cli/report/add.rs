//! `tansiq report add FILE|URL|-`: a document is kept as received, and what it says is drafted.

use super::Desk;
use super::extract::{bytes, day};
use crate::cli::Output;
use crate::cli::context::actor;
use crate::cli::level::Level;
use crate::cli::problem::{Code, Exit, Outcome, Problem};
use crate::cli::search::catch_up;
use crate::cli::terminal::{print_json, say, visible};
use crate::clock::SystemClock;
use crate::reports::{self, Added, Intake, LARGEST, fetch, is_url};
use clap::Args;
use extract::draft::Reliability;
use serde_json::json;
use std::path::Path;
use store::Clock;

#[derive(Debug, Args)]
pub struct Add {
    /// File, `-` for stdin, or with `--fetch` a URL
    #[arg(value_name = "FILE|URL|-")]
    document: String,
    /// Who gave it
    #[arg(long, value_name = "NAME")]
    source: String,
    /// Day of publication [default: what the page says]
    #[arg(long, value_name = "YYYY-MM-DD")]
    published: Option<String>,
    /// Handling of what is drafted from it [default: the configured level of unmarked objects]
    #[arg(long, value_name = "LEVEL")]
    tlp: Option<Level>,
    /// Reliability of the source, A (completely reliable) to E (unreliable), F: cannot be judged
    #[arg(long, value_name = "A-F", default_value = "F")]
    reliability: String,
    /// Get the page from its URL; never from addresses of this machine or its network
    #[arg(long)]
    fetch: bool,
    #[command(flatten)]
    output: Output,
}

pub fn run(desk: &Desk, command: &Add) -> Outcome {
    let published = command.published.as_deref().map(day).transpose()?;
    let reliability = Reliability::parse(&command.reliability).ok_or_else(|| {
        Problem::new(
            Code::Value,
            format!("`{}` is no reliability", visible(&command.reliability)),
        )
        .at("--reliability")
        .note("it is a letter from `A` to `F`")
    })?;
    let bytes = received(command)?;
    let store = desk.context.store()?;
    catch_up(&store)?;
    let intake = Intake {
        bytes,
        place: (command.document != "-").then(|| place(&command.document)),
        source: command.source.clone(),
        published,
        tlp: command
            .tlp
            .map_or(desk.context.config.default_tlp, Into::into),
        reliability,
    };
    let added = reports::add(&store, &desk.clearance, &actor(), SystemClock.now(), intake)?;
    store.close()?;
    if command.output.json {
        print_json(&json!({
            "document": added.key, "title": added.title, "again": added.again, "same_as": added.same_as,
            "problem": added.problem, "drafts": added.drafts, "known": added.known,
        }))?;
    }
    tell(&added);
    Ok(if added.problem.is_some() {
        Exit::Found
    } else {
        Exit::Done
    })
}

/// The URL, or the name of the file without its folders.
fn place(document: &str) -> String {
    if is_url(document) {
        return document.to_owned();
    }
    let name = Path::new(document).file_name();
    name.map_or_else(
        || document.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

fn received(command: &Add) -> Result<Vec<u8>, Problem> {
    let name = &command.document;
    let bytes = match (is_url(name), command.fetch) {
        (true, true) => fetch(name, LARGEST)
            .map_err(|error| Problem::new(Code::Input, error.to_string()).at(visible(name)))?,
        (true, false) => {
            return Err(
                Problem::new(Code::Input, "a page is fetched only when that is asked for")
                    .at(visible(name))
                    .hint("add `--fetch`, or save the page and give the file"),
            );
        }
        (false, _) => bytes(Path::new(name), LARGEST)?,
    };
    if bytes.len() > LARGEST {
        return Err(Problem::new(
            Code::Input,
            format!("the document has more than {LARGEST} bytes"),
        )
        .at(visible(name))
        .hint("split it into parts"));
    }
    Ok(bytes)
}

fn tell(added: &Added) {
    let key = added.key;
    match added {
        Added { again: true, .. } => say(format!("it is here already, as document {key}")),
        Added {
            problem: Some(problem),
            ..
        } => say(format!(
            "document {key} is kept as received, but nothing was read: {}",
            visible(problem)
        )),
        Added {
            same_as: Some(same),
            ..
        } => say(format!(
            "document {key} has the text of document {same}: one text, one more source"
        )),
        added => {
            let known = match added.known {
                0 => String::new(),
                known => format!(", {known} of them known objects"),
            };
            say(format!("document {key}: {} drafts{known}", added.drafts));
            say(format!(
                "`tansiq report show {key}` shows them; nothing is shared before `tansiq report accept`"
            ));
        }
    }
}

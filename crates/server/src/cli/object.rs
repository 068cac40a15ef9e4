//! `tansiq object …`: what is stored, with its handling and where it lies.

use super::Output;
use super::context::{Context, instant};
use super::problem::{Code, Exit, Outcome, Problem};
use super::terminal::{Details, Paint, print, print_json, visible_json};
use clap::{Args, Subcommand};
use handling::Clearance;
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use stix::SpecVersion;
use store::{Store, StoredVersion};

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Show an object, its handling, its source and its collections
    Show(Show),
}

#[derive(Debug, Args)]
pub struct Show {
    /// STIX id
    id: String,
    /// Every version instead of the newest
    #[arg(long)]
    versions: bool,
    #[command(flatten)]
    output: Output,
}

pub fn run(context: &Context, verb: Verb) -> Outcome {
    let Verb::Show(command) = verb;
    let store = context.existing_store()?;
    let mut versions = store.object_versions(&Clearance::system(), &command.id)?;
    if versions.is_empty() {
        return Err(unknown(&command.id));
    }
    if !command.versions {
        let newest = versions.len() - 1;
        versions.drain(..newest);
    }
    let titles = titles(&store)?;
    if command.output.json {
        let shown = Shown {
            id: &command.id,
            versions: versions.iter().map(|v| describe(v, &titles)).collect(),
        };
        print_json(&shown)?;
        return Ok(Exit::Done);
    }
    for version in &versions {
        print(&text(version, &titles))?;
    }
    Ok(Exit::Done)
}

/// No object has this id.
pub fn unknown(id: &str) -> Problem {
    let problem = Problem::new(Code::Object, format!("there is no object `{id}`")).found_nothing();
    match stix::Identifier::parse(id) {
        Some(_) => problem,
        None => problem.note("a STIX id is a type, `--` and a lower-case UUID"),
    }
}

/// Titles of the collections, by id.
pub fn titles(store: &Store) -> Result<BTreeMap<String, String>, Problem> {
    let collections = store.all_collections()?;
    Ok(collections.into_iter().map(|c| (c.id, c.title)).collect())
}

fn spec(version: SpecVersion) -> &'static str {
    match version {
        SpecVersion::V20 => "2.0",
        SpecVersion::V21 => "2.1",
    }
}

/// The object's bytes as they are, inside an answer.
pub fn embedded(bytes: &[u8]) -> Option<&RawValue> {
    serde_json::from_slice(bytes).ok()
}

#[derive(Serialize)]
struct Shown<'a> {
    id: &'a str,
    versions: Vec<Version<'a>>,
}

#[derive(Serialize)]
struct Version<'a> {
    version: &'a str,
    spec_version: &'static str,
    tlp: &'static str,
    handling: String,
    source: &'a str,
    received: String,
    collections: Vec<Member<'a>>,
    object: Option<&'a RawValue>,
}

#[derive(Serialize)]
struct Member<'a> {
    id: &'a str,
    title: Option<&'a String>,
    date_added: String,
}

fn describe<'a>(version: &'a StoredVersion, titles: &'a BTreeMap<String, String>) -> Version<'a> {
    let collections = version.collections.iter().map(|(id, added)| Member {
        id,
        title: titles.get(id),
        date_added: instant(*added),
    });
    Version {
        version: &version.version,
        spec_version: spec(version.spec),
        tlp: version.label.tlp().as_str(),
        handling: version.label.to_string(),
        source: &version.source,
        received: instant(version.received),
        collections: collections.collect(),
        object: embedded(&version.bytes),
    }
}

fn text(version: &StoredVersion, titles: &BTreeMap<String, String>) -> String {
    let paint = Paint::stdout();
    let mut details = Details::default();
    details.add("id", &version.id);
    details.add("version", &version.version);
    details.add("handling", &version.label.to_string());
    if version.label != version.own_label {
        details.add("by itself", &version.own_label.to_string());
    }
    details.add("source", &version.source);
    details.add("received", &instant(version.received));
    let collections = version.collections.iter().map(|(id, added)| {
        let title = titles.get(id).map_or(id.as_str(), String::as_str);
        format!("{title}, added {}", instant(*added))
    });
    details.list("collections", &collections.collect::<Vec<_>>());
    format!(
        "{}{}\n\n",
        details.render(paint),
        visible_json(&String::from_utf8_lossy(&version.bytes))
    )
}

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
        return Err(unknown(&command.id).found_nothing());
    }
    if !command.versions {
        let newest = versions.len() - 1;
        versions.drain(..newest);
    }
    let titles = titles(&store)?;
    let derived = Derived::of(&store, &command.id)?;
    if command.output.json {
        let shown = Shown {
            id: &command.id,
            tear_lines: &derived.tear_lines,
            tear_line_of: &derived.tear_line_of,
            versions: versions.iter().map(|v| describe(v, &titles)).collect(),
        };
        print_json(&shown)?;
        return Ok(Exit::Done);
    }
    for version in &versions {
        print(&text(version, &titles, &derived))?;
    }
    Ok(Exit::Done)
}

/// No object has this id.
pub fn unknown(id: &str) -> Problem {
    let problem = Problem::new(Code::Object, format!("there is no object `{id}`"));
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
    tear_lines: &'a [String],
    tear_line_of: &'a [String],
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

/// What was derived from an object, and what it was derived from: the ends of `derived-from`, whose source is what the
/// information comes from (section 3.7).
#[derive(Default)]
struct Derived {
    tear_lines: Vec<String>,
    tear_line_of: Vec<String>,
}

impl Derived {
    fn of(store: &Store, id: &str) -> Result<Self, Problem> {
        let mut found = Self::default();
        store.about(&Clearance::system(), id, &mut |edge| {
            let Ok(object) = crate::outgoing::parsed(&edge.bytes) else {
                return;
            };
            let text = |name| object.value.get(name).and_then(stix::Value::as_str);
            if text("relationship_type") != Some("derived-from") || object.header.revoked {
                return;
            }
            let ends = (text("source_ref"), text("target_ref"));
            if let (Some(from), Some(to)) = ends {
                let (list, other) = match from == id {
                    true => (&mut found.tear_lines, to),
                    false => (&mut found.tear_line_of, from),
                };
                list.push(other.to_owned());
            }
        })?;
        Ok(found)
    }
}

fn text(version: &StoredVersion, titles: &BTreeMap<String, String>, derived: &Derived) -> String {
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
    for (name, ids) in [
        ("tear-lines", &derived.tear_lines),
        ("tear-line of", &derived.tear_line_of),
    ] {
        if !ids.is_empty() {
            details.list(name, ids);
        }
    }
    format!(
        "{}{}\n\n",
        details.render(paint),
        visible_json(&String::from_utf8_lossy(&version.bytes))
    )
}

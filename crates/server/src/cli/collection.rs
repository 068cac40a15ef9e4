//! `tansiq collection …`: what is shared together, and with whom.

use super::Output;
use super::context::{Context, actor, instant};
use super::outlook::local_labels;
use super::problem::{Code, Exit, Outcome, Problem, unreadable};
use super::terminal::{Details, Paint, Table, print, print_json, say};
use crate::outgoing::Going;
use clap::{Args, Subcommand};
use handling::Clearance;
use serde::Serialize;
use serde_json::json;
use std::io::BufRead;
use std::path::Path;
use store::{Collection, Grant, NewCollection, Store};

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Make a collection
    Create(Create),
    /// List the collections
    List(Output),
    /// Show one collection and who may reach it
    Show(Show),
    /// Let a partner read or write it
    Grant(GrantTo),
    /// Take a partner's rights back
    Revoke(Revoke),
    /// Put stored objects into it
    Add(Members),
    /// Take objects out of it; they stay stored
    Remove(Members),
}

#[derive(Debug, Args)]
pub struct Create {
    /// What people call it
    title: String,
    /// Its id, a UUID of version 4; made when left out
    #[arg(long, value_name = "UUID")]
    id: Option<String>,
    /// Short name for addresses and commands
    #[arg(long, value_name = "NAME")]
    alias: Option<String>,
    /// What it is for
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// Anyone may read what is TLP:CLEAR in it, without credentials
    #[arg(long)]
    public: bool,
    /// Members of this community may read it up to TLP:GREEN
    #[arg(long, value_name = "NAME")]
    community: Vec<String>,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
pub struct Show {
    /// Id, alias or title
    collection: String,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
pub struct GrantTo {
    /// Id, alias or title
    collection: String,
    /// Name of the partner
    partner: String,
    /// It may read
    #[arg(long, required_unless_present = "write")]
    read: bool,
    /// It may post and delete
    #[arg(long)]
    write: bool,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
pub struct Revoke {
    /// Id, alias or title
    collection: String,
    /// Name of the partner
    partner: String,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
pub struct Members {
    /// Id, alias or title
    collection: String,
    /// STIX ids; `-` reads them from stdin, one a line
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    #[command(flatten)]
    output: Output,
}

pub fn run(context: &Context, verb: Verb) -> Outcome {
    match verb {
        Verb::Create(command) => create(context, command),
        Verb::List(output) => list(&context.existing_store()?, &output),
        Verb::Show(command) => show(context, &command),
        Verb::Grant(command) => grant(context, &command),
        Verb::Revoke(command) => revoke(context, &command),
        Verb::Add(command) => members(context, command, true),
        Verb::Remove(command) => members(context, command, false),
    }
}

fn create(context: &Context, command: Create) -> Outcome {
    let store = context.store()?;
    let collection = NewCollection {
        id: command.id,
        title: command.title,
        description: command.description,
        alias: command.alias,
        public: command.public,
        communities: command.community,
    };
    let collection = store.create_collection(&actor(), collection)?;
    store.close()?;
    if command.output.json {
        print_json(&describe(&collection))?;
        return Ok(Exit::Done);
    }
    print(&format!("{}\n", collection.id))?;
    say(format!(
        "collection `{}` is there; `tansiq collection grant {} PARTNER --read` lets a partner read it",
        collection.title, collection.id
    ));
    Ok(Exit::Done)
}

#[derive(Serialize)]
struct Description<'a> {
    id: &'a str,
    title: &'a str,
    description: Option<&'a str>,
    alias: Option<&'a str>,
    public: bool,
    communities: &'a [String],
    grants: Vec<Rights<'a>>,
    created: String,
}

#[derive(Serialize)]
struct Rights<'a> {
    partner: &'a str,
    read: bool,
    write: bool,
}

fn describe(collection: &Collection) -> Description<'_> {
    let grants = collection.grants.iter().map(|grant| Rights {
        partner: &grant.partner,
        read: grant.read,
        write: grant.write,
    });
    Description {
        id: &collection.id,
        title: &collection.title,
        description: collection.description.as_deref(),
        alias: collection.alias.as_deref(),
        public: collection.public,
        communities: &collection.communities,
        grants: grants.collect(),
        created: instant(collection.created),
    }
}

fn list(store: &Store, output: &Output) -> Outcome {
    let collections = store.all_collections()?;
    if output.json {
        print_json(&collections.iter().map(describe).collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    if collections.is_empty() {
        say("no collections yet; `tansiq collection create TITLE` makes one");
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["id", "title", "alias", "readers", "writers"]);
    for collection in &collections {
        table.row([
            collection.id.as_str(),
            &collection.title,
            collection.alias.as_deref().unwrap_or("-"),
            &readers(collection),
            &names(collection, |g| g.write),
        ]);
    }
    print(&table.render(Paint::stdout()))?;
    Ok(Exit::Done)
}

fn names(collection: &Collection, may: impl Fn(&Grant) -> bool) -> String {
    let grants = collection.grants.iter().filter(|g| may(g));
    let names: Vec<_> = grants.map(|g| g.partner.as_str()).collect();
    if names.is_empty() {
        "-".into()
    } else {
        names.join(", ")
    }
}

fn readers(collection: &Collection) -> String {
    let mut readers = Vec::new();
    if collection.public {
        readers.push("anyone (clear)".to_owned());
    }
    readers.extend(
        collection
            .communities
            .iter()
            .map(|c| format!("community {c} (green)")),
    );
    if collection.grants.iter().any(|g| g.read) || readers.is_empty() {
        readers.push(names(collection, |g| g.read));
    }
    readers.join(", ")
}

fn show(context: &Context, command: &Show) -> Outcome {
    let store = context.existing_store()?;
    let collection = context
        .collection(&store, &command.collection)
        .map_err(Problem::found_nothing)?;
    if command.output.json {
        print_json(&describe(&collection))?;
        return Ok(Exit::Done);
    }
    let mut details = Details::default();
    details.add("id", &collection.id);
    details.add("title", &collection.title);
    details.add(
        "description",
        collection.description.as_deref().unwrap_or("-"),
    );
    details.add("alias", collection.alias.as_deref().unwrap_or("-"));
    details.add(
        "public",
        if collection.public {
            "yes, what is TLP:CLEAR"
        } else {
            "no"
        },
    );
    details.list("communities", &collection.communities);
    details.add("may read", &names(&collection, |g| g.read));
    details.add("may write", &names(&collection, |g| g.write));
    details.add("made", &instant(collection.created));
    print(&details.render(Paint::stdout()))?;
    Ok(Exit::Done)
}

/// Rights add up: `--write` to a reader makes it a reader and writer.
fn grant(context: &Context, command: &GrantTo) -> Outcome {
    let store = context.existing_store()?;
    let collection = context.collection(&store, &command.collection)?;
    let partner = context.partner(&store, &command.partner)?;
    let has = collection.grants.iter().find(|g| g.partner == partner.name);
    let read = command.read || has.is_some_and(|g| g.read);
    let write = command.write || has.is_some_and(|g| g.write);
    store.grant(&actor(), &collection.id, &partner.name, read, write)?;
    changed(&store, &collection.id, &command.output)?;
    store.close()?;
    let rights = match (read, write) {
        (true, true) => "reads and writes",
        (true, false) => "reads",
        _ => "writes",
    };
    say(format!(
        "`{}` {rights} `{}`",
        partner.name, collection.title
    ));
    Ok(Exit::Done)
}

/// With `--json`, the collection as it is now.
fn changed(store: &Store, id: &str, output: &Output) -> Result<(), Problem> {
    match store.find_collection(id)? {
        Some(collection) if output.json => print_json(&describe(&collection)),
        _ => Ok(()),
    }
}

fn revoke(context: &Context, command: &Revoke) -> Outcome {
    let store = context.existing_store()?;
    let collection = context.collection(&store, &command.collection)?;
    let partner = context.partner(&store, &command.partner)?;
    if !collection.grants.iter().any(|g| g.partner == partner.name) {
        say(format!(
            "`{}` had no rights on `{}`",
            partner.name, collection.title
        ));
        return Ok(Exit::Found);
    }
    store.revoke(&actor(), &collection.id, &partner.name)?;
    changed(&store, &collection.id, &command.output)?;
    store.close()?;
    say(format!(
        "`{}` has no rights on `{}` any more",
        partner.name, collection.title
    ));
    if let Some(shared) = collection
        .communities
        .iter()
        .find(|c| partner.communities.contains(c))
    {
        say(format!(
            "it still reads up to TLP:GREEN there, as a member of `{shared}`"
        ));
    }
    Ok(Exit::Done)
}

fn members(context: &Context, command: Members, add: bool) -> Outcome {
    let ids = ids(command.ids)?;
    let store = context.existing_store()?;
    let collection = context.collection(&store, &command.collection)?;
    if add {
        refuse_local(context, &store, &collection, &ids)?;
    }
    let (count, done) = if add {
        (
            store.add_to_collection(&actor(), &collection.id, &ids)?,
            "added to",
        )
    } else {
        (
            store.remove_from_collection(&actor(), &collection.id, &ids)?,
            "removed from",
        )
    };
    store.close()?;
    if command.output.json {
        print_json(&json!({"collection": collection.id, "changed": count}))?;
    }
    say(format!(
        "{count} object versions {done} `{}`",
        collection.title
    ));
    Ok(if count == 0 { Exit::Found } else { Exit::Done })
}

/// What must not leave goes into no collection.
fn refuse_local(
    context: &Context,
    store: &Store,
    collection: &Collection,
    ids: &[String],
) -> Result<(), Problem> {
    let local = &context.config.local;
    let mut going = Vec::new();
    for id in ids.iter().filter(|_| !local.is_empty()) {
        for version in store.object_versions(&Clearance::system(), id)? {
            going.push(Going::stored(&version, &collection.id, local)?);
        }
    }
    local_labels(&going).map_or(Ok(()), Err)
}

/// The ids given, `-` replaced by the lines of stdin; each checked.
pub fn ids(given: Vec<String>) -> Result<Vec<String>, Problem> {
    let mut ids = Vec::new();
    for id in given {
        if id != "-" {
            ids.push(id);
            continue;
        }
        for line in std::io::stdin().lock().lines() {
            let line = line.map_err(|e| unreadable(Path::new("-"), &e))?;
            if !line.trim().is_empty() {
                ids.push(line.trim().to_owned());
            }
        }
    }
    match ids.iter().find(|id| stix::Identifier::parse(id).is_none()) {
        Some(id) => Err(
            Problem::new(Code::Value, format!("`{id}` is not a STIX id"))
                .note("such an id is a type, `--` and a lower-case UUID"),
        ),
        None => Ok(ids),
    }
}

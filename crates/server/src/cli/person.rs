//! `tansiq person …`: people of the house with credentials for HTTP. They are let in as partners are and own nothing.
//!
//! Who may use these commands at all is who may read the data folder: the operator of the machine.

use super::Output;
use super::clearance::{self, Change};
use super::context::{Context, actor, instant};
use super::level::Level;
use super::partner::{
    Named, Rotate, check_id, check_name, credential_for, enable, kind, rights, rotate, state,
    taken, tell_token,
};
use super::problem::{Code, Exit, Outcome, Problem};
use super::terminal::{Details, Paint, Table, print, print_json, say};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};
use store::{NewPerson, Partner, Role, Store};

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Register a person and print its token, once
    Add(Add),
    /// List the house's people
    List(Output),
    /// Show one person
    Show(Named),
    /// Change what a person may see, from its next request on
    Change(Change),
    /// Replace a person's token; the old one stops working at once
    Rotate(Rotate),
    /// Turn a person away until it is enabled again
    Disable(Named),
    /// Let a disabled person in again
    Enable(Named),
}

#[derive(Debug, Args)]
pub struct Add {
    /// Letters, digits, `.`, `_`, `-`; the user name of HTTP Basic
    name: String,
    /// What it may do, within its clearance and the collections granted to it
    #[arg(long, value_name = "ROLE")]
    role: As,
    /// Highest TLP level it may read
    #[arg(long, value_name = "LEVEL")]
    max_tlp: Level,
    /// Community it reads as a member of
    #[arg(long, value_name = "NAME")]
    community: Vec<String>,
    /// Marking-definition outside TLP that it is cleared for
    #[arg(long, value_name = "ID")]
    marking: Vec<String>,
    /// Read a password from stdin instead of making a token; it works with HTTP Basic only
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    /// reads
    Reader,
    /// reads, and hands in what the operator then releases
    Analyst,
    /// the same, and reads /metrics
    Operator,
}

pub fn run(context: &Context, verb: Verb) -> Outcome {
    match verb {
        Verb::Add(command) => add(context, command),
        Verb::List(output) => list(&context.existing_store()?, &output),
        Verb::Show(named) => show(context, &named),
        Verb::Change(command) => {
            let store = context.existing_store()?;
            let person = person(&store, &command.name)?;
            clearance::change(&store, &person, command)
        }
        Verb::Rotate(command) => {
            let store = context.existing_store()?;
            let person = person(&store, &command.name)?;
            rotate(&store, &person, describe(&person), &command)
        }
        Verb::Disable(named) => let_in(context, &named, false),
        Verb::Enable(named) => let_in(context, &named, true),
    }
}

fn let_in(context: &Context, named: &Named, enabled: bool) -> Outcome {
    let store = context.existing_store()?;
    let mut person = person(&store, &named.name)?;
    person.enabled = enabled;
    enable(&store, &person, describe(&person), &named.output)
}

fn add(context: &Context, command: Add) -> Outcome {
    check_name(&command.name)?;
    for id in &command.marking {
        check_id("--marking", "marking-definition", id)?;
    }
    let store = context.store()?;
    if let Some(known) = store.partner(&command.name)? {
        return Err(taken(&known));
    }
    let (token, credential_hash) = credential_for(&command.name, command.password_stdin)?;
    let person = NewPerson {
        name: command.name,
        role: match command.role {
            As::Reader => Role::Reader,
            As::Analyst => Role::Analyst,
            As::Operator => Role::Operator,
        },
        max_tlp: command.max_tlp.into(),
        communities: command.community,
        markings: command.marking,
        credential_hash,
    };
    let person = store.add_person(&actor(), person)?;
    store.close()?;
    tell_token(&person.name, describe(&person), token, &command.output)?;
    if !command.output.json {
        say(format!(
            "let it read a collection with `tansiq collection grant COLLECTION {} --read`",
            person.name
        ));
    }
    Ok(Exit::Done)
}

fn describe(person: &Partner) -> Value {
    json!({
        "name": person.name, "role": person.role.map(Role::as_str), "enabled": person.enabled,
        "max_tlp": person.max_tlp.as_str(), "communities": person.communities,
        "markings": person.markings, "created": instant(person.created),
    })
}

fn person(store: &Store, name: &str) -> Result<Partner, Problem> {
    let known = store.partners()?;
    let people = known.iter().filter(|p| p.role.is_some());
    match known.iter().find(|p| p.name == name) {
        Some(found) if found.role.is_some() => Ok(found.clone()),
        Some(found) => Err(Problem::new(
            Code::Partner,
            format!(
                "`{name}` is a {}, not one of the house's people",
                kind(found)
            ),
        )
        .hint(format!("`tansiq partner show {name}`"))),
        None => {
            let problem = Problem::new(Code::Partner, format!("there is no person `{name}`"));
            Err(problem
                .suggest(name, people.map(|p| p.name.as_str()))
                .hint("`tansiq person list` shows them"))
        }
    }
}

fn list(store: &Store, output: &Output) -> Outcome {
    let mut people = store.partners()?;
    people.retain(|person| person.role.is_some());
    if output.json {
        print_json(&people.iter().map(describe).collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    if people.is_empty() {
        say("nobody yet; `tansiq person add NAME --role reader --max-tlp LEVEL` registers one");
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["name", "role", "up to", "state", "communities"]);
    for person in &people {
        table.row([
            person.name.as_str(),
            person.role.map_or("", Role::as_str),
            person.max_tlp.as_str(),
            state(person),
            &person.communities.join(", "),
        ]);
    }
    print(&table.render(Paint::stdout()))?;
    Ok(Exit::Done)
}

fn show(context: &Context, command: &Named) -> Outcome {
    let store = context.existing_store()?;
    let person = person(&store, &command.name).map_err(Problem::found_nothing)?;
    let rights = rights(&store, &person.name)?;
    if command.output.json {
        let mut described = describe(&person);
        described["collections"] = json!(rights);
        print_json(&described)?;
        return Ok(Exit::Done);
    }
    let mut details = Details::default();
    details.add("person", &person.name);
    details.add("role", person.role.map_or("", Role::as_str));
    details.add("state", state(&person));
    details.add("reads up to", person.max_tlp.as_str());
    details.list("communities", &person.communities);
    details.list("cleared for", &person.markings);
    details.add("registered", &instant(person.created));
    for right in &rights {
        details.add(right.as_str(), &right.title);
    }
    print(&details.render(Paint::stdout()))?;
    Ok(Exit::Done)
}

//! `tansiq search`: have we seen this name, value or text, in whatever script, and why is that an answer.

use super::Output;
use super::context::{Context, time};
use super::problem::{Code, Exit, Outcome, Problem, unreadable};
use super::progress::bar;
use super::terminal::{Paint, Table, print, print_json, say};
use crate::import::thousands;
use crate::search::{Wrong, live, marked, region};
use clap::Args;
use handling::Clearance;
use serde::Serialize;
use std::io::Read;
use std::path::{Path, PathBuf};
use store::{Hit, Store};

/// A list longer than this is no list that somebody pasted.
const LONGEST_LIST: u64 = 64 << 20;

#[derive(Debug, Args)]
pub struct Search {
    /// A name in any script, a value (also defanged), or words
    #[arg(required_unless_present = "list")]
    query: Vec<String>,
    /// Ask for every line of this file, or `-` for stdin
    #[arg(long, value_name = "FILE|-", conflicts_with = "query", value_hint = clap::ValueHint::FilePath)]
    list: Option<PathBuf>,
    /// Only objects of this type; `document` for documents received
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,
    /// Only what was made at this time or later: a timestamp, or a day
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// Only what was made at this time or earlier
    #[arg(long, value_name = "TIME")]
    until: Option<String>,
    /// Only what lies in this country or region, has to do with it or aims at it: a code, or a name in any language
    #[arg(long, value_name = "REGION")]
    region: Option<String>,
    /// Only what is marked with this TLP level, or with the marking of this id
    #[arg(long, value_name = "LEVEL|ID")]
    marking: Option<String>,
    /// Only what came from this partner, from `operator`, or from this source of documents, or was made by the identity
    /// of this id or name
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// What this partner would find, instead of everything
    #[arg(long = "as", value_name = "PARTNER")]
    partner: Option<String>,
    /// Most answers to one question [default: 20, with a list 3]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    output: Output,
}

pub fn run(context: &Context, command: Search) -> Outcome {
    let search = store::Search {
        text: String::new(),
        types: command.types,
        since: time(command.since.as_deref())?.map(|span| span.0),
        until: time(command.until.as_deref())?.map(|span| span.1),
        marked: command
            .marking
            .as_deref()
            .map(marked)
            .transpose()
            .map_err(|wrong| problem(&wrong, "--marking"))?,
        source: command.source,
        area: command
            .region
            .as_deref()
            .map(region)
            .transpose()
            .map_err(|wrong| problem(&wrong, "--region"))?,
        after: None,
        patience: None,
        limit: command
            .limit
            .unwrap_or(if command.list.is_some() { 3 } else { 20 }),
    };
    let store = context.existing_store()?;
    let clearance = match &command.partner {
        Some(name) => context.partner(&store, name)?.clearance(),
        None => Clearance::system(),
    };
    catch_up(&store)?;
    let questions = match &command.list {
        Some(path) => lines(path)?,
        None => vec![command.query.join(" ")],
    };
    let texts: Vec<String> = questions.iter().map(|question| live(question)).collect();
    let mut answers = Vec::with_capacity(questions.len());
    // The operator looks, even as a partner: nothing of it is handed to one.
    store.search_each(&clearance, &search, &texts, &mut |_, found| {
        answers.push(found.hits);
        true
    })?;
    let answers: Vec<_> = questions.into_iter().zip(answers).collect();
    show(&answers, command.list.is_some(), &command.output)
}

/// Takes into the index what came in since the last time.
pub fn catch_up(store: &Store) -> Result<(), Problem> {
    let bar = bar(None);
    let result = store.index_all(&mut |left| {
        bar.set_message(format!("{} objects to index", thousands(left)));
    });
    bar.finish_and_clear();
    Ok(result?)
}

fn problem(wrong: &Wrong, option: &str) -> Problem {
    Problem::new(Code::Value, wrong.to_string()).at(option)
}

fn lines(path: &Path) -> Result<Vec<String>, Problem> {
    let mut bytes = Vec::new();
    let result = if path == Path::new("-") {
        std::io::stdin()
            .lock()
            .take(LONGEST_LIST)
            .read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LONGEST_LIST).read_to_end(&mut bytes))
    };
    result.map_err(|error| unreadable(path, &error))?;
    let text = String::from_utf8_lossy(&bytes);
    let lines = text
        .lines()
        .map(|line| line.trim_matches(['\u{feff}', ' ', '\t']));
    let questions: Vec<String> = lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    match questions.is_empty() {
        true => Err(Problem::new(Code::Input, "the list is empty").at(path.display().to_string())),
        false => Ok(questions),
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    query: &'a str,
    found: Vec<Shown<'a>>,
}

#[derive(Serialize)]
struct Shown<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    object_type: &'a str,
    name: &'a str,
    reason: &'static str,
    snippet: &'a str,
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    tlp: Option<&'static str>,
    source: &'a str,
}

fn shown(hit: &Hit) -> Shown<'_> {
    Shown {
        id: &hit.id,
        object_type: &hit.object_type,
        name: &hit.name,
        reason: hit.reason.as_str(),
        snippet: &hit.snippet,
        version: &hit.version,
        tlp: level(hit),
        source: &hit.source,
    }
}

fn level(hit: &Hit) -> Option<&'static str> {
    hit.tlp.map(stix::marking::Tlp::as_str)
}

fn show(answers: &[(String, Vec<Hit>)], many: bool, output: &Output) -> Outcome {
    let seen = answers.iter().filter(|(_, hits)| !hits.is_empty()).count();
    if output.json {
        let list = answers.iter().map(|(query, hits)| Answer {
            query,
            found: hits.iter().map(shown).collect(),
        });
        let list: Vec<_> = list.collect();
        match (many, list.first()) {
            (false, Some(one)) => print_json(one)?,
            _ => print_json(&list)?,
        }
    } else {
        print(&table(answers, many))?;
    }
    if many {
        say(format!(
            "{seen} of {} are known",
            thousands(answers.len() as u64)
        ));
    } else if seen == 0 {
        say("nothing answers");
    }
    Ok(if seen > 0 { Exit::Done } else { Exit::Found })
}

fn table(answers: &[(String, Vec<Hit>)], many: bool) -> String {
    if answers.iter().all(|(_, hits)| hits.is_empty()) {
        return String::new();
    }
    let headings = ["asked", "why", "name", "found", "tlp", "source", "id"];
    let mut table = Table::new(if many { &headings } else { &headings[1..] });
    for (question, hits) in answers {
        for hit in hits {
            let found = if hit.snippet == hit.name {
                ""
            } else {
                &hit.snippet
            };
            let cells = [
                question.as_str(),
                hit.reason.as_str(),
                &hit.name,
                found,
                level(hit).unwrap_or("-"),
                &hit.source,
                &hit.id,
            ];
            table.row(if many { &cells } else { &cells[1..] });
        }
    }
    table.render(Paint::stdout())
}

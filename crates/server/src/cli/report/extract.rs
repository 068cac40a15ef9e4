//! `tansiq report extract FILE`: what a page says, with the place of each finding. Needs no store.

use crate::cli::Output;
use crate::cli::problem::{Code, Exit, Outcome, Problem, unreadable};
use crate::cli::terminal::{Paint, Table, print, print_json, say, visible};
use clap::Args;
use extract::Extraction;
use extract::input::{Document, InputError, LIMIT, read};
use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use text::{Date, Language};

#[derive(Debug, Args)]
pub struct Extract {
    /// File, or `-` for stdin
    #[arg(value_name = "FILE|-", value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    /// Day of publication, from which relative dates are read [default: what the page says]
    #[arg(long, value_name = "YYYY-MM-DD")]
    published: Option<String>,
    #[command(flatten)]
    output: Output,
}

pub fn run(command: &Extract) -> Outcome {
    let published = command.published.as_deref().map(day).transpose()?;
    let document = document(&command.file)?;
    let published = published.or(document.published);
    let found = extract::extract(&document.text, published);
    if command.output.json {
        print_json(&found.to_json(&document.text))?;
    } else {
        print(&summary(&document.text, &found))?;
    }
    if found.mentions.is_empty() && found.observables.is_empty() {
        say("nothing was found");
        return Ok(Exit::Found);
    }
    Ok(Exit::Done)
}

pub fn day(text: &str) -> Result<Date, Problem> {
    Date::parse(text)
        .filter(|_| text.len() == 10)
        .ok_or_else(|| {
            Problem::new(Code::Value, format!("`{}` is not a day", visible(text)))
                .at("--published")
                .hint("write it as `2024-06-13`")
        })
}

/// The document's bytes, at most one past the limit, and its text.
fn document(path: &Path) -> Result<Document, Problem> {
    let bytes = bytes(path, LIMIT)?;
    read(&bytes).map_err(|error| {
        let problem = Problem::new(Code::Input, error.to_string()).at(path.display().to_string());
        match error {
            InputError::Binary { .. } => {
                problem.hint("export its text, a web page, a DOCX or PDF file")
            }
            InputError::TooLarge { .. } => problem.hint("split it into parts"),
            _ => problem,
        }
    })
}

/// What a file or stdin holds, at most one byte past the limit.
pub fn bytes(path: &Path, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let limit = limit as u64 + 1;
    let result = if path == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    result.map_err(|error| unreadable(path, &error))?;
    Ok(bytes)
}

/// Mentions and events as tables, for a person.
fn summary(text: &str, found: &Extraction) -> String {
    // In the text's own language where it is known, else in any.
    let own = match found.language {
        Language::French => 1,
        Language::English => 2,
        _ => 0,
    };
    let plain = |entity: usize| {
        let names = &found.entities[entity].names;
        let name = names[own].as_ref().or(names.iter().flatten().next());
        name.map_or("", String::as_str)
    };
    // Two ministries of the Interior are told apart by their country.
    let mut alike: HashMap<&str, usize> = HashMap::new();
    for entity in 0..found.entities.len() {
        *alike.entry(plain(entity)).or_default() += 1;
    }
    let name = |entity: usize| {
        let name = plain(entity);
        let land = found.entities[entity].country.as_deref();
        match land.filter(|_| alike.get(name).is_some_and(|n| *n > 1)) {
            Some(land) => format!("{name} ({land})"),
            None => name.to_owned(),
        }
    };
    let mut mentions = Table::new(&["type", "text", "who or what"]);
    for m in &found.mentions {
        let entity = m.entity.map(|e| {
            let holder = found.entities[e]
                .holder
                .map(|h| format!(", held by {}", name(h)));
            name(e) + &holder.unwrap_or_default()
        });
        let said = text.get(m.start..m.end).unwrap_or_default();
        mentions.row([m.kind.as_str(), said, &entity.unwrap_or_default()]);
    }
    let mut events = Table::new(&["event", "who", "where", "when", "about", "according to"]);
    for e in &found.events {
        let list = |ids: &[usize]| ids.iter().map(|&i| name(i)).collect::<Vec<_>>().join(", ");
        let who = e.participants.iter().filter_map(|p| p.entity.or(p.office));
        let who = who.map(name).collect::<Vec<_>>().join(", ");
        let when = match (e.start, e.stop) {
            (Some(a), Some(b)) if a != b => format!("{a} to {b}"),
            (Some(a), _) => a.to_string(),
            _ => e.basis.unwrap_or_default().to_owned(),
        };
        events.row([
            e.kind,
            &who,
            &list(&e.place),
            &when,
            &list(&e.topics),
            &list(&e.source),
        ]);
    }
    let mut observables = Table::new(&["observable", "value"]);
    for o in &found.observables {
        observables.row([o.kind.stix_type(), &o.value]);
    }
    let paint = Paint::stdout();
    let tables = [
        (mentions, found.mentions.len()),
        (events, found.events.len()),
        (observables, found.observables.len()),
    ];
    let shown = tables.iter().filter(|t| t.1 > 0).map(|t| t.0.render(paint));
    shown.collect::<Vec<_>>().join("\n")
}

//! `tansiq view COLLECTION --as PARTNER`: exactly what that partner would get over TAXII now, and for the operator
//! what it would not get, with the rule that withholds it.
//!
//! What is given comes from the same [`Store::page`] that answers the partner. Nothing is kept but what is shown.

use super::Output;
use super::context::{Context, instant};
use super::object::embedded;
use super::problem::{Exit, Outcome, Problem};
use super::reader::Eyes;
use super::terminal::{Details, Paint, Table, print, say, visible_json, written};
use crate::import::thousands;
use crate::outgoing::rights;
use crate::summary::what;
use clap::Args;
use handling::{Access, Clearance};
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use store::{Collection, Query, Row, Store, Withheld};

const PAGE: usize = 1_000;
const PAGE_BYTES: usize = 4 << 20;
/// Objects shown of each kind when nobody says how many.
const SHOWN: usize = 50;

#[derive(Debug, Args)]
pub struct View {
    /// Id, alias or title
    collection: String,
    /// Name of the partner, or `anonymous`
    #[arg(long = "as", value_name = "PARTNER")]
    reader: String,
    /// List what is withheld as well, with the rule that withholds it; `--json` always does
    #[arg(long)]
    withheld: bool,
    /// Objects listed of each kind [default: 50, with `--json` all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    output: Output,
}

pub fn run(context: &Context, command: View) -> Outcome {
    let store = context.existing_store()?;
    let collection = context.collection(&store, &command.collection)?;
    let eyes = Eyes::of(context, &store, &command.reader)?;
    let access = eyes.access(&store, &collection)?;
    let look = Look {
        store: &store,
        collection: &collection,
        eyes: &eyes,
        access,
        withheld: command.withheld,
    };
    let counts = match command.output.json {
        true => look.json(command.limit.unwrap_or(usize::MAX))?,
        false => look.text(command.limit.unwrap_or(SHOWN))?,
    };
    Ok(match counts.given {
        0 => Exit::Found,
        _ => Exit::Done,
    })
}

/// How much is given, and how much each rule withholds.
#[derive(Debug, Default)]
struct Counts {
    given: u64,
    withheld: u64,
    rules: BTreeMap<&'static str, u64>,
}

struct Look<'a> {
    store: &'a Store,
    collection: &'a Collection,
    eyes: &'a Eyes,
    access: Access,
    withheld: bool,
}

impl Look<'_> {
    fn given(&self, each: &mut dyn FnMut(Row<'_>)) -> Result<(), Problem> {
        let mut query = Query {
            limit: PAGE,
            max_bytes: PAGE_BYTES,
            ..Query::default()
        };
        let reader = &self.eyes.clearance;
        while let Some(end) = self.store.page(reader, &self.collection.id, &query, each)? {
            if !end.more {
                break;
            }
            query.after = end.last;
        }
        Ok(())
    }

    fn not_given(&self, each: &mut dyn FnMut(Withheld<'_>)) -> Result<(), Problem> {
        let operator = Clearance::system();
        let (reader, id) = (&self.eyes.clearance, &self.collection.id);
        let mut after = None;
        while let Some(end) =
            (self.store).withheld(&operator, reader, id, (after, PAGE), &mut *each)?
        {
            if !end.more {
                break;
            }
            after = end.last;
        }
        Ok(())
    }

    fn text(&self, limit: usize) -> Result<Counts, Problem> {
        let mut counts = Counts::default();
        let mut given = Table::new(&["id", "what", "version"]);
        self.given(&mut |row| {
            if counts.given < limit as u64 {
                given.row([row.id, &what(row.bytes), row.version]);
            }
            counts.given += 1;
        })?;
        let mut withheld = Table::new(&["id", "what", "rule", "why"]);
        self.not_given(&mut |hidden| {
            let (rule, why) = deciding(&hidden);
            if self.withheld && counts.withheld < limit as u64 {
                withheld.row([hidden.row.id, &what(hidden.row.bytes), rule, why]);
            }
            counts.withhold(rule);
        })?;
        let paint = Paint::stdout();
        print(&self.heading(&counts).render(paint))?;
        list(paint, "given", &given, counts.given, limit)?;
        if self.withheld {
            list(paint, "withheld", &withheld, counts.withheld, limit)?;
        } else if counts.withheld > 0 {
            say("`--withheld` lists what is withheld, and why");
        }
        Ok(counts)
    }

    fn heading(&self, counts: &Counts) -> Details {
        let eyes = self.eyes;
        let mut details = Details::default();
        details.add("collection", &self.collection.title);
        let how = rights(&eyes.clearance, self.access);
        details.add("as", &format!("{}, {how}", eyes.name));
        details.add("given", &thousands(counts.given));
        let rules = counts.rules.iter();
        let rules: Vec<_> = rules
            .map(|(rule, count)| format!("{rule} {}", thousands(*count)))
            .collect();
        let by = match rules.is_empty() {
            true => String::new(),
            false => format!(" ({})", rules.join(", ")),
        };
        details.add("withheld", &format!("{}{by}", thousands(counts.withheld)));
        details
    }

    /// One object, written as it is found.
    fn json(&self, limit: usize) -> Result<Counts, Problem> {
        let mut counts = Counts::default();
        let mut out = Stream(BufWriter::new(io::stdout().lock()), Ok(()));
        let collection = json!({"id": self.collection.id, "title": self.collection.title});
        out.put(&format!(
            "{{\"collection\":{collection},\"as\":{},\n\"given\":[",
            json!(self.eyes.name)
        ));
        self.given(&mut |row| {
            if counts.given < limit as u64 {
                out.item(counts.given, &Given::of(&row));
            }
            counts.given += 1;
        })?;
        out.put("\n],\n\"withheld\":[");
        self.not_given(&mut |hidden| {
            let (rule, _) = deciding(&hidden);
            if counts.withheld < limit as u64 {
                out.item(counts.withheld, &not_given(&hidden));
            }
            counts.withhold(rule);
        })?;
        let sums =
            json!({"given": counts.given, "withheld": counts.withheld, "rules": counts.rules});
        out.put(&format!("\n],\n\"counts\":{sums}}}\n"));
        let Stream(mut out, sent) = out;
        written(sent.and_then(|()| out.flush()))?;
        Ok(counts)
    }
}

impl Counts {
    fn withhold(&mut self, rule: &'static str) {
        self.withheld += 1;
        *self.rules.entry(rule).or_default() += 1;
    }
}

/// The rule that withholds, and its sentence.
fn deciding<'a>(hidden: &Withheld<'a>) -> (&'static str, &'a str) {
    match hidden.decision.deciding() {
        Some(step) => (step.rule, &step.sentence),
        None => ("", ""),
    }
}

/// An object that is given, its bytes as they are.
#[derive(Serialize)]
struct Given<'a> {
    id: &'a str,
    version: &'a str,
    date_added: String,
    object: Option<&'a RawValue>,
}

impl<'a> Given<'a> {
    fn of(row: &Row<'a>) -> Self {
        Self {
            id: row.id,
            version: row.version,
            date_added: instant(row.date_added),
            object: embedded(row.bytes),
        }
    }
}

/// An object that is not given; the object itself is `object show`'s to print.
fn not_given(hidden: &Withheld<'_>) -> Value {
    let row = &hidden.row;
    let steps = hidden.decision.steps.iter().filter(|step| !step.allows);
    let steps: Vec<_> = steps
        .map(|s| json!({"rule": s.rule, "sentence": s.sentence, "change": s.change}))
        .collect();
    json!({
        "id": row.id, "version": row.version, "date_added": instant(row.date_added),
        "handling": hidden.label.to_string(), "rule": deciding(hidden).0, "steps": steps,
    })
}

fn list(
    paint: Paint,
    heading: &str,
    table: &Table,
    count: u64,
    limit: usize,
) -> Result<(), Problem> {
    if count == 0 {
        return Ok(());
    }
    let mut text = format!("\n{}\n{}", paint.bold(heading), table.render(paint));
    let left = count.saturating_sub(limit as u64);
    if left > 0 {
        text += &format!(
            "… and {} more; `--limit` says how many are listed\n",
            thousands(left)
        );
    }
    print(&text)
}

/// JSON on its way out; the first failure is kept and ends the writing.
struct Stream(BufWriter<io::StdoutLock<'static>>, io::Result<()>);

impl Stream {
    fn put(&mut self, text: &str) {
        if self.1.is_ok() {
            self.1 = self.0.write_all(visible_json(text).as_bytes());
        }
    }

    /// The item of this number in a list.
    fn item(&mut self, number: u64, item: &impl Serialize) {
        self.put(if number == 0 { "\n" } else { ",\n" });
        match serde_json::to_string(item) {
            Ok(text) => self.put(&text),
            Err(error) => self.1 = Err(error.into()),
        }
    }
}

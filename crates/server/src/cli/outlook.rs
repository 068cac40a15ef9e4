//! How it is shown which readers of a collection would get what, and when that stops it.

use super::problem::{Code, Problem};
use super::terminal::{Details, Paint, Table};
use crate::import::thousands;
use crate::outgoing::{Forecast, Going};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use store::Collection;

/// Rows of a table; `--json` has all.
const LISTED: usize = 20;

/// What is about to happen to a collection.
pub struct Outlook<'a> {
    /// Where it goes.
    pub collection: &'a Collection,
    /// What was asked for, and after it the definitions that go along.
    pub going: &'a [Going],
    /// How many were asked for.
    pub asked: usize,
    /// Reader by reader.
    pub forecasts: &'a [Forecast],
}

impl Outlook<'_> {
    /// References that lead nowhere, all readers together.
    pub fn dangling(&self) -> usize {
        self.forecasts.iter().map(|f| f.dangling.len()).sum()
    }

    /// Refuses what would leave a reader with references that lead nowhere.
    pub fn check(&self) -> Result<(), Problem> {
        let references = self.dangling();
        if references == 0 {
            return Ok(());
        }
        let lead = match references {
            1 => "1 reference leads".to_owned(),
            several => format!("{} references lead", thousands(several as u64)),
        };
        let problem = Problem::new(
            Code::Sharing,
            format!("{lead} nowhere for a reader; nothing was done"),
        );
        Err(problem
            .note("an id alone can tell: that of an observable is made from its value")
            .hint("publish what is referred to as well, or make a tear-line without the reference")
            .hint("`--allow-dangling` publishes it all the same"))
    }

    /// For people.
    pub fn text(&self, paint: Paint) -> String {
        let mut text = self.heading().render(paint);
        text += &self.readers(paint);
        text += &self.withheld(paint);
        text + &self.nowhere(paint)
    }

    fn heading(&self) -> Details {
        let (asked, along) = self.going.split_at(self.asked);
        let there = asked.iter().filter(|going| going.is_there()).count();
        let mut details = Details::default();
        details.add("to", &self.collection.title);
        let mut objects = thousands(asked.len() as u64);
        if there > 0 {
            objects += &format!(", {} of them there already", thousands(there as u64));
        }
        details.add("objects", &objects);
        if !along.is_empty() {
            let names: Vec<_> = along
                .iter()
                .map(|g| format!("{}, {}", g.what, g.id))
                .collect();
            details.list("go along", &names);
        }
        details
    }

    fn readers(&self, paint: Paint) -> String {
        if self.forecasts.is_empty() {
            return "\nnobody may read the collection yet\n".to_owned();
        }
        let mut table = Table::new(&["reader", "may see", "given", "withheld"]);
        for forecast in self.forecasts {
            let (given, withheld) = (forecast.given.len(), forecast.withheld.len());
            let mut rules: BTreeMap<&str, u64> = BTreeMap::new();
            for (_, step) in &forecast.withheld {
                *rules.entry(step.rule).or_default() += 1;
            }
            let rules: Vec<_> = rules
                .iter()
                .map(|(rule, n)| format!("{rule} {n}"))
                .collect();
            table.row([
                forecast.reader.as_str(),
                &forecast.rights,
                &thousands(given as u64),
                &match withheld {
                    0 => "0".to_owned(),
                    _ => format!("{} ({})", thousands(withheld as u64), rules.join(", ")),
                },
            ]);
        }
        format!("\n{}", table.render(paint))
    }

    fn withheld(&self, paint: Paint) -> String {
        let mut table = Table::new(&["reader", "id", "what", "rule", "why"]);
        let rows = self.forecasts.iter().flat_map(|forecast| {
            let withheld = forecast.withheld.iter();
            withheld.map(move |(at, step)| (forecast, &self.going[*at], step))
        });
        let mut count = 0;
        for (forecast, going, step) in rows {
            if count < LISTED {
                table.row([
                    &*forecast.reader,
                    &going.id,
                    &going.what,
                    step.rule,
                    &step.sentence,
                ]);
            }
            count += 1;
        }
        listed(paint, "withheld", &table, count)
    }

    fn nowhere(&self, paint: Paint) -> String {
        let mut table = Table::new(&["reader", "id", "property", "refers to", "why"]);
        let rows = self.forecasts.iter().flat_map(|forecast| {
            let dangling = forecast.dangling.iter();
            dangling.map(move |reference| (forecast, reference))
        });
        for (forecast, reference) in rows.take(LISTED) {
            let from = &self.going[reference.from].id;
            let row = [
                &forecast.reader,
                from,
                &reference.path,
                &reference.id,
                &reference.why,
            ];
            table.row(row);
        }
        listed(
            paint,
            "references that lead nowhere",
            &table,
            self.dangling(),
        )
    }

    /// For programs.
    pub fn json(&self) -> Value {
        let objects = self.going.iter().enumerate().map(|(at, going)| {
            json!({
                "id": going.id, "version": going.version, "handling": going.label.to_string(),
                "there": going.is_there(), "goes_along": at >= self.asked,
            })
        });
        let readers = self
            .forecasts
            .iter()
            .map(|forecast| self.reader_json(forecast));
        json!({
            "collection": {"id": self.collection.id, "title": self.collection.title},
            "objects": objects.collect::<Vec<_>>(),
            "readers": readers.collect::<Vec<_>>(),
        })
    }

    fn reader_json(&self, forecast: &Forecast) -> Value {
        let given = forecast.given.iter().map(|at| &self.going[*at].id);
        let withheld = forecast.withheld.iter().map(|(at, step)| {
            json!({
                "id": self.going[*at].id, "rule": step.rule, "sentence": step.sentence, "change": step.change,
            })
        });
        let dangling = forecast.dangling.iter().map(|reference| {
            json!({
                "id": self.going[reference.from].id, "path": reference.path, "ref": reference.id,
                "why": reference.why,
            })
        });
        json!({
            "reader": forecast.reader, "rights": forecast.rights,
            "given": given.collect::<Vec<_>>(),
            "withheld": withheld.collect::<Vec<_>>(),
            "dangling": dangling.collect::<Vec<_>>(),
        })
    }
}

fn listed(paint: Paint, heading: &str, table: &Table, count: usize) -> String {
    if count == 0 {
        return String::new();
    }
    let mut text = format!("\n{}\n{}", paint.bold(heading), table.render(paint));
    if count > LISTED {
        let left = thousands((count - LISTED) as u64);
        text += &format!("… and {left} more; `--json` lists all\n");
    }
    text
}

/// Why objects stay where they are that carry what must not leave; none if none does.
pub fn local_labels<'g>(going: impl IntoIterator<Item = &'g Going>) -> Option<Problem> {
    let going = going.into_iter();
    let carrying: Vec<_> = going
        .filter(|g| !g.local.is_empty() && !g.is_there())
        .collect();
    let first = carrying.first()?;
    let what = match carrying.len() {
        1 => format!("`{}` carries", first.id),
        several => format!("{} objects carry", thousands(several as u64)),
    };
    let mut problem = Problem::new(
        Code::Sharing,
        format!("{what} what must not leave (`publish.local_labels`); nothing was done"),
    );
    for going in carrying.iter().take(LISTED) {
        problem = problem.note(format!("`{}`: `{}`", going.id, going.local.join("`, `")));
    }
    Some(problem.hint("`tansiq publish --strip` publishes a tear-line without it"))
}

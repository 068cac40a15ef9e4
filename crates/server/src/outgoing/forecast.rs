//! Reader by reader: what it gets, what not and why, and which references lead nowhere for it.

use super::Going;
use crate::cli::problem::Problem;
use handling::release::{Step, release};
use handling::{Access, Clearance, Reader};
use std::collections::HashMap;
use stix::marking::Tlp;
use store::Store;

/// A reader of a collection.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Its name.
    pub name: String,
    /// What it may see.
    pub clearance: Clearance,
    /// By which right it reads the collection.
    pub access: Access,
}

/// `up to TLP:AMBER, granted by name`
pub fn rights(clearance: &Clearance, access: Access) -> String {
    let how = match access {
        Access::Granted => "granted by name",
        Access::Community => "as a member of a community",
        Access::Public => "because it is public",
    };
    let level = clearance.max_tlp.as_str().to_uppercase();
    format!("up to TLP:{level}, {how}")
}

/// What one reader would get.
#[derive(Debug, Clone)]
pub struct Forecast {
    /// Its name.
    pub reader: String,
    /// What it may see, and by which right.
    pub rights: String,
    /// Positions of what it gets.
    pub given: Vec<usize>,
    /// Positions of what it does not get, with the rule that decides.
    pub withheld: Vec<(usize, Step)>,
    /// References of what it gets that lead nowhere for it.
    pub dangling: Vec<Dangling>,
}

/// A reference to something a reader does not have.
#[derive(Debug, Clone)]
pub struct Dangling {
    /// Position of the object that refers.
    pub from: usize,
    /// Where in it.
    pub path: String,
    /// What is referred to.
    pub id: String,
    /// Why the reader does not have it.
    pub why: String,
}

/// What each of these readers would get. `now` in microseconds since the epoch.
pub fn foresee(
    store: &Store,
    operator: &Clearance,
    readers: &[Reading],
    going: &[Going],
    now: i64,
) -> Result<Vec<Forecast>, Problem> {
    let each = readers.iter().map(|reading| {
        let mut view = View {
            store,
            operator,
            reading,
            going,
            given: HashMap::new(),
            unseen: HashMap::new(),
        };
        view.forecast(now)
    });
    each.collect()
}

/// One reader and what is known of it so far.
struct View<'a> {
    store: &'a Store,
    operator: &'a Clearance,
    reading: &'a Reading,
    going: &'a [Going],
    /// by id: none where it is given, else the rule
    given: HashMap<&'a str, Option<Step>>,
    /// by id, of what is referred to and lies elsewhere: why the reader does not have it
    unseen: HashMap<&'a str, String>,
}

impl<'a> View<'a> {
    fn forecast(&mut self, now: i64) -> Result<Forecast, Problem> {
        let reading = self.reading;
        let mut forecast = Forecast {
            reader: reading.name.clone(),
            rights: rights(&reading.clearance, reading.access),
            given: Vec::new(),
            withheld: Vec::new(),
            dangling: Vec::new(),
        };
        for (at, going) in self.going.iter().enumerate() {
            let decision = release(&going.label, &reading.clearance, reading.access, now);
            match decision.deciding().filter(|_| !decision.give) {
                None => {
                    forecast.given.push(at);
                    self.given.insert(&going.id, None);
                }
                Some(step) => {
                    forecast.withheld.push((at, step.clone()));
                    let known = self.given.entry(&going.id);
                    known.or_insert_with(|| Some(step.clone()));
                }
            }
        }
        self.look_up(&forecast.given)?;
        for at in &forecast.given {
            forecast.dangling.extend(self.dangling(*at));
        }
        Ok(forecast)
    }

    /// Finds out, in one go, what the reader has already of what is referred to.
    fn look_up(&mut self, given: &[usize]) -> Result<(), Problem> {
        let references = given.iter().flat_map(|at| &self.going[*at].references);
        let mut ids: Vec<&'a str> = references.map(|(_, id)| id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        let reader = &self.reading.clearance;
        // What a partner is, it knows.
        ids.retain(|id| {
            !Tlp::is_predefined_in_stix(id)
                && !reader.identities.contains(*id)
                && !matches!(self.given.get(id), Some(None))
        });
        let seen = self.store.sees(reader, &ids)?;
        for (id, seen) in ids.into_iter().zip(seen) {
            if !seen {
                let why = self.why_not(id)?;
                self.unseen.insert(id, why);
            }
        }
        Ok(())
    }

    fn why_not(&self, id: &str) -> Result<String, Problem> {
        if let Some(Some(step)) = self.given.get(id) {
            return Ok(format!("{}: {}", step.rule, step.sentence));
        }
        if self.store.sees(self.operator, &[id])? == [false] {
            return Ok("it is not in the store".to_owned());
        }
        let reader = &self.reading.clearance;
        for explanation in self.store.explain(self.operator, id, reader)? {
            let step = explanation.decision.deciding();
            if let Some(step) = step.filter(|step| step.rule != "R-COLLECTION") {
                return Ok(format!("{}: {}", step.rule, step.sentence));
            }
        }
        let name = match reader.reader {
            Reader::Anonymous => "anybody",
            _ => &self.reading.name,
        };
        Ok(format!("it lies in no collection that {name} reads"))
    }

    fn dangling(&self, at: usize) -> impl Iterator<Item = Dangling> {
        let references = self.going[at].references.iter();
        references.filter_map(move |(path, id)| {
            let why = self.unseen.get(id.as_str())?.clone();
            Some(Dangling {
                from: at,
                path: path.clone(),
                id: id.clone(),
                why,
            })
        })
    }
}

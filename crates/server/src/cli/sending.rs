//! Puts objects into a collection, after looking at what each of its readers would get.

use super::context::{Context, actor};
use super::outlook::{Outlook, local_labels};
use super::problem::{Code, Exit, Outcome, Problem};
use super::reader::Eyes;
use super::tearline::Tearing;
use super::terminal::say;
use crate::clock::SystemClock;
use crate::import::thousands;
use crate::outgoing::{Forecast, Going, Origin, companions, foresee};
use clap::Args;
use handling::Clearance;
use serde_json::{Value, json};
use store::{Clock, Collection, Incoming, Outcome as Admitted, Source, Store, Submission};

/// Looking before it goes out.
#[derive(Debug, Args)]
pub struct Caution {
    /// Only show what would happen
    #[arg(long)]
    pub dry_run: bool,
    /// Go on though references lead nowhere for some reader
    #[arg(long)]
    pub allow_dangling: bool,
}

/// Whether it goes, or only was looked at; an error where something stops it.
pub type Verdict = Result<bool, Problem>;

/// Objects on their way into a collection.
pub struct Sending<'a> {
    store: &'a Store,
    collection: &'a Collection,
    going: Vec<Going>,
    asked: usize,
    torn: Vec<Tearing>,
    forecasts: Vec<Forecast>,
}

impl<'a> Sending<'a> {
    /// `going`: what was asked for, the tear-lines `torn` among it. Nothing is done yet.
    pub fn new(
        context: &Context,
        store: &'a Store,
        collection: &'a Collection,
        mut going: Vec<Going>,
        torn: Vec<Tearing>,
    ) -> Result<Self, Problem> {
        let system = Clearance::system();
        let asked = going.len();
        let local = &context.config.local;
        going.extend(companions(store, &system, collection, &going, local)?);
        let readers = Eyes::all(context, store, collection)?;
        let forecasts = foresee(store, &system, &readers, &going, SystemClock.now())?;
        Ok(Self {
            store,
            collection,
            going,
            asked,
            torn,
            forecasts,
        })
    }

    /// To be shown.
    pub fn outlook(&self) -> Outlook<'_> {
        Outlook {
            collection: self.collection,
            going: &self.going,
            asked: self.asked,
            forecasts: &self.forecasts,
        }
    }

    /// Whether it may go.
    pub fn verdict(&self, caution: &Caution) -> Verdict {
        if let Some(problem) = local_labels(&self.going) {
            return Err(problem);
        }
        if !caution.allow_dangling {
            self.outlook().check()?;
        }
        Ok(!caution.dry_run)
    }

    /// The outlook for programs, and whether it goes.
    pub fn json(&self, verdict: &Verdict) -> Value {
        let mut told = self.outlook().json();
        told["done"] = json!(matches!(verdict, Ok(true)));
        told
    }

    /// Does it, if it goes.
    pub fn go(&self, goes: bool) -> Outcome {
        if !goes {
            say("nothing was done");
            return Ok(Exit::Done);
        }
        let added = self.put()?;
        let title = &self.collection.title;
        say(format!(
            "{} object versions added to `{title}`",
            thousands(added as u64)
        ));
        Ok(match added {
            0 => Exit::Found,
            _ => Exit::Done,
        })
    }

    /// Definitions first, then what lies here, then what was made of it.
    fn put(&self) -> Result<usize, Problem> {
        let made = self.going[self.asked..]
            .iter()
            .filter_map(|g| match &g.origin {
                Origin::Made(made) => Some((Incoming::clone(made), None)),
                Origin::Store(_) | Origin::There => None,
            });
        let made: Vec<_> = made.collect();
        let keys = self.going.iter().filter_map(|g| match &g.origin {
            Origin::Store(key) => Some(*key),
            Origin::Made(_) | Origin::There => None,
        });
        let keys: Vec<_> = keys.collect();
        let id = &self.collection.id;
        let mut added = made.len();
        if !made.is_empty() {
            let receipt = self.store.submit(Submission {
                source: Source::Operator(actor()),
                collection: Some(id.clone()),
                objects: made,
                default_tlp: None,
                status: None,
                checkpoint: None,
            })?;
            accepted(&receipt.outcomes)?;
        }
        if !keys.is_empty() {
            let told = json!({"dangling": self.outlook().dangling()});
            added += self.store.publish(&actor(), id, &keys, told)?;
        }
        for tearing in &self.torn {
            added += tearing.store(self.store, Some(id))?;
        }
        Ok(added)
    }
}

/// What is made here must not end in quarantine.
pub fn accepted(outcomes: &[Admitted]) -> Result<(), Problem> {
    for outcome in outcomes {
        if let Admitted::Quarantined { key, reasons } = outcome {
            let reasons = reasons.join("; ");
            let sentence = format!("what was made is in quarantine as {key}: {reasons}");
            return Err(Problem::new(Code::Sharing, sentence)
                .hint(format!("`tansiq quarantine show {key}` shows it")));
        }
    }
    Ok(())
}

//! `tansiq publish ID… --to COLLECTION`: which readers get what, and then it goes out.

use super::Output;
use super::collection::ids;
use super::context::Context;
use super::object::unknown;
use super::problem::{Code, Outcome, Problem};
use super::sending::{Caution, Sending};
use super::tearline::Tearing;
use super::terminal::{Paint, print, print_json};
use crate::outgoing::Going;
use clap::Args;
use handling::Clearance;
use std::collections::BTreeSet;
use stix::Timestamp;
use store::{Collection, Store, StoredVersion};

#[derive(Debug, Args)]
pub struct Publish {
    /// STIX ids; `-` reads them from stdin, one a line
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    /// Id, alias or title
    #[arg(long, value_name = "COLLECTION")]
    to: String,
    /// The newest version of each object, `all`, or the one of this time
    #[arg(long, value_name = "WHICH", default_value = "last")]
    version: Which,
    /// Publish a tear-line in place of an object that carries a local label
    #[arg(long)]
    strip: bool,
    #[command(flatten)]
    caution: Caution,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Which {
    Last,
    All,
    At(String),
}

impl std::str::FromStr for Which {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "last" => Ok(Self::Last),
            "all" => Ok(Self::All),
            time if Timestamp::parse(time).is_some() => Ok(Self::At(time.to_owned())),
            _ => Err("`last`, `all`, or a time such as `2026-01-31T12:00:00Z`".to_owned()),
        }
    }
}

pub fn run(context: &Context, command: Publish) -> Outcome {
    let ids = ids(command.ids.clone())?;
    let store = context.existing_store()?;
    let collection = context.collection(&store, &command.to)?;
    let mut asked = Asked::default();
    let mut seen = BTreeSet::new();
    for id in ids.iter().filter(|id| seen.insert(*id)) {
        for version in versions(&store, id, &command.version)? {
            asked.add(context, &store, &collection, &command, version)?;
        }
    }
    let sending = Sending::new(context, &store, &collection, asked.going, asked.torn)?;
    let verdict = sending.verdict(&command.caution);
    if command.output.json {
        print_json(&sending.json(&verdict))?;
    } else {
        print(&sending.outlook().text(Paint::stdout()))?;
    }
    let done = sending.go(verdict?)?;
    store.close()?;
    Ok(done)
}

/// The versions of an id that are wanted.
fn versions(store: &Store, id: &str, which: &Which) -> Result<Vec<StoredVersion>, Problem> {
    let mut all = store.object_versions(&Clearance::system(), id)?;
    all.retain(|version| !version.label.is_lane_only());
    let Some(newest) = all.pop() else {
        return Err(unknown(id));
    };
    let same = |version: &StoredVersion, time: &str| {
        Timestamp::parse(&version.version) == Timestamp::parse(time)
    };
    Ok(match which {
        Which::Last => vec![newest],
        Which::All => all.into_iter().chain([newest]).collect(),
        Which::At(time) => {
            all.push(newest);
            all.retain(|version| same(version, time));
            if all.is_empty() {
                let sentence = format!("there is no version `{time}` of `{id}`");
                return Err(Problem::new(Code::Object, sentence)
                    .hint(format!("`tansiq object show {id} --versions` shows them")));
            }
            all
        }
    })
}

/// What was asked for.
#[derive(Default)]
struct Asked {
    going: Vec<Going>,
    /// tear-lines in place of some
    torn: Vec<Tearing>,
}

impl Asked {
    fn add(
        &mut self,
        context: &Context,
        store: &Store,
        collection: &Collection,
        command: &Publish,
        version: StoredVersion,
    ) -> Result<(), Problem> {
        let local = &context.config.local;
        let going = Going::stored(&version, &collection.id, local)?;
        if command.strip && !going.local.is_empty() {
            let tearing = Tearing::strip(context, store, &version)?;
            self.going.extend(tearing.going(context, &collection.id)?);
            self.torn.push(tearing);
        } else {
            self.going.push(going);
        }
        Ok(())
    }
}

//! `tansiq export --to FORMAT`: indicators as rules for the tools that enforce them, into a folder.

use super::context::{Context, time};
use super::export::Export;
use super::problem::{Code, Exit, Outcome, Problem};
use super::terminal::say;
use crate::clock::SystemClock;
use crate::config::duration;
use crate::handover::{Counts, Folder, Manifest, Plan, run as bring};
use crate::import::thousands;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use detect::rules::{Bounds, Format};
use handling::Clearance;
use store::{Clock, Store};

/// Options of `export --to`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Hand-over to enforcement")]
pub struct HandOver {
    /// Indicators as rules for a tool, into the folder `--out`; `--type` then names the type of object that rules are about
    #[arg(long, value_name = "TOOL", value_parser = forms(), requires = "collection", conflicts_with_all = ["versions", "format", "with_dates"])]
    pub to: Option<Format>,
    /// What will be done with the rules: PAP and IEP must allow it
    #[arg(long = "for", value_name = "USE", requires = "to")]
    purpose: Option<Purpose>,
    /// Only indicators at least so sure; those that do not say are left out
    #[arg(long, value_name = "0-100", requires = "to", value_parser = clap::value_parser!(u8).range(0..=100))]
    min_confidence: Option<u8>,
    /// Only indicators whose last version is at most so old: `90d`, `12h`
    #[arg(long, value_name = "AGE", requires = "to")]
    max_age: Option<String>,
}

fn forms() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| {
        let found = Format::ALL.into_iter().find(|format| format.name() == name);
        found.ok_or("no such tool")
    })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Purpose {
    /// look through one's own records
    Search,
    /// watch on one's own sensors
    Watch,
    /// block: the other side can notice
    Block,
}

/// Writes the rules that `clearance` allows.
pub fn run(
    context: &Context,
    store: &Store,
    clearance: &Clearance,
    format: Format,
    command: &Export,
) -> Outcome {
    let name = command.collection.as_deref().unwrap_or_default();
    let collection = context.collection(store, name)?;
    if command.out.as_os_str() == "-" {
        return Err(Problem::new(Code::Value, "rules are several files")
            .hint("say with `--out DIR` which folder they go to"));
    }
    let plan = plan(collection.id.clone(), format, command)?;
    let folder = Folder::open(&command.out)?;
    match bring(store, clearance, &plan, &folder, SystemClock.now())? {
        Some((manifest, outcome)) => {
            tell(&manifest, outcome, command);
            Ok(match manifest.counts.indicators {
                0 => Exit::Found,
                _ => Exit::Done,
            })
        }
        None => Err(super::export::may_not_read(
            command.partner.as_deref().unwrap_or_default(),
            &collection,
        )),
    }
}

fn plan(collection: String, format: Format, command: &Export) -> Result<Plan, Problem> {
    let options = &command.hand_over;
    let bounds = match options.purpose {
        Some(Purpose::Search) => Bounds::Looks,
        Some(Purpose::Watch) => Bounds::Watches,
        Some(Purpose::Block) => Bounds::Blocks,
        None => format.usual(),
    };
    if bounds < format.least() {
        let does = match format.least() {
            Bounds::Blocks => "block",
            _ => "watch",
        };
        return Err(Problem::new(
            Code::Value,
            format!("rules for `{}` do more than that", format.name()),
        )
        .hint(format!("say `--for {does}`, or leave it out")));
    }
    let max_age = match options.max_age.as_deref() {
        Some(text) => Some(duration(text).ok_or_else(|| {
            Problem::new(Code::Value, format!("`{text}` is no age")).note("write `90d` or `12h`")
        })?),
        None => None,
    };
    Ok(Plan {
        format,
        bounds,
        collection,
        partner: command.partner.clone(),
        types: command.types.clone(),
        since: time(command.since.as_deref())?.map(|span| span.0),
        until: time(command.until.as_deref())?.map(|span| span.1),
        min_confidence: options.min_confidence,
        max_age: max_age.map(|age| i64::try_from(age.as_micros()).unwrap_or(i64::MAX)),
    })
}

fn tell(manifest: &Manifest, outcome: crate::handover::Outcome, command: &Export) {
    let counts = &manifest.counts;
    let level = manifest.tlp.as_deref().map(str::to_uppercase);
    say(match level {
        Some(level) => format!(
            "indicators: {}, rules: {}, up to TLP:{level}",
            thousands(counts.indicators),
            thousands(counts.rules)
        ),
        None => "nothing fits; the files say so".to_owned(),
    });
    let left = left_out(counts);
    if !left.is_empty() {
        say(format!("left out: {}", left.join(", ")));
    }
    for (rule, count) in manifest.withheld.iter().flatten() {
        say(format!(
            "not for `{}`: {} by {rule}",
            manifest.purpose,
            thousands(*count)
        ));
    }
    let place = command.out.join("manifest.json");
    if counts.not_expressed > 0 {
        say(format!(
            "without a rule in this form: {}; `{}` lists them with the reason",
            thousands(counts.not_expressed),
            place.display()
        ));
    }
    say(match (outcome.changed, outcome.removed) {
        (0, 0) => "nothing has changed since the last time".to_owned(),
        (changed, 0) => format!("files written: {changed}"),
        (changed, removed) => format!("files written: {changed}, removed: {removed}"),
    });
}

fn left_out(counts: &Counts) -> Vec<String> {
    let all = [
        (counts.revoked, "revoked"),
        (counts.expired, "expired"),
        (counts.not_yet_valid, "not yet valid"),
        (counts.too_old, "too old"),
        (counts.below_confidence, "not sure enough"),
        (counts.unreadable, "unreadable"),
    ];
    let some = all.into_iter().filter(|(count, _)| *count > 0);
    some.map(|(count, why)| format!("{} {why}", thousands(count)))
        .collect()
}

//! `tansiq stream list|resume`: what streams have seen, and indicators that were too noisy.

use super::Output;
use super::context::{Context, actor, instant};
use super::problem::{Code, Exit, Outcome, Problem};
use super::terminal::{Paint, Table, print, print_json, say, visible};
use crate::import::thousands;
use crate::streams::{DISPUTED_BY, Dispute, Opinions, Who};
use clap::{Args, Subcommand};
use detect::session::indicator_id;
use handling::Clearance;
use serde_json::json;
use std::collections::BTreeMap;
use store::Store;

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Show streams with their sightings and paused indicators
    List(List),
    /// Match a paused indicator again; a stream that runs takes it up when it starts next
    Resume(Resume),
}

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    reader: Reader,
    #[command(flatten)]
    output: Output,
}

#[derive(Debug, Args)]
pub struct Resume {
    /// Name of the stream
    stream: String,
    /// Id of the indicator
    indicator: String,
    #[command(flatten)]
    reader: Reader,
}

/// Whose streams.
#[derive(Debug, Args)]
struct Reader {
    /// Streams that are watched as this partner [default: the operator's]
    #[arg(long = "as", value_name = "PARTNER")]
    partner: Option<String>,
}

impl Reader {
    fn clearance(&self, context: &Context, store: &Store) -> Result<Clearance, Problem> {
        let who = match &self.partner {
            None => Who::Operator,
            Some(name) => Who::Partner(context.partner(store, name)?.name),
        };
        who.clearance(store)?
            .ok_or_else(|| Problem::new(Code::Partner, "the partner is disabled"))
    }
}

pub fn run(context: &Context, verb: Verb) -> Outcome {
    let store = context.existing_store()?;
    match verb {
        Verb::List(command) => list(context, &store, &command),
        Verb::Resume(command) => resume(context, &store, &command),
    }
}

fn list(context: &Context, store: &Store, command: &List) -> Outcome {
    let clearance = command.reader.clearance(context, store)?;
    let streams = store.streams(&clearance)?;
    if let (waiting @ 1.., fault) = store.outbox_waiting(&clearance)? {
        let fault = fault.map(|fault| format!(": {}", visible(&fault)));
        say(format!(
            "{} sightings wait to be sent to partners{}",
            thousands(waiting),
            fault.unwrap_or_default()
        ));
    }
    let muted = muted(store, &clearance)?;
    if command.output.json {
        let all = streams.iter().map(|stream| {
            let paused = stream.paused.iter();
            let paused = paused.map(|(id, since, count)| {
                json!({ "indicator": id, "since": instant(*since), "count": count })
            });
            let kept = stream.digests.map(|(bytes, first, last)| {
                json!({ "bytes": bytes, "first": instant(first), "last": instant(last) })
            });
            json!({
                "stream": stream.stream, "sightings": stream.sightings, "matches": stream.matches,
                "paused": paused.collect::<Vec<_>>(), "muted": muted, "kept": kept,
                "searches": stream.searches,
            })
        });
        print_json(&all.collect::<Vec<_>>())?;
    } else if !streams.is_empty() {
        let mut table = Table::new(&["stream", "sightings", "matches", "values kept", "paused"]);
        for stream in &streams {
            let paused: Vec<&str> = stream.paused.iter().map(|(id, ..)| id.as_str()).collect();
            table.row([
                stream.stream.clone(),
                thousands(stream.sightings),
                thousands(stream.matches),
                match stream.digests {
                    Some((bytes, first, _)) => {
                        format!(
                            "{} KB since {}",
                            thousands(bytes.div_ceil(1_000)),
                            instant(first)
                        )
                    }
                    None => "-".to_owned(),
                },
                if paused.is_empty() {
                    "-".to_owned()
                } else {
                    paused.join(" ")
                },
            ]);
        }
        print(&table.render(Paint::stdout()))?;
        for (id, dispute) in &muted {
            say(format!("{id} is muted: {dispute}"));
        }
        for stream in streams.iter().filter(|stream| stream.searches > 0) {
            say(format!(
                "{} indicators are still to be searched for in what is kept of `{}`",
                thousands(stream.searches),
                stream.stream
            ));
        }
    }
    if streams.is_empty() {
        say("no stream was watched yet");
        return Ok(Exit::Found);
    }
    Ok(Exit::Done)
}

/// Indicators that are said to be wrong, by as many as streams ask for unless told otherwise.
fn muted(store: &Store, clearance: &Clearance) -> Result<BTreeMap<String, Dispute>, Problem> {
    let mut opinions = Opinions::default();
    opinions.refresh(store, clearance)?;
    let disputed = opinions.disputed(clearance, DISPUTED_BY).into_iter();
    Ok(disputed
        .map(|(uuid, dispute)| (indicator_id(uuid), dispute))
        .collect())
}

fn resume(context: &Context, store: &Store, command: &Resume) -> Outcome {
    let clearance = command.reader.clearance(context, store)?;
    let (stream, id) = (&command.stream, &command.indicator);
    if !store.resume_indicator(&clearance, &actor(), stream, id)? {
        say(format!("`{id}` is not paused in `{stream}`"));
        return Ok(Exit::Found);
    }
    store.close()?;
    say(format!("`{id}` is matched again in `{stream}`"));
    Ok(Exit::Done)
}

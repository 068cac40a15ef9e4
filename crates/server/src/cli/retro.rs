//! `tansiq retro`: which values that streams have held an indicator matches.

use super::Output;
use super::context::{Context, actor, instant, time};
use super::problem::{Code, Exit, Outcome, Problem};
use super::terminal::{print, say, visible};
use crate::clock::SystemClock;
use crate::import::source;
use crate::import::thousands;
use crate::streams::{Searched, Who, ask, search, verdict};
use clap::Args;
use detect::digest::Query;
use detect::session::indicator_id;
use handling::{Clearance, Use, may_hand_over};
use serde_json::json;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use stix::{Limits, Object, Splitter};
use store::{Clock, Store, StreamStep, Told};

#[derive(Debug, Args)]
#[command(
    after_help = "Streams keep values where `digest_days` says so; docs/WATCH.md says what is kept, and which patterns that \
                  cannot answer.\n\n\
                  Exit status: 0 something was seen, 1 nothing was, 2 could not run."
)]
pub struct Retro {
    /// Ids of indicators in the store
    #[arg(required_unless_present = "indicators", value_name = "ID")]
    ids: Vec<String>,
    /// Indicators from files: STIX objects in JSON, one a line or wrapped
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    indicators: Vec<PathBuf>,
    /// Only this stream
    #[arg(long, value_name = "NAME")]
    stream: Option<String>,
    /// Streams and indicators of this partner [default: the operator's]
    #[arg(long = "as", value_name = "PARTNER")]
    partner: Option<String>,
    /// Pass over what was before this time or day, to the hour
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    #[command(flatten)]
    output: Output,
}

pub fn run(context: &Context, command: Retro) -> Outcome {
    let store = context.existing_store()?;
    let who = match &command.partner {
        None => Who::Operator,
        Some(name) => Who::Partner(context.partner(&store, name)?.name),
    };
    let clearance = who
        .clearance(&store)?
        .ok_or_else(|| Problem::new(Code::Partner, "the partner is disabled"))?;
    let since = time(command.since.as_deref())?.map_or(i64::MIN, |(first, _)| first);
    let streams = streams(&store, &clearance, &command)?;
    let mut found = false;
    for stream in &streams {
        let mut query = Query::default();
        from_store(&store, &clearance, &command.ids, &mut query)?;
        for path in &command.indicators {
            from_file(path, &mut query)?;
        }
        let mut written = Ok(());
        search(
            &store,
            &clearance,
            (stream, since),
            &mut query,
            &mut |hit| {
                found = true;
                let (first, last) = (
                    instant(hit.seen.first * 1_000),
                    instant(hit.seen.last * 1_000),
                );
                let indicator = indicator_id(hit.uuid);
                let line = match command.output.json {
                true => json!({
                    "stream": stream, "indicator": indicator, "path": hit.path, "value": hit.value,
                    "count": hit.seen.count, "first": first, "last": last,
                })
                .to_string(),
                false => format!(
                    "{stream} {indicator} {} = {}, {} times, {first} to {last}",
                    visible(hit.path),
                    visible(hit.value),
                    hit.seen.count
                ),
            };
                if written.is_ok() {
                    written = print(&(line + "\n"));
                }
            },
        )?;
        written?;
        let searched = verdict(&query);
        tell(stream, &searched);
        note(&store, &clearance, stream, (&searched, &query))?;
    }
    store.close()?;
    Ok(if found { Exit::Done } else { Exit::Found })
}

/// Who looked for what is written down: what is kept may be of people.
fn note(
    store: &Store,
    clearance: &Clearance,
    stream: &str,
    (searched, query): (&Searched, &Query),
) -> Result<(), Problem> {
    const MOST: usize = 100;
    let ids = query.verdicts().map(|verdict| indicator_id(verdict.uuid));
    let detail = json!({
        "stream": stream, "by_hand": true, "searched": searched.searched, "seen": searched.seen,
        "of": ids.take(MOST).collect::<Vec<_>>(),
    });
    let step = StreamStep {
        stream: stream.to_owned(),
        searched: Some((Vec::new(), detail)),
        ..StreamStep::default()
    };
    store.step_stream(clearance, &actor(), step)?;
    Ok(())
}

fn streams(store: &Store, clearance: &Clearance, command: &Retro) -> Result<Vec<String>, Problem> {
    let all = store.streams(clearance)?;
    let kept: Vec<String> = all
        .into_iter()
        .filter(|stream| stream.digests.is_some())
        .map(|stream| stream.stream)
        .filter(|stream| {
            command
                .stream
                .as_ref()
                .is_none_or(|wanted| wanted == stream)
        })
        .collect();
    if kept.is_empty() {
        let problem = match &command.stream {
            Some(name) => {
                Problem::new(Code::Value, format!("nothing is kept of a stream `{name}`"))
            }
            None => Problem::new(Code::Value, "nothing is kept of any stream"),
        };
        return Err(problem.hint("`digest_days = 30` in its `[[stream]]`, or `tansiq watch --digest-days 30`, keeps values"));
    }
    Ok(kept)
}

fn from_store(
    store: &Store,
    clearance: &Clearance,
    ids: &[String],
    query: &mut Query,
) -> Result<(), Problem> {
    let mut left: Vec<&String> = ids.iter().collect();
    let mut refused = Ok(());
    store.follow_ids(clearance, ids, &mut |told| {
        let Told::There(row, label) = told else {
            return;
        };
        left.retain(|id| *id != row.id);
        let decision = may_hand_over(label, Use::Search, SystemClock.now());
        let asked = match Object::parse(row.bytes, &Limits::default()) {
            _ if !decision.give => Err("its handling forbids to search for it".to_owned()),
            Ok(object) => ask(query, &object, 0, i64::MAX).map(drop),
            Err(fault) => Err(fault.message),
        };
        if let (Err(why), Ok(())) = (asked, &refused) {
            refused = Err(Problem::new(
                Code::Value,
                format!("`{}` cannot be searched for: {why}", row.id),
            ));
        }
    })?;
    refused?;
    match left.first() {
        Some(id) => Err(super::object::unknown(id)),
        None => Ok(()),
    }
}

fn from_file(path: &Path, query: &mut Query) -> Result<(), Problem> {
    let unreadable = |why: String| Problem::new(Code::Input, why).at(path.display().to_string());
    let (inputs, _) = source::inputs(&[path.to_owned()])?;
    for input in &inputs {
        let mut bytes = Vec::new();
        let mut reader = input.open(Arc::default())?;
        reader
            .read_to_end(&mut bytes)
            .map_err(|error| unreadable(error.to_string()))?;
        let mut splitter = Splitter::new(Limits::default(), false);
        splitter.push(&bytes);
        let end = splitter.finish();
        let mut number = 0;
        while let Some(piece) = splitter.next_piece() {
            number += 1;
            let refused = |why: String| {
                say(format!(
                    "{}: entry {number} is not searched for: {}",
                    path.display(),
                    visible(&why)
                ))
            };
            let piece = match piece {
                Ok(piece) => piece,
                Err(refusal) => {
                    refused(refusal.fault.message);
                    continue;
                }
            };
            match Object::parse(&piece.bytes, &Limits::default()) {
                Ok(object) => ask(query, &object, 0, i64::MAX)
                    .map(drop)
                    .unwrap_or_else(refused),
                Err(fault) => refused(fault.message),
            }
        }
        end.map_err(|fault| unreadable(fault.message))?;
    }
    Ok(())
}

fn tell(stream: &str, searched: &Searched) {
    say(format!(
        "{stream}: {} indicators searched for, {} seen",
        thousands(searched.searched as u64),
        thousands(searched.seen as u64)
    ));
    for (id, open) in &searched.open {
        say(format!(
            "{stream}: of {id} it cannot be said: {open}; `tansiq match` searches the logs themselves"
        ));
    }
}

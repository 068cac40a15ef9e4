//! `tansiq watch SOURCE… --format FORMAT`: events as they come, against the indicators in the store.

use super::context::{Context, time};
use super::level::Level;
use super::lock::Lock;
use super::problem::{Code, Exit, Outcome, Problem};
use super::progress::bar;
use super::terminal::{say, visible};
use crate::clock::SystemClock;
use crate::config::{duration, is_segment};
use crate::import::thousands;
use crate::streams::{
    Failed, Follower, Format, Indicators, Observed, Plan, Running, Stream, Totals, Who, known_good,
};
use clap::Args;
use detect::session::formats;
use indicatif::ProgressBar;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::{Clock, Store};

/// Between updates of the live counts, and looks whether all has ended.
const TICK: Duration = Duration::from_millis(100);

#[derive(Debug, Args)]
#[command(
    after_help = "Every match is a line of JSON on stdout or in --out. Started again, the stream goes on where it \
                  was left; docs/WATCH.md says how.\n\n\
                  Exit status: 0 something matched, 1 nothing did, 2 could not run."
)]
pub struct Watch {
    /// Where events come from: a file or folder that is followed, `-` for stdin, unix:PATH or tcp:ADDRESS:PORT
    /// to listen on, nats://HOST:PORT/STREAM/CONSUMER; gzip and zstd are unpacked
    #[arg(required = true, value_name = "SOURCE", value_hint = clap::ValueHint::AnyPath)]
    sources: Vec<String>,
    /// Format of the events
    #[arg(long, required_unless_present = "mapping", value_parser = clap::builder::PossibleValuesParser::new(formats()))]
    format: Option<String>,
    /// Mapping file for a format of your own
    #[arg(long, value_name = "FILE", conflicts_with = "format", value_hint = clap::ValueHint::FilePath)]
    mapping: Option<PathBuf>,
    /// Only indicators that this partner may see [default: all]
    #[arg(long = "as", value_name = "PARTNER")]
    partner: Option<String>,
    /// Pass over events before this time or day
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// File for matches, made when missing
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    out: Option<PathBuf>,
    /// Read what is there and end, instead of waiting for more
    #[arg(long)]
    once: bool,
    /// Name of the stream, under which it is kept how far it was read
    #[arg(long, default_value = "watch", value_name = "NAME")]
    name: String,
    /// Read all sources from their beginning
    #[arg(long)]
    from_start: bool,
    /// Leave out indicators with less confidence
    #[arg(long, value_name = "0-100", default_value_t = 0)]
    least_confidence: u8,
    /// Collection to put sightings into, for an analyst to look at: id, alias or title
    #[arg(long, value_name = "COLLECTION")]
    into: Option<String>,
    /// How the events are handled: sightings are marked with this, or with the indicator's level where that is stricter
    #[arg(long, value_name = "LEVEL", default_value = "amber+strict")]
    tlp: Level,
    /// Identity that sees: for the sightings' created_by_ref and where_sighted_refs
    #[arg(long, value_name = "ID")]
    identity: Option<String>,
    /// Matches of an indicator within such a time are one sighting
    #[arg(long, value_name = "TIME", default_value = "1h")]
    window: String,
    /// Tell a sighting that goes on again after such a time
    #[arg(long, value_name = "TIME", default_value = "1m")]
    every: String,
    /// Lists of values that are known to be good, in the form of MISP's warninglists: files or folders
    #[arg(long, value_name = "FILE|DIR", value_hint = clap::ValueHint::AnyPath)]
    known_good: Vec<PathBuf>,
    /// What a sighting holds of an event: the values that matched, or all that the mapping makes of it
    #[arg(long, value_name = "matched|event", default_value = "matched", value_parser = Observed::parse)]
    observed: Observed,
    /// Keep the values of events for so many days, to be searched for indicators that come later
    #[arg(long, value_name = "DAYS", default_value_t = 0)]
    digest_days: u32,
    /// Mute an indicator that so many partners strongly disagree with; 0: only what the house says counts
    #[arg(long, value_name = "COUNT", default_value_t = 3)]
    disputed_by: usize,
    /// Pause an indicator with more matches within a window
    #[arg(long, value_name = "COUNT")]
    pause_above: Option<u64>,
    #[command(flatten)]
    broker: super::broker::Broker,
}

pub fn run(context: &Context, command: Watch) -> Outcome {
    let store = context.existing_store()?;
    let plan = plan(context, &store, &command)?;
    let _lock = Lock::stream(&context.config.data, &plan.name)?;
    if command.from_start
        && let Some(clearance) = plan.who.clearance(&store)?
    {
        store.rewind_stream(&clearance, &plan.name)?;
    }
    let clock = Arc::new(SystemClock);
    let indicators = Arc::new(Indicators::new(&plan));
    let bar = bar(None);
    let above = bar.clone();
    let tell = move |notice: &crate::streams::Notice<'_>| {
        let text = visible(&notice.to_string()).into_owned();
        above.suspend(|| say(text));
    };
    let telling = tell.clone();
    let stream = Stream::new(
        plan,
        store.clone(),
        clock.clone(),
        indicators.clone(),
        Box::new(tell),
    )?;
    let started = Instant::now();
    let loaded = indicators.refresh(&store, clock.now())?;
    say(format!(
        "{} indicators in {:.1} s; {} left out, {} forbidden by their handling, {} not usable",
        thousands(loaded.active as u64),
        started.elapsed().as_secs_f64(),
        thousands(loaded.left_out),
        thousands(loaded.forbidden),
        thousands(loaded.refused)
    ));
    let beside = bar.clone();
    let take = move |lines: &[String]| beside.suspend(|| write(lines));
    let running = stream.start(command.out.as_deref(), Box::new(take))?;
    let follower = Follower::start(indicators, store.clone(), clock, telling)?;
    let waited = wait(&stream, &running, &bar);
    let ended = running.stop();
    follower.stop();
    bar.finish_and_clear();
    store.close()?;
    say(summary(&stream.totals()));
    waited?;
    ended?;
    let totals = stream.totals();
    Ok(if totals.matches + totals.later > 0 {
        Exit::Done
    } else {
        Exit::Found
    })
}

fn plan(context: &Context, store: &Store, command: &Watch) -> Result<Plan, Problem> {
    let wrong = |message: String| Problem::new(Code::Value, message);
    let format = Format::load(command.format.as_deref(), command.mapping.as_deref());
    let format = format.map_err(|message| match &command.mapping {
        Some(path) => wrong(message).at(path.display().to_string()),
        None => wrong(message),
    })?;
    if !is_segment(&command.name) {
        return Err(wrong(format!("`{}` is no name of a stream", command.name))
            .note("letters, digits, `-` and `_` only"));
    }
    let length = |text: &str| {
        let length = duration(text).filter(|length| !length.is_zero());
        let micros = length.and_then(|length| i64::try_from(length.as_micros()).ok());
        micros.ok_or_else(|| {
            wrong(format!("`{text}` is no length of time"))
                .note("write for example `30s`, `5m` or `1h`")
        })
    };
    let identity = command.identity.as_deref();
    if let Some(id) = identity
        && stix::Identifier::parse(id).is_none_or(|id| id.type_name() != "identity")
    {
        return Err(wrong(format!("`{id}` is no id of an identity")));
    }
    let sources = command
        .sources
        .iter()
        .map(|text| command.broker.source(text).map_err(wrong));
    let who = match &command.partner {
        None => Who::Operator,
        Some(name) => Who::Partner(context.partner(store, name)?.name),
    };
    let collection = match &command.into {
        None => None,
        Some(name) => Some(context.collection(store, name)?.id),
    };
    Ok(Plan {
        sources: sources.collect::<Result<_, _>>()?,
        who,
        least_confidence: command.least_confidence,
        since: time(command.since.as_deref())?.map(|(first, _)| first),
        once: command.once,
        window: length(&command.window)?,
        every: length(&command.every)?,
        most: command.pause_above,
        tlp: command.tlp.into(),
        collection,
        observed: command.observed,
        digest_days: command.digest_days,
        disputed_by: command.disputed_by,
        identity: command.identity.clone(),
        known_good: known_good(&command.known_good).map_err(wrong)?,
        ..Plan::new(&command.name, format)
    })
}

/// Until the sources end or somebody says stop.
fn wait(stream: &Stream, running: &Running, bar: &ProgressBar) -> Result<(), Problem> {
    let failed = |error: std::io::Error| Problem::new(Code::Input, format!("cannot wait: {error}"));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.map_err(failed)?.block_on(async {
        let stop = crate::http::stop_signal().map_err(failed)?;
        let mut stop = std::pin::pin!(stop);
        let started = Instant::now();
        while !running.is_over() {
            tokio::select! {
                () = &mut stop => break,
                () = tokio::time::sleep(TICK) => {}
            }
            let totals = stream.totals();
            let rate = totals.events as f64 / started.elapsed().as_secs_f64().max(0.001);
            bar.set_message(format!(
                "{}, {}/s",
                summary(&totals),
                thousands(rate as u64)
            ));
        }
        Ok(())
    })
}

fn summary(totals: &Totals) -> String {
    let mut text = format!(
        "{} events, {} matches; {} broken lines",
        thousands(totals.events),
        thousands(totals.matches),
        thousands(totals.broken)
    );
    let more = [
        (totals.muted, "muted"),
        (totals.known_good, "known good"),
        (totals.later, "found in retrospect"),
        (totals.again, "messages again"),
        (totals.given_up, "searches given up"),
        (totals.forgotten, "observations forgotten"),
        (totals.told, "sightings told"),
        (totals.quarantined, "quarantined"),
    ];
    for (count, what) in more.into_iter().filter(|(count, _)| *count > 0) {
        text += &format!(", {} {what}", thousands(count));
    }
    text
}

/// Matches to stdout. False once nobody reads it any more.
fn write(lines: &[String]) -> bool {
    let mut out = std::io::stdout().lock();
    let safe = out.is_terminal();
    let written = lines.iter().try_for_each(|line| match safe {
        true => writeln!(out, "{}", super::terminal::visible_json(line)),
        false => writeln!(out, "{line}"),
    });
    written.and_then(|()| out.flush()).is_ok()
}

impl From<Failed> for Problem {
    fn from(failed: Failed) -> Self {
        match failed {
            Failed::Store(error) => error.into(),
            Failed::Input(name, why) => Problem::new(Code::Input, why).at(name),
            Failed::Output(why) => Problem::new(Code::Output, why),
            Failed::Format(why) => Problem::new(Code::Value, why),
            failed @ (Failed::Start(_) | Failed::Closed | Failed::Bug) => {
                Problem::new(Code::Server, failed.to_string())
            }
        }
    }
}

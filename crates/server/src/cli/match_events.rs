//! `tansiq match FILE --indicators FILE --format FORMAT`: which indicators are in these events. Needs
//! no store.

use super::Output;
use super::match_line;
use super::problem::{Code, Exit, Outcome, Problem};
use super::terminal::{say, visible, written};
use crate::import::source::{self, Input};
use crate::import::thousands;
use crate::streams::{self, Batch, Format, LONGEST_LINE, Lines, processors};
use clap::Args;
use detect::feed::{StixFeed, Taken, take_table};
use detect::matcher::{Matcher, Settings};
use detect::session::{Counts, Match as Found, Session, formats, indicator_id};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

/// What is read at once.
const CHUNK: u64 = 1 << 21;
/// What is written at once.
const OUT: usize = 1 << 16;
/// So many chunks are read before they are matched.
const CHUNKS_AHEAD: usize = 2;

#[derive(Debug, Args)]
#[command(after_help = "Exit status: 0 something matched, 1 nothing did, 2 could not run.")]
pub struct Match {
    /// Events, one a line, or Windows event logs: a file, a folder with all below it, or `-` for stdin; gzip and zstd are unpacked
    #[arg(required = true, value_name = "FILE|DIR|-", value_hint = clap::ValueHint::AnyPath)]
    events: Vec<PathBuf>,
    /// Indicators: STIX objects in JSON, one a line or wrapped, or a table (.csv)
    #[arg(long, required = true, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    indicators: Vec<PathBuf>,
    /// Format of the events
    #[arg(long, required_unless_present = "mapping", value_parser = clap::builder::PossibleValuesParser::new(formats()))]
    format: Option<String>,
    /// Mapping file for a format of your own
    #[arg(long, value_name = "FILE", conflicts_with = "format", value_hint = clap::ValueHint::FilePath)]
    mapping: Option<PathBuf>,
    /// Leave out indicators with less confidence
    #[arg(long, value_name = "0-100", default_value_t = 0)]
    least_confidence: u8,
    /// Threads to match on; otherwise as many as there are processors
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    #[command(flatten)]
    output: Output,
}

pub fn run(command: Match) -> Outcome {
    let mut session = session(&command)?;
    let mut matcher = Matcher::new(Settings {
        least_confidence: command.least_confidence,
    });
    for path in &command.indicators {
        let taken = take(path, &mut matcher)?;
        tell_taken(path, &taken);
    }
    let mut out = BufWriter::with_capacity(OUT, std::io::stdout().lock());
    let mut json = Vec::new();
    let inputs = source::logs(&command.events)?;
    let mut too_long = 0;
    for input in &inputs {
        let name = input.name();
        too_long += events(input, &mut session, &matcher, |line, found| {
            if command.output.json {
                json.clear();
                match_line::write(&mut json, line, found);
                out.write_all(&json)
            } else {
                let field = if found.field.is_empty() { "" } else { " in " };
                let (path, value) = (visible(found.path), visible(found.value));
                let place = format!("{}:{line}", visible(&name));
                writeln!(
                    out,
                    "{place} {} {path} = {value}{field}{}",
                    found.indicator(),
                    visible(found.field)
                )
            }
        })?;
    }
    written(out.flush())?;
    let counts = session.counts();
    say(format!(
        "{} events, {} matches; {} broken lines",
        thousands(counts.events),
        thousands(counts.matches),
        thousands(counts.broken + too_long)
    ));
    tell_costly(&matcher, &counts);
    Ok(if counts.matches > 0 {
        Exit::Done
    } else {
        Exit::Found
    })
}

/// What was not looked for to the end.
fn tell_costly(matcher: &Matcher, counts: &Counts) {
    for uuid in matcher.exhausted() {
        say(format!(
            "{} was not matched to the end: its pattern needs too many steps",
            indicator_id(uuid)
        ));
    }
    if counts.forgotten > 0 {
        say(format!(
            "{} observations were forgotten: patterns over several events keep only so many (docs/PATTERNS.md)",
            thousands(counts.forgotten)
        ));
    }
}

fn session(command: &Match) -> Result<Session, Problem> {
    let loaded = Format::load(command.format.as_deref(), command.mapping.as_deref());
    let threads = command.threads.map_or_else(processors, usize::from);
    let session = loaded.and_then(|format| format.session());
    let session = session.map(|session| session.with_threads(threads));
    session.map_err(|message| {
        let problem = Problem::new(Code::Value, message);
        match &command.mapping {
            Some(path) => problem.at(path.display().to_string()),
            None => problem,
        }
    })
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    Problem::new(Code::Input, error.to_string()).at(path.display().to_string())
}

fn take(path: &Path, matcher: &mut Matcher) -> Result<Taken, Problem> {
    let (inputs, _) = source::inputs(&[path.to_owned()])?;
    let mut all = Taken::default();
    for input in &inputs {
        let mut reader = input.open(Arc::default())?;
        let is_table = path.extension().is_some_and(|extension| extension == "csv");
        let taken = if is_table {
            let mut bytes = Vec::new();
            reader
                .read_to_end(&mut bytes)
                .map_err(|error| unreadable(path, &error))?;
            take_table(&bytes, matcher)
                .map_err(|fault| Problem::new(Code::Input, fault.to_string()).at(input.name()))?
        } else {
            let mut feed = StixFeed::default();
            let mut chunk = vec![0; 1 << 16];
            loop {
                match reader
                    .read(&mut chunk)
                    .map_err(|error| unreadable(path, &error))?
                {
                    0 => break feed.finish(matcher),
                    length => feed.push(&chunk[..length], matcher),
                }
            }
        };
        all.active += taken.active;
        all.left_out += taken.left_out;
        all.others += taken.others;
        all.refused.extend(taken.refused);
    }
    Ok(all)
}

/// What was taken, and the first of what was not.
fn tell_taken(path: &Path, taken: &Taken) {
    const SHOWN: usize = 10;
    let name = path.display().to_string();
    let name = visible(&name);
    for (place, why) in taken.refused.iter().take(SHOWN) {
        say(format!(
            "{name}: entry {place} is not matched: {}",
            visible(why)
        ));
    }
    say(format!(
        "{name}: {} indicators, {} left out, {} not usable",
        thousands(taken.active),
        thousands(taken.left_out),
        thousands(taken.refused.len() as u64)
    ));
}

/// Reads the lines of one input and tells every match. A line that is too long is passed over and counted as broken; how
/// many were. Reading and unpacking goes on while what was read is matched.
fn events(
    input: &Input,
    session: &mut Session,
    matcher: &Matcher,
    mut tell: impl FnMut(u64, &Found<'_>) -> std::io::Result<()>,
) -> Result<u64, Problem> {
    let (full, chunks) = mpsc::sync_channel(CHUNKS_AHEAD);
    let (free, empty) = mpsc::channel();
    std::thread::scope(|scope| {
        let ahead = scope.spawn(move || read_ahead(input, &full, &empty));
        let mut lines = Lines::default();
        let (mut too_long, mut outcome) = (0, Ok(()));
        let mut take = |batch: &Batch<'_>, outcome: &mut std::io::Result<()>| {
            too_long += batch.too_long.len() as u64;
            *outcome = matched(session, matcher, batch, &mut tell);
        };
        for chunk in &chunks {
            lines.push(&chunk, |batch| take(batch, &mut outcome));
            if outcome.is_err() {
                break;
            }
            // Once all is read nobody takes it back.
            let _ = free.send(chunk);
        }
        // Whoever reads ahead stops when nobody waits for it.
        drop(chunks);
        let read = ahead
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        if outcome.is_ok() {
            lines.finish(|batch| take(batch, &mut outcome));
        }
        written(outcome)?;
        read.map(|()| too_long)
    })
}

/// Reads an input into chunks, and uses those again that come back.
fn read_ahead(
    input: &Input,
    full: &mpsc::SyncSender<Vec<u8>>,
    empty: &mpsc::Receiver<Vec<u8>>,
) -> Result<(), Problem> {
    let failed =
        |error: std::io::Error| Problem::new(Code::Input, error.to_string()).at(input.name());
    let mut reader = streams::events(input.open(Arc::default())?).map_err(failed)?;
    loop {
        let mut chunk = empty.try_recv().unwrap_or_default();
        chunk.clear();
        let read = reader.by_ref().take(CHUNK).read_to_end(&mut chunk);
        let count = read.map_err(failed)?;
        if count == 0 || full.send(chunk).is_err() {
            return Ok(());
        }
    }
}

/// Matches lines, and says what is none of an event.
fn matched(
    session: &mut Session,
    matcher: &Matcher,
    batch: &Batch<'_>,
    tell: &mut impl FnMut(u64, &Found<'_>) -> std::io::Result<()>,
) -> std::io::Result<()> {
    for number in &batch.too_long {
        say(format!(
            "line {number} is longer than {LONGEST_LINE} bytes and is passed over"
        ));
    }
    let mut broken = session.counts().broken;
    let mut outcome = Ok(());
    session.lines(matcher, &batch.lines, None, &mut |at, found| match found {
        Ok(found) if outcome.is_ok() => outcome = tell(batch.numbers[at], &found),
        Ok(_) => {}
        Err(fault) => {
            broken += 1;
            if broken <= 5 {
                say(format!(
                    "line {} is passed over: {fault}",
                    batch.numbers[at]
                ));
            }
        }
    });
    outcome
}

//! `tansiq match FILE --indicators FILE --format FORMAT`: which indicators are in these events. Needs
//! no store.

use super::Output;
use super::match_line;
use super::problem::{Code, Exit, Outcome, Problem};
use super::terminal::{say, visible, written};
use crate::import::source::{self, Input};
use crate::import::thousands;
use crate::streams::{self, Block, Blocks, Format, LONGEST_LINE, processors};
use clap::Args;
use detect::event::LineFault;
use detect::feed::{StixFeed, Taken, take_table};
use detect::matcher::{Matcher, Settings};
use detect::session::{Counts, Match as Found, Scribe, Session, formats, indicator_id};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is written at once.
const OUT: usize = 1 << 16;
/// So many broken lines are said one by one.
const MOST_SAID: u64 = 5;

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
    let mut passed = Passed::default();
    for input in &source::logs(&command.events)? {
        let telling = Telling {
            json: command.output.json,
            name: visible(&input.name()).into_owned(),
        };
        events(input, &mut session, &matcher, &telling, |notes| {
            passed.say(notes);
            out.write_all(&notes.text)
        })?;
    }
    written(out.flush())?;
    let counts = session.counts();
    say(format!(
        "{} events, {} matches; {} broken lines",
        thousands(counts.events),
        thousands(counts.matches),
        thousands(counts.broken + passed.too_long)
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

/// Reads the lines of one input, and has every match told.
fn events(
    input: &Input,
    session: &mut Session,
    matcher: &Matcher,
    telling: &Telling,
    mut take: impl FnMut(&Notes) -> std::io::Result<()>,
) -> Result<(), Problem> {
    let failed =
        |error: std::io::Error| Problem::new(Code::Input, error.to_string()).at(input.name());
    let reader = streams::events(input.open(Arc::default())?).map_err(failed)?;
    let mut blocks = Blocks::new(reader);
    let take = &mut |notes: &mut Notes| {
        let outcome = take(notes);
        notes.clear();
        outcome
    };
    written(session.read(matcher, None, &mut blocks, telling, take))?;
    blocks.fault().map_or(Ok(()), |error| Err(failed(error)))
}

/// Writes matches as they are told, on the threads that find them.
struct Telling {
    json: bool,
    /// The input, as it is shown.
    name: String,
}

/// What is told of a block.
#[derive(Default)]
struct Notes {
    text: Vec<u8>,
    /// Lines that are passed over: too long if nothing else is said of them.
    passed: Vec<(u64, Option<LineFault>)>,
    broken: u64,
}

impl Notes {
    fn clear(&mut self) {
        self.text.clear();
        self.passed.clear();
        self.broken = 0;
    }
}

impl Scribe<Block> for Telling {
    type Notes = Notes;

    fn begin(&self, notes: &mut Notes, block: &Block) {
        let too_long = block.too_long.iter();
        notes.passed.extend(too_long.map(|number| (*number, None)));
    }

    fn note(&self, notes: &mut Notes, line: u64, said: Result<Found<'_>, LineFault>) {
        match said {
            Ok(found) if self.json => match_line::write(&mut notes.text, line, &found),
            Ok(found) => match_line::show(&mut notes.text, &self.name, line, &found),
            Err(fault) => {
                notes.broken += 1;
                if notes.broken <= MOST_SAID {
                    notes.passed.push((line, Some(fault)));
                }
            }
        }
    }
}

/// Lines that were passed over.
#[derive(Default)]
struct Passed {
    too_long: u64,
    broken: u64,
}

impl Passed {
    /// Says which were passed over: all that were too long, and the first of those that are no events.
    fn say(&mut self, notes: &Notes) {
        let mut passed = notes.passed.clone();
        passed.sort_by_key(|(line, _)| *line);
        for (line, fault) in passed {
            let Some(fault) = fault else {
                self.too_long += 1;
                say(format!(
                    "line {line} is longer than {LONGEST_LINE} bytes and is passed over"
                ));
                continue;
            };
            self.broken += 1;
            if self.broken <= MOST_SAID {
                say(format!("line {line} is passed over: {fault}"));
            }
        }
    }
}

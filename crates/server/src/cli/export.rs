//! `tansiq export`: a bundle or lines, to stdout or a file; with `--to`, rules for a tool.

use super::context::{Context, time};
use super::hand_over::{self, HandOver};
use super::problem::{Code, Exit, Outcome, Problem, unwritable};
use super::progress::bar;
use super::terminal::{say, visible_json};
use crate::export::{self, Form, Plan};
use crate::import::thousands;
use clap::{Args, ValueEnum};
use handling::Clearance;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use store::{Collection, Store};

#[derive(Debug, Args)]
pub struct Export {
    /// Only this collection: id, alias or title
    #[arg(long, value_name = "COLLECTION")]
    pub(super) collection: Option<String>,
    /// Only objects of this type
    #[arg(long = "type", value_name = "TYPE")]
    pub(super) types: Vec<String>,
    /// Only what was added at this time or later: a timestamp, or a day
    #[arg(long, value_name = "TIME")]
    pub(super) since: Option<String>,
    /// Only what was added at this time or earlier
    #[arg(long, value_name = "TIME")]
    pub(super) until: Option<String>,
    /// What this partner may see, instead of everything
    #[arg(long = "as", value_name = "PARTNER")]
    pub(super) partner: Option<String>,
    /// The newest version of each object, or all
    #[arg(long, value_name = "WHICH", default_value = "last")]
    versions: Which,
    /// A bundle, or one object a line
    #[arg(long, value_name = "FORM", default_value = "bundle")]
    format: Format,
    /// Lines of {"date_added": …, "object": {…}}, as `import --with-dates` reads them
    #[arg(long, requires = "collection")]
    with_dates: bool,
    /// File to write, with `--to` the folder; `-` is stdout
    #[arg(long, short, value_name = "FILE", default_value = "-", value_hint = clap::ValueHint::FilePath)]
    pub(super) out: PathBuf,
    #[command(flatten)]
    pub(super) hand_over: HandOver,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    /// the newest
    Last,
    /// every one
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// one STIX bundle
    Bundle,
    /// one object a line
    Ndjson,
}

pub fn run(context: &Context, command: Export) -> Outcome {
    let (since, until) = (
        time(command.since.as_deref())?,
        time(command.until.as_deref())?,
    );
    let store = context.existing_store()?;
    let clearance = match &command.partner {
        Some(name) => context.partner(&store, name)?.clearance(),
        None => Clearance::system(),
    };
    if let Some(format) = command.hand_over.to {
        return hand_over::run(context, &store, &clearance, format, &command);
    }
    let collection = match &command.collection {
        Some(name) => Some(context.collection(&store, name)?),
        None => None,
    };
    let plan = Plan {
        collection: collection.as_ref().map(|c| c.id.clone()),
        types: command.types,
        since: since.map(|span| span.0),
        until: until.map(|span| span.1),
        all_versions: command.versions == Which::All,
        form: match (command.with_dates, command.format) {
            (true, _) => Form::Dated,
            (false, Format::Ndjson) => Form::Lines,
            (false, Format::Bundle) => Form::Bundle,
        },
    };
    let count = write(&store, &clearance, &plan, &command.out)?;
    match (count, &command.partner, collection) {
        (None, Some(partner), Some(collection)) => Err(may_not_read(partner, &collection)),
        (None | Some(0), ..) => {
            say("nothing fits");
            Ok(Exit::Found)
        }
        (Some(count), ..) => {
            say(format!("{} objects", thousands(count)));
            Ok(Exit::Done)
        }
    }
}

/// Says that a partner has no right to the collection, and what gives it one.
pub(super) fn may_not_read(partner: &str, collection: &Collection) -> Problem {
    Problem::new(
        Code::Collection,
        format!("`{partner}` may not read `{}`", collection.title),
    )
    .hint(format!(
        "`tansiq collection grant {} {partner} --read` lets it",
        collection.id
    ))
    .found_nothing()
}

fn write(
    store: &Store,
    clearance: &Clearance,
    plan: &Plan,
    path: &Path,
) -> Result<Option<u64>, Problem> {
    if path.as_os_str() == "-" {
        return to_stdout(store, clearance, plan);
    }
    // whole or not at all: a name appears when the file is complete
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    let failed = |e| unwritable(path, &e);
    let mut out = BufWriter::with_capacity(1 << 18, File::create(&partial).map_err(failed)?);
    let bar = bar(None);
    let count = export::run(store, clearance, plan, &mut out, &mut |count| {
        bar.set_message(format!("{} objects", thousands(count)));
    });
    bar.finish_and_clear();
    let finished = match count {
        Ok(Some(count)) => out
            .into_inner()
            .map_err(io::IntoInnerError::into_error)
            .and_then(|file| file.sync_all())
            .and_then(|()| std::fs::rename(&partial, path))
            .map(|()| Some(count))
            .map_err(failed),
        other => other,
    };
    if !matches!(finished, Ok(Some(_))) {
        // what is left of a failed export is of no use; its removal may fail as well
        let _ = std::fs::remove_file(&partial);
    }
    finished
}

fn to_stdout(store: &Store, clearance: &Clearance, plan: &Plan) -> Result<Option<u64>, Problem> {
    let stdout = io::stdout();
    let mut quiet = |_| {};
    if stdout.is_terminal() {
        let mut out = Shown(BufWriter::new(stdout.lock()));
        return export::run(store, clearance, plan, &mut out, &mut quiet);
    }
    let mut out = BufWriter::with_capacity(1 << 18, stdout.lock());
    export::run(store, clearance, plan, &mut out, &mut quiet)
}

/// Makes JSON safe to show. Every write is a whole object or a piece of ASCII, so no character is cut.
struct Shown<W>(W);

impl<W: Write> Write for Shown<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        self.0.write_all(visible_json(&text).as_bytes())?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

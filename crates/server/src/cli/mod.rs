//! The command line: `tansiq <object> <verb>`.
//!
//! One clap definition gives parsing, help, man pages, completions and `docs/COMMANDS.md`. stdout is data,
//! stderr is talk; exit 0 done, 1 found nothing or found faults, 2 could not run.

mod audit;
mod backup;
mod broker;
mod clearance;
mod collection;
mod config;
mod context;
mod document;
mod evidence;
mod explain;
mod export;
mod hand_over;
mod import;
mod level;
mod lock;
mod match_events;
mod match_line;
mod object;
mod opinion;
mod outlook;
mod partner;
mod pattern;
mod person;
pub mod problem;
mod progress;
mod publish;
mod quarantine;
mod reader;
mod recall;
mod report;
mod retro;
mod search;
mod sending;
mod serve;
mod stream;
mod tearline;
pub mod terminal;
mod validate;
mod view;
mod watch;
mod welcome;

use clap::{Args, Parser, Subcommand};
use context::Context;
pub use document::reference;
use problem::{Code, Exit, Outcome, Problem};
use std::path::PathBuf;
use std::process::ExitCode;

/// Shares threat intelligence between security partners: STIX 2.1 kept exactly, TAXII 2.1 served so
/// that each partner gets what it may have.
#[derive(Debug, Parser)]
#[command(
    name = "tansiq",
    version,
    max_term_width = 100,
    after_help = "Exit status: 0 done, 1 found nothing or found faults, 2 could not run."
)]
struct Tansiq {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
struct Place {
    /// Folder that holds the store [default: ./tansiq-data]
    #[arg(long, global = true, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    data: Option<PathBuf>,
    /// Configuration file [variable: TANSIQ_CONFIG]
    #[arg(long, global = true, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve TAXII 2.1 from the data folder
    Serve(serve::Serve),
    /// Take in a bundle, an envelope or objects one a line; resumes after a kill
    Import(import::Import),
    /// Write out objects byte for byte, or indicators as rules for a tool: by collection, type, time, as seen by a partner
    Export(export::Export),
    /// Say which rules of STIX 2.1 the objects in a file break, and where
    Validate(validate::Validate),
    /// Check STIX patterns, or evaluate one on observed-data
    #[command(subcommand)]
    Pattern(pattern::Verb),
    /// Say which indicators are in events: logs of Suricata, Zeek and others
    Match(match_events::Match),
    /// Watch streams of events for the indicators in the store; what is seen becomes sightings
    Watch(Box<watch::Watch>),
    /// Search what streams have held for indicators
    Retro(retro::Retro),
    /// Say what the house thinks of an indicator: one it disagrees with is not matched
    Opinion(opinion::Opinion),
    /// See what streams have seen; match paused indicators again
    #[command(subcommand)]
    Stream(stream::Verb),
    /// Read reports: pages in Arabic, French or English
    #[command(subcommand)]
    Report(report::Verb),
    /// Find names, values and words in objects and documents, in any script
    Search(search::Search),
    /// Register partners: organisations with credentials here
    #[command(subcommand)]
    Partner(partner::Verb),
    /// Register people of the house: who reads here, who also hands in, who runs the server
    #[command(subcommand)]
    Person(person::Verb),
    /// Make collections, fill them, and say who may read and write them
    #[command(subcommand)]
    Collection(collection::Verb),
    /// Look at what is stored
    #[command(subcommand)]
    Object(object::Verb),
    /// Say whether a partner gets an object, and why
    Explain(explain::Explain),
    /// Look at a collection as a partner: what it gets, and what not and why
    View(view::View),
    /// Put stored objects into a collection, after showing which of its readers get what
    Publish(publish::Publish),
    /// Make an object that may go further of parts of a restricted one
    Tearline(tearline::Tearline),
    /// Decide on what came in but is served to nobody
    #[command(subcommand)]
    Quarantine(quarantine::Verb),
    /// Take objects back, and see who was told and who has answered
    Recall(recall::Command),
    /// Read and verify the record of what was admitted, changed and served
    #[command(subcommand)]
    Audit(audit::Verb),
    /// Copy the store into one file while everything runs, and verify the copy
    Backup(backup::Backup),
    /// Make a data folder from a backup, verified
    Restore(backup::Restore),
    /// See the configuration in effect, or an example file
    #[command(subcommand)]
    Config(config::Verb),
    /// Write a completion script for a shell
    Completions(document::Completions),
    /// Write the man page, or all of them into a folder
    #[command(hide = true)]
    Man(document::Man),
}

/// `--json`
#[derive(Debug, Args)]
struct Output {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs the process: reads the arguments, does the command, shows its error.
pub fn main() -> ExitCode {
    quiet_pdf_reader();
    let arguments = match Tansiq::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return misunderstood(&error),
    };
    match run(arguments) {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Found) => ExitCode::from(1),
        Ok(Exit::Wrong) => ExitCode::from(2),
        Err(problem) => {
            eprint!("{}", problem.render(terminal::Paint::stderr()));
            ExitCode::from(problem.exit())
        }
    }
}

/// A broken PDF makes its reader panic; that is told as an error of the command and nothing else.
fn quiet_pdf_reader() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(extract::input::PDF_THREAD) {
            usual(panic);
        }
    }));
}

/// Help and version go to stdout; a wrong command line is told like every other error.
fn misunderstood(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    if error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
        return ExitCode::from(2);
    }
    let paint = terminal::Paint::stderr();
    let text = error.render().to_string();
    let text = terminal::visible_lines(&text)
        .replacen("error:", &format!("{}:", paint.error("error[T001]")), 1)
        .replace("  tip:", &format!("{}:", paint.bold("hint")));
    eprint!("{text}");
    ExitCode::from(2)
}

fn run(arguments: Tansiq) -> Outcome {
    match arguments.command {
        Command::Completions(command) => document::completions(&command),
        Command::Man(command) => document::man(&command),
        Command::Serve(command) => serve::run(arguments.place, command),
        Command::Validate(command) => validate::run(command),
        Command::Pattern(verb) => pattern::run(verb),
        Command::Match(command) => match_events::run(command),
        Command::Report(verb) => report::run(arguments.place, verb),
        Command::Config(config::Verb::Example) => config::example(),
        command => with_context(Context::load(arguments.place)?, command),
    }
}

fn with_context(context: Context, command: Command) -> Outcome {
    match command {
        Command::Import(command) => import::run(&context, command),
        Command::Export(command) => export::run(&context, command),
        Command::Search(command) => search::run(&context, command),
        Command::Watch(command) => watch::run(&context, *command),
        Command::Stream(verb) => stream::run(&context, verb),
        Command::Retro(command) => retro::run(&context, command),
        Command::Opinion(command) => opinion::run(&context, command),
        Command::Partner(verb) => partner::run(&context, verb),
        Command::Person(verb) => person::run(&context, verb),
        Command::Collection(verb) => collection::run(&context, verb),
        Command::Object(verb) => object::run(&context, verb),
        Command::Explain(command) => explain::run(&context, command),
        Command::View(command) => view::run(&context, command),
        Command::Publish(command) => publish::run(&context, command),
        Command::Tearline(command) => tearline::run(&context, command),
        Command::Quarantine(verb) => quarantine::run(&context, verb),
        Command::Recall(command) => recall::run(&context, command),
        Command::Audit(verb) => audit::run(&context, verb),
        Command::Backup(command) => backup::backup(&context, command),
        Command::Restore(command) => backup::restore(&context, command),
        Command::Config(verb) => config::run(&context, verb),
        Command::Serve(_)
        | Command::Validate(_)
        | Command::Pattern(_)
        | Command::Match(_)
        | Command::Report(_)
        | Command::Completions(_)
        | Command::Man(_) => Err(Problem::new(
            Code::Usage,
            "this command needs no configuration",
        )),
    }
}

//! `tansiq serve`: takes the data folder, says what a first user needs to know, and serves until told to stop.

use super::Place;
use super::context::Context;
use super::lock::Lock;
use super::problem::{Code, Exit, Outcome, Problem};
use super::terminal::{Paint, say, visible};
use super::welcome;
use crate::clock::SystemClock;
use crate::config::{Config, Flags, Log};
use crate::demo;
use crate::http::{self, ServeError};
use clap::Args;
use std::io::IsTerminal;
use std::sync::Arc;
use store::Store;
use tracing_subscriber::filter::LevelFilter;

#[derive(Debug, Args)]
pub struct Serve {
    /// Address and port; port 0 takes a free one [default: 127.0.0.1:6460]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// Load a demonstration: two partners, three collections, objects of every TLP level
    #[arg(long)]
    demo: bool,
}

pub fn run(place: Place, command: Serve) -> Outcome {
    let mut flags = Flags::new();
    flags.extend(command.listen.map(|listen| ("listen", listen)));
    let context = Context::load_with(place, flags)?;
    for warning in &context.loaded.warnings {
        say(format!(
            "{}: {}",
            Paint::stderr().warning("warning"),
            visible(warning)
        ));
    }
    let config = &context.config;
    check_tls(config)?;
    let lock = Lock::take(&config.data)?;
    let store = context.store_to_serve()?;
    let ready = match command.demo {
        true => demo::prepare(&store)?,
        false => Vec::new(),
    };
    check_partners(config, &store)?;
    start_log(&config.log);
    let situation = welcome::Situation::look(config, &store, ready)?;
    let mut settings = config.settings();
    settings.streams = config.tables.streams(&store)?;
    settings.peers = config.tables.peers(&store)?;
    let streams = settings.streams.iter();
    let _watched: Vec<Lock> = streams
        .map(|stream| Lock::stream(&config.data, &stream.plan.name))
        .collect::<Result<_, _>>()?;
    let result = http::run(settings, store, Arc::new(SystemClock), |address| {
        say(situation.text(address, Paint::stderr()));
    });
    drop(lock);
    match result {
        Ok(()) => Ok(Exit::Done),
        Err(error) => Err(failed(error)),
    }
}

fn failed(error: ServeError) -> Problem {
    match error {
        ServeError::Store(error) => error.into(),
        ServeError::Listen { address, source } => {
            let problem = Problem::new(
                Code::Server,
                format!(
                    "`{address}` cannot be listened on: {}",
                    super::problem::reason(&source)
                ),
            );
            match source.kind() {
                std::io::ErrorKind::AddrInUse => {
                    problem.note("another program listens there").hint(
                        "take another port with `--listen 127.0.0.1:PORT`; port 0 takes a free one",
                    )
                }
                _ => problem,
            }
        }
        ServeError::Tls(error) => Problem::new(Code::Config, error.to_string()),
        error => Problem::new(Code::Server, error.to_string()),
    }
}

/// Beyond this machine only over TLS.
fn check_tls(config: &Config) -> Result<(), Problem> {
    let address = config.listen;
    if address.ip().is_loopback() || config.tls.is_some() {
        return Ok(());
    }
    Err(
        Problem::new(Code::Unsafe, format!("`{address}` can be reached from other machines, and there is no TLS"))
            .note("tokens, passwords and objects would travel in the clear")
            .hint(
                "have a certificate made by your authority, or one to try with:\n\
                 openssl req -x509 -newkey ed25519 -nodes -days 90 -keyout key.pem -out cert.pem -subj /CN=taxii.example.org -addext subjectAltName=DNS:taxii.example.org",
            )
            .hint(format!(
                "then start with both files:\n\
                 TANSIQ_TLS_CERT=cert.pem TANSIQ_TLS_KEY=key.pem tansiq serve --listen {address}"
            ))
            .hint("or listen on this machine only with `--listen 127.0.0.1:6460`, behind a proxy that does TLS"),
    )
}

/// Beyond this machine only with somebody who may sign in.
fn check_partners(config: &Config, store: &Store) -> Result<(), Problem> {
    let address = config.listen;
    if address.ip().is_loopback() || store.partners()?.iter().any(|partner| partner.enabled) {
        return Ok(());
    }
    Err(Problem::new(
        Code::Unsafe,
        format!("`{address}` can be reached from other machines, and nobody has credentials"),
    )
    .note("at least one enabled partner is needed")
    .hint(format!(
        "register one and keep its token:\n\
                 tansiq partner add NAME --max-tlp green --data {}",
        config.data.display()
    )))
}

fn start_log(log: &Log) {
    let level = log.level.parse().unwrap_or(LevelFilter::INFO);
    let builder = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .with_target(false);
    // a second subscriber in one process (tests) is refused, and that is fine
    let _ = match log.json {
        true => builder.json().try_init(),
        false => {
            let colour = std::io::stderr().is_terminal() && super::terminal::colour_is_wanted();
            builder.with_ansi(colour).try_init()
        }
    };
}

//! What every command starts from: the configuration, the store, and who acts.

use super::Place;
use super::problem::{Code, Problem, closest};
use crate::clock::SystemClock;
use crate::config::{Config, Flags, Loaded};
use std::path::Path;
use std::sync::Arc;
use stix::Timestamp;
use store::{Collection, Options, Partner, Relabel, Store};

/// Microseconds.
const DAY: i64 = 86_400_000_000;
/// The file that makes a folder a data folder.
const DATABASE: &str = "tansiq.db";

/// Configuration and where it came from.
pub struct Context {
    /// Every setting with its origin.
    pub loaded: Loaded,
    /// Typed.
    pub config: Config,
}

impl Context {
    /// Reads the configuration for these options.
    pub fn load(place: Place) -> Result<Self, Problem> {
        Self::load_with(place, Flags::new())
    }

    /// The same with further flags that set keys.
    pub fn load_with(place: Place, mut flags: Flags) -> Result<Self, Problem> {
        if let Some(data) = place.data {
            flags.push(("data", data.to_string_lossy().into_owned()));
        }
        let variable = std::env::var_os("TANSIQ_CONFIG").map(Into::into);
        let file = place.config.or(variable);
        let environment = std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        });
        let loaded = Loaded::gather(file.as_deref(), environment, &flags)?;
        let config = loaded.config()?;
        Ok(Self { loaded, config })
    }

    /// Opens the store, made when missing.
    pub fn store(&self) -> Result<Store, Problem> {
        self.open(&self.config.data)
    }

    /// Opens a store that must be there: a command that only looks must not leave an empty store behind
    /// because a path was mistyped.
    pub fn existing_store(&self) -> Result<Store, Problem> {
        let data = &self.config.data;
        if !has_store(data) {
            return Err(Problem::new(
                Code::Store,
                format!("there is no store in `{}`", data.display()),
            )
            .hint("say where it lies with `--data DIR`")
            .hint(format!(
                "`tansiq serve --data {}` makes one there",
                data.display()
            )));
        }
        self.store()
    }

    /// Opens the store for a server, made when missing: what is left to relabel when it stops goes on when it starts
    /// again. A command ends what it began before it returns.
    pub fn store_to_serve(&self) -> Result<Store, Problem> {
        self.open_to(&self.config.data, Relabel::Background)
    }

    /// Opens the store in `folder` with the configured options.
    pub fn open(&self, folder: &Path) -> Result<Store, Problem> {
        self.open_to(folder, Relabel::Finish)
    }

    fn open_to(&self, folder: &Path, relabel: Relabel) -> Result<Store, Problem> {
        let options = Options {
            relabel,
            default_tlp: self.config.default_tlp,
            skew: i64::try_from(self.config.clock_skew.as_micros()).unwrap_or(i64::MAX),
            ..Options::new(Arc::new(SystemClock))
        };
        Store::open(folder, options).map_err(|e| Problem::from(e).at(folder.display().to_string()))
    }

    /// The partner of this name.
    pub fn partner(&self, store: &Store, name: &str) -> Result<Partner, Problem> {
        if let Some(partner) = store.partner(name)? {
            return Ok(partner);
        }
        let partners = store.partners()?;
        let names: Vec<_> = partners.iter().map(|p| p.name.as_str()).collect();
        let problem = Problem::new(Code::Partner, format!("there is no partner `{name}`"));
        Err(match closest(name, names.iter().copied()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None if names.is_empty() => problem.hint(format!(
                "`tansiq partner add {name} --max-tlp green` registers one"
            )),
            None => problem.hint("`tansiq partner list` shows them"),
        })
    }

    /// The collection of this id, alias or title.
    pub fn collection(&self, store: &Store, name: &str) -> Result<Collection, Problem> {
        if let Some(collection) = store.find_collection(name)? {
            return Ok(collection);
        }
        let collections = store.all_collections()?;
        let names = collections.iter().flat_map(|c| {
            [
                Some(c.title.as_str()),
                c.alias.as_deref(),
                Some(c.id.as_str()),
            ]
        });
        let problem = Problem::new(Code::Collection, format!("there is no collection `{name}`"));
        Err(match closest(name, names.flatten()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None if collections.is_empty() => {
                problem.hint(format!("`tansiq collection create '{name}'` makes one"))
            }
            None => problem.hint("`tansiq collection list` shows them"),
        })
    }
}

/// Whether this folder holds a store.
pub fn has_store(folder: &Path) -> bool {
    folder.join(DATABASE).exists()
}

/// Who acts, for the audit: the operator and the account it runs under.
pub fn actor() -> String {
    let account = ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match account {
        Some(account) => format!("operator:{account}"),
        None => "operator".into(),
    }
}

/// Microseconds since the epoch as the TAXII timestamp.
pub fn instant(micros: i64) -> String {
    stix::timestamp::format_micros(micros)
}

/// The first and last microsecond of what was written: a timestamp, or a whole day.
pub fn time(text: Option<&str>) -> Result<Option<(i64, i64)>, Problem> {
    let Some(text) = text else { return Ok(None) };
    if let Some(instant) = Timestamp::parse(text) {
        return Ok(Some((instant.micros(), instant.micros())));
    }
    let midnight = format!("{text}T00:00:00Z");
    match Timestamp::parse(&midnight) {
        Some(start) => Ok(Some((start.micros(), start.micros() + DAY - 1))),
        None => Err(Problem::new(Code::Value, format!("`{text}` is not a time"))
            .note("write `2026-01-31` or `2026-01-31T12:00:00Z`")),
    }
}

//! What a stream is: where its events come from, who watches, and how what is found is told.

use super::nats::NatsSpec;
use super::notice::Failed;
use detect::event::Mapping;
use detect::known_good::KnownGood;
use detect::session::{Session, named};
use handling::Clearance;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use stix::marking::Tlp;
use store::{Result, Store};

/// One place that events come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceSpec {
    /// A file that may grow and be rotated, or a folder of such.
    Path(PathBuf),
    /// Standard input.
    Input,
    /// A Unix socket to listen on.
    Unix(PathBuf),
    /// An address to listen on.
    Tcp(SocketAddr),
    /// A consumer of a JetStream stream.
    Nats(Box<NatsSpec>),
}

impl SourceSpec {
    /// `-`, `unix:PATH`, `tcp:ADDRESS:PORT`, `nats://HOST:PORT/STREAM/CONSUMER`, or a path.
    ///
    /// # Errors
    /// When the address is none.
    pub fn parse(text: &str) -> std::result::Result<Self, String> {
        if text == "-" {
            return Ok(Self::Input);
        }
        if let Some(path) = text.strip_prefix("unix:") {
            return Ok(Self::Unix(path.into()));
        }
        if let Some(spec) = NatsSpec::parse(text) {
            return spec.map(|spec| Self::Nats(Box::new(spec)));
        }
        match text.strip_prefix("tcp:") {
            Some(address) => address.parse().map(Self::Tcp).map_err(|_| {
                format!("`{address}` is no address and port such as `127.0.0.1:5140`")
            }),
            None => Ok(Self::Path(text.into())),
        }
    }
}

/// How lines become events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// One of [`detect::session::formats`].
    Named(String),
    /// The text of a mapping file.
    Mapping(Arc<str>),
}

impl Format {
    /// Reads a mapping file, or finds the name.
    ///
    /// # Errors
    /// What is wrong with the name or the file.
    pub fn load(name: Option<&str>, mapping: Option<&Path>) -> std::result::Result<Self, String> {
        let format = match (name, mapping) {
            (_, Some(path)) => {
                let text = std::fs::read_to_string(path);
                Self::Mapping(text.map_err(|error| error.to_string())?.into())
            }
            (Some(name), None) => Self::Named(name.to_owned()),
            (None, None) => return Err("there is neither a format nor a mapping".to_owned()),
        };
        format.session().map(|_| format)
    }

    /// A session for one source.
    ///
    /// # Errors
    /// As [`Format::load`].
    pub fn session(&self) -> std::result::Result<Session, String> {
        match self {
            Self::Named(name) => named(name).ok_or_else(|| format!("there is no format `{name}`")),
            Self::Mapping(text) => Mapping::parse(text)
                .map(Session::mapped)
                .map_err(|fault| fault.to_string()),
        }
    }
}

/// Through whose eyes the indicators are seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Who {
    /// The operator: all of them.
    Operator,
    /// A partner, by name: what it may see.
    Partner(String),
}

impl Who {
    /// The clearance as of now; `None` where there is no such partner, or it is disabled.
    pub fn clearance(&self, store: &Store) -> Result<Option<Clearance>> {
        match self {
            Self::Operator => Ok(Some(Clearance::system())),
            Self::Partner(name) => {
                let partner = store.partner(name)?.filter(|partner| partner.enabled);
                Ok(partner.map(|partner| partner.clearance()))
            }
        }
    }
}

/// Partners that must strongly disagree with an indicator to mute it, unless a stream says otherwise.
pub const DISPUTED_BY: usize = 3;

/// What a sighting holds of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Observed {
    /// The values that matched.
    #[default]
    Matched,
    /// All that the mapping makes of it.
    Event,
}

impl Observed {
    /// `matched` or `event`.
    ///
    /// # Errors
    /// When it is neither.
    pub fn parse(text: &str) -> std::result::Result<Self, String> {
        match text {
            "matched" => Ok(Self::Matched),
            "event" => Ok(Self::Event),
            _ => Err(format!("`{text}` is neither `matched` nor `event`")),
        }
    }
}

/// A stream.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Its name: what is kept of it is kept under this.
    pub name: String,
    /// Where its events come from, beside requests.
    pub sources: Vec<SourceSpec>,
    /// What they look like.
    pub format: Format,
    /// Who watches.
    pub who: Who,
    /// Indicators with less `confidence` are left out.
    pub least_confidence: u8,
    /// Events before this are passed over, microseconds since the epoch.
    pub since: Option<i64>,
    /// Stop where the sources end, instead of waiting for more.
    pub once: bool,
    /// Matches of one indicator within one window are one sighting; microseconds.
    pub window: i64,
    /// A sighting is told again after so many microseconds at the earliest.
    pub every: i64,
    /// An indicator with more matches within a window is paused; none: never.
    pub most: Option<u64>,
    /// How the events are handled.
    pub tlp: Tlp,
    /// Id of the collection that sightings are put into; none: they are only kept.
    pub collection: Option<String>,
    /// The identity that sees, for `created_by_ref` and `where_sighted_refs`.
    pub identity: Option<String>,
    /// What sightings hold of events.
    pub observed: Observed,
    /// The values of so many days are kept, to be searched for indicators that come later; 0: none.
    pub digest_days: u32,
    /// So many partners that strongly disagree mute an indicator; 0: none do.
    pub disputed_by: usize,
    /// Values that are never told.
    pub known_good: Arc<KnownGood>,
    /// Partners that are sent sightings of their indicators, and whether the way is encrypted.
    pub deliver: Vec<(i64, bool)>,
}

impl Plan {
    /// A stream of this name with what is usual: windows of an hour, told again each minute, TLP:AMBER+STRICT.
    pub fn new(name: &str, format: Format) -> Self {
        Self {
            name: name.to_owned(),
            sources: Vec::new(),
            format,
            who: Who::Operator,
            least_confidence: 0,
            since: None,
            once: false,
            window: 3_600_000_000,
            every: 60_000_000,
            most: None,
            tlp: Tlp::AmberStrict,
            collection: None,
            identity: None,
            observed: Observed::Matched,
            digest_days: 0,
            disputed_by: DISPUTED_BY,
            known_good: Arc::default(),
            deliver: Vec::new(),
        }
    }
}

impl Plan {
    /// A session for one source: the processors are shared among those that are read at once.
    pub(super) fn session(&self) -> std::result::Result<Session, Failed> {
        let session = self.format.session().map_err(Failed::Format)?;
        Ok(session.with_threads(processors() / self.sources.len().max(1)))
    }
}

/// How many threads can work at once here.
pub fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_named_by_one_text() {
        let parse = |text: &str| SourceSpec::parse(text);
        assert_eq!(parse("-"), Ok(SourceSpec::Input));
        assert_eq!(
            parse("unix:/run/e.sock"),
            Ok(SourceSpec::Unix("/run/e.sock".into()))
        );
        assert_eq!(
            parse("tcp:[::1]:5140"),
            Ok(SourceSpec::Tcp("[::1]:5140".parse().unwrap()))
        );
        assert_eq!(
            parse("logs/eve.json"),
            Ok(SourceSpec::Path("logs/eve.json".into()))
        );
        assert!(
            parse("tcp:localhost")
                .unwrap_err()
                .contains("127.0.0.1:5140")
        );
    }
}

//! Before it goes out: what each reader of a collection would get of some objects, and what those would tell of that it
//! may not see.
//!
//! Smallest example: a TLP:GREEN report and the TLP:RED actor it refers to, for a collection that a partner up to
//! TLP:AMBER reads. It gets the report, not the actor, and the report's `object_refs` leads nowhere for it.

mod companions;
mod forecast;
pub mod tearline;

use crate::cli::problem::{Code, Problem};
use crate::summary::what;
pub use companions::companions;
pub use forecast::{Dangling, Forecast, Reading, foresee, rights};
use handling::{Label, Local};
use stix::{Limits, Object};
use store::{Incoming, StoredVersion};

/// An object version on its way into a collection.
#[derive(Debug, Clone)]
pub struct Going {
    /// The object's id.
    pub id: String,
    /// The version's text.
    pub version: String,
    /// What it is, in a few words.
    pub what: String,
    /// Its effective handling.
    pub label: Label,
    /// What it refers to: where, and the id.
    pub references: Vec<(String, String)>,
    /// Labels and properties in it that must not leave.
    pub local: Vec<String>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where an object comes from that is to go into a collection.
#[derive(Debug, Clone)]
pub enum Origin {
    /// It lies there already.
    There,
    /// The store has it, under this number.
    Store(i64),
    /// It is made here.
    Made(Box<Incoming>),
}

impl Going {
    /// A stored version on its way into the collection of this id.
    pub fn stored(
        version: &StoredVersion,
        collection: &str,
        local: &Local,
    ) -> Result<Self, Problem> {
        let object = parsed(&version.bytes)?;
        let there = version.collections.iter().any(|(id, _)| id == collection);
        let origin = match there {
            true => Origin::There,
            false => Origin::Store(version.key),
        };
        let label = version.label.clone();
        Ok(Self::new(&object, &version.version, label, local, origin))
    }

    /// An object made here, with the handling it will have.
    pub fn made(text: &str, label: Label, local: &Local) -> Result<Self, Problem> {
        let object = parsed(text.as_bytes())?;
        let version = object.header.version().unwrap_or("new").to_owned();
        let origin = Origin::Made(Box::new(Incoming::new(&object)));
        Ok(Self::new(&object, &version, label, local, origin))
    }

    fn new(
        object: &Object<'_>,
        version: &str,
        label: Label,
        local: &Local,
        origin: Origin,
    ) -> Self {
        let references = stix::references(&object.value).into_iter();
        let found = local.found(&object.value).into_iter();
        Self {
            id: object.header.id.to_string(),
            version: version.to_owned(),
            what: what(object.bytes),
            label,
            references: references.map(|r| (r.path, r.id.to_owned())).collect(),
            local: found.map(|path| path.to_string()).collect(),
            origin,
        }
    }

    /// Whether it lies in the collection already.
    pub fn is_there(&self) -> bool {
        matches!(self.origin, Origin::There)
    }
}

/// An object that the store took in, or that was just made.
pub(crate) fn parsed(bytes: &[u8]) -> Result<Object<'_>, Problem> {
    let limits = Limits {
        object_bytes: usize::MAX,
        ..Limits::default()
    };
    Object::parse(bytes, &limits)
        .map_err(|fault| Problem::new(Code::Damaged, format!("an object cannot be read: {fault}")))
}

//! Hand-over to enforcement: the indicators that a reader may see and use, as rules in a folder.
//!
//! `gather` reads the store through the reader's clearance, `detect::rules` writes, `folder` puts the files in place.

mod folder;
mod gather;
mod manifest;

pub use folder::{Folder, Outcome};
use gather::gather;
pub use manifest::{Counts, Manifest};

use crate::cli::problem::Problem;
use detect::rules::{self, Bounds, Format, Setting, Written};
use handling::{Clearance, Use};
use ring::digest::{Context, SHA256};
use std::collections::BTreeMap;
use store::{Served, Store};

/// What to hand over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// As what.
    pub format: Format,
    /// What will be done with it.
    pub bounds: Bounds,
    /// Id of the collection.
    pub collection: String,
    /// Name of the partner it is for; none: the operator.
    pub partner: Option<String>,
    /// Types of objects that rules are about; empty: all.
    pub types: Vec<String>,
    /// First `date_added`, microseconds.
    pub since: Option<i64>,
    /// Last `date_added`, microseconds.
    pub until: Option<i64>,
    /// Least confidence; what has none is left out then.
    pub min_confidence: Option<u8>,
    /// Most microseconds since the indicator's last version.
    pub max_age: Option<i64>,
}

impl Plan {
    fn to(&self) -> Use {
        match self.bounds {
            Bounds::Looks => Use::Search,
            Bounds::Watches => Use::Watch,
            Bounds::Blocks => Use::Block,
        }
    }

    /// Names what is asked for, whoever asks for it and in whichever form.
    pub fn digest(&self) -> [u8; 32] {
        let Self {
            collection, types, ..
        } = self;
        let numbers = (self.since, self.until, self.min_confidence, self.max_age);
        let text = format!("{collection} {types:?} {} {numbers:?}", self.purpose());
        sha256([text.as_bytes()].into_iter())
    }

    /// The word for what will be done, as the command line has it.
    pub fn purpose(&self) -> &'static str {
        match self.bounds {
            Bounds::Looks => "search",
            Bounds::Watches => "watch",
            Bounds::Blocks => "block",
        }
    }
}

/// Brings the files in a folder up to date. `None`: the reader may not read the collection; then nothing is touched.
pub fn run(
    store: &Store,
    clearance: &Clearance,
    plan: &Plan,
    folder: &Folder,
    now: i64,
) -> Result<Option<(Manifest, Outcome)>, Problem> {
    let before = folder.manifest(plan)?;
    let Some(gathered) = gather(store, clearance, plan, now, "export")? else {
        return Ok(None);
    };
    let files = folder.files(before.as_ref())?;
    let setting = Setting {
        collection: plan.collection.clone(),
        files,
        serial: before
            .as_ref()
            .and_then(|manifest| manifest.serial)
            .unwrap_or(0),
    };
    let mut written = rules::write(plan.format, &gathered.indicators, &plan.types, &setting);
    let mut serial = setting.serial;
    if plan.format == Format::Rpz && written.files != setting.files {
        let seconds = u32::try_from(now / 1_000_000).unwrap_or(0);
        serial = seconds.max(serial.saturating_add(1));
        written.set_serial(setting.serial, serial);
    }
    let manifest = Manifest::new(plan, gathered.counts, gathered.withheld, &written, serial);
    let outcome = folder.bring(&setting.files, &written.files, &manifest)?;
    for served in gathered.served {
        store.note_served(served);
    }
    Ok(Some((manifest, outcome)))
}

/// Rules that nothing keeps between two times they are made.
#[derive(Debug, Clone)]
pub struct Made {
    /// The files.
    pub written: Written,
    /// What they hold.
    pub manifest: Manifest,
    /// What is to be noted once they are given away.
    pub served: Vec<Served>,
    /// When something that the reader sees of it changed the last time, microseconds.
    pub changed: Option<i64>,
    /// When an indicator in it begins or ceases to hold next, microseconds.
    pub until: Option<i64>,
    /// The date of the newest of what was looked at, microseconds.
    pub last: Option<i64>,
}

/// Makes the files; `lists` are there also when nothing is in them. `None`: the reader may not read the collection.
pub fn make<'l>(
    store: &Store,
    clearance: &Clearance,
    plan: &Plan,
    lists: impl Iterator<Item = &'l str>,
    now: i64,
) -> store::Result<Option<Made>> {
    let Some(gathered) = gather(store, clearance, plan, now, "feed")? else {
        return Ok(None);
    };
    let setting = Setting {
        collection: plan.collection.clone(),
        files: lists.map(|name| (name.to_owned(), Vec::new())).collect(),
        serial: 0,
    };
    let mut written = rules::write(plan.format, &gathered.indicators, &plan.types, &setting);
    let mut serial = setting.serial;
    if plan.format == Format::Rpz {
        // What is told apart is the content: with no serial.
        serial = store.zone_serial(clearance, plan.digest(), digest_of(&written.files))?;
        written.set_serial(setting.serial, serial);
    }
    let manifest = Manifest::new(plan, gathered.counts, gathered.withheld, &written, serial);
    Ok(Some(Made {
        written,
        manifest,
        served: gathered.served,
        changed: gathered.changed,
        until: gathered.until,
        last: gathered.last,
    }))
}

fn digest_of(files: &BTreeMap<String, Vec<u8>>) -> [u8; 32] {
    let pieces = files
        .iter()
        .flat_map(|(name, bytes)| [name.as_bytes(), &[0], bytes]);
    sha256(pieces)
}

fn sha256<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    pieces.for_each(|piece| context.update(piece));
    let digest = context.finish();
    std::array::from_fn(|at| digest.as_ref()[at])
}

//! Search: which objects and documents a reader may see hold a name, a value or words, in any script.
//!
//! Smallest example: asked for `Hammouchi`, the index is asked for the word `hammouchi` or the key `kms`; what
//! comes back is read again, and الحموشي is an answer because the two are spellings of one name.
//!
//! `terms` makes the words of objects, `index` keeps them, `ask` reads questions and judges answers, `eyes` says what the
//! reader sees of them, `fits` filters, `look` puts answers in order. What is hidden costs no place among the answers.

mod ask;
mod documents;
mod eyes;
mod fits;
mod index;
mod look;
mod terms;

pub use ask::Reason;
pub use fits::{Area, Marked};
pub(crate) use terms::{Columns, Texts};

use crate::policy::Policy;
use crate::{PageEnd, Query, Result, Served, Store, Versions};
use ask::Ask;
#[cfg(feature = "planted-leaks")]
use handling::planted;
use handling::{Clearance, Label};
use look::{Looker, Ranked};
use rusqlite::Connection;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::time::{Duration, Instant};
use stix::marking::Tlp;
use stix::{SpecVersion, Value};

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// A name, a value, or words; of more than 64 words the first ones
    pub text: String,
    /// Only these types; empty: all. `document` stands for documents received.
    pub types: Vec<String>,
    /// Only versions made at or after this, microseconds; what has no version by when the reader has it
    pub since: Option<i64>,
    /// Only versions made at or before this
    pub until: Option<i64>,
    /// Only what is marked so
    pub marked: Option<Marked>,
    /// Only what was made by the identity of this id or name; for the system also what came from this partner,
    /// `operator` or the source of a document
    pub source: Option<String>,
    /// Only what lies in this part of the world
    pub area: Option<Area>,
    /// Only answers after this one
    pub after: Option<Place>,
    /// Most answers.
    pub limit: usize,
    /// How long the caller waits for the index, and again for the answers; none: as long as it takes
    pub patience: Option<Duration>,
}

/// Where an answer stands among all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// the strongest first
    pub reason: Reason,
    /// since when the reader has it, microseconds, the newest first
    pub date: Reverse<i64>,
    /// its id
    pub id: String,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Its id; of a text in another language, the id of the object it translates.
    pub id: String,
    /// Its type.
    pub object_type: String,
    /// What it is called, or its value.
    pub name: String,
    /// Text of its version, or since when the reader has it.
    pub version: String,
    /// Why it is an answer.
    pub reason: Reason,
    /// The name, value or passage that shows it.
    pub snippet: String,
    /// For the system its effective TLP level, for others the one it states.
    pub tlp: Option<Tlp>,
    /// Whether more than that level stands between it and a reader: an audience, an unknown marking, an end. Told to the
    /// system only.
    pub narrowed: bool,
    /// For the system who it came from; for others the name, or id, of who made it.
    pub source: String,
    /// Its `created_by_ref`.
    pub created_by: Option<String>,
    /// Ids of the collections the reader has it from; none for the system.
    pub collections: Vec<String>,
}

/// What answers a question.
#[derive(Debug, Default)]
pub struct Answers {
    /// In order.
    pub hits: Vec<Hit>,
    /// The last of them, where more follow; never for the system, which has no pages.
    pub next: Option<Place>,
    /// Answers to the same question for everybody together: what nobody but the operator may know.
    #[cfg(feature = "planted-leaks")]
    pub planted_total: usize,
}

impl Store {
    /// What this reader may see and that answers, strongest reasons first, then newest, with what is to be noted as
    /// served if it is handed to somebody. What came in before the call is found.
    ///
    /// # Errors
    /// `Unindexed` and `TooMuch` when the patience ends.
    pub fn search(&self, clearance: &Clearance, search: &Search) -> Result<(Answers, Vec<Served>)> {
        let mut found = Answers::default();
        let text = std::slice::from_ref(&search.text);
        let served = self.search_each(clearance, search, text, &mut |_, answers| {
            found = answers;
            true
        })?;
        Ok((found, served))
    }

    /// The same for many texts, in one state of the store. `each` gets the number of the text and its answers, and
    /// says whether it takes them; when it does not, they count as not given, and the rest is left.
    pub fn search_each(
        &self,
        clearance: &Clearance,
        search: &Search,
        texts: &[String],
        each: &mut dyn FnMut(usize, Answers) -> bool,
    ) -> Result<Vec<Served>> {
        self.index_within(search.patience)?;
        let until = search.patience.map(|patience| Instant::now() + patience);
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let mut looker = Looker::new(self, tx, &policy, clearance, until)?;
            let mut given = Given::default();
            for (number, text) in texts.iter().enumerate() {
                let Some(ask) = Ask::read(text) else {
                    if each(number, Answers::default()) {
                        continue;
                    }
                    break;
                };
                let (answers, ranked) = self.answers(tx, &mut looker, search, &ask)?;
                if !each(number, answers) {
                    break;
                }
                ranked.iter().for_each(|ranked| given.add(ranked));
            }
            self.served(tx, &policy, &mut looker, given)
        })
    }

    fn answers(
        &self,
        conn: &Connection,
        looker: &mut Looker<'_>,
        search: &Search,
        ask: &Ask,
    ) -> Result<(Answers, Vec<Ranked>)> {
        let mut ranked = looker.look(search, ask)?;
        let system = looker.eyes.is_system();
        if system {
            ranked.extend(self.documents_that_answer(conn, search, ask)?);
            ranked.sort_by(|a, b| a.place.cmp(&b.place));
            let mut seen = HashSet::new();
            ranked.retain(|ranked| seen.insert(ranked.hit.id.clone()));
        }
        let more = ranked.len() > search.limit && !system;
        #[cfg(feature = "planted-leaks")]
        let more = more
            || planted!(
                SearchMoreOfHidden,
                self.hidden_too(conn, search, ask)?.1,
                false
            );
        ranked.truncate(search.limit);
        let last = ranked.last().filter(|_| more);
        let answers = Answers {
            next: last.map(|ranked| ranked.place.clone()),
            hits: ranked.iter().map(|ranked| ranked.hit.clone()).collect(),
            #[cfg(feature = "planted-leaks")]
            planted_total: planted!(SearchTotal, self.hidden_too(conn, search, ask)?.0, 0),
        };
        Ok((answers, ranked))
    }

    /// How many answers there are for everybody together, and whether they are more than a page.
    #[cfg(feature = "planted-leaks")]
    fn hidden_too(&self, conn: &Connection, search: &Search, ask: &Ask) -> Result<(usize, bool)> {
        let policy = self.inner.policy.get(conn)?;
        let everything = self.planted_everything();
        let mut looker = Looker::new(self, conn, &policy, &everything, None)?;
        let found = looker.look(search, ask)?.len();
        Ok((found, found > search.limit))
    }

    /// What is to be noted, a row of the audit a collection.
    fn served(
        &self,
        conn: &Connection,
        policy: &Policy,
        looker: &mut Looker<'_>,
        given: Given,
    ) -> Result<Vec<Served>> {
        let mut served = Vec::new();
        for (key, here) in given.0 {
            let Some(collection) = policy.collection_by_key(key) else {
                continue;
            };
            let dates: Vec<i64> = here.dates.into_iter().collect();
            let labels = here.labels.into_iter().collect();
            let objects = here.objects.into_iter().collect();
            let view = looker.eyes.view(key, labels, objects)?;
            let mut end = PageEnd {
                first: dates.first().copied(),
                last: dates.last().copied(),
                count: dates.len(),
                more: false,
                view: self.inner.noted.view(view),
                as_of: 0,
                given_out: 0,
            };
            end.seen(conn)?;
            served.push(Served {
                reader: looker.eyes.reader().clone(),
                collection: Some(collection.id.clone()),
                what: "search",
                query: Query {
                    ids: here.ids.into_iter().collect(),
                    versions: Versions {
                        all: true,
                        ..Versions::default()
                    },
                    specs: vec![SpecVersion::V20, SpecVersion::V21],
                    ..Query::default()
                },
                end,
                dates,
            });
        }
        Ok(served)
    }
}

/// What was handed out, by collection.
#[derive(Default)]
struct Given(BTreeMap<i64, Here>);

#[derive(Default)]
struct Here {
    ids: BTreeSet<String>,
    dates: BTreeSet<i64>,
    labels: BTreeSet<i64>,
    objects: BTreeSet<i64>,
}

impl Given {
    fn add(&mut self, ranked: &Ranked) {
        let Some(seen) = &ranked.seen else {
            return;
        };
        let Some(place) = seen.places.first() else {
            return;
        };
        let here = self.0.entry(place.collection).or_default();
        here.ids.insert(ranked.of.clone());
        here.dates.insert(place.date);
        here.labels.insert(place.label);
        here.objects.insert(seen.object);
    }
}

/// As the source of what no partner handed in.
const OPERATOR: &str = "operator";

/// What to call it: its name, or what else says most in a word.
fn called(value: &Value<'_>, texts: &Texts) -> String {
    if let Some(name) = texts.names.first() {
        return name.clone();
    }
    const INSTEAD: [&str; 5] = ["value", "path", "key", "account_login", "relationship_type"];
    let said = INSTEAD
        .iter()
        .find_map(|property| value.get(property)?.as_str());
    said.map_or_else(
        || texts.values.first().cloned().unwrap_or_default(),
        str::to_owned,
    )
}

fn narrowed(label: &Label) -> bool {
    label.audiences().next().is_some()
        || label.withheld().next().is_some()
        || label.unresolved().next().is_some()
        || label.not_after().is_some()
        || label.is_closed()
        || label.is_lane_only()
}

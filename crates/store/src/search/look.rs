//! Looking: from what the index gives to a page of answers, in an order that is made of what the reader sees only.
//!
//! Strong answers (a value, a name, words of a name) come first, by reason and then newest first; the rest, words of a
//! text, newest first. "New" is since when the reader has something, never when it arrived or how often a word occurs in
//! the store: neither the order nor where a page ends tells of anything hidden. An id answers once.
//!
//! Smallest example: asked for `atlas`, of A (called `Atlas`), B and C (which speak of it) the answers are A, C, B, because
//! C is newer. A page of two ends at C; the next one begins after "words, C's date, C", whoever came in between.

use super::ask::{Ask, Reason};
use super::eyes::{Eyes, Seen};
use super::fits::{Around, Marked, markings, stated_level};
use super::terms::Texts;
use super::{Hit, OPERATOR, Place, Search, called, narrowed};
use crate::policy::Policy;
use crate::unsettled::Unsettled;
use crate::{Error, Result, Store, intern};
use handling::{Clearance, Label, planted};
use rusqlite::Connection;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Instant;
use stix::timestamp::format_micros;
use stix::{Limits, Object, Value};

/// Strong candidates that are read, the newest ones.
const STRONGEST: usize = 5_000;
/// An object that gives names in other languages to another.
const LANGUAGE: &str = "language-content";

/// Looks for one reader, in one state of the store.
pub(super) struct Looker<'a> {
    store: &'a Store,
    conn: &'a Connection,
    policy: &'a Policy,
    pub(super) eyes: Eyes<'a>,
    around: Around,
    language: Option<i64>,
    unsettled: Option<Unsettled<'a>>,
    /// when whoever asks has waited long enough
    until: Option<Instant>,
}

/// A version that may answer.
#[derive(Debug, Clone)]
struct Candidate {
    seen: Seen,
    id: String,
    id_key: i64,
    kind: i64,
}

/// An answer and what it is ordered by.
pub(super) struct Ranked {
    pub(super) place: Place,
    pub(super) key: i64,
    pub(super) hit: Hit,
    /// id of the object that was read
    pub(super) of: String,
    pub(super) seen: Option<Seen>,
}

impl<'a> Looker<'a> {
    pub(super) fn new(
        store: &'a Store,
        conn: &'a Connection,
        policy: &'a Policy,
        clearance: &'a Clearance,
        until: Option<Instant>,
    ) -> Result<Self> {
        Ok(Self {
            store,
            conn,
            policy,
            eyes: Eyes::new(store, conn, policy, clearance),
            around: Around::default(),
            language: intern::find_type(conn, LANGUAGE)?,
            unsettled: Unsettled::of(conn, &store.inner.labels)?,
            until,
        })
    }

    /// Answers after `search.after`, in order: one more than the limit where there are more.
    pub(super) fn look(&mut self, search: &Search, ask: &Ask) -> Result<Vec<Ranked>> {
        let Some(types) = self.types(search)? else {
            return Ok(Vec::new());
        };
        let strong = self.strong(search, ask, &types)?;
        let mut known: HashSet<i64> = strong.iter().map(|ranked| ranked.key).collect();
        let after = search.after.as_ref();
        let mut found: Vec<Ranked> = strong
            .into_iter()
            .filter(|ranked| after.is_none_or(|after| *after < ranked.place))
            .collect();
        if found.len() <= search.limit {
            self.rest(search, ask, &types, &mut known, &mut found)?;
        }
        Ok(found)
    }

    /// Keys of the types asked for, with the type that names in other languages lie in; none where the store never saw one.
    fn types(&self, search: &Search) -> Result<Option<Vec<i64>>> {
        let mut keys = Vec::new();
        for name in &search.types {
            keys.extend(intern::find_type(self.conn, name)?);
        }
        if !search.types.is_empty() {
            keys.extend(self.language);
        }
        Ok((search.types.is_empty() || !keys.is_empty()).then_some(keys))
    }

    /// Answers by value or name.
    fn strong(&mut self, search: &Search, ask: &Ask, types: &[i64]) -> Result<Vec<Ranked>> {
        let Some(expression) = ask.strong() else {
            return Ok(Vec::new());
        };
        let mut candidates = self.candidates(search, &expression, types)?;
        candidates.truncate(STRONGEST);
        let mut best: HashMap<i64, Ranked> = HashMap::new();
        for candidate in &candidates {
            let Some(ranked) = self.judge(search, ask, candidate)? else {
                continue;
            };
            if ranked.hit.reason == Reason::Words {
                continue;
            }
            match best.get(&ranked.key) {
                Some(before) if before.place <= ranked.place => {}
                _ => drop(best.insert(ranked.key, ranked)),
            }
        }
        let mut strong: Vec<Ranked> = best.into_values().collect();
        strong.sort_by(|a, b| a.place.cmp(&b.place));
        Ok(strong)
    }

    /// Answers by words of a text, until there is one more than the limit.
    fn rest(
        &mut self,
        search: &Search,
        ask: &Ask,
        types: &[i64],
        known: &mut HashSet<i64>,
        found: &mut Vec<Ranked>,
    ) -> Result<()> {
        let Some(expression) = ask.rest() else {
            return Ok(());
        };
        let candidates = self.candidates(search, &expression, types)?;
        let mut times: HashMap<i64, usize> = HashMap::new();
        for candidate in &candidates {
            *times.entry(candidate.id_key).or_default() += 1;
        }
        for candidate in &candidates {
            if known.contains(&candidate.id_key) {
                continue;
            }
            let place = candidate.place();
            let before = search.after.as_ref().is_some_and(|after| place <= *after);
            let alone = times.get(&candidate.id_key) == Some(&1);
            if before && alone && Some(candidate.kind) != self.language {
                // It was an answer on an earlier page, and can be none again.
                continue;
            }
            self.in_time()?;
            let Some(mut ranked) = self.judge(search, ask, candidate)? else {
                continue;
            };
            if !known.insert(ranked.key) || before {
                continue;
            }
            ranked.place = place;
            found.push(ranked);
            if found.len() > search.limit {
                break;
            }
        }
        Ok(())
    }

    /// Versions that the index gives and the reader sees, newest first.
    fn candidates(
        &mut self,
        search: &Search,
        expression: &str,
        types: &[i64],
    ) -> Result<Vec<Candidate>> {
        const SQL: &str = "SELECT rowid FROM word WHERE word MATCH ?1 AND rowid > 0";
        const OBJECT: &str = "SELECT id_key, type, id, source FROM object WHERE seq = ?1";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        let mut object = self.conn.prepare_cached(OBJECT)?;
        let mut rows = stmt.query([expression])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            self.in_time()?;
            let seq: i64 = row.get(0)?;
            let mut given = object.query([seq])?;
            let Some(given) = given.next()? else {
                continue;
            };
            let (id_key, kind): (i64, i64) = (given.get(0)?, given.get(1)?);
            if !types.is_empty() && !types.contains(&kind) {
                continue;
            }
            let versions = self.eyes.versions(id_key)?;
            let Some(seen) = versions.iter().find(|seen| seen.object == seq) else {
                continue;
            };
            let made = seen.at.as_ref().map_or(seen.date, |(at, _)| *at);
            let time = search.since.unwrap_or(i64::MIN)..=search.until.unwrap_or(i64::MAX);
            if time.contains(&made) {
                found.push(Candidate {
                    seen: seen.clone(),
                    id: given.get(2)?,
                    id_key,
                    kind,
                });
            }
        }
        found.sort_by_cached_key(|c| (c.place(), c.seen.at.clone()));
        Ok(found)
    }

    /// Reads a candidate: whether it answers, and how.
    fn judge(
        &mut self,
        search: &Search,
        ask: &Ask,
        candidate: &Candidate,
    ) -> Result<Option<Ranked>> {
        const SQL: &str = "SELECT label, source, version, bytes FROM object WHERE seq = ?1";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        let mut rows = stmt.query([candidate.seen.object])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let bytes = row.get_ref(3)?.as_bytes().unwrap_or_default();
        let Ok(object) = Object::parse(bytes, &Limits::default()) else {
            return Ok(None);
        };
        let texts = Texts::of(&object.value);
        let Some((reason, snippet)) = ask.judge(&texts) else {
            return Ok(None);
        };
        let (label, source): (i64, i64) = (row.get(0)?, row.get(1)?);
        let label = self.label(candidate, label)?;
        let system = self.eyes.is_system();
        let tlp = match planted!(SearchTellsLabel, true, system) {
            true => Some(label.tlp()),
            false => stated_level(&object.value),
        };
        let fits = match &search.marked {
            None => true,
            Some(Marked::Level(level)) => tlp == Some(*level),
            Some(Marked::With(id)) => markings(&object.value).contains(&id.as_str()),
        };
        if !fits || !self.is_from(search, source, &object.value)? {
            return Ok(None);
        }
        let of = self.translated(&object.value, candidate.kind)?;
        let (id, key, name) = of.unwrap_or_else(|| {
            let name = called(&object.value, &texts);
            (candidate.id.clone(), candidate.id_key, name)
        });
        let object_type = id.split("--").next().unwrap_or_default().to_owned();
        if !search.types.is_empty() && !search.types.contains(&object_type) {
            return Ok(None);
        }
        if let Some(area) = &search.area {
            let about = (id.as_str(), key);
            let (around, eyes) = (&mut self.around, &mut self.eyes);
            if !around.lies_in(self.conn, eyes, area, &object.value, about)? {
                return Ok(None);
            }
        }
        let version: Option<String> = row.get(2)?;
        let created_by = object.value.get("created_by_ref").and_then(Value::as_str);
        let hit = Hit {
            name,
            object_type,
            version: version.unwrap_or_else(|| format_micros(candidate.seen.date)),
            reason,
            snippet,
            tlp,
            narrowed: system && narrowed(&label),
            source: self.source(source, created_by)?,
            created_by: created_by.map(str::to_owned),
            collections: self.collections(&candidate.seen),
            id,
        };
        Ok(Some(Ranked {
            place: Place {
                reason,
                ..candidate.place()
            },
            key,
            hit,
            of: candidate.id.clone(),
            seen: Some(candidate.seen.clone()),
        }))
    }

    /// What a version asks of its reader.
    fn label(&mut self, candidate: &Candidate, label: i64) -> Result<Arc<Label>> {
        match &mut self.unsettled {
            None => self.store.inner.labels.get(self.conn, label),
            Some(unsettled) => {
                let key = unsettled.of_version(candidate.id_key, candidate.seen.object, label)?;
                unsettled.label(key)
            }
        }
    }

    /// The object that these are names of, if the reader sees it: id, key and what it is called.
    fn translated(
        &mut self,
        value: &Value<'_>,
        kind: i64,
    ) -> Result<Option<(String, i64, String)>> {
        let of = value.get("object_ref").and_then(Value::as_str);
        let Some(id) = of.filter(|_| Some(kind) == self.language) else {
            return Ok(None);
        };
        let Some(key) = intern::find(self.conn, id)? else {
            return Ok(None);
        };
        let Some(seen) = self.eyes.newest(key)? else {
            return Ok(None);
        };
        const SQL: &str = "SELECT bytes FROM object WHERE seq = ?1";
        let mut stmt = self.conn.prepare_cached(SQL)?;
        let bytes: Vec<u8> = stmt.query_row([seen.object], |row| row.get(0))?;
        let object = Object::parse(&bytes, &Limits::default()).ok();
        let name = object.map(|object| called(&object.value, &Texts::of(&object.value)));
        Ok(Some((id.to_owned(), key, name.unwrap_or_default())))
    }

    fn is_from(&mut self, search: &Search, source: i64, value: &Value<'_>) -> Result<bool> {
        let Some(asked) = &search.source else {
            return Ok(true);
        };
        if self.eyes.is_system() && self.handed_in(source) == *asked {
            return Ok(true);
        }
        self.around.made_by(self.conn, &mut self.eyes, value, asked)
    }

    fn handed_in(&self, source: i64) -> String {
        let partner = self.policy.partners.get(&source);
        partner.map_or_else(|| OPERATOR.to_owned(), |partner| partner.name.clone())
    }

    /// Who handed it in, for the system; for others who made it, as they see it.
    fn source(&mut self, source: i64, created_by: Option<&str>) -> Result<String> {
        if self.eyes.is_system() {
            return Ok(self.handed_in(source));
        }
        let Some(id) = created_by else {
            return Ok(String::new());
        };
        let name = self.around.name(self.conn, &mut self.eyes, id)?;
        Ok(name.unwrap_or_else(|| id.to_owned()))
    }

    fn collections(&self, seen: &Seen) -> Vec<String> {
        let places = seen.places.iter();
        let found = places.filter_map(|place| self.policy.collection_by_key(place.collection));
        found.map(|collection| collection.id.clone()).collect()
    }

    fn in_time(&self) -> Result<()> {
        match self.until.is_some_and(|until| Instant::now() > until) {
            true => Err(Error::TooMuch),
            false => Ok(()),
        }
    }
}

impl Candidate {
    /// Its place among the weak answers.
    fn place(&self) -> Place {
        Place {
            reason: Reason::Words,
            date: Reverse(planted!(SearchByArrival, self.seen.object, self.seen.date)),
            id: self.id.clone(),
        }
    }
}

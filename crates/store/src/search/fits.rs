//! Filters that are asked of an object itself and of what stands around it: its markings, who made it, where it is.
//!
//! A reader other than the system is told of markings and makers as the object states them: what else is known of its
//! handling and of who handed it in may rest on what that reader cannot see.

use super::eyes::Eyes;
use crate::{Result, intern};
use rusqlite::Connection;
use std::collections::{BTreeSet, HashMap};
use stix::marking::Tlp;
use stix::{Limits, Object, Value};
use text::fold_str;

/// What an object must be marked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marked {
    /// This level.
    Level(Tlp),
    /// This marking definition.
    With(String),
}

/// Part of the world: what a `location` must say to lie in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Area {
    /// ISO 3166-1 alpha-2, upper case.
    pub countries: BTreeSet<String>,
    /// Values of `region`, lower case.
    pub regions: BTreeSet<String>,
}

impl Area {
    fn holds(&self, location: &Value<'_>) -> bool {
        let said = |property| location.get(property).and_then(Value::as_str);
        let country = said("country").is_some_and(|c| self.countries.contains(&c.to_uppercase()));
        country || said("region").is_some_and(|r| self.regions.contains(&r.to_lowercase()))
    }
}

/// Relationships that say where something is, comes from, or is aimed at.
const PLACING: [&str; 3] = ["located-at", "originates-from", "targets"];

/// The marking ids an object states, of the whole and of parts.
pub(super) fn markings<'v>(value: &'v Value<'_>) -> Vec<&'v str> {
    let list = |of: &'v Value<'_>, name: &str| match of.get(name) {
        Some(Value::Array(list)) => list.as_slice(),
        _ => &[],
    };
    let whole = list(value, "object_marking_refs").iter();
    let parts = list(value, "granular_markings").iter();
    let parts = parts.filter_map(|part| part.get("marking_ref"));
    whole.chain(parts).filter_map(Value::as_str).collect()
}

/// The strictest level an object states.
pub(super) fn stated_level(value: &Value<'_>) -> Option<Tlp> {
    let levels = markings(value).into_iter();
    levels.filter_map(Tlp::of_marking_id).max()
}

/// What stands around objects, remembered for a whole search.
#[derive(Default)]
pub(super) struct Around {
    located: HashMap<String, bool>,
    called: HashMap<String, Option<String>>,
}

impl Around {
    /// Whether the object lies in the area: as a location, by a location it names, or by a relationship from it.
    pub(super) fn lies_in(
        &mut self,
        conn: &Connection,
        eyes: &mut Eyes<'_>,
        area: &Area,
        value: &Value<'_>,
        (id, id_key): (&str, i64),
    ) -> Result<bool> {
        if id.starts_with("location--") {
            return Ok(area.holds(value));
        }
        let mut named = Vec::new();
        locations("", value, &mut named);
        for id in named {
            if self.is_located(conn, eyes, area, &id)? {
                return Ok(true);
            }
        }
        const SQL: &str = "SELECT edge_key FROM edge WHERE end_key = ?1";
        let mut stmt = conn.prepare_cached(SQL)?;
        let mut rows = stmt.query([id_key])?;
        while let Some(row) = rows.next()? {
            let target = match newest(conn, eyes, row.get(0)?, |edge| placed(edge, id))? {
                Some(Some(target)) => target,
                _ => continue,
            };
            if self.is_located(conn, eyes, area, &target)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_located(
        &mut self,
        conn: &Connection,
        eyes: &mut Eyes<'_>,
        area: &Area,
        id: &str,
    ) -> Result<bool> {
        if let Some(known) = self.located.get(id) {
            return Ok(*known);
        }
        let holds = match intern::find(conn, id)? {
            Some(key) => newest(conn, eyes, key, |location| area.holds(location))?,
            None => None,
        };
        let holds = holds.unwrap_or(false);
        self.located.insert(id.to_owned(), holds);
        Ok(holds)
    }

    /// What an object is called, as far as this reader sees it.
    pub(super) fn name(
        &mut self,
        conn: &Connection,
        eyes: &mut Eyes<'_>,
        id: &str,
    ) -> Result<Option<String>> {
        if let Some(known) = self.called.get(id) {
            return Ok(known.clone());
        }
        let said = |value: &Value<'_>| value.get("name").and_then(Value::as_str).map(str::to_owned);
        let name = match intern::find(conn, id)? {
            Some(key) => newest(conn, eyes, key, said)?.flatten(),
            None => None,
        };
        self.called.insert(id.to_owned(), name.clone());
        Ok(name)
    }

    /// Whether it was made by the identity of this id or name.
    pub(super) fn made_by(
        &mut self,
        conn: &Connection,
        eyes: &mut Eyes<'_>,
        value: &Value<'_>,
        source: &str,
    ) -> Result<bool> {
        let Some(by) = value.get("created_by_ref").and_then(Value::as_str) else {
            return Ok(false);
        };
        let name = self.name(conn, eyes, by)?;
        Ok(by == source || name.is_some_and(|name| fold_str(&name) == fold_str(source)))
    }
}

/// What the newest version says that the reader sees; none where it sees none.
fn newest<T>(
    conn: &Connection,
    eyes: &mut Eyes<'_>,
    id_key: i64,
    read: impl FnOnce(&Value<'_>) -> T,
) -> Result<Option<T>> {
    let Some(seen) = eyes.newest(id_key)? else {
        return Ok(None);
    };
    const SQL: &str = "SELECT bytes FROM object WHERE seq = ?1";
    let bytes: Vec<u8> = (conn.prepare_cached(SQL)?).query_row([seen.object], |row| row.get(0))?;
    let object = Object::parse(&bytes, &Limits::default());
    Ok(object.ok().map(|object| read(&object.value)))
}

/// The location a relationship puts this object at.
fn placed(edge: &Value<'_>, id: &str) -> Option<String> {
    let said = |property| edge.get(property).and_then(Value::as_str);
    let revoked = matches!(edge.get("revoked"), Some(Value::Bool(true)));
    let places = said("relationship_type").is_some_and(|kind| PLACING.contains(&kind));
    let target = said("target_ref").filter(|target| target.starts_with("location--"))?;
    (places && !revoked && said("source_ref") == Some(id)).then(|| target.to_owned())
}

/// The locations an object refers to.
fn locations(property: &str, value: &Value<'_>, into: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                locations(name, value, into);
            }
        }
        Value::Array(list) => list
            .iter()
            .for_each(|value| locations(property, value, into)),
        Value::String(id) => {
            let refers = property.ends_with("_ref") || property.ends_with("_refs");
            if refers && id.starts_with("location--") {
                into.push(id.to_string());
            }
        }
        _ => {}
    }
}

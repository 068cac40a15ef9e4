//! Search: which objects and documents a reader may see hold a name, a value or words, in any script.
//!
//! Smallest example: asked for `Hammouchi`, the index is asked for the word `hammouchi` or the key `kms`; what
//! comes back is read again, and الحموشي is an answer because the two are spellings of one name.
//!
//! `terms` makes the words of objects, `index` keeps them, `ask` reads questions and judges answers. The labels a reader
//! may see are part of the query to the database, so that what is hidden costs no place among the answers.

mod ask;
mod documents;
mod index;
mod terms;

pub use ask::Reason;
pub(crate) use terms::{Columns, Texts};

use crate::labels::Sight;
use crate::policy::Policy;
use crate::unsettled::Unsettled;
use crate::walk::Walk;
use crate::{Result, Store, intern};
use ask::Ask;
use handling::{Clearance, Label, Reader};
use rusqlite::{Connection, Row};
use std::collections::HashSet;
use stix::marking::Tlp;
use stix::timestamp::format_micros;
use stix::{Limits, Object, Value};

/// What is looked for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// A name, a value, or words
    pub text: String,
    /// Only these types; empty: all. `document` stands for documents received.
    pub types: Vec<String>,
    /// Only versions made at or after this, microseconds
    pub since: Option<i64>,
    /// Only versions made at or before this
    pub until: Option<i64>,
    /// Only with this level
    pub tlp: Option<Tlp>,
    /// Only from this partner, `operator` or the source of a document
    pub source: Option<String>,
    /// Most answers.
    pub limit: usize,
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
    /// Text of its version, or when it was received.
    pub version: String,
    /// Why it is an answer.
    pub reason: Reason,
    /// The name, value or passage that shows it.
    pub snippet: String,
    /// Its effective TLP level.
    pub tlp: Tlp,
    /// Whether more than that level stands between it and a reader: an audience, an unknown marking, an end.
    pub narrowed: bool,
    /// Who it came from.
    pub source: String,
}

impl Store {
    /// What this reader may see and that answers, strongest reasons first, then newest. Brings the index up to
    /// date before.
    pub fn search(&self, clearance: &Clearance, search: &Search) -> Result<Vec<Hit>> {
        self.index_all(&mut |_| {})?;
        let Some(ask) = Ask::read(&search.text) else {
            return Ok(Vec::new());
        };
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let mut found = self.documents_that_answer(tx, clearance, search, &ask)?;
            found.extend(self.objects_that_answer(tx, &policy, clearance, search, &ask)?);
            found.sort_by_key(|hit| hit.reason);
            let mut seen = HashSet::new();
            found.retain(|hit| seen.insert(hit.id.clone()));
            found.truncate(search.limit);
            Ok(found)
        })
    }

    fn objects_that_answer(
        &self,
        conn: &Connection,
        policy: &Policy,
        clearance: &Clearance,
        search: &Search,
        ask: &Ask,
    ) -> Result<Vec<Hit>> {
        const SQL: &str = "SELECT o.id, o.version, o.label, o.source, o.received, o.bytes, o.seq \
             FROM word CROSS JOIN object AS o ON o.seq = word.rowid \
             WHERE word MATCH ?1 AND word.rowid > 0 \
               AND (?2 IS NULL OR o.type IN (SELECT value FROM json_each(?2))) \
               AND CASE WHEN o.version IS NULL THEN o.received ELSE o.at END BETWEEN ?3 AND ?4 AND (?5 IS NULL OR o.source = ?5) \
               AND (?6 OR o.lane = ?7 OR EXISTS (SELECT 1 FROM member AS m CROSS JOIN json_each(?8) AS seen \
                    WHERE m.id_key = o.id_key AND m.object = o.seq AND seen.value = m.collection || ':' || m.label)) \
             ORDER BY word.rowid DESC";
        let Some((types, source)) = keys(conn, policy, search)? else {
            return Ok(Vec::new());
        };
        let (everything, lane) = match &clearance.reader {
            Reader::System => (true, -1),
            Reader::Partner { key, .. } => (false, *key),
            Reader::Anonymous | Reader::Analyst { .. } => (false, -1),
        };
        let seen = match everything {
            true => "[]".to_owned(),
            false => self.seen(conn, policy, clearance)?,
        };
        let (since, until) = (
            search.since.unwrap_or(i64::MIN),
            search.until.unwrap_or(i64::MAX),
        );
        let mut stmt = conn.prepare_cached(SQL)?;
        let mut rows = stmt.query((
            ask.expression(),
            types,
            since,
            until,
            source,
            everything,
            lane,
            seen,
        ))?;
        let mut unsettled = Unsettled::of(conn, &self.inner.labels)?;
        let mut walk = Walk::new(self, conn, policy, clearance);
        let mut answers = Answers::new(search.limit);
        while let Some(row) = rows.next()? {
            if answers.complete() {
                break;
            }
            let mut label = self.inner.labels.get(conn, row.get(2)?)?;
            if let Some(unsettled) = &mut unsettled {
                let version = walk.version(row.get(6)?)?;
                if !walk.sees(&version)? {
                    continue;
                }
                let key = unsettled.label_of(&version)?;
                label = unsettled.label(key)?;
            }
            if let Some(hit) = self.hit(policy, row, &label, search, ask)? {
                answers.add(hit);
            }
        }
        Ok(answers.list)
    }

    /// `collection:label` of all that this reader may see, as a JSON list.
    fn seen(&self, conn: &Connection, policy: &Policy, clearance: &Clearance) -> Result<String> {
        const SQL: &str = "SELECT label FROM collection_label WHERE collection = ?1";
        let mut pairs = Vec::new();
        for collection in &policy.collections {
            let Some(access) = policy.access(clearance, collection) else {
                continue;
            };
            let mut sight = Sight::new(conn, &self.inner.labels, clearance, access, self.now())?;
            let mut stmt = conn.prepare_cached(SQL)?;
            let labels = stmt.query_map([collection.key], |row| row.get::<_, i64>(0))?;
            for label in labels {
                let label = label?;
                if sight.sees(label)? {
                    pairs.push(format!("{}:{label}", collection.key));
                }
            }
        }
        Ok(serde_json::json!(pairs).to_string())
    }

    fn hit(
        &self,
        policy: &Policy,
        row: &Row<'_>,
        label: &Label,
        search: &Search,
        ask: &Ask,
    ) -> Result<Option<Hit>> {
        if search.tlp.is_some_and(|tlp| tlp != label.tlp()) {
            return Ok(None);
        }
        let bytes = row.get_ref(5)?.as_bytes().unwrap_or_default();
        let Ok(object) = Object::parse(bytes, &Limits::default()) else {
            return Ok(None);
        };
        let texts = Texts::of(&object.value);
        let Some((reason, snippet)) = ask.judge(&texts) else {
            return Ok(None);
        };
        let of = object.value.get("object_ref").and_then(Value::as_str);
        let of = of.filter(|_| object.header.object_type == "language-content");
        let id = of.map_or_else(|| row.get(0), |id| Ok(id.to_owned()))?;
        let object_type = id.split("--").next().unwrap_or_default().to_owned();
        if !search.types.is_empty() && !search.types.contains(&object_type) {
            return Ok(None);
        }
        let version: Option<String> = row.get(1)?;
        let source: i64 = row.get(3)?;
        Ok(Some(Hit {
            object_type,
            id,
            name: called(&object.value, &texts),
            version: version.map_or_else(|| row.get(4).map(format_micros), Ok)?,
            reason,
            snippet,
            tlp: label.tlp(),
            narrowed: narrowed(label),
            source: match policy.partners.get(&source) {
                Some(partner) => partner.name.clone(),
                None => OPERATOR.to_owned(),
            },
        }))
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

/// Keys of the types and the source asked for; none where one of them was never seen, so nothing can answer.
fn keys(
    conn: &Connection,
    policy: &Policy,
    search: &Search,
) -> Result<Option<(Option<String>, Option<i64>)>> {
    let mut types = Vec::new();
    for name in &search.types {
        types.extend(intern::find_type(conn, name)?);
        // Names in other languages lie in objects of their own.
        types.extend(intern::find_type(conn, "language-content")?);
    }
    if types.is_empty() && !search.types.is_empty() {
        return Ok(None);
    }
    let types = (!types.is_empty()).then(|| serde_json::json!(types).to_string());
    let source = match search.source.as_deref() {
        None => None,
        Some(OPERATOR) => Some(0),
        Some(name) => match policy.partners.values().find(|p| p.name == name) {
            Some(partner) => Some(partner.key),
            None => return Ok(None),
        },
    };
    Ok(Some((types, source)))
}

/// Answers as they come, newest first, until there are enough of the strongest.
struct Answers {
    list: Vec<Hit>,
    ids: HashSet<String>,
    limit: usize,
    strongest: usize,
}

/// Weak answers looked past in the hope of a strong one.
const PATIENCE: usize = 2_000;

impl Answers {
    fn new(limit: usize) -> Self {
        Self {
            list: Vec::new(),
            ids: HashSet::new(),
            limit,
            strongest: 0,
        }
    }

    fn add(&mut self, hit: Hit) {
        if !self.ids.insert(hit.id.clone()) {
            return;
        }
        self.strongest += usize::from(hit.reason == Reason::Value || hit.reason == Reason::Name);
        self.list.push(hit);
    }

    fn complete(&self) -> bool {
        self.strongest >= self.limit || self.list.len() >= self.limit + PATIENCE
    }
}

//! A proof: some rows, the path of each to a signed root, and what the house states of them. Checked without a store.

use crate::tree::{extends, root_of};
use crate::{Checkpoint, Error, Hash, Result, Row, VerifierKey, base64_text, form, leaf};
use serde::{Deserialize, Serialize};

const FORM: &str = "tansiq-audit-proof/1";
const SERVED: &str = "serve";

/// A proof as it is written to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    form: String,
    /// The key the checkpoint is signed with, as `audit key` prints it.
    pub key: String,
    /// A signed note.
    pub checkpoint: String,
    /// The rows that are shown; of all others there are hashes only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<ProvenRow>,
    /// That the log begins with what an older checkpoint signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Extension>,
}

/// A row and its way to the root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProvenRow {
    /// The line, exactly as it was hashed.
    pub row: String,
    /// Hashes beside the way to the root, lowest first, base64.
    pub path: Vec<String>,
}

/// The way from an older checkpoint to the newer one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// A signed note.
    pub checkpoint: String,
    /// Hashes, base64.
    pub path: Vec<String>,
}

/// What a proof that was checked says.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Which log, and how long it was.
    pub checkpoint: Checkpoint,
    /// In the order of the log.
    pub rows: Vec<Row>,
    /// What the house states, where the proof is about an object.
    pub statement: Option<Statement>,
    /// The older checkpoint the log was shown to begin with.
    pub since: Option<Checkpoint>,
}

/// The house's own statement, itself a row: which of the rows handed out the object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The object.
    pub id: String,
    /// To whom it was served.
    pub partner: String,
    /// What of it by which row.
    pub served: Vec<Handed>,
}

impl Statement {
    /// Action of the row that holds one.
    pub const ACTION: &str = "audit.prove";
}

/// One version handed out by one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// Number of the row.
    pub row: u64,
    /// The version's text.
    pub version: String,
    /// Whether the object itself was handed out, or only its id and version, or a name and passage found in a search.
    pub whole: bool,
    /// SHA-256 of its bytes, hex.
    pub sha256: String,
}

impl Proof {
    /// A proof of these rows under a checkpoint.
    pub fn new(key: &VerifierKey, checkpoint: String, rows: Vec<ProvenRow>) -> Self {
        Self {
            form: FORM.to_owned(),
            key: key.to_string(),
            checkpoint,
            rows,
            since: None,
        }
    }

    /// Reads a proof.
    pub fn read(text: &str) -> Result<Self> {
        let proof: Self = serde_json::from_str(text).map_err(|e| form("the proof", e))?;
        match proof.form == FORM {
            true => Ok(proof),
            false => Err(form("the proof", format!("its form is not `{FORM}`"))),
        }
    }

    /// The text for a file.
    pub fn to_text(&self) -> String {
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        text + "\n"
    }

    /// Checks signature, paths and statement. `key` is the one the house gave out; without it the proof's own
    /// counts, which shows only that the proof was not damaged.
    pub fn check(&self, key: Option<&VerifierKey>) -> Result<Checked> {
        let own;
        let key = match key {
            Some(key) => key,
            None => {
                own = self.key.parse()?;
                &own
            }
        };
        let checkpoint = Checkpoint::open(&self.checkpoint, key)?;
        let mut rows = Vec::with_capacity(self.rows.len());
        for proven in &self.rows {
            rows.push(proven.check(&checkpoint)?);
        }
        if !rows.is_sorted_by(|a, b| a.seq < b.seq) {
            return Err(form("the proof", "its rows are not in the log's order"));
        }
        let since = match &self.since {
            Some(extension) => Some(extension.check(&checkpoint, key)?),
            None => None,
        };
        let statement = statement(&rows)?;
        Ok(Checked {
            checkpoint,
            rows,
            statement,
            since,
        })
    }
}

impl ProvenRow {
    /// The row of this line with this path.
    pub fn new(row: String, path: &[Hash]) -> Self {
        Self {
            row,
            path: texts(path),
        }
    }

    fn check(&self, checkpoint: &Checkpoint) -> Result<Row> {
        let row = Row::read(&self.row)?;
        let path = hashes(&self.path)?;
        let root = root_of(
            leaf(self.row.as_bytes()),
            row.seq - 1,
            checkpoint.size,
            &path,
        );
        match root == Some(checkpoint.root) {
            true => Ok(row),
            false => Err(Error::Row { seq: row.seq }),
        }
    }
}

impl Extension {
    /// The way from an older checkpoint.
    pub fn new(checkpoint: String, path: &[Hash]) -> Self {
        Self {
            checkpoint,
            path: texts(path),
        }
    }

    /// The older one may be signed by a key of before; whoever holds it knows whose it is.
    fn check(&self, newer: &Checkpoint, key: &VerifierKey) -> Result<Checkpoint> {
        let older = Checkpoint::unverified(&self.checkpoint)?;
        if older.origin == key.name() {
            Checkpoint::open(&self.checkpoint, key)?;
        }
        let path = hashes(&self.path)?;
        match extends((older.size, older.root), (newer.size, newer.root), &path) {
            true => Ok(older),
            false => Err(Error::Forked {
                older: older.size,
                newer: newer.size,
            }),
        }
    }
}

/// The statement among the rows, if it speaks of exactly the other rows.
fn statement(rows: &[Row]) -> Result<Option<Statement>> {
    let mut stated = rows.iter().filter(|row| row.action == Statement::ACTION);
    let Some(row) = stated.next() else {
        return Ok(None);
    };
    let wrong = |why: String| Err(Error::Statement(why));
    if stated.next().is_some() {
        return wrong("the proof holds more than one statement".to_owned());
    }
    let statement: Statement =
        serde_json::from_value(row.detail.clone()).map_err(|e| form("the statement", e))?;
    for served in rows.iter().filter(|other| other.seq != row.seq) {
        if served.action != SERVED || served.actor != statement.partner {
            return wrong(format!(
                "row {} is not one by which `{}` was served",
                served.seq, statement.partner
            ));
        }
        if !statement
            .served
            .iter()
            .any(|handed| handed.row == served.seq)
        {
            return wrong(format!(
                "the statement does not speak of row {}",
                served.seq
            ));
        }
    }
    for handed in &statement.served {
        if !rows.iter().any(|row| row.seq == handed.row) {
            return wrong(format!("row {} of the statement is not shown", handed.row));
        }
    }
    Ok(Some(statement))
}

fn texts(path: &[Hash]) -> Vec<String> {
    path.iter().map(|hash| base64_text::encode(hash)).collect()
}

fn hashes(path: &[String]) -> Result<Vec<Hash>> {
    let read = |text: &String| {
        base64_text::hash(text).ok_or_else(|| form("the proof", "a path holds what is no hash"))
    };
    path.iter().map(read).collect()
}

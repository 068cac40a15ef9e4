//! A row of the log as the bytes that are hashed: one line of JSON, with a salt at its end.
//!
//! ```text
//! {"seq":7,"at":"2026-11-22T08:00:00.000000Z","actor":"norland","action":"serve","detail":{…},"salt":"5f…"}
//! ```
//!
//! The salt (16 random bytes) is what keeps a neighbour's hash from being guessed from what it might hold.

use crate::{Result, form};
use serde::Deserialize;
use serde_json::Value;

/// The line of a row; `detail` is JSON. No two different rows have the same line.
pub fn line(seq: i64, at: &str, actor: &str, action: &str, detail: &str, salt: &[u8]) -> String {
    let quoted = |text: &str| Value::from(text).to_string();
    let salt: String = salt.iter().map(|byte| format!("{byte:02x}")).collect();
    format!(
        r#"{{"seq":{seq},"at":"{at}","actor":{},"action":{},"detail":{detail},"salt":"{salt}"}}"#,
        quoted(actor),
        quoted(action)
    )
}

/// A row that was read from its line.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Number, from 1 without gaps.
    pub seq: u64,
    /// RFC 3339, UTC.
    pub at: String,
    /// Who.
    pub actor: String,
    /// What, such as `serve`.
    pub action: String,
    /// The particulars.
    pub detail: Value,
    salt: String,
}

impl Row {
    /// Reads a line.
    pub fn read(line: &str) -> Result<Self> {
        let row: Self = serde_json::from_str(line).map_err(|e| form("a row", e))?;
        match row.seq {
            0 => Err(form("a row", "rows are numbered from 1")),
            _ => Ok(row),
        }
    }
}

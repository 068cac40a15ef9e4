//! What is asked of a collection, and what comes back.

use stix::SpecVersion;

/// Which versions (TAXII 3.4.1 `match[version]`). Empty `exact` with all flags false means `last`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Versions {
    /// `all`
    pub all: bool,
    /// `first`
    pub first: bool,
    /// `last`
    pub last: bool,
    /// instants in microseconds
    pub exact: Vec<i64>,
}
/// What to page through. Fields are ANDed, the values of one field ORed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// strictly after, microseconds
    pub after: Option<i64>,
    /// `match[id]`
    pub ids: Vec<String>,
    /// `match[type]`
    pub types: Vec<String>,
    /// `match[version]`
    pub versions: Versions,
    /// empty: the latest spec version of each object
    pub specs: Vec<SpecVersion>,
    /// Most rows.
    pub limit: usize,
    /// Stop a page early once its bytes reach this (always one row at least); 0: no bound.
    pub max_bytes: usize,
}
/// One visible object version.
pub struct Row<'a> {
    /// Microseconds since the epoch: the cursor.
    pub date_added: i64,
    /// Its id.
    pub id: &'a str,
    /// text of the version: `modified`, `created`, or the first date_added of an SCO
    pub version: &'a str,
    /// STIX version.
    pub spec: SpecVersion,
    /// As received.
    pub bytes: &'a [u8],
}
/// One object version that a reader is not given.
pub struct Withheld<'a> {
    /// What.
    pub row: Row<'a>,
    /// Its effective handling.
    pub label: &'a handling::Label,
    /// Why.
    pub decision: &'a handling::Decision,
}
/// How a page ended, told from what the reader may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageEnd {
    /// `date_added` of the first row.
    pub first: Option<i64>,
    /// `date_added` of the last row.
    pub last: Option<i64>,
    /// Rows handed out.
    pub count: usize,
    /// Whether this reader would find more after `last`.
    pub more: bool,
    /// What the page was drawn from, as the audit keeps it.
    pub view: View,
    /// Number of the last row of the audit that this read saw.
    pub as_of: i64,
    /// The last `date_added` that had been given out when this was read.
    pub given_out: i64,
}

/// Names, within this process, the set of labels a page was drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct View(pub(crate) u32);

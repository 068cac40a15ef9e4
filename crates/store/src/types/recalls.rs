//! What was taken back, and what became of it.

use handling::recall::Why;

/// What the operator takes back for whoever made it.
#[derive(Debug, Clone)]
pub struct RecallOrder {
    /// Ids of the objects.
    pub ids: Vec<String>,
    /// Only what this partner handed in or made; none: everybody's versions.
    pub of: Option<String>,
    /// Why, told to everybody who was served one of them.
    pub reason: String,
    /// Leaves what was made of them for others (tear-lines) where it is.
    pub keep_tearlines: bool,
}
/// One recall, for the operator.
#[derive(Debug, Clone)]
pub struct Recall {
    /// The store's number for it.
    pub key: i64,
    /// When, microseconds since the epoch.
    pub at: i64,
    /// Who took it back, as the audit names it.
    pub actor: String,
    /// Whether whoever it was from took it back, rather than the operator for it.
    pub by_originator: bool,
    /// Why it was opened.
    pub why: Why,
    /// The reason given.
    pub reason: String,
    /// Ids and versions it names; of an object without versions none.
    pub versions: Vec<(String, Option<String>)>,
    /// Who had been served which of them.
    pub told: Vec<RecallTold>,
    /// When it was lifted, and why.
    pub lifted: Option<(i64, String)>,
}
/// Somebody who had been served some of what was taken back.
#[derive(Debug, Clone)]
pub struct RecallTold {
    /// Name of the partner; none for anonymous readers, who cannot be told.
    pub partner: Option<String>,
    /// Ids and versions it had been served.
    pub versions: Vec<(String, String)>,
    /// What it was told.
    pub notice: Option<RecallNotice>,
}
/// A notice, and what was answered.
#[derive(Debug, Clone)]
pub struct RecallNotice {
    /// `recall--…`
    pub id: String,
    /// When it was put into the partner's collection, microseconds since the epoch.
    pub at: i64,
    /// When the partner was first handed it, if it was.
    pub fetched: Option<i64>,
    /// When it was first acknowledged.
    pub acknowledged: Option<i64>,
    /// What the partner says it did: `deleted`, `never-used`, `passed-on-to`.
    pub done: Option<String>,
    /// Whom it was passed on to, or a remark.
    pub text: Option<String>,
}

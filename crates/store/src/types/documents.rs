//! Documents as received, and what is drafted from them.

use stix::marking::Tlp;

/// A document to keep.
#[derive(Debug, Clone)]
pub struct NewDocument {
    /// Id of the STIX report that stands for it.
    pub id: String,
    /// Who gave it.
    pub source: String,
    /// File name or URL.
    pub place: Option<String>,
    /// Day of publication, `2024-06-13`.
    pub published: Option<String>,
    /// Handling of what is drafted from it.
    pub tlp: Tlp,
    /// `A` to `F`.
    pub reliability: String,
    /// In one line.
    pub title: String,
    /// What it was: `text`, `html`, …
    pub format: Option<String>,
    /// Code of its language.
    pub language: Option<String>,
    /// Why it gave no text.
    pub problem: Option<String>,
    /// Key of the first document with the same text.
    pub same_as: Option<i64>,
    /// The text that spans are counted on.
    pub text: Option<String>,
    /// As received.
    pub bytes: Vec<u8>,
    /// Hashes of runs of its words; documents that share most of them have the same text.
    pub shingles: Vec<i64>,
    /// Drafts, all of them pending.
    pub drafts: Vec<StoredDraft>,
}

/// A document that is kept, without its bytes.
#[derive(Debug, Clone)]
pub struct Document {
    /// Number, from 1.
    pub key: i64,
    /// Id of the STIX report that stands for it.
    pub id: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub digest: String,
    /// Length of the bytes.
    pub size: u64,
    /// When it came, microseconds since the epoch.
    pub received: i64,
    /// See [`NewDocument::source`].
    pub source: String,
    /// See [`NewDocument::place`].
    pub place: Option<String>,
    /// See [`NewDocument::published`].
    pub published: Option<String>,
    /// See [`NewDocument::tlp`].
    pub tlp: Tlp,
    /// See [`NewDocument::reliability`].
    pub reliability: String,
    /// See [`NewDocument::title`].
    pub title: String,
    /// See [`NewDocument::format`].
    pub format: Option<String>,
    /// See [`NewDocument::language`].
    pub language: Option<String>,
    /// See [`NewDocument::problem`].
    pub problem: Option<String>,
    /// See [`NewDocument::same_as`].
    pub same_as: Option<i64>,
    /// How many drafts are pending, accepted and rejected.
    pub drafts: [u64; 3],
}

/// What was decided on a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftState {
    /// Nothing yet
    Pending,
    /// Taken in
    Accepted,
    /// Thrown away
    Rejected,
}

impl DraftState {
    /// All, in the order of their numbers in the store.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Accepted, Self::Rejected];

    /// `pending`, `accepted`, `rejected`.
    pub fn as_str(self) -> &'static str {
        ["pending", "accepted", "rejected"][self as usize]
    }
}

/// A draft that is kept.
#[derive(Debug, Clone)]
pub struct StoredDraft {
    /// Number within its document, from 1.
    pub item: i64,
    /// Id of the object it becomes.
    pub id: String,
    /// What was decided.
    pub state: DraftState,
    /// As the caller wrote it.
    pub content: String,
    /// Hashes of what it tells of: drafts that share one may tell the same.
    pub tells: Vec<i64>,
}

/// A draft found by what it tells of, with its document.
#[derive(Debug, Clone)]
pub struct ToldDraft {
    /// Key of the document.
    pub document: i64,
    /// Id of the STIX report that stands for it.
    pub report: String,
    /// Who gave it.
    pub source: String,
    /// Handling of what is drafted from it.
    pub tlp: Tlp,
    /// As the caller wrote it.
    pub content: String,
}

//! The only place with SQL. Every read of shared content takes a `&Clearance`.
//!
//! `Store` is cheap to clone; all calls block, so the server calls them from blocking threads.

mod types;
use handling::Clearance;
use std::path::Path;
pub use types::*;

/// An open store.
#[derive(Clone)]
pub struct Store {/* Arc<Inner> */}

#[allow(unused_variables)]
impl Store {
    /// Opens or creates `dir/tansiq.db`. Several processes may have the same folder open.
    pub fn open(dir: &Path, options: Options) -> Result<Self> {
        todo!()
    }

    // ---- administration: not shared content, so no clearance; every change is audited under `actor` ----
    pub fn add_partner(&self, actor: &str, partner: NewPartner) -> Result<Partner> {
        todo!()
    }
    pub fn partners(&self) -> Result<Vec<Partner>> {
        todo!()
    }
    pub fn partner(&self, name: &str) -> Result<Option<Partner>> {
        todo!()
    }
    pub fn partner_by_key(&self, key: i64) -> Result<Option<Partner>> {
        todo!()
    }
    /// New credential hash; the old one stops working everywhere at once.
    pub fn set_credential(&self, actor: &str, name: &str, credential_hash: &str) -> Result<()> {
        todo!()
    }
    pub fn set_partner_enabled(&self, actor: &str, name: &str, enabled: bool) -> Result<()> {
        todo!()
    }
    /// Rises whenever partners, rights, collections or labels change, in any process. One cheap read.
    pub fn policy_generation(&self) -> Result<i64> {
        todo!()
    }
    pub fn create_collection(&self, actor: &str, collection: NewCollection) -> Result<Collection> {
        todo!()
    }
    /// All collections with their grants, for the operator's command line.
    pub fn all_collections(&self) -> Result<Vec<Collection>> {
        todo!()
    }
    /// By id, alias or unique title.
    pub fn find_collection(&self, name: &str) -> Result<Option<Collection>> {
        todo!()
    }
    pub fn grant(
        &self,
        actor: &str,
        collection: &str,
        partner: &str,
        read: bool,
        write: bool,
    ) -> Result<()> {
        todo!()
    }
    pub fn revoke(&self, actor: &str, collection: &str, partner: &str) -> Result<()> {
        todo!()
    }
    /// Puts objects the store has into a collection (all versions, new date_added), or takes them out.
    pub fn add_to_collection(
        &self,
        actor: &str,
        collection: &str,
        ids: &[String],
    ) -> Result<usize> {
        todo!()
    }
    pub fn remove_from_collection(
        &self,
        actor: &str,
        collection: &str,
        ids: &[String],
    ) -> Result<usize> {
        todo!()
    }

    // ---- what a caller may reach ----
    /// Collections this reader may read or write, stable order. Others do not exist for it.
    pub fn collections(&self, clearance: &Clearance) -> Result<Vec<CollectionView>> {
        todo!()
    }
    pub fn collection(&self, clearance: &Clearance, id: &str) -> Result<Option<CollectionView>> {
        todo!()
    }

    // ---- reads ----
    /// Walks one page of a collection in ascending `date_added`, visible objects only, calling `each` with rows
    /// that borrow from the database. `None` when the reader may not read the collection.
    pub fn page(
        &self,
        clearance: &Clearance,
        collection: &str,
        query: &Query,
        each: &mut dyn FnMut(Row<'_>),
    ) -> Result<Option<PageEnd>> {
        todo!()
    }
    /// Whether any version of `id` in the collection is visible to this reader.
    pub fn is_visible(&self, clearance: &Clearance, collection: &str, id: &str) -> Result<bool> {
        todo!()
    }
    /// Operator views across collections: every version of an id, with label, lane, source and members.
    pub fn object_versions(&self, clearance: &Clearance, id: &str) -> Result<Vec<StoredVersion>> {
        todo!()
    }
    /// Each step of the decision for `partner` about `id` in each collection that holds it.
    pub fn explain(
        &self,
        clearance: &Clearance,
        id: &str,
        partner: &str,
    ) -> Result<Vec<Explanation>> {
        todo!()
    }

    // ---- writes ----
    /// Admits objects, in order, in one durable transaction; returns when it is on disk.
    pub fn submit(&self, submission: Submission) -> Result<Receipt> {
        todo!()
    }
    /// Removes what matches from the collection, as far as this reader sees it. Count removed.
    pub fn delete(
        &self,
        clearance: &Clearance,
        collection: &str,
        id: &str,
        query: &Query,
    ) -> Result<u64> {
        todo!()
    }

    // ---- status resources (kept 24 h), for their submitter only ----
    /// Durable before it returns: a pending status and the body to work on.
    pub fn enqueue(&self, job: NewJob) -> Result<StatusRecord> {
        todo!()
    }
    pub fn status(&self, clearance: &Clearance, id: &str) -> Result<Option<StatusRecord>> {
        todo!()
    }
    /// Jobs whose body still waits, oldest first (after a restart too).
    pub fn pending_jobs(&self) -> Result<Vec<Job>> {
        todo!()
    }

    // ---- quarantine, for the operator ----
    pub fn quarantine(
        &self,
        clearance: &Clearance,
        after: i64,
        limit: usize,
    ) -> Result<Vec<Quarantined>> {
        todo!()
    }
    pub fn quarantined(&self, clearance: &Clearance, key: i64) -> Result<Option<Quarantined>> {
        todo!()
    }
    pub fn release_quarantined(&self, actor: &str, key: i64) -> Result<Outcome> {
        todo!()
    }
    pub fn drop_quarantined(&self, actor: &str, key: i64) -> Result<()> {
        todo!()
    }

    // ---- resumable imports ----
    /// How far an interrupted import of this input came; written by `submit` with its objects.
    pub fn checkpoint(&self, input: &str) -> Result<Option<Resume>> {
        todo!()
    }
    /// Forgets it, once the import has ended and reported.
    pub fn clear_checkpoint(&self, input: &str) -> Result<()> {
        todo!()
    }

    // ---- whole store ----
    /// `page` over everything this reader may see in any collection (the system: everything, also what lies
    /// in none), each version once. A row's `date_added` is here when the version first came in.
    pub fn walk(
        &self,
        clearance: &Clearance,
        query: &Query,
        each: &mut dyn FnMut(Row<'_>),
    ) -> Result<PageEnd> {
        todo!()
    }

    // ---- audit ----
    /// Noted in memory, joined with its neighbours, written with the next commit (at most 250 ms later).
    pub fn note_served(&self, served: Served) {
        todo!()
    }
    pub fn audit(&self, clearance: &Clearance, after: i64, limit: usize) -> Result<Vec<AuditRow>> {
        todo!()
    }
    pub fn verify_audit(&self) -> Result<AuditVerdict> {
        todo!()
    }

    // ---- cursors ----
    /// The opaque `next` for this reader in this collection; the same cursor always gives the same text.
    pub fn seal_cursor(
        &self,
        reader: &handling::Reader,
        collection: &str,
        cursor: &Cursor,
    ) -> String {
        todo!()
    }
    /// What was sealed for this reader and this collection; `None` for anything else.
    pub fn open_cursor(
        &self,
        reader: &handling::Reader,
        collection: &str,
        text: &str,
    ) -> Option<Cursor> {
        todo!()
    }

    // ---- upkeep ----
    pub fn backup(&self, to: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<()> {
        todo!()
    }
    /// `PRAGMA integrity_check`, audit chain, and every object's bytes against its SHA-256? (see types)
    pub fn check(&self) -> Result<Vec<String>> {
        todo!()
    }
    /// Drops statuses older than 24 h.
    pub fn expire(&self) -> Result<()> {
        todo!()
    }
    /// Waits for the writer to finish and flushes what is noted.
    pub fn close(&self) -> Result<()> {
        todo!()
    }
}

/// Seals positions into opaque `next` values bound to reader and collection, deterministically.
pub mod cursor {
    /// A position in a collection and the filter it was reached with.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Cursor {
        /// The last `date_added` handed out.
        pub after: i64,
        /// The filter, in the caller's canonical form.
        pub filter: String,
    }
}
pub use cursor::Cursor;

/// Copies a backup made by [`Store::backup`] into `to`, verified before and after; never overwrites.
#[allow(unused_variables)]
pub fn restore(from: &Path, to: &Path) -> Result<()> {
    todo!()
}

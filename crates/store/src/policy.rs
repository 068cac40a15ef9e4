//! Who may reach which collection: partners, collections and rights as one value, read again when the
//! generation moved.

use crate::tx::State;
use crate::{Collection, CollectionView, Partner, Result, collections, partners};
use handling::{Access, Clearance, Reader, planted};
use rusqlite::Connection;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

pub(crate) struct Policy {
    pub(crate) partners: HashMap<i64, Partner>,
    /// In the order they were made.
    pub(crate) collections: Vec<Collection>,
    by_id: HashMap<String, usize>,
    rights: HashMap<(i64, i64), (bool, bool)>,
    /// Which partner owns an identity.
    owners: HashMap<String, i64>,
}

impl Policy {
    pub(crate) fn load(conn: &Connection) -> Result<Self> {
        let partners = partners::all(conn)?;
        let collections = collections::all(conn)?;
        let mut owners = HashMap::new();
        for partner in &partners {
            owners.extend(
                partner
                    .identities
                    .iter()
                    .map(|id| (id.clone(), partner.key)),
            );
        }
        let by_id = collections
            .iter()
            .enumerate()
            .map(|(at, c)| (c.id.clone(), at))
            .collect();
        Ok(Self {
            by_id,
            rights: collections::rights(conn)?,
            owners,
            partners: partners.into_iter().map(|p| (p.key, p)).collect(),
            collections,
        })
    }

    /// The partner that owns an identity.
    pub(crate) fn owner(&self, identity: &str) -> Option<i64> {
        self.owners.get(identity).copied()
    }

    pub(crate) fn collection(&self, id: &str) -> Option<&Collection> {
        self.by_id.get(id).map(|at| &self.collections[*at])
    }

    pub(crate) fn collection_by_key(&self, key: i64) -> Option<&Collection> {
        self.collections.iter().find(|c| c.key == key)
    }

    /// By which right this reader may read the collection; none is as if it were not there.
    pub(crate) fn access(&self, clearance: &Clearance, collection: &Collection) -> Option<Access> {
        let public = || {
            let access = planted!(PublicIsCommunity, Access::Community, Access::Public);
            collection.public.then_some(access)
        };
        let in_community = || {
            let mut theirs = collection.communities.iter();
            theirs
                .any(|name| clearance.communities.contains(name))
                .then_some(Access::Community)
        };
        match &clearance.reader {
            Reader::System => Some(Access::Granted),
            Reader::Anonymous => public(),
            Reader::Partner { key, .. } => {
                let partner = self.partners.get(key).filter(|p| p.enabled)?;
                let granted = self
                    .rights
                    .get(&(collection.key, partner.key))
                    .is_some_and(|r| r.0);
                granted
                    .then_some(Access::Granted)
                    .or_else(in_community)
                    .or_else(public)
            }
        }
    }

    /// Only a grant by name gives the right to write.
    pub(crate) fn may_write(&self, reader: &Reader, collection: &Collection) -> bool {
        match reader {
            Reader::System => true,
            Reader::Partner { key, .. } => {
                self.partners.get(key).is_some_and(|p| p.enabled)
                    && self
                        .rights
                        .get(&(collection.key, *key))
                        .is_some_and(|r| r.1)
            }
            Reader::Anonymous => false,
        }
    }

    /// Who may write takes out, too, but for the house's own people: what they hand in is looked at first, and so would
    /// this have to be.
    pub(crate) fn may_delete(&self, reader: &Reader, collection: &Collection) -> bool {
        let person = |key: &i64| self.partners.get(key).is_some_and(|p| p.role.is_some());
        let person = matches!(reader, Reader::Partner { key, .. } if person(key));
        !person && self.may_write(reader, collection)
    }

    /// What the reader gets to know of a collection; none where it has no right at all.
    pub(crate) fn view(
        &self,
        clearance: &Clearance,
        collection: &Collection,
    ) -> Option<CollectionView> {
        let can_read = self.access(clearance, collection).is_some();
        let can_write = self.may_write(&clearance.reader, collection);
        let listed = planted!(CollectionsUnfiltered, true, can_read || can_write)
            || planted!(
                NoticesListed,
                collection.title.starts_with("Notices for"),
                false
            );
        listed.then(|| CollectionView {
            id: collection.id.clone(),
            title: collection.title.clone(),
            description: collection.description.clone(),
            alias: collection.alias.clone(),
            can_read,
            can_write,
        })
    }
}

/// The readers' copy.
#[derive(Default)]
pub(crate) struct ReadPolicy(RwLock<Option<(i64, Arc<Policy>)>>);

impl ReadPolicy {
    /// As of the transaction `conn` is in.
    pub(crate) fn get(&self, conn: &Connection) -> Result<Arc<Policy>> {
        let generation = State::read(conn)?.generation;
        let known = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some((_, policy)) = known.filter(|(of, _)| *of == generation) {
            return Ok(policy);
        }
        let policy = Arc::new(Policy::load(conn)?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) =
            Some((generation, policy.clone()));
        Ok(policy)
    }
}

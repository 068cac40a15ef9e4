//! Collections, and who may read or write them. Every change is audited.

use crate::partners::{list, list_text};
use crate::tx::Tx;
use crate::{Collection, CollectionView, Error, Grant, NewCollection, Result, Role, Store};
use handling::Clearance;
use ring::rand::SecureRandom;
use rusqlite::{Connection, OptionalExtension};
use serde_json::json;
use std::collections::HashMap;

impl Store {
    /// Makes a collection. Its id and its alias may not be another's.
    pub fn create_collection(&self, actor: &str, collection: NewCollection) -> Result<Collection> {
        let actor = actor.to_owned();
        self.write(move |tx| create(tx, &actor, collection))
    }

    /// All collections with their grants, for the operator's command line.
    pub fn all_collections(&self) -> Result<Vec<Collection>> {
        self.read(|tx| all(tx))
    }

    /// By id, alias or unique title.
    pub fn find_collection(&self, name: &str) -> Result<Option<Collection>> {
        self.read(|tx| Ok(find(all(tx)?, name)))
    }

    /// Gives a partner rights in a collection; what was granted before is replaced.
    pub fn grant(
        &self,
        actor: &str,
        collection: &str,
        partner: &str,
        read: bool,
        write: bool,
    ) -> Result<()> {
        let (actor, collection, partner) =
            (actor.to_owned(), collection.to_owned(), partner.to_owned());
        self.write(move |tx| {
            let (collection, (name, partner)) = named(tx, &collection, &partner)?;
            let found = tx.policy()?.partners.get(&partner).and_then(|p| p.role);
            if write && found == Some(Role::Reader) {
                return Err(Error::Invalid(format!(
                    "`{name}` is a reader, and readers do not write"
                )));
            }
            give(tx, &actor, &collection, (&name, partner), (read, write))
        })
    }

    /// Takes a partner's grant back. Community and public access stay.
    pub fn revoke(&self, actor: &str, collection: &str, partner: &str) -> Result<()> {
        let (actor, collection, partner) =
            (actor.to_owned(), collection.to_owned(), partner.to_owned());
        self.write(move |tx| {
            let (collection, partner) = named(tx, &collection, &partner)?;
            const SQL: &str = "DELETE FROM right WHERE collection = ?1 AND partner = ?2";
            tx.conn.execute(SQL, (collection.key, partner.1))?;
            tx.change_policy();
            tx.audit(
                &actor,
                "revoke",
                &json!({ "collection": collection.id, "partner": partner.0 }),
            )
        })
    }

    /// Collections this reader may read or write, stable order. Others do not exist for it.
    pub fn collections(&self, clearance: &Clearance) -> Result<Vec<CollectionView>> {
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            let seen = policy
                .collections
                .iter()
                .filter_map(|c| policy.view(clearance, c));
            Ok(seen.collect())
        })
    }

    /// One of [`Store::collections`], by id.
    pub fn collection(&self, clearance: &Clearance, id: &str) -> Result<Option<CollectionView>> {
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            Ok(policy
                .collection(id)
                .and_then(|c| policy.view(clearance, c)))
        })
    }
}

/// Gives a partner (name and key) rights to read and write.
pub(crate) fn give(
    tx: &mut Tx<'_>,
    actor: &str,
    collection: &Collection,
    partner: (&str, i64),
    (read, write): (bool, bool),
) -> Result<()> {
    const SQL: &str = "INSERT OR REPLACE INTO right VALUES (?1, ?2, ?3, ?4)";
    tx.conn
        .execute(SQL, (collection.key, partner.1, read, write))?;
    tx.change_policy();
    tx.audit(
        actor,
        "grant",
        &json!({ "collection": collection.id, "partner": partner.0, "read": read, "write": write }),
    )
}

pub(crate) fn create(tx: &mut Tx<'_>, actor: &str, new: NewCollection) -> Result<Collection> {
    let id = match new.id {
        Some(id) => id,
        None => uuid4()?,
    };
    for name in [Some(&id), new.alias.as_ref()].into_iter().flatten() {
        const SQL: &str = "SELECT 1 FROM collection WHERE id = ?1 OR alias = ?1";
        let taken: Option<i64> = tx
            .conn
            .query_row(SQL, [name], |row| row.get(0))
            .optional()?;
        if taken.is_some() {
            return Err(Error::Exists(name.clone()));
        }
    }
    const SQL: &str = "INSERT INTO collection(id, title, description, alias, public, communities, created) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    tx.conn.execute(
        SQL,
        (
            &id,
            &new.title,
            &new.description,
            &new.alias,
            new.public,
            list_text(&new.communities),
            tx.now,
        ),
    )?;
    let key = tx.conn.last_insert_rowid();
    tx.change_policy();
    tx.audit(
        actor,
        "collection.create",
        &json!({ "id": id, "title": new.title, "alias": new.alias, "public": new.public,
                 "communities": new.communities }),
    )?;
    Ok(Collection {
        key,
        id,
        title: new.title,
        description: new.description,
        alias: new.alias,
        public: new.public,
        communities: new.communities,
        grants: Vec::new(),
        created: tx.now,
    })
}

/// A random UUID (RFC 4122, version 4).
fn uuid4() -> Result<String> {
    let mut bytes = [0; 16];
    ring::rand::SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| Error::Storage("the system gives no random bytes".to_owned()))?;
    Ok(as_uuid4(bytes))
}

/// Sixteen bytes as a UUID of version 4.
pub(crate) fn as_uuid4(bytes: [u8; 16]) -> String {
    let number = u128::from_be_bytes(bytes);
    let number = number & !(0xf000 << 64) & !(0xc000 << 48) | 0x4000 << 64 | 0x8000 << 48;
    let hex = format!("{number:032x}");
    [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-")
}

fn named(tx: &mut Tx<'_>, collection: &str, partner: &str) -> Result<(Collection, (String, i64))> {
    let found = by_name(tx, collection)?;
    let policy = tx.policy()?;
    let partner = policy
        .partners
        .values()
        .find(|p| p.name == partner)
        .ok_or_else(|| Error::NotFound(partner.to_owned()))?;
    Ok((found, (partner.name.clone(), partner.key)))
}

/// By id, alias or unique title, or an error that says it is not known.
pub(crate) fn by_name(tx: &mut Tx<'_>, name: &str) -> Result<Collection> {
    let found = find(tx.policy()?.collections.clone(), name);
    found.ok_or_else(|| Error::NotFound(name.to_owned()))
}

fn find(all: Vec<Collection>, name: &str) -> Option<Collection> {
    let exact = |c: &&Collection| c.id == name || c.alias.as_deref() == Some(name);
    let titled = |c: &&Collection| c.title == name;
    let unique = || (all.iter().filter(titled).count() == 1).then(|| all.iter().find(titled));
    all.iter()
        .find(exact)
        .or_else(|| unique().flatten())
        .cloned()
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<Collection>> {
    let mut grants = grants(conn)?;
    const SQL: &str = "SELECT key, id, title, description, alias, public, communities, created \
                       FROM collection ORDER BY key";
    let mut stmt = conn.prepare_cached(SQL)?;
    let mut rows = stmt.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let key = row.get(0)?;
        found.push(Collection {
            key,
            id: row.get(1)?,
            title: row.get(2)?,
            description: row.get(3)?,
            alias: row.get(4)?,
            public: row.get(5)?,
            communities: list(&row.get::<_, String>(6)?)?,
            grants: grants.remove(&key).unwrap_or_default(),
            created: row.get(7)?,
        });
    }
    Ok(found)
}

fn grants(conn: &Connection) -> Result<HashMap<i64, Vec<Grant>>> {
    const SQL: &str = "SELECT collection, name, can_read, can_write FROM right JOIN partner ON partner.key = partner \
                       ORDER BY collection, partner.key";
    let mut stmt = conn.prepare_cached(SQL)?;
    let mut rows = stmt.query([])?;
    let mut found: HashMap<i64, Vec<Grant>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let grant = Grant {
            partner: row.get(1)?,
            read: row.get(2)?,
            write: row.get(3)?,
        };
        found.entry(row.get(0)?).or_default().push(grant);
    }
    Ok(found)
}

/// (collection, partner) → (read, write)
pub(crate) fn rights(conn: &Connection) -> Result<HashMap<(i64, i64), (bool, bool)>> {
    let mut stmt =
        conn.prepare_cached("SELECT collection, partner, can_read, can_write FROM right")?;
    let rows = stmt.query_map([], |row| {
        Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

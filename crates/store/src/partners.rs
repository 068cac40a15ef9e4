//! Partners: who may connect, what they may see, which identities are theirs. Every change is audited.

use crate::error::damaged;
use crate::tx::Tx;
use crate::{Error, NewPartner, NewPerson, Partner, Reach, Result, Role, Store};
use rusqlite::{Connection, OptionalExtension};
use serde_json::json;
use std::collections::HashMap;
use stix::marking::Tlp;

/// Actors that are no partner.
const RESERVED: [&str; 3] = ["anonymous", "system", "tansiq"];

impl Store {
    /// Registers a partner. Its name, its identities and its certificate may not be another's.
    pub fn add_partner(&self, actor: &str, partner: NewPartner) -> Result<Partner> {
        let actor = actor.to_owned();
        self.write(move |tx| add(tx, &actor, &partner, None))
    }

    /// Registers one of the house's own people. Its name may not be a partner's.
    pub fn add_person(&self, actor: &str, person: NewPerson) -> Result<Partner> {
        let actor = actor.to_owned();
        let role = Some(person.role);
        let new = NewPartner {
            name: person.name,
            identities: Vec::new(),
            max_tlp: person.max_tlp,
            communities: person.communities,
            markings: person.markings,
            relays_for: Vec::new(),
            default_tlp: None,
            credential_hash: person.credential_hash,
            certificate: None,
        };
        self.write(move |tx| add(tx, &actor, &new, role))
    }

    /// All partners and the house's own people, in the order they were added.
    pub fn partners(&self) -> Result<Vec<Partner>> {
        self.read(|tx| all(tx))
    }

    /// A partner by its name.
    pub fn partner(&self, name: &str) -> Result<Option<Partner>> {
        self.read(|tx| {
            let policy = self.inner.policy.get(tx)?;
            Ok(policy.partners.values().find(|p| p.name == name).cloned())
        })
    }

    /// A partner by its key.
    pub fn partner_by_key(&self, key: i64) -> Result<Option<Partner>> {
        self.read(|tx| Ok(self.inner.policy.get(tx)?.partners.get(&key).cloned()))
    }

    /// New credential hash; the old one stops working everywhere at once.
    pub fn set_credential(&self, actor: &str, name: &str, credential_hash: &str) -> Result<()> {
        let (hash, name, actor) = (
            credential_hash.to_owned(),
            name.to_owned(),
            actor.to_owned(),
        );
        self.write(move |tx| {
            const SQL: &str = "UPDATE partner SET credential_hash = ?2 WHERE name = ?1";
            change(tx, &name, SQL, (&name, &hash))?;
            let action = format!("{}.credential", kind(tx, &name)?);
            tx.audit(&actor, &action, &json!({ "name": name }))
        })
    }

    /// A partner that is not enabled reads and writes nothing.
    pub fn set_partner_enabled(&self, actor: &str, name: &str, enabled: bool) -> Result<()> {
        let (name, actor) = (name.to_owned(), actor.to_owned());
        self.write(move |tx| {
            const SQL: &str = "UPDATE partner SET enabled = ?2 WHERE name = ?1";
            change(tx, &name, SQL, (&name, enabled))?;
            let verb = if enabled { "enable" } else { "disable" };
            let action = format!("{}.{verb}", kind(tx, &name)?);
            tx.audit(&actor, &action, &json!({ "name": name }))
        })
    }

    /// What a partner or person may see from the next read on. No label changes by it, no date moves.
    pub fn set_clearance(&self, actor: &str, name: &str, to: Reach) -> Result<()> {
        let (name, actor) = (name.to_owned(), actor.to_owned());
        self.write(move |tx| {
            const SQL: &str =
                "UPDATE partner SET max_tlp = ?2, communities = ?3, markings = ?4 WHERE name = ?1";
            let (communities, markings) = (list_text(&to.communities), list_text(&to.markings));
            let values = (&name, to.max_tlp.as_str(), communities, markings);
            change(tx, &name, SQL, values)?;
            let action = format!("{}.clearance", kind(tx, &name)?);
            let detail = json!({
                "name": name, "max_tlp": to.max_tlp.as_str(), "communities": to.communities, "markings": to.markings,
            });
            tx.audit(&actor, &action, &detail)
        })
    }

    /// Rises whenever partners, rights, collections or labels change, in any process. One cheap read.
    pub fn policy_generation(&self) -> Result<i64> {
        self.read(|tx| Ok(crate::tx::State::read(tx)?.generation))
    }
}

/// Runs an `UPDATE` of whoever has this name.
fn change(tx: &mut Tx<'_>, name: &str, sql: &str, values: impl rusqlite::Params) -> Result<()> {
    if tx.conn.execute(sql, values)? == 0 {
        return Err(Error::NotFound(name.to_owned()));
    }
    tx.change_policy();
    Ok(())
}

/// What the audit calls whoever has this name.
fn kind(tx: &mut Tx<'_>, name: &str) -> Result<&'static str> {
    const SQL: &str = "SELECT role IS NULL FROM partner WHERE name = ?1";
    let is_partner: bool = tx.conn.query_row(SQL, [name], |row| row.get(0))?;
    Ok(if is_partner { "partner" } else { "person" })
}

fn add(tx: &mut Tx<'_>, actor: &str, new: &NewPartner, role: Option<Role>) -> Result<Partner> {
    refuse_taken(tx.conn, new)?;
    const SQL: &str = "INSERT INTO partner(name, max_tlp, communities, markings, relays_for, default_tlp, \
                       credential_hash, certificate, enabled, created, role) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?9, ?10)";
    tx.conn.execute(
        SQL,
        (
            &new.name,
            new.max_tlp.as_str(),
            list_text(&new.communities),
            list_text(&new.markings),
            list_text(&new.relays_for),
            new.default_tlp.map(Tlp::as_str),
            &new.credential_hash,
            &new.certificate,
            tx.now,
            role.map(Role::as_str),
        ),
    )?;
    let key = tx.conn.last_insert_rowid();
    for id in &new.identities {
        tx.conn.execute(
            "INSERT INTO identity(id, partner) VALUES (?1, ?2)",
            (id, key),
        )?;
    }
    tx.change_policy();
    if let Some(role) = role {
        let detail = json!({
            "key": key, "name": new.name, "role": role.as_str(), "max_tlp": new.max_tlp.as_str(),
            "communities": new.communities, "markings": new.markings,
        });
        tx.audit(actor, "person.add", &detail)?;
        return added(tx, key);
    }
    tx.audit(
        actor,
        "partner.add",
        &json!({
            "key": key, "name": new.name, "identities": new.identities, "max_tlp": new.max_tlp.as_str(),
            "communities": new.communities, "markings": new.markings, "relays_for": new.relays_for,
            "default_tlp": new.default_tlp.map(Tlp::as_str), "certificate": new.certificate,
        }),
    )?;
    added(tx, key)
}

fn added(tx: &mut Tx<'_>, key: i64) -> Result<Partner> {
    let found = all(tx.conn)?.into_iter().find(|p| p.key == key);
    found.ok_or_else(|| damaged("a partner just added is not there"))
}

fn refuse_taken(conn: &Connection, new: &NewPartner) -> Result<()> {
    if new.name.is_empty() {
        return Err(Error::Invalid("a partner needs a name".to_owned()));
    }
    if RESERVED.contains(&new.name.as_str()) {
        return Err(Error::Invalid(format!(
            "`{}` is what the audit calls somebody else",
            new.name
        )));
    }
    let taken = |sql: &str, value: &str| -> Result<()> {
        let found: Option<i64> = conn.query_row(sql, [value], |row| row.get(0)).optional()?;
        found.map_or(Ok(()), |_| Err(Error::Exists(value.to_owned())))
    };
    taken("SELECT 1 FROM partner WHERE name = ?1", &new.name)?;
    if let Some(certificate) = &new.certificate {
        taken("SELECT 1 FROM partner WHERE certificate = ?1", certificate)?;
    }
    for id in &new.identities {
        taken("SELECT 1 FROM identity WHERE id = ?1", id)?;
    }
    Ok(())
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<Partner>> {
    let mut identities: HashMap<i64, Vec<String>> = HashMap::new();
    let mut stmt = conn.prepare_cached("SELECT partner, id FROM identity ORDER BY rowid")?;
    let mut rows = stmt.query([])?;
    while let Some(row) = rows.next()? {
        identities.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    const SQL: &str = "SELECT key, name, max_tlp, communities, markings, relays_for, default_tlp, credential_hash, \
                       certificate, enabled, created, role FROM partner ORDER BY key";
    let mut stmt = conn.prepare_cached(SQL)?;
    let mut rows = stmt.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let key = row.get(0)?;
        let (default_tlp, role): (Option<String>, Option<String>) = (row.get(6)?, row.get(11)?);
        found.push(Partner {
            key,
            name: row.get(1)?,
            identities: identities.remove(&key).unwrap_or_default(),
            max_tlp: level(&row.get::<_, String>(2)?)?,
            communities: list(&row.get::<_, String>(3)?)?,
            markings: list(&row.get::<_, String>(4)?)?,
            relays_for: list(&row.get::<_, String>(5)?)?,
            default_tlp: default_tlp.as_deref().map(level).transpose()?,
            credential_hash: row.get(7)?,
            certificate: row.get(8)?,
            enabled: row.get(9)?,
            created: row.get(10)?,
            role: role.as_deref().map(role_named).transpose()?,
        });
    }
    Ok(found)
}

fn role_named(text: &str) -> Result<Role> {
    Role::parse(text).ok_or_else(|| damaged(format!("`{text}` is no role")))
}

/// A TLP level as this crate writes it.
pub(crate) fn level(text: &str) -> Result<Tlp> {
    Tlp::parse(text).ok_or_else(|| damaged(format!("`{text}` is no TLP level")))
}

/// A list of texts in one column.
pub(crate) fn list_text(list: &[String]) -> String {
    json!(list).to_string()
}

/// Reads [`list_text`].
pub(crate) fn list(text: &str) -> Result<Vec<String>> {
    serde_json::from_str(text).map_err(|e| damaged(format!("a list: {e}")))
}

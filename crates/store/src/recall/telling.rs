//! The notice that each of those gets who had been served what is taken back: its own versions and nothing else. Who had very
//! many of them gets several, so that each is an object that its reader's software takes.

use super::ACTOR;
use super::served::Told;
use crate::admit::put_notice;
use crate::labels::{ReadLabels, Sight};
use crate::members::Member;
use crate::tx::Tx;
use crate::{Collection, NewCollection, Result, collections};
use handling::planted;
use handling::recall::{MOST_RECALLED, Notice, Why};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use stix::timestamp::format_micros;

impl Tx<'_> {
    /// Whether a partner could see a version where it lies, had it this label.
    pub(super) fn could_see(&mut self, partner: i64, object: i64, label: i64) -> Result<bool> {
        self.sees_any(partner, object, Some(label))
    }

    /// Whether a partner sees a version anywhere.
    pub(super) fn sees_now(&mut self, partner: i64, object: i64) -> Result<bool> {
        self.sees_any(partner, object, None)
    }

    /// By collection.
    fn places(&self, object: i64) -> Result<Vec<(i64, Member)>> {
        const SQL: &str = "SELECT id_key FROM object WHERE seq = ?1";
        let id_key = (self.conn.prepare_cached(SQL)?).query_row([object], |row| row.get(0))?;
        let mut places = self.members_everywhere(id_key)?;
        places.retain(|(_, member)| member.object == object);
        Ok(places)
    }

    /// Whether a partner sees a version in any of its places, or sees this label there.
    fn sees_any(&mut self, partner: i64, object: i64, label: Option<i64>) -> Result<bool> {
        let policy = self.policy()?;
        let clearance = match policy.partners.get(&partner) {
            Some(partner) => partner.clearance(),
            None => handling::Clearance::anonymous(),
        };
        let labels = ReadLabels::default();
        for (collection, member) in self.places(object)? {
            let found = policy.collection_by_key(collection);
            let Some(access) = found.and_then(|c| policy.access(&clearance, c)) else {
                continue;
            };
            let mut sight = Sight::new(self.conn, &labels, &clearance, access, self.now)?;
            let sees = match label {
                Some(label) => sight.sees(label)?,
                None => sight.gives(&member)?,
            };
            if sees {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Writes down who had what, and sends each partner its notice. Nobody in particular cannot be told.
    pub(super) fn tell(&mut self, recall: i64, told: Vec<Told>) -> Result<()> {
        let mut by_partner: BTreeMap<i64, Vec<Told>> = BTreeMap::new();
        for had in told {
            by_partner.entry(had.partner).or_default().push(had);
        }
        planted!(NoticeToAll, self.everybody(&mut by_partner)?, ());
        for (partner, had) in by_partner {
            for part in parts(had) {
                self.tell_one(recall, partner, part)?;
            }
        }
        Ok(())
    }

    fn tell_one(&mut self, recall: i64, partner: i64, had: Vec<Told>) -> Result<()> {
        let notice = match partner {
            0 => None,
            _ => Some(self.notify(recall, partner, &had)?),
        };
        let (notice, id) = notice.unzip();
        let versions: Vec<_> = had.iter().map(|one| (&one.id, &one.versions)).collect();
        let detail =
            json!({ "recall": recall, "partner": partner, "notice": id, "versions": versions });
        self.audit(ACTOR, "recall.told", &detail)?;
        for one in had {
            const SQL: &str = "INSERT INTO told(recall, partner, object, version, notice) \
                               VALUES (?1, ?2, ?3, ?4, ?5)";
            let mut add = self.conn.prepare_cached(SQL)?;
            add.execute((recall, partner, one.object, one.versions.join(", "), notice))?;
        }
        Ok(())
    }

    /// Sends a partner its notice; gives its number and its id.
    fn notify(&mut self, recall: i64, partner: i64, had: &[Told]) -> Result<(i64, String)> {
        const SQL: &str = "SELECT partner, why, reason FROM recall WHERE key = ?1";
        let (by, why, reason): (i64, String, String) =
            self.conn.query_row(SQL, [recall], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        let mut recalled: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for one in had {
            let versions = recalled.entry(one.id.clone()).or_default();
            versions.extend(one.versions.iter().cloned());
            planted!(
                NoticeNamesAll,
                versions.extend(self.all_versions(&one.id)?),
                ()
            );
        }
        let sent: i64 = self.conn.query_row(
            "SELECT count(*) FROM notice WHERE partner = ?1",
            [partner],
            |row| row.get(0),
        )?;
        let id = format!(
            "recall--{}",
            self.derived(&format!("notice {sent} for {partner}"))?
        );
        let notice = Notice {
            id: id.clone(),
            created: format_micros(self.now),
            recalled: (recalled.into_iter())
                .map(|(id, versions)| (id, versions.into_iter().collect()))
                .collect(),
            by_originator: by != 0,
            why: Why::parse(&why).unwrap_or(Why::TakenBack),
            reason,
        };
        let collection = self.notices_for(partner)?;
        put_notice(self, partner, &collection, &notice.to_json())?;
        const ADD: &str = "INSERT INTO notice(id, recall, partner, at) VALUES (?1, ?2, ?3, ?4)";
        self.conn.execute(ADD, (&id, recall, partner, self.now))?;
        Ok((self.conn.last_insert_rowid(), id))
    }

    /// A partner's collection of notices, made when it is first needed.
    fn notices_for(&mut self, partner: i64) -> Result<Collection> {
        let id = self.derived(&format!("notices for {partner}"))?;
        let policy = self.policy()?;
        if let Some(found) = policy.collection(&id) {
            return Ok(found.clone());
        }
        let name = policy.partners.get(&partner).map(|p| p.name.clone());
        let name = name.unwrap_or_default();
        let new = NewCollection {
            id: Some(id),
            title: format!("Notices for {name}"),
            description: Some(
                "What was taken back of what you were served. Post a recall-acknowledgement here."
                    .to_owned(),
            ),
            alias: None,
            public: false,
            communities: Vec::new(),
        };
        let made = collections::create(self, ACTOR, new)?;
        collections::give(self, ACTOR, &made, (&name, partner), (true, true))?;
        Ok(made)
    }

    #[cfg(feature = "planted-leaks")]
    fn everybody(&mut self, by_partner: &mut BTreeMap<i64, Vec<Told>>) -> Result<()> {
        let had: Vec<Told> = by_partner.values().next().cloned().unwrap_or_default();
        for key in self.policy()?.partners.keys() {
            let mut copy = had.clone();
            copy.iter_mut().for_each(|one| one.partner = *key);
            by_partner.entry(*key).or_insert(copy);
        }
        Ok(())
    }

    #[cfg(feature = "planted-leaks")]
    fn all_versions(&self, id: &str) -> Result<Vec<String>> {
        let mut stmt = self
            .conn
            .prepare("SELECT version FROM object WHERE id = ?1 AND version IS NOT NULL")?;
        let rows = stmt.query_map([id], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// What one reader had, by ids, in as many parts as there have to be notices.
fn parts(mut had: Vec<Told>) -> Vec<Vec<Told>> {
    had.sort_by(|a, b| (&a.id, a.object).cmp(&(&b.id, b.object)));
    let mut parts: Vec<Vec<Told>> = Vec::new();
    let mut ids = MOST_RECALLED;
    for one in had {
        let last = parts.last().and_then(|part| part.last());
        let again = last.is_some_and(|last| last.id == one.id);
        ids += usize::from(!again);
        match parts.last_mut() {
            Some(part) if ids <= MOST_RECALLED => part.push(one),
            _ => {
                ids = 1;
                parts.push(vec![one]);
            }
        }
    }
    parts
}

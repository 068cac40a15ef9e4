//! Failed logins: how many an address, and a name, may have before further ones are turned away.
//!
//! Credentials that were verified before are recognised without a verification, so nothing here
//! touches a partner at work. For the rest:
//!
//! - An address that failed too often is turned away, whatever name it tries.
//! - A name that failed too often, from all addresses together, is turned away for passwords only, and
//!   only at addresses where it never succeeded. So an attacker cannot lock a partner out: its token
//!   has 256 random bits and needs no such limit, and where it has logged in before, its password
//!   works on. Names nobody has are counted like any other.

use super::AddressKey;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const WINDOW: Duration = Duration::from_secs(60);
/// Entries per table; beyond, the expired go first, then the oldest.
const REMEMBERED: usize = 16_384;

/// Counts failures over the last minute.
#[derive(Debug)]
pub struct Failures {
    most: u64,
    tables: Mutex<Tables>,
}

#[derive(Debug, Default)]
struct Tables {
    addresses: HashMap<AddressKey, Count>,
    names: HashMap<String, Count>,
    /// Where a name logged in successfully, and when last.
    at_home: HashMap<(String, AddressKey), Instant>,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    failures: u64,
    since: Instant,
}

/// Who tries.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// From where.
    pub address: AddressKey,
    /// The name claimed.
    pub name: &'a str,
    /// Whether the secret has the form of a token, which cannot be guessed.
    pub token: bool,
}

/// An attempt that was counted and may be verified.
#[derive(Debug)]
pub struct Begun<'a> {
    attempt: Attempt<'a>,
    by_name: bool,
}

impl Failures {
    /// `most` failures a minute for an address; as many for a name.
    pub fn new(most: u64) -> Self {
        Self {
            most: most.max(1),
            tables: Mutex::default(),
        }
    }

    /// Counts the attempt as a failure until [`succeeded`](Self::succeeded) says otherwise, so that
    /// many at once cannot slip through. `Err` is how long to wait: the attempt must not be verified.
    pub fn begin<'a>(&self, attempt: Attempt<'a>, now: Instant) -> Result<Begun<'a>, Duration> {
        let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        let tables = &mut *tables;
        let key = (attempt.name.to_owned(), attempt.address);
        let limited_by_name = !attempt.token && !tables.at_home.contains_key(&key);
        if limited_by_name {
            check(&tables.names, attempt.name, self.most, now)?;
        }
        check(&tables.addresses, &attempt.address, self.most, now)?;
        add(&mut tables.addresses, attempt.address, now);
        if limited_by_name {
            add(&mut tables.names, key.0, now);
        }
        Ok(Begun {
            attempt,
            by_name: limited_by_name,
        })
    }

    /// Takes back what [`begin`](Self::begin) counted and remembers where the name is at home.
    pub fn succeeded(&self, begun: Begun<'_>, now: Instant) {
        let attempt = begun.attempt;
        let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        take_back(&mut tables.addresses, attempt.address);
        if begun.by_name {
            take_back(&mut tables.names, attempt.name.to_owned());
        }
        let at_home = &mut tables.at_home;
        if at_home.len() >= REMEMBERED
            && let Some(oldest) = at_home.iter().min_by_key(|(_, at)| **at)
        {
            let oldest = oldest.0.clone();
            at_home.remove(&oldest);
        }
        at_home.insert((attempt.name.to_owned(), attempt.address), now);
    }
}

fn check<K, Q>(table: &HashMap<K, Count>, key: &Q, most: u64, now: Instant) -> Result<(), Duration>
where
    K: Hash + Eq + std::borrow::Borrow<Q>,
    Q: Hash + Eq + ?Sized,
{
    match table.get(key) {
        Some(count) if count.failures >= most && !expired(count, now) => {
            Err((count.since + WINDOW).saturating_duration_since(now))
        }
        _ => Ok(()),
    }
}

fn add<K: Hash + Eq + Clone>(table: &mut HashMap<K, Count>, key: K, now: Instant) {
    if table.len() >= REMEMBERED && !table.contains_key(&key) {
        table.retain(|_, count| !expired(count, now));
        if table.len() >= REMEMBERED
            && let Some(oldest) = table.iter().min_by_key(|(_, count)| count.since)
        {
            let oldest = oldest.0.clone();
            table.remove(&oldest);
        }
    }
    let fresh = Count {
        failures: 0,
        since: now,
    };
    let count = table.entry(key).or_insert(fresh);
    if expired(count, now) {
        *count = fresh;
    }
    count.failures += 1;
}

fn take_back<K: Hash + Eq>(table: &mut HashMap<K, Count>, key: K) {
    if let Entry::Occupied(mut entry) = table.entry(key) {
        let count = entry.get_mut();
        count.failures = count.failures.saturating_sub(1);
        if count.failures == 0 {
            entry.remove();
        }
    }
}

fn expired(count: &Count, now: Instant) -> bool {
    now.saturating_duration_since(count.since) >= WINDOW
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::IpAddr;

    fn from<'a>(address: &str, name: &'a str) -> Attempt<'a> {
        Attempt {
            address: address.parse::<IpAddr>().expect("an address").into(),
            name,
            token: false,
        }
    }

    #[test]
    fn an_address_is_turned_away_whatever_the_name() {
        let failures = Failures::new(2);
        let now = Instant::now();
        assert!(failures.begin(from("192.0.2.1", "a"), now).is_ok());
        assert!(failures.begin(from("192.0.2.1", "b"), now).is_ok());
        assert_eq!(
            failures.begin(from("192.0.2.1", "c"), now).err(),
            Some(WINDOW)
        );
        assert!(failures.begin(from("192.0.2.2", "c"), now).is_ok());
        assert!(failures.begin(from("192.0.2.1", "c"), now + WINDOW).is_ok());
    }

    #[test]
    fn a_success_is_no_failure() {
        let failures = Failures::new(1);
        let now = Instant::now();
        for _ in 0..5 {
            let begun = failures.begin(from("192.0.2.1", "a"), now);
            failures.succeeded(begun.expect("not limited"), now);
        }
    }

    #[test]
    fn a_name_under_attack_is_not_locked_for_its_partner() {
        let failures = Failures::new(3);
        let now = Instant::now();
        let home = from("198.51.100.7", "partner");
        failures.succeeded(failures.begin(home, now).expect("not limited"), now);
        for host in 1..=3 {
            let address = format!("192.0.2.{host}");
            assert!(failures.begin(from(&address, "partner"), now).is_ok());
        }
        assert!(
            failures.begin(from("192.0.2.9", "partner"), now).is_err(),
            "guessing stops"
        );
        assert!(failures.begin(home, now).is_ok(), "at home it goes on");
        let token = Attempt {
            token: true,
            ..from("203.0.113.1", "partner")
        };
        assert!(
            failures.begin(token, now).is_ok(),
            "a token works from anywhere"
        );
    }
}

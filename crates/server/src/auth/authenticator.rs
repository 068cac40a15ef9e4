//! Checks credentials, at the price of a password hash only the first time.
//!
//! What was verified is remembered under an HMAC with a key of this process, together with the hash it
//! was verified against. When the store's policy generation rises, the partner is read again before it
//! is believed: a rotated or disabled credential stops working at once, everywhere.

use super::{Caller, Presented, credential};
use crate::http::Problem;
use crate::limits::failures::Attempt;
use crate::limits::{AddressKey, Failures};
use handling::planted;
use http::StatusCode;
use ring::hmac;
use ring::rand::SystemRandom;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Instant;
use store::{Partner, Store};
use tokio::sync::Semaphore;

/// Password hashes computed at once: each takes 19 MiB and a core.
const VERIFICATIONS_AT_ONCE: usize = 2;
/// Verified credentials remembered.
const REMEMBERED: usize = 4096;

/// The SHA-256 of a verified client certificate.
pub type Fingerprint = [u8; 32];

/// Checks who is calling.
pub struct Authenticator {
    anonymous: bool,
    key: hmac::Key,
    /// Verified against when a name is unknown, so that this takes as long.
    decoy: &'static str,
    failures: Failures,
    verifications: Arc<Semaphore>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    verified: HashMap<[u8; 32], Verified>,
    policy: Option<Policy>,
}

struct Verified {
    credential_hash: String,
    generation: i64,
    caller: Caller,
}

/// What is derived from the store's policy, for one generation of it.
#[derive(Clone)]
struct Policy {
    generation: i64,
    anything_public: bool,
    by_certificate: Arc<HashMap<String, Caller>>,
}

/// The outcome of looking at a request's proof without hashing.
#[derive(Debug)]
pub enum Recalled {
    /// It is known who calls.
    Caller(Caller),
    /// The credentials have to be verified first.
    Unverified(Presented),
}

impl Authenticator {
    /// `anonymous`: public collections may be read by anybody; `failed_logins` a minute are borne.
    pub fn new(anonymous: bool, failed_logins: u64) -> Result<Self, credential::Error> {
        let random = SystemRandom::new();
        let key = hmac::Key::generate(hmac::HMAC_SHA256, &random)
            .map_err(|_| credential::Error::Randomness)?;
        Ok(Self {
            anonymous,
            key,
            decoy: decoy()?,
            failures: Failures::new(failed_logins),
            verifications: Arc::new(Semaphore::new(VERIFICATIONS_AT_ONCE)),
            known: Mutex::default(),
        })
    }

    /// Who calls, if that is known without a verification. Reads the store.
    pub fn recall(
        &self,
        store: &Store,
        presented: Option<Presented>,
        certificate: Option<Fingerprint>,
    ) -> Result<Recalled, Problem> {
        let generation = store.policy_generation()?;
        let certified = match certificate {
            Some(fingerprint) => {
                let policy = self.policy(store, generation)?;
                policy
                    .by_certificate
                    .get(&hexadecimal(&fingerprint))
                    .cloned()
            }
            None => None,
        };
        match (presented, certified) {
            (None, Some(caller)) => Ok(Recalled::Caller(caller)),
            (None, None) => self
                .anonymous_caller(store, generation)
                .map(Recalled::Caller),
            // A certificate of one partner with the password of another is neither.
            (Some(presented), Some(caller)) if presented.name != caller.name() => {
                Err(Problem::unauthorized())
            }
            (Some(presented), _) => Ok(match self.remembered(store, &presented, generation)? {
                Some(caller) => Recalled::Caller(caller),
                None => Recalled::Unverified(presented),
            }),
        }
    }

    /// Verifies credentials that were not recalled. Takes as long for names nobody has.
    pub async fn verify(
        self: &Arc<Self>,
        store: &Store,
        presented: Presented,
        address: AddressKey,
    ) -> Result<Caller, Problem> {
        let address = planted!(LoginsShared, std::net::IpAddr::from([0; 4]).into(), address);
        let attempt = Attempt {
            address,
            name: &presented.name,
            token: presented.is_token(),
        };
        let begun = self
            .failures
            .begin(attempt, Instant::now())
            .map_err(|after| {
                tracing::warn!(%address, "too many failed logins");
                let description = "too many failed logins";
                Problem::later(StatusCode::TOO_MANY_REQUESTS, description, after)
            })?;
        let permit = Arc::clone(&self.verifications).acquire_owned().await;
        let (this, store, claim) = (Arc::clone(self), store.clone(), presented.clone());
        let outcome = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            this.verify_now(&store, &claim)
        });
        let outcome = outcome.await.map_err(|_| Problem::internal())??;
        match outcome {
            Some(caller) => {
                self.failures.succeeded(begun, Instant::now());
                Ok(caller)
            }
            None => {
                tracing::info!(%address, "a login failed");
                Err(Problem::unauthorized())
            }
        }
    }

    fn verify_now(&self, store: &Store, presented: &Presented) -> Result<Option<Caller>, Problem> {
        let generation = store.policy_generation()?;
        let partner = self.enabled_partner(store, &presented.name)?;
        let hash = partner
            .as_ref()
            .map_or(self.decoy, |partner| &partner.credential_hash);
        let fits = credential::verify(hash, &presented.secret);
        let Some(partner) = partner.filter(|_| fits) else {
            return Ok(None);
        };
        let caller = Caller::partner(&partner);
        let verified = Verified {
            credential_hash: partner.credential_hash,
            generation,
            caller: caller.clone(),
        };
        let mut known = self.lock();
        if known.verified.len() >= REMEMBERED {
            known.verified.clear();
        }
        known.verified.insert(self.digest(presented), verified);
        Ok(Some(caller))
    }

    /// The caller these credentials were verified for, if the partner is still what it was.
    fn remembered(
        &self,
        store: &Store,
        presented: &Presented,
        generation: i64,
    ) -> Result<Option<Caller>, Problem> {
        let digest = self.digest(presented);
        let credential_hash = match self.lock().verified.get(&digest) {
            None => return Ok(None),
            Some(known) if known.generation == generation => {
                return Ok(Some(known.caller.clone()));
            }
            Some(known) => known.credential_hash.clone(),
        };
        let partner = self.enabled_partner(store, &presented.name)?;
        let mut known = self.lock();
        match partner.filter(|partner| partner.credential_hash == credential_hash) {
            Some(partner) => {
                let caller = Caller::partner(&partner);
                let verified = Verified {
                    credential_hash,
                    generation,
                    caller: caller.clone(),
                };
                known.verified.insert(digest, verified);
                Ok(Some(caller))
            }
            None => {
                known.verified.remove(&digest);
                Ok(None)
            }
        }
    }

    fn anonymous_caller(&self, store: &Store, generation: i64) -> Result<Caller, Problem> {
        if self.anonymous && self.policy(store, generation)?.anything_public {
            return Ok(Caller::anonymous());
        }
        Err(Problem::unauthorized())
    }

    fn policy(&self, store: &Store, generation: i64) -> Result<Policy, Problem> {
        let known = self.lock().policy.clone();
        if let Some(policy) = known.filter(|policy| policy.generation == generation) {
            return Ok(policy);
        }
        let public = store.collections(Caller::anonymous().clearance())?;
        let partners = store.partners()?;
        let certified = partners.iter().filter(|partner| partner.enabled);
        let by_certificate = certified.filter_map(|partner| {
            let certificate = partner.certificate.as_deref()?;
            Some((plain_hexadecimal(certificate), Caller::partner(partner)))
        });
        let policy = Policy {
            generation,
            anything_public: !public.is_empty(),
            by_certificate: Arc::new(by_certificate.collect()),
        };
        self.lock().policy = Some(policy.clone());
        Ok(policy)
    }

    fn enabled_partner(&self, store: &Store, name: &str) -> Result<Option<Partner>, Problem> {
        if !credential::is_partner_name(name) {
            return Ok(None);
        }
        Ok(store.partner(name)?.filter(|partner| partner.enabled))
    }

    fn digest(&self, presented: &Presented) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.key);
        // A name has no NUL, so name and secret cannot run into each other.
        context.update(presented.name.as_bytes());
        context.update(&[0]);
        context.update(presented.secret.as_bytes());
        let mut digest = [0; 32];
        digest.copy_from_slice(context.sign().as_ref());
        digest
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A hash that no credential fits, made once in a process.
fn decoy() -> Result<&'static str, credential::Error> {
    static DECOY: OnceLock<String> = OnceLock::new();
    if let Some(made) = DECOY.get() {
        return Ok(made);
    }
    let made = credential::hash(credential::Token::generate("nobody")?.as_str())?;
    Ok(DECOY.get_or_init(|| made))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A fingerprint as people write it, `AB:CD:…`, in the form compared here.
fn plain_hexadecimal(text: &str) -> String {
    let digits = text.chars().filter(|c| c.is_ascii_hexdigit());
    digits.map(|digit| digit.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_compare_in_any_notation() {
        assert_eq!(plain_hexadecimal("AB:0c"), hexadecimal(&[0xab, 0x0c]));
    }

    #[test]
    fn what_is_remembered_depends_on_name_and_secret() {
        let authenticator = Authenticator::new(true, 1).unwrap();
        let digest = |name: &str, secret: &str| {
            authenticator.digest(&Presented {
                name: name.to_owned(),
                secret: secret.to_owned(),
            })
        };
        assert_eq!(digest("a", "bc"), digest("a", "bc"));
        assert_ne!(digest("a", "bc"), digest("ab", "c"));
        assert_ne!(digest("a", "bc"), digest("a", "bd"));
    }
}

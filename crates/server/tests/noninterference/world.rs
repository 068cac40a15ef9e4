//! A world that runs: a store and the real dispatcher above it, with a clock and randomness that are set by hand.

use super::object::{GIVEN, MARKINGS, definition};
use super::policy::{PARTNERS, Policy, SHARED, collection_id, communities, identity};
use argon2::password_hash::PasswordHasher;
use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt, Full};
use server::http::{App, Busy, Peer, Settings, answer};
use server::randomness::Randomness;
use server::streams::{Format, Plan, Served};
use server::taxii::background::Worker;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use stix::{Limits, Object};
use store::{
    Clock, Incoming, NewCollection, NewPartner, NewPerson, Options, Reach, Relabel, Source, Store,
    Submission,
};

/// 2026-11-01; the clock stands still within a step.
const START: i64 = 1_793_491_200_000_000;
const STEP: i64 = 1_000_000;

pub fn time_of(step: u64) -> i64 {
    START + step as i64 * STEP
}

struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// SplitMix64, set anew before every step.
struct Seeded(AtomicU64);

impl Randomness for Seeded {
    fn fill(&self, bytes: &mut [u8]) -> bool {
        for chunk in bytes.chunks_mut(8) {
            let state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;
            chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
        }
        true
    }
}

/// What a caller sends.
#[derive(Debug, Clone, PartialEq)]
pub struct Ask {
    pub method: &'static str,
    pub target: String,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

/// What comes back: nothing is left out and nothing is made equal.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, Vec<u8>)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<String> {
        let mut found = self.headers.iter().filter(|(known, _)| known == name);
        found
            .next()
            .map(|(_, value)| String::from_utf8_lossy(value).into_owned())
    }

    /// A string member of the JSON body.
    pub fn member(&self, name: &str) -> Option<String> {
        let body: serde_json::Value = serde_json::from_slice(&self.body).ok()?;
        Some(body.get(name)?.as_str()?.to_owned())
    }
}

pub struct World {
    pub store: Store,
    pub app: Arc<App>,
    clock: Arc<Hand>,
    randomness: Arc<Seeded>,
    worker: Option<Worker>,
    _folder: tempfile::TempDir,
}

/// Objects per request beyond which it is worked off in the background.
pub const BACKGROUND: usize = 3;
/// Requests one client may send at once.
pub const BURST: u64 = 60;
/// Wrong credentials an address may send in a minute.
pub const FAILED_LOGINS: u64 = 4;

pub fn settings() -> Settings {
    let mut settings = Settings::new(([127, 0, 0, 1], 0).into());
    settings.max_page_size = 5;
    settings.page_bytes = 1_200;
    settings.background_objects = BACKGROUND;
    settings.public_url = Some("https://taxii.example.org".to_owned());
    settings.metrics_token = Some(server::auth::credential::Secret::new("the operator's"));
    settings.limits.requests_per_second = 1;
    settings.limits.burst = BURST;
    settings.limits.failed_logins = FAILED_LOGINS;
    settings.streams = ["open", "shut"].map(stream).to_vec();
    settings
}

/// A stream of the operator's, matched against all there is. P may post to the one that is open.
fn stream(name: &str) -> Served {
    let format = Format::Named("ndjson".to_owned());
    Served {
        plan: Plan {
            collection: Some(collection_id(0)),
            tlp: stix::marking::Tlp::Red,
            every: 1,
            ..Plan::new(name, format)
        },
        accept: PARTNERS[usize::from(name == "shut")..][..1]
            .iter()
            .map(|p| (*p).to_owned())
            .collect(),
    }
}

impl World {
    /// An empty store under a policy; `secret` is the number of the collection that only this world has.
    pub fn new(policy: &Policy, secret: Option<usize>) -> Self {
        Self::with(policy, secret, settings())
    }

    pub fn with(policy: &Policy, secret: Option<usize>, settings: Settings) -> Self {
        let folder = folder();
        let clock = Arc::new(Hand(AtomicI64::new(START - STEP)));
        let randomness = Arc::new(Seeded(AtomicU64::new(0)));
        let options = Options {
            readers: 2,
            default_tlp: super::model::DEFAULT,
            skew: super::model::SKEW,
            secret: Some([7; 32]),
            relabel_inline: relabel_inline().unwrap_or(1_000),
            relabel: Relabel::ByHand,
            ..Options::new(clock.clone())
        };
        let store = Store::open(folder.path(), options).expect("a store");
        let app = App::with_randomness(settings, store.clone(), clock.clone(), randomness.clone())
            .expect("an app");
        let world = Self {
            store,
            app,
            clock,
            randomness,
            worker: None,
            _folder: folder,
        };
        world.furnish(policy, secret);
        world
    }

    fn furnish(&self, policy: &Policy, secret: Option<usize>) {
        for (at, spec) in policy.partners.iter().enumerate() {
            if let Some(role) = spec.role {
                let reach = reach(policy, at);
                let new = NewPerson {
                    name: PARTNERS[at].to_owned(),
                    role,
                    max_tlp: reach.max_tlp,
                    communities: reach.communities,
                    markings: reach.markings,
                    credential_hash: hashes()[at].clone(),
                };
                let made = self.store.add_person("test", new).expect("a person");
                assert_eq!(made.key, at as i64 + 1, "the model counts on it");
                continue;
            }
            let relays_for = spec
                .relays_for
                .iter()
                .map(|other| identity(PARTNERS[*other]))
                .collect();
            let new = NewPartner {
                name: PARTNERS[at].to_owned(),
                identities: vec![identity(PARTNERS[at])],
                max_tlp: spec.max_tlp,
                communities: communities(spec.communities),
                markings: policy.clearance(at).markings.into_iter().collect(),
                relays_for,
                default_tlp: spec.default_tlp,
                credential_hash: hashes()[at].clone(),
                certificate: Some(format!("{:02x}", at + 1).repeat(32)),
            };
            let made = self.store.add_partner("test", new).expect("a partner");
            assert_eq!(made.key, at as i64 + 1, "the model counts on it");
        }
        for at in 0..SHARED {
            self.add_collection(policy, at);
        }
        if let Some(secret) = secret {
            self.add_collection(policy, secret);
        }
        let given: Vec<String> = MARKINGS[..GIVEN]
            .iter()
            .map(|name| definition(name, 0))
            .collect();
        self.submit(operator(), 0, &given).expect("an import");
    }

    /// P's clearance and rights become those of the policy.
    pub fn change(&self, policy: &Policy) {
        let store = &self.store;
        let to = reach(policy, 0);
        store
            .set_clearance("test", PARTNERS[0], to)
            .expect("a clearance");
        for (at, collection) in policy.collections.iter().enumerate() {
            let (id, right) = (collection_id(at), collection.rights[0]);
            let done = match right {
                0 => store.revoke("test", &id, PARTNERS[0]),
                _ => store.grant("test", &id, PARTNERS[0], right & 1 != 0, right & 2 != 0),
            };
            done.expect("a right");
        }
    }

    pub fn add_collection(&self, policy: &Policy, at: usize) {
        let spec = policy.collections.get(at);
        let new = NewCollection {
            id: Some(collection_id(at)),
            title: format!("Collection {at}"),
            description: None,
            alias: spec
                .is_none_or(|spec| spec.aliased)
                .then(|| format!("alias-{at}")),
            public: spec.is_some_and(|spec| spec.public),
            communities: spec
                .map(|spec| communities(spec.communities))
                .unwrap_or_default(),
        };
        self.store
            .create_collection("test", new)
            .expect("a collection");
        let rights = policy.rights(at);
        for (partner, right) in rights.iter().enumerate().filter(|(_, right)| **right != 0) {
            let granted = self.store.grant(
                "test",
                &collection_id(at),
                PARTNERS[partner],
                right & 1 != 0,
                right & 2 != 0,
            );
            granted.expect("a grant");
        }
    }

    /// The clock and the randomness of a step, after what was left to relabel of the one before.
    pub fn set(&self, step: u64) {
        if relabel_inline().is_some() {
            while self.store.relabel_few().expect("a slice") {}
        }
        self.clock.0.store(time_of(step), Ordering::SeqCst);
        self.app.streams.refresh().expect("indicators");
        self.randomness
            .0
            .store(step.wrapping_mul(0x2545_f491_4f6c_dd1d), Ordering::SeqCst);
    }

    /// Straight into the store, without HTTP.
    pub fn submit(
        &self,
        source: Source,
        collection: usize,
        texts: &[String],
    ) -> store::Result<store::Receipt> {
        let incoming = |text: &String| {
            let object =
                Object::parse(text.as_bytes(), &Limits::default()).expect("items can be read");
            (Incoming::new(&object), None)
        };
        self.store.submit(Submission {
            source,
            collection: Some(collection_id(collection)),
            objects: texts.iter().map(incoming).collect(),
            default_tlp: None,
            status: None,
            checkpoint: None,
        })
    }

    /// Sends a request and waits until nothing is left to do in the background.
    pub fn send(&mut self, runtime: &tokio::runtime::Runtime, from: &Peer, ask: &Ask) -> Answer {
        let mut request = Request::builder().method(ask.method).uri(&ask.target);
        request = request.header("host", "taxii.example.org");
        for (name, value) in &ask.headers {
            request = request.header(*name, value);
        }
        let request = request
            .body(Full::new(Bytes::from(ask.body.clone())))
            .expect("a request");
        let response = runtime.block_on(answer(
            self.app.clone(),
            from.clone(),
            Busy::default(),
            request,
        ));
        let answer = read(runtime, response);
        if answer.status == 202 && answer.member("status").as_deref() == Some("pending") {
            self.work_off();
        }
        answer
    }

    fn work_off(&mut self) {
        let app = &self.app;
        self.worker
            .get_or_insert_with(|| app.background.start(app).expect("a worker"));
        for _ in 0..20_000 {
            if self.store.pending_jobs().expect("jobs").is_empty() {
                return;
            }
            std::thread::sleep(Duration::from_micros(200));
        }
        panic!("a background job does not end");
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.stop();
        }
    }
}

/// `TANSIQ_NI_RELABEL=1`: whatever more than so many objects rest on is relabelled in slices, the smallest there are.
fn relabel_inline() -> Option<usize> {
    let text = std::env::var("TANSIQ_NI_RELABEL").ok()?;
    Some(text.parse().expect("TANSIQ_NI_RELABEL is a number"))
}

fn reach(policy: &Policy, partner: usize) -> Reach {
    let spec = &policy.partners[partner];
    Reach {
        max_tlp: spec.max_tlp,
        communities: communities(spec.communities),
        markings: policy.clearance(partner).markings.into_iter().collect(),
    }
}

pub fn operator() -> Source {
    Source::Operator("operator".to_owned())
}

fn read(runtime: &tokio::runtime::Runtime, response: Response<Full<Bytes>>) -> Answer {
    let (parts, body) = response.into_parts();
    let headers = parts.headers.iter();
    let body = runtime.block_on(body.collect()).expect("a body in memory");
    Answer {
        status: parts.status.as_u16(),
        headers: headers
            .map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()))
            .collect(),
        body: body.to_bytes().to_vec(),
    }
}

/// In memory where there is such a folder: ten thousand stores are opened.
fn folder() -> tempfile::TempDir {
    let memory = PathBuf::from("/dev/shm");
    let made = match memory.is_dir() {
        true => tempfile::tempdir_in(memory),
        false => tempfile::tempdir(),
    };
    made.expect("a folder")
}

/// Each partner calls from its own address.
pub fn peer(partner: usize, certificate: bool) -> Peer {
    Peer {
        address: SocketAddr::from(([192, 0, 2, 10 + partner as u8], 40_000)),
        certificate: certificate.then_some([partner as u8 + 1; 32]),
        encrypted: true,
    }
}

pub fn password(partner: usize) -> String {
    format!("the password of {}", PARTNERS[partner])
}

/// Cheap on purpose: a real hash takes longer than a whole script.
fn hashes() -> &'static [String; 4] {
    static HASHES: OnceLock<[String; 4]> = OnceLock::new();
    HASHES.get_or_init(|| {
        std::array::from_fn(|partner| {
            let params = argon2::Params::new(8, 1, 1, None).expect("parameters");
            let cheap =
                argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
            let hash = cheap
                .hash_password_with_salt(password(partner).as_bytes(), &[partner as u8 + 1; 16]);
            hash.expect("a hash").to_string()
        })
    })
}

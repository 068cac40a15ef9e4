//! A real server in this process, and the kinds of callers it has.

use server::auth::credential::{Token, hash};
use server::clock::SystemClock;
use server::http::{Server, Settings, runtime};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use stix::marking::Tlp;
use store::{Collection, NewCollection, NewPartner, NewPerson, Options, Role, Store};
use tokio::sync::oneshot;

pub const TAXII: &str = "application/taxii+json;version=2.1";
pub const CLEAR: &str = "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9";
pub const GREEN: &str = "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da";
/// Attempts before a test gives up on something that happens beside it.
pub const PATIENCE: usize = 3000;
pub const RED: &str = "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed";

/// Runs until dropped.
pub struct TestServer {
    pub address: SocketAddr,
    pub store: Store,
    pub folder: Arc<tempfile::TempDir>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl TestServer {
    pub fn start() -> Self {
        Self::with(|_| {})
    }

    pub fn with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::on(Arc::new(tempfile::tempdir().expect("a folder")), change)
    }

    /// On the store of an earlier server.
    pub fn on(folder: Arc<tempfile::TempDir>, change: impl FnOnce(&mut Settings)) -> Self {
        let store =
            Store::open(folder.path(), Options::new(Arc::new(SystemClock))).expect("a store");
        let mut settings = Settings::new(([127, 0, 0, 1], 0).into());
        settings.limits.linger_timeout = Duration::from_secs(2);
        change(&mut settings);
        let (stop, stopped) = oneshot::channel::<()>();
        let (ready, listening) = std::sync::mpsc::channel();
        let opened = store.clone();
        let thread = std::thread::spawn(move || {
            let runtime = runtime(&settings).expect("threads");
            runtime.block_on(async {
                let server = Server::bind(settings, opened, Arc::new(SystemClock)).await;
                let server = server.expect("an address");
                ready.send(server.local_addr()).expect("somebody waits");
                let stop = async {
                    let _ = stopped.await;
                };
                server.run(stop).await.expect("a clean end");
            });
        });
        Self {
            address: listening.recv().expect("it listens"),
            store,
            folder,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// Tells it to stop and returns at once.
    pub fn begin_stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }

    /// Whether it has.
    pub fn has_stopped(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Waits until it has stopped.
    pub fn stop(&mut self) {
        self.begin_stop();
        if let Some(thread) = self.thread.take() {
            thread.join().expect("a clean end");
        }
    }

    pub fn collection(&self, title: &str, public: bool) -> Collection {
        let new = NewCollection {
            id: None,
            title: title.to_owned(),
            description: None,
            alias: Some(title.to_lowercase().replace(' ', "-")),
            public,
            communities: Vec::new(),
        };
        self.store
            .create_collection("test", new)
            .expect("a collection")
    }

    pub fn grant(&self, collection: &Collection, actor: &Actor, read: bool, write: bool) {
        let name = actor.name.as_deref().expect("a partner");
        let granted = self.store.grant("test", &collection.id, name, read, write);
        granted.expect("a grant");
    }

    pub fn anonymous(&self) -> Actor {
        Actor {
            address: self.address,
            name: None,
            authorization: None,
        }
    }

    /// A partner cleared up to TLP:AMBER+STRICT.
    pub fn partner(&self, name: &str) -> Actor {
        self.cleared(name, Tlp::AmberStrict)
    }

    /// One of the house's people, cleared up to TLP:AMBER+STRICT.
    pub fn person(&self, name: &str, role: Role) -> Actor {
        let token = Token::generate(name).expect("a token");
        let person = NewPerson {
            name: name.to_owned(),
            role,
            max_tlp: Tlp::AmberStrict,
            communities: Vec::new(),
            markings: Vec::new(),
            credential_hash: hash(token.as_str()).expect("a hash"),
        };
        self.store.add_person("test", person).expect("a person");
        Actor {
            address: self.address,
            name: Some(name.to_owned()),
            authorization: Some(format!("Bearer {}", token.as_str())),
        }
    }

    pub fn cleared(&self, name: &str, max_tlp: Tlp) -> Actor {
        let token = Token::generate(name).expect("a token");
        let identity = identity_of(name);
        self.store
            .add_partner(
                "test",
                new_partner(name, max_tlp, token.as_str(), &identity),
            )
            .expect("a partner");
        Actor {
            address: self.address,
            name: Some(name.to_owned()),
            authorization: Some(format!("Bearer {}", token.as_str())),
        }
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        self.stop();
    }
}

pub fn new_partner(name: &str, max_tlp: Tlp, secret: &str, identity: &str) -> NewPartner {
    NewPartner {
        name: name.to_owned(),
        identities: vec![identity.to_owned()],
        max_tlp,
        communities: Vec::new(),
        markings: Vec::new(),
        relays_for: Vec::new(),
        default_tlp: None,
        credential_hash: hash(secret).expect("a hash"),
        certificate: None,
    }
}

pub fn identity_of(name: &str) -> String {
    let number = name
        .bytes()
        .fold(7u64, |sum, byte| sum * 31 + u64::from(byte));
    format!(
        "identity--00000000-0000-4000-8000-{:012x}",
        number & 0xffff_ffff_ffff
    )
}

/// Somebody who sends requests.
#[derive(Clone)]
pub struct Actor {
    pub address: SocketAddr,
    pub name: Option<String>,
    pub authorization: Option<String>,
}

impl Actor {
    pub fn get(&self, path: &str) -> Response {
        self.send("GET", path, &[("accept", TAXII)], b"")
    }

    pub fn delete(&self, path: &str) -> Response {
        self.send("DELETE", path, &[("accept", TAXII)], b"")
    }

    pub fn post(&self, path: &str, body: &[u8]) -> Response {
        self.send(
            "POST",
            path,
            &[("accept", TAXII), ("content-type", TAXII)],
            body,
        )
    }

    /// With these headers beside those of the caller.
    pub fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Response {
        let mut stream = connect(self.address);
        let head = self.head(method, path, headers, Some(body.len()));
        // A server that refuses early may end the connection before all is sent.
        let _ = stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(body));
        read_response(&mut stream, method == "HEAD").expect("an answer")
    }

    pub fn head(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        length: Option<usize>,
    ) -> String {
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n", self.address);
        if let Some(authorization) = &self.authorization {
            head += &format!("authorization: {authorization}\r\n");
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        if let Some(length) = length.filter(|length| *length > 0) {
            head += &format!("content-length: {length}\r\n");
        }
        head + "\r\n"
    }
}

pub fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("a connection");
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .expect("a timeout");
    stream
        .set_write_timeout(Some(Duration::from_secs(30)))
        .expect("a timeout");
    stream
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Response {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// The `id`s of `objects`.
    #[track_caller]
    pub fn ids(&self) -> Vec<String> {
        let json = self.json();
        let objects = json["objects"].as_array().cloned().unwrap_or_default();
        objects
            .iter()
            .map(|object| object["id"].as_str().expect("an id").to_owned())
            .collect()
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        let body = String::from_utf8_lossy(&self.body).into_owned();
        assert_eq!(self.status, status, "{:?} {body}", self.headers);
        if status >= 400 {
            self.assert_error();
        }
        self
    }

    /// Every error is a TAXII error resource.
    #[track_caller]
    pub fn assert_error(&self) {
        let error: taxii::ErrorMessage = serde_json::from_slice(&self.body).expect("an error");
        assert_eq!(self.header("content-type"), Some(TAXII));
        assert_eq!(error.http_status, Some(self.status.to_string()));
        assert!(!error.title.is_empty());
        assert_eq!(
            self.status == 401,
            self.header("www-authenticate").is_some()
        );
    }
}

/// Reads one answer. `None` when the connection ends without one.
pub fn read_response(stream: &mut impl Read, bodiless: bool) -> Option<Response> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).expect("a head in ASCII");
    if head.starts_with("HTTP/1.1 100") {
        return read_response(stream, bodiless);
    }
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let mut response = Response {
        status,
        headers,
        body: Vec::new(),
    };
    let length: usize = response
        .header("content-length")
        .map_or(0, |n| n.parse().expect("n"));
    if !bodiless {
        response.body = vec![0; length];
        stream.read_exact(&mut response.body).ok()?;
    }
    Some(response)
}

/// An identity object, version `version` of number `number`.
pub fn object(number: u32, version: u32, marking: &str) -> String {
    format!(
        r#"{{"type":"identity","spec_version":"2.1","id":"{}","created":"2024-01-01T00:00:00.000Z","modified":"2024-01-01T00:00:{version:02}.000Z","name":"number {number}","identity_class":"organization","object_marking_refs":["{marking}"]}}"#,
        id(number)
    )
}

pub fn id(number: u32) -> String {
    format!("identity--{number:08x}-1111-4222-8333-000000000000")
}

pub fn version(version: u32) -> String {
    format!("2024-01-01T00:00:{version:02}.000Z")
}

pub fn envelope(objects: impl IntoIterator<Item = String>) -> Vec<u8> {
    let objects: Vec<_> = objects.into_iter().collect();
    format!(r#"{{"objects":[{}]}}"#, objects.join(",")).into_bytes()
}

pub fn objects_path(collection: &Collection) -> String {
    format!("/tansiq/collections/{}/objects/", collection.id)
}

/// A stream of JSON lines that this partner may post to.
pub fn stream(name: &str, accepted: &str) -> server::streams::Served {
    let format = server::streams::Format::Named("ndjson".to_owned());
    server::streams::Served {
        plan: server::streams::Plan::new(name, format),
        accept: vec![accepted.to_owned()],
    }
}

//! A JetStream consumer as a source, against a real broker: shared work, a broker that goes and comes back, kills, messages
//! that come again, logins and TLS.

mod support;

use async_nats::jetstream::{self, consumer::pull};
use rcgen::{CertificateParams, CertifiedIssuer, KeyPair};
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use support::{Place, shown};
use tokio::runtime::Runtime;

const GREEN: &str = "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb";

fn event(second: usize, address: &str) -> String {
    format!(
        "{{\"time\":\"2026-03-01T12:{:02}:{:02}Z\",\"src_ip\":\"{address}\"}}",
        second / 60 % 60,
        second % 60
    )
}

/// A place that knows 10.0.0.1 as evil.
fn furnished() -> Place {
    let place = Place::new();
    place.collection("intel");
    place.collection("sightings");
    let indicator = format!(
        r#"{{"type":"indicator","spec_version":"2.1","id":"indicator--00000001-0000-4000-8000-000000000000","created":"2025-01-01T00:00:00.000Z","modified":"2025-01-01T00:00:00.000Z","pattern_type":"stix","pattern":"[ipv4-addr:value = '10.0.0.1']","valid_from":"2020-01-01T00:00:00Z","object_marking_refs":["{GREEN}"]}}"#
    );
    let arguments = ["import", "-", "--collection", "intel"];
    place
        .run_with_input(&arguments, indicator.as_bytes())
        .exits(0);
    place
}

/// How often the indicator was seen, by the sightings.
fn total(place: &Place) -> u64 {
    let arguments = [
        "export",
        "--collection",
        "sightings",
        "--out",
        "-",
        "--type",
        "sighting",
    ];
    let run = place.run(&arguments);
    if run.code == 1 {
        return 0;
    }
    let bundle = run.exits(0).json();
    let objects = bundle["objects"].as_array().expect("objects").iter();
    let sightings = objects.filter(|object| object["type"] == "sighting");
    sightings
        .map(|sighting| sighting["count"].as_u64().expect("a count"))
        .sum()
}

fn until(what: &str, mut happened: impl FnMut() -> bool) {
    let started = Instant::now();
    while !happened() {
        assert!(
            started.elapsed() < Duration::from_secs(90),
            "{what} never came"
        );
        std::thread::sleep(Duration::from_millis(30));
    }
}

/// A broker in a folder of its own; killed when dropped.
struct Broker {
    folder: tempfile::TempDir,
    port: u16,
    child: Child,
}

impl Broker {
    /// `None`, and a line that says so, where there is no such program.
    fn start(config: &str) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = free.local_addr().expect("a port").port();
        drop(free);
        let config = config.replace("FOLDER", &shown(folder.path()));
        std::fs::write(folder.path().join("nats.conf"), config).expect("written");
        let child = Self::spawn(folder.path(), port)?;
        Some(Self {
            folder,
            port,
            child,
        })
    }

    fn spawn(folder: &Path, port: u16) -> Option<Child> {
        for program in ["nats-server", "/usr/sbin/nats-server"] {
            let mut command = Command::new(program);
            command
                .args(["-a", "127.0.0.1", "-p", &port.to_string(), "-js", "-sd"])
                .args([folder.join("store"), "-c".into(), folder.join("nats.conf")])
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            if let Ok(child) = command.spawn() {
                return Some(child);
            }
        }
        println!("not run: needs nats-server");
        None
    }

    fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("ends");
    }

    fn again(&mut self) {
        self.child = Self::spawn(self.folder.path(), self.port).expect("starts again");
    }

    fn address(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// The source that a watch is given.
    fn source(&self) -> String {
        format!("{}/EVENTS/tansiq", self.address())
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whoever publishes events.
struct Publisher {
    runtime: Runtime,
    context: jetstream::Context,
}

impl Publisher {
    fn to(broker: &Broker, login: Option<(&str, &str)>) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let context = runtime.block_on(async {
            let mut options = async_nats::ConnectOptions::new().retry_on_initial_connect();
            if let Some((user, password)) = login {
                options = options.user_and_password(user.to_owned(), password.to_owned());
            }
            let client = options.connect(broker.address()).await.expect("an address");
            let context = jetstream::new(client);
            let stream = || jetstream::stream::Config {
                name: "EVENTS".to_owned(),
                subjects: vec!["edge.>".to_owned()],
                ..Default::default()
            };
            let started = Instant::now();
            while let Err(error) = context.get_or_create_stream(stream()).await {
                assert!(started.elapsed() < Duration::from_secs(30), "{error}");
            }
            context
        });
        Self { runtime, context }
    }

    /// A consumer that hands messages on to others after a second.
    fn hasty_consumer(&self) {
        self.runtime.block_on(async {
            let stream = self.context.get_stream("EVENTS").await.expect("a stream");
            let config = pull::Config {
                durable_name: Some("tansiq".to_owned()),
                ack_wait: Duration::from_secs(1),
                ..Default::default()
            };
            stream.create_consumer(config).await.expect("a consumer");
        });
    }

    fn forget_consumer(&self) {
        let gone = self.context.delete_consumer_from_stream("tansiq", "EVENTS");
        self.runtime.block_on(gone).expect("gone");
    }

    /// Whether all was delivered and acknowledged.
    fn is_done(&self) -> bool {
        let info = self.runtime.block_on(async {
            let stream = self.context.get_stream("EVENTS").await.ok()?;
            stream.consumer_info("tansiq").await.ok()
        });
        info.is_some_and(|info| info.num_pending == 0 && info.num_ack_pending == 0)
    }

    fn publish(&self, bodies: impl IntoIterator<Item = String>) {
        self.runtime.block_on(async {
            let mut kept = Vec::new();
            for body in bodies {
                let sent = self.context.publish("edge.one", body.into()).await;
                kept.push(sent.expect("sent"));
            }
            for kept in kept {
                kept.await.expect("kept");
            }
        });
    }

    fn evil(&self, count: usize) {
        self.publish((0..count).map(|at| event(at, "10.0.0.1")));
    }
}

/// A watch that runs; killed when dropped.
struct Watch {
    child: Child,
    said: Arc<Mutex<Vec<String>>>,
}

impl Watch {
    fn start(place: &Place, source: &str, more: &[&str]) -> Self {
        let mut child = place
            .command(&arguments(source, more))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        let said = Arc::<Mutex<Vec<String>>>::default();
        let lines = BufReader::new(child.stderr.take().expect("piped")).lines();
        let kept = Arc::clone(&said);
        std::thread::spawn(move || {
            lines
                .map_while(Result::ok)
                .for_each(|line| kept.lock().expect("lines").push(line))
        });
        Self { child, said }
    }

    fn said(&self, part: &str) -> usize {
        let said = self.said.lock().expect("lines");
        said.iter().filter(|line| line.contains(part)).count()
    }

    fn stop(mut self) {
        let pid = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .arg(&pid)
                .status()
                .expect("runs")
                .success()
        );
        self.child.wait().expect("ends");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn arguments<'a>(source: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut arguments = vec!["watch", source, "--format", "ndjson", "--into", "sightings"];
    arguments.extend(["--every", "1ms"]);
    arguments.extend(more);
    arguments
}

#[test]
fn processes_on_two_machines_share_the_work() {
    let Some(broker) = Broker::start("") else {
        return;
    };
    let publisher = Publisher::to(&broker, None);
    let places = [furnished(), furnished()];
    let source = broker.source();
    let names = ["one", "two"];
    let watches: Vec<Watch> = (places.iter().zip(names))
        .map(|(place, name)| Watch::start(place, &source, &["--name", name]))
        .collect();
    let mut sent = 0;
    until("work for both", || {
        publisher.evil(700);
        sent += 700;
        until("all of it done", || publisher.is_done());
        places.iter().all(|place| total(place) > 0)
    });
    watches.into_iter().for_each(Watch::stop);
    assert_eq!(places.iter().map(total).sum::<u64>(), sent);
}

#[test]
fn a_broker_that_goes_away_and_comes_back_is_told_of_once() {
    let Some(mut broker) = Broker::start("") else {
        return;
    };
    let place = furnished();
    let source = broker.source();
    broker.kill();
    let watch = Watch::start(&place, &source, &[]);
    until("word of the broker", || watch.said("is waited for") == 1);
    broker.again();
    let publisher = Publisher::to(&broker, None);
    publisher.evil(100);
    until("the first", || total(&place) == 100);
    assert_eq!(watch.said("there again"), 1);
    for round in 1..=2 {
        broker.kill();
        until("word", || watch.said("is waited for") == 1 + round);
        std::thread::sleep(Duration::from_secs(2));
        broker.again();
        until("the broker", || watch.said("there again") == 1 + round);
        publisher.evil(100);
        until("the next", || total(&place) == 100 + 100 * round as u64);
        assert_eq!(watch.said("is waited for"), 1 + round, "said once a time");
    }
    watch.stop();
}

#[test]
fn a_watch_that_is_killed_again_and_again_loses_and_doubles_nothing() {
    let Some(broker) = Broker::start("") else {
        return;
    };
    let publisher = Publisher::to(&broker, None);
    publisher.hasty_consumer();
    let place = furnished();
    let source = broker.source();
    let (kills, each) = (8, 1_500);
    for kill in 0..kills {
        publisher.evil(each);
        let watch = Watch::start(&place, &source, &[]);
        let before = total(&place);
        until("some work", || {
            total(&place) > before || publisher.is_done()
        });
        std::thread::sleep(Duration::from_millis(7 * kill));
        drop(watch);
    }
    let watch = Watch::start(&place, &source, &[]);
    until("the end", || publisher.is_done());
    watch.stop();
    assert_eq!(total(&place), kills * each as u64);
}

/// The broker is told of nothing by `mute`, so all that it had comes again: to itself, and to another process.
const MUTE: &str = "authorization { users: [
  { user: mute, password: m, permissions: { publish: { deny: [\"$JS.ACK.>\"] } } }
  { user: all, password: a } ] }";

#[test]
fn what_comes_again_is_counted_once() {
    let Some(broker) = Broker::start(MUTE) else {
        return;
    };
    let publisher = Publisher::to(&broker, Some(("all", "a")));
    publisher.hasty_consumer();
    let place = furnished();
    for (file, password) in [("m", "m"), ("a", "a\n")] {
        place.write(file, password);
    }
    let source = broker.source();
    let login = ["--nats-user", "mute", "--nats-password-file", "m"];
    let mute = Watch::start(&place, &source, &[&["--name", "mute"], &login[..]].concat());
    publisher.evil(300);
    until("all of it", || total(&place) == 300);
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(total(&place), 300, "it came again to the same process");
    assert!(!publisher.is_done());
    mute.stop();
    let login = ["--nats-user", "all", "--nats-password-file", "a"];
    let other = [&["--name", "other", "--once"], &login[..]].concat();
    let run = place.run(&arguments(&source, &other));
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("0 events, 0 matches") && run.stderr.contains("messages again"),
        "{}",
        run.stderr
    );
    assert_eq!(total(&place), 300, "another process on the folder");
    assert!(publisher.is_done());
    // A consumer that is made anew begins at the first message: all are known by their numbers.
    publisher.forget_consumer();
    publisher.evil(5);
    let again = [&["--name", "mute", "--once"], &login[..]].concat();
    place.run(&arguments(&source, &again)).exits(0);
    assert_eq!(total(&place), 305);
}

#[test]
fn messages_that_are_no_events_are_counted_and_gone() {
    let Some(broker) = Broker::start("max_payload: 8MB") else {
        return;
    };
    let publisher = Publisher::to(&broker, None);
    let evil = event(1, "10.0.0.1");
    publisher.publish([
        "no event".to_owned(),
        String::new(),
        "\u{0}\u{1}{".to_owned(),
        format!("{evil}\n{evil}\r\n\n{{broken\n{evil}"),
        format!(
            "{{\"x\":\"{}\",\"src_ip\":\"10.0.0.1\"}}",
            "y".repeat(7 << 20)
        ),
    ]);
    publisher.runtime.block_on(async {
        let mut headers = async_nats::HeaderMap::new();
        headers.insert("Nats-Sequence", "999999999999999999999");
        headers.insert("Status", "409");
        headers.insert(
            "X-تجربة-دون-معنى"
                .replace(|c: char| !c.is_ascii(), "x")
                .as_str(),
            "قيمة",
        );
        let sent = publisher
            .context
            .publish_with_headers("edge.odd", headers, evil.into());
        sent.await.expect("sent").await.expect("kept");
    });
    let place = furnished();
    let run = place
        .run(&arguments(&broker.source(), &["--once"]))
        .exits(0);
    assert!(
        run.stderr.contains("5 events, 5 matches; 3 broken"),
        "{}",
        run.stderr
    );
    assert_eq!(total(&place), 5);
    let lines: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let numbers: Vec<u64> = lines
        .iter()
        .map(|line| line["line"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, [4, 4, 4, 5, 6], "the number in the stream");
    assert!(
        lines
            .iter()
            .all(|line| line["source"] == "nats EVENTS/tansiq")
    );
    assert!(publisher.is_done());
}

#[test]
fn a_consumer_that_does_not_fit_is_refused() {
    let Some(broker) = Broker::start("") else {
        return;
    };
    let publisher = Publisher::to(&broker, None);
    publisher.runtime.block_on(async {
        let stream = publisher
            .context
            .get_stream("EVENTS")
            .await
            .expect("a stream");
        let config = pull::Config {
            durable_name: Some("tansiq".to_owned()),
            ack_policy: jetstream::consumer::AckPolicy::None,
            ..Default::default()
        };
        stream.create_consumer(config).await.expect("a consumer");
    });
    let place = furnished();
    let run = place
        .run(&arguments(&broker.source(), &["--once"]))
        .exits(2);
    assert!(run.stderr.contains("explicit"), "{}", run.stderr);
    publisher.forget_consumer();
    publisher.evil(1);
    let filtered = ["--once", "--nats-filter", "edge.two"];
    place.run(&arguments(&broker.source(), &filtered)).exits(1);
    let other = ["--once", "--nats-filter", "edge.one"];
    let run = place.run(&arguments(&broker.source(), &other)).exits(2);
    assert!(run.stderr.contains("edge.two"), "{}", run.stderr);
}

const TLS: &str = "tls { cert_file: \"FOLDER/cert.pem\", key_file: \"FOLDER/key.pem\" }
authorization { user: edge, password: right }";

#[test]
fn a_broker_is_believed_by_its_certificate_and_believes_a_password() {
    let Some(mut broker) = Broker::start(TLS) else {
        return;
    };
    broker.kill();
    let key = || KeyPair::generate().expect("a key");
    let mut authority = CertificateParams::new([]).expect("parameters");
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let issuer = CertifiedIssuer::self_signed(authority, key()).expect("an authority");
    let own = key();
    let names = ["127.0.0.1".to_owned()];
    let cert = CertificateParams::new(names).expect("parameters");
    let cert = cert.signed_by(&own, &issuer).expect("signed");
    for (name, text) in [("cert.pem", cert.pem()), ("key.pem", own.serialize_pem())] {
        std::fs::write(broker.folder.path().join(name), text).expect("written");
    }
    broker.again();
    let place = furnished();
    place.write("ca.pem", issuer.as_ref().pem());
    place.write("right", "right\n");
    place.write("wrong", "wrong");
    let source = broker.source().replace("nats://", "tls://");
    let with = |password: &'static str| {
        vec![
            "--nats-ca",
            "ca.pem",
            "--nats-user",
            "edge",
            "--nats-password-file",
            password,
        ]
    };
    let watch = Watch::start(&place, &source, &with("wrong"));
    until("word of the login", || watch.said("uthorization") == 1);
    drop(watch);
    let watch = Watch::start(&place, &source, &with("right")[2..]);
    until("word of the certificate", || watch.said("certificate") >= 1);
    drop(watch);
    let watch = Watch::start(&place, &source, &with("right"));
    until("word of the stream", || watch.said("stream `EVENTS`") == 1);
    watch.stop();
}

#[test]
fn a_server_takes_from_the_consumer_that_its_configuration_names() {
    let Some(broker) = Broker::start("") else {
        return;
    };
    let publisher = Publisher::to(&broker, None);
    let place = furnished();
    let stream = format!(
        "[[stream]]\nname = \"edge\"\nformat = \"ndjson\"\ninto = \"sightings\"\nevery = \"1ms\"\n[stream.nats]\n\
         servers = [\"{}\"]\nstream = \"EVENTS\"\nconsumer = \"tansiq\"\n",
        broker.address()
    );
    let config = place.write("tansiq.toml", &stream);
    let server = place.serve(&["--config", &shown(&config)]);
    publisher.evil(50);
    until("all of it", || total(&place) == 50);
    until("all acknowledged", || publisher.is_done());
    drop(server);
    place.write("tansiq.toml", stream.replace("EVENTS", "no.stream"));
    let run = place.run(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--config",
        &shown(&config),
    ]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("`no.stream` is no name of a stream"),
        "{}",
        run.stderr
    );
}

//! The way to the brokers: connected, away, there again; and the consumer at its end.

use super::spec::{NatsSpec, read};
use crate::streams::notice::{Failed, Notice};
use crate::streams::run::Stream;
use async_nats::jetstream::consumer::{AckPolicy, Consumer, PullConsumer, pull};
use async_nats::jetstream::context::ConsumerInfoErrorKind;
use async_nats::jetstream::{self, Context};
use async_nats::{Client, ConnectOptions, Event};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Between tries to connect for the first time.
const AGAIN: Duration = Duration::from_millis(500);
/// For one answer of the broker.
const PATIENCE: Duration = Duration::from_secs(5);
/// A message that is not acknowledged for so long is handed to another process.
const ACK_WAIT: Duration = Duration::from_secs(60);
/// Messages that may be unacknowledged, all processes together.
const MOST_UNACKNOWLEDGED: i64 = 20_000;

/// The connection of one source.
pub(super) struct Reach<'s> {
    stream: &'s Arc<Stream>,
    name: String,
    client: Client,
    context: Context,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    away: AtomicBool,
    /// Nothing more is taken.
    left: AtomicBool,
    /// What was said to be wrong and is not well yet, so that nothing is said twice.
    said: Mutex<Option<String>>,
}

impl State {
    /// Says what is wrong unless something was already.
    fn news(&self, what: &str, say: impl FnOnce()) {
        let before = lock(&self.said).replace(what.to_owned());
        if before.is_none() {
            say();
        }
    }
}

impl<'s> Reach<'s> {
    /// Connects; a broker that is not there yet is waited for. `None`: the stream stops.
    pub(super) async fn new(
        stream: &'s Arc<Stream>,
        spec: &NatsSpec,
    ) -> Result<Option<Self>, Failed> {
        let name = spec.name();
        let state = Arc::<State>::default();
        while !stream.stops() {
            let (told, of, called) = (Arc::clone(stream), Arc::clone(&state), name.clone());
            let options = options(spec).map_err(|why| Failed::Input(name.clone(), why))?;
            let options = options.event_callback(move |event| {
                heard(&told, &called, &of, &event);
                std::future::ready(())
            });
            match options.connect(spec.servers.clone()).await {
                Err(error) => {
                    let what = format!("{}; the broker is waited for", chain(&error));
                    state.news(&what, || say(stream, &name, &what));
                    tokio::time::sleep(AGAIN).await;
                }
                Ok(client) => {
                    let mut context = jetstream::new(client.clone());
                    context.set_timeout(PATIENCE);
                    return Ok(Some(Self {
                        stream,
                        name,
                        client,
                        context,
                        state,
                    }));
                }
            }
        }
        Ok(None)
    }

    /// The consumer, and when its stream was made. `None`: the broker does not say at the moment.
    pub(super) async fn consumer(
        &self,
        spec: &NatsSpec,
    ) -> Result<Option<(PullConsumer, String)>, Failed> {
        let stream = match self.context.get_stream(&spec.stream).await {
            Ok(stream) => stream,
            Err(error) => {
                self.trouble(&format!("the stream `{}`: {error}", spec.stream));
                return Ok(None);
            }
        };
        let created = stream.cached_info().created.unix_timestamp_nanos();
        let found = match stream.consumer_info(&spec.consumer).await {
            Ok(info) => Ok(info),
            Err(error) if error.kind() == ConsumerInfoErrorKind::NotFound => {
                let made = stream.create_consumer(config(spec)).await;
                made.map(|made| made.cached_info().clone())
                    .map_err(|error| error.to_string())
            }
            Err(error) => Err(error.to_string()),
        };
        let info = match found {
            Ok(info) => info,
            Err(error) => {
                self.trouble(&format!("the consumer `{}`: {error}", spec.consumer));
                return Ok(None);
            }
        };
        self.check(spec, &info.config)?;
        let config = pull::Config {
            durable_name: info.config.durable_name.clone(),
            ..config(spec)
        };
        let consumer = Consumer::new(config, info, self.context.clone());
        Ok(Some((consumer, created.to_string())))
    }

    /// A consumer that was there already must be one that shares work and waits to be told.
    fn check(&self, spec: &NatsSpec, found: &jetstream::consumer::Config) -> Result<(), Failed> {
        let wrong = |why: &str| Err(Failed::Input(self.name.clone(), why.to_owned()));
        if found.deliver_subject.is_some() {
            return wrong("the consumer pushes; make one that is pulled from");
        }
        if found.ack_policy != AckPolicy::Explicit {
            return wrong(
                "the consumer does not wait for each acknowledgement; make one with `explicit`",
            );
        }
        match &spec.filter {
            Some(filter) if *filter != found.filter_subject => wrong(&format!(
                "the consumer is there with the subject `{}`; give it another name, or leave out the filter",
                found.filter_subject
            )),
            _ => Ok(()),
        }
    }

    /// Says what is wrong, once, until it is well again.
    pub(super) fn trouble(&self, what: &str) {
        if !self.is_away() {
            let mut said = lock(&self.state.said);
            if said.as_deref() != Some(what) {
                *said = Some(what.to_owned());
                drop(said);
                say(self.stream, &self.name, what);
            }
        }
    }

    /// Messages come: what goes wrong next is news.
    pub(super) fn well(&self) {
        *lock(&self.state.said) = None;
    }

    pub(super) fn is_away(&self) -> bool {
        self.state.away.load(Ordering::SeqCst)
    }

    /// Sends what is still to be sent, as far as the broker takes it.
    pub(super) async fn leave(self) {
        self.state.left.store(true, Ordering::SeqCst);
        if !self.is_away() {
            // What does not arrive comes again.
            let _ = tokio::time::timeout(PATIENCE, self.client.flush()).await;
        }
    }
}

fn options(spec: &NatsSpec) -> Result<ConnectOptions, String> {
    let login = &spec.login;
    let mut options = ConnectOptions::new()
        .name("tansiq")
        .ignore_discovered_servers()
        .ping_interval(Duration::from_secs(10))
        .connection_timeout(PATIENCE)
        .reconnect_delay_callback(|tries| {
            Duration::from_millis(100 << tries.min(6)).min(Duration::from_secs(4))
        });
    if let Some(path) = &login.credentials {
        let wrong = |_| format!("`{}` holds no credentials of NATS", path.display());
        options = options.credentials(&read(path)?).map_err(wrong)?;
    }
    if let (Some(user), Some(path)) = (&login.user, &login.password_file) {
        options = options.user_and_password(user.clone(), read(path)?);
    }
    if let Some(path) = &login.token_file {
        options = options.token(read(path)?);
    }
    if let Some(ca) = &login.ca {
        options = options.add_root_certificates(ca.clone());
    }
    if let (Some(cert), Some(key)) = (&login.cert, &login.key) {
        options = options.add_client_certificate(cert.clone(), key.clone());
    }
    let encrypted = login.ca.is_some() || login.cert.is_some();
    let encrypted = encrypted
        || spec
            .servers
            .iter()
            .any(|server| server.starts_with("tls://"));
    Ok(options.require_tls(encrypted))
}

fn config(spec: &NatsSpec) -> pull::Config {
    pull::Config {
        durable_name: Some(spec.consumer.clone()),
        ack_policy: AckPolicy::Explicit,
        ack_wait: ACK_WAIT,
        max_ack_pending: MOST_UNACKNOWLEDGED,
        filter_subject: spec.filter.clone().unwrap_or_default(),
        ..pull::Config::default()
    }
}

fn heard(stream: &Stream, name: &str, state: &State, event: &Event) {
    let away = "the broker is away; it is waited for";
    match event {
        Event::Connected => {
            state.away.store(false, Ordering::SeqCst);
            if lock(&state.said).take().is_some() {
                say(stream, name, "the broker is there again");
            }
        }
        Event::Disconnected | Event::Closed => {
            state.away.store(true, Ordering::SeqCst);
            if !state.left.load(Ordering::SeqCst) {
                state.news(away, || say(stream, name, away));
            }
        }
        Event::ServerError(error) => {
            let what = error.to_string();
            state.news(&what, || say(stream, name, &what));
        }
        // Each try that fails while it is away, which is said.
        Event::ClientError(_) | Event::LameDuckMode | Event::Draining | Event::SlowConsumer(_) => {}
    }
}

/// An error with all that lies below it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut below = error.source();
    while let Some(error) = below {
        let part = error.to_string();
        if !text.contains(&part) {
            text += &format!(": {part}");
        }
        below = error.source();
    }
    text
}

fn say(stream: &Stream, name: &str, what: &str) {
    stream.notice(Notice::Broker { name, what });
}

fn lock(said: &Mutex<Option<String>>) -> std::sync::MutexGuard<'_, Option<String>> {
    said.lock().unwrap_or_else(PoisonError::into_inner)
}

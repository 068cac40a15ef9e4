//! One request, from its head to its answer, in the order that keeps the server safe: who calls, at
//! what rate, whether it may, what it wants; its body comes last.
//!
//! All that calls the store runs on store threads. A GET of a caller who is known needs one hop there
//! and back; a first login and a body need a second.

mod context;
mod prepare;
mod respond;

pub use context::{CollectionPath, Context, ObjectId};

use super::body::{self, BodyLimits};
use super::encoding::{Coding, decompress};
use super::guard::Busy;
use super::routes::{self, Found};
use super::{App, Problem, Reply};
use crate::auth::{Caller, Presented, Recalled};
use crate::limits::{AddressKey, Client, Place, Share};
use crate::metrics::Seen;
use bytes::Bytes;
use http::request::Parts;
use http::{Method, Request, Response, Version, header};
use http_body_util::Full;
use hyper::body::Body;
use prepare::Prepared;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;
use tokio::time::timeout;

/// The other end of a connection.
#[derive(Debug, Clone)]
pub struct Peer {
    /// Its address.
    pub address: SocketAddr,
    /// Its verified client certificate.
    pub certificate: Option<[u8; 32]>,
    /// Whether the connection is encrypted.
    pub encrypted: bool,
}

impl Peer {
    fn key(&self) -> AddressKey {
        self.address.ip().into()
    }
}

/// What a request is made of once its head is read.
pub(super) struct Exchange {
    app: Arc<App>,
    peer: Peer,
    parts: Parts,
    found: Found,
    /// Who calls, for the log.
    caller: OnceLock<String>,
    body_read: AtomicBool,
}

/// An answer and what it holds until it is sent.
type Answer = (Reply, Option<Share>);

/// How far a request came on its first visit to the store.
enum Step {
    Done(Result<Answer, Problem>),
    /// The credentials have not been seen before.
    Unverified(Presented),
    /// It waits for memory, or for its body.
    Ready(Box<Prepared>),
}

/// Answers one request.
pub async fn answer(
    app: Arc<App>,
    peer: Peer,
    busy: Busy,
    request: Request<impl Body<Data = Bytes> + Unpin>,
) -> Response<Full<Bytes>> {
    let started = Instant::now();
    let answering = busy.begin();
    let (parts, body) = request.into_parts();
    let found = routes::find(&app.settings, &parts.method, parts.uri.path());
    let exchange = Arc::new(Exchange {
        app,
        peer,
        parts,
        found,
        caller: OnceLock::new(),
        body_read: AtomicBool::new(false),
    });
    let unread = body.size_hint().exact() != Some(0);
    let outcome = handle(&exchange, body).await;
    let mut response = match outcome {
        Ok((reply, share)) => exchange.response(reply, share, answering),
        Err(mut problem) => {
            // What was not read of the request would be taken for the next one.
            problem.closes |= unread && !exchange.body_read.load(Ordering::Relaxed);
            exchange.problem(problem, answering)
        }
    };
    exchange.finish(&mut response);
    exchange.log(&response, started);
    response
}

async fn handle(
    exchange: &Arc<Exchange>,
    body: impl Body<Data = Bytes> + Unpin,
) -> Result<Answer, Problem> {
    exchange.check_host()?;
    let presented = Presented::read(&exchange.parts.headers);
    let mut step = on_store_thread(exchange, move |exchange| exchange.begin(presented)).await?;
    if let Step::Unverified(presented) = step {
        let app = &exchange.app;
        let verified = app.auth.verify(&app.store, presented, exchange.peer.key());
        let caller = verified
            .await
            .map_err(|problem| exchange.unproven(problem))?;
        step = on_store_thread(exchange, move |exchange| exchange.proceed(caller)).await?;
    }
    match step {
        Step::Done(outcome) => outcome,
        Step::Unverified(_) => Err(Problem::internal()),
        Step::Ready(prepared) if prepared.has_body() => receive(exchange, *prepared, body).await,
        Step::Ready(prepared) => {
            let settings = &exchange.app.settings;
            let client = prepared.caller.client(exchange.peer.key());
            let share = exchange
                .app
                .response_memory
                .take(client, settings.page_bytes);
            let share = timeout(settings.limits.request_timeout, share).await;
            let share = share.map_err(|_| Problem::busy())?;
            let run = move |exchange: &Exchange| exchange.run(&prepared, None, Some(share));
            on_store_thread(exchange, run).await?
        }
    }
}

/// Reads the body, now that nothing else speaks against the request, and hands it on.
async fn receive(
    exchange: &Arc<Exchange>,
    prepared: Prepared,
    body: impl Body<Data = Bytes> + Unpin,
) -> Result<Answer, Problem> {
    let app = &exchange.app;
    let settings = &app.settings;
    let limits = &settings.limits;
    let client = prepared.caller.client(exchange.peer.key());
    let most = settings.max_content_length;
    let coding = Coding::of_body(&exchange.parts.headers)?;
    let declared = body.size_hint().exact();
    body::check_declared(declared, most)?;
    let wire = declared.map_or(most, |length| length as usize);
    let memory = wire + if coding.is_some() { most } else { 0 };
    let share = app.body_memory.take(client, memory);
    let share = timeout(limits.request_timeout, share).await;
    let share = share.map_err(|_| Problem::busy())?;
    let body_limits = BodyLimits {
        bytes: most,
        pause: limits.body_timeout,
        total: limits.request_timeout,
    };
    let bytes = body::read(body, body_limits).await?;
    exchange.body_read.store(true, Ordering::Relaxed);
    let run = move |exchange: &Exchange| {
        let _share = share;
        let plain = match coding {
            None => bytes,
            Some(coding) => decompress(coding, &bytes, most)?,
        };
        exchange.run(&prepared, Some(plain), None)
    };
    on_store_thread(exchange, run).await?
}

/// Runs what may block on one of the threads set aside for that.
async fn on_store_thread<T: Send + 'static>(
    exchange: &Arc<Exchange>,
    work: impl FnOnce(&Exchange) -> T + Send + 'static,
) -> Result<T, Problem> {
    let exchange = Arc::clone(exchange);
    let limit = exchange.app.settings.limits.request_timeout;
    let task = tokio::task::spawn_blocking(move || work(&exchange));
    match timeout(limit, task).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(panic)) => {
            tracing::error!(%panic, "a request handler failed");
            Err(Problem::internal())
        }
        Err(_) => Err(Problem::busy()),
    }
}

impl Exchange {
    /// The first visit: who calls, and all that can be decided with that.
    fn begin(
        &self,
        presented: Result<Option<Presented>, crate::auth::presented::Unreadable>,
    ) -> Step {
        if let Some(outcome) = self.open_route() {
            return Step::Done(outcome.map(|reply| (reply, None)));
        }
        let app = &self.app;
        let recalled = presented
            .map_err(|_| Problem::unauthorized())
            .and_then(|presented| {
                app.auth
                    .recall(&app.store, presented, self.peer.certificate)
            });
        match recalled {
            Err(problem) => {
                // Whoever shows nothing is limited by address.
                let unknown = Client::Anonymous(self.peer.key());
                Step::Done(self.at_rate(unknown).and(Err(self.unproven(problem))))
            }
            Ok(Recalled::Unverified(presented)) => Step::Unverified(presented),
            Ok(Recalled::Caller(caller)) => self.proceed(caller),
        }
    }

    /// What follows once it is known who calls.
    fn proceed(&self, caller: Caller) -> Step {
        let _ = self.caller.set(caller.name().to_owned());
        let client = caller.client(self.peer.key());
        let prepared = match self.prepare(caller) {
            Err(problem) => return Step::Done(Err(problem)),
            Ok(prepared) => prepared,
        };
        if prepared.has_body() {
            return Step::Ready(Box::new(prepared));
        }
        let memory = &self.app.response_memory;
        match memory.take_now(client, self.app.settings.page_bytes) {
            Some(share) => Step::Done(self.run(&prepared, None, Some(share))),
            None => Step::Ready(Box::new(prepared)),
        }
    }

    /// HTTP/1.1 asks for exactly one Host header.
    fn check_host(&self) -> Result<(), Problem> {
        let hosts = self.parts.headers.get_all(header::HOST).iter().count();
        if hosts > 1 || (hosts == 0 && self.parts.version == Version::HTTP_11) {
            return Err(Problem::bad_request("there must be one Host header").closing());
        }
        Ok(())
    }

    /// One line per request. Neither query nor object ids: what a partner looks for is its own affair.
    fn log(&self, response: &Response<Full<Bytes>>, started: Instant) {
        let route = match &self.found {
            Found::Route(route, _) => route.pattern,
            _ => "none",
        };
        let bytes = http_body::Body::size_hint(response.body()).exact();
        let elapsed = started.elapsed();
        self.app.metrics.request(&Seen {
            method: &self.parts.method,
            route,
            status: response.status(),
            elapsed,
            bytes: bytes.unwrap_or(0),
        });
        tracing::info!(
            peer = %self.peer.address.ip(),
            method = %known_method(&self.parts.method),
            route,
            status = response.status().as_u16(),
            bytes,
            micros = elapsed.as_micros() as u64,
            caller = self.caller.get().map(String::as_str),
            "request"
        );
    }
}

/// Methods are free text; only the known ones are repeated.
pub(crate) fn known_method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::DELETE => "DELETE",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// A request that may run: it holds its place among those of its client.
type Running = Place<Client>;

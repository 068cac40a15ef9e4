//! One request, from its head to its answer, in the order that keeps the server safe: who calls, at
//! what rate, whether it may, what it wants; its body comes last.
//!
//! All that calls the store runs on store threads. A GET of a caller who is known needs one hop there
//! and back; a first login and a body need a second.

mod context;
mod prepare;

pub use context::{CollectionPath, Context, ObjectId};

use super::body::{self, BodyLimits};
use super::encoding::{Coding, compress, decompress};
use super::guard::Busy;
use super::routes::{self, Found};
use super::{App, Problem, Reply};
use crate::auth::{Caller, Presented, Recalled};
use crate::limits::{AddressKey, Client, Place, Share};
use crate::metrics::Seen;
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, Request, Response, Version, header};
use http_body_util::Full;
use hyper::body::Incoming;
use prepare::Prepared;
use std::net::SocketAddr;
use std::sync::Arc;
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
    request: Request<Incoming>,
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
    });
    let unread = http_body::Body::size_hint(&body).exact() != Some(0);
    let mut caller = None;
    let outcome = handle(&exchange, body, &mut caller).await;
    let mut response = match outcome {
        Ok((reply, share)) => exchange.response(reply, share, answering),
        Err(mut problem) => {
            // What was not read of the request would be taken for the next one.
            problem.closes |= unread && !caller.as_ref().is_some_and(|seen: &Noted| seen.body_read);
            exchange.problem(problem, answering)
        }
    };
    exchange.finish(&mut response);
    exchange.log(caller.as_ref(), &response, started);
    response
}

/// What the log is to know of a request.
#[derive(Debug)]
struct Noted {
    caller: String,
    body_read: bool,
}

async fn handle(
    exchange: &Arc<Exchange>,
    body: Incoming,
    noted: &mut Option<Noted>,
) -> Result<Answer, Problem> {
    exchange.check_host()?;
    let presented = Presented::read(&exchange.parts.headers);
    let mut step = on_store_thread(exchange, move |exchange| exchange.begin(presented)).await?;
    if let Step::Unverified(presented) = step {
        let app = &exchange.app;
        let verified = app.auth.verify(&app.store, presented, exchange.peer.key());
        let caller = verified.await?;
        step = on_store_thread(exchange, move |exchange| exchange.proceed(caller)).await?;
    }
    match step {
        Step::Done(outcome) => outcome,
        Step::Unverified(_) => Err(Problem::internal()),
        Step::Ready(prepared) => {
            let mut note = Noted {
                caller: prepared.caller.name().to_owned(),
                body_read: false,
            };
            let outcome = finish(exchange, *prepared, body, &mut note).await;
            *noted = Some(note);
            outcome
        }
    }
}

/// The second visit: with memory, and with the body if there is one.
async fn finish(
    exchange: &Arc<Exchange>,
    prepared: Prepared,
    body: Incoming,
    noted: &mut Noted,
) -> Result<Answer, Problem> {
    let app = &exchange.app;
    let settings = &app.settings;
    let limits = &settings.limits;
    let client = prepared.caller.client(exchange.peer.key());
    let wait = limits.request_timeout;
    if !prepared.has_body() {
        let share = app.response_memory.take(client, settings.page_bytes);
        let share = timeout(wait, share).await.map_err(|_| Problem::busy())?;
        let run = move |exchange: &Exchange| exchange.run(&prepared, None, Some(share));
        return on_store_thread(exchange, run).await?;
    }
    let most = settings.max_content_length;
    let coding = Coding::of_body(&exchange.parts.headers)?;
    let declared = http_body::Body::size_hint(&body).exact();
    body::check_declared(declared, most)?;
    let wire = declared.map_or(most, |length| length as usize);
    let memory = wire + if coding.is_some() { most } else { 0 };
    let share = timeout(wait, app.body_memory.take(client, memory)).await;
    let share = share.map_err(|_| Problem::busy())?;
    let body_limits = BodyLimits {
        bytes: most,
        pause: limits.body_timeout,
        total: limits.request_timeout,
    };
    let bytes = body::read(body, body_limits).await?;
    noted.body_read = true;
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
            Err(problem) => Step::Done(Err(problem)),
            Ok(Recalled::Unverified(presented)) => Step::Unverified(presented),
            Ok(Recalled::Caller(caller)) => self.proceed(caller),
        }
    }

    /// What follows once it is known who calls.
    fn proceed(&self, caller: Caller) -> Step {
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

    /// Compresses where the client asks for it and is not on this machine, and gives back the memory
    /// that the answer does not need.
    fn pack(&self, mut reply: Reply, share: Option<Share>) -> Answer {
        let local = self.peer.address.ip().to_canonical().is_loopback();
        let coding = if local {
            None
        } else {
            Coding::accepted(&self.parts.headers)
        };
        if let Some(coding) = coding
            && let Some(packed) = compress(coding, &reply.body)
        {
            reply.body = packed;
            let name = HeaderValue::from_static(coding.name());
            reply.headers.push((header::CONTENT_ENCODING, name));
            let vary = HeaderValue::from_static("accept-encoding");
            reply.headers.push((header::VARY, vary));
        }
        reply.body.shrink_to_fit();
        let share = share.map(|mut share| {
            share.shrink_to(reply.body.len());
            share
        });
        (reply, share)
    }

    fn response(
        &self,
        reply: Reply,
        share: Option<Share>,
        answering: super::guard::Answering,
    ) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(sent(reply.body, share, answering)));
        *response.status_mut() = reply.status;
        for (name, value) in reply.headers {
            response.headers_mut().append(name, value);
        }
        response
    }

    fn problem(
        &self,
        problem: Problem,
        answering: super::guard::Answering,
    ) -> Response<Full<Bytes>> {
        let (parts, body) = problem.into_response().into_parts();
        Response::from_parts(parts, Full::new(sent(body.into(), None, answering)))
    }

    /// Headers of every answer.
    fn finish(&self, response: &mut Response<Full<Bytes>>) {
        let headers = response.headers_mut();
        let set = |headers: &mut HeaderMap, name, value| {
            headers.insert(name, HeaderValue::from_static(value));
        };
        set(headers, header::CACHE_CONTROL, "no-store");
        set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
        if self.peer.encrypted {
            set(
                headers,
                header::STRICT_TRANSPORT_SECURITY,
                "max-age=63072000",
            );
        }
        let now = self.app.clock.now().max(0) as u64;
        let now = std::time::UNIX_EPOCH + std::time::Duration::from_micros(now);
        if let Ok(date) = HeaderValue::try_from(httpdate::fmt_http_date(now)) {
            headers.insert(header::DATE, date);
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
    fn log(&self, noted: Option<&Noted>, response: &Response<Full<Bytes>>, started: Instant) {
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
            caller = noted.map(|noted| noted.caller.as_str()),
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

/// A body that holds on to its memory until the last byte is handed to the system.
fn sent(body: Vec<u8>, share: Option<Share>, answering: super::guard::Answering) -> Bytes {
    struct Held {
        body: Vec<u8>,
        _share: Option<Share>,
        _answering: super::guard::Answering,
    }
    impl AsRef<[u8]> for Held {
        fn as_ref(&self) -> &[u8] {
            &self.body
        }
    }
    Bytes::from_owner(Held {
        body,
        _share: share,
        _answering: answering,
    })
}

/// A request that may run: it holds its place among those of its client.
type Running = Place<Client>;

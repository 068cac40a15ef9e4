//! Rate, route, permission, negotiation, parameters: all that can refuse a request before it runs.

use super::{Answer, CollectionPath, Context, Exchange, ObjectId, Running};
use crate::auth::{Caller, Presented};
use crate::feeds::FeedPath;
use crate::http::encoding::Coding;
use crate::http::routes::{Found, Handler, Outcome, Route, Segments, Who};
use crate::http::{Problem, body};
use crate::limits::{Client, Share};
use handling::planted;
use http::{HeaderMap, Method, StatusCode, header};
use ring::digest::{SHA256, digest};
use std::time::{Duration, Instant};
use store::{CollectionView, Role};
use taxii::{Filter, media};

/// A request that nothing speaks against.
pub struct Prepared {
    pub caller: Caller,
    target: Target,
    _running: Running,
}

/// A handler with its values.
enum Target {
    Server(fn(&Context<'_>) -> Outcome),
    Status(fn(&Context<'_>, &str) -> Outcome, String),
    Collection(fn(&Context<'_>, &CollectionPath) -> Outcome, CollectionPath),
    Objects(
        fn(&Context<'_>, &CollectionPath, &Filter) -> Outcome,
        CollectionPath,
        Filter,
    ),
    Object(
        fn(&Context<'_>, &CollectionPath, &ObjectId, &Filter) -> Outcome,
        CollectionPath,
        ObjectId,
        Filter,
    ),
    Feed(
        fn(&Context<'_>, &CollectionPath, &FeedPath) -> Outcome,
        CollectionPath,
        FeedPath,
    ),
    Asked(fn(&Context<'_>, Vec<u8>) -> Outcome),
    Events(fn(&Context<'_>, &str, Vec<u8>) -> Outcome, String),
    Body(
        fn(&Context<'_>, &CollectionPath, Vec<u8>) -> Outcome,
        CollectionPath,
    ),
}

impl Prepared {
    pub fn has_body(&self) -> bool {
        matches!(
            self.target,
            Target::Body(..) | Target::Events(..) | Target::Asked(..)
        )
    }
}

impl Exchange {
    /// Routes that ask for no caller.
    pub(super) fn open_route(&self) -> Option<Outcome> {
        let Found::Route(route, _) = &self.found else {
            return None;
        };
        let Handler::Server(handler) = route.handler else {
            return None;
        };
        match route.who {
            Who::Everyone => {}
            Who::Operator if self.is_operator() => {}
            // An operator may prove to be one.
            Who::Operator if self.presents() => return None,
            Who::Operator => return Some(Err(Problem::not_found())),
            _ => return None,
        }
        if let Err(problem) = self.at_rate(Client::Anonymous(self.peer.key())) {
            return Some(Err(problem));
        }
        let caller = Caller::anonymous();
        Some(handler(&Context {
            app: &self.app,
            caller: &caller,
            origin: "",
            query: self.parts.uri.query().unwrap_or_default(),
            head: self.parts.method == Method::HEAD,
        }))
    }

    /// Whether credentials were sent that can be read.
    fn presents(&self) -> bool {
        matches!(Presented::read(&self.parts.headers), Ok(Some(_)))
    }

    /// On the operator's routes who is not an operator, or fails to prove it, finds nothing.
    pub(super) fn unproven(&self, problem: Problem) -> Problem {
        match &self.found {
            Found::Route(route, _)
                if route.who == Who::Operator && problem.status == StatusCode::UNAUTHORIZED =>
            {
                Problem::not_found()
            }
            _ => problem,
        }
    }

    /// This machine (yet not a proxy on it that speaks for others), or whoever has the token.
    fn is_operator(&self) -> bool {
        planted!(MetricsForAll, return true, ());
        let headers = &self.parts.headers;
        let forwarded = ["forwarded", "x-forwarded-for", "via"];
        let direct = !forwarded.iter().any(|name| headers.contains_key(*name));
        if self.peer.address.ip().to_canonical().is_loopback() && direct {
            return true;
        }
        let sent = headers.get(header::AUTHORIZATION);
        let sent = sent.and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        match (&self.app.settings.metrics_token, sent) {
            // Digests are compared, so that the time taken says nothing of the token.
            (Some(token), Some(sent)) => {
                digest(&SHA256, token.as_str().as_bytes()).as_ref()
                    == digest(&SHA256, sent.as_bytes()).as_ref()
            }
            _ => false,
        }
    }

    /// All checks that need no body.
    pub(super) fn prepare(&self, caller: Caller) -> Result<Prepared, Problem> {
        let running = self.admit(caller.client(self.peer.key()))?;
        let (route, segments) = match &self.found {
            Found::Route(route, segments) => (*route, segments),
            Found::OtherMethods(methods) => return Err(Problem::method_not_allowed(methods)),
            Found::Nothing => return Err(Problem::not_found()),
            Found::Malformed => {
                let description = "the path is not percent-encoded UTF-8";
                return Err(Problem::bad_request(description));
            }
        };
        let collection = self.permit(route, segments, &caller)?;
        self.negotiate(route)?;
        let query = self.parts.uri.query().unwrap_or_default();
        let filter = taxii::parse_filter(query, route.parameters)?;
        let feed = || FeedPath::new(&segments.form, &segments.file, query, &self.parts.headers);
        let target = target(route, segments, collection, filter, feed)?;
        match target {
            Target::Body(..) => {
                self.check_envelope()?;
                self.check_body_headers()?;
            }
            Target::Events(..) | Target::Asked(..) => self.check_body_headers()?,
            _ => {}
        }
        Ok(Prepared {
            caller,
            target,
            _running: running,
        })
    }

    /// One more request of this client within its rate.
    pub(super) fn at_rate(&self, client: Client) -> Result<(), Problem> {
        self.app.rates.take(client, Instant::now()).map_err(later)
    }

    fn admit(&self, client: Client) -> Result<Running, Problem> {
        self.at_rate(client)?;
        let running = self.app.requests.enter(client);
        running.ok_or_else(|| later(Duration::from_secs(1)))
    }

    /// The collection of the path, if there is one and the caller may use it as the route does.
    fn permit(
        &self,
        route: &Route,
        segments: &Segments,
        caller: &Caller,
    ) -> Result<Option<CollectionPath>, Problem> {
        let anonymous = caller.is_anonymous();
        if matches!(route.who, Who::Partner) && anonymous {
            return Err(Problem::unauthorized());
        }
        if matches!(route.who, Who::Sender) {
            // A stream that somebody may not post to is as if it were not there.
            return match self.app.streams.accepts(&segments.stream, caller.name()) {
                _ if anonymous => Err(Problem::unauthorized()),
                true => Ok(None),
                false => Err(Problem::not_found()),
            };
        }
        if route.who == Who::Operator && caller.role() != Some(Role::Operator) {
            return Err(Problem::not_found());
        }
        if segments.collection.is_empty() {
            return Ok(None);
        }
        let found = self.collection_named(&segments.collection, caller)?;
        #[cfg(feature = "planted-leaks")]
        self.leak_hidden(route, &segments.collection, found.is_none())?;
        match found
            .ok_or_else(Problem::not_found)
            .and_then(|view| may(route.who, view))
            .and_then(|view| may_as(route.who, caller.role(), view))
        {
            // Somebody with credentials may have the right: ask for them, whatever is there.
            Err(_) if anonymous => Err(Problem::unauthorized()),
            outcome => outcome.map(|view| Some(CollectionPath::new(view))),
        }
    }

    /// By id or by alias, among those the caller may know of.
    fn collection_named(
        &self,
        name: &str,
        caller: &Caller,
    ) -> Result<Option<CollectionView>, Problem> {
        let (store, clearance) = (&self.app.store, caller.clearance());
        if let Some(view) = store.collection(clearance, name)? {
            return Ok(Some(view));
        }
        let mut views = store.collections(clearance)?.into_iter();
        Ok(views.find(|view| view.alias.as_deref() == Some(name)))
    }

    #[cfg(feature = "planted-leaks")]
    fn leak_hidden(&self, route: &Route, name: &str, hidden: bool) -> Result<(), Problem> {
        let all = self.app.store.all_collections()?;
        let by_id = hidden && all.iter().any(|c| c.id == name);
        let by_alias = hidden && all.iter().any(|c| c.alias.as_deref() == Some(name));
        if planted!(HiddenCollectionForbidden, by_id, false)
            || planted!(HiddenAliasForbidden, by_alias, false)
        {
            return Err(Problem::forbidden("read"));
        }
        planted!(HiddenNegotiated, by_id || by_alias, false)
            .then(|| self.negotiate(route))
            .unwrap_or(Ok(()))
    }

    fn negotiate(&self, route: &Route) -> Result<(), Problem> {
        let Some(representation) = route.accept else {
            return Ok(());
        };
        let lines = self.parts.headers.get_all(header::ACCEPT).iter();
        let lines = lines.map(|line| line.to_str().unwrap_or("\u{fffd}"));
        if media::accepts(lines, representation) {
            return Ok(());
        }
        Err(Problem::not_acceptable())
    }

    fn check_envelope(&self) -> Result<(), Problem> {
        let headers = &self.parts.headers;
        let content_type = single(headers, header::CONTENT_TYPE).unwrap_or_default();
        if !media::is_envelope(content_type) {
            let description = format!("send `{}`", taxii::TAXII_MEDIA_TYPE);
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                description,
            ));
        }
        Ok(())
    }

    fn check_body_headers(&self) -> Result<(), Problem> {
        let headers = &self.parts.headers;
        Coding::of_body(headers)?;
        let declared = single(headers, header::CONTENT_LENGTH).and_then(|text| text.parse().ok());
        body::check_declared(declared, self.app.settings.max_content_length)
    }

    /// Runs the handler.
    pub(super) fn run(
        &self,
        prepared: &Prepared,
        body: Option<Vec<u8>>,
        mut share: Option<Share>,
    ) -> Result<Answer, Problem> {
        let origin = self.origin();
        let context = Context {
            app: &self.app,
            caller: &prepared.caller,
            origin: &origin,
            query: self.parts.uri.query().unwrap_or_default(),
            head: self.parts.method == Method::HEAD,
        };
        let reply = match &prepared.target {
            Target::Server(handler) => handler(&context),
            Target::Status(handler, id) => handler(&context, id),
            Target::Collection(handler, collection) => handler(&context, collection),
            Target::Objects(handler, collection, filter) => handler(&context, collection, filter),
            Target::Object(handler, collection, id, filter) => {
                handler(&context, collection, id, filter)
            }
            Target::Feed(handler, collection, path) => {
                let client = prepared.caller.client(self.peer.key());
                let place = self.app.feeds.enter(client);
                let _place = place.ok_or_else(|| later(Duration::from_secs(1)))?;
                let reply = handler(&context, collection, path)?;
                let memory = &self.app.response_memory;
                let fits = share
                    .as_mut()
                    .is_none_or(|share| memory.grow(client, share, reply.body.len()));
                fits.then_some(reply).ok_or_else(Problem::busy)
            }
            Target::Asked(handler) => handler(&context, body.unwrap_or_default()),
            Target::Events(handler, stream) => handler(&context, stream, body.unwrap_or_default()),
            Target::Body(handler, collection) => {
                handler(&context, collection, body.unwrap_or_default())
            }
        }?;
        Ok(self.pack(reply, share))
    }

    /// The configured public address, else what the client called us by.
    fn origin(&self) -> String {
        if let Some(url) = &self.app.settings.public_url {
            return url.clone();
        }
        let named = |host: &&str| {
            let is_host_byte = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
            !host.is_empty() && host.bytes().all(is_host_byte)
        };
        let scheme = if self.peer.encrypted { "https" } else { "http" };
        match single(&self.parts.headers, header::HOST).filter(named) {
            Some(host) => format!("{scheme}://{host}"),
            None => String::new(),
        }
    }
}

fn later(after: Duration) -> Problem {
    let description = "too many requests";
    Problem::later(StatusCode::TOO_MANY_REQUESTS, description, after)
}

fn target(
    route: &Route,
    segments: &Segments,
    collection: Option<CollectionPath>,
    filter: Filter,
    feed: impl FnOnce() -> Option<FeedPath>,
) -> Result<Target, Problem> {
    let collection = collection.ok_or_else(Problem::not_found);
    Ok(match route.handler {
        Handler::Server(handler) => Target::Server(handler),
        Handler::Status(handler) => Target::Status(handler, segments.status.clone()),
        Handler::Collection(handler) => Target::Collection(handler, collection?),
        Handler::Objects(handler) => Target::Objects(handler, collection?, filter),
        Handler::Object(handler) => {
            let id = ObjectId::parse(&segments.object)?;
            Target::Object(handler, collection?, id, filter)
        }
        Handler::Feed(handler) => {
            let path = feed().ok_or_else(Problem::not_found)?;
            Target::Feed(handler, collection?, path)
        }
        Handler::Asked(handler) => Target::Asked(handler),
        Handler::Events(handler) => Target::Events(handler, segments.stream.clone()),
        Handler::Body(handler) => Target::Body(handler, collection?),
    })
}

/// The permission tables of sections 5.2 to 5.8.
fn may(who: Who, view: CollectionView) -> Result<CollectionView, Problem> {
    match (who, view.can_read, view.can_write) {
        (_, false, false) => Err(Problem::not_found()),
        (Who::Reader, false, true) => Err(Problem::forbidden("read")),
        (Who::Writer, true, false) => Err(Problem::forbidden("write to")),
        (Who::Keeper, true, false) | (Who::Keeper, false, true) => {
            Err(Problem::forbidden("delete from"))
        }
        _ => Ok(view),
    }
}

/// The house's own people take nothing out: the operator does, on the command line.
fn may_as(who: Who, role: Option<Role>, view: CollectionView) -> Result<CollectionView, Problem> {
    match (who, role) {
        (Who::Keeper, Some(_)) => Err(Problem::forbidden("delete from")),
        _ => Ok(view),
    }
}

/// A header that is there once, as text.
fn single(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    let mut lines = headers.get_all(name).iter();
    match (lines.next(), lines.next()) {
        (Some(line), None) => line.to_str().ok(),
        _ => None,
    }
}

//! The list of routes: TAXII's endpoints (section 3.1), search, streams of events, and the operator's two. Everything that can be
//! requested stands here, with who may request it; tests read it, too.

use super::dispatch::{CollectionPath, Context, ObjectId};
use super::{Problem, Reply, Settings};
use crate::feeds::{self, FeedPath};
use crate::search;
use crate::streams::route as streams;
use crate::taxii::{collections, objects, server, status, submissions};
use http::Method;
use taxii::media::Representation;
use taxii::{Allowed, Filter, percent};

/// Who may request a route. What a caller may not know of answers 404, to anonymous callers 401.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody, without credentials.
    Everyone,
    /// This machine, the operator's token, or a person who is an operator; for everybody else it is not there.
    Operator,
    /// Callers: partners and, where public collections may be read, anonymous ones.
    Caller,
    /// Partners.
    Partner,
    /// Partners that may post to the stream.
    Sender,
    /// Who may read or write the collection.
    Visitor,
    /// Who may read it; 403 for those who may only write.
    Reader,
    /// Who may write it; 403 for those who may only read.
    Writer,
    /// Who may both read and write it; 403 for those who may do one of them (section 5.7).
    Keeper,
}

/// What a handler answers.
pub type Outcome = Result<Reply, Problem>;

/// A handler and the values it is given.
#[derive(Clone, Copy)]
pub enum Handler {
    /// Of the server as a whole.
    Server(fn(&Context<'_>) -> Outcome),
    /// Of one status resource.
    Status(fn(&Context<'_>, &str) -> Outcome),
    /// Of one collection.
    Collection(fn(&Context<'_>, &CollectionPath) -> Outcome),
    /// Of a collection's objects.
    Objects(fn(&Context<'_>, &CollectionPath, &Filter) -> Outcome),
    /// Of one object.
    Object(fn(&Context<'_>, &CollectionPath, &ObjectId, &Filter) -> Outcome),
    /// Of a collection's indicators as rules of a form.
    Feed(fn(&Context<'_>, &CollectionPath, &FeedPath) -> Outcome),
    /// Of the server as a whole, with a body of any type.
    Asked(fn(&Context<'_>, Vec<u8>) -> Outcome),
    /// Of a stream of events, with a body of any type.
    Events(fn(&Context<'_>, &str, Vec<u8>) -> Outcome),
    /// With a body.
    Body(fn(&Context<'_>, &CollectionPath, Vec<u8>) -> Outcome),
}

/// One line of the list.
#[derive(Clone)]
pub struct Route {
    /// The method. GET answers HEAD, too.
    pub method: Method,
    /// The path; names in braces stand for one segment.
    pub pattern: &'static str,
    /// Who may.
    pub who: Who,
    /// What `Accept` may ask for; `None` when it is not looked at.
    pub accept: Option<Representation>,
    /// Which query parameters count.
    pub parameters: Allowed,
    /// What answers.
    pub handler: Handler,
}

/// The list.
pub static ROUTES: &[Route] = &[
    get("/healthz", Who::Everyone, Handler::Server(server::health)).any_accept(),
    get("/metrics", Who::Operator, Handler::Server(server::metrics)).any_accept(),
    get("/taxii2/", Who::Caller, Handler::Server(server::discovery)),
    get(
        "/{api-root}/",
        Who::Caller,
        Handler::Server(server::api_root),
    ),
    get(
        "/{api-root}/status/{status-id}/",
        Who::Partner,
        Handler::Status(status::get),
    ),
    get(
        "/{api-root}/collections/",
        Who::Caller,
        Handler::Server(collections::list),
    ),
    get(
        "/{api-root}/collections/{id}/",
        Who::Visitor,
        Handler::Collection(collections::get),
    ),
    get(
        "/{api-root}/collections/{id}/manifest/",
        Who::Reader,
        Handler::Objects(objects::manifest),
    )
    .taking(Allowed::OBJECTS)
    .stix_accept(),
    get(
        "/{api-root}/collections/{id}/objects/",
        Who::Reader,
        Handler::Objects(objects::list),
    )
    .taking(Allowed::OBJECTS),
    with(
        Method::POST,
        "/{api-root}/collections/{id}/objects/",
        Who::Writer,
        Handler::Body(submissions::add),
    ),
    get(
        "/{api-root}/collections/{id}/objects/{object-id}/",
        Who::Reader,
        Handler::Object(objects::get),
    )
    .taking(Allowed::OBJECT),
    with(
        Method::DELETE,
        "/{api-root}/collections/{id}/objects/{object-id}/",
        Who::Keeper,
        Handler::Object(objects::delete),
    )
    .taking(Allowed::DELETE),
    get(
        "/{api-root}/collections/{id}/objects/{object-id}/versions/",
        Who::Reader,
        Handler::Object(objects::versions),
    )
    .taking(Allowed::VERSIONS),
    get(
        "/feeds/{id}/{form}/",
        Who::Reader,
        Handler::Feed(feeds::get),
    )
    .any_accept(),
    get(
        "/feeds/{id}/{form}/{file}/",
        Who::Reader,
        Handler::Feed(feeds::get),
    )
    .any_accept(),
    get("/search/", Who::Partner, Handler::Server(search::ask)).any_accept(),
    with(
        Method::POST,
        "/search/list/",
        Who::Partner,
        Handler::Asked(search::list),
    )
    .any_accept(),
    with(
        Method::POST,
        "/streams/{stream}/",
        Who::Sender,
        Handler::Events(streams::post),
    )
    .any_accept(),
];

const fn with(method: Method, pattern: &'static str, who: Who, handler: Handler) -> Route {
    Route {
        method,
        pattern,
        who,
        accept: Some(Representation::Taxii),
        parameters: Allowed::NONE,
        handler,
    }
}

const fn get(pattern: &'static str, who: Who, handler: Handler) -> Route {
    with(Method::GET, pattern, who, handler)
}

impl Route {
    const fn taking(mut self, parameters: Allowed) -> Self {
        self.parameters = parameters;
        self
    }

    const fn stix_accept(mut self) -> Self {
        self.accept = Some(Representation::Manifest);
        self
    }

    const fn any_accept(mut self) -> Self {
        self.accept = None;
        self
    }
}

/// What the braces stood for, decoded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segments {
    /// `{id}`: a collection's id or alias.
    pub collection: String,
    /// `{object-id}`.
    pub object: String,
    /// `{status-id}`.
    pub status: String,
    /// `{stream}`.
    pub stream: String,
    /// `{form}`.
    pub form: String,
    /// `{file}`.
    pub file: String,
}

/// What a method and path lead to.
#[derive(Clone)]
pub enum Found {
    /// This.
    Route(&'static Route, Segments),
    /// The path is there; these methods are.
    OtherMethods(Vec<Method>),
    /// Nothing.
    Nothing,
    /// The path is not percent-encoded UTF-8.
    Malformed,
}

/// Finds the route. A path may end in `/` or not (section 3.1 asks clients for it; some forget).
pub fn find(settings: &Settings, method: &Method, path: &str) -> Found {
    let path = path.strip_prefix('/').unwrap_or(path);
    let path = path.strip_suffix('/').unwrap_or(path);
    let decoded: Option<Vec<_>> = path.split('/').map(percent::decode).collect();
    let Some(segments) = decoded else {
        return Found::Malformed;
    };
    let mut others = Vec::new();
    for route in ROUTES {
        let Some(named) = matching(settings, route.pattern, &segments) else {
            continue;
        };
        if route.method == *method || (route.method == Method::GET && *method == Method::HEAD) {
            return Found::Route(route, named);
        }
        others.push(route.method.clone());
        if route.method == Method::GET {
            others.push(Method::HEAD);
        }
    }
    if others.is_empty() {
        Found::Nothing
    } else {
        Found::OtherMethods(others)
    }
}

fn matching<S: AsRef<str>>(settings: &Settings, pattern: &str, path: &[S]) -> Option<Segments> {
    let pattern = pattern.trim_matches('/').split('/');
    if pattern.clone().count() != path.len() {
        return None;
    }
    let mut named = Segments::default();
    for (expected, segment) in pattern.zip(path) {
        let segment = segment.as_ref();
        let slot = match expected {
            "{api-root}" if segment == settings.api_root => continue,
            "{id}" => &mut named.collection,
            "{object-id}" => &mut named.object,
            "{status-id}" => &mut named.status,
            "{stream}" => &mut named.stream,
            "{form}" => &mut named.form,
            "{file}" => &mut named.file,
            _ if expected == segment => continue,
            _ => return None,
        };
        if segment.is_empty() {
            return None;
        }
        slot.push_str(segment);
    }
    Some(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(method: Method, path: &str) -> String {
        let settings = Settings::new(([127, 0, 0, 1], 0).into());
        match find(&settings, &method, path) {
            Found::Route(route, segments) => {
                let Segments {
                    collection,
                    object,
                    status,
                    ..
                } = segments;
                format!(
                    "{} {} {collection}|{object}|{status}",
                    route.method, route.pattern
                )
            }
            Found::OtherMethods(methods) => format!("{methods:?}"),
            Found::Nothing => "nothing".to_owned(),
            Found::Malformed => "malformed".to_owned(),
        }
    }

    #[test]
    fn paths_find_their_routes() {
        for (path, expected) in [
            ("/taxii2/", "GET /taxii2/ ||"),
            ("/taxii2", "GET /taxii2/ ||"),
            ("/tansiq/", "GET /{api-root}/ ||"),
            ("/other/", "nothing"),
            ("/", "nothing"),
            ("//", "nothing"),
            ("/taxii2//", "nothing"),
            ("/tansiq/collections//", "nothing"),
            (
                "/tansiq/collections/a%2Fb/",
                "GET /{api-root}/collections/{id}/ a/b||",
            ),
            (
                "/tansiq/collections/%D8%AA/",
                "GET /{api-root}/collections/{id}/ ت||",
            ),
            ("/tansiq/collections/%FF/", "malformed"),
            (
                "/tansiq/status/s/",
                "GET /{api-root}/status/{status-id}/ ||s",
            ),
            (
                "/tansiq/collections/c/objects/o/versions",
                "GET /{api-root}/collections/{id}/objects/{object-id}/versions/ c|o|",
            ),
            ("/tansiq/collections/c/objects/o/versions/x/", "nothing"),
        ] {
            assert_eq!(found(Method::GET, path), expected, "{path}");
        }
    }

    #[test]
    fn methods_are_get_with_head_and_what_is_listed() {
        assert!(found(Method::HEAD, "/taxii2/").starts_with("GET "));
        assert!(found(Method::POST, "/tansiq/collections/c/objects/").starts_with("POST "));
        assert!(found(Method::DELETE, "/tansiq/collections/c/objects/o/").starts_with("DELETE "));
        assert_eq!(
            found(Method::DELETE, "/tansiq/collections/c/objects/"),
            "[GET, HEAD, POST]"
        );
        assert_eq!(found(Method::OPTIONS, "/taxii2/"), "[GET, HEAD]");
    }
}

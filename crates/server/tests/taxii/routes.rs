//! Every route, tried by every kind of caller. The routes come from the server's own list: one that is
//! new has no row in `expected` and fails.

use crate::support::*;
use server::http::routes::{Handler, ROUTES, Route, Who};

/// Kinds of callers, by what they may do in the collection.
struct Callers {
    _server: TestServer,
    path_values: [(&'static str, String); 7],
    all: Vec<(&'static str, Actor)>,
}

impl Callers {
    fn new() -> Self {
        let server =
            TestServer::with(|settings| settings.streams = vec![stream("events", "keeper")]);
        // Something public elsewhere, so that anonymous callers are let in at all.
        server.collection("Public", true);
        let collection = server.collection("Shared", false);
        let rights = [("stranger", false, false), ("reader", true, false)];
        let rights = rights
            .into_iter()
            .chain([("writer", false, true), ("keeper", true, true)]);
        let mut all = vec![("anonymous", server.anonymous())];
        for (name, read, write) in rights {
            let actor = server.partner(name);
            if read || write {
                server.grant(&collection, &actor, read, write);
            }
            all.push((name, actor));
        }
        let mut wrong = server.anonymous();
        wrong.authorization = Some("Basic cmVhZGVyOndyb25n".to_owned());
        all.push(("wrong", wrong));
        let path = objects_path(&collection);
        let status = all[4]
            .1
            .post(&path, &envelope([object(1, 1, GREEN)]))
            .expect(202);
        let status = status.json()["id"].as_str().unwrap().to_owned();
        Self {
            path_values: [
                ("{api-root}", "tansiq".to_owned()),
                ("{id}", collection.id),
                ("{object-id}", id(1)),
                ("{status-id}", status),
                ("{stream}", "events".to_owned()),
                ("{form}", "rpz".to_owned()),
                ("{file}", "about.json".to_owned()),
            ],
            all,
            _server: server,
        }
    }

    fn path(&self, route: &Route) -> String {
        let values = self.path_values.iter();
        let pattern = match route.pattern {
            "/search/" => "/search/?q=atlas",
            pattern => pattern,
        };
        values.fold(pattern.to_owned(), |path, (name, value)| {
            path.replace(name, value)
        })
    }
}

/// The status for: anonymous, stranger, reader, writer, keeper, wrong credentials.
fn expected(route: &Route) -> [u16; 6] {
    let success = if route.method == http::Method::POST {
        202
    } else {
        200
    };
    match (route.who, route.pattern) {
        (Who::Everyone | Who::Operator, _) => [200; 6],
        (Who::Caller, _) => [200, 200, 200, 200, 200, 401],
        (Who::Partner, "/search/" | "/search/list/") => [401, 200, 200, 200, 200, 401],
        // The keeper submitted it; for everybody else it does not exist.
        (Who::Partner, _) => [401, 404, 404, 404, 200, 401],
        // The keeper is the one that the stream accepts.
        (Who::Sender, _) => [401, 404, 404, 404, 200, 401],
        (Who::Visitor, _) => [401, 404, 200, 200, 200, 401],
        (Who::Reader, _) => [401, 404, 200, 403, 200, 401],
        (Who::Writer, _) => [401, 404, 403, success, success, 401],
        (Who::Keeper, _) => [401, 404, 403, 403, 200, 401],
    }
}

#[test]
fn every_route_by_every_caller() {
    for route in ROUTES {
        // Fresh for each, for DELETE changes what is there.
        let callers = Callers::new();
        let path = callers.path(route);
        for ((kind, actor), status) in callers.all.iter().zip(expected(route)) {
            let body = envelope([object(2, 1, GREEN)]);
            let body = if route.method == http::Method::POST {
                &body[..]
            } else {
                b""
            };
            let headers = [("accept", TAXII), ("content-type", TAXII)];
            let answer = actor.send(route.method.as_str(), &path, &headers, body);
            let shown = String::from_utf8_lossy(&answer.body);
            assert_eq!(
                answer.status, status,
                "{} {path} by {kind}: {shown}",
                route.method
            );
            let is_feed = matches!(route.handler, Handler::Feed(_)) && status == 200;
            let kept = if is_feed {
                "private, no-cache"
            } else {
                "no-store"
            };
            assert_eq!(answer.header("cache-control"), Some(kept));
            assert!(answer.header("date").is_some());
            if status >= 400 {
                answer.assert_error();
            } else if route.accept.is_some() {
                assert_eq!(answer.header("content-type"), Some(TAXII), "{path}");
            }
        }
    }
}

#[test]
fn a_hidden_collection_and_a_free_id_look_the_same() {
    let callers = Callers::new();
    let free = "0b7e8e54-4b1d-4b3f-9a52-6d4d2d5c2d11";
    for route in ROUTES.iter().filter(|route| route.pattern.contains("{id}")) {
        let hidden = callers.path(route);
        let unused = hidden.replace(&callers.path_values[1].1, free);
        for (kind, actor) in &callers.all[..2] {
            let headers = [("accept", TAXII), ("content-type", TAXII)];
            let mut answers = [&hidden, &unused].map(|path| {
                let body = envelope([object(2, 1, GREEN)]);
                let body = if route.method == http::Method::POST {
                    &body[..]
                } else {
                    b""
                };
                actor.send(route.method.as_str(), path, &headers, body)
            });
            for answer in &mut answers {
                answer.headers.retain(|(name, _)| name != "date");
            }
            assert_eq!(
                answers[0], answers[1],
                "{} {hidden} by {kind}",
                route.method
            );
        }
    }
}

#[test]
fn without_public_collections_everything_needs_credentials() {
    for anonymous in [true, false] {
        let server = TestServer::with(|settings| settings.anonymous = anonymous);
        for path in ["/taxii2/", "/tansiq/", "/tansiq/collections/", "/nothing/"] {
            server.anonymous().get(path).expect(401);
        }
        server.collection("Public", true);
        let status = if anonymous { 200 } else { 401 };
        server.anonymous().get("/taxii2/").expect(status);
    }
}

#[test]
fn anonymous_readers_get_what_is_clear_in_public_collections() {
    let server = TestServer::start();
    let collection = server.collection("Public", true);
    let partner = server.partner("north");
    server.grant(&collection, &partner, true, true);
    let path = objects_path(&collection);
    let sent = envelope([object(1, 1, CLEAR), object(2, 1, GREEN)]);
    partner.post(&path, &sent).expect(202);
    assert_eq!(partner.get(&path).expect(200).ids(), [id(1), id(2)]);
    let anonymous = server.anonymous();
    assert_eq!(anonymous.get(&path).expect(200).ids(), [id(1)]);
    anonymous.get(&format!("{path}{}/", id(2))).expect(404);
    anonymous.post(&path, &sent).expect(401);
    anonymous.delete(&format!("{path}{}/", id(1))).expect(401);
}

#[test]
fn other_methods_are_405_with_those_that_are_there() {
    let callers = Callers::new();
    let keeper = &callers.all[4].1;
    for route in ROUTES.iter().filter(|route| route.accept.is_some()) {
        let path = callers.path(route);
        for method in ["PUT", "PATCH", "OPTIONS", "TRACE", "INVENTED"] {
            let answer = keeper
                .send(method, &path, &[("accept", TAXII)], b"")
                .expect(405);
            let allow = answer.header("allow").expect("Allow").to_owned();
            assert!(allow.contains(route.method.as_str()), "{path}: {allow}");
        }
    }
}

#[test]
fn a_missing_slash_is_forgiven_and_nothing_else() {
    let callers = Callers::new();
    let keeper = &callers.all[4].1;
    for route in ROUTES
        .iter()
        .filter(|route| route.method == http::Method::GET)
    {
        let path = callers.path(route);
        let path = path.trim_end_matches('/');
        keeper.get(path).expect(200);
        keeper.get(&format!("{path}/")).expect(200);
        if route.accept.is_some() {
            keeper.get(&format!("{path}//")).expect(404);
            keeper.get(&format!("{path}/%FF/")).expect(400);
        }
    }
    keeper.get("/TAXII2/").expect(404);
}

//! Route × caller × object, every cell tried, compared with `tests/golden/callers.txt`, which people can read.
//!
//! The routes are the server's own list: a new one is in the table at once, so the golden file does not fit until somebody
//! has read its rows and written them with `UPDATE=1 cargo test -p tansiq --test taxii matrix`.

use crate::support::*;
use handling::Clearance;
use http::Method;
use server::http::routes::{Handler, ROUTES, Route};
use std::path::Path;
use stix::marking::Tlp;
use stix::{Limits, Object};
use store::{Collection, Incoming, Role, Source, Submission};

/// Whose object a request is about, seen from the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// in the caller's lane, and marked so that nobody else gets it
    Own,
    /// another's, and given to this caller if anything is
    Foreign,
    /// another's, and marked so that this caller does not get it
    Hidden,
    /// an id that nobody has
    Absent,
}

const COLUMNS: [(Of, &str); 4] = [
    (Of::Own, "own"),
    (Of::Foreign, "foreign"),
    (Of::Hidden, "hidden"),
    (Of::Absent, "absent"),
];

struct Caller {
    name: &'static str,
    actor: Actor,
    /// whose lane is its own
    key: Option<i64>,
    collection: Collection,
}

struct Matrix {
    server: TestServer,
    owner: Actor,
    callers: Vec<Caller>,
    numbers: std::cell::Cell<u32>,
}

impl Matrix {
    fn new() -> Self {
        let server = TestServer::with(|settings| {
            settings.limits.failed_logins = 1_000_000;
            settings.streams = vec![stream("events", "keeper")];
        });
        let (shared, public) = (
            server.collection("Shared", false),
            server.collection("Public", true),
        );
        let owner = server.cleared("owner", Tlp::Red);
        server.grant(&shared, &owner, true, true);
        server.grant(&public, &owner, true, true);
        let mut callers = vec![
            outsider("anonymous", server.anonymous(), &shared),
            outsider("anonymous, public collection", server.anonymous(), &public),
            outsider(
                "unknown name",
                claiming(&server, "Basic bm9ib2R5Ondyb25n"),
                &shared,
            ),
        ];
        for (name, partner, read, write) in [
            ("partner without right", "stranger", false, false),
            ("partner, read", "reader", true, false),
            ("partner, write", "writer", false, true),
            ("partner, read and write", "keeper", true, true),
            ("disabled partner", "former", true, true),
        ] {
            let actor = server.partner(partner);
            if read || write {
                server.grant(&shared, &actor, read, write);
            }
            callers.push(insider(&server, name, actor, &shared));
        }
        let disabled = server.store.set_partner_enabled("test", "former", false);
        disabled.expect("disabled");
        let keeper = Actor {
            authorization: Some("Basic a2VlcGVyOndyb25n".to_owned()),
            ..callers[6].actor.clone()
        };
        callers.push(insider(&server, "wrong password", keeper, &shared));
        for (name, person, role, write) in [
            ("reader of the house", "rita", Role::Reader, false),
            ("analyst of the house", "amal", Role::Analyst, true),
            ("operator of the house", "omar", Role::Operator, true),
        ] {
            let actor = server.person(person, role);
            server.grant(&shared, &actor, true, write);
            callers.push(outsider(name, actor, &shared));
        }
        let idle = server.person("idris", Role::Analyst);
        callers.push(outsider("analyst without right", idle, &shared));
        Self {
            server,
            owner,
            callers,
            numbers: std::cell::Cell::new(0),
        }
    }

    fn table(&self) -> String {
        let mut text = "\
What every caller gets on every route, about an object of its own, of somebody else, of somebody else and hidden\n\
from it, and about an id that nobody has. Requests come from another machine than the server's.\n\n\
given, withheld: in the answer or not · taken, held: admitted or in quarantine, which the poster is not told ·\n\
gone: deleted · – : there is no such case · a number alone: refused, and nothing changed\n"
            .to_owned();
        for route in ROUTES {
            text += &format!("\n{} {}\n", route.method, route.pattern);
            let columns = columns(route);
            text += &line("", columns.iter().map(|(_, name)| (*name).to_owned()));
            for caller in &self.callers {
                let cells = columns.iter().map(|(of, _)| self.cell(route, caller, *of));
                text += &line(caller.name, cells);
            }
        }
        text
    }

    fn cell(&self, route: &Route, caller: &Caller, of: Of) -> String {
        if of == Of::Own && caller.key.is_none() {
            return "–".to_owned();
        }
        let number = self.numbers.get() + 1;
        self.numbers.set(number);
        let status = match route.handler {
            Handler::Status(_) => match self.status(caller, of) {
                Some(id) => id,
                None => return "–".to_owned(),
            },
            _ => String::new(),
        };
        if of != Of::Absent && has_object(route) {
            self.place(route, caller, of, number);
        }
        let answer = self.ask(route, caller, of, number, &status);
        if answer.status >= 400 {
            answer.assert_error();
        }
        self.judge(route, of, number, &answer)
    }

    fn ask(&self, route: &Route, caller: &Caller, of: Of, number: u32, status: &str) -> Response {
        let mut path = route
            .pattern
            .replace("{api-root}", "tansiq")
            .replace("{id}", &caller.collection.id)
            .replace("{object-id}", &id(number))
            .replace("{status-id}", status)
            .replace("{stream}", "events")
            .replace("{form}", "csv")
            .replace("{file}", "indicators.csv");
        if matches!(route.handler, Handler::Objects(_)) {
            path += &format!("?match[id]={}", id(number));
        }
        if route.pattern == "/search/" {
            path += &format!("?q={}", id(number));
        }
        let body = match route.method == Method::POST {
            true if is_search(route) => id(number).into_bytes(),
            true => envelope([self.text(caller, of, number, 2)]),
            false => Vec::new(),
        };
        let from = [
            ("accept", TAXII),
            ("content-type", TAXII),
            ("x-forwarded-for", "192.0.2.1"),
        ];
        caller
            .actor
            .send(route.method.as_str(), &path, &from, &body)
    }

    /// The status and what really became of it.
    fn judge(&self, route: &Route, of: Of, number: u32, answer: &Response) -> String {
        let (system, id) = (Clearance::system(), about(route, id(number)));
        let store = &self.server.store;
        let versions = store.object_versions(&system, &id).expect("versions");
        let held = store.quarantine(&system, 0, 10_000).expect("quarantine");
        let held = held.iter().any(|held| held.id == id);
        let second = versions.iter().any(|stored| stored.version == version(2));
        let placed = versions.iter().any(|stored| !stored.collections.is_empty());
        let word = match (route.method.as_str(), answer.status) {
            ("POST", 200) if matches!(route.handler, Handler::Events(_)) => "",
            ("POST", 202) if held => "held",
            ("POST", 202) if second => "taken",
            ("DELETE", 200) if !placed => "gone",
            (_, 200) if is_search(route) => {
                let told = String::from_utf8_lossy(&answer.body);
                if told.contains(&id) {
                    "given"
                } else {
                    "withheld"
                }
            }
            ("GET", 200) => match route.handler {
                Handler::Objects(_) | Handler::Object(_) | Handler::Feed(_) => {
                    let told = String::from_utf8_lossy(&answer.body);
                    let named = told.contains(&id) || told.contains(&version(1));
                    if named { "given" } else { "withheld" }
                }
                _ => "",
            },
            (_, 400..) => {
                // Asking for a status begins with a post of somebody's.
                let posted = matches!(route.handler, Handler::Status(_));
                assert!(posted || !held && !second, "{} changed {id}", route.pattern);
                let there = of != Of::Absent && has_object(route);
                assert!(!there || placed, "{} took {id} away", route.pattern);
                ""
            }
            other => panic!(
                "{} {}: {other:?} and nothing came of it",
                route.method, route.pattern
            ),
        };
        format!("{} {word}", answer.status).trim_end().to_owned()
    }

    /// A status to ask for.
    fn status(&self, caller: &Caller, of: Of) -> Option<String> {
        let free = "0b7e8e54-4b1d-4b3f-9a52-6d4d2d5c2d11".to_owned();
        let poster = match of {
            Of::Own => &caller.actor,
            Of::Foreign => &self.owner,
            Of::Hidden => return None,
            Of::Absent => return Some(free),
        };
        let text = self.text(caller, Of::Absent, self.numbers.get(), 1);
        let posted = poster.post(&objects_path(&caller.collection), &envelope([text]));
        let id = || posted.json()["id"].as_str().expect("an id").to_owned();
        (posted.status == 202).then(id)
    }

    /// Puts the object there.
    fn place(&self, route: &Route, caller: &Caller, of: Of, number: u32) {
        let text = about(route, self.text(caller, of, number, 1));
        let object = Object::parse(text.as_bytes(), &Limits::default()).expect("an object");
        let source = match of {
            Of::Own => Source::Operator("test".to_owned()),
            _ => Source::Partner(self.key("owner")),
        };
        let receipt = self.server.store.submit(Submission {
            source,
            collection: Some(caller.collection.id.clone()),
            objects: vec![(Incoming::new(&object), None)],
            default_tlp: None,
            status: None,
            checkpoint: None,
        });
        let outcome = &receipt.expect("submitted").outcomes[0];
        assert!(
            matches!(outcome, store::Outcome::Accepted { .. }),
            "{outcome:?}"
        );
    }

    fn key(&self, name: &str) -> i64 {
        let partner = self.server.store.partner(name).expect("read");
        partner.expect("a partner").key
    }

    fn text(&self, caller: &Caller, of: Of, number: u32, version: u32) -> String {
        let name = match of {
            Of::Own | Of::Absent => caller.actor.name.as_deref().unwrap_or("owner"),
            Of::Foreign | Of::Hidden => "owner",
        };
        let marking = match of {
            Of::Own | Of::Hidden => RED,
            Of::Foreign | Of::Absent if caller.collection.public => CLEAR,
            Of::Foreign | Of::Absent => GREEN,
        };
        let creator = format!(r#""created_by_ref":"{}","created":"#, identity_of(name));
        object(number, version, marking).replacen(r#""created":"#, &creator, 1)
    }
}

/// Feeds are about indicators, everything else about identities.
fn about(route: &Route, text: String) -> String {
    if !matches!(route.handler, Handler::Feed(_)) {
        return text;
    }
    let pattern = r#""type":"indicator","pattern_type":"stix","pattern":"[file:name = 'a']","valid_from":"2024-01-01T00:00:00Z""#;
    text.replacen("\"identity--", "\"indicator--", 1)
        .replacen(
            "identity--",
            "indicator--",
            usize::from(!text.starts_with('{')),
        )
        .replace(r#""type":"identity""#, pattern)
        .replace(r#","identity_class":"organization""#, "")
}

fn outsider(name: &'static str, actor: Actor, collection: &Collection) -> Caller {
    Caller {
        name,
        actor,
        key: None,
        collection: collection.clone(),
    }
}

fn insider(
    server: &TestServer,
    name: &'static str,
    actor: Actor,
    collection: &Collection,
) -> Caller {
    let partner = server.store.partner(actor.name.as_deref().expect("a name"));
    Caller {
        key: partner.expect("read").map(|partner| partner.key),
        ..outsider(name, actor, collection)
    }
}

fn claiming(server: &TestServer, authorization: &str) -> Actor {
    Actor {
        authorization: Some(authorization.to_owned()),
        ..server.anonymous()
    }
}

/// Whether the cell has an object behind it.
fn has_object(route: &Route) -> bool {
    is_search(route) || !matches!(route.handler, Handler::Server(_) | Handler::Status(_))
}

/// What is found lies in any collection.
fn is_search(route: &Route) -> bool {
    route.pattern.starts_with("/search/")
}

/// Routes that are about no object have one column.
fn columns(route: &Route) -> &'static [(Of, &'static str)] {
    match route.handler {
        _ if is_search(route) => &COLUMNS,
        Handler::Server(_) | Handler::Collection(_) | Handler::Events(_) | Handler::Asked(_) => {
            &[(Of::Absent, "")]
        }
        Handler::Status(_)
        | Handler::Objects(_)
        | Handler::Object(_)
        | Handler::Feed(_)
        | Handler::Body(_) => &COLUMNS,
    }
}

fn line(name: &str, cells: impl Iterator<Item = String>) -> String {
    let cells: String = cells.map(|cell| format!("  {cell:<13}")).collect();
    format!("  {name:<30}{cells}").trim_end().to_owned() + "\n"
}

#[test]
fn matrix_of_route_caller_and_object() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/callers.txt");
    let found = Matrix::new().table();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&golden, &found).expect("written");
    }
    let kept = std::fs::read_to_string(&golden).unwrap_or_default();
    let lines = kept.lines().zip(found.lines());
    for (at, (kept, found)) in lines.enumerate() {
        assert_eq!(kept, found, "line {} of callers.txt", at + 1);
    }
    assert_eq!(
        kept.len(),
        found.len(),
        "callers.txt lacks rows, or has too many"
    );
}

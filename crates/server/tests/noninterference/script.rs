//! P's requests, and what others send.

use super::model::Which;
use super::object::{Item, KINDS, NAMES, acknowledgement, item, object_id, recall};
use super::policy::{Policy, SHARED, collection_id};
use super::world::{Answer, Ask, password};
use base64::Engine;
use proptest::prelude::*;
use serde_json::json;

/// A request of P.
#[derive(Debug, Clone)]
pub struct Request {
    pub what: What,
    pub collection: u8,
    pub object: u8,
    pub filter: Filter,
    /// changes of the head: 0 none
    pub twist: u8,
}

#[derive(Debug, Clone)]
pub enum What {
    Health,
    Metrics,
    Discovery,
    ApiRoot,
    Status(u8),
    Collections,
    Collection,
    Manifest,
    Objects,
    Object,
    Versions,
    Post(Vec<Item>),
    Delete,
    /// rules of a form: which form and file
    Feed(u8),
    /// events to the stream P may post to, or to others
    Events(u8),
    /// its collection of notices
    Notices,
    /// P takes an object back: in its own name, or another's
    Recall(u8),
    /// P acknowledges a notice: its own, another partner's, none
    Acknowledge(u8),
    /// a search for names, values, ids and words
    Search(u8),
    /// a list of them
    List(u8),
    /// the page after the last one that had more: 0 filter repeated, 1 left out, 2 another, 3 touched, 4 elsewhere
    Next(u8),
    /// a method that may not be there
    Method(u8, u8),
}

/// The plainest request.
pub fn plain() -> Request {
    Request {
        what: What::Objects,
        collection: 0,
        object: 0,
        filter: Filter::default(),
        twist: 0,
    }
}

/// Query parameters, by number; 0 is none.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub version: u8,
    pub kind: u8,
    pub id: u8,
    pub spec: u8,
    pub limit: u8,
    pub after: u8,
    pub malformed: u8,
}

/// What P has learnt so far, and what it was told beside the protocol.
#[derive(Default)]
pub struct Learnt {
    /// base path, query, `next`
    pub page: Option<(String, String, String)>,
    pub first: Option<String>,
    pub last: Option<String>,
    /// what the last feed said to be known by
    pub tag: Option<String>,
    pub statuses: Vec<String>,
    /// ids of objects that P was given
    pub seen: Vec<String>,
    /// ids of others' statuses: P knows them and gets nothing for it
    pub foreign: Vec<String>,
    /// P's collection of notices, once it is listed
    pub notices: Option<String>,
    /// ids of others' notices: P knows them and gets nothing for it
    pub foreign_notices: Vec<String>,
}

impl Learnt {
    pub fn learn(&mut self, ask: &Ask, answer: &Answer) {
        if let Some(next) = answer.member("next") {
            let (path, query) = ask.target.split_once('?').unwrap_or((&ask.target, ""));
            let query: Vec<&str> = query
                .split('&')
                .filter(|pair| !pair.starts_with("next="))
                .collect();
            self.page = Some((path.to_owned(), query.join("&"), next));
        }
        let body: serde_json::Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        let listed = body["known"].as_array().into_iter().flatten();
        let found = listed.chain([&body]).map(|answer| &answer["found"]);
        let given = found.chain([&body["objects"]]);
        for object in given.filter_map(|list| list.as_array()).flatten() {
            let id = object["id"].as_str().unwrap_or_default();
            if !self.seen.iter().any(|known| known == id) {
                self.seen.push(id.to_owned());
            }
        }
        for collection in body["collections"].as_array().into_iter().flatten() {
            if collection["title"] == "Notices for petra" {
                self.notices = collection["id"].as_str().map(str::to_owned);
            }
        }
        self.tag = answer.header("etag").or(self.tag.take());
        self.first = answer
            .header("x-taxii-date-added-first")
            .or(self.first.take());
        self.last = answer
            .header("x-taxii-date-added-last")
            .or(self.last.take());
        if answer.status == 202 {
            self.statuses.extend(answer.member("id"));
        }
    }
}

/// How many ids P asks for.
pub const ASKED_IDS: u8 = KINDS.len() as u8 * NAMES + 3;

/// Ids P asks for: all that may be there, some that never are, some that cannot be.
pub fn asked_id(number: u8) -> String {
    let at = number % ASKED_IDS;
    match at {
        0 => "indicator--2b8a8a3e-7a0c-4d55-a2c5-5c1f3d1d9b10".to_owned(),
        1 => "indicator--not-a-uuid".to_owned(),
        2 => "no%2Fid".to_owned(),
        _ => object_id(KINDS[usize::from((at - 3) / NAMES)], (at - 3) % NAMES),
    }
}

/// Collections P asks for: the shared ones by id and alias, the secret ones of both worlds, one that never is.
pub fn asked_collection(number: u8) -> String {
    match number % 16 {
        at @ 0..=7 => collection_id([0, 0, 0, 1, 1, 2, 2, 0][usize::from(at)]),
        8 => "alias-0".to_owned(),
        9 => "alias-1".to_owned(),
        10 => "alias-2".to_owned(),
        11 => collection_id(SHARED),
        12 => collection_id(SHARED + 1),
        13 => format!("alias-{SHARED}"),
        14 => format!("alias-{}", SHARED + 1),
        _ => collection_id(99),
    }
}

/// The number of a shared collection by what P called it.
pub fn collection_of(name: &str, policy: &Policy) -> Option<usize> {
    (0..SHARED).find(|at| {
        collection_id(*at) == name
            || policy.collections[*at].aliased && format!("alias-{at}") == name
    })
}

impl Filter {
    /// The query, without paging when `paging` is off.
    pub fn query(&self, learnt: &Learnt) -> String {
        let mut pairs: Vec<String> = Vec::new();
        let version = [
            "",
            "all",
            "last",
            "first",
            "2026-01-01T00:00:00.000Z",
            "2026-01-02T00:00:00Z",
            "first,last",
        ];
        let version = version[usize::from(self.version) % version.len()];
        let kind = [
            "",
            "indicator",
            "ipv4-addr",
            "relationship,note",
            "process",
            "x-unheard-of",
            "url",
        ];
        let kind = kind[usize::from(self.kind) % kind.len()];
        let spec = ["", "2.1", "2.0", "2.0,2.1", "1.2"];
        let spec = spec[usize::from(self.spec) % spec.len()];
        for (name, value) in [
            ("match[version]", version),
            ("match[type]", kind),
            ("match[spec_version]", spec),
        ] {
            if !value.is_empty() {
                pairs.push(format!("{name}={value}"));
            }
        }
        match self.id % 40 {
            0..=5 => {}
            6 => pairs.push(format!(
                "match[id]={},{}",
                object_id("indicator", 0),
                object_id("ipv4-addr", 1)
            )),
            at => pairs.push(format!("match[id]={}", asked_id(at - 6))),
        }
        match self.limit % 6 {
            0 | 5 => {}
            limit => pairs.push(format!("limit={limit}")),
        }
        match (self.after % 5, &learnt.first, &learnt.last) {
            (1, Some(first), _) => pairs.push(format!("added_after={first}")),
            (2, _, Some(last)) => pairs.push(format!("added_after={last}")),
            (3, _, _) => pairs.push("added_after=2020-01-01T00:00:00Z".to_owned()),
            _ => {}
        }
        let malformed = [
            "limit=0",
            "limit=x",
            "added_after=yesterday",
            "match[version]=last,all",
            "match[]=a",
            "limit=1&limit=1",
            "match[type]=",
            "%FF=1",
            "next=AAAA",
            "next=",
            "match[version]=garbage",
            "x_unknown=1",
        ];
        if let Some(at) = usize::from(self.malformed).checked_sub(1) {
            pairs.push(malformed[at % malformed.len()].to_owned());
        }
        pairs.join("&")
    }

    /// What a DELETE with it deletes, where that is one of the model's ways; none where it is refused.
    pub fn deletes(&self, query: &str) -> Option<Which> {
        match query {
            "" | "match[version]=all" => Some(Which::All),
            "match[version]=last" => Some(Which::Last),
            "match[version]=first" => Some(Which::First),
            _ => None,
        }
    }
}

const ROOT: &str = "/tansiq";

impl Request {
    /// The object P asks for: every other time one that it was given before.
    pub fn object_id(&self, learnt: &Learnt) -> String {
        let given = learnt
            .seen
            .get(usize::from(self.object / 2) % learnt.seen.len().max(1));
        match given {
            Some(id) if self.object % 2 == 1 => id.clone(),
            _ => asked_id(self.object),
        }
    }

    /// The collection P asks for; seldom its notices.
    fn asked_collection(&self, learnt: &Learnt) -> String {
        match (&self.what, self.collection % 16, &learnt.notices) {
            (What::Notices, _, notices) => notices.clone().unwrap_or_else(|| collection_id(99)),
            (_, 15, Some(notices)) => notices.clone(),
            (What::Acknowledge(which), _, Some(notices)) if which % 2 == 0 => notices.clone(),
            _ => asked_collection(self.collection),
        }
    }

    /// The notice P acknowledges: its own only where it belongs.
    fn notice(&self, which: u8, learnt: &Learnt) -> String {
        let mine = learnt.seen.iter().filter(|id| id.starts_with("recall--"));
        let mine: Vec<&String> = mine.collect();
        let pick = usize::from(which / 8);
        let own = mine.get(pick % mine.len().max(1)).map(|id| id.to_string());
        let others = &learnt.foreign_notices;
        let foreign = others.get(pick % others.len().max(1)).cloned();
        let free = || "recall--2b8a8a3e-7a0c-4d55-a2c5-5c1f3d1d9b10".to_owned();
        match which % 8 {
            0 | 2 => own,
            4 => None,
            _ => foreign,
        }
        .unwrap_or_else(free)
    }

    /// As P sends it.
    pub fn ask(&self, policy: &Policy, learnt: &Learnt) -> Ask {
        let collection = format!("{ROOT}/collections/{}", self.asked_collection(learnt));
        let object = format!("{collection}/objects/{}", self.object_id(learnt));
        let query = self.filter.query(learnt);
        let with = |path: String| match query.is_empty() {
            true => path,
            false => format!("{path}?{query}"),
        };
        let mut ask = Ask {
            method: "GET",
            target: String::new(),
            headers: vec![("accept", "application/taxii+json;version=2.1".to_owned())],
            body: Vec::new(),
        };
        ask.target = match &self.what {
            What::Health => "/healthz".to_owned(),
            What::Metrics => "/metrics".to_owned(),
            What::Discovery => with("/taxii2/".to_owned()),
            What::ApiRoot => format!("{ROOT}/"),
            What::Status(which) => format!("{ROOT}/status/{}/", status(*which, learnt)),
            What::Collections => format!("{ROOT}/collections/"),
            What::Collection => format!("{collection}/"),
            What::Manifest => with(format!("{collection}/manifest/")),
            What::Objects => with(format!("{collection}/objects/")),
            What::Object => with(format!("{object}/")),
            What::Versions => with(format!("{object}/versions/")),
            What::Post(items) => {
                ask.method = "POST";
                ask.headers.push((
                    "content-type",
                    "application/taxii+json;version=2.1".to_owned(),
                ));
                ask.body = envelope(items, self.filter.malformed);
                format!("{collection}/objects/")
            }
            What::Notices => format!("{collection}/objects/"),
            What::Recall(_) | What::Acknowledge(_) => {
                ask.method = "POST";
                let text = match self.what {
                    What::Recall(by) => recall(&self.object_id(learnt), by),
                    What::Acknowledge(which) => acknowledgement(&self.notice(which, learnt), which),
                    _ => unreachable!("one of the two"),
                };
                ask.headers.push((
                    "content-type",
                    "application/taxii+json;version=2.1".to_owned(),
                ));
                ask.body = format!("{{\"objects\":[{text}]}}").into_bytes();
                format!("{collection}/objects/")
            }
            What::Delete => {
                ask.method = "DELETE";
                let version = [
                    "",
                    "",
                    "",
                    "match[version]=all",
                    "match[version]=last",
                    "match[version]=first",
                    "limit=1",
                ];
                match version[usize::from(self.filter.version) % version.len()] {
                    "" => format!("{object}/"),
                    filter => format!("{object}/?{filter}"),
                }
            }
            What::Feed(which) => {
                ask.headers.clear();
                self.feed(*which, &mut ask, learnt);
                let id = self.asked_collection(learnt);
                format!("/feeds/{id}/{}", feed_path(*which, &self.filter, learnt))
            }
            What::Events(which) => {
                ask.method = "POST";
                ask.headers
                    .push(("content-type", "application/x-ndjson".to_owned()));
                ask.body = events(*which);
                let name = ["open", "open", "open", "shut", "none"][usize::from(*which) % 5];
                format!("/streams/{name}/")
            }
            What::Search(which) => {
                let asked = format!("q={}", super::sought::sought(*which).replace(' ', "+"));
                format!("/search/?{}", self.filter.search(&asked))
            }
            What::List(which) => {
                ask.method = "POST";
                let lines = (0..4).map(|at| super::sought::sought(which.wrapping_add(at * 7)));
                ask.body = lines.collect::<Vec<_>>().join("\n").into_bytes();
                let query = self.filter.search("");
                format!("/search/list/?{}", query.trim_start_matches('&'))
            }
            What::Next(how) => self.next(*how, &collection, learnt),
            What::Method(method, route) => {
                ask.method = ["PUT", "PATCH", "OPTIONS", "POST", "DELETE", "TRACE"]
                    [usize::from(*method) % 6];
                let paths = [
                    "/taxii2/".to_owned(),
                    format!("{ROOT}/"),
                    format!("{ROOT}/collections/"),
                    format!("{collection}/"),
                    format!("{collection}/manifest/"),
                    format!("{collection}/objects/"),
                    format!("{object}/"),
                    format!("{object}/versions/"),
                    format!("{ROOT}/status/{}/", status(*route, learnt)),
                    "/search/".to_owned(),
                    "/search/list/".to_owned(),
                    "/nowhere/".to_owned(),
                ];
                paths[usize::from(*route) % paths.len()].clone()
            }
        };
        self.authenticate(policy, &mut ask);
        self.twist(&mut ask, learnt);
        ask
    }

    /// Every other time P has an answer already, or says so.
    fn feed(&self, which: u8, ask: &mut Ask, learnt: &Learnt) {
        let tag = learnt.tag.clone().unwrap_or_else(|| "W/\"0\"".to_owned());
        if which / 128 + self.object % 2 == 2 {
            ask.headers.push(("if-none-match", tag));
        }
    }

    fn next(&self, how: u8, collection: &str, learnt: &Learnt) -> String {
        let Some((path, query, next)) = &learnt.page else {
            return format!("{collection}/objects/?next=bm90aGluZw");
        };
        let joined = |query: &str, next: &str| match query.is_empty() {
            true => format!("{path}?next={next}"),
            false => format!("{path}?{query}&next={next}"),
        };
        match how % 6 {
            0 | 1 => joined(query, next),
            2 => joined("", next),
            3 => joined("match[type]=malware", next),
            4 => joined(query, &format!("{}A", &next[..next.len() - 1])),
            _ => format!("{collection}/objects/?next={next}"),
        }
    }

    fn authenticate(&self, policy: &Policy, ask: &mut Ask) {
        match self.twist {
            // Others' names and passwords that are wrong. They count as failed logins of P's own address.
            250 => ask.headers.push(basic("quorum", "guessed")),
            251 if !policy.anonymous => ask.headers.push(basic("petra", "mistyped")),
            252 => ask
                .headers
                .push(("authorization", "Bearer tsq_petra.x".to_owned())),
            _ if policy.password && !policy.anonymous => {
                ask.headers.push(basic("petra", &password(0)))
            }
            _ => {}
        }
    }

    fn twist(&self, ask: &mut Ask, learnt: &Learnt) {
        let mut set = |name: &'static str, value: &str| {
            ask.headers.retain(|(known, _)| *known != name);
            ask.headers.push((name, value.to_owned()));
        };
        match self.twist {
            1..=12 if ask.method == "GET" => ask.method = "HEAD",
            13..=16 => set("if-none-match", "*"),
            17..=20 => {
                let second = self.object % 40;
                set(
                    "if-modified-since",
                    &format!("Sun, 01 Nov 2026 00:00:{second:02} GMT"),
                );
            }
            21 => set("if-none-match", learnt.last.as_deref().unwrap_or("\"x\"")),
            22..=24 => set("accept", "text/html"),
            25 => set("accept", "application/taxii+json"),
            26 => set("accept", "application/stix+json;version=2.1"),
            27..=29 => set("content-type", "application/json"),
            30 => set("content-type", "application/taxii+json;version=2.0"),
            31..=36 => set("accept-encoding", "zstd"),
            37..=40 => set("accept-encoding", "gzip"),
            41 => set("range", "items=0-1"),
            42 => set("content-encoding", "br"),
            43 => set("x-forwarded-for", "127.0.0.1"),
            44 => set("authorization", "Bearer the operator"),
            45 => set("synchronized-upsert", "true"),
            _ => {}
        }
    }
}

/// The header of HTTP Basic.
pub fn basic(name: &str, password: &str) -> (&'static str, String) {
    let pair = base64::engine::general_purpose::STANDARD.encode(format!("{name}:{password}"));
    ("authorization", format!("Basic {pair}"))
}

/// Form, file and query of a feed.
fn feed_path(which: u8, filter: &Filter, learnt: &Learnt) -> String {
    const FORMS: [&str; 11] = [
        "suricata", "zeek", "rpz", "nftables", "yara", "sigma", "snort", "csv", "misp", "plain",
        "none",
    ];
    const FILES: [&str; 9] = [
        "",
        "",
        "",
        "",
        "about.json",
        "rules.tar.gz",
        "addresses.txt",
        "manifest.json",
        "nothing.txt",
    ];
    let mut pairs: Vec<String> = Vec::new();
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            pairs.push(format!("{name}={value}"));
        }
    };
    let since = learnt.last.as_deref().unwrap_or("2026-11-01");
    add(
        "since",
        ["", "", "", "2026-01-01", since][usize::from(filter.after % 5)],
    );
    add(
        "type",
        ["", "ipv4-addr", "", "file,url", "", "", "x"][usize::from(filter.kind % 7)],
    );
    add(
        "min_confidence",
        ["", "", "", "0", "50", ""][usize::from(filter.limit % 6)],
    );
    add(
        "max_age",
        ["", "1h", "9000d", "", ""][usize::from(filter.spec % 5)],
    );
    add(
        "for",
        ["", "watch", "block", "search"][usize::from(filter.id % 4)],
    );
    if filter.malformed > 8 {
        add("limit", "1");
    }
    let form = FORMS[usize::from(which % 11)];
    let file = FILES[usize::from(which / 11) % FILES.len()];
    let path = match file {
        "" => format!("{form}/"),
        file => format!("{form}/{file}"),
    };
    match pairs.is_empty() {
        true => path,
        false => format!("{path}?{}", pairs.join("&")),
    }
}

fn status(which: u8, learnt: &Learnt) -> String {
    let pick = |of: &Vec<String>| of.get(usize::from(which / 4) % of.len().max(1)).cloned();
    let free = || "5f3c1f0e-0d7c-4b6e-8a51-2f1f3f0b9c11".to_owned();
    match which % 4 {
        0 | 1 => pick(&learnt.statuses).unwrap_or_else(free),
        2 => pick(&learnt.foreign).unwrap_or_else(free),
        _ if which == 3 => "zzz".to_owned(),
        _ => free(),
    }
}

/// Lines that hidden and visible indicators match, and one that is no event.
fn events(which: u8) -> Vec<u8> {
    let address = format!("192.0.2.{}", 1 + which % 2);
    let line = json!({ "time": "2026-11-01T00:00:00Z", "src_ip": address, "domain": "a.example" });
    let broken = if which.is_multiple_of(7) {
        "no event\n"
    } else {
        ""
    };
    format!("{line}\n{broken}{line}\n").into_bytes()
}

fn envelope(items: &[Item], malformed: u8) -> Vec<u8> {
    let objects: Vec<String> = items.iter().map(Item::json).collect();
    let text = format!("{{\"objects\":[{}]}}", objects.join(","));
    match malformed {
        1 => text[..text.len() - 1].into(),
        2 => b"{}".to_vec(),
        3 => text.replacen("\"type\"", "\"typ\"", 1).into_bytes(),
        4 => text.replacen("\"2.1\"", "2.1", 1).into_bytes(),
        _ => text.into_bytes(),
    }
}

/// The text of the only object of an envelope of [`Request::ask`].
pub fn only_object(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let text = text.strip_prefix("{\"objects\":[");
    let text = text.and_then(|text| text.strip_suffix("]}"));
    text.expect("an envelope of one object").to_owned()
}

/// The POST of a partner's object.
pub fn post(collection: usize, text: &str) -> Ask {
    Ask {
        method: "POST",
        target: format!("{ROOT}/collections/{}/objects/", collection_id(collection)),
        headers: vec![(
            "content-type",
            "application/taxii+json;version=2.1".to_owned(),
        )],
        body: format!("{{\"objects\":[{text}]}}").into_bytes(),
    }
}

/// A search.
pub fn search(asked: &str) -> Ask {
    Ask {
        method: "GET",
        target: format!("/search/?q={asked}"),
        headers: Vec::new(),
        body: Vec::new(),
    }
}

/// What another partner reads.
pub fn read(collection: usize) -> Ask {
    Ask {
        method: "GET",
        target: format!("{ROOT}/collections/{}/objects/", collection_id(collection)),
        headers: Vec::new(),
        body: Vec::new(),
    }
}

/// A DELETE of another partner.
pub fn delete(collection: usize, id: &str) -> Ask {
    Ask {
        method: "DELETE",
        target: format!(
            "{ROOT}/collections/{}/objects/{id}/",
            collection_id(collection)
        ),
        headers: Vec::new(),
        body: Vec::new(),
    }
}

/// A login of another partner that fails.
pub fn mistyped() -> Ask {
    Ask {
        method: "GET",
        target: "/taxii2/".to_owned(),
        headers: vec![basic("rastal", "mistyped")],
        body: json!({}).to_string().into_bytes(),
    }
}

pub fn filter() -> impl Strategy<Value = Filter> {
    let seldom = |of: u8| prop_oneof![3 => Just(0u8), 1 => 0u8..of];
    let rarely = prop_oneof![12 => Just(0u8), 1 => 1u8..13];
    let often = prop_oneof![1 => Just(0u8), 1 => 0u8..6];
    let version = prop_oneof![1 => Just(0u8), 1 => 0u8..7];
    (
        version,
        seldom(7),
        seldom(40),
        seldom(5),
        often,
        seldom(5),
        rarely,
    )
        .prop_map(
            |(version, kind, id, spec, limit, after, malformed)| Filter {
                version,
                kind,
                id,
                spec,
                limit,
                after,
                malformed,
            },
        )
}

pub fn request() -> impl Strategy<Value = Request> {
    let what = prop_oneof![
        1 => Just(What::Health),
        1 => Just(What::Metrics),
        1 => Just(What::Discovery),
        1 => Just(What::ApiRoot),
        2 => any::<u8>().prop_map(What::Status),
        2 => Just(What::Collections),
        2 => Just(What::Collection),
        4 => Just(What::Manifest),
        5 => Just(What::Objects),
        4 => Just(What::Object),
        3 => Just(What::Versions),
        7 => prop::collection::vec(item(), 1..3).prop_map(What::Post),
        1 => prop::collection::vec(item(), 4..6).prop_map(What::Post),
        2 => Just(What::Delete),
        4 => any::<u8>().prop_map(What::Feed),
        4 => any::<u8>().prop_map(What::Search),
        2 => any::<u8>().prop_map(What::List),
        2 => any::<u8>().prop_map(What::Events),
        2 => Just(What::Notices),
        2 => any::<u8>().prop_map(What::Recall),
        2 => any::<u8>().prop_map(What::Acknowledge),
        5 => any::<u8>().prop_map(What::Next),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(method, route)| What::Method(method, route)),
    ];
    let twist = prop_oneof![3 => Just(0u8), 1 => 1u8..46, 1 => Just(0u8), 1 => 250u8..253];
    let twist = prop_oneof![15 => Just(0u8), 4 => 1u8..46, 1 => twist];
    let collection = prop_oneof![4 => Just(0u8), 3 => 0u8..16];
    (what, collection, any::<u8>(), filter(), twist).prop_map(
        |(what, collection, object, filter, twist)| Request {
            what,
            collection,
            object,
            filter,
            twist,
        },
    )
}

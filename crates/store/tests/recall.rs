//! Taking back: who is told what, who notices nothing, what stays hidden and what does not.

mod kit;

use handling::Clearance;
use handling::recall::{ACKNOWLEDGEMENT_EXTENSION, RECALL_EXTENSION, Why};
use kit::*;
use serde_json::{Value, json};
use stix::marking::Tlp;
use store::*;

struct Served {
    world: World,
    alpha: Partner,
    beta: Partner,
    gamma: Partner,
    shared: Collection,
}

impl Served {
    /// Three partners in one collection.
    fn new() -> Self {
        let world = World::new();
        let alpha = world.partner("alpha", Tlp::Red);
        let beta = world.partner("beta", Tlp::Amber);
        let gamma = world.partner("gamma", Tlp::Amber);
        let shared = world.collection("shared", &[&alpha, &beta, &gamma]);
        Self {
            world,
            alpha,
            beta,
            gamma,
            shared,
        }
    }

    fn store(&self) -> &Store {
        &self.world.store
    }

    /// Reads a collection as the server does; the ids that were handed out.
    fn read(&self, who: &Partner, of: &Collection) -> Vec<String> {
        self.read_as(who, of, "objects")
    }

    fn read_as(&self, who: &Partner, of: &Collection, what: &'static str) -> Vec<String> {
        let reader = who.clearance();
        let query = all_versions(100);
        let mut ids = Vec::new();
        let mut each = |row: Row<'_>| ids.push(row.id.to_owned());
        let end = self.store().page(&reader, &of.id, &query, &mut each);
        let end = end.unwrap().expect("may be read");
        self.store().note_served(store::Served {
            reader: reader.reader,
            collection: Some(of.id.clone()),
            what,
            query,
            end,
            dates: Vec::new(),
        });
        ids
    }

    fn notices_of(&self, who: &Partner) -> Option<Collection> {
        let title = format!("Notices for {}", who.name);
        let seen = self.store().collections(&who.clearance()).unwrap();
        let view = seen.into_iter().find(|view| view.title == title)?;
        assert!(view.can_read && view.can_write);
        self.store().find_collection(&view.id).unwrap()
    }

    /// The notices of a partner, as it gets them.
    fn notices(&self, who: &Partner) -> Vec<Value> {
        let Some(of) = self.notices_of(who) else {
            return Vec::new();
        };
        let got = self.world.all(&who.clearance(), &of, &page(100));
        let read = |got: &Got| serde_json::from_slice(&got.bytes).unwrap();
        let is_notice = |object: &Value| object["type"] == "recall";
        got.iter().map(read).filter(is_notice).collect()
    }

    fn recall(&self, id: &str) -> Result<i64> {
        self.store().recall(
            "op",
            RecallOrder {
                ids: vec![id.to_owned()],
                of: None,
                reason: "wrong address".to_owned(),
                keep_tearlines: false,
            },
        )
    }

    fn recalls(&self) -> Vec<Recall> {
        self.store()
            .recalls(&Clearance::system(), None, None)
            .unwrap()
    }

    fn sees(&self, who: &Partner, id: &str) -> bool {
        let clearance = who.clearance();
        self.store()
            .is_visible(&clearance, &self.shared.id, id)
            .unwrap()
    }
}

fn version(name: &str, day: u32, tlp: Tlp) -> String {
    Make::indicator(name, day).by("alpha").tlp(tlp).json()
}

fn request(name: &str, ids: &[String]) -> String {
    let recalled: Vec<Value> = ids.iter().map(|id| json!({ "object_ref": id })).collect();
    Make::new(&format!("recall--{}", uuid("recall", name)))
        .day(1)
        .with("recalled", recalled)
        .with("reason", "we were wrong")
        .with(
            "extensions",
            json!({ RECALL_EXTENSION: { "extension_type": "new-sdo" } }),
        )
        .json()
}

fn acknowledgement(name: &str, notice: &str, done: &str) -> String {
    let id = format!("recall-acknowledgement--{}", uuid("ack", name));
    Make::new(&id)
        .day(1)
        .with("notice_ref", notice)
        .with("done", done)
        .with("description", "Westreach")
        .with(
            "extensions",
            json!({ ACKNOWLEDGEMENT_EXTENSION: { "extension_type": "new-sdo" } }),
        )
        .json()
}

fn named(notice: &Value) -> Vec<(String, Vec<String>)> {
    let items = notice["recalled"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let item = |item: &Value| {
        let versions = item["versions"].as_array().unwrap().iter().map(text);
        (text(&item["object_ref"]), versions.collect())
    };
    items.map(item).collect()
}

const DAYS: [&str; 3] = [
    "2026-01-01T00:00:00.000Z",
    "2026-01-02T00:00:00.000Z",
    "2026-01-03T00:00:00.000Z",
];

#[test]
fn who_had_it_is_told_of_its_own_versions_and_the_others_notice_nothing() {
    let here = Served::new();
    let note = Make::note("n", &[&indicator("a")]).tlp(Tlp::Clear);
    here.world
        .post(&here.alpha, &here.shared, &[version("a", 1, Tlp::Green)]);
    here.world.post(&here.beta, &here.shared, &[note.json()]);
    here.read(&here.beta, &here.shared);
    here.world
        .post(&here.alpha, &here.shared, &[version("a", 2, Tlp::Green)]);
    here.read_as(&here.gamma, &here.shared, "manifest");
    here.read(&here.alpha, &here.shared);
    let key = here.recall(&indicator("a")).unwrap();
    for other in [&here.beta, &here.gamma] {
        assert!(!here.sees(other, &indicator("a")));
    }
    assert!(!here.sees(&here.gamma, &note.id()), "what stands on it");
    assert!(here.sees(&here.alpha, &indicator("a")), "its lane");
    assert!(here.sees(&here.beta, &note.id()), "its own note");
    let notices = here.notices(&here.beta);
    assert_eq!(notices.len(), 1);
    let expected = vec![(indicator("a"), vec![DAYS[0].to_owned()])];
    assert_eq!(named(&notices[0]), expected);
    assert_eq!(notices[0]["recalled_by"], "operator");
    assert_eq!(notices[0]["reason"], "wrong address");
    for other in [&here.alpha, &here.gamma] {
        assert!(here.notices_of(other).is_none(), "{}", other.name);
    }
    let recalls = here.recalls();
    assert_eq!((recalls.len(), recalls[0].key), (1, key));
    assert_eq!(recalls[0].versions.len(), 2);
    assert_eq!(recalls[0].told.len(), 1);
    assert_eq!(here.store().check().unwrap(), Vec::<String>::new());
    let rows = here.store().audit(&Clearance::system(), 0, 999).unwrap();
    let of = |action: &str| -> Vec<&str> {
        let rows = rows.iter().filter(|row| row.action == action);
        rows.map(|row| row.detail.as_str()).collect()
    };
    assert!(of("recall")[0].contains("wrong address"));
    let told = of("recall.told");
    assert_eq!(told.len(), 1);
    assert!(told[0].contains(notices[0]["id"].as_str().unwrap()));
    let asked = here.store().recalls(&here.beta.clearance(), None, None);
    assert!(asked.unwrap().is_empty(), "the operator's only");
}

#[test]
fn a_partner_takes_back_its_own_and_nothing_else() {
    let here = Served::new();
    let mine = Make::indicator("mine", 1).tlp(Tlp::Green);
    here.world.post(&here.beta, &here.shared, &[mine.json()]);
    here.world
        .post(&here.alpha, &here.shared, &[version("a", 1, Tlp::Green)]);
    here.read(&here.gamma, &here.shared);
    for (name, ids) in [
        ("foreign", vec![indicator("a")]),
        ("free", vec![indicator("free")]),
        ("both", vec![mine.id(), indicator("a")]),
    ] {
        let posted = [request(name, &ids)];
        let outcome = &here.world.post(&here.beta, &here.shared, &posted)[0];
        assert!(
            matches!(outcome, Outcome::Quarantined { reasons, .. } if reasons[0].starts_with("Q-RECALL")),
            "{outcome:?}"
        );
    }
    assert!(here.recalls().is_empty());
    assert!(here.sees(&here.gamma, &mine.id()));
    let posted = [request("mine", &[mine.id()])];
    let outcome = &here.world.post(&here.beta, &here.shared, &posted)[0];
    assert!(matches!(outcome, Outcome::Accepted { .. }), "{outcome:?}");
    assert!(!here.sees(&here.gamma, &mine.id()));
    assert!(here.sees(&here.beta, &mine.id()));
    let asked = format!("recall--{}", uuid("recall", "mine"));
    assert!(here.sees(&here.beta, &asked) && !here.sees(&here.gamma, &asked));
    let notices = here.notices(&here.gamma);
    assert_eq!(notices[0]["recalled_by"], "originator");
    assert_eq!(notices[0]["reason"], "we were wrong");
    assert_eq!(here.recalls()[0].actor, "beta");
    // The operator's import of such an object does nothing.
    let imported = [request("imported", &[indicator("a")])];
    here.world.import(Some(&here.shared), &imported);
    assert!(here.sees(&here.gamma, &indicator("a")));
}

#[test]
fn an_acknowledgement_counts_for_ones_own_notice_only() {
    let here = Served::new();
    here.world
        .post(&here.alpha, &here.shared, &[version("a", 1, Tlp::Green)]);
    here.read(&here.beta, &here.shared);
    here.read(&here.gamma, &here.shared);
    here.recall(&indicator("a")).unwrap();
    let notice = here.notices(&here.beta)[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let foreign = here.notices(&here.gamma)[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_ne!(notice, foreign);
    let own = here.notices_of(&here.beta).unwrap();
    let free = format!("recall--{}", uuid("x", "free"));
    for (name, id) in [("foreign", &foreign), ("free", &free)] {
        let posted = [acknowledgement(name, id, "deleted")];
        let outcome = &here.world.post(&here.beta, &own, &posted)[0];
        assert!(
            matches!(outcome, Outcome::Quarantined { .. }),
            "{outcome:?}"
        );
    }
    let open = |recall: &Recall| {
        let told = recall.told.iter();
        told.filter(|told| told.notice.as_ref().unwrap().acknowledged.is_none())
            .count()
    };
    assert_eq!(open(&here.recalls()[0]), 2);
    assert!(
        here.recalls()[0].told[0]
            .notice
            .as_ref()
            .unwrap()
            .fetched
            .is_none()
    );
    here.read(&here.beta, &own);
    let posted = [acknowledgement("1", &notice, "passed-on-to")];
    here.world.post(&here.beta, &own, &posted);
    let recall = &here.recalls()[0];
    assert_eq!(open(recall), 1);
    let told = recall.told[0].notice.as_ref().unwrap();
    assert_eq!(told.done.as_deref(), Some("passed-on-to"));
    assert_eq!(told.text.as_deref(), Some("Westreach"));
    assert!(told.fetched.is_some());
    let first = told.acknowledged;
    let posted = [acknowledgement("2", &notice, "deleted")];
    here.world.post(&here.beta, &own, &posted);
    let recall = &here.recalls()[0];
    let told = recall.told[0].notice.as_ref().unwrap();
    assert_eq!(
        (told.done.as_deref(), told.acknowledged),
        (Some("deleted"), first)
    );
    assert!(
        here.store()
            .collection(&here.gamma.clearance(), &own.id)
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_newer_version_is_served_again_and_an_older_one_found_later_is_not() {
    let here = Served::new();
    here.world
        .post(&here.alpha, &here.shared, &[version("a", 2, Tlp::Green)]);
    here.read(&here.beta, &here.shared);
    here.recall(&indicator("a")).unwrap();
    here.world
        .post(&here.alpha, &here.shared, &[version("a", 1, Tlp::Green)]);
    assert!(!here.sees(&here.beta, &indicator("a")), "it was named, too");
    let again = here.recall(&indicator("a"));
    assert!(matches!(again, Err(Error::Invalid(_))), "{again:?}");
    here.world
        .post(&here.alpha, &here.shared, &[version("a", 3, Tlp::Green)]);
    let got = here
        .world
        .all(&here.beta.clearance(), &here.shared, &all_versions(9));
    let versions: Vec<_> = got.iter().map(|got| got.version.as_str()).collect();
    assert_eq!(versions, [DAYS[2]]);
    here.read(&here.beta, &here.shared);
    here.recall(&indicator("a")).unwrap();
    let notices = here.notices(&here.beta);
    assert_eq!(notices.len(), 2);
    assert_eq!(named(&notices[1])[0].1, [DAYS[2]], "only what is new in it");
    let unknown = here.recall(&indicator("nothing"));
    assert_eq!(unknown, Err(Error::NotFound(indicator("nothing"))));
}

#[test]
fn an_edge_comes_back_when_its_end_does() {
    let here = Served::new();
    let edge = Make::relationship("r", &indicator("a"), &indicator("b")).tlp(Tlp::Clear);
    let (a, b) = (version("a", 1, Tlp::Green), version("b", 1, Tlp::Green));
    here.world.post(&here.alpha, &here.shared, &[a, b]);
    here.world.post(&here.beta, &here.shared, &[edge.json()]);
    assert!(here.sees(&here.gamma, &edge.id()));
    here.recall(&indicator("b")).unwrap();
    assert!(!here.sees(&here.gamma, &edge.id()));
    assert!(here.sees(&here.gamma, &indicator("a")));
    here.world
        .post(&here.alpha, &here.shared, &[version("b", 2, Tlp::Green)]);
    assert!(here.sees(&here.gamma, &edge.id()));
}

#[test]
fn tightening_tells_those_who_had_it_and_may_not_have_it_any_more() {
    let here = Served::new();
    let green = here.world.partner("green", Tlp::Green);
    let store = here.store();
    store.grant("test", "shared", "green", true, true).unwrap();
    here.world
        .post(&here.alpha, &here.shared, &[version("a", 1, Tlp::Green)]);
    here.read(&here.beta, &here.shared);
    here.read(&green, &here.shared);
    here.world
        .post(&here.alpha, &here.shared, &[version("a", 2, Tlp::Amber)]);
    assert!(here.notices(&here.beta).is_empty(), "beta still may");
    let notices = here.notices(&green);
    let expected = vec![(indicator("a"), vec![DAYS[0].to_owned()])];
    assert_eq!(named(&notices[0]), expected);
    assert_eq!(notices[0]["cause"], "tightened");
    assert_eq!(here.recalls()[0].why, Why::Tightened);
    // Nobody else had it: no recall is opened.
    here.world
        .post(&here.alpha, &here.shared, &[version("b", 1, Tlp::Green)]);
    here.world
        .post(&here.alpha, &here.shared, &[version("b", 2, Tlp::Red)]);
    assert_eq!(here.recalls().len(), 1);
}

#[test]
fn a_revocation_is_served_and_what_it_revokes_is_not() {
    let here = Served::new();
    here.world
        .post(&here.alpha, &here.shared, &[version("a", 2, Tlp::Green)]);
    let edge = Make::note("n", &[&indicator("a")]).tlp(Tlp::Clear);
    here.world.post(&here.beta, &here.shared, &[edge.json()]);
    here.read(&here.beta, &here.shared);
    let revoked = Make::indicator("a", 3).by("alpha").tlp(Tlp::Green);
    let revoked = revoked.with("revoked", true).json();
    here.world.post(&here.alpha, &here.shared, &[revoked]);
    here.world
        .post(&here.alpha, &here.shared, &[version("a", 1, Tlp::Green)]);
    let versions = |who: &Partner| -> Vec<String> {
        let got = here
            .world
            .all(&who.clearance(), &here.shared, &all_versions(9));
        let of_a = got.into_iter().filter(|got| got.id == indicator("a"));
        of_a.map(|got| got.version).collect()
    };
    assert_eq!(versions(&here.gamma), [DAYS[2]]);
    assert_eq!(versions(&here.alpha).len(), 3);
    assert!(here.sees(&here.gamma, &edge.id()));
    let notices = here.notices(&here.beta);
    assert_eq!(notices[0]["cause"], "revoked");
    assert_eq!(named(&notices[0])[0].1, [DAYS[1]]);
    assert!(here.notices(&here.gamma).is_empty());
}

#[test]
fn a_page_noted_after_the_recall_is_found_and_told() {
    let here = Served::new();
    here.world
        .post(&here.alpha, &here.shared, &[version("a", 1, Tlp::Green)]);
    let reader = here.beta.clearance();
    let query = page(9);
    let end = here
        .store()
        .page(&reader, &here.shared.id, &query, &mut |_| ());
    let end = end.unwrap().unwrap();
    here.recall(&indicator("a")).unwrap();
    assert!(here.notices(&here.beta).is_empty());
    here.store().note_served(store::Served {
        reader: reader.reader,
        collection: Some(here.shared.id.clone()),
        what: "objects",
        query,
        end,
        dates: Vec::new(),
    });
    here.store().close().unwrap();
    assert_eq!(here.notices(&here.beta).len(), 1);
    assert_eq!(here.recalls()[0].told.len(), 1);
}

#[test]
fn observables_of_other_lanes_stay_and_can_be_taken_back_by_name() {
    let here = Served::new();
    let address = Make::ipv4("198.51.100.4").tlp(Tlp::Green);
    here.world
        .post(&here.alpha, &here.shared, &[address.json()]);
    let copy = address.clone().with("defanged", true).tlp(Tlp::Clear);
    let outcome = &here.world.post(&here.beta, &here.shared, &[copy.json()])[0];
    assert!(matches!(outcome, Outcome::Quarantined { .. }));
    let red = Make::ipv4("198.51.100.5").tlp(Tlp::Red);
    here.world.post(&here.alpha, &here.shared, &[red.json()]);
    let green = red.clone().tlp(Tlp::Green);
    here.world.post(&here.beta, &here.shared, &[green.json()]);
    let posted = [request("red", &[red.id()])];
    here.world.post(&here.alpha, &here.shared, &posted);
    assert!(here.sees(&here.gamma, &red.id()), "beta's own stays");
    let order = RecallOrder {
        ids: vec![red.id()],
        of: Some("beta".to_owned()),
        reason: "x".to_owned(),
        keep_tearlines: false,
    };
    here.store().recall("op", order.clone()).unwrap();
    assert!(!here.sees(&here.gamma, &red.id()));
    let again = here.world.post(&here.beta, &here.shared, &[green.json()]);
    assert_eq!(again, [Outcome::Known]);
    assert!(!here.sees(&here.gamma, &red.id()), "it stays taken back");
    let of = Some("nobody".to_owned());
    let unknown = here.store().recall("op", RecallOrder { of, ..order });
    assert_eq!(unknown, Err(Error::NotFound("nobody".to_owned())));
}

#[test]
fn a_restored_store_keeps_recalls_and_a_page_under_way_loses_only_what_was_taken_back() {
    let here = Served::new();
    let objects = ["a", "b", "c"].map(|name| version(name, 1, Tlp::Green));
    here.world.post(&here.alpha, &here.shared, &objects);
    let first = here
        .world
        .store
        .page(
            &here.beta.clearance(),
            &here.shared.id,
            &page(1),
            &mut |_| (),
        )
        .unwrap()
        .unwrap();
    here.read(&here.gamma, &here.shared);
    here.recall(&indicator("b")).unwrap();
    let after = Query {
        after: first.last,
        ..page(9)
    };
    let rest = here.world.all(&here.beta.clearance(), &here.shared, &after);
    assert_eq!(rest.len(), 1);
    assert_eq!(rest[0].id, indicator("c"));
    let (copy, back) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    here.store().backup(copy.path(), &mut |_, _| ()).unwrap();
    store::restore(copy.path(), back.path()).unwrap();
    let restored = Store::open(back.path(), options()).unwrap();
    let recalls = restored.recalls(&Clearance::system(), None, Some(&indicator("b")));
    let recalls = recalls.unwrap();
    assert_eq!(recalls.len(), 1);
    assert_eq!(recalls[0].told[0].partner.as_deref(), Some("gamma"));
    let clearance = here.beta.clearance();
    assert!(
        !restored
            .is_visible(&clearance, &here.shared.id, &indicator("b"))
            .unwrap()
    );
}

/// People of the house are told and answer as partners do; everything else they hand in waits for the operator.
#[test]
fn the_houses_own_people_answer_their_notices() {
    let served = Served::new();
    let person = |name: &str, role| NewPerson {
        name: name.to_owned(),
        role,
        max_tlp: Tlp::Amber,
        communities: Vec::new(),
        markings: Vec::new(),
        credential_hash: "hash".to_owned(),
    };
    let rita = served
        .store()
        .add_person("test", person("rita", Role::Reader))
        .unwrap();
    served
        .store()
        .grant("test", &served.shared.id, "rita", true, false)
        .unwrap();
    served.world.post(
        &served.alpha,
        &served.shared,
        &[version("x", 1, Tlp::Green)],
    );
    assert_eq!(served.read(&rita, &served.shared), [indicator("x")]);
    served.recall(&indicator("x")).unwrap();
    let (notices, of) = (served.notices(&rita), served.notices_of(&rita).unwrap());
    let notice = notices[0]["id"].as_str().unwrap().to_owned();
    let posts = [
        acknowledgement("mine", &notice, "deleted"),
        acknowledgement(
            "nobody's",
            "recall--00000000-0000-4000-8000-000000000001",
            "deleted",
        ),
        Make::indicator("y", 1).json(),
    ];
    let outcomes = served.world.post(&rita, &of, &posts);
    assert!(
        matches!(outcomes[0], Outcome::Accepted { .. }),
        "{outcomes:?}"
    );
    for (outcome, code) in outcomes[1..].iter().zip(["Q-RECALL", "Q-REVIEW"]) {
        let Outcome::Quarantined { reasons, .. } = outcome else {
            panic!("{outcome:?}")
        };
        assert!(reasons[0].starts_with(code), "{reasons:?}");
    }
}

/// What was made of an indicator for others, by the house.
fn tear(here: &Served, of: &str, line: &str) {
    let system = Clearance::system();
    let original = here.store().object_versions(&system, of).unwrap();
    let text = Make::indicator(line, 1).tlp(Tlp::Green).json();
    let source = Source::Operator("op".to_owned());
    let derivation = Derivation {
        actor: "op".to_owned(),
        of: original.last().unwrap().key,
        made: indicator(line),
        how: json!({ "id": indicator(line), "of": of }),
        to: Some((here.shared.id.clone(), vec![indicator(line)])),
    };
    let made = here
        .store()
        .derive(submission(source, None, &[text]), derivation);
    assert!(matches!(
        made.unwrap().outcomes[..],
        [Outcome::Accepted { .. }]
    ));
}

#[test]
fn a_tear_line_goes_with_what_it_was_made_of_unless_it_is_kept() {
    for keep in [false, true] {
        let here = Served::new();
        let report = [version("x", 1, Tlp::Amber)];
        here.world.post(&here.alpha, &here.shared, &report);
        tear(&here, &indicator("x"), "line");
        tear(&here, &indicator("line"), "line of a line");
        here.read(&here.beta, &here.shared);
        let order = RecallOrder {
            ids: vec![indicator("x")],
            of: None,
            reason: "wrong".to_owned(),
            keep_tearlines: keep,
        };
        here.store().recall("op", order).unwrap();
        assert!(!here.sees(&here.beta, &indicator("x")));
        for line in ["line", "line of a line"] {
            assert_eq!(here.sees(&here.beta, &indicator(line)), keep, "{line}");
        }
        let told: Vec<usize> = here.recalls().iter().map(|r| r.told.len()).collect();
        assert_eq!(told, [1]);
        let told = &here.recalls()[0].told[0].versions;
        assert_eq!(told.len(), if keep { 1 } else { 3 });
    }
    // A newer version that asks for more leaves the tear-line.
    let here = Served::new();
    here.world
        .post(&here.alpha, &here.shared, &[version("x", 1, Tlp::Green)]);
    tear(&here, &indicator("x"), "line");
    here.world
        .post(&here.alpha, &here.shared, &[version("x", 2, Tlp::Red)]);
    assert!(!here.sees(&here.beta, &indicator("x")));
    assert!(here.sees(&here.beta, &indicator("line")));
}

#[test]
fn who_has_only_the_tear_line_of_what_a_partner_takes_back_is_told_nothing_of_the_partner() {
    let here = Served::new();
    let (beta, gamma) = (here.beta.clearance(), here.gamma.clearance());
    here.world
        .post(&here.alpha, &here.shared, &[version("x", 1, Tlp::Red)]);
    tear(&here, &indicator("x"), "line");
    let got = [&beta, &gamma].map(|who| here.world.ids(who, &here.shared));
    assert!(got.iter().all(|ids| *ids == [indicator("line")]));
    here.read(&here.beta, &here.shared);
    let post = request("r", &[indicator("x")]);
    here.world.post(&here.alpha, &here.shared, &[post]);
    assert!(!here.sees(&here.beta, &indicator("line")));
    let notices = here.notices(&here.beta);
    assert_eq!(named(&notices[0])[0].0, indicator("line"));
    assert_eq!(notices[0]["recalled_by"], "operator");
    assert!(!notices[0].to_string().contains("we were wrong"));
    assert!(here.notices(&here.gamma).is_empty());
}

#[test]
fn what_was_taken_back_by_mistake_comes_back_after_every_cursor() {
    let here = Served::new();
    let old = version("x", 1, Tlp::Green);
    here.world
        .post(&here.alpha, &here.shared, &[version("x", 2, Tlp::Green)]);
    let note = Make::note("n", &[&indicator("x")]).tlp(Tlp::Green).json();
    here.world.post(&here.gamma, &here.shared, &[note]);
    let mine = here
        .world
        .all(&here.alpha.clearance(), &here.shared, &page(9));
    here.read(&here.beta, &here.shared);
    let recall = here.recall(&indicator("x")).unwrap();
    // An older version that is found later is taken back, too.
    here.world.post(&here.alpha, &here.shared, &[old]);
    assert!(!here.sees(&here.beta, &indicator("x")));
    let cursor = here
        .world
        .import(Some(&here.shared), &[Make::indicator("later", 1).json()]);
    let Outcome::Accepted { date_added: cursor } = cursor[0] else {
        panic!("{cursor:?}")
    };
    here.store()
        .lift_recall("op", recall, "it was right")
        .unwrap();
    let seen = here
        .world
        .all(&here.beta.clearance(), &here.shared, &all_versions(9));
    let came: Vec<_> = seen
        .iter()
        .filter(|got| got.id != indicator("later"))
        .collect();
    assert_eq!(came.len(), 3, "{came:?}");
    assert!(came.iter().all(|got| got.date_added > cursor));
    let of_mine = here
        .world
        .all(&here.alpha.clearance(), &here.shared, &page(9));
    assert_eq!(
        of_mine[0], mine[0],
        "for whoever had it all along nothing moves"
    );
    // The notice does not hold any more.
    let notices = here.notices(&here.beta);
    assert_eq!(notices.len(), 1);
    assert_eq!(notices[0]["revoked"], true);
    assert_eq!(notices[0]["reason"], "it was right");
    assert!(here.notices(&here.gamma).is_empty());
    let found = &here.recalls()[0];
    assert_eq!(found.lifted.as_ref().unwrap().1, "it was right");
    let twice = here.store().lift_recall("op", recall, "again");
    assert!(matches!(twice, Err(Error::Invalid(_))));
    let none = here.store().lift_recall("op", 99, "what?");
    assert!(matches!(none, Err(Error::NotFound(_))));
    // It can be taken back again, and is told again.
    here.read(&here.beta, &here.shared);
    here.recall(&indicator("x")).unwrap();
    assert!(!here.sees(&here.beta, &indicator("x")));
    assert_eq!(here.notices(&here.beta).len(), 2);
    assert_eq!(here.store().check().unwrap(), Vec::<String>::new());
}

#[test]
fn what_a_partner_took_back_is_not_the_operators_to_lift() {
    let here = Served::new();
    here.world
        .post(&here.alpha, &here.shared, &[version("x", 1, Tlp::Green)]);
    let post = request("r", &[indicator("x")]);
    here.world.post(&here.alpha, &here.shared, &[post]);
    let lifted = here.store().lift_recall("op", here.recalls()[0].key, "no");
    assert!(matches!(lifted, Err(Error::Invalid(_))));
    assert!(!here.sees(&here.beta, &indicator("x")));
}

#[test]
fn who_is_served_between_the_look_up_and_the_recall_is_told() {
    let here = Served::new();
    let many: Vec<String> = (0..40).map(|n| indicator(&n.to_string())).collect();
    let texts: Vec<String> = (0..40)
        .map(|n| version(&n.to_string(), 1, Tlp::Green))
        .collect();
    here.world.post(&here.alpha, &here.shared, &texts);
    // Beta reads while recalls of one object each go on, so that pages fall before, into and after the look-up.
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut had: Vec<String> = Vec::new();
            for _ in 0..60 {
                had.extend(here.read(&here.beta, &here.shared));
            }
            had.sort();
            had.dedup();
            had
        });
        for id in &many {
            here.recall(id).unwrap();
        }
        let had = reader.join().unwrap();
        here.store().close().unwrap();
        let told = here.recalls().into_iter().flat_map(|recall| recall.told);
        let mut told: Vec<String> = told.flat_map(|told| told.versions).map(|v| v.0).collect();
        told.sort();
        assert_eq!(told, had);
    });
}

#[test]
fn who_had_very_many_gets_notices_that_fit_their_schema() {
    let it = Served::new();
    let make = |n: usize, day| Make::indicator(&format!("i{n}"), day).tlp(Tlp::Green);
    let texts: Vec<String> = (0..1_003)
        .flat_map(|n| [1, 2].map(|day| make(n, day).json()))
        .collect();
    it.world.post(&it.alpha, &it.shared, &texts);
    let reader = it.beta.clearance();
    let query = all_versions(3_000);
    let end = (it.store()).page(&reader, &it.shared.id, &query, &mut |_| {});
    it.store().note_served(store::Served {
        reader: reader.reader,
        collection: Some(it.shared.id.clone()),
        what: "objects",
        query,
        end: end.unwrap().unwrap(),
        dates: Vec::new(),
    });
    it.store().close().unwrap();
    let ids: Vec<String> = (0..1_003).map(|n| make(n, 1).id()).collect();
    let order = RecallOrder {
        ids: ids.clone(),
        of: None,
        reason: "wrong".to_owned(),
        keep_tearlines: false,
    };
    let recall = it.store().recall("op", order).unwrap();
    let lists = it.notices(&it.beta).into_iter();
    let lists: Vec<Vec<Value>> = lists
        .map(|notice| notice["recalled"].as_array().unwrap().clone())
        .collect();
    assert_eq!(lists.iter().map(Vec::len).collect::<Vec<_>>(), [1_000, 3]);
    let named: Vec<&Value> = lists.iter().flatten().collect();
    assert!(
        named
            .iter()
            .all(|one| one["versions"].as_array().unwrap().len() == 2)
    );
    let mut refs: Vec<&str> = named
        .iter()
        .map(|one| one["object_ref"].as_str().unwrap())
        .collect();
    refs.sort_unstable();
    refs.dedup();
    assert_eq!(refs.len(), ids.len());
    // Each waits for an answer of its own.
    let recalls = (it.store()).recalls(&Clearance::system(), Some(recall), None);
    assert_eq!(recalls.unwrap()[0].told.len(), 2);
    it.store()
        .lift_recall("op", recall, "it was right")
        .unwrap();
    let revoked = it
        .notices(&it.beta)
        .into_iter()
        .filter(|notice| notice["revoked"] == true);
    assert_eq!(revoked.count(), 2);
}

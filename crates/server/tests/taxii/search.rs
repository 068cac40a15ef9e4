//! `GET /search/` and `POST /search/list/`: the reason for each answer, pages, precise errors, nothing hidden.

use crate::support::*;
use serde_json::Value;
use stix::marking::Tlp;

fn named(number: u32, name: &str, text: &str, marking: &str) -> String {
    let plain = object(number, 1, marking);
    let mut value: Value = serde_json::from_str(&plain).expect("JSON");
    value["name"] = name.into();
    value["description"] = text.into();
    value.to_string()
}

struct Place {
    server: TestServer,
    owner: Actor,
    reader: Actor,
    shared: store::Collection,
}

fn place() -> Place {
    let server = TestServer::start();
    let shared = server.collection("Shared", false);
    let (owner, reader) = (server.cleared("owner", Tlp::Red), server.partner("reader"));
    server.grant(&shared, &owner, true, true);
    server.grant(&shared, &reader, true, false);
    Place {
        server,
        owner,
        reader,
        shared,
    }
}

impl Place {
    fn post(&self, objects: &[String]) {
        let body = envelope(objects.iter().cloned());
        let status = self.owner.post(&objects_path(&self.shared), &body);
        assert_eq!(status.expect(202).json()["failure_count"], 0);
    }
}

fn search(actor: &Actor, query: &str) -> Response {
    actor.send("GET", &format!("/search/?{query}"), &[], b"")
}

fn ask_list(actor: &Actor, query: &str, body: &str) -> Response {
    let path = format!("/search/list/?{query}");
    actor.send(
        "POST",
        &path,
        &[("content-type", "text/plain")],
        body.as_bytes(),
    )
}

fn ids(answer: &Value) -> Vec<&str> {
    let found = answer["found"].as_array().expect("a list").iter();
    found
        .map(|hit| hit["id"].as_str().expect("an id"))
        .collect()
}

#[test]
fn what_was_posted_is_found_at_once_with_the_reason() {
    let place = place();
    place.post(&[named(1, "عبد اللطيف حموشي", "met in Rabat", GREEN)]);
    let answer = search(&place.reader, "q=Abdellatif+Hammouchi").expect(200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let answer = answer.json();
    let hit = &answer["found"][0];
    assert_eq!(hit["reason"], "same name");
    assert_eq!(hit["name"], "عبد اللطيف حموشي");
    assert_eq!(hit["tlp"], "green");
    assert_eq!(hit["collections"][0], place.shared.id);
    assert!(answer.get("next").is_none());
    let words = search(&place.reader, "q=met%20rabat&type=identity,malware").expect(200);
    assert_eq!(words.json()["found"][0]["reason"], "words of the text");
    assert!(
        words.json()["found"][0]["snippet"]
            .as_str()
            .is_some_and(|s| s.contains("Rabat"))
    );
}

#[test]
fn what_is_hidden_is_no_answer_and_makes_no_page() {
    let place = place();
    let objects: Vec<String> = (0..6)
        .map(|n| named(n, "x", "atlas", if n < 3 { GREEN } else { RED }))
        .collect();
    place.post(&objects);
    let page = search(&place.reader, "q=atlas&limit=3").expect(200).json();
    assert_eq!(ids(&page).len(), 3);
    assert!(page.get("next").is_none(), "{page}");
    let first = search(&place.owner, "q=atlas&limit=4").expect(200).json();
    let next = first["next"].as_str().expect("more follow");
    let second = search(&place.owner, &format!("q=atlas&limit=4&next={next}"));
    let second = second.expect(200).json();
    assert_eq!(ids(&second).len(), 2);
    assert!(ids(&first).iter().all(|id| !ids(&second).contains(id)));

    for (actor, query) in [
        (&place.reader, format!("q=atlas&next={next}")),
        (&place.owner, format!("q=atlas&next={next}A")),
        (&place.owner, format!("q=other&next={next}")),
        (&place.owner, format!("q=atlas&type=identity&next={next}")),
    ] {
        search(actor, &query).expect(400);
    }
    let stranger = place.server.partner("stranger");
    let none = search(&stranger, "q=atlas").expect(200);
    assert_eq!(none.body, br#"{"found":[]}"#);
    search(&place.server.anonymous(), "q=atlas").expect(401);
    ask_list(&place.server.anonymous(), "", "atlas").expect(401);
}

#[test]
fn errors_say_which_parameter_and_what_it_may_be() {
    let place = place();
    for (query, word) in [
        ("", "`q` is missing"),
        ("q=", "`q`"),
        ("q=a&q=b", "`q`"),
        ("q=a&limit=0", "1 to 200"),
        ("q=a&limit=201", "1 to 200"),
        ("q=a&since=soon", "2026-01-31"),
        ("q=a&region=atlantis", "`atlantis`"),
        ("q=a&marking=secret", "`secret`"),
        ("q=a&kind=x", "`kind` is not asked for here"),
        ("q=a&next=AAAA", "`next`"),
        ("q=%FF", "q"),
    ] {
        let answer = search(&place.reader, query).expect(400);
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert!(text.contains(word), "{query}: {text}");
    }
    let long = format!("q={}", "a".repeat(2_001));
    let answer = search(&place.reader, &long).expect(400);
    assert!(String::from_utf8_lossy(&answer.body).contains("2001"));
    for region in [
        "q=a&region=MA",
        "q=a&region=%D8%A7%D9%84%D8%B3%D8%A7%D8%AD%D9%84",
        "q=a&region=Afrique+du+Nord",
    ] {
        search(&place.reader, region).expect(200);
    }
    search(
        &place.reader,
        "q=a&since=2026-01-01&until=2026-01-02T00:00:00Z&source=x&marking=tlp:green",
    )
    .expect(200);
}

#[test]
fn a_list_is_answered_by_line() {
    let place = place();
    place.post(&[
        named(1, "Karim Alaoui", "x", GREEN),
        named(2, "Said Alaoui", "x", RED),
    ]);
    let list = "\u{feff}nobody\n\n  كريم العلوي \nSaid Alaoui\r\n";
    let answer = ask_list(&place.reader, "limit=2", list).expect(200).json();
    assert_eq!(answer["lines"], 3);
    let known = answer["known"].as_array().expect("a list");
    assert_eq!(known.len(), 1, "{answer}");
    assert_eq!(known[0]["line"], 3);
    assert_eq!(known[0]["asked"], "كريم العلوي");
    assert_eq!(known[0]["found"][0]["reason"], "same name");
    assert!(answer.get("continue_at_line").is_none());

    ask_list(&place.reader, "", "\n \n").expect(422);
    ask_list(&place.reader, "q=x", "a").expect(400);
    ask_list(&place.reader, "limit=21", "a").expect(400);
    let long = format!("a\n{}", "b".repeat(2_001));
    let answer = ask_list(&place.reader, "", &long).expect(422);
    assert!(String::from_utf8_lossy(&answer.body).contains("line 2 has 2001"));
    ask_list(&place.reader, "", &"a\n".repeat(10_001)).expect(422);
    let latin = place.reader.send("POST", "/search/list/", &[], b"caf\xe9");
    let answer = latin.expect(422);
    assert!(String::from_utf8_lossy(&answer.body).contains("byte 3"));
}

#[test]
fn an_answer_that_would_be_too_long_says_where_to_go_on() {
    let server = TestServer::with(|settings| settings.page_bytes = 1_000);
    let shared = server.collection("Shared", false);
    let owner = server.cleared("owner", Tlp::Red);
    server.grant(&shared, &owner, true, true);
    let objects = (0..9).map(|n| named(n, &format!("Name{n}"), "x", GREEN));
    owner
        .post(&objects_path(&shared), &envelope(objects))
        .expect(202);
    let list: String = (0..9).map(|n| format!("Name{n}\n")).collect();
    let (mut from, mut known) = (1, Vec::new());
    loop {
        let rest: String = list
            .lines()
            .skip(from - 1)
            .map(|l| format!("{l}\n"))
            .collect();
        let answer = ask_list(&owner, "", &rest).expect(200).json();
        let lines = answer["known"].as_array().expect("a list").iter();
        known.extend(lines.map(|known| known["asked"].clone()));
        match answer["continue_at_line"].as_u64() {
            Some(line) => from += line as usize - 1,
            None => break,
        }
    }
    assert_eq!(known.len(), 9, "{known:?}");
}

#[test]
fn the_index_follows_without_being_asked() {
    let place = place();
    let objects: Vec<String> = (0..600).map(|n| named(n, "x", "atlas", GREEN)).collect();
    place.post(&objects);
    let in_time = |done: &dyn Fn() -> bool| {
        (0..PATIENCE).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(10));
            done()
        })
    };
    assert!(in_time(&|| {
        place.server.store.unindexed().expect("read").0 == 0
    }));
    // The gauge is set behind the last step.
    assert!(in_time(&|| {
        let metrics = place.server.anonymous().get("/metrics").expect(200);
        String::from_utf8_lossy(&metrics.body).contains("tansiq_search_unindexed 0\n")
    }));
}

//! Walks through a collection: by `next` and by `added_after`, with pages asked for again, while
//! others write and delete. Nothing is lost and nothing comes twice.

use crate::support::*;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

const DATE_LAST: &str = "x-taxii-date-added-last";

fn shared(pages_of: usize) -> (TestServer, Actor, store::Collection) {
    let server = TestServer::with(|settings| settings.max_page_size = pages_of);
    let collection = server.collection("Shared", false);
    let partner = server.partner("north");
    server.grant(&collection, &partner, true, true);
    (server, partner, collection)
}

fn fill(partner: &Actor, path: &str, numbers: std::ops::RangeInclusive<u32>) {
    partner
        .post(path, &envelope(numbers.map(|n| object(n, 1, GREEN))))
        .expect(202);
}

fn list_key(path: &str) -> &'static str {
    if path.contains("/versions/") {
        "versions"
    } else {
        "objects"
    }
}

/// Follows `next` to the end. `query` is repeated beside it or left out.
fn walk(partner: &Actor, path: &str, query: &str, repeat: bool) -> Vec<Response> {
    let mut pages = vec![partner.get(&format!("{path}?{query}")).expect(200)];
    loop {
        let page = pages.last().unwrap().json();
        assert_eq!(
            page.get("more").is_some(),
            page.get("next").is_some(),
            "{page}"
        );
        let Some(next) = page["next"].as_str() else {
            return pages;
        };
        let query = if repeat { query } else { "" };
        let address = format!("{path}?next={next}&{query}");
        let page = partner.get(&address).expect(200);
        assert_eq!(
            partner.get(&address).expect(200).body,
            page.body,
            "asked again"
        );
        pages.push(page);
    }
}

fn lengths(pages: &[Response], path: &str) -> Vec<usize> {
    let length = |page: &Response| page.json()[list_key(path)].as_array().map_or(0, Vec::len);
    pages.iter().map(length).collect()
}

#[test]
fn every_listing_pages_with_next() {
    let (_server, partner, collection) = shared(3);
    let objects = objects_path(&collection);
    fill(&partner, &objects, 1..=7);
    partner
        .post(&objects, &envelope((2..=7).map(|v| object(1, v, GREEN))))
        .expect(202);
    let manifest = objects.replace("objects/", "manifest/");
    let one = format!("{objects}{}/", id(1));
    let versions = format!("{one}versions/");
    for (path, query) in [
        (&objects, ""),
        (&manifest, ""),
        (&versions, ""),
        (&one, "match[version]=all"),
        (&objects, "match[type]=identity,malware"),
    ] {
        for repeat in [true, false] {
            let pages = walk(&partner, path, query, repeat);
            assert_eq!(lengths(&pages, path), [3, 3, 1], "{path}?{query}");
        }
    }
    // A client's limit is kept to; one above ours is served with ours, never refused.
    assert_eq!(
        lengths(&walk(&partner, &objects, "limit=2", true), &objects),
        [2, 2, 2, 1]
    );
    assert_eq!(
        lengths(&walk(&partner, &objects, "limit=5000", true), &objects),
        [3, 3, 1]
    );
}

#[test]
fn a_page_ends_early_when_its_bytes_are_many() {
    let server = TestServer::with(|settings| settings.page_bytes = 700);
    let collection = server.collection("Shared", false);
    let partner = server.partner("north");
    server.grant(&collection, &partner, true, true);
    let path = objects_path(&collection);
    fill(&partner, &path, 1..=5);
    let pages = walk(&partner, &path, "", true);
    assert!(pages.len() > 1 && lengths(&pages, &path).iter().sum::<usize>() == 5);
}

#[test]
fn next_holds_its_own_position_and_filter() {
    let (_server, partner, collection) = shared(2);
    let path = objects_path(&collection);
    fill(&partner, &path, 1..=6);
    let query = format!("match[id]={},{},{},{}", id(1), id(2), id(4), id(6));
    let first = partner.get(&format!("{path}?{query}")).expect(200);
    let next = first.json()["next"].as_str().unwrap().to_owned();
    let expected = [id(4), id(6)];
    for beside in [
        String::new(),
        query.clone(),
        // The same match, written otherwise.
        format!("match%5Bid%5D={}%2C{},{},{}", id(6), id(4), id(2), id(1)),
        // Clients that send `added_after` as well, with any value.
        "added_after=2000-01-01T00:00:00Z".to_owned(),
        "added_after=2999-01-01T00:00:00Z".to_owned(),
    ] {
        let page = partner
            .get(&format!("{path}?next={next}&{beside}"))
            .expect(200);
        assert_eq!(page.ids(), expected, "{beside}");
    }
    assert_eq!(
        partner
            .get(&format!("{path}?next={next}&limit=1"))
            .expect(200)
            .ids(),
        [id(4)]
    );
    partner
        .get(&format!("{path}?next={next}&match[type]=identity"))
        .expect(400);
    partner
        .get(&format!("{path}?next={next}&match[id]={}", id(1)))
        .expect(400);
}

#[test]
fn a_very_long_filter_is_repeated() {
    let (_server, partner, collection) = shared(2);
    let path = objects_path(&collection);
    fill(&partner, &path, 1..=5);
    let ids: Vec<_> = (1..=400).map(id).collect();
    let query = format!("match[id]={}", ids.join(","));
    assert_eq!(
        lengths(&walk(&partner, &path, &query, true), &path),
        [2, 2, 1]
    );
    let first = partner.get(&format!("{path}?{query}")).expect(200).json();
    let next = first["next"].as_str().unwrap();
    assert!(next.len() < 300, "{next}");
    partner.get(&format!("{path}?next={next}")).expect(400);
    partner
        .get(&format!("{path}?next={next}&match[type]=identity"))
        .expect(400);
}

#[test]
fn next_is_for_one_reader_one_collection_and_one_listing() {
    let (server, partner, collection) = shared(2);
    let other_collection = server.collection("Other", false);
    let other = server.partner("south");
    server.grant(&collection, &other, true, true);
    server.grant(&other_collection, &partner, true, true);
    let path = objects_path(&collection);
    fill(&partner, &path, 1..=4);
    let next = partner.get(&path).expect(200).json()["next"]
        .as_str()
        .unwrap()
        .to_owned();
    partner.get(&format!("{path}?next={next}")).expect(200);
    other.get(&format!("{path}?next={next}")).expect(400);
    partner
        .get(&format!("{}?next={next}", objects_path(&other_collection)))
        .expect(400);
    partner
        .get(&format!(
            "{}?next={next}",
            path.replace("objects/", "manifest/")
        ))
        .expect(400);
    partner
        .get(&format!("{path}{}/?next={next}", id(1)))
        .expect(400);
    let two = format!("{path}?limit=1&match[id]={},{}", id(1), id(2));
    let of_two = partner.get(&two).expect(200).json()["next"]
        .as_str()
        .unwrap()
        .to_owned();
    partner
        .get(&format!("{path}{}/?next={of_two}", id(1)))
        .expect(400);
    for at in 0..next.len() {
        let mut bytes = next.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let touched = String::from_utf8(bytes).unwrap();
        partner.get(&format!("{path}?next={touched}")).expect(400);
    }
}

/// Walks until the writers are done and the end is reached. Every third page is asked for twice and
/// the second answer used.
fn follow(
    partner: &Actor,
    path: &str,
    by_next: bool,
    writing: &AtomicBool,
) -> Vec<(String, String)> {
    let mut seen = Vec::new();
    let mut after = String::new();
    let mut next: Option<String> = None;
    for round in 0.. {
        let were_writing = writing.load(Ordering::SeqCst);
        let query = match &next {
            Some(next) if by_next => format!("next={next}"),
            _ if after.is_empty() => "limit=7".to_owned(),
            _ => format!("limit=7&added_after={after}"),
        };
        let ask = || {
            partner
                .get(&format!("{path}?match[version]=all&{query}"))
                .expect(200)
        };
        let mut page = ask();
        if round % 3 == 0 {
            page = ask();
        }
        let json = page.json();
        let records = json["objects"].as_array().cloned().unwrap_or_default();
        for record in &records {
            let text = |key: &str| record[key].as_str().unwrap().to_owned();
            seen.push((text("id"), text("date_added")));
        }
        if let Some(date) = page.header(DATE_LAST) {
            after = date.to_owned();
        }
        next = json["next"].as_str().map(str::to_owned);
        if records.is_empty() && !were_writing {
            return seen;
        }
    }
    seen
}

#[test]
fn nothing_is_lost_or_doubled_while_others_write_and_delete() {
    let (_server, partner, collection) = shared(50);
    let objects = objects_path(&collection);
    let manifest = objects.replace("objects/", "manifest/");
    fill(&partner, &objects, 1..=60);
    let writing = AtomicBool::new(true);
    let write = |from: u32| {
        for batch in 0..12 {
            let first = from + batch * 5;
            fill(&partner, &objects, first..=first + 4);
            // Every batch's last is taken away again.
            partner
                .delete(&format!("{objects}{}/", id(first + 4)))
                .expect(200);
        }
    };
    let (by_next, by_date) = std::thread::scope(|scope| {
        let follow = |by_next| follow(&partner, &manifest, by_next, &writing);
        let by_next = scope.spawn(move || follow(true));
        let by_date = scope.spawn(move || follow(false));
        let writers = [scope.spawn(|| write(1000)), scope.spawn(|| write(2000))];
        for writer in writers {
            writer.join().unwrap();
        }
        writing.store(false, Ordering::SeqCst);
        (by_next.join().unwrap(), by_date.join().unwrap())
    });
    let left: BTreeSet<_> = walk(&partner, &manifest, "", true)
        .iter()
        .flat_map(Response::ids)
        .collect();
    assert_eq!(left.len(), 60 + 2 * 12 * 4);
    for (how, seen) in [("next", by_next), ("added_after", by_date)] {
        let ids: BTreeSet<_> = seen.iter().map(|(id, _)| id.clone()).collect();
        assert!(
            ids.is_superset(&left),
            "by {how}: lost {:?}",
            left.difference(&ids)
        );
        assert_eq!(ids.len(), seen.len(), "by {how}: an object came twice");
        let sorted = seen.windows(2).all(|pair| pair[0].1 < pair[1].1);
        assert!(sorted, "by {how}: dates rise strictly");
    }
}

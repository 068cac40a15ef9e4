//! `serve`: the demonstration as a new user meets it, one server per folder, and what it refuses.

mod support;
use serde_json::Value;
use std::collections::BTreeSet;
use std::net::TcpListener;
use support::{Place, Server, ended, malware, shown};

/// Ids of all objects in the collection of the line that is shown for `partner`.
fn ids(server: &Server, partner: Option<&str>) -> BTreeSet<String> {
    let mark = partner.map_or("-H".into(), |name| format!("-u '{name}:"));
    let line = server
        .welcome
        .lines()
        .find(|line| {
            line.trim_start().starts_with("curl")
                && line.contains(&mark)
                && (partner.is_some() || !line.contains("-u "))
        })
        .unwrap_or_else(|| panic!("no line for {partner:?}: {}", server.welcome));
    let secret = partner.map(|_| line.split('\'').nth(1).unwrap().split_once(':').unwrap());
    let path = line
        .split(&server.address)
        .nth(1)
        .unwrap()
        .split('?')
        .next()
        .unwrap();
    let (status, envelope) = server.get(path, secret);
    assert_eq!(status, 200, "{envelope}");
    let objects = envelope["objects"].as_array().unwrap().iter();
    objects
        .map(|o| o["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_demonstration_shows_each_partner_its_own_view() {
    let place = Place::new();
    let server = place.serve(&["--demo"]);
    assert!(
        server.welcome.contains("not safe yet"),
        "{}",
        server.welcome
    );
    let (status, discovery) = server.get("/taxii2/", None);
    assert!(status == 200 || status == 401, "{discovery}");
    let (marenia, valdria, anyone) = (
        ids(&server, Some("marenia")),
        ids(&server, Some("valdria")),
        ids(&server, None),
    );
    assert!(marenia.difference(&valdria).count() >= 3, "{marenia:?}");
    assert!(valdria.difference(&marenia).count() >= 2, "{valdria:?}");
    assert!(anyone.len() >= 10 && anyone.is_subset(&marenia) && anyone.is_subset(&valdria));
    assert!(anyone.len() < valdria.len());

    // the red report: what is explained is what is served
    let named = |name: &str| {
        let line = server::demo::BUNDLE
            .lines()
            .find(|line| line.contains(name))
            .unwrap();
        let object: Value = serde_json::from_str(line.trim_end_matches(',')).unwrap();
        object["id"].as_str().unwrap().to_owned()
    };
    let red = named("Who runs the papers drop");
    for (partner, view) in [("marenia", &marenia), ("valdria", &valdria)] {
        let decisions = place
            .run(&["explain", &red, "--as", partner, "--json"])
            .exits(0)
            .json();
        let shared = decisions["decisions"].as_array().unwrap();
        assert!(
            shared.iter().any(|d| d["give"] == view.contains(&red)),
            "{partner}: {decisions}"
        );
        assert_eq!(view.contains(&red), partner == "marenia");
    }
    assert!(marenia.contains(&named("Papers drop, second address")));
}

#[test]
fn the_demonstration_works_again_on_the_same_folder() {
    let place = Place::new();
    let first = place.serve(&["--demo"]);
    let before = ids(&first, Some("valdria"));
    drop(first);
    place
        .run(&["partner", "add", "mine", "--max-tlp", "green"])
        .exits(0);
    let second = place.serve(&["--demo"]);
    assert_eq!(ids(&second, Some("valdria")), before);
    drop(second);
    let plain = place.serve(&[]);
    assert!(!plain.welcome.contains("tsq_"), "{}", plain.welcome);
}

#[test]
fn the_demonstration_keeps_away_from_other_data() {
    let place = Place::new();
    place.collection("real work");
    let run = place
        .run(&["serve", "--demo", "--listen", "127.0.0.1:0"])
        .exits(2);
    assert!(run.stderr.starts_with("error[T011]"), "{}", run.stderr);
    assert_eq!(
        place
            .run(&["collection", "list", "--json"])
            .json()
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_second_server_on_a_folder_says_so_and_stops_and_commands_work_beside_one() {
    let place = Place::new();
    let server = place.serve(&[]);
    let run = place.run(&["serve", "--listen", "127.0.0.1:0"]).exits(2);
    assert!(run.stderr.starts_with("error[T012]"), "{}", run.stderr);
    assert!(
        run.stderr.contains(&format!("process {}", server.pid())),
        "{}",
        run.stderr
    );

    // the forms that scripts use, beside the server, seen by it at once
    let partner = place
        .run(&["partner", "add", "alpha", "--max-tlp", "green", "--json"])
        .exits(0)
        .json();
    let token = partner["token"].as_str().unwrap();
    let id = place.collection("c");
    place
        .run(&["collection", "grant", &id, "alpha", "--read", "--write"])
        .exits(0);
    let file = shown(&place.write("a.json", malware(1)));
    place
        .run(&[
            "import",
            &file,
            "--collection",
            &id,
            "--default-tlp",
            "green",
            "--json",
        ])
        .exits(0);
    let path = format!("/tansiq/collections/{id}/objects/");
    let (status, envelope) = server.get(&path, Some(("alpha", token)));
    assert_eq!(
        (status, envelope["objects"].as_array().map(Vec::len)),
        (200, Some(1)),
        "{envelope}"
    );
    assert_eq!(server.get(&path, None).0, 401);
    place
        .run(&["backup", &shown(&place.path("copy.db"))])
        .exits(0);

    let rotated = place
        .run(&["partner", "rotate", "alpha", "--json"])
        .exits(0)
        .json();
    assert_eq!(server.get(&path, Some(("alpha", token))).0, 401);
    let token = rotated["token"].as_str().unwrap();
    assert_eq!(server.get(&path, Some(("alpha", token))).0, 200);
    place.run(&["partner", "disable", "alpha"]).exits(0);
    assert_eq!(server.get(&path, Some(("alpha", token))).0, 401);
    place.run(&["partner", "enable", "alpha"]).exits(0);
    assert_eq!(server.get(&path, Some(("alpha", token))).0, 200);
    place.run(&["collection", "revoke", &id, "alpha"]).exits(0);
    assert_eq!(server.get(&path, Some(("alpha", token))).0, 404);
    drop(server);
    place.serve(&[]);
}

#[test]
fn keys_of_the_configuration_reach_the_server() {
    let place = Place::new();
    let file = shown(&place.write(
        "t.toml",
        "api_root = \"north\"\nmax_page_size = 2\ntitle = \"مكتب الشمال\"\n",
    ));
    let server = place.serve(&["--config", &file]);
    place
        .run(&[
            "partner",
            "add",
            "alpha",
            "--max-tlp",
            "green",
            "--password-stdin",
        ])
        .exits(2);
    let add = [
        "partner",
        "add",
        "alpha",
        "--max-tlp",
        "green",
        "--password-stdin",
    ];
    place
        .run_with_input(&add, b"correct horse battery")
        .exits(0);
    let who = Some(("alpha", "correct horse battery"));
    let (status, root) = server.get("/north/", who);
    assert_eq!(
        (status, &root["title"]),
        (200, &"مكتب الشمال".into()),
        "{root}"
    );
    let id = place.collection("c");
    place
        .run(&["collection", "grant", &id, "alpha", "--read"])
        .exits(0);
    let lines: Vec<_> = (0..5).map(malware).collect();
    let input = lines.join("\n");
    let import = ["import", "-", "--collection", &id, "--default-tlp", "clear"];
    place.run_with_input(&import, input.as_bytes()).exits(0);
    let (_, page) = server.get(&format!("/north/collections/{id}/objects/"), who);
    assert_eq!(
        (page["objects"].as_array().map(Vec::len), &page["more"]),
        (Some(2), &true.into())
    );
    assert_eq!(server.get("/tansiq/", who).0, 404);
}

#[test]
fn beyond_loopback_it_asks_for_tls_and_then_for_credentials() {
    let place = Place::new();
    let run = place.run(&["serve", "--listen", "0.0.0.0:0"]).exits(2);
    assert!(run.stderr.starts_with("error[T011]"), "{}", run.stderr);
    assert!(
        run.stderr.contains("openssl req") && run.stderr.contains("TANSIQ_TLS_CERT"),
        "{}",
        run.stderr
    );
    assert!(!place.path("data").exists());

    let certified = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let cert = place.write("cert.pem", certified.cert.pem());
    let key = place.write("key.pem", certified.signing_key.serialize_pem());
    let mut command = place.command(&["serve", "--listen", "0.0.0.0:0"]);
    command
        .env("TANSIQ_TLS_CERT", &cert)
        .env("TANSIQ_TLS_KEY", &key);
    let run = ended(command).exits(2);
    assert!(
        run.stderr.contains("nobody has credentials")
            && run.stderr.contains("tansiq partner add NAME"),
        "{}",
        run.stderr
    );
    let mut command = place.command(&["serve"]);
    command.env("TANSIQ_TLS_CERT", &cert);
    let run = ended(command).exits(2);
    assert!(
        run.stderr.contains("`tls.key` is missing"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_port_in_use_is_told() {
    let place = Place::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let run = place.run(&["serve", "--listen", &address]).exits(2);
    assert!(
        run.stderr.contains("address already in use") && run.stderr.contains("hint:"),
        "{}",
        run.stderr
    );
    let run = place.run(&["serve", "--listen", "localhost"]).exits(2);
    assert!(run.stderr.contains("--> flag --listen"), "{}", run.stderr);
}

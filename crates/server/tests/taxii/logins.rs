//! Credentials: forms, limits on failures, rates, and that one client's limits are not another's.

use crate::support::*;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use server::auth::credential::{Token, hash};
use stix::marking::Tlp;

fn basic(name: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{name}:{secret}")))
}

fn as_actor(server: &TestServer, authorization: impl Into<String>) -> Actor {
    Actor {
        authorization: Some(authorization.into()),
        ..server.anonymous()
    }
}

#[test]
fn basic_and_bearer_and_nothing_else() {
    let server = TestServer::start();
    let partner = server.partner("north");
    let bearer = partner.authorization.clone().unwrap();
    let token = bearer.strip_prefix("Bearer ").unwrap();
    let password = new_partner("south", Tlp::Green, "correct horse", "identity--x");
    let password = store::NewPartner {
        identities: vec![],
        ..password
    };
    server.store.add_partner("test", password).unwrap();
    for good in [
        bearer.clone(),
        format!("bearer {token}"),
        basic("north", token),
        basic("south", "correct horse"),
    ] {
        // Twice: verified, then remembered.
        as_actor(&server, good.clone()).get("/taxii2/").expect(200);
        as_actor(&server, good).get("/taxii2/").expect(200);
    }
    for bad in [
        basic("north", "correct horse"),
        basic("North", token),
        basic("", token),
        basic("nobody", token),
        "Bearer correct horse".to_owned(),
        format!("Digest {token}"),
        token.to_owned(),
        "Basic".to_owned(),
        "Basic \u{fc}".to_owned(),
    ] {
        let answer = as_actor(&server, bad.clone()).get("/taxii2/").expect(401);
        let challenges = answer
            .headers
            .iter()
            .filter(|(name, _)| name == "www-authenticate");
        assert_eq!(challenges.count(), 2, "{bad}");
    }
    let twice = [("authorization", bearer.as_str())];
    partner.send("GET", "/taxii2/", &twice, b"").expect(401);
}

#[test]
fn a_rotated_or_disabled_credential_ends_at_once() {
    let server = TestServer::start();
    let partner = server.partner("north");
    partner.get("/taxii2/").expect(200);
    let fresh = Token::generate("north").unwrap();
    let fresh_hash = hash(fresh.as_str()).unwrap();
    server
        .store
        .set_credential("test", "north", &fresh_hash)
        .unwrap();
    partner.get("/taxii2/").expect(401);
    let rotated = as_actor(&server, format!("Bearer {}", fresh.as_str()));
    rotated.get("/taxii2/").expect(200);
    server
        .store
        .set_partner_enabled("test", "north", false)
        .unwrap();
    rotated.get("/taxii2/").expect(401);
    server
        .store
        .set_partner_enabled("test", "north", true)
        .unwrap();
    rotated.get("/taxii2/").expect(200);
}

#[test]
fn guessing_is_stopped_and_partners_at_work_are_not() {
    let server = TestServer::with(|settings| settings.limits.failed_logins = 3);
    let partner = server.partner("north");
    partner.get("/taxii2/").expect(200);
    // Names that exist and names that do not run out in the same way.
    for name in ["north", "nobody", "north"] {
        as_actor(&server, basic(name, "guess"))
            .get("/taxii2/")
            .expect(401);
    }
    for name in ["north", "nobody"] {
        let answer = as_actor(&server, basic(name, "guess"))
            .get("/taxii2/")
            .expect(429);
        let seconds: u64 = answer.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=60).contains(&seconds), "{seconds}");
    }
    // From the very same address, whoever was known goes on.
    partner.get("/taxii2/").expect(200);
}

#[test]
fn a_rate_is_each_clients_own() {
    let server = TestServer::with(|settings| {
        settings.limits.requests_per_second = 1;
        settings.limits.burst = 3;
    });
    let (fast, calm) = (server.partner("fast"), server.partner("calm"));
    let mut statuses: Vec<_> = (0..20).map(|_| fast.get("/taxii2/").status).collect();
    assert_eq!(&statuses[..3], [200; 3]);
    statuses.retain(|status| *status == 429);
    assert!(statuses.len() > 10, "{statuses:?}");
    let refused = loop {
        let answer = fast.get("/taxii2/");
        if answer.status == 429 {
            break answer;
        }
    };
    assert_eq!(refused.expect(429).header("retry-after"), Some("1"));
    calm.get("/taxii2/").expect(200);
}

//! The end: what runs is finished, what is idle is ended, and nothing waits longer than allowed.

use crate::support::*;
use std::io::{Read, Write};
use std::time::Duration;

#[test]
fn a_request_that_runs_is_answered_and_its_objects_are_kept() {
    let mut server = TestServer::start();
    let collection = server.collection("Shared", false);
    let partner = server.partner("north");
    server.grant(&collection, &partner, true, true);
    let path = objects_path(&collection);
    // An idle connection, and one in the middle of its body.
    let mut idle = connect(server.address);
    idle.write_all(partner.head("GET", "/taxii2/", &[], None).as_bytes())
        .unwrap();
    read_response(&mut idle, false)
        .expect("an answer")
        .expect(200);
    let body = envelope([object(1, 1, GREEN)]);
    let mut running = connect(server.address);
    let headers = [("content-type", TAXII), ("expect", "100-continue")];
    let head = partner.head("POST", &path, &headers, Some(body.len()));
    running.write_all(head.as_bytes()).unwrap();
    let mut proceed = [0; 25];
    running.read_exact(&mut proceed).unwrap();
    assert_eq!(&proceed, b"HTTP/1.1 100 Continue\r\n\r\n");
    running.write_all(&body[..10]).unwrap();
    server.begin_stop();
    assert_eq!(idle.read(&mut [0]).unwrap(), 0, "the idle one is ended");
    running.write_all(&body[10..]).unwrap();
    let answer = read_response(&mut running, false)
        .expect("an answer")
        .expect(202);
    assert_eq!(answer.header("connection"), Some("close"));
    drop(running);
    let folder = server.folder.clone();
    server.stop();
    drop(server);
    let again = TestServer::on(folder, |_| {});
    let partner = Actor {
        address: again.address,
        ..partner
    };
    assert_eq!(partner.get(&path).expect(200).ids(), [id(1)]);
}

#[test]
fn nobody_holds_the_end_up() {
    let hour = Duration::from_secs(3600);
    let mut server = TestServer::with(|settings| {
        settings.limits.shutdown_timeout = Duration::from_millis(200);
        settings.limits.body_timeout = hour;
        settings.limits.request_timeout = hour;
    });
    let collection = server.collection("Shared", false);
    let partner = server.partner("north");
    server.grant(&collection, &partner, true, true);
    let mut stream = connect(server.address);
    let headers = [("content-type", TAXII), ("expect", "100-continue")];
    let head = partner.head("POST", &objects_path(&collection), &headers, Some(1000));
    stream.write_all(head.as_bytes()).unwrap();
    stream.read_exact(&mut [0; 25]).unwrap();
    server.begin_stop();
    let ended = (0..PATIENCE).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        server.has_stopped()
    });
    assert!(ended, "one unfinished body holds the server up");
}

//! Clients that are slow, large, many or broken: each gets an answer or its end, and others are served.

use crate::support::*;
use server::http::Settings;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

fn shared(change: impl FnOnce(&mut Settings)) -> (TestServer, Actor, String) {
    let server = TestServer::with(change);
    let collection = server.collection("Shared", false);
    let partner = server.partner("north");
    server.grant(&collection, &partner, true, true);
    let path = objects_path(&collection);
    (server, partner, path)
}

fn milliseconds(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// What the server sends before it ends the connection.
fn rest(stream: &mut TcpStream) -> Vec<u8> {
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    rest
}

#[test]
fn a_body_without_credentials_is_refused_before_it_is_read() {
    let (server, _, path) = shared(|_| {});
    let stranger = server.anonymous();
    let headers = [("content-type", TAXII)];
    let head = stranger.head("POST", &path, &headers, Some(50_000_000));
    // Not one byte of the body is sent.
    let mut stream = connect(server.address);
    stream.write_all(head.as_bytes()).unwrap();
    let answer = read_response(&mut stream, false)
        .expect("an answer")
        .expect(401);
    assert_eq!(answer.header("connection"), Some("close"));
    // A client that sends it all before it reads still gets the answer.
    let mut stream = connect(server.address);
    stream.write_all(head.as_bytes()).unwrap();
    stream
        .write_all(&vec![b' '; 50_000_000])
        .expect("the server takes it in");
    read_response(&mut stream, false)
        .expect("an answer")
        .expect(401);
    assert_eq!(rest(&mut stream), b"");
}

#[test]
fn a_client_that_waits_for_100_continue_is_refused_without_it() {
    let (server, partner, path) = shared(|_| {});
    let headers = [("content-type", TAXII), ("expect", "100-continue")];
    let body = envelope([object(1, 1, GREEN)]);
    let mut stream = connect(server.address);
    let head = server
        .anonymous()
        .head("POST", &path, &headers, Some(body.len()));
    stream.write_all(head.as_bytes()).unwrap();
    let mut first = [0; 12];
    stream.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 401");
    let mut stream = connect(server.address);
    let head = partner.head("POST", &path, &headers, Some(body.len()));
    stream.write_all(head.as_bytes()).unwrap();
    stream.read_exact(&mut first).unwrap();
    assert_eq!(&first, b"HTTP/1.1 100");
    stream.write_all(&body).unwrap();
    let mut end = Vec::new();
    while !end.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        end.push(byte[0]);
    }
    read_response(&mut stream, false)
        .expect("an answer")
        .expect(202);
}

#[test]
fn slow_heads_are_408_and_silence_is_ended() {
    let (server, partner, _) = shared(|settings| {
        settings.limits.header_timeout = milliseconds(150);
        settings.limits.idle_timeout = milliseconds(150);
    });
    for drip in ["", "GET /taxii2/ HTTP/1.1\r\nhost: a\r\nx-slow: "] {
        let mut stream = connect(server.address);
        stream.write_all(drip.as_bytes()).unwrap();
        let answer = read_response(&mut stream, false)
            .expect("an answer")
            .expect(408);
        assert_eq!(answer.header("connection"), Some("close"));
    }
    // Drop by drop does not help.
    let mut stream = connect(server.address);
    while stream.write_all(b"a").is_ok() {
        std::thread::sleep(milliseconds(20));
        stream.set_read_timeout(Some(milliseconds(1))).unwrap();
        let mut answer = [0; 12];
        if matches!(stream.read(&mut answer), Ok(count) if count > 0) {
            assert_eq!(&answer, b"HTTP/1.1 408");
            break;
        }
    }
    // Between requests, silence ends the connection without a word.
    let mut stream = connect(server.address);
    stream
        .write_all(partner.head("GET", "/taxii2/", &[], None).as_bytes())
        .unwrap();
    read_response(&mut stream, false)
        .expect("an answer")
        .expect(200);
    assert_eq!(rest(&mut stream), b"");
}

#[test]
fn slow_bodies_are_408() {
    let (server, partner, path) = shared(|settings| {
        settings.limits.body_timeout = milliseconds(150);
    });
    let mut stream = connect(server.address);
    let head = partner.head("POST", &path, &[("content-type", TAXII)], Some(1000));
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(b"{\"objects\"").unwrap();
    let answer = read_response(&mut stream, false)
        .expect("an answer")
        .expect(408);
    assert_eq!(answer.header("connection"), Some("close"));
    // Steady drops run into the limit for the whole.
    let (server, partner, path) = shared(|settings| {
        settings.limits.request_timeout = milliseconds(300);
    });
    let mut stream = connect(server.address);
    let head = partner.head("POST", &path, &[("content-type", TAXII)], Some(100_000));
    stream.write_all(head.as_bytes()).unwrap();
    let mut writer = stream.try_clone().unwrap();
    let drops = std::thread::spawn(move || {
        while writer.write_all(b" ").is_ok() {
            std::thread::sleep(milliseconds(10));
        }
    });
    read_response(&mut stream, false)
        .expect("an answer")
        .expect(408);
    drop(stream.shutdown(Shutdown::Both));
    drops.join().unwrap();
}

#[test]
fn an_incomplete_body_is_not_stored() {
    let (server, partner, path) = shared(|_| {});
    let body = envelope([object(1, 1, GREEN)]);
    let mut stream = connect(server.address);
    let head = partner.head(
        "POST",
        &path,
        &[("content-type", TAXII)],
        Some(body.len() + 10),
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&body).unwrap();
    stream.shutdown(Shutdown::Write).unwrap();
    if let Some(answer) = read_response(&mut stream, false) {
        answer.expect(400);
    }
    assert_eq!(partner.get(&path).expect(200).body, b"{}");
}

#[test]
fn a_reader_that_takes_nothing_in_is_cut() {
    let (server, partner, path) = shared(|settings| {
        settings.limits.write_timeout = milliseconds(200);
        settings.limits.linger_timeout = milliseconds(200);
        settings.page_bytes = 64 << 20;
    });
    let long = "x".repeat(1 << 20);
    let sent = |n| object(n, 1, GREEN).replace("number", &long);
    for n in 1..=24 {
        partner.post(&path, &envelope([sent(n)])).expect(202);
    }
    let mut stream = connect(server.address);
    stream
        .write_all(partner.head("GET", &path, &[], None).as_bytes())
        .unwrap();
    // Once it gives up on us, its metrics count one connection: the one that asks.
    let alone = (0..PATIENCE).any(|_| {
        std::thread::sleep(milliseconds(20));
        let text = server.anonymous().get("/metrics").expect(200).body;
        String::from_utf8_lossy(&text).contains("tansiq_connections 1\n")
    });
    assert!(alone, "it is still served");
    let got = rest(&mut stream).len();
    assert!(got < 24 << 20, "{got} bytes: it was not cut");
}

#[test]
fn connections_beyond_the_limit_are_refused_and_the_rest_goes_on() {
    let (server, partner, _) = shared(|settings| settings.limits.connections_per_address = 4);
    let held: Vec<_> = (0..4).map(|_| connect(server.address)).collect();
    // All four must have been accepted before the fifth comes.
    for stream in &held {
        let mut stream = stream;
        stream
            .write_all(partner.head("GET", "/taxii2/", &[], None).as_bytes())
            .unwrap();
        read_response(&mut stream, false)
            .expect("an answer")
            .expect(200);
    }
    let mut fifth = connect(server.address);
    let answer = read_response(&mut fifth, false)
        .expect("an answer")
        .expect(503);
    assert_eq!(answer.header("retry-after"), Some("5"));
    let mut first = &held[0];
    first
        .write_all(partner.head("GET", "/taxii2/", &[], None).as_bytes())
        .unwrap();
    read_response(&mut first, false)
        .expect("an answer")
        .expect(200);
    drop(held);
    let served = (0..PATIENCE).any(|_| {
        let mut stream = connect(server.address);
        let head = partner.head("GET", "/taxii2/", &[], None);
        let _ = stream.write_all(head.as_bytes());
        read_response(&mut stream, false).is_some_and(|answer| answer.status == 200)
    });
    assert!(served, "places come back");
}

#[test]
fn heads_that_are_no_http_get_taxii_errors() {
    let (server, partner, _) = shared(|settings| settings.limits.header_bytes = 16 << 10);
    let long = "a".repeat(20 << 10);
    let longer = "a".repeat(100 << 10);
    for (head, status) in [
        ("nonsense\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/9.9\r\n\r\n".to_owned(), 400),
        ("GET /\0 HTTP/1.1\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\nbad header\r\n\r\n".to_owned(), 400),
        ("\x16\x03\x01\x02\x00\x01\x00\r\n\r\n".to_owned(), 400),
        (
            partner.head("GET", "/taxii2/", &[("x-long", &long)], None),
            431,
        ),
        (partner.head("GET", &format!("/{longer}"), &[], None), 431),
        (
            partner.head(
                "POST",
                "/",
                &[("content-length", "1"), ("content-length", "2")],
                None,
            ),
            400,
        ),
        (
            partner.head(
                "POST",
                "/",
                &[("transfer-encoding", "gzip"), ("content-length", "2")],
                None,
            ),
            400,
        ),
    ] {
        let mut stream = connect(server.address);
        let _ = stream.write_all(head.as_bytes());
        let answer = read_response(&mut stream, false);
        let shown = &head[..head.len().min(60)];
        let answer = answer.unwrap_or_else(|| panic!("{shown:?}: no answer"));
        assert_eq!(answer.status, status, "{shown:?}");
        answer.assert_error();
    }
}

#[test]
fn requests_in_a_row_share_a_connection_and_are_answered_in_order() {
    let (server, partner, path) = shared(|_| {});
    let mut stream = connect(server.address);
    let heads = ["/taxii2/", "/nothing/", &path, "/tansiq/"];
    let all: String = heads
        .map(|path| partner.head("GET", path, &[], None))
        .concat();
    stream.write_all(all.as_bytes()).unwrap();
    for status in [200, 404, 200, 200] {
        read_response(&mut stream, false)
            .expect("an answer")
            .expect(status);
    }
}

#[test]
fn a_request_after_a_refused_body_is_not_read_from_that_body() {
    let (server, partner, path) = shared(|_| {});
    let smuggled = partner.head("DELETE", &path, &[], None);
    let mut stream = connect(server.address);
    let head = partner.head(
        "POST",
        &path,
        &[("content-type", "text/html")],
        Some(smuggled.len()),
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(smuggled.as_bytes()).unwrap();
    read_response(&mut stream, false)
        .expect("an answer")
        .expect(415);
    assert_eq!(rest(&mut stream), b"");
}

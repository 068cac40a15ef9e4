//! Lines as the products write them, indicators that concern them, and what must be told: nothing
//! missed, nothing made up.

use detect::answer::{check_pattern, match_pattern};
use detect::feed::{StixFeed, take_table};
use detect::matcher::{Added, Indicator, Matcher, Settings};
use detect::session::{Session, named};

const ID: &str = "indicator--00000000-0000-4000-8000-000000000001";

fn one(pattern: &str) -> Matcher {
    let mut matcher = Matcher::new(Settings::default());
    let indicator = Indicator {
        id: ID,
        pattern,
        ..Indicator::default()
    };
    assert_eq!(matcher.add(&indicator), Ok(Added::Active));
    matcher
}

/// `path value field` of what the lines give.
fn told(matcher: &Matcher, session: &mut Session, lines: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in lines.lines() {
        session
            .line(matcher, line.as_bytes(), None, &mut |m| {
                found.push(format!("{} {} {}", m.path, m.value, m.field));
            })
            .unwrap_or_else(|fault| panic!("{fault}: {line}"));
    }
    found
}

#[track_caller]
fn check(format: &str, lines: &str, cases: &[(&str, &str)]) {
    for (pattern, expected) in cases {
        let found = told(&one(pattern), &mut named(format).unwrap(), lines);
        let expected: Vec<&str> = if expected.is_empty() {
            vec![]
        } else {
            vec![expected]
        };
        assert_eq!(found, expected, "{pattern}");
    }
}

#[test]
fn suricata_eve() {
    let lines = [
        r#"{"timestamp":"2026-03-01T12:00:00.000000+0000","event_type":"dns","src_ip":"10.0.0.5","src_port":40000,"dest_ip":"10.0.0.1","dest_port":53,"proto":"UDP","dns":{"version":2,"type":"answer","rrname":"Evil.Example","answers":[{"rrname":"evil.example","rrtype":"A","rdata":"203.0.113.7"}],"grouped":{"AAAA":["2001:db8::7"]}}}"#,
        r#"{"timestamp":"2026-03-01T12:00:01.000000+0000","event_type":"http","src_ip":"10.0.0.5","src_port":40001,"dest_ip":"203.0.113.9","dest_port":80,"proto":"TCP","http":{"hostname":"drop.example","url":"/a/b.php?x=1","http_user_agent":"curl/8.1 evil","http_method":"GET"}}"#,
        r#"{"timestamp":"2026-03-01T12:00:02.000000+0000","event_type":"tls","src_ip":"2001:db8::5","dest_ip":"2001:db8::9","dest_port":443,"proto":"TCP","tls":{"sni":"c2.example","fingerprint":"aa:bb:cc:dd:ee:ff:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd","subject":"CN=c2","ja3":{"hash":"e7d705a3286e19ea42f587b344ee6865"}}}"#,
        r#"{"timestamp":"2026-03-01T12:00:03.000000+0000","event_type":"fileinfo","src_ip":"10.0.0.5","dest_ip":"203.0.113.9","fileinfo":{"filename":"/x/y/drop.exe","sha256":"aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f","size":371712}}"#,
    ]
    .join("\n");
    check(
        "eve",
        &lines,
        &[
            (
                "[domain-name:value = 'evil.example']",
                "domain-name:value Evil.Example dns.rrname",
            ),
            (
                "[ipv4-addr:value = '203.0.113.7/32']",
                "ipv4-addr:value 203.0.113.7 dns.answers[].rdata",
            ),
            (
                "[ipv6-addr:value = '2001:db8:0::7']",
                "ipv6-addr:value 2001:db8::7 dns.grouped.AAAA[]",
            ),
            (
                "[ipv6-addr:value ISSUBSET '2001:db8::8/126']",
                "ipv6-addr:value 2001:db8::9 dest_ip",
            ),
            (
                "[url:value = 'http://drop.example/a/b.php?x=1']",
                "url:value http://drop.example/a/b.php?x=1 http.hostname http.url",
            ),
            ("[url:value = 'http://drop.example/a/b.php']", ""),
            ("[domain-name:value = 'example']", ""),
            ("[network-traffic:dst_ref.value = 'c2.example']", ""),
            (
                "[network-traffic:extensions.'x-tls-ext'.ja3 = 'e7d705a3286e19ea42f587b344ee6865']",
                "network-traffic:extensions.'x-tls-ext'.ja3 e7d705a3286e19ea42f587b344ee6865 tls.ja3.hash",
            ),
            (
                "[x509-certificate:hashes.'SHA-1' = 'AABBCCDDEEFF00112233445566778899AABBCCDD']",
                "x509-certificate:hashes.'SHA-1' aabbccddeeff00112233445566778899aabbccdd tls.fingerprint",
            ),
            (
                "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' LIKE '%evil%']",
                "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' curl/8.1 evil ",
            ),
            (
                "[network-traffic:src_ref.value = '2001:db8::5' AND network-traffic:dst_port = 443]",
                "network-traffic:src_ref.value 2001:db8::5 ",
            ),
            (
                "[file:name = 'drop.exe' AND file:size > 371711]",
                "file:name drop.exe ",
            ),
            (
                "[file:hashes.'SHA-256' = 'AEC070645FE53EE3B3763059376134F058CC337247C978ADD178B6CCDFB0019F']",
                "file:hashes.'SHA-256' aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f fileinfo.sha256",
            ),
            (
                "([domain-name:value = 'evil.example'] FOLLOWEDBY [file:name = 'drop.exe']) WITHIN 4 SECONDS",
                "file:name drop.exe ",
            ),
            (
                "([domain-name:value = 'evil.example'] FOLLOWEDBY [file:name = 'drop.exe']) WITHIN 3 SECONDS",
                "",
            ),
            (
                "([file:name = 'drop.exe'] FOLLOWEDBY [domain-name:value = 'evil.example'])",
                "",
            ),
            (
                "[ipv4-addr:value = '10.0.0.5'] REPEATS 3 TIMES WITHIN 10 SECONDS",
                "ipv4-addr:value 10.0.0.5 ",
            ),
            (
                "[domain-name:value = 'evil.example'] START t'2026-03-01T12:00:00Z' STOP t'2026-03-01T12:00:01Z'",
                "domain-name:value Evil.Example ",
            ),
            (
                "[domain-name:value = 'evil.example'] START t'2026-03-01T11:00:00Z' STOP t'2026-03-01T12:00:00Z'",
                "",
            ),
        ],
    );
}

#[test]
fn zeek_json_and_tsv() {
    let json = r#"{"ts":1772366400.5,"uid":"C1","id.orig_h":"10.0.0.5","id.orig_p":40000,"id.resp_h":"203.0.113.9","id.resp_p":53,"proto":"udp","query":"evil.example","answers":["203.0.113.7","alias.example"],"rejected":false}"#;
    let tsv = "#separator \\x09\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tquery\tanswers\n#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tvector[string]\n1772366400.500000\tC1\t10.0.0.5\t40000\t203.0.113.9\t53\tudp\tevil.example\t203.0.113.7,alias.example\n1772366401.0\tC2\t10.0.0.6\t40000\t203.0.113.10\t53\tudp\t-\t-\n#close\t2026-03-01";
    let cases = |quote: &str| {
        [
            (
                "[domain-name:value = 'evil.example']".to_owned(),
                "domain-name:value evil.example query".to_owned(),
            ),
            (
                "[domain-name:value = 'alias.example']".to_owned(),
                "domain-name:value alias.example answers[]".to_owned(),
            ),
            (
                "[ipv4-addr:value ISSUBSET '203.0.113.8/31']".to_owned(),
                format!("ipv4-addr:value 203.0.113.9 {quote}id.resp_h{quote}"),
            ),
            (
                "[network-traffic:dst_port = 53 AND network-traffic:src_ref.value = '10.0.0.5']"
                    .to_owned(),
                "network-traffic:dst_port 53 ".to_owned(),
            ),
            ("[domain-name:value = '-']".to_owned(), String::new()),
        ]
    };
    for (format, lines, quote) in [("zeek", json, "'"), ("zeek-tsv", tsv, "")] {
        let cases = cases(quote);
        let cases: Vec<(&str, &str)> = cases
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        check(format, lines, &cases);
    }
}

#[test]
fn sysmon_and_cef_and_plain_json() {
    let sysmon = r#"{"UtcTime":"2026-03-01 12:00:00.123","Image":"C:\\Users\\u\\evil.exe","CommandLine":"evil.exe -k Mimikatz","ParentImage":"C:\\Windows\\explorer.exe","Hashes":"SHA1=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,MD5=BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB","ProcessId":"4242"}"#;
    check(
        "sysmon",
        sysmon,
        &[
            (
                "[process:command_line MATCHES '(?i)mimikatz$' AND process:image_ref.name = 'evil.exe']",
                "process:command_line evil.exe -k Mimikatz ",
            ),
            (
                "[process:parent_ref.image_ref.name = 'explorer.exe']",
                "process:parent_ref.image_ref.name explorer.exe ParentImage",
            ),
            (
                "[file:hashes.MD5 = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb']",
                "file:hashes.MD5 BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB Hashes",
            ),
            (
                "[file:parent_directory_ref.path = 'C:\\\\Users\\\\u' AND file:name = 'evil.exe']",
                "file:parent_directory_ref.path C:\\Users\\u ",
            ),
            ("[process:pid = 4242]", "process:pid 4242 ProcessId"),
            ("[file:name = 'mimikatz']", ""),
        ],
    );
    let cef = "Mar  1 12:00:00 gw CEF:0|Vendor|Prod\\|uct|1.0|100|Blocked URL|8|rt=1772366400000 src=10.0.0.5 spt=40000 dst=203.0.113.9 dpt=443 proto=TCP request=http://evil.example/a?b\\=c d dhost=evil.example act=blocked";
    check(
        "cef",
        cef,
        &[
            (
                "[url:value = 'http://evil.example/a?b=c d']",
                "url:value http://evil.example/a?b=c d request",
            ),
            (
                "[domain-name:value = 'evil.example']",
                "domain-name:value evil.example dhost",
            ),
            (
                "[network-traffic:dst_port = 443 AND network-traffic:protocols[*] = 'tcp']",
                "network-traffic:dst_port 443 ",
            ),
            (
                "[ipv4-addr:value = '203.0.113.9']",
                "ipv4-addr:value 203.0.113.9 dst",
            ),
        ],
    );
    check(
        "ndjson",
        r#"{"@timestamp":"2026-03-01T12:00:00Z","source":{"ip":"10.0.0.5"},"destination":{"ip":"203.0.113.9","port":443},"file":{"hash":{"md5":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}}}"#,
        &[
            (
                "[network-traffic:dst_ref.value = '203.0.113.9']",
                "network-traffic:dst_ref.value 203.0.113.9 destination.ip",
            ),
            (
                "[file:hashes.MD5 = 'BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB']",
                "file:hashes.MD5 bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb file.hash.md5",
            ),
        ],
    );
}

#[test]
fn validity_revocation_and_confidence() {
    let line = br#"{"timestamp":"2026-03-01T12:00:00.000000+0000","src_ip":"10.0.0.5"}"#;
    let noon = 1_772_366_400_000_000;
    let base = Indicator {
        id: ID,
        pattern: "[ipv4-addr:value = '10.0.0.5']",
        ..Indicator::default()
    };
    for (indicator, expected) in [
        (base, 1),
        (
            Indicator {
                valid_from: Some(noon),
                ..base
            },
            1,
        ),
        (
            Indicator {
                valid_from: Some(noon + 1),
                ..base
            },
            0,
        ),
        (
            Indicator {
                valid_until: Some(noon),
                ..base
            },
            0,
        ),
        (
            Indicator {
                valid_until: Some(noon + 1),
                ..base
            },
            1,
        ),
        (
            Indicator {
                revoked: true,
                ..base
            },
            0,
        ),
        (
            Indicator {
                confidence: Some(49),
                ..base
            },
            0,
        ),
        (
            Indicator {
                confidence: Some(50),
                ..base
            },
            1,
        ),
    ] {
        let mut matcher = Matcher::new(Settings {
            least_confidence: 50,
        });
        matcher.add(&base).unwrap();
        matcher.add(&indicator).unwrap();
        let mut session = named("eve").unwrap();
        let mut count = 0;
        session
            .line(&matcher, line, None, &mut |_| count += 1)
            .unwrap();
        assert_eq!(count, expected, "{indicator:?}");
    }
}

#[test]
fn a_newer_version_takes_the_place_of_an_older_one() {
    let mut matcher = one("[ipv4-addr:value = '10.0.0.5']");
    let newer = Indicator {
        id: ID,
        pattern: "[ipv4-addr:value = '10.0.0.6' AND EXISTS ipv4-addr:value]",
        ..Indicator::default()
    };
    matcher.add(&newer).unwrap();
    assert_eq!(matcher.len(), 1);
    let lines = "{\"src_ip\":\"10.0.0.5\"}\n{\"src_ip\":\"10.0.0.6\"}";
    assert_eq!(
        told(&matcher, &mut named("eve").unwrap(), lines),
        ["ipv4-addr:value 10.0.0.6 "]
    );
    let wrong = Indicator {
        pattern: "[x",
        ..newer
    };
    assert!(matcher.add(&wrong).is_err());
    assert!(
        matcher.is_empty(),
        "what was replaced by an invalid pattern matches nothing"
    );
}

#[test]
fn broken_lines_are_counted_and_the_rest_goes_on() {
    let matcher = one("[ipv4-addr:value = '10.0.0.5']");
    let mut session = named("eve").unwrap();
    let mut count = 0;
    for line in [
        &b"{\"src_ip\":\"10.0.0.5\"}"[..],
        b"{",
        b"\xff{}",
        b"[]",
        b"{\"src_ip\":\"10.0.0.5\"}",
    ] {
        let _ = session.line(&matcher, line, None, &mut |_| count += 1);
    }
    assert_eq!(count, 2);
    let counts = session.counts();
    assert_eq!((counts.events, counts.broken, counts.matches), (2, 3, 2));
}

#[test]
fn indicators_from_stix_content() {
    let bundle = format!(
        r#"{{"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000000","objects":[
        {{"type":"indicator","spec_version":"2.1","id":"{ID}","created":"2020-01-01T00:00:00Z","modified":"2020-01-02T00:00:00Z","pattern_type":"stix","pattern":"[ipv4-addr:value = '10.0.0.5']","valid_from":"2020-01-01T00:00:00Z"}},
        {{"type":"indicator","spec_version":"2.1","id":"{ID}","created":"2020-01-01T00:00:00Z","modified":"2020-01-01T00:00:00Z","pattern_type":"stix","pattern":"[ipv4-addr:value = '10.0.0.4']","valid_from":"2020-01-01T00:00:00Z"}},
        {{"type":"indicator","spec_version":"2.1","id":"indicator--00000000-0000-4000-8000-000000000002","created":"2020-01-01T00:00:00Z","modified":"2020-01-01T00:00:00Z","pattern_type":"sigma","pattern":"x","valid_from":"2020-01-01T00:00:00Z"}},
        {{"type":"indicator","spec_version":"2.1","id":"indicator--00000000-0000-4000-8000-000000000003","created":"2020-01-01T00:00:00Z","modified":"2020-01-01T00:00:00Z","pattern_type":"stix","pattern":"[a","valid_from":"2020-01-01T00:00:00Z"}},
        {{"type":"identity","spec_version":"2.1","id":"identity--00000000-0000-4000-8000-000000000002","created":"2020-01-01T00:00:00Z","modified":"2020-01-01T00:00:00Z","name":"x"}}]}}"#
    );
    let mut matcher = Matcher::new(Settings::default());
    let mut feed = StixFeed::default();
    for chunk in bundle.as_bytes().chunks(100) {
        feed.push(chunk, &mut matcher);
    }
    let taken = feed.finish(&mut matcher);
    assert_eq!((taken.active, taken.left_out, taken.others), (1, 2, 1));
    assert_eq!(taken.refused.len(), 1);
    assert_eq!(taken.refused[0].0, 4);
    let lines = "{\"src_ip\":\"10.0.0.4\"}\n{\"src_ip\":\"10.0.0.5\"}";
    assert_eq!(told(&matcher, &mut named("eve").unwrap(), lines).len(), 1);
}

#[test]
fn indicators_from_tables() {
    let count = |table: &str| {
        let mut matcher = Matcher::new(Settings::default());
        take_table(table.as_bytes(), &mut matcher).map(|taken| (taken, matcher))
    };
    let (taken, matcher) = count("type,value\nip,10.0.0.0/24\ndomain,Evil.Example\nmd5,aaaa\nnone,x\n\"url\",\"http://a.example/?x=1,2\"\n").unwrap();
    assert_eq!(taken.active, 3);
    assert_eq!(
        taken
            .refused
            .iter()
            .map(|(line, _)| *line)
            .collect::<Vec<_>>(),
        [4, 5]
    );
    let line = r#"{"src_ip":"10.0.0.77","dns":{"rrname":"evil.example"},"http":{"hostname":"a.example","url":"/?x=1,2"}}"#;
    assert_eq!(told(&matcher, &mut named("eve").unwrap(), line).len(), 3);
    let (taken, _) = count("# a list\n10.0.0.1\n2001:db8::/32\nexample.com\nhttp://a.example/\na@example.com\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nwhat is this\n").unwrap();
    assert_eq!((taken.active, taken.refused.len()), (6, 1));
    let misp = "uuid,event_id,category,type,value,comment,to_ids,date\n00000000-0000-4000-8000-000000000009,1,Network activity,ip-dst,203.0.113.9,\"a, b\",1,20200101\n";
    let (_, matcher) = count(misp).unwrap();
    let mut found = String::new();
    let line = br#"{"dest_ip":"203.0.113.9"}"#;
    named("eve")
        .unwrap()
        .line(&matcher, line, None, &mut |m| {
            found = [&m.indicator(), m.path, m.value, m.field].join(" ");
        })
        .unwrap();
    assert_eq!(
        found,
        "indicator--00000000-0000-4000-8000-000000000009 ipv4-addr:value 203.0.113.9 dest_ip"
    );
}

#[test]
fn answers_that_scripts_rely_on() {
    let checked = |pattern: &str| serde_json::to_string(&check_pattern(pattern)).unwrap();
    assert_eq!(checked("[file:name = 'a']"), r#"{"ok":true}"#);
    assert_eq!(
        checked("[file:name = a]"),
        r#"{"ok":false,"code":"P014","span":[13,14],"message":"`a` is no constant","hint":"write `'a'`"}"#
    );
    assert_eq!(check_pattern("[file:name MATCHES '(']").code, Some("P031"));
    assert_eq!(check_pattern("[file:size = 'a']").warnings[0].code, "P102");
    let content = br#"{"type":"observed-data","id":"observed-data--1","first_observed":"2020-01-01T00:00:00Z","last_observed":"2020-01-01T00:00:00Z","number_observed":1,"objects":{"0":{"type":"file","name":"a"}}}"#;
    let matched = |pattern: &str, content: &[u8]| {
        serde_json::to_string(&match_pattern(pattern, content)).unwrap()
    };
    assert_eq!(
        matched("[file:name = 'a']", content),
        r#"{"match":true,"bindings":["observed-data--1"]}"#
    );
    assert_eq!(
        matched("[file:name = 'b']", content),
        r#"{"match":false,"bindings":[]}"#
    );
    assert!(matched("[file", content).starts_with(r#"{"match":false,"error":"P0"#));
    assert!(matched("[file:name = 'a']", b"{").starts_with(r#"{"match":false,"error":"#));
}

#[test]
fn syslog() {
    let lines = [
        // The examples of RFC 5424, section 6.5, and RFC 3164, section 5.4.
        r#"<165>1 2003-10-11T22:14:15.003Z mymachine.example.com evntslog - ID47 [exampleSDID@32473 iut="3" eventSource="Application" eventID="1011"] An application event log entry..."#,
        "<34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick on /dev/pts/8",
        "<86>Mar  1 12:00:00 gw sshd[812]: Failed password for root from 203.0.113.9 port 40022 ssh2",
        "<4>2026-03-01T12:00:00+01:00 fw kernel: [UFW BLOCK] IN=eth0 SRC=198.51.100.7 DST=192.0.2.1 PROTO=TCP SPT=40000 DPT=445",
        "<13>1 2026-03-01T12:00:00Z proxy squid - - - GET http://drop.example/a?b=1 from \"bot@evil.example\", sha256=aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f",
    ]
    .join("\n");
    check(
        "syslog",
        &lines,
        &[
            (
                "[ipv4-addr:value = '203.0.113.9']",
                "ipv4-addr:value 203.0.113.9 words[]",
            ),
            (
                "[ipv4-addr:value = '198.51.100.7']",
                "ipv4-addr:value 198.51.100.7 SRC",
            ),
            (
                "[network-traffic:dst_port = 445 AND network-traffic:src_ref.value = '198.51.100.7']",
                "network-traffic:dst_port 445 ",
            ),
            (
                "[url:value = 'http://drop.example/a?b=1']",
                "url:value http://drop.example/a?b=1 words[]",
            ),
            (
                "[email-addr:value = 'bot@evil.example']",
                "email-addr:value bot@evil.example words[]",
            ),
            (
                "[file:hashes.'SHA-256' = 'AEC070645FE53EE3B3763059376134F058CC337247C978ADD178B6CCDFB0019F']",
                "file:hashes.'SHA-256' aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f words[]",
            ),
            // A word is no domain for being a word.
            ("[domain-name:value = 'failed']", ""),
            ("[domain-name:value LIKE '%']", ""),
        ],
    );
    let mut session = named("syslog").unwrap();
    for broken in ["no syslog", "<x>1 - - - - - -", "<1234>a"] {
        assert!(
            session
                .line(&Matcher::default(), broken.as_bytes(), None, &mut |_| {})
                .is_err()
        );
    }
}

#[test]
fn the_time_of_syslog_counts_where_it_is_whole() {
    let mut matcher = Matcher::default();
    let valid_from = stix::timestamp::parse_tolerant("2026-03-01T11:30:00Z");
    let indicator = Indicator {
        id: ID,
        pattern: "[ipv4-addr:value = '203.0.113.9']",
        valid_from,
        ..Indicator::default()
    };
    matcher.add(&indicator).unwrap();
    let mut session = named("syslog").unwrap();
    let early = "<13>1 2026-03-01T12:00:00+01:00 h a - - - 203.0.113.9";
    assert_eq!(told(&matcher, &mut session, early).len(), 0);
    assert_eq!(
        told(&matcher, &mut session, &early.replace("+01:00", "Z")).len(),
        1
    );
}

#[test]
fn json_behind_a_syslog_header() {
    let line = r#"<13>Mar  1 12:00:00 sensor suricata[77]: {"timestamp":"2026-03-01T12:00:00.000000+0000","src_ip":"203.0.113.9"}"#;
    check(
        "eve",
        line,
        &[(
            "[ipv4-addr:value = '203.0.113.9']",
            "ipv4-addr:value 203.0.113.9 src_ip",
        )],
    );
}

#[test]
fn windows_events() {
    let nested = r#"{"Event":{"System":{"Provider_attributes":{"Name":"Microsoft-Windows-Sysmon"},"EventID":1,"TimeCreated_attributes":{"SystemTime":"2026-03-01T12:00:00.000000Z"},"Computer":"pc"},"EventData":{"UtcTime":"2026-03-01 12:00:00.000","ProcessId":812,"Image":"C:\\Temp\\drop.exe","CommandLine":"drop.exe -x","Hashes":"SHA1=2FD4E1C67A2D28FCED849EE1BB76E7391B93EB12,MD5=D41D8CD98F00B204E9800998ECF8427E"}}}
{"Event":{"System":{"EventID":4624},"EventData":{"TargetUserName":"mallory","IpAddress":"203.0.113.9"}}}
{"Event":{"System":{"EventID":22},"EventData":{"QueryName":"c2.example"}}}"#;
    let cases = |prefix: &str| {
        [
            (
                "[ipv4-addr:value = '203.0.113.9']",
                format!("ipv4-addr:value 203.0.113.9 {prefix}IpAddress"),
            ),
            (
                "[domain-name:value = 'c2.example']",
                format!("domain-name:value c2.example {prefix}QueryName"),
            ),
            (
                "[file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']",
                format!("file:hashes.MD5 D41D8CD98F00B204E9800998ECF8427E {prefix}Hashes"),
            ),
            (
                "[process:image_ref.name = 'drop.exe' AND process:pid = 812]",
                "process:image_ref.name drop.exe ".to_owned(),
            ),
            (
                "[user-account:account_login = 'mallory']",
                format!("user-account:account_login mallory {prefix}TargetUserName"),
            ),
        ]
    };
    let of = |format: &str, lines: &str, prefix: &str| {
        for (pattern, expected) in cases(prefix) {
            check(format, lines, &[(pattern, &expected)]);
        }
    };
    of("windows", nested, "Event.EventData.");
    let beats: Vec<String> = nested
        .lines()
        .map(|line| {
            let event: serde_json::Value = serde_json::from_str(line).unwrap();
            let data = &event["Event"]["EventData"];
            serde_json::json!({ "@timestamp": "2026-03-01T12:00:00.000Z", "winlog": { "event_data": data } }).to_string()
        })
        .collect();
    of("winlogbeat", &beats.join("\n"), "winlog.event_data.");
}

#[test]
fn audit_logs_of_clouds() {
    // The shapes of the providers' references: CloudTrail record contents, Azure activity and sign-in schemas, LogEntry.
    check(
        "aws",
        r#"{"eventVersion":"1.09","userIdentity":{"type":"IAMUser","principalId":"AIDA6ON6E4XEGITEXAMPLE","arn":"arn:aws:iam::888888888888:user/Mary","accountId":"888888888888","accessKeyId":"AKIAIOSFODNN7EXAMPLE","userName":"Mary"},"eventTime":"2026-03-01T21:11:57Z","eventSource":"cloudtrail.amazonaws.com","eventName":"StartLogging","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.64","userAgent":"aws-cli/2.13.5","requestParameters":{"name":"myTrail"},"tlsDetails":{"tlsVersion":"TLSv1.2","clientProvidedHostHeader":"cloudtrail.us-east-1.amazonaws.com"}}"#,
        &[
            (
                "[ipv4-addr:value = '203.0.113.64']",
                "ipv4-addr:value 203.0.113.64 sourceIPAddress",
            ),
            (
                "[user-account:user_id = 'AKIAIOSFODNN7EXAMPLE']",
                "user-account:user_id AKIAIOSFODNN7EXAMPLE userIdentity.accessKeyId",
            ),
            (
                "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'aws-cli/2.13.5']",
                "network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' aws-cli/2.13.5 userAgent",
            ),
        ],
    );
    check(
        "azure",
        r#"{"time":"2026-03-01T12:00:00.0000000Z","resourceId":"/tenants/x/providers/Microsoft.aadiam","operationName":"Sign-in activity","category":"SignInLogs","callerIpAddress":"203.0.113.9","properties":{"userPrincipalName":"eve@contoso.example","ipAddress":"203.0.113.10","appDisplayName":"Azure Portal"}}"#,
        &[
            (
                "[ipv4-addr:value = '203.0.113.9']",
                "ipv4-addr:value 203.0.113.9 callerIpAddress",
            ),
            (
                "[email-addr:value = 'eve@contoso.example']",
                "email-addr:value eve@contoso.example properties.userPrincipalName",
            ),
        ],
    );
    check(
        "gcp",
        r#"{"protoPayload":{"@type":"type.googleapis.com/google.cloud.audit.AuditLog","authenticationInfo":{"principalEmail":"eve@contoso.example"},"requestMetadata":{"callerIp":"203.0.113.9","callerSuppliedUserAgent":"evil/1"},"serviceName":"compute.googleapis.com","methodName":"v1.compute.instances.insert"},"insertId":"x","resource":{"type":"gce_instance"},"timestamp":"2026-03-01T12:00:00.123456Z","logName":"projects/p/logs/cloudaudit.googleapis.com%2Factivity"}
{"jsonPayload":{"connection":{"src_ip":"10.0.0.2","dest_ip":"203.0.113.77","src_port":40000,"dest_port":443,"protocol":6},"bytes_sent":"1200"},"timestamp":"2026-03-01T12:00:01Z"}"#,
        &[
            (
                "[ipv4-addr:value = '203.0.113.9']",
                "ipv4-addr:value 203.0.113.9 protoPayload.requestMetadata.callerIp",
            ),
            (
                "[email-addr:value = 'eve@contoso.example']",
                "email-addr:value eve@contoso.example protoPayload.authenticationInfo.principalEmail",
            ),
            (
                "[network-traffic:dst_ref.value = '203.0.113.77']",
                "network-traffic:dst_ref.value 203.0.113.77 jsonPayload.connection.dest_ip",
            ),
        ],
    );
}

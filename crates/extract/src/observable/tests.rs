//! Observables live and defanged, and what only looks like one.

use super::*;
use proptest::prelude::*;

fn found(text: &str) -> Vec<(String, &'static str, String)> {
    scan(text)
        .into_iter()
        .map(|o| (text[o.start..o.end].to_owned(), o.kind.stix_type(), o.value))
        .collect()
}

#[test]
fn every_kind_defanged_or_not() {
    for (text, span, kind, value) in [
        (
            "see hxxps://evil[.]example[.]com/a?b=c.",
            "hxxps://evil[.]example[.]com/a?b=c",
            "url",
            "https://evil.example.com/a?b=c",
        ),
        (
            "at hxxp[:]//1[.]2[.]3[.]4:8080/x",
            "hxxp[:]//1[.]2[.]3[.]4:8080/x",
            "url",
            "http://1.2.3.4:8080/x",
        ),
        (
            "(https://en.wikipedia.org/wiki/A_(b))",
            "https://en.wikipedia.org/wiki/A_(b)",
            "url",
            "https://en.wikipedia.org/wiki/A_(b)",
        ),
        (
            "العنوان 192.168[.]10.1، ثم",
            "192.168[.]10.1",
            "ipv4-addr",
            "192.168.10.1",
        ),
        ("range 10.0.0.0/8.", "10.0.0.0/8", "ipv4-addr", "10.0.0.0/8"),
        (
            "IP 2001:db8::ff00:42:8329,",
            "2001:db8::ff00:42:8329",
            "ipv6-addr",
            "2001:db8::ff00:42:8329",
        ),
        (
            "domain evil[.]zip and",
            "evil[.]zip",
            "domain-name",
            "evil.zip",
        ),
        (
            "domain Evil-Host.Example.com.",
            "Evil-Host.Example.com",
            "domain-name",
            "evil-host.example.com",
        ),
        ("evil [.] com is", "evil [.] com", "domain-name", "evil.com"),
        ("evil(dot)com is", "evil(dot)com", "domain-name", "evil.com"),
        (
            "mail a.b[at]evil[.]org now",
            "a.b[at]evil[.]org",
            "email-addr",
            "a.b@evil.org",
        ),
        (
            "md5:D41D8CD98F00B204E9800998ECF8427E",
            "D41D8CD98F00B204E9800998ECF8427E",
            "file",
            "d41d8cd98f00b204e9800998ecf8427e",
        ),
        ("run setup.exe now", "setup.exe", "file", "setup.exe"),
        (
            r"in C:\Users\Public\a.dll.",
            r"C:\Users\Public\a.dll",
            "file",
            r"C:\Users\Public\a.dll",
        ),
        (
            r"in C:\Program Files\Evil\run.exe and",
            r"C:\Program Files\Evil\run.exe",
            "file",
            r"C:\Program Files\Evil\run.exe",
        ),
        (
            r"folder %APPDATA%\Evil is",
            r"%APPDATA%\Evil",
            "directory",
            r"%APPDATA%\Evil",
        ),
        (
            r"key HKLM\Software\Evil\Run,",
            r"HKLM\Software\Evil\Run",
            "windows-registry-key",
            r"HKLM\Software\Evil\Run",
        ),
        (
            "file /tmp/.x/payload was",
            "/tmp/.x/payload",
            "file",
            "/tmp/.x/payload",
        ),
        (
            "exploits cve-2021-44228 (log4j)",
            "cve-2021-44228",
            "vulnerability",
            "CVE-2021-44228",
        ),
        (
            "uses T1059.001.",
            "T1059.001",
            "attack-pattern",
            "T1059.001",
        ),
        ("MITRE group G0016", "G0016", "intrusion-set", "G0016"),
        (
            "from AS64496 and",
            "AS64496",
            "autonomous-system",
            "AS64496",
        ),
        (
            "mac 00-1A-2B-3C-4D-5E",
            "00-1A-2B-3C-4D-5E",
            "mac-addr",
            "00:1a:2b:3c:4d:5e",
        ),
        (
            "to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "cryptocurrency-wallet",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        ),
        (
            "mutex named \"Global\\abc123\"",
            "Global\\abc123",
            "mutex",
            "Global\\abc123",
        ),
        (
            "thumbprint: 3a5f00aabbccddeeff0011223344556677889900",
            "3a5f00aabbccddeeff0011223344556677889900",
            "x509-certificate",
            "3a5f00aabbccddeeff0011223344556677889900",
        ),
        (
            "software cpe:2.3:a:apache:log4j:2.14.1:*:*:*:*:*:*:*",
            "cpe:2.3:a:apache:log4j:2.14.1:*:*:*:*:*:*:*",
            "software",
            "cpe:2.3:a:apache:log4j:2.14.1:*:*:*:*:*:*:*",
        ),
        (
            "account @evil_user on",
            "@evil_user",
            "user-account",
            "@evil_user",
        ),
        (
            "\nrule APT_Loader : apt {",
            "APT_Loader",
            "indicator",
            "APT_Loader",
        ),
        (
            "Message-ID: <abc@mail.example.org>",
            "abc@mail.example.org",
            "email-message",
            "abc@mail.example.org",
        ),
        (
            "ran cmd.exe /c whoami > x\nthen",
            "cmd.exe /c whoami > x",
            "process",
            "cmd.exe /c whoami > x",
        ),
        (
            "src=data:text/plain;base64,SGVsbG8gV29ybGQhISE=",
            "SGVsbG8gV29ybGQhISE=",
            "artifact",
            "SGVsbG8gV29ybGQhISE=",
        ),
    ] {
        let got = found(text);
        assert!(
            got.contains(&(span.to_owned(), kind, value.to_owned())),
            "{text}: {got:?}"
        );
    }
}

#[test]
fn address_with_port_is_an_address_and_traffic() {
    let got = found("C2 1.2.3.4:443 up");
    assert_eq!(
        got.iter().map(|g| g.1).collect::<Vec<_>>(),
        ["ipv4-addr", "network-traffic"]
    );
}

#[test]
fn prose_holds_none() {
    for text in [
        "Fin.The next sentence e.g. this, i.e. that; at 10:30:45 on 13.06.2023, U.S. and a.m.",
        "version v1.2.3.4 or 1.2.3",
        "ASP.NET and Node.js",
        "and/or his/her",
        "1.2.3.400",
        "C'est l'été.Il pleut",
        "القرار 2396 (2017) لمجلس الأمن",
        "12345678901234567890123456789012",
        "bücher.de",
        "model T800 and S1234",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
    ] {
        let got: Vec<_> = found(text)
            .into_iter()
            .filter(|g| !(g.1 == "file" && g.0 == "Node.js"))
            .collect();
        assert!(got.is_empty(), "{text}: {got:?}");
    }
}

#[test]
fn several_in_one_run() {
    let got = found("ioc=1.1.1.1,evil.com;a@b.org hxxp://x[.]com/a,hxxp://y[.]com");
    assert_eq!(
        got.iter().map(|g| g.2.as_str()).collect::<Vec<_>>(),
        [
            "1.1.1.1",
            "evil.com",
            "a@b.org",
            "http://x.com/a",
            "http://y.com"
        ]
    );
}

proptest! {
    #[test]
    fn any_text_gives_spans_inside_it(parts in proptest::collection::vec("hxxp|://|\\[\\.\\]|\\(dot\\)|\\[at\\]| \\[\\.\\] |evil|com|1\\.2|HKLM\\\\|C:\\\\|@|:|::|/|%|mutex|rule |\\PC{1,5}|T1059|\"", 0..16)) {
        let text = parts.concat();
        let mut last = 0;
        for o in scan(&text) {
            prop_assert!(o.start >= last && o.end > o.start && text.get(o.start..o.end).is_some());
            last = o.end;
        }
    }
}

#[test]
fn work_grows_with_the_size_of_a_run_and_not_with_its_square() {
    let shapes: [fn(usize) -> String; 7] = [
        |n| "ab:".repeat(n / 3),
        |n| "a.b(".repeat(n / 4),
        |n| format!("http://a.com/{}", ")".repeat(n)),
        |n| "http://a.com,".repeat(n / 13),
        |n| "C:\\a ".repeat(n / 5),
        |n| "1.2.3.4/[".repeat(n / 9),
        |n| "x@y:".repeat(n / 4),
    ];
    for shape in shapes {
        let (small, large) = (shape(15_000), shape(60_000));
        let (a, b) = (super::scanned(&small).1, super::scanned(&large).1);
        assert!(
            b <= 5 * a.max(small.len()),
            "{a} then {b} for `{}…`",
            &large[..20]
        );
    }
}

#[test]
fn what_a_long_run_holds_is_found_all_the_same() {
    let text = format!("{}1.2.3.4:443", "ab:".repeat(2_000));
    assert!(
        super::scan(&text).iter().any(|o| o.value == "1.2.3.4"),
        "{:?}",
        super::scan(&text)
    );
    let url = format!("http://evil.example/{}", "a/".repeat(3_000));
    assert_eq!(super::scan(&url)[0].value, url);
}

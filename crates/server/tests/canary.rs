//! Secrets that can be recognised are put wherever there is one; then everything the program says and writes is searched.
//!
//! Searched: what every command prints, the server's log at its finest level in both forms, answers with their headers,
//! `/metrics`, exports, the audit, a backup, and every file of the data folder while and after the server runs. Each secret
//! is looked for as it is, in hexadecimal and in base64.

mod support;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use server::auth::Presented;
use server::auth::credential::{Secret, Token};
use server::clock::SystemClock;
use server::http::Settings;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::Arc;
use store::{Options, Store};
use support::{Place, Run, bundle, malware, malware_id, shown};

const PASSWORD: &str = "CANARY-password-of-alpha-8f1c";
const NEXT_PASSWORD: &str = "CANARY-next-password-of-alpha-77";
const WRONG: &str = "CANARY-wrong-password-20b4";
const METRICS: &str = "CANARY-metrics-token-55aa";
const CURSOR_KEY: &[u8; 32] = b"CANARY-cursor-key-of-32-bytes-01";

/// Key material that has to lie in the store, and why. Nothing else that opens anything does, but for argon2id hashes.
const IN_THE_STORE: [(&str, &str); 2] = [
    ("cursor key", "cursors must open again after a restart"),
    (
        "audit key",
        "checkpoints are signed by the process that commits",
    ),
];
/// Of those, what a backup holds.
const IN_A_BACKUP: [&str; 1] = ["cursor key"];

struct Canary {
    name: &'static str,
    bytes: Vec<u8>,
}

impl Canary {
    fn new(name: &'static str, bytes: impl AsRef<[u8]>) -> Self {
        Self {
            name,
            bytes: bytes.as_ref().to_vec(),
        }
    }

    /// How it could stand in a text.
    fn forms(&self) -> Vec<Vec<u8>> {
        let hex = |upper: bool| -> String {
            let digit = |byte: &u8| match upper {
                true => format!("{byte:02X}"),
                false => format!("{byte:02x}"),
            };
            self.bytes.iter().map(digit).collect()
        };
        let listed = format!("{:?}", self.bytes);
        let mut forms = vec![
            self.bytes.clone(),
            hex(true).into(),
            hex(false).into(),
            listed.trim_matches(['[', ']']).into(),
        ];
        // Wherever it begins within what is encoded: all but the digits it shares with its neighbours.
        for skipped in 0..3 {
            let whole = &self.bytes[skipped..];
            let whole = &whole[..whole.len() / 3 * 3];
            forms.push(STANDARD_NO_PAD.encode(whole).into());
            forms.push(URL_SAFE_NO_PAD.encode(whole).into());
        }
        forms
    }

    fn is_in(&self, haystack: &[u8]) -> bool {
        let found = |form: &Vec<u8>| memchr::memmem::find(haystack, form).is_some();
        self.forms().iter().any(found)
    }
}

/// Everything that was said, by whom.
#[derive(Default)]
struct Heard(Vec<(String, Vec<u8>)>);

impl Heard {
    fn run(&mut self, place: &Place, arguments: &[&str]) -> Run {
        let run = place.run(arguments);
        self.0.push((
            arguments.join(" "),
            format!("{}{}", run.stdout, run.stderr).into(),
        ));
        run
    }

    fn file(&mut self, path: &Path) {
        let bytes = std::fs::read(path).expect("read");
        self.0.push((path.display().to_string(), bytes));
    }

    fn folder(&mut self, folder: &Path) {
        for entry in std::fs::read_dir(folder).expect("listed").flatten() {
            match entry.path() {
                path if path.is_dir() => self.folder(&path),
                path => self.file(&path),
            }
        }
    }

    #[track_caller]
    fn lacks(&self, canaries: &[Canary]) {
        for (whose, said) in &self.0 {
            for canary in canaries {
                assert!(!canary.is_in(said), "{} in: {whose}", canary.name);
            }
        }
    }
}

/// A server whose log goes to a file.
struct Logged(Child, String);

impl Logged {
    fn start(place: &Place, log: &Path, form: &str) -> Self {
        let mut command = place.command(&["serve", "--listen", "127.0.0.1:0"]);
        let file = std::fs::File::create(log).expect("a log");
        command
            .env("TANSIQ_LOG_LEVEL", "trace")
            .env("TANSIQ_LOG_FORMAT", form)
            .env("TANSIQ_METRICS_TOKEN", METRICS)
            .stderr(file)
            .stdout(Stdio::null());
        let mut server = Self(command.spawn().expect("starts"), String::new());
        for _ in 0..6000 {
            let said = std::fs::read_to_string(log).unwrap_or_default();
            if said.contains("stop it with") {
                let rest = said.split("http://").nth(1).expect("an address");
                server.1 = rest.split('/').next().expect("an address").to_owned();
                return server;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("{}", std::fs::read_to_string(log).unwrap_or_default());
    }

    /// The answer, head and body.
    fn ask(&self, head: &str, authorization: &str, body: &str) -> Vec<u8> {
        use std::io::{Read, Write};
        let mut stream = std::net::TcpStream::connect(&self.1).expect("connects");
        let request = format!(
            "{head} HTTP/1.1\r\nHost: {}\r\nAccept: application/taxii+json;version=2.1\r\n\
             Content-Type: application/taxii+json;version=2.1\r\nContent-Length: {}\r\n\
             Connection: close\r\nX-Forwarded-For: 192.0.2.1\r\n{authorization}\r\n{body}",
            self.1,
            body.len()
        );
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        // A server that refuses early may cut the connection.
        let _ = stream.read_to_end(&mut answer);
        answer
    }
}

impl Drop for Logged {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn basic(name: &str, secret: &str) -> String {
    use base64::engine::general_purpose::STANDARD;
    format!(
        "Authorization: Basic {}\r\n",
        STANDARD.encode(format!("{name}:{secret}"))
    )
}

fn bearer(token: &str) -> String {
    format!("Authorization: Bearer {token}\r\n")
}

/// The private half of the audit's key, found in the files by what it signs as.
fn audit_seed(files: &Heard, key: &str) -> Vec<u8> {
    for (_, bytes) in &files.0 {
        for at in memchr::memmem::find_iter(bytes, b"audit") {
            let Some(seed) = bytes.get(at + 5..at + 37) else {
                continue;
            };
            let seed: [u8; 32] = seed.try_into().expect("32 bytes");
            let signer = ledger::Signer::from_seed("tansiq-audit", &seed);
            if signer.is_ok_and(|signer| signer.verifier().to_string() == key) {
                return seed.to_vec();
            }
        }
    }
    panic!("the audit key is not where it was");
}

/// A key for TLS and what of it would be recognised.
fn tls_key(place: &Place) -> Canary {
    let pair = rcgen::KeyPair::generate().expect("a key");
    let params = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).expect("a name");
    let certificate = params.self_signed(&pair).expect("signed");
    place.write("cert.pem", certificate.pem());
    place.write("key.pem", pair.serialize_pem());
    // The last 32 bytes are of the public half.
    let der = pair.serialize_der();
    Canary::new("TLS key", &der[36..68])
}

fn requests(server: &Logged, collection: &str, token: &str, heard: &mut Heard) {
    let objects = format!("/tansiq/collections/{collection}/objects/");
    let with = |head: &str, credentials: String, body: &str, heard: &mut Heard| {
        heard
            .0
            .push((head.to_owned(), server.ask(head, &credentials, body)));
    };
    let envelope = format!(r#"{{"objects":[{}]}}"#, malware(3));
    for (head, body) in [
        ("GET /taxii2/".to_owned(), ""),
        (format!("GET {objects}?limit=1"), ""),
        (format!("GET {objects}{}/", malware_id(9)), ""),
        (format!("GET {objects}?limit=0"), ""),
        (format!("POST {objects}"), &*envelope),
        (format!("POST {objects}"), "{\"objects\":[{]}"),
        (format!("DELETE {objects}{}/", malware_id(9)), ""),
        ("PUT /taxii2/".to_owned(), ""),
        ("GET /metrics".to_owned(), ""),
    ] {
        for credentials in [
            String::new(),
            basic("alpha", NEXT_PASSWORD),
            basic("alpha", PASSWORD),
            basic("alpha", WRONG),
            basic(WRONG, WRONG),
            bearer(token),
            bearer(METRICS),
            bearer(&format!("tsq_alpha.{WRONG}")),
            format!("Authorization: {WRONG}\r\n"),
            format!("Cookie: {token}\r\n"),
        ] {
            with(&head, credentials, body, heard);
        }
    }
}

fn commands(place: &Place, collection: &str, heard: &mut Heard) {
    let proof = shown(&place.path("proof"));
    let copy = shown(&place.path("copy/backup.db"));
    std::fs::create_dir_all(place.path("copy")).expect("a folder");
    let id = malware_id(1);
    for arguments in [
        &["audit", "list"][..],
        &["audit", "list", "--json"],
        &["audit", "verify", "--json"],
        &["audit", "checkpoint"],
        &["audit", "who-got", &id, "--json"],
        &["audit", "prove", &id, "--partner", "alpha"],
        &["audit", "prove", &id, "--partner", "beta", "--out", &proof],
        &["audit", "check", &proof, "--json"],
        &["audit", "check", &proof, "--key", "tansiq-audit/0+0+0"],
        &["partner", "list", "--json"],
        &["partner", "show", "alpha", "--json"],
        &["partner", "show", "beta"],
        &["collection", "list", "--json"],
        &["collection", "show", collection, "--json"],
        &["object", "show", &id, "--json"],
        &["explain", &id, "--as", "beta", "--json"],
        &["quarantine", "list", "--json"],
        &["export"],
        &["export", "--as", "beta", "--format", "lines"],
        &["config", "show"],
        &["config", "show", "--json"],
        &["backup", &copy, "--json"],
        &["no-such-command"],
    ] {
        let run = heard.run(place, arguments);
        assert!(run.code <= 2, "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn no_secret_is_said_or_written() {
    let place = Place::new();
    let options = Options {
        secret: Some(*CURSOR_KEY),
        ..Options::new(Arc::new(SystemClock))
    };
    drop(Store::open(&place.path("data"), options).expect("a store"));
    let tls = tls_key(&place);
    let mut heard = Heard::default();
    let password = |verb: &str, secret: &str| {
        let mut arguments = vec!["partner", verb, "alpha", "--password-stdin", "--json"];
        arguments.extend(
            (verb == "add")
                .then_some(["--max-tlp", "green"])
                .into_iter()
                .flatten(),
        );
        let run = place
            .run_with_input(&arguments, format!("{secret}\n").as_bytes())
            .exits(0);
        (
            arguments.join(" "),
            format!("{}{}", run.stdout, run.stderr).into_bytes(),
        )
    };
    heard.0.push(password("add", PASSWORD));
    heard.0.push(password("rotate", NEXT_PASSWORD));
    // A token is printed once, by the two commands that make one; these are not searched.
    let first = place
        .run(&["partner", "add", "beta", "--max-tlp", "amber"])
        .exits(0);
    let second = place.run(&["partner", "rotate", "beta"]).exits(0);
    let (first, second) = (
        first.stdout.trim().to_owned(),
        second.stdout.trim().to_owned(),
    );
    let collection = place.collection("Shared");
    for name in ["alpha", "beta"] {
        heard.run(
            &place,
            &[
                "collection",
                "grant",
                &collection,
                name,
                "--read",
                "--write",
            ],
        );
    }
    let file = shown(&place.write("objects.json", bundle(&[malware(1), malware(2)])));
    let import = [
        "import",
        &file,
        "--collection",
        &collection,
        "--default-tlp",
        "green",
    ];
    heard.run(&place, &import);
    let key = place
        .run(&["audit", "key"])
        .exits(0)
        .stdout
        .trim()
        .to_owned();
    let mut files = Heard::default();
    for form in ["text", "json"] {
        let log = place.path(form);
        let server = Logged::start(&place, &log, form);
        requests(&server, &collection, &second, &mut heard);
        commands(&place, &collection, &mut heard);
        // With the log of SQLite as the running server has it, and as a killed one leaves it.
        files.folder(&place.path("data"));
        drop(server);
        files.folder(&place.path("data"));
        heard.file(&log);
        let _ = std::fs::rename(
            place.path("copy/backup.db"),
            place.path(&format!("{form}.backup")),
        );
    }
    let mut refused = place.command(&["serve", "--listen", "127.0.0.1:0"]);
    refused
        .env("TANSIQ_TLS_CERT", place.path("key.pem"))
        .env("TANSIQ_TLS_KEY", place.path("cert.pem"));
    let refused = support::ended(refused).exits(2);
    heard.0.push((
        "serve with cert and key exchanged".to_owned(),
        refused.stderr.into(),
    ));

    let secret = |token: &str| token.rsplit_once('.').expect("a secret").1.to_owned();
    let credentials = [
        Canary::new("password", PASSWORD),
        Canary::new("password that was replaced", NEXT_PASSWORD),
        Canary::new("wrong password", WRONG),
        Canary::new("metrics token", METRICS),
        Canary::new("token that was replaced", secret(&first)),
        Canary::new("token", secret(&second)),
        tls,
    ];
    let kept = [
        Canary::new("cursor key", CURSOR_KEY),
        Canary::new("audit key", audit_seed(&files, &key)),
    ];
    for said in [
        "HTTP/1.1 200",
        "HTTP/1.1 202",
        "HTTP/1.1 401",
        "a login failed",
        "# TYPE",
    ] {
        let finds =
            |(_, bytes): &(String, Vec<u8>)| memchr::memmem::find(bytes, said.as_bytes()).is_some();
        assert!(heard.0.iter().any(finds), "nobody said `{said}`");
    }
    heard.lacks(&credentials);
    heard.lacks(&kept);
    files.lacks(&credentials);
    assert_eq!(
        kept.each_ref().map(|canary| canary.name),
        IN_THE_STORE.map(|(name, _)| name)
    );
    for canary in &kept {
        assert!(
            files.0.iter().any(|(_, bytes)| canary.is_in(bytes)),
            "the search finds what is there"
        );
    }
    assert!(
        files
            .0
            .iter()
            .any(|(_, bytes)| memchr::memmem::find(bytes, b"$argon2id$").is_some())
    );
    let mut backups = Heard::default();
    for form in ["text", "json"] {
        backups.folder(&place.path(&format!("{form}.backup")));
    }
    backups.lacks(&credentials);
    for (canary, (whose, bytes)) in kept
        .iter()
        .flat_map(|c| backups.0.iter().map(move |b| (c, b)))
    {
        let expected = IN_A_BACKUP.contains(&canary.name);
        assert_eq!(canary.is_in(bytes), expected, "{} in {whose}", canary.name);
    }
}

/// Panics print with `Debug`; what holds a secret does not print it.
#[test]
fn no_secret_prints_in_a_panic() {
    let mut settings = Settings::new(([127, 0, 0, 1], 0).into());
    settings.metrics_token = Some(Secret::new(METRICS));
    let presented = Presented {
        name: "alpha".to_owned(),
        secret: PASSWORD.to_owned(),
    };
    let token = Token::generate("alpha").expect("a token");
    let said = format!("{settings:?} {presented:?} {token:?}");
    for secret in [METRICS, PASSWORD, token.as_str()] {
        assert!(!said.contains(secret), "{said}");
    }
}

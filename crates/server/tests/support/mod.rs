//! The built binary in a folder of its own, and a server of it with a small HTTP client.
#![allow(dead_code, reason = "each test file uses its part")]

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// A folder with a data folder in it.
pub struct Place {
    folder: TempDir,
}

/// What a command gave.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|e| panic!("{e}: {} {}", self.stdout, self.stderr))
    }

    /// Fails the test unless it ended like this.
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "stdout: {}\nstderr: {}",
            self.stdout, self.stderr
        );
        self
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// Runs a command to its end; one that serves where it should have refused is stopped after a minute.
pub fn ended(mut command: Command) -> Run {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().expect("runs");
    let pid = child.id().to_string();
    let (done, waits) = std::sync::mpsc::channel::<()>();
    let guard = std::thread::spawn(move || {
        use std::sync::mpsc::RecvTimeoutError::Timeout;
        if waits.recv_timeout(std::time::Duration::from_secs(60)) == Err(Timeout) {
            let _ = Command::new("kill").args(["-9", &pid]).status();
        }
    });
    let run = child.wait_with_output().expect("ends").into();
    drop(done);
    guard.join().expect("ends");
    run
}

/// The binary, without settings of whoever runs the tests.
pub fn tansiq() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tansiq"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("TANSIQ_")) {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

impl Place {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, content).expect("written");
        path
    }

    /// The command with `--data` set to this place's folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = tansiq();
        command
            .args(arguments)
            .arg("--data")
            .arg(self.path("data"))
            .current_dir(self.folder.path());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        ended(self.command(arguments))
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("runs");
        let mut stdin = child.stdin.take().expect("piped");
        let input = input.to_vec();
        let writer = std::thread::spawn(move || {
            // a command that stops reading is not this test's fault
            let _ = stdin.write_all(&input);
        });
        let run = child.wait_with_output().expect("ends").into();
        writer.join().expect("written");
        run
    }

    /// A collection's id.
    pub fn collection(&self, title: &str) -> String {
        let run = self
            .run(&["collection", "create", title, "--json"])
            .exits(0);
        run.json()["id"].as_str().expect("an id").to_owned()
    }

    /// Starts `serve` on a free port and waits for its first screen.
    pub fn serve(&self, arguments: &[&str]) -> Server {
        let mut all = vec!["serve", "--listen", "127.0.0.1:0"];
        all.extend(arguments);
        self.serve_with(&all)
    }

    /// The same with all arguments given.
    pub fn serve_with(&self, arguments: &[&str]) -> Server {
        Server::start(self.command(arguments))
    }
}

/// A running server; killed when dropped.
pub struct Server {
    child: Child,
    pub welcome: String,
    pub address: String,
}

impl Server {
    fn start(mut command: Command) -> Self {
        command.stderr(Stdio::piped());
        let mut child = command.spawn().expect("starts");
        let mut lines = BufReader::new(child.stderr.take().expect("piped"));
        let mut welcome = String::new();
        while !welcome.contains("stop it with") {
            let read = lines.read_line(&mut welcome).expect("text");
            assert_ne!(read, 0, "the server ended: {welcome}");
        }
        // whatever it logs must not fill the pipe
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        let address = welcome
            .split("http://")
            .nth(1)
            .and_then(|rest| rest.split('/').next());
        let address = address.expect("an address").to_owned();
        Self {
            child,
            welcome,
            address,
        }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// GET with optional Basic credentials; status and body.
    pub fn get(&self, path: &str, credentials: Option<(&str, &str)>) -> (u16, Value) {
        let mut request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept: application/taxii+json;version=2.1\r\nConnection: close\r\n",
            self.address
        );
        if let Some((name, secret)) = credentials {
            use base64::Engine;
            let pair = base64::engine::general_purpose::STANDARD.encode(format!("{name}:{secret}"));
            request += &format!("Authorization: Basic {pair}\r\n");
        }
        self.exchange(&(request + "\r\n"))
    }

    /// POST of objects in an envelope, with Basic credentials; status and body.
    pub fn post(&self, path: &str, credentials: (&str, &str), objects: &[String]) -> (u16, Value) {
        let body = format!("{{\"objects\":[{}]}}", objects.join(","));
        self.send(
            path,
            credentials,
            "application/taxii+json;version=2.1",
            &body,
        )
    }

    /// POST of anything, with Basic credentials; status and body.
    pub fn send(
        &self,
        path: &str,
        (name, secret): (&str, &str),
        kind: &str,
        body: &str,
    ) -> (u16, Value) {
        use base64::Engine;
        let pair = base64::engine::general_purpose::STANDARD.encode(format!("{name}:{secret}"));
        self.exchange(&format!(
            "POST {path} HTTP/1.1
Host: {}
Accept: application/taxii+json;version=2.1
Connection: close
\
             Authorization: Basic {pair}
Content-Type: {kind}
Content-Length: {}

{body}",
            self.address,
            body.len()
        ))
    }

    fn exchange(&self, request: &str) -> (u16, Value) {
        let mut stream = TcpStream::connect(&self.address).expect("connects");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        let answer = String::from_utf8(answer).expect("text");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|s| s.parse().ok())
            .expect("a status");
        (status, serde_json::from_str(body).unwrap_or(Value::Null))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A valid malware object; its id and name come from `number`.
pub fn malware(number: u32) -> String {
    format!(
        r#"{{"type":"malware","spec_version":"2.1","id":"malware--{number:08x}-0000-4000-8000-000000000000","created":"2025-01-01T00:00:00.000Z","modified":"2025-01-01T00:00:00.000Z","name":"شبكة {number}","is_family":false}}"#
    )
}

pub fn malware_id(number: u32) -> String {
    format!("malware--{number:08x}-0000-4000-8000-000000000000")
}

/// A bundle of these objects, one a line.
pub fn bundle(objects: &[String]) -> String {
    format!(
        "{{\"type\":\"bundle\",\"id\":\"bundle--0000000b-0000-4000-8000-000000000000\",\"objects\":[\n{}\n]}}\n",
        objects.join(",\n")
    )
}

/// Compares what was printed with `tests/golden/NAME`; `UPDATE=1` writes it anew.
pub fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, text).expect("written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == text,
        "tests/golden/{name} differs; `UPDATE=1` writes it anew\n--- kept\n{kept}\n--- now\n{text}"
    );
}

/// Id of the TLP 2.0 marking of a level.
pub fn tlp(level: &str) -> &'static str {
    stix::marking::Tlp::parse(level)
        .expect("a level")
        .marking_id()
}

pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Waits for something that comes sooner or later; gives up after a minute.
pub fn until(what: &str, mut happened: impl FnMut() -> bool) {
    let started = std::time::Instant::now();
    while !happened() {
        assert!(
            started.elapsed() < std::time::Duration::from_secs(60),
            "{what} never came"
        );
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

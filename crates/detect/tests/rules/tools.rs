//! The tools themselves take what is written: constructs and hostile values, in one run each.
//!
//! A tool that is not there is told in a line `not run: needs …`; `cargo xtask test` installs those that Debian has.

use crate::corpus::{HOSTILE, SHA256, constructs, hostile, indicator, written};
use detect::rules::{Format, Indicator};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder that goes with the test.
struct Folder(tempfile::TempDir);

impl Folder {
    /// With what the form makes of the whole corpus.
    fn of(format: Format) -> Self {
        let mut all = constructs();
        all.extend(hostile(HOSTILE));
        Self::with(format, &all)
    }

    fn with(format: Format, indicators: &[Indicator]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in written(format, indicators).files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }
}

/// Runs a tool, also one for administrators only; `None`, and a line that says so, when it is not there.
fn run(program: &str, arguments: &[&str], folder: &Path) -> Option<Output> {
    let places = ["", "/usr/sbin/", "/usr/local/bin/"];
    for place in places {
        let tried = Command::new(format!("{place}{program}"))
            .args(arguments)
            .current_dir(folder)
            .output();
        if let Ok(output) = tried {
            return Some(output);
        }
    }
    println!("not run: needs {program}");
    None
}

fn said(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!(
        "{}{}",
        String::from_utf8_lossy(out),
        String::from_utf8_lossy(err)
    )
}

#[track_caller]
fn took(output: &Output) {
    assert!(output.status.success(), "{}", said(output));
}

#[test]
fn nft_takes_the_table() {
    let folder = Folder::of(Format::Nftables);
    let Some(output) = run("nft", &["-c", "-f", "tansiq.nft"], folder.0.path()) else {
        return;
    };
    if said(&output).contains("Operation not permitted") {
        println!("not run: needs the right to ask the kernel about its firewall");
        return;
    }
    took(&output);
    std::fs::write(
        folder.path("tansiq.nft"),
        "table inet tansiq { set a { type nothing; } }",
    )
    .unwrap();
    let output = run("nft", &["-c", "-f", "tansiq.nft"], folder.0.path()).unwrap();
    assert!(!output.status.success(), "it takes anything");
}

#[test]
fn bind_and_unbound_take_the_zone() {
    let folder = Folder::of(Format::Rpz);
    let arguments = ["-D", "-o", "-", "rpz.tansiq.example", "tansiq.rpz"];
    if let Some(output) = run("named-checkzone", &arguments, folder.0.path()) {
        took(&output);
        let zone = String::from_utf8_lossy(&output.stdout).to_lowercase();
        for owner in [
            "evil.example.rpz.tansiq.example.",
            "*.evil.example.rpz.tansiq.example.",
            "xn--bcher-kva.example.rpz.tansiq.example.",
            "24.0.100.51.198.rpz-ip.rpz.tansiq.example.",
            "128.1.zz.db8.2001.rpz-ip.rpz.tansiq.example.",
        ] {
            let at = |line: &str| line.split_whitespace().next() == Some(owner);
            assert!(zone.lines().any(at), "{owner} is not in\n{zone}");
        }
        std::fs::write(
            folder.path("broken"),
            "@ IN SOA a. b. 1 2 3 4 5\nx..y IN CNAME .\n",
        )
        .unwrap();
        let output = run(
            "named-checkzone",
            &["rpz.example", "broken"],
            folder.0.path(),
        );
        assert!(!output.unwrap().status.success(), "it takes anything");
    }
    let zone = folder.path("tansiq.rpz").display().to_string();
    let config = format!(
        "server:\n  module-config: \"respip validator iterator\"\n  chroot: \"\"\n  username: \"\"\n  directory: \"/\"\nrpz:\n  name: rpz.tansiq.example\n  zonefile: \"{zone}\"\n"
    );
    std::fs::write(folder.path("unbound.conf"), config).unwrap();
    if let Some(output) = run("unbound-checkconf", &["unbound.conf"], folder.0.path()) {
        took(&output);
    }
}

#[test]
fn yara_takes_the_rules_and_finds_the_file() {
    let mut all = constructs();
    all.retain(|one| one.pattern_type == "stix");
    all.extend(hostile(HOSTILE));
    all.push(indicator(
        500,
        &format!("[file:size = 5 AND file:hashes.'SHA-256' = '{SHA256}']"),
    ));
    all.push(indicator(
        501,
        &format!("[file:size = 6 AND file:hashes.'SHA-256' = '{SHA256}']"),
    ));
    let folder = Folder::with(Format::Yara, &all);
    std::fs::write(folder.path("sample"), "hello").unwrap();
    let Some(output) = run("yara", &["-m", "tansiq.yar", "sample"], folder.0.path()) else {
        return;
    };
    took(&output);
    let found = said(&output);
    assert!(found.contains(&all[all.len() - 2].id), "{found}");
    assert!(!found.contains(&all[all.len() - 1].id), "{found}");
    let native = Folder::of(Format::Yara);
    let name = "tansiq-indicator--00000090-0000-4000-8000-000000000000.yar";
    took(&run("yara", &[name, "/etc/hostname"], native.0.path()).unwrap());
}

#[test]
fn suricata_takes_the_rules() {
    let folder = Folder::of(Format::Suricata);
    let arguments = [
        "-T",
        "-S",
        "tansiq.rules",
        "-l",
        ".",
        "--set",
        "default-rule-path=.",
    ];
    if let Some(output) = run("suricata", &arguments, folder.0.path()) {
        took(&output);
    }
}

/// What knows Suricata's options without being Suricata: it says which it cannot read.
#[test]
fn suricata_has_the_options() {
    let Some(python) = std::env::var_os("TANSIQ_VENV_PYTHON") else {
        println!("not run: needs TANSIQ_VENV_PYTHON, a Python with suricata-check");
        return;
    };
    let check = |folder: &Path| {
        let mut command = Command::new(Path::new(&python).with_file_name("suricata-check"));
        command
            .args(["-r", "tansiq.rules", "-o", "out"])
            .current_dir(folder);
        let told = said(&command.output().unwrap());
        assert!(told.contains("Total issues found"), "{told}");
        // It does not know the hash lists, which Suricata's manual has, nor our names in `metadata`.
        let known = |line: &str| line.contains("Metadata option") || line.contains("Option file");
        let bad =
            |line: &&str| line.contains("ERROR") || line.contains("not recognized") && !known(line);
        told.lines()
            .filter(bad)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    // It cannot read blocks of IPv6, which Suricata has.
    let mut all = constructs();
    all.retain(|one| !one.pattern.contains("::/"));
    let folder = Folder::with(Format::Suricata, &all);
    assert_eq!(check(folder.0.path()), Vec::<String>::new());
    let rules = std::fs::read_to_string(folder.path("tansiq.rules")).unwrap();
    std::fs::write(
        folder.path("tansiq.rules"),
        rules.replace("dns.query", "dns.querx"),
    )
    .unwrap();
    assert_ne!(
        check(folder.0.path()),
        Vec::<String>::new(),
        "it takes anything"
    );
}

#[test]
fn snort_takes_the_rules() {
    let folder = Folder::of(Format::Snort);
    if let Some(output) = run("snort", &["-T", "-R", "tansiq.rules"], folder.0.path()) {
        took(&output);
    }
}

/// What Python's libraries for Sigma and MISP read.
const PYTHON: &str = r#"
import glob, json, sys
from sigma.collection import SigmaCollection
from pymisp import MISPEvent
event = MISPEvent(); event.load_file("misp-event.json")
values = sorted([a.type, a.category, a.value] for a in event.attributes)
titles = []
for path in sorted(glob.glob("tansiq-*.yml")):
    rules = SigmaCollection.from_yaml(open(path, encoding="utf-8", newline="").read())
    assert len(rules.rules) == 1, path
    titles.append(rules.rules[0].title)
json.dump({"misp": values, "sigma": titles}, sys.stdout)
"#;

#[test]
fn sigma_and_misp_take_theirs() {
    let Some(python) = std::env::var_os("TANSIQ_VENV_PYTHON") else {
        println!("not run: needs TANSIQ_VENV_PYTHON, a Python with sigma-cli and pymisp");
        return;
    };
    let folder = Folder::of(Format::Sigma);
    let mut all = constructs();
    all.extend(hostile(HOSTILE));
    let event = written(Format::Misp, &all);
    for (name, bytes) in &event.files {
        std::fs::write(folder.path(name), bytes).unwrap();
    }
    let output = Command::new(&python)
        .args(["-c", PYTHON])
        .current_dir(folder.0.path())
        .output()
        .unwrap();
    took(&output);
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let ours: serde_json::Value = serde_json::from_slice(&event.files["misp-event.json"]).unwrap();
    let attributes = ours["Event"]["Attribute"].as_array().unwrap();
    let field = |one: &serde_json::Value, name: &str| one[name].as_str().unwrap().to_owned();
    let mut expected: Vec<Vec<String>> = attributes
        .iter()
        .map(|one| {
            ["type", "category", "value"]
                .map(|name| field(one, name))
                .to_vec()
        })
        .collect();
    expected.sort();
    assert_eq!(read["misp"], serde_json::json!(expected));
    let rules = written(Format::Sigma, &all).files.len();
    assert_eq!(read["sigma"].as_array().unwrap().len(), rules);

    // Two of the excluded need tables of MITRE from the network; these rules name no technique. Values mean
    // themselves: wildcards and control characters in them are escaped, digits are text. Levels are
    // those of TLP 2.0.
    const EXCLUDED: [&str; 6] = [
        "attacktag",
        "d3_fendtag",
        "escaped_wildcard",
        "control_character",
        "number_as_string",
        "tlpv1_tag",
    ];
    let sigma = Path::new(&python).with_file_name("sigma");
    let check = |path: &Path| {
        let mut command = Command::new(&sigma);
        command.args(["check", "--fail-on-error", "--fail-on-issues"]);
        for name in EXCLUDED {
            command.args(["-x", name]);
        }
        command.arg(path).output().unwrap()
    };
    took(&check(folder.0.path()));
    std::fs::write(
        folder.path("tansiq-broken.yml"),
        "title: x\nlogsource: {}\n",
    )
    .unwrap();
    assert!(
        !check(folder.0.path()).status.success(),
        "it takes anything"
    );
}

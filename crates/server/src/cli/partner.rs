//! `tansiq partner …`: organisations with credentials here.

use super::Output;
use super::clearance::{self, Change};
use super::context::{Context, actor, instant};
use super::level::Level;
use super::problem::{Code, Exit, Outcome, Problem, unreadable};
use super::reader::ANYBODY;
use super::terminal::{Details, Paint, Table, print, print_json, say};
use crate::auth::credential::{self, Token};
use clap::{Args, Subcommand};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use serde::Serialize;
use std::path::{Path, PathBuf};
use store::{NewPartner, Partner, Store};

/// Shorter passwords are warned about.
const SHORT_PASSWORD: usize = 12;

#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Register a partner and print its token, once
    Add(Add),
    /// List the partners
    List(Output),
    /// Show one partner
    Show(Named),
    /// Change what a partner may see, from its next request on
    Change(Change),
    /// Replace a partner's token; the old one stops working at once
    Rotate(Rotate),
    /// Turn a partner away until it is enabled again
    Disable(Named),
    /// Let a disabled partner in again
    Enable(Named),
}

#[derive(Debug, Args)]
pub struct Add {
    /// Letters, digits, `.`, `_`, `-`; the user name of HTTP Basic
    name: String,
    /// STIX identity that is this partner; it owns the objects created by it
    #[arg(long, value_name = "ID")]
    identity: Vec<String>,
    /// Highest TLP level it may read
    #[arg(long, value_name = "LEVEL")]
    max_tlp: Level,
    /// Community it belongs to
    #[arg(long, value_name = "NAME")]
    community: Vec<String>,
    /// Marking-definition outside TLP that it is cleared for
    #[arg(long, value_name = "ID")]
    marking: Vec<String>,
    /// Identity of another producer whose objects it may hand on and renew
    #[arg(long, value_name = "ID")]
    relays_for: Vec<String>,
    /// How its objects without TLP are handled [default: the configuration's default_tlp]
    #[arg(long, value_name = "LEVEL")]
    default_tlp: Option<Level>,
    /// Client certificate that stands for it, PEM
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    certificate: Option<PathBuf>,
    /// Read a password from stdin instead of making a token; it works with HTTP Basic only
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    output: Output,
}

/// `rotate`, of a partner or a person.
#[derive(Debug, Args)]
pub struct Rotate {
    /// Its name
    pub name: String,
    /// Read the new password from stdin instead of making a token
    #[arg(long)]
    pub password_stdin: bool,
    #[command(flatten)]
    pub output: Output,
}

/// A partner or a person.
#[derive(Debug, Args)]
pub struct Named {
    /// Its name
    pub name: String,
    #[command(flatten)]
    pub output: Output,
}

pub fn run(context: &Context, verb: Verb) -> Outcome {
    match verb {
        Verb::Add(command) => add(context, command),
        Verb::List(output) => list(&context.existing_store()?, &output),
        Verb::Show(command) => show(context, &command),
        Verb::Change(command) => {
            let store = context.existing_store()?;
            let partner = organisation(context, &store, &command.name)?;
            clearance::change(&store, &partner, command)
        }
        Verb::Rotate(command) => {
            let store = context.existing_store()?;
            let partner = organisation(context, &store, &command.name)?;
            rotate(&store, &partner, describe(&partner), &command)
        }
        Verb::Disable(named) => let_in(context, &named, false),
        Verb::Enable(named) => let_in(context, &named, true),
    }
}

fn let_in(context: &Context, named: &Named, enabled: bool) -> Outcome {
    let store = context.existing_store()?;
    let mut partner = organisation(context, &store, &named.name)?;
    partner.enabled = enabled;
    enable(&store, &partner, describe(&partner), &named.output)
}

fn add(context: &Context, command: Add) -> Outcome {
    check(&command)?;
    let certificate = command
        .certificate
        .as_deref()
        .map(fingerprint)
        .transpose()?;
    let store = context.store()?;
    if let Some(known) = store.partner(&command.name)? {
        return Err(taken(&known));
    }
    let (token, credential_hash) = credential_for(&command.name, command.password_stdin)?;
    let partner = NewPartner {
        name: command.name,
        identities: command.identity,
        max_tlp: command.max_tlp.into(),
        communities: command.community,
        markings: command.marking,
        relays_for: command.relays_for,
        default_tlp: command.default_tlp.map(Into::into),
        credential_hash,
        certificate,
    };
    let partner = store.add_partner(&actor(), partner)?;
    store.close()?;
    tell_token(&partner.name, describe(&partner), token, &command.output)?;
    if !command.output.json {
        say(format!(
            "let it read a collection with `tansiq collection grant COLLECTION {} --read`",
            partner.name
        ));
    }
    Ok(Exit::Done)
}

/// Partners and people have one list of names: they are user names.
pub fn taken(known: &Partner) -> Problem {
    let (name, kind) = (&known.name, kind(known));
    Problem::new(Code::Exists, format!("there is a {kind} `{name}` already")).hint(format!(
        "`tansiq {kind} rotate {name}` gives it a new token"
    ))
}

/// `partner` or `person`, as the commands are called.
pub fn kind(partner: &Partner) -> &'static str {
    match partner.role {
        None => "partner",
        Some(_) => "person",
    }
}

/// The partner of this name, if it is no person.
fn organisation(context: &Context, store: &Store, name: &str) -> Result<Partner, Problem> {
    let partner = context.partner(store, name)?;
    match partner.role {
        None => Ok(partner),
        Some(_) => Err(Problem::new(
            Code::Partner,
            format!("`{name}` is one of the house's people, not a partner"),
        )
        .hint(format!("`tansiq person show {name}`"))),
    }
}

fn check(command: &Add) -> Result<(), Problem> {
    check_name(&command.name)?;
    for (flag, kind, ids) in [
        ("--identity", "identity", &command.identity),
        ("--relays-for", "identity", &command.relays_for),
        ("--marking", "marking-definition", &command.marking),
    ] {
        for id in ids {
            check_id(flag, kind, id)?;
        }
    }
    Ok(())
}

/// Whether it can be a user name.
pub fn check_name(name: &str) -> Result<(), Problem> {
    let wrong = Problem::new(Code::Value, format!("`{name}` cannot be a name here"));
    if !credential::is_partner_name(name) {
        let form = "1 to 64 letters, digits, `.`, `_` or `-`, beginning with a letter or digit";
        return Err(wrong.note(form));
    }
    match name == ANYBODY {
        true => Err(wrong.note("it stands for readers without credentials")),
        false => Ok(()),
    }
}

/// Whether it is the id of an object of this type.
pub fn check_id(flag: &str, kind: &str, id: &str) -> Result<(), Problem> {
    match stix::Identifier::parse(id) {
        Some(parsed) if parsed.type_name() == kind => Ok(()),
        _ => Err(Problem::new(
            Code::Value,
            format!("`{id}` is not the id of a STIX `{kind}`"),
        )
        .at(flag)
        .note(format!("such an id is `{kind}--` and a lower-case UUID"))),
    }
}

/// A token (to be shown once) or the password on stdin, and the hash to keep.
pub fn credential_for(name: &str, from_stdin: bool) -> Result<(Option<Token>, String), Problem> {
    let failed = |e: credential::Error| Problem::new(Code::Value, e.to_string());
    if !from_stdin {
        let token = Token::generate(name).map_err(failed)?;
        let hash = credential::hash(token.as_str()).map_err(failed)?;
        return Ok((Some(token), hash));
    }
    let mut line = String::new();
    std::io::stdin()
        .read_line(&mut line)
        .map_err(|e| unreadable(Path::new("-"), &e))?;
    let password = line.trim_end_matches(['\n', '\r']);
    if password.is_empty() {
        return Err(Problem::new(Code::Value, "the password is empty")
            .at("the first line of stdin")
            .hint("leave `--password-stdin` out and a token is made"));
    }
    if password.chars().count() < SHORT_PASSWORD {
        say(format!(
            "{}: a password of fewer than {SHORT_PASSWORD} characters can be guessed",
            Paint::stderr().warning("warning")
        ));
    }
    Ok((None, credential::hash(password).map_err(failed)?))
}

/// SHA-256 of the first certificate in a PEM file, in hex.
fn fingerprint(path: &Path) -> Result<String, Problem> {
    let pem = std::fs::read(path).map_err(|e| unreadable(path, &e))?;
    let certificate = CertificateDer::from_pem_slice(&pem).map_err(|_| {
        Problem::new(Code::Input, "this holds no PEM certificate").at(path.display().to_string())
    })?;
    let digest = ring::digest::digest(&ring::digest::SHA256, &certificate);
    Ok(digest.as_ref().iter().map(|b| format!("{b:02x}")).collect())
}

/// Shows a token once, or says that a password is set.
pub fn tell_token(
    name: &str,
    description: impl Serialize,
    token: Option<Token>,
    output: &Output,
) -> Result<(), Problem> {
    if output.json {
        let token = token.as_ref().map(Token::as_str);
        return print_json(&With {
            partner: description,
            more: Shown { token },
        });
    }
    match token {
        Some(token) => {
            say(format!(
                "token of `{name}`, shown this once; Bearer, or the password of HTTP Basic:"
            ));
            print(&format!("{}\n", token.as_str()))
        }
        None => {
            say(format!("the password of `{name}` is set"));
            Ok(())
        }
    }
}

/// A partner as JSON, without its credential.
#[derive(Serialize)]
struct Description<'a> {
    name: &'a str,
    enabled: bool,
    identities: &'a [String],
    max_tlp: &'static str,
    communities: &'a [String],
    markings: &'a [String],
    relays_for: &'a [String],
    default_tlp: Option<&'static str>,
    certificate: Option<&'a str>,
    created: String,
}

/// The same with what was just made or what it may reach.
#[derive(Serialize)]
struct With<D, T> {
    #[serde(flatten)]
    partner: D,
    #[serde(flatten)]
    more: T,
}

#[derive(Serialize)]
struct Shown<'a> {
    token: Option<&'a str>,
}

#[derive(Serialize)]
struct Rights {
    collections: Vec<Right>,
}

/// A collection that was granted by name.
#[derive(Serialize)]
pub struct Right {
    id: String,
    /// Title.
    pub title: String,
    read: bool,
    write: bool,
}

fn describe(partner: &Partner) -> Description<'_> {
    Description {
        name: &partner.name,
        enabled: partner.enabled,
        identities: &partner.identities,
        max_tlp: partner.max_tlp.as_str(),
        communities: &partner.communities,
        markings: &partner.markings,
        relays_for: &partner.relays_for,
        default_tlp: partner.default_tlp.map(|t| t.as_str()),
        certificate: partner.certificate.as_deref(),
        created: instant(partner.created),
    }
}

fn list(store: &Store, output: &Output) -> Outcome {
    let mut partners = store.partners()?;
    partners.retain(|partner| partner.role.is_none());
    if output.json {
        print_json(&partners.iter().map(describe).collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    if partners.is_empty() {
        say("no partners yet; `tansiq partner add NAME --max-tlp LEVEL` registers one");
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["name", "up to", "state", "communities", "identities"]);
    for partner in &partners {
        table.row([
            partner.name.as_str(),
            partner.max_tlp.as_str(),
            state(partner),
            &partner.communities.join(", "),
            &partner.identities.join(", "),
        ]);
    }
    print(&table.render(Paint::stdout()))?;
    Ok(Exit::Done)
}

fn show(context: &Context, command: &Named) -> Outcome {
    let store = context.existing_store()?;
    let partner = organisation(context, &store, &command.name).map_err(Problem::found_nothing)?;
    let rights = rights(&store, &partner.name)?;
    if command.output.json {
        print_json(&With {
            partner: describe(&partner),
            more: Rights {
                collections: rights,
            },
        })?;
        return Ok(Exit::Done);
    }
    let mut details = Details::default();
    details.add("partner", &partner.name);
    details.add("state", state(&partner));
    details.add("reads up to", partner.max_tlp.as_str());
    details.list("identities", &partner.identities);
    details.list("communities", &partner.communities);
    details.list("cleared for", &partner.markings);
    details.list("relays for", &partner.relays_for);
    details.add(
        "its default TLP",
        partner.default_tlp.map_or("the server's", |t| t.as_str()),
    );
    details.add("certificate", partner.certificate.as_deref().unwrap_or("-"));
    details.add("registered", &instant(partner.created));
    for right in &rights {
        details.add(right.as_str(), &right.title);
    }
    print(&details.render(Paint::stdout()))?;
    Ok(Exit::Done)
}

/// Whether it may do anything.
pub fn state(partner: &Partner) -> &'static str {
    if partner.enabled {
        "enabled"
    } else {
        "disabled"
    }
}

impl Right {
    /// What it allows.
    pub fn as_str(&self) -> &'static str {
        match (self.read, self.write) {
            (true, true) => "reads, writes",
            (true, false) => "reads",
            _ => "writes",
        }
    }
}

/// What was granted to this name.
pub fn rights(store: &Store, name: &str) -> Result<Vec<Right>, Problem> {
    let mut rights = Vec::new();
    for collection in store.all_collections()? {
        let grants = collection.grants.iter().filter(|g| g.partner == name);
        rights.extend(grants.map(|grant| Right {
            id: collection.id.clone(),
            title: collection.title.clone(),
            read: grant.read,
            write: grant.write,
        }));
    }
    Ok(rights)
}

/// Gives a partner or a person a new credential.
pub fn rotate(
    store: &Store,
    known: &Partner,
    description: impl Serialize,
    command: &Rotate,
) -> Outcome {
    let (token, hash) = credential_for(&known.name, command.password_stdin)?;
    store.set_credential(&actor(), &known.name, &hash)?;
    store.close()?;
    tell_token(&known.name, description, token, &command.output)?;
    Ok(Exit::Done)
}

/// Lets a partner or a person in, or turns it away, as `known` has it now.
pub fn enable(
    store: &Store,
    known: &Partner,
    description: impl Serialize,
    output: &Output,
) -> Outcome {
    store.set_partner_enabled(&actor(), &known.name, known.enabled)?;
    store.close()?;
    if output.json {
        print_json(&description)?;
    }
    say(format!("`{}` is {}", known.name, state(known)));
    Ok(Exit::Done)
}

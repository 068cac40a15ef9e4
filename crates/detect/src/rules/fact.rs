//! One comparison of a pattern as a fact, or the reason why it is none.

use super::Reason;
use super::atom::{Atom, Hash, Side};
use crate::text::{Fold, Key, key};
use stix::pattern::{Constant, Network, Operator, Relation, Step, Test};

/// What a comparison says.
#[derive(Debug, Clone)]
pub(super) enum Fact {
    /// Something a rule can ask for.
    Atom(Atom),
    /// The end of the traffic has an address of this family: said already where the address is.
    Family { side: Side, is_v4: bool },
}

/// One comparison, or one of the values it offers.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) object_type: String,
    /// As a pattern writes it, without brackets.
    pub(super) text: String,
    pub(super) read: Result<Fact, Reason>,
}

/// A comparison by its values: several for IN.
pub(super) fn pieces(test: &Test<'_>) -> Vec<Piece> {
    let one = |test: &Test<'_>| Piece {
        object_type: test.path.object_type.to_owned(),
        text: test.to_string(),
        read: read(test),
    };
    match &test.operator {
        Operator::In(set) if !test.negated => {
            let equal = |constant: &Constant<'_>| {
                one(&Test {
                    path: test.path.clone(),
                    negated: false,
                    operator: Operator::Compare(Relation::Equal, constant.clone()),
                    span: test.span.clone(),
                })
            };
            set.iter().map(equal).collect()
        }
        _ => vec![one(test)],
    }
}

fn read(test: &Test<'_>) -> Result<Fact, Reason> {
    if test.negated {
        return Err("NOT: a rule says what is there, not what is missing".to_owned());
    }
    let path = Path::of(test);
    match &test.operator {
        Operator::Compare(Relation::Equal, Constant::String(text)) => path.is(text),
        Operator::Compare(Relation::Equal, Constant::Integer(number)) => path.is_number(*number),
        Operator::Compare(Relation::Equal, other) => {
            Err(format!("no rule compares with a {}", other.type_name()))
        }
        Operator::Compare(Relation::NotEqual, _) => {
            Err("`!=`: a rule says what is there, not what is missing".to_owned())
        }
        Operator::Compare(relation, _) => {
            Err(format!("`{}`: no rule here has ranges", relation.as_str()))
        }
        Operator::Like(text) => path.is_like(text),
        Operator::IsSubset(text) => path.lies_in(text),
        Operator::Matches(_) => {
            Err("MATCHES: regular expressions differ from tool to tool".to_owned())
        }
        Operator::IsSuperset(_) => {
            Err("ISSUPERSET: no event carries a block of addresses".to_owned())
        }
        Operator::Exists => Err("EXISTS: no rule asks whether a property is there".to_owned()),
        Operator::In(_) => Err("IN: it is read value by value".to_owned()),
    }
}

/// `network-traffic:dst_ref.value`, with keys as they are meant and not as they are quoted.
struct Path {
    plain: String,
}

impl Path {
    fn of(test: &Test<'_>) -> Self {
        let mut plain = format!("{}:", test.path.object_type);
        for (at, step) in test.path.steps.iter().enumerate() {
            match step {
                Step::Key(name) if at == 0 => plain += name,
                Step::Key(name) => plain += &format!(".{name}"),
                Step::Index(index) => plain += &format!("[{index}]"),
                Step::Any => plain += "[*]",
            }
        }
        Self { plain }
    }

    fn is(&self, text: &str) -> Result<Fact, Reason> {
        if let Some(side) = self.address() {
            return self.address_is(side, text);
        }
        if let Some(side) = self.family() {
            return match text {
                "ipv4-addr" | "ipv6-addr" => Ok(Fact::Family {
                    side,
                    is_v4: text == "ipv4-addr",
                }),
                _ => Err("no rule here asks for the type of what traffic leads to".to_owned()),
            };
        }
        let value = text.to_owned();
        let atom = match self.plain.as_str() {
            "domain-name:value" => return domain(text, false),
            "network-traffic:protocols[*]" => Atom::Protocol(value.to_ascii_lowercase()),
            "url:value" => Atom::Url(value),
            "email-addr:value" => Atom::Email(value),
            "email-message:from_ref.value" => Atom::Sender(value),
            "email-message:subject" => Atom::Subject(value),
            "file:name" => Atom::FileName(value),
            USER_AGENT => Atom::UserAgent(value),
            "mutex:name" => Atom::Mutex(value),
            "windows-registry-key:key" => Atom::RegistryKey(value),
            "process:command_line" => Atom::CommandLine(value),
            "mac-addr:value" => Atom::Mac(value.to_ascii_lowercase()),
            other => return self.hash_is(other, text),
        };
        Ok(Fact::Atom(atom))
    }

    fn hash_is(&self, plain: &str, text: &str) -> Result<Fact, Reason> {
        let algorithm = |rest: &str| hash(&rest.replace('-', "").to_ascii_uppercase());
        let known = |of: fn(Hash, String) -> Atom, rest: &str| match algorithm(rest) {
            Some((hash, digits)) => {
                well_formed(hash, digits, text).map(|v| Fact::Atom(of(hash, v)))
            }
            None => Err(format!("no rule here knows the hash `{rest}`")),
        };
        if let Some(rest) = plain.strip_prefix("file:hashes.") {
            return known(Atom::FileHash, rest);
        }
        if let Some(rest) = plain.strip_prefix("x509-certificate:hashes.") {
            return known(Atom::CertificateHash, rest);
        }
        Err(format!("no rule here asks for `{plain}`"))
    }

    fn is_number(&self, number: i64) -> Result<Fact, Reason> {
        let port = || {
            u16::try_from(number).map_err(|_| format!("`{number}` is no port, so it never holds"))
        };
        let whole = || {
            u64::try_from(number).map_err(|_| format!("`{number}` is negative, so it never holds"))
        };
        Ok(Fact::Atom(match self.plain.as_str() {
            "network-traffic:src_port" => Atom::Port(Side::Source, port()?),
            "network-traffic:dst_port" => Atom::Port(Side::Destination, port()?),
            "file:size" => Atom::FileSize(whole()?),
            "autonomous-system:number" => Atom::AutonomousSystem(whole()?),
            other => return Err(format!("no rule here asks for `{other}`")),
        }))
    }

    /// `LIKE '%.example.com'` is what lies below a domain.
    fn is_like(&self, text: &str) -> Result<Fact, Reason> {
        let rest = text.strip_prefix("%.").filter(|r| !r.contains(['%', '_']));
        match (self.plain.as_str(), rest) {
            ("domain-name:value", Some(rest)) => domain(rest, true),
            ("domain-name:value", None) => {
                Err("LIKE: only `%.name`, what lies below a domain, is a rule".to_owned())
            }
            _ => Err("LIKE: no rule here has these wildcards".to_owned()),
        }
    }

    fn lies_in(&self, text: &str) -> Result<Fact, Reason> {
        let side = self
            .address()
            .ok_or_else(|| format!("no rule here asks for `{}`", self.plain))?;
        let network = Network::parse(text).ok_or_else(|| format!("`{text}` is no block"))?;
        self.of_its_family(side, network)
    }

    fn address_is(&self, side: Side, text: &str) -> Result<Fact, Reason> {
        let network = Network::parse(text).ok_or_else(|| match side {
            Side::Any => "it is no address, so no traffic has it".to_owned(),
            _ => "no rule here asks for the name of what traffic leads to".to_owned(),
        })?;
        if !matches!(network, Network::V4(_, 32) | Network::V6(_, 128)) {
            return Err(
                "`=` with a block: no event carries one as its address; ISSUBSET asks for the \
                 addresses in it"
                    .to_owned(),
            );
        }
        self.of_its_family(side, network)
    }

    fn of_its_family(&self, side: Side, network: Network) -> Result<Fact, Reason> {
        let is_v4 = matches!(network, Network::V4(..));
        let fits = match self.plain.as_str() {
            "ipv4-addr:value" => is_v4,
            "ipv6-addr:value" => !is_v4,
            _ => true,
        };
        match fits {
            true => Ok(Fact::Atom(Atom::Address(side, network))),
            false => Err("the address is of the other family".to_owned()),
        }
    }

    fn address(&self) -> Option<Side> {
        Some(match self.plain.as_str() {
            "ipv4-addr:value" | "ipv6-addr:value" => Side::Any,
            "network-traffic:src_ref.value" => Side::Source,
            "network-traffic:dst_ref.value" => Side::Destination,
            _ => return None,
        })
    }

    fn family(&self) -> Option<Side> {
        Some(match self.plain.as_str() {
            "network-traffic:src_ref.type" => Side::Source,
            "network-traffic:dst_ref.type" => Side::Destination,
            _ => return None,
        })
    }
}

const USER_AGENT: &str = "network-traffic:extensions.http-request-ext.request_header.User-Agent";

/// The domain in the spelling that patterns compare, if it can be a name in DNS at all.
fn domain(text: &str, below: bool) -> Result<Fact, Reason> {
    let Key::Domain(name) = key(Fold::Domain, text) else {
        return Err("it is no domain name".to_owned());
    };
    let name = name.into_owned();
    let fits = |label: &str| (1..=63).contains(&label.len());
    if !name.is_ascii() || name.len() > 253 || !name.split('.').all(fits) {
        return Err(
            "it is no name that DNS can hold: labels have 1 to 63 characters, a name up to 253"
                .to_owned(),
        );
    }
    if name.bytes().any(|b| b.is_ascii_control() || b == b' ') {
        return Err("it holds a space or a control character".to_owned());
    }
    Ok(Fact::Atom(Atom::Domain { name, below }))
}

/// The algorithm, and how many digits its hash has; none where it is no hexadecimal number.
fn hash(name: &str) -> Option<(Hash, Option<usize>)> {
    Some(match name {
        "MD5" => (Hash::Md5, Some(32)),
        "SHA1" => (Hash::Sha1, Some(40)),
        "SHA224" => (Hash::Sha224, Some(56)),
        "SHA256" => (Hash::Sha256, Some(64)),
        "SHA384" => (Hash::Sha384, Some(96)),
        "SHA512" => (Hash::Sha512, Some(128)),
        "SSDEEP" => (Hash::Ssdeep, None),
        "TLSH" => (Hash::Tlsh, None),
        _ => return None,
    })
}

fn well_formed(hash: Hash, digits: Option<usize>, text: &str) -> Result<String, Reason> {
    let hex = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    match digits {
        Some(digits) if text.len() == digits && hex(text) => Ok(text.to_ascii_lowercase()),
        None if !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic()) => {
            Ok(text.to_owned())
        }
        _ => Err(format!("it is no {} hash", hash.name())),
    }
}

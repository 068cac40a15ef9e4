//! Every configuration key: one table that loading, `config show` and the example file read.

/// What a key's value may be. In a file it may be written as a string; numbers and switches bare, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A file or folder; relative ones count from where the command runs.
    Path,
    /// `ADDRESS:PORT`.
    Address,
    /// `http://…` or `https://…`.
    Url,
    /// A path segment: letters, digits, `-`, `_`.
    Segment,
    /// `true` or `false`.
    Switch,
    /// A whole number from … to ….
    Count(u64, u64),
    /// Bytes: `65536`, `64 KiB`, `10 MiB`; from … to ….
    Size(u64, u64),
    /// `500ms`, `30s`, `5m`, `24h`.
    Duration,
    /// One of these.
    Choice(&'static [&'static str]),
    /// The id of a STIX identity.
    Identity,
    /// Texts: a list in a file, `a,b` elsewhere.
    List,
}

/// One key.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Dotted path, such as `tls.cert`.
    pub path: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// What holds when nobody says otherwise; `None` is "not set".
    pub default: Option<&'static str>,
    /// Shown in the example file where there is no default.
    pub sample: &'static str,
    /// The flag that sets it, if one does.
    pub flag: Option<&'static str>,
    /// Its value is never shown.
    pub secret: bool,
    /// What it is for; sentences, wrapped by the example file.
    pub doc: &'static str,
}

impl Key {
    /// The environment variable: `TANSIQ_TLS_CERT`.
    pub fn variable(&self) -> String {
        format!("TANSIQ_{}", self.path.to_uppercase().replace('.', "_"))
    }
}

/// TLP levels as they are written.
pub const TLP: &[&str] = &["clear", "green", "amber", "amber+strict", "red"];

const fn key(path: &'static str, kind: Kind, default: &'static str, doc: &'static str) -> Key {
    Key {
        path,
        kind,
        default: Some(default),
        sample: "",
        flag: None,
        secret: false,
        doc,
    }
}

const fn unset(path: &'static str, kind: Kind, sample: &'static str, doc: &'static str) -> Key {
    Key {
        path,
        kind,
        default: None,
        sample,
        flag: None,
        secret: false,
        doc,
    }
}

const fn flag(name: &'static str, mut key: Key) -> Key {
    key.flag = Some(name);
    key
}

const fn secret(mut key: Key) -> Key {
    key.secret = true;
    key
}

/// All of them, in the order of the example file; keys of one section stand together.
pub const KEYS: &[Key] = &[
    flag(
        "--data",
        key(
            "data",
            Kind::Path,
            "./tansiq-data",
            "Folder that holds the store. It is created when missing. Keep it on a local disk.",
        ),
    ),
    flag(
        "--listen",
        key(
            "listen",
            Kind::Address,
            "127.0.0.1:6460",
            "Address and port to serve on; port 0 takes a free one. Anything beyond loopback needs \
             tls.cert and tls.key, and at least one partner.",
        ),
    ),
    unset(
        "public_url",
        Kind::Url,
        "https://taxii.example.org",
        "How partners reach the server, for the links it gives out. Set it when a proxy stands in \
         front or the server listens on all addresses.",
    ),
    key(
        "title",
        Kind::Text,
        "Tansiq",
        "Title of the server and its api root.",
    ),
    unset(
        "description",
        Kind::Text,
        "Sharing between the services of our region",
        "Description of the server and its api root.",
    ),
    unset(
        "contact",
        Kind::Text,
        "duty officer, +00 000 0000, taxii@example.org",
        "Whom partners turn to.",
    ),
    key(
        "api_root",
        Kind::Segment,
        "tansiq",
        "Name of the api root: the server answers under /NAME/. Changing it breaks the addresses \
         partners have.",
    ),
    key(
        "max_page_size",
        Kind::Count(1, 10_000),
        "1000",
        "Most objects in one answer, whatever `limit` a client asks for.",
    ),
    key(
        "max_content_length",
        Kind::Size(1024, 256 << 20),
        "32 MiB",
        "Largest body a partner may post; it is told to clients. Larger ones are refused with 413.",
    ),
    key(
        "anonymous",
        Kind::Switch,
        "true",
        "Whether public collections can be read without credentials. Only TLP:CLEAR objects are.",
    ),
    secret(unset(
        "metrics_token",
        Kind::Text,
        "a long random text",
        "Bearer token that opens /metrics from other machines. Without it only this machine may read \
         them.",
    )),
    key(
        "default_tlp",
        Kind::Choice(TLP),
        "amber+strict",
        "How objects without any TLP marking are handled, where neither the submission nor the \
         partner they come from says otherwise. Their bytes are not touched.",
    ),
    unset(
        "identity",
        Kind::Identity,
        "identity--8c5d9c1e-0d3f-4b6a-9f0e-2a7b6c5d4e3f",
        "STIX identity of whoever runs this server. What is made here (a tear-line) carries it as \
         created_by_ref.",
    ),
    key(
        "clock_skew",
        Kind::Duration,
        "24h",
        "How far in the future `modified` may lie. What lies further ahead is quarantined.",
    ),
    unset(
        "publish.local_labels",
        Kind::List,
        "internal:*,x_desk_*",
        "Labels, and names of properties at any depth, that must not leave: `publish`, `tearline` and \
         `collection add` refuse an object that carries one. `*` stands for any text.",
    ),
    unset(
        "tls.cert",
        Kind::Path,
        "/etc/tansiq/cert.pem",
        "Certificate chain, PEM. With tls.key it turns TLS on (1.2 and 1.3).",
    ),
    unset(
        "tls.key",
        Kind::Path,
        "/etc/tansiq/key.pem",
        "Private key of the certificate, PEM.",
    ),
    unset(
        "tls.client_ca",
        Kind::Path,
        "/etc/tansiq/partners-ca.pem",
        "Authorities whose client certificates are accepted beside passwords, PEM. A certificate \
         counts for the partner it was registered with (`partner add --certificate`).",
    ),
    key(
        "limits.connections",
        Kind::Count(1, 100_000),
        "1024",
        "Most connections at once.",
    ),
    key(
        "limits.connections_per_address",
        Kind::Count(1, 100_000),
        "64",
        "Most connections at once from one address.",
    ),
    key(
        "limits.header_timeout",
        Kind::Duration,
        "10s",
        "How long a client may take to send its request line and headers, the first byte included.",
    ),
    key(
        "limits.body_timeout",
        Kind::Duration,
        "60s",
        "How long a client may pause while it sends a body.",
    ),
    key(
        "limits.idle_timeout",
        Kind::Duration,
        "60s",
        "How long a connection may stay open between requests.",
    ),
    key(
        "limits.request_timeout",
        Kind::Duration,
        "5m",
        "How long a whole body may take to arrive, and again its answer to be made.",
    ),
    key(
        "limits.write_timeout",
        Kind::Duration,
        "30s",
        "How long a client may take to take in 64 KiB of an answer.",
    ),
    key(
        "limits.requests_per_second",
        Kind::Count(1, 1_000_000),
        "5000",
        "Requests a second each partner may make on the long run; anonymous readers count per \
         address.",
    ),
    key(
        "limits.burst",
        Kind::Count(1, 1_000_000),
        "10000",
        "Requests above that rate which a partner may make at once.",
    ),
    key(
        "limits.requests_at_once",
        Kind::Count(1, 10_000),
        "32",
        "Requests of one partner that are answered at the same time.",
    ),
    key(
        "limits.response_memory",
        Kind::Size(1 << 20, 1 << 40),
        "64 MiB",
        "Memory for answers being made or sent, all clients together.",
    ),
    key(
        "limits.body_memory",
        Kind::Size(1 << 20, 1 << 40),
        "96 MiB",
        "Memory for bodies being received, all clients together.",
    ),
    key(
        "limits.failed_logins",
        Kind::Count(1, 100_000),
        "20",
        "Wrong credentials a minute from one address, and for one name, before further ones are \
         turned away unchecked.",
    ),
    key(
        "limits.shutdown_timeout",
        Kind::Duration,
        "20s",
        "How long running requests may take to end when the server is told to stop.",
    ),
    key(
        "log.level",
        Kind::Choice(&["error", "warn", "info", "debug", "trace"]),
        "info",
        "How much is logged to stderr. Credentials and bodies never are.",
    ),
    key(
        "log.format",
        Kind::Choice(&["text", "json"]),
        "text",
        "One line of text per event, or one JSON object.",
    ),
];

/// The key of this path.
pub fn find(path: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.path == path)
}

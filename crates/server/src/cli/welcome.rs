//! What `tansiq serve` says when it is up: addresses, where data lies, what is not safe yet, what to do next.

use super::problem::Problem;
use super::terminal::{Paint, visible};
use crate::config::Config;
use crate::demo::{self, Ready};
use std::net::SocketAddr;
use std::path::PathBuf;
use store::Store;

const ACCEPT: &str = "Accept: application/taxii+json;version=2.1";

/// Keeps the answers short enough to compare by eye.
const FILTER: &str = "?match[type]=indicator,report";

/// What there is to say.
pub struct Situation {
    data: PathBuf,
    api_root: String,
    public_url: Option<String>,
    cert: Option<PathBuf>,
    partners: usize,
    collections: usize,
    public: Vec<String>,
    ready: Vec<Ready>,
}

impl Situation {
    /// Looks at configuration and store; `ready` are the demonstration's partners.
    pub fn look(config: &Config, store: &Store, ready: Vec<Ready>) -> Result<Self, Problem> {
        let data = &config.data;
        let collections = store.all_collections()?;
        let public = collections.iter().filter(|c| c.public && config.anonymous);
        Ok(Self {
            data: std::fs::canonicalize(data).unwrap_or_else(|_| data.clone()),
            api_root: config.api_root.clone(),
            public_url: config.public_url.clone(),
            cert: config.tls.as_ref().map(|tls| tls.cert.clone()),
            partners: store
                .partners()?
                .iter()
                .filter(|p| p.role.is_none())
                .count(),
            public: public.map(|c| c.title.clone()).collect(),
            collections: collections.len(),
            ready,
        })
    }

    /// The text, once the port is known.
    pub fn text(&self, address: SocketAddr, paint: Paint) -> String {
        let base = self.base(address);
        let mut text = format!("{} {}\n\n", paint.bold("tansiq"), env!("CARGO_PKG_VERSION"));
        for (name, value) in [
            ("TAXII discovery", format!("{base}/taxii2/")),
            ("api root", format!("{base}/{}/", self.api_root)),
            ("data", self.data.display().to_string()),
        ] {
            text += &format!(
                "  {}  {}\n",
                paint.dim(&format!("{name:<15}")),
                visible(&value)
            );
        }
        text += &self.unsafe_yet(address, paint);
        text += &match self.ready.is_empty() {
            true => self.next(paint),
            false => self.demonstration(&base, paint),
        };
        text + "\nstop it with Ctrl-C"
    }

    fn base(&self, address: SocketAddr) -> String {
        let scheme = if self.cert.is_some() { "https" } else { "http" };
        match &self.public_url {
            Some(url) => url.clone(),
            None => format!("{scheme}://{address}"),
        }
    }

    fn unsafe_yet(&self, address: SocketAddr, paint: Paint) -> String {
        let mut lines = Vec::new();
        if self.cert.is_none() {
            lines.push(format!(
                "no TLS: whatever is sent can be read on the way, so it listens on this machine only ({})",
                address.ip()
            ));
        }
        if !self.public.is_empty() {
            lines.push(format!(
                "anyone who reaches it reads what is TLP:CLEAR in {}, without credentials",
                quoted(&self.public)
            ));
        }
        if !self.ready.is_empty() {
            lines.push(
                "the demonstration's tokens stand on this screen: do not put real data beside it"
                    .into(),
            );
        }
        let lines = lines.iter().map(|line| format!("  - {}\n", visible(line)));
        match lines.len() {
            0 => String::new(),
            _ => format!(
                "\n{}\n{}",
                paint.warning("not safe yet"),
                lines.collect::<String>()
            ),
        }
    }

    fn next(&self, paint: Paint) -> String {
        let (program, data) = (program(), self.data.display());
        let mut lines = Vec::new();
        if self.collections == 0 {
            lines.push(format!(
                "{program} collection create 'Shared picture' --data '{data}'"
            ));
        }
        if self.partners == 0 {
            lines.push(format!(
                "{program} partner add NAME --max-tlp green --data '{data}'"
            ));
            lines.push(format!(
                "{program} collection grant 'Shared picture' NAME --read --write --data '{data}'"
            ));
            lines.push(format!(
                "{program} import FILE --collection 'Shared picture' --data '{data}'"
            ));
        }
        let lines = lines.iter().map(|line| format!("  {}\n", visible(line)));
        match lines.len() {
            0 => String::new(),
            _ => format!(
                "\n{}\n{}",
                paint.bold("next, in another terminal"),
                lines.collect::<String>()
            ),
        }
    }

    fn demonstration(&self, base: &str, paint: Paint) -> String {
        let heading = "two partners; their tokens are shown this once, and each start with --demo makes new ones";
        let mut text = format!("\n{}\n", paint.bold(heading));
        for Ready { partner, token } in &self.ready {
            text += &format!(
                "  {}, {}, reads up to TLP:{}\n    token {}\n",
                partner.name,
                partner.title,
                partner.max_tlp.as_str().to_uppercase(),
                token.as_str()
            );
        }
        text += &format!(
            "\n{}\n",
            paint.bold("one collection, two answers; try each line in another terminal")
        );
        for Ready { partner, token } in &self.ready {
            let user = format!("-u '{}:{}' ", partner.name, token.as_str());
            text += &self.curl(base, demo::SHARED, &user);
        }
        text += &format!("\n{}\n", paint.bold("what anyone may read"));
        text + &self.curl(base, demo::OPEN, "")
    }

    fn curl(&self, base: &str, collection: &str, user: &str) -> String {
        let trust = match &self.cert {
            Some(cert) => format!("--cacert '{}' ", cert.display()),
            None => String::new(),
        };
        let root = &self.api_root;
        format!(
            "  curl -sg {trust}{user}-H '{ACCEPT}' '{base}/{root}/collections/{collection}/objects/{FILTER}'\n"
        )
    }
}

/// As it was called, so that the lines can be copied after `cargo run` too.
fn program() -> String {
    let called = std::env::args().next().filter(|name| name.contains('/'));
    called.unwrap_or_else(|| "tansiq".into())
}

fn quoted(names: &[String]) -> String {
    let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

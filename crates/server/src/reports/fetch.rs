//! Getting a page from a URL: never from this machine or the network it stands in.
//!
//! The name is looked up by us, every address it has is checked, and the connection goes to those very addresses; each
//! redirect is looked up and checked anew. No proxy is asked: it would look names up for itself.

use std::io::Read;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

/// All of it together, redirects too.
const PATIENCE: Duration = Duration::from_secs(30);
const REDIRECTS: u32 = 5;

/// Why a page was not fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The name stands for a machine that is not on the public internet.
    #[error("`{host}` is at {address}, which is not an address of the public internet")]
    Private {
        /// Host of the URL, or of a redirect.
        host: String,
        /// The address it has.
        address: IpAddr,
    },
    /// More than is kept.
    #[error("the page has more than {limit} bytes")]
    TooLarge {
        /// The most that is taken.
        limit: usize,
    },
    /// The server or the way there refused.
    #[error("{0}")]
    Failed(String),
}

/// Whether an argument is a URL and not a file.
pub fn is_url(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
}

/// The bytes of a page.
pub fn fetch(url: &str, limit: usize) -> Result<Vec<u8>, FetchError> {
    fetch_from(url, limit, is_public)
}

fn fetch_from(url: &str, limit: usize, allowed: fn(IpAddr) -> bool) -> Result<Vec<u8>, FetchError> {
    let config = Config::builder()
        .proxy(None)
        .timeout_global(Some(PATIENCE))
        .max_redirects(REDIRECTS)
        .user_agent(concat!("tansiq/", env!("CARGO_PKG_VERSION")))
        .build();
    let agent = Agent::with_parts(config, DefaultConnector::default(), Checked { allowed });
    let response = agent.get(url).call().map_err(told)?;
    let mut bytes = Vec::new();
    let reader = response.into_body().into_reader();
    let length = reader.take(limit as u64 + 1).read_to_end(&mut bytes);
    length.map_err(|error| match error.downcast::<Error>() {
        Ok(error) => told(error),
        Err(error) => FetchError::Failed(error.to_string()),
    })?;
    if bytes.len() > limit {
        return Err(FetchError::TooLarge { limit });
    }
    Ok(bytes)
}

fn told(error: Error) -> FetchError {
    match error {
        Error::Other(inner) => match inner.downcast::<FetchError>() {
            Ok(own) => *own,
            Err(other) => FetchError::Failed(other.to_string()),
        },
        Error::StatusCode(code) => {
            FetchError::Failed(format!("the server answered with status {code}"))
        }
        Error::HostNotFound => FetchError::Failed("the host is not known".to_owned()),
        Error::Timeout(_) => {
            FetchError::Failed(format!("it takes longer than {} s", PATIENCE.as_secs()))
        }
        error => FetchError::Failed(error.to_string()),
    }
}

/// Looks names up and refuses addresses that are not allowed.
#[derive(Debug)]
struct Checked {
    allowed: fn(IpAddr) -> bool,
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = DefaultResolver::default().resolve(uri, config, timeout)?;
        // One that is not allowed is enough: a name with both is a trick.
        match found.iter().find(|address| !(self.allowed)(address.ip())) {
            Some(address) => Err(Error::Other(Box::new(FetchError::Private {
                host: uri.host().unwrap_or_default().to_owned(),
                address: address.ip(),
            }))),
            None => Ok(found),
        }
    }
}

/// Whether an address is one of the public internet.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let kept = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a >= 240
        // shared by providers (RFC 6598), protocol assignments (RFC 6890), benchmarks (RFC 2544), 6to4 relays
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19))
        || (a == 192 && b == 88 && c == 99);
    !kept
}

/// Only global unicast, 2000::/3, without the parts that carry other addresses or none.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let s = address.segments();
    if let Some(v4) = address.to_ipv4_mapped() {
        return is_public_v4(v4);
    }
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match s {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => is_public_v4(embedded(high, low)),
        [0x2002, high, low, ..] => is_public_v4(embedded(high, low)),
        // Teredo and other special blocks, documentation
        [0x2001, 0..=0x01ff, ..] | [0x2001, 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::net::TcpListener;

    #[test]
    fn only_the_public_internet() {
        for private in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.0.8",
            "198.18.0.1",
            "240.0.0.1",
            "203.0.113.9",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001::1",
            "2001:db8::1",
            "::127.0.0.1",
            "100::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1111",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    /// Answers every connection with this, and counts them.
    fn server(at: &str, answer: String) -> (u16, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
        let listener = TcpListener::bind((at, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let count = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
        let counted = count.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                let mut stream = stream;
                let mut head = [0; 2_048];
                let _ = stream.read(&mut head);
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        (port, count)
    }

    fn page(body: &str) -> String {
        format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
    }

    fn only_first(address: IpAddr) -> bool {
        address == IpAddr::V4(Ipv4Addr::LOCALHOST)
    }

    #[test]
    fn this_machine_is_never_asked() {
        let (port, asked) = server("127.0.0.1", page("secret"));
        for host in [
            "127.0.0.1",
            "localhost",
            "[::ffff:127.0.0.1]",
            "2130706433",
            "0x7f.1",
        ] {
            let result = fetch(&format!("http://{host}:{port}/"), 1_000);
            assert!(result.is_err(), "{host}");
        }
        assert_eq!(asked.load(std::sync::atomic::Ordering::SeqCst), 0);
    }

    #[test]
    fn a_redirect_is_checked_like_the_first_address() {
        let (hidden, asked) = server("127.0.0.2", page("secret"));
        let moved = format!(
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:{hidden}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
        let (port, _) = server("127.0.0.1", moved);
        let result = fetch_from(&format!("http://127.0.0.1:{port}/"), 1_000, only_first);
        assert!(
            matches!(result, Err(FetchError::Private { .. })),
            "{result:?}"
        );
        assert_eq!(asked.load(std::sync::atomic::Ordering::SeqCst), 0);
    }

    #[test]
    fn a_page_comes_whole_or_not_at_all() {
        let (port, _) = server("127.0.0.1", page("0123456789"));
        let url = format!("http://127.0.0.1:{port}/");
        assert_eq!(fetch_from(&url, 10, only_first).unwrap(), b"0123456789");
        assert!(matches!(
            fetch_from(&url, 9, only_first),
            Err(FetchError::TooLarge { limit: 9 })
        ));
        let (port, _) = server(
            "127.0.0.1",
            "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned(),
        );
        let result = fetch_from(&format!("http://127.0.0.1:{port}/"), 9, only_first);
        assert!(matches!(result, Err(FetchError::Failed(said)) if said.contains("404")));
    }

    #[test]
    fn urls_and_files_are_told_apart() {
        assert!(is_url("https://example.org/") && is_url("HTTP://x"));
        assert!(!is_url("file:///etc/passwd") && !is_url("http.txt") && !is_url("é"));
    }
}

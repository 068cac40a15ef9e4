//! Addresses of pages as they go over the wire in clear text.

use super::Reason;

/// What a request for a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    /// Host, in small letters, with the port unless it is 80.
    pub(super) host: String,
    /// Path and query; begins with a slash.
    pub(super) target: String,
}

/// Takes apart `http://host[:port]/path?query`. An empty path is asked for as `/` (RFC 9110, section 4.2.3).
pub(super) fn request(url: &str) -> Result<Request, Reason> {
    let lower = |n: usize| url.get(..n).map(str::to_ascii_lowercase);
    if lower(8).as_deref() == Some("https://") {
        return Err("what is asked for inside TLS is not on the wire".to_owned());
    }
    if lower(7).as_deref() != Some("http://") {
        return Err("only `http://` addresses are on the wire".to_owned());
    }
    let rest = &url[7..];
    if rest.contains('#') {
        return Err("what follows `#` is never asked for".to_owned());
    }
    let cut = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, target) = rest.split_at(cut);
    let host = authority.to_ascii_lowercase();
    let host = host.strip_suffix(":80").unwrap_or(&host).to_owned();
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b);
    if host.is_empty() || !host.bytes().all(allowed) {
        return Err("its host is not written as a request shows it".to_owned());
    }
    if !target.bytes().all(|b| b.is_ascii_graphic()) {
        return Err("it holds characters that a request writes with `%`".to_owned());
    }
    let slash = if target.starts_with('/') { "" } else { "/" };
    Ok(Request {
        host,
        target: format!("{slash}{target}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_refusals() {
        let parts = |url: &str| request(url).map(|r| format!("{} {}", r.host, r.target));
        assert_eq!(
            parts("HTTP://A.Example:80/X?y").as_deref(),
            Ok("a.example /X?y")
        );
        assert_eq!(
            parts("http://a.example:8080").as_deref(),
            Ok("a.example:8080 /")
        );
        assert_eq!(parts("http://a.example?q").as_deref(), Ok("a.example /?q"));
        for wrong in [
            "https://a/",
            "ftp://a/",
            "http://u@a/",
            "http:///x",
            "http://a/é",
            "http://a/#b",
            "é",
        ] {
            assert!(parts(wrong).is_err(), "{wrong}");
        }
    }
}

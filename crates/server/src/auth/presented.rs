//! What a request presents as proof: the `Authorization` header, taken apart.

use super::credential;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use http::HeaderMap;
use http::header::AUTHORIZATION;

/// A name and a secret that is to prove it. Does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct Presented {
    /// The partner's name.
    pub name: String,
    /// The token or password.
    pub secret: String,
}

/// An `Authorization` header that is not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

impl Presented {
    /// Reads the header: `Basic` (RFC 7617) with a partner's name and its token or password, or
    /// `Bearer` (RFC 6750) with a token, which has the name inside. `Ok(None)` when there is none.
    pub fn read(headers: &HeaderMap) -> Result<Option<Self>, Unreadable> {
        let mut lines = headers.get_all(AUTHORIZATION).iter();
        let Some(line) = lines.next() else {
            return Ok(None);
        };
        if lines.next().is_some() {
            return Err(Unreadable);
        }
        let (scheme, rest) = line
            .to_str()
            .ok()
            .and_then(|text| text.split_once(' '))
            .ok_or(Unreadable)?;
        let rest = rest.trim_matches(' ');
        let presented = if scheme.eq_ignore_ascii_case("basic") {
            basic(rest)
        } else if scheme.eq_ignore_ascii_case("bearer") {
            bearer(rest)
        } else {
            None
        };
        presented.map(Some).ok_or(Unreadable)
    }

    /// Whether the secret has the form of a token of this name: random, so it cannot be guessed.
    pub fn is_token(&self) -> bool {
        credential::parse_bearer(&self.secret).is_some_and(|(name, _)| name == self.name)
    }
}

impl std::fmt::Debug for Presented {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Presented(…)")
    }
}

/// The header that presents a name and a secret to another server.
pub fn basic_header(name: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{name}:{secret}")))
}

fn basic(encoded: &str) -> Option<Presented> {
    let engine = if encoded.ends_with('=') {
        STANDARD
    } else {
        STANDARD_NO_PAD
    };
    let decoded = String::from_utf8(engine.decode(encoded).ok()?).ok()?;
    let (name, secret) = decoded.split_once(':')?;
    Some(Presented {
        name: name.to_owned(),
        secret: secret.to_owned(),
    })
}

fn bearer(token: &str) -> Option<Presented> {
    let (name, secret) = credential::parse_bearer(token)?;
    Some(Presented {
        name: name.to_owned(),
        secret: secret.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Result<Option<(String, String)>, Unreadable> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(AUTHORIZATION, line.parse().expect("a header value"));
        }
        let presented = Presented::read(&headers)?;
        Ok(presented.map(|presented| (presented.name, presented.secret)))
    }

    fn pair(name: &str, secret: &str) -> Result<Option<(String, String)>, Unreadable> {
        Ok(Some((name.to_owned(), secret.to_owned())))
    }

    #[test]
    fn both_schemes_in_any_case() {
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&["Basic YTpiOmM="]), pair("a", "b:c"));
        assert_eq!(read(&["bAsIc  YTpiOmM"]), pair("a", "b:c"));
        let token = format!("tsq_a.{}", "x".repeat(43));
        assert_eq!(read(&[&format!("BEARER {token}")]), pair("a", &token));
    }

    #[test]
    fn anything_else_is_unreadable() {
        for line in [
            "",
            "Basic",
            "Basic ",
            "Basic !!!",
            "Basic YWI=",
            "Basic /w==",
            "Bearer x",
            "Digest a=b",
            "Basic YTpiOmM= x",
        ] {
            assert_eq!(read(&[line]), Err(Unreadable), "{line}");
        }
        assert_eq!(read(&["Basic YTpi", "Basic YTpi"]), Err(Unreadable));
    }
}

//! Media types (RFC 9110, section 8.3.1) and their negotiation by TAXII's rules (section 1.6.8).
//!
//! The server has one representation, `application/taxii+json;version=2.1`. A range without a
//! version means the latest the server has, so it matches; `version=2.0` does not.

/// The media type of every TAXII response.
pub const TAXII_MEDIA_TYPE: &str = "application/taxii+json;version=2.1";
/// The media type of a STIX 2.1 object.
pub const STIX_21_MEDIA_TYPE: &str = "application/stix+json;version=2.1";
/// The media type of a STIX 2.0 object.
pub const STIX_20_MEDIA_TYPE: &str = "application/stix+json;version=2.0";

/// A media type or media range: names in lower case, parameter values as they were sent, unquoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaType {
    /// `application`, or `*` in a range.
    pub kind: String,
    /// `taxii+json`, or `*` in a range.
    pub subtype: String,
    /// Parameters in the order sent.
    pub parameters: Vec<(String, String)>,
}

impl MediaType {
    /// Parses one media type or range. `None` when it is malformed.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = split_outside_quotes(text, b';')?.into_iter();
        let (kind, subtype) = parts.next()?.trim_matches(is_blank).split_once('/')?;
        if !is_token(kind) || !is_token(subtype) || (kind == "*" && subtype != "*") {
            return None;
        }
        let parameters = parts
            .map(|part| part.trim_matches(is_blank))
            .filter(|part| !part.is_empty())
            .map(parameter)
            .collect::<Option<Vec<_>>>()?;
        Some(Self {
            kind: kind.to_ascii_lowercase(),
            subtype: subtype.to_ascii_lowercase(),
            parameters,
        })
    }

    /// The first parameter of this name.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    fn is(&self, kind: &str, subtype: &str) -> bool {
        self.kind == kind && self.subtype == subtype
    }

    /// Whether the `version` parameter is absent or one of these.
    fn has_version_in(&self, versions: &[&str]) -> bool {
        self.parameter("version")
            .is_none_or(|version| versions.contains(&version))
    }

    /// Whether the `charset` parameter is absent or UTF-8, the only encoding of JSON.
    fn is_utf8(&self) -> bool {
        self.parameter("charset").is_none_or(|charset| {
            charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
        })
    }
}

/// What an `Accept` header may ask for at an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Representation {
    /// TAXII resources only.
    Taxii,
    /// The manifest, whose definition (section 5.3) lists STIX media types beside TAXII's.
    Manifest,
}

/// Whether a response of `application/taxii+json;version=2.1` satisfies the `Accept` header lines.
///
/// No header, or an empty one, accepts anything. Of the ranges that match, the most specific decides,
/// and `q=0` refuses. Members that are malformed are passed over.
pub fn accepts<'a>(lines: impl IntoIterator<Item = &'a str>, offered: Representation) -> bool {
    let mut anything_asked = false;
    let mut decisive: Option<(u8, bool)> = None;
    for line in lines {
        for member in split_outside_quotes(line, b',').unwrap_or_default() {
            anything_asked |= !member.trim_matches(is_blank).is_empty();
            let Some((specificity, wanted)) = judge(member, offered) else {
                continue;
            };
            decisive = match decisive {
                Some((best, verdict)) if best > specificity => Some((best, verdict)),
                Some((best, verdict)) if best == specificity => Some((best, verdict || wanted)),
                _ => Some((specificity, wanted)),
            };
        }
        // An unclosed quote spoils the line, and a spoilt line asks for nothing we have.
        anything_asked |= split_outside_quotes(line, b',').is_none();
    }
    decisive.map_or(!anything_asked, |(_, wanted)| wanted)
}

/// How specifically one member of an `Accept` header matches, and whether it wants it (`q` above 0).
fn judge(member: &str, offered: Representation) -> Option<(u8, bool)> {
    let range = MediaType::parse(member)?;
    let wanted = match range.parameter("q") {
        None => true,
        Some(text) => quality(text)? > 0,
    };
    let taxii = range.is("application", "taxii+json") && range.has_version_in(&["2.1"]);
    let stix = offered == Representation::Manifest
        && range.is("application", "stix+json")
        && range.has_version_in(&["2.0", "2.1"]);
    let specificity = if (taxii || stix) && range.is_utf8() {
        2 + u8::from(range.parameter("version").is_some())
    } else if range.is("application", "*") {
        1
    } else if range.is("*", "*") {
        0
    } else {
        return None;
    };
    Some((specificity, wanted))
}

/// Whether a request body declared as `content_type` is a TAXII envelope this server reads.
pub fn is_envelope(content_type: &str) -> bool {
    MediaType::parse(content_type).is_some_and(|media| {
        media.is("application", "taxii+json") && media.has_version_in(&["2.1"]) && media.is_utf8()
    })
}

/// A weight (RFC 9110, section 12.4.2) in thousandths.
pub fn quality(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths: u16 = format!("{fraction:0<3}").parse().ok()?;
    match whole {
        "0" => Some(thousandths),
        "1" if thousandths == 0 => Some(1000),
        _ => None,
    }
}

/// `name=value` or `name="value"`.
fn parameter(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once('=')?;
    if !is_token(name) {
        return None;
    }
    let value = match value.strip_prefix('"') {
        Some(quoted) => unquote(quoted.strip_suffix('"')?)?,
        None if is_token(value) => value.to_owned(),
        None => return None,
    };
    Some((name.to_ascii_lowercase(), value))
}

/// The inside of a quoted string with its backslashes resolved.
fn unquote(inside: &str) -> Option<String> {
    let mut value = String::with_capacity(inside.len());
    let mut characters = inside.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => value.push(characters.next()?),
            '"' => return None,
            other => value.push(other),
        }
    }
    Some(value)
}

/// The parts of `text` between `separator`s that are not inside a quoted string; `None` when a
/// quoted string does not end.
fn split_outside_quotes(text: &str, separator: u8) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if byte == separator && !quoted => {
                parts.push(&text[start..index]);
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    (!quoted).then_some(parts)
}

fn is_blank(character: char) -> bool {
    character == ' ' || character == '\t'
}

/// RFC 9110, section 5.6.2.
fn is_token(text: &str) -> bool {
    let is_tchar = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_tchar)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_names_in_any_case_and_quoted_values() {
        let media = MediaType::parse("Application/TAXII+json ; Version=\"2.1\"; charset=UTF-8");
        let media = media.expect("well formed");
        assert_eq!(
            (media.kind.as_str(), media.subtype.as_str()),
            ("application", "taxii+json")
        );
        assert_eq!(media.parameter("version"), Some("2.1"));
        assert_eq!(media.parameter("charset"), Some("UTF-8"));
    }

    #[test]
    fn malformed_media_types_are_refused() {
        for text in [
            "",
            "/",
            "application",
            "application/",
            "/json",
            "a b/c",
            "*/json",
            "a/b;version",
            "a/b;version =2.1",
            "a/b;version= 2.1",
            "a/b;version=\"2.1",
            "a/b;v=\"x\"y",
            "a/b;=1",
            "a/b/c",
            "a/b;v=\"x\\\"",
        ] {
            assert_eq!(MediaType::parse(text), None, "{text}");
        }
        assert!(MediaType::parse("a/b;;").is_some());
        assert!(MediaType::parse("a/b;v=\"x;y,\\\"z\"").is_some());
    }

    #[test]
    fn accept_table() {
        let taxii = |header: &str| accepts([header], Representation::Taxii);
        for good in [
            "application/taxii+json;version=2.1",
            "application/taxii+json; version=2.1",
            "application/taxii+json;version=\"2.1\"",
            "APPLICATION/Taxii+JSON;Version=2.1",
            "application/taxii+json",
            "application/taxii+json;charset=utf-8",
            "application/taxii+json;version=2.1;charset=UTF-8;q=0.3",
            "application/taxii+json;q=1.000",
            "*/*",
            "application/*",
            "text/html, */*;q=0.1",
            "application/taxii+json;version=2.0, application/taxii+json;version=2.1;q=0.5",
            "application/taxii+json;version=2.0, application/taxii+json",
            "application/json;q=0, application/taxii+json;q=0.001",
            "",
            " ",
            "nonsense, application/taxii+json",
        ] {
            assert!(taxii(good), "{good}");
        }
        for bad in [
            "application/taxii+json;version=2.0",
            "application/taxii+json;version=3.0",
            "application/taxii+json;version=",
            "application/taxii+json;q=0",
            "application/taxii+json;q=0, */*",
            "application/taxii+json;version=2.1;q=0, application/*;q=1",
            "application/taxii+json;q=2",
            "application/taxii+json;charset=utf-16",
            "application/json",
            "application/stix+json;version=2.1",
            "application/vnd.oasis.taxii+json;version=2.0",
            "text/*",
            "*/*;q=0",
            "nonsense",
            "application/taxii+json;version=\"2.1",
        ] {
            assert!(!taxii(bad), "{bad}");
        }
        assert!(accepts([], Representation::Taxii));
        assert!(accepts(
            ["text/html", "application/taxii+json"],
            Representation::Taxii
        ));
    }

    #[test]
    fn manifest_takes_stix_media_types() {
        for good in [
            "application/taxii+json;version=2.1,application/stix+json;version=2.1",
            "application/stix+json;version=2.1",
            "application/stix+json",
            "application/taxii+json;version=2.0, application/stix+json;version=2.0",
        ] {
            assert!(accepts([good], Representation::Manifest), "{good}");
        }
        assert!(!accepts(
            ["application/stix+json;version=3.0"],
            Representation::Manifest
        ));
    }

    #[test]
    fn content_type_table() {
        for good in [
            "application/taxii+json;version=2.1",
            "application/taxii+json",
            "Application/taxii+json; charset=\"UTF-8\"",
        ] {
            assert!(is_envelope(good), "{good}");
        }
        for bad in [
            "",
            "application/json",
            "application/taxii+json;version=2.0",
            "application/taxii+json;charset=latin1",
            "application/stix+json;version=2.1",
            "*/*",
            "application/*",
        ] {
            assert!(!is_envelope(bad), "{bad}");
        }
    }

    #[test]
    fn weights() {
        for (text, thousandths) in [
            ("0", 0),
            ("0.", 0),
            ("0.5", 500),
            ("0.123", 123),
            ("1", 1000),
            ("1.000", 1000),
        ] {
            assert_eq!(quality(text), Some(thousandths), "{text}");
        }
        for text in [
            "", "1.001", "0.1234", ".5", "2", "-1", "0.x", "+0.1", "0.+1",
        ] {
            assert_eq!(quality(text), None, "{text}");
        }
    }
}

//! The forms of single values: hex, base64, language tags, addresses, names, numbers.

use super::codes::{self, Code};
use super::markings;
use super::table::{Form, MAX_INTEGER};
use super::walk::{Context, Path};

/// Checks a string that has a form of its own.
pub(super) fn check(form: Form, text: &str, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    if form == Form::Selector {
        return markings::selector(text, at, cx);
    }
    let (fits, code, name): (fn(&str) -> bool, &'static Code, &str) = rule_of(form);
    if code.code.starts_with('W') && !cx.wants_warnings() {
        return;
    }
    let altered = cx.defanged && can_be_defanged(form);
    if !altered && !fits(text) {
        cx.report(code, at, format_args!("`{text}` is not {name}"));
    }
}

fn rule_of(form: Form) -> (fn(&str) -> bool, &'static Code, &'static str) {
    match form {
        Form::Language => (is_language, &codes::E309, "a language tag"),
        Form::RelationshipType => (is_relationship_type, &codes::E310, "a relationship type"),
        Form::MacAddress => (is_mac, &codes::E311, "a MAC address"),
        Form::Ipv4 => (is_ipv4, &codes::E312, "an IPv4 address or block"),
        Form::Ipv6 => (is_ipv6, &codes::E312, "an IPv6 address or block"),
        Form::DomainName => (is_domain, &codes::E313, "a domain name"),
        Form::Url => (is_url, &codes::E314, "an absolute URL"),
        Form::UrlReference => (is_url_reference, &codes::E314, "a URL"),
        Form::EmailAddress => (is_email, &codes::E315, "an email address"),
        Form::Cpe => (is_cpe, &codes::E316, "a CPE 2.3 name"),
        Form::CharacterSet => (
            is_character_set,
            &codes::E317,
            "the name of a character set",
        ),
        Form::RegistryKey => (
            has_full_hive,
            &codes::E320,
            "a key with its hive written out",
        ),
        Form::Decoded => (is_decoded, &codes::E321, "decoded"),
        Form::MimeType => (is_mime_type, &codes::W271, "a registered media type"),
        Form::ArtifactMimeType => (is_mime_type, &codes::W508, "a registered media type"),
        Form::KillChainName => (is_kebab, &codes::W121, "lower case with hyphens"),
        Form::Country => (is_country, &codes::W277, "a country code"),
        Form::Protocol => (is_protocol, &codes::W272, "a service name"),
        Form::Product => (is_kebab, &codes::W143, "lower case with hyphens"),
        Form::Priority => (
            |text| text.ends_with("_CLASS"),
            &codes::W149,
            "a priority class",
        ),
        Form::LowerCase => (is_lower, &codes::W512, "lower case"),
        // Handled before; a selector needs the object it stands on.
        Form::Selector => (|_| true, &codes::E602, "a selector"),
    }
}

fn can_be_defanged(form: Form) -> bool {
    matches!(
        form,
        Form::DomainName | Form::Url | Form::Ipv4 | Form::Ipv6 | Form::EmailAddress
    )
}

/// Section 2.8.
pub(super) fn is_hex(text: &str) -> bool {
    text.len().is_multiple_of(2) && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// RFC 4648 section 4: whole groups of four, padded.
pub(super) fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - body.len() <= 2
        && body
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/')
}

/// How a number that should be an integer reads.
pub(super) enum Integer {
    Is(i64),
    /// Not a whole number.
    Fraction,
    /// Beyond ±(2^53 − 1).
    TooLarge,
}

/// Section 2.10. `5.0` and `5e2` are whole numbers in JSON.
pub(super) fn integer(text: &str) -> Integer {
    if let Ok(number) = text.parse::<i64>() {
        return if (-MAX_INTEGER..=MAX_INTEGER).contains(&number) {
            Integer::Is(number)
        } else {
            Integer::TooLarge
        };
    }
    match text.parse::<f64>() {
        Ok(number) if number.fract() != 0.0 => Integer::Fraction,
        // Both bounds are exact in a double, so the cast is too.
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
        Ok(number) if number.abs() <= MAX_INTEGER as f64 => Integer::Is(number as i64),
        _ => Integer::TooLarge,
    }
}

pub(super) fn is_safe_integer(text: &str) -> bool {
    matches!(integer(text), Integer::Is(_))
}

/// Digits after the decimal point of a timestamp's seconds.
pub(super) fn fraction_digits(timestamp: &str) -> usize {
    timestamp
        .split_once('.')
        .map_or(0, |(_, rest)| rest.trim_end_matches('Z').len())
}

/// Well-formed by RFC 5646; a language of two letters is one of ISO 639-1, and there are none of
/// more than three.
pub(super) fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    if matches!(language, "x" | "X" | "i" | "I") {
        return tag.len() > 2 && subtags.all(is_subtag);
    }
    let known = match language.len() {
        2 => is_iso_639_1(language),
        3 => language.bytes().all(|byte| byte.is_ascii_alphabetic()),
        _ => false,
    };
    known && subtags.all(is_subtag)
}

fn is_subtag(subtag: &str) -> bool {
    (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_iso_639_1(code: &str) -> bool {
    const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co \
        cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi \
        ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr \
        ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn \
        no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so \
        sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi \
        yo za zh zu";
    CODES
        .split_ascii_whitespace()
        .any(|known| known.eq_ignore_ascii_case(code))
}

fn is_relationship_type(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_mac(text: &str) -> bool {
    let octet = |part: &str| part.len() == 2 && is_hex(part);
    text.split(':').count() == 6 && text.split(':').all(octet)
}

fn is_ipv4(text: &str) -> bool {
    is_block::<std::net::Ipv4Addr>(text, 32)
}

fn is_ipv6(text: &str) -> bool {
    is_block::<std::net::Ipv6Addr>(text, 128)
}

fn is_block<A: std::str::FromStr>(text: &str, longest: u8) -> bool {
    let (address, prefix) = match text.split_once('/') {
        Some((address, prefix)) => (address, Some(prefix)),
        None => (text, None),
    };
    let prefix_fits = prefix.is_none_or(|digits| {
        let canonical = digits == "0" || !digits.starts_with(['0', '+']);
        canonical && digits.parse::<u8>().is_ok_and(|length| length <= longest)
    });
    address.parse::<A>().is_ok() && prefix_fits
}

/// RFC 1034 sets the lengths. Its letters, digits and hyphens are what it prefers, not what names
/// may hold: `_dmarc` is a label, and RFC 5890 lets labels hold Unicode.
fn is_domain(text: &str) -> bool {
    let name = text.strip_suffix('.').unwrap_or(text);
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_' || is_mark(c))
    };
    (1..=253).contains(&name.len()) && name.split('.').all(label)
}

/// Characters above ASCII that are no letters but belong to words, such as Arabic vowel signs.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && !c.is_whitespace() && !c.is_control()
}

fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let scheme_fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    scheme_fits && !rest.is_empty() && is_url_reference(text)
}

/// RFC 3986: the characters that a URI may hold, and percent signs that begin an octet.
fn is_url_reference(text: &str) -> bool {
    let bytes = text.as_bytes();
    let fits = |(at, byte): (usize, &u8)| match byte {
        b'%' => {
            bytes.get(at + 1).is_some_and(u8::is_ascii_hexdigit)
                && bytes.get(at + 2).is_some_and(u8::is_ascii_hexdigit)
        }
        b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => false,
        other => other.is_ascii_graphic(),
    };
    !text.is_empty() && bytes.iter().enumerate().all(fits)
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    let atom = |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[]:;@\\,\"".contains(c);
    let literal = domain.starts_with('[') && domain.ends_with(']');
    !local.is_empty() && (quoted || local.chars().all(atom)) && (literal || is_domain(domain))
}

/// CPE 2.3 formatted string: `cpe:2.3:` and eleven components.
fn is_cpe(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("cpe:2.3:") else {
        return false;
    };
    let mut components = 1;
    let mut length = 0;
    let mut bytes = rest.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b':' if length == 0 => return false,
            b':' => {
                components += 1;
                length = 0;
                continue;
            }
            b'\\' if !bytes.next().is_some_and(|next| next.is_ascii_punctuation()) => return false,
            b'\\' | b'*' | b'?' | b'-' | b'.' | b'_' => {}
            other if other.is_ascii_alphanumeric() => {}
            _ => return false,
        }
        length += 1;
    }
    let part = rest.as_bytes().first();
    let part_fits = part.is_some_and(|byte| b"aho*-".contains(byte)) && rest.get(1..2) == Some(":");
    components == 11 && length > 0 && part_fits
}

/// What names in the IANA registry of character sets are made of.
fn is_character_set(text: &str) -> bool {
    let legal = |b: u8| b.is_ascii_alphanumeric() || b"-_.:+()".contains(&b);
    (1..=45).contains(&text.len()) && text.bytes().all(legal)
}

fn has_full_hive(key: &str) -> bool {
    const SHORT: &[&str] = &["HKLM", "HKCU", "HKCR", "HKU", "HKCC", "HKPD", "HKDD"];
    let hive = key.split('\\').next().unwrap_or_default();
    !SHORT.iter().any(|short| hive.eq_ignore_ascii_case(short))
}

/// RFC 2047: an encoded word is `=?charset?q?text?=` or the same with `b`.
fn is_decoded(text: &str) -> bool {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("=?") {
        let mut parts = after.splitn(3, '?');
        let charset = parts.next().unwrap_or_default();
        let encoding = parts.next().unwrap_or_default();
        let closes = parts.next().is_some_and(|word| word.contains("?="));
        if !charset.is_empty() && matches!(encoding, "q" | "Q" | "b" | "B") && closes {
            return false;
        }
        rest = after;
    }
    true
}

fn is_mime_type(text: &str) -> bool {
    const TREES: &[&str] = &[
        "application",
        "audio",
        "font",
        "haptics",
        "image",
        "message",
        "model",
        "multipart",
        "text",
        "video",
    ];
    let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&b);
    text.split_once('/').is_some_and(|(tree, subtype)| {
        TREES.contains(&tree) && !subtype.is_empty() && subtype.bytes().all(token)
    })
}

/// Lower case, with hyphens between words (sections 2.11 and 2.14).
pub(super) fn is_kebab(text: &str) -> bool {
    !text.contains([' ', '_']) && is_lower(text)
}

fn is_lower(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(char::is_uppercase)
}

fn is_country(text: &str) -> bool {
    const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM \
        BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK \
        DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT \
        GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW \
        KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV \
        MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA \
        RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ \
        TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";
    CODES
        .split_ascii_whitespace()
        .any(|known| known.eq_ignore_ascii_case(text))
}

fn is_protocol(text: &str) -> bool {
    let legal = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.+/".contains(&b);
    !text.is_empty() && text.bytes().all(legal)
}

pub(super) fn is_ipfix_element(key: &str) -> bool {
    key.len() > 1
        && key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a hash value has the form of its algorithm (section 10.7).
pub(super) fn fits_hash(algorithm: &str, value: &str) -> bool {
    let hex =
        |length: usize| value.len() == length && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    match algorithm {
        "MD5" => hex(32),
        "SHA-1" => hex(40),
        "SHA-256" | "SHA3-256" => hex(64),
        "SHA-512" | "SHA3-512" => hex(128),
        "SSDEEP" => {
            let legal = |b: u8| b.is_ascii_alphanumeric() || b"/+:.".contains(&b);
            (1..=148).contains(&value.len()) && value.bytes().all(legal)
        }
        "TLSH" => {
            let digest = value.strip_prefix("T1").unwrap_or(value);
            digest.len() == 70 && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
        }
        _ => true,
    }
}

pub(super) fn is_capec(id: &str) -> bool {
    id.strip_prefix("CAPEC-").is_some_and(is_digits)
}

/// `CVE-<year>-<number>`, the number with at least four digits.
pub(super) fn is_cve(id: &str) -> bool {
    id.strip_prefix("CVE-")
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(year, number)| {
            year.len() == 4 && is_digits(year) && number.len() >= 4 && is_digits(number)
        })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

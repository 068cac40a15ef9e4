//! Values from vocabularies, hashes and dictionaries: terms, names of algorithms, keys.

use super::codes::{self, Code};
use super::formats;
use super::table::{Keys, Values};
use super::vocab::{self, Vocabulary};
use super::walk::{Context, Members, Path};
use crate::{SpecVersion, Value};

/// Checks a value of an open vocabulary or an enumeration.
pub(super) fn term(
    text: &str,
    terms: &'static Vocabulary,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    let is_warning = terms.code.code.starts_with('W');
    // The vocabularies of 2.0 are others, and a warning nobody asked for costs nothing.
    if is_warning && (!cx.wants_warnings() || cx.spec == SpecVersion::V20) {
        return;
    }
    if terms.has(text) {
        return;
    }
    cx.report_in(
        terms.code,
        terms.section,
        at,
        format_args!("`{text}` is not in `{}`", terms.name),
    );
    if is_warning && !formats::is_kebab(text) {
        cx.report(
            &codes::W111,
            at,
            format_args!("`{text}` is not lower case with hyphens"),
        );
    }
}

/// Section 2.7.
pub(super) fn hashes(entries: Members<'_, '_>, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    if entries.is_empty() {
        cx.report(&codes::E103, at, format_args!("the dictionary is empty"));
        return;
    }
    for (name, item) in entries {
        let path = Path::Name(at, name);
        if name.len() < 3 || !is_key(name) {
            cx.report(
                &codes::E307,
                &path,
                format_args!("`{name}` is not a name for an algorithm"),
            );
        }
        match item {
            Value::String(text) if !formats::fits_hash(name, text) => {
                cx.report(
                    &codes::E308,
                    &path,
                    format_args!("`{text}` is not a value of `{name}`"),
                );
            }
            Value::String(_) => {}
            other => {
                cx.wrong_kind(&path, "a string", other);
            }
        }
        if cx.wants_warnings() {
            algorithm(name, &path, cx);
        }
    }
    let strong = entries.iter().any(|(name, _)| name == "SHA-256");
    if !strong && cx.wants_warnings() && cx.spec == SpecVersion::V21 {
        cx.report(&codes::W506, at, format_args!("there is no `SHA-256`"));
    }
}

fn algorithm(name: &str, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    let terms = &vocab::HASH_ALGORITHM;
    if !terms.has(name) && !name.starts_with("x_") {
        cx.report(
            terms.code,
            at,
            format_args!("`{name}` is not in `{}`", terms.name),
        );
    }
    if name.len() > 30 {
        cx.report(
            &codes::W150,
            at,
            format_args!("`{name}` is longer than 30 characters"),
        );
    }
}

/// Section 2.3.
pub(super) fn dictionary(
    entries: Members<'_, '_>,
    keys: Keys,
    values: Values,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    if entries.is_empty() {
        cx.report(&codes::E103, at, format_args!("the dictionary is empty"));
    }
    for (key, item) in entries {
        let path = Path::Name(at, key);
        if !is_key(key) {
            cx.report(&codes::E106, &path, format_args!("`{key}` is not a key"));
        }
        if let Some(code) = unusual(keys, key) {
            cx.report(code, &path, format_args!("`{key}` is not a usual key here"));
        }
        if !fits(values, item) {
            let found = item.kind();
            let wanted = describe(values);
            cx.report_here(
                &codes::E107,
                &path,
                format_args!("expected {wanted}, found {found}"),
            );
        }
    }
}

pub(super) fn is_key(key: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=250).contains(&key.len()) && key.bytes().all(legal)
}

/// The warning for a key that is not of the registry its dictionary names.
fn unusual(keys: Keys, key: &str) -> Option<&'static Code> {
    const SOCKET: &[&str] = &[
        "SO_", "ICMP_", "ICMP6_", "IP_", "IPV6_", "MCAST_", "TCP_", "IRLMP_",
    ];
    const PDF: &[&str] = &[
        "Title",
        "Author",
        "Subject",
        "Keywords",
        "Creator",
        "Producer",
        "CreationDate",
        "ModDate",
        "Trapped",
    ];
    let (usual, code) = match keys {
        Keys::AsObserved => return None,
        Keys::Ipfix => (formats::is_ipfix_element(key), &codes::W273),
        Keys::HttpHeader => (!key.contains('_'), &codes::W274),
        Keys::SocketOption => (SOCKET.iter().any(|p| key.starts_with(p)), &codes::W275),
        Keys::PdfEntry => (PDF.contains(&key), &codes::W276),
    };
    (!usual).then_some(code)
}

fn fits(values: Values, item: &Value<'_>) -> bool {
    let is_integer =
        |item: &Value<'_>| matches!(item, Value::Number(text) if formats::is_safe_integer(text));
    match values {
        Values::Any => !matches!(item, Value::Null),
        Values::Strings => matches!(item, Value::String(_)),
        Values::Integers => is_integer(item),
        Values::IntegersOrStrings => matches!(item, Value::String(_)) || is_integer(item),
        Values::StringLists => match item {
            Value::Array(items) => {
                !items.is_empty() && items.iter().all(|item| matches!(item, Value::String(_)))
            }
            _ => false,
        },
    }
}

fn describe(values: Values) -> &'static str {
    match values {
        Values::Any => "a value",
        Values::Strings => "a string",
        Values::Integers => "an integer",
        Values::IntegersOrStrings => "an integer or a string",
        Values::StringLists => "a list of strings",
    }
}

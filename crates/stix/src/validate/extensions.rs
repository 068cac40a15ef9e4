//! `extensions` (sections 3.2, 3.10, 7.3 and 11.3).

use super::codes;
use super::custom;
use super::sco_extensions as ext;
use super::table::Shape;
use super::types;
use super::vocab;
use super::walk::{self, Context, Members, Path, get};
use crate::Value;

/// Every extension that the specification predefines.
pub(super) static PREDEFINED: &[&Shape] = &[
    &ext::ARCHIVE,
    &ext::NTFS,
    &ext::PDF,
    &ext::RASTER_IMAGE,
    &ext::WINDOWS_PEBINARY,
    &ext::HTTP_REQUEST,
    &ext::ICMP,
    &ext::SOCKET,
    &ext::TCP,
    &ext::WINDOWS_PROCESS,
    &ext::WINDOWS_SERVICE,
    &ext::UNIX_ACCOUNT,
];

/// Checks the dictionary of extensions of one object.
pub(super) fn check<'v, 'b>(entries: Members<'v, 'b>, at: &Path<'_>, cx: &mut Context<'v, 'b>) {
    if entries.is_empty() {
        cx.report(&codes::E103, at, format_args!("the dictionary is empty"));
    }
    for (key, extension) in entries {
        let path = Path::Name(at, key);
        let Value::Object(members) = extension else {
            cx.wrong_kind(&path, "an object", extension);
            continue;
        };
        if members.is_empty() {
            cx.report(&codes::E103, &path, format_args!("the extension is empty"));
            continue;
        }
        one(key, members, &path, cx);
    }
}

fn one<'v, 'b>(key: &str, members: Members<'v, 'b>, at: &Path<'_>, cx: &mut Context<'v, 'b>) {
    if key.starts_with("extension-definition--") {
        defined(key, members, at, cx);
    } else if let Some(shape) = PREDEFINED.iter().find(|shape| shape.name == key) {
        predefined(shape, members, at, cx);
    } else if is_custom_name(key) {
        contents(members, at, cx);
        cx.report(
            &codes::W401,
            at,
            format_args!("`{key}` is a custom extension"),
        );
        custom::prefix(key.trim_end_matches("-ext"), "x-", '-', at, cx);
    } else {
        cx.report(
            &codes::E701,
            at,
            format_args!("`{key}` does not name an extension"),
        );
    }
}

/// An extension that has an extension definition.
fn defined(key: &str, members: Members<'_, '_>, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    walk::identifier(key, at, cx);
    contents(members, at, cx);
    let path = Path::Name(at, "extension_type");
    match get(members, "extension_type") {
        None => cx.report(
            &codes::E702,
            &path,
            format_args!("`extension_type` is missing"),
        ),
        Some(Value::String(text)) if vocab::EXTENSION_TYPE.has(text) => {}
        Some(Value::String(text)) => cx.report_in(
            &codes::E304,
            vocab::EXTENSION_TYPE.section,
            &path,
            format_args!("`{text}` is not in `{}`", vocab::EXTENSION_TYPE.name),
        ),
        Some(other) => {
            cx.wrong_kind(&path, "a string", other);
        }
    }
}

fn predefined<'v, 'b>(
    shape: &'static Shape,
    members: Members<'v, 'b>,
    at: &Path<'_>,
    cx: &mut Context<'v, 'b>,
) {
    let on = cx.object_type;
    let fits = cx.container.is_some()
        || types::shape(on).is_some_and(|of| of.extensions.iter().any(|e| e.name == shape.name));
    if !fits {
        let name = shape.name;
        cx.report(
            &codes::W510,
            at,
            format_args!("`{name}` does not extend `{on}`"),
        );
    }
    walk::members(members, shape, at, cx);
}

/// What is known of contents that only their own definition describes: section 2.3.
fn contents(members: Members<'_, '_>, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    for (key, item) in members {
        no_nulls(item, &Path::Name(at, key), cx);
        if key.bytes().any(|byte| byte.is_ascii_uppercase()) {
            let path = Path::Name(at, key);
            cx.report(
                &codes::W142,
                &path,
                format_args!("`{key}` is not lower case"),
            );
        }
    }
}

fn no_nulls(item: &Value<'_>, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    match item {
        Value::Null => cx.report(&codes::E107, at, format_args!("null is not a value")),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                no_nulls(item, &Path::Index(at, index), cx);
            }
        }
        Value::Object(members) => {
            for (key, item) in members {
                no_nulls(item, &Path::Name(at, key), cx);
            }
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Section 11.3.1.
fn is_custom_name(key: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    key.ends_with("-ext") && (3..=250).contains(&key.len()) && key.bytes().all(legal)
}

//! The deprecated observable container of observed data (section 2.13), where references are keys of
//! the container, and the `objects` of a bundle (section 8).

use super::codes;
use super::custom;
use super::table::Targets;
use super::types;
use super::walk::{self, Context, Members, Path, get_str};
use crate::{SpecVersion, Value};

/// Checks the objects of a container. Objects of 2.0 are only checked for having a type.
pub(super) fn check<'v, 'b>(entries: Members<'v, 'b>, at: &Path<'_>, cx: &mut Context<'v, 'b>) {
    if entries.is_empty() {
        cx.report(&codes::E103, at, format_args!("the container is empty"));
    }
    let outer = cx.container.replace(entries);
    for (key, item) in entries {
        let path = Path::Name(at, key);
        if !key.bytes().all(|byte| byte.is_ascii_digit()) {
            cx.report(&codes::W141, &path, format_args!("`{key}` is not a number"));
        }
        let Value::Object(members) = item else {
            cx.wrong_kind(&path, "an object", item);
            continue;
        };
        match get_str(members, "type") {
            None => cx.report_here(
                &codes::E201,
                &Path::Name(&path, "type"),
                format_args!("`type` is required"),
            ),
            Some(name) if cx.spec == SpecVersion::V21 => match types::shape(name) {
                Some(shape) => walk::members(members, shape, &path, cx),
                None => custom::legal_type_name(name, &Path::Name(&path, "type"), cx),
            },
            Some(_) => {}
        }
    }
    cx.container = outer;
}

/// Checks a reference inside a container.
pub(super) fn reference(
    text: &str,
    targets: &Targets,
    entries: Members<'_, '_>,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    // Markings are objects of their own, also for what stands in a container.
    if text.starts_with("marking-definition--") {
        return;
    }
    let Some(Value::Object(target)) = walk::get(entries, text) else {
        cx.report(
            &codes::E406,
            at,
            format_args!("the container has no object `{text}`"),
        );
        return;
    };
    let target_type = get_str(target, "type").unwrap_or_default();
    if !targets.allow(target_type) {
        let wanted = targets.describe();
        cx.report_here(
            &codes::E403,
            at,
            format_args!("object `{text}` is a `{target_type}`, not {wanted}"),
        );
    }
}

/// Checks the objects of a bundle as far as the bundle goes: each is validated where it is taken out.
pub(super) fn bundle(items: &[Value<'_>], at: &Path<'_>, cx: &mut Context<'_, '_>) {
    if items.is_empty() {
        cx.report(&codes::E102, at, format_args!("the list is empty"));
    }
    for (index, item) in items.iter().enumerate() {
        let path = Path::Index(at, index);
        let Value::Object(members) = item else {
            cx.wrong_kind(&path, "an object", item);
            continue;
        };
        for name in ["type", "id"] {
            if get_str(members, name).is_none() {
                let path = Path::Name(&path, name);
                cx.report(&codes::E201, &path, format_args!("`{name}` is required"));
            }
        }
        if get_str(members, "type") == Some("bundle") {
            cx.report_here(
                &codes::E403,
                &path,
                format_args!("a bundle is not a STIX object"),
            );
        }
    }
    if cx.wants_warnings() {
        duplicates(items, at, cx);
    }
}

/// Warns about the second of two objects with the same id and version.
fn duplicates(items: &[Value<'_>], at: &Path<'_>, cx: &mut Context<'_, '_>) {
    let mut seen = std::collections::HashSet::new();
    for (index, item) in items.iter().enumerate() {
        let Value::Object(members) = item else {
            continue;
        };
        let Some(id) = get_str(members, "id") else {
            continue;
        };
        if !seen.insert((id, get_str(members, "modified"))) {
            let path = Path::Index(at, index);
            cx.report(
                &codes::W203,
                &path,
                format_args!("`{id}` is there twice in one version"),
            );
        }
    }
}

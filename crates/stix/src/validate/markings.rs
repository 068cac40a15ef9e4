//! Markings (section 7.2): selectors, TLP, marking definitions; and translations (section 7.1).

use super::codes;
use super::formats;
use super::registries;
use super::walk::{Context, Members, Path, get, get_str};
use crate::marking::{self, Marking, Tlp};
use crate::{Object, Selector, Value};

/// Checks a selector's syntax and that it leads to something on the object.
pub(super) fn selector(text: &str, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    match Selector::parse(text) {
        None => cx.report(&codes::E602, at, format_args!("`{text}` is not a selector")),
        Some(selector) if selector.resolve(cx.root).is_none() => {
            cx.report(
                &codes::E603,
                at,
                format_args!("`{text}` selects nothing on this object"),
            );
        }
        Some(_) => {}
    }
}

/// Section 7.2.1: what `definition` says fits `definition_type`, and nothing marks itself.
pub(super) fn definition(members: Members<'_, '_>, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    let definition = match get(members, "definition") {
        Some(Value::Object(inner)) => inner.as_slice(),
        _ => &[],
    };
    let kind = get_str(members, "definition_type");
    if kind == Some("statement") && !definition.is_empty() {
        statement(definition, at, cx);
    }
    marks_itself(members, at, cx);
}

/// Section 7.2.1.4: no TLP definitions but the four. Those of TLP 2.0 are an extension, which
/// the specification says nothing about; whether one is spoofed is for admission to judge.
pub(super) fn tlp(object: &Object<'_>, cx: &mut Context<'_, '_>) {
    let says_tlp = object.value.get("definition_type").and_then(Value::as_str) == Some("tlp");
    if !says_tlp && !Tlp::is_predefined_in_stix(cx.id) {
        return;
    }
    if let Marking::SpoofedTlp(why) = marking::read(object) {
        let at = &Path::Name(&Path::Root, "definition");
        cx.report(&codes::E604, at, format_args!("{why}"));
    }
}

fn statement(definition: Members<'_, '_>, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    let outer = Path::Name(at, "definition");
    let path = Path::Name(&outer, "statement");
    match get(definition, "statement") {
        Some(Value::String(_)) => {}
        None => cx.report_here(&codes::E201, &path, format_args!("`statement` is required")),
        Some(other) => {
            cx.wrong_kind(&path, "a string", other);
        }
    }
}

fn marks_itself(members: Members<'_, '_>, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    let own = |item: &Value<'_>| item.as_str() == Some(cx.id);
    let by_object = items(members, "object_marking_refs").iter().any(own);
    let by_granular = items(members, "granular_markings")
        .iter()
        .filter_map(|marking| marking.get("marking_ref"))
        .any(own);
    for (name, marks) in [
        ("object_marking_refs", by_object),
        ("granular_markings", by_granular),
    ] {
        if marks {
            let path = Path::Name(at, name);
            cx.report(
                &codes::E405,
                &path,
                format_args!("the marking definition marks itself"),
            );
        }
    }
}

fn items<'v, 'b>(members: Members<'v, 'b>, name: &str) -> &'v [Value<'b>] {
    get(members, name)
        .and_then(Value::as_array)
        .unwrap_or_default()
}

/// Section 7.1.1: `contents` maps language tags to dictionaries of translated properties.
pub(super) fn translations(entries: Members<'_, '_>, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    if entries.is_empty() {
        cx.report(&codes::E103, at, format_args!("the dictionary is empty"));
    }
    for (tag, item) in entries {
        let path = Path::Name(at, tag);
        if !formats::is_language(tag) {
            cx.report(
                &codes::E309,
                &path,
                format_args!("`{tag}` is not a language tag"),
            );
        }
        match item {
            Value::Object(members) if members.is_empty() => {
                cx.report(&codes::E103, &path, format_args!("the dictionary is empty"));
            }
            Value::Object(members) => {
                for (name, translated) in members {
                    translation(name, translated, &Path::Name(&path, name), cx);
                }
            }
            other => {
                let found = other.kind();
                cx.report(
                    &codes::E901,
                    &path,
                    format_args!("expected a dictionary of properties, found {found}"),
                );
            }
        }
    }
}

fn translation(name: &str, item: &Value<'_>, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    if !registries::is_key(name) {
        cx.report(&codes::E106, at, format_args!("`{name}` is not a key"));
    }
    if matches!(item, Value::Null | Value::Bool(_) | Value::Number(_)) {
        let found = item.kind();
        cx.report(
            &codes::E901,
            at,
            format_args!("{found} is not a translation"),
        );
    }
}

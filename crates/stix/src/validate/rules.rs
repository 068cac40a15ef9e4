//! Rules over several properties, as the tables name them, and those that every object is under.

use super::codes;
use super::common;
use super::table::{Family, Need, Rule, Shape};
use super::types;
use super::walk::{Context, Members, Path, get, get_str};
use crate::{Identifier, Object, SpecVersion, Timestamp, Value, id};

/// Checks one rule of a type's table.
pub(super) fn check(
    rule: &'static Rule,
    members: Members<'_, '_>,
    shape: &'static Shape,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    let has = |name: &str| get(members, name).is_some();
    match rule {
        Rule::AtLeastOne(names) => {
            if !names.iter().any(|name| has(name)) {
                let names = names.join("`, `");
                cx.report_here(&codes::E204, at, format_args!("one of `{names}` is needed"));
            }
        }
        Rule::AnyOwnProperty => {
            let own = |name: &str| shape.properties.iter().any(|row| row.name == name);
            let extended = !shape.extensions.is_empty() && has("extensions");
            if !extended && !members.iter().any(|(name, _)| own(name)) {
                let name = shape.name;
                cx.report_here(
                    &codes::E204,
                    at,
                    format_args!("`{name}` needs at least one of its properties"),
                );
            }
        }
        Rule::ExactlyOne(one, other) => {
            if !has(one) && !has(other) {
                cx.report_here(
                    &codes::E204,
                    at,
                    format_args!("one of `{one}`, `{other}` is needed"),
                );
            }
            not_both(one, other, members, at, cx);
        }
        Rule::Needs(name, needed) => {
            if has(name) && !has(needed) {
                let path = Path::Name(at, needed);
                cx.report_here(
                    &codes::E206,
                    &path,
                    format_args!("`{name}` needs `{needed}`"),
                );
            }
        }
        Rule::NeedsWithout(absent, needed) => {
            if !has(absent) && !has(needed) {
                let path = Path::Name(at, needed);
                cx.report_here(
                    &codes::E206,
                    &path,
                    format_args!("without `{absent}`, `{needed}` is needed"),
                );
            }
        }
        Rule::NotBefore { later, earlier } => order(later, earlier, true, members, at, cx),
        Rule::After { later, earlier } => order(later, earlier, false, members, at, cx),
        Rule::NotWhen(name, flag, value) => {
            if has(name) && is(members, flag, *value) {
                let path = Path::Name(at, name);
                cx.report_here(
                    &codes::E207,
                    &path,
                    format_args!("`{name}` must not be there when `{flag}` is `{value}`"),
                );
            }
        }
        Rule::NeededWhen(name, flag, value) => {
            if !has(name) && is(members, flag, *value) {
                let path = Path::Name(at, name);
                cx.report_here(
                    &codes::E206,
                    &path,
                    format_args!("`{name}` is needed when `{flag}` is `{value}`"),
                );
            }
        }
        Rule::ShouldHave(name, code) => {
            if !has(name) {
                let path = Path::Name(at, name);
                cx.report(code, &path, format_args!("`{name}` is missing"));
            }
        }
        Rule::Check(check) => check(members, at, cx),
    }
}

fn is(members: Members<'_, '_>, flag: &str, value: bool) -> bool {
    matches!(get(members, flag), Some(Value::Bool(found)) if *found == value)
}

fn not_both(
    one: &str,
    other: &str,
    members: Members<'_, '_>,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    if get(members, one).is_some() && get(members, other).is_some() {
        let path = Path::Name(at, other);
        cx.report_here(
            &codes::E205,
            &path,
            format_args!("`{one}` and `{other}` exclude each other"),
        );
    }
}

/// `later` must not be before `earlier`; they may be `equal` or must not. Texts that are no
/// timestamps have their own finding.
fn order(
    later: &str,
    earlier: &str,
    equal: bool,
    members: Members<'_, '_>,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    let (Some(late), Some(early)) = (get_str(members, later), get_str(members, earlier)) else {
        return;
    };
    if equal && late == early {
        return;
    }
    let (Some(l), Some(e)) = (Timestamp::parse(late), Timestamp::parse(early)) else {
        return;
    };
    if l < e || (l == e && !equal) {
        let path = Path::Name(at, later);
        let than = if equal { "is before" } else { "is not after" };
        cx.report_here(
            &codes::E303,
            &path,
            format_args!("`{later}` ({late}) {than} `{earlier}` ({early})"),
        );
    }
}

/// Section 3.6.1, for every object that has both.
pub(super) fn versions(members: Members<'_, '_>, cx: &mut Context<'_, '_>) {
    let outer = std::mem::replace(&mut cx.section, codes::E303.section);
    order("modified", "created", true, members, &Path::Root, cx);
    cx.section = outer;
}

/// Section 2.9: which UUID version the object's own id should have.
pub(super) fn own_uuid(shape: &Shape, members: Members<'_, '_>, cx: &mut Context<'_, '_>) {
    let Some(own) = Identifier::parse(cx.id) else {
        return;
    };
    let at = &Path::Name(&Path::Root, "id");
    let version = own.uuid_version();
    if must_be_random(shape, members) {
        if version != 4 {
            cx.report(
                &codes::E404,
                at,
                format_args!("`{}` must have a UUIDv4, not a UUIDv{version}", shape.name),
            );
        }
        return;
    }
    let unsaid =
        std::ptr::eq(shape, &common::CUSTOM_SCO) && !types::declares(members, &["new-sco"]);
    if !cx.wants_warnings() || cx.spec == SpecVersion::V20 || unsaid {
        return;
    }
    let wanted = if shape.family == Family::Sco { 5 } else { 4 };
    if version != wanted {
        cx.report(
            &codes::W103,
            at,
            format_args!("the id is a UUIDv{version}, not a UUIDv{wanted}"),
        );
    }
}

/// Whether all properties that would make up the id are optional and missing.
fn must_be_random(shape: &Shape, members: Members<'_, '_>) -> bool {
    let is_required = |name: &str| {
        shape
            .property(name)
            .is_some_and(|(_, row)| row.need == Need::Required)
    };
    id::contributing_properties(shape.name).is_some_and(|names| {
        !names
            .iter()
            .any(|name| is_required(name) || get(members, name).is_some())
    })
}

/// Section 2.9. An id alone does not tell which namespace its UUIDv5 was made in, and another
/// namespace is allowed, so this is a warning; what it means for trust, admission decides.
pub(super) fn deterministic_id(object: &Object<'_>, cx: &mut Context<'_, '_>) {
    let is_v5 = Identifier::parse(cx.id).is_some_and(|own| own.uuid_version() == 5);
    let Some(expected) = is_v5.then(|| id::deterministic(object)).flatten() else {
        return;
    };
    if expected != cx.id {
        let at = &Path::Name(&Path::Root, "id");
        cx.report(
            &codes::W501,
            at,
            format_args!("the object's values give `{expected}`"),
        );
    }
}

/// Section 3.2: `lang` SHOULD be there when the type has text that can be translated.
pub(super) fn language_is_said(shape: &Shape, members: Members<'_, '_>, cx: &mut Context<'_, '_>) {
    const TEXTS: &[&str] = &["name", "description", "abstract", "content", "explanation"];
    let can_say = shape
        .common
        .iter()
        .any(|row| row.name == "lang" && row.need == Need::Optional);
    let has_text = TEXTS.iter().any(|name| get_str(members, name).is_some());
    if can_say && has_text && cx.spec == SpecVersion::V21 && get(members, "lang").is_none() {
        let at = &Path::Name(&Path::Root, "lang");
        cx.report(
            &codes::W505,
            at,
            format_args!("the language of the text is not said"),
        );
    }
}

//! What a type's prose says beyond its table: rules over several properties.

use super::codes;
use super::common;
use super::formats;
use super::markings;
use super::relationships;
use super::sco_extensions as ext;
use super::table::{Family, Need, Rule, Shape};
use super::types;
use super::walk::{Context, Members, Path, get, get_str};
use crate::{Identifier, Object, SpecVersion, Timestamp, Value, id, pattern};

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

/// Section 2.5.2 and the sections of attack patterns and vulnerabilities.
pub(super) fn external_reference(
    members: Members<'_, '_>,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    if get(members, "url").is_some() && get(members, "hashes").is_none() {
        let path = Path::Name(at, "hashes");
        cx.report(
            &codes::W302,
            &path,
            format_args!("`url` is there without `hashes`"),
        );
    }
    let (section, fits): (_, fn(&str) -> bool) = match get_str(members, "source_name") {
        Some("capec") => ("4.1.1", formats::is_capec),
        Some("cve") => ("4.19.1", formats::is_cve),
        _ => return,
    };
    let id = get_str(members, "external_id");
    if !id.is_some_and(fits) {
        let id = id.unwrap_or_default();
        let path = Path::Name(at, "external_id");
        cx.report_in(
            &codes::E319,
            section,
            &path,
            format_args!("`{id}` is not such an identifier"),
        );
    }
}

/// Section 7.2.3: one and only one of `lang` and `marking_ref`.
pub(super) fn granular_marking(members: Members<'_, '_>, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    match (get(members, "lang"), get(members, "marking_ref")) {
        (Some(_), Some(_)) => {
            cx.report(
                &codes::E601,
                at,
                format_args!("`lang` and `marking_ref` stand together"),
            );
        }
        (None, None) => {
            cx.report(
                &codes::E601,
                at,
                format_args!("`lang` and `marking_ref` are both missing"),
            );
        }
        _ => {}
    }
}

/// Section 7.2.1.
pub(super) fn marking_definition(
    members: Members<'_, '_>,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    markings::definition(members, at, cx);
    let custom = get_str(members, "definition_type")
        .is_some_and(|kind| !matches!(kind, "statement" | "tlp"));
    if custom && get(members, "extensions").is_none() {
        let path = Path::Name(at, "definition_type");
        cx.report(
            &codes::W401,
            &path,
            format_args!("a custom marking without an extension"),
        );
    }
}

/// Section 7.3.1.
pub(super) fn extension_properties(
    members: Members<'_, '_>,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    let toplevel = match get(members, "extension_types") {
        Some(Value::Array(items)) => items
            .iter()
            .any(|item| item.as_str() == Some("toplevel-property-extension")),
        _ => false,
    };
    let path = Path::Name(at, "extension_properties");
    match (get(members, "extension_properties"), toplevel) {
        (Some(_), false) => cx.report_here(
            &codes::E206,
            &path,
            format_args!("`extension_properties` needs the type `toplevel-property-extension`"),
        ),
        (None, true) => cx.report(&codes::W306, &path, format_args!("no property is listed")),
        _ => {}
    }
}

/// Sections 4.7.1 and 9. A pattern of 2.0 is always a STIX pattern.
pub(super) fn indicator_pattern(members: Members<'_, '_>, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    let is_stix = cx.spec == SpecVersion::V20 || get_str(members, "pattern_type") == Some("stix");
    let Some(text) = get_str(members, "pattern").filter(|_| is_stix) else {
        return;
    };
    match pattern::parse(text) {
        Err(why) => {
            let message = &why.message;
            cx.report(
                &codes::E801,
                &Path::Name(at, "pattern"),
                format_args!("{message}"),
            );
        }
        Ok(read) => {
            for warning in &read.warnings {
                let message = &warning.message;
                cx.report(
                    &codes::W513,
                    &Path::Name(at, "pattern"),
                    format_args!("{message}"),
                );
            }
        }
    }
}

/// Section 4.7.1: producers SHOULD provide both.
pub(super) fn indicator_says_what(
    members: Members<'_, '_>,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    if get(members, "name").is_none() || get(members, "description").is_none() {
        cx.report(
            &codes::W303,
            at,
            format_args!("`name` and `description` should both be there"),
        );
    }
}

/// Section 4.10: coordinates SHOULD have a precision.
pub(super) fn location_precision(
    members: Members<'_, '_>,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    if get(members, "latitude").is_some() && get(members, "precision").is_none() {
        let path = Path::Name(at, "precision");
        cx.report(&codes::W507, &path, format_args!("`precision` is missing"));
    }
}

/// Section 4.14.1: `object_refs` MUST hold at least one SCO.
pub(super) fn observes_an_sco(members: Members<'_, '_>, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    let Some(Value::Array(items)) = get(members, "object_refs") else {
        return;
    };
    let is_sro = |item: &Value<'_>| {
        item.as_str().is_some_and(|text| {
            text.starts_with("relationship--") || text.starts_with("sighting--")
        })
    };
    if !items.is_empty() && items.iter().all(is_sro) {
        let path = Path::Name(at, "object_refs");
        cx.report_here(
            &codes::E204,
            &path,
            format_args!("at least one cyber-observable object is needed"),
        );
    }
}

/// Section 5.1.2: the types that the specification defines SHOULD be used.
pub(super) fn defined_relationship(
    members: Members<'_, '_>,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    if !cx.wants_warnings() {
        return;
    }
    let type_of = |name| {
        get_str(members, name)?
            .split_once("--")
            .map(|(kind, _)| kind)
    };
    let (Some(source), Some(target)) = (type_of("source_ref"), type_of("target_ref")) else {
        return;
    };
    let Some(kind) = get_str(members, "relationship_type") else {
        return;
    };
    let (Some(_), Some(target_shape)) = (types::shape(source), types::shape(target)) else {
        return;
    };
    if !relationships::defined(source, kind, target, target_shape.family == Family::Sco) {
        cx.report(
            &codes::W202,
            &Path::Name(at, "relationship_type"),
            format_args!("`{source}` `{kind}` `{target}` is not defined"),
        );
    }
}

/// Section 6.12: ports SHOULD be there, and the protocols of the extensions be listed.
pub(super) fn network_traffic(members: Members<'_, '_>, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    if !cx.wants_warnings() {
        return;
    }
    if get(members, "src_port").is_none() || get(members, "dst_port").is_none() {
        cx.report(
            &codes::W301,
            at,
            format_args!("`src_port` and `dst_port` should both be there"),
        );
    }
    let Some(Value::Object(extensions)) = get(members, "extensions") else {
        return;
    };
    let Some(Value::Array(protocols)) = get(members, "protocols") else {
        return;
    };
    for (shape, protocol) in [
        (&ext::HTTP_REQUEST, "http"),
        (&ext::ICMP, "icmp"),
        (&ext::TCP, "tcp"),
    ] {
        let listed = protocols.iter().any(|item| item.as_str() == Some(protocol));
        if get(extensions, shape.name).is_some() && !listed {
            let path = Path::Name(at, "protocols");
            let name = shape.name;
            cx.report(
                &codes::W509,
                &path,
                format_args!("`{name}` is there without `{protocol}`"),
            );
        }
    }
}

/// Section 6.7.6: a property other than `pe_type` is needed.
pub(super) fn pebinary_has_more_than_its_type(
    members: Members<'_, '_>,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    let known = |name: &str| ext::WINDOWS_PEBINARY.property(name).is_some();
    if !members
        .iter()
        .any(|(name, _)| name != "pe_type" && known(name))
    {
        cx.report_here(
            &codes::E204,
            at,
            format_args!("a property other than `pe_type` is needed"),
        );
    }
}

//! Rules that one type's prose states and no table can say, in code: `Rule::Check` names them.

use super::codes;
use super::formats;
use super::markings;
use super::relationships;
use super::sco_extensions as ext;
use super::table::Family;
use super::types;
use super::walk::{Context, Members, Path, get, get_str};
use crate::{SpecVersion, Value, pattern};

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
            let (message, byte) = (&why.message, why.span.start);
            cx.report(
                &codes::E801,
                &Path::Name(at, "pattern"),
                format_args!("at byte {byte}: {message}"),
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

//! Names that the specification does not define (sections 3.8, 7.3 and 11): kept, and warned about.

use super::codes;
use super::common;
use super::table::{Family, Shape};
use super::types;
use super::walk::{Context, Members, Path};
use crate::{SpecVersion, id};

/// Section 3.8: names kept for later versions, on every STIX object.
const RESERVED: &[&str] = &["severity", "username", "phone_number", "action"];

/// A property that the table does not have.
pub(super) fn property(
    name: &str,
    members: Members<'_, '_>,
    shape: &'static Shape,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    if shape.family == Family::Embedded {
        let owner = shape.name;
        cx.report_here(
            &codes::W504,
            at,
            format_args!("`{owner}` does not define `{name}`"),
        );
        return;
    }
    if cx.spec == SpecVersion::V21 && RESERVED.contains(&name) {
        cx.report(
            &codes::E203,
            at,
            format_args!("the name `{name}` is reserved"),
        );
        return;
    }
    if !cx.wants_warnings() {
        return;
    }
    if !is_property_name(name) {
        cx.report(
            &codes::W502,
            at,
            format_args!("`{name}` is not a name for a property"),
        );
    }
    let of_custom_type =
        std::ptr::eq(shape, &common::CUSTOM_SCO) || std::ptr::eq(shape, &common::CUSTOM_SDO);
    if of_custom_type || types::declares(members, &["toplevel-property-extension"]) {
        return;
    }
    if cx.spec == SpecVersion::V21 {
        cx.report(
            &codes::W401,
            at,
            format_args!("`{name}` is a custom property"),
        );
    }
    prefix(name, "x_", '_', at, cx);
}

/// The name of a type that the specification does not define.
pub(super) fn type_name(name: &str, members: Members<'_, '_>, cx: &mut Context<'_, '_>) {
    let at = &Path::Name(&Path::Root, "type");
    legal_type_name(name, at, cx);
    if cx.wants_warnings() && !types::declares(members, &["new-sdo", "new-sco", "new-sro"]) {
        cx.report(&codes::W401, at, format_args!("`{name}` is a custom type"));
        prefix(name, "x-", '-', at, cx);
    }
}

/// Sections 3.1 and 11.2.1.
pub(super) fn legal_type_name(name: &str, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    let length = 3..=250;
    if !length.contains(&name.len()) || !id::is_type_name(name.as_bytes()) {
        cx.report(
            &codes::E322,
            at,
            format_args!("`{name}` is not a name for a type"),
        );
    }
}

/// Warns where a custom name lacks `x_`, or says after it nothing about whose it is.
pub(super) fn prefix(
    name: &str,
    prefix: &str,
    separator: char,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) {
    match name.strip_prefix(prefix) {
        None => {
            cx.report(
                &codes::W102,
                at,
                format_args!("`{name}` does not begin with `{prefix}`"),
            );
        }
        Some(rest) if !rest.trim_matches(separator).contains(separator) => {
            cx.report(
                &codes::W101,
                at,
                format_args!("`{name}` does not say whose it is"),
            );
        }
        Some(_) => {}
    }
}

fn is_property_name(name: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    (3..=250).contains(&name.len()) && name.bytes().all(legal)
}

//! Reads an object beside its table: each member against its row, then what is missing, then the
//! rules. Nothing is allocated before the first finding.

use super::codes::{self, Code};
use super::table::{Kind, MAX_INTEGER, Need, Shape, Targets};
use super::{
    Finding, Severity, container, custom, extensions, formats, markings, meta, registries,
};
use super::{rules, types};
use crate::{Identifier, Object, SpecVersion, Timestamp, Value};
use std::borrow::Cow;
use std::fmt;

/// What to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    ErrorsOnly,
    ErrorsAndWarnings,
}

/// The members of a JSON object.
pub(super) type Members<'v, 'b> = &'v [(Cow<'b, str>, Value<'b>)];

/// Where the walk is, written down only when something is found.
#[derive(Debug, Clone, Copy)]
pub(super) enum Path<'p> {
    Root,
    Name(&'p Path<'p>, &'p str),
    Index(&'p Path<'p>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::Name(Path::Root, name) => write!(out, "{name}"),
            Path::Name(parent, name) => write!(out, "{parent}.{name}"),
            Path::Index(parent, index) => write!(out, "{parent}[{index}]"),
        }
    }
}

/// What the walk knows beside the value in hand.
pub(super) struct Context<'v, 'b> {
    /// `type` and `id` of the object.
    pub(super) object_type: &'v str,
    pub(super) id: &'v str,
    /// The object itself, for selectors.
    pub(super) root: &'v Value<'b>,
    pub(super) spec: SpecVersion,
    /// Section of the table being read.
    pub(super) section: &'static str,
    /// The observable container being read: references are keys of it.
    pub(super) container: Option<Members<'v, 'b>>,
    /// Values may have been altered so that they do no harm (section 3.2).
    pub(super) defanged: bool,
    pub(super) depth: Depth,
    findings: Vec<Finding>,
}

impl<'v, 'b> Context<'v, 'b> {
    fn new(
        root: &'v Value<'b>,
        object_type: &'v str,
        id: &'v str,
        spec: SpecVersion,
        depth: Depth,
    ) -> Self {
        Self {
            object_type,
            id,
            root,
            spec,
            section: "",
            container: None,
            defanged: false,
            depth,
            findings: Vec::new(),
        }
    }

    pub(super) fn wants_warnings(&self) -> bool {
        self.depth == Depth::ErrorsAndWarnings
    }

    /// Reports a rule in the section that states it.
    pub(super) fn report(&mut self, code: &'static Code, at: &Path<'_>, what: fmt::Arguments<'_>) {
        self.report_in(code, code.section, at, what);
    }

    /// Reports a rule that the table being read states.
    pub(super) fn report_here(
        &mut self,
        code: &'static Code,
        at: &Path<'_>,
        what: fmt::Arguments<'_>,
    ) {
        self.report_in(code, self.section, at, what);
    }

    pub(super) fn report_in(
        &mut self,
        code: &'static Code,
        section: &'static str,
        at: &Path<'_>,
        what: fmt::Arguments<'_>,
    ) {
        let severity = code.severity();
        if severity == Severity::Warning && !self.wants_warnings() {
            return;
        }
        self.findings.push(Finding {
            code: code.code,
            severity,
            path: at.to_string(),
            message: what.to_string(),
            hint: Some(code.hint.to_owned()),
            section,
        });
    }

    /// Reports a value of another kind than the specification wants.
    pub(super) fn wrong_kind(&mut self, at: &Path<'_>, expected: &str, found: &Value<'_>) {
        let found = found.kind();
        self.report(
            &codes::E101,
            at,
            format_args!("expected {expected}, found {found}"),
        );
    }
}

/// The member called `name`.
pub(super) fn get<'v, 'b>(members: Members<'v, 'b>, name: &str) -> Option<&'v Value<'b>> {
    members
        .iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value)
}

/// The member called `name`, if it is a string.
pub(super) fn get_str<'v>(members: Members<'v, '_>, name: &str) -> Option<&'v str> {
    match get(members, name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

/// Checks one object.
pub(super) fn object(object: &Object<'_>, depth: Depth) -> Vec<Finding> {
    let Value::Object(root) = &object.value else {
        return Vec::new();
    };
    let header = &object.header;
    let known = types::shape(&header.object_type);
    let shape = known.unwrap_or_else(|| types::custom_shape(root));
    // A type that 2.0 does not know cannot be of 2.0: its `spec_version` is missing.
    let spec = header.spec_version.max(shape.since);
    let mut cx = Context::new(&object.value, &header.object_type, &header.id, spec, depth);
    cx.defanged = matches!(get(root, "defanged"), Some(Value::Bool(true)));
    members(root, shape, &Path::Root, &mut cx);
    rules::versions(root, &mut cx);
    rules::own_uuid(shape, root, &mut cx);
    if header.object_type == "marking-definition" {
        markings::tlp(object, &mut cx);
    }
    if known.is_none() {
        custom::type_name(&header.object_type, root, &mut cx);
    }
    if cx.wants_warnings() {
        rules::deterministic_id(object, &mut cx);
        rules::language_is_said(shape, root, &mut cx);
    }
    cx.findings
}

/// Checks a bundle as far as it is one.
pub(super) fn bundle(value: &Value<'_>, depth: Depth) -> Vec<Finding> {
    let root = value.as_object().unwrap_or_default();
    let id = get_str(root, "id").unwrap_or_default();
    let mut cx = Context::new(value, "bundle", id, SpecVersion::V21, depth);
    members(root, &meta::BUNDLE, &Path::Root, &mut cx);
    cx.findings
}

/// Checks the members of one object or embedded object.
pub(super) fn members<'v, 'b>(
    members: Members<'v, 'b>,
    shape: &'static Shape,
    at: &Path<'_>,
    cx: &mut Context<'v, 'b>,
) {
    let outer = std::mem::replace(&mut cx.section, shape.section);
    let mut seen = 0_u64;
    for (name, item) in members {
        let path = Path::Name(at, name);
        match shape.property(name) {
            Some((number, row)) => {
                seen |= 1 << number;
                if row.since > cx.spec {
                    continue;
                }
                match row.need {
                    Need::Required | Need::Optional => {}
                    Need::Forbidden => {
                        let type_name = shape.name;
                        cx.report_here(
                            &codes::E202,
                            &path,
                            format_args!("`{name}` must not be used on `{type_name}`"),
                        );
                        continue;
                    }
                    Need::Deprecated => {
                        cx.report_here(&codes::W304, &path, format_args!("`{name}` is deprecated"));
                    }
                    Need::Unused => {
                        let type_name = shape.name;
                        cx.report_here(
                            &codes::W511,
                            &path,
                            format_args!("`{name}` is not a property of `{type_name}`"),
                        );
                    }
                }
                value(item, &row.kind, &path, cx);
            }
            None => custom::property(name, members, shape, &path, cx),
        }
    }
    missing(seen, shape, at, cx);
    for rule in shape.rules {
        if cx.spec == SpecVersion::V21 || types::shared_with_20(rule) {
            rules::check(rule, members, shape, at, cx);
        }
    }
    cx.section = outer;
}

/// Reports required properties that were not seen.
fn missing(seen: u64, shape: &'static Shape, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    for (number, row) in shape.rows() {
        if row.need != Need::Required || seen & (1 << number) != 0 || row.since > cx.spec {
            continue;
        }
        if matches!(row.kind, Kind::OwnId) && cx.container.is_some() {
            continue;
        }
        let name = row.name;
        cx.report_here(
            &codes::E201,
            &Path::Name(at, name),
            format_args!("`{name}` is required"),
        );
    }
}

/// Checks one value against what its row says.
pub(super) fn value<'v, 'b>(
    item: &'v Value<'b>,
    kind: &'static Kind,
    at: &Path<'_>,
    cx: &mut Context<'v, 'b>,
) {
    match (kind, item) {
        (Kind::Type | Kind::String, Value::String(_)) | (Kind::Boolean, Value::Bool(_)) => {}
        (Kind::Form(form), Value::String(text)) => formats::check(*form, text, at, cx),
        (Kind::SpecVersion, Value::String(text)) => {
            if text != "2.1" {
                cx.report(&codes::E318, at, format_args!("`{text}` is not `2.1`"));
            }
        }
        (Kind::OwnId, Value::String(text)) => own_id(text, at, cx),
        (Kind::Integer { min, max }, Value::Number(text)) => integer(text, *min, *max, at, cx),
        (Kind::Float { min, max }, Value::Number(text)) => float(text, *min, *max, at, cx),
        (Kind::Timestamp, Value::String(text)) => {
            timestamp(text, at, cx);
        }
        (Kind::TimestampMillis, Value::String(text)) => {
            if timestamp(text, at, cx) && formats::fraction_digits(text) < 3 {
                cx.report(
                    &codes::E302,
                    at,
                    format_args!("`{text}` has no milliseconds"),
                );
            }
        }
        (Kind::Identifier(targets), Value::String(text)) => reference(text, targets, at, cx),
        (Kind::List(of), Value::Array(items)) => list(items, of, at, cx),
        (Kind::Vocabulary(terms) | Kind::Enumeration(terms), Value::String(text)) => {
            registries::term(text, terms, at, cx);
        }
        (Kind::Hashes, Value::Object(entries)) => registries::hashes(entries, at, cx),
        (Kind::Dictionary(keys, values), Value::Object(entries)) => {
            registries::dictionary(entries, *keys, *values, at, cx);
        }
        (Kind::Hex, Value::String(text)) => {
            if !formats::is_hex(text) {
                cx.report(
                    &codes::E305,
                    at,
                    format_args!("`{text}` is not of type `hex`"),
                );
            }
        }
        (Kind::Binary, Value::String(text)) => {
            if !formats::is_base64(text) {
                cx.report(&codes::E306, at, format_args!("the text is not base64"));
            }
        }
        (Kind::Object(shape), Value::Object(inner)) => {
            if inner.is_empty() {
                cx.report(&codes::E103, at, format_args!("the object is empty"));
            }
            members(inner, shape, at, cx);
        }
        (Kind::Extensions, Value::Object(entries)) => extensions::check(entries, at, cx),
        (Kind::Container, Value::Object(entries)) => container::check(entries, at, cx),
        (Kind::Translations, Value::Object(entries)) => markings::translations(entries, at, cx),
        (Kind::MarkingObject, Value::Object(inner)) => {
            if inner.is_empty() {
                cx.report(&codes::E103, at, format_args!("the object is empty"));
            }
        }
        (Kind::BundleObjects, Value::Array(items)) => container::bundle(items, at, cx),
        (Kind::Reserved, _) => {
            cx.report(&codes::E203, at, format_args!("the property is reserved"));
        }
        _ => cx.wrong_kind(at, expected(kind), item),
    }
}

fn list<'v, 'b>(
    items: &'v [Value<'b>],
    of: &'static Kind,
    at: &Path<'_>,
    cx: &mut Context<'v, 'b>,
) {
    if items.is_empty() {
        cx.report(&codes::E102, at, format_args!("the list is empty"));
    }
    for (index, item) in items.iter().enumerate() {
        value(item, of, &Path::Index(at, index), cx);
    }
}

fn own_id(text: &str, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    if cx.container.is_some() {
        return;
    }
    let Some(id) = identifier(text, at, cx) else {
        return;
    };
    let object_type = cx.object_type;
    if id.type_name() != object_type {
        cx.report(
            &codes::E402,
            at,
            format_args!("`{text}` does not begin with the type `{object_type}`"),
        );
    }
}

fn reference(text: &str, targets: &'static Targets, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    if let Some(entries) = cx.container {
        return container::reference(text, targets, entries, at, cx);
    }
    let Some(id) = identifier(text, at, cx) else {
        return;
    };
    if !targets.allow(id.type_name()) {
        let wanted = targets.describe();
        cx.report_here(
            &codes::E403,
            at,
            format_args!("`{text}` is not the id of {wanted}"),
        );
    }
}

/// Reads an identifier and reports what is wrong with it.
pub(super) fn identifier<'t>(
    text: &'t str,
    at: &Path<'_>,
    cx: &mut Context<'_, '_>,
) -> Option<Identifier<'t>> {
    let parsed = Identifier::parse(text);
    match parsed {
        None => cx.report(
            &codes::E401,
            at,
            format_args!("`{text}` is not an identifier"),
        ),
        Some(id) if !id.is_rfc4122() => {
            cx.report(
                &codes::E401,
                at,
                format_args!("the UUID of `{text}` is not of a version and variant of RFC 4122"),
            );
        }
        Some(_) => {}
    }
    parsed
}

fn timestamp(text: &str, at: &Path<'_>, cx: &mut Context<'_, '_>) -> bool {
    let good = Timestamp::parse(text).is_some();
    if !good {
        cx.report(
            &codes::E301,
            at,
            format_args!("`{text}` is not a timestamp"),
        );
    }
    good
}

fn integer(text: &str, min: i64, max: i64, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    match formats::integer(text) {
        formats::Integer::Fraction => {
            cx.report(
                &codes::E101,
                at,
                format_args!("expected an integer, found `{text}`"),
            );
        }
        formats::Integer::TooLarge => {
            cx.report(
                &codes::E104,
                at,
                format_args!("`{text}` is beyond ±{MAX_INTEGER}"),
            );
        }
        formats::Integer::Is(number) if number < min || number > max => {
            cx.report_here(
                &codes::E105,
                at,
                format_args!("`{text}` is not in the range {min} to {max}"),
            );
        }
        formats::Integer::Is(_) => {}
    }
}

fn float(text: &str, min: f64, max: f64, at: &Path<'_>, cx: &mut Context<'_, '_>) {
    let inside = text
        .parse::<f64>()
        .is_ok_and(|number| number >= min && number <= max);
    if !inside {
        cx.report_here(
            &codes::E105,
            at,
            format_args!("`{text}` is not in the range {min} to {max}"),
        );
    }
}

/// What a table asks for, in words.
fn expected(kind: &Kind) -> &'static str {
    match kind {
        Kind::Type | Kind::String | Kind::Form(_) | Kind::SpecVersion => "a string",
        Kind::Vocabulary(_) | Kind::Enumeration(_) => "a string",
        Kind::OwnId | Kind::Identifier(_) => "an identifier",
        Kind::Boolean => "a boolean",
        Kind::Integer { .. } => "an integer",
        Kind::Float { .. } => "a number",
        Kind::Timestamp | Kind::TimestampMillis => "a timestamp",
        Kind::List(_) | Kind::BundleObjects => "a list",
        Kind::Hashes | Kind::Dictionary(..) | Kind::Extensions => "a dictionary",
        Kind::Container | Kind::Translations => "a dictionary",
        Kind::Hex => "a string of type `hex`",
        Kind::Binary => "a string of base64",
        Kind::Object(_) | Kind::MarkingObject | Kind::Reserved => "an object",
    }
}

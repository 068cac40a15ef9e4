//! Extensions (section 7.3): the entries an object carries under `extensions`, and the objects that define them.

use crate::{Identifier, Object, Value};

/// `extension-type-enum`: what an extension does to the object that carries it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ExtensionType {
    /// `new-sdo`: the object's type is a new SDO
    NewSdo,
    /// `new-sco`: the object's type is a new SCO
    NewSco,
    /// `new-sro`: the object's type is a new SRO
    NewSro,
    /// `property-extension`: properties within the entry
    Property,
    /// `toplevel-property-extension`: properties beside those of the object
    ToplevelProperty,
}

impl ExtensionType {
    const NAMES: [(&'static str, Self); 5] = [
        ("new-sdo", Self::NewSdo),
        ("new-sco", Self::NewSco),
        ("new-sro", Self::NewSro),
        ("property-extension", Self::Property),
        ("toplevel-property-extension", Self::ToplevelProperty),
    ];

    /// Reads a value of the enumeration.
    pub fn parse(text: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(name, _)| *name == text);
        found.map(|(_, value)| *value)
    }

    /// The name in the enumeration.
    pub fn as_str(self) -> &'static str {
        Self::NAMES[self as usize].0
    }

    /// Whether it makes the object's type a new one.
    pub fn is_new_type(self) -> bool {
        matches!(self, Self::NewSdo | Self::NewSco | Self::NewSro)
    }
}

/// One entry of an object's `extensions`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry<'v, 'a> {
    /// Its key: the id of an extension-definition, or a name such as `ntfs-ext`.
    pub key: &'v str,
    /// `extension_type`; none for the predefined extensions of section 6, which have no such property, and for a value
    /// outside the enumeration.
    pub extension_type: Option<ExtensionType>,
    /// The entry itself.
    pub value: &'v Value<'a>,
}

impl Entry<'_, '_> {
    /// Whether the key is the id of an extension-definition.
    pub fn is_defined(&self) -> bool {
        is_definition_id(self.key)
    }
}

/// The entries of an object's `extensions`, in the order received; none when it has no such property or one that is
/// no object.
pub fn entries<'v, 'a>(object: &'v Value<'a>) -> impl Iterator<Item = Entry<'v, 'a>> {
    let members = object.get("extensions").and_then(Value::as_object);
    members
        .unwrap_or_default()
        .iter()
        .map(|(key, value)| Entry {
            key,
            extension_type: value
                .get("extension_type")
                .and_then(Value::as_str)
                .and_then(ExtensionType::parse),
            value,
        })
}

/// Whether an extension lets the object have properties of its own beside those of its type: a toplevel extension, or one
/// that makes its type a new one. Which they are, only the definition's schema knows.
pub fn allows_toplevel_properties(object: &Value<'_>) -> bool {
    entries(object).any(|entry| {
        entry.is_defined()
            && entry
                .extension_type
                .is_some_and(|t| t == ExtensionType::ToplevelProperty || t.is_new_type())
    })
}

/// What an extension-definition object says (section 7.3.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition<'v> {
    /// `id`: the key under which objects use it
    pub id: &'v str,
    /// `name`
    pub name: &'v str,
    /// `schema`: a URL or a text
    pub schema: &'v str,
    /// `version`
    pub version: &'v str,
    /// `extension_types`
    pub extension_types: Vec<ExtensionType>,
    /// `extension_properties`: the names a toplevel extension adds
    pub extension_properties: Vec<&'v str>,
}

impl<'v> Definition<'v> {
    /// Reads an extension-definition; `None` for another type, or where a required property is missing or malformed.
    pub fn read(object: &'v Object<'_>) -> Option<Self> {
        if object.header.object_type != "extension-definition" {
            return None;
        }
        let text = |name| object.value.get(name).and_then(Value::as_str);
        let types = object.value.get("extension_types")?.as_array()?.iter();
        let properties = object.value.get("extension_properties");
        let properties = match properties {
            Some(list) => list.as_array()?,
            None => &[],
        };
        Some(Self {
            id: &object.header.id,
            name: text("name")?,
            schema: text("schema")?,
            version: text("version")?,
            extension_types: types
                .map(|name| name.as_str().and_then(ExtensionType::parse))
                .collect::<Option<_>>()?,
            extension_properties: properties
                .iter()
                .map(Value::as_str)
                .collect::<Option<_>>()?,
        })
    }
}

fn is_definition_id(key: &str) -> bool {
    Identifier::parse(key).is_some_and(|id| id.type_name() == "extension-definition")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, json, marking};

    const KEY: &str = "extension-definition--d83fce45-ef58-4c6c-a3f4-1fbc32e98c6e";

    fn with(extensions: &str) -> String {
        format!(
            r#"{{"type":"x-t","id":"x-t--11111111-1111-4111-8111-111111111111","extensions":{extensions}}}"#
        )
    }

    fn allows(extensions: &str) -> bool {
        let text = with(extensions);
        allows_toplevel_properties(
            &json::parse(text.as_bytes(), &Limits::default()).expect("strict JSON"),
        )
    }

    #[test]
    fn entries_are_recognised() {
        let text = with(&format!(
            r#"{{"ntfs-ext":{{"sid":"1"}},"{KEY}":{{"extension_type":"new-sdo"}},"x":1,"y":{{"extension_type":"other"}}}}"#
        ));
        let value = json::parse(text.as_bytes(), &Limits::default()).expect("strict JSON");
        let found: Vec<_> = entries(&value)
            .map(|e| (e.key, e.is_defined(), e.extension_type))
            .collect();
        assert_eq!(
            found,
            [
                ("ntfs-ext", false, None),
                (KEY, true, Some(ExtensionType::NewSdo)),
                ("x", false, None),
                ("y", false, None)
            ]
        );
    }

    #[test]
    fn only_some_extensions_add_toplevel_properties() {
        for name in [
            "toplevel-property-extension",
            "new-sdo",
            "new-sco",
            "new-sro",
        ] {
            assert!(
                allows(&format!(r#"{{"{KEY}":{{"extension_type":"{name}"}}}}"#)),
                "{name}"
            );
        }
        assert!(!allows(&format!(
            r#"{{"{KEY}":{{"extension_type":"property-extension"}}}}"#
        )));
        assert!(!allows(
            r#"{"my-ext":{"extension_type":"toplevel-property-extension"}}"#
        ));
        assert!(!allows("[]"));
    }

    #[test]
    fn names_and_values_agree() {
        for (name, value) in ExtensionType::NAMES {
            assert_eq!(
                (ExtensionType::parse(name), value.as_str()),
                (Some(value), name)
            );
        }
    }

    #[test]
    fn definitions_are_read() {
        let text = marking::AUDIENCE_EXTENSION_DEFINITION;
        let object = Object::parse(text.as_bytes(), &Limits::default()).expect("a readable object");
        let definition = Definition::read(&object).expect("a definition");
        assert_eq!(definition.id, marking::AUDIENCE_EXTENSION);
        assert_eq!(definition.extension_types, [ExtensionType::Property]);
        let toplevel = text.replace(
            r#""extension_types":["property-extension"]"#,
            r#""extension_types":["toplevel-property-extension"],"extension_properties":["rank"]"#,
        );
        let object =
            Object::parse(toplevel.as_bytes(), &Limits::default()).expect("a readable object");
        assert_eq!(
            Definition::read(&object)
                .expect("a definition")
                .extension_properties,
            ["rank"]
        );
        let wrong = text.replace("property-extension", "other-extension");
        let object =
            Object::parse(wrong.as_bytes(), &Limits::default()).expect("a readable object");
        assert_eq!(Definition::read(&object), None);
    }
}

//! How values of `stix` that have no serde form of their own are written in a label's JSON: by their names.

use serde::{Deserialize, Deserializer, Serializer, de::Error};
use stix::marking::{PermittedActions, Tlp};

/// A value that has a name.
pub(crate) trait Named: Copy {
    const WHAT: &'static str;
    fn name(self) -> &'static str;
    fn of_name(name: &str) -> Option<Self>;
}

impl Named for Tlp {
    const WHAT: &'static str = "TLP level";
    fn name(self) -> &'static str {
        self.as_str()
    }
    fn of_name(name: &str) -> Option<Self> {
        Self::parse(name)
    }
}

impl Named for PermittedActions {
    const WHAT: &'static str = "IEP permitted action";
    fn name(self) -> &'static str {
        self.as_str()
    }
    fn of_name(name: &str) -> Option<Self> {
        Self::parse(name)
    }
}

fn read<'de, T: Named, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let text = String::deserialize(from)?;
    T::of_name(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is no {}", T::WHAT)))
}

/// A TLP level.
pub(crate) mod level {
    use super::*;

    pub fn serialize<S: Serializer>(value: &Tlp, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(value.name())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Tlp, D::Error> {
        read(from)
    }
}

/// Something with a name, or nothing (left out by the field that uses this).
pub(crate) mod optional {
    use super::*;

    pub fn serialize<T: Named, S: Serializer>(value: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => to.serialize_str(value.name()),
            None => to.serialize_none(),
        }
    }

    pub fn deserialize<'de, T: Named, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<T>, D::Error> {
        read(from).map(Some)
    }
}

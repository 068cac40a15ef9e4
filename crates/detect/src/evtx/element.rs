//! Elements of a record, and how they become JSON: as `evtx_dump` makes it, so that either can be read with one
//! mapping.
//!
//! `<Data Name="User">x</Data>` becomes `"User":"x"`, an element with attributes `{"#attributes":{…},"#text":…}`; a
//! name that stands again gets `_1`, `_2`.

use super::value::{Value, write_text};

/// An element, or an attribute.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<Element>,
    pub(super) nodes: Vec<Node>,
}

/// What an element holds.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Value(Value),
}

impl Element {
    /// Writes the record below this root as a line; false where there is none.
    pub(super) fn write_record(&self, out: &mut Vec<u8>) -> bool {
        let mut elements = self.elements().filter(|element| !element.name.is_empty());
        let (Some(event), None) = (elements.next(), elements.next()) else {
            return false;
        };
        out.push(b'{');
        write_text(&event.name, out);
        out.push(b':');
        event.write(out);
        out.extend_from_slice(b"}\n");
        true
    }

    fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Value(_) => None,
        })
    }

    fn values(&self) -> impl Iterator<Item = &Value> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Value(value) => Some(value),
            Node::Element(_) => None,
        })
    }

    /// Its text: one value as it is, several as one text.
    fn write_values(&self, out: &mut Vec<u8>) {
        let mut values = self.values();
        match (values.next(), values.next()) {
            (None, _) => out.extend_from_slice(b"null"),
            (Some(Value::List(all)), None) if all.len() == 1 => all[0].write(out),
            (Some(value), None) => value.write(out),
            _ => {
                let mut text = String::new();
                self.values().for_each(|value| value.push_to(&mut text));
                write_text(&text, out);
            }
        }
    }

    /// The `Name` of a `Data` element.
    fn data_name(&self) -> Option<String> {
        let named = |attribute: &&Element| attribute.name == "Name";
        let name = self
            .attributes
            .iter()
            .find(named)
            .filter(|_| self.name == "Data")?;
        let mut text = String::new();
        name.values().for_each(|value| value.push_to(&mut text));
        (!text.is_empty()).then_some(text)
    }

    fn write(&self, out: &mut Vec<u8>) {
        let given = |attribute: &&Element| attribute.values().next().is_some();
        let attributes: Vec<_> = self.attributes.iter().filter(given).collect();
        let is_leaf = self.elements().next().is_none();
        if attributes.is_empty() && is_leaf {
            return self.write_values(out);
        }
        let mut members = Members::new(out);
        if !attributes.is_empty() {
            members.key("#attributes");
            let mut inner = Members::new(members.out);
            for attribute in attributes {
                inner.key(&attribute.name);
                attribute.write_values(inner.out);
            }
            inner.end();
        }
        if is_leaf && self.values().next().is_some() {
            members.key("#text");
            self.write_values(members.out);
        }
        for element in self.elements() {
            let name = element.data_name();
            match &name {
                None if element.name == "Data" => {}
                None => {
                    members.key(&element.name);
                    element.write(members.out);
                }
                Some(name) => {
                    members.key(name);
                    element.write_values(members.out);
                }
            }
        }
        self.write_data(&mut members);
        members.end();
    }

    /// `Data` elements without a name: one list.
    fn write_data(&self, members: &mut Members<'_>) {
        let mut all = Vec::new();
        let data = self.elements().filter(|element| element.name == "Data");
        for element in data.filter(|element| element.data_name().is_none()) {
            for value in element.values() {
                match value {
                    Value::List(items) => all.extend(items),
                    other => all.push(other),
                }
            }
        }
        if all.is_empty() {
            return;
        }
        members.key("Data");
        members.out.extend_from_slice(b"{\"#text\":");
        for (at, value) in all.iter().enumerate() {
            let before: &[u8] = match (at, all.len()) {
                (_, 1) => b"",
                (0, _) => b"[",
                _ => b",",
            };
            members.out.extend_from_slice(before);
            value.write(members.out);
        }
        members
            .out
            .extend_from_slice(if all.len() > 1 { b"]}" } else { b"}" });
    }
}

/// The members of an object, none of which has the name of another.
struct Members<'o> {
    out: &'o mut Vec<u8>,
    names: std::collections::HashMap<String, u32>,
}

impl<'o> Members<'o> {
    fn new(out: &'o mut Vec<u8>) -> Self {
        out.push(b'{');
        Self {
            out,
            names: std::collections::HashMap::new(),
        }
    }

    fn key(&mut self, name: &str) {
        if !self.names.is_empty() {
            self.out.push(b',');
        }
        let again = self.names.entry(name.to_owned()).or_insert(0);
        let name = match *again {
            0 => name.to_owned(),
            number => format!("{name}_{number}"),
        };
        *again += 1;
        write_text(&name, self.out);
        self.out.push(b':');
    }

    fn end(self) {
        self.out.push(b'}');
    }
}

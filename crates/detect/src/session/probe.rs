//! Where the values of a mapped event are looked up: one probe for each property that a field fills.

use stix::pattern::Network;

use crate::event::{Content, Family, Kind, Mapping, Source};
use crate::matcher::Matcher;
use crate::text::{Fold, Key, key};

/// One property of one object of a mapping.
#[derive(Debug)]
pub(super) struct Probe {
    pub(super) source: Source,
    /// The field, for people.
    pub(super) field: String,
    /// The name of the property.
    pub(super) property: String,
    /// Whether the value says nothing of the event, so that the objects must be looked at.
    pub(super) is_constant: bool,
    holder: Holder,
    /// Every object path that leads here.
    paths: Vec<(Family, String)>,
    /// The numbers of those that some indicator asks for.
    path_ids: Vec<(u16, Family)>,
}

#[derive(Debug, Clone, Copy)]
enum Holder {
    Fixed(Fold),
    Ip,
    Host,
}

impl Probe {
    pub(super) fn all(mapping: &Mapping) -> Vec<Self> {
        let mut probes = Vec::new();
        for (index, object) in mapping.objects.iter().enumerate() {
            for property in &object.properties {
                if matches!(property.content, Content::Reference(_)) {
                    continue;
                }
                let name = property.steps.last().map_or("", String::as_str);
                let parent = property.steps.iter().rev().nth(1).map(String::as_str);
                let holder = match &object.kind {
                    Kind::Fixed(object_type) => Holder::Fixed(Fold::of(object_type, name, parent)),
                    Kind::Ip => Holder::Ip,
                    Kind::Host => Holder::Host,
                };
                for source in property.sources() {
                    let slots = source.slots();
                    let names = slots
                        .iter()
                        .map(|slot| mapping.names[usize::from(*slot)].as_str());
                    probes.push(Self {
                        source: source.clone(),
                        field: names.collect::<Vec<_>>().join(" "),
                        property: name.to_owned(),
                        is_constant: slots.is_empty(),
                        holder,
                        paths: mapping.paths_to(index, property),
                        path_ids: Vec::new(),
                    });
                }
            }
        }
        probes
    }

    /// Every object path that leads here.
    pub(super) fn paths(&self) -> &[(Family, String)] {
        &self.paths
    }

    /// Learns the numbers of its paths anew.
    pub(super) fn refresh(&mut self, matcher: &Matcher) {
        let known = self.paths.iter();
        self.path_ids = known
            .filter_map(|(family, path)| Some((matcher.path_id(path)?, *family)))
            .collect();
    }

    /// Whether some indicator asks for a property that this leads to.
    pub(super) fn is_asked(&self, matcher: &Matcher) -> bool {
        matcher.asks_for_all() || !self.path_ids.is_empty()
    }

    /// The key of a text in this property; `None` if there is no object with it.
    pub(super) fn key<'t>(&self, text: &'t str) -> Option<Key<'t>> {
        match self.holder {
            Holder::Fixed(fold) => Some(key(fold, text)),
            Holder::Ip => Network::parse(text).map(Key::Network),
            Holder::Host => Some(
                match looks_like_address(text).then(|| Network::parse(text)) {
                    Some(Some(network)) => Key::Network(network),
                    _ => key(Fold::Domain, text),
                },
            ),
        }
    }

    /// The address that the text is, where a block may be asked for.
    pub(super) fn address(&self, key: &Key<'_>, text: &str) -> Option<Network> {
        match key {
            Key::Network(network) => Some(*network),
            _ if self.property == "value" && looks_like_address(text) => Network::parse(text),
            _ => None,
        }
    }

    /// Whether the path with this number leads here, for an object that holds this key.
    pub(super) fn is_at(&self, place: u16, key: &Key<'_>) -> bool {
        let family = match (self.holder, key) {
            (Holder::Fixed(_), _) => Family::Any,
            (_, Key::Network(Network::V4(..))) => Family::V4,
            (_, Key::Network(Network::V6(..))) => Family::V6,
            _ => Family::Domain,
        };
        let fits = |wanted: Family| wanted == Family::Any || wanted == family;
        self.path_ids
            .iter()
            .any(|(id, wanted)| *id == place && fits(*wanted))
    }
}

/// Cheap: an address begins with a hexadecimal digit or a colon, and has a colon or ends in a digit.
fn looks_like_address(text: &str) -> bool {
    let first = text.as_bytes().first();
    let last = text.as_bytes().last();
    first.is_some_and(|b| b.is_ascii_hexdigit() || *b == b':')
        && (last.is_some_and(u8::is_ascii_digit) || text.contains(':'))
}

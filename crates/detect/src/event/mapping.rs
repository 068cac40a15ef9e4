//! Mapping files: which fields of an event make which objects (docs/EVENTS.md).
//!
//! ```toml
//! format = "json"
//! time = "timestamp"
//!
//! [[object]]
//! id = "source"
//! type = "ip"                    # ipv4-addr or ipv6-addr, as the value is
//! value = "src_ip"
//!
//! [[object]]
//! type = "network-traffic"
//! src_ref = "@source"
//! src_port = "src_port"
//! protocols = ["proto | lower", "app_proto"]
//! ```

use stix::pattern::{ObjectPath, Step};
use toml::{Table, Value as Toml};

use super::path::{PathPart, parse};
use super::scan::{MOST_SLOTS, Trie};
use super::source::{Change, Piece, Source};

/// In so many ways an object may be reached over references.
const MOST_WAYS: usize = 1_000;

/// Why a mapping file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct MappingFault {
    /// The object and property, as far as they are known.
    pub place: String,
    /// One sentence, lower case, no full stop.
    pub message: String,
}

/// How events of one format become observations.
#[derive(Debug)]
pub struct Mapping {
    /// How a line is read.
    pub(crate) form: Form,
    pub(crate) trie: Trie,
    /// The names of the fields by slot: the whole path of a JSON field, the column of another.
    pub(crate) names: Vec<String>,
    /// Where the time of the event comes from; the first that reads as a time counts.
    pub(crate) time: Vec<Source>,
    pub(crate) objects: Vec<ObjectSpec>,
}

/// How a line is cut into fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    /// Zeek's tab-separated logs with their header lines.
    ZeekTsv,
    /// ArcSight Common Event Format, with or without a syslog header.
    Cef,
    /// RFC 5424 or 3164.
    Syslog,
}

/// One object that an event may hold.
#[derive(Debug)]
pub(crate) struct ObjectSpec {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) properties: Vec<Property>,
    /// Whether each value of its only property makes an object of its own.
    pub(crate) is_list: bool,
}

/// The type of the object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// This type.
    Fixed(String),
    /// ipv4-addr or ipv6-addr, as `value` is; no object if it is neither.
    Ip,
    /// The same, or else domain-name.
    Host,
}

/// One property of an object.
#[derive(Debug)]
pub(crate) struct Property {
    /// The way to it through dictionaries.
    pub(crate) steps: Vec<String>,
    pub(crate) content: Content,
}

#[derive(Debug)]
pub(crate) enum Content {
    One(Source),
    /// A list of these values, as far as they are there.
    List(Vec<Source>),
    /// The ids of the objects of these specs.
    Reference(Vec<usize>),
}

impl Property {
    /// Where its values come from; none for a reference.
    pub(crate) fn sources(&self) -> &[Source] {
        match &self.content {
            Content::One(source) => std::slice::from_ref(source),
            Content::List(sources) => sources,
            Content::Reference(_) => &[],
        }
    }

    /// Whether it says nothing of the event.
    pub(crate) fn is_constant(&self) -> bool {
        let literal = |source: &Source| matches!(source, Source::Literal(_));
        !matches!(self.content, Content::Reference(_)) && self.sources().iter().all(literal)
    }

    /// Whether it is a `_refs` property.
    pub(crate) fn is_list_of_references(&self) -> bool {
        self.steps
            .last()
            .is_some_and(|last| last.ends_with("_refs"))
    }
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// The first entry that has no meaning, and why.
    pub fn parse(text: &str) -> Result<Self, MappingFault> {
        let table: Table = text
            .parse()
            .map_err(|error: toml::de::Error| MappingFault {
                place: "the file".to_owned(),
                message: error.message().to_owned(),
            })?;
        let mut reader = Reader {
            place: "`format`".to_owned(),
            ..Reader::default()
        };
        let form = match table.get("format").and_then(Toml::as_str) {
            None | Some("json") => Form::Json,
            Some("zeek-tsv") => Form::ZeekTsv,
            Some("cef") => Form::Cef,
            Some("syslog") => Form::Syslog,
            Some(_) => return reader.fault("is `json`, `zeek-tsv`, `cef` or `syslog`"),
        };
        reader.form = Some(form);
        reader.place = "`time`".to_owned();
        let time = match table.get("time") {
            None => Vec::new(),
            Some(value) => reader.sources(value)?,
        };
        if let Some(unknown) = table
            .keys()
            .find(|k| !["format", "time", "object"].contains(&k.as_str()))
        {
            reader.place = format!("`{unknown}`");
            return reader.fault("has no meaning here");
        }
        let none = Vec::new();
        for object in table
            .get("object")
            .and_then(Toml::as_array)
            .unwrap_or(&none)
        {
            reader.object(object)?;
        }
        reader.count_ways()?;
        let paths: Vec<Vec<PathPart>> = reader.slots.iter().map(|(_, path)| path.clone()).collect();
        Ok(Self {
            form,
            trie: Trie::new(&paths),
            names: reader.slots.into_iter().map(|(name, _)| name).collect(),
            time,
            objects: reader.objects,
        })
    }
}

#[derive(Default)]
struct Reader {
    form: Option<Form>,
    slots: Vec<(String, Vec<PathPart>)>,
    objects: Vec<ObjectSpec>,
    place: String,
}

type Read<T> = Result<T, MappingFault>;

impl Reader {
    fn fault<T>(&self, message: impl Into<String>) -> Read<T> {
        Err(MappingFault {
            place: self.place.clone(),
            message: message.into(),
        })
    }

    fn object(&mut self, object: &Toml) -> Read<()> {
        self.place = format!("object {}", self.objects.len() + 1);
        let Some(table) = object.as_table() else {
            return self.fault("is no table");
        };
        let name = table
            .get("id")
            .and_then(Toml::as_str)
            .unwrap_or_default()
            .to_owned();
        if !name.is_empty() {
            self.place = format!("object `{name}`");
            if self.objects.iter().any(|other| other.name == name) {
                return self.fault("stands twice");
            }
        }
        let kind = match table.get("type").and_then(Toml::as_str) {
            Some("ip") => Kind::Ip,
            Some("host") => Kind::Host,
            Some(other) => Kind::Fixed(other.to_owned()),
            None => return self.fault("has no `type`"),
        };
        let mut properties = Vec::new();
        for (key, value) in table
            .iter()
            .filter(|(key, _)| !["id", "type"].contains(&key.as_str()))
        {
            self.property(vec![key.clone()], value, &mut properties)?;
        }
        let is_list = self.is_list(&properties);
        if is_list && properties.len() != 1 {
            return self.fault("takes a list (`[]`) for an object with more than one property");
        }
        let only_value = properties.len() == 1 && properties[0].steps == ["value"];
        if kind != Kind::Ip && kind != Kind::Host || only_value {
            self.objects.push(ObjectSpec {
                name,
                kind,
                properties,
                is_list,
            });
            return Ok(());
        }
        self.fault("of type `ip` or `host` has one property, `value`")
    }

    /// A pattern may reach an object over any chain of references: there must not be too many. References lead to
    /// objects before, so each object's ways are known once those behind it are.
    fn count_ways(&mut self) -> Read<()> {
        let mut ways = vec![1usize; self.objects.len()];
        for from in (0..self.objects.len()).rev() {
            let properties = self.objects[from].properties.iter();
            for property in properties {
                if let Content::Reference(targets) = &property.content {
                    for target in targets {
                        ways[*target] = ways[*target].saturating_add(ways[from]);
                    }
                }
            }
            if ways[from] > MOST_WAYS {
                self.place = format!("object {}", from + 1);
                return self.fault(format!(
                    "can be reached in more than {MOST_WAYS} ways over references"
                ));
            }
        }
        Ok(())
    }

    fn is_list(&self, properties: &[Property]) -> bool {
        let through_list = |source: &Source| {
            source
                .slots()
                .iter()
                .any(|slot| self.slots[usize::from(*slot)].1.contains(&PathPart::Items))
        };
        properties.iter().any(|property| match &property.content {
            Content::One(source) => through_list(source),
            Content::List(_) | Content::Reference(_) => false,
        })
    }

    fn property(
        &mut self,
        steps: Vec<String>,
        value: &Toml,
        properties: &mut Vec<Property>,
    ) -> Read<()> {
        if let Some(table) = value.as_table() {
            return table.iter().try_for_each(|(key, value)| {
                let deeper = steps.iter().cloned().chain([key.clone()]).collect();
                self.property(deeper, value, properties)
            });
        }
        let last = steps.last().map_or("", String::as_str);
        let content = if last.ends_with("_ref") || last.ends_with("_refs") {
            Content::Reference(self.references(value, last.ends_with("_refs"))?)
        } else if let Some(text) = value.as_str() {
            Content::One(self.source(text)?)
        } else {
            Content::List(self.sources(value)?)
        };
        properties.push(Property { steps, content });
        Ok(())
    }

    fn sources(&mut self, value: &Toml) -> Read<Vec<Source>> {
        match value {
            Toml::String(text) => Ok(vec![self.source(text)?]),
            Toml::Array(items) => items
                .iter()
                .map(|item| match item.as_str() {
                    Some(text) => self.source(text),
                    None => self.fault("holds something else than texts"),
                })
                .collect(),
            _ => self.fault("is neither a text nor a list of texts"),
        }
    }

    fn references(&self, value: &Toml, many: bool) -> Read<Vec<usize>> {
        let names: Vec<&str> = match value {
            Toml::String(text) => vec![text],
            Toml::Array(items) => items.iter().filter_map(Toml::as_str).collect(),
            _ => Vec::new(),
        };
        let mut found = Vec::new();
        for name in &names {
            let target = name
                .strip_prefix('@')
                .and_then(|name| self.objects.iter().position(|object| object.name == name));
            match target {
                None => return self.fault(format!("`{name}` names no object before this one")),
                Some(target) if self.objects[target].is_list && !many => {
                    return self.fault(format!(
                        "`{name}` may be several objects; use a `_refs` property"
                    ));
                }
                Some(target) => found.push(target),
            }
        }
        if found.len() > 1 && !many {
            return self.fault("refers to several objects; use a `_refs` property");
        }
        if found.is_empty() {
            return self.fault("refers to nothing; write for example \"@source\"");
        }
        Ok(found)
    }

    /// `field | change`, `text {field} text`, or `=literal`.
    fn source(&mut self, text: &str) -> Read<Source> {
        if let Some(literal) = text.strip_prefix('=') {
            return Ok(Source::Literal(literal.to_owned()));
        }
        let mut parts = text.split(" | ").map(str::trim);
        let path = parts.next().unwrap_or_default().to_owned();
        let mut changes = Vec::new();
        for name in parts {
            match Change::named(name) {
                Some(change) => changes.push(change),
                None => {
                    return self.fault(format!(
                        "`{name}` is no change; there are {}",
                        Change::NAMES
                    ));
                }
            }
        }
        if !path.contains('{') {
            return Ok(Source::Field(self.slot(&path)?, changes));
        }
        let mut pieces = Vec::new();
        let mut rest = path.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let Some((field, more)) = after.split_once('}') else {
                return self.fault("has a `{` that is never closed");
            };
            pieces.push(Piece::Text(before.to_owned()));
            let slot = self.slot(field)?;
            if self.slots[usize::from(slot)].1.contains(&PathPart::Items) {
                return self.fault("takes a list (`[]`) in a template");
            }
            pieces.push(Piece::Field(slot));
            rest = more;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Ok(Source::Template(pieces, changes))
    }

    fn slot(&mut self, path: &str) -> Read<u16> {
        let parsed = match self.form {
            Some(Form::Json) | None => parse(path),
            // The columns of other formats are names, not paths.
            Some(_) => Some(match path.strip_suffix("[]") {
                Some(name) => vec![PathPart::Key(name.to_owned()), PathPart::Items],
                None => vec![PathPart::Key(path.to_owned())],
            }),
        };
        let Some(parts) = parsed else {
            return self.fault(format!(
                "`{path}` is no field; write for example `tls.sni` or `'id.orig_h'`"
            ));
        };
        let known = self.slots.iter().position(|(_, other)| *other == parts);
        let slot = known.unwrap_or_else(|| {
            self.slots.push((path.to_owned(), parts));
            self.slots.len() - 1
        });
        match u16::try_from(slot) {
            Ok(slot) if usize::from(slot) < MOST_SLOTS => Ok(slot),
            _ => self.fault(format!("a mapping names at most {MOST_SLOTS} fields")),
        }
    }
}

impl Mapping {
    /// Whether lines at the head of a source name the columns.
    pub(crate) fn has_head(&self) -> bool {
        self.form == Form::ZeekTsv
    }
}

/// Which objects a path needs at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    Any,
    V4,
    V6,
    Domain,
}

impl Mapping {
    /// Every object path, as patterns spell it, that leads to this property of this object; with
    /// the type that an object of changing type must have for it.
    pub(crate) fn paths_to(&self, object: usize, property: &Property) -> Vec<(Family, String)> {
        let mut steps: Vec<Step<'_>> = property.steps.iter().map(|s| key(s)).collect();
        if matches!(property.content, Content::List(_)) {
            steps.push(Step::Any);
        }
        let spec = &self.objects[object];
        let roots: Vec<(Family, &str)> = match &spec.kind {
            Kind::Fixed(name) => vec![(Family::Any, name)],
            Kind::Ip => vec![(Family::V4, "ipv4-addr"), (Family::V6, "ipv6-addr")],
            Kind::Host => vec![
                (Family::V4, "ipv4-addr"),
                (Family::V6, "ipv6-addr"),
                (Family::Domain, "domain-name"),
            ],
        };
        let mut found: Vec<(Family, String)> = roots
            .into_iter()
            .map(|(family, root)| (family, spelled(root, &steps)))
            .collect();
        self.through_references(object, steps, &mut found);
        found
    }

    fn through_references<'m>(
        &'m self,
        target: usize,
        steps: Vec<Step<'m>>,
        found: &mut Vec<(Family, String)>,
    ) {
        for (index, spec) in self.objects.iter().enumerate() {
            for property in &spec.properties {
                let Content::Reference(targets) = &property.content else {
                    continue;
                };
                if !targets.contains(&target) {
                    continue;
                }
                let mut longer: Vec<Step<'m>> = property.steps.iter().map(|s| key(s)).collect();
                if property.is_list_of_references() {
                    longer.push(Step::Any);
                }
                longer.extend(steps.iter().cloned());
                if let Kind::Fixed(root) = &spec.kind {
                    found.push((Family::Any, spelled(root, &longer)));
                }
                self.through_references(index, longer, found);
            }
        }
    }
}

fn key(name: &str) -> Step<'_> {
    Step::Key(name.into())
}

fn spelled(root: &str, steps: &[Step<'_>]) -> String {
    ObjectPath {
        object_type: root,
        steps: steps.to_vec(),
    }
    .to_string()
}

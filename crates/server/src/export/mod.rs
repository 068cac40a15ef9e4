//! Export: what a reader may see, byte for byte as it was stored, streamed.
//!
//! A bundle also carries the definitions of the TLP 2.0 levels that its objects refer to: STIX does not
//! predefine them, and many readers drop an object whose marking they do not know.

use crate::cli::problem::{Code, Problem};
use handling::{Clearance, Reader};
use std::collections::BTreeSet;
use std::io::{self, Write};
use stix::marking::Tlp;
use stix::timestamp::format_micros;
use stix::{Limits, Object, SpecVersion};
use store::{PageEnd, Query, Row, Served, Store, Versions};

const PAGE: usize = 1_000;
const PAGE_BYTES: usize = 8 << 20;

/// How objects are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One STIX bundle.
    Bundle,
    /// One object a line.
    Lines,
    /// One `{"date_added": …, "object": {…}}` a line.
    Dated,
}

/// What to export.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Collection id; `None`: whatever the reader may see anywhere.
    pub collection: Option<String>,
    /// Types; empty: all.
    pub types: Vec<String>,
    /// First `date_added`, microseconds.
    pub since: Option<i64>,
    /// Last `date_added`, microseconds.
    pub until: Option<i64>,
    /// Every version instead of the newest.
    pub all_versions: bool,
    /// How.
    pub form: Form,
}

/// Writes what `clearance` may see; gives the number of objects, without added definitions. `None`: the reader may
/// not read the collection.
pub fn run(
    store: &Store,
    clearance: &Clearance,
    plan: &Plan,
    out: &mut dyn Write,
    progress: &mut dyn FnMut(u64),
) -> Result<Option<u64>, Problem> {
    let mut writer = Writer::new(plan.form, out);
    let mut query = query(plan);
    loop {
        let (mut failed, mut past, mut written) = (Ok(()), false, (writer.count, None));
        let mut each = |row: Row<'_>| {
            past |= plan.until.is_some_and(|until| row.date_added > until);
            if !past && failed.is_ok() {
                failed = writer.row(&row);
                written.1 = Some(row.date_added);
            }
        };
        let end = match &plan.collection {
            Some(id) => store.page(clearance, id, &query, &mut each)?,
            None => Some(store.walk(clearance, &query, &mut each)?),
        };
        let Some(end) = end else { return Ok(None) };
        note(
            store,
            clearance,
            plan,
            &query,
            PageEnd {
                last: written.1,
                count: (writer.count - written.0) as usize,
                ..end
            },
        );
        match failed {
            // whoever read has had enough, as in `tansiq export | head`
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => return Ok(Some(writer.count)),
            other => other.map_err(unwritten)?,
        }
        progress(writer.count);
        query.after = end.last.or(query.after);
        if past || !end.more {
            break;
        }
    }
    let count = writer.count;
    match writer.end() {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(unwritten(e)),
        _ => Ok(Some(count)),
    }
}

/// What is made for a partner is served to it, whichever way it is brought there.
fn note(store: &Store, clearance: &Clearance, plan: &Plan, query: &Query, end: PageEnd) {
    if matches!(clearance.reader, Reader::Partner { .. }) {
        store.note_served(Served {
            reader: clearance.reader.clone(),
            collection: plan.collection.clone(),
            what: "export",
            query: query.clone(),
            end,
            dates: Vec::new(),
        });
    }
}

fn query(plan: &Plan) -> Query {
    let (versions, specs) = match plan.all_versions {
        true => (
            Versions {
                all: true,
                ..Versions::default()
            },
            vec![SpecVersion::V20, SpecVersion::V21],
        ),
        false => (Versions::default(), Vec::new()),
    };
    Query {
        after: plan.since.map(|since| since.saturating_sub(1)),
        ids: Vec::new(),
        types: plan.types.clone(),
        versions,
        specs,
        limit: PAGE,
        max_bytes: PAGE_BYTES,
    }
}

fn unwritten(error: io::Error) -> Problem {
    let code = match error.kind() {
        io::ErrorKind::StorageFull => Code::DiskFull,
        _ => Code::Output,
    };
    let reason = crate::cli::problem::reason(&error);
    Problem::new(code, format!("the output cannot be written: {reason}"))
}

struct Writer<'a> {
    form: Form,
    out: &'a mut dyn Write,
    count: u64,
    markings: Markings,
}

impl<'a> Writer<'a> {
    fn new(form: Form, out: &'a mut dyn Write) -> Self {
        Self {
            form,
            out,
            count: 0,
            markings: Markings::default(),
        }
    }

    fn row(&mut self, row: &Row<'_>) -> io::Result<()> {
        match self.form {
            Form::Bundle => {
                self.markings.note(row);
                self.member(row.bytes)?;
            }
            Form::Lines => {
                write_line(self.out, row.bytes)?;
                self.out.write_all(b"\n")?;
            }
            Form::Dated => {
                let date = format_micros(row.date_added);
                write!(self.out, "{{\"date_added\":\"{date}\",\"object\":")?;
                write_line(self.out, row.bytes)?;
                self.out.write_all(b"}\n")?;
            }
        }
        self.count += 1;
        Ok(())
    }

    fn member(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self.count {
            0 => self.begin(",\"objects\":[\n")?,
            _ => self.out.write_all(b",\n")?,
        }
        self.out.write_all(bytes)
    }

    fn begin(&mut self, after_id: &str) -> io::Result<()> {
        let id = uuid::Uuid::new_v4();
        write!(
            self.out,
            "{{\"type\":\"bundle\",\"id\":\"bundle--{id}\"{after_id}"
        )
    }

    fn end(mut self) -> io::Result<()> {
        match (self.form, self.count) {
            (Form::Bundle, 0) => {
                self.begin("")?;
                self.out.write_all(b"}\n")?;
            }
            (Form::Bundle, _) => {
                for level in self.markings.missing() {
                    self.out.write_all(b",\n")?;
                    self.out.write_all(level.definition().as_bytes())?;
                }
                self.out.write_all(b"\n]}\n")?;
            }
            _ => {}
        }
        self.out.flush()
    }
}

/// An object on one line. Line ends in JSON stand between tokens only, so a space in their place changes no value;
/// objects without any are written as they are.
fn write_line(out: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    let mut rest = bytes;
    while let Some(at) = memchr::memchr2(b'\n', b'\r', rest) {
        out.write_all(&rest[..at])?;
        out.write_all(b" ")?;
        rest = &rest[at + 1..];
    }
    out.write_all(rest)
}

/// TLP 2.0 levels that were referred to, and definitions that were exported themselves.
#[derive(Default)]
struct Markings {
    referred: BTreeSet<Tlp>,
    exported: BTreeSet<Tlp>,
}

impl Markings {
    fn note(&mut self, row: &Row<'_>) {
        let of = |id: &str| Tlp::ALL.into_iter().find(|level| level.marking_id() == id);
        self.exported.extend(of(row.id));
        if !self.has_news(row.bytes) {
            return;
        }
        if let Ok(object) = Object::parse(row.bytes, &Limits::default()) {
            let header = &object.header;
            let all = header
                .object_marking_refs
                .iter()
                .chain(&header.granular_marking_refs);
            self.referred.extend(all.filter_map(|id| of(id)));
        }
    }

    /// Whether the text holds a level's id that was not referred to so far: most objects need no parsing.
    fn has_news(&self, bytes: &[u8]) -> bool {
        Tlp::ALL
            .iter()
            .filter(|level| !self.referred.contains(level))
            .any(|level| memchr::memmem::find(bytes, level.marking_id().as_bytes()).is_some())
    }

    fn missing(&self) -> impl Iterator<Item = Tlp> {
        self.referred.difference(&self.exported).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(bytes: &str) -> Row<'_> {
        Row {
            date_added: 1,
            id: "malware--28bb3599-77cd-4a82-a950-b5bc3caf07c4",
            version: "",
            spec: SpecVersion::V21,
            bytes: bytes.as_bytes(),
        }
    }

    fn written(form: Form, objects: &[&str]) -> String {
        let mut out = Vec::new();
        let mut writer = Writer::new(form, &mut out);
        for object in objects {
            writer.row(&row(object)).unwrap();
        }
        writer.end().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_bundle_carries_the_levels_it_refers_to_once() {
        let marked = format!(
            r#"{{"type":"malware","spec_version":"2.1","id":"malware--28bb3599-77cd-4a82-a950-b5bc3caf07c4","created":"2025-01-01T00:00:00Z","modified":"2025-01-01T00:00:00Z","is_family":false,"object_marking_refs":["{}"]}}"#,
            Tlp::Amber.marking_id()
        );
        let bundle = written(Form::Bundle, &[&marked, &marked]);
        let value: serde_json::Value = serde_json::from_str(&bundle).unwrap();
        assert_eq!(value["objects"].as_array().unwrap().len(), 3);
        assert_eq!(bundle.matches(Tlp::Amber.definition()).count(), 1);
        assert_eq!(bundle.matches(&marked).count(), 2, "bytes are kept");
        assert_eq!(written(Form::Lines, &[&marked]), format!("{marked}\n"));
    }

    #[test]
    fn an_empty_bundle_has_no_empty_list() {
        let bundle = written(Form::Bundle, &[]);
        let value: serde_json::Value = serde_json::from_str(&bundle).unwrap();
        assert!(value.get("objects").is_none());
        assert_eq!(written(Form::Dated, &[]), "");
    }

    #[test]
    fn dated_lines_are_one_line_each() {
        let line = written(Form::Dated, &["{\r\n \"a\": \"b\\nc\"\n}"]);
        assert_eq!(
            line,
            "{\"date_added\":\"1970-01-01T00:00:00.000001Z\",\"object\":{   \"a\": \"b\\nc\" }}\n"
        );
    }
}

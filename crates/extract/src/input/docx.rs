//! The paragraphs of a DOCX file.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{InputError, LIMIT};

fn broken(why: impl ToString) -> InputError {
    InputError::Docx {
        why: why.to_string(),
    }
}

/// The text of `word/document.xml`, one line per paragraph.
pub(super) fn text(bytes: &[u8]) -> Result<String, InputError> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let file = archive
        .by_name("word/document.xml")
        .map_err(|_| broken("it has no `word/document.xml`"))?;
    let mut xml = Vec::new();
    // A small archive may unpack to anything: one byte past the limit is too much.
    file.take(LIMIT as u64 + 1)
        .read_to_end(&mut xml)
        .map_err(broken)?;
    if xml.len() > LIMIT {
        return Err(InputError::TooLarge { size: xml.len() });
    }
    paragraphs(&xml)
}

fn paragraphs(xml: &[u8]) -> Result<String, InputError> {
    let mut reader = Reader::from_reader(xml);
    let mut body = Body::default();
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(broken)? {
            Event::Start(e) => body.start(e.local_name().as_ref()),
            Event::End(e) => body.end(e.local_name().as_ref()),
            Event::Empty(e) => {
                let off = e.attributes().flatten().any(|a| {
                    a.key.local_name().as_ref() == "val" && matches!(&*a.value, "0" | "false")
                });
                body.mark(e.local_name().as_ref(), off);
            }
            Event::Text(t) => body.push(&t),
            Event::GeneralRef(r) => body.push(&entity(&r)),
            Event::Eof => return Ok(body.out),
            _ => {}
        }
        buffer.clear();
    }
}

/// What was read of a document so far.
#[derive(Default)]
struct Body {
    out: String,
    /// What stands around a text box, box in box.
    around: Vec<String>,
    /// Text of boxes, which follows the paragraph they are anchored in.
    boxes: String,
    /// Elements not to be read that are open: what was moved away, and the second copy of a drawing for older programs.
    skipped: usize,
    /// Inside the text of a run.
    text: bool,
    /// Inside a run, and whether it is hidden.
    run: Option<bool>,
}

/// Their text stands elsewhere too, or no more.
fn skipped(name: &str) -> bool {
    matches!(name, "Fallback" | "moveFrom" | "del")
}

impl Body {
    fn start(&mut self, name: &str) {
        match name {
            "t" => self.text = true,
            "r" => self.run = Some(false),
            "txbxContent" => self.around.push(std::mem::take(&mut self.out)),
            _ => self.skipped += usize::from(skipped(name)),
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.text = false,
            "r" => self.run = None,
            "txbxContent" => {
                let inside = self.around.pop().unwrap_or_default();
                self.boxes += &std::mem::replace(&mut self.out, inside);
            }
            "p" if self.skipped == 0 => {
                self.out.push('\n');
                if self.around.is_empty() {
                    self.out += &std::mem::take(&mut self.boxes);
                }
            }
            _ => self.skipped -= usize::from(skipped(name) && self.skipped > 0),
        }
    }

    /// An element without content; `off` where it says that it does not hold.
    fn mark(&mut self, name: &str, off: bool) {
        match name {
            "vanish" => {
                if let Some(hidden) = &mut self.run {
                    *hidden = !off;
                }
            }
            "br" | "cr" => self.push_seen("\n"),
            "tab" => self.push_seen(" "),
            "noBreakHyphen" => self.push_seen("\u{2011}"),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.text {
            self.push_seen(text);
        }
    }

    fn push_seen(&mut self, text: &str) {
        if self.skipped == 0 && self.run != Some(true) {
            self.out.push_str(text);
        }
    }
}

/// `&amp;` and its like, and numbered characters.
fn entity(r: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = r.resolve_char_ref() {
        return c.to_string();
    }
    match &**r {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// The text of a document with this body.
    fn read(body: &str) -> String {
        let xml = format!(
            "<w:document xmlns:w=\"x\" xmlns:mc=\"y\"><w:body>{body}</w:body></w:document>"
        );
        paragraphs(xml.as_bytes()).expect("a document")
    }

    #[test]
    fn what_was_moved_away_or_is_hidden_is_not_read() {
        let run = |t: &str| format!("<w:r><w:t>{t}</w:t></w:r>");
        let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>";
        let shown = "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t> shown</w:t></w:r>";
        let body = format!(
            "<w:p><w:moveFrom>{}</w:moveFrom><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>{}{hidden}{shown}</w:p><w:p><w:moveTo>{}</w:moveTo></w:p>",
            run("moved"),
            run("kept"),
            run("moved")
        );
        assert_eq!(read(&body), "kept shown\nmoved\n");
    }

    #[test]
    fn a_box_follows_its_paragraph_once() {
        let content = "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>";
        let body = format!(
            "<w:p><w:r><w:t>The minister </w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{content}</mc:Choice><mc:Fallback>{content}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>met X<w:noBreakHyphen/>Y.</w:t></w:r></w:p>"
        );
        assert_eq!(read(&body), "The minister met X\u{2011}Y.\nbox\n");
    }

    #[test]
    fn paragraphs_and_entities() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file("word/document.xml", options)
            .expect("in memory");
        zip.write_all("<w:document xmlns:w=\"x\"><w:body><w:p><w:r><w:t>استقبل الوزير</w:t></w:r><w:r><w:t xml:space=\"preserve\"> A &amp; B</w:t></w:r></w:p><w:p><w:r><w:t>ثم غادر</w:t></w:r></w:p></w:body></w:document>".as_bytes()).expect("in memory");
        let bytes = zip.finish().expect("in memory").into_inner();
        let got = super::super::read(&bytes).expect("a document");
        assert_eq!(got.text.trim(), "استقبل الوزير A & B\nثم غادر");
    }
}

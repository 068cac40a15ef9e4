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
    let mut out = String::new();
    let mut inside = false;
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(broken)? {
            Event::Start(e) if e.local_name().as_ref() == "t" => inside = true,
            Event::End(e) if e.local_name().as_ref() == "t" => inside = false,
            Event::End(e) if e.local_name().as_ref() == "p" => out.push('\n'),
            Event::Empty(e) if matches!(e.local_name().as_ref(), "br" | "cr") => out.push('\n'),
            Event::Empty(e) if e.local_name().as_ref() == "tab" => out.push(' '),
            Event::Text(t) if inside => out.push_str(&t),
            Event::GeneralRef(r) if inside => out.push_str(&entity(&r)),
            Event::Eof => return Ok(out),
            _ => {}
        }
        buffer.clear();
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

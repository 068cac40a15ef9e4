//! Bytes to text: which format a file has, which encoding, and its text.
//!
//! Text, HTML (its main text), DOCX and PDF are read. The encoding is taken from a byte order mark, the
//! pattern of UTF-16, valid UTF-8, a `charset` in the page, or guessed (windows-1256 and others).

mod docx;
mod flow;
mod html;
mod order;
mod pdf;
mod widths;

pub use pdf::THREAD as PDF_THREAD;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use text::Date;

/// The most bytes of a document that are read, compressed or not.
pub const LIMIT: usize = 64 << 20;

/// Why a document gives no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// Nothing but space.
    #[error("the document is empty")]
    Empty,
    /// More than [`LIMIT`].
    #[error("the document has {size} bytes; at most {LIMIT} are read")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
    },
    /// Neither text nor a known format.
    #[error("the document is binary ({what}), not text, HTML, DOCX or PDF")]
    Binary {
        /// What its first bytes say it is.
        what: &'static str,
    },
    /// A DOCX file that cannot be read.
    #[error("the DOCX file cannot be read: {why}")]
    Docx {
        /// What is wrong.
        why: String,
    },
    /// A PDF that cannot be read.
    #[error("the PDF cannot be read: {why}")]
    Pdf {
        /// What is wrong.
        why: String,
    },
    /// A PDF of pictures.
    #[error("the PDF holds no text, only pictures: it is a scan")]
    Scan,
    /// Bytes that are no text in the encoding found.
    #[error("the text is not valid {encoding}")]
    Encoding {
        /// The encoding's name.
        encoding: &'static str,
    },
}

/// What a document was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// A web page, of which the main text was taken.
    Html,
    /// A DOCX file.
    Docx,
    /// A PDF.
    Pdf,
}

impl Format {
    /// `text`, `html`, `docx`, `pdf`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }
}

/// A document's text and what it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The text; offsets of an extraction are places in it.
    pub text: String,
    /// What the bytes were.
    pub format: Format,
    /// The encoding's name, as in the WHATWG list.
    pub encoding: &'static str,
    /// The title, where the format has one.
    pub title: Option<String>,
    /// The day of publication, where the page says it.
    pub published: Option<Date>,
}

impl Document {
    /// A text of which nothing else is known.
    fn bare(text: String, format: Format, encoding: &'static str) -> Self {
        Self {
            text,
            format,
            encoding,
            title: None,
            published: None,
        }
    }
}

/// Reads `bytes` as a document.
pub fn read(bytes: &[u8]) -> Result<Document, InputError> {
    if bytes.len() > LIMIT {
        return Err(InputError::TooLarge { size: bytes.len() });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return finish(Document::bare(docx::text(bytes)?, Format::Docx, "UTF-8"));
    }
    if bytes.starts_with(b"%PDF-") {
        return finish(Document::bare(pdf::text(bytes)?, Format::Pdf, "UTF-8"));
    }
    if let Some(what) = binary(bytes) {
        return Err(InputError::Binary { what });
    }
    let (text, encoding) = decode(bytes)?;
    let document = if html::is_html(&text) {
        let page = html::read(&text);
        Document {
            text: page.text,
            format: Format::Html,
            encoding: encoding.name(),
            title: page.title,
            published: page.published,
        }
    } else {
        Document::bare(text, Format::Text, encoding.name())
    };
    finish(document)
}

fn finish(document: Document) -> Result<Document, InputError> {
    if document.text.trim().is_empty() {
        return Err(InputError::Empty);
    }
    Ok(document)
}

/// Formats that are not read, by their first bytes.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"GIF8", "GIF"),
        (b"\x7FELF", "ELF"),
        (b"MZ\x90", "a Windows program"),
        (b"\x1F\x8B", "gzip"),
        (b"\xD0\xCF\x11\xE0", "an old Office file"),
        (b"SQLite format 3", "SQLite"),
        (b"7z\xBC\xAF", "7z"),
        (b"Rar!", "RAR"),
        (b"\x28\xB5\x2F\xFD", "zstd"),
    ];
    if let Some(m) = MAGIC.iter().find(|m| bytes.starts_with(m.0)) {
        return Some(m.1);
    }
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = head.iter().filter(|b| **b == 0).count();
    let control = head
        .iter()
        .filter(|b| **b < 9 || (14..27).contains(*b))
        .count();
    if utf16(bytes).is_none() && (zeros > 0 || control * 20 > head.len().max(1)) {
        return Some("control bytes");
    }
    None
}

/// UTF-16 by its mark, or because every second byte of a run of text is the same high byte.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.starts_with(b"\xFF\xFE") {
        return Some(UTF_16LE);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some(UTF_16BE);
    }
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 4 {
        return None;
    }
    // High bytes of Latin and Arabic text are 0 and 6.
    let high = |odd: usize| {
        head.chunks_exact(2)
            .filter(|c| matches!(c[odd], 0 | 6))
            .count()
    };
    let (be, le, pairs) = (high(0), high(1), head.len() / 2);
    if le * 10 >= pairs * 9 && be * 2 < pairs {
        return Some(UTF_16LE);
    }
    (be * 10 >= pairs * 9 && le * 2 < pairs).then_some(UTF_16BE)
}

fn decode(bytes: &[u8]) -> Result<(String, &'static Encoding), InputError> {
    if let Some(encoding) = utf16(bytes) {
        let (text, _) = encoding.decode_with_bom_removal(bytes);
        return Ok((text.into_owned(), encoding));
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(body) {
        return Ok((text.to_owned(), UTF_8));
    }
    let encoding = html::charset(body).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(body, true);
        detector.guess(None, Utf8Detection::Deny)
    });
    let (text, bad) = encoding.decode_without_bom_handling(body);
    if bad && text.chars().filter(|c| *c == '\u{FFFD}').count() * 50 > text.chars().count() {
        return Err(InputError::Encoding {
            encoding: encoding.name(),
        });
    }
    Ok((text.into_owned(), encoding))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ARABIC: &str =
        "استقبل وزير الداخلية نظيره الإسباني في الرباط وبحثا سبل التعاون الأمني بين البلدين";

    #[test]
    fn encodings_are_told_apart() {
        let cases: [(Vec<u8>, &str); 5] = [
            (ARABIC.as_bytes().to_vec(), "UTF-8"),
            (
                encoding_rs::WINDOWS_1256.encode(ARABIC).0.into_owned(),
                "windows-1256",
            ),
            (
                [
                    &b"\xFF\xFE"[..],
                    &ARABIC
                        .encode_utf16()
                        .flat_map(u16::to_le_bytes)
                        .collect::<Vec<_>>(),
                ]
                .concat(),
                "UTF-16LE",
            ),
            (
                ARABIC.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                "UTF-16BE",
            ),
            ([&b"\xEF\xBB\xBF"[..], ARABIC.as_bytes()].concat(), "UTF-8"),
        ];
        for (bytes, name) in cases {
            let d = read(&bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!((d.text.as_str(), d.encoding), (ARABIC, name));
        }
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_reason() {
        for (bytes, want) in [
            (&b""[..], InputError::Empty),
            (b" \n\t", InputError::Empty),
            (b"\x7FELF\x02\x01", InputError::Binary { what: "ELF" }),
            (
                b"ab\x00\x01\x02\x03cd\x07\x01",
                InputError::Binary {
                    what: "control bytes",
                },
            ),
        ] {
            assert_eq!(read(bytes), Err(want));
        }
        assert!(matches!(
            read(b"PK\x03\x04broken"),
            Err(InputError::Docx { .. })
        ));
        assert_eq!(
            read(&vec![b'a'; LIMIT + 1]),
            Err(InputError::TooLarge { size: LIMIT + 1 })
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&bytes);
        }
    }
}

//! The text of a PDF: characters with their places, put into lines, and lines into the order they are read in.
//!
//! A PDF says where a glyph stands, not what comes after it. Arabic is mostly written from left to right as it is seen
//! ("visual order"), in presentation forms; some writers do it the other way round. Places do not lie: a line is sorted by
//! them and then read by its scripts (`order`).
//!
//! The library that takes a file apart may panic or not come to an end on broken ones, so it works in a thread of its own.

use super::order::{Glyph, reading};
use super::{InputError, LIMIT};
use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};
use std::sync::mpsc::channel;
use std::time::Duration;

/// Name of the thread that reads, for whoever silences its panics.
pub const THREAD: &str = "pdf-reader";
/// After this a file is given up.
const PATIENCE: Duration = Duration::from_secs(60);
/// Broken files nest deeply.
const STACK: usize = 64 << 20;

fn broken(why: impl ToString) -> InputError {
    InputError::Pdf {
        why: why.to_string(),
    }
}

/// The text of all pages, one line a line, pages apart.
pub(super) fn text(bytes: &[u8]) -> Result<String, InputError> {
    let bytes = bytes.to_vec();
    let (done, waits) = channel();
    let reader = std::thread::Builder::new()
        .name(THREAD.to_owned())
        .stack_size(STACK);
    reader
        // Whoever gave up waiting wants no answer.
        .spawn(move || drop(done.send(pages(&bytes))))
        .map_err(broken)?;
    match waits.recv_timeout(PATIENCE) {
        Ok(text) => text,
        Err(std::sync::mpsc::RecvTimeoutError::Timeout) => Err(broken(format!(
            "it takes longer than {} s",
            PATIENCE.as_secs()
        ))),
        Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => {
            Err(broken("its structure is damaged"))
        }
    }
}

fn pages(bytes: &[u8]) -> Result<String, InputError> {
    let mut document = pdf_extract::Document::load_mem(bytes).map_err(broken)?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(broken("it is encrypted"));
    }
    let mut page = Page::default();
    pdf_extract::output_doc(&document, &mut page).map_err(broken)?;
    match (page.text.trim().is_empty(), page.pages) {
        (true, 0) => Err(broken("it has no pages")),
        (true, _) => Err(InputError::Scan),
        _ => Ok(page.text),
    }
}

#[derive(Default)]
struct Page {
    text: String,
    line: Vec<Glyph>,
    /// height on the page, and size, of the line
    y: f64,
    size: f64,
    pages: usize,
}

impl Page {
    fn end_of_line(&mut self) {
        let line = reading(std::mem::take(&mut self.line));
        let line = line.trim();
        if !line.is_empty() {
            self.text.push_str(line);
            self.text.push('\n');
        }
    }
}

impl OutputDev for Page {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.pages += 1;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.end_of_line();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        size: f64,
        said: &str,
    ) -> Result<(), OutputError> {
        let scale = (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let size = (size * scale).max(0.01);
        if (place.m32 - self.y).abs() > 0.4 * size.max(self.size) {
            self.end_of_line();
        }
        (self.y, self.size) = (place.m32, size);
        if self.text.len() + self.line.len() < LIMIT {
            self.line.push(Glyph {
                x: place.m31,
                width: width * size,
                size,
                said: said.to_owned(),
            });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

#[cfg(test)]
#[path = "pdf_test.rs"]
mod tests;

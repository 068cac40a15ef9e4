//! The text of a PDF: characters with their places, put into lines, and lines into the order they are read in.
//!
//! A PDF says where a glyph stands, not what comes after it. Arabic is mostly written from left to right as it is seen
//! ("visual order"), in presentation forms; some writers do it the other way round. Places do not lie: a line is sorted by
//! them and then read by its scripts (`order`).
//!
//! The library that takes a file apart may panic or not come to an end on broken ones, so it works in a thread of its own.

use super::order::{Glyph, Line};
use super::{InputError, LIMIT, flow, widths};
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
    widths::spell_out(&mut document);
    let mut read = Pages::default();
    pdf_extract::output_doc(&document, &mut read).map_err(broken)?;
    match (read.pages.iter().all(Vec::is_empty), read.pages.len()) {
        (true, 0) => Err(broken("it has no pages")),
        (true, _) => Err(InputError::Scan),
        _ => Ok(flow::text(read.pages)),
    }
}

#[derive(Default)]
struct Pages {
    pages: Vec<Vec<Line>>,
    line: Vec<Glyph>,
    /// height on the page, and size, of the line
    y: f64,
    size: f64,
    /// glyphs so far
    count: usize,
}

impl Pages {
    fn end_of_line(&mut self) {
        let glyphs = std::mem::take(&mut self.line);
        let Some(page) = self.pages.last_mut() else {
            return;
        };
        let down = page.last().is_some_and(|above: &Line| above.y > self.y);
        page.extend(Line::of(glyphs, self.y, down));
    }
}

impl OutputDev for Pages {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.pages.push(Vec::new());
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.end_of_line();
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
        if self.count < LIMIT {
            self.count += said.len();
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

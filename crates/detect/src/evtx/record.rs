//! One record: binary XML (MS-EVEN6, section 3.1.4.7), with its templates filled in.

use super::Damage;
use super::element::{Element, Node};
use super::value::{Value, utf16};
use std::ops::Range;

/// Templates within values within templates, and elements within each other.
const DEEPEST: usize = 64;

/// What the records of one chunk may cost together: a chunk of 64 KiB can name one large template two thousand times.
#[derive(Debug)]
pub(super) struct Budget {
    /// Values read.
    steps: u32,
    /// Bytes of text.
    text: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            steps: 4_000_000,
            text: 16 << 20,
        }
    }
}

impl Budget {
    fn step(&mut self) -> Result<(), Damage> {
        self.steps = self.steps.checked_sub(1).ok_or(Damage::Large)?;
        Ok(())
    }

    fn text(&mut self, length: usize) -> Result<(), Damage> {
        self.text = self.text.checked_sub(length).ok_or(Damage::Large)?;
        Ok(())
    }
}

/// A record that is being read.
pub(super) struct Record<'c> {
    chunk: &'c [u8],
    budget: &'c mut Budget,
    depth: usize,
}

/// Where it is read.
struct Place {
    at: usize,
    end: usize,
    /// Within a template: elements say which value they depend on, and places are filled in.
    values: Option<Vec<Slot>>,
}

/// A value that a record has for its template.
#[derive(Clone)]
struct Slot {
    kind: u8,
    of: Range<usize>,
}

impl<'c> Record<'c> {
    /// Adds a record as a line.
    pub(super) fn write(
        chunk: &'c [u8],
        budget: &'c mut Budget,
        of: Range<usize>,
        out: &mut Vec<u8>,
    ) -> Result<(), Damage> {
        let mut record = Self {
            chunk,
            budget,
            depth: 0,
        };
        let mut root = Element::default();
        let mut place = Place {
            at: of.start,
            end: of.end,
            values: None,
        };
        record.nodes(&mut place, &mut root)?;
        if !root.write_record(out) {
            return Err(Damage::Token);
        }
        Ok(())
    }

    /// Reads until an element or the whole ends.
    fn nodes(&mut self, place: &mut Place, into: &mut Element) -> Result<(), Damage> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Damage::Depth);
        }
        while place.at < place.end {
            let token = self.byte(place)?;
            match token & !0x40 {
                0x00 | 0x04 => break,
                0x01 => {
                    let element = self.element(place, token & 0x40 != 0)?;
                    into.nodes.push(Node::Element(element));
                }
                0x0c => self.template(place, into)?,
                0x0f => place.at += 3,
                0x0a => drop(self.name(place)?),
                0x0b => drop(self.counted(place)?),
                _ => self.piece(token, place, into)?,
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn element(&mut self, place: &mut Place, has_attributes: bool) -> Result<Element, Damage> {
        if place.values.is_some() {
            place.at += 2;
        }
        place.at += 4;
        let mut element = Element {
            name: self.name(place)?,
            ..Element::default()
        };
        if has_attributes {
            place.at += 4;
            while self.peek(place)? & !0x40 == 0x06 {
                place.at += 1;
                let mut attribute = Element {
                    name: self.name(place)?,
                    ..Element::default()
                };
                while matches!(self.peek(place)? & !0x40, 0x05 | 0x07..=0x09 | 0x0d | 0x0e) {
                    let token = self.byte(place)?;
                    self.piece(token, place, &mut attribute)?;
                }
                element.attributes.push(attribute);
            }
        }
        match self.byte(place)? {
            0x02 => self.nodes(place, &mut element)?,
            0x03 => {}
            _ => return Err(Damage::Token),
        }
        Ok(element)
    }

    /// What text is made of.
    fn piece(&mut self, token: u8, place: &mut Place, into: &mut Element) -> Result<(), Damage> {
        let value = match token & !0x40 {
            0x05 => {
                // A text; nothing else is written so.
                place.at += 1;
                Value::Text(self.counted(place)?)
            }
            0x07 => Value::Text(self.counted(place)?),
            0x08 => {
                let code = self.number(place, 2)? as u32;
                Value::Text(char::from_u32(code).unwrap_or('\u{fffd}').to_string())
            }
            0x09 => Value::Text(entity(&self.name(place)?)),
            0x0d | 0x0e => return self.substitute(place, into),
            _ => return Err(Damage::Token),
        };
        self.add(value, into)
    }

    fn substitute(&mut self, place: &mut Place, into: &mut Element) -> Result<(), Damage> {
        let number = self.number(place, 2)?;
        place.at += 1;
        let slot = place.values.as_ref().ok_or(Damage::Token)?.get(number);
        let Some(Slot { kind, of }) = slot.cloned() else {
            // The template knows more places than the record has values.
            return Ok(());
        };
        if kind == 0x21 {
            let mut inner = Place {
                at: of.start,
                end: of.end,
                values: None,
            };
            return self.nodes(&mut inner, into);
        }
        let bytes = self.chunk.get(of).ok_or(Damage::Outside)?;
        match Value::read(kind, bytes).ok_or(Damage::Token)? {
            Some(value) => self.add(value, into),
            None => Ok(()),
        }
    }

    fn add(&mut self, value: Value, into: &mut Element) -> Result<(), Damage> {
        self.budget.text(value.len())?;
        into.nodes.push(Node::Value(value));
        Ok(())
    }

    /// A template and the values for it.
    fn template(&mut self, place: &mut Place, into: &mut Element) -> Result<(), Damage> {
        place.at += 1 + 4;
        let definition = self.number(place, 4)?;
        let mut sized = Place {
            at: definition + 20,
            end: self.chunk.len(),
            values: None,
        };
        let size = self.number(&mut sized, 4)?;
        let body = sized.at;
        if definition == place.at {
            place.at = body + size;
        }
        let count = self.number(place, 4)?;
        if count > (place.end.saturating_sub(place.at)) / 4 {
            return Err(Damage::Outside);
        }
        let mut from = place.at + 4 * count;
        let mut values = Vec::with_capacity(count);
        for _ in 0..count {
            let size = self.number(place, 2)?;
            let kind = self.byte(place)?;
            place.at += 1;
            values.push(Slot {
                kind,
                of: from..from + size,
            });
            from += size;
        }
        if from > place.end {
            return Err(Damage::Outside);
        }
        place.at = from;
        let mut inner = Place {
            at: body,
            end: body + size,
            values: Some(values),
        };
        self.nodes(&mut inner, into)
    }

    /// A name: it lies elsewhere in the chunk, or here where it is met for the first time.
    fn name(&mut self, place: &mut Place) -> Result<String, Damage> {
        let at = self.number(place, 4)?;
        let mut there = Place {
            at: at + 6,
            end: self.chunk.len(),
            values: None,
        };
        let name = self.counted(&mut there)?;
        if at == place.at {
            place.at = there.at + 2;
        }
        Ok(name)
    }

    /// A text with its length before it.
    fn counted(&mut self, place: &mut Place) -> Result<String, Damage> {
        let count = self.number(place, 2)?;
        let bytes = self.take(place, 2 * count)?;
        let text = utf16(bytes);
        self.budget.text(text.len())?;
        Ok(text)
    }

    fn take(&mut self, place: &mut Place, length: usize) -> Result<&'c [u8], Damage> {
        self.budget.step()?;
        let end = place.at.checked_add(length).filter(|end| *end <= place.end);
        let bytes = end.and_then(|end| self.chunk.get(place.at..end));
        place.at += length;
        bytes.ok_or(Damage::Outside)
    }

    fn peek(&mut self, place: &Place) -> Result<u8, Damage> {
        let byte = self.chunk.get(place.at).filter(|_| place.at < place.end);
        byte.copied().ok_or(Damage::Outside)
    }

    fn byte(&mut self, place: &mut Place) -> Result<u8, Damage> {
        Ok(self.take(place, 1)?[0])
    }

    fn number(&mut self, place: &mut Place, length: usize) -> Result<usize, Damage> {
        let bytes = self.take(place, length)?.iter().rev();
        Ok(bytes.fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
    }
}

/// The text that an entity stands for.
fn entity(name: &str) -> String {
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        other => format!("&{other};"),
    }
}

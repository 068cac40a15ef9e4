//! The records of a chunk, one after the other, past what is damaged.

use super::record::{Budget, Record};
use super::{CHUNK, Damage, crc32};

const MAGIC: &[u8] = b"ElfChnk\0";
const FIRST_RECORD: usize = 512;
const RECORD: &[u8] = b"**\0\0";
/// Before and behind what a record says.
const FRONT: usize = 24;
const BACK: usize = 4;

/// Adds a line for each record of a chunk. One that is not `is_used` by the head of the file may hold anything.
pub(super) fn lines(chunk: &[u8], is_used: bool, has_checksums: bool, out: &mut Vec<u8>) {
    if !chunk.starts_with(MAGIC) {
        // Room that was never used.
        if is_used && chunk.iter().any(|byte| *byte != 0) {
            Damage::Chunk.write(out);
        }
        return;
    }
    let end = number(chunk, 48).unwrap_or(CHUNK);
    let end = if (FIRST_RECORD..=chunk.len()).contains(&end) {
        end
    } else {
        chunk.len()
    };
    if has_checksums {
        check(chunk, end, out);
    }
    let (mut at, mut budget) = (FIRST_RECORD, Budget::default());
    while let Some(found) = next(chunk, at, end) {
        if found > at && chunk[at..found].iter().any(|byte| *byte != 0) {
            Damage::Length.write(out);
        }
        at = match length(chunk, found, end) {
            None => {
                Damage::Length.write(out);
                found + RECORD.len()
            }
            Some(length) => {
                let before = out.len();
                let of = found + FRONT..found + length - BACK;
                if let Err(damage) = Record::write(chunk, &mut budget, of, out) {
                    out.truncate(before);
                    damage.write(out);
                }
                found + length
            }
        };
    }
}

fn check(chunk: &[u8], end: usize, out: &mut Vec<u8>) {
    let fits = |at: usize, pieces: &[&[u8]]| {
        let sum = number(chunk, at).unwrap_or(0);
        // Some programs that write such files leave it out.
        sum == 0 || sum == crc32(pieces) as usize
    };
    if !fits(124, &[&chunk[..120], &chunk[128..FIRST_RECORD]]) {
        Damage::ChunkHead.write(out);
    }
    if !fits(52, &[&chunk[FIRST_RECORD..end]]) {
        Damage::Records.write(out);
    }
}

/// Where the next record begins.
fn next(chunk: &[u8], at: usize, end: usize) -> Option<usize> {
    let rest = chunk.get(at..end)?;
    memchr::memmem::find(rest, RECORD).map(|found| at + found)
}

/// A record's length, said before and behind it.
fn length(chunk: &[u8], at: usize, end: usize) -> Option<usize> {
    let length = number(chunk, at + 4)?;
    let fits = length >= FRONT + BACK && at + length <= end;
    let again = fits.then(|| number(chunk, at + length - BACK)).flatten();
    (again == Some(length)).then_some(length)
}

fn number(chunk: &[u8], at: usize) -> Option<usize> {
    let bytes = chunk.get(at..at + 4)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
}

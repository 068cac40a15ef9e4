//! What is kept of one slice, as it lies on disk.
//!
//! ```text
//! version · header (zstd): paths; by place its paths, how long its values are, most values of an event, the places before
//!   it that an event had values at, too · values of each place (zstd)
//! values: how many · each as what it shares with the one before, and the rest · counts · first · last
//! ```
//!
//! Values of one place are sorted, which packs them well, and unpacked only if something is asked for at that place.

use super::kept::Together;
use super::{Kept, Kind, Place, Seen, gate};
use std::collections::BTreeMap;

const VERSION: u8 = 2;
const LEVEL: i32 = 3;
/// Nothing that is written is larger unpacked.
const MOST: usize = 1 << 30;

/// What is kept of one slice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where the slice begins, microseconds since the epoch.
    pub opened: i64,
    /// For [`Query::wants`](super::Query::wants).
    pub gate: Vec<u8>,
    /// For [`Query::look`](super::Query::look).
    pub data: Vec<u8>,
    /// How many values are in it.
    pub values: u64,
}

/// What lies on disk is no part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what was kept of a stream is damaged")]
pub struct Damaged;

/// Makes one part of several of one slice.
///
/// # Errors
/// When one of them is damaged.
pub fn merge(opened: i64, parts: &[Vec<u8>]) -> Result<Part, Damaged> {
    let mut kept = Kept::default();
    for data in parts {
        let sections = Sections::open(data)?;
        let places = sections.places.iter();
        let numbers: Vec<usize> = places.map(|section| kept.place(&section.place)).collect();
        kept.together
            .join(&sections.together, |place| numbers[place]);
        for (at, place) in numbers.into_iter().enumerate() {
            sections.read(at, opened, &mut |_| true, &mut |value, seen| {
                kept.add(opened, place, value, seen);
            })?;
        }
    }
    let empty = Part {
        opened,
        gate: Vec::new(),
        data: Vec::new(),
        values: 0,
    };
    Ok(kept.parts().pop().unwrap_or(empty))
}

/// A part of values by place.
pub(super) fn encode(
    opened: i64,
    places: &[Place],
    together: &Together,
    values: Vec<Vec<(&str, Seen)>>,
) -> Part {
    let opened_at = opened / 1_000;
    let mut hashes = Vec::new();
    let mut paths: BTreeMap<&str, u64> = places
        .iter()
        .flat_map(|place| place.iter())
        .map(|(path, _)| (&**path, 0))
        .collect();
    let mut header = Vec::new();
    put(&mut header, paths.len() as u64);
    for (number, (path, at)) in (0..).zip(&mut paths) {
        *at = number;
        put_text(&mut header, path);
    }
    let mut sections = Vec::new();
    let mut count = 0;
    let used = values
        .into_iter()
        .enumerate()
        .filter(|(_, values)| !values.is_empty());
    let used: Vec<(usize, Vec<(&str, Seen)>)> = used.collect();
    let numbers: Vec<usize> = used.iter().map(|(at, _)| *at).collect();
    put(&mut header, used.len() as u64);
    for (at, mut sorted) in used {
        let mut kinds: Vec<Kind> = places[at].iter().map(|(_, kind)| *kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        sorted.sort_unstable_by_key(|(value, _)| *value);
        for (value, _) in &sorted {
            for kind in &kinds {
                gate::signs(*kind, value, |hash| hashes.push(hash));
            }
        }
        count += sorted.len() as u64;
        let plain = section(&sorted, opened_at);
        let packed = pack(&plain);
        put(&mut header, places[at].len() as u64);
        for (path, kind) in places[at].iter() {
            put(&mut header, paths[&**path]);
            header.push(*kind as u8);
        }
        put(&mut header, plain.len() as u64);
        put(&mut header, packed.len() as u64);
        put(&mut header, together.most(at));
        let before = (0..).zip(numbers.iter().take_while(|other| **other < at));
        let met: Vec<u64> = before
            .filter(|(_, other)| together.may_meet(at, **other))
            .map(|(number, _)| number)
            .collect();
        put(&mut header, met.len() as u64);
        met.into_iter().for_each(|number| put(&mut header, number));
        sections.extend_from_slice(&packed);
    }
    let packed = pack(&header);
    let mut data = vec![VERSION];
    put(&mut data, header.len() as u64);
    put(&mut data, packed.len() as u64);
    data.extend_from_slice(&packed);
    data.extend_from_slice(&sections);
    Part {
        opened,
        gate: gate::build(&mut hashes),
        data,
        values: count,
    }
}

fn section(sorted: &[(&str, Seen)], opened: i64) -> Vec<u8> {
    let mut out = Vec::new();
    put(&mut out, sorted.len() as u64);
    let mut before: &str = "";
    for (value, _) in sorted {
        let shared = before
            .bytes()
            .zip(value.bytes())
            .take_while(|(a, b)| a == b)
            .count();
        put(&mut out, shared as u64);
        put(&mut out, (value.len() - shared) as u64);
        out.extend_from_slice(&value.as_bytes()[shared..]);
        before = value;
    }
    let unsigned = |number: i64| u64::try_from(number).unwrap_or(0);
    sorted
        .iter()
        .for_each(|(_, seen)| put(&mut out, seen.count));
    sorted
        .iter()
        .for_each(|(_, seen)| put(&mut out, unsigned(seen.first - opened)));
    sorted
        .iter()
        .for_each(|(_, seen)| put(&mut out, unsigned(seen.last - seen.first)));
    out
}

/// A part that is read.
pub(super) struct Sections<'d> {
    pub(super) places: Vec<Section<'d>>,
    pub(super) together: Together,
}

pub(super) struct Section<'d> {
    pub(super) place: Place,
    plain: usize,
    packed: &'d [u8],
}

impl<'d> Sections<'d> {
    pub(super) fn open(data: &'d [u8]) -> Result<Self, Damaged> {
        let mut rest = data;
        if data.is_empty() {
            return Ok(Self {
                places: Vec::new(),
                together: Together::default(),
            });
        }
        if cut(&mut rest, 1)? != [VERSION] {
            return Err(Damaged);
        }
        let (plain, packed) = (size(&mut rest)?, size(&mut rest)?);
        let header = unpack(cut(&mut rest, packed)?, plain)?;
        let mut header = header.as_slice();
        let mut paths: Vec<Box<str>> = Vec::new();
        for _ in 0..size(&mut header)? {
            paths.push(text(&mut header)?.into());
        }
        let (mut places, mut together) = (Vec::new(), Together::default());
        for at in 0..size(&mut header)? {
            let mut place = Vec::new();
            for _ in 0..size(&mut header)? {
                let path = paths.get(size(&mut header)?).ok_or(Damaged)?;
                let kind = cut(&mut header, 1)?[0];
                let kind = Kind::ALL.get(usize::from(kind)).ok_or(Damaged)?;
                place.push((path.clone(), *kind));
            }
            let (plain, packed) = (size(&mut header)?, size(&mut header)?);
            together.at_least(at, get(&mut header)?);
            for _ in 0..size(&mut header)? {
                let other = size(&mut header)?;
                together.meet(at, (other < at).then_some(other).ok_or(Damaged)?);
            }
            places.push(Section {
                place: place.into(),
                plain,
                packed: cut(&mut rest, packed)?,
            });
        }
        Ok(Self { places, together })
    }

    /// Calls `each` with the values of one place that `wants` says are wanted. When they were there is read only
    /// where one is: of most places none.
    pub(super) fn read(
        &self,
        at: usize,
        opened: i64,
        wants: &mut dyn FnMut(&str) -> bool,
        each: &mut dyn FnMut(&str, Seen),
    ) -> Result<(), Damaged> {
        let section = &self.places[at];
        let plain = unpack(section.packed, section.plain)?;
        let mut rest = plain.as_slice();
        let count = size(&mut rest)?;
        let mut value: Vec<u8> = Vec::new();
        let mut wanted: Vec<(usize, String)> = Vec::new();
        for number in 0..count {
            let shared = size(&mut rest)?;
            if shared > value.len() {
                return Err(Damaged);
            }
            value.truncate(shared);
            let length = size(&mut rest)?;
            value.extend_from_slice(cut(&mut rest, length)?);
            let text = std::str::from_utf8(&value).map_err(|_| Damaged)?;
            if wants(text) {
                wanted.push((number, text.to_owned()));
            }
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let mut column = || {
            let mut numbers = Vec::with_capacity(wanted.len());
            let mut next = wanted.iter().map(|(number, _)| *number).peekable();
            for number in 0..count {
                let found = get(&mut rest)?;
                if next.next_if_eq(&number).is_some() {
                    numbers.push(found);
                }
            }
            Ok::<_, Damaged>(numbers)
        };
        let (counts, firsts, lasts) = (column()?, column()?, column()?);
        for (at, (_, text)) in wanted.iter().enumerate() {
            let signed = |number: u64| i64::try_from(number).map_err(|_| Damaged);
            let first = (opened / 1_000).checked_add(signed(firsts[at])?);
            let first = first.ok_or(Damaged)?;
            let last = first.checked_add(signed(lasts[at])?).ok_or(Damaged)?;
            let count = counts[at];
            each(text, Seen { count, first, last });
        }
        Ok(())
    }
}

fn pack(plain: &[u8]) -> Vec<u8> {
    // Compressing into memory fails only for a level that does not exist.
    zstd::bulk::compress(plain, LEVEL).unwrap_or_default()
}

fn unpack(packed: &[u8], plain: usize) -> Result<Vec<u8>, Damaged> {
    let found = zstd::bulk::decompress(packed, plain.min(MOST)).map_err(|_| Damaged)?;
    (found.len() == plain).then_some(found).ok_or(Damaged)
}

fn put(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

fn get(from: &mut &[u8]) -> Result<u64, Damaged> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = cut(from, 1)?[0];
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(number);
        }
    }
    Err(Damaged)
}

fn size(from: &mut &[u8]) -> Result<usize, Damaged> {
    usize::try_from(get(from)?).map_err(|_| Damaged)
}

fn text<'d>(from: &mut &'d [u8]) -> Result<&'d str, Damaged> {
    let length = size(from)?;
    std::str::from_utf8(cut(from, length)?).map_err(|_| Damaged)
}

fn cut<'d>(from: &mut &'d [u8], length: usize) -> Result<&'d [u8], Damaged> {
    let (cut, rest) = from.split_at_checked(length).ok_or(Damaged)?;
    *from = rest;
    Ok(cut)
}

#[cfg(test)]
mod tests {
    use super::super::SLICE;
    use super::*;
    use proptest::prelude::*;

    fn all(part: &Part) -> BTreeMap<(Place, String), Seen> {
        let sections = Sections::open(&part.data).unwrap();
        let mut found = BTreeMap::new();
        for at in 0..sections.places.len() {
            let place = sections.places[at].place.clone();
            sections
                .read(at, part.opened, &mut |_| true, &mut |value, seen| {
                    found.insert((place.clone(), value.to_owned()), seen);
                })
                .unwrap();
        }
        found
    }

    proptest! {
        #[test]
        fn parts_hold_what_went_in_also_merged(
            events in proptest::collection::vec((0_usize..3, "[ab.é]{0,6}", 0_i64..3_600_000), 0..40),
            cut in 0_usize..40,
        ) {
            let places: Vec<Place> = vec![
                vec![("file:name".into(), Kind::Exact)].into(),
                vec![("domain-name:value".into(), Kind::Domain), ("file:name".into(), Kind::Exact)].into(),
                vec![("ipv4-addr:value".into(), Kind::V4)].into(),
            ];
            let gathered = |events: &[(usize, String, i64)]| {
                let mut kept = Kept::default();
                for (place, value, at) in events {
                    let place = kept.place(&places[*place]);
                    let at = SLICE / 1_000 * 7 + at;
                    kept.add(7 * SLICE, place, value, Seen { count: 1, first: at, last: at });
                }
                kept.parts()
            };
            let whole = gathered(&events);
            let (before, after) = events.split_at(cut.min(events.len()));
            let halves: Vec<Vec<u8>> =
                gathered(before).into_iter().chain(gathered(after)).map(|part| part.data).collect();
            let merged = merge(7 * SLICE, &halves).unwrap();
            let expected = whole.first().map(all).unwrap_or_default();
            prop_assert_eq!(all(&merged), expected.clone());
            prop_assert_eq!(merged.values, expected.len() as u64);
            if let Some(part) = whole.first() {
                for end in 0..part.data.len() {
                    // Cut short it is damaged, never a panic.
                    let _ = merge(7 * SLICE, &[part.data[..end].to_vec()]);
                }
            }
        }
    }
}

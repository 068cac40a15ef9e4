//! From glyphs on a line to the order they are read in: right to left where the line is Arabic, with numbers and Latin words
//! inside it left to right.
//!
//! Smallest example: a page shows `13 ﻮﻴﻧﻮﻳ` with the number at the left. Read from the right it is `يونيو 13`, and not
//! `يونيو 31`.

use unicode_normalization::char::decompose_compatible;

/// One glyph: what it says, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub x: f64,
    pub width: f64,
    pub size: f64,
    pub said: String,
}

/// A line as it is read, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// with brackets turned where they were seen from the other side
    pub turned: String,
    /// with brackets as the file says them
    pub plain: String,
    pub left: f64,
    pub right: f64,
    pub y: f64,
    pub size: f64,
    /// how wide its first word is
    pub first_word: f64,
    /// whether it is read from the right
    pub from_right: bool,
    /// whether it stands below the line before it
    pub down: bool,
}

impl Line {
    /// None where there is nothing to read.
    pub(super) fn of(mut line: Vec<Glyph>, y: f64, down: bool) -> Option<Self> {
        line.retain(|g| !g.said.is_empty() && g.x.is_finite() && g.width.is_finite());
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
        let inked: Vec<&Glyph> = line.iter().filter(|g| !g.said.trim().is_empty()).collect();
        let left = inked.first()?.x;
        let right = inked.iter().map(|g| g.x + g.width).fold(f64::MIN, f64::max);
        let size = inked.iter().map(|g| g.size).fold(0.0, f64::max);
        let count = |wanted: Way| inked.iter().filter(|g| way(&g.said) == wanted).count();
        let right_to_left = count(Way::Right);
        let from_right = right_to_left > 0 && right_to_left >= count(Way::Left);
        let first_word = first_word(&inked, from_right);
        let seen = spaced(line);
        let (turned, plain) = (reading(&seen, true), reading(&seen, false));
        let trim = |text: String| text.trim().to_owned();
        Some(Self {
            turned: trim(turned),
            plain: trim(plain),
            left,
            right,
            y,
            size,
            first_word,
            from_right,
            down,
        })
    }
}

/// The width of the first word.
fn first_word(inked: &[&Glyph], from_right: bool) -> f64 {
    let gap = |a: &Glyph, b: &Glyph| b.x - (a.x + a.width) > GAP * b.size;
    let mut words = inked.chunk_by(|a, b| !gap(a, b));
    let word = if from_right {
        words.next_back()
    } else {
        words.next()
    };
    let ends = word.and_then(|word| Some((word.first()?, word.last()?)));
    ends.map_or(0.0, |(first, last)| last.x + last.width - first.x)
}

/// A gap wider than this, in sizes, is a space.
const GAP: f64 = 0.2;

/// Which way a glyph is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Right,
    Left,
    /// A number: left to right, and no reason to call the line Latin.
    Number,
    /// A mark or space.
    Either,
}

fn way(said: &str) -> Way {
    let first = said.chars().find(|c| !c.is_whitespace());
    match first {
        Some('0'..='9' | '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}') => Way::Number,
        Some('\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}') => {
            Way::Right
        }
        Some(c) if c.is_alphabetic() => Way::Left,
        _ => Way::Either,
    }
}

/// The text of one line.
fn reading(seen: &[String], turn: bool) -> String {
    let count = |wanted: Way| seen.iter().filter(|s| way(s) == wanted).count();
    let (right, left) = (count(Way::Right), count(Way::Left));
    if right == 0 {
        return seen.concat();
    }
    let ways: Vec<Way> = seen.iter().map(|s| way(s)).collect();
    let mut out = String::new();
    if right >= left {
        let mut at = seen.len();
        while at > 0 {
            let start = run(&ways, at, |w| w != Way::Right);
            // A run of Latin and numbers keeps its order; a mark alone at its ends does not belong to it.
            match start {
                Some(start) => seen[start..at]
                    .iter()
                    .for_each(|s| push(s, false, &mut out)),
                None => push(&seen[at - 1], turn, &mut out),
            }
            at = start.unwrap_or(at - 1);
        }
    } else {
        let mut at = 0;
        while at < seen.len() {
            let mut end = at;
            while end < seen.len() && matches!(ways[end], Way::Right | Way::Either) {
                end += 1;
            }
            while end > at && ways[end - 1] != Way::Right {
                end -= 1;
            }
            if end > at && ways[at] == Way::Right {
                seen[at..end]
                    .iter()
                    .rev()
                    .for_each(|s| push(s, turn, &mut out));
                at = end;
            } else {
                push(&seen[at], false, &mut out);
                at += 1;
            }
        }
    }
    out
}

/// Where the run that is read left to right and ends before `end` begins; none where the last glyph is no part of one.
fn run(ways: &[Way], end: usize, inside: impl Fn(Way) -> bool) -> Option<usize> {
    if matches!(ways[end - 1], Way::Right | Way::Either) {
        return None;
    }
    let mut start = end;
    while start > 0 && inside(ways[start - 1]) {
        start -= 1;
    }
    while start < end && ways[start] == Way::Either {
        start += 1;
    }
    Some(start)
}

/// What the glyphs say, with a space where a gap is wide.
fn spaced(line: Vec<Glyph>) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(line.len());
    let mut end: Option<f64> = None;
    for glyph in line {
        let gap = end.is_some_and(|end| glyph.x - end > GAP * glyph.size);
        let space = glyph.said.chars().all(char::is_whitespace);
        let after_space = out.last().is_some_and(|s| s == " ");
        if (gap || space) && !after_space && !out.is_empty() {
            out.push(" ".to_owned());
        }
        let right = glyph.x + glyph.width;
        end = Some(end.map_or(right, |end: f64| end.max(right)));
        if !space {
            out.push(glyph.said);
        }
    }
    out
}

/// Adds what a glyph says: presentation forms as letters, and brackets turned where they were seen from the other side.
fn push(said: &str, turned: bool, out: &mut String) {
    for c in said.chars() {
        match c {
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
                decompose_compatible(c, |d| {
                    if d != ' ' {
                        out.push(d)
                    }
                });
            }
            '(' if turned => out.push(')'),
            ')' if turned => out.push('('),
            '[' if turned => out.push(']'),
            ']' if turned => out.push('['),
            '«' if turned => out.push('»'),
            '»' if turned => out.push('«'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Glyphs as they stand on the page, left to right; a space is a gap.
    fn seen(text: &str) -> Vec<Glyph> {
        let glyphs = text.chars().enumerate().filter(|(_, c)| *c != ' ');
        let mut line: Vec<Glyph> = glyphs
            .map(|(at, c)| Glyph {
                x: at as f64 * 6.0,
                width: 6.0,
                size: 10.0,
                said: c.to_string(),
            })
            .collect();
        // The order in the file does not count.
        line.reverse();
        line
    }

    #[test]
    fn lines_are_read_by_their_scripts() {
        for (page, read) in [
            ("Meeting in Rabat, 13 June", "Meeting in Rabat, 13 June"),
            (".ةرهاقلاب ريزولا", "الوزير بالقاهرة."),
            ("2023 ﻮﻴﻧﻮﻳ 13", "13 يونيو 2023"),
            ("(OTAN) فلحلا", "الحلف (OTAN)"),
            ("13/06/2023 خيرات", "تاريخ 13/06/2023"),
            (
                "Le directeur du DGSN (ينطولا نمألا) a dit",
                "Le directeur du DGSN (الأمن الوطني) a dit",
            ),
        ] {
            let line = Line::of(seen(page), 0.0, true).expect("a line");
            assert_eq!(line.turned, read, "{page}");
        }
    }

    #[test]
    fn a_ligature_is_read_whole() {
        let line = Line::of(seen("ﻡﻼﺳ"), 0.0, true).expect("a line");
        assert_eq!(line.turned, "سلام");
    }
}

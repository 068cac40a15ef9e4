//! From lines on a page to paragraphs: a line that ends only because the page does goes on in the next one.
//!
//! Smallest example: in a column of 20 letters `the minister` is followed by `received`. Eight letters would have fit beside
//! it, so the writer wanted the line to end. Had `the minister of the` been followed by `interior`, there was no room: the two
//! are one line. A word cut in two by a hyphen becomes whole again.

use super::order::Line;
use std::collections::HashMap;

/// Lines of one paragraph are nearer than so many times their size.
const NEAR: f64 = 2.0;
/// A page's head and foot are shorter than this.
const SHORT: usize = 100;

/// The text of all pages, a paragraph a line. What stands at the head or foot of every page comes first, once.
pub(super) fn text(mut pages: Vec<Vec<Line>>) -> String {
    let turned = brackets_are_turned(pages.iter().flatten());
    let heads = take_heads(&mut pages);
    for first in pages.iter_mut().filter_map(|page| page.first_mut()) {
        first.down = false;
    }
    let said = |line: &Line| match turned {
        true => line.turned.clone(),
        false => line.plain.clone(),
    };
    let lines: Vec<Line> = pages.into_iter().flatten().collect();
    let whole: Vec<String> = lines.iter().map(said).collect();
    let whole = whole.join("\n");
    let mut text = String::new();
    for head in heads.iter().map(said) {
        // A number alone says nothing.
        if head.chars().any(char::is_alphabetic) {
            text.push_str(&head);
            text.push('\n');
        }
    }
    let mut before: Option<(&[Line], usize)> = None;
    for block in blocks(&lines) {
        for at in 0..block.len() {
            let wraps = match before {
                Some((above, last)) => goes_on(above, last, block, at),
                None => false,
            };
            let line = said(&block[at]);
            match wraps {
                true => join(&mut text, &line, &whole),
                false if text.is_empty() || text.ends_with('\n') => {}
                false => text.push('\n'),
            }
            text.push_str(&line);
            before = Some((block, at));
        }
    }
    text.push('\n');
    text
}

/// Whether brackets among letters that are read from the right are seen from the other side. Some writers say what is meant,
/// some what is seen; the one that closes what it opens is right.
fn brackets_are_turned<'a>(lines: impl Iterator<Item = &'a Line>) -> bool {
    let (mut turned, mut plain) = (0, 0);
    for line in lines.filter(|line| line.turned != line.plain) {
        turned += closed(&line.turned);
        plain += closed(&line.plain);
    }
    turned >= plain
}

/// Brackets that are closed in order, less those that are not.
fn closed(text: &str) -> i64 {
    let mut open = Vec::new();
    let mut sum = 0;
    for c in text.chars() {
        match c {
            '(' => open.push(')'),
            '[' => open.push(']'),
            '«' => open.push('»'),
            ')' | ']' | '»' => match open.pop() {
                Some(wanted) if wanted == c => sum += 1,
                _ => sum -= 1,
            },
            _ => {}
        }
    }
    sum - open.len() as i64
}

/// Takes out lines that stand at the head or foot of several pages, but for a number; gives the first of each.
fn take_heads(pages: &mut [Vec<Line>]) -> Vec<Line> {
    let bare = |line: &Line| -> String { line.plain.chars().filter(|c| !c.is_numeric()).collect() };
    let ends = |page: &[Line]| -> Vec<usize> {
        let height = |at: &usize| page[*at].y;
        let by_height = |a: &usize, b: &usize| height(a).total_cmp(&height(b));
        let (top, foot) = (
            (0..page.len()).max_by(by_height),
            (0..page.len()).min_by(by_height),
        );
        let mut outer: Vec<usize> = [top, foot].into_iter().flatten().collect();
        outer.retain(|at| page[*at].plain.chars().count() <= SHORT);
        outer.sort_unstable();
        outer.dedup();
        outer
    };
    let mut times: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        for at in ends(page) {
            *times.entry(bare(&page[at])).or_default() += 1;
        }
    }
    let mut heads: Vec<Line> = Vec::new();
    for page in pages.iter_mut() {
        let before = heads.len();
        for at in ends(page).into_iter().rev() {
            let said = bare(&page[at]);
            if times.get(&said).is_some_and(|times| *times >= 2) {
                let head = page.remove(at);
                if !heads.iter().any(|known| bare(known) == said) {
                    heads.insert(before, head);
                }
            }
        }
    }
    heads
}

/// Lines that may be one paragraph: of one size, one below the other, over one another.
fn blocks(lines: &[Line]) -> impl Iterator<Item = &[Line]> {
    lines.chunk_by(|above, below| {
        let size = above.size.max(below.size);
        let near = (above.y - below.y).abs() < NEAR * size;
        let over = above.left < below.right && below.left < above.right;
        // Upward is another column, or another page.
        below.down && near && over && alike(above, below)
    })
}

fn alike(above: &Line, below: &Line) -> bool {
    let size = above.size.max(below.size);
    let bare = (above.size - below.size).abs() < 0.1 * size;
    bare && above.from_right == below.from_right
}

/// Whether the line `at` of `block` goes on with what line `last` of `above` says.
fn goes_on(above: &[Line], last: usize, block: &[Line], at: usize) -> bool {
    let (line, next) = (&above[last], &block[at]);
    let room = next.first_word + 0.3 * line.size;
    if !alike(line, next) || free(above, line) >= room {
        return false;
    }
    // What begins elsewhere than the others is a heading, a list or a verse; only a paragraph's first line may be set in.
    let set_in = begins(above, line) > 2.0 * line.size || begins(block, next) > 0.5 * line.size;
    if set_in {
        return false;
    }
    // Over a column's end only what is no whole sentence, and no line alone.
    let ended = line
        .plain
        .ends_with(['.', '!', '?', ':', '؟', '…', '»', '"']);
    at > 0 || (!next.down && !ended && above.len() > 1 && block.len() > 1)
}

fn edges(block: &[Line]) -> (f64, f64) {
    let left = block.iter().map(|line| line.left).fold(f64::MAX, f64::min);
    let right = block.iter().map(|line| line.right).fold(f64::MIN, f64::max);
    (left, right)
}

/// How far from the others' beginning a line begins.
fn begins(block: &[Line], line: &Line) -> f64 {
    match line.from_right {
        true => edges(block).1 - line.right,
        false => line.left - edges(block).0,
    }
}

/// The room that a line leaves at its end.
fn free(block: &[Line], line: &Line) -> f64 {
    match line.from_right {
        true => line.left - edges(block).0,
        false => edges(block).1 - line.right,
    }
}

/// Prepares the end of a line for the one that goes on: a space, or nothing where a word was cut.
fn join(text: &mut String, next: &str, whole: &str) {
    let goes_on = next.chars().next().is_some_and(char::is_lowercase);
    let cut = text.ends_with(['\u{2010}', '\u{AD}', '-']);
    if !(cut && goes_on) {
        text.push(' ');
        return;
    }
    let hyphen = text.pop();
    let before = text
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let after = next
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    // `porte-parole` has its own hyphen, if it has it elsewhere, too.
    let own = format!("{before}-{after}");
    if hyphen == Some('-') && !before.is_empty() && whole.contains(&own) {
        text.push('-');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of a column, each letter six wide.
    fn page(lines: &[&str]) -> Vec<Line> {
        let lines = lines.iter().enumerate();
        let made = lines.map(|(at, said)| {
            let from_right = said.starts_with('ا');
            let width = 6.0 * said.chars().count() as f64;
            let first = said.split(' ').next().unwrap_or_default().chars().count();
            Line {
                turned: (*said).to_owned(),
                plain: (*said).to_owned(),
                left: if from_right { 200.0 - width } else { 0.0 },
                right: if from_right { 200.0 } else { width },
                y: 700.0 - 14.0 * at as f64,
                size: 10.0,
                first_word: 6.0 * first as f64,
                from_right,
                down: at > 0,
            }
        });
        made.collect()
    }

    #[test]
    fn lines_go_on_where_there_was_no_room_and_words_become_whole() {
        let read = text(vec![page(&[
            "le ministre a reçu une déléga‐",
            "tion de la police, dit le",
            "porte-parole; or le porte-",
            "parole a parlé",
            "Fin",
        ])]);
        let expected = "le ministre a reçu une délégation de la police, dit le porte-parole; or le porte-parole a parlé\nFin\n";
        assert_eq!(read, expected);
        let read = text(vec![page(&[
            "استقبل وزير الداخلية ببلادنا أمس",
            "الوفد",
            "انتهى",
        ])]);
        assert_eq!(read, "استقبل وزير الداخلية ببلادنا أمس الوفد\nانتهى\n");
    }

    #[test]
    fn heads_of_pages_are_there_once() {
        let one = |n: usize| page(&["Bulletin des services", "texte un", &format!("page {n}")]);
        let read = text(vec![one(1), one(2), one(3)]);
        assert_eq!(
            read,
            "Bulletin des services\npage 1\ntexte un\ntexte un\ntexte un\n"
        );
    }

    #[test]
    fn brackets_are_read_the_way_that_closes_them() {
        let line = |turned: &str, plain: &str| {
            let mut line = page(&["x"]).remove(0);
            (line.turned, line.plain) = (turned.to_owned(), plain.to_owned());
            line
        };
        assert!(!brackets_are_turned([line("ا )ب( ج", "ا (ب) ج")].iter()));
        assert!(brackets_are_turned(
            [line("ا (ب) ج", "ا )ب( ج"), line("ا )", "ا (")].iter()
        ));
    }
}

//! Line ends that only want of room made.

use std::borrow::Cow;

/// Narrowest and widest column, in characters, that text is broken to.
const COLUMN: std::ops::RangeInclusive<usize> = 45..=132;

/// One line of a block.
struct Line<'a> {
    /// Byte behind its last character that is no space.
    end: usize,
    /// First byte of the next line.
    next: usize,
    said: &'a str,
    width: usize,
}

/// `raw` with a space for each line end inside a paragraph that was broken to a column, as in mails, copied PDFs and
/// files of old: every byte keeps its place. Lists, menus and titles, whose lines are as long as what they say, stay as they are.
///
/// A block of lines without an empty one between is taken for broken text where most lines are so full that the first word of the
/// next would not have gone into the column, and where the lines read as going on: in Latin letters most begin small, in others they hold
/// marks between their words. Once a text holds such a block, two lines that fit its column are one paragraph too. A text of which no line is
/// longer than a column is broken where half of the lines that end no sentence are as full as they can be.
pub fn unwrapped(raw: &str) -> Cow<'_, str> {
    let page = Page::of(raw);
    let column = match &page {
        Some(page) => Some(page.width),
        None => blocks(raw).filter_map(|b| column(&b)).max(),
    };
    let Some(column) = column else {
        return Cow::Borrowed(raw);
    };
    let mut out = raw.as_bytes().to_vec();
    for block in blocks(raw) {
        let whole = page.is_none() && self::column(&block).is_some();
        for (n, pair) in block.windows(2).enumerate() {
            let (line, next) = (&pair[0], &pair[1]);
            let fits = line.width <= column + column / 8;
            let joins = match &page {
                Some(page) => page.joins(line, next),
                None => {
                    let filled = full(line, next, column) && (whole || goes_on(line, next));
                    // Broken twice: "… organised by" and the rest; the first line may be a title.
                    let short = whole && !closed(line.said) && (n > 0 || small(next));
                    filled || short
                }
            };
            if fits && !listed(next.said) && joins {
                out[line.end..line.next].fill(b' ');
            }
        }
    }
    // Only whole line ends and the spaces beside them were replaced.
    String::from_utf8(out).map_or(Cow::Borrowed(raw), Cow::Owned)
}

/// A text all of which was broken to one column.
struct Page {
    width: usize,
    /// Every line holds as many words as it can: the column counts characters, not widths of letters.
    exact: bool,
    /// Empty lines part its paragraphs.
    parted: bool,
}

impl Page {
    fn of(raw: &str) -> Option<Self> {
        let (mut lines, mut wide, mut width) = (0, 0, 0);
        let mut count = 0;
        for block in blocks(raw) {
            count += 1;
            for line in &block {
                lines += 1;
                match line.width > *COLUMN.end() {
                    true => wide += 1,
                    false => width = width.max(line.width),
                }
            }
        }
        if wide * 50 > lines || !COLUMN.contains(&width) {
            return None;
        }
        let (mut open, mut exact, mut filled, mut on, mut low) = (0, 0, 0, 0, 0);
        for block in blocks(raw) {
            for pair in block.windows(2).filter(|p| !closed(p[0].said)) {
                let (line, next) = (&pair[0], &pair[1]);
                open += 1;
                filled += usize::from(full(line, next, width));
                if forced(line, next, width) {
                    exact += 1;
                    // No title ends as a sentence does.
                    let ends = next.said.ends_with(['.', '!', '?', '؟']);
                    on += usize::from(ends || goes_on(line, next));
                    low += usize::from(small(next));
                }
            }
        }
        let broken = exact * 2 >= open && (low >= 1 || exact >= 2 && on * 4 >= exact);
        broken.then_some(Self {
            width,
            exact: exact * 5 >= filled * 4,
            parted: count > 1 && count * 6 >= lines,
        })
    }

    /// `next` is the rest of the paragraph of `line`.
    fn joins(&self, line: &Line<'_>, next: &Line<'_>) -> bool {
        let filled = match self.exact {
            true => forced(line, next, self.width),
            false => full(line, next, self.width),
        };
        match closed(line.said) {
            true => filled && self.parted,
            false => filled || small(next),
        }
    }
}

/// Most lines of a block; a longer one goes on in the next, which begins with its last line.
const BLOCK: usize = 400;

/// Runs of lines without an empty line between.
fn blocks(raw: &str) -> impl Iterator<Item = Vec<Line<'_>>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let mut block: Vec<Line<'_>> = Vec::new();
        while at < raw.len() {
            let stop = raw[at..].find('\n').map_or(raw.len(), |n| at + n);
            let next = (stop + 1).min(raw.len());
            let said = raw[at..stop].trim();
            if said.is_empty() {
                at = next;
                if block.is_empty() {
                    continue;
                }
                break;
            }
            block.push(Line {
                end: at + raw[at..stop].trim_end().len(),
                next,
                said,
                width: said.chars().count(),
            });
            if block.len() == BLOCK && next < raw.len() {
                break;
            }
            at = next;
        }
        (!block.is_empty()).then_some(block)
    })
}

/// The column that `block` was broken to, where it was.
fn column(block: &[Line<'_>]) -> Option<usize> {
    let width = block.iter().map(|l| l.width).max()?;
    if block.len() < 4 || !COLUMN.contains(&width) {
        return None;
    }
    let pairs = || block.windows(2).map(|p| (&p[0], &p[1]));
    // A paragraph's last line may be short.
    let open = pairs().filter(|(line, _)| !closed(line.said)).count();
    let fulls = pairs().filter(|(l, n)| full(l, n, width)).count();
    let on = pairs()
        .filter(|(l, n)| full(l, n, width) && goes_on(l, n))
        .count();
    let lists = block.iter().filter(|l| listed(l.said)).count();
    let broken = fulls >= 3 && fulls * 3 >= open * 2 && on * 2 >= fulls && lists * 4 <= block.len();
    broken.then_some(width)
}

/// The first word of `next` would not have gone into the column behind `line`, or nearly not: letters differ in width.
fn full(line: &Line<'_>, next: &Line<'_>, column: usize) -> bool {
    let word = next.said.split_whitespace().next().unwrap_or("");
    (line.width + 1 + word.chars().count()) * 8 >= column * 7
}

/// The first word of `next` would not have gone into the column behind `line`.
fn forced(line: &Line<'_>, next: &Line<'_>, column: usize) -> bool {
    let word = next.said.split_whitespace().next().unwrap_or("");
    line.width + 1 + word.chars().count() > column
}

/// It begins with a small letter.
fn small(line: &Line<'_>) -> bool {
    line.said.starts_with(char::is_lowercase)
}

/// `next` reads as the rest of a sentence that `line` began.
fn goes_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    let first = next.said.chars().next();
    if first.is_some_and(|c| c.is_ascii_alphabetic() || ('\u{C0}'..='\u{24F}').contains(&c)) {
        return first.is_some_and(char::is_lowercase);
    }
    let marks = |said: &str| {
        let inner = said.trim_end_matches(|c: char| !c.is_alphanumeric());
        inner.contains(['،', '؛', ',', ';', '.', ':', '»', '"'])
    };
    !closed(line.said) && (marks(line.said) || marks(next.said))
}

/// It ends as a sentence does.
fn closed(said: &str) -> bool {
    said.ends_with(['.', '!', '?', '؟', ':', '…', '»', '"', ')', '|'])
}

/// It begins as an item of a list does.
fn listed(said: &str) -> bool {
    let sign = said.starts_with(['•', '-', '–', '—', '*', '·', '|', '#', '>', '○', '●', '▪']);
    let number = said.trim_start_matches(|c: char| c.is_ascii_digit());
    sign || number.len() < said.len() && number.starts_with(['.', ')', '-', '/'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_broken_to_a_column_are_whole_again() {
        let mail = "Ministers meet in Rabat\n\nThe interior minister of the republic met his counterpart on\r\nMonday in Rabat, where the two discussed the fight against\r\norganised crime, the training of officers and the exchange of\r\nwhat their services know about networks across the region.\n\nBoth agreed to meet again before the end of the coming year in\nthe same city.\n";
        let out = unwrapped(mail);
        assert_eq!(out.len(), mail.len());
        assert_eq!(crate::paragraphs(&out).count(), 3);
        let arabic = "التقى وزير الداخلية نظيره في الرباط يوم الاثنين، وبحثا التعاون الأمني بين\nالبلدين وسبل تعزيزه في مجال مكافحة الإرهاب. وجرى خلال اللقاء استعراض\nما تحقق من نتائج، كما اتفق الجانبان على مواصلة التنسيق وتبادل الخبرات في\nمجال التكوين الشرطي، بما يخدم مصالح البلدين الشقيقين وأمن المنطقة كلها\nفي المستقبل القريب.";
        assert_eq!(crate::paragraphs(&unwrapped(arabic)).count(), 1);
    }

    #[test]
    fn short_paragraphs_of_a_broken_text_are_whole_again() {
        let mail = "Ministers sign in Rabat\n\nThe interior minister signed a memorandum with his counterpart\non Monday in Rabat.\n\nIt is the first between the two countries, said the Directorate\nGeneral for National Security in a communiqué.\n\nHe left for Tunis.";
        let out = unwrapped(mail);
        assert_eq!(crate::paragraphs(&out).count(), 4, "{out}");
        let arabic = "الكويت - 29 - 5 (كونا) -- بحث وفد من الإدارة العامة لحماية الآداب العامة ومكافحة\nالاتجار بالأشخاص مع مسؤولين من الفلبين سبل التعاون.\n\nوقالت وزارة الداخلية في بيان اليوم الاثنين ان الاجتماع الذي عقد في العاصمة مانيلا\nأمس استعرض تجربة الكويت.\n\nوأضافت ان الجانبين اتفقا على تسمية نقاط اتصال دائمة وتبادل المعلومات حول مكاتب\nالاستقدام الوهمية.";
        assert_eq!(crate::paragraphs(&unwrapped(arabic)).count(), 3);
        // One line after another without an empty one between.
        let copied = "The interior minister signed a memorandum with his counterpart on\nMonday in Rabat, where they met the director of the academy, too.\nIt is the first between the two countries, said the Directorate\nGeneral for National Security in a communiqué that it issued on\nTuesday.";
        assert_eq!(crate::paragraphs(&unwrapped(copied)).count(), 2);
    }

    #[test]
    fn titles_menus_lists_and_whole_paragraphs_stay() {
        for text in [
            "Police arrest five suspects in the port of Tangier\nMinister receives the ambassador of the Netherlands\nCustoms seize two tonnes of cannabis resin at sea\nCourt hears the case against the former director\nNew academy opens its doors to officers from abroad",
            "توقيف خمسة أشخاص يشتبه في تورطهم بالاتجار بالمخدرات\nوزير الداخلية يستقبل سفير هولندا المعتمد بالرباط اليوم\nالجمارك تحجز طنين من مخدر الشيرا بميناء طنجة المتوسط\nالمحكمة تنظر في قضية المدير السابق لجهاز الاستخبارات\nافتتاح أكاديمية جديدة لتكوين الضباط القادمين من الخارج",
            "Home\nPolitics\nWorld\nSport\nAbout us",
            "They agreed:\n- to exchange what they know about networks of traffickers\n- to train officers of both services every year in turn\n- to meet again before the end of the year in the capital\n- to open a common centre at the border of the two states",
            "The minister met his counterpart in Rabat on Monday.\nThey discussed the fight against organised crime in the region.\nA memorandum was signed.\nHe left in the evening for Tunis.",
        ] {
            assert_eq!(unwrapped(text), text);
        }
    }

    #[test]
    fn text_broken_twice_is_whole_again() {
        let text = "A course for customs officers\nFor a fortnight the\ncustoms school of the port has taught thirty inspectors how containers are\nchosen, opened and sealed again. They had come from four islands: Sal, Fogo\nand two others.\nAt its end the head of the harbour told them all in the great hall there\nthat no machine sees what somebody with long practice sees at once, and he\nadded that next year the course will be held in two towns instead of one so\nthat more can come.";
        let out = unwrapped(text);
        let lines: Vec<_> = crate::paragraphs(&out).map(|p| &out[p]).collect();
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[1].ends_with("and two others."));
    }

    #[test]
    fn long_blocks_are_read_in_parts() {
        let line = "the interior minister of the republic met his counterpart and they,\n";
        let text = line.repeat(3 * BLOCK + 7);
        assert_eq!(crate::paragraphs(&unwrapped(&text)).count(), 1);
    }

    proptest! {
        #[test]
        fn every_byte_keeps_its_place(s in "([a-z،ا-ي .•-]{0,70}\\r?\\n){0,12}") {
            let out = unwrapped(&s);
            prop_assert_eq!(out.len(), s.len());
            for (a, b) in s.bytes().zip(out.bytes()) {
                prop_assert!(a == b || b == b' ' && a.is_ascii_whitespace());
            }
        }
    }
}

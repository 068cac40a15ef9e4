//! Other stories of the site, told by how their lines follow each other: titles in one line, titles with their day, with
//! their section or with their first words behind the text, and the newest ones above the headline.

use std::ops::Range;

use foldhash::{HashSet, HashSetExt};

use super::{Line, around, day, phrase};

type Lines<'a> = [(Range<usize>, Line<'a>)];

/// Words of the title of a story.
const TITLE: std::ops::RangeInclusive<usize> = 4..=20;
/// Most words of the beginning of a story that a site shows.
const LEAD: usize = 40;
/// Lines above the first paragraph among which a heading of the newest stories is looked for.
const TOP: usize = 60;

/// `Floods close two airports | Stadium works to start in June | Three held over false banknotes`: titles in one line.
pub(super) fn titles(line: &Line<'_>) -> bool {
    let fits = |p: &str| TITLE.contains(&p.split_whitespace().count()) && !p.contains(". ");
    let parts = |sign: &str| {
        line.raw.matches(sign).count() >= 2 && line.raw.split(sign).map(str::trim).all(fits)
    };
    !line.ends && line.words >= 14 && [" | ", " · ", " • ", " » "].into_iter().any(parts)
}

/// The heading of stories that are told with their day and whole paragraphs: title, day, text, then again title and day
/// without a heading of their own. What is below is not the text.
pub(super) fn heading(lines: &Lines<'_>, first: usize) -> Option<usize> {
    let at = |n: usize| lines.get(n).map(|(_, l)| l);
    let pair = |n: usize| at(n).is_some_and(title) && at(n + 1).is_some_and(dated);
    let heads = |n: &usize| {
        let line = &lines[*n].1;
        (2..=6).contains(&line.words) && leads(line) && pair(n + 1)
    };
    let top = (first + 1..lines.len()).find(heads)?;
    let prose = |n: usize| lines[n].1.prose();
    (top + 4..lines.len())
        .any(|n| prose(n - 1) && pair(n))
        .then_some(top)
}

/// Lines behind the `last` paragraph that are titles, sections and first words of other stories.
pub(super) fn behind(lines: &Lines<'_>, last: usize) -> HashSet<usize> {
    let at = |n: usize| lines.get(n).map(|(_, l)| l);
    let all = last + 1..lines.len();
    let many = |is: fn(&Line<'_>) -> bool| all.clone().filter(|&n| is(&lines[n].1)).nth(1);
    let (leads, sections, stamps) = (
        many(lead).is_some(),
        many(section).is_some(),
        many(stamped).is_some(),
    );
    let is = |n: usize, is: fn(&Line<'_>) -> bool| at(n).is_some_and(is);
    let below = |n: usize| if is(n + 1, dated) { n + 2 } else { n + 1 };
    let teaser = |&n: &usize| {
        // A list of those who took part ends where the day of the first story stands.
        let opens = n == last + 1 || !is(n - 1, title);
        let day = || opens && is(n + 1, dated) && (is(n + 2, title) || is(n + 2, lead));
        leads && (is(n, lead) || is(n, title) && is(below(n), lead))
            || sections && (is(n, section) || is(n, title) && n > last + 1 && is(n - 1, section))
            || stamps && is(n, stamped)
            || is(n, title) && day()
    };
    all.clone().filter(teaser).collect()
}

/// The titles below `Latest news` above the headline, of which the `first` paragraph speaks of none.
pub(super) fn ticker(lines: &Lines<'_>, first: usize) -> HashSet<usize> {
    let mut top = first.saturating_sub(TOP)..first;
    let heads = |n: &usize| {
        let line = &lines[*n].1;
        (1..=4).contains(&line.words) && leads(line)
    };
    let none = HashSet::new();
    let Some(head) = top.find(heads) else {
        return none;
    };
    let run: Vec<usize> = (head + 1..first)
        .take_while(|&n| title(&lines[n].1))
        .collect();
    // A headline and what is below it.
    if run.len() < 3 {
        return none;
    }
    let said: String = lines[first..].iter().take(2).map(|(_, l)| l.raw).collect();
    let said = text::fold_str(&said);
    let spoken = |n: &usize| {
        let stems = around::stems(&lines[*n].1.folded);
        stems.filter(|s| around::begins(&said, s)).count()
    };
    let counts: Vec<usize> = run.iter().map(spoken).collect();
    let Some(own) = (0..run.len()).rev().max_by_key(|&i| counts[i]) else {
        return none;
    };
    if counts[own] < 3 {
        return none;
    }
    let others = (0..own).filter(|&i| 2 * counts[i] < counts[own]);
    others.map(|i| run[i]).collect()
}

/// Nothing but words that lead to other stories: `Read also`, `Latest news`.
fn leads(line: &Line<'_>) -> bool {
    phrase::starts(&line.folded).any(|s| s.kind == "related" && s.rest == 0)
}

fn title(line: &Line<'_>) -> bool {
    TITLE.contains(&line.words)
        && !(line.ends || line.cut() || line.prose())
        && line.anywhere.is_none()
        && !line.raw.ends_with(':')
        && !line.raw.starts_with(['-', '–', '—', '•', '*'])
        && !dated(line)
}

/// Nothing but a day, or how long ago.
fn dated(line: &Line<'_>) -> bool {
    line.words <= 8
        && (phrase::ago(&line.folded, false)
            || line.raw.contains(|c: char| c.is_ascii_digit()) && day::only_date(&line.known))
}

/// The first words of a story: `Officers of both forces met on Tuesday in the border town of...`
fn lead(line: &Line<'_>) -> bool {
    (8..=LEAD).contains(&line.words) && line.cut()
}

fn section(line: &Line<'_>) -> bool {
    line.words <= 3 && !line.ends && phrase::section(line.raw)
}

/// `Floods close two airports in the south March 12, 2024`: a title and its day in one line.
fn stamped(line: &Line<'_>) -> bool {
    let title = || {
        let last = line.known.dates().last().map(|d| d.tokens.clone());
        last.is_some_and(|d| d.end == line.known.tokens().len() && d.len() >= 3 && d.start >= 4)
    };
    let tail = line.raw.split_whitespace().next_back().unwrap_or("");
    (7..=24).contains(&line.words)
        && !line.raw.contains(". ")
        && tail.len() >= 4
        && tail.ends_with(|c: char| c.is_ascii_digit())
        && title()
}

#[cfg(test)]
mod tests {
    use super::super::furniture;

    const TEXT: &str = "The police chiefs of Kenya and Uganda met in Nairobi on Tuesday to discuss joint patrols on the lake.\n\
        They agreed to exchange the names of boats that carry no papers and to train their crews together.";
    const HEAD: &str = "Kenya and Uganda police chiefs agree on joint patrols";

    /// The lines of the page that are furniture.
    fn site(page: &str) -> Vec<&str> {
        furniture(page)
            .iter()
            .map(|f| &page[f.start..f.end])
            .collect()
    }

    /// What is behind the text, all of it furniture; none of the text is.
    fn all_behind(behind: &str) {
        let page = format!("{HEAD}\n{TEXT}\n{behind}");
        assert_eq!(
            site(&page),
            behind.split('\n').collect::<Vec<_>>(),
            "{behind}"
        );
    }

    /// What is behind the text, none of it furniture.
    fn text_behind(behind: &str) {
        let page = format!("{HEAD}\n{TEXT}\n{behind}");
        assert_eq!(site(&page), Vec::<&str>::new(), "{behind}");
    }

    #[test]
    fn stories_behind_the_text() {
        all_behind(
            "Floods close two airports in the south\n12 Mar 2024\nStadium works to start in June\n3 hours ago",
        );
        all_behind(
            "Society\nFloods close two airports in the south\nSport\nStadium works to start in June",
        );
        all_behind(
            "Floods close two airports in the south\nThe airports of two towns were closed after days of...\n\
             Stadium works to start in June\nThe city council said on Monday that the works would [...]",
        );
        all_behind(
            "Floods close two airports in the south March 12, 2024\nStadium works to start in June March 13, 2024",
        );
        all_behind(
            "Related stories\nFloods close two airports in the south\n12 Mar 2024\n\
             Two airports in the south were closed on Tuesday after three days of heavy rain.\n\
             Stadium works to start in June\n13 Mar 2024\n\
             The city council said on Monday that the works on the stadium would begin in June.",
        );
    }

    #[test]
    fn the_end_of_a_text_is_no_story() {
        // Who signs, and the day.
        text_behind("For the Ministry of Interior of Kenya");
        // One section heads what follows.
        text_behind("Security\nExchange of information on wanted persons");
        // A paragraph that breaks off.
        text_behind(
            "Exchange of officers\nThe two chiefs also agreed that officers of both forces would...",
        );
        // A list of those who took part, behind which the site goes on.
        let list = "Kenya: National Police Service of the Republic\nUganda: Uganda Police Force and Coast Guard";
        let page =
            format!("{HEAD}\n{TEXT}\n{list}\n12 Mar 2024\nFloods close two airports in the south");
        assert!(!site(&page).iter().any(|l| l.starts_with("Uganda:")));
    }

    #[test]
    fn titles_in_one_line() {
        let row = |sign: &str| {
            let all = [
                "Floods close two airports",
                "Stadium works to start in June",
                "Three held over false banknotes",
            ];
            all.join(sign)
        };
        for sign in [" | ", " · ", " • ", " » "] {
            all_behind(&row(sign));
            let page = format!(
                "{HEAD}\n{}",
                TEXT.replace('\n', &format!("\n{}\n", row(sign)))
            );
            assert_eq!(site(&page), [row(sign)]);
        }
        text_behind(
            "The chiefs | Grace Okello for Kenya and Peter Banda for Uganda | signed the record of the talks.",
        );
    }

    #[test]
    fn the_newest_stories_above_the_headline() {
        let newest =
            "Latest news\nFloods close two airports in the south\nStadium works to start in June";
        let page = format!("{newest}\n{HEAD}\n{TEXT}");
        assert_eq!(site(&page), newest.split('\n').collect::<Vec<_>>());
        // Below the section stand the headline and what belongs to it.
        let page = format!(
            "Latest news\n{HEAD}\nBoats without papers will be named\nCrews train together\n{TEXT}"
        );
        assert_eq!(site(&page), ["Latest news"]);
    }
}

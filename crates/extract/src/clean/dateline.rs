//! Datelines: what stands before the first word of a paragraph, and lines that are nothing but a day.

use text::fold_str;

use super::byline::{
    AGENCIES, LETTERS, agency_line, clock, dated_place, ends_or_begins, only_place, strong,
};
use crate::lexicon::{LEXICON, Tag};

/// `الأحد 5 مايو 2024 10:15`: nothing but a day and an hour.
pub(super) fn only_date(line: &str) -> bool {
    let t = text::tokenize(line);
    let dates = text::find_dates(&t, None);
    let Some(first) = dates.first() else {
        return false;
    };
    let in_date = |i: usize| dates.iter().any(|d| d.tokens.contains(&i));
    let hour = |i: usize| {
        t.list[i].kind == text::Kind::Number
            || matches!(
                t.folded(i),
                "-" | "|"
                    | "/"
                    | ":"
                    | ","
                    | "."
                    | "+"
                    | "("
                    | ")"
                    | "h"
                    | "الساعه"
                    | "ص"
                    | "م"
                    | "صباحا"
                    | "مساء"
                    | "a"
                    | "at"
                    | "gmt"
                    | "utc"
                    | "am"
                    | "pm"
                    | "بتوقيت"
                    | "غرينتش"
                    | "les"
                    | "min"
                    | "الموافق"
                    | "ه"
                    | "le"
                    | "gst"
                    | "ist"
                    | "edt"
                    | "est"
                    | "cet"
                    | "wat"
                    | "eat"
            )
    };
    // "Wed 4 Mar 2026"
    let weekday = |i: usize| {
        let short = [
            "mon", "tue", "wed", "thu", "fri", "sat", "sun", "lun", "mar", "mer", "jeu", "ven",
            "sam", "dim",
        ];
        i == 0 && short.contains(&t.folded(0))
    };
    let hour = |i: usize| hour(i) || weekday(i);
    first.tokens.end - first.tokens.start >= 2 && (0..t.len()).all(|i| in_date(i) || hour(i))
}

/// `Politics 8 April 2016 15:31`, `National News 6 May 2016 10:00`, `الأربعاء 15 آذار 2023 الساعة 14:48 سياسة`: a section beside a day.
pub(super) fn section_and_date(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let section = |part: &[&str]| super::phrase::section(&part.join(" "));
    let hour = |w: &&str| clock(w, &[':']);
    let timed = words.iter().any(hour) && words[0].chars().all(char::is_alphabetic);
    (1..=3.min(words.len().saturating_sub(2))).any(|n| {
        let end = words.len() - n;
        timed && n <= 2 && only_date(&words[n..].join(" "))
            || section(&words[..n]) && only_date(&words[n..].join(" "))
            || section(&words[end..]) && only_date(&words[..end].join(" "))
    })
}

/// `2025-12-10T09:12:04+00:00`.
pub(super) fn stamp(line: &str) -> bool {
    let sign = |c: char| matches!(c, '-' | ':' | '+' | '.' | 'T' | 'Z');
    line.contains('T')
        && line.contains(':')
        && line.starts_with(|c: char| c.is_ascii_digit())
        && line.chars().all(|c| c.is_ascii_digit() || sign(c))
}

/// `DUSHANBE, 14.08.2017 /Agency/. The …`, `NAIROBI, Kenya, Mar 6 – The …`: a town in capitals, a day, and what parts them
/// from the text.
pub(super) fn shouted(line: &str) -> Option<usize> {
    let head_end = line.char_indices().nth(70).map_or(line.len(), |(n, _)| n);
    let head = &line[..head_end];
    let town_end = head.find([',', ' ', '('])?;
    let town = &head[..town_end];
    let upper = town.chars().count() >= 4 && town.chars().all(|c| c.is_uppercase() || c == '-');
    if !upper {
        return None;
    }
    let t = text::tokenize(head);
    let hits = LEXICON.find(&t, 7);
    if !hits.iter().any(|h| h.first == 0 && strong(h)) {
        return None;
    }
    // "ISLAMABAD (Point News) - The …"
    let bracket = head[town_end..].trim_start();
    if bracket.starts_with('(')
        && let Some(n) = head
            .find(") - ")
            .or_else(|| head.find(") – "))
            .or_else(|| head.find(") — "))
        && line[n..].split_whitespace().count() >= 9
    {
        return Some(n + 1);
    }
    let dates = text::find_dates(&t, None);
    let day = dates.iter().find(|d| d.tokens.start <= 6)?;
    let after = t.list.get(day.tokens.end - 1)?.end as usize;
    let rest = &line[after..];
    // The agency stands between, in brackets, slashes or alone.
    let cut = [
        "--", " – ", " — ", " - ", "— ", "– ", "/. ", "/ ", "). ", ". ",
    ]
    .iter()
    .filter_map(|d| rest.find(d).map(|n| (n, *d)))
    .min()?;
    let (n, sign) = cut;
    let own = rest[..n].split_whitespace().count() <= 4 && n <= 40;
    let text = &rest[n + sign.len()..];
    let opens = text
        .trim_start()
        .starts_with(|c: char| c.is_uppercase() || c == '(');
    let keep = sign.len() - sign.trim_start_matches(['/', ')', '.']).len();
    (own && opens && text.split_whitespace().count() >= 8)
        .then(|| after + rest[..n + keep].trim_end().len())
}

/// `MPS - `, `PSNews – `, `(MENAFN- Gulf Times) `: the letters of an agency before the first word of the text.
fn letters_before(line: &str) -> Option<usize> {
    let long = |rest: &str| rest.split_whitespace().count() >= 8;
    let opens = |rest: &str| {
        rest.trim_start_matches(['-', '–', '—', ' '])
            .starts_with(|c: char| c.is_uppercase() || c == '"' || c == '“')
    };
    if line.starts_with("(MENAFN") || line.starts_with("(VOV") || line.starts_with("(VNA") {
        let close = line.find(')').filter(|&n| n <= 50)? + 1;
        return (opens(&line[close..]) && long(&line[close..])).then_some(close);
    }
    let dash = ["- ", " – ", " — ", "– ", "-"]
        .iter()
        .filter_map(|d| line.find(d))
        .min()
        .filter(|&n| n <= 14)?;
    let word = line[..dash].trim_end();
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    let name =
        (2..=12).contains(&word.len()) && word.chars().all(|c| c.is_ascii_alphabetic() || c == '.');
    let spaced =
        line[dash..].chars().nth(1).is_some_and(|c| c == ' ') || line[dash..].starts_with(' ');
    let agency = AGENCIES.contains(&fold_str(word).as_str()) || LETTERS.contains(&word);
    (name && upper >= 2 && agency && spaced && opens(&line[dash..]) && long(&line[dash..]))
        .then_some(word.len())
}

/// `SAINT-JEAN-SUR-RICHELIEU | Sept présumés …`, `Bruxelles, 22/06/2023 (Bulletin du Soir)`: capitals before a dash or bar and a
/// whole paragraph; a town, a day and an outlet in brackets.
fn unknown_town(line: &str) -> Option<usize> {
    let long = |rest: &str| rest.split_whitespace().count() >= 12;
    let sign = [" | ", " – ", " — ", " -- ", " - "]
        .iter()
        .filter_map(|d| line.find(d))
        .min()
        .filter(|&n| n <= 40);
    if let Some(n) = sign {
        let town = line[..n].trim_end();
        let capitals = town
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, ' ' | '-' | '\'' | '’' | '.'));
        // "ENQUÊTE | …" names a section.
        let folded = fold_str(town);
        let section = super::phrase::starts(super::phrase::bare(&folded)).any(|s| s.rest == 0);
        if capitals && !section && town.chars().count() >= 5 && long(&line[n..]) {
            return Some(town.len());
        }
    }
    let close = line.find(')').filter(|&n| n <= 80)?;
    let open = line[..close].find('(')?;
    let outlet = line[open + 1..close].split_whitespace().count() <= 5;
    let before = line[..open].trim().trim_end_matches(',');
    let rest = line[close + 1..].trim();
    let dated = text::find_dates(&text::tokenize(before), None).len() == 1 && dated_place(before);
    (outlet && dated && (rest.is_empty() || long(rest))).then_some(close + 1)
}

/// The dateline at the start of a paragraph: `RABAT, Sept 20 (Reuters) -`, `الرباط 3 ماي (و م ع) –`.
pub(super) fn dateline(line: &str) -> Option<usize> {
    let head_end = line.char_indices().nth(70).map_or(line.len(), |(n, _)| n);
    let head = &line[..head_end];
    if let Some(close) = head.find(')') {
        let open = head[..close].find('(')?;
        let inside = fold_str(&head[open + 1..close]);
        let after = line[close + 1..].trim_start();
        let before = head[..open].trim().trim_end_matches(',');
        let letters = inside.trim().chars().all(char::is_alphabetic) && inside.len() <= 12;
        let agency = letters && !before.is_empty() && (dated_place(before) || only_place(before))
            || AGENCIES.contains(&inside.trim())
            || inside.len() <= 24 && AGENCIES.iter().any(|a| ends_or_begins(inside.trim(), a));
        if agency
            && head[..open].split_whitespace().count() <= 6
            && after.starts_with(['-', '–', '—', ':', '–'])
        {
            return Some(close + 1);
        }
    }
    if let Some(end) = shouted(line)
        .or_else(|| letters_before(line))
        .or_else(|| town_and_colon(line))
        .or_else(|| slashed(head))
        .or_else(|| agency_after(line))
        .or_else(|| {
            super::head::dateline(line)
                .max(from_town(line))
                .max(before_verb(line))
        })
    {
        return Some(end);
    }
    // "WASHINGTON—The director …"
    if let Some(n) = head.find(['—', '–']) {
        let before = &head[..n];
        let shouted = before
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | ',' | '-'));
        if shouted && before.trim().chars().count() > 3 && before.split_whitespace().count() <= 3 {
            return Some(before.trim_end().len());
        }
    }
    if let Some(end) = unknown_town(line) {
        return Some(end);
    }
    for sep in [" - ", " – ", " — ", ": ", " : "] {
        let Some(n) = head.find(sep) else { continue };
        let before = &head[..n];
        if before.split_whitespace().count() > 6 || before.contains(['.', '،']) {
            continue;
        }
        let folded = fold_str(before);
        if agency_line(folded.trim()) {
            return Some(n);
        }
    }
    None
}

/// `الرياض 14 ربيع الآخر 1445 هـ الموافق 29 أكتوبر 2023 م واس`: a town, a day or two, an agency, and the text after it.
pub(super) fn agency_after(line: &str) -> Option<usize> {
    let head_end = line.char_indices().nth(130).map_or(line.len(), |(n, _)| n);
    let t = text::tokenize(&line[..head_end]);
    let hits = LEXICON.find(&t, 7);
    let town = hits
        .iter()
        .find(|h| h.first == 0 && h.skip == 0 && strong(h))?;
    let dates = text::find_dates(&t, None);
    let mut i = town.last;
    let mut marks = 0;
    while i < t.len() {
        if let Some(d) = dates.iter().find(|d| d.tokens.contains(&i)) {
            i = d.tokens.end;
            marks += 1;
        } else if matches!(
            t.folded(i),
            "," | "في"
                | "الموافق"
                | "م"
                | "ه"
                | "/"
                | "-"
                | "("
                | "ميلاديه"
                | "هجريه"
                | "|"
                | "."
        ) {
            marks += usize::from(matches!(t.folded(i), "/" | "-" | "("));
            i += 1;
        } else {
            break;
        }
    }
    let named = AGENCIES.iter().find_map(|a| {
        let words: Vec<&str> = a.split([' ', '.']).collect();
        let said = words.iter().enumerate().all(|(n, w)| t.folded(i + n) == *w);
        said.then_some(i + words.len())
    });
    // "(و ا ك)": letters in brackets behind town and day are an agency, known or not.
    let letters = || {
        let close = (i..t.len().min(i + 7)).find(|&k| t.folded(k) == ")")?;
        let single = |k: usize| t.folded(k).chars().count() == 1;
        (t.folded(i - 1) == "(" && !dates.is_empty() && (i..close).all(single)).then_some(close)
    };
    let mut agency = named.or_else(letters)?;
    // "أريحا - معا برس - اختتمت …"
    let word = t
        .list
        .get(agency)
        .is_some_and(|x| x.kind == text::Kind::Arabic);
    if word && t.folded(agency + 1) == "-" && t.list[agency + 1].spaced {
        agency += 1;
    }
    let closed = matches!(t.folded(agency), ")" | "/");
    let last = agency - 1 + usize::from(closed);
    (marks > 0).then(|| t.list.get(last).map(|x| x.end as usize))?
}

/// `مرايا – بحث X …`, `أبوظبي - سيف حمدان - استقبل X …`, `مسقط | العين الإخبارية - 24 يناير 2026 التقى X …`: up to six words that
/// tell nothing, parted by a dash from the verb a report begins with.
fn before_verb(line: &str) -> Option<usize> {
    let head_end = line.char_indices().nth(90).map_or(line.len(), |(n, _)| n);
    let t = text::tokenize(&line[..head_end]);
    let hits = LEXICON.find(&t, 7);
    let dates = text::find_dates(&t, None);
    let dash = |i: usize| matches!(t.folded(i), "-" | "|") && t.list[i].spaced;
    let verb = |i: usize| {
        let told = |h: &crate::lexicon::Hit| {
            h.first == i && h.skip == 0 && matches!(h.tag, Tag::Verb(v) if !v.form.imperfect)
        };
        hits.iter().any(told) && !t.folded(i).starts_with("ال")
    };
    let first = (2..t.len().min(12)).find(|&i| verb(i))?;
    // Between the last dash and the verb at most a day.
    let last = (1..first).rev().find(|&i| dash(i) || t.folded(i) == ":")?;
    let day =
        |i: usize| dates.iter().any(|d| d.tokens.contains(&i)) || matches!(t.folded(i), "," | ":");
    let words = (0..last)
        .filter(|&i| t.list[i].kind == text::Kind::Arabic)
        .count();
    let plain = (0..last).all(|i| {
        t.list[i].kind == text::Kind::Arabic
            || dash(i)
            || day(i)
            || t.list[i].kind == text::Kind::Number
    });
    let whole = line.split_whitespace().count() > first + 8;
    let close = (last + 1..first).all(day) && dash(last) && t.folded(last) == "-";
    let end = if first == last + 1 {
        last - 1
    } else {
        first - 1
    };
    (close && plain && whole && (1..=5).contains(&words)).then(|| t.list[end].end as usize)
}

/// `باماكو - اختتمت …`, `Tunis, 6 février 2024 - Le ministre …`: a town, perhaps a day, and a dash before the text.
fn from_town(line: &str) -> Option<usize> {
    let dash = [" - ", " – ", " — ", " -- "]
        .iter()
        .filter_map(|d| line.find(d))
        .min()
        .filter(|&n| n <= 60)?;
    let before = line[..dash].trim_end();
    let long = line[dash..].split_whitespace().count() > 8;
    let two = country(before) && line[dash..].chars().take(30).any(|c| c == ':');
    (long && !two && (only_place(before) || dated_place(before) || town_and_country(before)))
        .then_some(before.len())
}

/// `Doha, Qatar: The minister …`, `KABUL: The …`, `Baghdad, The …`: a town and a colon before the text.
fn town_and_colon(line: &str) -> Option<usize> {
    let long = |n: usize| line[n..].split_whitespace().count() >= 9;
    if let Some(n) = line.find(": ").filter(|&n| n <= 40) {
        let before = &line[..n];
        let shouted =
            before.chars().any(char::is_uppercase) && !before.chars().any(char::is_lowercase);
        let town =
            only_place(before) && (shouted && before.chars().count() > 4 || !country(before));
        // "Tchad – Cameroun : les gouverneurs …" is a headline.
        let with_country = town_and_country(before) && !country(before);
        if long(n) && (town || with_country || dated_place(before)) {
            return Some(n);
        }
    }
    let n = line.find(", The ").filter(|&n| n <= 24)?;
    (long(n) && only_place(&line[..n]) && !country(&line[..n])).then_some(n)
}

/// `line` is the name of a country: "Libya: minister meets …" is a headline.
fn country(line: &str) -> bool {
    let t = text::tokenize(line);
    let hits = LEXICON.find(&t, 7);
    hits.iter()
        .any(|h| h.first == 0 && h.tag.place().is_some_and(|p| p.country))
}

/// `MANILA, Philippines`, `Kinshasa (RD Congo)`: a town and its country.
fn town_and_country(before: &str) -> bool {
    let t = text::tokenize(before);
    let hits = LEXICON.find(&t, 7);
    let place = |first: usize| {
        let here = hits.iter().filter(|h| h.first == first && h.skip == 0);
        here.filter(|h| h.tag.place().is_some())
            .map(|h| h.last)
            .max()
    };
    let Some(town) = place(0) else { return false };
    let sign = matches!(t.folded(town), "," | "(" | "/" | "-");
    // "Rabat-Madrid : …" is a headline.
    let land = hits
        .iter()
        .any(|h| h.first == town + 1 && h.tag.place().is_some_and(|p| p.country));
    let end = place(town + 1).filter(|_| land || t.folded(town) != "-" || t.list[town].spaced);
    sign && end.is_some_and(|e| e == t.len() || e + 1 == t.len() && t.folded(e) == ")")
}

/// `الدوحة في 21 نوفمبر /قنا/`: town, day and agency between slashes.
fn slashed(head: &str) -> Option<usize> {
    let open = head.find('/')?;
    let close = open + 1 + head[open + 1..].find('/')?;
    let inside = fold_str(head[open + 1..close].trim());
    let short = head[..open].split_whitespace().count() <= 6;
    (short && AGENCIES.contains(&inside.as_str())).then_some(close + 1)
}

//! Texts and the events they tell, by the names of who takes part.

use extract::{MentionType, extract};
use text::Date;

/// Kind and participants of each event, by the longest name the text gives them.
fn told(text: &str) -> Vec<String> {
    let x = extract(text, Date::parse("2024-05-17"));
    let name = |e: usize| {
        let spans = x.mentions.iter().filter(|m| m.entity == Some(e));
        let longest = spans.max_by_key(|m| m.end - m.start);
        longest.map_or(String::new(), |m| text[m.start..m.end].to_owned())
    };
    let who = |e: &extract::Event| {
        let ids = e.participants.iter().filter_map(|p| p.entity.or(p.office));
        let mut all: Vec<String> = ids.map(name).collect();
        all.sort();
        format!("{}: {}", e.kind, all.join(" + "))
    };
    x.events.iter().map(who).collect()
}

/// Each text tells these events, in any order.
pub fn tells(cases: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (text, wanted) in cases {
        let mut said = told(text);
        said.sort();
        let mut wanted = wanted.to_vec();
        wanted.sort_unstable();
        if said != wanted {
            wrong += &format!("\n{text}\n  wanted {wanted:?}\n  said   {said:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The texts of a list, each with the lines behind it that begin with `=`; `=` alone: nothing.
fn cases(list: &str) -> Vec<(&str, Vec<&str>)> {
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in list
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        match (line.strip_prefix('='), cases.last_mut()) {
            (Some(said), Some(case)) => case.1.extend(Some(said.trim()).filter(|e| !e.is_empty())),
            _ => cases.push((line, Vec::new())),
        }
    }
    cases
}

/// A list of texts, each with lines of `= kind: who` behind it; `=` alone: it tells nothing.
#[allow(dead_code, reason = "only some test files have a list")]
pub fn listed(list: &str, least: usize) {
    let list = cases(list);
    let cases: Vec<(&str, &[&str])> = list.iter().map(|c| (c.0, c.1.as_slice())).collect();
    assert!(cases.len() > least);
    tells(&cases);
}

/// A list of texts, each with lines of `= office <- holder` behind it; `=` alone: nobody holds an office there.
#[allow(dead_code, reason = "one test file has such a list")]
pub fn held(list: &str, least: usize) {
    let list = cases(list);
    assert!(list.len() > least);
    let mut wrong = String::new();
    for (text, mut wanted) in list {
        let x = extract(text, Date::parse("2024-05-17"));
        let name = |e: usize| {
            let spans = x.mentions.iter().filter(|m| m.entity == Some(e));
            let longest = spans.max_by_key(|m| m.end - m.start);
            longest.map_or("", |m| &text[m.start..m.end])
        };
        let office = |(n, e): (usize, &extract::Entity)| {
            e.holder.map(|h| format!("{} <- {}", name(n), name(h)))
        };
        let mut said: Vec<String> = x.entities.iter().enumerate().filter_map(office).collect();
        said.sort();
        wanted.sort_unstable();
        if said != wanted {
            wrong += &format!("\n{text}\n  wanted {wanted:?}\n  said   {said:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A list of texts with their marks, `{office|…}`, `{organization|…}`, `{person|…}`: no other is read. Sections of bodies have only
/// these marked, the others offices and people.
#[allow(dead_code, reason = "one test file has such a list")]
pub fn marked(list: &str, least: usize) {
    let lines = list.lines().filter(|l| !l.is_empty());
    let mut bodies = false;
    let (mut wrong, mut n) = (String::new(), 0);
    for line in lines {
        if line.starts_with('#') {
            bodies = line.contains("bodies");
            continue;
        }
        n += 1;
        let (mut text, mut wanted, mut open) = (String::new(), Vec::new(), Vec::new());
        let mut rest = line;
        while let Some(at) = rest.find(['{', '}']) {
            text += &rest[..at];
            if rest[at..].starts_with('}') {
                let (kind, start): (&str, usize) = open.pop().unwrap_or_default();
                wanted.push(format!("{kind} `{}`", &text[start..]));
                rest = &rest[at + 1..];
            } else {
                let bar = rest.find('|').unwrap_or(rest.len() - 1);
                open.push((&rest[at + 1..bar], text.len()));
                rest = &rest[bar + 1..];
            }
        }
        text += rest;
        let x = extract(&text, Date::parse("2024-05-17"));
        let kind = |k: MentionType| match k {
            MentionType::Office if !bodies => Some("office"),
            MentionType::Person if !bodies => Some("person"),
            MentionType::Organization if bodies => Some("organization"),
            _ => None,
        };
        let mut said: Vec<String> = x
            .mentions
            .iter()
            .filter_map(|m| Some(format!("{} `{}`", kind(m.kind)?, &text[m.start..m.end])))
            .collect();
        said.sort();
        wanted.sort();
        if said != wanted {
            wrong += &format!("\n{text}\n  wanted {wanted:?}\n  said   {said:?}\n");
        }
    }
    assert!(n > least);
    assert!(wrong.is_empty(), "{wrong}");
}

//! Texts and the events they tell, by the names of who takes part.

use extract::extract;
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

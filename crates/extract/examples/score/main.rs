//! Scores the extractor against the gold set: `cargo run -p extract --example score -- gold/ar/dev [-v]`, or prints the table of a
//! language: `… -- --table gold/ar`.
//!
//! The format of a gold file is described in docs/annotation.md.

mod gold;
mod table;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use gold::Gold;

/// How much of something was right, said, and there to say.
#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    said: usize,
    gold: usize,
}

/// Counts by the name of what is counted.
type Counts = BTreeMap<String, Count>;

impl Count {
    fn add<T: Ord>(&mut self, gold: &BTreeSet<T>, said: &BTreeSet<T>) {
        self.right += gold.intersection(said).count();
        self.said += said.len();
        self.gold += gold.len();
    }

    fn join(&mut self, other: &Count) {
        self.right += other.right;
        self.said += other.said;
        self.gold += other.gold;
    }

    /// Precision, recall and F1, in percent.
    fn scores(&self) -> [f64; 3] {
        let pct = |a: usize, b: usize| match b {
            0 => 0.0,
            b => 100.0 * a as f64 / b as f64,
        };
        [
            pct(self.right, self.said),
            pct(self.right, self.gold),
            pct(2 * self.right, self.said + self.gold),
        ]
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let verbose = args.iter().any(|a| a == "-v");
    let tables = args.iter().any(|a| a == "--table");
    for folder in args.iter().filter(|a| !a.starts_with('-')) {
        let folder = Path::new(folder);
        let done = match tables {
            true => table::print(folder),
            false => table::files(folder).map(|files| print(&files, verbose)),
        };
        if let Err(e) = done {
            eprintln!("error: cannot read folder `{}`: {e}", folder.display());
            std::process::exit(2);
        }
    }
}

/// Prints the counts of some gold files.
fn print(files: &[PathBuf], verbose: bool) {
    let counts = count(files, verbose);
    let texts = format!("{} texts", files.len());
    println!("{texts:24} {:>6} {:>6} {:>6} {:>5}", "P", "R", "F1", "gold");
    for (name, c) in &counts {
        let [p, r, f] = c.scores();
        println!("{name:24} {p:6.1} {r:6.1} {f:6.1} {:5}", c.gold);
    }
}

/// What is right in some gold files.
fn count(files: &[PathBuf], verbose: bool) -> Counts {
    let mut counts = BTreeMap::new();
    for path in files {
        let Ok(file) = std::fs::read_to_string(path) else {
            continue;
        };
        score(
            &gold::parse(&file),
            &path.display().to_string(),
            verbose,
            &mut counts,
        );
    }
    counts
}

fn score(gold: &Gold, name: &str, verbose: bool, table: &mut Counts) {
    let x = extract::extract(&gold.text, gold.published);
    let t = &gold.text;
    let golds: BTreeSet<(usize, usize, String)> = gold
        .mentions
        .iter()
        .map(|m| (m.0, m.1, m.2.clone()))
        .collect();
    let said: BTreeSet<(usize, usize, String)> = x
        .mentions
        .iter()
        .map(|m| (m.start, m.end, m.kind.as_str().to_owned()))
        .collect();
    let kinds: BTreeSet<&String> = golds.iter().chain(&said).map(|m| &m.2).collect();
    for kind in kinds {
        let pick = |s: &BTreeSet<(usize, usize, String)>| {
            s.iter()
                .filter(|m| &m.2 == kind)
                .cloned()
                .collect::<BTreeSet<_>>()
        };
        table
            .entry(format!("span {kind}"))
            .or_default()
            .add(&pick(&golds), &pick(&said));
    }
    if verbose {
        for m in golds.difference(&said) {
            println!("{name}: missed {} {:?}", m.2, &t[m.0..m.1]);
        }
        for m in said.difference(&golds) {
            println!("{name}: extra  {} {:?}", m.2, &t[m.0..m.1]);
        }
    }
    // Which gold id an entity is: by the spans they share.
    let mut votes: HashMap<(usize, String), usize> = HashMap::new();
    for m in &x.mentions {
        let Some(e) = m.entity else { continue };
        for g in gold
            .mentions
            .iter()
            .filter(|g| g.0 == m.start && g.1 == m.end && g.2 == m.kind.as_str())
        {
            *votes.entry((e, g.3.clone())).or_insert(0) += 1;
        }
    }
    let gold_id = |e: usize| -> String {
        let best = votes
            .iter()
            .filter(|(k, _)| k.0 == e)
            .max_by_key(|(k, v)| (**v, std::cmp::Reverse(k.1.clone())));
        best.map_or(format!("?{e}"), |(k, _)| k.1.clone())
    };
    let holders: BTreeSet<(String, String)> = gold
        .holders
        .iter()
        .map(|(o, h)| (o.clone(), h.clone()))
        .collect();
    let mut said_holders = BTreeSet::new();
    for (n, e) in x.entities.iter().enumerate() {
        if let Some(h) = e.holder {
            said_holders.insert((gold_id(n), gold_id(h)));
        }
    }
    if verbose {
        for (office, holder) in holders.difference(&said_holders) {
            println!("{name}: missed holder of {office}: {holder}");
        }
        for (office, holder) in said_holders.difference(&holders) {
            println!("{name}: extra  holder of {office}: {holder}");
        }
    }
    table
        .entry("office with holder".to_owned())
        .or_default()
        .add(&holders, &said_holders);
    // Linking: mention → the right entity (same gold id, and one entity per id).
    let linked_gold: BTreeSet<(usize, usize, String)> = gold
        .mentions
        .iter()
        .filter(|m| m.2 != "date")
        .map(|m| (m.0, m.1, m.3.clone()))
        .collect();
    let mut entity_of: HashMap<String, usize> = HashMap::new();
    let mut linked = BTreeSet::new();
    for m in x.mentions.iter().filter(|m| m.entity.is_some()) {
        let e = m.entity.unwrap_or_default();
        let id = gold_id(e);
        let same = *entity_of.entry(id.clone()).or_insert(e) == e;
        linked.insert((
            m.start,
            m.end,
            if same { id } else { format!("split {id}") },
        ));
    }
    table
        .entry("linking".to_owned())
        .or_default()
        .add(&linked_gold, &linked);
    // Dates: the span and the days.
    let day = |d: Option<text::Date>| d.map_or("?".to_owned(), |d| d.to_string());
    let tokens = text::tokenize(t);
    let anchor = gold.published;
    let read: HashMap<(usize, usize), String> = text::find_dates(&tokens, anchor)
        .into_iter()
        .map(|d| {
            (
                (d.start, d.end),
                d.interval.map_or("?".to_owned(), |i| {
                    if i.start == i.stop {
                        i.start.to_string()
                    } else {
                        format!("{}..{}", i.start, i.stop)
                    }
                }),
            )
        })
        .collect();
    let gold_dates: BTreeSet<_> = gold
        .mentions
        .iter()
        .filter(|m| m.2 == "date")
        .map(|m| (m.0, m.1, m.3.trim_start_matches('~').to_owned()))
        .collect();
    let said_dates: BTreeSet<_> = x
        .mentions
        .iter()
        .filter(|m| m.kind == extract::MentionType::Date)
        .map(|m| {
            (
                m.start,
                m.end,
                read.get(&(m.start, m.end)).cloned().unwrap_or_default(),
            )
        })
        .collect();
    table
        .entry("date with days".to_owned())
        .or_default()
        .add(&gold_dates, &said_dates);
    let span = |s: &[(usize, usize)]| s.iter().copied().collect::<BTreeSet<_>>();
    table.entry("furniture".to_owned()).or_default().add(
        &gold.furniture,
        &span(
            &x.furniture
                .iter()
                .map(|f| (f.start, f.end))
                .collect::<Vec<_>>(),
        ),
    );
    table.entry("repeats".to_owned()).or_default().add(
        &gold.repeats,
        &span(
            &x.repeats
                .iter()
                .map(|r| (r.start, r.end))
                .collect::<Vec<_>>(),
        ),
    );
    if verbose {
        for &(start, end) in &gold.furniture {
            if !x.furniture.iter().any(|f| (f.start, f.end) == (start, end)) {
                println!("{name}: missed furniture {:?}", &t[start..end]);
            }
        }
        for f in &x.furniture {
            if !gold.furniture.contains(&(f.start, f.end)) {
                println!("{name}: extra furniture {:?}", &t[f.start..f.end]);
            }
        }
    }
    events(gold, &x, name, verbose, table, &gold_id, &day);
}

type Row = (String, BTreeSet<String>);

#[allow(clippy::too_many_arguments)]
fn events(
    gold: &Gold,
    x: &extract::Extraction,
    name: &str,
    verbose: bool,
    table: &mut Counts,
    gold_id: &dyn Fn(usize) -> String,
    day: &dyn Fn(Option<text::Date>) -> String,
) {
    let list = |e: &HashMap<String, String>, k: &str| -> BTreeSet<String> {
        e.get(k)
            .map(|v| {
                v.split(',')
                    .filter(|s| !s.is_empty())
                    .map(str::to_owned)
                    .collect()
            })
            .unwrap_or_default()
    };
    let wanted: BTreeSet<Row> = gold
        .events
        .iter()
        .map(|e| (e["type"].clone(), list(e, "by")))
        .collect();
    let mut got: BTreeSet<Row> = BTreeSet::new();
    let mut parts: HashMap<Row, &extract::Event> = HashMap::new();
    for e in &x.events {
        let by: BTreeSet<String> = e
            .participants
            .iter()
            .filter_map(|p| p.entity.or(p.office))
            .map(gold_id)
            .collect();
        let row = (e.kind.to_owned(), by);
        parts.insert(row.clone(), e);
        got.insert(row);
    }
    table
        .entry("event type+participants".to_owned())
        .or_default()
        .add(&wanted, &got);
    let types = |s: &BTreeSet<Row>| {
        s.iter()
            .map(|r| r.0.clone())
            .fold(BTreeMap::<String, usize>::new(), |mut m, k| {
                *m.entry(k).or_insert(0) += 1;
                m
            })
            .into_iter()
            .flat_map(|(k, n)| (0..n).map(move |i| format!("{k}{i}")))
            .collect::<BTreeSet<_>>()
    };
    table
        .entry("event type".to_owned())
        .or_default()
        .add(&types(&wanted), &types(&got));
    if verbose {
        for e in wanted.difference(&got) {
            println!("{name}: missed event {e:?}");
        }
        for e in got.difference(&wanted) {
            println!("{name}: extra  event {e:?}");
        }
    }
    for e in &gold.events {
        let row = (e["type"].clone(), list(e, "by"));
        let found = parts.get(&row);
        let ids = |v: &[usize]| v.iter().map(|&n| gold_id(n)).collect::<BTreeSet<_>>();
        let place = found.map(|f| ids(&f.place)).unwrap_or_default();
        if verbose && found.is_some() && list(e, "at") != place {
            println!(
                "{name}: place of {row:?}: {:?}, said {place:?}",
                list(e, "at")
            );
        }
        table
            .entry("event place".to_owned())
            .or_default()
            .add(&list(e, "at"), &place);
        let when = e
            .get("on")
            .map(|d| d.trim_start_matches('~').to_owned())
            .filter(|d| d != "?")
            .into_iter()
            .collect::<BTreeSet<_>>();
        let said = found
            .and_then(|f| {
                f.start.map(|_| {
                    if f.start == f.stop {
                        day(f.start)
                    } else {
                        format!("{}..{}", day(f.start), day(f.stop))
                    }
                })
            })
            .into_iter()
            .collect::<BTreeSet<_>>();
        if verbose && found.is_some() && when != said {
            println!("{name}: day of {row:?}: {when:?}, said {said:?}");
        }
        table
            .entry("event date".to_owned())
            .or_default()
            .add(&when, &said);
        table.entry("event topics".to_owned()).or_default().add(
            &list(e, "about"),
            &found.map(|f| ids(&f.topics)).unwrap_or_default(),
        );
        let source = found.map(|f| ids(&f.source)).unwrap_or_default();
        if verbose && found.is_some() && list(e, "from") != source {
            println!(
                "{name}: source of {row:?}: {:?}, said {source:?}",
                list(e, "from")
            );
        }
        table
            .entry("event source".to_owned())
            .or_default()
            .add(&list(e, "from"), &source);
    }
}

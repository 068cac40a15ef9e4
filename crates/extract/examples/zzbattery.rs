use extract::{MentionType, extract};
use text::Date;
fn ty(k: MentionType) -> &'static str {
    match k {
        MentionType::Person => "person",
        MentionType::Organization => "org",
        MentionType::Office => "office",
        MentionType::Location => "place",
        MentionType::ThreatGroup => "threat",
        MentionType::Region => "region",
        _ => "-",
    }
}
// strips {t|x} marks
fn strip(s: &str) -> (String, Vec<(String, usize, usize)>) {
    let mut out = String::new();
    let mut stack: Vec<(String, usize)> = vec![];
    let mut marks = vec![];
    let mut it = s.chars().peekable();
    while let Some(c) = it.next() {
        if c == '{' {
            let mut t = String::new();
            for d in it.by_ref() {
                if d == '|' {
                    break;
                }
                t.push(d)
            }
            stack.push((t, out.len()));
        } else if c == '}' {
            let (t, a) = stack.pop().unwrap();
            marks.push((t, a, out.len()));
        } else {
            out.push(c)
        }
    }
    (out, marks)
}
fn names(text: &str, marks: &[(String, usize, usize)], types: &[&str]) -> Option<String> {
    let x = extract(text, Date::parse("2024-05-17"));
    let mut got: Vec<(String, usize, usize)> = x
        .mentions
        .iter()
        .map(|m| (ty(m.kind).to_string(), m.start, m.end))
        .filter(|m| types.contains(&m.0.as_str()))
        .collect();
    let mut want: Vec<_> = marks
        .iter()
        .filter(|m| types.contains(&m.0.as_str()))
        .cloned()
        .collect();
    got.sort();
    want.sort();
    if got == want {
        return None;
    }
    let show = |v: &[(String, usize, usize)], o: &[(String, usize, usize)]| {
        v.iter()
            .filter(|m| !o.contains(m))
            .map(|m| format!("{} `{}`", m.0, &text[m.1..m.2]))
            .collect::<Vec<_>>()
            .join("; ")
    };
    Some(format!(
        "missed [{}] extra [{}]",
        show(&want, &got),
        show(&got, &want)
    ))
}
fn told(text: &str) -> Vec<String> {
    let x = extract(text, Date::parse("2024-05-17"));
    let name = |e: usize| {
        x.mentions
            .iter()
            .filter(|m| m.entity == Some(e))
            .max_by_key(|m| m.end - m.start)
            .map_or(String::new(), |m| text[m.start..m.end].to_owned())
    };
    x.events
        .iter()
        .map(|e| {
            let mut all: Vec<String> = e
                .participants
                .iter()
                .filter_map(|p| p.entity.or(p.office))
                .map(name)
                .collect();
            all.sort();
            format!("{}: {}", e.kind, all.join(" + "))
        })
        .collect()
}
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let file = std::fs::read_to_string(&args[0]).unwrap();
    let only_kind = args.iter().any(|a| a == "-k");
    let mut mode = String::new();
    let mut frames: Vec<String> = vec![];
    let mut types: Vec<&str> = vec![];
    let (mut ok, mut n) = (0, 0);
    let mut pend: Option<(String, Vec<String>)> = None;
    let flush = |p: &mut Option<(String, Vec<String>)>, ok: &mut i32, n: &mut i32| {
        if let Some((t, mut w)) = p.take() {
            let mut s = told(&t);
            s.sort();
            w.sort();
            *n += 1;
            let k = |v: &Vec<String>| {
                v.iter()
                    .map(|x| x.split(':').next().unwrap().to_string())
                    .collect::<Vec<_>>()
            };
            let right = if only_kind { k(&s) == k(&w) } else { s == w };
            if right {
                *ok += 1
            } else {
                println!("{t}\n   wanted {w:?}\n   said   {s:?}");
            }
        }
    };
    for l in file.lines() {
        if l.starts_with("## ") {
            flush(&mut pend, &mut ok, &mut n);
            if n > 0 {
                println!("==== {mode}: {ok} of {n}");
            }
            ok = 0;
            n = 0;
            mode = l[3..].to_string();
            frames.clear();
            types = match mode.split(' ').next().unwrap() {
                "org" => vec!["org"],
                "office" => vec!["office"],
                "person" => vec!["person"],
                "place" => vec!["place", "person", "org", "region"],
                _ => vec!["person", "org", "office", "place"],
            };
            continue;
        }
        if l.is_empty() || l.starts_with("# ") {
            continue;
        }
        if let Some(f) = l.strip_prefix("% ") {
            frames.push(f.to_string());
            continue;
        }
        if mode.starts_with("told") {
            if let Some(e) = l.strip_prefix('=') {
                if !e.trim().is_empty() {
                    pend.as_mut().unwrap().1.push(e.trim().to_string())
                }
            } else {
                flush(&mut pend, &mut ok, &mut n);
                pend = Some((l.to_string(), vec![]));
            }
            continue;
        }
        if frames.is_empty() {
            let (t, m) = strip(l);
            n += 1;
            match names(&t, &m, &types) {
                None => ok += 1,
                Some(e) => println!("{t}\n   {e}"),
            }
        } else {
            let kind = mode.split(' ').next().unwrap();
            let mut bad: Vec<(usize, String)> = vec![];
            for (fi, f) in frames.iter().enumerate() {
                let item = format!("{{{kind}|{l}}}");
                let (t, m) = strip(&f.replace("@", &item));
                n += 1;
                match names(&t, &m, &types) {
                    None => ok += 1,
                    Some(e) => bad.push((fi, e)),
                }
            }
            if !bad.is_empty() {
                let which: Vec<usize> = bad.iter().map(|b| b.0).collect();
                println!("{l}  {which:?} {}", bad[0].1);
            }
        }
    }
    flush(&mut pend, &mut ok, &mut n);
    println!("==== {mode}: {ok} of {n}");
}

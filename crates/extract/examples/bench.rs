//! Speed of the extractor on the gold texts, or on a file:
//! `cargo run --release -p extract --example bench [FILE]`.

use std::fmt::Arguments;
use std::io::Write;
use std::time::Instant;

fn main() {
    if let Some(text) = std::env::args()
        .nth(1)
        .and_then(|p| std::fs::read_to_string(p).ok())
    {
        return again_and_again(&text);
    }
    let mut text = String::new();
    for dir in ["gold/ar/dev", "gold/fr/dev", "gold/en/dev"] {
        let Ok(list) = std::fs::read_dir(dir) else {
            continue;
        };
        for f in list.flatten() {
            text.push_str(&std::fs::read_to_string(f.path()).unwrap_or_default());
        }
    }
    let _ = extract::extract("a", None);
    let once = text.clone();
    for (name, copies) in [("one page", 1), ("twenty pages", 20)] {
        let t = once.repeat(copies);
        let start = Instant::now();
        let x = extract::extract(&t, None);
        let s = start.elapsed().as_secs_f64();
        say(format_args!(
            "{name}: {} bytes, {} mentions, {:.2} MB/s",
            t.len(),
            x.mentions.len(),
            t.len() as f64 / 1e6 / s
        ));
    }
    let t = once.repeat(200);
    let start = Instant::now();
    let n = extract::observable::scan(&t).len();
    say(format_args!(
        "observables: {} bytes, {n} found, {:.1} MB/s",
        t.len(),
        t.len() as f64 / 1e6 / start.elapsed().as_secs_f64()
    ));
}

/// Speed over one text, read again and again for three seconds.
fn again_and_again(text: &str) {
    let x = extract::extract(text, None);
    say(format_args!(
        "{} bytes, {} mentions, {} events, {:.2} MB/s",
        text.len(),
        x.mentions.len(),
        x.events.len(),
        speed(text, || extract::extract(text, None).events.len())
    ));
    say(format_args!(
        "observables alone: {} found, {:.1} MB/s",
        x.observables.len(),
        speed(text, || extract::observable::scan(text).len())
    ));
}

/// Megabytes of `text` in a second that `read` takes in.
fn speed(text: &str, read: impl Fn() -> usize) -> f64 {
    let start = Instant::now();
    let mut times = 0;
    while start.elapsed().as_secs() < 3 {
        std::hint::black_box(read());
        times += 1;
    }
    (text.len() * times) as f64 / 1e6 / start.elapsed().as_secs_f64()
}

/// Prints a line; where nobody reads any more, there is nothing left to do.
fn say(line: Arguments<'_>) {
    if writeln!(std::io::stdout(), "{line}").is_err() {
        std::process::exit(0);
    }
}

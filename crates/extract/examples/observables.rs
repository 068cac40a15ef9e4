//! Observables of documents, for `cargo xtask bench extract`: `observables FILE.json` prints `[[type, value], …]` for each
//! `{"text": …}` of the file; `observables --large observables|everything FILE` reads one text and says how much it found.

use serde_json::{Value, json};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["--large", mode, path] => large(mode, path),
        [path] => documents(path),
        _ => Err("usage: observables [--large observables|everything] FILE".to_owned()),
    };
    if let Err(message) = outcome {
        eprintln!("error: {message}");
        std::process::exit(2);
    }
}

fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("cannot read `{path}`: {e}"))
}

fn documents(path: &str) -> Result<(), String> {
    let list: Vec<Value> =
        serde_json::from_str(&read(path)?).map_err(|e| format!("`{path}` is not JSON: {e}"))?;
    for document in &list {
        let text = document["text"].as_str().unwrap_or_default();
        let found: Vec<Value> = extract::observable::scan(text)
            .into_iter()
            .map(|o| {
                let kind = o.kind.stix_type();
                let kind = o
                    .kind
                    .hash()
                    .map_or(kind.to_owned(), |h| format!("{kind}:{h}"));
                json!([kind, o.value])
            })
            .collect();
        println!("{}", Value::Array(found));
    }
    Ok(())
}

fn large(mode: &str, path: &str) -> Result<(), String> {
    let text = read(path)?;
    match mode {
        "observables" => println!("{} observables", extract::observable::scan(&text).len()),
        _ => {
            let x = extract::extract(&text, None);
            println!(
                "{} observables, {} mentions",
                x.observables.len(),
                x.mentions.len()
            );
        }
    }
    Ok(())
}

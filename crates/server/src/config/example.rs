//! The example file, written from the table of keys.

use super::keys::{KEYS, Key, Kind};

const WIDTH: usize = 92;

/// `docs/tansiq.example.toml`: every key with what it is for and its default, commented out.
pub fn text() -> String {
    let mut text = String::from(
        "# Configuration of Tansiq. Every key is shown with its default; what is commented out may stay so.\n\
         # Flags win over environment variables, those over this file. Use it with `--config FILE`.\n",
    );
    let mut section = "";
    for key in KEYS {
        let (here, name) = key.path.split_once('.').unwrap_or(("", key.path));
        if here != section {
            text += &format!("\n[{here}]\n");
            section = here;
        }
        text += &entry(key, name);
    }
    text + super::tables::EXAMPLE
}

fn entry(key: &Key, name: &str) -> String {
    let mut text = String::from("\n");
    for line in wrapped(key.doc) {
        text += &format!("# {line}\n");
    }
    let flag = key.flag.map(|flag| format!(", flag: {flag}"));
    text += &format!(
        "# variable: {}{}\n",
        key.variable(),
        flag.unwrap_or_default()
    );
    match key.default {
        Some(value) => text += &format!("#{name} = {}\n", literal(key.kind, value)),
        None => {
            text += &format!(
                "# not set; for example\n#{name} = {}\n",
                literal(key.kind, key.sample)
            )
        }
    }
    text
}

/// A value as TOML.
pub fn literal(kind: Kind, value: &str) -> String {
    match kind {
        Kind::Count(..) | Kind::Switch => value.to_owned(),
        Kind::List => toml::Value::from(super::value::list(value).collect::<Vec<_>>()).to_string(),
        _ => toml::Value::from(value).to_string(),
    }
}

fn wrapped(doc: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in doc.split_whitespace() {
        let last = lines.len() - 1;
        match &mut lines[last] {
            line if line.is_empty() => line.push_str(word),
            line if line.len() + 1 + word.len() > WIDTH => lines.push(word.to_owned()),
            line => {
                line.push(' ');
                line.push_str(word);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Loaded;

    /// The example with every setting switched on is a valid file whose values are the defaults.
    #[test]
    fn the_example_is_valid_once_uncommented() {
        let active: String = text()
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(setting) if !setting.starts_with(' ') => format!("{setting}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("example.toml");
        std::fs::write(&path, active).unwrap();
        let loaded = Loaded::gather(Some(&path), [], &Vec::new()).unwrap();
        for setting in loaded.settings() {
            let expected = setting.key.default.unwrap_or(setting.key.sample);
            assert_eq!(
                setting.value.as_deref(),
                Some(expected),
                "{}",
                setting.key.path
            );
            assert_ne!(
                setting.origin,
                crate::config::Origin::Default,
                "{}",
                setting.key.path
            );
        }
    }
}

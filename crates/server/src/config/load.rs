//! Gathers the raw values from where they may stand and remembers where each came from.

use super::keys::{self, KEYS, Key, Kind};
use super::tables::{self, Tables};
use super::{Config, value};
use crate::cli::problem::{Code, Problem, closest, unreadable};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// A line of the file.
    File(PathBuf, usize),
    /// A variable.
    Environment(String),
    /// A flag.
    Flag(&'static str),
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path, line) => write!(f, "{}:{line}", path.display()),
            Self::Environment(name) => write!(f, "environment variable {name}"),
            Self::Flag(flag) => write!(f, "flag {flag}"),
        }
    }
}

/// One key's value and where it came from.
#[derive(Clone)]
pub struct Setting {
    /// The key.
    pub key: &'static Key,
    /// As written; `None`: not set.
    pub value: Option<String>,
    /// Where.
    pub origin: Origin,
}

impl Setting {
    /// The value as it may be shown.
    pub fn shown(&self) -> Option<&str> {
        match &self.value {
            Some(_) if self.key.secret => Some("(set, not shown)"),
            value => value.as_deref(),
        }
    }
}

impl std::fmt::Debug for Setting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = self.shown().unwrap_or("(not set)");
        write!(f, "{} = {shown} ({})", self.key.path, self.origin)
    }
}

/// Values given on the command line: (key, value).
pub type Flags = Vec<(&'static str, String)>;

/// All keys with their values.
#[derive(Debug, Clone)]
pub struct Loaded {
    settings: BTreeMap<&'static str, Setting>,
    /// Streams and peers.
    pub tables: Tables,
    /// `TANSIQ_…` variables that look like a key spelled wrong.
    pub warnings: Vec<String>,
}

impl Loaded {
    /// Reads the file (if one is named), the environment and the flags.
    pub fn gather(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
        flags: &Flags,
    ) -> Result<Self, Problem> {
        let mut loaded = Self::defaults();
        if let Some(path) = file {
            let text = std::fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
            loaded.read_file(path, &text)?;
        }
        loaded.read_environment(environment)?;
        for (path, value) in flags {
            let key = keys::find(path).filter(|key| key.flag.is_some());
            if let Some((key, flag)) = key.and_then(|key| Some((key, key.flag?))) {
                loaded.set(key, value.clone(), Origin::Flag(flag))?;
            }
        }
        Ok(loaded)
    }

    fn defaults() -> Self {
        let settings = KEYS.iter().map(|key| {
            let setting = Setting {
                key,
                value: key.default.map(str::to_owned),
                origin: Origin::Default,
            };
            (key.path, setting)
        });
        Self {
            settings: settings.collect(),
            tables: Tables::default(),
            warnings: Vec::new(),
        }
    }

    /// The value of a key.
    pub fn get(&self, path: &str) -> Option<&Setting> {
        self.settings.get(path)
    }

    /// In the order of the table.
    pub fn settings(&self) -> impl Iterator<Item = &Setting> {
        KEYS.iter().filter_map(|key| self.get(key.path))
    }

    /// The typed configuration.
    pub fn config(&self) -> Result<Config, Problem> {
        Config::build(self)
    }

    fn set(&mut self, key: &'static Key, value: String, origin: Origin) -> Result<(), Problem> {
        value::check(key.kind, &value).map_err(|allowed| {
            let shown = if key.secret {
                "that"
            } else {
                &format!("`{value}`")
            };
            Problem::new(
                Code::Config,
                format!("`{}` must be {allowed}, not {shown}", key.path),
            )
            .at(origin.to_string())
            .hint("`tansiq config example` explains every key")
        })?;
        let setting = Setting {
            key,
            value: Some(value),
            origin,
        };
        self.settings.insert(key.path, setting);
        Ok(())
    }

    fn read_environment(
        &mut self,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(), Problem> {
        let variables: Vec<_> = KEYS.iter().map(|key| (key.variable(), key)).collect();
        for (name, value) in environment {
            if !name.starts_with("TANSIQ_") {
                continue;
            }
            if let Some((_, key)) = variables.iter().find(|(variable, _)| *variable == name) {
                self.set(key, value, Origin::Environment(name))?;
            } else if let Some(near) = closest(&name, variables.iter().map(|(v, _)| v.as_str()))
                && name != "TANSIQ_CONFIG"
            {
                let warning =
                    format!("environment variable `{name}` is not used; did you mean `{near}`?");
                self.warnings.push(warning);
            }
        }
        Ok(())
    }

    fn read_file(&mut self, path: &Path, text: &str) -> Result<(), Problem> {
        let line = |offset: usize| 1 + text[..offset.min(text.len())].matches('\n').count();
        let table = DeTable::parse(text).map_err(|e| {
            let place = e.span().map_or(1, |span| line(span.start));
            Problem::new(
                Code::Config,
                format!("this is not TOML: {}", e.message().replace('\n', ", ")),
            )
            .at(format!("{}:{place}", path.display()))
        })?;
        self.tables = Tables::read(path, text)?;
        let mut leaves = Vec::new();
        collect(table.get_ref(), "", &mut leaves);
        for leaf in leaves {
            let origin = Origin::File(path.to_owned(), line(leaf.offset));
            let key = keys::find(&leaf.path).ok_or_else(|| unknown(&leaf.path, &origin))?;
            let wanted = match key.kind {
                Kind::List => "a list of strings",
                _ => "a string, a number or a switch",
            };
            let fits = leaf
                .value
                .filter(|_| leaf.is_list == (key.kind == Kind::List));
            let value = fits.ok_or_else(|| {
                Problem::new(Code::Config, format!("`{}` must be {wanted}", leaf.path))
                    .at(origin.to_string())
            })?;
            self.set(key, value, origin)?;
        }
        Ok(())
    }
}

fn unknown(path: &str, origin: &Origin) -> Problem {
    let problem =
        Problem::new(Code::Config, format!("there is no key `{path}`")).at(origin.to_string());
    match closest(path, KEYS.iter().map(|key| key.path)) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.hint("`tansiq config example` lists every key"),
    }
}

struct Leaf {
    path: String,
    offset: usize,
    is_list: bool,
    value: Option<String>,
}

/// Every value that is not a table of known keys, with its dotted path.
fn collect(table: &DeTable<'_>, prefix: &str, leaves: &mut Vec<Leaf>) {
    for (name, value) in table.iter() {
        if prefix.is_empty() && tables::NAMES.contains(&name.get_ref().as_ref()) {
            continue;
        }
        let path = format!("{prefix}{}", name.get_ref());
        match value.get_ref() {
            DeValue::Table(inner) if is_section(&path) || !inner.is_empty() => {
                collect(inner, &format!("{path}."), leaves);
            }
            _ => leaves.push(Leaf {
                offset: name.span().start,
                is_list: matches!(value.get_ref(), DeValue::Array(_)),
                value: text(value),
                path,
            }),
        }
    }
}

fn is_section(path: &str) -> bool {
    let in_it = |key: &Key| {
        key.path
            .strip_prefix(path)
            .is_some_and(|rest| rest.starts_with('.'))
    };
    KEYS.iter().any(in_it)
}

/// A value as the environment would write it.
fn text(value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::Array(items) => {
            let items = items.iter().map(|item| match item.get_ref() {
                DeValue::String(text) if !text.contains(',') => Some(text.to_string()),
                _ => None,
            });
            Some(items.collect::<Option<Vec<_>>>()?.join(","))
        }
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Boolean(switch) => Some(switch.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .ok()
            .map(|number| number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Result<Loaded, Problem> {
        let mut loaded = Loaded::defaults();
        loaded.read_file(Path::new("t.toml"), text)?;
        Ok(loaded)
    }

    fn render(problem: Problem) -> String {
        problem.render(crate::cli::terminal::Paint::plain())
    }

    #[test]
    fn flags_win_over_environment_over_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.toml");
        std::fs::write(
            &path,
            "data = \"a\"\nmax_page_size = 10\n[log]\nlevel = \"warn\"\n",
        )
        .unwrap();
        let environment = [
            ("TANSIQ_DATA".to_owned(), "b".to_owned()),
            ("TANSIQ_LOG_LEVEL".to_owned(), "debug".to_owned()),
            ("HOME".to_owned(), "/".to_owned()),
        ];
        let flags = vec![("data", "c".to_owned())];
        let loaded = Loaded::gather(Some(&path), environment, &flags).unwrap();
        let of = |key: &str| {
            let setting = loaded.get(key).unwrap();
            (setting.value.clone().unwrap(), setting.origin.clone())
        };
        assert_eq!(of("data"), ("c".into(), Origin::Flag("--data")));
        assert_eq!(
            of("log.level"),
            (
                "debug".into(),
                Origin::Environment("TANSIQ_LOG_LEVEL".into())
            )
        );
        assert_eq!(of("max_page_size"), ("10".into(), Origin::File(path, 2)));
        assert_eq!(of("title"), ("Tansiq".into(), Origin::Default));
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_line_and_the_near_one() {
        let text = render(file("title = \"x\"\n[tls]\ncrt = \"y\"\n").unwrap_err());
        assert_eq!(
            text,
            "error[T002]: there is no key `tls.crt`\n  --> t.toml:3\nhint: did you mean `tls.cert`?\n"
        );
        assert!(render(file("[nonsense]\nx = 1\n").unwrap_err()).contains("lists every key"));
        assert!(render(file("[nonsense]\n").unwrap_err()).contains("`nonsense`"));
    }

    #[test]
    fn wrong_values_say_what_is_allowed() {
        let text = render(file("max_page_size = 0\n").unwrap_err());
        assert!(
            text.contains("must be a whole number from 1 to 10000, not `0`"),
            "{text}"
        );
        assert!(text.contains("--> t.toml:1"), "{text}");
        assert!(render(file("title = [1]").unwrap_err()).contains("must be a string"));
        assert!(render(file("title = [\"a\"]").unwrap_err()).contains("must be a string"));
        for wrong in ["\"a\"", "[1]", "[\"a,b\"]"] {
            let text = render(file(&format!("publish.local_labels = {wrong}")).unwrap_err());
            assert!(text.contains("must be a list of strings"), "{text}");
        }
        let good = file("[publish]\nlocal_labels = [\"internal:*\", \"x\"]").unwrap();
        assert_eq!(good.config().unwrap().local.len(), 2);
        assert!(render(file("title = ").unwrap_err()).contains("not TOML"));
    }

    #[test]
    fn a_variable_spelled_wrong_is_said() {
        let environment = [("TANSIQ_TLS_CRT".to_owned(), "x".to_owned())];
        let loaded = Loaded::gather(None, environment, &Vec::new()).unwrap();
        assert!(
            loaded.warnings[0].contains("TANSIQ_TLS_CERT"),
            "{:?}",
            loaded.warnings
        );
    }

    #[test]
    fn every_default_is_allowed() {
        for key in KEYS {
            let text = key.default.unwrap_or(key.sample);
            assert_eq!(value::check(key.kind, text), Ok(()), "{}", key.path);
        }
    }
}

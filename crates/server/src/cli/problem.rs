//! What went wrong on the command line: one form for every error, with a code, where, why, and the
//! command that mends it.
//!
//! ```text
//! error[T004]: there is no partner `alhpa`
//!   --> tansiq.toml:3
//! note: partners here are `alpha`, `beta`
//! hint: did you mean `alpha`?
//! ```

use super::terminal::{Paint, visible};
use std::path::Path;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal,)+) => {
        /// Stable codes of the command line's own errors. Objects that are refused carry the codes of
        /// the STIX rules they break instead.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code.
            pub const ALL: &[Code] = &[$(Code::$name,)+];

            /// `T004`
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)+ }
            }

            /// What it stands for, in a sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc),+).trim(),)+ }
            }
        }
    };
}

codes! {
    /// the command line cannot be understood
    Usage = "T001",
    /// the configuration file, a `TANSIQ_…` variable or a flag holds a wrong key or value
    Config = "T002",
    /// the store cannot be opened, read or written
    Store = "T003",
    /// there is no such partner
    Partner = "T004",
    /// there is no such collection
    Collection = "T005",
    /// there is no such object
    Object = "T006",
    /// the name is taken
    Exists = "T007",
    /// a value is not allowed here
    Value = "T008",
    /// the input cannot be read
    Input = "T009",
    /// the output cannot be written
    Output = "T010",
    /// serving like this would not be safe
    Unsafe = "T011",
    /// another process serves this data folder or watches this stream
    Running = "T012",
    /// the disk is full
    DiskFull = "T013",
    /// another process holds the store for too long
    Busy = "T014",
    /// the store is damaged
    Damaged = "T015",
    /// there is no such entry in quarantine
    Quarantine = "T016",
    /// a backup or restore cannot go ahead
    Backup = "T017",
    /// the server stopped on an error
    Server = "T018",
    /// there is no such document, or its draft cannot be taken in
    Report = "T019",
    /// a rule of sharing forbids it
    Sharing = "T020",
    /// there is no such recall
    Recall = "T021",
}

/// How a command that ran ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// 0: done
    Done,
    /// 1: found nothing, or found faults
    Found,
    /// 2: a pattern is wrong; it was said where and why
    Wrong,
}

/// What a command gives back.
pub type Outcome = Result<Exit, Problem>;

/// An error as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    code: Code,
    sentence: String,
    place: Option<String>,
    notes: Vec<String>,
    hints: Vec<String>,
    exit: u8,
}

impl Problem {
    /// `sentence`: lower case, no full stop, literals in backticks.
    pub fn new(code: Code, sentence: impl Into<String>) -> Self {
        Self {
            code,
            sentence: sentence.into(),
            place: None,
            notes: Vec::new(),
            hints: Vec::new(),
            exit: 2,
        }
    }

    /// Where: a file and line, a path, a variable.
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// Why.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// What mends it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The command ran and found nothing: exit 1 instead of 2.
    pub fn found_nothing(mut self) -> Self {
        self.exit = 1;
        self
    }

    /// Adds `did you mean …?` where a known name is close to the one given, else what there is.
    pub fn suggest<'a>(self, given: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match closest(given, known) {
            Some(name) => self.hint(format!("did you mean `{name}`?")),
            None => self,
        }
    }

    /// Its code.
    pub fn code(&self) -> Code {
        self.code
    }

    /// 1 or 2.
    pub fn exit(&self) -> u8 {
        self.exit
    }

    /// The text for stderr.
    pub fn render(&self, paint: Paint) -> String {
        let mut text = format!(
            "{}: {}\n",
            paint.error(&format!("error[{}]", self.code.as_str())),
            visible(&self.sentence)
        );
        if let Some(place) = &self.place {
            text += &format!("  {} {}\n", paint.dim("-->"), visible(place));
        }
        for note in &self.notes {
            text += &format!("{}: {}\n", paint.bold("note"), indented(note));
        }
        for hint in &self.hints {
            text += &format!("{}: {}\n", paint.bold("hint"), indented(hint));
        }
        text
    }
}

/// Later lines stand under the first.
fn indented(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(visible).collect();
    lines.join("\n      ")
}

/// The known name nearest to `given`, if it is near enough to be a slip.
pub fn closest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (given.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| {
            let distance = strsim::damerau_levenshtein(&given.to_lowercase(), &name.to_lowercase());
            (distance, name)
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

impl From<store::Error> for Problem {
    fn from(error: store::Error) -> Self {
        use store::Error as E;
        let sentence = error.to_string();
        match error {
            E::DiskFull { .. } => Self::new(Code::DiskFull, sentence)
                .note("nothing that was acknowledged is lost")
                .hint("free some space and run the same command again"),
            E::Exists(_) => Self::new(Code::Exists, sentence),
            E::NotFound(_) | E::Invalid(_) => Self::new(Code::Value, sentence),
            E::Corrupt(_) => Self::new(Code::Damaged, sentence)
                .hint("`tansiq restore BACKUP --data NEW_DIR` opens the last backup beside it"),
            E::Busy => Self::new(Code::Busy, sentence)
                .hint("wait for the other command to end and run this one again"),
            _ => Self::new(Code::Store, sentence),
        }
    }
}

/// A file that cannot be read.
pub fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    let problem = Problem::new(
        Code::Input,
        format!("`{}` cannot be read: {}", path.display(), reason(error)),
    );
    match error.kind() {
        std::io::ErrorKind::NotFound => problem.hint("check the path; `-` reads from stdin"),
        _ => problem,
    }
}

/// A file that cannot be written.
pub fn unwritable(path: &Path, error: &std::io::Error) -> Problem {
    let code = match error.kind() {
        std::io::ErrorKind::StorageFull => Code::DiskFull,
        _ => Code::Output,
    };
    Problem::new(
        code,
        format!("`{}` cannot be written: {}", path.display(), reason(error)),
    )
}

/// The operating system's sentence without its error number, lower case.
pub fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => "unknown reason".into(),
    }
}

/// ` \`ID\``, or nothing where no id could be read.
pub fn called(id: Option<&str>) -> String {
    id.map(|id| format!(" `{id}`")).unwrap_or_default()
}

/// ` at \`PATH\``, or nothing for the object itself.
pub fn at_path(path: &str) -> String {
    match path {
        "" => String::new(),
        path => format!(" at `{path}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_what_where_why_and_how() {
        let problem = Problem::new(Code::Partner, "there is no partner `alhpa`")
            .at("tansiq.toml:3")
            .note("first line\nsecond line")
            .suggest("alhpa", ["beta", "alpha"]);
        assert_eq!(
            problem.render(Paint::plain()),
            "error[T004]: there is no partner `alhpa`\n  --> tansiq.toml:3\n\
             note: first line\n      second line\nhint: did you mean `alpha`?\n"
        );
    }

    #[test]
    fn control_characters_in_names_do_not_reach_the_terminal() {
        let problem = Problem::new(Code::Partner, "there is no partner `\u{1b}[2J\u{202e}x`");
        let text = problem.render(Paint::plain());
        assert!(
            !text.contains('\u{1b}') && !text.contains('\u{202e}'),
            "{text}"
        );
    }

    #[test]
    fn only_near_names_are_suggested() {
        assert_eq!(
            closest("max_page_sise", ["title", "max_page_size"]),
            Some("max_page_size")
        );
        assert_eq!(closest("zebra", ["alpha", "beta"]), None);
        assert_eq!(closest("x", ["alpha"]), None);
    }

    #[test]
    fn codes_are_unique() {
        let mut codes: Vec<_> = Code::ALL.iter().map(|c| c.as_str()).collect();
        codes.dedup();
        assert_eq!(codes.len(), Code::ALL.len());
    }
}

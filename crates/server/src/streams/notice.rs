//! Why a stream ends, and what people are told while it runs.

use super::history::Searched;
use super::indicators::Loaded;
use super::opinions::Dispute;
use crate::cli::problem::reason;
use detect::event::LineFault;
use std::io;
use std::path::Path;
use store::Error;

/// Why a stream ends.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// A source cannot be read: its name and the reason.
    #[error("`{0}` cannot be read: {1}")]
    Input(String, String),
    /// Matches cannot be written.
    #[error("matches cannot be written: {0}")]
    Output(String),
    /// The format is none.
    #[error("{0}")]
    Format(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] Error),
    /// The stream has ended.
    #[error("the stream has ended")]
    Closed,
    /// The system gives no threads.
    #[error("a thread cannot be started: {0}")]
    Start(String),
    /// A panic; what it says is on stderr.
    #[error("a thread ended in a bug")]
    Bug,
}

impl Failed {
    pub(super) fn input(path: &Path, error: &io::Error) -> Self {
        Self::Input(path.display().to_string(), reason(error))
    }
}

/// What people are told while a stream runs.
#[derive(Debug)]
pub enum Notice<'n> {
    /// A line that is no event; a sample of them.
    Broken {
        /// Where.
        source: &'n str,
        /// Its number.
        line: u64,
        /// Why not.
        fault: LineFault,
        /// How many there were.
        count: u64,
    },
    /// A line that was passed over for its length.
    LongLine {
        /// Where.
        source: &'n str,
        /// Its number.
        line: u64,
    },
    /// There is nothing at the path yet.
    Waiting {
        /// The path.
        path: &'n Path,
    },
    /// A file became shorter: it is read from its beginning.
    Cut {
        /// The file.
        path: &'n Path,
    },
    /// A socket is listened on.
    Listening(&'n str),
    /// Something about a broker.
    Broker {
        /// The source.
        name: &'n str,
        /// What.
        what: &'n str,
    },
    /// A sender or a source was lost.
    Lost(&'n Failed),
    /// An indicator is too noisy and is not matched any more.
    Paused(&'n str),
    /// An indicator's pattern costs too much and is not evaluated any more.
    Exhausted(&'n str),
    /// A sighting is not sent to the partner: its id and the reason.
    Withheld(&'n str, &'n str),
    /// The store cannot be written at the moment.
    Stuck(&'n Error),
    /// Indicators were read again.
    Loaded(Loaded),
    /// Indicators were searched for in what is kept.
    Searched(&'n Searched),
    /// What is kept cannot be searched or tidied at the moment.
    Unsearched(&'n Failed),
    /// An indicator is said to be wrong and is not matched.
    Disputed(&'n str, Dispute),
    /// It is matched again.
    Undisputed(&'n str),
    /// Indicators cannot be followed.
    Unfollowed(&'n Error),
}

impl std::fmt::Display for Notice<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Broken {
                source,
                line,
                fault,
                count,
            } => write!(
                f,
                "{source}: line {line} is passed over: {fault} ({count} so far)"
            ),
            Self::LongLine { source, line } => write!(
                f,
                "{source}: line {line} is longer than {} MiB and is passed over",
                super::LONGEST_LINE >> 20
            ),
            Self::Waiting { path } => write!(f, "waiting for `{}`", path.display()),
            Self::Cut { path } => write!(
                f,
                "`{}` became shorter: it is read from its beginning",
                path.display()
            ),
            Self::Listening(name) => write!(f, "listening on {name}"),
            Self::Broker { name, what } => write!(f, "{name}: {what}"),
            Self::Lost(failed) => write!(f, "{failed}"),
            Self::Paused(id) => write!(
                f,
                "{id} is paused: too many matches within a window; `tansiq stream resume` matches it again"
            ),
            Self::Exhausted(id) => write!(
                f,
                "{id} is not evaluated any more: its pattern needs too many steps; a newer version of it starts anew"
            ),
            Self::Withheld(id, why) => write!(f, "{id} is not sent: {why}"),
            Self::Stuck(error) => write!(f, "nothing is written for the moment: {error}"),
            Self::Searched(searched) => searched.fmt(f),
            Self::Unsearched(failed) => {
                write!(f, "what is kept of the stream cannot be searched: {failed}")
            }
            Self::Disputed(id, dispute) => write!(
                f,
                "{id} is muted: {dispute}; `tansiq opinion {id} --neutral` matches it again"
            ),
            Self::Undisputed(id) => write!(
                f,
                "{id} is matched again: nobody's opinion mutes it any more"
            ),
            Self::Unfollowed(error) => write!(f, "indicators cannot be followed: {error}"),
            Self::Loaded(loaded) => write!(
                f,
                "{} indicators, {} left out, {} forbidden by their handling, {} not usable",
                loaded.active, loaded.left_out, loaded.forbidden, loaded.refused
            ),
        }
    }
}

impl std::fmt::Display for Searched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        /// Named one by one.
        const MOST: usize = 5;
        let (searched, seen) = (self.searched, self.seen);
        write!(
            f,
            "{searched} new indicators searched for in what was before: {seen} were seen"
        )?;
        if self.open.is_empty() {
            return Ok(());
        }
        write!(f, "; of {} it cannot be said:", self.open.len())?;
        for (id, open) in self.open.iter().take(MOST) {
            write!(f, " {id} ({open})")?;
        }
        match self.open.len().saturating_sub(MOST) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

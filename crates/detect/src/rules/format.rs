//! The forms there are, and what a rule in each of them does to whoever runs it.

use super::{Form, Setting, csv, list, misp, nftables, rpz, sigma, snort, suricata, yara, zeek};

/// A form of hand-over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Rules for Suricata 7, with lists of file hashes.
    Suricata,
    /// A file for Zeek's intelligence framework.
    Zeek,
    /// A response policy zone for resolvers.
    Rpz,
    /// A table for nftables.
    Nftables,
    /// Rules for YARA.
    Yara,
    /// Sigma rules, one a file.
    Sigma,
    /// Rules for Snort 3.
    Snort,
    /// A table for spreadsheets.
    Csv,
    /// An event for MISP.
    Misp,
    /// Lists of values, one kind a file.
    Plain,
}

/// How far a rule of this form reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bounds {
    /// It may look at records.
    Looks,
    /// It watches what passes.
    Watches,
    /// It stops what passes: the other side notices.
    Blocks,
}

impl Format {
    /// Every form.
    pub const ALL: [Format; 10] = [
        Self::Suricata,
        Self::Zeek,
        Self::Rpz,
        Self::Nftables,
        Self::Yara,
        Self::Sigma,
        Self::Snort,
        Self::Csv,
        Self::Misp,
        Self::Plain,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Suricata => "suricata",
            Self::Zeek => "zeek",
            Self::Rpz => "rpz",
            Self::Nftables => "nftables",
            Self::Yara => "yara",
            Self::Sigma => "sigma",
            Self::Snort => "snort",
            Self::Csv => "csv",
            Self::Misp => "misp",
            Self::Plain => "plain",
        }
    }

    /// The least that a rule of this form does.
    pub fn least(self) -> Bounds {
        match self {
            Self::Rpz | Self::Nftables => Bounds::Blocks,
            Self::Suricata | Self::Zeek | Self::Snort => Bounds::Watches,
            Self::Yara | Self::Sigma | Self::Csv | Self::Misp | Self::Plain => Bounds::Looks,
        }
    }

    /// What is taken for granted where nobody says: a list without a purpose may end on a blocklist.
    pub fn usual(self) -> Bounds {
        match self {
            Self::Csv | Self::Misp | Self::Plain => Bounds::Blocks,
            Self::Yara | Self::Sigma => Bounds::Watches,
            other => other.least(),
        }
    }

    pub(super) fn writer(self, setting: &Setting) -> Box<dyn Form> {
        match self {
            Self::Suricata => Box::new(suricata::Rules::new(setting)),
            Self::Zeek => Box::<zeek::Intel>::default(),
            Self::Rpz => Box::new(rpz::Zone::new(setting)),
            Self::Nftables => Box::<nftables::Table>::default(),
            Self::Yara => Box::<yara::Rules>::default(),
            Self::Sigma => Box::<sigma::Rules>::default(),
            Self::Snort => Box::new(snort::Rules::new(setting)),
            Self::Csv => Box::<csv::Table>::default(),
            Self::Misp => Box::new(misp::Event::new(setting)),
            Self::Plain => Box::new(list::Lists::new(setting)),
        }
    }
}

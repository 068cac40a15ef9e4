//! TLP levels as arguments.

use clap::ValueEnum;
use stix::marking::Tlp;

/// Traffic Light Protocol
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// anyone
    #[value(alias = "white")]
    Clear,
    /// the community
    Green,
    /// the organisation and its clients
    Amber,
    /// the organisation only
    #[value(name = "amber+strict")]
    AmberStrict,
    /// those named one by one
    Red,
}

impl From<Level> for Tlp {
    fn from(level: Level) -> Self {
        match level {
            Level::Clear => Tlp::Clear,
            Level::Green => Tlp::Green,
            Level::Amber => Tlp::Amber,
            Level::AmberStrict => Tlp::AmberStrict,
            Level::Red => Tlp::Red,
        }
    }
}

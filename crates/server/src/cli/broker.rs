//! Options of sources that are consumers of a broker: how to log in there, and what to take.

use crate::streams::{Login, SourceSpec};
use clap::Args;
use std::path::PathBuf;

/// For all `nats://` and `tls://` sources of the command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Brokers (nats://HOST:PORT/STREAM/CONSUMER)")]
pub struct Broker {
    /// Only messages with such a subject, when the consumer is made
    #[arg(long, value_name = "SUBJECT")]
    nats_filter: Option<String>,
    /// File of credentials, as nsc writes it
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    nats_credentials: Option<PathBuf>,
    /// User to log in as
    #[arg(long, value_name = "NAME", requires = "nats_password_file")]
    nats_user: Option<String>,
    /// File with the user's password
    #[arg(long, value_name = "FILE", requires = "nats_user", value_hint = clap::ValueHint::FilePath)]
    nats_password_file: Option<PathBuf>,
    /// File with a token to log in with
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    nats_token_file: Option<PathBuf>,
    /// Authority of the broker's certificate, if no public one
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    nats_ca: Option<PathBuf>,
    /// Certificate to show the broker
    #[arg(long, value_name = "FILE", requires = "nats_key", value_hint = clap::ValueHint::FilePath)]
    nats_cert: Option<PathBuf>,
    /// Its key
    #[arg(long, value_name = "FILE", requires = "nats_cert", value_hint = clap::ValueHint::FilePath)]
    nats_key: Option<PathBuf>,
}

impl Broker {
    /// The source that a text names, with these options if it is a broker's.
    pub fn source(&self, text: &str) -> Result<SourceSpec, String> {
        let mut source = SourceSpec::parse(text)?;
        if let SourceSpec::Nats(spec) = &mut source {
            spec.filter.clone_from(&self.nats_filter);
            spec.login = Login {
                credentials: self.nats_credentials.clone(),
                user: self.nats_user.clone(),
                password_file: self.nats_password_file.clone(),
                token_file: self.nats_token_file.clone(),
                ca: self.nats_ca.clone(),
                cert: self.nats_cert.clone(),
                key: self.nats_key.clone(),
            };
            spec.check()?;
        }
        Ok(source)
    }
}

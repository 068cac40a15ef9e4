//! Which consumer of which stream, at which brokers, and how to log in there. Secrets stay in their files until they
//! are needed, so none is in a configuration, a list of processes or a log.

use std::path::{Path, PathBuf};

/// A consumer of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NatsSpec {
    /// Brokers of one cluster, each `nats://HOST:PORT` or `tls://HOST:PORT`. No other is gone to, whatever these say.
    pub servers: Vec<String>,
    /// The stream; it must be there.
    pub stream: String,
    /// The durable consumer; made when missing.
    pub consumer: String,
    /// Only messages with such a subject, for a consumer that is made.
    pub filter: Option<String>,
    /// How to log in.
    pub login: Login,
}

/// How to log in. All of it are files but the user's name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Login {
    /// A file of credentials as `nsc` writes it: a token and the seed of its key.
    pub credentials: Option<PathBuf>,
    /// Name of a user.
    pub user: Option<String>,
    /// Its password.
    pub password_file: Option<PathBuf>,
    /// A token.
    pub token_file: Option<PathBuf>,
    /// Authorities of the broker's certificate, if no public one.
    pub ca: Option<PathBuf>,
    /// A certificate to show.
    pub cert: Option<PathBuf>,
    /// Its key.
    pub key: Option<PathBuf>,
}

impl NatsSpec {
    /// `nats://HOST:PORT[,HOST:PORT…]/STREAM/CONSUMER`, or the same with `tls://`; `None` for other texts.
    pub fn parse(text: &str) -> Option<Result<Self, String>> {
        let scheme = ["nats://", "tls://"]
            .into_iter()
            .find(|scheme| text.starts_with(scheme))?;
        let parts: Vec<&str> = text[scheme.len()..].split('/').collect();
        let [hosts, stream, consumer] = parts[..] else {
            return Some(Err(format!(
                "`{text}` is no consumer; write `nats://HOST:PORT/STREAM/CONSUMER`"
            )));
        };
        let servers = hosts.split(',').map(|host| format!("{scheme}{host}"));
        let spec = Self {
            servers: servers.collect(),
            stream: stream.to_owned(),
            consumer: consumer.to_owned(),
            filter: None,
            login: Login::default(),
        };
        Some(spec.check().map(|()| spec))
    }

    /// Whether all of it can be.
    ///
    /// # Errors
    /// What cannot.
    pub fn check(&self) -> Result<(), String> {
        if self.servers.is_empty() {
            return Err("there is no broker".to_owned());
        }
        for server in &self.servers {
            check_server(server)?;
        }
        for (what, name) in [("stream", &self.stream), ("consumer", &self.consumer)] {
            let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !".*>/\\".contains(c);
            if name.is_empty() || name.len() > 255 || !name.chars().all(is_plain) {
                return Err(format!("`{name}` is no name of a {what}"));
            }
        }
        if let Some(filter) = &self.filter
            && (filter.is_empty() || filter.chars().any(|c| c.is_whitespace() || c.is_control()))
        {
            return Err(format!("`{filter}` is no subject"));
        }
        self.login.check()
    }

    /// What people know it by.
    pub fn name(&self) -> String {
        format!("nats {}/{}", self.stream, self.consumer)
    }

    /// What its position is kept under: the same at whatever broker of the cluster.
    pub(super) fn key(&self) -> String {
        format!("nats {} {}", self.stream, self.consumer)
    }
}

impl Login {
    fn check(&self) -> Result<(), String> {
        let ways = [
            self.credentials.is_some(),
            self.user.is_some() || self.password_file.is_some(),
            self.token_file.is_some(),
        ];
        if ways.iter().filter(|way| **way).count() > 1 {
            return Err(
                "log in with credentials, a user's password or a token, not several".to_owned(),
            );
        }
        if self.user.is_some() != self.password_file.is_some() {
            return Err("a user's name and the file of its password go together".to_owned());
        }
        if self.cert.is_some() != self.key.is_some() {
            return Err("a certificate and its key go together".to_owned());
        }
        let files = [
            &self.credentials,
            &self.password_file,
            &self.token_file,
            &self.ca,
            &self.cert,
            &self.key,
        ];
        for path in files.into_iter().flatten() {
            read(path)?;
        }
        Ok(())
    }
}

/// A file of a login, without the line's end that editors add.
pub(super) fn read(path: &Path) -> Result<String, String> {
    let text = std::fs::read_to_string(path);
    let text = text.map_err(|error| {
        format!(
            "`{}` cannot be read: {}",
            path.display(),
            crate::cli::problem::reason(&error)
        )
    })?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

fn check_server(server: &str) -> Result<(), String> {
    let host = ["nats://", "tls://"]
        .into_iter()
        .find_map(|scheme| server.strip_prefix(scheme));
    let host = host.ok_or_else(|| {
        format!("`{server}` is no broker; write `nats://HOST:PORT` or `tls://HOST:PORT`")
    })?;
    if host.contains('@') {
        return Err("an address holds no password; give it in a file".to_owned());
    }
    let is_host = |c: char| c.is_alphanumeric() || "-._:[]%".contains(c);
    match !host.is_empty() && host.chars().all(is_host) {
        true => Ok(()),
        false => Err(format!("`{server}` is no broker")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consumer_is_named_by_one_text() {
        let parse = |text: &str| NatsSpec::parse(text);
        let spec = parse("nats://a.example:4222,[::1]:4223/EVENTS/edge");
        let spec = spec.expect("a consumer").expect("right");
        assert_eq!(spec.servers, ["nats://a.example:4222", "nats://[::1]:4223"]);
        assert_eq!((&*spec.stream, &*spec.consumer), ("EVENTS", "edge"));
        assert_eq!(parse("eve.json"), None);
        for (text, fault) in [
            ("nats://a:4222", "write `nats://HOST:PORT/STREAM/CONSUMER`"),
            ("nats://a/b/c/d", "write `nats://HOST:PORT/STREAM/CONSUMER`"),
            ("nats:///S/c", "no broker"),
            ("nats://a/S.x/c", "no name of a stream"),
            ("tls://a/S/", "no name of a consumer"),
            ("nats://joe:secret@a/S/c", "holds no password"),
        ] {
            let found = parse(text).expect("a consumer").expect_err(text);
            assert!(found.contains(fault), "{text}: {found}");
            assert!(!found.contains("secret"), "{found}");
        }
    }

    #[test]
    fn logins_are_of_one_kind_and_their_files_are_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("secret");
        std::fs::write(&file, "s3cret\n").expect("written");
        assert_eq!(read(&file), Ok("s3cret".to_owned()));
        let right = Login {
            user: Some("joe".to_owned()),
            password_file: Some(file.clone()),
            ..Login::default()
        };
        assert_eq!(right.check(), Ok(()));
        let two = Login {
            token_file: Some(file),
            ..right.clone()
        };
        assert!(two.check().is_err());
        let half = Login {
            password_file: None,
            ..right
        };
        assert!(half.check().is_err());
        let gone = Login {
            ca: Some(folder.path().join("ca.pem")),
            ..Login::default()
        };
        assert!(gone.check().unwrap_err().contains("no such file"));
    }
}

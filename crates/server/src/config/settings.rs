//! What the HTTP server needs of the configuration.

use super::{Config, Limits};
use crate::http::{self, Settings, TlsFiles};

impl Config {
    /// Settings of the HTTP server; what has no key keeps its default.
    pub fn settings(&self) -> Settings {
        let tls = self.tls.as_ref().map(|tls| TlsFiles {
            cert: tls.cert.clone(),
            key: tls.key.clone(),
            client_ca: tls.client_ca.clone(),
        });
        Settings {
            api_root: self.api_root.clone(),
            title: self.title.clone(),
            description: self.description.clone(),
            contact: self.contact.clone(),
            public_url: self.public_url.clone(),
            max_page_size: self.max_page_size,
            max_content_length: bytes(self.max_content_length),
            anonymous: self.anonymous,
            tls,
            metrics_token: self.metrics_token.clone(),
            limits: limits(&self.limits),
            ..Settings::new(self.listen)
        }
    }
}

fn limits(limits: &Limits) -> http::Limits {
    http::Limits {
        connections: limits.connections,
        connections_per_address: limits.connections_per_address,
        header_timeout: limits.header_timeout,
        idle_timeout: limits.idle_timeout,
        body_timeout: limits.body_timeout,
        request_timeout: limits.request_timeout,
        write_timeout: limits.write_timeout,
        shutdown_timeout: limits.shutdown_timeout,
        requests_per_second: limits.requests_per_second,
        burst: limits.burst,
        requests_at_once: limits.requests_at_once,
        failed_logins: limits.failed_logins,
        response_memory: bytes(limits.response_memory),
        body_memory: bytes(limits.body_memory),
        ..http::Limits::default()
    }
}

fn bytes(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use crate::config::Loaded;
    use crate::http::Settings;

    /// What the documentation says is the default is what the server does by default.
    #[test]
    fn the_documented_defaults_are_the_servers() {
        let loaded = Loaded::gather(None, [], &Vec::new()).unwrap();
        let config = loaded.config().unwrap();
        let default = Settings::new(config.listen);
        assert_eq!(format!("{:?}", config.settings()), format!("{default:?}"));
    }
}

//! What the HTTP server needs of the configuration.

use super::Config;
use crate::http::Settings;

impl Config {
    /// Settings of the HTTP server; what has no key keeps its default.
    pub fn settings(&self) -> Settings {
        Settings {
            api_root: self.api_root.clone(),
            title: self.title.clone(),
            description: self.description.clone(),
            contact: self.contact.clone(),
            public_url: self.public_url.clone(),
            max_page_size: self.max_page_size,
            max_content_length: self.max_content_length,
            anonymous: self.anonymous,
            tls: self.tls.clone(),
            metrics_token: self.metrics_token.clone(),
            limits: self.limits.clone(),
            ..Settings::new(self.listen)
        }
    }
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

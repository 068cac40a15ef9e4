//! Numbers for the operator, in Prometheus' text format. No label names a partner, a collection or an
//! object, so nothing here says what anybody shares or asks for.

use http::{Method, StatusCode};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::time::Duration;

/// The text format of Prometheus.
pub const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Seconds.
const BUCKETS: [f64; 8] = [0.0002, 0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0];

/// A request that was answered.
pub struct Seen<'a> {
    /// Its method.
    pub method: &'a Method,
    /// The pattern of its route.
    pub route: &'static str,
    /// The answer's status.
    pub status: StatusCode,
    /// From its head to its answer.
    pub elapsed: Duration,
    /// The answer's body.
    pub bytes: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Labels {
    method: &'static str,
    route: &'static str,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabel {
    route: &'static str,
}

/// All numbers.
pub struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Family<RouteLabel, Histogram>,
    bytes: Counter,
    connections: Gauge,
    refused: Counter,
    unindexed: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    /// All at zero.
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("tansiq");
        let requests = Family::<Labels, Counter>::default();
        let histogram = || Histogram::new(BUCKETS);
        let seconds = Family::<RouteLabel, Histogram>::new_with_constructor(histogram as fn() -> _);
        let (bytes, refused) = (Counter::default(), Counter::default());
        let (connections, unindexed) = (Gauge::default(), Gauge::default());
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register("http_request_seconds", "Time to an answer", seconds.clone());
        registry.register("http_response_bytes", "Bodies sent", bytes.clone());
        registry.register("connections", "Open connections", connections.clone());
        registry.register(
            "connections_refused",
            "Connections beyond the limits",
            refused.clone(),
        );
        registry.register(
            "search_unindexed",
            "Objects that are not in the search index yet",
            unindexed.clone(),
        );
        Self {
            registry,
            requests,
            seconds,
            bytes,
            connections,
            refused,
            unindexed,
        }
    }

    /// Counts a request.
    pub fn request(&self, seen: &Seen<'_>) {
        let labels = Labels {
            method: crate::http::known_method(seen.method),
            route: seen.route,
            status: seen.status.as_u16(),
        };
        self.requests.get_or_create(&labels).inc();
        let label = RouteLabel { route: seen.route };
        let seconds = seen.elapsed.as_secs_f64();
        self.seconds.get_or_create(&label).observe(seconds);
        self.bytes.inc_by(seen.bytes);
    }

    /// So many connections are open.
    pub fn connections(&self, open: usize) {
        self.connections
            .set(i64::try_from(open).unwrap_or(i64::MAX));
    }

    /// So many objects wait for the search index.
    pub fn unindexed(&self, left: u64) {
        self.unindexed.set(i64::try_from(left).unwrap_or(i64::MAX));
    }

    /// A connection was turned away.
    pub fn connection_refused(&self) {
        self.refused.inc();
    }

    /// The text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        // Writing into memory cannot fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::routes::ROUTES;

    #[test]
    fn labels_are_routes_methods_and_statuses_only() {
        let metrics = Metrics::new();
        metrics.request(&Seen {
            method: &Method::GET,
            route: ROUTES[2].pattern,
            status: StatusCode::OK,
            elapsed: Duration::from_millis(1),
            bytes: 10,
        });
        let text = metrics.text();
        let line = r#"tansiq_http_requests_total{method="GET",route="/taxii2/",status="200"} 1"#;
        assert!(text.contains(line), "{text}");
    }
}

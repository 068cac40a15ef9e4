//! Requests a second: one token bucket per client.

use super::Client;
use handling::planted;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Clients remembered; beyond, those whose bucket is full again are forgotten.
const REMEMBERED: usize = 16_384;

/// A bucket of `burst` tokens per client that refills at a steady rate. A request takes one.
#[derive(Debug)]
pub struct Rates {
    per_second: f64,
    burst: f64,
    buckets: Mutex<HashMap<Client, Bucket>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Rates {
    /// Buckets of `burst` tokens that gain `per_second`.
    pub fn new(per_second: u64, burst: u64) -> Self {
        Self {
            per_second: per_second.max(1) as f64,
            burst: burst.max(1) as f64,
            buckets: Mutex::default(),
        }
    }

    /// Takes a token; `Err` is how long until there is one.
    pub fn take(&self, client: Client, now: Instant) -> Result<(), Duration> {
        let client = planted!(RateShared, Client::Partner(0), client);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED && !buckets.contains_key(&client) {
            buckets.retain(|_, bucket| self.refilled(*bucket, now) < self.burst);
        }
        let full = Bucket {
            tokens: self.burst,
            at: now,
        };
        let bucket = buckets.entry(client).or_insert(full);
        bucket.tokens = self.refilled(*bucket, now);
        bucket.at = now;
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Ok(());
        }
        let missing = 1.0 - bucket.tokens;
        Err(Duration::from_secs_f64(missing / self.per_second))
    }

    fn refilled(&self, bucket: Bucket, now: Instant) -> f64 {
        let gained = now.saturating_duration_since(bucket.at).as_secs_f64() * self.per_second;
        (bucket.tokens + gained).min(self.burst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_then_the_steady_rate_each_client_for_itself() {
        let rates = Rates::new(2, 3);
        let start = Instant::now();
        let (a, b) = (Client::Partner(1), Client::Partner(2));
        for _ in 0..3 {
            assert_eq!(rates.take(a, start), Ok(()));
        }
        assert_eq!(rates.take(a, start), Err(Duration::from_millis(500)));
        assert_eq!(rates.take(b, start), Ok(()));
        let later = start + Duration::from_millis(500);
        assert_eq!(rates.take(a, later), Ok(()));
        assert!(rates.take(a, later).is_err());
    }
}

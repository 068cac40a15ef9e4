//! Reads a request's body within limits on size and time.

use super::Problem;
use bytes::Buf;
use http_body_util::BodyExt;
use hyper::body::Body;
use std::time::Duration;
use tokio::time::{Instant, timeout, timeout_at};

/// How much may be read, and how slowly.
#[derive(Debug, Clone, Copy)]
pub struct BodyLimits {
    /// Bytes.
    pub bytes: usize,
    /// Between two parts.
    pub pause: Duration,
    /// In all.
    pub total: Duration,
}

/// Refuses a body that says it is too long, without reading it.
pub fn check_declared(declared: Option<u64>, limit: usize) -> Result<(), Problem> {
    match declared {
        Some(length) if length > limit as u64 => Err(Problem::too_large(limit)),
        _ => Ok(()),
    }
}

/// Reads it all. Memory grows with what arrives, not with what was announced.
pub async fn read(
    mut body: impl Body<Data: Buf> + Unpin,
    limits: BodyLimits,
) -> Result<Vec<u8>, Problem> {
    check_declared(body.size_hint().exact(), limits.bytes)?;
    let deadline = Instant::now() + limits.total;
    let mut received = Vec::new();
    loop {
        let next = timeout_at(deadline, timeout(limits.pause, body.frame())).await;
        let frame = match next {
            Ok(Ok(Some(Ok(frame)))) => frame,
            Ok(Ok(Some(Err(_)))) => return Err(incomplete()),
            Ok(Ok(None)) => return Ok(received),
            Ok(Err(_)) | Err(_) => return Err(Problem::timeout("request body")),
        };
        // Trailers have nothing for us.
        if let Ok(mut data) = frame.into_data() {
            if received.len() + data.remaining() > limits.bytes {
                return Err(Problem::too_large(limits.bytes));
            }
            while data.has_remaining() {
                let chunk = data.chunk();
                received.extend_from_slice(chunk);
                let length = chunk.len();
                data.advance(length);
            }
        }
    }
}

fn incomplete() -> Problem {
    Problem::bad_request("the body is incomplete").closing()
}

//! `POST /streams/{stream}`: events of a partner that may post them, one a line.
//!
//! The answer says how many lines were events and nothing of what was found in them: that is not for whoever sends
//! them, and depends on what the sender may not see.

use super::notice::Failed;
use crate::http::routes::Outcome;
use crate::http::{Context, Problem, Reply};

/// Events in; 200 once what was found in them is on disk.
pub fn post(context: &Context<'_>, stream: &str, body: Vec<u8>) -> Outcome {
    let posted = context
        .app
        .streams
        .post(stream, &body)
        .map_err(|failed| match failed {
            Failed::Store(error) => Problem::from(error),
            Failed::Closed => Problem::busy(),
            failed => {
                tracing::error!(%failed, "posted events cannot be dealt with");
                Problem::internal()
            }
        })?;
    let posted = posted.ok_or_else(Problem::not_found)?;
    let body = serde_json::to_vec(&posted).unwrap_or_default();
    Ok(Reply::typed("application/json", body))
}

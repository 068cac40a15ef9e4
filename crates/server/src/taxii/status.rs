//! Status resources (4.3): only their submitter sees them.

use crate::http::routes::Outcome;
use crate::http::{Context, Problem, Reply};
use handling::planted;
use stix::timestamp::format_micros;
use store::{StatusItem, StatusRecord};
use taxii::resource::Progress;
use taxii::{Status, StatusDetail};

/// `GET /{api-root}/status/{status-id}/`.
pub fn get(context: &Context<'_>, id: &str) -> Outcome {
    let record = context.app.store.status(context.caller.clearance(), id)?;
    planted!(
        ForeignStatusForbidden,
        if record.is_none() && context.app.store.planted_has_status(id)? {
            return Err(Problem::forbidden("read"));
        },
        ()
    );
    let record = record.ok_or_else(Problem::not_found)?;
    Ok(Reply::resource(&resource(record)))
}

/// The resource of what the store knows.
pub fn resource(record: StatusRecord) -> Status {
    let success_count = record.successes.len() as u64;
    let failure_count = record.failures.len() as u64;
    let progress = if record.complete {
        Progress::Complete
    } else {
        Progress::Pending
    };
    Status {
        id: record.id,
        status: progress,
        request_timestamp: Some(format_micros(record.requested)),
        total_count: record.total,
        success_count,
        successes: details(record.successes),
        failure_count,
        failures: details(record.failures),
        pending_count: record.total.saturating_sub(success_count + failure_count),
        pendings: details(record.pendings),
    }
}

fn details(items: Vec<StatusItem>) -> Vec<StatusDetail> {
    let detail = |item: StatusItem| StatusDetail {
        id: item.id,
        version: item.version,
        message: item.message,
    };
    items.into_iter().map(detail).collect()
}

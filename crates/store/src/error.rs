//! SQLite's errors in the store's words.

use crate::Error;
use rusqlite::ErrorCode;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Error::DiskFull {
                path: crate::open::FILE.to_owned(),
            },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Error::Corrupt(error.to_string())
            }
            _ => Error::Storage(error.to_string()),
        }
    }
}

/// A row that this crate wrote does not read back.
pub(crate) fn damaged(what: impl std::fmt::Display) -> Error {
    Error::Corrupt(what.to_string())
}

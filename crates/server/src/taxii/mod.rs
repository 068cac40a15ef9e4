//! The handlers of TAXII 2.1's endpoints, by section of the specification.

pub mod background;
pub mod collections;
pub mod objects;
pub mod server;
pub mod status;
pub mod submissions;

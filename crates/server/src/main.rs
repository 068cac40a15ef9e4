//! The `tansiq` binary.
fn main() {}

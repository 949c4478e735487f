//! The `tegata` command.
fn main() {}

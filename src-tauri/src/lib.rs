//! The desktop shell.
/// Runs.
pub fn run() {}

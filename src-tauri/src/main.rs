//! The program.
fn main() { tegata_desktop::run(); }

//! The script sandbox as a program of its own, for tests: the shipped programs serve as their own sandbox.

fn main() {
    tegata_wim::sandbox::serve_if_asked();
    eprintln!("This program is started by others.");
}

//! The command as the world meets it: the real program in a process of its own, against the virtual office on loopback.
//! What is asserted is the contract of `docs/command.md`, as somebody who knows nothing else would test it.

mod canary;
mod certificates;
mod contract;
mod diagnose;
mod job;
mod kit;
mod safety;
mod texts;

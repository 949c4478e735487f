//! Locks that survive a panicking test thread.
//!
//! Every lock in the office guards plain data that is valid after each single assignment, so a poisoned
//! lock carries no broken invariant worth dying for.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Takes the lock, whatever happened to an earlier holder.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! Everything random in the office comes from here, so that one seed gives one story.
//!
//! Keys and certificates are the exception: they come from the operating system's generator, because the
//! libraries that make them take no seed.

use std::sync::{Arc, Mutex};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::lock::locked;

/// A seeded source of codes, identifiers and traces.
#[derive(Debug, Clone)]
pub struct Chance(Arc<Mutex<StdRng>>);

impl Chance {
    /// The source for this seed.
    pub fn new(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// A user code: nine upper-case letters and digits, no dash (`facts/exchange.md` §1.3). Starts with a
    /// letter, so that a spreadsheet does not take it for a number.
    pub fn user_code(&self) -> String {
        const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
        const ALL: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        let mut rng = locked(&self.0);
        (0..9)
            .map(|at| {
                let from = if at == 0 { LETTERS } else { ALL };
                char::from(from[rng.random_range(0..from.len())])
            })
            .collect()
    }

    /// A GUID.
    pub fn guid(&self) -> String {
        let bytes: [u8; 16] = locked(&self.0).random();
        uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
    }

    /// An opaque string of `bytes` random bytes, in URL-safe base64.
    pub fn opaque(&self, bytes: usize) -> String {
        use base64::Engine;
        let mut raw = vec![0_u8; bytes];
        locked(&self.0).fill(raw.as_mut_slice());
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(raw)
    }
}

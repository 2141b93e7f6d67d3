//! Named places at which a test ends the process, to prove that a crash loses nothing.

/// Ends this process as `kill -9` does if the test asked for this place, or for its n-th passing
/// (`HOME_STATION_FAULT_POINT=renamed` or `renamed:2`).
#[cfg(feature = "fault-points")]
pub(super) fn point(name: &str) {
    use std::{
        collections::HashMap,
        sync::{Mutex, PoisonError},
    };

    static PASSED: Mutex<Option<HashMap<String, u32>>> = Mutex::new(None);

    let Ok(wanted) = std::env::var("HOME_STATION_FAULT_POINT") else {
        return;
    };
    let (wanted_name, wanted_count) = wanted.split_once(':').unwrap_or((&wanted, "1"));
    let mut passed = PASSED.lock().unwrap_or_else(PoisonError::into_inner);
    let count = passed
        .get_or_insert_default()
        .entry(name.to_owned())
        .or_default();
    *count += 1;
    if wanted_name == name && wanted_count.parse() == Ok(*count) {
        // No unsafe code in this crate: the signal is sent by the system's own program.
        let killed = std::process::Command::new("kill")
            .args(["-9", &std::process::id().to_string()])
            .status();
        drop(killed);
        std::process::abort();
    }
}

/// Nothing, outside of that test build.
#[cfg(not(feature = "fault-points"))]
pub(super) const fn point(_name: &str) {}

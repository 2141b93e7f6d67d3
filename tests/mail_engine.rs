//! The mail engine on loopback: against the embedded servers, and against servers that break the rules.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may stop at a fault of its own"
)]

mod mail_engine {
    pub(crate) mod support;

    mod arrival;
    mod attacks;
    mod cancel;
    mod check;
    mod fences;
    mod network;
    mod round_trips;
}

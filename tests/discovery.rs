//! Finding servers on loopback: an own DNS server, own web servers with an own authority, own mail servers.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may stop at a fault of its own"
)]

mod discovery {
    pub(crate) mod dns;
    pub(crate) mod web;
    pub(crate) mod world;

    mod command;
    mod files;
    mod hostile;
    mod interactive;
    mod order;
    mod sources;
}

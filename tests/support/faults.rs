//! Servers that misbehave on purpose, and the cells of the fault matrix.
//!
//! ```text
//! honest   a small server that does everything right
//! server   the same, doing one thing wrong at one point
//! world    names and connections led to it, every byte of the client's written down
//! cell     one fault, what must be said about it, and what was said
//! matrix   the faults of every protocol and encryption
//! east     the cases of "Why TLS is better without STARTTLS"
//! replies  real refusals of real servers
//! ```

pub mod cell;
pub mod east;
pub mod honest;
pub mod matrix;
pub mod replies;
pub mod server;
pub mod world;

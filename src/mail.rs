//! Mail servers: the connection we own, and the three libraries speaking the signed-in part over it.
//!
//! ```text
//! wire      name lookup, TCP, TLS, bounds, byte budget, transcript          injected through Network
//! connect   one server, from its name to an encrypted stream with a greeting
//! imap pop smtp   one signed-in session each, by async-imap, async-pop, lettre
//! check     both sides at the same time, as a stream of events
//! send      the test mail;   arrival   watching for it and removing it
//! fault     what went wrong on the wire, turned into a `Failure`
//! probe     what a failure says about the network
//! ```
//!
//! Nothing in here tries a password a second time, and nothing waits without a bound.

pub mod arrival;
pub mod check;
pub mod connect;
pub mod fault;
pub mod imap;
#[cfg(feature = "fault-points")]
mod library_panic;
pub mod pop;
pub mod probe;
pub mod send;
pub mod smtp;
pub mod wire;

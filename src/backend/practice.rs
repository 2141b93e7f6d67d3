//! Practice: the same work against mail servers inside the program, with a memory that ends with it.
//!
//! Every name leads to loopback and only the throw-away authority is trusted, so the providers'
//! real names can be used and nothing leaves the machine.

use std::sync::Arc;

use super::{live::Live, shelf::Memory};
use crate::{
    failure::StorageFailure,
    practice::{PracticeOptions, Servers, network},
};

/// Starts practice mode.
///
/// # Errors
/// The system gives no loopback port, thread or random number.
pub fn start(options: PracticeOptions) -> Result<Live, StorageFailure> {
    let servers = Servers::start(options).map_err(|error| StorageFailure::File {
        path: "127.0.0.1".into(),
        detail: error.to_string(),
    })?;
    let network = network(&servers);
    Ok(Live::of(
        Arc::new(Memory::default()),
        network,
        Some(Arc::new(servers)),
    ))
}

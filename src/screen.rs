//! The wizard's screens.

pub mod gallery;

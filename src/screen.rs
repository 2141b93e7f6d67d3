//! The wizard's screens.

//! The order of the wizard's steps, as total pure functions.

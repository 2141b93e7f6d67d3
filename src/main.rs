//! Starts the window or the command line; everything else is the library.

fn main() {}

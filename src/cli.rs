//! The same work without a window: arguments, text and JSON output, exit codes.

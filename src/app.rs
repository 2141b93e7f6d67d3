//! The window: state, messages, effects, and the one place that performs them.

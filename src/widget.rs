//! The window's own widgets, generic over the message.

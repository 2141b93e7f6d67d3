//! What the person typed so far, and the one place where it is parsed into a Login.

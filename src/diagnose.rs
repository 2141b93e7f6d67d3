//! Recognises the cause of a failure: from provider, protocol, stage and the server's line.

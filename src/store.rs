//! What is kept: the account file, the keyring, the attempts.

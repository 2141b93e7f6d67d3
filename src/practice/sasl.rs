//! What a client signs in with, in the words of SASL.

use base64::{Engine as _, engine::general_purpose::STANDARD};

/// User name and password of a SASL PLAIN answer
/// ([RFC 4616](https://www.rfc-editor.org/rfc/rfc4616#section-2)).
pub(super) fn plain(text: &str) -> Option<(String, String)> {
    let message = String::from_utf8(STANDARD.decode(text).ok()?).ok()?;
    let mut parts = message.split('\0');
    let (_authorization, user, password) = (parts.next()?, parts.next()?, parts.next()?);
    match parts.next() {
        None => Some((user.to_owned(), password.to_owned())),
        Some(_) => None,
    }
}

/// One word of a SASL LOGIN exchange.
pub(super) fn word(text: &str) -> Option<String> {
    String::from_utf8(STANDARD.decode(text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_answer_has_three_parts() {
        // "\0ana\0ñ"
        assert_eq!(plain("AGFuYQDDsQ=="), Some(("ana".into(), "ñ".into())));
        assert_eq!(plain("YW5h"), None);
    }
}

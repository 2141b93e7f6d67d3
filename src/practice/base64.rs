//! Base64 as SASL uses it ([RFC 4648](https://www.rfc-editor.org/rfc/rfc4648#section-4)): decoding
//! what a client signs in with.

/// The bytes of a text in base64 with its padding; none if it is not base64.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(digits.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for digit in digits.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    Some(bytes)
}

/// User name and password of a SASL PLAIN answer
/// ([RFC 4616](https://www.rfc-editor.org/rfc/rfc4616#section-2)).
pub(super) fn plain(text: &str) -> Option<(String, String)> {
    let message = String::from_utf8(decode(text)?).ok()?;
    let mut parts = message.split('\0');
    let (_authorization, user, password) = (parts.next()?, parts.next()?, parts.next()?);
    match parts.next() {
        None => Some((user.to_owned(), password.to_owned())),
        Some(_) => None,
    }
}

/// One word of a SASL LOGIN exchange.
pub(super) fn word(text: &str) -> Option<String> {
    String::from_utf8(decode(text)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_decoded_with_its_padding() {
        assert_eq!(decode("Zm9vYmE=").unwrap(), b"fooba");
        assert_eq!(decode("Zm9vYg==").unwrap(), b"foob");
        assert_eq!(decode("Zm9v").unwrap(), b"foo");
        assert_eq!(decode("").unwrap(), b"");
        assert_eq!(decode("Zm9"), None);
        assert_eq!(decode("Zm9*"), None);
    }

    #[test]
    fn a_plain_answer_has_three_parts() {
        // "\0ana\0ñ"
        assert_eq!(plain("AGFuYQDDsQ=="), Some(("ana".into(), "ñ".into())));
        assert_eq!(plain("YW5h"), None);
    }
}

//! A password from standard input: one line, its line break taken off, nothing else changed.

use std::io::{BufRead, ErrorKind, Read};

use zeroize::Zeroizing;

use super::console::NoPassword;
use crate::secret::{MAX_SECRET_BYTES, Secret, SecretError};

/// The longest line that is read: a secret, its line break, and one byte that tells that there is more.
const ROOM: usize = MAX_SECRET_BYTES + 3;

/// Reads one line. What comes behind its line break at the same time would be part of a secret with
/// a line break in it, which no server takes: refused rather than cut off.
pub(super) fn read_line(input: &mut impl Read) -> Result<Secret, NoPassword> {
    // Of its final size at once: a buffer that grows leaves copies behind.
    let mut buffer = Zeroizing::new([0_u8; ROOM]);
    let mut filled = 0;
    loop {
        let room = buffer.get_mut(filled..).unwrap_or_default();
        if room.is_empty() {
            return Err(NoPassword::Secret(SecretError::TooLong));
        }
        let read = match input.read(room) {
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => return Err(NoPassword::Unreadable),
        };
        filled += read;
        let line = buffer.get(..filled).unwrap_or_default();
        if read == 0 && line.is_empty() {
            return Err(NoPassword::End);
        }
        if read == 0 || line.contains(&b'\n') {
            return secret_of(line);
        }
    }
}

/// Reads one line of several; the rest stays for the next question.
pub(super) fn next_line(input: &mut impl BufRead) -> Result<Secret, NoPassword> {
    let mut line = Zeroizing::new(Vec::with_capacity(ROOM));
    let limit = u64::try_from(ROOM).unwrap_or(u64::MAX);
    let read = input.take(limit).read_until(b'\n', &mut line);
    match read {
        Err(_) => Err(NoPassword::Unreadable),
        Ok(0) => Err(NoPassword::End),
        Ok(ROOM) if !line.ends_with(b"\n") => Err(NoPassword::Secret(SecretError::TooLong)),
        Ok(_) => secret_of(&line),
    }
}

fn secret_of(line: &[u8]) -> Result<Secret, NoPassword> {
    let line = match line.strip_suffix(b"\n") {
        Some(line) => line.strip_suffix(b"\r").unwrap_or(line),
        None => line,
    };
    let text = str::from_utf8(line).map_err(|_| NoPassword::NotText)?;
    let secret = Secret::new(text.to_owned());
    let _ = secret.sendable().map_err(NoPassword::Secret)?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut bytes: &[u8]) -> Result<String, NoPassword> {
        read_line(&mut bytes).map(|secret| secret.expose().to_owned())
    }

    #[test]
    fn one_line_break_is_taken_off_and_nothing_else() {
        for (input, secret) in [
            (&b"abc"[..], "abc"),
            (b"abc\n", "abc"),
            (b"abc\r\n", "abc"),
            (b" abc \n", " abc "),
            ("contraseña\n".as_bytes(), "contraseña"),
        ] {
            assert_eq!(read(input).as_deref(), Ok(secret));
        }
        assert_eq!(
            read(&[b'x'; MAX_SECRET_BYTES]).map(|text| text.len()),
            Ok(MAX_SECRET_BYTES)
        );
    }

    #[test]
    fn what_no_server_can_take_is_refused() {
        let secret = |error| Err(NoPassword::Secret(error));
        assert_eq!(read(b""), Err(NoPassword::End));
        assert_eq!(read(b"\r\n"), secret(SecretError::Empty));
        assert_eq!(read(b"a\nb\n"), secret(SecretError::ControlCharacter));
        assert_eq!(read(b"a\tb\n"), secret(SecretError::ControlCharacter));
        assert_eq!(read(b"a\r\r\n"), secret(SecretError::ControlCharacter));
        assert_eq!(
            read(&[b'x'; MAX_SECRET_BYTES + 1]),
            secret(SecretError::TooLong)
        );
        assert_eq!(read(&vec![b'x'; 100_000]), secret(SecretError::TooLong));
        assert_eq!(read(b"\xff\xfe\n"), Err(NoPassword::NotText));
    }

    #[test]
    fn a_line_among_others_leaves_them_alone() {
        let mut input = &b"abc\r\nnext\n"[..];
        let secret = next_line(&mut input).unwrap();
        assert_eq!((secret.expose(), input), ("abc", &b"next\n"[..]));
        assert_eq!(next_line(&mut &b""[..]), Err(NoPassword::End));
        assert_eq!(
            next_line(&mut &[b'x'; 5_000][..]),
            Err(NoPassword::Secret(SecretError::TooLong))
        );
    }

    #[test]
    fn a_line_that_comes_in_pieces_is_one() {
        struct Pieces(Vec<u8>);
        impl Read for Pieces {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                assert!(!self.0.is_empty(), "read beyond the line");
                buffer[0] = self.0.remove(0);
                Ok(1)
            }
        }
        let secret = read_line(&mut Pieces(b"abc\nrest".to_vec())).unwrap();
        assert_eq!(secret.expose(), "abc");
    }
}

//! One page in the clear whose answer is known: it tells a sign-in page from the internet, and the time.

use time::{OffsetDateTime, format_description::well_known::Rfc2822};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::{
    account::Port,
    mail::{connect::dial, wire::Network},
};

/// The host asked; its page answers `204 No Content` and nothing else.
const HOST: &str = "connectivitycheck.gstatic.com";

/// Bytes of the answer read at most.
const MAX_ANSWER: usize = 4_096;

/// What the page said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// What it always says: the internet is there.
    Expected {
        /// The server's time.
        date: Option<OffsetDateTime>,
    },
    /// Something else: a page of the network itself.
    Other {
        /// The server's time.
        date: Option<OffsetDateTime>,
    },
    /// Nothing.
    None,
}

impl Answer {
    pub(super) const fn date(self) -> Option<OffsetDateTime> {
        match self {
            Self::Expected { date } | Self::Other { date } => date,
            Self::None => None,
        }
    }

    fn read(text: &str) -> Self {
        let mut lines = text.lines();
        let Some(status) = lines.next().filter(|line| line.starts_with("HTTP/1.")) else {
            return Self::None;
        };
        let date = lines.find_map(|line| {
            let (name, value) = line.split_once(':')?;
            let date = name.eq_ignore_ascii_case("date").then_some(value.trim())?;
            OffsetDateTime::parse(date, &Rfc2822).ok()
        });
        match status.split_ascii_whitespace().nth(1) {
            Some("204") => Self::Expected { date },
            // A server error is no sign-in page.
            Some(code) if code.starts_with(['2', '3', '4']) || code == "511" => {
                Self::Other { date }
            }
            Some(_) | None => Self::None,
        }
    }
}

/// Asks for the page. The caller bounds the time.
pub(super) async fn ask(network: &Network) -> Answer {
    let (Ok(host), Ok(port)) = (HOST.parse(), Port::try_from(80)) else {
        return Answer::None;
    };
    let Ok(mut io) = dial(network, &host, port).await else {
        return Answer::None;
    };
    let request =
        format!("GET /generate_204 HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n");
    if io.write_all(request.as_bytes()).await.is_err() || io.flush().await.is_err() {
        return Answer::None;
    }
    let mut text = Vec::new();
    let mut chunk = [0; 1_024];
    while text.len() < MAX_ANSWER && !text.windows(4).any(|end| end == b"\r\n\r\n") {
        match io.read(&mut chunk).await {
            Ok(0) | Err(_) => break,
            Ok(count) => text.extend_from_slice(chunk.get(..count).unwrap_or_default()),
        }
    }
    Answer::read(&String::from_utf8_lossy(&text))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn the_page_tells_internet_portal_and_time() {
        let date = "Date: Sat, 21 Nov 2026 12:00:00 GMT\r\n";
        let expected = datetime!(2026-11-21 12:00 UTC);
        assert_eq!(
            Answer::read(&format!("HTTP/1.1 204 No Content\r\n{date}\r\n")),
            Answer::Expected {
                date: Some(expected)
            }
        );
        assert_eq!(
            Answer::read("HTTP/1.1 302 Found\r\nLocation: http://login/\r\n\r\n"),
            Answer::Other { date: None }
        );
        assert_eq!(Answer::read("SSH-2.0"), Answer::None);
    }
}

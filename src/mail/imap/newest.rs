//! The newest messages of the open folder, by three lines of their headers. Sets no flag.

use futures::TryStreamExt;

use super::Session;
use crate::failure::Failure;

/// One message, by its header lines as the sender wrote them (encoded words and all, RFC 2047).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headline {
    /// Its UID in the folder.
    pub uid: u32,
    /// The line `Date`, or nothing.
    pub date: String,
    /// The line `From`, or nothing.
    pub from: String,
    /// The line `Subject`, or nothing.
    pub subject: String,
}

impl Session {
    /// The newest messages of the open folder ([`Session::examine_inbox`]), at most `count`, oldest first.
    ///
    /// # Errors
    /// The failure of the stage `mailbox`.
    pub async fn newest(&mut self, exists: u32, count: u32) -> Result<Vec<Headline>, Failure> {
        if exists == 0 || count == 0 {
            return Ok(Vec::new());
        }
        let first = exists.saturating_sub(count - 1).max(1);
        let set = format!("{first}:{exists}");
        let fetched: Vec<_> = self
            .step(async |session| {
                let query = "(UID BODY.PEEK[HEADER.FIELDS (DATE FROM SUBJECT)])";
                session.fetch(set, query).await?.try_collect().await
            })
            .await?;
        Ok(fetched
            .iter()
            .map(|message| {
                let header = message.header().unwrap_or_default();
                headline(message.uid.unwrap_or(0), &String::from_utf8_lossy(header))
            })
            .collect())
    }
}

/// Reads the header lines, folded ones joined ([RFC 5322](https://www.rfc-editor.org/rfc/rfc5322#section-2.2.3)).
fn headline(uid: u32, header: &str) -> Headline {
    let mut found = Headline {
        uid,
        ..Headline::default()
    };
    let unfolded = header.replace("\r\n ", " ").replace("\r\n\t", " ");
    for (name, value) in unfolded.lines().filter_map(|line| line.split_once(':')) {
        let value = value.trim().replace(char::is_control, "");
        match name.to_ascii_lowercase().as_str() {
            "date" => found.date = value,
            "from" => found.from = value,
            "subject" => found.subject = value,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_lines_are_read_folded_in_any_order_and_without_control_characters() {
        let header =
            "SUBJECT: Lectura\r\n del nivel\u{1b}[2J\r\nFrom: LS 1 <ls@example.org>\r\n\r\n";
        assert_eq!(
            headline(7, header),
            Headline {
                uid: 7,
                date: String::new(),
                from: "LS 1 <ls@example.org>".to_owned(),
                subject: "Lectura del nivel[2J".to_owned(),
            }
        );
    }
}

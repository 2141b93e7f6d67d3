//! The message itself.

use std::{error::Error, fmt};

use lettre::{
    Message,
    message::{
        Body, Mailbox, SinglePart,
        header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue},
    },
};

use super::Text;
use crate::account::{Account, Address};

/// The header that carries the mark.
pub const MARK_HEADER: &str = "X-Home-Station-Test";

/// What names one test mail: 128 random bits as hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark(String);

impl Mark {
    /// A new one.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Self(format!("{:032x}", u128::from_be_bytes(bytes))))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Header for Mark {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str(MARK_HEADER)
    }

    fn parse(text: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}

fn mailbox(name: &str, address: &Address) -> Result<Mailbox, String> {
    let name = Some(name.trim())
        .filter(|name| !name.is_empty())
        .map(str::to_owned);
    let address = lettre::Address::new(address.local_part(), address.domain());
    Ok(Mailbox::new(
        name,
        address.map_err(|error| error.to_string())?,
    ))
}

/// The bytes to be sent: UTF-8, with Date and Message-ID; with the mark in a header if it is a test mail.
pub(super) fn build(
    account: &Account,
    to: &Address,
    text: &Text,
    mark: &Mark,
    is_test: bool,
) -> Result<Vec<u8>, String> {
    let mut builder = Message::builder()
        .from(mailbox(&account.display_name, &account.address)?)
        .to(mailbox("", to)?)
        .subject(text.subject.clone())
        .message_id(Some(format!("<{mark}@{}>", account.address.domain())))
        .date_now();
    if is_test {
        builder = builder.header(mark.clone());
    }
    if let Some(reply_to) = &account.reply_to {
        builder = builder.reply_to(mailbox("", reply_to)?);
    }
    let part = SinglePart::builder().header(ContentType::TEXT_PLAIN);
    // A device reads its command as it stands: lettre would wrap a long line by an encoding.
    // RFC 5322 allows 998 characters (https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1).
    let line = &text.body;
    let is_plain = line.is_ascii() && line.len() <= 998 && !line.chars().any(char::is_control);
    let part = if is_plain {
        let bytes = line.clone().into_bytes();
        let encoding = ContentTransferEncoding::SevenBit;
        part.body(Body::dangerous_pre_encoded(bytes, encoding))
    } else {
        part.body(line.clone())
    };
    let message = builder
        .singlepart(part)
        .map_err(|error| error.to_string())?;
    let mut bytes = message.formatted();
    // The end of DATA begins with the end of the last line (RFC 5321, 4.5.2), and lettre writes all
    // of it: a line end here would be an empty line behind the command.
    if bytes.ends_with(b"\r\n") {
        bytes.truncate(bytes.len().saturating_sub(2));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, Locale};

    /// Words with which LevelSender commands begin, and Spanish words that a translator might put in
    /// their place.
    const COMMAND_WORDS: &[&str] = &[
        "ls",
        "smtp",
        "recipient",
        "settings",
        "sample",
        "report",
        "rate",
        "logger",
        "datalogger",
        "start",
        "stop",
        "future",
        "now",
        "time",
        "sync",
        "station",
        "password",
        "server",
        "port",
        "apn",
        "reset",
        "levelsender",
    ];

    #[test]
    fn the_text_has_no_word_of_a_levelsender_command_in_any_language() {
        for language in Language::ALL {
            let locale = Locale::new(language);
            for key in ["mail-test-subject", "mail-test-body"] {
                assert!(locale.has(key), "{key}");
                let text = locale.text(key).to_lowercase();
                assert!(!text.contains(':'), "{text}");
                let found: Vec<_> = text
                    .split(|character: char| !character.is_alphanumeric())
                    .filter(|word| COMMAND_WORDS.contains(word))
                    // The program's own name.
                    .filter(|word| !(*word == "station" && text.contains("home station")))
                    .collect();
                assert!(found.is_empty(), "{found:?}");
            }
        }
    }

    #[test]
    fn the_message_carries_mark_date_reply_to_and_text() {
        let account = super::super::super::arrival::test_account();
        let mark = Mark::random().unwrap();
        let text = Text {
            subject: "Prueba ñ".to_owned(),
            body: "¿Llegó?".to_owned(),
        };
        let to = "ana@example.org".parse().unwrap();
        let message = build(&account, &to, &text, &mark, true).unwrap();
        let message = String::from_utf8(message).unwrap();
        for part in [
            format!("{MARK_HEADER}: {mark}\r\n"),
            format!("Message-ID: <{mark}@example.org>\r\n"),
            "Reply-To: office@example.org\r\n".to_owned(),
            "From: =?utf-8?".to_owned(),
            "\r\nDate: ".to_owned(),
        ] {
            assert!(message.contains(&part), "{part} in {message}");
        }
        assert!(message.is_ascii());
        assert_ne!(Mark::random().unwrap(), mark);
    }
}

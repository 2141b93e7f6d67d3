//! The words that need an explanation: a dotted underline opens it.

macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $text:literal;)+) => {
        /// A word of the glossary.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Term {
            $($(#[$doc])* $name,)+
        }

        impl Term {
            /// All words, in the order of the list.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The key of the word.
            pub const fn word_key(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// The key of its explanation.
            pub const fn text_key(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

terms! {
    /// An app password.
    AppPassword = "glossary-app-password", "glossary-app-password-text";
    /// 2-Step Verification.
    TwoStep = "glossary-two-step", "glossary-two-step-text";
    /// IMAP.
    Imap = "glossary-imap", "glossary-imap-text";
    /// POP3.
    Pop3 = "glossary-pop3", "glossary-pop3-text";
    /// SMTP.
    Smtp = "glossary-smtp", "glossary-smtp-text";
    /// Incoming and outgoing mail server.
    MailServer = "glossary-mail-server", "glossary-mail-server-text";
    /// A port.
    Port = "glossary-port", "glossary-port-text";
    /// TLS.
    Tls = "glossary-tls", "glossary-tls-text";
    /// STARTTLS.
    StartTls = "glossary-starttls", "glossary-starttls-text";
    /// A certificate.
    Certificate = "glossary-certificate", "glossary-certificate-text";
    /// A self-signed certificate.
    SelfSigned = "glossary-self-signed", "glossary-self-signed-text";
    /// A domain.
    Domain = "glossary-domain", "glossary-domain-text";
    /// A user name.
    UserName = "glossary-user-name", "glossary-user-name-text";
    /// The server time-out.
    Timeout = "glossary-timeout", "glossary-timeout-text";
    /// The address for replies.
    ReplyTo = "glossary-reply-to", "glossary-reply-to-text";
    /// Gmail's `recent:`.
    Recent = "glossary-recent", "glossary-recent-text";
    /// A LevelSender's remote changes.
    RemoteChanges = "glossary-remote-changes", "glossary-remote-changes-text";
    /// The system's keyring.
    Keyring = "glossary-keyring", "glossary-keyring-text";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, Locale};

    #[test]
    fn every_word_has_its_explanation_in_both_languages() {
        for language in Language::ALL {
            let locale = Locale::new(language);
            for term in Term::ALL {
                assert!(locale.has(term.word_key()), "{term:?}");
                let text = locale.text(term.text_key());
                assert!(text.ends_with('.') && text.len() < 330, "{term:?}: {text}");
            }
        }
    }
}

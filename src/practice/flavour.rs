//! Whose servers are practised, and the words in which those refuse.
//!
//! The replies are what the real servers were seen to answer, so that what is learnt in practice
//! mode is met again on the worst day of the year.

use crate::account::Protocol;

/// A family of servers with its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Flavour {
    Gmail,
    Yahoo,
    Icloud,
    Yandex,
    Microsoft,
    /// Dovecot and Postfix, as most own servers are.
    #[default]
    Other,
}

impl Flavour {
    /// By the host name that the client asked for.
    pub(super) fn of_host(host: Option<&str>) -> Self {
        let host = host.unwrap_or_default().to_ascii_lowercase();
        let within = |domain: &str| {
            host.strip_suffix(domain)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        if ["gmail.com", "googlemail.com", "google.com"]
            .iter()
            .any(|d| within(d))
        {
            Self::Gmail
        } else if ["mail.yahoo.com", "yahoo.com", "aol.com"]
            .iter()
            .any(|d| within(d))
        {
            Self::Yahoo
        } else if ["mail.me.com", "icloud.com"].iter().any(|d| within(d)) {
            Self::Icloud
        } else if ["yandex.com", "yandex.ru", "ya.ru"]
            .iter()
            .any(|d| within(d))
        {
            Self::Yandex
        } else if ["outlook.com", "office365.com", "live.com"]
            .iter()
            .any(|d| within(d))
        {
            Self::Microsoft
        } else {
            Self::Other
        }
    }

    /// The spam folder's name.
    pub(super) const fn spam_folder(self) -> &'static str {
        match self {
            Self::Gmail => "[Gmail]/Spam",
            Self::Yahoo => "Bulk",
            Self::Yandex => "Spam",
            Self::Microsoft | Self::Icloud | Self::Other => "Junk",
        }
    }

    /// The folder of sent mail.
    pub(super) const fn sent_folder(self) -> &'static str {
        match self {
            Self::Gmail => "[Gmail]/Sent Mail",
            Self::Icloud => "Sent Messages",
            Self::Yahoo | Self::Yandex | Self::Microsoft | Self::Other => "Sent",
        }
    }

    /// Seconds between two POP3 sign-ins that the server asks for
    /// ([RFC 2449](https://www.rfc-editor.org/rfc/rfc2449#section-6.5)).
    pub(super) const fn login_delay(self) -> Option<u32> {
        match self {
            Self::Gmail => Some(300),
            Self::Yahoo | Self::Icloud | Self::Yandex | Self::Microsoft | Self::Other => None,
        }
    }

    /// Whether POP3 leaves out what the account itself sent, unless one signs in as `recent:user`,
    /// and what was fetched once.
    pub(super) const fn hides_mail_by_pop(self) -> bool {
        matches!(self, Self::Gmail)
    }
}

/// Why a sign-in is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    WrongPassword,
    AppPasswordRequired,
    WebLoginRequired,
    ProtocolDisabled,
    BasicAuthDisabled,
    TooManyAttempts,
    AccountSuspended,
    MailboxBusy,
    ServerBusy,
}

/// The server's words: for IMAP what follows the tag, for POP3 and SMTP the whole reply, without
/// the last line's end. A text that starts with `*` is an untagged line before a plain NO.
pub(super) fn words(flavour: Flavour, protocol: Protocol, refusal: Refusal) -> &'static str {
    match protocol {
        Protocol::Imap => imap(flavour, refusal),
        Protocol::Pop3 => pop3(flavour, refusal),
        Protocol::Smtp => smtp(flavour, refusal),
    }
}

fn imap(flavour: Flavour, refusal: Refusal) -> &'static str {
    match (refusal, flavour) {
        (Refusal::WrongPassword, Flavour::Gmail) => {
            "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)"
        }
        (Refusal::WrongPassword | Refusal::AppPasswordRequired, Flavour::Yahoo) => {
            "NO [AUTHENTICATIONFAILED] LOGIN Invalid credentials"
        }
        (Refusal::WrongPassword | Refusal::BasicAuthDisabled, Flavour::Microsoft) => {
            "NO LOGIN failed."
        }
        (Refusal::WrongPassword | Refusal::ProtocolDisabled, Flavour::Yandex) => {
            "NO [AUTHENTICATIONFAILED] LOGIN invalid credentials or IMAP is disabled"
        }
        (Refusal::AppPasswordRequired, Flavour::Gmail) => {
            "NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)"
        }
        (Refusal::WebLoginRequired, Flavour::Gmail) => {
            "* NO [WEBALERT https://accounts.google.com/signin/continue?sarp=1&scc=1&plt=practice] Web login required."
        }
        (Refusal::WebLoginRequired, _) => {
            "NO LOGIN failed. Account is blocked. Login to your account via a web browser to verify your identity."
        }
        (Refusal::ProtocolDisabled, Flavour::Gmail) => {
            "NO [ALERT] Your account is not enabled for IMAP use. Please visit your Gmail settings page and enable your account for IMAP access. (Failure)"
        }
        (Refusal::ProtocolDisabled, _) => {
            "NO [AUTHENTICATIONFAILED] IMAP access is disabled for this account"
        }
        (Refusal::BasicAuthDisabled, _) => "NO Basic authentication is disabled.",
        (Refusal::TooManyAttempts, Flavour::Yahoo) => "NO [LIMIT] Login Rate Limit Hit",
        (Refusal::TooManyAttempts, _) => {
            "NO [AUTHENTICATIONFAILED] Too many login failures. Please try again later."
        }
        (Refusal::AccountSuspended, _) => "NO [CONTACTADMIN] Login disabled for this user",
        (Refusal::MailboxBusy, _) => "NO [INUSE] Mailbox in use",
        (Refusal::ServerBusy, _) => "NO [UNAVAILABLE] Temporary authentication failure.",
        (Refusal::WrongPassword | Refusal::AppPasswordRequired, _) => {
            "NO [AUTHENTICATIONFAILED] Authentication failed."
        }
    }
}

fn pop3(flavour: Flavour, refusal: Refusal) -> &'static str {
    match (refusal, flavour) {
        (Refusal::WrongPassword, Flavour::Gmail) => {
            "-ERR [AUTH] Username and password not accepted."
        }
        (Refusal::AppPasswordRequired, Flavour::Gmail) => {
            "-ERR [AUTH] Application-specific password required: https://support.google.com/accounts/answer/185833"
        }
        (Refusal::WebLoginRequired, Flavour::Gmail) => {
            "-ERR [AUTH] Web login required: https://support.google.com/mail/answer/78754"
        }
        (Refusal::ProtocolDisabled, Flavour::Gmail) => {
            "-ERR [SYS/PERM] Your account is not enabled for POP access. Please visit your Gmail settings page and enable your account for POP access."
        }
        (Refusal::WrongPassword | Refusal::ProtocolDisabled, Flavour::Yandex) => {
            "-ERR [AUTH] login failure or POP3 disabled, try later. sc=practice"
        }
        (Refusal::WebLoginRequired, _) => "-ERR [AUTH] Please log in with your web browser",
        (Refusal::ProtocolDisabled, _) => "-ERR pop access not enabled for account",
        (Refusal::BasicAuthDisabled, Flavour::Microsoft) => {
            "-ERR Logon failure: unknown user name or bad password."
        }
        (Refusal::BasicAuthDisabled, _) => "-ERR [AUTH] Basic authentication is disabled.",
        (Refusal::TooManyAttempts, _) => {
            "-ERR [SYS/TEMP] Too many login failures, try again later."
        }
        (Refusal::AccountSuspended, _) => "-ERR [SYS/PERM] Account disabled.",
        (Refusal::MailboxBusy, _) => "-ERR [IN-USE] Mailbox is locked by another POP3 session.",
        (Refusal::ServerBusy, _) => "-ERR [SYS/TEMP] Temporary authentication failure.",
        (Refusal::WrongPassword | Refusal::AppPasswordRequired, _) => {
            "-ERR [AUTH] Authentication failed."
        }
    }
}

fn smtp(flavour: Flavour, refusal: Refusal) -> &'static str {
    match (refusal, flavour) {
        (Refusal::WrongPassword, Flavour::Gmail) => {
            "535-5.7.8 Username and Password not accepted. For more information, go to\r\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials practice - gsmtp"
        }
        (Refusal::AppPasswordRequired, Flavour::Gmail) => {
            "534-5.7.9 Application-specific password required. For more information, go to\r\n534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor practice - gsmtp"
        }
        (Refusal::WebLoginRequired, Flavour::Gmail) => {
            "534-5.7.14 <https://accounts.google.com/signin/continue?sarp=1&scc=1&plt=practice> Please log in via\r\n534-5.7.14 your web browser and then try again.\r\n534 5.7.14  https://support.google.com/mail/?p=WebLoginRequired practice - gsmtp"
        }
        (Refusal::WebLoginRequired, _) => {
            "535 5.7.1 Please log in with your web browser and then try again."
        }
        (Refusal::ProtocolDisabled, Flavour::Yandex) => {
            "535 5.7.8 Error: authentication failed: This user does not have access rights to this service"
        }
        (Refusal::WrongPassword, Flavour::Yandex) => {
            "535 5.7.8 Error: authentication failed: Invalid user or password!"
        }
        (Refusal::ProtocolDisabled, _) => {
            "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox."
        }
        (Refusal::BasicAuthDisabled, Flavour::Microsoft) => {
            "535 5.7.139 Authentication unsuccessful, basic authentication is disabled."
        }
        (Refusal::BasicAuthDisabled, _) => {
            "550 5.7.30 Basic authentication is not supported for Client Submission"
        }
        (Refusal::TooManyAttempts, Flavour::Gmail) => {
            "454 4.7.0 Too many login attempts, please try again later. practice - gsmtp"
        }
        (Refusal::TooManyAttempts, _) => "450 4.7.1 Error: too many AUTH commands from 127.0.0.1",
        (Refusal::AccountSuspended, Flavour::Gmail) => {
            "535 5.7.8 Account disabled. practice - gsmtp"
        }
        (Refusal::AccountSuspended, _) => "535 5.7.0 Account disabled",
        (Refusal::MailboxBusy | Refusal::ServerBusy, _) => {
            "454 4.7.0 Temporary authentication failure: Connection lost to authentication server"
        }
        (Refusal::WrongPassword | Refusal::AppPasswordRequired, Flavour::Yahoo) => {
            "535 5.7.0 (#AUTH012) Incorrect username or password."
        }
        (Refusal::WrongPassword | Refusal::AppPasswordRequired, _) => {
            "535 5.7.8 Error: authentication failed: (reason unavailable)"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_lead_to_the_words_of_their_provider() {
        for (host, flavour) in [
            ("imap.gmail.com", Flavour::Gmail),
            ("POP.Gmail.com", Flavour::Gmail),
            ("notgmail.com", Flavour::Other),
            ("imap.mail.yahoo.com", Flavour::Yahoo),
            ("smtp.mail.me.com", Flavour::Icloud),
            ("outlook.office365.com", Flavour::Microsoft),
            ("imap.yandex.com", Flavour::Yandex),
            ("mail.example.org", Flavour::Other),
        ] {
            assert_eq!(Flavour::of_host(Some(host)), flavour, "{host}");
        }
        assert_eq!(Flavour::of_host(None), Flavour::Other);
    }
}

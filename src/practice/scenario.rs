//! What practice mode can play: a closed list of words.

use std::{fmt, str::FromStr};

use crate::failure::UnknownWord;

/// A story that the embedded servers play. The word is what `--practice` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Scenario {
    /// Everything works: any password that is not empty is right.
    #[default]
    None,
    /// The first password is refused, any other one is right: the repair can be practised.
    WrongPassword,
    /// As [`Scenario::WrongPassword`], in the words with which the provider asks for an app password.
    AppPasswordRequired,
    /// The provider wants a sign-in on its web page first; after one refusal it is content.
    WebLoginRequired,
    /// The incoming protocol is switched off; after one refusal it is switched on.
    ProtocolDisabled,
    /// The provider takes no passwords at all.
    BasicAuthDisabled,
    /// Too many wrong passwords: every sign-in is refused.
    TooManyAttempts,
    /// The account is blocked.
    AccountSuspended,
    /// Another program holds the mailbox; free at the second try.
    MailboxBusy,
    /// Nothing listens.
    ServerDown,
    /// The servers answer that they cannot serve now.
    ServerBusy,
    /// The servers take the connection and say nothing.
    Silent,
    /// The servers close the connection at once.
    ClosesAtOnce,
    /// The certificate's authority is unknown.
    CertificateUntrusted,
    /// The certificate is past its last day.
    CertificateExpired,
    /// The certificate is for another name.
    CertificateWrongName,
    /// STARTTLS and STLS are not offered.
    StarttlsMissing,
    /// The sender's address is refused.
    SenderRefused,
    /// Recipients are refused.
    RecipientRefused,
    /// The test mail is refused: no room in the mailbox.
    MailboxFull,
    /// The test mail is refused: a limit of mails in a time.
    RateLimit,
    /// The test mail is refused as spam.
    SpamBlocked,
    /// The test mail lands in the spam folder.
    SpamFolder,
    /// The test mail arrives late, after [`late_by`](super::PracticeOptions::late_by).
    LateArrival,
    /// The test mail is taken and never arrives.
    NeverArrives,
}

impl Scenario {
    /// Every scenario, in the order of `--help`.
    pub const ALL: &'static [Self] = &[
        Self::None,
        Self::WrongPassword,
        Self::AppPasswordRequired,
        Self::WebLoginRequired,
        Self::ProtocolDisabled,
        Self::BasicAuthDisabled,
        Self::TooManyAttempts,
        Self::AccountSuspended,
        Self::MailboxBusy,
        Self::ServerDown,
        Self::ServerBusy,
        Self::Silent,
        Self::ClosesAtOnce,
        Self::CertificateUntrusted,
        Self::CertificateExpired,
        Self::CertificateWrongName,
        Self::StarttlsMissing,
        Self::SenderRefused,
        Self::RecipientRefused,
        Self::MailboxFull,
        Self::RateLimit,
        Self::SpamBlocked,
        Self::SpamFolder,
        Self::LateArrival,
        Self::NeverArrives,
    ];

    /// The word used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::WrongPassword => "wrong-password",
            Self::AppPasswordRequired => "app-password-required",
            Self::WebLoginRequired => "web-login-required",
            Self::ProtocolDisabled => "protocol-disabled",
            Self::BasicAuthDisabled => "basic-auth-disabled",
            Self::TooManyAttempts => "too-many-attempts",
            Self::AccountSuspended => "account-suspended",
            Self::MailboxBusy => "mailbox-busy",
            Self::ServerDown => "server-down",
            Self::ServerBusy => "server-busy",
            Self::Silent => "silent",
            Self::ClosesAtOnce => "closes-at-once",
            Self::CertificateUntrusted => "certificate-untrusted",
            Self::CertificateExpired => "certificate-expired",
            Self::CertificateWrongName => "certificate-wrong-name",
            Self::StarttlsMissing => "starttls-missing",
            Self::SenderRefused => "sender-refused",
            Self::RecipientRefused => "recipient-refused",
            Self::MailboxFull => "mailbox-full",
            Self::RateLimit => "rate-limit",
            Self::SpamBlocked => "spam-blocked",
            Self::SpamFolder => "spam-folder",
            Self::LateArrival => "late-arrival",
            Self::NeverArrives => "never-arrives",
        }
    }
}

impl fmt::Display for Scenario {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for Scenario {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .iter()
            .copied()
            .find(|scenario| scenario.as_str() == word)
            .ok_or(UnknownWord)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_back_to_its_scenario() {
        for scenario in Scenario::ALL {
            assert_eq!(scenario.as_str().parse(), Ok(*scenario));
        }
        assert_eq!("".parse::<Scenario>(), Err(UnknownWord));
    }
}

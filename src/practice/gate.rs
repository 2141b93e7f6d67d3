//! Who is let in: the rule of practice mode, and exact accounts for tests.

use std::{
    collections::HashSet,
    sync::{Mutex, PoisonError},
};

use crate::{account::Protocol, secret::Secret};

use super::{flavour::Refusal, scenario::Scenario};

/// An account with its one right password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PracticeAccount {
    /// The name to sign in with; mail to it, or to `name@…`, arrives in its mailbox.
    pub user_name: String,
    /// The right password.
    pub password: Secret,
}

#[derive(Debug, Default)]
struct Seen {
    first_secret: Option<Secret>,
    refused: HashSet<Protocol>,
}

/// The doorkeeper of all three protocols.
#[derive(Debug)]
pub(super) struct Gate {
    scenario: Scenario,
    accounts: Vec<PracticeAccount>,
    seen: Mutex<Seen>,
}

impl Gate {
    pub(super) fn new(scenario: Scenario, accounts: Vec<PracticeAccount>) -> Self {
        Self {
            scenario,
            accounts,
            seen: Mutex::default(),
        }
    }

    /// Lets a client in or says why not.
    pub(super) fn sign_in(
        &self,
        protocol: Protocol,
        user_name: &str,
        password: String,
    ) -> Result<(), Refusal> {
        let password = Secret::new(password);
        if user_name.is_empty() || password.is_empty() || !self.knows(user_name, &password) {
            return Err(Refusal::WrongPassword);
        }
        match self.scenario {
            Scenario::WrongPassword if self.is_first(&password) => Err(Refusal::WrongPassword),
            Scenario::AppPasswordRequired if self.is_first(&password) => {
                Err(Refusal::AppPasswordRequired)
            }
            Scenario::WebLoginRequired if self.not_refused_yet(protocol) => {
                Err(Refusal::WebLoginRequired)
            }
            Scenario::ProtocolDisabled
                if protocol != Protocol::Smtp && self.not_refused_yet(protocol) =>
            {
                Err(Refusal::ProtocolDisabled)
            }
            Scenario::MailboxBusy
                if protocol == Protocol::Pop3 && self.not_refused_yet(protocol) =>
            {
                Err(Refusal::MailboxBusy)
            }
            Scenario::BasicAuthDisabled => Err(Refusal::BasicAuthDisabled),
            Scenario::TooManyAttempts => Err(Refusal::TooManyAttempts),
            Scenario::AccountSuspended => Err(Refusal::AccountSuspended),
            Scenario::ServerBusy => Err(Refusal::ServerBusy),
            Scenario::None
            | Scenario::WrongPassword
            | Scenario::AppPasswordRequired
            | Scenario::WebLoginRequired
            | Scenario::ProtocolDisabled
            | Scenario::MailboxBusy
            | Scenario::ServerDown
            | Scenario::Silent
            | Scenario::ClosesAtOnce
            | Scenario::CertificateUntrusted
            | Scenario::CertificateExpired
            | Scenario::CertificateWrongName
            | Scenario::StarttlsMissing
            | Scenario::SenderRefused
            | Scenario::RecipientRefused
            | Scenario::MailboxFull
            | Scenario::RateLimit
            | Scenario::SpamBlocked
            | Scenario::SpamFolder
            | Scenario::LateArrival
            | Scenario::NeverArrives => Ok(()),
        }
    }

    /// Whether IMAP shall say that the mailbox is in use: once.
    pub(super) fn imap_mailbox_is_busy(&self) -> bool {
        self.scenario == Scenario::MailboxBusy && self.not_refused_yet(Protocol::Imap)
    }

    /// Without accounts of its own practice mode takes any password that is not empty.
    fn knows(&self, user_name: &str, password: &Secret) -> bool {
        self.accounts.is_empty()
            || self.accounts.iter().any(|account| {
                super::store::same_mailbox(&account.user_name, user_name)
                    && account.password == *password
            })
    }

    /// Whether it is the password that was typed first, now or in an earlier sign-in.
    fn is_first(&self, password: &Secret) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        *seen.first_secret.get_or_insert_with(|| password.clone()) == *password
    }

    /// True once for each protocol.
    fn not_refused_yet(&self, protocol: Protocol) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.refused.insert(protocol)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gate(scenario: Scenario) -> Gate {
        Gate::new(scenario, Vec::new())
    }

    #[test]
    fn any_password_is_right_unless_it_is_empty() {
        let gate = gate(Scenario::None);
        assert_eq!(gate.sign_in(Protocol::Imap, "ana", "x".into()), Ok(()));
        assert_eq!(
            gate.sign_in(Protocol::Imap, "ana", String::new()),
            Err(Refusal::WrongPassword)
        );
    }

    #[test]
    fn a_wrong_password_is_repaired_by_another_one_on_both_sides() {
        let gate = gate(Scenario::WrongPassword);
        for protocol in [Protocol::Imap, Protocol::Smtp] {
            assert_eq!(
                gate.sign_in(protocol, "ana", "first".into()),
                Err(Refusal::WrongPassword)
            );
        }
        assert_eq!(gate.sign_in(Protocol::Imap, "ana", "second".into()), Ok(()));
        assert_eq!(gate.sign_in(Protocol::Smtp, "ana", "second".into()), Ok(()));
    }

    #[test]
    fn a_switched_off_protocol_works_at_the_second_try_and_sending_always() {
        let gate = gate(Scenario::ProtocolDisabled);
        assert_eq!(gate.sign_in(Protocol::Smtp, "ana", "x".into()), Ok(()));
        assert_eq!(
            gate.sign_in(Protocol::Pop3, "ana", "x".into()),
            Err(Refusal::ProtocolDisabled)
        );
        assert_eq!(gate.sign_in(Protocol::Pop3, "ana", "x".into()), Ok(()));
    }

    #[test]
    fn given_accounts_need_their_exact_password() {
        let account = PracticeAccount {
            user_name: "ana@example.org".into(),
            password: Secret::new(" right ".into()),
        };
        let gate = Gate::new(Scenario::None, vec![account]);
        let sign_in =
            |user: &str, password: &str| gate.sign_in(Protocol::Pop3, user, password.into());
        assert_eq!(sign_in("Ana@example.org", " right "), Ok(()));
        assert_eq!(sign_in("ana", " right "), Ok(()));
        assert_eq!(
            sign_in("ana@example.org", "right"),
            Err(Refusal::WrongPassword)
        );
        assert_eq!(
            sign_in("eva@example.org", " right "),
            Err(Refusal::WrongPassword)
        );
    }
}

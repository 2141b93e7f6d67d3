//! Saved mailboxes for tests and pictures.

use time::OffsetDateTime;

use crate::{
    account::Incoming,
    backend::{MailboxState, StoredAccount},
};

/// An example of a saved mailbox: proven, at a provider of the catalogue.
pub fn example(
    role: &crate::account::Role,
    provider: &str,
    address: &str,
) -> Option<StoredAccount> {
    let is_device = role.is_level_sender();
    let mut draft = crate::draft::Draft {
        provider: Some(provider.to_owned()),
        address: address.to_owned(),
        role: Some(if is_device {
            crate::draft::RoleChoice::LevelSender
        } else {
            crate::draft::RoleChoice::HomeStation
        }),
        serial: match role {
            crate::account::Role::LevelSender { serial } => serial.to_string(),
            crate::account::Role::HomeStation => String::new(),
        },
        protocol: is_device.then_some(Incoming::Pop3),
        ..crate::draft::Draft::default()
    };
    draft.fill_servers();
    let mut account = draft.account().ok()?;
    account.proven = Some(OffsetDateTime::UNIX_EPOCH + time::Duration::days(20_000));
    Some(StoredAccount {
        account,
        generation: 1,
        state: MailboxState::Works,
    })
}

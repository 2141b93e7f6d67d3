//! What is to be told to the devices: the commands they take by mail, what still has to be done at
//! each of them, and when they report. Plain data; sending and keeping it is others' work.

mod command;
mod schedule;
mod todo;

pub use command::{Command, Recipients, RecipientsError};
pub use schedule::{Every, Schedule, clock, parse_clock, weekday_word};
pub use todo::{Change, Edit, HandOver, Move, Task, Todo, What};

use crate::{account::Account, provider::Catalogue};

/// The mailboxes that a change at the provider of this one may silence: those of the same account,
/// itself among them.
pub fn silenced<'a>(account: &Account, all: &'a [Account]) -> Vec<&'a Account> {
    all.iter()
        .filter(|other| other.id == account.id || other.shares_mailbox(account))
        .collect()
}

/// Mailboxes that are one account at the provider, two or more together.
pub fn shared(all: &[Account]) -> Vec<Vec<&Account>> {
    let mut groups: Vec<Vec<&Account>> = Vec::new();
    for account in all {
        let group = groups
            .iter_mut()
            .find(|group| group.iter().any(|other| other.shares_mailbox(account)));
        match group {
            Some(group) => group.push(account),
            None => groups.push(vec![account]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

/// Whether a command that is sent from `from` never comes to the device that reads `to`: Gmail hides
/// what an account sent itself from POP3.
pub fn is_hidden_from_device(from: &Account, to: &Account) -> bool {
    from.shares_mailbox(to)
        && Catalogue::bundled()
            .by_id(&to.provider)
            .is_some_and(crate::provider::Provider::is_google)
}

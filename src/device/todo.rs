//! What still has to be done at the devices, after something was changed here. It is kept between
//! two starts until everything on it is ticked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use time::PrimitiveDateTime;

use super::Schedule;
use crate::account::{Account, AccountId, Address, Role, Server};

/// Everything that still has to be done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Todo {
    /// The devices into which something has to be entered, by serial number.
    #[serde(default)]
    pub tasks: Vec<Task>,
    /// The devices that still send to the Home Station's earlier address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over: Option<HandOver>,
    /// The address of a Home Station that was removed: the next one may have another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_station: Option<Address>,
    /// When the devices report, as far as the person said it. Kept for the next list, too.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reporting: BTreeMap<AccountId, Schedule>,
    /// When this was read, by the clock of this computer; not kept.
    #[serde(skip)]
    pub read_at: Option<PrimitiveDateTime>,
}

/// What has to be entered into one device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The device's mailbox.
    pub id: AccountId,
    /// What it is.
    pub what: What,
    /// Whether it is ticked.
    #[serde(default)]
    pub is_done: bool,
}

/// What a device has not been told yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// All values of its e-mail settings.
    Settings,
    /// The new password.
    Password,
}

/// The way of the devices from the Home Station's earlier address to its new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The earlier address.
    pub old: Address,
    /// The earlier mailbox, kept under this name for sending the commands; none: they are to be
    /// sent by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<AccountId>,
    /// Further recipients of the readings, as the person typed them.
    #[serde(default)]
    pub others: String,
    /// The devices.
    pub moves: Vec<Move>,
}

/// One device on its way to the new address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The device's mailbox.
    pub id: AccountId,
    /// Whether the command was sent to it.
    #[serde(default)]
    pub is_sent: bool,
    /// Whether it is ticked.
    #[serde(default)]
    pub is_done: bool,
}

impl HandOver {
    /// Whether every device is ticked.
    pub fn is_done(&self) -> bool {
        self.moves.iter().all(|device| device.is_done)
    }
}

/// What the person did with the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A device was told what it had to be told, or not after all.
    Told(AccountId, bool),
    /// The command with the new list was sent to a device.
    Sent(AccountId),
    /// A device sends to the new address now, or not after all.
    Moved(AccountId, bool),
    /// Further recipients were typed.
    Others(String),
    /// The hand-over has ended.
    HandedOver,
    /// The person said when a device reports, or that this is not known.
    Reports(AccountId, Option<Schedule>),
}

/// What was saved in place of what.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// The mailbox as it is now.
    pub new: &'a Account,
    /// As it was.
    pub old: Option<&'a Account>,
    /// Whether the password is the one it had.
    pub is_same_secret: bool,
    /// The earlier mailbox, if it was kept under another name.
    pub kept: Option<&'a AccountId>,
    /// All mailboxes, in any order.
    pub all: &'a [Account],
}

impl Change<'_> {
    /// Whether a Home Station got another address, which devices send to: its earlier mailbox
    /// is then worth keeping.
    pub fn moves_station(&self) -> bool {
        let has_devices = self
            .all
            .iter()
            .any(|account| account.role.is_level_sender());
        has_devices
            && self.new.role == Role::HomeStation
            && self
                .old
                .is_some_and(|old| old.role == Role::HomeStation && old.address != self.new.address)
    }
}

impl Todo {
    /// Whether nothing is left to do.
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty() && self.hand_over.is_none()
    }

    /// When a device reports next, if that is known.
    pub fn next_report(&self, id: &AccountId) -> Option<PrimitiveDateTime> {
        Some(self.reporting.get(id)?.next_after(self.read_at?))
    }

    /// Devices in the order in which they report next; those of which that is not known come last,
    /// in the order they had.
    pub fn by_next_report<'a, T>(
        &self,
        devices: impl IntoIterator<Item = &'a T>,
        id: impl Fn(&T) -> &AccountId,
    ) -> Vec<&'a T> {
        let mut devices: Vec<&T> = devices.into_iter().collect();
        devices.sort_by_key(|device| {
            let next = self.next_report(id(device));
            (next.is_none(), next)
        });
        devices
    }

    /// Takes in what was saved.
    pub fn saved(&mut self, change: &Change<'_>) {
        match &change.new.role {
            Role::LevelSender { .. } => self.device_saved(change),
            Role::HomeStation => self.station_saved(change),
        }
    }

    fn device_saved(&mut self, change: &Change<'_>) {
        let id = &change.new.id;
        let what = match change.old {
            Some(old) if is_told_the_same(old, change.new) => {
                if change.is_same_secret {
                    return;
                }
                What::Password
            }
            Some(_) | None => What::Settings,
        };
        let has_all_to_get = self
            .tasks
            .iter()
            .any(|task| task.id == *id && task.what == What::Settings && !task.is_done);
        self.tasks.retain(|task| task.id != *id);
        self.tasks.push(Task {
            id: id.clone(),
            what: if has_all_to_get { What::Settings } else { what },
            is_done: false,
        });
        self.tasks
            .sort_by_key(|task| serial_key(&task.id, change.all));
    }

    fn station_saved(&mut self, change: &Change<'_>) {
        let before = match change.old {
            Some(old) => Some(old.address.clone()),
            None => self.last_station.take(),
        };
        self.last_station = None;
        let Some(old) = before.filter(|old| *old != change.new.address) else {
            return;
        };
        let mut devices: Vec<&AccountId> = change
            .all
            .iter()
            .filter(|account| account.role.is_level_sender())
            .map(|account| &account.id)
            .collect();
        if devices.is_empty() {
            return;
        }
        devices.sort_by_key(|id| serial_key(id, change.all));
        // Who was on the way to another address is on the way to this one.
        let others = self.hand_over.take().map(|before| before.others);
        let moves = devices.into_iter().map(|id| Move {
            id: id.clone(),
            is_sent: false,
            is_done: false,
        });
        self.hand_over = Some(HandOver {
            old,
            kept: change.kept.cloned(),
            others: others.unwrap_or_default(),
            moves: moves.collect(),
        });
    }

    /// Takes in that a mailbox was removed; `all` are those that are left.
    pub fn removed(&mut self, account: &Account, all: &[Account]) {
        let id = &account.id;
        self.tasks.retain(|task| task.id != *id);
        let _ = self.reporting.remove(id);
        let is_kept = match &mut self.hand_over {
            Some(hand_over) => {
                hand_over.moves.retain(|device| device.id != *id);
                let is_kept = hand_over.kept.as_ref() == Some(id);
                if is_kept {
                    hand_over.kept = None;
                }
                is_kept
            }
            None => false,
        };
        if !all.iter().any(|account| account.role.is_level_sender()) {
            self.last_station = None;
        } else if account.role == Role::HomeStation && !is_kept {
            self.last_station = Some(account.address.clone());
        }
        self.tidy();
    }

    /// Takes in what the person did.
    pub fn edit(&mut self, edit: &Edit) {
        let moving = |hand_over: &mut Option<HandOver>, id: &AccountId, change: fn(&mut Move)| {
            let moves = hand_over.iter_mut().flat_map(|list| &mut list.moves);
            moves.filter(|device| device.id == *id).for_each(change);
        };
        match edit {
            Edit::Told(id, is_done) => {
                for task in self.tasks.iter_mut().filter(|task| task.id == *id) {
                    task.is_done = *is_done;
                }
            }
            Edit::Sent(id) => moving(&mut self.hand_over, id, |device| device.is_sent = true),
            Edit::Moved(id, true) => {
                moving(&mut self.hand_over, id, |device| device.is_done = true);
            }
            Edit::Moved(id, false) => {
                moving(&mut self.hand_over, id, |device| device.is_done = false);
            }
            Edit::Others(others) => {
                if let Some(hand_over) = &mut self.hand_over {
                    hand_over.others.clone_from(others);
                }
            }
            Edit::HandedOver => self.hand_over = None,
            Edit::Reports(id, Some(schedule)) => {
                let _ = self.reporting.insert(id.clone(), *schedule);
            }
            Edit::Reports(id, None) => {
                let _ = self.reporting.remove(id);
            }
        }
    }

    /// Drops a list on which everything is ticked. A hand-over whose earlier mailbox is still kept
    /// stays until that was decided on.
    pub fn tidy(&mut self) {
        if self.tasks.iter().all(|task| task.is_done) {
            self.tasks.clear();
        }
        let is_over =
            |list: &HandOver| list.moves.is_empty() || list.kept.is_none() && list.is_done();
        if self.hand_over.as_ref().is_some_and(is_over) {
            self.hand_over = None;
        }
    }
}

/// Whether a device is told the same values but for the password.
fn is_told_the_same(old: &Account, new: &Account) -> bool {
    let is_same = |old: &Server, new: &Server| {
        (&old.host, old.port, old.encryption, &old.user_name)
            == (&new.host, new.port, new.encryption, &new.user_name)
    };
    old.address == new.address
        && is_same(&old.incoming, &new.incoming)
        && is_same(&old.outgoing, &new.outgoing)
}

/// Serial numbers in the order of people: 9 before 10.
fn serial_key(id: &AccountId, all: &[Account]) -> (usize, String) {
    let serial = all
        .iter()
        .find(|account| account.id == *id)
        .and_then(|account| match &account.role {
            Role::LevelSender { serial } => Some(serial.to_string()),
            Role::HomeStation => None,
        })
        .unwrap_or_else(|| id.to_string());
    (serial.len(), serial)
}

#[cfg(test)]
#[path = "todo_tests.rs"]
mod tests;

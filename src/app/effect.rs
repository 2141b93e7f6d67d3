//! What shall happen in the world, as data: so that a test can say "Enter on a complete form starts
//! exactly one check with these values" with no runtime.

use iced::Size;

use super::Stood;
use crate::{
    account::{Account, AccountId, Login},
    backend::{Attempt, CommandMail, FoundMessage, SecretPlace, Sides, TestMail, ToSave},
    device::Edit,
    discovery::Question,
    i18n::Language,
    preferences::Preferences,
    secret::Secret,
    widget::Id,
};

/// One thing that shall happen. Long operations carry their [`Attempt`].
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read the saved mailboxes.
    Load(Attempt),
    /// Look at the keyring without asking the person for anything.
    LookAtKeyring(Attempt),
    /// Let the system ask for the keyring's password.
    UnlockKeyring(Attempt),
    /// Prove settings and secret on both servers.
    Check(Attempt, Box<Login>),
    /// Prove a saved mailbox with its saved secret.
    CheckSaved(Attempt, AccountId, Sides),
    /// Save.
    Save(Attempt, Box<ToSave>, SecretPlace),
    /// Read the secret in force of a saved mailbox that is to be edited.
    ReadSecret(Attempt, AccountId),
    /// Remove a mailbox and its secret.
    Remove(Attempt, AccountId),
    /// Send a test mail and watch for it.
    SendTest(Attempt, TestMail),
    /// Remove the test mail that was found.
    RemoveTest(Attempt, FoundMessage),
    /// Read what still has to be done at the devices.
    ReadTodo(Attempt),
    /// Change what still has to be done at the devices.
    EditTodo(Attempt, Edit),
    /// Send a command to a device.
    SendCommand(Attempt, Box<CommandMail>),
    /// Wait for a moment in which nothing is typed.
    Pause(Attempt),
    /// Find the servers of a domain.
    Discover(Attempt, Question),
    /// Stop a long operation; nothing of it arrives any more.
    Cancel(Attempt),
    /// Open a page in the browser.
    OpenUrl(String),
    /// Put a text on the clipboard.
    Copy(String),
    /// Put a secret on the clipboard, because the person asked for it.
    CopySecret(Secret),
    /// Empty the clipboard if this secret is still on it.
    ClearClipboard(Secret),
    /// Read the clipboard for the password field.
    Paste,
    /// Look whether the clipboard still holds this secret.
    LookAtClipboard(Secret),
    /// Show the settings card of a mailbox with the system's viewer.
    ShowCard(Box<Account>, Language),
    /// Give the keyboard to a field.
    Focus(Id),
    /// Keep the window's size and language for the next start.
    Remember(Preferences),
    /// Bring the window to the front.
    Raise,
    /// Make the window small and keep it above the others, at the right edge of the screen.
    StandBeside,
    /// Make it the full window again: its size, and where and how it stood.
    StandAlone(Option<Size>, Stood),
    /// Close the window.
    Close,
}

//! Home Station setup: gives a Home Station PC, and the LevelSender devices that report to it, a
//! working mailbox. This page is the architecture.
//!
//! Layers (arrows: what may be used; a test over the parsed sources holds them):
//!
//! ```text
//! main        -> cli, app, store (one window per folder)
//! app         -> screen, widget, theme, the pure ones, preferences, backend (the trait), discovery's types
//! screen      -> widget, theme, the pure ones, backend's types
//! widget      -> theme
//! cli         -> the pure ones, backend, discovery's types, practice (scenarios), store (folders, state)
//! mail        -> account, diagnose, failure, secret, backend's types
//! discovery   -> account, draft, provider, backend's types, mail (wire, connect)
//! store       -> account, device, failure, secret, backend's types
//! practice    -> account, failure, secret, mail
//! preferences -> i18n
//! backend     -> the pure ones; below it, and nowhere else, mail, store, discovery and practice meet
//! ```
//!
//! The pure ones: account, card, device, diagnose, draft, failure, flow, i18n, provider,
//! secret, watch. No I/O, no iced, no tokio.
//!
//! iced is in app, screen, widget and theme, its `Task` in app alone. tokio, rustls, async-imap,
//! async-pop and lettre are in mail; DNS, https and XML in discovery; the account file, the keyring
//! and the attempts in store; mail servers for practice in practice. preferences keeps size, colours
//! and language between two starts and asks the system whether things may move. cli is the same
//! work as app without a window.

pub mod account;
pub mod backend;
pub mod card;
pub mod device;
pub mod diagnose;
pub mod discovery;
pub mod draft;
pub mod failure;
pub mod flow;
pub mod i18n;
pub mod mail;
pub mod practice;
pub mod preferences;
pub mod provider;
pub mod secret;
pub mod store;
pub mod watch;

pub mod cli;

#[cfg(feature = "gui")]
pub mod app;
#[cfg(feature = "gui")]
pub mod screen;
#[cfg(feature = "gui")]
pub mod theme;
#[cfg(feature = "gui")]
pub mod widget;

pub use store::library::{Account, accounts, accounts_in};

//! Home Station setup: gives a Home Station PC, and the LevelSender devices that report to it, a
//! working mailbox. This page is the architecture.
//!
//! Layers (arrows: what may be used; a test over the parsed sources holds them):
//!
//! ```text
//! main     -> cli, app
//! app      -> screen, flow, draft, backend (the trait), i18n, theme, widget    iced and its Task live here
//! screen   -> widget, theme, i18n, account, device, diagnose, draft, failure, provider, secret, backend's types   iced, but no Task, no tokio
//! widget   -> theme                                                           iced only
//! cli      -> backend, flow, draft, i18n, account, provider, failure, secret  the same work without a window
//! account, base64, card, device, diagnose, draft, failure, flow, i18n, provider, secret, watch pure: no I/O, no iced, no tokio
//! mail     -> account, secret, failure, diagnose, backend's types             tokio, rustls, async-imap, async-pop, lettre
//! discovery-> account, draft, provider, backend's types, mail (wire, connect) DNS (MX, SRV), https, XML
//! store    -> account, device, secret, failure, backend's types               account file, keyring, attempts
//! practice -> mail servers embedded in the program                            tokio, rustls, rcgen
//! preferences -> the window's size, colours and language between two starts; motion   serde_json, disk
//! backend  -> the trait and its data; backend::live is the only place where mail, store and discovery meet
//! ```

pub mod account;
pub mod backend;
mod base64;
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

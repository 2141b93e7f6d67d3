//! `accounts.json` as a document: what is known is read and edited in place, the rest stays.
//!
//! ```json
//! { "version": "1.0", "store": "0f…", "last_generation": 2,
//!   "accounts": [ { "id": "home-station", "generation": 2, "…": "…" } ] }
//! ```
//!
//! `store` and `generation` name the secret in the keyring; the file has no secret. Generations
//! are counted over the whole store and never used twice, so a number means one secret for ever.
//! The schema for other programs is `assets/accounts.schema.json`.

use serde_json::{Map, Value, json};

use crate::account::{Account, AccountId};

/// The version this program writes. A newer minor one adds fields, which survive; a newer major
/// one changes meanings and is only read.
const VERSION: &str = "1.0";
const MAJOR: u64 = 1;

/// Fields that are left out when they have no value, so that a stale one must be taken away.
const OPTIONAL: [&str; 5] = [
    "reply_to",
    "copy_to",
    "proven",
    "accepted_certificate",
    "serial",
];

/// The file cannot be understood at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Corrupt;

/// The document, with every field that anybody wrote.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Document {
    root: Map<String, Value>,
    read_only: bool,
}

impl Document {
    /// An empty one with the random id of a new store.
    pub(super) fn new(store: &str) -> Self {
        let mut root = Map::new();
        for (key, value) in [
            ("version", json!(VERSION)),
            ("store", json!(store)),
            ("last_generation", json!(0)),
            ("accounts", json!([])),
        ] {
            drop(root.insert(key.to_owned(), value));
        }
        Self {
            root,
            read_only: false,
        }
    }

    /// Reads a file. A newer major version and values this program does not know make it read-only.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, Corrupt> {
        // Editors on Windows put a byte order mark in front.
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let Ok(Value::Object(root)) = serde_json::from_slice(bytes) else {
            return Err(Corrupt);
        };
        let newer = root.get("version").and_then(major).ok_or(Corrupt)? > MAJOR;
        let mut document = Self {
            root,
            read_only: newer,
        };
        if newer {
            return Ok(document);
        }
        let entries = document.entries();
        let store_is_valid = document.store().is_some_and(|store| {
            store.len() == 32 && store.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        let is_list = matches!(document.root.get("accounts"), Some(Value::Array(_)));
        if !store_is_valid || !is_list || !entries.iter().all(Value::is_object) {
            return Err(Corrupt);
        }
        let known = document.accounts();
        let twice = |(account, _): &(Account, u64)| {
            known
                .iter()
                .filter(|(other, _)| other.id == account.id)
                .count()
                > 1
        };
        document.read_only = known.len() != entries.len() || known.iter().any(twice);
        Ok(document)
    }

    /// Whether it must never be rewritten by this program.
    pub(super) const fn read_only(&self) -> bool {
        self.read_only
    }

    /// The store's random id, which begins the name of each of its secrets.
    pub(super) fn store(&self) -> Option<&str> {
        self.root.get("store").and_then(Value::as_str)
    }

    fn entries(&self) -> &[Value] {
        self.root
            .get("accounts")
            .and_then(Value::as_array)
            .map_or(&[], Vec::as_slice)
    }

    /// The accounts that can be read, each with the generation of its secret, in the file's order.
    pub(super) fn accounts(&self) -> Vec<(Account, u64)> {
        self.entries()
            .iter()
            .filter_map(|entry| {
                let account: Account = serde_json::from_value(entry.clone()).ok()?;
                account.validate().ok()?;
                Some((account, generation(entry)?))
            })
            .collect()
    }

    /// One account.
    pub(super) fn find(&self, id: &AccountId) -> Option<(Account, u64)> {
        self.accounts()
            .into_iter()
            .find(|(account, _)| account.id == *id)
    }

    /// The number for the next secret: above every one that was ever in force.
    pub(super) fn next_generation(&self) -> u64 {
        let last = self.root.get("last_generation").and_then(Value::as_u64);
        self.entries()
            .iter()
            .filter_map(generation)
            .chain(last)
            .max()
            .unwrap_or(0)
            .saturating_add(1)
    }

    /// Adds an account, or replaces the one of its id; fields nobody here knows stay.
    pub(super) fn put(&mut self, account: &Account, generation: u64) {
        let mut new = serde_json::to_value(account).unwrap_or_default();
        if let Some(new) = new.as_object_mut() {
            drop(new.insert("generation".to_owned(), json!(generation)));
        }
        drop(
            self.root
                .insert("last_generation".to_owned(), json!(generation)),
        );
        let Some(Value::Array(entries)) = self.root.get_mut("accounts") else {
            return;
        };
        match entries.iter_mut().find(|entry| has_id(entry, &account.id)) {
            Some(old) => merge(old, new),
            None => entries.push(new),
        }
    }

    /// Writes changed settings of an account whose secret stays.
    pub(super) fn refresh(&mut self, account: &Account, generation: u64) {
        let last = self.next_generation().saturating_sub(1);
        self.put(account, generation);
        drop(self.root.insert("last_generation".to_owned(), json!(last)));
    }

    /// Takes an account out; whether it was there.
    pub(super) fn remove(&mut self, id: &AccountId) -> bool {
        // Its number must not come back with an account of the same name.
        let last = self.next_generation().saturating_sub(1);
        let Some(Value::Array(entries)) = self.root.get_mut("accounts") else {
            return false;
        };
        let before = entries.len();
        entries.retain(|entry| !has_id(entry, id));
        let removed = entries.len() != before;
        drop(self.root.insert("last_generation".to_owned(), json!(last)));
        removed
    }

    /// The bytes of the file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(&self.root).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

fn has_id(entry: &Value, id: &AccountId) -> bool {
    entry.get("id").and_then(Value::as_str) == Some(id.as_str())
}

fn generation(entry: &Value) -> Option<u64> {
    entry.get("generation").and_then(Value::as_u64)
}

/// The major number of `"1.0"`, `"1"` or `1`; none if it is none, or zero.
fn major(version: &Value) -> Option<u64> {
    let major = match version {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.split('.').next().and_then(|major| major.parse().ok()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    major.filter(|major| *major > 0)
}

/// Writes `new` over `old`, object by object: what `new` does not have stays, but for [`OPTIONAL`].
fn merge(old: &mut Value, new: Value) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for key in OPTIONAL {
                if !new.contains_key(key) {
                    drop(old.remove(key));
                }
            }
            for (key, value) in new {
                merge(old.entry(key).or_insert(Value::Null), value);
            }
        }
        (old, new) => *old = new,
    }
}

#[cfg(test)]
#[path = "document_tests.rs"]
mod tests;

//! Saving, changing and removing a mailbox so that a crash at any point leaves the old or the new.
//!
//! 1. The new secret is written *beside* the old one, under the next generation, and read back.
//! 2. The rename of `accounts.json`, which names the generation in force, is the commit.
//! 3. The old secret is taken away. What a crash leaves behind is swept at the next start.

use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use time::OffsetDateTime;

use super::{
    InForce,
    accounts::AccountsFile,
    attempts::{Attempts, SecretName},
    document::Document,
    fault,
    keyring::{Keyring, within_limit},
    thread::Cancel,
    unnoted,
};
use crate::{
    account::{Account, AccountId, Login, Protocol},
    backend::{MailboxState, SecretPlace, Snapshot, StoredAccount, ToSave},
    device::Change,
    failure::{Cause, Failure, Stage, StorageFailure},
    secret::Secret,
};

/// How long the keyring may take for the look at start; longer, and the list is shown without it.
const LOOK_BOUND: Duration = Duration::from_secs(2);

/// What a save came to.
#[derive(Debug)]
pub(super) struct Saved {
    pub(super) stored: StoredAccount,
    /// The mailbox of the same id as it was.
    pub(super) old: Option<Account>,
    pub(super) is_same_secret: bool,
    /// The name under which the Home Station's earlier mailbox was kept.
    pub(super) kept: Option<AccountId>,
    /// Every mailbox after it.
    pub(super) all: Vec<Account>,
}

impl Saved {
    /// The same for the list of what has to be done.
    pub(super) fn change(&self) -> Change<'_> {
        Change {
            new: &self.stored.account,
            old: self.old.as_ref(),
            is_same_secret: self.is_same_secret,
            kept: self.kept.as_ref(),
            all: &self.all,
        }
    }
}

/// File and keyring together. Every call blocks.
#[derive(Debug)]
pub(super) struct Vault {
    pub(super) file: AccountsFile,
    pub(super) keyring: Keyring,
    pub(super) attempts: Attempts,
    /// Secrets of this session alone, by the name they would have in the keyring.
    session: Mutex<HashMap<String, Secret>>,
}

/// The name of a secret in the keyring: `<store id>/<account id>/<generation>`.
pub(super) fn secret_name(store: &str, id: &AccountId, generation: u64) -> String {
    format!("{store}/{id}/{generation}")
}

impl Vault {
    pub(super) fn new(file: AccountsFile, keyring: Keyring, attempts: Attempts) -> Self {
        Self {
            file,
            keyring,
            attempts,
            session: Mutex::default(),
        }
    }

    fn session(&self) -> MutexGuard<'_, HashMap<String, Secret>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The mailboxes, what is known of them, and the sweep of what a crash left in the keyring.
    pub(super) fn load(
        &self,
        now: OffsetDateTime,
        cancel: &Cancel,
    ) -> Result<Snapshot, StorageFailure> {
        let (document, kept_aside) = self.file.load(now, cancel)?;
        let Some(document) = document else {
            return Ok(Snapshot {
                accounts: Vec::new(),
                read_only: false,
                kept_aside,
            });
        };
        let names = self.look(&document, cancel);
        let refusal_of = self.attempts.refusals();
        let accounts = document
            .accounts()
            .into_iter()
            .map(|(account, generation)| {
                let name = secret_name(
                    document.store().unwrap_or_default(),
                    &account.id,
                    generation,
                );
                let missing = names.as_ref().is_some_and(|names| !names.contains(&name))
                    && !self.session().contains_key(&name);
                let mut stored = stored(account, generation);
                if missing {
                    stored.state = MailboxState::SecretMissing;
                } else {
                    stored.set_refusal(refusal_of(&SecretName(name)));
                }
                stored
            })
            .collect();
        if let Some(names) = names
            && !document.read_only()
        {
            // Nobody asked for it: a failure is told where the keyring is used.
            drop(self.sweep(&names, cancel));
        }
        Ok(Snapshot {
            accounts,
            read_only: document.read_only(),
            kept_aside,
        })
    }

    /// The names of this store's secrets in the keyring, if that can be seen without asking.
    fn look(&self, document: &Document, cancel: &Cancel) -> Option<HashSet<String>> {
        let prefix = format!("{}/", document.store()?);
        let names = self.keyring.list(&prefix, LOOK_BOUND, cancel).ok()??;
        Some(names.into_iter().collect())
    }

    /// Takes secrets away that the file does not name. Under the lock, so that a save in another
    /// window, which has written its secret and not yet renamed, is not disturbed.
    fn sweep(&self, names: &HashSet<String>, cancel: &Cancel) -> Result<(), StorageFailure> {
        let orphans = |document: &Document| -> Vec<String> {
            let store = document.store().unwrap_or_default();
            let in_force: HashSet<String> = document
                .accounts()
                .iter()
                .map(|(account, generation)| secret_name(store, &account.id, *generation))
                .collect();
            names.difference(&in_force).cloned().collect()
        };
        let change = match self.file.read()? {
            super::accounts::Found::Document(document) if !orphans(&document).is_empty() => {
                self.file.change(OffsetDateTime::now_utc(), cancel)?
            }
            super::accounts::Found::Document(_)
            | super::accounts::Found::Nothing
            | super::accounts::Found::Corrupt => return Ok(()),
        };
        // Of another store since: its secrets were not the ones that were listed.
        let prefix = format!("{}/", change.document.store().unwrap_or_default());
        let orphans: Vec<String> = orphans(&change.document)
            .into_iter()
            .filter(|name| name.starts_with(&prefix))
            .collect();
        self.keyring.sweep(orphans, cancel)
    }

    pub(super) fn save(
        &self,
        what: &ToSave,
        place: SecretPlace,
        now: OffsetDateTime,
        cancel: &Cancel,
        announce: &dyn Fn(&unnoted::Save),
    ) -> Result<Saved, StorageFailure> {
        within_limit(what.secret())?;
        if place == SecretPlace::Keyring {
            // Here the system may ask the person, so it comes before the lock.
            self.keyring.ready(cancel)?;
        }
        let mut account = what.account().clone();
        if matches!(what, ToSave::Unproven(_)) {
            account.proven = None;
        }
        let mut change = self.file.change(now, cancel)?;
        let old = change.document.find(&account.id);
        let replaces_proven = old.as_ref().is_some_and(|(old, _)| old.proven.is_some());
        if account.proven.is_none() && replaces_proven {
            return Err(StorageFailure::AlreadyProven);
        }
        let store = change.document.store().unwrap_or_default().to_owned();
        let (is_same_secret, kept) = match &old {
            Some((old, generation)) => {
                let old_name = secret_name(&store, &old.id, *generation);
                self.compare_and_keep(&mut change.document, old, &old_name, what, place, cancel)
            }
            None => (false, None),
        };
        let generation = change.document.next_generation();
        let name = secret_name(&store, &account.id, generation);
        fault::point("before-secret");
        match place {
            SecretPlace::Keyring => self.write_secret(&name, what.secret(), cancel)?,
            SecretPlace::ThisSession => {
                drop(self.session().insert(name.clone(), what.secret().clone()));
            }
        }
        change.document.put(&account, generation);
        announce(&unnoted::Save {
            id: account.id.clone(),
            generation,
            old: old.as_ref().map(|(old, _)| old.clone()),
            is_same_secret,
            kept: kept.as_ref().map(|kept| kept.id.clone()),
        });
        let committed = if cancel.is_set() {
            // Nobody waits for it any more: the old one stays.
            Err(StorageFailure::KeyringTimedOut)
        } else {
            change.commit()
        };
        if let Err(failure) = committed {
            self.take_away(&name, place);
            if let Some(kept) = &kept {
                self.take_away(&kept.name, place);
            }
            return Err(failure);
        }
        fault::point("committed");
        if let Some((old, generation)) = &old {
            self.take_away(&secret_name(&store, &old.id, *generation), place);
            fault::point("old-secret-removed");
        }
        if let Some(earlier) = kept.as_ref().and_then(|kept| kept.earlier.as_ref()) {
            self.take_away(earlier, place);
            fault::point("earlier-removed");
        }
        let all = accounts_of(&change.document);
        let mut stored = stored(account, generation);
        if stored.account.proven.is_none() {
            let name = SecretName(name);
            self.attempts.adopt(&stored.account, what.secret(), &name);
            stored.set_refusal((self.attempts.refusals())(&name));
        }
        Ok(Saved {
            stored,
            old: old.map(|(old, _)| old),
            is_same_secret,
            kept: kept.map(|kept| kept.id),
            all,
        })
    }

    /// Whether the secret is the one it replaces; and the earlier mailbox of a Home Station, kept
    /// where devices still send to it.
    fn compare_and_keep(
        &self,
        document: &mut Document,
        old: &Account,
        old_name: &str,
        what: &ToSave,
        place: SecretPlace,
        cancel: &Cancel,
    ) -> (bool, Option<Kept>) {
        let all = accounts_of(document);
        let change = Change {
            new: what.account(),
            old: Some(old),
            is_same_secret: false,
            kept: None,
            all: &all,
        };
        let moves = change.moves_station();
        if !moves && !old.role.is_level_sender() {
            return (false, None);
        }
        let Some(secret) = self.held(old_name, place, cancel) else {
            return (false, None);
        };
        let is_same = secret == *what.secret();
        // One that was refused cannot send anything any more.
        let is_refused = (self.attempts.refusals())(&SecretName(old_name.to_owned())).is_some();
        if moves && !is_refused {
            (is_same, self.keep(document, old, &secret, place, cancel))
        } else {
            (is_same, None)
        }
    }

    /// Keeps a mailbox under another name beside the one that takes its place, in the same commit.
    /// None: it could not be kept, which is no reason not to save the new one.
    fn keep(
        &self,
        document: &mut Document,
        old: &Account,
        secret: &Secret,
        place: SecretPlace,
        cancel: &Cancel,
    ) -> Option<Kept> {
        let id: AccountId = format!("{}-old", old.id).parse().ok()?;
        let store = document.store().unwrap_or_default().to_owned();
        let earlier = document
            .find(&id)
            .map(|(_, generation)| secret_name(&store, &id, generation));
        let generation = document.next_generation();
        let name = secret_name(&store, &id, generation);
        match place {
            SecretPlace::Keyring => self.keyring.set(&name, secret, cancel).ok()?,
            SecretPlace::ThisSession => {
                drop(self.session().insert(name.clone(), secret.clone()));
            }
        }
        let account = Account {
            id: id.clone(),
            ..old.clone()
        };
        document.put(&account, generation);
        fault::point("kept-written");
        Some(Kept { id, name, earlier })
    }

    /// A secret by its name, from this session or the keyring, if it can be read.
    fn held(&self, name: &str, place: SecretPlace, cancel: &Cancel) -> Option<Secret> {
        let in_session = self.session().get(name).cloned();
        match place {
            SecretPlace::Keyring => {
                in_session.or_else(|| self.keyring.get(name, cancel).ok().flatten())
            }
            // There is no keyring that answers.
            SecretPlace::ThisSession => in_session,
        }
    }

    /// Writes a secret; one that was not kept as it was given is taken away again.
    fn write_secret(
        &self,
        name: &str,
        secret: &Secret,
        cancel: &Cancel,
    ) -> Result<(), StorageFailure> {
        let written = self.keyring.set(name, secret, cancel);
        if written == Err(StorageFailure::ReadBackDiffers) {
            self.take_away(name, SecretPlace::Keyring);
        }
        written?;
        fault::point("secret-read-back");
        Ok(())
    }

    /// Takes a secret out of memory and keyring. What cannot be taken now is swept at the next start.
    fn take_away(&self, name: &str, place: SecretPlace) {
        drop(self.session().remove(name));
        if place == SecretPlace::Keyring {
            // Also when nobody waits any more: a secret that is not in force should not stay.
            drop(self.keyring.delete(name, &Cancel::default()));
        }
    }

    pub(super) fn secret(
        &self,
        id: &AccountId,
        cancel: &Cancel,
    ) -> Result<InForce, StorageFailure> {
        let super::accounts::Found::Document(document) = self.file.read()? else {
            return Err(StorageFailure::NoSuchAccount);
        };
        let (account, generation) = document.find(id).ok_or(StorageFailure::NoSuchAccount)?;
        let name = secret_name(document.store().unwrap_or_default(), id, generation);
        let in_session = self.session().get(&name).cloned();
        let secret = match in_session {
            Some(secret) => Some(secret),
            None => self.keyring.get(&name, cancel)?,
        };
        secret
            .map(|secret| InForce {
                account,
                generation,
                name: SecretName(name),
                secret,
            })
            .ok_or(StorageFailure::SecretMissing)
    }

    /// See [`super::Store::refused_name`].
    pub(super) fn refused_name(&self, login: &Login, cancel: &Cancel) -> Option<SecretName> {
        let refused = self.attempts.refused_names(&login.account);
        if refused.is_empty() {
            return None;
        }
        // Whether it can be read without asking; what is in it is found by name.
        let _entries = self.keyring.list("", LOOK_BOUND, cancel).ok()??;
        refused.into_iter().find(|name| {
            let saved = self.keyring.get(&name.0, cancel);
            saved.is_ok_and(|saved| saved.as_ref() == Some(&login.secret))
        })
    }

    /// Notes that the settings and the secret in force were proven again, or that a saved
    /// mailbox was proven for the first time; only if this generation is still in force.
    pub(super) fn set_proven(
        &self,
        id: &AccountId,
        generation: u64,
        at: OffsetDateTime,
        cancel: &Cancel,
    ) -> Result<(), StorageFailure> {
        let mut change = self.file.change(at, cancel)?;
        match change.document.find(id) {
            Some((mut account, in_force)) if in_force == generation => {
                account.proven = Some(at);
                change.document.refresh(&account, generation);
                change.commit()
            }
            Some(_) | None => Err(StorageFailure::NoSuchAccount),
        }
    }

    /// The mailbox that was removed, and those that are left.
    pub(super) fn remove(
        &self,
        id: &AccountId,
        now: OffsetDateTime,
        cancel: &Cancel,
    ) -> Result<(Account, Vec<Account>), StorageFailure> {
        let mut change = self.file.change(now, cancel)?;
        let store = change.document.store().unwrap_or_default().to_owned();
        let (account, generation) = change
            .document
            .find(id)
            .ok_or(StorageFailure::NoSuchAccount)?;
        let _removed = change.document.remove(id);
        change.commit()?;
        let left = accounts_of(&change.document);
        drop(change);
        fault::point("committed");
        let name = secret_name(&store, id, generation);
        drop(self.session().remove(&name));
        // The mailbox is removed; a secret that a locked or missing keyring keeps is swept later.
        drop(self.keyring.delete(&name, cancel));
        Ok((account, left))
    }
}

/// A mailbox that was kept under another name.
struct Kept {
    id: AccountId,
    /// Its secret's name.
    name: String,
    /// The name of the secret of one that was kept before and is not any more.
    earlier: Option<String>,
}

impl StoredAccount {
    /// Its secret in force was refused for this, if for anything.
    fn set_refusal(&mut self, refusal: Option<(Protocol, Cause)>) {
        if let Some((protocol, cause)) = refusal {
            let failure = Failure::new(cause, protocol, Stage::Login);
            self.state = MailboxState::SignInRefused(failure);
        }
    }
}

fn accounts_of(document: &Document) -> Vec<Account> {
    let accounts = document.accounts().into_iter();
    accounts.map(|(account, _)| account).collect()
}

fn stored(account: Account, generation: u64) -> StoredAccount {
    let state = if account.proven.is_some() {
        MailboxState::Works
    } else {
        MailboxState::NotChecked
    };
    StoredAccount {
        account,
        generation,
        state,
    }
}

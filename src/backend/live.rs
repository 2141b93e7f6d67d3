//! The world behind the [`Backend`]: mail servers, keyring, account file.
//!
//! The only place where mail, store and discovery meet. Practice mode is the same with other
//! parts ([`super::practice`]).

use std::{path::PathBuf, sync::Arc};

use futures::{
    FutureExt as _, StreamExt as _,
    future::{self, BoxFuture, TryFutureExt as _},
    stream::BoxStream,
};
use time::{PrimitiveDateTime, UtcOffset};

use super::{
    Backend, CheckEvent, CommandMail, DiscoveryEvent, FoundMessage, KeyringStatus, OpenFailure,
    Outcome, Report, SecretPlace, Sides, Snapshot, StoredAccount, TestEvent, TestMail, ToSave,
    command, guard::Guarded, shelf::Shelf, test_mail,
};
use crate::{
    account::{Account, AccountId, Login},
    device::{Edit, Todo},
    discovery::{self, Question, Sources},
    failure::{Failure, StorageFailure},
    i18n::Language,
    mail::wire::Network,
    practice::Servers,
    secret::Secret,
    store::{Folders, Keyring, Store},
};

/// The world.
#[derive(Debug, Clone)]
pub struct Live {
    shelf: Arc<dyn Shelf>,
    network: Arc<Network>,
    sources: Arc<Sources>,
    /// Practice: the embedded servers, which stop with it.
    servers: Option<Arc<Servers>>,
}

impl Live {
    /// The real one, with everything but the secrets in one folder; none: the user's own folders.
    ///
    /// # Errors
    /// This user has no folders.
    pub fn in_folder(data_dir: Option<PathBuf>) -> Result<Self, StorageFailure> {
        let folders = Folders::of(data_dir)?;
        let store = Store::new(&folders, Keyring::of_system());
        let live = Self::new(store, Network::live());
        let isp = folders.config().join("isp");
        let sources = Sources::live(Network::clone(&live.network), Some(isp));
        Ok(live.with_sources(sources))
    }

    /// With any store and network, for tests.
    pub fn new(store: Store, network: Network) -> Self {
        Self::of(Arc::new(store), network, None)
    }

    pub(super) fn of(
        shelf: Arc<dyn Shelf>,
        network: Network,
        servers: Option<Arc<Servers>>,
    ) -> Self {
        let sources = match servers {
            None => Sources::live(network.clone(), None),
            // Nothing may leave the computer.
            Some(_) => Sources::practice(network.clone()),
        };
        Self {
            shelf,
            network: Arc::new(network),
            sources: Arc::new(sources),
            servers,
        }
    }

    /// Searching here for servers.
    #[must_use]
    pub fn with_sources(mut self, sources: Sources) -> Self {
        self.sources = Arc::new(sources);
        self
    }

    /// The list with the moment at which it was read, as the clock on the wall has it.
    fn read_now(
        &self,
        todo: BoxFuture<'static, Result<Todo, StorageFailure>>,
    ) -> BoxFuture<'static, Result<Todo, StorageFailure>> {
        let now = self.network.clock.now();
        let offset = UtcOffset::local_offset_at(now).unwrap_or(UtcOffset::UTC);
        let now = now.to_offset(offset);
        let read_at = Some(PrimitiveDateTime::new(now.date(), now.time()));
        todo.map_ok(move |todo| Todo { read_at, ..todo }).boxed()
    }
}

impl Backend for Live {
    fn load(&self) -> BoxFuture<'static, Result<Snapshot, StorageFailure>> {
        self.shelf.load()
    }

    fn keyring_status(&self) -> BoxFuture<'static, KeyringStatus> {
        self.shelf.keyring_status()
    }

    fn unlock_keyring(&self) -> BoxFuture<'static, KeyringStatus> {
        self.shelf.unlock_keyring()
    }

    fn check(&self, login: Login) -> BoxStream<'static, CheckEvent> {
        let (attempts, network) = (self.shelf.attempts(), Arc::clone(&self.network));
        // Typed anew, it may be a saved one that was refused before this program started.
        let name = self.shelf.refused_name(&login);
        let events = async move {
            let guarded = Guarded {
                login,
                name: name.await,
                sides: Sides::Both,
                attempts,
                network,
            };
            guarded.run()
        };
        futures::stream::once(events).flatten().boxed()
    }

    fn check_saved(&self, id: AccountId, sides: Sides) -> BoxStream<'static, CheckEvent> {
        let (kept, network) = (Arc::clone(&self.shelf), Arc::clone(&self.network));
        let held = self.shelf.held(id);
        let events = async move {
            // Without a secret there is nothing to look at; `secret` says why.
            let Ok(held) = held.await else {
                let nothing = CheckEvent::Finished(Report {
                    incoming: Outcome::Skipped,
                    outgoing: Outcome::Skipped,
                    findings: Vec::new(),
                    verified: None,
                });
                return futures::stream::iter([nothing]).boxed();
            };
            let (id, generation) = (held.account.id.clone(), held.generation);
            let guarded = Guarded {
                login: Login {
                    account: held.account,
                    secret: held.secret,
                },
                name: held.name,
                sides,
                attempts: kept.attempts(),
                network: Arc::clone(&network),
            };
            let recorded = guarded.run().then(move |event| {
                let proven =
                    matches!(&event, CheckEvent::Finished(report) if report.verified.is_some());
                let record =
                    proven.then(|| kept.set_proven(id.clone(), generation, network.clock.now()));
                async move {
                    if let Some(record) = record
                        && let Err(failure) = record.await
                    {
                        // It is proven all the same; the file says so the next time.
                        tracing::warn!(%failure, "the proof could not be noted");
                    }
                    event
                }
            });
            recorded.boxed()
        };
        futures::stream::once(events).flatten().boxed()
    }

    fn save(
        &self,
        what: ToSave,
        place: SecretPlace,
    ) -> BoxFuture<'static, Result<StoredAccount, StorageFailure>> {
        self.shelf.save(what, place)
    }

    fn secret(&self, id: AccountId) -> BoxFuture<'static, Result<Secret, StorageFailure>> {
        let held = self.shelf.held(id);
        held.map(|held| held.map(|held| held.secret)).boxed()
    }

    fn remove(&self, id: AccountId) -> BoxFuture<'static, Result<(), StorageFailure>> {
        self.shelf.remove(id)
    }

    fn send_test(&self, mail: TestMail) -> BoxStream<'static, TestEvent> {
        test_mail::send(mail, Arc::clone(&self.shelf), Arc::clone(&self.network))
    }

    fn remove_test(&self, message: FoundMessage) -> BoxFuture<'static, Result<(), Failure>> {
        test_mail::remove(message, Arc::clone(&self.shelf), Arc::clone(&self.network)).boxed()
    }

    fn todo(&self) -> BoxFuture<'static, Result<Todo, StorageFailure>> {
        self.read_now(self.shelf.todo())
    }

    fn edit_todo(&self, edit: Edit) -> BoxFuture<'static, Result<Todo, StorageFailure>> {
        self.read_now(self.shelf.edit_todo(edit))
    }

    fn send_command(&self, mail: CommandMail) -> BoxFuture<'static, Result<(), Failure>> {
        command::send(mail, Arc::clone(&self.shelf), Arc::clone(&self.network)).boxed()
    }

    fn discover(&self, question: Question) -> BoxStream<'static, DiscoveryEvent> {
        let Question { domain, agreed } = question;
        discovery::search(Arc::new(self.sources.agreeing(agreed)), domain)
    }

    fn open_url(&self, url: String) -> BoxFuture<'static, Result<(), OpenFailure>> {
        if url.starts_with("https://") {
            open_page(url).boxed()
        } else {
            // A link from a server's reply could start any program otherwise.
            let detail = "not an https address".to_owned();
            future::ready(Err(OpenFailure { detail })).boxed()
        }
    }

    fn show_card(
        &self,
        account: Account,
        language: Language,
    ) -> BoxFuture<'static, Result<(), OpenFailure>> {
        super::card::show(account, language).boxed()
    }

    fn is_practice(&self) -> bool {
        self.servers.is_some()
    }
}

/// Opens a page in the person's browser, on a thread of its own: the system's opener may be slow.
async fn open_page(url: String) -> Result<(), OpenFailure> {
    let failure = |detail: String| OpenFailure { detail };
    let (done, opened) = futures::channel::oneshot::channel();
    let started = std::thread::Builder::new()
        .name("browser".to_owned())
        // Whoever asked may have gone on.
        .spawn(move || drop(done.send(open::that_detached(url))));
    drop(started.map_err(|error| failure(error.to_string()))?);
    match opened.await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(failure(error.to_string())),
        Err(_) => Err(failure("the opener ended early".to_owned())),
    }
}

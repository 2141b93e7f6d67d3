//! `setup --interactive`: the wizard's steps as questions in the terminal, for those who cannot
//! see the window. The same flow, the same draft, the same texts.
//!
//! One line a question; Enter takes what is proposed, `<` goes back, the end of input leaves.

mod address;
mod ask;
mod outcome;
mod secret;
mod servers;

use super::{console::Exit, fill, grammar::Setup, session::Session, words};
use crate::{
    account::Incoming,
    backend::{KeyringStatus, StoredAccount},
    draft::{Draft, RoleChoice},
    flow::{self, Step},
    i18n::FluentValue,
    provider::{
        Provider,
        choice::{Answers, recommend},
    },
};
use ask::Turn;

/// Where to after a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Go {
    /// To the step that follows.
    Next,
    /// To this one.
    To(Step),
}

/// The answers so far, and what came of them.
struct Walk<'w, 'a> {
    session: &'w mut Session<'a>,
    draft: Draft,
    saved: Option<StoredAccount>,
}

/// Asks until the mailbox is set up or the person leaves.
pub(super) async fn run(session: &mut Session<'_>, options: &Setup) -> Exit {
    let mut walk = Walk {
        draft: fill::start(options),
        session,
        saved: None,
    };
    if walk.session.backend.is_practice() {
        walk.session.say("window-practice");
    }
    walk.session.say("cli-ask-how");
    if let Some(exit) = walk.keyring().await {
        return exit;
    }
    let mut step = Step::Role;
    loop {
        walk.announce(step);
        let turn = match step {
            Step::Role => walk.role().await,
            Step::Provider => walk.provider().await,
            Step::Protocol => walk.protocol(),
            Step::Password => walk.password(),
            Step::Servers => walk.servers(),
            Step::Check => walk.check().await,
            Step::TestMail => walk.test_mail().await,
            Step::Done => {
                walk.done();
                return Exit::Done;
            }
        };
        let next = match turn {
            Ok(Go::Next) => flow::next(step, &walk.draft),
            Ok(Go::To(step)) => Some(step),
            Err(Turn::Back) => flow::previous(step, &walk.draft),
            Err(Turn::Leave) => return walk.leave(),
            Err(Turn::Stored(exit)) => return exit,
        };
        step = next.unwrap_or(step);
    }
}

impl Walk<'_, '_> {
    /// Looks at the keyring before anything is typed.
    async fn keyring(&mut self) -> Option<Exit> {
        let mut status = self.session.backend.keyring_status().await;
        if status == KeyringStatus::Locked {
            self.session.say("storage-keyring-locked-action");
            status = self.session.backend.unlock_keyring().await;
        }
        match status {
            KeyringStatus::Ready => None,
            KeyringStatus::Locked => {
                self.session.say("storage-keyring-locked");
                Some(Exit::Storage)
            }
            KeyringStatus::Missing(failure) => Some(self.session.storage_failed(&failure)),
        }
    }

    /// "Step 2 of 7: Address", and the step's title.
    fn announce(&mut self, step: Step) {
        let (number, total) = flow::progress(step, &self.draft);
        let locale = self.session.locale;
        let values = [
            ("number", FluentValue::from(number)),
            ("total", FluentValue::from(total)),
        ];
        let position = locale.text_with("step-position", values);
        let name = locale.text(&format!("step-{}", step.as_str()));
        self.session.console.out(&format!("\n{position}: {name}\n"));
    }

    async fn role(&mut self) -> Result<Go, Turn> {
        let locale = self.session.locale;
        let card =
            |title: &str, text: &str| format!("{}: {}", locale.text(title), locale.text(text));
        let roles = [
            card("screen-role-home-station", "screen-role-home-station-text"),
            card("screen-role-levelsender", "screen-role-levelsender-text"),
        ];
        let proposed = usize::from(self.draft.is_level_sender());
        let title = locale.text("screen-role-title");
        let chosen = self.choose(&title, &roles, proposed)?;
        self.draft.role = Some(if chosen == 0 {
            RoleChoice::HomeStation
        } else {
            RoleChoice::LevelSender
        });
        if chosen == 1 {
            self.session.say("screen-role-serial-help");
            loop {
                let serial = self.draft.serial.clone();
                self.draft.serial = self.ask_key("screen-role-serial", &serial)?;
                match self.draft.parsed_role() {
                    Ok(_) => break,
                    Err(error) => self.session.say(error.problem.message_key()),
                }
            }
        }
        self.say_replaced().await;
        Ok(Go::Next)
    }

    /// Says so if a mailbox of this name is there already.
    async fn say_replaced(&mut self) {
        let id = self
            .draft
            .editing
            .clone()
            .or_else(|| self.draft.parsed_role().ok().map(|role| role.default_id()));
        let snapshot = self.session.backend.load().await;
        let accounts = snapshot
            .map(|snapshot| snapshot.accounts)
            .unwrap_or_default();
        let old = accounts
            .into_iter()
            .find(|stored| Some(&stored.account.id) == id.as_ref());
        if let Some(old) = old {
            let values = [("address", old.account.address.to_string().into())];
            let text = self
                .session
                .locale
                .text_with("screen-role-replaces", values);
            self.line(&text);
        }
    }

    fn protocol(&mut self) -> Result<Go, Turn> {
        let Ok(role) = self.draft.parsed_role() else {
            return Ok(Go::To(Step::Role));
        };
        let provider = self.draft.known_provider();
        let recommended = |answers| recommend(&role, provider, answers);
        let mut found = recommended(Answers::default());
        if found.is_free {
            let others_read = self.yes_no("provider-choice-others-read", None)?;
            let keep_on_server = if others_read {
                None
            } else {
                Some(self.yes_no("provider-choice-keep", None)?)
            };
            found = recommended(Answers {
                others_read: Some(others_read),
                keep_on_server,
            });
        }
        let name = provider.map_or("", Provider::name);
        let values = [("provider", FluentValue::from(name))];
        let reason = self
            .session
            .locale
            .text_with(found.reason.text_key(), values);
        self.line(&reason);
        let chosen = if found.is_free {
            let names = ["IMAP".to_owned(), "POP".to_owned()];
            let proposed = usize::from(found.incoming == Incoming::Pop3);
            let title = self.session.locale.text("screen-protocol-title");
            match self.choose(&title, &names, proposed)? {
                0 => Incoming::Imap,
                _ => Incoming::Pop3,
            }
        } else {
            found.incoming
        };
        self.draft.choose_protocol(chosen);
        self.draft.fill_servers();
        Ok(Go::Next)
    }

    /// The provider's name, else the words for an own one.
    fn provider_name(&self) -> String {
        let id = self.draft.provider.as_deref().unwrap_or_default();
        words::provider_name(self.session.locale, id)
    }

    fn done(&mut self) {
        let Some(saved) = self.saved.take() else {
            return;
        };
        let proven = saved.account.proven.is_some();
        self.session.say(if proven {
            "screen-done-title"
        } else {
            "screen-done-title-unproven"
        });
        let line = words::listed(self.session.locale, &saved);
        self.session.console.out(&line);
        if saved.account.role.is_level_sender() {
            let card = crate::card::text(&saved.account, self.session.locale);
            self.session.console.out(&format!("\n{card}"));
        }
    }

    /// The person left: what was saved stays saved.
    fn leave(&mut self) -> Exit {
        if self.saved.is_some() {
            self.session.console.out("\n");
            return Exit::Done;
        }
        self.session.console.out("\n");
        self.session.say("cli-not-saved");
        Exit::Refused
    }

    /// A line of text.
    fn line(&mut self, text: &str) {
        self.session.console.out(&format!("{text}\n"));
    }
}

#[cfg(test)]
mod tests;

//! What is told to the devices: asking one for its settings, the Home Station's new address,
//! and the lists of what still has to be done at them.

use super::{App, Effect, Pending};
use crate::{
    account::Account,
    backend::{Attempt, CommandMail, StoredAccount},
    device::{Edit, Todo},
    failure::{Failure, StorageFailure},
    screen::{Screen, ask_device, done::Done, hand_over, remove, reporting, storage},
};

impl App {
    /// Every mailbox's settings.
    pub(super) fn all_accounts(&self) -> Vec<Account> {
        self.accounts()
            .iter()
            .map(|stored| stored.account.clone())
            .collect()
    }

    /// The Home Station's mailbox; not the earlier one that is kept until the devices know.
    pub(super) fn station(&self) -> Option<&StoredAccount> {
        let kept = self
            .todo
            .hand_over
            .as_ref()
            .and_then(|list| list.kept.as_ref());
        self.accounts().iter().find(|stored| {
            !stored.account.role.is_level_sender() && Some(&stored.account.id) != kept
        })
    }

    /// Whether this mailbox is kept only until the devices know the new address.
    pub(super) fn is_earlier(&self, account: &Account) -> bool {
        let list = self.todo.hand_over.as_ref();
        list.is_some_and(|list| list.kept.as_ref() == Some(&account.id))
    }

    pub(super) fn read_todo(&mut self) -> Effect {
        Effect::ReadTodo(self.begin(Pending::Todo))
    }

    /// Shows an edit at once and has it kept.
    pub(super) fn note(&mut self, edit: Edit) -> Effect {
        self.todo.edit(&edit);
        self.show_todo();
        Effect::EditTodo(self.begin(Pending::Todo), edit)
    }

    pub(super) fn todo_read(
        &mut self,
        attempt: Attempt,
        result: Result<Todo, StorageFailure>,
    ) -> Vec<Effect> {
        if self.end(attempt).is_none() {
            return Vec::new();
        }
        match result {
            // A later edit is still on its way: its answer has this one in it.
            Ok(_)
                if self
                    .pending
                    .values()
                    .any(|pending| *pending == Pending::Todo) => {}
            Ok(todo) => {
                let shape = |todo: &Todo| (todo.tasks.len(), todo.hand_over.is_some());
                let is_other = shape(&todo) != shape(&self.todo);
                self.todo = todo;
                self.show_todo();
                if let (true, Screen::Home(screen)) = (is_other, &self.screen) {
                    // What appears above the mailboxes must not take the keyboard away.
                    return vec![Effect::Focus(screen.first())];
                }
            }
            Err(failure) => {
                let screen = storage::Storage::new(failure, storage::Wanted::Other);
                self.screen = Screen::Storage(Box::new(screen));
            }
        }
        Vec::new()
    }

    pub(super) fn ask_reporting(&mut self, device: Account) -> Vec<Effect> {
        let known = self.todo.reporting.get(&device.id);
        self.reporting = Some(Box::new(reporting::Reporting::new(device, known)));
        vec![Effect::Focus(reporting::AT)]
    }

    pub(super) fn on_reporting(&mut self, message: reporting::Message) -> Vec<Effect> {
        let Some(dialog) = &mut self.reporting else {
            return Vec::new();
        };
        match dialog.update(message) {
            reporting::Action::None => Vec::new(),
            reporting::Action::Focus => vec![Effect::Focus(reporting::AT)],
            reporting::Action::Note(edit) => {
                let mut effects = vec![self.note(edit)];
                effects.extend(self.close_reporting());
                effects
            }
            reporting::Action::Close => self.close_reporting(),
        }
    }

    /// The keyboard goes back to the device's row, wherever that is now.
    pub(super) fn close_reporting(&mut self) -> Vec<Effect> {
        let dialog = self.reporting.take();
        dialog
            .map(|dialog| Effect::Focus(reporting::opener(dialog.device())))
            .into_iter()
            .collect()
    }

    fn show_todo(&mut self) {
        if let Screen::Home(screen) = &mut self.screen {
            screen.set_todo(&self.todo);
        }
        if let (Screen::HandOver(screen), Some(list)) = (&mut self.screen, &self.todo.hand_over) {
            screen.set_list(list);
        }
    }

    /// The end of a change of a device's password.
    pub(super) fn show_changed(&mut self) -> Vec<Effect> {
        let effects = self.show_done();
        if let Screen::Done(done) = std::mem::replace(&mut self.screen, Screen::Loading) {
            self.screen = Screen::Done(done.changed());
        }
        effects
    }

    pub(super) fn show_ask_device(
        &mut self,
        device: Account,
        beneath: Option<Box<Done>>,
    ) -> Vec<Effect> {
        let station = self.station().cloned();
        let screen = ask_device::AskDevice::new(device, station, beneath);
        self.screen = Screen::AskDevice(Box::new(screen));
        Vec::new()
    }

    /// Back to where the device was asked from.
    pub(super) fn leave_ask_device(&mut self) -> Vec<Effect> {
        let mut effects = self.cancel(|pending| matches!(pending, Pending::Command(_)));
        if !matches!(self.screen, Screen::AskDevice(_)) {
            return effects;
        }
        if let Screen::AskDevice(screen) = std::mem::replace(&mut self.screen, Screen::Loading) {
            match screen.into_beneath() {
                Some(done) => self.screen = Screen::Done(*done),
                None => effects.extend(self.show_home()),
            }
        }
        effects
    }

    pub(super) fn on_ask_device(&mut self, message: &ask_device::Message) -> Vec<Effect> {
        let Screen::AskDevice(screen) = &mut self.screen else {
            return Vec::new();
        };
        match screen.update(message) {
            ask_device::Action::None => Vec::new(),
            ask_device::Action::Send(mail) => vec![self.send_command(mail)],
            ask_device::Action::SetUp => self.open(super::Start::Wizard),
            ask_device::Action::ChangePassword(account) => {
                self.open(super::Start::ChangePassword(account.id))
            }
            ask_device::Action::Leave => self.leave_ask_device(),
        }
    }

    fn send_command(&mut self, mail: Box<CommandMail>) -> Effect {
        let to = self.accounts().iter().find(|stored| {
            stored.account.role.is_level_sender() && stored.account.address == mail.to
        });
        let id = to.map(|stored| stored.account.id.clone());
        Effect::SendCommand(self.begin(Pending::Command(id)), mail)
    }

    pub(super) fn command_sent(
        &mut self,
        attempt: Attempt,
        result: Result<(), Box<Failure>>,
    ) -> Vec<Effect> {
        let Some(Pending::Command(id)) = self.end(attempt) else {
            return Vec::new();
        };
        let edit = match (&mut self.screen, id) {
            (Screen::AskDevice(screen), _) => {
                screen.finished(result);
                None
            }
            (Screen::HandOver(screen), Some(id)) => screen.sent(&id, result),
            // It was sent all the same, though nobody looks at the list any more.
            (_, Some(id)) if result.is_ok() && self.todo.hand_over.is_some() => {
                Some(Edit::Sent(id))
            }
            _ => None,
        };
        edit.map(|edit| self.note(edit)).into_iter().collect()
    }

    pub(super) fn show_hand_over(&mut self) -> Vec<Effect> {
        let accounts = self.all_accounts();
        if let Some(screen) = hand_over::HandOver::new(&self.todo, &accounts) {
            self.screen = Screen::HandOver(Box::new(screen));
        }
        Vec::new()
    }

    pub(super) fn on_hand_over(&mut self, message: hand_over::Message) -> Vec<Effect> {
        let Screen::HandOver(screen) = &mut self.screen else {
            return Vec::new();
        };
        match screen.update(message) {
            hand_over::Action::None => Vec::new(),
            hand_over::Action::Send(edit, mail) => {
                vec![self.note(edit), self.send_command(mail)]
            }
            hand_over::Action::Copy(edit, line) => vec![self.note(edit), Effect::Copy(line)],
            hand_over::Action::Note(edit) => vec![self.note(edit)],
            hand_over::Action::Remove(account) => {
                self.removing = Some(account);
                vec![Effect::Focus(remove::KEEP)]
            }
            hand_over::Action::End => {
                let mut effects = vec![self.note(Edit::HandedOver)];
                effects.extend(self.show_home());
                effects
            }
            hand_over::Action::Leave => self.show_home(),
            hand_over::Action::Focus(id) => vec![Effect::Focus(id)],
        }
    }

    pub(super) fn second_passed(&mut self) -> Vec<Effect> {
        if let Screen::Check(screen) = &mut self.screen {
            let action = screen.second_passed();
            let mut effects = self.take_check_action(action);
            effects.extend(self.copied_second());
            return effects;
        }
        if let Screen::TestMail(screen) = &mut self.screen {
            screen.second_passed();
        }
        self.copied_second()
    }

    /// The copied password leaves the clipboard when its time is over, wherever the person is then.
    pub(super) fn copied_second(&mut self) -> Vec<Effect> {
        let Some((_, left)) = &mut self.copied else {
            return Vec::new();
        };
        *left = left.saturating_sub(1);
        let left = *left;
        if let Some(done) = self.screen.done() {
            done.clipboard_left(left);
        }
        if left > 0 {
            return Vec::new();
        }
        self.clear_copied()
    }

    pub(super) fn clear_copied(&mut self) -> Vec<Effect> {
        let copied = self.copied.take();
        copied
            .map(|(secret, _)| Effect::ClearClipboard(secret))
            .into_iter()
            .collect()
    }
}

//! Turns effects into iced tasks: the only place that does, and the only one that calls the backend.

use std::sync::Arc;

use futures::{FutureExt, StreamExt, stream::BoxStream};
use iced::{Task, clipboard, task::Handle, widget::operation, window};

use super::{Effect, Message};
use crate::{
    backend::{Attempt, Backend},
    secret::Secret,
};

/// The task of an effect, and the handle that aborts it if it is a long one.
pub fn perform(
    effect: Effect,
    backend: &Arc<dyn Backend>,
) -> (Task<Message>, Option<(Attempt, Handle)>) {
    if let Some((attempt, messages)) = backend_call(&effect, backend) {
        let (task, handle) = Task::stream(messages).abortable();
        return match attempt {
            Some(attempt) => (task, Some((attempt, handle.abort_on_drop()))),
            None => (task, None),
        };
    }
    (iced_task(effect), None)
}

/// The messages that the backend answers an effect with; none if the effect is the window's own.
///
/// Apart from [`perform`] so that a test can play it without a window.
pub fn backend_call(
    effect: &Effect,
    backend: &Arc<dyn Backend>,
) -> Option<(Option<Attempt>, BoxStream<'static, Message>)> {
    let (attempt, messages) = match effect.clone() {
        Effect::Load(attempt) => (
            attempt,
            once(backend.load(), move |result| {
                Message::Loaded(attempt, Box::new(result))
            }),
        ),
        Effect::LookAtKeyring(attempt) => (
            attempt,
            once(backend.keyring_status(), move |status| {
                Message::KeyringSeen(attempt, status)
            }),
        ),
        Effect::UnlockKeyring(attempt) => (
            attempt,
            once(backend.unlock_keyring(), move |status| {
                Message::KeyringSeen(attempt, status)
            }),
        ),
        Effect::Check(attempt, login) => (
            attempt,
            each(backend.check(*login), move |event| {
                Message::CheckHappened(attempt, Box::new(event))
            }),
        ),
        Effect::CheckSaved(attempt, id, sides) => (
            attempt,
            each(backend.check_saved(id, sides), move |event| {
                Message::CheckHappened(attempt, Box::new(event))
            }),
        ),
        Effect::Save(attempt, what, place) => (
            attempt,
            once(backend.save(*what, place), move |result| {
                Message::Saved(attempt, Box::new(result))
            }),
        ),
        Effect::ReadSecret(attempt, id) => (
            attempt,
            once(backend.secret(id), move |result| {
                Message::SecretRead(attempt, result)
            }),
        ),
        Effect::Remove(attempt, id) => (
            attempt,
            once(backend.remove(id), move |result| {
                Message::Removed(attempt, result)
            }),
        ),
        Effect::SendTest(attempt, mail) => (
            attempt,
            each(backend.send_test(mail), move |event| {
                Message::TestHappened(attempt, Box::new(event))
            }),
        ),
        Effect::RemoveTest(attempt, message) => (
            attempt,
            once(backend.remove_test(message), move |result| {
                Message::TestRemoved(attempt, result.map_err(Box::new))
            }),
        ),
        Effect::Discover(attempt, domain) => (
            attempt,
            each(backend.discover(domain), move |event| {
                Message::Discovered(attempt, Box::new(event))
            }),
        ),
        Effect::OpenUrl(url) => {
            let opened = once(backend.open_url(url.clone()), move |result| {
                Message::PageOpened(url.clone(), result)
            });
            return Some((None, opened));
        }
        Effect::ShowCard(account, language) => {
            let shown = once(backend.show_card(*account, language), |result| {
                Message::CardShown(result)
            });
            return Some((None, shown));
        }
        Effect::Cancel(_)
        | Effect::Copy(_)
        | Effect::LookAtClipboard(_)
        | Effect::CopySecret(_)
        | Effect::ClearClipboard(_)
        | Effect::Paste
        | Effect::Focus(_)
        | Effect::Remember(_)
        | Effect::Raise
        | Effect::Close => return None,
    };
    Some((Some(attempt), messages))
}

fn once<T: Send + 'static>(
    future: impl Future<Output = T> + Send + 'static,
    message: impl FnOnce(T) -> Message + Send + 'static,
) -> BoxStream<'static, Message> {
    future.map(message).into_stream().boxed()
}

fn each<T: 'static>(
    stream: BoxStream<'static, T>,
    message: impl Fn(T) -> Message + Send + 'static,
) -> BoxStream<'static, Message> {
    stream.map(message).boxed()
}

fn iced_task(effect: Effect) -> Task<Message> {
    match effect {
        Effect::Copy(text) => clipboard::write(text),
        Effect::CopySecret(secret) => clipboard::write(secret.expose().to_owned()),
        Effect::ClearClipboard(secret) => clipboard::read().then(move |held| {
            if held.is_some_and(|text| {
                text.split_whitespace().collect::<String>()
                    == secret.expose().split_whitespace().collect::<String>()
            }) {
                clipboard::write(String::new())
            } else {
                Task::none()
            }
        }),
        Effect::LookAtClipboard(secret) => clipboard::read().map(move |held| {
            // A code is shown in groups: blanks do not count.
            let plain = |text: &str| text.split_whitespace().collect::<String>();
            Message::ClipboardSeen(held.is_some_and(|text| plain(&text) == plain(secret.expose())))
        }),
        Effect::Paste => clipboard::read().map(|text| Message::Pasted(text.map(Secret::new))),
        Effect::Focus(id) => operation::focus(id),
        Effect::Remember(preferences) => Task::future(preferences.save()).discard(),
        Effect::Raise => window::latest().and_then(window::gain_focus),
        Effect::Close => iced::exit(),
        // The caller drops the handle; everything else went to the backend.
        Effect::Cancel(_)
        | Effect::Load(_)
        | Effect::LookAtKeyring(_)
        | Effect::UnlockKeyring(_)
        | Effect::Check(..)
        | Effect::CheckSaved(..)
        | Effect::Save(..)
        | Effect::ReadSecret(..)
        | Effect::Remove(..)
        | Effect::SendTest(..)
        | Effect::RemoveTest(..)
        | Effect::Discover(..)
        | Effect::OpenUrl(_)
        | Effect::ShowCard(..) => Task::none(),
    }
}

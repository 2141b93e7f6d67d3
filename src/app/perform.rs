//! Turns effects into iced tasks: the only place that does, and the only one that calls the backend.

use std::{sync::Arc, time::Duration};

use futures::{FutureExt, StreamExt, stream::BoxStream};
use iced::{Point, Size, Task, clipboard, task::Handle, widget::operation, window};

use super::{Effect, Message, Stood};
use crate::{
    backend::{Attempt, Backend},
    secret::Secret,
    theme::{measure, space},
};

/// So long nobody types before what was typed counts as whole.
const PAUSE: Duration = Duration::from_millis(600);

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
    if let Effect::Pause(attempt) = effect {
        let pause = tokio::time::sleep(PAUSE).map(move |()| Message::Paused(attempt));
        let (task, handle) = Task::future(pause).abortable();
        return (task, Some((attempt, handle.abort_on_drop())));
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
        Effect::ReadTodo(attempt) => (
            attempt,
            once(backend.todo(), move |result| {
                Message::TodoRead(attempt, result)
            }),
        ),
        Effect::EditTodo(attempt, edit) => (
            attempt,
            once(backend.edit_todo(edit), move |result| {
                Message::TodoRead(attempt, result)
            }),
        ),
        Effect::SendCommand(attempt, mail) => (
            attempt,
            once(backend.send_command(*mail), move |result| {
                Message::CommandSent(attempt, result.map_err(Box::new))
            }),
        ),
        Effect::Discover(attempt, question) => (
            attempt,
            each(backend.discover(question), move |event| {
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
        | Effect::Pause(_)
        | Effect::Copy(_)
        | Effect::LookAtClipboard(_)
        | Effect::CopySecret(_)
        | Effect::ClearClipboard(_)
        | Effect::Paste
        | Effect::Focus(_)
        | Effect::Remember(_)
        | Effect::Raise
        | Effect::StandBeside
        | Effect::StandAlone(..)
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
            if is_held(held, &secret) {
                clipboard::write(String::new())
            } else {
                Task::none()
            }
        }),
        Effect::LookAtClipboard(secret) => {
            clipboard::read().map(move |held| Message::ClipboardSeen(is_held(held, &secret)))
        }
        Effect::Paste => clipboard::read().map(|text| Message::Pasted(text.map(Secret::new))),
        Effect::Focus(id) => operation::focus(id),
        Effect::Remember(preferences) => Task::future(preferences.save()).discard(),
        Effect::Raise => window::latest().and_then(window::gain_focus),
        Effect::StandBeside => window::latest().and_then(stand_beside),
        Effect::StandAlone(size, stood) => {
            window::latest().and_then(move |id| stand_alone(id, size, stood))
        }
        // The caller drops the handle and ends the program; everything else went to the backend.
        Effect::Cancel(_)
        | Effect::Close
        | Effect::Pause(_)
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
        | Effect::ReadTodo(_)
        | Effect::EditTodo(..)
        | Effect::SendCommand(..)
        | Effect::Discover(..)
        | Effect::OpenUrl(_)
        | Effect::ShowCard(..) => Task::none(),
    }
}

/// Whether the clipboard holds the secret. A code is shown in groups: blanks do not count.
fn is_held(clipboard: Option<String>, secret: &Secret) -> bool {
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    clipboard.is_some_and(|held| letters(&held) == letters(secret.expose()))
}

/// Makes the window the small one; says how it stood before.
fn stand_beside(id: window::Id) -> Task<Message> {
    window::is_maximized(id).then(move |is_maximized| {
        window::position(id).then(move |position| {
            window::size(id).then(move |before| {
                window::monitor_size(id).then(move |screen| {
                    let size = beside_size(screen);
                    let stood = Stood {
                        position,
                        is_maximized,
                    };
                    let to_edge = position.map_or_else(Task::none, |position| {
                        window::move_to(id, right_edge(position, before, screen, size))
                    });
                    window::maximize(id, false)
                        .chain(window::set_min_size(id, Some(measure::SMALLEST_BESIDE)))
                        .chain(window::resize(id, size))
                        .chain(to_edge)
                        .chain(window::set_level(id, window::Level::AlwaysOnTop))
                        .chain(Task::done(Message::StoodBeside(stood)))
                })
            })
        })
    })
}

/// Makes it the full window again.
fn stand_alone(id: window::Id, size: Option<Size>, stood: Stood) -> Task<Message> {
    let back = stood
        .position
        .map_or_else(Task::none, |position| window::move_to(id, position));
    window::set_level(id, window::Level::Normal)
        .chain(window::resize(id, size.unwrap_or(measure::FIRST)))
        .chain(window::set_min_size(id, Some(measure::SMALLEST)))
        .chain(back)
        .chain(window::maximize(id, stood.is_maximized))
}

/// As high as the screen leaves: a bar of the system and the window's own title take some of it.
fn beside_size(screen: Option<Size>) -> Size {
    let height = screen.map_or(measure::BESIDE.height, |screen| {
        (screen.height - 2.0 * measure::BAR).min(measure::BESIDE.height)
    });
    Size::new(
        measure::BESIDE.width,
        height.max(measure::SMALLEST_BESIDE.height),
    )
}

/// The right edge of the screen; where the window stood on another screen than the first, whose
/// place iced does not tell, the window's own right edge.
fn right_edge(position: Point, before: Size, screen: Option<Size>, size: Size) -> Point {
    let first = screen.filter(|screen| {
        (0.0..screen.width).contains(&position.x) && (0.0..screen.height).contains(&position.y)
    });
    match first {
        Some(screen) => Point::new(
            (screen.width - size.width - space::XS).max(0.0),
            measure::BAR.min((screen.height - size.height).max(0.0)),
        ),
        None => Point::new(position.x + before.width - size.width, position.y),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_small_window_stands_at_the_right_edge_and_fits_the_screen() {
        // A laptop of 1366 by 768 at 125 %.
        let screen = Some(Size::new(1093.0, 614.0));
        let size = beside_size(screen);
        assert!(size.height <= 614.0 - measure::BAR, "{size:?}");
        let at = right_edge(Point::new(20.0, 10.0), measure::FIRST, screen, size);
        assert!(at.x + size.width <= 1093.0 && at.x > 650.0, "{at:?}");
        assert!(at.y + size.height <= 614.0, "{at:?}");
    }

    #[test]
    fn on_a_second_screen_it_keeps_the_windows_own_right_edge() {
        let screen = Some(Size::new(1920.0, 1080.0));
        let at = right_edge(
            Point::new(2000.0, 40.0),
            Size::new(1040.0, 720.0),
            screen,
            beside_size(screen),
        );
        assert_eq!(at, Point::new(3040.0 - measure::BESIDE.width, 40.0));
    }
}

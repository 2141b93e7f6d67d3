//! The window itself: title, icon, sizes, fonts; what it subscribes to; and the human sentence
//! where there is no display.

use std::{
    collections::BTreeMap,
    fmt,
    panic::{self, AssertUnwindSafe},
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use futures::{StreamExt as _, stream::BoxStream};
use iced::{Size, Subscription, Task, task::Handle, time, window};

use super::{App, Effect, Message, perform::perform};
use crate::{
    account::AccountId,
    backend::{Attempt, Backend},
    i18n::{Language, Locale},
    preferences::{Preferences, system_reduces_motion},
    theme::{self, Look, Theme, measure},
    widget::{Element, Motion},
};

/// Where the window opens.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Start {
    /// At Home if something is set up, else at the wizard's first step.
    #[default]
    Home,
    /// At the wizard's first step.
    Wizard,
    /// At the new password of a mailbox.
    ChangePassword(AccountId),
    /// At the check of a mailbox.
    Check(AccountId),
    /// At the gallery of all widgets, for review.
    Gallery,
}

/// How the window starts.
#[derive(Default)]
pub struct Options {
    /// The language; none: the one used last, else the system's.
    pub language: Option<Language>,
    /// Where it opens.
    pub start: Start,
    /// Nothing moves. It is also so where the system asks for it.
    pub reduce_motion: bool,
    /// The look; none: as it was chosen in the window, else as the system has it.
    pub look: Option<Look>,
    /// The folder for the window's own file (size, language, colours); none: nothing is kept.
    pub data_dir: Option<PathBuf>,
    /// What later starts of the program ask of this window.
    pub requests: Option<BoxStream<'static, Start>>,
}

impl fmt::Debug for Options {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Options")
            .field("language", &self.language)
            .field("start", &self.start)
            .field("reduce_motion", &self.reduce_motion)
            .field("look", &self.look)
            .field("data_dir", &self.data_dir)
            .finish_non_exhaustive()
    }
}

/// Why there is no window. Each has a sentence for people.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// Neither X11 nor Wayland is there.
    #[error("no display: neither DISPLAY nor WAYLAND_DISPLAY is set")]
    NoDisplay,
    /// The system refused to open a window.
    #[error("the window could not be opened: {detail}")]
    Refused {
        /// The system's words.
        detail: String,
    },
}

impl WindowError {
    /// What is said to a person, with what to do.
    pub fn explain(&self, locale: &Locale) -> String {
        match self {
            Self::NoDisplay => locale.text("window-no-display"),
            Self::Refused { detail } => {
                locale.text_with("window-refused", [("detail", detail.clone().into())])
            }
        }
    }
}

/// The state that iced holds: the program's state, the world, and the handles of what runs.
pub struct Window {
    app: App,
    backend: Arc<dyn Backend>,
    handles: BTreeMap<Attempt, Handle>,
    look: Option<Look>,
    requests: Option<Requests>,
}

impl fmt::Debug for Window {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Window")
            .field("app", &self.app)
            .finish_non_exhaustive()
    }
}

impl Window {
    /// The window's state as it starts, and the first tasks.
    pub fn new(backend: Arc<dyn Backend>, options: Options) -> (Self, Task<Message>) {
        let preferences = Preferences::read(options.data_dir.as_deref());
        let motion = if options.reduce_motion {
            Motion::Reduced
        } else {
            Motion::Full
        };
        let language = options.language.or(preferences.language);
        let (app, effects) = App::new(
            language.unwrap_or_else(Language::of_system),
            options.start,
            motion,
            preferences,
            backend.is_practice(),
        );
        let app = if stays_on_top() {
            app
        } else {
            app.never_on_top()
        };
        let mut window = Self {
            app,
            backend,
            handles: BTreeMap::new(),
            look: options.look,
            requests: options.requests.map(Requests::new),
        };
        let mut task = window.perform(effects);
        if motion == Motion::Full {
            task = Task::batch([task, look_at_motion()]);
        }
        (window, task)
    }

    /// The program's state, for tests.
    pub const fn app(&self) -> &App {
        &self.app
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        let effects = self.app.advance(message);
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> Task<Message> {
        let mut tasks = Vec::with_capacity(effects.len());
        let is_last = effects.contains(&Effect::Close);
        for effect in effects {
            if effect == Effect::Close {
                continue;
            }
            if let Effect::Cancel(attempt) = effect {
                drop(self.handles.remove(&attempt));
                continue;
            }
            let (task, handle) = perform(effect, &self.backend);
            if let Some((attempt, handle)) = handle {
                drop(self.handles.insert(attempt, handle));
            }
            tasks.push(task);
        }
        // What has ended needs no handle any more.
        let app = &self.app;
        self.handles.retain(|attempt, _| app.is_pending(*attempt));
        let task = Task::batch(tasks);
        if is_last {
            // What is kept for the next start is written before the program ends.
            task.chain(iced::exit())
        } else {
            task
        }
    }

    fn view(&self) -> Element<'_, Message> {
        self.app.view()
    }

    fn title(&self) -> String {
        self.app.window_title()
    }

    fn subscription(&self) -> Subscription<Message> {
        let mut all = vec![
            window::close_requests().map(|_| Message::CloseRequested),
            window::resize_events().map(|(_, size)| Message::Resized(size)),
        ];
        if self.app.needs_ticks() {
            all.push(time::every(Duration::from_secs(1)).map(|_| Message::SecondPassed));
        }
        if let Some(requests) = &self.requests {
            all.push(Subscription::run_with(requests.clone(), Requests::listen));
        }
        Subscription::batch(all)
    }

    fn theme(&self) -> Option<Theme> {
        self.look.or_else(|| self.app.look()).map(Theme::new)
    }
}

/// Asks the system whether nothing shall move, on a thread that nobody waits for at the end.
fn look_at_motion() -> Task<Message> {
    let (answer, asked) = futures::channel::oneshot::channel();
    let _ = std::thread::spawn(move || {
        let _ = answer.send(system_reduces_motion());
    });
    Task::future(asked).then(|reduces| match reduces {
        Ok(true) => Task::done(Message::MotionReduced),
        Ok(false) | Err(_) => Task::none(),
    })
}

/// What later starts ask: a receiver that a subscription takes over once.
#[derive(Clone)]
struct Requests(Arc<Mutex<Option<BoxStream<'static, Start>>>>);

impl Requests {
    fn new(receiver: BoxStream<'static, Start>) -> Self {
        Self(Arc::new(Mutex::new(Some(receiver))))
    }

    fn listen(&self) -> BoxStream<'static, Message> {
        let receiver = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        match receiver {
            Some(receiver) => receiver.map(Message::Asked).boxed(),
            None => futures::stream::pending().boxed(),
        }
    }
}

/// There is only one in a program, so it is always the same subscription.
impl std::hash::Hash for Requests {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        "requests of later starts".hash(state);
    }
}

/// The program as iced runs it; the same for the real window and the emulator of the tests.
pub fn program(
    backend: Arc<dyn Backend>,
    options: Options,
) -> iced::Application<impl iced::Program<State = Window, Message = Message, Theme = Theme> + use<>>
{
    let size = Preferences::read(options.data_dir.as_deref())
        .size
        .map_or(measure::FIRST, |(width, height)| Size::new(width, height));
    let options = Mutex::new(Some(options));
    let boot = move || {
        BOOTED.store(true, Ordering::Relaxed);
        let options = options
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
            .unwrap_or_default();
        Window::new(Arc::clone(&backend), options)
    };
    iced::application(boot, Window::update, Window::view)
        .title(Window::title)
        .subscription(Window::subscription)
        .theme(Window::theme)
        .settings(theme::settings())
        .window(window_settings(size))
}

fn window_settings(size: Size) -> window::Settings {
    window::Settings {
        size,
        min_size: Some(measure::SMALLEST),
        icon: theme::window_icon(),
        exit_on_close_request: false,
        #[cfg(target_os = "linux")]
        platform_specific: window::settings::PlatformSpecific {
            application_id: "home-station".to_owned(),
            ..window::settings::PlatformSpecific::default()
        },
        ..window::Settings::default()
    }
}

/// Whether a window can ask to stay above the others: no protocol of Wayland knows that, and winit
/// takes Wayland where it is there (`winit/src/platform_impl/linux/mod.rs`).
#[cfg(all(unix, not(target_os = "macos")))]
fn stays_on_top() -> bool {
    !is_set("WAYLAND_DISPLAY") && !is_set("WAYLAND_SOCKET")
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
const fn stays_on_top() -> bool {
    true
}

/// Opens the window and stays until it is closed.
pub fn run(backend: Arc<dyn Backend>, options: Options) -> Result<(), WindowError> {
    // Without this look iced panics where there is no display at all.
    #[cfg(all(unix, not(target_os = "macos")))]
    if !has_display() {
        return Err(WindowError::NoDisplay);
    }
    let program = program(backend, options);
    opened(|| program.run())?.map_err(|error| WindowError::Refused {
        detail: error.to_string(),
    })
}

/// Whether the system let a window begin: before that a panic means that no display answers.
static BOOTED: AtomicBool = AtomicBool::new(false);

/// Runs the window's loop. iced ends in a panic where the display that is named does not answer
/// (`iced_winit/src/lib.rs`, "Create event loop"); for a person that is the same as no display.
fn opened<T>(run: impl FnOnce() -> T) -> Result<T, WindowError> {
    let usual: Arc<PanicHook> = panic::take_hook().into();
    let others = Arc::clone(&usual);
    panic::set_hook(Box::new(move |info| {
        if BOOTED.load(Ordering::Relaxed) {
            others(info);
        }
    }));
    let ended = panic::catch_unwind(AssertUnwindSafe(run));
    panic::set_hook(Box::new(move |info| usual(info)));
    match ended {
        Ok(ended) => Ok(ended),
        Err(fault) if BOOTED.load(Ordering::Relaxed) => panic::resume_unwind(fault),
        Err(_) => Err(WindowError::NoDisplay),
    }
}

type PanicHook = dyn Fn(&panic::PanicHookInfo<'_>) + Sync + Send;

#[cfg(all(unix, not(target_os = "macos")))]
fn has_display() -> bool {
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"]
        .into_iter()
        .any(is_set)
}

#[cfg(all(unix, not(target_os = "macos")))]
fn is_set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty())
}

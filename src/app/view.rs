//! The one frame round every screen: the steps, the language, the banner of the practice mode, the
//! footer; and the dialogs over it.

use super::{App, Message};
use crate::{
    flow::{self, Step},
    i18n::Language,
    screen::{Screen, Sheet, remove},
    theme::space,
    widget::{
        Element, Icon, Keys, Row, Segment, banner, button, copy_row, dialog, dialog::over, footer,
        notice::Kind, page, segmented, spinner, stepper,
    },
};

/// The program, the same in every language.
const NAME: &str = "Home Station";

impl App {
    /// Draws the window.
    pub fn view(&self) -> Element<'_, Message> {
        if let Some(gallery) = &self.gallery {
            return gallery.view().map(Message::Gallery);
        }
        let sheet = self.sheet();
        let on_enter = sheet
            .primary
            .as_ref()
            .and_then(|primary| primary.message.clone());
        let dialog = self.dialog();
        let is_open = dialog.is_some();
        let page = over(self.page(sheet), dialog);
        Keys::new(page)
            .on_enter_maybe(on_enter.filter(|_| !is_open))
            .on_escape_maybe(Some(Message::Escaped))
            .page((self.screen.name(), self.is_beside()))
            .into()
    }

    /// The window's title: the step, because it is all that a screen reader gets to know; where
    /// something runs also how far it is, for who has put the window aside.
    pub fn window_title(&self) -> String {
        let Some(step) = self.screen.step() else {
            return NAME.to_owned();
        };
        let step_name = self.locale.text(step_key(step));
        match step {
            Step::Check | Step::TestMail => {
                format!("{step_name}: {} – {NAME}", self.sheet().title)
            }
            Step::Role
            | Step::Provider
            | Step::Protocol
            | Step::Password
            | Step::Servers
            | Step::Done => format!("{step_name} – {NAME}"),
        }
    }

    fn sheet(&self) -> Sheet<'_, Message> {
        let context = self.context();
        match &self.screen {
            Screen::Loading => {
                Sheet::new(context.text("screen-loading")).push(spinner(self.motion))
            }
            Screen::Home(screen) => screen.view(context).map(Message::Home),
            Screen::Role(screen) => screen.view(context).map(Message::Role),
            Screen::Provider(screen) => screen.view(context).map(Message::Provider),
            Screen::Protocol(screen) => screen.view(context).map(Message::Protocol),
            Screen::Password(screen) => screen.view(context).map(Message::Password),
            Screen::Servers(screen) => screen.view(context).map(Message::Servers),
            Screen::Check(screen) => screen.view(context).map(Message::Check),
            Screen::Certificate(screen) => screen.view(context).map(Message::Certificate),
            Screen::TestMail(screen) => screen.view(context).map(Message::TestMail),
            Screen::Done(screen) => screen.view(context).map(Message::Done),
            Screen::AskDevice(screen) => screen.view(context).map(Message::AskDevice),
            Screen::HandOver(screen) => screen.view(context).map(Message::HandOver),
            Screen::ChangePassword(screen) => screen.view(context).map(Message::ChangePassword),
            Screen::Keyring(screen) => screen.view(context).map(Message::Keyring),
            Screen::Storage(screen) => screen.view(context).map(Message::Storage),
        }
    }

    fn page<'a>(&'a self, sheet: Sheet<'a, Message>) -> Element<'a, Message> {
        let mut foot = footer();
        if let Some(back) = sheet.back.filter(|_| self.can_go_back()) {
            foot = foot.back(
                button::quiet(self.locale.text(back))
                    .icon(Icon::ArrowLeft)
                    .on_press(Message::WentBack),
            );
        }
        for other in sheet.others {
            foot = foot.other(other);
        }
        if let Some(primary) = sheet.primary {
            let mut button = button::primary(primary.label).on_press_maybe(primary.message);
            if let Some(icon) = primary.icon {
                button = button.icon(icon);
            }
            foot = foot.primary(button);
        }
        let banner = self
            .is_practice
            .then(|| banner(Kind::Practice, self.locale.text("window-practice")));
        let mut page = page(sheet.title).banner_maybe(banner).footer(foot);
        if sheet.is_slim {
            page = page.slim();
        } else {
            page = page.corner(self.corner());
        }
        if let Some(lead) = sheet.lead {
            page = page.lead(lead);
        }
        if sheet.is_wide {
            page = page.wide();
        }
        let step = self.screen.step();
        if let Some(step) = step.filter(|_| !self.from_home && !sheet.is_slim) {
            page = page.stepper(self.stepper(step));
        }
        for part in self.told() {
            page = page.push(part);
        }
        for part in sheet.body {
            page = page.push_maybe(part);
        }
        page.into()
    }

    fn stepper(&self, current: Step) -> stepper::Stepper<'_> {
        let steps = flow::steps(&self.draft)
            .map(|step| {
                let state = match step.cmp(&current) {
                    std::cmp::Ordering::Less => stepper::State::Done,
                    std::cmp::Ordering::Equal => stepper::State::Current,
                    std::cmp::Ordering::Greater => stepper::State::Later,
                };
                (state, self.locale.text(step_key(step)).into())
            })
            .collect();
        let (number, total) = flow::progress(current, &self.draft);
        let position = self.locale.text_with(
            "step-position",
            [("number", number.into()), ("total", total.into())],
        );
        stepper::stepper(NAME, position, steps).foot(concat!("v", env!("CARGO_PKG_VERSION")))
    }

    /// What is always in reach: beside each other in a bar, below one another in the rail.
    fn corner(&self) -> Element<'_, Message> {
        Row::new()
            .push(self.colours_button())
            .push(self.languages())
            .spacing(space::XXS)
            .align_y(iced::Alignment::Center)
            .wrap()
            .vertical_spacing(space::XXS)
            .into()
    }

    fn languages(&self) -> Element<'_, Message> {
        let segments = Language::ALL
            .into_iter()
            .map(|language| Segment {
                label: language.name().into(),
                is_on: language == self.language(),
                message: Message::LanguageChosen(language),
            })
            .collect();
        segmented(segments)
    }

    fn dialog(&self) -> Option<Element<'_, Message>> {
        if let Some((address, is_copied)) = &self.unopened {
            let row = copy_row(
                self.locale.text("window-no-browser-address"),
                address.as_str(),
            )
            .copy(
                self.locale.text("button-copy"),
                Message::AddressCopied,
                *is_copied,
            );
            return Some(
                dialog(self.locale.text("window-no-browser"))
                    .text(self.locale.text("window-no-browser-text"))
                    .content(row)
                    .action(
                        button::primary(self.locale.text("button-close"))
                            .on_press(Message::TopClosed),
                    )
                    .into(),
            );
        }
        if self.appearance.chooses_colours {
            return Some(self.colours_dialog());
        }
        if let Some(reporting) = &self.reporting {
            return Some(reporting.view(self.context()).map(Message::Reporting));
        }
        self.removing.as_ref().map(|account| {
            remove::view(self.context(), account, self.is_earlier(account)).map(Message::Remove)
        })
    }
}

const fn step_key(step: Step) -> &'static str {
    match step {
        Step::Role => "step-role",
        Step::Provider => "step-provider",
        Step::Protocol => "step-protocol",
        Step::Password => "step-password",
        Step::Servers => "step-servers",
        Step::Check => "step-check",
        Step::TestMail => "step-test-mail",
        Step::Done => "step-done",
    }
}

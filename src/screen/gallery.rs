//! Every widget in every state, for whoever reviews the looks (`--gallery`, hidden). Its words are
//! samples, so they stand here and not among the translations.

mod sheets;

use iced::widget::{Column, Row};
use iced::{Alignment, Fill};

use crate::theme::{Look, Theme, space};
use crate::widget::notice::Kind;
use crate::widget::{
    Element, Keys, Motion, Segment, banner, button, dialog, dialog as dialogs, page, segmented,
    stepper,
};

/// A part of the gallery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sheet {
    /// Colours, text, icons, drawings.
    #[default]
    Basics,
    /// Buttons, cards, tiles, choices.
    Choices,
    /// Fields.
    Fields,
    /// Banners, callouts, ladder, guide.
    Notices,
}

impl Sheet {
    /// All parts.
    pub const ALL: [Self; 4] = [Self::Basics, Self::Choices, Self::Fields, Self::Notices];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Basics => "basics",
            Self::Choices => "choices",
            Self::Fields => "fields",
            Self::Notices => "notices",
        }
    }
}

/// What happened in the gallery.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another part was chosen.
    SheetChosen(Sheet),
    /// Another look was chosen.
    LookChosen(Look),
    /// Something was typed.
    Typed(String),
    /// The check box was pressed.
    Ticked,
    /// One of the cards, tiles or radio buttons was chosen.
    Picked(usize),
    /// Show or hide was pressed.
    ShowPressed,
    /// A dialog was asked for, or closed.
    DialogToggled,
    /// A control without an effect was pressed.
    Pressed,
}

/// The gallery.
#[derive(Debug, Clone, Default)]
pub struct Gallery {
    sheet: Sheet,
    look: Look,
    motion: Motion,
    typed: String,
    is_ticked: bool,
    picked: usize,
    is_shown: bool,
    is_asking: bool,
}

impl Gallery {
    /// A gallery that opens with one part, in one look.
    pub fn new(sheet: Sheet, look: Look, motion: Motion) -> Self {
        Self {
            sheet,
            look,
            motion,
            typed: "abcdefghijklmnop".to_owned(),
            is_ticked: true,
            ..Self::default()
        }
    }

    /// The same with the dialog open.
    #[must_use]
    pub fn asking(mut self) -> Self {
        self.is_asking = true;
        self
    }

    /// The look it is shown in.
    pub const fn look(&self) -> Look {
        self.look
    }

    /// The theme it wants to be shown in.
    pub fn theme(&self) -> Theme {
        Theme::new(self.look)
    }

    /// Takes in what happened.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::SheetChosen(sheet) => self.sheet = sheet,
            Message::LookChosen(look) => self.look = look,
            Message::Typed(typed) => self.typed = typed,
            Message::Ticked => self.is_ticked = !self.is_ticked,
            Message::Picked(index) => self.picked = index,
            Message::ShowPressed => self.is_shown = !self.is_shown,
            Message::DialogToggled => self.is_asking = !self.is_asking,
            Message::Pressed => {}
        }
    }

    /// The whole window.
    pub fn view(&self) -> Element<'_, Message> {
        let looks = Look::ALL
            .map(|look| Segment {
                label: look.name().into(),
                is_on: look == self.look,
                message: Message::LookChosen(look),
            })
            .to_vec();
        let parts = Sheet::ALL
            .map(|sheet| Segment {
                label: sheet.name().into(),
                is_on: sheet == self.sheet,
                message: Message::SheetChosen(sheet),
            })
            .to_vec();
        let choosers = Row::<Message, Theme>::new()
            .push(segmented(parts))
            .push(segmented(looks))
            .spacing(space::S)
            .wrap()
            .vertical_spacing(space::S);
        let steps = [
            (stepper::State::Done, "¿Qué configuramos?"),
            (stepper::State::Done, "Proveedor"),
            (stepper::State::Current, "Contraseña"),
            (stepper::State::Later, "Comprobación"),
            (stepper::State::Later, "Correo de prueba"),
        ];
        let way = stepper::stepper(
            "Home Station",
            "Paso 3 de 5",
            steps.map(|(state, name)| (state, name.into())).to_vec(),
        )
        .foot("0.1.0");
        let foot = page::footer()
            .back(
                button::quiet("Atrás")
                    .icon(crate::widget::Icon::ArrowLeft)
                    .on_press(Message::Pressed),
            )
            .other(button::secondary("Ask").on_press(Message::DialogToggled))
            .primary(
                button::primary("Comprobar conexión")
                    .trailing(crate::widget::Icon::ArrowRight)
                    .on_press(Message::Pressed),
            );
        let whole = page::page("Gallery")
            .lead("Every widget in every state. Long lines must break, short ones must not.")
            .stepper(way)
            .corner(languages())
            .banner_maybe((self.sheet == Sheet::Notices).then(|| {
                banner(
                    Kind::Practice,
                    "Modo de práctica: nada se guarda ni se envía.",
                )
            }))
            .push(choosers)
            .push(self.sheet())
            .footer(foot);
        let question = self.is_asking.then(question);
        Keys::new(dialogs::over(whole, question))
            .page(self.sheet)
            .on_escape_maybe(self.is_asking.then_some(Message::DialogToggled))
            .into()
    }

    fn sheet(&self) -> Element<'_, Message> {
        let parts = match self.sheet {
            Sheet::Basics => sheets::basics(),
            Sheet::Choices => sheets::choices(self.picked, self.is_ticked),
            Sheet::Fields => sheets::fields(&self.typed, self.is_shown),
            Sheet::Notices => sheets::notices(self.motion),
        };
        Column::<Message, Theme>::with_children(parts)
            .spacing(space::L)
            .width(Fill)
            .align_x(Alignment::Start)
            .into()
    }
}

fn question<'a>() -> Element<'a, Message> {
    dialog("¿Quitar este buzón?")
        .text(
            "Home Station dejará de leer los correos de nivel@ejemplo.es. El buzón y sus \
                 mensajes no se tocan.",
        )
        .action(button::quiet("Cancelar").on_press(Message::DialogToggled))
        .action(button::danger("Quitar").on_press(Message::DialogToggled))
        .into()
}

fn languages<'a>() -> Element<'a, Message> {
    let names = ["Espa\u{f1}ol", "English"];
    segmented(
        names
            .iter()
            .enumerate()
            .map(|(index, name)| Segment {
                label: (*name).into(),
                is_on: index == 0,
                message: Message::Pressed,
            })
            .collect(),
    )
}

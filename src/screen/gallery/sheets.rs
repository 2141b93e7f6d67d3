//! The parts of the gallery.

use iced::widget::{Column, Row, container};
use iced::{Alignment, Fill, Length, border};

use super::Message;
use crate::theme::{Palette, Theme, Tone, measure, radius, space};
use crate::widget::notice::Kind;
use crate::widget::progress;
use crate::widget::{
    Element, Icon, Motion, Picture, Segment, Verdict, button, callout, card, checkbox, columns,
    copy_row, divided, field, glossary_word, group, guide_step, icon, ladder, panel,
    password_field, picture, pill, radio, rung, segmented, spinner, text, tile, tiles,
};

type Parts<'a> = Vec<Element<'a, Message>>;

fn part<'a>(name: &'a str, content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    Column::<Message, Theme>::new()
        .push(text::heading(name))
        .push(content)
        .spacing(space::S)
        .width(Fill)
        .into()
}

fn line(elements: Parts<'_>) -> Element<'_, Message> {
    Row::<Message, Theme>::with_children(elements)
        .spacing(space::S)
        .align_y(Alignment::Center)
        .wrap()
        .vertical_spacing(space::S)
        .into()
}

fn swatch(name: &str, pick: fn(&Palette) -> iced::Color) -> Element<'_, Message> {
    let face = container(iced::widget::space())
        .width(Fill)
        .height(Length::Fixed(measure::TARGET))
        .style(move |theme: &Theme| {
            let palette = theme.palette();
            container::Style {
                background: Some(pick(palette).into()),
                border: border::rounded(radius::MEDIUM)
                    .width(palette.line)
                    .color(palette.border),
                ..container::Style::default()
            }
        });
    Column::<Message, Theme>::new()
        .push(face)
        .push(text::small(name))
        .spacing(space::XXS)
        .into()
}

pub(super) fn basics<'a>() -> Parts<'a> {
    let colours = tiles([
        swatch("canvas", |p| p.canvas),
        swatch("surface", |p| p.surface),
        swatch("sunken", |p| p.sunken),
        swatch("rail", |p| p.rail),
        swatch("water", |p| p.water),
        swatch("accent", |p| p.accent),
        swatch("accent soft", |p| p.accent_soft),
        swatch("success", |p| p.success),
        swatch("warning", |p| p.warning),
        swatch("danger", |p| p.danger),
        swatch("focus", |p| p.focus),
        swatch("border strong", |p| p.border_strong),
    ]);
    let words = Column::<Message, Theme>::new()
        .push(text::title("¿Con qué buzón trabaja esta estación?"))
        .push(text::heading("Encabezado de una tarjeta"))
        .push(text::body(
            "Texto normal: á é í ó ú ñ ¿ ¡ « » — … € · Il1 O0 rn m",
        ))
        .push(text::strong("Texto fuerte: etiquetas y botones"))
        .push(text::muted("Una explicación, un poco más tranquila."))
        .push(text::small("Una línea de ayuda."))
        .push(text::verbatim(
            "535-5.7.8 Username and Password not accepted",
        ))
        .spacing(space::XS);
    let icons = Icon::ALL
        .iter()
        .map(|one| icon(*one).into())
        .collect::<Parts<'a>>();
    let drawings = Picture::ALL
        .iter()
        .filter(|one| **one != Picture::Wave)
        .map(|one| picture::large(*one))
        .collect::<Parts<'a>>();
    vec![
        part("Colours", colours),
        part("Text", words),
        part("Icons", line(icons)),
        part("Drawings", line(drawings)),
    ]
}

pub(super) fn choices<'a>(picked: usize, is_ticked: bool) -> Parts<'a> {
    let buttons = line(vec![
        button::primary("Guardar").on_press(Message::Pressed).into(),
        button::primary("Guardar").into(),
        button::secondary("Copiar")
            .icon(Icon::Copy)
            .on_press(Message::Pressed)
            .into(),
        button::secondary("Copiar").icon(Icon::Copy).into(),
        button::quiet("Atrás").on_press(Message::Pressed).into(),
        button::quiet("Atrás").into(),
        button::danger("Quitar").on_press(Message::Pressed).into(),
        button::link("Abrir la página de Google")
            .trailing(Icon::External)
            .on_press(Message::Pressed)
            .into(),
        glossary_word("IMAP", Message::Pressed),
    ]);
    let roles = group(columns([
        card("Este ordenador")
            .picture(Picture::Station)
            .text("Home Station lee aquí los correos que envían sus equipos.")
            .selected(picked == 0)
            .on_press(Message::Picked(0))
            .into(),
        card("Un LevelSender")
            .picture(Picture::Sender)
            .text("El equipo en la obra, que envía sus mediciones por correo. Hace falta su número de serie, que está en la etiqueta.")
            .selected(picked == 1)
            .on_press(Message::Picked(1))
            .into(),
    ]));
    let protocols = group(columns([
        card("IMAP")
            .icon(Icon::Inbox)
            .badge("Recomendado")
            .text("Los correos se quedan en el servidor.")
            .selected(true)
            .on_press(Message::Pressed)
            .into(),
        card("POP3")
            .icon(Icon::Download)
            .text("Los correos se descargan.")
            .note(Tone::Warning, "Google no lo ofrece en esta cuenta.")
            .into(),
    ]));
    let names = [
        "Gmail",
        "Yahoo",
        "iCloud",
        "Microsoft",
        "Yandex",
        "Otro proveedor",
    ];
    let providers = group(tiles(names.iter().enumerate().map(|(index, name)| {
        let one = tile(*name)
            .selected(picked == index)
            .on_press(Message::Picked(index));
        if index == 5 {
            one.icon(Icon::Server).into()
        } else {
            one.into()
        }
    })));
    let boxes = Column::<Message, Theme>::new()
        .push(checkbox("Guardar una copia", is_ticked).on_press(Message::Ticked))
        .push(
            checkbox("Borrar del servidor después de leer", !is_ticked)
                .help("Solo con POP3. Los correos ya no se verán en el teléfono.")
                .on_press(Message::Ticked),
        )
        .push(checkbox("No disponible", false));
    let radios = group(
        Column::<Message, Theme>::new()
            .push(
                radio("Cifrado desde el principio (TLS)", picked == 0).on_press(Message::Picked(0)),
            )
            .push(radio("STARTTLS", picked == 1).on_press(Message::Picked(1))),
    )
    .on_move([Message::Picked(0), Message::Picked(1)]);
    let parts = ["TLS", "STARTTLS", "Sin cifrar"];
    let segments = parts
        .iter()
        .enumerate()
        .map(|(index, label)| Segment {
            label: (*label).into(),
            is_on: picked == index,
            message: Message::Picked(index),
        })
        .collect();
    vec![
        part("Buttons", buttons),
        part("Cards", roles),
        part("Cards with an icon", protocols),
        part("Tiles", providers),
        part("Check boxes", boxes),
        part("Radio buttons", radios),
        part("Segments", segmented(segments)),
    ]
}

pub(super) fn fields(typed: &str, is_shown: bool) -> Parts<'_> {
    let plain = Column::<Message, Theme>::new()
        .push(
            field("Dirección de correo", typed)
                .placeholder("nombre@ejemplo.es")
                .help("La dirección completa, con la arroba.")
                .on_input(Message::Typed),
        )
        .push(
            field("Responder a", "")
                .optional("opcional")
                .placeholder("nombre@ejemplo.es")
                .on_input(Message::Typed),
        )
        .push(
            field("Servidor", "imap.ejemplo")
                .verdict(
                    Verdict::Wrong,
                    "A este nombre le falta el final, por ejemplo «.es».",
                )
                .on_input(Message::Typed),
        )
        .push(
            field("Puerto", "993")
                .verdict(Verdict::Good, "El puerto habitual para TLS.")
                .on_input(Message::Typed),
        )
        .push(field("Usuario", "nivel@ejemplo.es").help("Lo fija el proveedor."))
        .spacing(space::M);
    let secret = Column::<Message, Theme>::new()
        .push(
            password_field("Contraseña de aplicación", typed)
                .show(
                    is_shown,
                    if is_shown { "Ocultar" } else { "Mostrar" },
                    Message::ShowPressed,
                )
                .paste("Pegar", Message::Pressed)
                .in_groups(true)
                .verdict(
                    Verdict::Doubtful,
                    "Las de Google tienen 16 letras; aquí hay 12.",
                )
                .on_input(Message::Typed),
        )
        .push(
            password_field("La misma, a la vista", "abcdefghijklmnop")
                .show(true, "Ocultar", Message::Pressed)
                .paste("Pegar", Message::Pressed)
                .in_groups(true)
                .verdict(
                    Verdict::Good,
                    "Tiene la forma de una contraseña de aplicación.",
                )
                .on_input(Message::Typed),
        )
        .spacing(space::M);
    let values = panel(divided([
        copy_row("Servidor de entrada", "imap.gmail.com")
            .copy("Copiar", Message::Pressed, false)
            .into(),
        copy_row("Servidor de salida", "smtp.gmail.com, puerto 465, TLS")
            .copy("Copiado", Message::Pressed, true)
            .into(),
    ]));
    vec![
        part("Fields", plain),
        part("Password", secret),
        part("Values", values),
    ]
}

pub(super) fn notices<'a>(motion: Motion) -> Parts<'a> {
    let incoming = panel(
        Column::<Message, Theme>::new()
            .push(text::heading("Correo entrante"))
            .push(
                Column::<Message, Theme>::new()
                    .push(rung(ladder::State::Passed, "El servidor tiene dirección").time("12 ms"))
                    .push(rung(ladder::State::Passed, "El servidor contesta").time("48 ms"))
                    .push(
                        rung(ladder::State::Doubtful, "La conexión es segura")
                            .detail("TLS 1.2, certificado hasta el 3 de diciembre"),
                    )
                    .push(rung(ladder::State::Running, "Se entrega la contraseña").motion(motion))
                    .push(rung(ladder::State::Waiting, "El buzón se abre").last()),
            )
            .spacing(space::M),
    );
    let outgoing = panel(
        Column::<Message, Theme>::new()
            .push(text::heading("Correo saliente"))
            .push(
                Column::<Message, Theme>::new()
                    .push(rung(ladder::State::Passed, "El servidor contesta").time("51 ms"))
                    .push(rung(ladder::State::Failed, "Google no aceptó la contraseña").detail("535-5.7.8 Username and Password not accepted. Learn more at https://support.google.com/mail/?p=BadCredentials"))
                    .push(rung(ladder::State::Skipped, "Se puede enviar").last()),
            )
            .spacing(space::M),
    );
    let callouts = Column::<Message, Theme>::new()
        .push(callout(Kind::Info, "Google pide una contraseña de aplicación").text("La contraseña de siempre no sirve en otros programas."))
        .push(callout(Kind::Success, "Todo funciona").text("Se guardó el buzón."))
        .push(callout(Kind::Warning, "El certificado vence pronto").text("Le quedan nueve días."))
        .push(
            callout(Kind::Danger, "Google no aceptó la contraseña")
                .text("Lo más frecuente: se pegó la contraseña de siempre. Cree una contraseña de aplicación y péguela aquí.")
                .detail("535-5.7.8 Username and Password not accepted.")
                .action(button::primary("Crear una contraseña de aplicación").on_press(Message::Pressed))
                .action(button::quiet("Guardar sin comprobar").on_press(Message::Pressed)),
        )
        .spacing(space::S);
    let guide = Column::<Message, Theme>::new()
        .push(
            guide_step(1, "Abra la página de contraseñas de aplicación de Google.")
                .action(
                    button::secondary("Abrir la página")
                        .trailing(Icon::External)
                        .on_press(Message::Pressed),
                )
                .tick(true, Message::Pressed),
        )
        .push(
            guide_step(
                2,
                "Escriba un nombre, por ejemplo «Home Station», y pulse el botón.",
            )
            .name("Crear")
            .note("Si no ve esta página, la verificación en dos pasos no está activada.")
            .tick(false, Message::Pressed),
        )
        .push(guide_step(
            3,
            "Copie las 16 letras y péguelas a la derecha.",
        ))
        .spacing(space::M);
    let moving = line(vec![
        spinner(motion).into(),
        spinner(Motion::Reduced).into(),
        pill("Recomendado"),
        icon(Icon::Practice).large().tone(Tone::Warning).into(),
    ]);
    vec![
        part("Ladder", columns([incoming, outgoing])),
        part("Callouts", callouts),
        part("Guide", guide),
        part(
            "Progress",
            Column::<Message, Theme>::new()
                .push(progress::bar(0.4))
                .push(moving)
                .spacing(space::S),
        ),
    ]
}

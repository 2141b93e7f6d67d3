//! One side's server: host, encryption in plain words, port, user name.

use iced::widget::{Column, Row};

use super::{
    Message, Typed, id_of,
    port::{self, Odd},
};
use crate::{
    account::{Encryption, Incoming, Protocol, Server},
    draft::{Field as DraftField, FieldError, HostFrom},
    failure::Side,
    screen::{Context, problem_of},
    theme::space,
    widget::{Element, Icon, Segment, Verdict, button, field, icon, panel, segmented, text},
};

/// So many further servers are offered.
const MAX_OTHERS: usize = 3;

pub(super) fn view<'a>(
    context: Context<'a>,
    errors: &[FieldError],
    side: Side,
) -> Element<'a, Message> {
    let Context { locale, draft, .. } = context;
    let fields = draft.server(side);
    let (title, sign, example) = match (side, draft.effective_protocol()) {
        (Side::Incoming, Incoming::Imap) => (
            "screen-servers-incoming-imap",
            Icon::Inbox,
            "imap.example.org",
        ),
        (Side::Incoming, Incoming::Pop3) => (
            "screen-servers-incoming-pop",
            Icon::Inbox,
            "pop.example.org",
        ),
        (Side::Outgoing, _) => ("screen-servers-outgoing", Icon::Send, "smtp.example.org"),
    };
    let problem = |field| problem_of(locale, errors, field);
    let head = Row::new()
        .push(icon(sign))
        .push(text::heading(locale.text(title)))
        .spacing(space::XS)
        .align_y(iced::Alignment::Center);
    let mut host = field(locale.text("screen-servers-host"), &fields.host)
        .placeholder(example)
        .error_maybe(problem(DraftField::Host(side)))
        .id(id_of(DraftField::Host(side)))
        .on_input(move |words| Message::Typed(Typed::Host(side), words))
        .on_paste(move |words| Message::HostPasted(side, words));
    if draft.host_from(side) == HostFrom::Guess && problem(DraftField::Host(side)).is_none() {
        host = host.verdict(Verdict::Doubtful, locale.text("discovery-host-guess"));
    }
    let user = field(locale.text("screen-servers-user"), &fields.user_name)
        .placeholder(draft.address.as_str())
        .error_maybe(problem(DraftField::UserName(side)))
        .id(id_of(DraftField::UserName(side)))
        .on_input(move |words| Message::Typed(Typed::User(side), words));
    panel(
        Column::new()
            .push(head)
            .push(host)
            .push(encryption(context, side))
            .push(port_field(context, errors, side))
            .push(user)
            .push(others(context, side))
            .spacing(space::M),
    )
}

/// The other servers that were found for this side.
fn others(context: Context<'_>, side: Side) -> Option<Element<'_, Message>> {
    let others = context.draft.found_others(side);
    let links = others.into_iter().take(MAX_OTHERS).map(|(index, server)| {
        let words = context.text_with("discovery-use-other", "server", named(server));
        button::link(words)
            .on_press(Message::FoundChosen(side, index))
            .into()
    });
    let mut links = links.peekable();
    let _ = links.peek()?;
    Some(Column::with_children(links).into())
}

fn named(server: &Server) -> String {
    format!("{}:{}", server.host, server.port)
}

fn encryption(context: Context<'_>, side: Side) -> Element<'_, Message> {
    let protocol = context.draft.protocol_of(side);
    let chosen = context.draft.server(side).encryption;
    let segment = |encryption: Encryption| Segment {
        label: context.text(word_key(encryption)).into(),
        is_on: chosen == encryption,
        message: Message::EncryptionChosen(side, encryption),
    };
    let help = match chosen {
        Encryption::ImplicitTls => "screen-servers-tls-help",
        Encryption::StartTls => "screen-servers-starttls-help",
    };
    let port = protocol.default_port(chosen).to_string();
    Column::new()
        .push(text::strong(context.text("screen-servers-encryption")))
        .push(segmented(vec![
            segment(Encryption::ImplicitTls),
            segment(Encryption::StartTls),
        ]))
        .push(text::small(context.text_with(help, "port", port)))
        .spacing(space::XXS)
        .into()
}

const fn word_key(encryption: Encryption) -> &'static str {
    match encryption {
        Encryption::ImplicitTls => "screen-servers-tls",
        Encryption::StartTls => "screen-servers-starttls",
    }
}

fn port_field<'a>(context: Context<'a>, errors: &[FieldError], side: Side) -> Element<'a, Message> {
    let Context { locale, draft, .. } = context;
    let (fields, protocol) = (draft.server(side), draft.protocol_of(side));
    let problem = problem_of(locale, errors, DraftField::Port(side));
    let odd = port::odd(protocol, fields.encryption, &fields.port).filter(|_| problem.is_none());
    let mut port = field(locale.text("screen-servers-port"), &fields.port)
        .error_maybe(problem)
        .id(id_of(DraftField::Port(side)))
        .on_input(move |words| Message::Typed(Typed::Port(side), words));
    let about = |key: &str, what: String| {
        let port = fields.port.trim().to_owned();
        locale.text_with(key, [("port", port.into()), ("what", what.into())])
    };
    let mut repair = None;
    match odd {
        None => {}
        Some(Odd::Encryption(usual)) => {
            let word = context.text(word_key(usual));
            let words = about("screen-servers-port-goes-with", word.clone());
            port = port.verdict(Verdict::Doubtful, words);
            repair = Some(
                button::link(context.text_with("screen-servers-port-use", "what", word))
                    .on_press(Message::EncryptionChosen(side, usual)),
            );
        }
        Some(Odd::Protocol(other)) => {
            let name = match other {
                Protocol::Imap => "IMAP",
                Protocol::Pop3 => "POP",
                Protocol::Smtp => "SMTP",
            };
            let words = about("screen-servers-port-goes-with", name.to_owned());
            port = port.verdict(Verdict::Doubtful, words);
        }
        Some(Odd::Relay) => {
            let words = about("screen-servers-port-relay", String::new());
            port = port.verdict(Verdict::Doubtful, words);
        }
    }
    Column::new().push(port).push(repair).into()
}

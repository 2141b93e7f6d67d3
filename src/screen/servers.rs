//! Everything about the servers, for "another provider" and for those who asked for it: hosts,
//! ports, encryption, user names, names and addresses in the mails, time-out, POP behaviour.

mod origin;
mod port;
mod side;

use iced::widget::Column;

use super::{
    Context, Sheet,
    glossary::{Asked, Glossary},
    problem_of,
};
use crate::{
    account::{Encryption, Incoming},
    draft::{Draft, Field as DraftField, FieldError, ServersFrom},
    failure::Side,
    provider::{Provider, glossary::Term},
    theme::space,
    widget::{Element, Id, button, checkbox, columns, field, verdict_line},
};

/// The name of the field in which an answer is typed.
pub const fn id_of(field: DraftField) -> Id {
    Id::new(match field {
        DraftField::Role => "home-station",
        DraftField::Serial => "serial",
        DraftField::Address => "address",
        DraftField::Protocol => "protocol",
        DraftField::Secret => "secret",
        DraftField::Host(Side::Incoming) => "incoming-host",
        DraftField::Host(Side::Outgoing) => "outgoing-host",
        DraftField::Port(Side::Incoming) => "incoming-port",
        DraftField::Port(Side::Outgoing) => "outgoing-port",
        DraftField::UserName(Side::Incoming) => "incoming-user",
        DraftField::UserName(Side::Outgoing) => "outgoing-user",
        DraftField::DisplayName => "display-name",
        DraftField::ReplyTo => "reply-to",
        DraftField::CopyTo => "copy-to",
        DraftField::ServerTimeout => "server-timeout",
        DraftField::PopOptions => "pop-options",
        DraftField::AccountId => "account-id",
    })
}

/// Which text was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// A host.
    Host(Side),
    /// A port.
    Port(Side),
    /// A user name.
    User(Side),
    /// The display name.
    DisplayName,
    /// Where answers go.
    ReplyTo,
    /// Where copies go.
    CopyTo,
    /// The time-out in seconds.
    Timeout,
}

/// The state of the screen.
#[derive(Debug)]
pub struct Servers {
    errors: Vec<FieldError>,
    shows_more: bool,
    glossary: Glossary,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A page of the provider was asked for.
    PageAsked(String),
    /// A text was typed.
    Typed(Typed, String),
    /// A host was pasted, maybe with more than its name; the whole new content.
    HostPasted(Side, String),
    /// Another of the servers that were found shall be used.
    FoundChosen(Side, usize),
    /// An encryption was chosen.
    EncryptionChosen(Side, Encryption),
    /// Mail stays on the server, or not.
    LeaveToggled,
    /// `recent:` or not.
    RecentToggled,
    /// The further settings were opened or closed.
    MoreToggled,
    /// A word was asked about.
    WordAsked(Asked),
    /// On to the check.
    Continued,
}

/// What the parent shall do.
#[derive(Debug, PartialEq)]
pub enum Action {
    /// Open a page.
    Open(String),
    /// Nothing.
    None,
    /// Go to the next step.
    Continue,
    /// Give the keyboard to a field.
    Focus(Id),
}

impl Servers {
    /// The screen with the answers so far.
    pub fn new(draft: &mut Draft) -> Self {
        draft.fill_servers();
        let has_more = draft.advanced
            || !(draft.display_name.is_empty()
                && draft.reply_to.is_empty()
                && draft.copy_to.is_empty());
        Self {
            errors: Vec::new(),
            shows_more: has_more,
            glossary: Glossary::default(),
        }
    }

    /// Takes a message.
    pub fn update(&mut self, draft: &mut Draft, message: Message) -> Action {
        match message {
            Message::PageAsked(page) => Action::Open(page),
            Message::Typed(typed, words) => {
                self.take(draft, typed, words);
                Action::None
            }
            Message::HostPasted(side, words) => {
                self.paste(draft, side, &words);
                Action::None
            }
            Message::FoundChosen(side, index) => {
                draft.use_found(side, index);
                Action::Focus(id_of(DraftField::Host(side)))
            }
            Message::EncryptionChosen(side, encryption) => {
                let protocol = draft.protocol_of(side);
                draft.servers_from = ServersFrom::Person;
                let fields = draft.server_mut(side);
                fields.choose_encryption(protocol, encryption);
                Action::None
            }
            Message::LeaveToggled => {
                draft.pop.leave_on_server = !draft.pop.leave_on_server;
                Action::None
            }
            Message::RecentToggled => {
                draft.pop.recent = !draft.pop.recent;
                Action::None
            }
            Message::MoreToggled => {
                self.shows_more = !self.shows_more;
                Action::None
            }
            Message::WordAsked(asked) => {
                self.glossary.update(asked);
                Action::None
            }
            Message::Continued => self.proceed(draft),
        }
    }

    /// Closes what is open on top.
    pub fn close_top(&mut self) -> bool {
        self.glossary.close_top()
    }

    fn take(&mut self, draft: &mut Draft, typed: Typed, words: String) {
        let field = match typed {
            Typed::Host(side) => {
                draft.servers_from = ServersFrom::Person;
                // Another host is another certificate.
                let fields = draft.server_mut(side);
                fields.accepted_certificate = None;
                fields.host = words;
                DraftField::Host(side)
            }
            Typed::Port(side) => {
                draft.servers_from = ServersFrom::Person;
                let fields = draft.server_mut(side);
                fields.accepted_certificate = None;
                fields.port = words;
                DraftField::Port(side)
            }
            Typed::User(side) => {
                draft.servers_from = ServersFrom::Person;
                draft.server_mut(side).user_name = words;
                DraftField::UserName(side)
            }
            Typed::DisplayName => {
                draft.display_name = words;
                DraftField::DisplayName
            }
            Typed::ReplyTo => {
                draft.reply_to = words;
                DraftField::ReplyTo
            }
            Typed::CopyTo => {
                draft.copy_to = words;
                DraftField::CopyTo
            }
            Typed::Timeout => {
                draft.server_timeout = words;
                DraftField::ServerTimeout
            }
        };
        self.errors.retain(|error| error.field != field);
    }

    /// `imaps://mail.example.org:993` and the like go to their fields.
    fn paste(&mut self, draft: &mut Draft, side: Side, words: &str) {
        let (host, port) = port::split(words);
        if let Some(port) = port {
            let protocol = draft.protocol_of(side);
            let fields = draft.server_mut(side);
            fields.port = port.to_string();
            if let Some(encryption) = port::encryption_of(protocol, port) {
                fields.encryption = encryption;
            }
        }
        self.take(draft, Typed::Host(side), host.to_owned());
    }

    fn proceed(&mut self, draft: &mut Draft) -> Action {
        self.errors = draft.account().err().unwrap_or_default();
        let Some(first) = self.errors.first() else {
            // What the button says: the person has seen the hosts.
            draft.agree();
            return Action::Continue;
        };
        self.shows_more |= matches!(
            first.field,
            DraftField::DisplayName
                | DraftField::ReplyTo
                | DraftField::CopyTo
                | DraftField::ServerTimeout
        );
        Action::Focus(id_of(first.field))
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let Context { locale, draft, .. } = context;
        let mut sheet = Sheet::new(locale.text("screen-servers-title"))
            .lead(locale.text(match draft.servers_from {
                ServersFrom::Nothing | ServersFrom::Person | ServersFrom::Guess => {
                    "screen-servers-lead"
                }
                ServersFrom::Catalogue => "screen-servers-lead-catalogue",
                ServersFrom::Found => "screen-servers-lead-found",
            }))
            .wide()
            .push_maybe(origin::view(context))
            .push(columns([
                side::view(context, &self.errors, Side::Incoming),
                side::view(context, &self.errors, Side::Outgoing),
            ]));
        if draft.effective_protocol() == Incoming::Pop3 {
            sheet = sheet.push(pop_options(context));
        }
        let toggle = button::disclosure(locale.text("screen-servers-more"), self.shows_more)
            .on_press(Message::MoreToggled);
        let mut terms = vec![
            Term::MailServer,
            Term::Smtp,
            Term::Port,
            Term::Tls,
            Term::StartTls,
            Term::UserName,
            Term::Timeout,
        ];
        if offers_recent(draft) {
            terms.push(Term::Recent);
        }
        if self.shows_more {
            terms.push(Term::ReplyTo);
        }
        sheet
            .push(self.glossary.view(context, &terms).map(Message::WordAsked))
            .push(toggle)
            .push_maybe(self.shows_more.then(|| self.more(context)))
            .primary(locale.text(origin::go_on(context)), Message::Continued)
    }

    fn more<'a>(&'a self, context: Context<'a>) -> Element<'a, Message> {
        let Context { locale, draft, .. } = context;
        let problem = |field| problem_of(locale, &self.errors, field);
        let line = |key: &str, value: &'a str, typed: Typed, of: DraftField| {
            field(locale.text(key), value)
                .error_maybe(problem(of))
                .id(id_of(of))
                .on_input(move |words| Message::Typed(typed, words))
        };
        let optional = locale.text("word-optional");
        columns([
            line(
                "screen-servers-display-name",
                &draft.display_name,
                Typed::DisplayName,
                DraftField::DisplayName,
            )
            .optional(optional.clone())
            .help(locale.text("screen-servers-display-name-help"))
            .into(),
            line(
                "screen-servers-reply-to",
                &draft.reply_to,
                Typed::ReplyTo,
                DraftField::ReplyTo,
            )
            .optional(optional.clone())
            .help(locale.text("screen-servers-reply-to-help"))
            .into(),
            line(
                "screen-servers-copy-to",
                &draft.copy_to,
                Typed::CopyTo,
                DraftField::CopyTo,
            )
            .optional(optional)
            .help(locale.text("screen-servers-copy-to-help"))
            .into(),
            line(
                "screen-servers-timeout",
                &draft.server_timeout,
                Typed::Timeout,
                DraftField::ServerTimeout,
            )
            .help(locale.text("screen-servers-timeout-help"))
            .into(),
        ])
    }
}

/// Whether the mailbox can be read again with all of its last 30 days.
fn offers_recent(draft: &Draft) -> bool {
    draft.effective_protocol() == Incoming::Pop3
        && draft.known_provider().is_some_and(Provider::is_google)
        && !draft.is_level_sender()
}

fn pop_options(context: Context<'_>) -> Element<'_, Message> {
    let Context { locale, draft, .. } = context;
    let is_google = draft.known_provider().is_some_and(Provider::is_google);
    let mut column = Column::new().spacing(space::XS);
    if is_google {
        // There the web settings decide what stays.
        column = column.push(verdict_line(
            crate::widget::Verdict::Note,
            locale.text("screen-servers-leave-google"),
        ));
    } else {
        column = column.push(
            checkbox(
                locale.text("screen-servers-leave"),
                draft.pop.leave_on_server,
            )
            .on_press(Message::LeaveToggled),
        );
    }
    if offers_recent(draft) {
        column = column.push(
            checkbox(locale.text("screen-servers-recent"), draft.pop.recent)
                .help(locale.text("screen-servers-recent-help"))
                .on_press(Message::RecentToggled),
        );
    }
    column.into()
}

#[cfg(test)]
mod tests;

//! What the person typed so far, and the one place where it is parsed into a [`Login`].
//!
//! Everything here is text as typed; nothing is trusted. [`Draft::login`] is the only way from
//! here to servers and storage, for the window and the command line alike.

mod fields;
mod fill;
mod found;
mod origin;
mod page;

use std::str::FromStr;

pub use fields::ServerFields;
pub use fill::ServersFrom;
pub use found::{Found, SearchEnd, domain_of};
pub use origin::{HostFrom, Origin};
pub use page::{Page, PageKind};

use crate::{
    account::{
        Account, AccountId, Address, DEFAULT_SERVER_TIMEOUT_SECONDS, Host, Incoming, Login,
        PopOptions, Port, Protocol, Role, Serial, Server, UserName, ValueError,
    },
    failure::Side,
    provider::{Catalogue, Provider},
    secret::{Secret, SecretError},
};

/// The catalogue id of "other": no provider of the catalogue.
pub const OTHER_PROVIDER: &str = "other";

/// Which of the two roles was chosen; the serial number is typed apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleChoice {
    /// This computer.
    HomeStation,
    /// A telemetry device.
    LevelSender,
}

/// The wizard's answers. `Debug` shows no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The saved mailbox that is being edited; its id is kept.
    pub editing: Option<AccountId>,
    /// Whose mailbox it is.
    pub role: Option<RoleChoice>,
    /// The LevelSender's serial number.
    pub serial: String,
    /// The catalogue id of the provider, or [`OTHER_PROVIDER`].
    pub provider: Option<String>,
    /// The mailbox's address.
    pub address: String,
    /// How mail is read; none until chosen. A LevelSender is always read by POP3.
    pub protocol: Option<Incoming>,
    /// The password or app password.
    pub secret: Secret,
    /// The IMAP or POP3 server.
    pub incoming: ServerFields,
    /// The submission server.
    pub outgoing: ServerFields,
    /// Where both servers come from.
    pub servers_from: ServersFrom,
    /// The domain of the address for which they stand there.
    pub servers_for: Option<String>,
    /// The domain whose servers the person wants to enter, though its provider is known.
    pub by_hand: Option<String>,
    /// What was found for the address's domain.
    pub found: Found,
    /// Whether the person asked to see the servers.
    pub advanced: bool,
    /// The name shown to those who get its mail.
    pub display_name: String,
    /// Where answers shall go; empty: the address.
    pub reply_to: String,
    /// Where a copy of every mail goes; empty: nowhere.
    pub copy_to: String,
    /// How long the Home Station program waits for a server, in seconds.
    pub server_timeout: String,
    /// POP3 behaviour.
    pub pop: PopOptions,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            editing: None,
            role: None,
            serial: String::new(),
            provider: None,
            address: String::new(),
            protocol: None,
            secret: Secret::default(),
            incoming: ServerFields::empty(Protocol::Imap),
            outgoing: ServerFields::empty(Protocol::Smtp),
            servers_from: ServersFrom::Nothing,
            servers_for: None,
            by_hand: None,
            found: Found::default(),
            advanced: false,
            display_name: String::new(),
            reply_to: String::new(),
            copy_to: String::new(),
            server_timeout: DEFAULT_SERVER_TIMEOUT_SECONDS.to_string(),
            pop: PopOptions::default(),
        }
    }
}

/// A field of the draft, for "a clear message beside the field".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The role cards.
    Role,
    /// The LevelSender's serial number.
    Serial,
    /// The address.
    Address,
    /// IMAP or POP.
    Protocol,
    /// The password.
    Secret,
    /// A server's host.
    Host(Side),
    /// A server's port.
    Port(Side),
    /// A server's user name.
    UserName(Side),
    /// The display name.
    DisplayName,
    /// Where answers go.
    ReplyTo,
    /// Where copies go.
    CopyTo,
    /// The server time-out.
    ServerTimeout,
    /// `recent:` and the like.
    PopOptions,
    /// The account id (command line only).
    AccountId,
}

/// Why a field was not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FieldProblem {
    /// Nothing was chosen or typed where something is needed.
    #[error("is missing")]
    Missing,
    /// The value cannot be that.
    #[error(transparent)]
    Value(#[from] ValueError),
    /// The password cannot be sent.
    #[error(transparent)]
    Secret(SecretError),
}

impl From<SecretError> for FieldProblem {
    fn from(error: SecretError) -> Self {
        match error {
            SecretError::Empty => Self::Missing,
            SecretError::TooLong | SecretError::ControlCharacter => Self::Secret(error),
        }
    }
}

impl FieldProblem {
    /// The key of its text in `i18n/`.
    pub const fn message_key(self) -> &'static str {
        match self {
            Self::Missing | Self::Secret(SecretError::Empty) => "value-missing",
            Self::Value(error) => error.message_key(),
            Self::Secret(SecretError::TooLong) => "value-secret-too-long",
            Self::Secret(SecretError::ControlCharacter) => "value-secret-control-character",
        }
    }
}

/// A field and what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{field:?} {problem}")]
pub struct FieldError {
    /// The field.
    pub field: Field,
    /// What is wrong.
    pub problem: FieldProblem,
}

impl Draft {
    /// A draft filled in from a saved mailbox, without its secret.
    pub fn from_account(account: &Account) -> Self {
        let (role, serial) = match &account.role {
            Role::HomeStation => (RoleChoice::HomeStation, String::new()),
            Role::LevelSender { serial } => (RoleChoice::LevelSender, serial.to_string()),
        };
        let text = |address: &Option<Address>| {
            address.as_ref().map(Address::to_string).unwrap_or_default()
        };
        Self {
            editing: Some(account.id.clone()),
            role: Some(role),
            serial,
            provider: Some(account.provider.clone()),
            address: account.address.to_string(),
            protocol: Some(account.protocol),
            secret: Secret::default(),
            incoming: ServerFields::from_server(&account.incoming),
            outgoing: ServerFields::from_server(&account.outgoing),
            servers_from: ServersFrom::Person,
            servers_for: Some(account.address.domain().to_owned()),
            by_hand: None,
            found: Found::default(),
            advanced: false,
            display_name: account.display_name.clone(),
            reply_to: text(&account.reply_to),
            copy_to: text(&account.copy_to),
            server_timeout: account.server_timeout.to_string(),
            pop: account.pop,
        }
    }

    /// Parses the role.
    pub fn parsed_role(&self) -> Result<Role, FieldError> {
        match self.role {
            None => Err(FieldError {
                field: Field::Role,
                problem: FieldProblem::Missing,
            }),
            Some(RoleChoice::HomeStation) => Ok(Role::HomeStation),
            Some(RoleChoice::LevelSender) => parse(Field::Serial, &self.serial)
                .map(|serial: Serial| Role::LevelSender { serial }),
        }
    }

    /// Parses the address.
    pub fn parsed_address(&self) -> Result<Address, FieldError> {
        parse(Field::Address, &self.address)
    }

    /// How mail will be read: what was chosen; POP3 for a LevelSender, IMAP otherwise.
    pub fn effective_protocol(&self) -> Incoming {
        match (self.role, self.protocol) {
            (Some(RoleChoice::LevelSender), _) | (_, Some(Incoming::Pop3)) => Incoming::Pop3,
            (_, Some(Incoming::Imap) | None) => Incoming::Imap,
        }
    }

    /// Whether it is a LevelSender's mailbox.
    pub fn is_level_sender(&self) -> bool {
        self.role == Some(RoleChoice::LevelSender)
    }

    /// The chosen provider, if the catalogue knows it.
    pub fn known_provider(&self) -> Option<&'static Provider> {
        Catalogue::bundled().by_id(self.provider.as_deref()?)
    }

    /// Whether no catalogue entry gives the servers, so that they must be shown.
    pub fn is_other(&self) -> bool {
        self.provider
            .as_deref()
            .is_none_or(|id| id == OTHER_PROVIDER)
    }

    /// Parses everything that is needed to contact the servers, or says of every field what is wrong.
    pub fn login(&self) -> Result<Login, Vec<FieldError>> {
        let secret = self.secret.sendable().map_err(|problem| FieldError {
            field: Field::Secret,
            problem: problem.into(),
        });
        match (self.account(), secret) {
            (Ok(account), Ok(secret)) => Ok(Login {
                account,
                secret: secret.clone(),
            }),
            (account, secret) => Err(account
                .err()
                .into_iter()
                .flatten()
                .chain(secret.err())
                .collect()),
        }
    }

    /// Parses everything but the secret.
    pub fn account(&self) -> Result<Account, Vec<FieldError>> {
        let mut errors = Vec::new();
        let account = self.account_into(&mut errors);
        match account {
            Some(account) if errors.is_empty() => Ok(account),
            Some(_) | None => Err(errors),
        }
    }

    fn account_into(&self, errors: &mut Vec<FieldError>) -> Option<Account> {
        let role = keep(self.parsed_role(), errors);
        let address = keep(self.parsed_address(), errors);
        let incoming = parse_server(Side::Incoming, &self.incoming, address.as_ref(), errors);
        let outgoing = parse_server(Side::Outgoing, &self.outgoing, address.as_ref(), errors);
        let reply_to = parse_optional(Field::ReplyTo, &self.reply_to, errors);
        let copy_to = parse_optional(Field::CopyTo, &self.copy_to, errors);
        let timeout_error = FieldError {
            field: Field::ServerTimeout,
            problem: ValueError::ServerTimeout.into(),
        };
        let server_timeout = keep(
            self.server_timeout
                .trim()
                .parse::<u32>()
                .map_err(|_| timeout_error),
            errors,
        );
        let role = role?;
        let account = Account {
            id: self.editing.clone().unwrap_or_else(|| role.default_id()),
            role,
            provider: self
                .provider
                .clone()
                .unwrap_or_else(|| OTHER_PROVIDER.to_owned()),
            display_name: self.display_name.trim().to_owned(),
            address: address?,
            reply_to,
            copy_to,
            protocol: self.effective_protocol(),
            incoming: incoming?,
            outgoing: outgoing?,
            server_timeout: server_timeout?,
            pop: self.pop,
            proven: None,
        };
        if let Err(problem) = account.validate() {
            errors.push(FieldError {
                field: field_of(problem),
                problem: problem.into(),
            });
        }
        Some(account)
    }
}

/// The field at which a fault of the whole account is shown.
const fn field_of(problem: ValueError) -> Field {
    match problem {
        ValueError::Address => Field::Address,
        ValueError::Host => Field::Host(Side::Incoming),
        ValueError::Port => Field::Port(Side::Incoming),
        ValueError::UserName | ValueError::Fingerprint => Field::UserName(Side::Incoming),
        ValueError::Serial => Field::Serial,
        ValueError::AccountId => Field::AccountId,
        ValueError::DisplayName => Field::DisplayName,
        ValueError::ServerTimeout => Field::ServerTimeout,
        ValueError::LevelSenderNeedsPop3 => Field::Protocol,
        ValueError::LevelSenderRecent => Field::PopOptions,
    }
}

fn keep<T>(result: Result<T, FieldError>, errors: &mut Vec<FieldError>) -> Option<T> {
    result.map_err(|error| errors.push(error)).ok()
}

fn parse<T: FromStr<Err = ValueError>>(field: Field, text: &str) -> Result<T, FieldError> {
    let missing = text.trim().is_empty();
    text.parse().map_err(|error| FieldError {
        field,
        problem: if missing {
            FieldProblem::Missing
        } else {
            FieldProblem::Value(error)
        },
    })
}

fn parse_optional(field: Field, text: &str, errors: &mut Vec<FieldError>) -> Option<Address> {
    if text.trim().is_empty() {
        None
    } else {
        keep(parse(field, text), errors)
    }
}

fn parse_server(
    side: Side,
    fields: &ServerFields,
    address: Option<&Address>,
    errors: &mut Vec<FieldError>,
) -> Option<Server> {
    let host: Option<Host> = keep(parse(Field::Host(side), &fields.host), errors);
    let port: Option<Port> = keep(parse(Field::Port(side), &fields.port), errors);
    let user_name: Option<UserName> = if fields.user_name.trim().is_empty() {
        address.map(UserName::from)
    } else {
        keep(parse(Field::UserName(side), &fields.user_name), errors)
    };
    Some(Server {
        host: host?,
        port: port?,
        encryption: fields.encryption,
        user_name: user_name?,
        accepted_certificate: fields.accepted_certificate,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete() -> Draft {
        let mut draft = Draft {
            role: Some(RoleChoice::HomeStation),
            address: "ana@example.org".to_owned(),
            secret: Secret::new("secret".to_owned()),
            ..Draft::default()
        };
        draft.incoming.host = "imap.example.org".to_owned();
        draft.outgoing.host = "smtp.example.org".to_owned();
        draft
    }

    #[test]
    fn a_complete_draft_becomes_a_login_with_the_address_as_user_name() {
        let login = complete().login().unwrap();
        assert_eq!(login.account.id.as_str(), "home-station");
        assert_eq!(login.account.incoming.user_name.as_str(), "ana@example.org");
        assert_eq!(login.account.protocol, Incoming::Imap);
        assert_eq!(login.account.proven, None);
    }

    #[test]
    fn every_bad_field_is_named_at_once() {
        let mut draft = complete();
        draft.address = "ana".to_owned();
        draft.incoming.port = "70000".to_owned();
        draft.outgoing.host = "smtp example".to_owned();
        draft.secret = Secret::new("a\nb".to_owned());
        let fields: Vec<Field> = draft
            .login()
            .unwrap_err()
            .into_iter()
            .map(|error| error.field)
            .collect();
        assert_eq!(
            fields,
            [
                Field::Address,
                Field::Port(Side::Incoming),
                Field::Host(Side::Outgoing),
                Field::Secret
            ]
        );
    }

    #[test]
    fn a_level_sender_is_read_by_pop3_whatever_was_chosen() {
        let mut draft = complete();
        draft.role = Some(RoleChoice::LevelSender);
        draft.serial = "123456".to_owned();
        draft.protocol = Some(Incoming::Imap);
        assert_eq!(draft.effective_protocol(), Incoming::Pop3);
        assert_eq!(
            draft.login().unwrap().account.id.as_str(),
            "levelsender-123456"
        );
        draft.pop.recent = true;
        assert_eq!(draft.login().unwrap_err()[0].field, Field::PopOptions);
    }

    #[test]
    fn a_saved_account_fills_the_draft_and_comes_back_the_same() {
        let account = complete().account().unwrap();
        assert_eq!(Draft::from_account(&account).account(), Ok(account));
    }
}

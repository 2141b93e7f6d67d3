//! From the options of `setup` to a draft, with every fault of the options at once.

use super::{
    grammar::{ProtocolName, RoleName, Setup},
    server_uri::ServerUri,
};
use crate::{
    account::{AccountId, Address, Fingerprint, Host, Incoming, Protocol, ValueError},
    draft::{Draft, Field, FieldError, FieldProblem, OTHER_PROVIDER, RoleChoice, ServerFields},
    failure::Side,
    i18n::Locale,
    provider::{Catalogue, Provider, Refusal},
};

/// A fault of the options, with the option it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// `--email`, or empty where no single option is at fault.
    pub(super) option: &'static str,
    /// The key of the sentence.
    pub(super) key: &'static str,
}

impl Fault {
    /// The sentence, the option first.
    pub(super) fn sentence(&self, locale: &Locale) -> String {
        let text = locale.text(self.key);
        if self.option.is_empty() {
            text
        } else {
            format!("{}: {text}", self.option)
        }
    }
}

impl From<FieldError> for Fault {
    fn from(error: FieldError) -> Self {
        Self {
            option: option_of(error.field),
            key: error.problem.message_key(),
        }
    }
}

/// The option in which a field is given.
pub(super) const fn option_of(field: Field) -> &'static str {
    match field {
        Field::Role => "--role",
        Field::Serial => "--serial",
        Field::Address => "--email",
        Field::Protocol => "--protocol",
        Field::Secret => "--password-stdin",
        Field::Host(Side::Incoming) | Field::Port(Side::Incoming) => "--incoming",
        Field::Host(Side::Outgoing) | Field::Port(Side::Outgoing) => "--outgoing",
        Field::UserName(Side::Incoming) => "--user",
        Field::UserName(Side::Outgoing) => "--outgoing-user",
        Field::DisplayName => "--name",
        Field::ReplyTo => "--reply-to",
        Field::CopyTo => "--copy-to",
        Field::AccountId => "--id",
        // No option leads there.
        Field::ServerTimeout | Field::PopOptions => "",
    }
}

/// What the options come to.
#[derive(Debug)]
pub(super) struct Plan {
    /// Everything but the secret.
    pub(super) draft: Draft,
    /// The provider, if the catalogue has it.
    pub(super) provider: Option<&'static Provider>,
    /// Why this provider cannot serve in this role.
    pub(super) refusal: Option<Refusal>,
    /// Servers are still missing and have to be found for the domain.
    pub(super) needs_servers: bool,
}

/// A draft with what the options say in so many words.
pub(super) fn start(options: &Setup) -> Draft {
    Draft {
        role: options.role.map(|role| match role {
            RoleName::HomeStation => RoleChoice::HomeStation,
            RoleName::Levelsender => RoleChoice::LevelSender,
        }),
        serial: options.serial.clone().unwrap_or_default(),
        address: options.email.clone().unwrap_or_default(),
        display_name: options.name.clone().unwrap_or_default(),
        reply_to: options.reply_to.clone().unwrap_or_default(),
        copy_to: options.copy_to.clone().unwrap_or_default(),
        ..Draft::default()
    }
}

/// Reads the options. Contacts nobody.
pub(super) fn plan(options: &Setup) -> Result<Plan, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut draft = start(options);
    if options.serial.is_some() && options.role == Some(RoleName::HomeStation) {
        faults.push(Fault {
            option: "--serial",
            key: "cli-fault-serial-of-home-station",
        });
    }
    if let Some(id) = &options.id {
        match id.parse::<AccountId>() {
            Ok(id) => draft.editing = Some(id),
            Err(error) => faults.push(value_fault("--id", error)),
        }
    }
    let incoming = uri(options.incoming.as_deref(), Side::Incoming, &mut faults);
    let outgoing = uri(options.outgoing.as_deref(), Side::Outgoing, &mut faults);
    draft.protocol = protocol(options, incoming.as_ref(), &mut faults);

    let role = keep(draft.parsed_role(), &mut faults);
    let address = keep(draft.parsed_address(), &mut faults);
    let provider = provider(options, address.as_ref().map(Address::domain), &mut faults);
    draft.provider = Some(provider.map_or(OTHER_PROVIDER, Provider::id).to_owned());

    let wanted = draft.effective_protocol();
    let refusal = match (provider, &role) {
        (Some(provider), Some(role)) => provider.verdict(role, Some(wanted)).refusal().cloned(),
        (Some(_) | None, _) => None,
    };
    if let (Some(provider), Some(address)) = (provider, &address) {
        let first = |protocol| provider.servers(protocol, address).into_iter().next();
        if let Some(server) = first(wanted.into()) {
            draft.incoming = ServerFields::from_server(&server);
        }
        if let Some(server) = first(Protocol::Smtp) {
            draft.outgoing = ServerFields::from_server(&server);
        }
    }
    if let Some(uri) = &incoming {
        uri.fill(&mut draft.incoming);
    }
    if let Some(uri) = &outgoing {
        uri.fill(&mut draft.outgoing);
    }
    if let Some(user) = &options.user {
        draft.incoming.user_name.clone_from(user);
        draft.outgoing.user_name.clone_from(user);
    }
    if let Some(user) = &options.outgoing_user {
        draft.outgoing.user_name.clone_from(user);
    }
    accept_certificate(options, &mut draft, &mut faults);
    let needs_servers = draft.incoming.host.is_empty() || draft.outgoing.host.is_empty();
    if !needs_servers && refusal.is_none() {
        add_draft_faults(&draft, &mut faults);
    }
    if faults.is_empty() {
        Ok(Plan {
            draft,
            provider,
            refusal,
            needs_servers,
        })
    } else {
        Err(faults)
    }
}

/// Adds what only the whole draft shows, each fault once.
pub(super) fn add_draft_faults(draft: &Draft, faults: &mut Vec<Fault>) {
    for fault in draft.account().err().into_iter().flatten().map(Fault::from) {
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
}

/// How mail is read: as said, else as the server's URI says; a LevelSender by POP3 alone.
fn protocol(
    options: &Setup,
    incoming: Option<&ServerUri>,
    faults: &mut Vec<Fault>,
) -> Option<Incoming> {
    let said = options.protocol.map(|name| match name {
        ProtocolName::Imap => Incoming::Imap,
        ProtocolName::Pop => Incoming::Pop3,
    });
    let by_uri = incoming.and_then(|uri| match uri.protocol {
        Protocol::Imap => Some(Incoming::Imap),
        Protocol::Pop3 => Some(Incoming::Pop3),
        Protocol::Smtp => None,
    });
    let of_level_sender = options.role == Some(RoleName::Levelsender);
    let needs_pop3 = ValueError::LevelSenderNeedsPop3;
    if of_level_sender && said == Some(Incoming::Imap) {
        faults.push(value_fault("--protocol", needs_pop3));
    } else if of_level_sender && by_uri == Some(Incoming::Imap) {
        faults.push(value_fault("--incoming", needs_pop3));
    } else if let (Some(said), Some(by_uri)) = (said, by_uri)
        && said != by_uri
    {
        faults.push(Fault {
            option: "--incoming",
            key: "cli-fault-other-protocol",
        });
    }
    said.or(by_uri)
}

fn provider(
    options: &Setup,
    domain: Option<&str>,
    faults: &mut Vec<Fault>,
) -> Option<&'static Provider> {
    let catalogue = Catalogue::bundled();
    let Some(word) = options.provider.as_deref() else {
        return catalogue.by_domain(domain?);
    };
    // The word for the family of Outlook.com and Hotmail that everybody uses.
    let id = if word == "microsoft" { "outlook" } else { word };
    let found = catalogue.by_id(id);
    if found.is_none() && id != OTHER_PROVIDER {
        faults.push(Fault {
            option: "--provider",
            key: "cli-fault-unknown-provider",
        });
    }
    found
}

fn uri(text: Option<&str>, side: Side, faults: &mut Vec<Fault>) -> Option<ServerUri> {
    let text = text?;
    let uri = text.parse::<ServerUri>().ok();
    let uri = uri.filter(|uri| (uri.protocol == Protocol::Smtp) == (side == Side::Outgoing));
    if uri.is_none() {
        faults.push(match side {
            Side::Incoming => Fault {
                option: "--incoming",
                key: "cli-fault-incoming-uri",
            },
            Side::Outgoing => Fault {
                option: "--outgoing",
                key: "cli-fault-outgoing-uri",
            },
        });
    }
    uri
}

/// Puts the accepted certificate on both servers; never on a known provider's.
fn accept_certificate(options: &Setup, draft: &mut Draft, faults: &mut Vec<Fault>) {
    const OPTION: &str = "--accept-certificate";
    let Some(text) = &options.accept_certificate else {
        return;
    };
    let fingerprint = match text.parse::<Fingerprint>() {
        Ok(fingerprint) => fingerprint,
        Err(error) => return faults.push(value_fault(OPTION, error)),
    };
    let is_known = |fields: &ServerFields| {
        fields
            .host
            .parse::<Host>()
            .is_ok_and(|host| Catalogue::bundled().is_known_host(&host))
    };
    let mut pinned = false;
    for fields in [&mut draft.incoming, &mut draft.outgoing] {
        if !is_known(fields) {
            fields.accepted_certificate = Some(fingerprint);
            pinned = true;
        }
    }
    if !pinned {
        faults.push(Fault {
            option: OPTION,
            key: "cli-fault-certificate-of-known-provider",
        });
    }
}

fn value_fault(option: &'static str, error: ValueError) -> Fault {
    Fault {
        option,
        key: FieldProblem::Value(error).message_key(),
    }
}

fn keep<T>(result: Result<T, FieldError>, faults: &mut Vec<Fault>) -> Option<T> {
    result.map_err(|error| faults.push(error.into())).ok()
}

#[cfg(test)]
mod tests;

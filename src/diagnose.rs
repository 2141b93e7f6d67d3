//! Recognises the cause of a failure: from provider, protocol, stage and the server's line.
//!
//! Pure and table-driven. A line is taken apart (`reply`), its words are weighed by rules
//! (`rules` and the tables beside it), its codes by RFC (`codes`), and the provider decides
//! what a plain refusal means (`provider`). Text comes before codes, because one code is used
//! for many faults; an unknown line stays unknown and is never blamed on the password.
//!
//! TLS and socket faults are not looked for here: they come as typed errors.

use crate::{
    account::Protocol,
    failure::{Cause, Remedy, Stage, UnknownWord},
};

mod classes;
mod codes;
mod ladder;
mod lines;
mod provider;
mod remedy;
mod reply;
mod report;
mod rules;
mod text;
mod words;

pub use ladder::{FindingText, finding_text, general_list, stage_term, stage_text, stages};
pub use provider::Family;
pub use remedy::{Place, remedy};
pub use report::{Details, Request, admin_text, details_report, shorten};
pub use text::{
    FailureText, Part, button, cause_text, clean, failure_text, protocol_name, text_key,
};

use lines::Status;
use reply::Reply;

/// How many alternatives are named at most.
const ALTERNATIVES: usize = 4;
/// How much lighter another rule may be and still count as an alternative.
const MARGIN: u8 = 5;

/// The administrator, as servers call them.
const ADMINISTRATOR: &str =
    "administrator/administrateur/administrador/amministratore/admin/sysadmin";

/// What is known of a failure.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The protocol spoken.
    pub protocol: Protocol,
    /// The stage that failed.
    pub stage: Stage,
    /// A catalogue id, a server product such as `Dovecot`, or any text; unknown text means nothing is known.
    pub provider: Option<&'a str>,
    /// The host that answered.
    pub host: Option<&'a str>,
    /// The server's line or lines; line breaks may be the two characters `\n`.
    pub reply: &'a str,
}

/// What it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// The likeliest cause.
    pub cause: Cause,
    /// Other causes that remain possible, likelier first; never contains `cause`.
    pub alternatives: Vec<Cause>,
    /// A link in the reply worth opening: `https` only, cleaned.
    pub url: Option<String>,
    /// The one next action.
    pub remedy: Remedy,
}

/// Recognises the cause of a refusal.
pub fn classify(evidence: &Evidence<'_>) -> Diagnosis {
    let reply = Reply::read(evidence.reply);
    let family = Family::of(evidence.provider, evidence.host, &reply.words);
    let (cause, alternatives) = judge(evidence, &reply, family);
    let place = Place {
        protocol: evidence.protocol,
        stage: evidence.stage,
        provider: evidence.provider,
        url: reply.url.as_deref(),
    };
    // Where the server itself sends the person to the administrator, so does the button.
    let mut remedy = remedy(cause, &place);
    if matches!(remedy, Remedy::SwitchOnProtocol { .. }) && reply.words.matches(ADMINISTRATOR) {
        remedy = Remedy::AskAdministrator;
    }
    Diagnosis {
        remedy,
        cause,
        alternatives,
        url: reply.url,
    }
}

fn judge(evidence: &Evidence<'_>, reply: &Reply, family: Option<Family>) -> (Cause, Vec<Cause>) {
    let stage = evidence.stage;
    if speaks_another_protocol(evidence, reply) {
        return (Cause::WrongPortOrProtocol, Vec::new());
    }
    if reply.is_positive || (reply.words.is_empty() && reply.status.is_none()) {
        return (Cause::Unknown, Vec::new());
    }
    let mut weighed: Vec<codes::Weighed> = rules::fitting(&reply.words, stage, family)
        .into_iter()
        .map(|rule| (rule.cause, rule.weight, rule.also))
        .chain(codes::weigh(reply, stage, family))
        .collect();
    // Stable: among equals the words come before the codes.
    weighed.sort_by_key(|(_, weight, _)| std::cmp::Reverse(*weight));
    let Some((cause, weight, also)) = weighed.first().copied() else {
        return (Cause::Unknown, Vec::new());
    };
    let mut alternatives: Vec<Cause> = also.to_vec();
    alternatives.extend(
        weighed
            .iter()
            .filter(|(_, other, _)| weight - other <= MARGIN)
            .map(|(other, ..)| *other),
    );
    let mut cause = cause;
    if stage == Stage::Login && cause == Cause::BadCredentials && weight < provider::NAMED_FAULT {
        // Only plain refusals: where the server names the fault, it is believed.
        let (meant, also) = provider::refusal(family, evidence, reply);
        alternatives = also.iter().copied().chain(alternatives).collect();
        cause = meant;
    } else if stage == Stage::Login && cause == Cause::TooManyAttempts {
        let also = provider::too_many_attempts(family);
        alternatives = also.iter().copied().chain(alternatives).collect();
    }
    if family == Some(Family::Yandex) && stage == Stage::Login && cause == Cause::ProtocolDisabled {
        // Its words for "switched off" come for the account's own password, too.
        alternatives.insert(0, Cause::AppPasswordRequired);
    }
    let mut kept: Vec<Cause> = Vec::new();
    for other in alternatives {
        // What passes by itself is never blamed on the password.
        let blames = cause.is_transient() && other.refuses_sign_in();
        if other != cause && other != Cause::Unknown && !blames && !kept.contains(&other) {
            kept.push(other);
        }
    }
    kept.truncate(ALTERNATIVES);
    (cause, kept)
}

/// `+OK` where IMAP was expected, a TLS record where text was, and so on.
fn speaks_another_protocol(evidence: &Evidence<'_>, reply: &Reply) -> bool {
    let early = matches!(
        evidence.stage,
        Stage::Connect | Stage::Tls | Stage::Greeting | Stage::Starttls | Stage::Login
    );
    early
        && (reply.is_tls_record
            || reply.status.is_some_and(|status| {
                status.protocol() != evidence.protocol
                    // Logs put an SMTP code before other servers' words now and then.
                    && !(matches!(status, Status::Smtp(400..)) && evidence.stage == Stage::Login)
            }))
}

/// The stage of a word on the command line: the words of [`Stage`], and `select`, `list` or
/// `select/list` for the mailbox.
///
/// # Errors
///
/// [`UnknownWord`] for any other word.
pub fn stage(word: &str) -> Result<Stage, UnknownWord> {
    match word.trim().to_ascii_lowercase().as_str() {
        "select/list" | "select" | "list" | "examine" | "stat" | "uidl" => Ok(Stage::Mailbox),
        "auth" | "authenticate" => Ok(Stage::Login),
        "ehlo" | "helo" => Ok(Stage::Greeting),
        "stls" => Ok(Stage::Starttls),
        "mail" | "mail_from" => Ok(Stage::MailFrom),
        "rcpt-to" => Ok(Stage::Rcpt),
        word => word.parse(),
    }
}

/// For the command line: a pasted line, with the stage as a word.
///
/// # Errors
///
/// [`UnknownWord`] if the stage is none.
pub fn run(
    protocol: Protocol,
    stage_word: &str,
    provider: Option<&str>,
    reply: &str,
) -> Result<Diagnosis, UnknownWord> {
    Ok(classify(&Evidence {
        protocol,
        stage: stage(stage_word)?,
        provider,
        host: None,
        reply,
    }))
}

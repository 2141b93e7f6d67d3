//! Rules about the recipient: unknown, closed, takes no mail from here.

use super::{Rule, Stages};
use crate::failure::Cause::{RecipientRefused, RelayDenied, SpamBlocked, Unknown};

const TO: Stages = Stages::RCPT.and(Stages::DATA);

pub(super) const RULES: &[Rule] = &[
    Rule::new(
        RecipientRefused,
        93,
        &[
            "authrequired",
            "recipientnotfound",
            "recip* not found",
            "malformed ~ address/recipient",
            "recipientresolver",
            "resolver ~ adr",
            "resolver rst & !recipsizelimit",
            "restricted recipient",
            "suppressed",
            "suppression list",
            "rejected by ~ recipient/recipients",
        ],
    )
    .at(TO),
    Rule::new(RecipientRefused, 84, &["@recipient address rejected"]).at(TO),
    // RFC 3463's words for 5.7.1: not from here to this mailbox.
    Rule::new(RecipientRefused, 91, &["delivery not authorized"])
        .at(TO)
        .or(&[SpamBlocked, RelayDenied]),
    Rule::new(
        RecipientRefused,
        88,
        &[
            "@target ~ @gone",
            "local part ~ @gone",
            "@gone/no/bad/illegal such? ~ @target/local/destination & !sender & !@links",
            "@target ~ not/doesnt/isnt/does/no/nicht/nao/never ~ found/exist*/exists/known/\
             valid/have/listed/existiert/available/here/active/accepting/accept/accepted/\
             longer/gefunden/recognized/a/present/local/ok",
            "not/nicht ~ valid/known/active/local ~ @target",
            "found ~ recipient",
            "@target ~ refuse/refuses ~ accept/receive",
            "doesnt/not/didnt have ~ account",
            "no ~ mailbox ~ here",
            "not ~ known here",
            "not accepting ~ @mail",
            "unroutable",
            "unrouteable",
            "undeliverable",
            "no ~ route ~ to",
            "host/domain ~ not ~ found/exist/valid",
            "host/domain ~ doesnt/does ~ exist",
            "doesnt/dont ~ exist/exists",
            "does not exist",
            "no existe",
            "n existe pas",
            "nexiste pas",
            "existiert nicht",
            "non esiste",
            "nao existe",
            "no longer ~ valid/available/on/active",
            "bad destination",
            "address ~ rejected",
            "@recipient ~ rejected/refused/denied",
            "wrong ~ @recipient",
            "bad address",
            "there is no",
            "no one ~ by that name",
            "not a valid ~ mailbox",
            "no longer ~ on server",
            "@target ~ temporar* ~ locked/disabled",
            "deactivated mailbox",
            "destinataire/destinataires ~ invalide*",
            "allowed senders list",
            "not ~ authenticated for ~ group/mailbox",
            "rejected by ~ recipient*",
            "badrcptto",
            "validrcptto",
            "badrecipientto",
            "missing home directory",
            "addresses ~ unknown",
            "host/domain unknown/unreachable",
            "no such domain/host",
            "unknown host/domain",
            "domain must exist",
            "domain ~ not ~ reachable",
            "name or service not known",
            "nessun utente",
            "user rules",
            "only accepting ~ mail from",
            "recipient preferences",
            "is/has currently/been/temporarily? suspended/disabled",
            "temporary locked",
            "user reject",
            "cant/cannot accept ~ user/recipient",
            "receiving ~ disabled",
            "rejected ~ @recipient",
            "members only",
            "closed mailing list",
            "not ~ subscribed to ~ list/group",
            "restricted/@wrong character*",
            "recipient ~ doesnt/not want",
            "does not accept @mail",
            "not accept ~ incoming",
        ],
    )
    .at(TO),
    Rule::new(
        RecipientRefused,
        70,
        &[
            "mailbox unavailable",
            "not taken mailbox",
            "action not taken mailbox",
        ],
    )
    .at(TO)
    .or(&[SpamBlocked]),
    Rule::new(
        RecipientRefused,
        66,
        &[
            "not authorized to send to",
            "sender ~ not ~ allowed ~ send to",
            "administrative prohibition",
        ],
    )
    .at(TO)
    .or(&[SpamBlocked, RelayDenied]),
    Rule::new(Unknown, 40, &["access denied $"])
        .at(TO)
        .or(&[RelayDenied, SpamBlocked]),
];

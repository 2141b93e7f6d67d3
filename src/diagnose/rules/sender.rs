//! Rules about who may send: relaying without signing in, sender addresses, barred accounts.

use super::{Rule, Stages};
use crate::{
    diagnose::provider::Family,
    failure::Cause::{
        AccountSuspended, AppPasswordRequired, BadCredentials, ProtocolDisabled, RecipientRefused,
        RelayDenied, SenderNotAllowed, SpamBlocked, TlsRequired,
    },
};

const SENDING: Stages = Stages::SENDING.and(Stages::EARLY);
const FROM: Stages = Stages::MAIL_FROM;

pub(super) const RULES: &[Rule] = &[
    // ---- not signed in
    Rule::new(
        RelayDenied,
        87,
        &[
            "relay*/relais/reenvio/weiterleitung/retransmis* ~ @refused/not/prohibited/\
             forbidden/disabled/disallow/access/nicht/unauthorized/no",
            "not/unable/cannot/cant/dont/isnt/deny/denies/no/refuse* ~ relay*",
            "relay* check ~ @fails",
            "rcpthosts",
            "open relay",
            "relaying",
            "relay access",
            "mail relay",
            "relayed",
            "delivery ~ not allowed",
            "not local domain",
            "we do not relay",
            "gateway* ~ not",
            "not ~ gateway",
            "must check for new mail",
            "pop before smtp",
            "check ~ mail ~ before sending",
            "check your mail first",
            "not a local ~ domain",
            "anonymous forward*",
            "through this server ~ without",
            "not ~ hosted here",
            "domain isnt ~ list",
            "dont handle mail for",
            "not local host",
            "authentication turned on",
            "cannot deliver mail for",
        ],
    )
    .at(SENDING)
    .or(&[RecipientRefused]),
    Rule::new(
        RelayDenied,
        86,
        &[
            "auth/authentication/authorization/authentification/autenticacion/autenticazione/\
             authentifizierung/authenticate/autenticacao ~ required/requise/requerida/\
             necessary/needed/erforderlich/richiesta/necessaire/obligatoria/mandatory/\
             requires/notwendig/first/necessaria/necessary",
            "requires/require/required/need*/must/please/should ~ auth/authentication/\
             authenticate/authenticated/authentification/authorization/log/login/smtp",
            "client ~ not authenticated",
            "not ~ authenticated",
            "unauthenticated ~ user*/client/access/sender/smtp/@mail ~ not",
            "auth* ~ before",
            "smtp auth ~ required",
            "use smtp auth*",
            "turn on smtp auth*",
            "enable ~ smtp auth*",
            "not ~ logged in",
            "without auth*",
            "anonymous ~ @mail/sender/users/access",
            "log ~ in ~ first",
            "sign ~ in ~ before",
            "you must ~ log in",
            "anonymous",
            "send anonymous",
            "didnt ~ authenticate",
            "no auth*",
            "sasl login ~ required",
            "login required",
            "iniciar sesion",
            "authentifiz* ~ sie",
        ],
    )
    .at(SENDING),
    Rule::new(
        TlsRequired,
        55,
        &[
            "auth/authentication/authorization/authenticate ~ required",
            "must ~ auth*",
        ],
    )
    .at(Stages::LOGIN)
    .or(&[BadCredentials]),
    Rule::new(
        RelayDenied,
        92,
        &[
            "relay/relaying access? denied/prohibited",
            "relay/relaying not permitted/allowed",
            "unable to relay",
            "unauthenticated sender/senders",
            "permission/permissions to submit",
            "not ~ permitted/allowed/authorized/configured to relay",
            "first check ~ mail",
            "without authentication/authorization/authenticating",
            "authorization required & administrative prohibition",
            "check ~ mail first/with",
            "address rejected authentication required",
            "specified domain ~ not allowed",
        ],
    )
    .at(SENDING),
    // ---- this address is not this account's
    Rule::new(
        SenderNotAllowed,
        91,
        &[
            "@sender/address/addr ~ not owned",
            "not owned by",
            "not ~ owner ~ address",
            "@sender rejected not logged in",
            "rejected not logged in",
            "must equal",
            "must match",
            "must be ~ same ~ as",
            "must be ~ authenticated user",
            "must belong",
            "malformed @sender",
            "send ~ as ~ sender/user/address/addr/this",
            "send as",
            "sendas*",
            "send on behalf",
            "on behalf of",
            "@sender ~ not/doesnt/isnt/does/nicht/pas ~ match/equal/belong/correspond/\
             verified/ubereinstimm*",
            "@sender ~ mismatch",
            "mismatch ~ @sender",
            "relaying disallowed as",
            "not local sender",
            "@sender ~ not a? valid",
            "not ~ allowed/authorized/authorised/permitted/permission/right/rights/entitled \
             ~ to? send ~ from/as/using",
            "not ~ allowed/authorized/authorised/permitted ~ to? use ~ @sender/address/\
             domain/addr/identity",
            "cannot/cant/unable/may send ~ from/as",
            "permission/permissions to send",
            "identity",
            "identities",
            "verified sender",
            "sender ~ verif*",
            "not have permission/permissions",
            "from header ~ missing/@wrong",
            "not verified",
            "unverified ~ address/sender/domain/addr",
            "sender ~ unvalidated/unverified/fake",
            "unauthorized sender",
            "unauthorised sender",
            "incorrect authentication for specified",
            "spoof*",
            "forged ~ @sender",
            "@sender ~ forged",
            "fake ~ sender",
            "@sender ~ nicht ~ erlaubt/gestattet/berechtigt",
            "@sender address ~ not ~ @allowed",
            "not permitted ~ @sender",
            "@sender ~ no ~ permitid*/autorizad*",
            "expediteur non",
            "remitente no",
            "sender address is not",
            "not ~ owned",
            "only ~ own address",
            "batv",
            "bogus mail from",
            "unconfigured ~ domain",
            "unroutable sender",
            "does not accept mail from",
            "own ~ address ~ only",
            "use your ~ address",
            "local user only",
            "null sender",
            "different ~ from ~ auth*",
            "auth* user ~ different",
            "does not match ~ auth*",
            "doesnt match ~ auth*",
            "ungultige absender*",
            "not ~ allowed ~ @sender address",
            "sender ~ doesnt ~ match",
            "envelope ~ header ~ match",
            "header from ~ must",
            "invalid sender ~ account",
            "address ~ not ~ yours",
            "domain ~ not ~ allowed to send",
            "not a valid sender",
            "not ~ authorized to send ~ domain",
        ],
    )
    .at(Stages::SENDING),
    Rule::new(
        SenderNotAllowed,
        78,
        &[
            "@sender address? addr? ~ @refused/@wrong/unknown/unacceptable/illegal/\
             unverified/restricted/not/nonexistent",
            "invalid/illegal/bad/unknown/blank/unacceptable ~ @sender & !recipient",
            "@sender ~ domain ~ not/must/does",
            "mail from ~ not ~ valid",
            "unresolvable ~ from",
            "domain of sender",
            "emetteur invalide",
            "expediteur ~ invalide",
            "remitente ~ invalido",
            "absender ~ ungultig/unbekannt/abgelehnt",
            "mittente ~ non",
            "sender denied",
            "sender not",
            "from ~ not ~ allowed",
            "from address ~ not",
            "@sender verify failed",
            "sender ~ verify",
            "@sender address? must",
            "must use ~ domain",
            "verification failed for addr",
            "sender ~ rejected",
            "not valid sender",
            "must be ~ valid ~ @sender",
            "@sender ~ required",
            "from ~ is ~ invalid",
        ],
    )
    .at(Stages::SENDING.and(Stages::EARLY)),
    Rule::new(
        SenderNotAllowed,
        94,
        &[
            "sender address ~ rejected/refused/denied",
            "domain of sender",
            "sender rejected",
            "sender denied",
        ],
    )
    .at(Stages::SENDING),
    // Yahoo says so of its own user's foreign sender address.
    Rule::new(
        SenderNotAllowed,
        94,
        &["request failed mailbox unavailable"],
    )
    .at(Stages::SENDING)
    .or(&[RecipientRefused]),
    Rule::new(
        SenderNotAllowed,
        93,
        &[
            "mailbox unavailable & !blacklist*/blacklisted/blocklisted/listed/spamhaus",
            "mailbox not found",
        ],
    )
    .at(FROM)
    .or(&[RecipientRefused]),
    Rule::new(SenderNotAllowed, 94, &["relaying disallowed"])
        .at(Stages::SENDING)
        .of(Family::Zoho)
        .or(&[RelayDenied]),
    // ---- the account may not send at all
    Rule::new(
        AccountSuspended,
        92,
        &[
            "mail sending denied",
            "outgoing/outbound/sending/send ~ mail? ~ suspended/blocked/disabled/barred/\
             banned/stopped/paused",
            "banned ~ from ~ send*",
            "spam abuse",
            "bad outbound sender",
            "unusual sending activity",
            "unblockme",
            "verdict is suspend",
            "user/account/mailbox/sender ~ is? ~ blocked/barred/disabled/suspended/\
             prohibited ~ from ~ send*",
            "account ~ compromised/hacked",
            "compromised",
            "your account ~ disabled/blocked/locked/suspended",
            "not ~ allowed to send any",
            "account ~ not ~ allowed to send & !from",
            "cannot send ~ mail ~ account",
            "sending ~ privilege*",
            "mail privilege*",
            "your ~ account ~ not/isnt ~ active/activated",
            "you have been blocked ~ send*",
            "restricted ~ from ~ send*",
            "5 1 8 ~ access denied",
        ],
    )
    .at(Stages::SENDING)
    .or(&[SpamBlocked]),
    Rule::new(
        ProtocolDisabled,
        84,
        &[
            "user has no permission",
            "smtp access ~ @off/not",
            "smtp service ~ @off/not",
        ],
    )
    .at(Stages::SENDING)
    .or(&[AppPasswordRequired, AccountSuspended]),
    Rule::new(
        BadCredentials,
        45,
        &[
            "wrong ~ @pass",
            "@pass ~ @wrong",
            "username and password not accepted",
        ],
    )
    .at(Stages::SENDING),
    Rule::new(
        SenderNotAllowed,
        50,
        &["permission denied", "domain name required"],
    )
    .at(FROM)
    .or(&[RelayDenied]),
    Rule::new(RelayDenied, 50, &["you must", "access denied ~ login"])
        .at(FROM)
        .or(&[SenderNotAllowed]),
];

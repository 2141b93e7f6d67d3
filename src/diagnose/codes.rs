//! What codes alone mean, where the words say nothing: RFC 5530 and 2449, RFC 3206, RFC 3463, RFC 5321.
//!
//! Weak by design: one code is used for many faults (5.7.1 for eight). Whoever has words is
//! asked for words first.

use super::{lines::Status, provider::Family, reply::Reply};
use crate::failure::{
    Cause::{
        self, AccountSuspended, AppPasswordRequired, BadCredentials, BasicAuthDisabled,
        ConnectionTimedOut, MailboxBusy, MailboxFull, MessageTooLarge, ProtocolDisabled,
        QuotaOrRateLimit, RecipientRefused, RelayDenied, SenderNotAllowed, ServerUnavailable,
        SpamBlocked, StarttlsRefused, TlsRequired, TooManyConnections, Unknown, WebLoginRequired,
    },
    Stage,
};

/// A cause, its weight beside those of the rules, and what else it may be.
pub(super) type Weighed = (Cause, u8, &'static [Cause]);

/// IMAP: [RFC 5530](https://www.rfc-editor.org/rfc/rfc5530); POP3:
/// [RFC 2449](https://www.rfc-editor.org/rfc/rfc2449#section-8), [RFC 3206](https://www.rfc-editor.org/rfc/rfc3206).
const RESPONSE_CODES: &[(&str, Cause, u8, &[Cause])] = &[
    ("WEBALERT", WebLoginRequired, 88, &[]),
    ("PRIVACYREQUIRED", TlsRequired, 88, &[]),
    ("IN-USE", MailboxBusy, 86, &[]),
    ("INUSE", MailboxBusy, 78, &[]),
    ("LOGIN-DELAY", QuotaOrRateLimit, 88, &[]),
    ("OVERQUOTA", MailboxFull, 70, &[]),
    ("TOOBIG", MessageTooLarge, 70, &[]),
    ("LIMIT", QuotaOrRateLimit, 66, &[TooManyConnections]),
    ("THROTTLED", QuotaOrRateLimit, 66, &[]),
    ("CONTACTADMIN", AccountSuspended, 50, &[ProtocolDisabled]),
    ("EXPIRED", BadCredentials, 66, &[WebLoginRequired]),
    ("AUTHENTICATIONFAILED", BadCredentials, 45, &[]),
    (
        "AUTHORIZATIONFAILED",
        BadCredentials,
        45,
        &[ProtocolDisabled],
    ),
    ("AUTH", BadCredentials, 42, &[]),
    ("SYS/TEMP", ServerUnavailable, 65, &[]),
    ("UNAVAILABLE", ServerUnavailable, 65, &[]),
    ("TEMPFAIL", ServerUnavailable, 65, &[]),
    ("SERVERBUG", ServerUnavailable, 65, &[]),
    ("CORRUPTION", ServerUnavailable, 65, &[]),
];

/// Details of [RFC 3463](https://www.rfc-editor.org/rfc/rfc3463), RFC 4954, RFC 5248, RFC 7372 and of
/// [Microsoft's list](https://learn.microsoft.com/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online).
fn enhanced(
    (class, subject, detail): (u8, u16, u16),
    stage: Stage,
    family: Option<Family>,
) -> Option<Weighed> {
    let sending = matches!(stage, Stage::MailFrom | Stage::Rcpt | Stage::Data);
    let rcpt = matches!(stage, Stage::Rcpt | Stage::Data);
    let microsoft = family == Some(Family::Microsoft);
    Some(match (subject, detail) {
        (1, 1..=4) if stage == Stage::MailFrom => (SenderNotAllowed, 38, &[]),
        (1, 1..=4 | 6 | 10) if sending => (RecipientRefused, 40, &[]),
        // Zoho and Microsoft: this user may not send any more.
        (1, 8) if stage == Stage::Login => (AccountSuspended, 40, &[SenderNotAllowed]),
        (1, 7 | 8) => (SenderNotAllowed, 40, &[]),
        (2, 1) if rcpt => (RecipientRefused, 38, &[]),
        (2, 1) => (AccountSuspended, 30, &[]),
        (2, 2) => (MailboxFull, 40, &[QuotaOrRateLimit]),
        (2, 3) | (3, 4) if sending => (MessageTooLarge, 36, &[]),
        (3, 1) => (ServerUnavailable, 36, &[]),
        (4, 2) => (ConnectionTimedOut, 30, &[ServerUnavailable]),
        (3 | 4, _) if class == 4 => (ServerUnavailable, 30, &[]),
        (4, 5) => (QuotaOrRateLimit, 30, &[ServerUnavailable]),
        (5, 3) => (QuotaOrRateLimit, 40, &[]),
        (7, 8) => (BadCredentials, 45, &[]),
        (7, 9) if family == Some(Family::Google) => (AppPasswordRequired, 46, &[WebLoginRequired]),
        (7, 9) if sending => (SpamBlocked, 34, &[]),
        (7, 9) => (BasicAuthDisabled, 34, &[]),
        (7, 10 | 11) => (TlsRequired, 46, &[]),
        (7, 12) if class == 4 => (WebLoginRequired, 46, &[]),
        (7, 13) => (AccountSuspended, 44, &[]),
        (7, 14) => (WebLoginRequired, 44, &[]),
        (7, 17 | 18 | 124 | 133..=136) if rcpt => (RecipientRefused, 44, &[]),
        // RFC 7505: the domain of the sender takes no mail itself; with Google it is SPF.
        (7, 27) if family != Some(Family::Google) => (SenderNotAllowed, 46, &[SpamBlocked]),
        (7, 20..=29) => (SpamBlocked, 46, &[SenderNotAllowed]),
        (7, 30) if microsoft => (BasicAuthDisabled, 46, &[]),
        (7, 57 | 64) => (RelayDenied, 66, &[]),
        (7, 60) => (SenderNotAllowed, 66, &[]),
        (7, 139) => (BasicAuthDisabled, 44, &[BadCredentials, ProtocolDisabled]),
        (7, 501..=503) => (AccountSuspended, 66, &[SpamBlocked]),
        (7, 505..=526 | 600..=699) => (SpamBlocked, 60, &[]),
        (7, 700..=749) => (QuotaOrRateLimit, 60, &[SpamBlocked]),
        (7, 750) => (SenderNotAllowed, 60, &[AccountSuspended]),
        _ => return None,
    })
}

/// [RFC 5321](https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3),
/// [RFC 4954](https://www.rfc-editor.org/rfc/rfc4954#section-6): only numbers that mean one thing at this stage.
fn basic(code: u16, stage: Stage, wordless: bool) -> Option<Weighed> {
    Some(match (code, stage) {
        (432, Stage::Login) => (WebLoginRequired, 30, &[]),
        (454 | 421 | 451, Stage::Login) => (ServerUnavailable, 24, &[]),
        (538, Stage::Login) => (TlsRequired, 30, &[]),
        (530, Stage::Login | Stage::Greeting) => (TlsRequired, 20, &[RelayDenied]),
        (530, Stage::MailFrom | Stage::Rcpt | Stage::Data) => (RelayDenied, 30, &[TlsRequired]),
        (535, Stage::Login) if wordless => (BadCredentials, 20, &[AppPasswordRequired]),
        (534, Stage::Login) if wordless => (AppPasswordRequired, 12, &[BasicAuthDisabled]),
        (552, Stage::MailFrom | Stage::Data) => (MessageTooLarge, 22, &[MailboxFull]),
        (552, Stage::Rcpt) => (MailboxFull, 22, &[]),
        (452, Stage::Rcpt) => (MailboxFull, 18, &[QuotaOrRateLimit, ServerUnavailable]),
        (452, Stage::MailFrom | Stage::Data) => (ServerUnavailable, 18, &[]),
        (551, Stage::Rcpt) => (RecipientRefused, 22, &[RelayDenied]),
        (553, Stage::MailFrom) => (SenderNotAllowed, 22, &[RelayDenied]),
        (550 | 553, Stage::Rcpt) if wordless => (RecipientRefused, 16, &[RelayDenied]),
        (421, _) | (450 | 451, Stage::MailFrom | Stage::Rcpt | Stage::Data) => {
            (ServerUnavailable, 16, &[])
        }
        // Temporary by RFC 5321, whatever it was.
        (400..=499, _) if stage != Stage::Starttls && code != 454 => (ServerUnavailable, 12, &[]),
        (454, Stage::MailFrom | Stage::Rcpt | Stage::Data) => (ServerUnavailable, 12, &[]),
        // Temporary by RFC 3207, whatever the words.
        (454, Stage::Starttls) => (ServerUnavailable, 79, &[StarttlsRefused]),
        // Refused, but why? Nothing is blamed, the usual reasons are named.
        (535, Stage::Login) => (Unknown, 9, &[BadCredentials, AppPasswordRequired]),
        (550..=554, Stage::MailFrom) => (Unknown, 9, &[SenderNotAllowed, RelayDenied, SpamBlocked]),
        (550..=554, Stage::Rcpt) => (Unknown, 9, &[RecipientRefused, RelayDenied, SpamBlocked]),
        (550..=554, Stage::Data) => (Unknown, 9, &[SpamBlocked, SenderNotAllowed]),
        _ => return None,
    })
}

/// Everything the codes say, heaviest first.
pub(super) fn weigh(reply: &Reply, stage: Stage, family: Option<Family>) -> Vec<Weighed> {
    let named = RESPONSE_CODES
        .iter()
        .filter(|(code, ..)| reply.has_code(code))
        .map(|(_, cause, weight, also)| (*cause, *weight, *also));
    let numbered = reply
        .enhanced
        .iter()
        .filter_map(|code| enhanced(*code, stage, family));
    let wordless = reply.is_wordless();
    let plain = reply.smtp().and_then(|code| basic(code, stage, wordless));
    // A refusal of STARTTLS is one whatever its words.
    let refused = (stage == Stage::Starttls
        && matches!(
            reply.status,
            Some(Status::No | Status::Bad | Status::Err | Status::Smtp(500..))
        ))
    .then_some((StarttlsRefused, 20, &[] as &[Cause]));
    let mut all: Vec<Weighed> = named.chain(numbered).chain(plain).chain(refused).collect();
    all.sort_by_key(|(_, weight, _)| std::cmp::Reverse(*weight));
    all
}

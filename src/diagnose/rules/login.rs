//! Rules about signing in: too many tries, barred accounts, names and passwords not accepted.

use super::{Rule, Stages};
use crate::failure::Cause::{
    AccountSuspended, BadCredentials, BasicAuthDisabled, ProtocolDisabled, ServerUnavailable,
    TlsRequired, TooManyAttempts, Unknown, WrongPortOrProtocol,
};

const SIGN_IN: Stages = Stages::ENTRY.and(Stages::MAILBOX);
const SIGN_IN_OR_FROM: Stages = SIGN_IN.and(Stages::MAIL_FROM);
/// Where a password may be missing or late, but a recipient is not yet judged.
const NOT_RCPT: Stages = SIGN_IN.and(Stages::MAIL_FROM).and(Stages::DATA);

pub(super) const RULES: &[Rule] = &[
    // ---- too many wrong tries
    Rule::new(
        TooManyAttempts,
        89,
        &[
            "too/so @many ~ failed/failure/failures/invalid/incorrect/bad/wrong/unsuccessful/\
             fail/fehlgeschlagene/fallidos/echouees ~ @auth/@pass/attempts/tries/tentatives/\
             intentos/versuche/authentications",
            "too @many ~ @auth/@pass/attempts/attempt/tries/intentos/tentatives/tentativi/\
             tentativas/versuche/authentications/signins/anmeldeversuche & !recipients & \
             !@mail & !@links",
            "too much fail*",
            "@auth ~ rate limit*",
            "rate limit ~ @auth",
            "auth* error limit",
            "maximum/max number? of? ~ @auth/failed/wrong/invalid attempts/failures/logins/\
             tries",
            "@auth/password attempts/failures/tries ~ exceed*/limit*/reached/blocked",
            "exceeded ~ @auth/password attempts/tries/limit",
            "attempts ~ exceeded",
            "excessive ~ @auth/attempts/failures",
            "brute force*",
            "bruteforce",
            "fail2ban",
            "failed @auth/attempts ~ blocked/banned/locked/limit",
            "@auth frequency",
            "demasiados intentos",
            "@auth ~ blocked ~ attempts/minutes/temporar*",
            "repeated ~ failed/invalid/wrong/incorrect",
            "blocked ~ due ~ fail*",
            "ip ~ banned/blocked/blacklisted ~ auth*/login/attempts/failed",
            "@auth ~ throttl*",
            "locked/blocked/banned ~ because/due ~ many/attempts",
            "auth* penalty",
        ],
    )
    .at(NOT_RCPT)
    .or(&[BadCredentials]),
    Rule::new(
        TooManyAttempts,
        84,
        &[
            "rate limit*",
            "ratelimit*",
            "throttle*",
            "throttling",
            "limit reached",
            "limit exceeded",
        ],
    )
    .at(Stages::LOGIN),
    Rule::new(
        TooManyAttempts,
        83,
        &[
            "@user/@box ~ temporar* ~ locked/blocked/suspended/disabled/lockout/banned/barred",
            "temporar* ~ locked/blocked/banned/barred/lockout",
            "@user ~ is/was/has been? locked",
            "@user locked",
            "locked out",
            "account lockout",
            "lockout",
            "locked ~ minutes/hours",
            "blocked ~ minutes/hours",
            "try again in ~ minutes/hours/seconds",
            "voruber* gesperrt",
            "temporalmente ~ bloquead*",
            "bloquead* temporalmente",
            "temporairement ~ bloque*",
            "locked ~ temporar*",
            "blocked ~ temporar*",
            "you ~ been ~ banned",
            "banned",
        ],
    )
    .at(SIGN_IN)
    .or(&[AccountSuspended]),
    // ---- the account itself
    Rule::new(
        AccountSuspended,
        82,
        &[
            "account/mailbox/user/domain/box/inbox/customer/cuenta/compte/konto/buzon/boite/\
             postfach/usuario/utilisateur/benutzer/conta/account ~ disabled/suspended/\
             blocked/closed/inactive/deactivated/terminated/frozen/expired/dormant/cancelled/\
             canceled/deleted/barred/locked/abuse/revoked/stopped/delinquent/unpaid/disable/\
             gesperrt/deaktiviert/bloqueada/bloqueado/suspendida/suspendido/suspendu/\
             desactive/bloque/sospeso/bloccato/suspensa",
            "disabled/suspended/blocked/inactive/closed/deactivated/frozen/expired ~ account/\
             user/mailbox/domain/customer & !imap & !pop & !pop3 & !smtp & !access",
            "account ~ not ~ active/activated",
            "account isnt active",
            "contact ~ billing",
            "payment",
            "unpaid",
            "invoice overdue",
            "account ~ hold",
            "account ~ violat*",
            "account is abnormal",
            "account ~ terminated",
            "inactive user",
            "inactive account",
            "not provisioned",
            "license/licence ~ expired/invalid/not",
        ],
    )
    .at(SIGN_IN_OR_FROM)
    .or(&[BadCredentials]),
    Rule::new(
        AccountSuspended,
        86,
        &[
            "locked/blocked/disabled/suspended/closed ~ inactivity/abuse/fraud/request/payment/\
             billing",
            "locked/blocked/disabled by ~ administrator",
            "administratively ~ locked/blocked/suspended",
        ],
    )
    .at(SIGN_IN),
    Rule::new(
        AccountSuspended,
        84,
        &[
            "@auth disabled for this/the user",
            "user/account disabled by",
            "server/service has been suspended",
            "administratively ~ disabled",
        ],
    )
    .at(SIGN_IN),
    // ---- the password or the name
    Rule::new(
        BadCredentials,
        64,
        &[
            "@wrong ~ credential*/@pass/@user/@auth/identifiants/datos/dane",
            "credential*/@pass/username/userid/identifiants/datos ~ @wrong/@fails/unknown/\
             unaccepted/incorrect*",
            "@pass/credential*/username/identifiants ~ not/nicht/no/non/pas ~ accepted/\
             correct/valid/match/recognized/recognised/akzeptiert/gultig/korrekt/valido/\
             valida/corretta/correcta/aceptad*",
            "@pass expired",
            "@pass has expired",
            "@pass ~ expired",
            "@pass ~ caducad*",
            "@pass ~ abgelaufen",
            "credentials ~ rejected/refused/denied/error",
            "bad @pass",
            "@pass ~ mismatch",
            "@pass ~ rejected",
            "not ~ @user/@pass combination",
            "no such user",
            "unknown user",
            "user unknown",
            "user ~ not found",
            "user ~ unknown",
            "account ~ not found",
            "account ~ not ~ exist",
            "account ~ doesnt exist",
            "unknown account",
            "no such account",
            "user ~ doesnt exist",
            "user/account/mailbox not exist",
            "user ~ does not exist",
            "there ~ no ~ account",
            "not ~ valid user",
            "not a? valid @user/@pass",
            "full email address as user*",
            "please use full email",
            "@auth data",
            "check ~ @pass/username/credentials/password",
            "username/password ~ wrong",
            "@pass ~ wrong/incorrect",
            "verify ~ username/@pass",
            "invalid @auth",
            "@auth invalid",
            "wrong @auth",
            "bad @auth",
            "bad username",
            "username/user/@pass ~ too long/short",
            "specify/provide/enter ~ @pass/username",
            "user name ~ @wrong/unknown",
            "name or @pass",
            "login/user/username/account/name or/and/y/et/und/e/ou/o ~ @pass",
            "@pass or ~ user/username/login/account",
            "@wrong ~ key/token",
            "unable to log you? on",
            "user ~ or ~ @pass",
        ],
    )
    .at(SIGN_IN),
    Rule::new(
        BadCredentials,
        58,
        &[
            "@auth ~ @fails",
            "@auth ~ rejected/denied/incorrect/refused/wrong/error/unsuccessful*/invalid/\
             failed/rejete*/refuse*/abgelehnt",
            "@fails ~ @auth/log/sign",
            "@fails to ~ authenticate/login/log/sign",
            "could not/couldnt ~ authenticate/login/log/verify",
            "cannot/cant/can ~ authenticate/login/verify",
            "unable to ~ authenticate/login/log/sign/verify",
            "not ~ authenticated",
            "not ~ authorized",
            "not authorised",
            "unauthorized",
            "unauthenticated",
            "wasnt authenticated",
            "@auth ~ not ~ accepted/successful/recognized",
            "access denied $",
            "^ denied $",
            "access not allowed $",
            "permission denied",
            "@auth exchange failed",
            "login incorrect",
            "no such mailbox",
            "mailbox ~ not exist",
            "mailbox ~ doesnt exist",
            "mailbox ~ not found",
            "mailbox unknown",
            "unknown mailbox",
            "cannot/cant/couldnt/could find ~ user/account/mailbox",
            "login fail",
            "authentifizierung ~ fehlgeschlagen",
            "no ~ auth* ~ succeeded",
            "auth not accepted",
            "auth fail*",
            "login aborted by server",
            "forbidden",
        ],
    )
    .at(Stages::LOGIN),
    Rule::new(
        BadCredentials,
        52,
        &[
            "@auth ~ @fails",
            "invalid credentials",
            "bad credentials",
            "badcredentials",
        ],
    )
    .at(Stages::MAIL_FROM.and(Stages::EARLY).and(Stages::MAILBOX)),
    // Another tariff or another kind of account.
    Rule::new(
        ProtocolDisabled,
        70,
        &[
            "only ~ available ~ for",
            "available only",
            "only for ~ users/customers/accounts",
            "not ~ included in",
        ],
    )
    .at(SIGN_IN)
    .or(&[BadCredentials]),
    // ---- a server of the wrong kind
    Rule::new(
        WrongPortOrProtocol,
        72,
        &[
            "auth*/authentication/login ~ not enabled/activated",
            "authentication not allowed on",
            "ibsmtp",
            "^ authentication rejected $",
            "auth/authentication command? not supported/implemented/recognized/available/\
             allowed/permitted",
            "auth not available",
            "no auth* available",
            "unrecogni* command",
            "command ~ not recogni*/implemented/supported",
            "unknown command",
            "command unknown",
            "unimplemented",
            "command ~ unrecogni*",
            "invalid command & !state",
            "command not found",
            "syntax error command unrecognized",
        ],
    )
    .at(Stages::LOGIN)
    .or(&[TlsRequired]),
    // The program's side: nothing the person could have typed better.
    Rule::new(
        Unknown,
        75,
        &[
            "unknown/unsupported/unrecogni*/unavailable/invalid/illegal ~ mechanism/method",
            "unknown/unsupported/unrecogni* ~ auth* type",
            "type/mechanism/method ~ unimplemented/unsupported/unknown/unavailable",
            "mechanism/method/type ~ not ~ supported/available/recognized",
            "unknown authentication",
            "unrecognized authentication",
            "no mechanism available",
            "no ~ matching ~ mechanism",
            "unsupported auth*",
        ],
    )
    .at(SIGN_IN)
    .or(&[BasicAuthDisabled, WrongPortOrProtocol]),
    Rule::new(
        Unknown,
        76,
        &[
            "unsafe login",
            "country ~ blacklist*/blocked",
            "country blocked",
            "unauthorized ip",
            "unauthorised ip",
            "ip ~ not ~ authorized/whitelisted/allowed/permitted",
            "network ~ not ~ allowed",
            "login denied country",
        ],
    )
    .at(SIGN_IN),
    Rule::new(
        BadCredentials,
        50,
        &[
            "no ~ home maildir",
            "no ~ maildir",
            "maildir invalid",
            "maildir ~ @fails",
            "maildir ~ no such",
            "unable to open ~ maildrop/mailbox",
            "cannot open ~ maildrop/mailbox",
            "could not open ~ mailbox",
        ],
    )
    .at(Stages::LOGIN)
    .or(&[ServerUnavailable, ProtocolDisabled]),
];

//! Rules about the way in: app passwords, the browser first, protocols and passwords switched off.

use super::{Rule, Stages};
use crate::failure::Cause::{
    AccountSuspended, AppPasswordRequired, BadCredentials, BasicAuthDisabled, ProtocolDisabled,
    ServerUnavailable, TlsRequired, TooManyAttempts, TooManyConnections, Unknown, WebLoginRequired,
};

const SIGN_IN: Stages = Stages::ENTRY.and(Stages::MAILBOX);
/// Where a mailbox can say that a protocol is barred from it.
const MAILBOX_SAYS: Stages = Stages::INCOMING.and(Stages::MAIL_FROM).and(Stages::DATA);
/// Where a password may be missing or late, but a recipient is not yet judged.
const NOT_RCPT: Stages = SIGN_IN.and(Stages::MAIL_FROM).and(Stages::DATA);

pub(super) const RULES: &[Rule] = &[
    // ---- app passwords
    Rule::new(
        AppPasswordRequired,
        88,
        &[
            "app/apps/application/applications/aplicacion/aplicaciones/aplicativo/aplicacao/\
             applicazione/applicazioni/prilozheniya/dapplication/dapplications/lapplicazione \
             specific? @pass",
            "@pass de/da/di/del/des/d/per/para/pour/dlya/fur ~ app/apps/application/\
             applications/aplicacion/aplicaciones/aplicativo/aplicacao/applicazione/\
             applicazioni/dapplication",
            "application/app specific",
            "anwendungsspezifisch*",
            "anwendungspasswort*",
            "apppasswort",
            "app passwort/passworter",
            "parol prilozheniya",
            "@pass dlya vneshn*",
            "specific password",
            "invalidsecondfactor",
            "invalid scope",
            "second factor ~ required",
        ],
    ),
    Rule::new(
        AppPasswordRequired,
        86,
        &[
            "authorization/auth/authorized code/codes",
            "authcode",
            "device/client/service/external/dedicated/imap/mail/third @pass ~ instead/\
             required/needed",
            "2fa/mfa/2sv/totp/otp",
            "two/2 factor/step",
            "multi factor",
            "dvuhfaktorn*",
            "doppelte authentifizierung",
            "zwei faktor",
            "verificacion en dos",
            "doble factor",
            "access token ~ instead",
            "service specific",
            "security key ~ password",
        ],
    )
    .at(NOT_RCPT),
    // QQ names five faults in one sentence.
    Rule::new(
        AppPasswordRequired,
        92,
        &[
            "account is abnormal & password is incorrect",
            "authorization code ~ login",
        ],
    )
    .or(&[ProtocolDisabled, BadCredentials, TooManyAttempts]),
    // ---- the browser first
    Rule::new(
        WebLoginRequired,
        87,
        &[
            "web login required",
            "weblogin",
            "webalert",
            "web/your browser & log/login/sign/signin",
            "log/sign/login in? to/at/via/on/through ~ browser/webmail/web/website/portal/\
             www/http/https & !smtp auth*",
            "verify/confirm/validate your/the identity/account/mobile/phone",
            "identity verification",
            "captcha",
            "unlockcaptcha",
            "displayunlockcaptcha",
            "continuesignin",
            "password transition",
            "transition is needed",
            "@pass must/should/needs/has ~ change/changed/reset",
            "@pass ~ change required",
            "change/reset your @pass",
            "must change ~ @pass",
            "@pass ~ too simple/weak/short/old/easy",
            "weak @pass",
            "@pass ~ not ~ strong/secure",
            "please sign/log in to your account",
            "wants/need* ~ sign in ~ browser",
            "accept* ~ terms/tos/agreement/conditions/agb",
            "agreement/terms/conditions ~ not ~ accepted",
            "suspicious/unusual login/sign/logon/signin",
            "verify ~ its you",
            "hipnotify",
            "in/with/via/through/using a? web browser",
            "please login/log/sign ~ http/https/www",
            "connectez vous ~ webmail",
            "inicie sesion ~ web/navegador",
            "melden sie sich ~ web*/browser",
            "webmail ~ first",
            "account ~ verified? via web",
            "unlock your account",
            "log ~ into ~ webmail",
            "requires ~ verification",
            "verification ~ required",
            "please ~ activate your account",
        ],
    )
    .at(NOT_RCPT),
    // ---- IMAP, POP3 or SMTP switched off for this mailbox
    Rule::new(
        ProtocolDisabled,
        86,
        &[
            "imap/imap4/imaps/pop/pop3/pops/smtp/smtpclientauthentication/protocol/\
             submission auth? access/service/services/protocol/use/usage/login/logins/is/are/\
             has/not/client/authentication? ~ @off/off/denied/blocked/nicht/verboten",
            "not/isnt/arent/never/doesnt/no/cannot/yet @allowed/have/to/permit/support/\
             provide/include? ~ imap/imap4/pop/pop3/smtp & !command & !mechanism & !before",
            "imap/imap4/pop/pop3/smtp service/access/protocol/is/login/logins ~ not/isnt/\
             nicht/no/non/nao @allowed/@off",
            "@off ~ imap/imap4/pop/pop3/smtp",
            "enable/activate/turn ~ imap/pop/pop3/smtp ~ settings/access/service/account/\
             preferences",
            "enable imap/pop/pop3",
            "habilit*/activ* ~ imap/pop/pop3",
            "allow ~ imap/pop3/pop ~ settings",
            "smtp auth* ~ is? disabled",
            "imap/pop3/pop/smtp & premium/upgrade/paid/subscription",
            "no imap/pop/pop3/smtp access",
            "imap/pop/pop3/smtp ~ access denied/refused",
            "access denied ~ imap/pop/pop3",
            "imap/pop/pop3 ~ deaktiviert/gesperrt/desactiv*/disattiv*",
        ],
    )
    .at(MAILBOX_SAYS),
    Rule::new(
        ProtocolDisabled,
        85,
        &[
            "access ~ requested/this service ~ disabled/denied/deny/not",
            "requested/this service ~ disabled",
            "does not have ~ access ~ service/imap/pop/pop3/smtp",
            "no access rights",
            "not have access rights",
            "user ~ has no permission $",
            "authenticated but not connected",
            "service is? not/isnt open/opened",
            "not ~ allowed/authorized/permitted/entitled to use ~ service/protocol",
            "external access/clients ~ @off/denied",
            "access ~ by/from/via/for external/third ~ disabled/denied/blocked/not",
            "mail client* ~ disabled/not/denied",
            "account ~ not ~ enabled for",
            "not enabled ~ service",
            "third party ~ disabled/off/blocked/not",
            "access is? disabled/blocked/restricted/off ~ for ~ account/user/mailbox",
            "only ~ webmail",
            "webmail only",
            "mail app/client/program/programs ~ cant/cannot",
            "service not enabled",
            "scope ~ disabled/missing",
            "mailbox ~ not enabled for",
        ],
    )
    .at(MAILBOX_SAYS),
    Rule::new(
        ProtocolDisabled,
        86,
        &[
            "imap/imap4/pop/pop3 service/services/access/support? ~ discontinued/terminated/\
             retired/removed/ended/shut",
            "imap/imap4/pop/pop3 ~ no longer ~ supported/available/offered/provided",
        ],
    )
    .at(MAILBOX_SAYS.and(Stages::EARLY)),
    // ---- no passwords at all any more
    Rule::new(
        BasicAuthDisabled,
        90,
        &[
            "basic auth*/authentication/logon ~ disabled/not/isnt/unsupported/blocked/\
             deprecated/retired/removed/discontinued/longer/off",
            "security defaults",
            "did not meet ~ criteria",
            "legacy auth* ~ disabled/blocked/not/isnt",
            "modern auth*",
            "oauth/oauth2/xoauth2/xoauth ~ required/only/instead/must/needed",
            "must/please/only use ~ oauth/oauth2/xoauth2",
            "requires ~ oauth/oauth2/xoauth2",
            "less secure app*",
            "conditional access",
            "@pass auth*/login/logins ~ disabled/deprecated/discontinued/removed/longer & \
             !clear & !plain",
            "@pass auth*/login/logins ~ no longer",
            "@pass ~ no longer supported/accepted",
            "basic authentication",
        ],
    ),
    Rule::new(
        BasicAuthDisabled,
        62,
        &[
            "mechanism/method ~ too weak",
            "auth*/login ~ not supported ~ organization/tenant/policy",
            "blocked by ~ policy ~ auth*",
            "disabled by ~ administrator/policy & auth*/basic",
        ],
    )
    .at(SIGN_IN)
    .or(&[TlsRequired, Unknown]),
    // ---- words that leave more than one fault open
    Rule::new(ProtocolDisabled, 91, &["authenticated but not connected"])
        .or(&[ServerUnavailable, TooManyConnections]),
    Rule::new(
        ProtocolDisabled,
        90,
        &["imap/pop3/pop is? disabled & invalid/failure/incorrect/failed/wrong"],
    )
    .or(&[AppPasswordRequired, BadCredentials]),
    Rule::new(ProtocolDisabled, 87, &["user has no permission $"])
        .or(&[AccountSuspended, AppPasswordRequired]),
];

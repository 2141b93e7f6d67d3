//! Which family of servers speaks: from the provider's name, the host or marks in the reply.
//!
//! Families share a mail system, and so what their refusals mean. Whoever is not here is unknown.

use super::{Evidence, reply::Reply, words::Words};
use crate::{
    account::Protocol,
    failure::Cause::{
        self, AppPasswordRequired, BadCredentials, BasicAuthDisabled, ProtocolDisabled,
        WrongPortOrProtocol,
    },
    provider::{Catalogue, PasswordKind, Provider},
};

/// A family of providers or a server product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Gmail, Google Workspace and domains hosted there.
    Google,
    /// Outlook.com, Hotmail, Live, Microsoft 365.
    Microsoft,
    /// Yahoo, AOL, Verizon, AT&T, BT and others on that system.
    Yahoo,
    /// Apple iCloud.
    Apple,
    /// Yandex Mail.
    Yandex,
    /// Mail.ru.
    MailRu,
    /// GMX, WEB.DE, mail.com.
    Gmx,
    /// IONOS, 1&1: the same house as GMX, but open by default.
    Ionos,
    /// Zoho Mail.
    Zoho,
    /// Fastmail.
    Fastmail,
    /// QQ Mail, Foxmail.
    Tencent,
    /// 163, 126, yeah.net.
    NetEase,
    /// Others that take an app password once 2-Step Verification is on.
    TwoStep,
    /// Others where the account's own password opens no mail program.
    AppPasswordOnly,
    /// Proton Mail Bridge: a server on this computer with its own password.
    Proton,
    /// A known server product or hosting: nothing special about its sign-in.
    Product,
}

/// Words of a provider's name or id, the most telling first.
const NAMES: &[(&str, Family)] = &[
    (
        "exchange online|m365|o365|microsoft|outlook|hotmail|live com|live|msn|office365|\
         office 365|onmicrosoft",
        Family::Microsoft,
    ),
    (
        "gmail|gworkspace|google|googlemail|jazztel|workspace",
        Family::Google,
    ),
    (
        "yahoo|ymail|aol|aim|verizon|rocketmail|att|at t|sbcglobal|btinternet|bt mail|sky|\
         rogers|ybb|frontier|yahooinc",
        Family::Yahoo,
    ),
    ("icloud|apple|me com|mac com", Family::Apple),
    ("yandex|ya ru", Family::Yandex),
    ("mailru|mail ru|inbox ru|bk ru|list ru", Family::MailRu),
    (
        "gmx|gmxcom|gmxnet|webde|web de|mailcom|mail com",
        Family::Gmx,
    ),
    ("ionos|1und1|1 1|1and1|kundenserver", Family::Ionos),
    ("zoho|zohopro|zohomail", Family::Zoho),
    ("fastmail|messagingengine|pobox", Family::Fastmail),
    ("netease|163|126|yeah net", Family::NetEase),
    ("qq|tencent|foxmail|exmail", Family::Tencent),
    ("proton|protonmail", Family::Proton),
    (
        "purelymail|mailfence|ukrnet|ukr net|startmail|infomaniak",
        Family::AppPasswordOnly,
    ),
    (
        "dovecot|cyrus|courier|exim|cpanel|plesk|postfix|sendmail|qmail|zimbra|exchange|\
         hmailserver|mdaemon|kerio|smartermail|mailenable|axigen|james|haraka|stalwart|\
         opensmtpd|mailcow|mailu|wildduck|qpopper|domino|groupwise|scalix|communigate|\
         icewarp|rspamd|amavis|barracuda|mimecast|proofpoint|uw imap|imail|xmail|citadel|\
         maddy|iredmail|directadmin|ses|sendgrid|mailgun|brevo|mailjet|postmark|ovh|\
         strato|gandi|hetzner|rackspace|hostinger|godaddy|orange|free|laposte|sfr|terra|\
         movistar|telefonica|t online|telekom|comcast|libero|aruba|tiscali|posteo|\
         mailbox org|mailboxorg|hosting",
        Family::Product,
    ),
];

/// Host name endings.
const HOSTS: &[(&str, Family)] = &[
    ("gmail.com", Family::Google),
    ("googlemail.com", Family::Google),
    ("google.com", Family::Google),
    ("office365.com", Family::Microsoft),
    ("outlook.com", Family::Microsoft),
    ("live.com", Family::Microsoft),
    ("hotmail.com", Family::Microsoft),
    ("yahoo.com", Family::Yahoo),
    ("aol.com", Family::Yahoo),
    ("me.com", Family::Apple),
    ("icloud.com", Family::Apple),
    ("yandex.com", Family::Yandex),
    ("yandex.ru", Family::Yandex),
    ("mail.ru", Family::MailRu),
    ("gmx.com", Family::Gmx),
    ("gmx.net", Family::Gmx),
    ("web.de", Family::Gmx),
    ("mail.com", Family::Gmx),
    ("zoho.com", Family::Zoho),
    ("zoho.eu", Family::Zoho),
    ("zoho.in", Family::Zoho),
    ("fastmail.com", Family::Fastmail),
    ("qq.com", Family::Tencent),
    ("163.com", Family::NetEase),
    ("126.com", Family::NetEase),
    ("yeah.net", Family::NetEase),
    ("mail.infomaniak.com", Family::AppPasswordOnly),
    ("ukr.net", Family::AppPasswordOnly),
];

/// What only one family writes into its replies.
const MARKS: &[(&str, Family)] = &[
    (
        "gsmtp|support google com|accounts google com|gmail com pop|p badcredentials|p \
         invalidsecondfactor",
        Family::Google,
    ),
    (
        "prod outlook com|aka ms|office365 com|smtpclientauthentication|storedrv|\
         protection outlook com",
        Family::Microsoft,
    ),
    (
        "auth012|auth005|auth004|auth006|mbr1212|yahooinc com|help yahoo com|postmaster \
         yahoo com",
        Family::Yahoo,
    ),
    ("help mail qq com|service mail qq com", Family::Tencent),
    (
        "mail 163 com|kefu addr|help 163 com|netease",
        Family::NetEase,
    ),
    ("parol prilozheniya|help mail ru", Family::MailRu),
    ("yandex ru|yandex com", Family::Yandex),
    ("zoho com", Family::Zoho),
    ("support apple com|appleid apple com", Family::Apple),
];

impl Family {
    /// From the provider as given, then the host, then marks in the reply.
    pub(super) fn of(provider: Option<&str>, host: Option<&str>, reply: &Words) -> Option<Self> {
        provider
            .and_then(Self::named)
            .or_else(|| host.and_then(Self::at))
            .or_else(|| {
                MARKS
                    .iter()
                    .find(|(marks, _)| reply.matches(marks))
                    .map(|(_, family)| *family)
            })
    }

    /// From a catalogue id, a product's name or any text with such a name in it.
    pub fn named(provider: &str) -> Option<Self> {
        let words = Words::of(provider);
        // A host name is known by its ending; its words may be anybody's.
        if provider.contains('.') && !provider.trim().contains([' ', '/']) {
            return Self::at(provider.trim());
        }
        Self::by_words(&words)
            .or_else(|| Self::of_entry(Catalogue::bundled().by_id(provider.trim())?))
    }

    fn by_words(words: &Words) -> Option<Self> {
        NAMES
            .iter()
            .find(|(names, _)| words.matches(names))
            .map(|(_, family)| *family)
    }

    /// Of a provider that is only known by its entry in the catalogue.
    fn of_entry(entry: &Provider) -> Option<Self> {
        match entry.password_kind() {
            PasswordKind::AppPassword | PasswordKind::AuthCode => Some(Self::AppPasswordOnly),
            PasswordKind::AppPasswordIfTwoStep => Some(Self::TwoStep),
            PasswordKind::OauthOnly => Some(Self::Microsoft),
            PasswordKind::Bridge => Some(Self::Proton),
            PasswordKind::Account | PasswordKind::MailPassword => Some(Self::Product),
            PasswordKind::None => None,
        }
    }

    fn at(host: &str) -> Option<Self> {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let listed = HOSTS.iter().find(|(name, _)| {
            host.strip_suffix(name)
                .is_some_and(|before| before.is_empty() || before.ends_with('.'))
        });
        listed.map(|(_, family)| *family).or_else(|| {
            let entry = Catalogue::bundled().by_domain(&host)?;
            Self::by_words(&Words::of(entry.id())).or_else(|| Self::of_entry(entry))
        })
    }

    /// What a plain "not accepted" means here, likelier first.
    ///
    /// Measured on replies with a known end: facts in `tests/data/replies.tsv`.
    pub(super) const fn refusal(self, protocol: Protocol) -> (Cause, &'static [Cause]) {
        match (self, protocol) {
            (Self::Yahoo | Self::Apple | Self::Fastmail | Self::AppPasswordOnly, _) => {
                (AppPasswordRequired, &[BadCredentials])
            }
            (Self::Tencent | Self::NetEase, _) => {
                (AppPasswordRequired, &[ProtocolDisabled, BadCredentials])
            }
            // The server refuses before it looks at the password; sending may still be open at companies.
            (Self::Microsoft, Protocol::Imap | Protocol::Pop3) => {
                (BasicAuthDisabled, &[BadCredentials])
            }
            (Self::Microsoft, Protocol::Smtp) => {
                (BadCredentials, &[BasicAuthDisabled, ProtocolDisabled])
            }
            // POP3 and IMAP are off until switched on, and off again after long disuse.
            (Self::Gmx, Protocol::Pop3) => {
                (ProtocolDisabled, &[BadCredentials, AppPasswordRequired])
            }
            (Self::Gmx, Protocol::Imap | Protocol::Smtp) => {
                (BadCredentials, &[ProtocolDisabled, AppPasswordRequired])
            }
            (Self::Google, Protocol::Imap | Protocol::Smtp) | (Self::TwoStep, _) => {
                (BadCredentials, &[AppPasswordRequired])
            }
            (Self::Google, Protocol::Pop3) | (Self::Yandex | Self::MailRu | Self::Zoho, _) => {
                (BadCredentials, &[AppPasswordRequired, ProtocolDisabled])
            }
            (Self::Ionos | Self::Product | Self::Proton, _) => (BadCredentials, &[]),
        }
    }
}

/// From this weight on a wording names the fault, so that the provider changes nothing.
pub(super) const NAMED_FAULT: u8 = 90;

/// What a plain "not accepted" means from this family, likelier first; unknown families leave
/// open whether an app password was wanted.
pub(super) fn refusal(
    family: Option<Family>,
    evidence: &Evidence<'_>,
    reply: &Reply,
) -> (Cause, &'static [Cause]) {
    // "Failed for now": only where the name or the password is named, or by RFC 4954's code, is it the person's.
    let blames_input = reply
        .words
        .matches("@pass|@user|credential*|invalid|incorrect|wrong")
        || reply
            .enhanced
            .iter()
            .any(|(_, subject, detail)| (*subject, *detail) == (7, 8));
    if matches!(reply.smtp(), Some(400..500)) && !blames_input {
        return (Cause::ServerUnavailable, &[]);
    }
    match family {
        // Exim's words in Google's place: somebody between has diverted the connection.
        Some(Family::Google | Family::Yahoo | Family::Microsoft | Family::Apple)
            if reply.words.matches("incorrect authentication data") =>
        {
            (WrongPortOrProtocol, &[BadCredentials])
        }
        Some(family) => family.refusal(evidence.protocol),
        None => (BadCredentials, &[AppPasswordRequired]),
    }
}

/// What "too many wrong sign-ins" may hide.
pub(super) const fn too_many_attempts(family: Option<Family>) -> &'static [Cause] {
    match family {
        // Yahoo answers so to the account's own password.
        Some(Family::Yahoo) => &[AppPasswordRequired],
        _ => &[],
    }
}

//! Whether a provider can serve in a role, said before a password is asked for.

use serde::Deserialize;
use time::Date;

use super::entry::{PasswordKind, Provider, SwitchOn};
use crate::{
    account::{Incoming, Protocol, Role},
    failure::Cause,
    i18n::{FluentValue, Locale},
};

/// Whether a provider can serve in a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Yes, as it is.
    Workable,
    /// Yes, when this was done first.
    WorkableAfter(Vec<Condition>),
    /// No.
    Refused(Refusal),
}

impl Verdict {
    /// The refusal, if it is one.
    pub const fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Workable | Self::WorkableAfter(_) => None,
        }
    }

    /// What must be done first.
    pub fn conditions(&self) -> &[Condition] {
        match self {
            Self::WorkableAfter(conditions) => conditions,
            Self::Workable | Self::Refused(_) => &[],
        }
    }
}

/// What must be true before a provider can serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Something must be switched on at the provider.
    SwitchOn(SwitchOn),
    /// Programs are let in on paid plans only.
    PaidPlan,
    /// The provider's own program must run on this computer.
    Bridge,
    /// The service ends on this day.
    Ends(Date),
}

impl Condition {
    /// The key of its sentence. Variables: `provider`; for [`Condition::Ends`] also `date`;
    /// for [`Condition::SwitchOn`] also `protocols`.
    pub const fn text_key(&self) -> &'static str {
        match self {
            Self::SwitchOn(_) => "provider-condition-switch-on",
            Self::PaidPlan => "provider-condition-paid-plan",
            Self::Bridge => "provider-condition-bridge",
            Self::Ends(_) => "provider-condition-ends",
        }
    }

    /// Its sentence.
    pub fn explain(&self, locale: &Locale, provider: &Provider) -> String {
        let mut values = vec![("provider", FluentValue::from(provider.name()))];
        match self {
            Self::SwitchOn(switch) => {
                let names: Vec<_> = switch
                    .protocols()
                    .iter()
                    .copied()
                    .map(protocol_name)
                    .collect();
                values.push(("protocols", FluentValue::from(names.join(", "))));
            }
            Self::Ends(date) => values.push(("date", FluentValue::from(long_date(locale, *date)))),
            Self::PaidPlan | Self::Bridge => {}
        }
        locale.text_with(self.text_key(), values)
    }
}

/// As people read it.
const fn protocol_name(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::Imap => "IMAP",
        Protocol::Pop3 => "POP",
        Protocol::Smtp => "SMTP",
    }
}

/// Why a provider cannot serve, and two ways on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// As the check would report it: `basic_auth_disabled` or `protocol_disabled`.
    pub cause: Cause,
    /// The reason.
    pub reason: RefusalReason,
    /// Since when, if that is known.
    pub since: Option<Date>,
    /// What can be done instead, the better one first.
    pub ways: [WayOn; 2],
}

impl Refusal {
    /// The key of the reason. Variable: `provider`.
    pub const fn reason_key(&self) -> &'static str {
        self.reason.text_key()
    }

    /// The reason, and since when.
    pub fn explain(&self, locale: &Locale, provider: &Provider) -> String {
        let reason = locale.text_with(
            self.reason_key(),
            [("provider", FluentValue::from(provider.name()))],
        );
        match self.since {
            None => reason,
            Some(since) => {
                let since = long_date(locale, since);
                let since = locale.text_with("provider-since", [("date", since.into())]);
                format!("{reason} {since}")
            }
        }
    }
}

/// Why a provider cannot serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RefusalReason {
    /// It no longer takes passwords from programs.
    PasswordsClosed,
    /// The same at work, where the company may have left an exception.
    PasswordsClosedCompany,
    /// It lets no other program in.
    NoPrograms,
    /// The service has ended.
    Closed,
    /// No POP3, which a LevelSender needs.
    NoPop3ForLevelSender,
    /// No POP3 server is known, which a LevelSender needs.
    Pop3UnknownForLevelSender,
    /// No POP3.
    NoPop3,
    /// No IMAP.
    NoImap,
}

impl RefusalReason {
    /// All of them, for the test that each has its text.
    pub const ALL: [Self; 8] = [
        Self::PasswordsClosed,
        Self::PasswordsClosedCompany,
        Self::NoPrograms,
        Self::Closed,
        Self::NoPop3ForLevelSender,
        Self::Pop3UnknownForLevelSender,
        Self::NoPop3,
        Self::NoImap,
    ];

    /// The key of its sentence.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::PasswordsClosed => "provider-reason-passwords-closed",
            Self::PasswordsClosedCompany => "provider-reason-passwords-closed-company",
            Self::NoPrograms => "provider-reason-no-programs",
            Self::Closed => "provider-reason-closed",
            Self::NoPop3ForLevelSender => "provider-reason-no-pop3-for-levelsender",
            Self::Pop3UnknownForLevelSender => "provider-reason-pop3-unknown-for-levelsender",
            Self::NoPop3 => "provider-reason-no-pop3",
            Self::NoImap => "provider-reason-no-imap",
        }
    }

    const fn ways(self) -> [WayOn; 2] {
        match self {
            Self::PasswordsClosed | Self::NoPrograms => {
                [WayOn::AnotherProvider, WayOn::KeepAsRecipient]
            }
            Self::PasswordsClosedCompany => [WayOn::AnotherProvider, WayOn::CompanyException],
            Self::Closed | Self::Pop3UnknownForLevelSender => {
                [WayOn::AnotherProvider, WayOn::OwnServers]
            }
            Self::NoPop3ForLevelSender => [WayOn::AnotherProvider, WayOn::UseForHomeStation],
            Self::NoPop3 => [WayOn::UseImap, WayOn::AnotherProvider],
            Self::NoImap => [WayOn::UsePop3, WayOn::AnotherProvider],
        }
    }
}

/// What can be done where a provider cannot serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WayOn {
    /// A mailbox at another provider, for the devices alone.
    AnotherProvider,
    /// The mailbox stays a recipient: readings can be sent there as well.
    KeepAsRecipient,
    /// The company left passwords open: enter its servers under "Other".
    CompanyException,
    /// Enter the servers under "Other".
    OwnServers,
    /// It can serve this computer, by IMAP.
    UseForHomeStation,
    /// Read it by IMAP.
    UseImap,
    /// Read it by POP3.
    UsePop3,
}

impl WayOn {
    /// All of them, for the test that each has its text.
    pub const ALL: [Self; 7] = [
        Self::AnotherProvider,
        Self::KeepAsRecipient,
        Self::CompanyException,
        Self::OwnServers,
        Self::UseForHomeStation,
        Self::UseImap,
        Self::UsePop3,
    ];

    /// The key of its sentence.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::AnotherProvider => "provider-way-another-provider",
            Self::KeepAsRecipient => "provider-way-keep-as-recipient",
            Self::CompanyException => "provider-way-company-exception",
            Self::OwnServers => "provider-way-own-servers",
            Self::UseForHomeStation => "provider-way-use-for-home-station",
            Self::UseImap => "provider-way-use-imap",
            Self::UsePop3 => "provider-way-use-pop3",
        }
    }
}

/// A provider that works in no role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RefusedAltogether {
    pub(super) cause: Cause,
    pub(super) reason: RefusalReason,
    pub(super) since: Option<Date>,
}

impl Provider {
    /// Whether it can serve in a role, read by this protocol; none: by the best one for the role.
    /// A LevelSender is always judged by POP3.
    pub fn verdict(&self, role: &Role, incoming: Option<Incoming>) -> Verdict {
        if let Some(refused) = self.refused {
            return Verdict::Refused(Refusal {
                cause: refused.cause,
                reason: refused.reason,
                since: refused.since,
                ways: refused.reason.ways(),
            });
        }
        match (role, incoming) {
            (Role::LevelSender { .. }, _) => self.verdict_by(Incoming::Pop3, true),
            (Role::HomeStation, Some(incoming)) => self.verdict_by(incoming, false),
            (Role::HomeStation, None) => {
                let imap = self.verdict_by(Incoming::Imap, false);
                let pop3 = self.verdict_by(Incoming::Pop3, false);
                match (&imap, &pop3) {
                    (Verdict::Refused(_), _) | (Verdict::WorkableAfter(_), Verdict::Workable) => {
                        pop3
                    }
                    (Verdict::Workable | Verdict::WorkableAfter(_), _) => imap,
                }
            }
        }
    }

    fn verdict_by(&self, incoming: Incoming, level_sender: bool) -> Verdict {
        if self.incoming(incoming).is_empty() {
            let reason = match (incoming, level_sender) {
                (Incoming::Imap, _) => RefusalReason::NoImap,
                (Incoming::Pop3, false) => RefusalReason::NoPop3,
                (Incoming::Pop3, true) if self.pop3_unknown => {
                    RefusalReason::Pop3UnknownForLevelSender
                }
                (Incoming::Pop3, true) => RefusalReason::NoPop3ForLevelSender,
            };
            return Verdict::Refused(Refusal {
                cause: Cause::ProtocolDisabled,
                reason,
                since: None,
                ways: reason.ways(),
            });
        }
        let mut conditions = Vec::new();
        if self.paid {
            conditions.push(Condition::PaidPlan);
        }
        if self.password == PasswordKind::Bridge {
            conditions.push(Condition::Bridge);
        }
        let protocols = [Protocol::from(incoming), Protocol::Smtp];
        let needed = self.switch_on.iter().filter(|switch| {
            protocols
                .iter()
                .any(|protocol| switch.protocols.contains(protocol))
        });
        conditions.extend(needed.cloned().map(|switch| {
            Condition::SwitchOn(SwitchOn {
                protocols: protocols
                    .into_iter()
                    .filter(|protocol| switch.protocols.contains(protocol))
                    .collect(),
                ..switch
            })
        }));
        if let Some(date) = self.closes {
            conditions.push(Condition::Ends(date));
        }
        if conditions.is_empty() {
            Verdict::Workable
        } else {
            Verdict::WorkableAfter(conditions)
        }
    }
}

/// A day as people of the language write it.
pub fn long_date(locale: &Locale, date: Date) -> String {
    locale.text_with(
        "provider-date",
        [
            ("day", FluentValue::from(date.day())),
            ("month", FluentValue::from(u8::from(date.month()))),
            // As text: a number would get a thousands separator.
            ("year", FluentValue::from(date.year().to_string())),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{i18n::Language, provider::Catalogue};

    fn verdict(id: &str, role: &Role, incoming: Option<Incoming>) -> Verdict {
        let provider = Catalogue::bundled().by_id(id).unwrap();
        provider.verdict(role, incoming)
    }

    fn level_sender() -> Role {
        Role::LevelSender {
            serial: "123456".parse().unwrap(),
        }
    }

    #[test]
    fn microsoft_is_refused_in_both_roles_with_its_date_and_two_ways_on() {
        for role in [Role::HomeStation, level_sender()] {
            let verdict = verdict("outlook", &role, None);
            let refusal = verdict.refusal().unwrap();
            assert_eq!(refusal.cause, Cause::BasicAuthDisabled);
            let provider = Catalogue::bundled().by_id("outlook").unwrap();
            let spanish = refusal.explain(&Locale::new(Language::Spanish), provider);
            assert!(spanish.contains("16 de septiembre de 2024"), "{spanish}");
            let english = refusal.explain(&Locale::new(Language::English), provider);
            assert!(english.contains("16 September 2024"), "{english}");
            assert_ne!(refusal.ways[0], refusal.ways[1]);
        }
    }

    #[test]
    fn a_provider_without_pop3_serves_a_home_station_but_no_levelsender() {
        for id in ["icloud", "proton", "workmail"] {
            assert_eq!(
                verdict(id, &Role::HomeStation, None).refusal(),
                None,
                "{id}"
            );
            let refused = verdict(id, &level_sender(), None);
            let refusal = refused.refusal().unwrap();
            assert_eq!(refusal.reason, RefusalReason::NoPop3ForLevelSender, "{id}");
            assert_eq!(refusal.cause, Cause::ProtocolDisabled, "{id}");
        }
        let by_pop3 = verdict("icloud", &Role::HomeStation, Some(Incoming::Pop3));
        assert_eq!(by_pop3.refusal().unwrap().ways[0], WayOn::UseImap);
    }

    #[test]
    fn gmail_by_pop3_must_be_switched_on_and_by_imap_not() {
        assert_eq!(
            verdict("gmail", &Role::HomeStation, None),
            Verdict::Workable
        );
        let by_pop3 = verdict("gmail", &level_sender(), None);
        assert!(matches!(by_pop3.conditions(), [Condition::SwitchOn(switch)]
            if switch.page().is_some() && switch.protocols() == [Protocol::Pop3]));
    }

    #[test]
    fn a_paid_plan_a_bridge_and_an_end_are_said() {
        let mailcom = verdict("mailcom", &level_sender(), None);
        assert!(mailcom.conditions().contains(&Condition::PaidPlan));
        let proton = verdict("proton", &Role::HomeStation, None);
        assert!(proton.conditions().contains(&Condition::Bridge));
        let workmail = verdict("workmail", &Role::HomeStation, None);
        assert!(matches!(workmail.conditions(), [Condition::Ends(_)]));
        assert!(
            verdict("rediff", &Role::HomeStation, None)
                .refusal()
                .is_none()
        );
    }
}

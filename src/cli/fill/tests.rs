//! The options of `setup` and what they come to.

use super::*;
use crate::failure::Cause;

fn own_server() -> Setup {
    Setup {
        role: Some(RoleName::HomeStation),
        email: Some("ana@agua.example".to_owned()),
        incoming: Some("imaps://mail.agua.example".to_owned()),
        outgoing: Some("smtp+starttls://mail.agua.example".to_owned()),
        ..Setup::default()
    }
}

fn faults(options: &Setup) -> Vec<(&'static str, &'static str)> {
    let faults = plan(options).err().unwrap_or_default();
    faults
        .iter()
        .map(|fault| (fault.option, fault.key))
        .collect()
}

#[test]
fn own_servers_become_an_account() {
    let plan = plan(&own_server()).unwrap();
    let account = plan.draft.account().unwrap();
    assert_eq!(account.id.as_str(), "home-station");
    assert_eq!(account.provider, OTHER_PROVIDER);
    assert_eq!(account.incoming.port.get(), 993);
    assert_eq!(account.outgoing.port.get(), 587);
    assert_eq!(account.outgoing.user_name.as_str(), "ana@agua.example");
    assert!(!plan.needs_servers);
}

#[test]
fn the_address_decides_the_provider_and_its_user_names() {
    let plan = plan(&Setup {
        role: Some(RoleName::HomeStation),
        email: Some("ana@icloud.com".to_owned()),
        ..Setup::default()
    })
    .unwrap();
    let account = plan.draft.account().unwrap();
    assert_eq!(account.provider, "icloud");
    assert_eq!(account.incoming.user_name.as_str(), "ana");
    assert_eq!(account.outgoing.user_name.as_str(), "ana@icloud.com");
}

#[test]
fn a_provider_that_cannot_work_is_refused_with_its_cause() {
    for (role, provider, email, cause) in [
        (
            RoleName::HomeStation,
            None,
            "ana@hotmail.es",
            Cause::BasicAuthDisabled,
        ),
        (
            RoleName::HomeStation,
            Some("microsoft"),
            "ana@agua.example",
            Cause::BasicAuthDisabled,
        ),
        (
            RoleName::Levelsender,
            None,
            "ana@icloud.com",
            Cause::ProtocolDisabled,
        ),
    ] {
        let plan = plan(&Setup {
            role: Some(role),
            serial: (role == RoleName::Levelsender).then(|| "123456".to_owned()),
            email: Some(email.to_owned()),
            provider: provider.map(str::to_owned),
            ..Setup::default()
        })
        .unwrap();
        assert_eq!(plan.refusal.unwrap().cause, cause, "{email}");
    }
    let exception = plan(&Setup {
        email: Some("ana@hotmail.es".to_owned()),
        provider: Some("other".to_owned()),
        ..own_server()
    });
    assert!(exception.unwrap().refusal.is_none());
}

#[test]
fn every_fault_names_its_option() {
    for (change, option, key) in [
        (
            Setup {
                email: Some("ana".into()),
                ..own_server()
            },
            "--email",
            "value-address",
        ),
        (
            Setup {
                email: Some("ana@agua.example\nx".into()),
                ..own_server()
            },
            "--email",
            "value-address",
        ),
        (
            Setup {
                incoming: Some("imaps://mail.agua.example:0".into()),
                ..own_server()
            },
            "--incoming",
            "value-port",
        ),
        (
            Setup {
                outgoing: Some("smtps://mail.agua.example:70000".into()),
                ..own_server()
            },
            "--outgoing",
            "value-port",
        ),
        (
            Setup {
                incoming: Some("imaps://mail agua".into()),
                ..own_server()
            },
            "--incoming",
            "value-host",
        ),
        (
            Setup {
                incoming: Some("smtps://mail.agua.example".into()),
                ..own_server()
            },
            "--incoming",
            "cli-fault-incoming-uri",
        ),
        (
            Setup {
                protocol: Some(ProtocolName::Pop),
                ..own_server()
            },
            "--incoming",
            "cli-fault-other-protocol",
        ),
        (
            Setup {
                user: Some("a\tb".into()),
                ..own_server()
            },
            "--user",
            "value-user-name",
        ),
        (
            Setup {
                id: Some("Home Station".into()),
                ..own_server()
            },
            "--id",
            "value-account-id",
        ),
        (
            Setup {
                provider: Some("nobody".into()),
                ..own_server()
            },
            "--provider",
            "cli-fault-unknown-provider",
        ),
        (
            Setup {
                accept_certificate: Some("abc".into()),
                ..own_server()
            },
            "--accept-certificate",
            "value-fingerprint",
        ),
        (
            Setup {
                serial: Some("1".into()),
                ..own_server()
            },
            "--serial",
            "cli-fault-serial-of-home-station",
        ),
        (
            Setup {
                role: Some(RoleName::Levelsender),
                serial: Some("1".into()),
                protocol: Some(ProtocolName::Imap),
                incoming: None,
                ..own_server()
            },
            "--protocol",
            "value-levelsender-needs-pop3",
        ),
        (
            Setup {
                role: Some(RoleName::Levelsender),
                incoming: None,
                ..own_server()
            },
            "--serial",
            "value-missing",
        ),
    ] {
        assert!(
            faults(&change).contains(&(option, key)),
            "{option} {key}: {:?}",
            faults(&change)
        );
    }
}

#[test]
fn a_known_providers_certificate_is_never_accepted_by_hand() {
    let fingerprint = Some("AB".repeat(32));
    let gmail = Setup {
        role: Some(RoleName::HomeStation),
        email: Some("ana@gmail.com".to_owned()),
        accept_certificate: fingerprint.clone(),
        ..Setup::default()
    };
    assert_eq!(
        faults(&gmail),
        [(
            "--accept-certificate",
            "cli-fault-certificate-of-known-provider"
        )]
    );
    let own = plan(&Setup {
        accept_certificate: fingerprint,
        ..own_server()
    })
    .unwrap();
    assert!(own.draft.incoming.accepted_certificate.is_some());
    assert!(own.draft.outgoing.accepted_certificate.is_some());
}

#[test]
fn servers_of_an_unknown_domain_have_to_be_found() {
    let plan = plan(&Setup {
        incoming: None,
        outgoing: None,
        ..own_server()
    })
    .unwrap();
    assert!(plan.needs_servers);
}

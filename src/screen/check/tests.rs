//! What the check does with events, refusals and waits.

use std::time::Duration;

use super::*;
use crate::{
    backend::Outcome,
    draft::{OTHER_PROVIDER, RoleChoice},
    failure::{Cause, Stage},
};

fn draft() -> Draft {
    let mut draft = Draft {
        role: Some(RoleChoice::HomeStation),
        provider: Some(OTHER_PROVIDER.to_owned()),
        address: "ana@example.org".to_owned(),
        secret: Secret::new("s3cr3t-word".to_owned()),
        ..Draft::default()
    };
    draft.fill_servers();
    draft
}

fn check(draft: &Draft) -> Check {
    Check::new(Purpose::SetUp, draft.account().unwrap(), true)
}

fn failed(cause: Cause, remedy: Remedy) -> Outcome {
    let mut failure = Failure::new(cause, Protocol::Imap, Stage::Login);
    failure.remedy = remedy;
    Outcome::Failed {
        failure,
        elapsed: Duration::from_millis(200),
    }
}

fn report(incoming: Outcome, outgoing: Outcome) -> CheckEvent {
    CheckEvent::Finished(Report {
        incoming,
        outgoing,
        findings: Vec::new(),
        verified: None,
    })
}

#[test]
fn a_wrong_password_gives_the_keyboard_to_a_field_for_another() {
    let mut draft = draft();
    let mut check = check(&draft);
    let refused = || failed(Cause::BadCredentials, Remedy::RetypePassword);
    assert_eq!(
        check.happened(&draft, report(refused(), refused())),
        Action::Focus(entry::SECRET)
    );
    // The same one is not sent again.
    let taken = Message::RemedyTaken(Side::Incoming);
    assert_eq!(
        check.update(&mut draft, taken.clone()),
        Action::Focus(entry::SECRET)
    );
    let typed = entry::Message::Typed(Secret::new("another".to_owned()));
    let _ = check.update(&mut draft, Message::Entry(typed));
    assert_eq!(check.update(&mut draft, taken), Action::Start);
}

#[test]
fn a_passing_failure_is_tried_again_by_itself_three_times() {
    let draft = draft();
    let mut check = check(&draft);
    let mut starts = 0;
    for _ in 0..4 {
        let busy = || failed(Cause::ServerUnavailable, Remedy::TryAgain);
        let _ = check.happened(&draft, report(busy(), busy()));
        for _ in 0..200 {
            if check.second_passed() == Action::Start {
                starts += 1;
                check.restart(draft.account().unwrap());
                break;
            }
        }
    }
    assert_eq!((starts, check.needs_ticks()), (3, false));
}

#[test]
fn a_wait_the_server_wants_cannot_be_cut_short() {
    let draft = draft();
    let mut check = check(&draft);
    let wait = failed(Cause::TooManyAttempts, Remedy::Wait { seconds: 2 });
    let _ = check.happened(&draft, report(wait, Outcome::Skipped));
    assert!(check.needs_ticks());
    assert_eq!(check.second_passed(), Action::None);
    assert_eq!(check.second_passed(), Action::None);
    assert!(!check.needs_ticks());
}

#[test]
fn a_refused_sign_in_is_the_main_failure_before_one_that_passes() {
    let CheckEvent::Finished(report) = report(
        failed(Cause::ConnectionTimedOut, Remedy::TryAgain),
        failed(Cause::BadCredentials, Remedy::RetypePassword),
    ) else {
        unreachable!()
    };
    assert_eq!(remedy::main_failure(&report).unwrap().0, Side::Outgoing);
}

#[test]
fn the_report_for_support_has_neither_secret_nor_address() {
    let draft = draft();
    let mut check = check(&draft);
    let refused = failed(Cause::BadCredentials, Remedy::RetypePassword);
    let _ = check.happened(&draft, report(refused, Outcome::Skipped));
    let locale = crate::i18n::Locale::new(crate::i18n::Language::English);
    let text = check.report(Context {
        locale: &locale,
        draft: &draft,
        motion: crate::widget::Motion::Reduced,
        is_narrow: false,
        beside: None,
    });
    assert!(text.contains("a…@example.org"), "{text}");
    assert!(
        !text.contains("ana@") && !text.contains("s3cr3t-word"),
        "{text}"
    );
}

#[test]
fn a_look_at_a_devices_mailbox_says_that_only_sending_is_looked_at() {
    let mut draft = draft();
    let station = draft.account().unwrap();
    draft.role = Some(RoleChoice::LevelSender);
    draft.serial = "123456".to_owned();
    draft.fill_servers();
    let device = draft.account().unwrap();
    for (purpose, account, lead) in [
        (Purpose::Look, &device, "check-lead-sending"),
        (Purpose::Look, &station, "check-lead"),
        // What is new is proven on both sides.
        (Purpose::SetUp, &device, "check-lead"),
        (Purpose::ChangePassword, &device, "check-lead"),
    ] {
        let check = Check::new(purpose, account.clone(), false);
        assert_eq!(check.lead_key(), lead, "{purpose:?}");
    }
}

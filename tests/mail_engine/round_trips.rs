//! Round trips, counted as answers waited for on the wire, TCP and TLS 1.3 included.

use home_station::{
    account::Protocol,
    mail::{connect::Steps, imap, pop, smtp},
    practice::PracticeOptions,
    secret::Secret,
};

use super::support::{Lab, PASSWORD, TLS, endpoint, lab};

fn without(capabilities: &[&str]) -> Lab {
    lab(PracticeOptions {
        without: capabilities.iter().map(|name| (*name).to_owned()).collect(),
        ..PracticeOptions::default()
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn imap_signs_in_after_four_and_opens_the_mailbox_after_five() {
    for (lab, expected) in [
        (without(&[]), [4, 5]),
        (without(&["SASL-IR"]), [4, 5]),
        // Asking for the capabilities costs one.
        (without(&["GREETING-CAPABILITY"]), [5, 6]),
    ] {
        let secret = Secret::new("app password".to_owned());
        let endpoint = endpoint(Protocol::Imap, TLS);
        let steps = Steps::silent();
        let mut session = imap::Session::open(endpoint, &secret, &lab.network, &steps)
            .await
            .unwrap();
        let signed_in = lab.lines.round_trips(993);
        let _ = session.examine_inbox().await.unwrap();
        assert_eq!([signed_in, lab.lines.round_trips(993)], expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pop3_signs_in_after_six_and_looks_after_eight() {
    let lab = without(&[]);
    let secret = Secret::new(PASSWORD.to_owned());
    let endpoint = endpoint(Protocol::Pop3, TLS);
    let mut session = pop::Session::open(endpoint, &secret, &lab.network, &Steps::silent())
        .await
        .unwrap();
    assert_eq!(lab.lines.round_trips(995), 6);
    assert_eq!(session.look().await.unwrap(), 0);
    assert_eq!(lab.lines.round_trips(995), 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn submission_signs_in_after_five_and_has_the_sender_accepted_after_at_most_seven() {
    let lab = without(&[]);
    let secret = Secret::new(PASSWORD.to_owned());
    let endpoint = endpoint(Protocol::Smtp, TLS);
    let mut session = smtp::Session::open(endpoint, &lab.network, &Steps::silent())
        .await
        .unwrap();
    session.sign_in(&secret).await.unwrap();
    assert_eq!(lab.lines.round_trips(465), 5);
    let address = "ana@example.org".parse().unwrap();
    session.envelope(&address, &[&address]).await.unwrap();
    assert!(lab.lines.round_trips(465) <= 7);
}

//! Each measured fault of a library: shown on the bare library, and gone behind the fence.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
};

use home_station::{
    account::{Encryption, Protocol},
    failure::{Cause, Failure, Stage},
    mail::{connect::Steps, imap, pop, smtp},
    practice::authority::Authority,
    secret::Secret,
};
use lettre::transport::smtp::{
    authentication::{Credentials, Mechanism},
    client::{AsyncSmtpConnection, Certificate, TlsParameters},
    extension::ClientId,
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf, duplex};

use super::support::{
    Lines, PASSWORD, Peer, TLS, acceptor, authority, endpoint, network, scripted,
};

fn secret() -> Secret {
    Secret::new(PASSWORD.to_owned())
}

/// A client's end of a connection to a script.
fn bare<Work: Future<Output = ()> + Send + 'static>(
    script: impl FnOnce(Peer) -> Work,
) -> tokio::io::DuplexStream {
    let (near, far) = duplex(4 * 1024 * 1024);
    drop(tokio::spawn(script(Peer::new(Box::new(far)))));
    near
}

async fn pop_behind_the_fence<F, Work>(
    authority: &Arc<Authority>,
    script: F,
) -> Result<(usize, usize), Failure>
where
    F: Fn(Peer) -> Work + Send + Sync + 'static,
    Work: Future<Output = ()> + Send + 'static,
{
    let lines = Lines::default();
    lines.lead(995, Some(scripted(Some(authority), script).await));
    let network = network(&lines, authority);
    let endpoint = endpoint(Protocol::Pop3, TLS);
    let mut session = pop::Session::open(endpoint, &secret(), &network, &Steps::silent()).await?;
    let (count, listed) = session.list().await?;
    session.farewell().await;
    Ok((count, listed.len()))
}

/// Injects replies behind the go-ahead for TLS, then plays a server that refuses every password.
async fn injecting_submission(mut peer: Peer, authority: Arc<Authority>) {
    peer.send("220 mail.example.org ESMTP\r\n").await;
    while !peer.line().await.starts_with("STARTTLS") {
        peer.send("250-mail.example.org\r\n250 STARTTLS\r\n").await;
    }
    peer.send("220 go\r\n250-evil\r\n250-AUTH PLAIN LOGIN\r\n250 INJECTED\r\n")
        .await;
    let Ok(stream) = acceptor(&authority).accept(peer.0.into_inner()).await else {
        return;
    };
    let mut peer = Peer::new(Box::new(stream));
    loop {
        let line = peer.line().await;
        if line.is_empty() {
            return;
        } else if line.starts_with("EHLO") {
            peer.send("250-mail.example.org\r\n250 AUTH PLAIN LOGIN\r\n")
                .await;
        } else {
            peer.send("535 5.7.8 wrong password\r\n").await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lettre_believes_plaintext_after_starttls_and_we_do_not() {
    let authority = authority();
    let own = Arc::clone(&authority);
    let address = scripted(None, move |peer| {
        injecting_submission(peer, Arc::clone(&own))
    })
    .await;

    let hello = ClientId::default();
    let mut lettre = AsyncSmtpConnection::connect_tokio1(address, None, &hello, None, None)
        .await
        .unwrap();
    let root = Certificate::from_der(authority.der().to_vec()).unwrap();
    let tls = TlsParameters::builder("localhost".to_owned()).add_root_certificate(root);
    lettre
        .starttls(tls.build_rustls().unwrap(), &hello)
        .await
        .unwrap();
    let credentials = Credentials::new("ana".to_owned(), "wrong".to_owned());
    let believed = lettre.auth(&[Mechanism::Plain], &credentials).await;
    assert!(
        believed.is_ok(),
        "lettre no longer believes injected plaintext: {believed:?}"
    );

    let lines = Lines::default();
    lines.lead(587, Some(address));
    let network = network(&lines, &authority);
    let endpoint = endpoint(Protocol::Smtp, Encryption::StartTls);
    let failure = smtp::Session::open(endpoint, &network, &Steps::silent())
        .await
        .unwrap_err();
    assert_eq!(
        (failure.cause, failure.stage),
        (Cause::ProtocolViolation, Stage::Starttls)
    );
}

/// Says "end of file" for ever, as TLS streams do; ends a reader that does not listen.
#[derive(Debug)]
struct Ended(Arc<AtomicUsize>);

impl AsyncRead for Ended {
    fn poll_read(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        _: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if self.0.fetch_add(1, Ordering::SeqCst) < 10_000 {
            Poll::Ready(Ok(()))
        } else {
            Poll::Ready(Err(io::ErrorKind::Other.into()))
        }
    }
}

impl AsyncWrite for Ended {
    fn poll_write(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn async_pop_spins_at_end_of_file_and_we_end() {
    let reads = Arc::new(AtomicUsize::new(0));
    assert!(async_pop::new(Ended(Arc::clone(&reads))).await.is_err());
    // Not one of them yielded: over TLS no time-out could have fired.
    assert!(reads.load(Ordering::SeqCst) > 10_000);

    for before in 0..5 {
        let failure = pop_behind_the_fence(&authority(), move |mut peer| async move {
            let answers = ["+OK hi", "-ERR no CAPA", "+OK", "+OK", "+OK 2 320"];
            for answer in &answers[..before] {
                peer.send(&format!("{answer}\r\n")).await;
                drop(peer.line().await);
            }
        })
        .await
        .unwrap_err();
        assert_eq!(failure.cause, Cause::ConnectionClosed, "{failure:?}");
    }
}

/// A POP3 server that refuses every password and counts them.
async fn refusing_pop(mut peer: Peer, tries: Arc<AtomicUsize>) {
    peer.send("+OK\r\n").await;
    loop {
        let line = peer.line().await;
        let verb = line.split(' ').next().unwrap_or("").to_owned();
        if verb == "PASS" || verb == "AUTH" {
            let _ = tries.fetch_add(1, Ordering::SeqCst);
        }
        match verb.as_str() {
            "" => return,
            "CAPA" => {
                let capa = "+OK\r\nUSER\r\nUIDL\r\nSASL PLAIN\r\n.\r\n";
                peer.send(capa).await;
            }
            "USER" => peer.send("+OK\r\n").await,
            _ => peer.send("-ERR [AUTH] no\r\n").await,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn async_pop_tries_a_refused_password_twice_and_we_once() {
    let tries = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&tries);
    let stream = bare(|peer| refusing_pop(peer, counted));
    let mut client = async_pop::new(stream).await.unwrap();
    assert!(client.login("ana", "wrong").await.is_err());
    assert_eq!(tries.swap(0, Ordering::SeqCst), 2);

    let counted = Arc::clone(&tries);
    let script = move |peer| refusing_pop(peer, Arc::clone(&counted));
    let failure = pop_behind_the_fence(&authority(), script)
        .await
        .unwrap_err();
    assert_eq!(failure.cause, Cause::BadCredentials);
    assert_eq!(tries.load(Ordering::SeqCst), 1);
}

/// A POP3 server with two messages, with these answers to CAPA and UIDL.
async fn pop_with(mut peer: Peer, capa: String, uidl: String) {
    peer.send("+OK ready\r\n").await;
    loop {
        let line = peer.line().await;
        match line.split(' ').next().unwrap_or("") {
            "" => return,
            "CAPA" => peer.send(&capa).await,
            "UIDL" => peer.send(&uidl).await,
            "STAT" => peer.send("+OK 2 320\r\n").await,
            _ => peer.send("+OK\r\n").await,
        }
    }
}

const GOOD_CAPA: &str = "+OK\r\nUSER\r\nUIDL\r\n.\r\n";
const GOOD_UIDL: &str = "+OK\r\n1 aa\r\n2 bb\r\n.\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn async_pop_stumbles_over_capabilities_and_we_do_not() {
    let capa = "+OK\r\nUSER\r\nUTF8 USER\r\nEXPIRE 31 USER\r\nUIDL\r\n.\r\n".to_owned();
    let own = capa.clone();
    let stream = bare(|peer| pop_with(peer, own, GOOD_UIDL.to_owned()));
    let mut client = async_pop::new(stream).await.unwrap();
    assert!(client.login("ana", PASSWORD).await.is_err());

    let script = move |peer| pop_with(peer, capa.clone(), GOOD_UIDL.to_owned());
    assert_eq!(
        pop_behind_the_fence(&authority(), script).await.unwrap(),
        (2, 2)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn async_pop_panics_after_a_long_wrong_answer_and_we_do_not() {
    let uidl = format!(
        "+OK\r\n{}nonsense here\r\n.\r\n",
        "1 aaaaaaaaaa\r\n".repeat(400)
    );
    let own = uidl.clone();
    let stream = bare(|peer| pop_with(peer, GOOD_CAPA.to_owned(), own));
    let library = tokio::spawn(async move {
        let mut client = async_pop::new(stream).await.unwrap();
        drop(client.login("ana", PASSWORD).await.unwrap());
        assert!(client.uidl(None).await.is_err());
        drop(client.stat().await);
        drop(client.stat().await);
    });
    assert!(library.await.unwrap_err().is_panic());

    let script = move |peer| pop_with(peer, GOOD_CAPA.to_owned(), uidl.clone());
    let failure = pop_behind_the_fence(&authority(), script)
        .await
        .unwrap_err();
    assert_eq!(failure.cause, Cause::ProtocolViolation, "{failure:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn async_pop_takes_a_status_for_the_list_and_we_do_not() {
    let uidl = "+OK 2 messages\r\n1 aa\r\n2 bb\r\n.\r\n".to_owned();
    let own = uidl.clone();
    let stream = bare(|peer| pop_with(peer, GOOD_CAPA.to_owned(), own));
    let mut client = async_pop::new(stream).await.unwrap();
    drop(client.login("ana", PASSWORD).await.unwrap());
    let answer = client.uidl(None).await.unwrap();
    assert!(matches!(
        answer,
        async_pop::response::uidl::UidlResponse::Single(_)
    ));

    let script = move |peer| pop_with(peer, GOOD_CAPA.to_owned(), uidl.clone());
    assert_eq!(
        pop_behind_the_fence(&authority(), script).await.unwrap(),
        (2, 2)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn async_pop_waits_for_ever_for_a_short_answer_after_a_long_one_and_we_do_not() {
    let list: Vec<String> = (1..=400)
        .map(|number| format!("{number} id-{number}"))
        .collect();
    let uidl = format!("+OK\r\n{}\r\n.\r\n", list.join("\r\n"));
    let own = uidl.clone();
    let stream = bare(|peer| pop_with(peer, GOOD_CAPA.to_owned(), own));
    let mut client = async_pop::new(stream).await.unwrap();
    drop(client.login("ana", PASSWORD).await.unwrap());
    drop(client.uidl(None).await.unwrap());
    let patience = std::time::Duration::from_millis(500);
    assert!(tokio::time::timeout(patience, client.stat()).await.is_err());

    let authority = authority();
    let lines = Lines::default();
    let script = move |peer| pop_with(peer, GOOD_CAPA.to_owned(), uidl.clone());
    lines.lead(995, Some(scripted(Some(&authority), script).await));
    let network = network(&lines, &authority);
    let endpoint = endpoint(Protocol::Pop3, TLS);
    let mut session = pop::Session::open(endpoint, &secret(), &network, &Steps::silent())
        .await
        .unwrap();
    for _ in 0..2 {
        assert_eq!(session.list().await.unwrap().1.len(), 400);
    }
}

#[tokio::test]
async fn async_pop_sends_a_line_break_in_a_password_as_a_command() {
    let said = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&said);
    let stream = bare(|mut peer: Peer| async move {
        peer.send("+OK\r\n").await;
        loop {
            let line = peer.line().await;
            if line.is_empty() {
                return;
            }
            heard.lock().unwrap().push(line.clone());
            peer.send(if line == "CAPA" { GOOD_CAPA } else { "+OK\r\n" })
                .await;
        }
    });
    let mut client = async_pop::new(stream).await.unwrap();
    drop(client.login("ana", "x\r\nDELE 1").await);
    // That it never leaves through us is shown in `check`.
    assert!(said.lock().unwrap().iter().any(|line| line == "DELE 1"));
}

/// Gmail's way of saying it: an untagged alert before the refusal.
async fn alerting_imap(mut peer: Peer) {
    peer.send("* OK [CAPABILITY IMAP4rev1] ready\r\n").await;
    let line = peer.line().await;
    let tag = line.split(' ').next().unwrap_or("").to_owned();
    let alert = "* NO [ALERT] Please log in via your web browser: https://support.example.org";
    peer.send(&format!(
        "{alert}\r\n{tag} NO [AUTHENTICATIONFAILED] Invalid credentials\r\n"
    ))
    .await;
    drop(peer.line().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn async_imap_throws_the_alert_away_and_we_show_it() {
    let mut client = async_imap::Client::new(bare(alerting_imap));
    let _ = client.read_response().await.unwrap().unwrap();
    let (error, _) = client.login("ana", PASSWORD).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("web browser"));

    let authority = authority();
    let lines = Lines::default();
    lines.lead(993, Some(scripted(Some(&authority), alerting_imap).await));
    let network = network(&lines, &authority);
    let endpoint = endpoint(Protocol::Imap, TLS);
    let failure = imap::Session::open(endpoint, &secret(), &network, &Steps::silent())
        .await
        .unwrap_err();
    let detail = failure.detail.unwrap();
    assert!(
        detail.contains("web browser") && detail.contains("Invalid credentials"),
        "{detail}"
    );
    assert_eq!(failure.cause, Cause::WebLoginRequired);
}

#[tokio::test(flavor = "multi_thread")]
async fn async_imap_reads_a_line_without_end_and_we_stop() {
    let (near, mut far) = duplex(4 * 1024 * 1024);
    let flood = async move {
        use tokio::io::AsyncWriteExt;
        far.write_all(b"* OK ").await.unwrap();
        far.write_all(&vec![b'x'; 512 * 1024]).await.unwrap();
        far
    };
    let mut client = async_imap::Client::new(near);
    let patience = std::time::Duration::from_millis(500);
    let read = tokio::time::timeout(patience, async {
        let (_far, read) = tokio::join!(flood, client.read_response());
        read
    });
    assert!(read.await.is_err(), "async-imap has a bound of its own now");

    let authority = authority();
    let lines = Lines::default();
    let flood = |mut peer: Peer| async move {
        peer.send("* OK ").await;
        for _ in 0..160 {
            peer.send(&"x".repeat(64 * 1024)).await;
        }
        drop(peer.line().await);
    };
    lines.lead(993, Some(scripted(Some(&authority), flood).await));
    let network = network(&lines, &authority);
    let endpoint = endpoint(Protocol::Imap, TLS);
    let failure = imap::Session::open(endpoint, &secret(), &network, &Steps::silent())
        .await
        .unwrap_err();
    assert_eq!(
        (failure.cause, failure.stage),
        (Cause::ProtocolViolation, Stage::Greeting)
    );
}

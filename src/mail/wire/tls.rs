//! TLS 1.2 and 1.3 by rustls, judged by the operating system's trust, with a verifier that keeps the
//! chain it saw, so that a refused certificate can be shown and exactly that one accepted.

use std::{
    fmt, io,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
    time_provider::TimeProvider,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    sync::OnceCell,
    time::{Instant, timeout_at},
};
use tokio_rustls::TlsConnector;

use super::{BoxedIo, Clock, Network};
use crate::{
    account::{Fingerprint, Host},
    mail::fault::Fault,
};

type Platform = Option<Arc<dyn ServerCertVerifier>>;

/// Which certificates are trusted: the operating system's authorities (on Linux `SSL_CERT_FILE` and
/// `SSL_CERT_DIR` count), perhaps with some more. Clones share what was loaded.
#[derive(Clone)]
pub struct Trust {
    provider: Arc<CryptoProvider>,
    extra: Vec<CertificateDer<'static>>,
    only_extra: bool,
    platform: Arc<OnceCell<Platform>>,
}

impl Trust {
    /// The operating system's authorities.
    pub fn system() -> Self {
        Self::with_extra_roots(Vec::new())
    }

    /// The operating system's authorities and these.
    pub fn with_extra_roots(extra: Vec<CertificateDer<'static>>) -> Self {
        Self {
            provider: Arc::new(rustls::crypto::ring::default_provider()),
            extra,
            only_extra: false,
            platform: Arc::new(OnceCell::new()),
        }
    }

    /// These authorities and no other, whatever the operating system trusts.
    pub fn only(roots: Vec<CertificateDer<'static>>) -> Self {
        Self {
            only_extra: true,
            ..Self::with_extra_roots(roots)
        }
    }

    /// Loads the authorities, which takes tens of milliseconds, on a blocking thread; once.
    ///
    /// Called beside the name lookup, so that the handshake finds it done.
    pub async fn load(&self) -> Platform {
        let load = || async {
            let (provider, extra) = (Arc::clone(&self.provider), self.extra.clone());
            if self.only_extra {
                return verifier_of(extra, provider);
            }
            let build = move || {
                rustls_platform_verifier::Verifier::new_with_extra_roots(extra, provider)
                    .map(|verifier| Arc::new(verifier) as Arc<dyn ServerCertVerifier>)
                    // A system without any authority trusts nobody; a pinned certificate still works.
                    .ok()
            };
            tokio::task::spawn_blocking(build).await.unwrap_or(None)
        };
        self.platform.get_or_init(load).await.clone()
    }
}

/// A verifier that knows these authorities alone.
fn verifier_of(roots: Vec<CertificateDer<'static>>, provider: Arc<CryptoProvider>) -> Platform {
    let mut store = RootCertStore::empty();
    let _ = store.add_parsable_certificates(roots);
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(store), provider).build();
    Some(verifier.ok()?)
}

impl fmt::Debug for Trust {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Trust")
            .field("extra", &self.extra.len())
            .finish_non_exhaustive()
    }
}

/// Delegates to the platform, keeps what it saw, knows the one accepted certificate.
#[derive(Debug)]
struct Recording {
    platform: Platform,
    provider: Arc<CryptoProvider>,
    pin: Option<Fingerprint>,
    seen: Arc<Mutex<Vec<CertificateDer<'static>>>>,
}

impl ServerCertVerifier for Recording {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let chain = std::iter::once(leaf).chain(intermediates);
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = chain
            .map(|certificate| certificate.clone().into_owned())
            .collect();
        if self.pin == Some(Fingerprint::of_der(leaf)) {
            return Ok(ServerCertVerified::assertion());
        }
        // A server whose accepted certificate was replaced by one of a trusted authority is fine.
        match &self.platform {
            Some(platform) => {
                platform.verify_server_cert(leaf, intermediates, server_name, ocsp_response, now)
            }
            None => Err(CertificateError::UnknownIssuer.into()),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, leaf, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        leaf: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, leaf, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

/// The injected clock, as rustls wants it.
#[derive(Debug)]
struct TlsClock(Arc<dyn Clock>);

impl TimeProvider for TlsClock {
    fn current_time(&self) -> Option<UnixTime> {
        let seconds = u64::try_from(self.0.now().unix_timestamp()).ok()?;
        Some(UnixTime::since_unix_epoch(Duration::from_secs(seconds)))
    }
}

/// A handshake that failed.
#[derive(Debug, Clone)]
pub struct TlsFault {
    /// rustls' own error.
    pub error: rustls::Error,
    /// The chain the server showed, leaf first; empty if it came to none.
    pub chain: Vec<CertificateDer<'static>>,
    /// Whether a certificate had been accepted for this server.
    pub pinned: bool,
    /// The first bytes the server sent: in the clear if it does not speak TLS.
    pub head: Vec<u8>,
}

/// A connection after its handshake.
#[derive(Debug)]
pub(crate) struct Secured {
    pub(crate) io: BoxedIo,
    pub(crate) chain: Vec<CertificateDer<'static>>,
}

/// Encrypts a connection, within the bound. One round trip with TLS 1.3.
pub(crate) async fn handshake(
    network: &Network,
    host: &Host,
    pin: Option<Fingerprint>,
    io: Tap,
) -> Result<Secured, Fault> {
    let bound = Instant::now() + network.bounds.tls;
    let platform = timeout_at(bound, network.trust.load())
        .await
        .map_err(|_| Fault::TimedOut)?;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let head = Arc::clone(&io.head);
    let fault = |error| {
        Fault::Tls(Box::new(TlsFault {
            error,
            chain: seen.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            pinned: pin.is_some(),
            head: head.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }))
    };
    let verifier = Recording {
        platform,
        provider: Arc::clone(&network.trust.provider),
        pin,
        seen: Arc::clone(&seen),
    };
    let clock = Arc::new(TlsClock(Arc::clone(&network.clock)));
    let config = ClientConfig::builder_with_details(Arc::clone(&network.trust.provider), clock)
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])
        .map_err(&fault)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    let name = ServerName::try_from(host.as_str().to_owned())
        .map_err(|error| fault(rustls::Error::General(error.to_string())))?;
    let connecting = TlsConnector::from(Arc::new(config)).connect(name, io);
    match timeout_at(bound, connecting).await {
        Ok(Ok(stream)) => Ok(Secured {
            io: Box::new(stream),
            chain: seen.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }),
        Ok(Err(error)) => {
            let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
            match inner.cloned() {
                Some(error) => Err(fault(error)),
                None if error.kind() == io::ErrorKind::UnexpectedEof => Err(Fault::Closed),
                None => Err(Fault::Io(error.kind(), error.to_string())),
            }
        }
        Err(_) => Err(Fault::TimedOut),
    }
}

/// A plain connection that remembers the first bytes it received: they tell what answers on a port.
#[derive(Debug)]
pub(crate) struct Tap {
    io: BoxedIo,
    head: Arc<Mutex<Vec<u8>>>,
}

impl Tap {
    const BYTES: usize = 200;

    pub(crate) fn new(io: BoxedIo) -> Self {
        Self {
            io,
            head: Arc::default(),
        }
    }
}

impl AsyncRead for Tap {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.io).poll_read(context, buffer))?;
        let mut head = self.head.lock().unwrap_or_else(PoisonError::into_inner);
        let room = Self::BYTES.saturating_sub(head.len());
        let received = buffer.filled().get(before..).unwrap_or_default();
        head.extend(received.iter().take(room));
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Tap {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }
}

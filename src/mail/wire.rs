//! The connection we own: name lookup, TCP, TLS, and the bounds of all of them.
//!
//! Everything that reaches the world goes through one [`Network`], whose parts can be replaced: tests
//! and practice mode put loopback, a throw-away authority or a shifted clock in their place.

mod dial;
mod stream;
mod tls;
mod transcript;

use std::{fmt, io, net::IpAddr, net::SocketAddr, sync::Arc, time::Duration};

use futures::future::BoxFuture;
use rustls::pki_types::CertificateDer;
use time::OffsetDateTime;
use tokio::io::{AsyncRead, AsyncWrite};

pub use self::{
    dial::{LiveDialler, LiveResolver},
    stream::Stream,
    tls::{TlsFault, Trust},
    transcript::{StreamFault, Transcript},
};
pub(crate) use self::{
    dial::{connect, lookup},
    tls::{Secured, Tap, handshake},
};
use crate::account::Host;

/// What a byte stream must be able to do to carry a mail protocol.
pub trait Io: AsyncRead + AsyncWrite + fmt::Debug + Send + Sync + Unpin {}

impl<T: AsyncRead + AsyncWrite + fmt::Debug + Send + Sync + Unpin> Io for T {}

/// A byte stream of any kind.
pub type BoxedIo = Box<dyn Io>;

/// Why a name could not be looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameFault {
    /// The name does not exist, or has no address.
    NotFound(String),
    /// The name servers could not be asked.
    Unavailable(String),
}

/// Turns a host name into addresses.
pub trait Resolver: fmt::Debug + Send + Sync {
    /// The addresses in the order in which they shall be tried; never an empty list.
    fn lookup(&self, host: &Host) -> BoxFuture<'static, Result<Vec<IpAddr>, NameFault>>;
}

/// Opens TCP connections.
pub trait Dialler: fmt::Debug + Send + Sync {
    /// One connection to one address. The caller bounds the time.
    fn dial(&self, address: SocketAddr) -> BoxFuture<'static, io::Result<BoxedIo>>;
}

/// Tells the time of day, by which certificates are judged.
pub trait Clock: fmt::Debug + Send + Sync {
    /// Now.
    fn now(&self) -> OffsetDateTime;
}

/// This computer's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc()
    }
}

/// How long each stage may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Name lookup.
    pub name: Duration,
    /// TCP, over all addresses.
    pub connect: Duration,
    /// Before the next address is tried beside the first, [RFC 8305](https://www.rfc-editor.org/rfc/rfc8305#section-5).
    pub stagger: Duration,
    /// The TLS handshake.
    pub tls: Duration,
    /// The server's greeting, for SMTP with the answer to EHLO.
    pub greeting: Duration,
    /// The answer to STARTTLS or STLS.
    pub starttls: Duration,
    /// The sign-in, with everything asked for it.
    pub login: Duration,
    /// Each step after the sign-in.
    pub step: Duration,
    /// The answer to LOGOUT or QUIT, waited for in the background.
    pub farewell: Duration,
    /// One side of a check in all.
    pub side: Duration,
    /// Silence after which submission tries the other of 465 and 587.
    pub other_port: Duration,
    /// Silence after which a plain port is asked whether it speaks TLS.
    pub suspicion: Duration,
    /// Finding out about the network after a failure.
    pub probe: Duration,
    /// Watching for a test mail.
    pub arrival: Duration,
    /// Between two looks for a test mail.
    pub look: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            name: seconds(5),
            connect: seconds(8),
            stagger: Duration::from_millis(250),
            tls: seconds(8),
            greeting: seconds(8),
            starttls: seconds(5),
            login: seconds(20),
            step: seconds(10),
            farewell: seconds(2),
            side: seconds(25),
            other_port: seconds(3),
            suspicion: seconds(2),
            probe: seconds(5),
            arrival: seconds(60),
            look: seconds(3),
        }
    }
}

/// The world as the mail engine sees it.
#[derive(Debug, Clone)]
pub struct Network {
    /// Names to addresses.
    pub resolver: Arc<dyn Resolver>,
    /// Addresses to connections.
    pub dialler: Arc<dyn Dialler>,
    /// The time by which certificates are judged.
    pub clock: Arc<dyn Clock>,
    /// Which certificates are trusted.
    pub trust: Trust,
    /// How long everything may take.
    pub bounds: Bounds,
}

impl Network {
    /// The system's resolver, sockets, clock and trusted authorities.
    pub fn live() -> Self {
        Self {
            resolver: Arc::new(LiveResolver),
            dialler: Arc::new(LiveDialler),
            clock: Arc::new(SystemClock),
            trust: Trust::system(),
            bounds: Bounds::default(),
        }
    }

    /// With another resolver.
    #[must_use]
    pub fn with_resolver(mut self, resolver: impl Resolver + 'static) -> Self {
        self.resolver = Arc::new(resolver);
        self
    }

    /// With another dialler.
    #[must_use]
    pub fn with_dialler(mut self, dialler: impl Dialler + 'static) -> Self {
        self.dialler = Arc::new(dialler);
        self
    }

    /// With another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// With authorities trusted beside the system's.
    #[must_use]
    pub fn with_extra_roots(mut self, roots: Vec<CertificateDer<'static>>) -> Self {
        self.trust = Trust::with_extra_roots(roots);
        self
    }

    /// With other bounds.
    #[must_use]
    pub fn with_bounds(mut self, bounds: Bounds) -> Self {
        self.bounds = bounds;
        self
    }
}

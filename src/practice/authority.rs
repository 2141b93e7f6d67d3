//! A throw-away certificate authority, made at start and forgotten at the end.
//!
//! It issues a leaf for whatever name a client asks for, so that `imap.gmail.com` and
//! `mail.example.org` can both be practised on loopback.

use std::{
    collections::HashMap,
    fmt, io,
    sync::{Arc, Mutex, PoisonError},
};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose,
};
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};
use time::{Duration, OffsetDateTime};

/// So many names are kept; a client that asks for more gets the last leaf anew each time.
const MAX_LEAVES: usize = 256;

/// What is wrong with a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Leaf {
    /// Nothing.
    #[default]
    Trusted,
    /// Issued by another authority that nobody trusts.
    UnknownAuthority,
    /// Its own issuer, as `openssl req -x509` makes them (an authority used as a leaf).
    SelfSigned,
    /// Its last day has passed.
    Expired,
    /// Its first day is to come.
    NotYetValid,
    /// For another name.
    WrongName,
}

/// A certificate authority with its private key in memory.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    stranger: CertifiedIssuer<'static, KeyPair>,
}

impl Authority {
    /// Makes keys and certificate.
    pub fn new() -> io::Result<Self> {
        Ok(Self {
            issuer: root("Home Station practice authority").map_err(io::Error::other)?,
            stranger: root("Unknown authority").map_err(io::Error::other)?,
        })
    }

    /// The certificate that a client has to trust.
    pub fn der(&self) -> CertificateDer<'static> {
        self.issuer.der().clone()
    }

    /// The same as PEM, for `SSL_CERT_FILE`.
    pub fn pem(&self) -> String {
        self.issuer.pem()
    }

    /// A leaf for these names (host names or IP addresses) with its key in PKCS #8.
    pub fn leaf(
        &self,
        kind: Leaf,
        names: &[String],
    ) -> io::Result<(CertificateDer<'static>, KeyPair)> {
        self.issue(kind, names).map_err(io::Error::other)
    }

    fn issue(
        &self,
        kind: Leaf,
        names: &[String],
    ) -> Result<(CertificateDer<'static>, KeyPair), rcgen::Error> {
        let names = match kind {
            Leaf::WrongName => vec!["another.name.invalid".to_owned()],
            Leaf::Trusted
            | Leaf::UnknownAuthority
            | Leaf::SelfSigned
            | Leaf::Expired
            | Leaf::NotYetValid => names.to_vec(),
        };
        let common_name = names.first().cloned().unwrap_or_default();
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::new(names)?;
        params
            .distinguished_name
            .push(DnType::CommonName, common_name);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let now = OffsetDateTime::now_utc();
        let (from, until) = match kind {
            Leaf::Expired => (now - Duration::days(90), now - Duration::days(3)),
            Leaf::NotYetValid => (now + Duration::days(3), now + Duration::days(90)),
            Leaf::Trusted | Leaf::UnknownAuthority | Leaf::SelfSigned | Leaf::WrongName => {
                (now - Duration::days(1), now + Duration::days(30))
            }
        };
        params.not_before = from;
        params.not_after = until;
        let certificate = match kind {
            Leaf::SelfSigned => {
                params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
                params.self_signed(&key)?
            }
            Leaf::UnknownAuthority => params.signed_by(&key, &self.stranger)?,
            Leaf::Trusted | Leaf::Expired | Leaf::NotYetValid | Leaf::WrongName => {
                params.signed_by(&key, &self.issuer)?
            }
        };
        Ok((certificate.der().clone(), key))
    }
}

impl fmt::Debug for Authority {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Authority").finish_non_exhaustive()
    }
}

fn root(name: &str) -> Result<CertifiedIssuer<'static, KeyPair>, rcgen::Error> {
    let mut params = CertificateParams::new(Vec::new())?;
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let now = OffsetDateTime::now_utc();
    params.not_before = now - Duration::days(100);
    params.not_after = now + Duration::days(100);
    CertifiedIssuer::self_signed(params, KeyPair::generate()?)
}

/// The TLS side of a server: TLS 1.2 and 1.3, a leaf of this kind for every name asked for.
pub fn server_config(authority: &Arc<Authority>, kind: Leaf) -> io::Result<Arc<ServerConfig>> {
    let leaves = Leaves {
        authority: Arc::clone(authority),
        kind,
        made: Mutex::default(),
    };
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(leaves));
    Ok(Arc::new(config))
}

/// Leaves by the name in the client's hello; without a name (an IP address) one for loopback.
#[derive(Debug)]
struct Leaves {
    authority: Arc<Authority>,
    kind: Leaf,
    made: Mutex<HashMap<String, Arc<CertifiedKey>>>,
}

impl ResolvesServerCert for Leaves {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let name = hello.server_name().unwrap_or("localhost").to_owned();
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(leaf) = made.get(&name) {
            return Some(Arc::clone(leaf));
        }
        let names = match name.as_str() {
            "localhost" => vec![name.clone(), "127.0.0.1".to_owned(), "::1".to_owned()],
            _ => vec![name.clone()],
        };
        let (certificate, key) = self.authority.leaf(self.kind, &names).ok()?;
        let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
        let key = ring::sign::any_ecdsa_type(&key).ok()?;
        let leaf = Arc::new(CertifiedKey::new(vec![certificate], key));
        if made.len() < MAX_LEAVES {
            drop(made.insert(name, Arc::clone(&leaf)));
        }
        Some(leaf)
    }
}

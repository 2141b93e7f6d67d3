//! rustls' errors as causes.

use rustls::{AlertDescription, CertificateError, Error};

use super::{Endpoint, Spoken, certificate, cleaned, right_server};
use crate::{
    failure::{Cause, Failure, Remedy, Stage},
    mail::wire::TlsFault,
};

pub(super) fn failure(endpoint: &Endpoint, stage: Stage, fault: &TlsFault) -> Failure {
    let cause = cause(&fault.error, fault.pinned);
    let spoken = Spoken::of(&fault.head);
    let remedy = match (cause, spoken) {
        (Cause::WrongPortOrProtocol, Some(spoken)) => right_server(endpoint, spoken, false),
        (Cause::WrongPortOrProtocol, None) | (Cause::TlsVersion, _) => Remedy::EditServers,
        // For a known provider there is no way round a bad certificate.
        (Cause::TlsCertExpired, _) if endpoint.is_known() => Remedy::SetClock,
        (
            Cause::TlsCertExpired
            | Cause::TlsCertUntrusted
            | Cause::TlsNameMismatch
            | Cause::CertificateChanged,
            _,
        ) if !endpoint.is_known() => Remedy::ShowCertificate,
        _ => Remedy::CheckNetwork,
    };
    let line = fault.head.split(|byte| *byte == b'\n').next();
    let detail = match line {
        Some(line) if cause == Cause::WrongPortOrProtocol && spoken.is_some() => {
            String::from_utf8_lossy(line).into_owned()
        }
        _ => fault.error.to_string(),
    };
    Failure {
        detail: Some(cleaned(&detail)),
        remedy,
        certificate: fault
            .chain
            .first()
            .filter(|_| matches!(fault.error, Error::InvalidCertificate(_)))
            .and_then(certificate::summary),
        intercepted_by: certificate::intercepted_by(&fault.chain),
        ..Failure::new(cause, endpoint.protocol, stage)
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "rustls' list grows; what is not named is unknown"
)]
fn cause(error: &Error, pinned: bool) -> Cause {
    use CertificateError as Bad;
    match error {
        Error::InvalidCertificate(_) if pinned => Cause::CertificateChanged,
        Error::InvalidCertificate(
            Bad::Expired
            | Bad::ExpiredContext { .. }
            | Bad::NotValidYet
            | Bad::NotValidYetContext { .. },
        ) => Cause::TlsCertExpired,
        Error::InvalidCertificate(Bad::NotValidForName | Bad::NotValidForNameContext { .. })
        | Error::AlertReceived(AlertDescription::UnrecognisedName) => Cause::TlsNameMismatch,
        // Self-signed certificates made by `openssl req -x509` come as `Other(CaUsedAsEndEntity)`.
        Error::InvalidCertificate(_) | Error::NoCertificatesPresented => Cause::TlsCertUntrusted,
        Error::AlertReceived(
            AlertDescription::ProtocolVersion
            | AlertDescription::HandshakeFailure
            | AlertDescription::InsufficientSecurity,
        )
        | Error::PeerIncompatible(_) => Cause::TlsVersion,
        Error::InvalidMessage(_) => Cause::WrongPortOrProtocol,
        Error::PeerMisbehaved(_)
        | Error::InappropriateMessage { .. }
        | Error::InappropriateHandshakeMessage { .. }
        | Error::DecryptError
        | Error::PeerSentOversizedRecord => Cause::ProtocolViolation,
        _ => Cause::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use rustls::{InvalidMessage, OtherError, PeerIncompatible};

    use super::*;

    #[test]
    fn typed_errors_lead_to_their_causes() {
        let bad = Error::InvalidCertificate;
        for (error, expected) in [
            (bad(CertificateError::Expired), Cause::TlsCertExpired),
            (bad(CertificateError::NotValidYet), Cause::TlsCertExpired),
            (
                bad(CertificateError::NotValidForName),
                Cause::TlsNameMismatch,
            ),
            (
                bad(CertificateError::UnknownIssuer),
                Cause::TlsCertUntrusted,
            ),
            (
                bad(CertificateError::Other(OtherError(std::sync::Arc::new(
                    std::io::Error::other("CaUsedAsEndEntity"),
                )))),
                Cause::TlsCertUntrusted,
            ),
            (
                Error::AlertReceived(AlertDescription::ProtocolVersion),
                Cause::TlsVersion,
            ),
            (
                Error::PeerIncompatible(PeerIncompatible::ServerDoesNotSupportTls12Or13),
                Cause::TlsVersion,
            ),
            (
                Error::InvalidMessage(InvalidMessage::InvalidContentType),
                Cause::WrongPortOrProtocol,
            ),
        ] {
            assert_eq!(cause(&error, false), expected, "{error:?}");
        }
        assert_eq!(
            cause(&bad(CertificateError::UnknownIssuer), true),
            Cause::CertificateChanged
        );
    }
}

//! What is shown of a certificate, and who opens encrypted connections on the way.

use rustls::pki_types::CertificateDer;
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate};

use super::reply::cleaned;
use crate::{account::Fingerprint, failure::CertificateSummary};

/// What the window shows of a certificate; none if it cannot be read at all.
pub fn summary(der: &CertificateDer<'_>) -> Option<CertificateSummary> {
    let (_, certificate) = X509Certificate::from_der(der).ok()?;
    let names = certificate.subject_alternative_name().ok().flatten();
    let names = names.map(|extension| &extension.value.general_names);
    Some(CertificateSummary {
        subject: cleaned(&certificate.subject().to_string()),
        issuer: cleaned(&certificate.issuer().to_string()),
        names: names
            .into_iter()
            .flatten()
            .filter_map(name)
            .map(|name| cleaned(&name))
            .collect(),
        not_before: certificate.validity().not_before.to_datetime(),
        not_after: certificate.validity().not_after.to_datetime(),
        fingerprint: Fingerprint::of_der(der),
        self_signed: certificate.subject() == certificate.issuer(),
    })
}

fn name(name: &GeneralName<'_>) -> Option<String> {
    match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress(bytes) => match bytes.len() {
            4 => <[u8; 4]>::try_from(*bytes)
                .ok()
                .map(|bytes| std::net::Ipv4Addr::from(bytes).to_string()),
            _ => <[u8; 16]>::try_from(*bytes)
                .ok()
                .map(|bytes| std::net::Ipv6Addr::from(bytes).to_string()),
        },
        GeneralName::OtherName(..)
        | GeneralName::RFC822Name(_)
        | GeneralName::X400Address(_)
        | GeneralName::DirectoryName(_)
        | GeneralName::EDIPartyName(_)
        | GeneralName::URI(_)
        | GeneralName::RegisteredID(_)
        | GeneralName::Invalid(..) => None,
    }
}

/// Products that issue certificates of their own on the way: words of the issuer's name, the name shown.
/// Checked 2026-11-21 against the names of their root certificates.
const PRODUCTS: &[(&str, &str)] = &[
    ("avast", "Avast"),
    ("avg", "AVG"),
    ("kaspersky", "Kaspersky"),
    ("eset", "ESET"),
    ("bitdefender", "Bitdefender"),
    ("norton", "Norton"),
    ("mcafee", "McAfee"),
    ("skyhigh", "Skyhigh (McAfee)"),
    ("trellix", "Trellix"),
    ("sophos", "Sophos"),
    ("zscaler", "Zscaler"),
    ("fortinet", "Fortinet"),
    ("fortigate", "Fortinet"),
    ("netskope", "Netskope"),
    ("goskope", "Netskope"),
    ("palo alto", "Palo Alto Networks"),
    ("paloalto", "Palo Alto Networks"),
    ("prisma access", "Palo Alto Networks"),
    ("cisco umbrella", "Cisco Umbrella"),
    ("blue coat", "Blue Coat"),
    ("bluecoat", "Blue Coat"),
    ("forcepoint", "Forcepoint"),
    ("websense", "Forcepoint"),
    ("check point", "Check Point"),
    ("checkpoint", "Check Point"),
    ("barracuda", "Barracuda"),
    ("sonicwall", "SonicWall"),
    ("watchguard", "WatchGuard"),
    ("fireware", "WatchGuard"),
    ("smoothwall", "Smoothwall"),
    ("untangle", "Untangle"),
    ("iboss", "iboss"),
    ("lightspeed", "Lightspeed"),
    ("contentkeeper", "ContentKeeper"),
    ("securly", "Securly"),
    ("cato networks", "Cato Networks"),
    ("gateway ca cloudflare", "Cloudflare Gateway"),
    ("cloudflare for teams", "Cloudflare Gateway"),
    ("trend micro", "Trend Micro"),
    ("dr web", "Dr.Web"),
    ("drweb", "Dr.Web"),
    ("g data", "G DATA"),
    ("bullguard", "BullGuard"),
    ("panda security", "Panda"),
    ("adguard", "AdGuard"),
    ("qustodio", "Qustodio"),
    ("covenant eyes", "Covenant Eyes"),
    ("net nanny", "Net Nanny"),
    ("superfish", "Superfish"),
    ("squid", "Squid"),
    ("opnsense", "OPNsense"),
    ("pfsense", "pfSense"),
    ("mitmproxy", "mitmproxy"),
    ("fiddlerroot", "Fiddler"),
    ("charles proxy", "Charles"),
];

/// The security product or proxy named by an issuer of this chain, if one is.
pub fn intercepted_by(chain: &[CertificateDer<'_>]) -> Option<String> {
    chain.iter().find_map(|der| {
        let (_, certificate) = X509Certificate::from_der(der).ok()?;
        product(&certificate.issuer().to_string()).map(str::to_owned)
    })
}

/// The product in an issuer's name. Whole words: `DigiCert Reset CA` is no ESET.
fn product(issuer: &str) -> Option<&'static str> {
    let words: Vec<String> = issuer
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let text = format!(" {} ", words.join(" "));
    PRODUCTS
        .iter()
        .find(|(needle, _)| text.contains(&format!(" {needle} ")))
        .map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_named_by_whole_words_of_the_issuer() {
        for (issuer, expected) in [
            (
                "O=Avast Web/Mail Shield, OU=generated by Avast Antivirus for SSL/TLS scanning, CN=Avast Web/Mail Shield Root",
                Some("Avast"),
            ),
            ("CN=AVG Web/Mail Shield Root", Some("AVG")),
            (
                "CN=ESET SSL Filter CA, O=ESET, spol. s r. o., C=SK",
                Some("ESET"),
            ),
            ("CN=FortiGate CA, O=Fortinet", Some("Fortinet")),
            ("C=US, O=Google Trust Services, CN=WR2", None),
            ("C=US, O=DigiCert Inc, CN=Reset CA", None),
            ("C=US, O=Cloudflare, Inc., CN=Cloudflare Inc ECC CA-3", None),
        ] {
            assert_eq!(product(issuer), expected, "{issuer}");
        }
    }

    #[test]
    fn a_certificate_is_summed_up_with_names_issuer_and_fingerprint() {
        let key = rcgen::KeyPair::generate().unwrap();
        let names = vec!["mail.example.org".to_owned(), "127.0.0.1".to_owned()];
        let params = rcgen::CertificateParams::new(names.clone()).unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let summary = summary(certificate.der()).unwrap();
        assert_eq!(summary.names, names);
        assert!(summary.self_signed);
        assert_eq!(summary.fingerprint, Fingerprint::of_der(certificate.der()));
    }
}

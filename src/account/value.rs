//! Checked values of a mailbox: host, port, address, user name, serial number, account id.
//!
//! Each is made by parsing text and keeps what it promises; the reason of a refusal is a [`ValueError`].

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::ValueError;

/// Gives a checked text type its conversions: from `String` through its parser, to `String`, `Display`.
macro_rules! text_value {
    ($name:ident) => {
        impl TryFrom<String> for $name {
            type Error = ValueError;

            fn try_from(text: String) -> Result<Self, ValueError> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

/// A TCP port, 1 to 65535.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Port(pub(super) u16);

impl Port {
    /// The number.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for Port {
    type Error = ValueError;

    fn try_from(number: u16) -> Result<Self, ValueError> {
        if number == 0 {
            Err(ValueError::Port)
        } else {
            Ok(Self(number))
        }
    }
}

impl From<Port> for u16 {
    fn from(port: Port) -> Self {
        port.0
    }
}

impl FromStr for Port {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        // `u16::from_str` takes a leading `+`, which nobody means.
        let digits = text.trim();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(ValueError::Port);
        }
        digits
            .parse::<u16>()
            .map_err(|_| ValueError::Port)
            .and_then(Self::try_from)
    }
}

impl fmt::Display for Port {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A host name or IP address, as typed without blanks around it, at most 253 bytes.
///
/// International names are kept in their ASCII form (`xn--`); a host with a blank, a port or a
/// scheme in it is refused.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Host(String);

impl Host {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Host {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let name = text.trim().trim_end_matches('.').to_ascii_lowercase();
        if let Ok(address) = name
            .trim_start_matches('[')
            .trim_end_matches(']')
            .parse::<std::net::IpAddr>()
        {
            return Ok(Self(address.to_string()));
        }
        let label_is_valid = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
        };
        if name.len() <= 253 && name.split('.').all(label_is_valid) {
            Ok(Self(name))
        } else {
            Err(ValueError::Host)
        }
    }
}

text_value!(Host);

/// A mail address: a local part, an @, a domain. At most 254 bytes, no blanks or control characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address(String);

impl Address {
    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the last @.
    pub fn local_part(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(local, _)| local)
    }

    /// What stands behind the last @, in lower case.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl FromStr for Address {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let address = text.trim_matches(' ');
        let (local, domain) = address.rsplit_once('@').ok_or(ValueError::Address)?;
        let special = |character: char| {
            character.is_control()
                || character.is_whitespace()
                || "\"(),:;<>@[\\]".contains(character)
        };
        let dots = |part: &str| part.starts_with('.') || part.ends_with('.') || part.contains("..");
        if domain.contains(special)
            || local.is_empty()
            || local.len() > 64
            || local.contains(special)
            || dots(local)
            || !domain.contains('.')
        {
            return Err(ValueError::Address);
        }
        let domain: Host = domain.parse().map_err(|_| ValueError::Address)?;
        if address.len() > 254 || domain.as_str().parse::<std::net::IpAddr>().is_ok() {
            return Err(ValueError::Address);
        }
        Ok(Self(format!("{local}@{domain}")))
    }
}

text_value!(Address);

/// The name a person signs in with: an address or not, 1 to 255 bytes, no control characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UserName(String);

impl UserName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for UserName {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let name = text.trim();
        if name.is_empty() || name.len() > 255 || name.chars().any(char::is_control) {
            Err(ValueError::UserName)
        } else {
            Ok(Self(name.to_owned()))
        }
    }
}

impl From<&Address> for UserName {
    fn from(address: &Address) -> Self {
        Self(address.0.clone())
    }
}

text_value!(UserName);

/// A LevelSender's serial number: 1 to 20 ASCII letters, digits or hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Serial(String);

impl Serial {
    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Serial {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        let serial = text.trim();
        let valid = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if serial.is_empty() || serial.len() > 20 || !serial.bytes().all(valid) {
            Err(ValueError::Serial)
        } else {
            Ok(Self(serial.to_owned()))
        }
    }
}

text_value!(Serial);

/// Names one account in `accounts.json`, the keyring and on the command line:
/// 1 to 64 of `a-z 0-9 - _ .`, not starting with a dot or hyphen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountId(pub(super) String);

impl AccountId {
    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AccountId {
    type Err = ValueError;

    fn from_str(id: &str) -> Result<Self, ValueError> {
        let valid =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte);
        if id.is_empty() || id.len() > 64 || id.starts_with(['.', '-']) || !id.bytes().all(valid) {
            Err(ValueError::AccountId)
        } else {
            Ok(Self(id.to_owned()))
        }
    }
}

text_value!(AccountId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_need_an_at_and_a_domain_and_no_line_break() {
        for good in [
            "ana@example.org",
            "a.b+c@sub.example.co",
            " ana@Example.ORG ",
            "ñandú@example.org",
        ] {
            assert!(good.parse::<Address>().is_ok(), "{good}");
        }
        for bad in [
            "",
            "ana",
            "@example.org",
            "ana@",
            "ana@example",
            "ana@example.org\r\nRCPT TO:<x@y.z>",
            "a b@example.org",
            "ana@exa mple.org",
            "a..b@example.org",
            "ana@127.0.0.1",
            "<ana@example.org>",
            "ana@example.org\n",
        ] {
            assert_eq!(bad.parse::<Address>(), Err(ValueError::Address), "{bad:?}");
        }
        let address: Address = "Ana@Example.ORG".parse().unwrap();
        assert_eq!(
            (address.local_part(), address.domain()),
            ("Ana", "example.org")
        );
    }

    #[test]
    fn ports_run_from_1_to_65535() {
        for bad in ["0", "70000", "", "-1", "+25", "99 3", "x"] {
            assert_eq!(bad.parse::<Port>(), Err(ValueError::Port), "{bad:?}");
        }
        assert_eq!(" 993 ".parse::<Port>().map(Port::get), Ok(993));
    }

    #[test]
    fn hosts_have_no_blank_scheme_or_port() {
        for bad in [
            "",
            "imap example.org",
            "imaps://example.org",
            "example.org:993",
            "-a.org",
            "a..b",
            "example.org\n.x",
        ] {
            assert_eq!(bad.parse::<Host>(), Err(ValueError::Host), "{bad:?}");
        }
        for (typed, kept) in [
            (" IMAP.Example.org. ", "imap.example.org"),
            ("[::1]", "::1"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(typed.parse::<Host>().unwrap().as_str(), kept);
        }
    }
}

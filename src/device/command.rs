//! The commands that a LevelSender takes from its mailbox: the body of a plain mail.

use crate::{account::Address, draft::FieldProblem};

/// A command for a LevelSender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// It answers with its settings.
    Settings,
    /// It sends its readings to these addresses from now on, and to no other.
    Recipients(Recipients),
}

impl Command {
    /// The command as the device reads it: one line.
    pub fn line(&self) -> String {
        match self {
            Self::Settings => "LS SETTINGS".to_owned(),
            Self::Recipients(recipients) => {
                let all: Vec<&str> = recipients.0.iter().map(Address::as_str).collect();
                format!("SMTP RECIPIENT: {}", all.join(", "))
            }
        }
    }
}

/// The complete list of those who get a device's readings: the Home Station's address first, and
/// five at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipients(Vec<Address>);

/// Why a list of recipients cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecipientsError {
    /// One of them is no address.
    Address(FieldProblem),
    /// There are more than the device keeps.
    TooMany,
}

impl RecipientsError {
    /// The key of the sentence that says so.
    pub const fn message_key(self) -> &'static str {
        match self {
            Self::Address(problem) => problem.message_key(),
            Self::TooMany => "device-recipients-too-many",
        }
    }
}

impl Recipients {
    /// So many addresses fit into a device's list.
    pub const MOST: usize = 5;

    /// The Home Station's address and others, which are parted by commas, semicolons or blanks.
    ///
    /// # Errors
    /// One of them is no address, or they are too many.
    pub fn new(home_station: &Address, others: &str) -> Result<Self, RecipientsError> {
        let mut all = vec![home_station.clone()];
        for other in others.split([',', ';', ' ', '\t', '\n']) {
            if other.is_empty() {
                continue;
            }
            let other: Address = other
                .parse()
                .map_err(|error| RecipientsError::Address(FieldProblem::Value(error)))?;
            let is_known = all
                .iter()
                .any(|known| known.as_str().eq_ignore_ascii_case(other.as_str()));
            if !is_known {
                all.push(other);
            }
        }
        if all.len() > Self::MOST {
            return Err(RecipientsError::TooMany);
        }
        Ok(Self(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::ValueError;

    fn line(others: &str) -> Result<String, RecipientsError> {
        let station = "station@agua.example".parse().unwrap();
        Recipients::new(&station, others).map(|list| Command::Recipients(list).line())
    }

    #[test]
    fn the_home_stations_address_is_always_in_the_list_and_first() {
        assert_eq!(line("").unwrap(), "SMTP RECIPIENT: station@agua.example");
        assert_eq!(
            line("ana@agua.example; luis@agua.example,").unwrap(),
            "SMTP RECIPIENT: station@agua.example, ana@agua.example, luis@agua.example"
        );
        assert_eq!(
            line("Station@Agua.example ana@agua.example ANA@agua.example").unwrap(),
            "SMTP RECIPIENT: station@agua.example, ana@agua.example"
        );
    }

    #[test]
    fn a_device_keeps_five_recipients_and_only_addresses() {
        assert!(line("a@x.org b@x.org c@x.org d@x.org").is_ok());
        assert_eq!(
            line("a@x.org b@x.org c@x.org d@x.org e@x.org"),
            Err(RecipientsError::TooMany)
        );
        assert_eq!(
            line("ana"),
            Err(RecipientsError::Address(FieldProblem::Value(
                ValueError::Address
            )))
        );
    }
}

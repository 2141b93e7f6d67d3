//! The grammar of the command line. Values are text here; they are parsed where their field is.
//!
//! The help texts are not here but in `i18n/`, put in by `cli::help`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::i18n::Language;

/// The whole command line. Without a command it opens the window.
#[derive(Debug, Parser)]
#[command(
    name = "home-station",
    version,
    disable_help_subcommand = true,
    subcommand_negates_reqs = true
)]
pub struct Arguments {
    /// What to do instead of opening the window.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// The language of every text.
    #[arg(long, global = true, value_name = "LANG", value_enum)]
    pub lang: Option<Lang>,

    /// One folder for everything that is kept but the secrets.
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,

    /// Practice mode, with the story to be played.
    #[arg(
        long,
        global = true,
        value_name = "SCENARIO",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "none"
    )]
    pub practice: Option<String>,

    /// Shows every widget in every state.
    #[arg(long, hide = true)]
    pub gallery: bool,

    /// Opens the window where this mailbox's password is changed.
    #[arg(long, value_name = "ID", conflicts_with = "check")]
    pub change_password: Option<String>,

    /// Opens the window and checks this mailbox.
    #[arg(long, value_name = "ID")]
    pub check: Option<String>,

    /// Nothing moves in the window.
    #[arg(long)]
    pub reduce_motion: bool,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Proves and saves a mailbox.
    Setup(Box<Setup>),
    /// Proves saved mailboxes again.
    Check {
        /// The mailbox; all if left out.
        #[arg(value_name = "ID")]
        id: Option<String>,
        /// How the result is written.
        #[command(flatten)]
        output: Output,
    },
    /// Lists the saved mailboxes.
    Accounts {
        /// How the result is written.
        #[command(flatten)]
        output: Output,
    },
    /// Changes a saved mailbox's password.
    Password {
        /// The mailbox.
        #[arg(value_name = "ID")]
        id: String,
        /// The password comes as one line on standard input.
        #[arg(long)]
        password_stdin: bool,
        /// How the result is written.
        #[command(flatten)]
        output: Output,
    },
    /// Removes a saved mailbox and its secret.
    Remove {
        /// The mailbox.
        #[arg(value_name = "ID", required_unless_present = "all")]
        id: Option<String>,
        /// Every mailbox: for who takes the program off this computer.
        #[arg(long, conflicts_with = "id")]
        all: bool,
        /// How the result is written.
        #[command(flatten)]
        output: Output,
    },
    /// Explains a line of a mail server.
    Diagnose(Diagnose),
    /// Prints the settings to be typed into a device or program.
    Card {
        /// The mailbox.
        #[arg(value_name = "ID")]
        id: String,
        /// The form.
        #[arg(long, value_enum, default_value = "text", hide_default_value = true)]
        format: CardFormat,
    },
    /// Asks a LevelSender for its settings.
    Ask {
        /// The device's mailbox.
        #[arg(value_name = "ID")]
        id: String,
        /// How the result is written.
        #[command(flatten)]
        output: Output,
    },
    /// Sends the Home Station's new address to its devices.
    Tell(Tell),
    /// Ticks off what was done at a device.
    Done(Done),
    /// Signs in now and then, and says when that fails for good.
    Watch {
        /// One round, then the end.
        #[arg(long)]
        once: bool,
        /// How the result is written.
        #[command(flatten)]
        output: Output,
    },
    /// Finds the servers of an address.
    Discover(Discover),
}

/// How a result is written.
#[derive(Debug, Clone, Copy, Args)]
pub struct Output {
    /// As one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// `tell`.
#[derive(Debug, Args)]
pub struct Tell {
    /// The device's mailbox.
    #[arg(value_name = "ID", required_unless_present = "all")]
    pub id: Option<String>,
    /// Every device that was not told yet.
    #[arg(long, conflicts_with = "id")]
    pub all: bool,
    /// Further recipients of the readings; left out, those that were named before.
    #[arg(long, value_name = "A,A")]
    pub others: Option<String>,
    /// How the result is written.
    #[command(flatten)]
    pub output: Output,
}

/// `done`.
#[derive(Debug, Args)]
pub struct Done {
    /// The device's mailbox.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Only that it has its settings or its new password.
    #[arg(long)]
    pub told: bool,
    /// Only that it sends to the new address.
    #[arg(long)]
    pub moved: bool,
    /// How the result is written.
    #[command(flatten)]
    pub output: Output,
}

/// `setup`.
#[derive(Debug, Clone, Default, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "options that are there or not"
)]
pub struct Setup {
    /// Whose mailbox it is.
    #[arg(long, value_enum, required_unless_present = "interactive")]
    pub role: Option<RoleName>,
    /// The LevelSender's serial number.
    #[arg(long, value_name = "N")]
    pub serial: Option<String>,
    /// The mailbox's address.
    #[arg(long, value_name = "A", required_unless_present = "interactive")]
    pub email: Option<String>,
    /// A catalogue id; left out, the address decides.
    #[arg(long, value_name = "ID")]
    pub provider: Option<String>,
    /// How mail is read.
    #[arg(long, value_enum)]
    pub protocol: Option<ProtocolName>,
    /// The IMAP or POP3 server.
    #[arg(long, value_name = "URI")]
    pub incoming: Option<String>,
    /// The submission server.
    #[arg(long, value_name = "URI")]
    pub outgoing: Option<String>,
    /// The user name, if it is not the address.
    #[arg(long, value_name = "U")]
    pub user: Option<String>,
    /// The user name of the submission server, if it is another.
    #[arg(long, value_name = "U")]
    pub outgoing_user: Option<String>,
    /// The display name.
    #[arg(long, value_name = "N")]
    pub name: Option<String>,
    /// Where answers go.
    #[arg(long, value_name = "A")]
    pub reply_to: Option<String>,
    /// Where a copy of every mail goes.
    #[arg(long, value_name = "A")]
    pub copy_to: Option<String>,
    /// The one certificate that is accepted though no authority vouches for it.
    #[arg(long, value_name = "SHA256")]
    pub accept_certificate: Option<String>,
    /// The name of the mailbox in the account file.
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// The password comes as one line on standard input.
    #[arg(long)]
    pub password_stdin: bool,
    /// Sends a test mail; without an address to the usual one.
    #[arg(long, value_name = "TO", num_args = 0..=1)]
    pub send_test: Option<Option<String>>,
    /// Saves the mailbox even if it was not proven.
    #[arg(long)]
    pub save_unverified: bool,
    /// Asks the questions of the wizard here.
    #[arg(long, conflicts_with_all = ["json", "password_stdin"])]
    pub interactive: bool,
    /// As one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// `diagnose`.
#[derive(Debug, Args)]
pub struct Diagnose {
    /// The protocol that failed.
    #[arg(long, value_enum)]
    pub protocol: WireProtocol,
    /// The stage that failed.
    #[arg(long, value_name = "S")]
    pub stage: String,
    /// A catalogue id, a server product or any text.
    #[arg(long, value_name = "P", default_value = "", hide_default_value = true)]
    pub provider: String,
    /// The server's line.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub reply: String,
    /// How the result is written.
    #[command(flatten)]
    pub output: Output,
}

/// `discover`.
#[derive(Debug, Args)]
pub struct Discover {
    /// The address; only its domain leaves this computer.
    #[arg(value_name = "ADDRESS", required_unless_present = "isp_dir")]
    pub address: Option<String>,
    /// Another site to which the provider's pages send on, and that may be asked.
    #[arg(long, value_name = "HOST", requires = "address")]
    pub follow: Vec<String>,
    /// A folder of files in Mozilla's format.
    #[arg(long, value_name = "DIR", requires = "all", conflicts_with = "address")]
    pub isp_dir: Option<PathBuf>,
    /// Every file of the folder.
    #[arg(long, requires = "isp_dir")]
    pub all: bool,
    /// How the result is written.
    #[command(flatten)]
    pub output: Output,
}

/// A language's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Spanish.
    Es,
    /// English.
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Es => Self::Spanish,
            Lang::En => Self::English,
        }
    }
}

/// The words for the two roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RoleName {
    /// This computer.
    HomeStation,
    /// A telemetry device.
    Levelsender,
}

/// The words for the two ways of reading mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProtocolName {
    /// IMAP.
    Imap,
    /// POP3.
    #[value(alias = "pop3")]
    Pop,
}

/// The words for a protocol on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WireProtocol {
    /// IMAP.
    Imap,
    /// POP3.
    #[value(alias = "pop")]
    Pop3,
    /// Submission.
    Smtp,
}

/// The forms of a settings card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CardFormat {
    /// Lines of text.
    Text,
    /// One page with a print style.
    Html,
}

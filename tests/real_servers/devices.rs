//! Commands to a LevelSender through Postfix into its mailbox at Dovecot, where it reads by POP3: the
//! question for its settings, and the Home Station's new address from the earlier mailbox.

use super::{ANA, World, fs};
use crate::support::{dovecot::User, home::Finished, wait_for};

const NEW: User = User {
    name: "nueva",
    password: "otra-contraseña 8",
};

const DEVICE: User = User {
    name: "pozo",
    password: "qmzr wkxp",
};

/// Long enough to be wrapped by anything that wraps.
const OTHERS: &str = "archivo.lecturas@example.org, luis.fernandez@example.org, \
                      guardia.nocturna@example.org, oficina.central@example.org";

impl World {
    fn role(&self, role: &[&str], user: &User, reading: &str) -> Finished {
        let reading = format!(
            "{reading}://localhost:{}",
            match reading {
                "pop3s" => self.servers.dovecot.pop3s,
                _ => self.servers.dovecot.imaps,
            }
        );
        let sending = format!("smtps://localhost:{}", self.servers.postfix.smtps);
        let address = user.address();
        let words = [
            "--email",
            &address,
            "--incoming",
            &reading,
            "--outgoing",
            &sending,
            "--password-stdin",
            "--json",
        ];
        let words = [&["setup", "--role"], role, &words].concat();
        let finished = self.run(&words, user.password);
        assert_eq!(finished.code, 0, "{finished:?}");
        finished
    }

    fn station(&self, user: &User) {
        drop(self.role(&["home-station"], user, "imaps"));
    }

    /// The device's mails, once there are so many.
    fn mails(&self, count: usize) -> Vec<String> {
        let key = &self.servers.dovecot.certificates.key;
        wait_for("the mail", key, || {
            let mails = self.servers.dovecot.messages(DEVICE.name, "INBOX");
            (mails.len() == count).then_some(mails)
        })
    }
}

/// Whether a mail is plain text and holds this line and nothing else; who sent it.
fn only_text(mail: &str, line: &str, from: &User) {
    let mail = mail.replace("\r\n", "\n");
    let (head, body) = mail.split_once("\n\n").unwrap();
    assert_eq!(body, format!("{line}\n"), "{mail}");
    let head = head.to_ascii_lowercase();
    assert!(head.contains("\ncontent-type: text/plain"), "{mail}");
    assert!(head.contains("\ncontent-transfer-encoding: 7bit"), "{mail}");
    assert!(!head.contains("multipart"), "{mail}");
    let address = from.address();
    assert!(head.contains(&format!("\nfrom: {address}\n")), "{mail}");
    assert!(
        head.contains(&format!("return-path: <{address}>")),
        "{mail}"
    );
}

#[test]
fn a_command_is_the_only_text_of_a_plain_mail_in_the_devices_mailbox() {
    let world = World::with(&[ANA, NEW, DEVICE]);
    let device = ["levelsender", "--serial", "123456"];
    drop(world.role(&device, &DEVICE, "pop3s"));
    world.station(&ANA);

    let asked = world.run(&["ask", "levelsender-123456", "--json"], "");
    assert_eq!(asked.code, 0, "{asked:?}");
    let [mail] = world.mails(1).try_into().unwrap();
    only_text(&mail, "LS SETTINGS", &ANA);

    world.station(&NEW);
    assert_eq!(world.keyring.secrets().len(), 3, "the earlier one is kept");
    let words = ["tell", "levelsender-123456", "--others", OTHERS];
    let told = world.run(&[&words[..], &["--lang", "es"]].concat(), "");
    assert_eq!(told.code, 0, "{told:?}");
    let line = format!("SMTP RECIPIENT: nueva@example.org, {OTHERS}");
    assert!(told.stdout.contains(&line), "{told:?}");
    let sent = "Enviado a LevelSender 123456, pozo@example.org";
    assert!(told.stdout.contains(sent), "{told:?}");
    let mails = world.mails(2);
    let mail = mails
        .iter()
        .find(|mail| mail.contains("RECIPIENT"))
        .unwrap();
    only_text(mail, &line, &ANA);
    let signed_in = format!("sasl_username={}", ANA.address());
    let log = world.servers.postfix.log();
    assert!(log.matches(&signed_in).count() >= 2, "{log}");

    // From now on the device is asked from the new address; the earlier one goes with its password.
    let asked = world.run(&["ask", "levelsender-123456", "--json"], "");
    assert_eq!(asked.code, 0, "{asked:?}");
    let from_new = format!("From: {}", NEW.address());
    let mails = world.mails(3);
    let mail = mails.iter().find(|mail| mail.contains(&from_new)).unwrap();
    only_text(mail, "LS SETTINGS", &NEW);
    let done = world.run(&["done", "levelsender-123456", "--json"], "");
    assert_eq!(done.json()["ticked"][1], "moved", "{done:?}");
    let removed = world.run(&["remove", "home-station-old", "--json"], "");
    assert_eq!(removed.code, 0, "{removed:?}");
    assert_eq!(world.keyring.secrets().len(), 2);
    let list = world.accounts_file().with_file_name("devices.json");
    let list = fs::read_to_string(list).unwrap_or_default();
    assert!(!list.contains("levelsender-123456"), "{list}");
    // Nothing was taken from the device's mailbox by any of this.
    assert_eq!(world.mails(3).len(), 3);
}

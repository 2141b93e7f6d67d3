//! Gmail and Google Workspace. Sources: <https://support.google.com/accounts/answer/185833>,
//! <https://support.google.com/mail/answer/7104828>.

use super::{CHECKED, Drawing, Guide, GuideStep, Label, StepTool, missing};

const APP_PASSWORDS: &str = "https://myaccount.google.com/apppasswords";
const POP_SETTINGS: &str = "https://mail.google.com/mail/#settings/fwdandpop";

const PASSWORD: &[GuideStep] = &[
    GuideStep::new(
        "guide-gmail-account",
        Drawing::GmailAccount,
        &[Label::new("Google Account", "Cuenta de Google")],
    )
    .at("https://myaccount.google.com"),
    GuideStep::new(
        "guide-gmail-two-step",
        Drawing::GmailTwoStep,
        &[
            Label::new("Security", "Seguridad"),
            Label::new("2-Step Verification", "Verificación en dos pasos"),
        ],
    )
    .at("https://myaccount.google.com/security"),
    GuideStep::new(
        "guide-gmail-app-passwords",
        Drawing::GmailAppPasswords,
        &[Label::new("App passwords", "Contraseñas de aplicación")
            .or_in_america("Contraseñas de aplicaciones")],
    )
    .at(APP_PASSWORDS)
    .with(StepTool::Missing),
    GuideStep::new(
        "guide-gmail-name",
        Drawing::GmailName,
        &[
            Label::new("App name", "Nombre de la aplicación"),
            Label::new("Create", "Crear"),
        ],
    )
    .with(StepTool::CopyName),
    GuideStep::new(
        "guide-gmail-code",
        Drawing::GmailCode,
        &[Label::new("Done", "Listo")],
    ),
    GuideStep::new("guide-paste", Drawing::GmailPaste, &[]).with(StepTool::PasswordField),
];

const POP3: &[GuideStep] = &[
    GuideStep::new(
        "guide-gmail-pop-settings",
        Drawing::GmailPopSettings,
        &[
            Label::new("See all settings", "Ver todos los ajustes")
                .or_in_america("Ver toda la configuración"),
            Label::new("Forwarding and POP/IMAP", "Reenvío y correo POP/IMAP"),
        ],
    )
    .at(POP_SETTINGS),
    GuideStep::new(
        "guide-gmail-pop-from-now-on",
        Drawing::GmailPopFromNowOn,
        &[
            Label::new("POP download", "Descarga de correo POP"),
            Label::new(
                "Enable POP for mail that arrives from now on",
                "Habilitar POP para los mensajes que se reciban a partir de ahora",
            ),
        ],
    ),
    GuideStep::new(
        "guide-gmail-pop-save",
        Drawing::GmailPopSave,
        &[Label::new("Save Changes", "Guardar cambios")],
    ),
];

/// What reading Gmail by POP3 means; `recent:` is added by role.
pub(super) const POP3_NOTES: &[&str] = &[
    "guide-gmail-pop-copy",
    "guide-gmail-pop-one-program",
    "guide-gmail-pop-own-mail",
    "guide-gmail-pop-rhythm",
];

const AFTERWARDS: &[(&str, Option<&str>)] = &[
    (
        "guide-gmail-alert",
        Some("https://myaccount.google.com/notifications"),
    ),
    ("guide-gmail-revoked", None),
];

pub(super) static GUIDES: &[Guide] = &[
    Guide {
        id: "gmail",
        title: "guide-gmail-title",
        checked: CHECKED,
        password: PASSWORD,
        imap: &[],
        pop3: POP3,
        missing: missing::GOOGLE,
        notes: &["guide-gmail-imap-always-on", "guide-gmail-limits"],
        pop3_notes: POP3_NOTES,
        afterwards: AFTERWARDS,
    },
    Guide {
        id: "gworkspace",
        title: "guide-gworkspace-title",
        checked: CHECKED,
        password: PASSWORD,
        imap: &[],
        pop3: POP3,
        missing: missing::GOOGLE,
        notes: &["guide-gworkspace-administrator", "guide-gmail-limits"],
        pop3_notes: POP3_NOTES,
        afterwards: AFTERWARDS,
    },
];

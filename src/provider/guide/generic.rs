//! Two guides for all the others: where a code is needed, and where the mailbox's own password does.

use super::{CHECKED, Drawing, Guide, GuideStep, Label, StepTool};

const ACCOUNT: GuideStep = GuideStep::new(
    "guide-generic-account",
    Drawing::Account,
    &[
        Label::new("Account", "Cuenta"),
        Label::new("Sign in", "Iniciar sesión"),
    ],
);

const PASTE: GuideStep =
    GuideStep::new("guide-paste", Drawing::Paste, &[]).with(StepTool::PasswordField);

const SWITCH: &[GuideStep] = &[GuideStep::new(
    "guide-generic-switch",
    Drawing::Switch,
    &[
        Label::new("Settings", "Configuración").or_in_america("Ajustes"),
        Label::new("POP and IMAP", "POP e IMAP"),
        Label::new("Save", "Guardar"),
    ],
)];

pub(super) const CODE: Guide = Guide {
    id: "code",
    title: "guide-generic-title",
    checked: CHECKED,
    password: &[
        ACCOUNT,
        GuideStep::new(
            "guide-generic-page",
            Drawing::Page,
            &[
                Label::new("Security", "Seguridad"),
                Label::new("App passwords", "Contraseñas de aplicación"),
            ],
        ),
        GuideStep::new(
            "guide-name",
            Drawing::Name,
            &[
                Label::new("Create", "Crear"),
                Label::new("Generate", "Generar"),
            ],
        )
        .with(StepTool::CopyName),
        GuideStep::new("guide-code", Drawing::Code, &[Label::new("Copy", "Copiar")]),
        PASTE,
    ],
    imap: SWITCH,
    pop3: SWITCH,
    missing: &[],
    notes: &[],
    pop3_notes: &["guide-generic-one-program"],
    afterwards: &[],
};

pub(super) const OWN_PASSWORD: Guide = Guide {
    id: "own-password",
    title: "guide-generic-title",
    checked: CHECKED,
    password: &[
        ACCOUNT,
        GuideStep::new("guide-generic-own-password", Drawing::Paste, &[])
            .with(StepTool::PasswordField),
    ],
    imap: SWITCH,
    pop3: SWITCH,
    missing: &[],
    notes: &["guide-generic-two-step", "guide-generic-panel"],
    pop3_notes: &["guide-generic-one-program"],
    afterwards: &[],
};

pub(super) static GUIDES: &[Guide] = &[CODE, OWN_PASSWORD];

//! The other providers with a guide of their own. Sources: each provider's help pages, named above
//! its steps.

use super::{CHECKED, Drawing, Guide, GuideStep, Label, StepTool, missing};

const PASTE: GuideStep =
    GuideStep::new("guide-paste", Drawing::Paste, &[]).with(StepTool::PasswordField);

/// The name is typed or pasted, and this is pressed.
const fn name(labels: &'static [Label]) -> GuideStep {
    GuideStep::new("guide-name", Drawing::Name, labels).with(StepTool::CopyName)
}

const NOTHING: Guide = Guide {
    id: "",
    title: "",
    checked: CHECKED,
    password: &[],
    imap: &[],
    pop3: &[],
    missing: &[],
    notes: &[],
    pop3_notes: &[],
    afterwards: &[],
};

/// <https://help.yahoo.com/kb/SLN15241.html>
const YAHOO: &[GuideStep] = &[
    GuideStep::new(
        "guide-yahoo-account",
        Drawing::Account,
        &[Label::new("Account security", "Seguridad de la cuenta")],
    )
    .at("https://login.yahoo.com/myaccount/security/"),
    GuideStep::new(
        "guide-yahoo-page",
        Drawing::Page,
        &[
            Label::new("External connections", "Conexiones externas"),
            Label::new("Create app password", "Crear contraseña de aplicación"),
        ],
    )
    .at("https://login.yahoo.com/myaccount/security/app-password")
    .with(StepTool::Missing),
    name(&[Label::new("Generate password", "Generar contraseña")]),
    GuideStep::new(
        "guide-sixteen-letters",
        Drawing::Code,
        &[Label::new("Done", "Listo")],
    ),
    PASTE,
];

/// <https://help.aol.com/articles/Create-and-manage-app-password>
const AOL: &[GuideStep] = &[
    GuideStep::new(
        "guide-aol-account",
        Drawing::Account,
        &[Label::new("Account security", "Seguridad de la cuenta")],
    )
    .at("https://login.aol.com/myaccount/security/"),
    GuideStep::new(
        "guide-aol-page",
        Drawing::Page,
        &[
            Label::new("Generate app password", "Generar contraseña de aplicación"),
            Label::new("Get started", "Empezar"),
        ],
    )
    .at("https://login.aol.com/myaccount/security/app-password")
    .with(StepTool::Missing),
    name(&[Label::new("Generate password", "Generar contraseña")]),
    GuideStep::new(
        "guide-sixteen-letters",
        Drawing::Code,
        &[Label::new("Done", "Listo")],
    ),
    PASTE,
];

/// <https://support.apple.com/en-us/102654>
const ICLOUD: &[GuideStep] = &[
    GuideStep::new(
        "guide-icloud-account",
        Drawing::Account,
        &[Label::new("Apple Account", "Cuenta de Apple")],
    )
    .at("https://account.apple.com/account/manage"),
    GuideStep::new(
        "guide-icloud-page",
        Drawing::Page,
        &[
            Label::new("Sign-In and Security", "Inicio de sesión y seguridad"),
            Label::new("App-Specific Passwords", "Contraseñas de apps"),
        ],
    ),
    name(&[Label::new("Create", "Crear")]),
    GuideStep::new(
        "guide-icloud-code",
        Drawing::Code,
        &[Label::new("Done", "Aceptar")],
    ),
    PASTE,
];

/// <https://yandex.com/support/passport/authorization/app-passwords.html>,
/// <https://yandex.com/support/mail/mail-clients/others.html>. The pages have no Spanish: it is ours.
const YANDEX: &[GuideStep] = &[
    GuideStep::new(
        "guide-yandex-account",
        Drawing::Account,
        &[Label::new("Yandex ID", "Yandex ID")],
    )
    .at("https://id.yandex.com"),
    GuideStep::new(
        "guide-yandex-page",
        Drawing::Page,
        &[
            Label::new("App passwords", "Contraseñas de aplicaciones"),
            Label::new("Mail", "Correo"),
        ],
    )
    .at("https://id.yandex.com/security/app-passwords"),
    name(&[Label::new("Next", "Siguiente")]),
    GuideStep::new("guide-code", Drawing::Code, &[Label::new("Copy", "Copiar")]),
    PASTE,
];

const YANDEX_SWITCH: &[GuideStep] = &[GuideStep::new(
    "guide-yandex-switch",
    Drawing::Switch,
    &[
        Label::new("All settings", "Todos los ajustes"),
        Label::new("Email clients", "Programas de correo"),
        Label::new(
            "App passwords and OAuth tokens",
            "Contraseñas de aplicaciones y tokens OAuth",
        ),
    ],
)
.at("https://mail.yandex.com/#setup/client")];

/// <https://www.zoho.com/mail/help/imap-access.html>
const ZOHO: &[GuideStep] = &[
    GuideStep::new(
        "guide-zoho-account",
        Drawing::Account,
        &[Label::new("My Account", "Mi cuenta")],
    )
    .at("https://accounts.zoho.com"),
    GuideStep::new(
        "guide-zoho-page",
        Drawing::Page,
        &[
            Label::new("Security", "Seguridad"),
            Label::new("App Passwords", "Contraseñas de aplicación"),
        ],
    )
    .at("https://accounts.zoho.com/home#security/app_password"),
    name(&[Label::new("Generate", "Generar")]),
    GuideStep::new(
        "guide-zoho-code",
        Drawing::Code,
        &[Label::new("Close", "Cerrar")],
    ),
    PASTE,
];

const ZOHO_IMAP: &[GuideStep] = &[GuideStep::new(
    "guide-zoho-imap",
    Drawing::Switch,
    &[
        Label::new("Settings", "Configuración"),
        Label::new("Mail Accounts", "Cuentas de correo"),
        Label::new("IMAP Access", "Acceso IMAP"),
    ],
)
.at("https://mail.zoho.com/zm/#settings/all/mailaccounts")];

const ZOHO_POP3: &[GuideStep] = &[GuideStep::new(
    "guide-zoho-pop",
    Drawing::Switch,
    &[
        Label::new("Settings", "Configuración"),
        Label::new("Mail Accounts", "Cuentas de correo"),
        Label::new("POP Access", "Acceso POP"),
        Label::new(
            "Emails that arrive from now on",
            "Correos que lleguen a partir de ahora",
        ),
    ],
)
.at("https://mail.zoho.com/zm/#settings/all/mailaccounts")];

/// <https://www.fastmail.com/help/clients/apppassword.html>
const FASTMAIL: &[GuideStep] = &[
    GuideStep::new(
        "guide-fastmail-account",
        Drawing::Account,
        &[Label::new("Settings", "Ajustes")],
    )
    .at("https://app.fastmail.com/settings/security"),
    GuideStep::new(
        "guide-fastmail-page",
        Drawing::Page,
        &[
            Label::new("Privacy & Security", "Privacidad y seguridad"),
            Label::new("New app password", "Nueva contraseña de aplicación"),
        ],
    ),
    GuideStep::new(
        "guide-fastmail-name",
        Drawing::Name,
        &[
            Label::new(
                "Mail, Contacts & Calendars",
                "Correo, contactos y calendarios",
            ),
            Label::new("Generate password", "Generar contraseña"),
        ],
    )
    .with(StepTool::CopyName),
    GuideStep::new("guide-code", Drawing::Code, &[Label::new("Done", "Listo")]),
    PASTE,
];

/// <https://support.gmx.com/security/2fa/application-specific-passwords.html>
const GMX: &[GuideStep] = &[
    GuideStep::new(
        "guide-gmx-account",
        Drawing::Account,
        &[Label::new("My Account", "Mi cuenta")],
    ),
    GuideStep::new(
        "guide-gmx-page",
        Drawing::Page,
        &[
            Label::new("Security", "Seguridad"),
            Label::new(
                "Application-specific passwords",
                "Contraseñas específicas de aplicación",
            ),
        ],
    ),
    name(&[Label::new("Generate password", "Generar contraseña")]),
    GuideStep::new(
        "guide-code",
        Drawing::Code,
        &[Label::new("Continue", "Continuar")],
    ),
    PASTE,
];

/// <https://support.gmx.com/pop-imap/toggle.html>
const GMX_SWITCH: &[GuideStep] = &[GuideStep::new(
    "guide-gmx-switch",
    Drawing::Switch,
    &[
        Label::new("E-Mail", "E-Mail"),
        Label::new("Settings", "Configuración"),
        Label::new("POP3 & IMAP", "POP3 e IMAP"),
        Label::new("Save", "Guardar"),
    ],
)];

/// <https://help.mail.ru/mail/security/protection/external>. The pages have no Spanish: it is ours.
const MAILRU: &[GuideStep] = &[
    GuideStep::new(
        "guide-mailru-account",
        Drawing::Account,
        &[Label::new("Account settings", "Ajustes de la cuenta")],
    )
    .at("https://account.mail.ru"),
    GuideStep::new(
        "guide-mailru-page",
        Drawing::Page,
        &[
            Label::new("Security", "Seguridad"),
            Label::new(
                "Passwords for external apps",
                "Contraseñas para aplicaciones externas",
            ),
        ],
    )
    .at("https://account.mail.ru/user/2-step-auth/passwords/"),
    GuideStep::new(
        "guide-mailru-name",
        Drawing::Name,
        &[
            Label::new("Create", "Crear"),
            Label::new("Full access to Mail", "Acceso completo al correo"),
        ],
    )
    .with(StepTool::CopyName),
    GuideStep::new("guide-code", Drawing::Code, &[Label::new("Copy", "Copiar")]),
    PASTE,
];

/// <https://www.att.com/support/article/email-support/KM1240308>
const ATT: &[GuideStep] = &[
    GuideStep::new(
        "guide-att-account",
        Drawing::Account,
        &[Label::new("Profile", "Perfil")],
    )
    .at("https://www.att.com/acctmgmt/profile"),
    GuideStep::new(
        "guide-att-page",
        Drawing::Page,
        &[
            Label::new("Sign-in info", "Información de inicio de sesión"),
            Label::new("Manage secure mail key", "Administrar secure mail key"),
            Label::new("Add secure mail key", "Agregar secure mail key"),
        ],
    )
    .at("https://www.att.com/support/article/email-support/KM1240308"),
    name(&[Label::new(
        "Create secure mail key",
        "Crear secure mail key",
    )]),
    GuideStep::new(
        "guide-sixteen-letters",
        Drawing::Code,
        &[Label::new("OK", "OK")],
    ),
    PASTE,
];

pub(super) static GUIDES: &[Guide] = &[
    Guide {
        id: "yahoo",
        title: "guide-yahoo-title",
        password: YAHOO,
        missing: missing::YAHOO,
        notes: &["guide-nothing-to-switch-on", "guide-yahoo-wrong-tries"],
        afterwards: &[("guide-yahoo-survives", None)],
        ..NOTHING
    },
    Guide {
        id: "aol",
        title: "guide-aol-title",
        password: AOL,
        missing: missing::YAHOO,
        notes: &["guide-nothing-to-switch-on"],
        afterwards: &[("guide-yahoo-survives", None)],
        ..NOTHING
    },
    Guide {
        id: "icloud",
        title: "guide-icloud-title",
        password: ICLOUD,
        notes: &["guide-icloud-no-pop", "guide-icloud-user-name"],
        afterwards: &[("guide-icloud-revoked", None)],
        ..NOTHING
    },
    Guide {
        id: "yandex",
        title: "guide-yandex-title",
        password: YANDEX,
        imap: YANDEX_SWITCH,
        pop3: YANDEX_SWITCH,
        notes: &["guide-yandex-both"],
        afterwards: &[("guide-yandex-revoked", None)],
        ..NOTHING
    },
    Guide {
        id: "zoho",
        title: "guide-zoho-title",
        password: ZOHO,
        imap: ZOHO_IMAP,
        pop3: ZOHO_POP3,
        notes: &["guide-zoho-own-password", "guide-zoho-paid"],
        ..NOTHING
    },
    Guide {
        id: "fastmail",
        title: "guide-fastmail-title",
        password: FASTMAIL,
        notes: &["guide-nothing-to-switch-on", "guide-fastmail-plan"],
        pop3_notes: &["guide-fastmail-inbox"],
        ..NOTHING
    },
    Guide {
        id: "gmx",
        title: "guide-gmx-title",
        password: GMX,
        imap: GMX_SWITCH,
        pop3: GMX_SWITCH,
        notes: &["guide-gmx-own-password", "guide-gmx-disuse"],
        ..NOTHING
    },
    Guide {
        id: "mailru",
        title: "guide-mailru-title",
        password: MAILRU,
        notes: &["guide-nothing-to-switch-on"],
        ..NOTHING
    },
    Guide {
        id: "att",
        title: "guide-att-title",
        password: ATT,
        notes: &["guide-nothing-to-switch-on"],
        ..NOTHING
    },
];

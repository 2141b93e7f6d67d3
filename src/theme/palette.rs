//! The colours by what they mean, in three looks, and the measure of contrast between two of them.
//!
//! Water is the one hue; the others only ever stand beside a word and an icon. What must hold
//! (text 4.5:1, 7:1 in high contrast; lines of controls and the focus ring 3:1; WCAG 2.2, 1.4.3,
//! 1.4.6 and 1.4.11) is computed from these tables by `tests/looks_contrast.rs`.

use iced::Color;

/// The colours of one look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Palette {
    /// Behind everything.
    pub canvas: Color,
    /// Cards and inputs.
    pub surface: Color,
    /// What the pointer is over, on a surface or on the canvas.
    pub hover: Color,
    /// Inputs that cannot be edited, tracks of bars.
    pub sunken: Color,
    /// Behind the steps.
    pub rail: Color,
    /// The water in the rail: it rises with the steps.
    pub water: Color,
    /// The marks of the gauge at the rail's edge.
    pub gauge: Color,
    /// What is read.
    pub text: Color,
    /// What explains.
    pub text_muted: Color,
    /// What cannot be pressed at the moment (exempt from the contrast rules, still 3:1).
    pub text_disabled: Color,
    /// Lines that only divide.
    pub border: Color,
    /// Lines that show where a control is.
    pub border_strong: Color,
    /// Filled: the one primary button, what is chosen.
    pub accent: Color,
    /// The same under the pointer.
    pub accent_hover: Color,
    /// The same while pressed.
    pub accent_pressed: Color,
    /// On any of the three above.
    pub on_accent: Color,
    /// Links and words in the accent.
    pub accent_text: Color,
    /// Behind what is chosen, and behind an explanation.
    pub accent_soft: Color,
    /// The ring round what has the keyboard.
    pub focus: Color,
    /// What went well: icon, word, line.
    pub success: Color,
    /// Behind it.
    pub success_soft: Color,
    /// What needs a look.
    pub warning: Color,
    /// Behind it.
    pub warning_soft: Color,
    /// What went wrong.
    pub danger: Color,
    /// Behind it.
    pub danger_soft: Color,
    /// On a filled danger.
    pub on_danger: Color,
    /// Over the page while a dialog is open.
    pub scrim: Color,
    /// Of what is raised.
    pub shadow: Color,
    /// How thick a line is, in logical pixels.
    pub line: f32,
}

const fn hex(rgb: u32) -> Color {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color::from_rgb8(r, g, b)
}

const fn sheer(rgb: u32, alpha: f32) -> Color {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color::from_rgba8(r, g, b, alpha)
}

/// Dark text on white, water-blue.
pub const LIGHT: Palette = Palette {
    canvas: hex(0x00FB_FDFE),
    surface: hex(0x00FF_FFFF),
    hover: hex(0x00F1_F7FA),
    sunken: hex(0x00EE_F4F7),
    rail: hex(0x00EE_F5F9),
    water: hex(0x00D8_EAF4),
    gauge: hex(0x00B4_CFDD),
    text: hex(0x0012_303F),
    text_muted: hex(0x0048_6170),
    text_disabled: hex(0x0075_8A97),
    border: hex(0x00D6_E2E9),
    border_strong: hex(0x006C_8696),
    accent: hex(0x000B_6A9E),
    accent_hover: hex(0x0008_5A88),
    accent_pressed: hex(0x0006_486E),
    on_accent: hex(0x00FF_FFFF),
    accent_text: hex(0x0009_5F90),
    accent_soft: hex(0x00E6_F2F9),
    focus: hex(0x0012_82C2),
    success: hex(0x0016_6E43),
    success_soft: hex(0x00EA_F6EF),
    warning: hex(0x007F_5200),
    warning_soft: hex(0x00FD_F5E4),
    danger: hex(0x00AE_241C),
    danger_soft: hex(0x00FD_F1EF),
    on_danger: hex(0x00FF_FFFF),
    scrim: sheer(0x000A_2230, 0.46),
    shadow: sheer(0x000A_2C40, 0.18),
    line: 1.0,
};

/// Light text on deep water.
pub const DARK: Palette = Palette {
    canvas: hex(0x0010_1C24),
    surface: hex(0x0017_2630),
    hover: hex(0x001D_303C),
    sunken: hex(0x000B_151C),
    rail: hex(0x000B_161E),
    water: hex(0x0010_2C3C),
    gauge: hex(0x002A_4557),
    text: hex(0x00E7_F0F5),
    text_muted: hex(0x00A9_BECA),
    text_disabled: hex(0x007A_909C),
    border: hex(0x002B_404D),
    border_strong: hex(0x0072_8B9A),
    accent: hex(0x0063_BCE8),
    accent_hover: hex(0x0085_CBEE),
    accent_pressed: hex(0x00A3_D8F3),
    on_accent: hex(0x0005_1E2C),
    accent_text: hex(0x007F_C9EF),
    accent_soft: hex(0x0016_3647),
    focus: hex(0x008F_D4F7),
    success: hex(0x0075_D39E),
    success_soft: hex(0x0013_2B21),
    warning: hex(0x00F0_C469),
    warning_soft: hex(0x002E_2715),
    danger: hex(0x00FF_A59D),
    danger_soft: hex(0x0035_2020),
    on_danger: hex(0x002B_0A08),
    scrim: sheer(0x0000_0508, 0.62),
    shadow: sheer(0x0000_0000, 0.5),
    line: 1.0,
};

/// White on black, with full lines.
pub const HIGH_CONTRAST: Palette = Palette {
    canvas: hex(0x0000_0000),
    surface: hex(0x0000_0000),
    hover: hex(0x0024_2424),
    sunken: hex(0x0000_0000),
    rail: hex(0x0000_0000),
    water: hex(0x0006_2A3D),
    gauge: hex(0x0080_8080),
    text: hex(0x00FF_FFFF),
    text_muted: hex(0x00F0_F0F0),
    text_disabled: hex(0x00B4_B4B4),
    border: hex(0x00C8_C8C8),
    border_strong: hex(0x00FF_FFFF),
    accent: hex(0x0074_D2FF),
    accent_hover: hex(0x00A6_E3FF),
    accent_pressed: hex(0x00D0_F0FF),
    on_accent: hex(0x0000_0000),
    accent_text: hex(0x0074_D2FF),
    accent_soft: hex(0x0006_2A3D),
    focus: hex(0x00FF_E14A),
    success: hex(0x0084_F5AE),
    success_soft: hex(0x0000_0000),
    warning: hex(0x00FF_D85C),
    warning_soft: hex(0x0000_0000),
    danger: hex(0x00FF_B8B2),
    danger_soft: hex(0x0000_0000),
    on_danger: hex(0x0000_0000),
    scrim: sheer(0x0000_0000, 0.8),
    shadow: sheer(0x0000_0000, 0.0),
    line: 2.0,
};

/// The contrast of two opaque colours, from 1 (none) to 21 (black on white).
/// Source: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
pub fn contrast(one: Color, other: Color) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Source: <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>.
fn luminance(color: Color) -> f32 {
    let [r, g, b, _] = color.into_linear();
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

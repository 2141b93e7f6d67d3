//! Whether the system asks for nothing to move. There is no one place for it, so each desktop's own
//! is read: files where they are files, else the tool that comes with it, with a bound.

#[cfg(not(any(target_os = "windows", target_os = "macos")))]
use std::path::PathBuf;
use std::{
    io::Read as _,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// So long a tool may take.
const BOUND: Duration = Duration::from_secs(2);

/// No console window flashes up.
#[cfg(target_os = "windows")]
const CREATE_NO_WINDOW: u32 = 0x0800_0000;

/// Looks whether the system asks for nothing to move. Reads files and may start a tool: not for the
/// window's thread.
pub fn system_reduces_motion() -> bool {
    #[cfg(target_os = "windows")]
    {
        // The bit that `SPI_GETCLIENTAREAANIMATION` tells.
        tells(
            &[
                "reg",
                "query",
                r"HKCU\Control Panel\Desktop",
                "/v",
                "UserPreferencesMask",
            ],
            mask_has_no_animation,
        )
    }
    #[cfg(target_os = "macos")]
    {
        tells(
            &[
                "defaults",
                "read",
                "com.apple.universalaccess",
                "reduceMotion",
            ],
            |words| words.trim() == "1",
        )
    }
    #[cfg(not(any(target_os = "windows", target_os = "macos")))]
    {
        files_say_so() || (is_gnome() && tells(GSETTINGS, |words| words.trim() == "false"))
    }
}

#[cfg(not(any(target_os = "windows", target_os = "macos")))]
const GSETTINGS: &[&str] = &[
    "gsettings",
    "get",
    "org.gnome.desktop.interface",
    "enable-animations",
];

/// The desktops that keep it in GNOME's settings.
#[cfg(not(any(target_os = "windows", target_os = "macos")))]
fn is_gnome() -> bool {
    std::env::var("XDG_CURRENT_DESKTOP").is_ok_and(|names| {
        names
            .split(':')
            .any(|name| ["GNOME", "Unity", "X-Cinnamon", "Budgie"].contains(&name))
    })
}

/// KDE and GTK without GNOME write files.
#[cfg(not(any(target_os = "windows", target_os = "macos")))]
fn files_say_so() -> bool {
    let Some(folder) = config_folder() else {
        return false;
    };
    [
        ("kdeglobals", "AnimationDurationFactor", "0"),
        ("gtk-4.0/settings.ini", "gtk-enable-animations", "false"),
        ("gtk-4.0/settings.ini", "gtk-enable-animations", "0"),
        ("gtk-3.0/settings.ini", "gtk-enable-animations", "false"),
        ("gtk-3.0/settings.ini", "gtk-enable-animations", "0"),
    ]
    .into_iter()
    .any(|(file, key, value)| {
        std::fs::read_to_string(folder.join(file)).is_ok_and(|text| has_setting(&text, key, value))
    })
}

#[cfg(not(any(target_os = "windows", target_os = "macos")))]
fn config_folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    set("XDG_CONFIG_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(set("HOME")?).join(".config")))
}

/// Whether a text of `key=value` lines has this one.
#[cfg(not(any(target_os = "windows", target_os = "macos")))]
fn has_setting(text: &str, key: &str, value: &str) -> bool {
    text.lines()
        .filter_map(|line| line.split_once('='))
        .any(|(name, set)| name.trim() == key && set.trim() == value)
}

/// Whether the line that `reg` prints for the mask lacks the bit of animations: bit 1 of byte 4.
#[cfg(any(target_os = "windows", test))]
fn mask_has_no_animation(words: &str) -> bool {
    let mask = words
        .split_once("REG_BINARY")
        .and_then(|(_, digits)| digits.trim().get(8..10))
        .and_then(|byte| u8::from_str_radix(byte, 16).ok());
    mask.is_some_and(|byte| byte & 2 == 0)
}

/// Whether what a tool prints says so. A tool that is missing, fails or hangs says nothing.
fn tells(command: &[&str], says_so: impl FnOnce(&str) -> bool) -> bool {
    let Some((program, arguments)) = command.split_first() else {
        return false;
    };
    let mut command = Command::new(program);
    let _ = command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    #[cfg(target_os = "windows")]
    {
        use std::os::windows::process::CommandExt as _;
        let _ = command.creation_flags(CREATE_NO_WINDOW);
    }
    let Ok(mut child) = command.spawn() else {
        return false;
    };
    let started = Instant::now();
    let is_done = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status.success(),
            Ok(None) if started.elapsed() < BOUND => thread::sleep(Duration::from_millis(10)),
            Ok(None) | Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                break false;
            }
        }
    };
    let mut words = String::new();
    is_done
        && child
            .stdout
            .is_some_and(|mut output| output.read_to_string(&mut words).is_ok())
        && says_so(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mask_of_windows_tells_whether_animations_are_on() {
        let line = |mask: &str| {
            format!(
                "\r\nHKEY_CURRENT_USER\\Control Panel\\Desktop\r\n    UserPreferencesMask    REG_BINARY    {mask}\r\n"
            )
        };
        assert!(!mask_has_no_animation(&line("9E3E078012000000")));
        assert!(mask_has_no_animation(&line("9012038010000000")));
        assert!(!mask_has_no_animation("ERROR: nothing there"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_line_of_a_settings_file_is_found_however_it_is_spaced() {
        let text = "[KDE]\nAnimationDurationFactor = 0\nother=1\n";
        assert!(has_setting(text, "AnimationDurationFactor", "0"));
        assert!(!has_setting(text, "AnimationDurationFactor", "1"));
        assert!(!has_setting(text, "Duration", "0"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_tool_that_fails_hangs_or_is_missing_says_nothing() {
        assert!(tells(&["echo", "false"], |words| words.trim() == "false"));
        assert!(!tells(&["false"], |_| true));
        assert!(!tells(&["no-such-tool-anywhere"], |_| true));
        assert!(!tells(&["sleep", "30"], |_| true));
    }
}

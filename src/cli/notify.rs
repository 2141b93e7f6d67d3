//! A desktop notification, on a thread of its own: the service that shows it may hang.

use std::{thread, time::Duration};

use futures::{FutureExt as _, channel::oneshot, future::BoxFuture};
use notify_rust::{Notification, Timeout};

/// How long the desktop may take; after that the watch goes on.
const BOUND: Duration = Duration::from_secs(3);

/// Where notices are shown: title, text; whether the desktop took it.
pub(super) type Notifier = dyn Fn(&str, &str) -> BoxFuture<'static, bool>;

/// Shows a notice that stays until it is seen. Waits for no click.
pub(super) fn on_desktop(title: &str, text: &str) -> BoxFuture<'static, bool> {
    let (title, text) = (title.to_owned(), text.to_owned());
    async move {
        let (sender, receiver) = oneshot::channel();
        let started = thread::Builder::new()
            .name("notify".to_owned())
            // Whoever asked may have gone on.
            .spawn(move || drop(sender.send(show(&title, &text))));
        if let Err(error) = started {
            tracing::warn!(%error, "no notification");
            return false;
        }
        match tokio::time::timeout(BOUND, receiver).await {
            Ok(Ok(Ok(()))) => true,
            Ok(Ok(Err(error))) => {
                tracing::warn!(%error, "no notification");
                false
            }
            Ok(Err(_)) | Err(_) => {
                tracing::warn!("no notification: the desktop does not answer");
                false
            }
        }
    }
    .boxed()
}

fn show(title: &str, text: &str) -> notify_rust::error::Result<()> {
    let mut notification = Notification::new();
    let _ = notification
        .appname("Home Station")
        .summary(title)
        .body(&escaped(text))
        .timeout(Timeout::Never);
    #[cfg(all(unix, not(target_os = "macos")))]
    let _ = notification
        .icon("dialog-warning")
        .urgency(notify_rust::Urgency::Critical);
    notification.show().map(drop)
}

/// A Linux desktop reads markup in the text:
/// <https://specifications.freedesktop.org/notification/latest/markup.html>.
fn escaped(text: &str) -> String {
    if cfg!(all(unix, not(target_os = "macos"))) {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn an_address_is_no_markup() {
        assert_eq!(escaped("a<b>&c"), "a&lt;b&gt;&amp;c");
    }
}

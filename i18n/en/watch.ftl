# The watch: its log and its notices. Times are of this computer.

watch-started = Watching the saved mailboxes; stop with Ctrl+C. Nothing is taken from them.
watch-no-mailboxes = No mailbox is saved, so there is nothing to watch.
watch-line-new = { $now }  { $id }: not looked at yet
watch-line-works = { $now }  { $id }: works
watch-line-temporary = { $now }  { $id }: not reachable for now, since { $since }; it is tried again by itself
watch-line-refused = { $now }  { $id }: { $provider } refuses the sign-in since { $since }; not tried again until the password is changed
watch-line-secret-missing = { $now }  { $id }: its password is not in this computer's password store
watch-notice-password = { $provider } has not accepted the password since { $time }
watch-notice-password-text = { $address }: no readings arrive until the password is changed. Open Home Station and choose “Change password”.
watch-notice-sign-in = { $provider } has not allowed the sign-in since { $time }
watch-notice-sign-in-text = { $address }: no readings arrive until this is solved. Open Home Station and choose “Check now”: it says what to do.

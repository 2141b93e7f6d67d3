# The check: the ladder, and what stands under a failure.

check-title-running = Checking the connection
check-title-stopped = The check was stopped
check-title-failed = The mailbox does not work yet
check-title-failed-change = The new password is not in use yet
check-title-failed-look = The mailbox does not work at the moment
check-title-saving = Both servers accept: saving …
check-title-saved = The mailbox is saved
check-title-works = The mailbox works
check-lead = Receiving and sending are checked together for { $address }.
check-running = Checking …
check-saving = Saving …
check-saved-head = Sending and receiving work
check-saved-text = Both servers accept the password. You can send a test e-mail next.
check-changed-head = The new password is in use
check-changed-text = Both servers accepted it; the old one was replaced.
check-lead-sending = Only sending is checked for { $address }, so that the device is not locked out of its mailbox.
check-works-head = Nothing needs to be done
check-works-text-sending = The outgoing server accepts the saved password.
check-works-text = The servers accept the saved password.
check-again = Check again
check-terms-show = Show technical terms
check-terms-hide = Hide technical terms
check-takes-nothing = No message is taken from this mailbox.

check-incoming-imap = Incoming mail (IMAP)
check-incoming-pop = Incoming mail (POP)
check-outgoing = Outgoing mail (SMTP)
check-other-port = The other port did not answer; now on port { $port }.

check-at-incoming = With incoming mail
check-at-outgoing = With outgoing mail
check-line-incoming = What the incoming server said:
check-line-outgoing = What the outgoing server said:
check-detail-incoming = With incoming mail:
check-detail-outgoing = With outgoing mail:
check-alternative = Also possible: { $title }
check-copy-details = Copy details
check-copied = Copied
check-retry-in = It is tried again by itself in { $time }.
check-retry-stop = Do not retry
check-wait = Possible again in { $time }

check-general = What else to check
check-servers = Look at the servers
check-save-unproven = Save without checking
check-save-unproven-text = “Save without checking” keeps what you entered, for instance while there is no connection. The mailbox is shown as not checked.
check-check-password = Check this password

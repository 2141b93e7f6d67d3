# The check: the ladder, and what stands under a failure.

check-title-running = Checking the connection
check-title-stopped = The check was stopped
check-title-failed = The check did not succeed
check-title-saving = Both servers accept: saving …
check-title-saved = Both servers accept, and it is saved
check-title-works = The mailbox works
check-lead = { $address }, both directions at the same time.
check-running = Checking …
check-saving = Saving …
check-saved-text = Sending and receiving were proven with this password. A test e-mail comes next, if you like.
check-changed-text = The new password is in force. The old one was replaced.
check-works-text = The servers accept the saved password.
check-again = Check again
check-terms-show = Show technical terms
check-terms-hide = Hide technical terms
check-takes-nothing = No message is taken from this mailbox.

check-incoming-imap = Incoming mail (IMAP)
check-incoming-pop = Incoming mail (POP)
check-outgoing = Outgoing mail (SMTP)
check-other-port = The other port did not answer; now on port { $port }.

check-stage-name = Find the server
check-stage-connect = Connect
check-stage-tls = Encrypt the connection
check-stage-greeting = The server greets
check-stage-starttls = Ask for encryption
check-stage-login = Sign in
check-stage-mailbox = Look into the inbox
check-stage-mailbox-pop = Count the messages, take none
check-stage-mail-from = Sender accepted
check-stage-rcpt = Recipient accepted, nothing sent
check-stage-data = Hand over the message
check-stage-arrival = Watch for its arrival

check-failed = The check failed
check-at-incoming = With incoming mail
check-at-outgoing = With outgoing mail
check-server-line = What the server said:
check-alternative = Also possible: { $title }
check-copy-details = Copy details
check-copied = Copied
check-retry-in = It is tried again by itself in { $time }.
check-retry-stop = Do not
check-wait = Possible again in { $time }

check-do-check-password = Check this password
check-do-open-page = Open the page
check-do-use-imap = Try with IMAP
check-do-use-pop = Try with POP
check-do-use-port = Try port { $port }
check-do-show-certificate = Look at the certificate
check-do-edit-address = Correct the address
check-do-edit-servers = Correct the server
check-do-edit-recipient = Correct the recipient
check-do-copy-request = Copy a text for the administrator
check-do-choose-provider = Use another mailbox

check-general = What else to look at
check-general-server = Server, port and encryption of both directions
check-general-password = User name and password, or app password
check-general-firewall = Firewall or antivirus on this computer and in this network
check-general-other-program = Whether the same settings work in another mail program
check-servers = Look at the servers
check-save-unproven = Save without proof
check-save-unproven-text = “Save without proof” keeps what you entered, for instance while there is no connection. The mailbox is shown as not checked.

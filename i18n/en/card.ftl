# The settings card: every value of a mailbox on one page.

card-title = E-mail settings of { $device }
card-group-mailbox = Mailbox
card-group-incoming = Incoming mail server
card-group-outgoing = Outgoing mail server
card-group-more = More
card-full-name = Full name
card-address = E-mail address
card-reply-to = Reply to
card-copy-to = Copy of every mail to
card-kind = Kind
card-server = Server
card-port = Port
card-encryption = Encryption
card-encryption-tls = TLS (SSL)
card-encryption-starttls = STARTTLS
card-user-name = User name
card-server-timeout = Server timeout in seconds
card-password-note = The password is not on this card. It belongs in the password field of both servers.
card-levelsender-note = The LevelSender itself is not configured by this program: enter these values in its e-mail settings.

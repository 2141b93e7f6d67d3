# What a field may not hold, beside the field and on the command line.

value-missing = Something is needed here.
value-address = This is not an e-mail address. It looks like name@example.org.
value-host = This is not a server name. It looks like mail.example.org, without spaces.
value-port = A port is a number from 1 to 65535.
value-user-name = A user name has 1 to 255 characters and no line break.
value-serial = A serial number has 1 to 20 letters, digits or hyphens.
value-account-id = A mailbox's name has 1 to 64 small letters, digits, hyphens, dots or underscores, and begins with a letter or digit.
value-fingerprint = A SHA-256 fingerprint has 64 hexadecimal digits.
value-display-name = A display name has at most 255 characters and no line break.
value-server-timeout = The server timeout is from 10 to 3600 seconds.
value-levelsender-needs-pop3 = A LevelSender's mailbox is read by POP: with IMAP its remote changes do not work.
value-levelsender-recent = “recent:” is not for a LevelSender: it would read the commands of the last 30 days again.
value-secret-empty = The password is empty.
value-secret-too-long = The password is longer than 1024 bytes, more than any mail server takes.
value-secret-control-character = There is a line break or another invisible character in the password. Mail servers do not take that.

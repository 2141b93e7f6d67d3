# What went wrong, why, and the one next action. $provider is the provider's or server's name,
# $protocol is IMAP, POP3 or SMTP. A key with a provider behind it stands in for the general one.

failure-bad-credentials-title = { $provider } did not accept the password
failure-bad-credentials-why = The server answers, but does not recognise this user name with this password.
failure-bad-credentials-action = Check the address, then paste the password again.
failure-bad-credentials-name = user name or password not accepted
failure-bad-credentials-why-gmail = Gmail never takes the account's own password here. After every change of the Google password, all app passwords must be made anew.
failure-bad-credentials-action-gmail = Check the address and paste the app password of 16 letters.
failure-bad-credentials-why-gmx = Either the password is another one, or POP3/IMAP is not switched on for this mailbox.
failure-bad-credentials-action-gmx = Check under Settings > POP3/IMAP that access is on, then paste the password again.
failure-bad-credentials-why-yandex = Yandex takes an app password for mail, and only while mail programs are allowed in its settings.
failure-bad-credentials-why-proton = Proton Mail Bridge has a password of its own; it stands in Bridge's window.
failure-bad-credentials-why-microsoft = Microsoft takes passwords from programs only where an administrator still allows it.

failure-app-password-required-title = { $provider } wants an app password
failure-app-password-required-why = Programs do not sign in with the account's own password here. They need one made for them.
failure-app-password-required-action = Make an app password at { $provider } and paste it.
failure-app-password-required-name = an app password is needed
failure-app-password-required-why-gmail = Google takes only an app password from programs: 16 letters, made after 2-Step Verification is on.
failure-app-password-required-action-gmail = Make an app password in the Google account and paste its 16 letters.
failure-app-password-required-why-yahoo = Yahoo and AOL do not take the account's own password from programs, only an app password of 16 letters.
failure-app-password-required-action-yahoo = Make an app password under Account security and paste its 16 letters.
failure-app-password-required-why-icloud = Apple takes only an app-specific password from programs, in the form xxxx-xxxx-xxxx-xxxx.
failure-app-password-required-action-icloud = Make an app-specific password at account.apple.com and paste it with its hyphens.
failure-app-password-required-why-yandex = Yandex takes only an app password of the kind "Mail" from programs.
failure-app-password-required-why-mailru = Mail.ru takes only a password for external applications from programs.
failure-app-password-required-why-fastmail = Fastmail never takes the account's own password from programs.
failure-app-password-required-why-qq = QQ Mail takes only its authorization code from programs, and only while IMAP/SMTP is on.
failure-app-password-required-action-qq = Switch IMAP/SMTP on in the web mail and paste the authorization code it shows.
failure-app-password-required-why-netease = 163, 126 and yeah.net take only their authorization code from programs, and only while the service is on.
failure-app-password-required-action-netease = Switch IMAP/SMTP on in the web mail and paste the authorization code it shows.

failure-web-login-required-title = { $provider } wants you to sign in on its web page first
failure-web-login-required-why = The server holds the sign-in back until the account's owner has confirmed it in a browser.
failure-web-login-required-action = Sign in at { $provider } with a browser, confirm that it was you, and try again.
failure-web-login-required-name = a sign-in on the web page is needed first
failure-web-login-required-why-gmail = Google holds an unusual sign-in back until the account's owner has confirmed it in a browser.
failure-web-login-required-why-microsoft = Microsoft holds the mailbox back until the account's owner has proved who he or she is in a browser.

failure-protocol-disabled-title = { $provider } has { $protocol } switched off for this mailbox
failure-protocol-disabled-why = The password may well be right: this way in is closed in the mailbox's settings.
failure-protocol-disabled-action = Switch { $protocol } on in the settings of { $provider }, save, and try again.
failure-protocol-disabled-name = { $protocol } is switched off for this mailbox
failure-protocol-disabled-why-gmail = POP must be switched on by hand in Gmail. IMAP is always on in personal accounts; in a supervised or work account it may not be allowed.
failure-protocol-disabled-action-gmail = In Gmail open Settings > Forwarding and POP/IMAP, switch { $protocol } on and press Save changes.
failure-protocol-disabled-why-gworkspace = In work and school accounts the administrator decides about { $protocol }.
failure-protocol-disabled-action-gworkspace = Send the ready text to the administrator.
failure-protocol-disabled-why-gmx = GMX, WEB.DE and mail.com have POP3 and IMAP off by default, and again after long disuse.
failure-protocol-disabled-action-gmx = Open Settings > POP3/IMAP in the web mail, allow access, and try again.
failure-protocol-disabled-why-yandex = Yandex answers so when mail programs are not allowed, or when the password is no app password.
failure-protocol-disabled-action-yandex = Allow mail programs under All settings > Email clients, then use an app password.
failure-protocol-disabled-action-zoho = In Zoho Mail open Settings > Mail accounts, switch { $protocol } on, and try again.
failure-protocol-disabled-why-microsoft = Microsoft has { $protocol } off for this mailbox; in companies the administrator decides.
failure-protocol-disabled-action-m365 = Send the ready text to the administrator.

failure-basic-auth-disabled-title = { $provider } takes no passwords from programs
failure-basic-auth-disabled-why = The server refuses before it looks at the password. An app password does not help either.
failure-basic-auth-disabled-action = Use a mailbox at another provider for the station.
failure-basic-auth-disabled-name = the provider takes no passwords from programs
failure-basic-auth-disabled-title-microsoft = Microsoft no longer takes passwords from programs
failure-basic-auth-disabled-why-microsoft = Outlook.com, Hotmail and Microsoft 365 refuse before they look at the password. App passwords do not help.
failure-basic-auth-disabled-action-microsoft = Use a mailbox at another provider, for instance Gmail.

failure-too-many-attempts-title = Sign-ins to { $provider } are paused
failure-too-many-attempts-why = There were several refused sign-ins in a short time. More of them could lock the mailbox.
failure-too-many-attempts-action = Wait a quarter of an hour. Check the password meanwhile.
failure-too-many-attempts-name = too many refused sign-ins in a short time

failure-too-many-connections-title = { $provider } has too many connections open
failure-too-many-connections-why = Other programs or devices are using the mailbox, or the server is busy. The password is not the reason.
failure-too-many-connections-action = Close other mail programs and try again in a minute.
failure-too-many-connections-name = too many connections at once

failure-quota-or-rate-limit-title = { $provider } has reached one of its limits
failure-quota-or-rate-limit-why = Servers limit mails, data and sign-ins in a given time. The limit passes by itself; the password is not the reason.
failure-quota-or-rate-limit-action = Wait and try again. Check for mail less often if it comes back.
failure-quota-or-rate-limit-name = a limit of mails, data or sign-ins was reached

failure-mailbox-busy-title = { $provider } says that another program is using the mailbox
failure-mailbox-busy-why = With POP only one program at a time can open a mailbox. The password is not the reason.
failure-mailbox-busy-action = Close the other program or wait two minutes, then try again.
failure-mailbox-busy-name = another program is using the mailbox

failure-mailbox-full-title = { $provider } has no room left in the mailbox
failure-mailbox-full-why = The mailbox has reached its size limit and takes no more mail.
failure-mailbox-full-action = Delete mail or empty the trash on the web page, then try again.
failure-mailbox-full-name = the mailbox is full

failure-account-suspended-title = { $provider } has blocked this account
failure-account-suspended-why = The account is closed, blocked or waiting for something, for instance a payment. Other settings do not change that.
failure-account-suspended-action = Sign in at { $provider } with a browser or ask its support what is open.
failure-account-suspended-name = the account is blocked or closed

failure-sender-not-allowed-title = { $provider } does not let this account send from this address
failure-sender-not-allowed-why = The sender's address must be the one of the mailbox that signs in.
failure-sender-not-allowed-action = Use the mailbox's own address as sender.
failure-sender-not-allowed-name = the sender's address is not this mailbox's
failure-sender-not-allowed-why-yahoo = Yahoo answers "mailbox unavailable" when the sender's address is not the account's own.

failure-relay-denied-title = { $provider } sends only for those who sign in
failure-relay-denied-why = The outgoing server saw no sign-in, or it is not the server of this mailbox.
failure-relay-denied-action = Check the outgoing server, its port and user name.
failure-relay-denied-name = the outgoing server wants a sign-in

failure-recipient-refused-title = { $provider } does not take mail for this recipient
failure-recipient-refused-why = The address does not exist, is closed, or takes no mail from here.
failure-recipient-refused-action = Check the recipient's address.
failure-recipient-refused-name = the recipient's address is not accepted

failure-spam-blocked-title = { $provider } took the message for spam
failure-spam-blocked-why = The message or the network it comes from is on a block list. The password is not the reason.
failure-spam-blocked-action = Try from another network, or ask { $provider } or your internet provider.
failure-spam-blocked-name = taken for spam, or this network is on a block list

failure-message-too-large-title = { $provider } finds the message too large
failure-message-too-large-why = The server limits the size of a message.
failure-message-too-large-action = Send less at a time.
failure-message-too-large-name = the message is too large

failure-greylisted-title = { $provider } asks to come back in a few minutes
failure-greylisted-why = Some servers put a first mail off, as a guard against spam. The password is not the reason.
failure-greylisted-action = Wait five minutes and try again.
failure-greylisted-name = the server puts a first mail off for some minutes

failure-tls-required-title = { $provider } wants an encrypted connection first
failure-tls-required-why = The server takes a password only once the connection is encrypted. None was sent in the clear.
failure-tls-required-action = Use the port with encryption.
failure-tls-required-name = the server wants encryption first

failure-starttls-refused-title = { $provider } refuses to switch to encryption on this port
failure-starttls-refused-why = STARTTLS is missing or was refused, so nothing secret was sent. A firewall or antivirus can take it out, too.
failure-starttls-refused-action = Try the port that is encrypted from the start.
failure-starttls-refused-name = no encryption on this port

failure-tls-cert-untrusted-title = { $provider } shows a certificate that is not trusted
failure-tls-cert-untrusted-why = It is self-signed or from an unknown authority. Nothing was sent. An antivirus or a company's proxy can be behind it.
failure-tls-cert-untrusted-action = Look at the certificate. Accept it only if the server is your own.
failure-tls-cert-untrusted-name = certificate of an unknown authority

failure-tls-cert-expired-title = { $provider } shows a certificate that is not valid today
failure-tls-cert-expired-why = It has expired or is not valid yet. Nothing was sent. A wrong clock on this computer looks the same.
failure-tls-cert-expired-action = Check the date and time of this computer, then look at the certificate.
failure-tls-cert-expired-name = certificate expired or not yet valid

failure-tls-name-mismatch-title = { $provider } shows a certificate for another name
failure-tls-name-mismatch-why = The server's name in the settings is not one of the certificate's names. Nothing was sent.
failure-tls-name-mismatch-action = Use one of the names on the certificate as server.
failure-tls-name-mismatch-name = certificate for another name

failure-tls-version-title = { $provider } offers only outdated encryption
failure-tls-version-why = This program uses TLS 1.2 or newer. Nothing was sent.
failure-tls-version-action = Try the other port. If it stays so, ask the server's administrator to update it.
failure-tls-version-name = no common encryption

failure-certificate-changed-title = { $provider } shows another certificate than the one you accepted
failure-certificate-changed-why = It may have been renewed, or another server answers in its place. Nothing was sent.
failure-certificate-changed-action = Look at the new certificate and ask whoever runs the server.
failure-certificate-changed-name = the certificate has changed

failure-wrong-port-or-protocol-title = { $provider } runs another service on this port
failure-wrong-port-or-protocol-why = What answers there is not { $protocol }, or takes no sign-in on this port.
failure-wrong-port-or-protocol-action = Check server, port and encryption.
failure-wrong-port-or-protocol-name = another service answers on this port

failure-protocol-violation-title = { $provider } did not keep to the rules of the connection
failure-protocol-violation-why = The server, or somebody between, sent what must not come at this point. The program stopped; nothing secret was sent after that.
failure-protocol-violation-action = Try the port that is encrypted from the start, or another network.
failure-protocol-violation-name = the connection did not keep to the rules

failure-server-unavailable-title = { $provider } has a passing fault
failure-server-unavailable-why = The server says so itself. It passes; the settings and the password are not the reason.
failure-server-unavailable-action = Wait a minute and try again.
failure-server-unavailable-name = the server has a passing fault

failure-host-not-found-title = { $provider }: there is no server of this name
failure-host-not-found-why = The name of the server was not found. A letter may be missing, or there is no internet here.
failure-host-not-found-action = Check the server's name.
failure-host-not-found-name = server name not found

failure-connection-refused-title = { $provider } does not answer on this port
failure-connection-refused-why = Nothing listens there, or a firewall refuses the connection.
failure-connection-refused-action = Check server and port; then firewall or antivirus.
failure-connection-refused-name = nothing answers on this port

failure-connection-timed-out-title = { $provider } did not answer in time
failure-connection-timed-out-why = The server is slow, or a firewall drops the connection. The password is not the reason.
failure-connection-timed-out-action = Check the network, then try again.
failure-connection-timed-out-name = no answer in time

failure-connection-closed-title = { $provider } closed the connection
failure-connection-closed-why = The server or something on the way ended it. The password is not the reason.
failure-connection-closed-action = Try again.
failure-connection-closed-name = the connection was closed

failure-cancelled-title = The check was stopped
failure-cancelled-why = It was stopped before it was done. Nothing was saved.
failure-cancelled-action = Start it again when you like.
failure-cancelled-name = stopped

failure-unknown-title = { $provider } refused, and the reason is not clear
failure-unknown-why = The program does not know this answer. It stands below as it came.
failure-unknown-action = Read the server's line, go through the list and try again.
failure-unknown-name = another reason

remedy-retype-password = Paste the password again
remedy-make-app-password = Make an app password
remedy-make-app-password-guide = See how to make one
remedy-open-page = Open the web page
remedy-switch-on-protocol = Open the provider's settings
remedy-switch-on-protocol-guide = See where to switch it on
remedy-use-protocol-imap = Check with IMAP
remedy-use-protocol-pop3 = Check with POP
remedy-use-server = Check with port { $port }
remedy-show-certificate = Look at the certificate
remedy-wait = Wait and try again
remedy-try-again = Try again
remedy-edit-address = Correct the address
remedy-edit-servers = Check the servers
remedy-edit-recipient = Correct the recipient
remedy-ask-administrator = Prepare a text for the administrator
remedy-choose-provider = Choose another mailbox
remedy-set-clock = Set the clock, then try again
remedy-check-network = Check the network, then try again

finding-no-internet-title = There is no internet here
finding-no-internet-action = Connect this computer to the internet and try again.
finding-ports-blocked-title = This network blocks mail
finding-ports-blocked-action = The internet works, only the mail ports do not answer. Ask whoever runs the network or firewall to open them, or use another network.
finding-captive-portal-title = This network wants a sign-in page first
finding-captive-portal-action = Open any page in the browser, sign in to the network, and try again.
finding-clock-wrong-title = The clock of this computer is wrong
finding-clock-wrong-action = Set date, time and time zone, and try again. Certificates depend on it.
finding-intercepted-title = { $product } opens the encrypted connection
finding-intercepted-action = It puts its own certificate in the server's place. Ask whoever looks after { $product } to leave mail alone; do not switch certificate checks off.
finding-diverted-title = Another server answers in place of { $provider }
finding-diverted-action = Something on the way diverts the connection, often the hosting's firewall. Use another network or ask whoever runs it.
finding-ipv6-broken-title = The newer internet protocol (IPv6) does not work here
finding-ipv6-broken-action = The program goes on with IPv4. It may take a little longer; whoever runs the network can repair it.

stage-name-incoming = Find the server
stage-name-outgoing = Find the server
stage-connect-incoming = Connect to the server
stage-connect-outgoing = Connect to the server
stage-tls-incoming = Encrypt and check the certificate
stage-tls-outgoing = Encrypt and check the certificate
stage-greeting-incoming = Wait for the server's greeting
stage-greeting-outgoing = Wait for the server's greeting
stage-starttls-incoming = Switch to encryption
stage-starttls-outgoing = Switch to encryption
stage-login-incoming = Sign in to receive
stage-login-outgoing = Sign in to send
stage-mailbox-incoming = Open the mailbox
stage-mailbox-outgoing = Open the mailbox
stage-mail-from-incoming = Check the sender
stage-mail-from-outgoing = Check the sender
stage-rcpt-incoming = Check the recipient
stage-rcpt-outgoing = Check the recipient
stage-data-incoming = Hand over the message
stage-data-outgoing = Hand over the message
stage-arrival-incoming = Watch for the message
stage-arrival-outgoing = Watch for the message

failure-server = The server
failure-a-product = A security product
failure-list-servers = Server, port and encryption
failure-list-password = User name and password, or app password
failure-list-firewall = Firewall or antivirus on this computer or network
failure-list-other-program = The same settings in another mail program
failure-action-retype-password = Check the address and paste the password again.
failure-action-make-app-password = Make an app password and paste it.
failure-action-switch-on-protocol = Switch { $protocol } on in the provider's settings and try again.
failure-action-use-protocol-imap = Check the mailbox with IMAP instead.
failure-action-use-protocol-pop3 = Check the mailbox with POP instead.
failure-action-use-server = Check with port { $port } instead.
failure-action-show-certificate = Look at the certificate before anything else.
failure-action-edit-address = Correct the address or the user name.
failure-action-edit-servers = Check server, port and encryption.
failure-action-edit-recipient = Correct the recipient's address.
failure-action-ask-administrator = Send the ready text to the administrator of the mailbox.
failure-action-choose-provider = Use a mailbox at another provider.
failure-action-set-clock = Set date, time and time zone of this computer, then try again.
failure-action-check-network = Check the network, then try again.
failure-report-title = Mail check of Home Station
failure-report-provider = Provider: { $provider }
failure-report-address = Address: { $address }
failure-report-server = Server: { $server }
failure-report-where = Where: { $protocol }, { $stage }
failure-report-cause = Cause: { $cause }
failure-report-line = The server's line: { $line }
failure-report-findings = Found out: { $findings }
failure-report-version = Program: { $version }
admin-text-app-passwords =
    Hello,
    the mailbox { $address } is used by our water level station. Its program signs in with an app password, which { $provider } does not offer for this account. Please allow 2-Step Verification and app passwords for it.
    Thank you.
admin-text-imap =
    Hello,
    the mailbox { $address } is read by our water level station by IMAP, which is not allowed at { $provider }. Please switch IMAP on for this mailbox.
    Thank you.
admin-text-pop =
    Hello,
    the mailbox { $address } is read by our water level devices by POP3, the only way they know, and POP3 is not allowed at { $provider }. Please switch POP3 on for this mailbox.
    Thank you.
admin-text-smtp-auth =
    Hello,
    the mailbox { $address } sends the mails of our water level station with a password (authenticated SMTP), which is switched off at { $provider }. Please switch SMTP AUTH on for this mailbox alone.
    Thank you.
admin-text-account =
    Hello,
    { $provider } refuses the mailbox { $address } of our water level station and says that the account is blocked or full. Please look at it.
    Thank you.

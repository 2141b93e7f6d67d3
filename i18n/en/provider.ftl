# Providers: tiles, verdicts, what to know before the password.

provider-tile-gmail = Gmail
provider-tile-yahoo = Yahoo
provider-tile-icloud = iCloud
provider-tile-microsoft = Outlook, Hotmail
provider-tile-yandex = Yandex
provider-tile-other = Another provider

# $day and $month: numbers; $year: text.
provider-date =
    { $month ->
        [1] { $day } January { $year }
        [2] { $day } February { $year }
        [3] { $day } March { $year }
        [4] { $day } April { $year }
        [5] { $day } May { $year }
        [6] { $day } June { $year }
        [7] { $day } July { $year }
        [8] { $day } August { $year }
        [9] { $day } September { $year }
        [10] { $day } October { $year }
        [11] { $day } November { $year }
       *[12] { $day } December { $year }
    }
provider-since = In force since { $date }.
provider-checked = Checked on { $date }.
provider-found-by-mx = The mail of { $domain } is run by { $provider }.
provider-suggestion = Did you mean { $address }?

provider-password-app-password = App password
provider-password-app-password-if-2step = Password, or app password if 2-Step Verification is on
provider-password-account = Password
provider-password-mail-password = Password for mail programs
provider-password-auth-code = Authorization code
provider-password-bridge = Password shown by Bridge

provider-condition-switch-on = { $protocols } must be switched on at { $provider } first.
provider-condition-paid-plan = { $provider } lets mail programs in on paid plans only.
provider-condition-bridge = Proton Mail Bridge must be installed on this computer and keep running. It is part of Proton's paid plans.
provider-condition-ends = { $provider } ends on { $date }. Plan to move before that day.
provider-condition-path = There: { $path }

provider-reason-passwords-closed = { $provider } no longer takes passwords from mail programs, not even app passwords.
provider-reason-passwords-closed-company = Microsoft 365 no longer takes passwords from mail programs.
provider-reason-no-programs = { $provider } can only be read with its own program or web page.
provider-reason-closed = This mail service has been closed.
provider-reason-no-pop3-for-levelsender = { $provider } has no POP, and a LevelSender needs it: with IMAP its remote changes do not work.
provider-reason-pop3-unknown-for-levelsender = It is not known whether { $provider } has POP, and a LevelSender needs it.
provider-reason-no-pop3 = { $provider } has no POP.
provider-reason-no-imap = { $provider } has no IMAP for free mailboxes.

provider-way-another-provider = Use a mailbox at another provider, made for these devices alone. Gmail or Yahoo will do.
provider-way-keep-as-recipient = Go on reading this address as before: name it as a further recipient, and readings arrive there too.
provider-way-company-exception = If your administrator has kept sign-in with a password open for this mailbox, enter its servers under “Another provider”.
provider-way-own-servers = If the mailbox works in another mail program, enter the same servers under “Another provider”.
provider-way-use-for-home-station = Use this mailbox for the Home Station on this computer, read by IMAP.
provider-way-use-imap = Read this mailbox by IMAP.
provider-way-use-pop3 = Read this mailbox by POP.

provider-hint-account-protection = In the account’s settings, the additional protection of e-mail access must be off: it keeps mail programs out.
provider-hint-administrator = The administrator of your organization decides whether mail programs and app passwords are allowed.
provider-hint-allow-programs = If sign-in is refused, look in the provider’s mail settings for access by other programs and allow it.
provider-hint-always-app-password = Mail programs always need an app password here, with or without 2-Step Verification. The smallest plan lets no program in.
provider-hint-apple-password-revokes = When the Apple password changes, all app passwords stop working. Make new ones then.
provider-hint-bridge = Address, password and ports are shown in Proton Mail Bridge, under mailbox details.
provider-hint-certificate-name = If the certificate is for another server name, enter that name as the server.
provider-hint-choose-access = When you make the password, allow it full mail access: IMAP, POP and SMTP.
provider-hint-firewall-lockout = After some wrong passwords the hosting’s firewall closes for a while. That looks as if the server did not answer.
provider-hint-from-own-address = Mail can be sent only from the account’s own address.
provider-hint-google-password-revokes = When the Google password changes, all app passwords stop working, also those in the LevelSenders.
provider-hint-host-in-panel = The exact server names are shown in the hosting’s control panel, at the mailbox.
provider-hint-known-browser = The page gives a code only in a browser in which you have been signed in for some days. A private window does not work.
provider-hint-may-be-closed = Some of these mailboxes have been closed. Check first whether yours still opens on the web.
provider-hint-maybe-app-password = With 2-Step Verification on, the provider may want an app password.
provider-hint-microsoft-mailbox = If GoDaddy sold you a Microsoft 365 mailbox, the rules of Microsoft apply: passwords are not taken.
provider-hint-moving-to-yahoo = These mailboxes are moving to Yahoo. After the move, Yahoo’s servers and an app password from Yahoo are needed.
provider-hint-no-alias = Sign in with the main address, never with an alias.
provider-hint-own-mail-password = The mailbox has a password of its own, set in the provider’s panel. The customer password is refused.
provider-hint-renew-password = If sign-in is refused, set a new password on the provider’s web page; that opens the access again.
provider-hint-secure-mail-key = AT&T calls the app password “secure mail key”.
provider-hint-switches-off-again = The provider switches this access off after long disuse, and when 2-Step Verification is switched on. Then switch it on once more.
provider-hint-two-factor = Two-factor authentication must be on in the Apple account.
provider-hint-two-switches = Two things are needed: the tick for mail programs in the mail settings, and an app password of the type “Mail”.
provider-hint-yahoo-may-refuse = If Yahoo refuses the code twice, it wants its own program for this account. Then choose another mailbox.
provider-hint-zoho-foreign-sign-in = If you sign in to Zoho with Google or Microsoft, make a Zoho password first.

provider-choice-others-read = Do other people, programs or devices read this mailbox?
provider-choice-keep = Should mail stay on the server after it is collected?
provider-choice-reason-levelsender = A LevelSender is read by POP: with IMAP its remote changes do not work.
provider-choice-reason-only-one = { $provider } has no other way.
provider-choice-reason-others-read = With IMAP everybody sees the same mail. By POP one reader would take it away from another.
provider-choice-reason-keep = With IMAP mail stays on the server, and everybody sees what has been read.
provider-choice-reason-collect = You alone read it and nothing need stay: POP collects the mail, and the mailbox never fills up.
provider-choice-reason-default = IMAP suits most: it takes nothing away from anybody.

provider-compare-place = Where the mail is
provider-compare-place-imap = On the server; the program shows it.
provider-compare-place-pop3 = The program fetches it to this computer.
provider-compare-readers = Several readers
provider-compare-readers-imap = All see the same.
provider-compare-readers-pop3 = One only; a second may find the mailbox taken.
provider-compare-room = Room on the server
provider-compare-room-imap = Fills up in time.
provider-compare-room-pop3 = Can be emptied when collecting.
provider-compare-gmail = At Gmail
provider-compare-gmail-imap = Always on.
provider-compare-gmail-pop3 = Must be switched on; what has been fetched is not offered again.
provider-compare-levelsender = For a LevelSender
provider-compare-levelsender-imap = Remote changes do not work.
provider-compare-levelsender-pop3 = Needed.

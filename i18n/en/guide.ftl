# Guides at the providers' pages. Variables: $address, $name (of the app password), $provider.

guide-gmail-title = An app password for Gmail
guide-gworkspace-title = An app password for a Google account at work or school
guide-yahoo-title = An app password at Yahoo
guide-aol-title = An app password at AOL
guide-icloud-title = An app password at Apple
guide-yandex-title = An app password at Yandex
guide-zoho-title = The password for Zoho Mail
guide-fastmail-title = An app password at Fastmail
guide-gmx-title = The password for GMX, WEB.DE and mail.com
guide-mailru-title = A password for programs at Mail.ru
guide-att-title = The secure mail key of AT&T
guide-generic-title = The password for { $provider }

guide-beside = Keep this beside the browser
guide-full = Full window
guide-next = Next step
guide-previous = Previous
guide-to-field = Go to the field
guide-not-on-top = No window can stay above the others here. Place this one beside the browser.

guide-gmail-account = Which account does the browser show at the top right? It must be { $address }. If it is another one, switch there.
guide-gmail-two-step = Check that 2-Step Verification is on. If it is off, switch it on with a phone or an authenticator app; a security key alone is not enough.
guide-gmail-app-passwords = Open the page of app passwords. Google asks for your usual password once more.
guide-gmail-name = Give the app password the name { $name } and create it.
guide-gmail-code = Google shows 16 letters in four groups, this one time only. Copy them, then close that window.
guide-paste = Paste the code into the password field here.
guide-gmail-pop-settings = Switch POP on in Gmail, in a browser on a PC and not on a phone: open the settings and go to the tab for POP and IMAP.
guide-gmail-pop-from-now-on = Choose POP from now on. With “all mail”, years of old messages would be read first.
guide-gmail-pop-save = Save the changes at the foot of the page. Without this nothing changes.

guide-gmail-imap-always-on = Nothing has to be switched on for IMAP: it is always on in personal Gmail accounts.
guide-gmail-limits = Gmail allows 15 connections at once, and by IMAP 2,500 MB down and 500 MB up in a day. Look for mail once in 10 minutes at most.
guide-gmail-pop-copy = What happens to a message once it is fetched is decided in Gmail, not in the mail program: keep Gmail’s copy in the inbox.
guide-gmail-pop-one-program = A message that one program has fetched is not offered again by POP. So no two programs or devices may read this mailbox by POP.
guide-gmail-pop-own-mail = Mail sent from this very account does not show up by POP. Commands for a LevelSender must come from another account.
guide-gmail-pop-rhythm = Gmail wants five minutes between two sign-ins by POP.
guide-gmail-recent = If other programs read this mailbox too, “recent:” before the user name shows the mail of the last 30 days to each of them. It is among the advanced settings.
guide-gmail-recent-never = Never put “recent:” before a LevelSender’s user name: it would carry out the commands of the last 30 days once more.
guide-gmail-alert = Google will mail you a security alert about the new app password. Confirm it on your account’s own page, under recent security activity, rather than with the button in the mail: many such alerts are forged.
guide-gmail-revoked = When the Google password changes, every app password stops working: the Home Station and all LevelSenders of this account then need a new one.
guide-gworkspace-administrator = At work or school the administrator decides on app passwords, IMAP and POP. If one of them is missing, ask there.

guide-missing-none = Then { $provider } does not offer app passwords for this account. Use another mailbox, for instance a Gmail account made for these devices alone.
guide-missing-wrong-account = Does the browser show another account than { $address } at the top right?
guide-missing-wrong-account-answer = Switch to { $address } there, then open the page once more.
guide-missing-two-step-off = Is 2-Step Verification off, or not quite set up?
guide-missing-two-step-off-answer = Switch it on first. The page of app passwords appears right after.
guide-missing-keys-only = Do you confirm sign-in with security keys only?
guide-missing-keys-only-answer = Add a phone or an authenticator app as another second step.
guide-missing-work-account = Is it an account of a company, a school or another organization?
guide-missing-work-account-answer = Only its administrator can allow app passwords. Ask there, or use a personal account.
guide-missing-advanced-protection = Is the account in the Advanced Protection Program?
guide-missing-advanced-protection-answer = That program rules app passwords out. Better than leaving it: use another mailbox for these devices.
guide-missing-child-account = Is it a child’s account, looked after by Family Link?
guide-missing-child-account-answer = Google lets no mail programs into such accounts. Use an adult’s account.
guide-missing-new-browser = Is this a browser in which you rarely sign in?
guide-missing-new-browser-answer = Use the one in which you have been signed in for some days. Support cannot override that.
guide-missing-private-window = Is it a private window?
guide-missing-private-window-answer = Open the page in an ordinary window.

guide-name = Type the name { $name } and go on.
guide-code = Copy the code. It is shown this one time only.
guide-sixteen-letters = Copy the 16 letters. They are shown this one time only.
guide-nothing-to-switch-on = Nothing has to be switched on for IMAP or POP.

guide-yahoo-account = Sign in to Yahoo. Which account does the browser show at the top right? It must be { $address }.
guide-yahoo-page = Open the page of app passwords, in a browser you have used for some days and not in a private window.
guide-yahoo-wrong-tries = After some wrong passwords Yahoo closes the sign-in for a while. Do not repeat the same one.
guide-yahoo-survives = This code stays valid when the account’s password changes. To stop it, delete it on the same page.
guide-aol-account = Sign in to AOL. Which account does the browser show at the top right? It must be { $address }.
guide-aol-page = Open the page of app passwords, in a browser you have used for some days and not in a private window.

guide-icloud-account = Sign in to your Apple Account. Does it belong to { $address }? Two-factor authentication must be on.
guide-icloud-page = Open the app-specific passwords.
guide-icloud-code = Copy the code with its hyphens: xxxx-xxxx-xxxx-xxxx. It is shown this one time only.
guide-icloud-no-pop = Apple has no POP. So an iCloud mailbox can serve the Home Station, but not a LevelSender.
guide-icloud-user-name = The user name for reading is the part before the @; for sending it is the whole address. Both are filled in for you.
guide-icloud-revoked = When the Apple password changes, every app password stops working: make a new one then.

guide-yandex-account = Sign in to Yandex. Which account does the browser show at the top right? It must be { $address }.
guide-yandex-switch = In the mail settings, allow reading by programs: tick IMAP with app passwords, and POP3 as well if it is needed.
guide-yandex-page = Open the app passwords and choose the type “Mail”.
guide-yandex-both = Both are needed, the tick and the app password. Yandex gives the same answer whichever is missing.
guide-yandex-revoked = When the Yandex password changes, every app password stops working: make a new one then.

guide-zoho-account = Sign in to Zoho. Which account does the browser show at the top right? It must be { $address }.
guide-zoho-imap = In Zoho Mail, switch IMAP on for this address.
guide-zoho-pop = In Zoho Mail, switch POP on for this address, for mail from now on.
guide-zoho-page = If two-factor authentication is on, open the app passwords. Without it, your Zoho password is enough: go to the last step.
guide-zoho-code = Copy the 12 characters. They are shown this one time only.
guide-zoho-own-password = If you usually sign in with Google or Microsoft, make a Zoho password first.
guide-zoho-paid = Free plans opened since 2019 let no mail programs in.

guide-fastmail-account = Sign in to Fastmail. Is it the account of { $address }?
guide-fastmail-page = Under privacy and security, make a new app password.
guide-fastmail-name = Type the name { $name }, choose access to mail and generate the password.
guide-fastmail-plan = The Basic plan lets no mail programs in.
guide-fastmail-inbox = By POP only the inbox can be read.

guide-gmx-account = Sign in on the provider’s web page. Is it the account of { $address }?
guide-gmx-switch = In the mail settings, allow access by POP3 and IMAP, and save.
guide-gmx-page = If 2-Step Verification is on, open the application-specific passwords. Without it, your usual password is enough: go to the last step.
guide-gmx-own-password = After switching 2-Step Verification on, allow POP3 and IMAP once more: the provider has switched them off.
guide-gmx-disuse = After long disuse the provider switches this access off by itself.

guide-mailru-account = Sign in to Mail.ru. Which account does the browser show at the top right? It must be { $address }.
guide-mailru-page = Under security, open the passwords for external apps.
guide-mailru-name = Type the name { $name } and give it full access to mail.

guide-att-account = Sign in to AT&T. Does the profile belong to { $address }?
guide-att-page = In the sign-in information of your profile, open the secure mail keys. AT&T’s own page shows the way.

guide-generic-account = Sign in to your mail on the provider’s web page. Does the browser show { $address }, often at the top right?
guide-generic-page = Look under security for app passwords, sometimes called application-specific passwords or passwords for mail programs.
guide-generic-switch = Look in the mail settings whether programs may read by IMAP or POP, and allow it.
guide-generic-own-password = Type the mailbox’s password here: the one that just worked on the web page.
guide-generic-two-step = If the account uses 2-Step Verification, look there for an app password and paste that one.
guide-generic-panel = For a mailbox on your own domain, the password is the one set for this mailbox in the hosting’s panel, not the customer password.
guide-generic-one-program = By POP one mailbox should be read by one program or device only: others may find it taken, or its messages gone.

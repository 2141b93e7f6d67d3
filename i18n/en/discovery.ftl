# Finding the servers of an address that is in no catalogue.

# Where the servers come from.
discovery-source-catalogue = Known to this program
discovery-source-administrator-file = From your administrator's file
discovery-source-autoconfig = Published by the provider itself
discovery-source-ispdb = From Mozilla's list of mail providers
discovery-source-mx = From where the domain’s mail goes, unconfirmed
discovery-source-srv = From the domain’s own entries, unconfirmed
discovery-source-guess = Guessed from the usual names

# What is being asked at this moment.
discovery-asking-catalogue = Looking among the known providers …
discovery-asking-administrator-file = Looking for your administrator's file …
discovery-asking-autoconfig = Asking the provider …
discovery-asking-ispdb = Asking Mozilla's list of mail providers …
discovery-asking-mx = Looking where the domain's mail goes …
discovery-asking-srv = Looking at the domain’s own entries …
discovery-asking-guess = Trying the usual names …

# Before a password may go to servers that nobody vouches for.
discovery-consent = Nobody vouches for these servers. Continue only if you know them, or if your provider names them.
discovery-agree = Yes, use these servers
discovery-switch-on = Switch on IMAP or POP at the provider first
discovery-switch-on-text = Until that is done there, it may refuse the password.
discovery-words = “{ $words }”
discovery-reading = The provider’s own guide:
discovery-other-site = These servers belong to { $sites }, not to { $domain }.
discovery-elsewhere = { $from } sends on to { $to }. That site was not asked. To ask it: --follow { $to }
discovery-oauth2-only = This provider lets mail programs in only with its own sign-in page. No password works here.
discovery-nothing = No servers were found for { $domain }. Enter them by hand.

# The one line below the address while it is typed.
discovery-stop = Stop
discovery-again = Search again
discovery-status-found = Servers found. { $source }.
discovery-status-nothing = No servers of { $domain } were found. The usual names will be proposed, for you to correct.
discovery-status-offline = The network does not answer, so nothing is known about { $domain }. You can go on and enter the servers.
discovery-status-stopped = The search was stopped. You can go on and enter the servers.

# Another site, which is asked only if the person agrees.
discovery-redirect-title = { $from } sends on to another site
discovery-redirect-text = The settings for { $domain } may be there. Nothing that stands before the @ goes there.
discovery-redirect-yes = Ask { $to }
discovery-redirect-no = Go on without it
discovery-redirect-ask = Ask { $to }?

# Nothing that was found will do.
discovery-oauth2-title = No password works at { $domain }
discovery-no-pop-title = No POP server of { $domain } was found
discovery-no-pop-text = Its IMAP servers are known, but a LevelSender needs POP: with IMAP its remote changes do not work.
discovery-only-imap = For { $domain } only IMAP servers were found.
discovery-only-pop = For { $domain } only POP servers were found.

# On the step of the servers.
discovery-guess-title = These names are a guess
discovery-guess-text = Nobody confirmed them. Ask your provider or administrator for the servers and compare, before a password goes there.
discovery-host-guess = A guess: compare it.
discovery-use-other = Use { $server } instead
discovery-trusted = This source can be trusted.
discovery-open-page = Open { $site }
discovery-agree-ask = Use these servers?
discovery-offline = The network does not answer. The servers of { $domain } could not be looked for.

# Why a settings file is of no use.
discovery-reason-unreadable = The file cannot be read.
discovery-reason-too-large = The file is too large for mail settings.
discovery-reason-not-xml = The file is not well-formed XML.
discovery-reason-entities-refused = The file defines entities of its own, which are not allowed here.
discovery-reason-not-client-config = The file holds no mail settings.
discovery-reason-no-incoming-server = The file names no IMAP or POP3 server.
discovery-reason-no-outgoing-server = The file names no outgoing server.
discovery-reason-incoming-not-encrypted = Incoming mail is offered without encryption only.
discovery-reason-outgoing-not-encrypted = Outgoing mail is offered without encryption only.
discovery-reason-oauth2-only = Only sign-in by web page (OAuth2) is offered; no password works.
discovery-reason-authentication-not-supported = Only ways to sign in are offered that this program does not use.
discovery-reason-invalid-server = The servers' names or ports are not valid.

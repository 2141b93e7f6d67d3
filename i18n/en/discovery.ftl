# Finding the servers of an address that is in no catalogue.

# Where the servers come from.
discovery-source-catalogue = Known to this program
discovery-source-administrator-file = From your administrator's file
discovery-source-autoconfig = Published by the provider itself
discovery-source-ispdb = From Mozilla's list of mail providers
discovery-source-mx = Found through the domain's mail records (not signed)
discovery-source-srv = Found through the domain's service records (not signed)
discovery-source-guess = Guessed from the usual names

# What is being asked at this moment.
discovery-asking-catalogue = Looking among the known providers …
discovery-asking-administrator-file = Looking for your administrator's file …
discovery-asking-autoconfig = Asking the provider …
discovery-asking-ispdb = Asking Mozilla's list of mail providers …
discovery-asking-mx = Looking where the domain's mail goes …
discovery-asking-srv = Looking for the domain's service records …
discovery-asking-guess = Trying the usual names …

# Before a password may go to servers that nobody vouches for.
discovery-consent = Nobody vouches for these servers. Continue only if you know them, or if your provider names them.
discovery-agree = Yes, use these servers
discovery-pages = Switch this on at the provider first, or read there how it is done:
discovery-other-site = These servers belong to { $sites }, not to { $domain }.
discovery-elsewhere = { $domain } points to { $sites } for its mail settings. That site was not asked.
discovery-oauth2-only = This provider lets mail programs in only with its own sign-in page. No password works here.
discovery-nothing = No servers were found for { $domain }. Enter them by hand.

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

# The password field.

password-right-sixteen-letters = 16 letters: looks right.
password-right-four-fours = Four groups of four letters: looks right.
password-right-twelve-characters = 12 characters: looks like an app password.
password-too-short =
    { $difference ->
        [one] { $have } of { $need } characters: one is missing.
       *[other] { $have } of { $need } characters: { $difference } are missing.
    }
password-too-long =
    { $difference ->
        [one] { $have } characters: one more than the { $need } of an app password.
       *[other] { $have } characters: { $difference } more than the { $need } of an app password.
    }
password-account-password = This looks like your own password for { $provider }, not like an app password. { $provider } would refuse it.
password-words-on-the-page = These are words of the page, or an example. The code itself is needed.
password-other-providers-code = This looks like a code of another provider: codes of { $provider } have no hyphens.
password-digits-for-letters = This code has letters only. A 0 may be the letter o; a 1 may be the letter l.
password-foreign-letters = Some letters belong to another alphabet and only look the same. Copy the code again, or switch the keyboard.
password-odd-ends = It contains a space or an invisible character that is easily missed. It was left as it is.
password-control-characters = It contains a line break or a control character and cannot be sent. Paste the password again.
password-too-long-to-send = This text is too long to be a password.

password-removed-blanks = Spaces were removed.
password-removed-full-stop = The full stop at the end was removed.
password-changed-capitals = Capitals became small letters.
password-added-hyphens = The hyphens were put in.
password-kept = Will be used:
password-use-anyway = Use it anyway
password-reveal = Show the password
password-hide = Hide the password
password-paste = Paste
password-clear-clipboard = Clear the clipboard
password-clipboard-still-holds = The password is still in the clipboard.
password-clipboard-cleared = The clipboard is empty.

mail-test-subject = Home Station, test mail
mail-test-body =
    This mail was sent to try out the mailbox of the Home Station.

    If you are reading it, sending works. There is nothing to do, and you can delete it.

mail-not-watched = Sent; its arrival was not checked
mail-not-watched-look = Check that mailbox yourself, including the spam folder.
mail-not-watched-too-soon = The server allows the next sign-in only after { $minutes } minutes, so arrival is not waited for here.
mail-not-watched-no-secret = The password of the receiving mailbox is not on this computer.

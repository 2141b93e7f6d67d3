mail-test-subject = Home Station, test mail
mail-test-body =
    This mail was sent to try out the mailbox of the Home Station.

    If you are reading it, sending works. There is nothing to do, and you can delete it.

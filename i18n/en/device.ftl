# What is to be told to the LevelSenders, and mailboxes that share an account.

device-to-do = To do at the devices
device-to-do-order = The device that reports next stands first.
device-to-do-no-order = Enter when each one reports, and the one that reports next stands first.
device-to-do-settings = Enter its e-mail settings, password included, as on its settings card.
device-to-do-password = It still has the old password: enter the new one.

device-reports-ask = Reporting time
device-reports-next = Next report: { $weekday ->
        [monday] Monday
        [tuesday] Tuesday
        [wednesday] Wednesday
        [thursday] Thursday
        [friday] Friday
        [saturday] Saturday
       *[sunday] Sunday
    } { $time }
device-reports-title = When does { $name } report?
device-reports-at = One of its reporting times
device-reports-at-help = By this computer’s clock, such as 06:00 or 18:30. It only orders the list: nothing changes at the device.
device-reports-at-wrong = This is no time of day yet: enter hours and minutes, such as 06:00.
device-reports-every = How often it reports
device-reports-hours = Every … hours
device-reports-day = Every day
device-reports-week = Every week
device-reports-weekday = { $weekday ->
        [monday] Mon
        [tuesday] Tue
        [wednesday] Wed
        [thursday] Thu
        [friday] Fri
        [saturday] Sat
       *[sunday] Sun
    }
device-reports-save = Save the time
device-reports-forget = Forget the time
device-reports-leave = Cancel

device-ask = Ask for settings
device-ask-title = Ask LevelSender { $serial } for its settings
device-ask-lead = A mail with this command goes to the device. It answers at its next reporting time, to the Home Station’s mailbox.
device-ask-from = From the Home Station
device-ask-to = To the LevelSender
device-ask-text = Text of the mail
device-ask-send = Send the command
device-ask-sending = Sending …
device-ask-sent = The command was sent
device-ask-sent-text = The device takes it at its next reporting time. Look for the answer in { $address }.
device-ask-done = Done
device-ask-no-station = No Home Station is set up yet
device-ask-no-station-text = Commands are sent from its mailbox. Set it up first; the device stays as it is.
device-ask-set-up = Set up the Home Station
device-ask-no-secret = The Home Station’s password is missing
device-ask-no-secret-text = Commands are sent from its mailbox, whose password is not on this computer.
device-ask-hidden = This command would not arrive
device-ask-hidden-text = The Home Station and the LevelSender use the same Google account, and Gmail does not give the device mail that the account sent itself. Give the device a mailbox of its own.
device-ask-afterwards = Once the device has these values, ask it for its settings: an answer proves both ways.

device-done-changed = LevelSender { $serial } still has the old password
device-done-changed-text = Enter the new one in its e-mail settings, for both servers. It stays on the list of what is to be done until it is ticked.

device-move-open = { $count ->
    [one] One LevelSender still sends to { $old }
   *[other] { $count } LevelSenders still send to { $old }
    }
device-move-open-text = The Home Station now uses { $new }. Tell the devices while the earlier mailbox still works.
device-move-over = Every LevelSender sends to { $new }
device-move-over-text = The earlier mailbox, { $old }, is still kept on this computer.
device-move-tell = Tell the devices
device-move-finish = Finish
device-move-title = Tell the LevelSenders the new address
device-move-lead = They still send their readings to { $old }. This line, sent to each of them, changes that to { $new }.
device-move-others = Further recipients
device-move-others-help = The line replaces the device’s whole list: name up to four others that shall keep getting the readings.
device-move-line = Text of the mail
device-move-from = It is sent from { $old } for as long as that mailbox works. A device takes it at its next reporting time.
device-move-by-hand = The earlier mailbox is not on this computer any more
device-move-by-hand-text = Send the line from { $old } with another mail program, as the only text of a mail to each device, or enter the new address at the device. Tick each one here.
device-move-failed-text = You can copy the line and send it with another mail program, as the only text of a mail to { $address }, or enter the new address at the device.
device-move-not-sent = Not sent yet
device-move-not-told = Not told yet
device-move-sent = Sent. Tick it when its readings come to the new address.
device-move-moved = It sends to the new address
device-move-send = Send
device-move-send-again = Send again
device-move-send-to = Send to { $name }
device-move-hidden = Shares its account with the earlier mailbox: Gmail would not give it the mail. Enter the new address at the device.
device-move-leave = All mailboxes
device-move-ended = Every LevelSender sends to the new address
device-move-ended-text = The earlier mailbox is not needed for them any more.
device-move-remove-kept = Remove the earlier mailbox
device-move-keep-kept = Keep it too
device-move-kept = Home Station, earlier address
device-move-remove-text = The LevelSenders can no longer be told the new address from here, and readings that still go to the earlier one are not seen by this computer.

device-recipients-too-many = A LevelSender keeps five recipients at most, the Home Station among them.

device-shared-at-address = { $name } already uses this mailbox
device-shared-at-address-text = By POP two readers take each other’s mail, and at Gmail commands sent from the same account never reach the device. Give each device a mailbox of its own.
device-shared = { $names } use the same account
device-shared-text = By POP they take each other’s mail, and at Gmail commands sent from the same account never reach the device. Give each device a mailbox of its own.

device-silenced = Before you change or revoke anything at { $provider }
device-silenced-text = This would silence every mailbox of the account that uses what is revoked:
device-silenced-here = { $name }: a new password on this computer is enough
device-silenced-visit = { $name }: somebody has to go to the device

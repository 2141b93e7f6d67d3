//! The settings card of a mailbox: every value in the order of the e-mail settings window, as HTML or text.

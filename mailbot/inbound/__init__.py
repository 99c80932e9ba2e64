"""Mail coming in: two files talk to mailboxes (imap, maildir), the rest reads bytes and is pure."""

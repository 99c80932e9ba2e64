"""The edges against real servers: mail in by IMAP and Maildir, mail out by SMTP and into folders."""

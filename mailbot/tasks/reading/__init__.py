"""The mailbox: polled, each message understood and entered."""

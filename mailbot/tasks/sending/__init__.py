"""From a proposal to a message or letter that left: drafted, released through the gate, delivered or posted."""

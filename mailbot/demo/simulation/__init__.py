"""The simulation: a random firm under a virtual clock, with faults, watched from outside for broken invariants."""

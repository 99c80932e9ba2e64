"""What reports count: ages, effect, crossings, what will come, what another ladder would have done."""

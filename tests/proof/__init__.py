"""What the README promises, shown: nothing lost, nothing leaked, nothing that grows."""

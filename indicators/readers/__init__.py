"""What reaches a reader: what moved since a visit, alerts, mail, comments; figures come from the readout alone."""

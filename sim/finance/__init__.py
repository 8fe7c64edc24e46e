"""Money: the double-entry ledger, who pays, training fund, public budget, taxes and levies."""

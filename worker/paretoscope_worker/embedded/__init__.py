"""The policies that are included in Paretoscope, and the scripts that create them."""

"""Policies that ship with Paretoscope, and the scripts that make them."""

"""Handover: lists out to officers, results in, delivery to citizens."""

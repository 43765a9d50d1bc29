"""The intake screen: procedure, person, papers, fees, due date, and one key that accepts."""

"""Transfer: totals sent to the superior, the key they are signed with, the official system."""

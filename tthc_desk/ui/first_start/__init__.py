"""The first start: from a ward pack to a ward that is ready, page by page."""

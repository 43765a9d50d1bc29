"""One module per paper; layout, charts and workbooks."""

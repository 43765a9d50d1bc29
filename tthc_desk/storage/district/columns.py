"""What the running program knows of the schema without loading the ORM that declares it."""

SCHEMA_VERSION = 1
"""Number of the newest schema; kept in the file as `user_version`."""

MARK = 0x54544344
"""Kept in the file as `application_id` ("TTCD"): a ward's file has none."""

# As `tables` declares them, in order; a test keeps the two the same.
_COUNTED = "c4 c5 c6 c8 c9 c10 c12 c13 opening charge_dong fee_dong"
_NAMES = {
    "event": "seq at business_day officer desk subject kind data prev_hash hash",
    "setting": "name value",
    "ward": "code name since until",
    "ward_key": (
        "key_id ward_code public made_at valid_from valid_to revoked_from revoked_seq reason "
        "replaces"
    ),
    "totals_file": (
        "id hash ward_code chain first last key_id seq prev replaces as_of audit_head "
        f"audit_length program received_day standing {_COUNTED} "
        "voided refused guided not_counted late unclosed_days"
    ),
    "field_name": "id name",
    "totals_field": f"file_id field_id {_COUNTED}",
    "envelope": "file_id content",
    "refusal": ("id name sha256 code facts received_at ward_code chain first last evidence"),
}
COLUMNS = {table: tuple(names.split()) for table, names in _NAMES.items()}
"""Table → its columns in order."""

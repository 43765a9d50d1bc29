"""What the running program knows of the schema without loading the ORM that declares it."""

SCHEMA_VERSION = 3
"""Number of the newest revision; kept in the file as `user_version`."""

NEVER = "9999-12-31"
"""Stands for "not yet" in a day column that is searched by range."""

# As `tables` declares them, in order: loading the ORM would keep the counter waiting, and the
# running program writes fixed texts only. A test keeps the two the same.
_NAMES = {
    "event": "seq at business_day officer desk subject kind data prev_hash hash",
    "heading": "id field procedure_code",
    "dossier": (
        "id number official_code procedure_code procedure_name field channel owner_name "
        "owner_id owner_address submitter_name submitter_id phone sets received_at due_at "
        "status queue holder list_number ended_kind delivered_day charge_dong fee_dong "
        "charge_due_dong fee_due_dong version last_seq received_day ended_day heading "
        "online opening timeliness due_day spans voided counted running words"
    ),
    "deadline_span": "dossier_id position from_day due_day waiting late_on_entering cause",
    "payment": (
        "seq dossier_id day method charge_dong fee_dong officer receipt_series receipt_number"
    ),
    "day_closing": "day round closed_seq reopened_seq paper_id",
    "backdated": "seq day",
    "counter_slip": "seq year number kind day",
    "person": "id id_number id_kind name birth_date sex address ward_code phone email last_seen",
    "procedure_version": "code valid_from valid_to record",
    "calendar_year": "year confirmed notes",
    "calendar_day": "day year kind name source certainty",
    "counter": "series period value",
    "request": "request_id answer",
    "paper": (
        "id kind subject number template_version facts issued_seq issued_at officer state prints"
    ),
    "paper_print": "seq paper_id at officer state",
    "handover_list": "number kind agency taker giver opened_at closed_at accepted_at state",
    "handover_item": "list_number position number state reason result",
    "signing_key": "key_id public made_at made_seq officer",
    "totals_export": (
        "event_seq hash chain first_day last_day seq key_id prev replaces as_of officer file"
    ),
    "draft": "desk screen text saved_at",
    "setting": "name value",
}
COLUMNS = {table: tuple(names.split()) for table, names in _NAMES.items()}
"""Table → its columns in order."""

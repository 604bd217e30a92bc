from research.accounts.triggers import Trigger

NOT_THE_SLICE = (
    '(SELECT substr(text, NEW."start" + 1, NEW."end" - NEW."start") FROM sources_snapshot WHERE id = NEW.snapshot_id)'
    " <> NEW.quote"
)

TRIGGERS = [
    Trigger("claims_passage", "INSERT", "the quote is not what stands at this place", NOT_THE_SLICE, "slice"),
    Trigger("claims_passage", "UPDATE", "the quote is not what stands at this place", NOT_THE_SLICE, "slice"),
]

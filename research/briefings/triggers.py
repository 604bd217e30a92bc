from research.accounts.triggers import Trigger, frozen

WROTE_IT = "EXISTS (SELECT 1 FROM briefings_contributor WHERE briefing_id = NEW.briefing_id AND user_id = NEW.by_id)"
NOT_APPROVED = (
    "NOT EXISTS (SELECT 1 FROM briefings_review r WHERE r.briefing_id = NEW.briefing_id"
    " AND r.content_hash = NEW.content_hash AND r.decision = 'approve' AND r.voided_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM briefings_contributor c"
    " WHERE c.briefing_id = r.briefing_id AND c.user_id = r.by_id))"
)
REWRITES_REVIEW = (
    "NEW.briefing_id <> OLD.briefing_id OR NEW.content_hash <> OLD.content_hash OR NEW.by_id <> OLD.by_id"
    " OR NEW.decision <> OLD.decision OR (OLD.voided_at IS NOT NULL AND NEW.voided_at IS NULL)"
)
FOUR_EYES = "four eyes: nobody who wrote any of a briefing can review it"

VALUE = 'passage_id question_id says "group" modality scope as_of kind edtf lower_open upper_open unit'.split()
BOUNDS = "earliest latest amount lower upper".split()
CHANGES_VALUE = " OR ".join(
    [f"NEW.{name} <> OLD.{name}" for name in VALUE + BOUNDS]
    + [f"(NEW.{name} IS NULL) <> (OLD.{name} IS NULL)" for name in BOUNDS]
)
CITED = "EXISTS (SELECT 1 FROM briefings_footnote WHERE claim_id = NEW.id)"

TRIGGERS = [
    Trigger("briefings_review", "INSERT", FOUR_EYES, WROTE_IT, "four_eyes"),
    Trigger("briefings_review", "UPDATE", "a review can only be voided", REWRITES_REVIEW, "only_void"),
    Trigger("briefings_review", "DELETE", "a review is never deleted"),
    Trigger("briefings_override", "INSERT", "four eyes: an override needs a second person", WROTE_IT, "four_eyes"),
    *frozen("briefings_override", "an override"),
    Trigger("briefings_version", "INSERT", "this content has no standing approval", NOT_APPROVED, "approved"),
    *frozen("briefings_version", "a published version"),
    *frozen("briefings_footnote", "a footnote"),
    *frozen("briefings_contributor", "the list of contributors"),
    *frozen("briefings_correction", "a correction"),
    *frozen("briefings_retraction", "a retraction"),
    Trigger(
        "claims_claim",
        "UPDATE",
        "a published briefing cites this claim: withdraw it and make another",
        f"{CITED} AND ({CHANGES_VALUE})",
        "cited",
    ),
]

from research.accounts.triggers import frozen

TRIGGERS = [
    *frozen("sources_original", "an original"),
    *frozen("sources_snapshot", "a snapshot"),
]

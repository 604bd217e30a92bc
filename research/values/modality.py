"""Whether what is said happened, is planned, foreseen, denied or only supposed."""
def suggest_modality(text, start=0, end=None):
    return "happened", ""

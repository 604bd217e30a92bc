"""The English words that tell whether a thing happened, is going on, is planned, foreseen, denied or only supposed.

Phrases parted by commas; "*ing" is any word that ends so. Of the classes whose phrases stand in a clause the first
counts.
"""

CUES = {
    "denied": """not, never, denied, denies, denying, no longer, cannot, refuted, rejected, false, no troops, no
        soldiers, no people, no one, no such, no evidence""",
    "conditional": """if, unless, would, could, might, may be, may have, may also, may leave, may go, may take,
        may well, may not, may yet, may begin, may start, may end, provided that, in case, possible, possibly,
        perhaps, potential, potentially""",
    "predicted": """expect, expects, expected, expecting, forecast, forecasts, predict, predicts, predicted, prediction,
        likely, projected, projects, projection, anticipated, anticipates, foresees, foreseen, will
        probably, will likely, will reach, will rise, will grow, will fall, will exceed""",
    "planned": """will, shall, plan to, plans to, planned, planning to, plans for, scheduled, due to be, due to begin,
        due to end, due to start, due to leave, due to expire, due to open, is set to, are set to, was set
        to, is due, are due, was due, is to, are to, were to, was to, going to, supposed to, intend,
        intends, intended, aims to, aimed to, agreed to, pledge, pledged, promised, promises, upcoming, to
        be *ed, slated""",
    "ongoing": """is *ing, are *ing, been *ing, has begun, have begun, has started, have started, continue to,
        continued to, continues, remain, remains, currently, still, ongoing, underway""",
}
NOT_A_DENIAL = "not only, not just"
VERBS = """is are was were be been has have had do does did will would can could may might must began begun left fled
    came went took made said says held became fell rose won lost saw led met got told sent hit cut gave grew"""
SAYING = "said says confirmed announced declared told reported stated"
CLAUSE_WORDS = "but|while|whereas|although|though|because|that|which|who|when|as"
SUBJECTS = "he|she|it|they|we"

"""The English words that tell whether a thing happened, is going on, is planned, foreseen, denied or only supposed.

Each line is one alternative of a pattern; the first class that fits a clause is taken, so the order of classes counts.
"""

CUES = {
    "denied": r"""
        (?:did|does|do|was|were|is|are|has|have|had|will|would|could|can|should)(?:\snot|n['’]t)
        never
        denie[sd]
        denying
        no\slonger
        cannot
        refuted?
        rejected
        not\s(?:been|begun|started|be)
        no\s(?:troops|soldiers|people|one|such|evidence)
        false
    """,
    "conditional": r"""
        if
        unless
        would
        could
        might
        may\s(?:be|have|also|leave|go|take|well|not|yet|begin|start|end)
        provided\sthat
        in\scase
        possibl[ey]
        perhaps
        potential(?:ly)?
    """,
    "predicted": r"""
        expect(?:s|ed|ing)?
        forecasts?
        predict(?:s|ed|ions?)?
        likely
        project(?:s|ed|ions?)
        anticipate[sd]?
        foresee[sn]?
        will\s(?:probably|likely|reach|rise|grow|fall|exceed)
    """,
    "planned": r"""
        will
        shall
        plan(?:s|ned|ning)?\s(?:to|for)
        planned
        scheduled
        due\sto\s(?:be|begin|end|start|leave|expire|open|take)
        (?:is|are|was|were)\s(?:set|due|to|going\sto)
        supposed\sto
        intend(?:s|ed|ing)?
        aim(?:s|ed|ing)?\sto
        agreed\sto
        pledged?
        promise[sd]?
        upcoming
        to\sbe\s\w+ed
        slated
    """,
    "ongoing": r"""
        (?:is|are|has\sbeen|have\sbeen)\s(?:\w+ly\s)?\w+ing
        (?:has|have)\s(?:begun|started)
        continue[sd]?\sto
        continues
        remains?
        currently
        still
        ongoing
        underway
    """,
}
VERBS = r"""
    is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|shall|should|must
    \w+ed|\w+ing
    began|begun|left|fled|came|went|took|made|said|says|held|became|fell|rose|won|lost|saw|led|met|got|told|sent|hit|cut
"""
SAYING = "said|says|confirmed|announced|declared|told|reported|stated"
CLAUSE_WORDS = "but|while|whereas|although|though|because|that|which|who|when|as"
SUBJECTS = "he|she|it|they|we"

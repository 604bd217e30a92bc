class Conflict(Exception):
    """Somebody or something stands in the way (HTTP 409). `theirs` holds what stands there now, if anything does."""

    def __init__(self, message, *, theirs=None):
        super().__init__(message)
        self.message = message
        self.theirs = theirs

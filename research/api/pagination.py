from django.core import signing
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.utils.urls import replace_query_param


class CursorPages(CursorPagination):
    """Pages by cursor: no count, and a row that comes in between neither hides nor doubles another.

    A cursor carries values that go into a query, so it is signed for its list: a forged one is 400.
    """

    page_size = 50
    max_page_size = 500
    page_size_query_param = "page_size"
    ordering = "id"

    def get_page_size(self, request):
        asked = request.query_params.get(self.page_size_query_param)
        if asked is None:
            return self.page_size
        if not (asked.isascii() and asked.isdigit() and int(asked[:9])):
            raise ValidationError({self.page_size_query_param: ["Enter a whole number above 0."]})
        return min(int(asked[:9]), self.max_page_size)

    def decode_cursor(self, request):
        self.signer = signing.Signer(salt=f"cursor of {request.path} by {request.query_params.get('ordering', '')}")
        sent = request.query_params.get(self.cursor_query_param)
        if sent is None:
            return None
        try:
            position = self.signer.unsign_object(sent)
        except (signing.BadSignature, ValueError) as error:
            raise ValidationError({self.cursor_query_param: ["This is no cursor of this list."]}) from error
        return Cursor(*position)

    def encode_cursor(self, cursor):
        return replace_query_param(self.base_url, self.cursor_query_param, self.signer.sign_object(list(cursor)))

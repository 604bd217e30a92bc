"""The API's contract (OpenAPI), made once for each process, and the same in a shape for the page."""

from functools import cache

from drf_spectacular.generators import SchemaGenerator


@cache
def contract():
    """Return the OpenAPI document as a dict."""
    return SchemaGenerator().get_schema(request=None, public=True)


@cache
def calls():
    """Return the calls for the documentation page: a list of (tag, [call]), a call being a dict of plain values."""
    document, found = contract(), {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            call = {
                "method": method.upper(),
                "path": path,
                "id": operation["operationId"],
                "about": operation.get("description", ""),
                "parameters": [_parameter(given) for given in operation.get("parameters", [])],
                "takes": _fields(document, operation.get("requestBody", {})),
                "answers": [_answer(document, *answer) for answer in operation["responses"].items()],
                "public": {} in operation.get("security", [{}]),
            }
            found.setdefault(operation["tags"][0], []).append(call)
    return sorted(found.items())


def _parameter(given):
    about = given.get("description", "")
    return {"name": given["name"], "kind": _kind(given["schema"]), "about": about, "needed": given["in"] == "path"}


def _answer(document, code, response):
    return {"code": code, "fields": _fields(document, response)}


def _fields(document, holder):
    content = next(iter(holder.get("content", {}).values()), {})
    schema = _resolved(document, content.get("schema", {}))
    if schema.get("type") == "array":
        schema = _resolved(document, schema["items"])
    needed = schema.get("required", [])
    return [
        {"name": name, "kind": _kind(field), "about": field.get("description", ""), "needed": name in needed}
        for name, field in schema.get("properties", {}).items()
    ]


def _resolved(document, schema):
    if "$ref" in schema:
        return document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return schema


def _kind(field):
    if "$ref" in field:
        return field["$ref"].rsplit("/", 1)[-1]
    if field.get("type") == "array":
        return f"list of {_kind(field['items'])}"
    if "oneOf" in field or "allOf" in field:
        return " or ".join(_kind(part) for part in field.get("oneOf") or field["allOf"])
    return field.get("format") or field.get("type", "any")

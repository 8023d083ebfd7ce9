"""The answering pages, to who holds a pass."""

from tests.rules.routes.shapes import WithPass

# The same answering pages to Lia with the pass for Pricing, and to Lena of Boreal with hers for Logistics.
WITH_PASS: dict[str, WithPass] = {
    "answer:start": WithPass(get=200, post=302),
    "answer:dimension": WithPass(
        get=200,
        post=302,
        values=lambda w: {"key": w.dimension},
        data=lambda bearing: {"response": bearing.response, **bearing.page},
        foreign=409,
    ),
    "answer:save": WithPass(
        post=200,
        data=lambda bearing: {
            "response": bearing.response,
            "criterion": bearing.criterion,
            "rating": "fully",
            "revision": 9,
        },
        as_json=True,
        foreign=409,
    ),
    "answer:check": WithPass(get=200),
    "answer:submit": WithPass(
        post=302, data=lambda bearing: {"response": bearing.response, "key": "abc"}, foreign=409
    ),
    "answer:reopen": WithPass(post=409, data=lambda bearing: {"response": bearing.response}, foreign=409),
    "answer:done": WithPass(get=302),
    "result:receipt": WithPass(get=302),  # nothing is sent yet; what is sent stands in tests/web/answering
    "result:team": WithPass(get=404),
    "result:dimension": WithPass(get=404, values=lambda w: {"key": w.dimension}),
    "result:criterion": WithPass(get=404, values=lambda w: {"key": "x"}),
    "answer:arrive": WithPass(get=404, post=404, values=lambda w: {"token": "x" * 43}),
}

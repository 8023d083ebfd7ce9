from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

FORM = engines["django"].from_string(
    '<form method="post">{% csrf_token %}{{ form }}<button>Sign in</button></form>'
)


class SignIn(LoginView):
    """The provider's own sign-in page."""

    def render_to_response(self, context: dict, **kwargs: object) -> HttpResponse:
        return HttpResponse(FORM.render(context, self.request))


def alive(request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive")


urlpatterns = [
    path("", alive),
    path("login/", SignIn.as_view()),
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
]

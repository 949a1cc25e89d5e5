from django.http import Http404, HttpRequest, HttpResponse


def styleguide(request: HttpRequest) -> HttpResponse:
    raise Http404

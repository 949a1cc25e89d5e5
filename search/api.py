from django.http import HttpRequest, JsonResponse


def search_api(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"total": 0, "results": [], "facets": {}})

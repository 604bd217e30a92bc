from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from research import views

# The admin's own sign-in knows neither the second factor nor the limits on guessing.
admin.site.login = secure_admin_login(admin.site.login)
admin.site.site_header = admin.site.site_title = "Crossread: data"
admin.site.index_title = "What is stored"

urlpatterns = [
    path("", include("research.reading.urls")),
    path("desk/", include("research.desk.urls")),
    path("api/v1/", include("research.api.urls")),
    path("accounts/", include("research.accounts.urls")),
    path("admin/", admin.site.urls),
    path("health/", views.health, name="health"),
]
handler400, handler403, handler404, handler500 = (
    f"research.views.{name}" for name in ("bad_request", "forbidden", "not_found", "server_error")
)

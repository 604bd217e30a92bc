from django.urls import path

from research.reading.views import files, lists, versions

app_name = "reading"
urlpatterns = [
    path("", lists.home, name="home"),
    path("topics/", lists.topics, name="topics"),
    path("topics/<slug:slug>/", lists.topic, name="topic"),
    path("corrections/", lists.corrections, name="corrections"),
    path("how-we-work/", lists.how_we_work, name="how-we-work"),
    path("briefings/<slug:slug>/", versions.briefing, name="briefing"),
    path("briefings/<slug:slug>/verify/", versions.verify, name="verify"),
    path("briefings/<slug:slug>/versions/", versions.versions, name="versions"),
    path("briefings/<slug:slug>/versions/<int:number>/", versions.version, name="version"),
    path("briefings/<slug:slug>/versions/<int:number>.json", versions.as_json, name="version-json"),
    path("briefings/<slug:slug>/versions/<int:number>.md", versions.as_markdown, name="version-markdown"),
    path("briefings/<slug:slug>/versions/<int:number>/verify/", versions.verify, name="verify-version"),
    path("briefings/<slug:slug>/changes/<int:old>/<int:new>/", versions.changes, name="changes"),
    path("feed.atom", files.feed, name="feed"),
    path("sitemap.xml", files.sitemap, name="sitemap"),
    path("robots.txt", files.robots, name="robots"),
    path(".well-known/security.txt", files.security, name="security"),
]

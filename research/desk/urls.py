from django.urls import path

from research.desk.views import claims, contradictions, dossiers, home, imports, members, questions, sources

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("new/", dossiers.new, name="new-dossier"),
    path("<slug:slug>/", dossiers.show, name="dossier"),
    path("<slug:slug>/edit/", dossiers.edit, name="dossier-edit"),
    path("<slug:slug>/archive/", dossiers.archive, name="dossier-archive"),
    path("<slug:slug>/delete/", dossiers.delete, name="dossier-delete"),
    path("<slug:slug>/import/", imports.new, name="import"),
    path("<slug:slug>/sources/", sources.sources, name="sources"),
    path("<slug:slug>/sources/<int:pk>/", sources.publisher, name="publisher"),
    path("<slug:slug>/articles/", sources.articles, name="articles"),
    path("<slug:slug>/articles/<int:number>/details/", sources.details, name="article-details"),
    path("<slug:slug>/articles/<int:number>/rate/", sources.rate, name="article-rate"),
    path("<slug:slug>/questions/", questions.index, name="questions"),
    path("<slug:slug>/questions/new/", questions.ask, name="ask"),
    path("<slug:slug>/questions/<int:number>/", questions.show, name="question"),
    path("<slug:slug>/questions/<int:number>/edit/", questions.edit, name="question-edit"),
    path("<slug:slug>/contradictions/", contradictions.index, name="contradictions"),
    path("<slug:slug>/contradictions/new/", contradictions.record, name="record"),
    path("<slug:slug>/contradictions/<int:pk>/", contradictions.show, name="contradiction"),
    path("<slug:slug>/contradictions/<int:pk>/decide/", contradictions.decide, name="decide"),
    path("<slug:slug>/contradictions/<int:pk>/reopen/", contradictions.reopen, name="reopen"),
    path("<slug:slug>/claims/<int:number>/", claims.show, name="claim"),
    path("<slug:slug>/claims/<int:number>/edit/", claims.edit, name="claim-edit"),
    path("<slug:slug>/claims/<int:number>/group/", claims.group, name="claim-group"),
    path("<slug:slug>/claims/<int:number>/rate/", claims.rate, name="claim-rate"),
    path("<slug:slug>/claims/<int:number>/withdraw/", claims.withdraw, name="claim-withdraw"),
    path("<slug:slug>/claims/<int:number>/restore/", claims.restore, name="claim-restore"),
    path("<slug:slug>/members/", members.index, name="members"),
    path("<slug:slug>/members/<int:pk>/remove/", members.remove, name="member-remove"),
]

# The portal's first page in Django, as small as can honestly be, to be measured beside it: the same HTML with Django's own token. Run by
# gunicorn. PAGE names the HTML, with Django's {{ csrf_token }} in it.

import os
import pathlib
import secrets

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.shortcuts import render
from django.urls import path

page = pathlib.Path(os.environ["PAGE"])

settings.configure(
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
    ROOT_URLCONF=__name__,
    SECRET_KEY=secrets.token_hex(),
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [page.parent],
        "OPTIONS": {"context_processors": ["django.template.context_processors.csrf"]},
    }],
)
django.setup()


def home(request):
    return render(request, page.name)


urlpatterns = [path("", home)]
application = get_wsgi_application()

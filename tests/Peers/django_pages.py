# A page of the portal in Django, as small as can honestly be, to be measured beside it: the same HTML with Django's own token, or a form that
# asks for a password. Run by gunicorn. PAGE names the HTML, with Django's {{ csrf_token }} in it; HASH is the password's, by bcrypt.

import os
import pathlib
import secrets

import bcrypt
import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path

page = pathlib.Path(os.environ["PAGE"])
password_hash = os.environ["HASH"].encode()

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


def answer(request):
    return sign_in(request) if request.method == "POST" else render(request, page.name)


def sign_in(request):
    if not bcrypt.checkpw(request.POST["password"].encode(), password_hash):
        return HttpResponseForbidden()
    response = HttpResponseRedirect("/")
    response.set_signed_cookie("elector", "1")
    return response


urlpatterns = [path("", answer)]
application = get_wsgi_application()

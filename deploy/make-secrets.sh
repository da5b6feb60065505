#!/usr/bin/env bash
# Draws the secrets of docker-compose.yml into deploy/secrets, once: SqlServer (default) or PostgreSql.
set -euo pipefail
umask 077

database=${1:-SqlServer}
folder=$(dirname "$0")/secrets
if [ -e "$folder" ]; then
  echo "$folder exists: it holds the keys of an installation and is never overwritten." >&2
  exit 1
fi

draw() { openssl rand -base64 48 | tr -dc 'A-Za-z0-9' | cut -c1-32; }

password="Aa1-$(draw)"
case $database in
  SqlServer) connection="Server=sqlserver;Database=portal;User Id=sa;Password=$password;Encrypt=Mandatory;TrustServerCertificate=true" ;;
  PostgreSql) connection="Host=postgresql;Database=portal;Username=portal;Password=$password" ;;
  *) echo "Usage: $0 [SqlServer|PostgreSql]" >&2; exit 2 ;;
esac

mkdir "$folder"
certificate_password=$(draw)
printf '%s' "$password" > "$folder/database_password"
printf '%s' "$connection" > "$folder/ConnectionStrings__Portal"
printf '%s' "$certificate_password" > "$folder/DataProtection__CertificatePassword"

# What Production needs beside them; empty in a rehearsal.
: > "$folder/Mail__Smtp__Password"
: > "$folder/Sms__Twilio__AuthToken"
: > "$folder/Sms__Twilio__ApiKeySecret"

openssl req -x509 -newkey rsa:3072 -nodes -days 1825 -subj '/CN=Elector portal key ring' \
  -keyout "$folder/key.pem" -out "$folder/certificate.pem" 2> /dev/null
openssl pkcs12 -export -inkey "$folder/key.pem" -in "$folder/certificate.pem" -out "$folder/portal.pfx" \
  -passout "file:$folder/DataProtection__CertificatePassword"
rm "$folder/key.pem" "$folder/certificate.pem"

# Compose mounts the files as they are: the containers' accounts must read them. The folder stays closed to everybody else here.
chmod 444 "$folder"/*
echo "Drawn in $folder. Back up portal.pfx and its password apart from the database: docs/operations.md says why."

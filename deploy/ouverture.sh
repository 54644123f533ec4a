#!/bin/sh
# La commande « ouverture » du serveur, avec les réglages et le compte du service. À copier en /usr/local/sbin/ouverture.
set -eu
umask 077
if [ "$(id -u)" != 0 ]; then echo "À lancer en tant que root." >&2; exit 1; fi
set -a
OUVERTURE_DATA_DIR=/var/lib/ouverture
. "${OUVERTURE_ENVIRONMENT:-/etc/ouverture/environment}"
HOME=/var/lib/ouverture
PYTHONDONTWRITEBYTECODE=1
set +a
exec setpriv --reuid=ouverture --regid=ouverture --init-groups -- /opt/ouverture/.venv/bin/ouverture "$@"

"""The words that the map itself writes, in the reader's language."""

from __future__ import annotations

from indicators.present.texts import Translator


def map_words(t: Translator) -> dict[str, str]:
    """Words by the key that ``static/map`` uses; « # » stands for a number or a value, « @ » for names."""
    return {
        "legend": t("Légende"),
        "gathered": t("# relations : @"),
        "valued": t("@ : #"),
        "since": t("depuis #"),
        "undated": t("date inconnue"),
        "hand": t("position saisie à la main"),
        "from": t("depuis le territoire : #"),
        "solid": t("Plein : échange documenté récent"),
        "hollow": t("Vide : dormante, non documentée ou à vérifier"),
        "faded": t("Pointillé : suspendue, prévue ou terminée"),
        "bundled": t("Un arc par pays, d'autant plus large qu'il compte de relations"),
        "recentre": t("Recadrer la carte"),
        "png": t("Enregistrer cette vue en image PNG"),
        "svg": t("Enregistrer cette vue en dessin SVG"),
        "untiled": t("Sans le fond de carte du serveur de tuiles, qui ne permet pas de le copier"),
        "zoom_in": t("Agrandir"),
        "zoom_out": t("Réduire"),
        "play": t("Faire défiler les années"),
        "pause": t("Arrêter le défilement"),
        "year": t("Année montrée"),
        "everything": t("Revenir à toutes les relations"),
        "played": t("@ : # en cours"),
        "unplayed": t(" ; # sans date, hors de la carte"),
        "inset": t("Zoomer sur la zone la plus dense : # relations"),
        "more": t("et # autres, dans le tableau"),
        "open": t("Afficher la fiche"),
        "close": t("Fermer"),
        "arrows": t("Les flèches vont d'un point à l'autre, Entrée l'ouvre."),
        "map": t("Carte des partenariats. Le tableau sous la carte a le même contenu."),
        "borders": t("Frontières indicatives, sans valeur officielle"),
        "no_background": t("Le fond de carte n'a pas pu être chargé."),
        "separate": t("Tracé à part"),
    }

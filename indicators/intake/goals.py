"""The short titles of the goals of sustainable development, as posters and reports print them.

The catalogue holds the titles that the General Assembly adopted (A/RES/70/1, 2015), which nobody writes in a cell. These
are the ones of the communication of the United Nations (un.org/sustainabledevelopment) in French, English and Spanish,
with the word that is left of them in a hurry where it can mean no other goal.
"""

from __future__ import annotations

_SHORT = {
    "1": "Pas de pauvreté|Pauvreté|No poverty|Poverty|Fin de la pobreza|Pobreza",
    "2": "Faim « zéro »|Zéro faim|Faim|Zero hunger|Hambre cero",
    "3": "Bonne santé et bien-être|Santé et bien-être|Santé|Good health and well-being|Health|Salud y bienestar|Salud",
    "4": "Éducation de qualité|Éducation|Quality education|Education|Educación de calidad|Educación",
    "5": "Égalité entre les sexes|Égalité des sexes|Égalité femmes-hommes|Égalité hommes-femmes|Genre|Gender equality|Gender|"
    "Igualdad de género|Género",
    "6": "Eau propre et assainissement|Eau et assainissement|Eau propre|Eau|Clean water and sanitation|Clean water|Water|"
    "Agua limpia y saneamiento|Agua",
    "7": "Énergie propre et d'un coût abordable|Énergie propre|Énergie|Affordable and clean energy|Clean energy|Energy|"
    "Energía asequible y no contaminante|Energía",
    "8": "Travail décent et croissance économique|Travail décent|Croissance économique|Decent work and economic growth|"
    "Decent work|Trabajo decente y crecimiento económico|Trabajo decente",
    "9": "Industrie, innovation et infrastructure|Industrie|Innovation|Industry, innovation and infrastructure|Industry|"
    "Industria, innovación e infraestructura|Innovación",
    "10": "Inégalités réduites|Réduction des inégalités|Inégalités|Reduced inequalities|Inequalities|"
    "Reducción de las desigualdades|Desigualdades",
    "11": "Villes et communautés durables|Villes durables|Sustainable cities and communities|Sustainable cities|"
    "Ciudades y comunidades sostenibles|Ciudades sostenibles",
    "12": "Consommation et production responsables|Consommation et production durables|Consommation responsable|"
    "Responsible consumption and production|Responsible consumption|Producción y consumo responsables|Consumo responsable",
    "13": "Mesures relatives à la lutte contre les changements climatiques|Lutte contre les changements climatiques|"
    "Lutte contre le changement climatique|Action climatique|Climat|Climate action|Climate|Acción por el clima|Clima",
    "14": "Vie aquatique|Océans|Life below water|Oceans|Vida submarina|Océanos",
    "15": "Vie terrestre|Biodiversité|Life on land|Biodiversity|Vida de ecosistemas terrestres|Biodiversidad",
    "16": "Paix, justice et institutions efficaces|Paix et justice|Paix|Peace, justice and strong institutions|Peace|"
    "Paz, justicia e instituciones sólidas|Paz",
    "17": "Partenariats pour la réalisation des objectifs|Partenariats pour les objectifs|Partenariats|"
    "Partnerships for the goals|Partnerships|Alianzas para lograr los objetivos|Alianzas",
}


def short_titles(goal: str) -> list[str]:
    """The short titles of a goal by its number; none for what is no goal."""
    return _SHORT[goal].split("|") if goal in _SHORT else []

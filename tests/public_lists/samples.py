"""Small lists in the layouts of their publishers. The facts about Grenoble are those that its lists say; the projects are
invented, and so are the organisations in them."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook

from indicators.public_lists import Home

GRENOBLE = Home("Grenoble", "FR", "213801855", "38")
#: English Wikipedia, lists of twin towns (CC BY-SA), February 2026: the entry of Grenoble, and those that name it.
OURS = (
    "Bethlehem,Palestine", "Catania,Italy", "Chişinău,Moldova", "Constantine,Algeria", "Corato,Italy", "Essen,Germany",
    "Halle,Germany", "Kaunas,Lithuania", "Oxford,United Kingdom", "Ouagadougou,Burkina Faso", "Oujda,Morocco",
    "Phoenix,United States", "Rehovot,Israel", "Sfax,Tunisia", "Stendal,Germany", "Suzhou,China", "Tsukuba,Japan",
)  # fmt: skip
THEIRS = (
    "Sevan,Armenia", "Innsbruck,Austria", '"Suzhou, Jiangsu",China', "Oxford,United Kingdom", "Halle (Saale),Germany",
    "Chișinău,Moldova",
)  # fmt: skip


def wikipedia() -> bytes:
    """Both sides of Grenoble, a twinning inside France, and another French city in Sfax."""
    rows = [*(f"Grenoble,France,{item}" for item in OURS), *(f"{item},Grenoble,France" for item in THEIRS)]
    others = ["Marseille,France,Sfax,Tunisia", "Orléans,France,Saint-Flour,France", "Berat,Albania,Amasya,Turkey"]
    return "\n".join(["city1,country1,city2,country2", *rows, *others]).encode()


def wikidata(*rows: tuple[str, str, str, str]) -> bytes:
    """Wikidata, P190 (CC0), 2017: its columns, tabs between them."""
    head = [
        "origincityLabel",
        "origincountry",
        "originlat",
        "sistercityLabel",
        "destination_countryLabel",
        "dist",
        "eu",
    ]
    lines = [[city, country, "", other, its, "", "EU"] for city, country, other, its in rows]
    return "\n".join("\t".join(line) for line in [head, *lines]).encode()


def afd() -> bytes:
    """AFD's open data (2024): a funding of Grenoble, one that only names Mulhouse, a delegate, another of a bank."""
    head = (
        "Société;Id. Concours;Titre du projet;Non applicable;Description du projet;Etat du projet;Date d'octroi;Valeur fixe;"
        "Libellé bénéficiaire primaire;Code-Canal (pour tiers bénéficiaires d’un concours);Pays de réalisation;Latitude;"
        "Longitude ;Non applicable;Engagements bruts (euro);Lien_Fiche_Projet;Date mise à jour données projet;Responsable pays"
    )
    rows = (
        "AFD;CPS101;FICOL patrimoine et cohésion sociale;;À Bethléem, avec Grenoble;Exécution;2019-03-01;France;Ville de Grenoble;11002.0;TERRITOIRES AUTONOMES PALESTINIENS;48.84;2.37;;270724.0;http://www.afd.fr/1;2024-05-03;agence@example.org",
        "AFD;CMG102;FICOL Mulhouse Mahajanga à Madagascar;;Maîtrise d'ouvrage déléguée;Exécution;2020-01-01;France;GRAND EST SOLIDARITES COOPERATIONS DEVELOPPEMENT;11002.0;MADAGASCAR;48.84;2.37;;1500000.0;;2024-05-15;agence@example.org",
        "AFD;CTN103;Eau potable;;Le projet;Exécution;;France;BANQUE DE GRENOBLE;44001.0;TUNISIE;10.1;36.8;;;;2024-01-01;agence@example.org",
        "AFD;CTN104;Appui;;Le projet;Exécution;2021-01-01;France;Conseil régional Normandie;11002.0;TUNISIE;10.1;36.8;;500000.0;;2024-01-01;agence@example.org",
    )  # fmt: skip
    return "\n".join(["\ufeff" + head, *rows]).encode()


_CORDIS = (
    "projectID;projectAcronym;organisationID;vatNumber;name;shortName;SME;activityType;street;postCode;city;country;nutsCode;"
    "geolocation;organizationURL;contactForm;order;role;ecContribution;netEcContribution;totalCost;endOfParticipation;active"
)
_CORDIS_PROJECT = (
    "id;acronym;status;title;startDate;endDate;totalCost;ecMaxContribution;legalBasis;topics;frameworkProgramme;masterCall;"
    "subCall;fundingScheme;nature;objective;contentUpdateDate;rcn;grantDoi"
)


def organisations() -> bytes:
    """CORDIS organization.csv, every field quoted; a name opens with a doubled quote, an amount has a comma."""
    rows = (
        ("101", "ALPES", "9001", "FR12213801855", "COMMUNE DE GRENOBLE", "GRENOBLE", "FR", "participant", "2073781,25"),
        ("101", "ALPES", "9002", "", "UNIVERSITE DE GRENOBLE (EXEMPLE)", "GRENOBLE CEDEX 9", "FR", "coordinator", "10.5"),
        ("101", "ALPES", "9003", "IT1", "COMUNE DI CATANIA", "Catania", "IT", "participant", ""),
        ("101", "ALPES", "9004", "", '""ΔΗΜΟΣ"" EXEMPLE', "Athina", "EL", "participant", "5"),
        ("102", "PLAINE", "9005", "", "LABORATOIRE EXEMPLE", "Lyon", "FR", "participant", "7"),
        ("103", "NEIGE", "9006", "", "INSTITUT EXEMPLE", "Grenoble", "FR", "thirdParty", "7"),
    )  # fmt: skip
    lines = []
    for project, acronym, pic, vat, name, city, country, role, euros in rows:
        cells = [project, acronym, pic, vat, name, "", "false", "PUB", "", "", city, country, "", "", "", "", "1", role, euros, "", "", "false", ""]  # fmt: skip
        lines.append(";".join(f'"{cell}"' for cell in cells))
    return "\n".join([";".join(f'"{name}"' for name in _CORDIS.split(";")), *lines]).encode()


def projects() -> bytes:
    """CORDIS project.csv."""
    cells = [
        "101",
        "ALPES",
        "SIGNED",
        "Rues calmes",
        "2023-01-01",
        "",
        "",
        "3000000",
        "",
        "HORIZON-MISS-2022-CIT-01",
        "HORIZON",
        *[""] * 8,
    ]
    return "\n".join([_CORDIS_PROJECT, ";".join(f'"{cell}"' for cell in cells)]).encode()


def cordis() -> bytes:
    """The archive as it is downloaded."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("csv/project.csv", projects())
        archive.writestr("csv/organization.csv", organisations())
    return made.getvalue()


def keep() -> bytes:
    """keep.eu's workbook: two projects of one acronym in two programmes, « N.a. » where nothing is known."""
    book = Workbook()
    book.active.append(["Search terms"])
    listed = book.create_sheet("Search results, projects")
    listed.append(["Period", "Programme", "Project acronym", "Project name in English", "Project start", "Project end"])
    listed.append(["2014-2020", "Alpine Space", "RIVER", "Rivers together", "2018-05-01", "N.a."])
    listed.append(["2014-2020", "Baltic Sea", "RIVER", "Another river", "2016-05-01", "N.a."])
    sheet = book.create_sheet("Search results, partners")
    sheet.append(["Programme", "Project acronym", "Organisation in English", "Lead partner", "Country code", "Participant Identification Code", "Partner's ID if not PIC", "Type of Organisation", "ERDF contribution"])  # fmt: skip
    sheet.append(
        ["Alpine Space", "RIVER", "City of Grenoble", "Yes", "FR", "N.a.", "21380185500015", "local", 125000.5]
    )
    sheet.append(["Alpine Space", "RIVER", "Comune di Exempio", "No", "IT", "N.a.", "N.a.", "local", "N.a."])
    sheet.append(["Baltic Sea", "RIVER", "Stadt Beispiel", "Yes", "DE", "N.a.", "N.a.", "local", 5])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def kohesio() -> bytes:
    """Kohesio's file: one operation in two places is two lines, the amount is told once."""
    head = "Operation_Unique_Identifier,Operation_Local_Identifier,Operation_Name_English,Operation_Name_Programme_Language,Operation_Start_Date,Project_EU_Budget,Beneficiary_Name,Beneficiary_Local_Identifier,Programme_Name,NUTS3_Code"
    rows = [
        f"https://linkedopendata.eu/entity/Q1,RA01,,Halle des sports,01/09/2016,100000,COMMUNE DE GRENOBLE,213801855,PO FEDER,{place}"
        for place in ("FRK24", "FRK26")
    ]
    other = "https://linkedopendata.eu/entity/Q2,RA02,,Pépinière,01/09/2017,5,Pépinière de Grenoble,,PO FEDER,FRK24"
    return "\n".join([head, *rows, other]).encode()


_FEDER = (
    "Programme", "Intitulé du projet  - operation name", "Nom du bénéficiaire - beneficiary name", "Code postal du bénéficiaire",
    "Date de début de l'opération - operation start date", "Date de fin de l'opération - operation end date",
    "Total dépenses éligibles", "Montant UE programmé - Union co-financing rate", "Pays - Country", "Date de programmation",
    "Catégorie d'intervention - category of intervention", "Fonds",
)  # fmt: skip


def operations() -> bytes:
    """The list of operations of 2016 (CGET) in its layout, invented rows: a postcode is a number, one is missing."""
    book = Workbook()
    book.active.append(list(_FEDER))
    for title, who, postcode, euros in (
        ("Quartier calme", "ASSOCIATION EXEMPLE", 38000, 1000.5),
        ("Atelier", "COOPERATIVE EXEMPLE", 38100, None),
        ("Pépinière", "UNIVERSITE DE GRENOBLE (EXEMPLE)", 38041, 500),
        ("Vallée", "SYNDICAT EXEMPLE", 38250, 7),
        ("Plaine", "LABORATOIRE EXEMPLE", 1000, 9),
        ("Colline", "ATELIER EXEMPLE", "", 9),
    ):
        book.active.append(
            ["PO EXEMPLE", title, who, postcode, "2015-01-05", "2016-01-05", 1, euros, "FR", "", "NR", "FSE"]
        )
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def areas() -> bytes:
    """Interreg 2014-2020 counted by NUTS 3 from keep.eu (January 2024): the lines of Isère, Bas-Rhin and Sarthe."""
    return "\n".join(
        [
            "CNTR_CODE,NAME_LATN,keep_No_of_projects,keep_No_of_partners,keep_Total_budgets_MEUR,keep_ERDF_MEUR",
            "FR,Isère,41.0,48.0,12.98,9.25",
            "FR,Bas-Rhin,128.0,439.0,6.16,34.52",
            "FR,Sarthe,0.0,0.0,0.0,0.0",
            'DE,"Nürnberg, Kreisfreie Stadt",11.0,11.0,2.81,2.09',
        ]
    ).encode()

"""The readers that exist, in the order in which a file is shown to them."""

from __future__ import annotations

from indicators.official.layouts import (
    Layout,
    customs,
    dgfip_balances,
    epci_members,
    eurostat,
    insee_immigrants,
    insee_iris,
    insee_melodi,
    insee_mobpro,
    insee_pages,
    insee_population,
    insee_regional_gdp,
    insee_tables,
    mesr_students,
    ofgl,
)

LAYOUTS: dict[str, Layout] = {
    "eurostat": eurostat,
    "mesr_students": mesr_students,
    "insee_immigrants": insee_immigrants,
    "insee_regional_gdp": insee_regional_gdp,
    "insee_population": insee_population,
    "epci_members": epci_members,
    "dgfip_balances": dgfip_balances,
    "ofgl": ofgl,
    "insee_melodi": insee_melodi,
    "insee_mobpro": insee_mobpro,
    "insee_iris": insee_iris,
    "insee_tables": insee_tables,
    "insee_pages": insee_pages,
    "customs": customs,
}

"""The readers that exist, in the order in which a file is shown to them."""

from __future__ import annotations

from indicators.official.layouts import (
    Layout,
    epci_members,
    eurostat,
    insee_immigrants,
    insee_population,
    insee_regional_gdp,
    mesr_students,
)

LAYOUTS: dict[str, Layout] = {
    "eurostat": eurostat,
    "mesr_students": mesr_students,
    "insee_immigrants": insee_immigrants,
    "insee_regional_gdp": insee_regional_gdp,
    "insee_population": insee_population,
    "epci_members": epci_members,
}

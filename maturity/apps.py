from django.apps import AppConfig


class MaturityConfig(AppConfig):
    name = "maturity"
    guarded_tables = (
        "maturity_criterion",
        "maturity_dimension",
        "maturity_level",
        "maturity_maturitymodel",
        "maturity_modelversion",
    )

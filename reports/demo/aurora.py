"""Aurora Seguros, a Brazilian insurer: three divisions and the people in their teams."""

from organizations.access import Role
from reports.demo.organization import (
    BATCH,
    EN,
    PERSON_DECIDES,
    PT,
    RAW_INPUTS,
    REPORT,
    SUPPLIED,
    OrganizationPlan,
    Person,
    TeamPlan,
    UnitPlan,
    cast,
    team,
)

OLGA, ADA, DAVI, MARTA = cast("Olga Prado"), cast("Ada Nunes"), cast("Davi Lopes"), cast("Marta Couto")
LIA, MAURO, CLARA, VERA = cast("Lia Souza"), cast("Mauro Reis"), cast("Clara Dias"), cast("Vera Matos")
CAIO = cast("Caio Lima")


RETAIL, CLAIMS, RISK = "Varejo", "Sinistros e Saúde", "Risco e Dados"
CHANNELS, FRAUD = "Canais Digitais", "Fraude"

_UNITS = (
    UnitPlan(RETAIL, (MARTA,)),
    UnitPlan(CHANNELS, (Person("Thaís Guimarães"),), parent=RETAIL),
    UnitPlan(CLAIMS, (Person("Rafael Siqueira"),)),
    UnitPlan(RISK, (Person("Helena Barros"),)),
    UnitPlan(FRAUD, (Person("Cecília Rocha"),), parent=RISK),
)

_RETAIL_TEAMS = (
    TeamPlan(
        "Pricing Auto",
        RETAIL,
        LIA,
        (MAURO, Person("Bianca Teles"), Person("Hugo Arantes")),
        "modelo de preço de automóvel",
        "Portal do Corretor",
    ),
    team(
        "Pricing Residencial",
        RETAIL,
        CAIO,
        "Isadora Freire, Nelson Akiyama",
        "modelo de preço residencial",
        "Portal do Corretor",
    ),
    team(
        "Pricing Vida",
        RETAIL,
        "Célia Moraes",
        "Pedro Vasques, Lúcia Ferraz",
        "modelo de mortalidade",
        "simulador de vida",
    ),
    team(
        "Subscrição Digital",
        RETAIL,
        "Tomás Leão",
        "Renata Pacheco, Joaquim Brito, Ana Luz",
        "score de aceitação",
        "sistema de subscrição",
        PERSON_DECIDES,
    ),
    team(
        "Telemática",
        RETAIL,
        "Igor Sá",
        "Wagner Pinto",
        "score de direção",
        "app Aurora Drive",
    ),
    team(
        "Recomendação",
        CHANNELS,
        "Yara Fonseca",
        "Mei Tanaka*, Vitor Salles, Camila Rangel",
        "motor de recomendação",
        "app do segurado",
    ),
    team(
        "Churn e CRM",
        CHANNELS,
        "Gustavo Peixoto",
        "Larissa Coelho, Daniel Okafor*",
        "score de cancelamento",
        "CRM",
    ),
    team(
        "Marketing Mix",
        CHANNELS,
        "Ingrid Halvorsen",
        "Bruno Tavares, Sofia Braga",
        "media mix model",
        "budget planner",
        BATCH,
        REPORT,
        by=EN,
    ),
    team(
        "Cotação Online",
        CHANNELS,
        "Nuno Vidal",
        "Paula Nogueira, Felipe Ramos",
        "modelo de conversão",
        "cotador online",
    ),
)

_CLAIMS_TEAMS = (
    team(
        "Triagem de Sinistros",
        CLAIMS,
        "Bruna Assunção",
        "Otávio Reis, Simone Prates",
        "classificador de sinistros",
        "sistema de sinistros",
    ),
    team(
        "Claims Vision",
        CLAIMS,
        "Jonas Weber",
        "Priscila Antunes, Chen Wei*, Raul Meireles",
        "damage estimator",
        "claims app",
        RAW_INPUTS,
        by=EN,
    ),
    team(
        "Document AI",
        CLAIMS,
        "Kwame Mensah",
        "Letícia Brandão, Anders Lund*",
        "document reader",
        "claims desk",
        RAW_INPUTS,
        by=EN,
    ),
    team(
        "Pricing Saúde",
        CLAIMS,
        "João Antunes",
        "Valéria Sampaio, Diego Fernández*",
        "modelo de custo assistencial",
        "sistema de propostas",
    ),
    team(
        "Rede Credenciada",
        CLAIMS,
        "Sílvia Portela",
        "Marcos Quintela",
        "score de prestadores",
        "portal de prestadores",
    ),
    team(
        "Auditoria Médica",
        CLAIMS,
        "Fernando Okada",
        "Débora Lins, Patrícia Veloso",
        "modelo de contas atípicas",
        "sistema de auditoria",
        PERSON_DECIDES,
    ),
    team(
        "Assistência 24h",
        CLAIMS,
        "Rosana Duarte",
        "Luiz Amaral, Tiago Mendonça",
        "modelo de demanda",
        "despacho de guinchos",
    ),
    team(
        "Telemedicina",
        CLAIMS,
        "Eduardo Pimenta",
        "Natália Cordeiro",
        "classificador de urgência",
        "app de consultas",
    ),
)

_RISK_TEAMS = (
    team(
        "Detecção de Fraude",
        FRAUD,
        "Fábio Alves",
        "Amina Diallo*, Ricardo Sena, Mônica Teixeira",
        "score de fraude",
        "sistema de emissão",
    ),
    team(
        "Fraude em Sinistros",
        FRAUD,
        "Beatriz Falcão",
        "Sérgio Bastos, Aline Moura",
        "modelo de sinistro suspeito",
        "sistema de sinistros",
    ),
    team(
        "Prevenção à Lavagem",
        FRAUD,
        "Roberto Klein",
        "Júlia Barreto, Alexandre Porto",
        "modelo de transações atípicas",
        "sistema de compliance",
        PERSON_DECIDES,
    ),
    team(
        "Crédito e Cobrança",
        RISK,
        "Lívia Brandão",
        "Murilo Castro, Estela Viana",
        "score de crédito",
        "sistema de cobrança",
        PERSON_DECIDES,
    ),
    team(
        "Provisões Técnicas",
        RISK,
        "Osvaldo Meira",
        "Cristina Leme",
        "modelo de provisões",
        "relatório atuarial",
        BATCH,
        REPORT,
    ),
    team(
        "Cat Modelling",
        RISK,
        "Claire Dubois",
        "Henrique Valadares, Tomasz Nowak*",
        "flood model",
        "exposure report",
        BATCH,
        REPORT,
        by=EN,
    ),
    team(
        "ML Platform",
        RISK,
        "Priya Raman",
        "André Galvão, Liam O'Connor*, Carolina Mattos, Yuki Mori*",
        "shared scoring service",
        "developer portal",
        by=EN,
    ),
    team(
        "Assistente Virtual",
        RISK,
        "Marina Escobar",
        "Hannah Fischer*, Gabriel Torres",
        "assistente de atendimento",
        "chat do segurado",
        RAW_INPUTS,
        SUPPLIED,
    ),
)

# Whom it takes an effort to reach in the open round: the team whose lead has handed over, with the one
# who is invited to follow and has not joined yet; and the team whose lead's mail came back.
HANDED_OVER: dict[str, Person] = {"Marketing Mix": Person("Clarice Antunes", EN)}
OUT_OF_REACH = frozenset({"Telemedicina"})

# What came of the last closed round, as Davi tells it before the open one.
OUTCOME = """Vocês pediram um caminho único para levar modelos à produção: desde julho há um pipeline \
compartilhado, mantido pela ML Platform.

Vocês disseram que ninguém sabe quem responde por cada fonte de dados: cada uma agora tem um responsável no \
catálogo.

Ainda não fizemos: verba para GPUs. Volta à pauta em março."""

AURORA = OrganizationPlan(
    slug="aurora",
    name="Aurora Seguros",
    language=PT,
    time_zone="America/Sao_Paulo",
    owner=OLGA,
    staff=((ADA, Role.ADMIN), (DAVI, Role.MANAGER), (CLARA, Role.CATALOG_EDITOR), (VERA, Role.AUDITOR)),
    units=_UNITS,
    teams=_RETAIL_TEAMS + _CLAIMS_TEAMS + _RISK_TEAMS,
)

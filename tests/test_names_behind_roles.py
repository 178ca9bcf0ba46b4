"""Names at the end of what a role governs, surnames with a particle, initials, and several names as one speaker."""

from __future__ import annotations

import pytest

SAYS = "ha detto che il ponte riaprirà."

#: Who it is → (what stands before *ha detto che il ponte riaprirà*, the name).
ROLES = {
    "two nouns between": ("Il sottosegretario all'Agricoltura e alla Pesca Carlo Dori", "Carlo Dori"),
    "two more": ("Il viceministro dei Trasporti e della Navigazione Marco Dori", "Marco Dori"),
    "two nouns, one of them in the plural": ("Il viceministro delle Strade e dei Porti Marco Dori", "Marco Dori"),
    "a party between": ("Il coordinatore di Forza Valdoria Renato Bini", "Renato Bini"),
    "a foreign name behind an adjective": ("Il ministro degli esteri finlandese Aino Ketola", "Aino Ketola"),
    "a name that no list has": ("L'inviato Onu per la valle Ghassam Tirel", "Ghassam Tirel"),
    "two first names": ("Il segretario regionale della Lega Maria Teresa Dori", "Maria Teresa Dori"),
    "a town of two words between": ("Il sindaco di Reggio Emilia Marco Dori", "Marco Dori"),
    "a foundation between": ("Il presidente della Fondazione Carlo Dori", "Carlo Dori"),
    "two offices of one person": ("Il vicepremier e ministro degli Esteri Ugo Bini", "Ugo Bini"),
    "a knight": ("Il cavaliere Ugo Bini", "Ugo Bini"),
    "a preposition makes the name another's": ("Il presidente della cooperativa di Carlo Dori", "Il presidente della cooperativa di Carlo Dori"),
    "a town is nobody": ("Il sindaco del comune di San Telmo", "Il sindaco del comune di San Telmo"),
    "a party's letters are no name": ("La senatrice Pd", "La senatrice Pd"),
    "and its name behind a preposition": ("La portavoce di Vela", "La portavoce di Vela"),
}

#: One small article a case, and the names in the order of the triples.
PARTICLES = {
    "behind a first name": (f"L'assessora Ilaria De Carlis {SAYS}", ["Ilaria De Carlis"]),
    "a surname alone at the sentence's head": (f"Ugo Lo Vasco è arrivato tardi. Lo Vasco {SAYS}", ["Ugo Lo Vasco"]),
    "and within the sentence": (f"Ugo De Vascis è arrivato tardi. Poi De Vascis {SAYS}", ["Ugo De Vascis"]),
    "where it could be a preposition": (f"Ilaria Dal Prato è arrivata tardi. Dal Prato {SAYS}", ["Ilaria Dal Prato"]),
    "behind the verb": ("Ugo Di Torlasco è arrivato tardi. «Il ponte riaprirà presto», ha detto Di Torlasco.", ["Ugo Di Torlasco"]),
    "of somebody never named in full": (f"Di Torlasco {SAYS}", ["Di Torlasco"]),
    "before a colon": ("Di Torlasco: «Il ponte riaprirà prima di Natale».", ["Di Torlasco"]),
    "behind an office": (f"L'assessore Dal Prato {SAYS}", ["Dal Prato"]),
    "a particle with an article": ("La capogruppo Della Corte ha criticato la giunta.", ["Della Corte"]),
    "behind a preposition": ("Secondo De Vascis il ponte riaprirà.", ["De Vascis"]),
    "as an agent": ("La giunta è stata criticata da De Vascis.", ["De Vascis"]),
    "whose reply it is": ("La replica di De Vascis: «Il ponte riaprirà prima di Natale».", ["De Vascis"]),
    "two of them": ("De Vascis e Lo Vasco hanno criticato la giunta.", ["De Vascis e Lo Vasco"]),
    "a surname that is an office too": (f"Luigi Papa è il sindaco di Valdoria. Papa {SAYS}", ["Luigi Papa"]),
    "the office before another name": (f"Luigi Papa è il sindaco di Valdoria. Papa Benigno {SAYS}", ["Benigno"]),
    "a preposition before a town": ("Di Valdoria ha parlato il sindaco Ugo Bini.", []),
    "what is spoken of": ("Del ponte ha parlato Marta Lodi.", []),
    "a preposition before a meadow": ("Dal Prato è arrivata la notizia che il ponte riaprirà.", []),
}

SEVERAL = {
    "two bodies behind their noun": ("Le associazioni Vela e Porto hanno criticato la giunta.", ["Vela e Porto"]),
    "two agents, each with its preposition": ("La proposta è stata bocciata da Ugo Bini e dalla Cgil.", ["Ugo Bini e Cgil"]),
    "one agent": ("Il piano è stato criticato da Ugo Bini.", ["Ugo Bini"]),
    "two behind the verb": ("Contro la riforma si sono schierati Ugo Bini e la Cgil.", ["Ugo Bini e Cgil"]),
    "two names behind a plural role": ("I capigruppo Elio Dori e Renato Bini hanno chiesto le dimissioni del prefetto.", ["Elio Dori e Renato Bini"]),
    "two names between commas": ("I consiglieri, Elio Dori e Renato Bini, hanno chiesto le dimissioni del prefetto.", ["Elio Dori e Renato Bini"]),
    "behind a role with a capital": ("I Presidenti, Elio Dori e Renato Bini, hanno chiesto le dimissioni del prefetto.", ["Elio Dori e Renato Bini"]),
    "behind a role and where it is": ("I sindaci della valle, Elio Dori e Renato Bini, hanno chiesto le dimissioni del prefetto.", ["Elio Dori e Renato Bini"]),
    "one name between commas": ("Il capogruppo, Elio Dori, ha chiesto le dimissioni del prefetto.", ["Elio Dori"]),
    "two names who only listen": ("Le sorelle, davanti a Elio Dori e Renato Bini, hanno chiesto le dimissioni del prefetto.", ["Le sorelle"]),
    "many, one above all": ("Molti soci, soprattutto Ugo Bini, hanno criticato la giunta.", ["Molti soci"]),
    "all, one of them named": ("I soci, compreso Ugo Bini, hanno criticato la giunta.", ["I soci"]),
    "from where the one is": ("Ada Neri, del Centro studi Vela, ha detto che il ponte riaprirà.", ["Ada Neri"]),
    "whose governments they are": ("I governi di Norvegia, Svezia e Danimarca hanno criticato il trattato.", ["I governi di Norvegia, Svezia e Danimarca"]),
    "a row of lands": ("Norvegia, Svezia e Danimarca hanno criticato il trattato.", ["Norvegia, Svezia e Danimarca"]),
    "a row of parties": ("Vela, Rosa e Lega hanno criticato il trattato.", ["Vela, Rosa e Lega"]),
    "a row of unions": ("Cgil, Cisl e Uil hanno criticato la riforma.", ["Cgil, Cisl e Uil"]),
    "a row of persons": ("Ugo Bini, Elio Dori e Renato Corti hanno detto che il ponte riaprirà.", ["Ugo Bini, Elio Dori e Renato Corti"]),
    "a row of offices": ("Il sindaco, il prefetto e il questore hanno criticato la riforma.", ["Il sindaco, il prefetto e il questore"]),
    "an adverb before the verb": ("Norvegia e Svezia hanno unanimemente criticato il trattato.", ["Norvegia e Svezia"]),
    "parties in brackets": ("Marta Lodi (Rosa) e Ugo Bini (Vela) hanno criticato il trattato.", ["Marta Lodi e Ugo Bini"]),
    "a party in brackets": ("Marta Lodi (Rosa) e Ugo Bini hanno criticato il trattato.", ["Marta Lodi e Ugo Bini"]),
    "a party in brackets, and one person": ("Marta Lodi (Rosa) ha criticato il trattato.", ["Marta Lodi"]),
    "both this one and that one": ("Sia Ada Neri che Ugo Bini hanno criticato la giunta.", ["Ada Neri e Ugo Bini"]),
    "both, with their parties": ("Sia Ada Neri (Rosa) che Ugo Bini (Vela) hanno criticato la giunta.", ["Ada Neri e Ugo Bini"]),
    "both bodies": ("Sia la Cgil che la Uil hanno criticato la riforma.", ["Cgil e Uil"]),
    "both behind the verb": ("«Il ponte riaprirà», hanno detto sia Marta Lodi che Ugo Bini.", ["Marta Lodi e Ugo Bini"]),
    "both as agents": ("Il piano è stato criticato sia da Marta Lodi che da Ugo Bini.", ["Marta Lodi e Ugo Bini"]),
    "both, nameless": ("Sia il sindaco che il prefetto hanno detto che il ponte riaprirà.", ["il sindaco che il prefetto"]),
    "both have done something": ("Sia Marta Lodi che Ugo Bini hanno visitato il ponte.", []),
    "both of whom a passive names": ("La notizia è confermata sia dalla questura che dai familiari.", []),
    "both inside and outside": ("Ugo Bini ha parlato sia dentro che fuori.", []),
}  # fmt: skip


@pytest.mark.parametrize(("who", "name"), ROLES.values(), ids=list(ROLES))
def test_the_name_behind_a_role(nlp, who, name):
    (found,) = nlp(f"{who} {SAYS}")._.triples
    assert (found.speaker.name, found.speaker.mention.text) == (name, who)


@pytest.mark.parametrize(("text", "names"), PARTICLES.values(), ids=list(PARTICLES))
def test_a_surname_with_a_particle(nlp, text, names):
    assert [t.speaker.name for t in nlp(text)._.triples] == names


@pytest.mark.parametrize(("text", "names"), SEVERAL.values(), ids=list(SEVERAL))
def test_several_as_one_speaker(nlp, text, names):
    assert [t.speaker.name for t in nlp(text)._.triples] == names


def test_an_initial_belongs_to_the_mention(nlp):
    (found,) = nlp(f"Il presidente A. Donald Lodi {SAYS}")._.triples
    assert found.speaker.mention.text == "Il presidente A. Donald Lodi"


def test_who_writes_from_a_town_is_in_the_byline(nlp):
    (found,) = nlp("Di Elvira Lodi Roma - anche quest'anno la fiera riapre.\n\nLa direttrice ha detto che i biglietti sono finiti.")._.triples
    assert found.speaker.name == "La direttrice"


def test_a_long_description_is_taken_up(nlp):
    office = "presidente della commissione di vigilanza sui fondi"
    (found,) = nlp(f"Il {office}, Ugo Bini, è arrivato tardi. Il {office} {SAYS}")._.triples
    assert found.speaker.name == "Ugo Bini"


@pytest.mark.parametrize("who", ["Gli ambientalisti", "I giapponesi", "I protestanti", "I restauratori", "Gli artigiani", "I lisbonesi", "I braccianti", "I pattinatori", "Le attiviste"])
def test_plurals_of_who_does_something_speak(nlp, who):
    assert [(t.speaker.name, t.stance) for t in nlp(f"{who} criticano la riforma.")._.triples] == [(who, "oppose")]


@pytest.mark.parametrize(
    "text",
    [
        *(f"{what} sostengono la produzione." for what in ("I diamanti", "I carburanti", "Gli impianti", "I generatori", "I ventilatori", "I contanti", "Gli istanti")),
        "I coloranti respingono la polvere.",
        "I mattoni francesi sostengono la facciata.",
        "Le pareti portanti sostengono il tetto.",
    ],
)
def test_plurals_of_things_with_the_same_ending_do_not(nlp, text):
    assert [t.claim.text for t in nlp(text)._.triples] == []


#: Texts → the names of their speakers.
OTHER_NAMES = {
    "the first of two offices": ("Il vicepremier e ministro degli Esteri Ugo Bini ha detto che il ponte è chiuso. Per il vicepremier serve un piano.", ["Ugo Bini", "Ugo Bini"]),
    "two persons with an article each": ("Il sindaco e l'assessora Ada Neri hanno detto che il ponte è chiuso.", ["Il sindaco e l'assessora Ada Neri"]),
    "an acronym with a digit": ("Il Movimento 5 Stelle ha vinto le elezioni a Valdoria. Il M5S critica la giunta.", ["Movimento 5 Stelle"]),
    "an acronym taken for somebody": ("Il Movimento delle Valli Unite ha vinto. «È sbagliata», attacca Mvu.", ["Movimento delle Valli Unite"]),
    "letters of another name": ("Il Movimento 5 Stelle ha vinto le elezioni a Valdoria. La Cgil critica la giunta.", ["Cgil"]),
    "a party named after the country": ("L'Italia dei Valori ha vinto le elezioni a Valdoria. L'IdV critica la giunta.", ["Italia dei Valori"]),
    "the pope": ("Papa Celestino VI ha detto che il ponte è chiuso. Il pontefice critica la giunta.", ["Celestino VI", "Celestino VI"]),
}


@pytest.mark.parametrize(("text", "names"), OTHER_NAMES.values(), ids=list(OTHER_NAMES))
def test_other_names(nlp, text, names):
    assert [t.speaker.name for t in nlp(text)._.triples] == names

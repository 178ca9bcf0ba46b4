"""Constructions of Italian news, each with what must come out (speaker, stance, claim), and near ones that report nothing."""

from __future__ import annotations

import pytest

#: What the sentence shows → (text, [(speaker, stance, claim), …]): all that comes out, in text order.
CASES = {
    "a noun's author ends before its target": ("Le critiche dei sindacati al piano hanno fatto effetto.", [("sindacati", "oppose", "al piano")]),
    "and before its infinitive": ("La richiesta di Ada Bini di chiudere il ponte è caduta nel vuoto.", [("Ada Bini", "support", "chiudere il ponte")]),
    "an appeal to do something": ("L'appello di Ada Bini a votare scheda bianca ha diviso il partito.", [("Ada Bini", "support", "votare scheda bianca")]),
    "an apposition between the two": ("La proposta di Carlo Bini, assessore ai Lavori pubblici, di chiudere il ponte ha diviso la giunta.", [("Carlo Bini", "support", "chiudere il ponte")]),
    "who says it, by its clitic": ("Il governo andrà avanti. A dirlo è il ministro dell'Economia, Carlo Bini.", [("Carlo Bini", "support", "Il governo andrà avanti")]),
    "who is sure of it": ("Il governo andrà avanti. Ne è convinto il ministro Carlo Bini.", [("Carlo Bini", "support", "Il governo andrà avanti")]),
    "a reason is no question": ("La difesa ha chiesto l'assoluzione perché il fatto non sussiste.", [("La difesa", "support", "l'assoluzione perché il fatto non sussiste")]),
    "why is one": ("Il consigliere ha chiesto al sindaco perché il ponte sia chiuso.", [("Il consigliere", "neutral", "il ponte sia chiuso")]),
    "coordinated quoted clauses": ("Anna Bini ha detto che «il testo è migliorabile», ma che «serve tempo».", [("Anna Bini", "support", "«il testo è migliorabile», ma che «serve tempo»")]),
    "a bare name opens the sentence": ("Federutenza contesta soprattutto il metodo di calcolo.", [("Federutenza", "oppose", "il metodo di calcolo")]),
    "two clauses of a headline": ("I consumatori protestano, le aziende respingono le accuse", [("le aziende", "oppose", "le accuse")]),
    "a coordinated report of the same person": (
        "La manager ha assicurato che l'ambulatorio resterà aperto e ha negato che la decisione preluda ad altri tagli.",
        [("La manager", "support", "l'ambulatorio resterà aperto"), ("La manager", "oppose", "la decisione preluda ad altri tagli")],
    ),
    "what somebody else does stays in the report": ("Il sindaco dice che il ponte chiude e teme altri crolli.", [("Il sindaco", "support", "il ponte chiude e teme altri crolli")]),
    "a clause behind a colon is a claim of its own": (
        "Secondo Carlo Bini il piano è fermo: la gara è andata deserta.",
        [("Carlo Bini", "support", "il piano è fermo"), ("Carlo Bini", "support", "la gara è andata deserta")],
    ),
    "two attitudes in one": ("Carlo Bini è favorevole alle multe ma contrario ai dossi.", [("Carlo Bini", "support", "alle multe"), ("Carlo Bini", "oppose", "ai dossi")]),
    "not this but that": ("Il sindaco si dichiara contrario non all'accoglienza ma ai numeri.", [("Il sindaco", "oppose", "ai numeri")]),
    "X as Y": ("Il ministro ha presentato il testo come «la prima legge organica».", [("Il ministro", "support", "il testo come «la prima legge organica»")]),
    "X to Y": ("La manager ha attribuito il calo alla frenata degli ordini.", [("La manager", "support", "il calo alla frenata degli ordini")]),
    "a condition in quotation marks": ("La ministra ha promesso la riapertura «appena ci saranno le condizioni».", [("La ministra", "support", "la riapertura «appena ci saranno le condizioni»")]),
    "a list of like phrases": ("Il presidente ha promesso un taglio all'Iva, alle accise e ai bolli.", [("Il presidente", "support", "un taglio all'Iva, alle accise e ai bolli")]),
    "to whom is left out": ("La donna ha chiesto asilo alla Norvegia.", [("La donna", "support", "asilo")]),
    "the subject behind the object": ("In assemblea ha votato contro l'operazione il fondo Northgale.", [("Northgale", "oppose", "l'operazione")]),
    "an opinion rejected in apposition": (
        "Il partito chiede di tassare i profitti, un'ipotesi che il ministro ha respinto.",
        [("Il partito", "support", "tassare i profitti"), ("il ministro", "oppose", "tassare i profitti")],
    ),
    "a bare denial": ("Il comitato sospetta che la società abbia truccato i conti. La società nega.", [("Il comitato", "doubt", "la società abbia truccato i conti"), ("La società", "oppose", "la società abbia truccato i conti")]),
    "the aside of the reporter": ("La giunta assicura che i colpevoli – tre sono i ricercati – verranno presto presi.", [("La giunta", "support", "i colpevoli – tre sono i ricercati – verranno presto presi")]),
    "a judgement, and what it rests on": ("I tecnici non ritengono attendibili quei calcoli, basati su una settimana.", [("I tecnici", "oppose", "attendibili quei calcoli")]),
    "a noun of several words": ("Il via libera della Commissione alla fusione è atteso per luglio.", [("Commissione", "support", "alla fusione")]),
    "and what stands behind its colon": ("Il grido d'allarme degli agricoltori: senza pioggia il raccolto è perso.", [("agricoltori", "support", "senza pioggia il raccolto è perso")]),
    "openness to an event": ("Il sindaco Aldo Neri apre alle modifiche.", [("Aldo Neri", "support", "alle modifiche")]),
    "a closed door": ("La Lega chiude a ogni ipotesi di rinvio.", [("La Lega", "oppose", "ogni ipotesi di rinvio")]),
    "in a document one reads": ("Il piano è in una nota di poche righe, in cui si sostiene che il progetto è sbagliato.", [("una nota di poche righe", "support", "il progetto è sbagliato")]),
    "several times": ("La direttrice Anna Neri ha chiesto più volte che il teatro riapra.", [("Anna Neri", "support", "il teatro riapra")]),
    "of the opinion that": ("Il magistrato è dell'idea che servano più cancellieri.", [("Il magistrato", "support", "servano più cancellieri")]),
    "certain, tagged as an adverb": ("Il procuratore è certo che si tratti di un omicidio.", [("Il procuratore", "support", "si tratti di un omicidio")]),
    "about, in other words": ("Il governo resta scettico circa un rinvio.", [("Il governo", "doubt", "un rinvio")]),
    "a relative is no complement of the noun": ("Carlo Bini non nasconde la sua preoccupazione per le colture di riso, che hanno già perso il 12 per cento della resa.", [("Carlo Bini", "doubt", "le colture di riso")]),
    "and in particular": ("La difesa contesta la ricostruzione dell'accusa e in particolare la perizia sulle celle telefoniche.", [("La difesa", "oppose", "la ricostruzione dell'accusa e in particolare la perizia sulle celle telefoniche")]),
    "the posture of a noun": ("Netta la posizione della Cei: la vita va difesa sempre.", [("Cei", "support", "la vita va difesa sempre")]),
    "a request for a thing": ("La Regione ha avanzato la richiesta di un incontro urgente.", [("La Regione", "support", "un incontro urgente")]),
    "a verb's object where its construction finds nothing": ("L'opposizione annuncia una mozione di sfiducia.", [("L'opposizione", "support", "una mozione di sfiducia")]),
    "one auxiliary for two": ("L'avvocato Sandro Pini ha criticato la sentenza e chiesto gli arresti domiciliari.", [("Sandro Pini", "oppose", "la sentenza"), ("Sandro Pini", "support", "gli arresti domiciliari")]),
    "a gerund that adds": (
        "L'assessore Aldo Neri ha risposto che la Regione non ha competenza, ricordando che la materia spetta allo Stato.",
        [("Aldo Neri", "support", "la Regione non ha competenza"), ("Aldo Neri", "support", "la materia spetta allo Stato")],
    ),
    "a subordinate clause before the cue": ("Se si votasse oggi, calcola Aldo Neri, al testo mancherebbero dodici voti.", [("Aldo Neri", "support", "Se si votasse oggi al testo mancherebbero dodici voti")]),
    "the second clause is what they recall": ("La fiera chiude domenica e, ricordano gli organizzatori, i minori entrano gratis.", [("gli organizzatori", "support", "i minori entrano gratis")]),
    "an hour at the end": ("Secondo il medico legale la morte risale alle 21.30.", [("il medico legale", "support", "la morte risale alle 21.30")]),
    "no doubt that": ("L'allenatore Aldo Neri non ha dubbi che la squadra vincerà la gara.", [("Aldo Neri", "support", "la squadra vincerà la gara")]),
    "told to a paper": ("Il sindaco Aldo Neri ha fatto sapere alla Gazzetta di Lodi che il ponte resterà chiuso.", [("Aldo Neri", "support", "il ponte resterà chiuso")]),
    "a comparison in quotation marks": ("Il portiere Aldo Neri ha ammesso di aver cercato il contatto, «come fanno tutti».", [("Aldo Neri", "support", "aver cercato il contatto, «come fanno tutti»")]),
    "a free relative": ("La direttrice Anna Neri si oppone a chi vuole escludere l'editore.", [("Anna Neri", "oppose", "chi vuole escludere l'editore")]),
    "a quoted predicate behind its object": ("Il sindaco Aldo Neri considera la disputa sui nomi «un problema da professori».", [("Aldo Neri", "support", "la disputa sui nomi «un problema da professori»")]),
    "a verbless proposal": ("La presidente Anna Neri teme altri ritardi. La sua proposta: lezioni in cortile due volte a settimana.", [("Anna Neri", "doubt", "altri ritardi"), ("Anna Neri", "support", "lezioni in cortile due volte a settimana")]),
    "a second report behind a parenthetical": (
        "Parla la fisica Anna Neri. I questionari sono il punto debole del lavoro, concede, e non esclude che un effetto esista.",
        [("Anna Neri", "support", "I questionari sono il punto debole del lavoro"), ("Anna Neri", "doubt", "un effetto esista")],
    ),
    "on social media": ("L'editrice Anna Neri si dissocia. Della faccenda era all'oscuro, ha scritto sui social, e le dispiace.", [("Anna Neri", "support", "Della faccenda era all'oscuro e le dispiace")]),
    "a quotation that goes on": ("«Un rumore inutile», dice Anna Neri. «Bello. Ma inutile».", [("Anna Neri", "support", "Un rumore inutile"), ("Anna Neri", "support", "Bello. Ma inutile")]),
    "whom something does not please": ("La riforma non piace alla Lega.", [("Lega", "oppose", "La riforma")]),
    "whom something leaves in doubt": ("Il nuovo piano non convince i sindacati.", [("i sindacati", "doubt", "Il nuovo piano")]),
    "a clause of its own behind a target": ("I partiti hanno criticato il nuovo statuto e l'ex premier è partito.", [("I partiti", "oppose", "il nuovo statuto")]),
    "the origin of a source": ("Parla Okon Ade. Secondo il nigeriano la gara è finita all'intervallo.", [("Okon Ade", "support", "la gara è finita all'intervallo")]),
    "she asked her, no churches": ("La cantante Anna Neri la incontrò e le chiese se avesse voglia di studiare.", [("Anna Neri", "neutral", "avesse voglia di studiare")]),
    "a proposal that somebody came to": ("Il lago si prosciuga. È la conclusione a cui è giunto un gruppo di geologi.", [("un gruppo di geologi", "support", "Il lago si prosciuga")]),
    "an inserted participle": ("I ricercatori vogliono capire se lampade potenti, montate nelle classi, diano lo stesso beneficio.", [("I ricercatori", "neutral", "lampade potenti, montate nelle classi, diano lo stesso beneficio")]),
    "what one does not remember": ("Il giardiniere Aldo Neri non ricorda se la porta fosse chiusa.", [("Aldo Neri", "doubt", "la porta fosse chiusa")]),
    "the mouth of a body": ("La casa editrice Lume, per bocca del direttore Aldo Neri, nega che il testo sia copiato.", [("Lume", "oppose", "il testo sia copiato")]),
    "two adjectives": (
        "Sabina Bini si è detta favorevole alle penali ma contraria a far passare altri bus dal centro storico.",
        [("Sabina Bini", "support", "alle penali"), ("Sabina Bini", "oppose", "far passare altri bus dal centro storico")],
    ),
    "before doing something": (
        "Il soprintendente Ugo Crespi nutre dubbi sulla stabilità dell'arcata, e prima di pronunciarsi aspetta i sensori.",
        [("Ugo Crespi", "doubt", "sulla stabilità dell'arcata")],
    ),
    "what is said of a clitic": (
        "Quanto al fondatore, Ugo Bini, della vendita non ha mai voluto sentir parlare: la considera un errore che i figli rimpiangerebbero.",
        [("Ugo Bini", "support", "un errore che i figli rimpiangerebbero")],
    ),
    "a bare noun in apposition": (
        "Ada Neri appoggia il recupero del porto vecchio, bandiera della giunta.",
        [("Ada Neri", "support", "il recupero del porto vecchio")],
    ),
    "a gerund of means": (
        "I collaboratori di Ada Neri hanno risposto che le verifiche saranno in gran parte automatiche, incrociando i codici degli annunci.",
        [("I collaboratori di Ada Neri", "support", "le verifiche saranno in gran parte automatiche, incrociando i codici degli annunci")],
    ),
    "a gerund that reports": (
        "Ada Neri ha risposto che il ponte resterà chiuso, ricordando che mancano i fondi.",
        [("Ada Neri", "support", "il ponte resterà chiuso"), ("Ada Neri", "support", "mancano i fondi")],
    ),
    "a verb with subject and object taken for a noun": (
        "Lo studioso critica in particolare le deroghe concesse ai capannoni.",
        [("Lo studioso", "oppose", "le deroghe concesse ai capannoni")],
    ),
    "a headline's participle": ("L'azienda: test superati", [("L'azienda", "support", "test superati")]),
    "a rejected opinion whose reasons follow": (
        "Il partito chiede di tassare i profitti, un'ipotesi che Zancani ha respinto: la misura colpirebbe i clienti.",
        [("Il partito", "support", "tassare i profitti"), ("Zancani", "oppose", "tassare i profitti"), ("Zancani", "support", "la misura colpirebbe i clienti")],
    ),
    "a guess likelier than another": ("Il perito Aldo Neri ritiene più probabile un guasto che un incendio.", [("Aldo Neri", "support", "più probabile un guasto che un incendio")]),
    "what is likelier, as a clause": ("Il perito Aldo Neri ritiene più probabile che il guasto sia vecchio.", [("Aldo Neri", "support", "il guasto sia vecchio")]),
    "an epithet of the target": ("Ada Neri critica il tunnel ferroviario, cavallo di battaglia della presidente.", [("Ada Neri", "oppose", "il tunnel ferroviario")]),
    "a list of targets": ("Ada Neri critica il tunnel, la tangenziale e il ponte.", [("Ada Neri", "oppose", "il tunnel, la tangenziale e il ponte")]),
    "a target guilty in the speaker's view": (
        "Ada Neri critica la giunta, colpevole a suo giudizio di aver svenduto il porto.",
        [("Ada Neri", "oppose", "la giunta"), ("Ada Neri", "support", "colpevole di aver svenduto il porto")],
    ),
    "for this but against doing that": (
        "La sindaca Ada Neri si è detta favorevole alle multe ma contraria a far passare i bus dal centro.",
        [("Ada Neri", "support", "alle multe"), ("Ada Neri", "oppose", "far passare i bus dal centro")],
    ),
    "doubts, and what one waits for": ("Aldo Neri nutre dubbi sulla tenuta del ponte, e prima di pronunciarsi aspetta i sensori.", [("Aldo Neri", "doubt", "sulla tenuta del ponte")]),
    "a question and why it is asked": (
        "Il sindaco Aldo Neri si domanda chi farà i controlli, «visto che all'ufficio ho quattro persone».",
        [("Aldo Neri", "doubt", "chi farà i controlli, «visto che all'ufficio ho quattro persone»")],
    ),
    "a quoted condition": (
        "Anna Bini si dice disposta a ripetere le prove, «purché con regole concordate prima», mentre il sindaco aspetta.",
        [("Anna Bini", "support", "ripetere le prove, «purché con regole concordate prima»")],
    ),
    "what a modal opens": ("I periti vogliono capire se la porta fosse chiusa.", [("I periti", "neutral", "la porta fosse chiusa")]),
    "what an opponent stops": ("Il sindaco Neri respinge il piano di Bardi e si oppone al rincaro.", [("Neri", "oppose", "il piano di Bardi"), ("Neri", "oppose", "al rincaro")]),
    "a proviso without a verb": ("Aldo Neri si dice favorevole a una trattativa, purché accompagnata da un impegno scritto.", [("Aldo Neri", "support", "una trattativa, purché accompagnata da un impegno scritto")]),
    "a proviso with a verb": ("Aldo Neri è favorevole a un rinvio, purché il ministero pubblichi i dati.", [("Aldo Neri", "support", "un rinvio")]),
    "a colon before another report": ("Il sindaco Aldo Neri nicchia: dice di volerci pensare.", [("Aldo Neri", "support", "volerci pensare")]),
    "what is weighed, and when it expires": ("La direttrice Anna Bini sta valutando se rinnovare il prestito, che scade a dicembre.", [("Anna Bini", "neutral", "rinnovare il prestito")]),
    "how it will be done": (
        "Il ministro Aldo Neri assicura che le verifiche saranno automatiche, incrociando i codici degli annunci.",
        [("Aldo Neri", "support", "le verifiche saranno automatiche, incrociando i codici degli annunci")],
    ),
    "curly marks that end the claim": ("La sindaca Ada Neri ha promesso di ascoltare tutti “fino all’ultimo”.", [("Ada Neri", "support", "ascoltare tutti “fino all’ultimo”")]),
    "an adjunct that e joins": (
        "Tutela Consumi, la più numerosa, critica la tempistica della delibera, uscita di venerdì e a ridosso della scadenza.",
        [("Tutela Consumi", "oppose", "la tempistica della delibera, uscita di venerdì e a ridosso della scadenza")],
    ),
}  # fmt: skip

#: Texts of which nothing comes out.
SILENT = {
    "what a goalkeeper stops": "Il portiere Neri respinge il tiro di Bardi e si oppone al cross di Mori.",
    "of what somebody stands accused": "Zeno Mori è imputato di incendio doloso.",
    "sums that were asked for": "Trenta milioni: sono i risarcimenti chiesti dalla pubblica accusa al processo per il crollo.",
    "a headline's topic": "Miopi a sei anni: due ore all'aperto dimezzano il rischio",
    "an ordinal": "Il fondo Northgale, secondo azionista con l'8 per cento, ha venduto.",
    "a relative behind who said it": "Lo ha comunicato l'Autorità nazionale, che ogni mese aggiorna i prezzi.",
    "what a vote is on": "Martedì si voterà per prima cosa sulle pregiudiziali.",
    "the headline of an explainer": "Affitti brevi, case vuote: che cosa prevede la legge\n\nIl testo arriva in aula martedì.",
    "a goalkeeper": "Al 23' Orbetti nega il raddoppio a Kolber.",
    "a title and what it shows": "Il più celebre, la tavola nota come «Madonna del mirto», raffigura un angelo che parla a un pastore.",
    "opening hours": "Il negozio apre al pubblico. La strada chiude al traffico. Il bar apre alle 9.",
    "a third defeat": "Per la Juventus è la terza sconfitta di fila.",
    "a penalty": "Per il Milan c'è un rigore al 30'.",
    "what a norm lays down": "La nuova norma regionale stabilisce che i comuni paghino.",
    "what a court decides": "Il tribunale ha condannato il manager.",
    "whether somebody is willing": "Resta da capire se il governo sia disposto ad ascoltarli.",
    "doubts that torment": "Il pittore ha dei dubbi che lo tormentano.",
    "what they do on the phone": "La cronista si interrompe, risponde al telefono, chiude la porta.",
    "a player who pleases a club": "Il difensore Aldo Neri piace alla Juventus.",
    "churches": "La guida mostra le chiese se il tempo è bello.",
    "what somebody passes for": "Ugo Bini è considerato uno dei più bravi, avendo vinto trenta gare.",
    "several bills": "Il partito ha presentato 212 emendamenti.",
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=list(CASES))
def test_what_comes_out(nlp, text, expected):
    assert [(t.speaker.name, t.stance, t.claim.text) for t in nlp(text)._.triples] == expected


@pytest.mark.parametrize("text", SILENT.values(), ids=list(SILENT))
def test_nothing_comes_out(nlp, text):
    assert [(t.speaker.name, t.claim.text, t.rule) for t in nlp(text)._.triples] == []

"""Who the speaker is: one small article a case, and the names in the order of the triples."""

import pytest

CASES = {
    "a trade by its ending": ("Ha parlato Ilaria Contessi, neuropsicologa. «Non ce lo aspettavamo», ammette la neuropsicologa.", ["Ilaria Contessi"]),
    "the office is told by what it is of": (
        "Il presidente della banca Aldo Neri è arrivato tardi. Il presidente della Fondazione, Ada Bini, ha detto che la banca è sana. Il presidente della Fondazione ha poi detto che il piano regge.",
        ["Ada Bini", "Ada Bini"],
    ),
    "a body by its acronym in brackets": (
        "I prezzi salgono, rileva l'Istituto per le statistiche territoriali (Istater) nella nota di ieri.",
        ["Istituto per le statistiche territoriali"],
    ),
    "a number of people with a plural verb": ("Una ventina di madri ha vegliato in piazza. «Quando ce li ridate?», hanno gridato.", ["Una ventina di madri"]),
    "the subject of the main clause ahead": (
        "Nel comunicato in cui annuncia la chiusura dello stabilimento, il gruppo parla di crisi.",
        ["il gruppo"],
    ),
    "two finite verbs never stand side by side": ("Lodi invece frena: «È troppo presto per dirlo».", ["Lodi"]),
    "the thing judged is no judge": ("Ezio Marangoni protesta. C'è un obbligo nuovo, una norma che bolla come “anacronistica”.", ["Ezio Marangoni"]),
    "a name and those with it": ("Contessi e i suoi colleghi ipotizzano che il sonno aiuti.", ["Contessi e i suoi colleghi"]),
    "a name in brackets behind": ("Solari (Cgt): «Intesa possibile entro l'estate»", ["Solari"]),
    "whoever is asked does not ask": ("Nadia Serra attacca: «Vergogna, dimettetevi tutti». Alla presidente dell'aula, Ada Bini, ha domandato se la seduta fosse valida.", ["Nadia Serra", "Nadia Serra"]),
    "the first verb's speaker goes on": ("Edo Brandi ha osservato che una coalizione non è un autogrill e ha preteso una risposta scritta.", ["Edo Brandi", "Edo Brandi"]),
    "a street's name speaks for nobody": ("Contro la chiusura protestano i commercianti di via Larga, secondo i quali il calo supera il 30 per cento.", ["i commercianti di via Larga", "i commercianti di via Larga"]),
    "from where it is said": ("In Regione assicurano di non averne mai discusso.", ["Regione"]),
    "no picture": ("Fermo.\n\n🏭 Il sindaco Ettore Galli non esclude un referendum.", ["Ettore Galli"]),
    "part of many": ("Il 60 per cento degli intervistati si dice favorevole alla riforma.", ["Il 60 per cento degli intervistati"]),
    "whoever stands behind the setting": ("Sulla stessa linea il senatore Ugo Furlan: «Il governo deve ascoltare».", ["Ugo Furlan"]),
    "the topic that opens the sentence": (
        "La premier Milena Dosk guida il governo. A Bruxelles cresce la paura. Dosk, che domenica affronta il voto, resta calma. Ai giornalisti ha spiegato che i valichi riapriranno presto.",
        ["Milena Dosk"],
    ),
    "whose reply it is": ("Arriva la replica di Bianchi, che respinge le accuse al mittente.", ["Bianchi"]),
    "somebody who opens the sentence behind a quotation": (
        "Legge elettorale, è scontro\n\nROMA - «Se il testo resta questo, noi non lo votiamo». Marco Riva, leader dei Moderati, ha scelto la piazza.",
        ["Marco Riva"],
    ),
    "the source goes on behind a colon": ("Secondo Ada Bini il piano è fermo: «Non ci sono più soldi per la strada».", ["Ada Bini", "Ada Bini"]),
    "a silent plural in parentheses": (
        "Pietro Galli chiede multe esemplari. Gli analisti restano ottimisti sul titolo: il rischio, scrivono in un report, è limitato.",
        ["Pietro Galli", "Gli analisti"],
    ),
    "what comes out of a report": ("Dal report emerge che le vendite sono calate del 3 per cento.", ["report"]),
    "a time at the line's head": ("Alluvione in valle\n\nOre 11 - «Ho visto l'acqua entrare dalla finestra», racconta un'anziana.", ["un'anziana"]),
    "a name behind the name of a body": ("Il titolare della Protezione civile Fulgenzio Arrigoni ha garantito aiuti.", ["Fulgenzio Arrigoni"]),
    "two persons by their number": ("Sono stati sentiti Aldo Neri e Carla Bini, soci del bar. I due hanno detto che il ponte resterà chiuso.", ["Aldo Neri e Carla Bini"]),
    "the first citizen is the mayor": ("Il sindaco Aldo Neri ha aperto la seduta. Il primo cittadino ha detto che il ponte resterà chiuso.", ["Aldo Neri"]),
    "a group that exists does not speak": (
        "Il sindaco Aldo Neri ha aperto la seduta. In aula c'era anche un gruppo di studenti. Ha detto che il ponte resterà chiuso.",
        ["Aldo Neri"],
    ),
    "a body by the noun before its name": ("Il comitato Aria Pulita protesta in piazza. Il comitato ha detto che il ponte resterà chiuso.", ["Aria Pulita"]),
    "a party before the name": ("La sindaca Pd Ada Lodi dice che il ponte resterà chiuso.", ["Ada Lodi"]),
    "a title cut short": ("Protesta l'ingegner Dino Monti. L'ingegnere ha detto che il ponte resterà chiuso.", ["Dino Monti"]),
    "whose thesis it is": ("Non convince la tesi di Ada Lodi, secondo cui il ponte resterà chiuso.", ["Ada Lodi"]),
    "a pronoun that is the topic": (
        "I giudici escludono che Ottavio Brandi lo sapesse. Lui, uscendo dall'aula, ha scosso la testa. Ha giurato di non avere colpe.",
        ["I giudici", "Ottavio Brandi"],
    ),
    "a wider noun passes over another trade": (
        "La procuratrice Livia Neri ha chiesto un rinvio. L'avvocata Serena Dolfato non fa nomi. La magistrata ha detto che il ponte resterà chiuso.",
        ["Livia Neri", "Livia Neri"],
    ),
    "a union by its noun": (
        "La Federazione operatori museali (Fom) è scesa in piazza. Le Officine Bardi Spa hanno chiuso. L'associazione ha detto che il ponte resterà chiuso.",
        ["Federazione operatori museali"],
    ),
    "whose firm it is": ("Rosanna Neri è la titolare della Edilprato. L'azienda ha detto che il ponte resterà chiuso.", ["Edilprato"]),
    "an age": ("Aldo Neri è stato sentito ieri in procura. Il 54enne nega di aver visto l'auto.", ["Aldo Neri"]),
    "what explains is not the subject": ("La docente, sua rivale da vent'anni, lo accusa di aver mentito.", ["La docente"]),
    "a name before a verb that the parser took for a complement": ("In municipio Ornella Neri riceve tra gli scatoloni. Ha detto che il ponte resterà chiuso.", ["Ornella Neri"]),
    "an aside behind a pronoun": ("Ada Lodi riceve in ufficio. Lei, raggiunta al telefono, taglia corto: «Non torno indietro».", ["Ada Lodi"]),
    "whoever asks": ("Ada Lodi riceve in ufficio. «E le famiglie dove le mando?», replica a chi la incalza.", ["Ada Lodi"]),
    "a headline that the text repeats": (
        "Crollo del tetto, l'ingegnere: «Firmai quello che mi misero davanti»\n\nL'udienza è durata sei ore. «Firmai quello che mi misero davanti», ha detto Fulvio Neri.",
        ["Fulvio Neri", "Fulvio Neri"],
    ),
    "a dateline is a place": ("Verzago, la sindaca: «Non mi dimetto»\n\nVERZAGO - «Non mi dimetto», ha ripetuto tre volte Ada Lodi.", ["Ada Lodi", "Ada Lodi"]),
    "what is asked about": ("Dario Neri era il custode. Se il Comune fosse informato, non lo ha saputo dire; non esclude però che qualcuno avesse visto.", ["Dario Neri"]),
    "a party in a relative": ("Miriam Neri, assessora alla Cultura, il cui partito si era schierato a favore della mostra, giura che il ponte resterà chiuso.", ["Miriam Neri"]),
    "whom one speaks to": ("La coppia litigava spesso, hanno riferito i testimoni ai carabinieri.", ["i testimoni"]),
    "a name at the sentence's head that no model knows": ("Federutenza contesta il metodo di calcolo. A novembre, fa notare, i prezzi erano scesi.", ["Federutenza", "Federutenza"]),
    "a sentence without verb gives the floor": (
        "Di altro avviso la sfidante, Loredana Neri, ex sindaca di Calvi. Il pareggio, a suo giudizio, esiste soltanto sulla carta.",
        ["Loredana Neri"],
    ),
    "of whom an adjective is said": ("Favorevole al trasferimento è la preside Rosalba Bini.", ["Rosalba Bini"]),
    "a verb without object": ("Contro la delibera ha votato anche Lorena Bini, eletta nella lista Insieme.", ["Lorena Bini"]),
    "whom a source speaks of is not the source": (
        "Poi è toccato a Olga Neri, ingegnera, consulente della difesa. Il custode, a suo avviso, fu sorpreso dal fumo. La consulente ritiene che il quadro fosse spento.",
        ["Olga Neri", "Olga Neri"],
    ),
    "two persons in apposition": (
        "Due amiche venute dalla città, Bianca Orlè e Federica Stani, hanno preso i locali. Hanno detto che il ponte resterà chiuso.",
        ["Bianca Orlè e Federica Stani"],
    ),
    "the newcomer of the same trade": (
        "L'analista Mirko Neri vede i prezzi in calo. È meno ottimista Ginevra Possenti, dello Studio Orsi: l'analista teme che il gas aumenti.",
        ["Ginevra Possenti"],
    ),
    "un avvocato is nobody named": (
        "Il secondo classificato, Leone Neri, ha dato mandato a un avvocato. Il legale sospetta che i punteggi siano stati ritoccati.",
        ["Il legale"],
    ),
    "an office of two words": ("Il pubblico ministero Attilio Neri ha parlato per due ore. Il pm si è opposto alla concessione delle attenuanti.", ["Attilio Neri"]),
    "a title before the name in apposition": ("Il parroco, don Silvio Neri, non è d'accordo. «Restano la chiesa e il bar», ha osservato.", ["Silvio Neri"]),
    "a name with an age": ("Lamin, 23 anni, muratore, è partito nel 2021. «Mi hanno salutato in tre», dice sorridendo.", ["Lamin"]),
    "whose group it is": ("Marcello Trivulzi, capogruppo di Svolta Civica, attacca la giunta. Il suo gruppo è contrario alla chiusura.", ["Svolta Civica"]),
    "a book's title speaks for nobody": (
        "Dario Neri difende il piano. Nel suo libro pubblicato a marzo, Dietro le quinte, ha scritto che il ponte era sicuro.",
        ["Dario Neri", "Dario Neri"],
    ),
    "who presides is the president": (
        "La riunione, davanti al collegio presieduto da Nora Zambelli, è durata un'ora. La presidente ha detto che il ponte resterà chiuso.",
        ["Nora Zambelli"],
    ),
    "a subject nearer than the parser's": (
        "Un parere è stato richiesto all'università, ma la docente Selvaggia Neri ha forti dubbi sulla misura, e si chiede se basti.",
        ["Selvaggia Neri", "Selvaggia Neri"],
    ),
    "a family": ("La famiglia Zorzi, proprietaria delle tele, sta valutando se rinnovare il prestito.", ["famiglia Zorzi"]),
    "another kind of body": ("La cooperativa Lanterna Blu gestisce il centro. L'azienda sanitaria ha detto che il ponte resterà chiuso.", ["L'azienda sanitaria"]),
    "a party of two nouns": ("Attacca Primo Neri, responsabile economico di Lavoro e Comunità. Il partito chiede di tassare i profitti.", ["Lavoro e Comunità"]),
    "a body and those whose it is": ("La Federazione autonoma meccanici teme che l'azienda chiuda.", ["Federazione autonoma meccanici"]),
    "who acts in a relative behind a preposition": (
        "La vertenza è finita sulla scrivania del ministro del Lavoro, Edoardo Salli, che in mattinata ha riferito in Aula. «Un gruppo così non può andarsene», ha esclamato.",
        ["Edoardo Salli"],
    ),
    "a nameless body before a person's name": (
        "Parla la leader dell'opposizione Ada Neri. L'ex magistrata ha detto che il ponte resterà chiuso.",
        ["Ada Neri"],
    ),
    "a name with a particle": ("La capogruppo della minoranza Enrica Dal Molin ha detto che il ponte resterà chiuso.", ["Enrica Dal Molin"]),
    "the newspaper by another noun": (
        "Secondo il quotidiano Slovo il decreto è pronto. Il giornale scrive che il ponte resterà chiuso.",
        ["Slovo", "Slovo"],
    ),
    "an authority is no association": (
        "L'Unione europea si è detta preoccupata. L'associazione Acqua Chiara denuncia ritardi. L'associazione ha detto che il ponte resterà chiuso.",
        ["Acqua Chiara", "Acqua Chiara"],
    ),
    "where somebody is from": (
        "Invita alla prudenza Kirsten Aabye, immunologa. Secondo la studiosa danese il campione è piccolo.",
        ["Kirsten Aabye"],
    ),
    "from where alone": (
        "«Con lui sono cresciuto», dice il palleggiatore Tommy Aguirre. L'argentino ha detto che il ponte resterà chiuso.",
        ["Tommy Aguirre", "Tommy Aguirre"],
    ),
    "an unnamed man": (
        "Il segretario Loris Benetazzo è prudente. Un operaio la pensa diversamente: «Ho due colleghi ammalati». L'uomo ha detto che il ponte resterà chiuso.",
        ["Un operaio", "Un operaio"],
    ),
    "the topic since the last speaker": (
        "Il presidente Battista Morello ha detto che il ponte resterà chiuso. Filiberto Onestà, intanto, guarda avanti. Il professore ha detto che il ponte resterà aperto.",
        ["Battista Morello", "Filiberto Onestà"],
    ),
    "a firm by its article": ("Si alza il fumo dai forni della Sidermar. L'azienda ha detto che il ponte resterà chiuso.", ["Sidermar"]),
    "a union by its acronym": (
        "L'azienda Metalval tace. La Fillea protesta. Il sindacato ha detto che il ponte resterà chiuso.",
        ["Fillea"],
    ),
    "both of the last speakers": (
        "La sindaca Fiorenza Alquati spiega che i fondi ci sono. Il collega Gino Benzi teme che non bastino. Entrambi hanno detto che il ponte resterà chiuso.",
        ["Fiorenza Alquati", "Gino Benzi", "Fiorenza Alquati e Gino Benzi"],
    ),
    "two surnames are two persons": (
        "Attaccano Noemi Battaglin e Sandro Quirico. Battaglin e Quirico hanno detto che il ponte resterà chiuso.",
        ["Noemi Battaglin e Sandro Quirico"],
    ),
    "the body that has just acted": (
        "La startup Nuvolara cresce. Ferronord Alpina, che sarà il primo cliente, ha ordinato sei treni. La compagnia ha detto che il ponte resterà chiuso.",
        ["Ferronord Alpina"],
    ),
    "a trade not told before": (
        "«Credevo di morire», ha raccontato il proprietario, Elio Zanotto. Il gioielliere ha detto che il ponte resterà chiuso.",
        ["Elio Zanotto", "Elio Zanotto"],
    ),
    "the party of a member": (
        "L'Atletico Torrazza ha perso. Attacca Ornella Verduno, consigliera di Torrazza Domani. Il partito ha detto che il ponte resterà chiuso.",
        ["Torrazza Domani"],
    ),
    "one of them": ("Un gruppo di studenti è partito. Una di loro, Nawal, dice che il ponte resterà chiuso.", ["Nawal"]),
    "to him who was told of": (
        "Ivano Scarabel ha ammesso di aver sentito il presidente Rodolfo Quaglieri. Il manager gli avrebbe chiesto di aspettare.",
        ["Ivano Scarabel", "Rodolfo Quaglieri"],
    ),
    "the only woman of the paragraph": (
        "«Non ho paura», dice Lenka Dorat.\n\nLunedì si discute la mozione presentata da Carla Osvath. Lei ostenta fiducia: «Siamo in trenta».",
        ["Lenka Dorat", "Carla Osvath"],
    ),
    "two surnames": ("Accusata dall'ex assessore Demetrio Neri Carlizzi di aver mentito, ha taciuto.", ["Demetrio Neri Carlizzi"]),
    "the firm that the article is about": (
        "Orvena ha chiuso il semestre in utile. Per la casa d'affari Lindqvist il titolo è caro. Orvena ha tagliato le stime. L'azienda smentisce qualsiasi ipotesi di chiusura.",
        ["Orvena"],
    ),
    "of whom nobody in particular tells": (
        "Edoardo Neri, raccontano i presenti, ha ascoltato in silenzio. Poi ha osservato che una coalizione non è un autogrill.",
        ["i presenti", "Edoardo Neri"],
    ),
    "a thing behind its verb is no subject": (
        "Corrado Pizzi non ci sta. Respinge l'accusa di voler bloccare il voto: «Nel programma questa roba non c'era», ha detto mercoledì.",
        ["Corrado Pizzi", "Corrado Pizzi"],
    ),
    "nobody names himself in his own words": (
        "Aldo Neri ha scritto che il difetto era antico. Ada Bini non ha dubbi. «Può darsi», commenta. «Aldo ha sempre avuto un buon orecchio».",
        ["Aldo Neri", "Ada Bini", "Ada Bini"],
    ),
    "but for who says who he is": ("Parla Aldo Neri. «Io, Aldo Neri, non pago», ha detto.", ["Aldo Neri"]),
    "the participle that opens the sentence": (
        "Ada Bini è partita. Aldo Neri ha detto che il ponte resterà chiuso. Raggiunta alla stazione, ha spiegato di non saperne nulla.",
        ["Aldo Neri", "Ada Bini"],
    ),
    "an absolute participle tells nothing": (
        "Ada Bini è partita. Aldo Neri ha detto che il ponte resterà chiuso. Finita la gara, ha spiegato di non saperne nulla.",
        ["Aldo Neri", "Aldo Neri"],
    ),
    "the one whom the article portrays": (
        "L'INCONTRO\nAda Bini: «Ho perso la voce in una sera»\n\n«In salotto fa freddo», dice Ada Bini. Abita qui da anni.\n\n"
        "«La maestra è severa», confessa Lea Dori, la più giovane.\n\nPoi guarda la stufa. «Mi mancano i viaggi», ammette.",
        ["Ada Bini", "Ada Bini", "Lea Dori", "Ada Bini"],
    ),
    "a report is no portrait": (
        "Bini: «Il ponte non riapre»\n\n«È una vittoria», dice Aldo Neri. Ada Bini è partita.\n\n«La strada regge», dice Ugo Dori.\n\nPoi ha aggiunto che il ponte resterà chiuso.",
        ["Aldo Neri", "Ugo Dori", "Ugo Dori"],
    ),
    "who wrote the article": ("L'autrice: «Non lo sapevo»\n\ndi Ippolita Sarti\n\nIl romanzo è della finlandese Aino Ketola.", ["Aino Ketola"]),
    "a firm of two names and its voice": (
        "Bini & Lodi, per bocca del direttore Aldo Bini, sostiene che il testo è stato rivisto.",
        ["Bini & Lodi"],
    ),
    "a body of two words set apart": ("Il sindacato dei marittimi, Vela e Porto, ha chiesto le dimissioni del sindaco.", ["Vela e Porto"]),
    "two persons set apart": ("I sindaci della valle, Neri e Bini, hanno chiesto le dimissioni del prefetto.", ["I sindaci della valle"]),
    "who is named in passing": (
        "Remo Stradi è entrato con la cravatta in mano. «Quel fallo c'era», ha attaccato. Si riferiva al contatto su Jarvis Tolland. Il tecnico campione d'Italia ritiene che il metro sia cambiato.",
        ["Remo Stradi", "Remo Stradi"],
    ),
    "a university without a name of its own": (
        "Ada Bini insegna all'università di Calvi. L'associazione Calvi Antica ha chiesto di chiudere il caso. L'ateneo ha risposto che la ricerca è libera.",
        ["Calvi Antica", "università di Calvi"],
    ),
    "an apposition shares no subject": (
        "I Leali, il gruppo storico della curva, ne volevano il doppio e minacciano di restare fuori.",
        ["Leali"],
    ),
    "when it was said": (
        "Qualche settimana dopo l'uscita del libro Ada Bini ha accusato il sindaco di voler danneggiare il turismo.",
        ["Ada Bini"],
    ),
    "who takes up the sentence before": ("La firmerà, se accetta, Aldo Neri. Il quale nicchia: dice di volerci pensare.", ["Aldo Neri"]),
    "a pronoun and its name": (
        "Olga Neri tace. Lei, Ada Bini, sorride. «Sono pronta», ha scherzato salendo in macchina.",
        ["Ada Bini"],
    ),
    "a name and what explains it": ("Dario Lupi, un villeggiante tornato da poco e incontrato in stazione ha detto: «Non ce lo aspettavamo».", ["Dario Lupi"]),
    "the object of an infinitive": ("Il senatore Ugo Bini è primo firmatario. Respinge l'accusa di voler mettere in difficoltà il governo.", ["Ugo Bini"]),
    "a subject behind an object": ("Ha votato contro l'operazione il fondo Morgale.", ["Morgale"]),
    "a word of the verb's own": ("Nadia Serra ha parlato a lungo. «Fantasie di mezza estate», ha tagliato corto.", ["Nadia Serra"]),
    "whose document it is": ("È quanto emerge dalla relazione della Corte dei bilanci locali, la quale calcola che serviranno altri ottocento milioni.", ["Corte dei bilanci locali"]),
    "a report that calculates": ("Esce la relazione della Corte dei bilanci locali, che si conclude male. La relazione calcola che serviranno altri ottocento milioni.", ["la relazione della Corte dei bilanci locali"]),
    "a place that the verb hangs from": ("Un disegno di cui, peraltro, in Regione giurano di non aver mai discusso.", ["Regione"]),
    "a body taken for a place": ("Di parere diverso la Sim Altabrenta, secondo cui la reazione del mercato è stata «eccessiva».", ["Sim Altabrenta"]),
    "the subject whose verb the parser hung from it": ("La direttrice, per ora, evita la polemica. Raggiunta al telefono, ha ammesso di aspettarsi qualche diffidenza.", ["La direttrice"]),
    "a participle before the role": (
        "Ada Neri scalda i motori. Intervistata dal quotidiano «La Voce di Calvi», la segretaria dell'Unione pronostica elezioni entro l'anno.",
        ["Ada Neri"],
    ),
    "a participle behind the role": ("Ada Neri guida la ditta da anni. La macchinista rimasta illesa racconta che il treno correva.", ["La macchinista rimasta illesa"]),
    "a member of a body": ("Il no è arrivato da Ivo Lodi, del Fronte per il Mare e il Lavoro, che ha promesso di revocare la gara.", ["Ivo Lodi"]),
    "a role in English": ("Secondo il Chief Technology Officer di Retevela, Brando Viola, il guasto è durato tre ore.", ["Brando Viola"]),
    "a name behind a copula": ("Dei quattro astenuti l'unico a fermarsi è Saverio Colli. Nega di avere ricevuto telefonate dal palazzo.", ["Saverio Colli"]),
    "whom somebody wants": (
        "Ugo Bini è nei guai. Vorrebbe al suo posto un tecnico, qualcuno che gli alleati non possano colpire. Ma teme che la ministra si porti via dei voti.",
        ["Ugo Bini", "Ugo Bini"],
    ),
    "who steps in": ("Ugo Bini è nei guai. Interviene un tecnico del comune. Poi dice che il ponte resterà chiuso.", ["un tecnico del comune"]),
    "two names behind a noun": (
        "Tra gli ospiti ci sono gli italiani Ugo Bini ed Aldo Neri, i quali hanno anticipato che canteranno in spagnolo.",
        ["Ugo Bini ed Aldo Neri"],
    ),
    "a name behind a connective": ("Che la fabbrica chiuda lo dà per certo, al contrario, Duilio Ferri, imprenditore del legno. «C'è una delibera», sostiene.", ["Duilio Ferri"]),
    "an agent within a claim": (
        "Il sottosegretario Ugo Bini si è opposto al bonus, sollecitato a gran voce dall'opposizione. «Non è una politica sociale», ha ironizzato.",
        ["Ugo Bini", "Ugo Bini"],
    ),
    "a body's noun before its name": ("Ada Neri lavora alla cooperativa Lanterna Blu. La cooperativa respinge i timori.", ["Lanterna Blu"]),
    "a person taken for a place": ("Nila Ambresh, la donna che aveva chiesto rifugio alla Norvegia, è stata rilasciata.", ["Nila Ambresh"]),
    "whose words a noun is": ("La sintesi di Ada Neri dice che il ponte resterà chiuso.", ["Ada Neri"]),
}


@pytest.mark.parametrize(("text", "names"), CASES.values(), ids=list(CASES))
def test_the_speaker(nlp, text, names):
    found = [t.speaker.name for t in nlp(text)._.triples]
    assert [n for n in found if n in names] == names, found


@pytest.mark.parametrize(
    "text",
    [
        "Sostenne tre volte l'esame di segretario comunale.",
        "Il Consiglio comunale ha approvato il piano del traffico.",
        "Intervistata dal quotidiano «Il Mattino di Serra», la segretaria sorride.",
        "In attesa che il tribunale valuti se sospendere la delibera, i lavori sono fermi.",
        "È emerso che le vendite sono calate del 3 per cento.",
        "Si teme una lesione al ginocchio.",
        "I sindacati proclamano lo sciopero generale.",
        "Il Sanvito cade in casa: contestati i giocatori.",
        "Non tutti, però, sono convinti che la legge funzionerà.",
        "Le proteste, diffuse in tutto il Paese, sono finite.",
    ],
)
def test_nobody_says_so(nlp, text):
    assert [t.claim.text for t in nlp(text)._.triples] == []

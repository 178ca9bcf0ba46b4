// An article about people and places that do not exist.
export const EXAMPLE = `Cartiera di Valcorta, la vendita divide la città

L'azienda, secondo Marta Lodi, ha «perso due anni». La direttrice nega però che i licenziamenti siano decisi: «Non c'è alcun piano», ha assicurato, chiedendo al governo di convocare un tavolo.

Contrari alla vendita anche i sindacati. «È una resa», attacca Bruno Testa, segretario della Filcart. Il sindacalista dubita che il nuovo socio voglia davvero investire. Stando al Comune, invece, l'offerta garantirebbe centoventi posti.

🏭 Il sindaco Ettore Galli non esclude un referendum. L'assessora Ada Neri domanda se i conti tornino.
`;

/** A phrase that blames or presses (T21), and what may be said in its place. */
export interface GuiltPhrase {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** The phrases to avoid in a language; none for a language without a list. */
export function guiltPhrases(locale: string): readonly GuiltPhrase[] {
  return PHRASES[locale.split('-')[0] ?? ''] ?? [];
}

const PHRASES: Readonly<Record<string, readonly GuiltPhrase[]>> = {
  en: [
    {
      pattern: /\byou (?:still )?(?:haven['’]t|have not)(?: yet)?\b/i,
      instead: 'say what is still possible: "It takes ten minutes."',
    },
    {
      pattern: /\byou(?:['’]re| are) (?:already )?(?:late|behind|overdue)\b/i,
      instead: 'say what is left and that it still counts.',
    },
    { pattern: /\b(?:you )?(?:failed|forgot|neglected) to\b/i, instead: 'say what to do next.' },
    { pattern: /\b(?:final|last) warning\b/i, instead: 'say "our last mail about this".' },
    { pattern: /\b(?:no excuses?|shame|disappoint(?:ed|ing))\b/i, instead: 'leave it out.' },
    {
      pattern:
        /\b(?:everyone|everybody|all your colleagues) (?:else )?(?:has|have) (?:already )?(?:done|finished|completed)\b/i,
      instead: 'tell one colleague’s story.',
    },
    {
      pattern: /\byou (?:must|need to|have to) (?:immediately|now|asap)\b|\bas soon as possible\b/i,
      instead: 'name the date.',
    },
  ],
  nl: [
    {
      pattern: /\bje hebt (?:\p{L}+ ){0,4}?(?:nog (?:steeds |altijd )?(?:niet|geen))\b/iu,
      instead: 'zeg wat nog kan: "Het kost tien minuten."',
    },
    {
      pattern: /\b(?:je bent|jij bent) (?:al |veel )?te laat\b|\bje loopt achter\b/i,
      instead: 'zeg wat er nog is en dat het nog telt.',
    },
    { pattern: /\b(?:verzuimd|vergeten|nagelaten) (?:om )?te\b/i, instead: 'zeg wat de volgende stap is.' },
    { pattern: /\blaatste waarschuwing\b/i, instead: 'zeg "onze laatste mail hierover".' },
    { pattern: /\b(?:geen excuus|geen excuses|schaam|teleurgesteld|teleurstellend)\b/i, instead: 'laat het weg.' },
    {
      pattern: /\b(?:iedereen|al je collega['’]?s) (?:anders )?(?:is|zijn|heeft|hebben) (?:het |de \p{L}+ )?al\b/iu,
      instead: 'vertel het verhaal van één collega.',
    },
    { pattern: /\b(?:zo snel mogelijk|z\.?s\.?m\.?|onmiddellijk|per direct)(?!\p{L})/iu, instead: 'noem de datum.' },
  ],
  fr: [
    {
      pattern:
        // "Vous n’avez rien à faire" sets at ease.
        /\b(?:vous n['’]avez|tu n['’]as) (?:toujours |encore )?(?:pas|rien)\b(?! à(?!\p{L}))/iu,
      instead: 'dites ce qui reste possible : « Cela prend dix minutes. »',
    },
    { pattern: /\b(?:vous êtes|tu es) en retard\b/i, instead: 'dites ce qui reste et que cela compte encore.' },
    { pattern: /\b(?:oublié|omis|négligé) (?:de|d['’])/i, instead: 'dites la prochaine étape.' },
    { pattern: /\bdernier avertissement\b/i, instead: 'dites « notre dernier message à ce sujet ».' },
    { pattern: /\b(?:aucune excuse|pas d['’]excuses?|honte|déçus?|décevant)(?!\p{L})/iu, instead: 'supprimez-le.' },
    {
      pattern: /\btous (?:les autres|vos collègues) (?:ont|l['’]ont) déjà\b/i,
      instead: 'racontez l’histoire d’un collègue.',
    },
    { pattern: /\b(?:dès que possible|immédiatement|au plus vite)\b/i, instead: 'donnez la date.' },
  ],
};

import type { WordTable } from '../words.ts';

/** What `privacy` says beside its page. */
export const PRIVACY_WORDS = {
  'not-published': [
    'Er is nog niets gepubliceerd: dit is wat er gelden zou volgens de bestanden.',
    'Nothing has been published yet: this is what would hold by the files.',
    'Rien n’est encore publié : voici ce qui vaudrait d’après les fichiers.',
  ],
  'files-differ': [
    'De bestanden zeggen iets anders. Dit is wat er nu geldt; het andere geldt zodra het gepubliceerd is: druppel publish CAMPAGNE',
    'The files say something else. This is what holds now; the other holds once it is published: druppel publish CAMPAIGN',
    'Les fichiers disent autre chose. Voici ce qui vaut maintenant ; le reste vaudra une fois publié : druppel publish CAMPAGNE',
  ],
} as const satisfies WordTable;

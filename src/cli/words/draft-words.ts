import type { WordTable } from '../words.ts';

/** What `push` and `pull` say. */
export const DRAFT_WORDS = {
  pushed: [
    '{count} {count:bestand|bestanden} naar de database gebracht: {how}.',
    '{count} {count:file|files} pushed to the database: {how}.',
    '{count} {count:fichier envoyé|fichiers envoyés} vers la base de données : {how}.',
  ],
  pulled: [
    '{count} {count:bestand|bestanden} uit de database gehaald: {how}.',
    '{count} {count:file|files} pulled from the database: {how}.',
    '{count} {count:fichier récupéré|fichiers récupérés} de la base de données : {how}.',
  ],
  wouldPush: [
    '{count} {count:bestand zou|bestanden zouden} naar de database gaan: {how}.',
    '{count} {count:file|files} would be pushed to the database: {how}.',
    '{count} {count:fichier serait envoyé|fichiers seraient envoyés} vers la base de données : {how}.',
  ],
  wouldPull: [
    '{count} {count:bestand zou|bestanden zouden} uit de database komen: {how}.',
    '{count} {count:file|files} would be pulled from the database: {how}.',
    '{count} {count:fichier serait récupéré|fichiers seraient récupérés} de la base de données : {how}.',
  ],
  nothing: [
    'Niets over te brengen: {count} {count:bestand is|bestanden zijn} gelijk.',
    'Nothing to carry: {count} {count:file is|files are} the same on both sides.',
    'Rien à transporter : {count} {count:fichier est identique|fichiers sont identiques} des deux côtés.',
  ],
  countAdded: ['{count} nieuw', '{count} new', '{count} {count:nouveau|nouveaux}'],
  countChanged: ['{count} gewijzigd', '{count} changed', '{count} {count:modifié|modifiés}'],
  countRemoved: ['{count} verwijderd', '{count} removed', '{count} {count:supprimé|supprimés}'],
  added: ['nieuw', 'new', 'nouveau'],
  changed: ['gewijzigd', 'changed', 'modifié'],
  removed: ['verwijderd', 'removed', 'supprimé'],
  more: ['… en nog {count}', '… and {count} more', '… et {count} de plus'],
  newerThere: [
    '{count} {count:bestand is|bestanden zijn} nieuwer in de database. Haal {count:het|ze} op: druppel pull',
    '{count} {count:file is|files are} newer in the database. Bring {count:it|them} here: druppel pull',
    '{count} {count:fichier est plus récent|fichiers sont plus récents} dans la base de données. Pour {count:le|les} récupérer : druppel pull',
  ],
  newerHere: [
    '{count} {count:bestand is|bestanden zijn} hier nieuwer. Breng {count:het|ze} naar de database: druppel push',
    '{count} {count:file is|files are} newer here. Bring {count:it|them} to the database: druppel push',
    '{count} {count:fichier est plus récent|fichiers sont plus récents} ici. Pour {count:l’envoyer|les envoyer} : druppel push',
  ],
  leftOut: ['Overgeslagen: {path}: {why}.', 'Left out: {path}: {why}.', 'Laissé de côté : {path} : {why}.'],
  findings: [
    'druppel check vindt hier: {words}. Alleen publish houdt dat tegen.',
    'druppel check finds here: {words}. Only publish minds.',
    'druppel check trouve ici : {words}. Seul publish s’y arrête.',
  ],
  unchanged: ['Er is niets gewijzigd.', 'Nothing was changed.', 'Rien n’a été modifié.'],
  nextPublish: [
    'Verder: druppel publish CAMPAGNE --drafts publiceert wat in de database staat.',
    'Next: druppel publish CAMPAIGN --drafts publishes what is in the database.',
    'Ensuite : druppel publish CAMPAGNE --drafts publie ce qui est dans la base de données.',
  ],
  nextCheck: ['Verder: druppel check', 'Next: druppel check', 'Ensuite : druppel check'],
  conflict: [
    '{path}: hier {mine}, en in de database {theirs} door {by}, {at}',
    '{path}: {mine} here, and {theirs} in the database by {by}, {at}',
    '{path} : {mine} ici, et {theirs} dans la base de données par {by}, {at}',
  ],
  somebody: ['iemand', 'somebody', 'quelqu’un'],
  differs: [
    'vanaf regel {line}: hier {mine}, daar {theirs}',
    'from line {line}: here {mine}, there {theirs}',
    'à partir de la ligne {line} : ici {mine}, là-bas {theirs}',
  ],
  refused: [
    '{count} {count:bestand is|bestanden zijn} aan beide kanten gewijzigd; er is niets geschreven.',
    '{count} {count:file|files} changed on both sides; nothing was written.',
    '{count} {count:fichier a été modifié|fichiers ont été modifiés} des deux côtés ; rien n’a été écrit.',
  ],
  choose: [
    'Kies per bestand: druppel {command} --take mine={path} houdt wat hier staat, --take theirs={path} wat in de database staat. Voor alle tegelijk: --take mine of --take theirs.',
    'Choose for each: druppel {command} --take mine={path} keeps what is here, --take theirs={path} what is in the database. For all at once: --take mine or --take theirs.',
    'Choisissez pour chacun : druppel {command} --take mine={path} garde ce qui est ici, --take theirs={path} ce qui est dans la base de données. Pour tous à la fois : --take mine ou --take theirs.',
  ],
} as const satisfies WordTable;

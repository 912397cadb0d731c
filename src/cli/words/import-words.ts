import type { WordTable } from '../words.ts';

/** What `import` says around what it found in the file. */
export const IMPORT_WORDS = {
  new: ['{count} nieuw', '{count} new', '{count} {n:nouveau|nouveaux}'],
  changed: ['{count} gewijzigd', '{count} changed', '{count} {n:modifié|modifiés}'],
  unchanged: ['{count} ongewijzigd', '{count} unchanged', '{count} {n:inchangé|inchangés}'],
  left: ['{count} als vertrokken gemarkeerd', '{count} marked as left', '{count} {n:marqué parti|marqués partis}'],
  refused: ['{count} geweigerd', '{count} refused', '{count} {n:refusé|refusés}'],
  employees: [
    '{count} {n:persoon|mensen} uit {file}',
    '{count} {n:person|people} from {file}',
    '{count} {n:personne|personnes} de {file}',
  ],
  activities: [
    '{count} {n:activiteit|activiteiten} uit {file}',
    '{count} {n:activity|activities} from {file}',
    '{count} {n:activité|activités} de {file}',
  ],
  learning: [
    '{count} {n:leerrecord|leerrecords} uit {file}',
    '{count} {n:record|records} from {file}',
    '{count} {n:trace|traces} de formation de {file}',
  ],
  imported: ['Geïmporteerd: {what}: {parts}.', 'Imported {what}: {parts}.', 'Importé : {what} : {parts}.'],
  would: ['Zou importeren: {what}: {parts}.', 'Would import {what}: {parts}.', 'À importer : {what} : {parts}.'],
  nothingChanged: [
    'Er is niets gewijzigd. Hetzelfde zonder --dry-run importeert het.',
    'Nothing was changed. The same without --dry-run imports it.',
    'Rien n’a été modifié. La même commande sans --dry-run l’importe.',
  ],
  mend: [
    'Verbeter de geweigerde rijen en importeer het bestand opnieuw: wat er al in staat, blijft.',
    'Mend the refused rows and import the file again: what is in already stays.',
    'Corrigez les lignes refusées et importez de nouveau le fichier : ce qui est déjà entré reste.',
  ],
  nextEmployees: [
    'Verder: druppel audience toont waarnaar regels kunnen vragen; druppel plan CAMPAGNE toont wie wat krijgt.',
    'Next: druppel audience shows what rules can ask about; druppel plan CAMPAIGN shows who gets what.',
    'Ensuite : druppel audience montre ce que les règles peuvent demander ; druppel plan CAMPAGNE montre qui reçoit quoi.',
  ],
  nextActivities: ['Verder: druppel check.', 'Next: druppel check.', 'Ensuite : druppel check.'],
  nextLearning: [
    'Verder: druppel stats CAMPAGNE.',
    'Next: druppel stats CAMPAIGN.',
    'Ensuite : druppel stats CAMPAGNE.',
  ],
  andMore: ['… en nog {count}. ', '… and {count} more. ', '… et {count} de plus. '],
  allRefusedIn: [
    'Alle geweigerde rijen staan in {file}.',
    'All refused rows are in {file}.',
    'Toutes les lignes refusées sont dans {file}.',
  ],
  moreRefused: [
    '… en nog {count}; --errors BESTAND schrijft ze alle, --json somt ze op.',
    '… and {count} more; --errors FILE writes all, --json lists them.',
    '… et {count} de plus ; --errors FICHIER les écrit toutes, --json en donne la liste.',
  ],
  saved: [
    'Hoe het bestand gelezen is, staat in {path}: --source {name}.',
    'How the file was read is in {path}: --source {name}.',
    'La façon dont le fichier a été lu est dans {path} : --source {name}.',
  ],
  allRefused: [
    'Alle {count} rijen van {file} zijn geweigerd; er is niets geïmporteerd.',
    'All {count} rows of {file} were refused; nothing was imported.',
    'Les {count} lignes de {file} ont été refusées ; rien n’a été importé.',
  ],
  rightFile: [
    'Bij elke rij staat hierboven waarom. Is dit het juiste bestand?',
    'Each has its reason above. Is it the right file?',
    'La raison de chacune est ci-dessus. Est-ce le bon fichier ?',
  ],
  tookBack: [
    'De import van {kind} uit {file} ({at}) is teruggenomen: {restored} zoals tevoren, {removed} weg.',
    'Took back the import of {kind} from {file} ({at}): {restored} as before, {removed} gone.',
    'L’importation de {kind} depuis {file} ({at}) est annulée : {restored} comme avant, {removed} {removed:retiré|retirés}.',
  ],
  kept: [
    ' {count} nieuwe {count:persoon doet|mensen doen} al ergens aan mee en {count:blijft|blijven}, gemarkeerd als ontbrekend.',
    ' {count} new {count:person takes part in something already and stays|people take part in something already and stay}, marked as missing.',
    ' {count} {count:nouvelle personne participe déjà à quelque chose et reste, marquée absente|nouvelles personnes participent déjà à quelque chose et restent, marquées absentes}.',
  ],
  mailsStay: [
    'Verstuurde mails en beëindigde deelnames blijven zoals ze zijn.',
    'Mails that went and endings stay.',
    'Les messages partis et les participations terminées restent.',
  ],
  stopped: [
    'Afgebroken. Wat al geïmporteerd was, blijft; hetzelfde commando gaat ermee verder, druppel import --undo neemt het terug.',
    'Interrupted. What was imported so far stays: the same command goes on with it, druppel import --undo takes it back.',
    'Interrompu. Ce qui était déjà importé reste ; la même commande continue, druppel import --undo l’annule.',
  ],
  stoppedChecking: [
    'Afgebroken. Er is niets gewijzigd.',
    'Interrupted. Nothing was changed.',
    'Interrompu. Rien n’a été modifié.',
  ],
  kindEmployees: ['medewerkers', 'employees', 'collaborateurs'],
  kindActivities: ['activiteiten', 'activities', 'activités'],
  kindLearning: ['leergegevens', 'learning', 'données de formation'],
  checking: ['controleren', 'checking', 'vérification'],
  importing: ['importeren', 'importing', 'importation'],
  rows: ['{count} {n:rij|rijen}', '{count} rows', '{count} {n:ligne|lignes}'],
  perSecond: ['{count}/s', '{count}/s', '{count}/s'],
  timeLeft: ['nog {time}', '{time} left', 'encore {time}'],
} as const satisfies WordTable;

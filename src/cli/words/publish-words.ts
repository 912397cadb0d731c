import type { WordTable } from '../words.ts';

/** What `publish` says. */
export const PUBLISH_WORDS = {
  unchanged: [
    '{campaign} is zoals in versie {version}: geen nieuwe versie.',
    '{campaign} is as version {version} has it: no new version.',
    '{campaign} est comme dans la version {version} : pas de nouvelle version.',
  ],
  wouldPublish: [
    '{campaign} zou als versie {version} gepubliceerd worden.',
    '{campaign} would be published as version {version}.',
    '{campaign} serait publiée comme version {version}.',
  ],
  published: [
    '{campaign} is gepubliceerd als versie {version}, in werkruimteversie {workspaceVersion}.',
    '{campaign} is published as version {version}, in workspace version {workspaceVersion}.',
    '{campaign} est publiée comme version {version}, dans la version {workspaceVersion} de l’espace de travail.',
  ],
  audience: [
    '{count} {count:persoon past|mensen passen} vandaag in de doelgroep, van wie {reachable} met een mailbox.',
    '{count} {count:person fits|people fit} the audience today, {reachable} of them with a mailbox.',
    '{count} {count:personne correspond|personnes correspondent} au public aujourd’hui, dont {reachable} avec une boîte de messagerie.',
  ],
  audienceAbout: [
    'Ongeveer {count} {count:persoon past|mensen passen} vandaag in de doelgroep.',
    'About {count} {count:person fits|people fit} the audience today.',
    'Environ {count} {count:personne correspond|personnes correspondent} au public aujourd’hui.',
  ],
  audienceUntold: [
    'Hoeveel mensen in de doelgroep passen, wordt niet gezegd: te weinig zijn het wel, of te weinig niet.',
    'How many people fit the audience is not told: too few do, or too few do not.',
    'Le nombre de personnes du public n’est pas dit : trop peu correspondent, ou trop peu ne correspondent pas.',
  ],
  newMails: ['Nieuwe mails: {steps}.', 'New mails: {steps}.', 'Nouveaux messages : {steps}.'],
  noLonger: ['Niet meer verzonden: {steps}.', 'No longer sent: {steps}.', 'Plus envoyés : {steps}.'],
  activities: [
    'Uit activities.csv: {count} nieuw of gewijzigd.',
    'From activities.csv: {count} new or changed.',
    'De activities.csv : {count} {count:nouvelle ou modifiée|nouvelles ou modifiées}.',
  ],
  stories: [
    'Uit campaigns/stories: {count} nieuw, gewijzigd of weg; dat geldt meteen voor elke campagne.',
    'From campaigns/stories: {count} new, changed or gone; that holds for every campaign at once.',
    'De campaigns/stories : {count} {count:nouveau, modifié ou retiré|nouveaux, modifiés ou retirés} ; cela vaut aussitôt pour toutes les campagnes.',
  ],
  storiesLeftOut: [
    'Weggelaten uit campaigns/stories: {count}, want wie het vertelde is gewist en blijft gewist. Verwijder {files}: daar staat nog wie het was.',
    'Left out of campaigns/stories: {count}, for who told it was erased and stays erased. Remove {files}: it still names them.',
    'Laissé de côté dans campaigns/stories : {count}, car la personne qui témoigne a été effacée et le reste. Supprimez {files} : elle y est encore nommée.',
  ],
  workspace: [
    'De werkruimte is ook gewijzigd; kalender en limieten gelden meteen voor iedereen.',
    'The workspace changed too; its calendar and limits hold for everybody at once.',
    'L’espace de travail a changé aussi ; son calendrier et ses limites valent aussitôt pour tout le monde.',
  ],
  findings: [
    '{words}: druppel check {campaign}.',
    '{words}: druppel check {campaign}.',
    '{words} : druppel check {campaign}.',
  ],
  nothingChanged: ['Er is niets gewijzigd.', 'Nothing was changed.', 'Rien n’a été modifié.'],
  nextApprove: [
    'Verder: iemand anders bekijkt het (druppel proof {campaign}) en zegt dat: druppel approve {campaign} --by ADRES',
    'Next: somebody else looks at it (druppel proof {campaign}) and says so: druppel approve {campaign} --by ADDRESS',
    'Ensuite : quelqu’un d’autre la relit (druppel proof {campaign}) et le dit : druppel approve {campaign} --by ADRESSE',
  ],
  nextPlan: [
    'Verder: druppel plan {campaign} laat zien wie wat wanneer krijgt; druppel launch {campaign} begint.',
    'Next: druppel plan {campaign} shows who gets what and when; druppel launch {campaign} begins.',
    'Ensuite : druppel plan {campaign} montre qui reçoit quoi et quand ; druppel launch {campaign} commence.',
  ],
  people: ['{count} {count:persoon|mensen}', '{count} {count:person|people}', '{count} {count:personne|personnes}'],
  moves: [
    '{people} onderweg {count:gaat|gaan} naar versie {version}, achter de laatste mail die zij hadden:',
    '{people} under way move to version {version}, behind the last mail they had:',
    '{people} en chemin {count:passe|passent} à la version {version}, après le dernier message reçu :',
  ],
  wouldMove: [
    '{people} onderweg {count:zou|zouden} naar versie {version} gaan, achter de laatste mail die zij hadden:',
    '{people} under way would move to version {version}, behind the last mail they had:',
    '{people} en chemin {count:passerait|passeraient} à la version {version}, après le dernier message reçu :',
  ],
  stay: [
    '{people} onderweg {count:gaat|gaan} door met de versie waarmee zij begonnen; wie nu begint, krijgt versie {version}.',
    '{people} under way go on with the version they began with; who begins now gets version {version}.',
    '{people} en chemin {count:continue|continuent} avec la version du début ; qui commence maintenant reçoit la version {version}.',
  ],
  wouldStay: [
    '{people} onderweg {count:zou|zouden} doorgaan met de versie waarmee zij begonnen; wie nu begint, krijgt versie {version}.',
    '{people} under way would go on with the version they began with; who begins now gets version {version}.',
    '{people} en chemin {count:continuerait|continueraient} avec la version du début ; qui commence maintenant reçoit la version {version}.',
  ],
  withMove: [
    'Met --in-flight move zouden zij verdergaan in versie {version}:',
    'With --in-flight move they would go on in version {version}:',
    'Avec --in-flight move, ce serait la suite dans la version {version} :',
  ],
  renamed: ['{was} heet nu {step}', '{was} is now called {step}', '{was} s’appelle maintenant {step}'],
  added: ['{step} (nieuw)', '{step} (added)', '{step} (ajouté)'],
  removed: ['{step} (weg)', '{step} (removed)', '{step} (retiré)'],
  changed: ['{step} (gewijzigd)', '{step} (changed)', '{step} (modifié)'],
  ahead: ['{count} {count:heeft|hebben} het voor zich', '{count} have it ahead', '{count} l’{count:a|ont} devant eux'],
  noMore: [
    '{count} {count:krijgt|krijgen} het niet meer',
    '{count} do not get it any more',
    '{count} ne le {count:reçoit|reçoivent} plus',
  ],
  past: [
    '{count} {count:is|zijn} erlangs, voor hen verandert er niets',
    'behind {count}, nothing changes for them',
    'passé pour {count}, rien ne change pour eux',
  ],
  repeat: [
    '{count} {count:krijgt|krijgen} het NOG EENS onder de nieuwe naam',
    '{count} get it AGAIN under the new name',
    '{count} le {count:reçoit|reçoivent} UNE DEUXIÈME FOIS sous le nouveau nom',
  ],
  miss: [
    '{count} {count:mist|missen} het: het staat vóór waar zij zijn',
    '{count} miss it: it stands before where they are',
    '{count} le {count:manque|manquent} : il se trouve avant leur étape actuelle',
  ],
  twice: [
    '{people} {count:zou|zouden} een mail twee keer krijgen. Alleen aan hun naam zijn mails te onderscheiden: behoud de oude om dat te voorkomen.',
    '{people} would get a mail twice. A name is all that tells mails apart: keep the old one to avoid it.',
    '{people} {count:recevrait|recevraient} un message deux fois. Seul leur nom distingue les messages : gardez l’ancien pour l’éviter.',
  ],
  leave: [
    '{people} {count:past|passen} niet in de nieuwe doelgroep en {count:zou|zouden} niets meer krijgen.',
    '{people} do not fit the new audience and would get nothing more.',
    '{people} ne {count:correspond|correspondent} pas au nouveau public et ne {count:recevrait|recevraient} plus rien.',
  ],
} as const satisfies WordTable;

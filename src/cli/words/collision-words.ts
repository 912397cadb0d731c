import type { WordTable } from '../words.ts';

/** What a plan and a launch say of the campaigns that run beside. */
export const COLLISION_WORDS = {
  missed: [
    'Met wat er al loopt, krijgt {share} % van deze mensen {step} niet op tijd.',
    'With what already runs, {share} % of these people will not get {step} in time.',
    'Avec ce qui est déjà en cours, {share} % de ces personnes ne recevront pas {step} à temps.',
  ],
  aboutMissed: [
    'Met wat er al loopt, krijgt ongeveer {share} % van deze mensen {step} niet op tijd.',
    'With what already runs, about {share} % of these people will not get {step} in time.',
    'Avec ce qui est déjà en cours, environ {share} % de ces personnes ne recevront pas {step} à temps.',
  ],
  missedMore: [
    'Zo is het ook met {count} andere mails ervan.',
    'So it is with {count} more of its mails.',
    'Il en va de même de {count} autres de ses messages.',
  ],
  beside: ['Ernaast {count:loopt|lopen}: {campaigns}.', 'Beside it run: {campaigns}.', 'En parallèle : {campaigns}.'],
  inBoth: [
    '{campaign} ({told} {count:persoon|mensen} in beide)',
    '{campaign} ({told} {count:person|people} in both)',
    '{campaign} ({told} {count:personne|personnes} dans les deux)',
  ],
  later: [
    'De maillimiet laat {told} van de mails op een latere dag gaan.',
    'The mail limit lets {told} of its mails go on a later day.',
    'La limite de messages reporte {told} de ses messages à un autre jour.',
  ],
  givesWay: [
    '{campaign} wijkt: {told} {count:mail gaat|mails gaan} op een latere dag, {misses} helemaal niet.',
    '{campaign} gives way: {told} {count:mail goes|mails go} on a later day, {misses} not at all.',
    '{campaign} cède la place : {told} {count:message part|messages partent} un autre jour, {misses} pas du tout.',
  ],
} as const satisfies WordTable;

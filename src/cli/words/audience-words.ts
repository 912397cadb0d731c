import type { WordTable } from '../words.ts';

/** What `audience` says. */
export const AUDIENCE_WORDS = {
  attribute: ['kenmerk', 'attribute', 'attribut'],
  type: ['soort', 'type', 'type'],
  knownFrom: ['bekend uit', 'known from', 'connu par'],
  sensitive: ['{by}, gevoelig', '{by}, sensitive', '{by}, sensible'],
  mixed: ['{by}, door elkaar: {types}', '{by}, mixed: {types}', '{by}, mêlées : {types}'],
  audience: ['doelgroep', 'audience', 'public'],
  who: ['wie', 'who', 'qui'],
  types: [
    'Een soort die uit de waarden is afgeleid, kan in workspace.yaml worden vastgelegd, onder "attributes".',
    'A type that was read from the values can be fixed in workspace.yaml, under "attributes".',
    'Un type déduit des valeurs peut être fixé dans workspace.yaml, sous "attributes".',
  ],
  tooFew: [
    'Minder dan {least} mensen passen, of passen niet, of worden met een deel van de regel bedoeld: te weinig om te tellen.',
    'Fewer than {least} people fit, or do not, or are meant by a part of the rule: too few to be counted.',
    'Moins de {least} personnes correspondent, ou ne correspondent pas, ou sont visées par une partie de la règle : trop peu pour être comptées.',
  ],
  count: ['{people}{reachable}.', '{people}{reachable}.', '{people}{reachable}.'],
  about: ['Ongeveer {people}{reachable}.', 'About {people}{reachable}.', 'Environ {people}{reachable}.'],
  people: ['{count} {count:persoon|mensen}', '{count} {count:person|people}', '{count} {count:personne|personnes}'],
  reachable: [
    ', {reachable} van hen met een mailbox',
    ', {reachable} of them with a mailbox',
    ', dont {reachable} avec une boîte de messagerie',
  ],
  whoTheyAre: [
    'Wie het zijn: hetzelfde met --list.',
    'Who they are: the same with --list.',
    'Qui c’est : la même commande avec --list.',
  ],
  id: ['id', 'id', 'id'],
  name: ['naam', 'name', 'nom'],
  email: ['e-mail', 'email', 'adresse'],
  department: ['afdeling', 'department', 'service'],
  more: [
    '… en nog {count}; --json geeft ze alle.',
    '… and {count} more; --json lists all.',
    '… et {count} de plus ; --json les donne toutes.',
  ],
  total: ['{people}.', '{people}.', '{people}.'],
  untold: [
    'Er passen er nog {count}, maar geen mail heeft hun al verteld dat dit met hun naam gezien wordt.',
    '{count} more fit, but no mail has told them yet that this is seen together with their names.',
    '{count} de plus {count:correspond|correspondent}, mais aucun message n’a encore dit que cela se voit avec leur nom.',
  ],
} as const satisfies WordTable;

import { Bug } from '../domain/errors.ts';
import { between } from './chance.ts';
import { NAMES, type Tongue } from './names.ts';

export interface PersonName {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** Gives names that nobody has yet: where a pair is taken, the next last name on the list. */
export function createNamer(): (tongue: Tongue, id: string) => PersonName {
  const taken = new Set<string>();
  return (tongue, id) => {
    const { first, last } = NAMES[tongue];
    const start = between(0, first.length * last.length - 1, 'name', id);
    for (let step = 0; step < first.length * last.length; step += 1) {
      const place = (start + step * last.length + Math.floor(step / first.length)) % (first.length * last.length);
      const firstName = first[Math.floor(place / last.length)] ?? '';
      const lastName = last[place % last.length] ?? '';
      const email = `${plain(firstName)}.${plain(lastName)}@waterlijn.example`;
      if (taken.has(email)) continue;
      taken.add(email);
      return { firstName, lastName, email };
    }
    throw new Bug('Waterlijn has more people than names');
  };
}

/** `Élise` → `elise` */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[^a-z]/gi, '')
    .toLowerCase();
}

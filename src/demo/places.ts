import type { Zone } from '../domain/time.ts';
import type { Tongue } from './names.ts';

/** A site of Waterlijn. */
export interface Place {
  readonly location: PlaceName;
  readonly country: string;
  /** The part of ISO 3166-2 after the country; empty: the country as such. */
  readonly region: string;
  readonly zone: Zone;
  readonly tongue: Tongue;
  /** What people there read; a language comes up as often as it stands here. */
  readonly locales: readonly [string, ...string[]];
}

export type PlaceName = 'Utrecht' | 'Zwolle' | 'Ghent' | 'Liège' | 'Leeds';

export const PLACES: Readonly<Record<PlaceName, Place>> = {
  Utrecht: {
    location: 'Utrecht',
    country: 'NL',
    region: '',
    zone: 'Europe/Amsterdam',
    tongue: 'nl',
    locales: ['nl', 'nl', 'nl', 'nl', 'nl', 'nl', 'nl', 'en'],
  },
  Zwolle: { location: 'Zwolle', country: 'NL', region: '', zone: 'Europe/Amsterdam', tongue: 'nl', locales: ['nl'] },
  Ghent: { location: 'Ghent', country: 'BE', region: 'VLG', zone: 'Europe/Brussels', tongue: 'nl', locales: ['nl-BE'] },
  Liège: { location: 'Liège', country: 'BE', region: 'WAL', zone: 'Europe/Brussels', tongue: 'fr', locales: ['fr-BE'] },
  Leeds: { location: 'Leeds', country: 'GB', region: 'ENG', zone: 'Europe/London', tongue: 'en', locales: ['en'] },
};

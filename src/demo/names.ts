/** Whom a made-up colleague could be called. First names are common; last names are made of rain and ditches. */
export interface NameList {
  readonly first: readonly string[];
  readonly last: readonly string[];
}

export type Tongue = 'nl' | 'fr' | 'en';

export const NAMES: Readonly<Record<Tongue, NameList>> = {
  nl: {
    first:
      words(`Anouk Bas Carlijn Daan Eline Floor Gijs Hanneke Ilse Jasper Karin Lars Maaike Niels Oda Pim Roos Sander
      Tessa Ties Ulrike Wessel Yara Zeger Fatima Mehmet Samira Joris`),
    last: words(`Plensma Regenboog Slootjes Kabbelaar Beekvaart Peilstok Sluisdraaier Gootsma Vlonderman Oeverloos Klotsema
      Druipstra Miezerman Polderink Waterlander Plonsker Nevelstein Stroomop Wolkenist Spetterman`),
  },
  fr: {
    first: words(`Aline Bastien Céline Didier Élise Fabrice Gaëlle Hugo Inès Julien Khadija Loïc Manon Nadia Olivier
      Pauline Quentin Romane Simon Thibault Valérie Yannick`),
    last: words(`Goutelette Aubepluie Grandemare Sourcelle Ondevive Vaguelin Brumeclaire Ruisselot Plouvier Ricochon
      Bruinet Cascadel Étangville Flaquemont Moulinot Rosequart`),
  },
  en: {
    first: words(`Amelia Ben Charlotte Dev Ellie Freya George Harriet Imran Jack Kezia Liam Maya Nathan Olive Priya Rhys
      Sophie Tom Zoe`),
    last: words(`Drizzleby Puddlewick Raincroft Brookwhistle Splashford Mistlebeck Dampleigh Tidewatt Galoshman Ripplesby
      Sluicegate Brollyman Dewhopper Fenwater Cloudsley Mizzlewood`),
  },
};

function words(text: string): string[] {
  return text.split(/\s+/);
}

import type { Need } from './need.ts';

/** Needs as people would say them of themselves; in the order Dutch, English, French. */
export const NEED_TEXTS: Readonly<Record<Need, readonly [nl: string, en: string, fr: string]>> = {
  efficiency: ['Slimmer en sneller werken', 'Get my work done more easily', 'Travailler plus efficacement'],
  employable: ['Bijblijven in mijn vak', 'Stay up to date in my field', 'Rester à jour dans mon métier'],
  growth: ['Mezelf ontwikkelen', 'Grow as a person', 'Me développer'],
  career: ['Een volgende stap in mijn loopbaan', 'Take the next step in my career', 'Faire évoluer ma carrière'],
  'solve-now': ['Iets oplossen waar ik nu mee zit', 'Solve a problem I have now', 'Résoudre un problème actuel'],
};

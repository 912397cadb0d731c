import type { SystemLocale } from '../../domain/reason-texts.ts';
import type { Workspace } from '../../domain/workspace.ts';
import { PERSON_DATA, type PersonData } from './data-register.ts';
import { PAGE_TEXTS } from './privacy-page-texts.ts';
import { COLUMN, KIND_TEXTS, type Said } from './privacy-texts.ts';
import { RETENTION } from './retention.ts';

/** The page for the works council and the privacy officer, in words; a command and a page of the web side show it. */
export interface PrivacyStatement {
  readonly locale: SystemLocale;
  readonly title: string;
  readonly lead: string;
  readonly settings: Section;
  readonly kept: {
    readonly title: string;
    readonly columns: readonly [what: string, who: string, howLong: string];
    readonly rows: readonly KeptData[];
    readonly note: string;
  };
  readonly cannot: Section;
  readonly canStill: Section;
  readonly rights: Section;
}

export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

export interface KeptData {
  readonly data: PersonData;
  readonly what: string;
  readonly who: string;
  readonly howLong: string;
}

/** From the settings as they are: what is stored, who sees it, for how long, and what this system cannot do. */
export function privacyStatement(workspace: Workspace, locale: SystemLocale): PrivacyStatement {
  const { tracking, minimumGroup, attributes, name, from } = workspace;
  const sensitive = ['need', ...Object.keys(attributes).filter((column) => attributes[column]?.sensitive)];
  const values: Readonly<Record<string, string>> = {
    ...Object.fromEntries(Object.entries(RETENTION).map(([key, value]) => [key, String(value)])),
    minimumGroup: String(minimumGroup),
    organisation: name,
    sender: from.replace(/\s*<.*>$/, ''),
    sensitive: sensitive.join(', '),
  };
  const say = (said: Said) => said[COLUMN[locale]].replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
  const off = tracking === 'off';
  return {
    locale,
    title: say(PAGE_TEXTS.title),
    lead: say(PAGE_TEXTS.lead),
    settings: {
      title: say(PAGE_TEXTS.settings),
      lines: [say(off ? PAGE_TEXTS.trackingOff : PAGE_TEXTS.trackingJourney), say(PAGE_TEXTS.minimumGroup)],
    },
    kept: {
      title: say(PAGE_TEXTS.kept),
      columns: [say(PAGE_TEXTS.what), say(PAGE_TEXTS.who), say(PAGE_TEXTS.howLong)],
      rows: PERSON_DATA.map((data) => {
        const { what, who, howLong } = KIND_TEXTS[data];
        return { data, what: say(what), who: say(who), howLong: say(howLong) };
      }),
      note: say(PAGE_TEXTS.marks),
    },
    cannot: { title: say(PAGE_TEXTS.cannot), lines: PAGE_TEXTS.cannots.map(say) },
    canStill: { title: say(PAGE_TEXTS.canStill), lines: PAGE_TEXTS.canStills.map(say) },
    rights: { title: say(PAGE_TEXTS.rights), lines: [say(PAGE_TEXTS.rightsLead)] },
  };
}

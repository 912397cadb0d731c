/** The texts that a campaign version pins: what rendering needs. Plain data, kept as JSON beside the definition. */
export interface CampaignContent {
  readonly messages: readonly MessageText[];
  /** MJML by the name that a message's `template` gives. */
  readonly frames: Readonly<Record<string, string>>;
  /** The name of an image (image.ts) by its path in the campaign: `images/chart.png`. */
  readonly images: Readonly<Record<string, string>>;
}

/** A message file, its text as the marketer wrote it. */
export interface MessageText {
  readonly message: string;
  /** The version: `career`, `a`, `career.a` (variant, half that is tried); null: the fallback. */
  readonly variant: string | null;
  readonly locale: string;
  /** From the workspace folder, for problems: `campaigns/data/kick-off.en.md`. */
  readonly path: string;
  readonly text: string;
}

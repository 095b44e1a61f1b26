import type { ReactElement } from "react";

/** What a person can do without. Essential mail is what they asked for themselves, or must know. */
export const CATEGORIES = ["payouts", "reviews", "notices"] as const;
export type Category = (typeof CATEGORIES)[number];

/** What surrounds every mail. */
export type Frame = {
  brandName: string;
  /** The brand's logo at the size at which it is shown; null where it has none. */
  logo: { url: string; width: number; height: number } | null;
  /** Leads to a page that ends mails of this kind; null where the mail is essential. */
  unsubscribeUrl: string | null;
};

/** One kind of mail: what it is about and how it reads. Data is JSON. */
export type Template<Data> = {
  category: Category | "essential";
  subject(data: Data, brandName: string): string;
  body(data: Data, frame: Frame): ReactElement;
  /** For the page that shows all templates. */
  sample: Data;
};

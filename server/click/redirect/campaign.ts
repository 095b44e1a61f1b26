import { kept, MAX_PARAMETER_CHARACTERS } from "../keeping/text";
import type { Campaign } from "../store/insert";
import { type Query, valueOf } from "./destination";

export const NO_CAMPAIGN: Campaign = {
  utmSource: null,
  utmMedium: null,
  utmCampaign: null,
  utmTerm: null,
  utmContent: null,
  sub1: null,
  sub2: null,
  sub3: null,
  sub4: null,
  sub5: null,
};

/** The parameters of an address that are kept with its click. */
export function campaignOf(query: Query): Campaign {
  if (query.length === 0) return NO_CAMPAIGN;
  const value = (name: string) => kept(valueOf(query, name), MAX_PARAMETER_CHARACTERS);
  return {
    utmSource: value("utm_source"),
    utmMedium: value("utm_medium"),
    utmCampaign: value("utm_campaign"),
    utmTerm: value("utm_term"),
    utmContent: value("utm_content"),
    sub1: value("sub1"),
    sub2: value("sub2"),
    sub3: value("sub3"),
    sub4: value("sub4"),
    sub5: value("sub5"),
  };
}

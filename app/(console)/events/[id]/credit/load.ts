import { demo } from "@/app/_text/public/demo";
import { inWords } from "@/app/_ui/form/in-words";
import type { Search } from "@/app/_ui/table/address";
import { amountText } from "@/app/_ui/value/wire";
import { isSamePlace, type Place } from "@/server/attribution/history";
import { programs } from "../../../_data/brand";
import { orNotFound, refusalOf } from "../../../_data/outcome";
import { namesOf } from "../../../_data/partner-names";
import { signedIn } from "../../../_data/signed-in";

const SHOWN = 8;
const MAX_SEARCH_CHARACTERS = 200;

/** A partner in one of its programs, to whom an event can be credited. */
export type Candidate = { partnerId: string; name: string; programId: string; program: string };

/** What the event is, to whom it can be credited, and what that would do for the one who is chosen in the address. */
export async function loadCredit(id: string, search: Search) {
  const { call } = await signedIn();
  const q = search["q"]?.slice(0, MAX_SEARCH_CHARACTERS);
  const [{ event, byHand }, all, page] = await Promise.all([
    orNotFound(call.explain.explainEvent({ id })),
    programs(),
    call.partners.listPartners({ status: "active", limit: SHOWN, ...(q ? { q } : {}) }),
  ]);
  const programName = new Map(all.map((program) => [program.id, program.name]));
  const candidates = page.data.flatMap(({ id: partnerId, name, programIds }): Candidate[] =>
    programIds.map((programId) => ({
      partnerId,
      name,
      programId,
      program: programName.get(programId) ?? "",
    })),
  );
  const kind = demo.eventName(event.type);
  return {
    event: event.value ? `${kind} of ${amountText(event.value)}` : kind,
    candidates,
    more: page.nextCursor !== null,
    chosen: await chosenIn(id, search, { programName, byHand }),
  };
}

type Known = { programName: ReadonlyMap<string, string>; byHand: Place | null };

async function chosenIn(id: string, search: Search, { programName, byHand }: Known) {
  const { partnerId, programId } = search;
  if (!partnerId || !programId) return null;
  const place = { partnerId, programId };
  try {
    const { call } = await signedIn();
    const effect = await call.credits.previewEventCredit({ id, ...place });
    const names = await namesOf([partnerId, ...effect.byPartner.map((one) => one.partnerId)]);
    return {
      ...place,
      name: names.get(partnerId) ?? "",
      program: programName.get(programId) ?? "",
      /** Whether it is that one's by hand already. */
      held: byHand !== null && isSamePlace(byHand, place),
      effect,
      names,
    };
  } catch (error) {
    return { ...place, refusal: inWords(refusalOf(error)) };
  }
}

export type Chosen = NonNullable<Awaited<ReturnType<typeof chosenIn>>>;

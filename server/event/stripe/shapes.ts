/** An object of Stripe's in any API version: what is read of it is checked where it is read. */
export type Bag = Readonly<Record<string, unknown>>;

/** A text of the object; null for anything else. */
export function text(bag: Bag | null, field: string): string | null {
  const value = bag?.[field];
  return typeof value === "string" && value !== "" ? value : null;
}

/** A whole number of the object, such as an amount or a time in Unix seconds; null for anything else. */
export function whole(bag: Bag | null, field: string): number | null {
  const value = bag?.[field];
  return typeof value === "number" && Number.isSafeInteger(value) ? value : null;
}

export function inner(bag: Bag | null, field: string): Bag | null {
  const value = bag?.[field];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Bag) : null;
}

/** The objects of a list, or of Stripe's `{ object: "list", data }`. */
export function each(bag: Bag | null, field: string): Bag[] {
  const value = bag?.[field];
  const list = Array.isArray(value) ? value : inner(bag, field)?.["data"];
  if (!Array.isArray(list)) return [];
  return list.filter((one): one is Bag => typeof one === "object" && one !== null);
}

/** The id in a field that holds an id, or the whole object where a request asked for that. */
export function idIn(bag: Bag | null, field: string): string | null {
  return text(bag, field) ?? text(inner(bag, field), "id");
}

const USER_ID = "openpartner_user_id";
const MAX_USER_ID_CHARACTERS = 255;

/** The brand's own name for the customer, from the first of these objects whose metadata has it. */
export function userIdIn(...bags: (Bag | null)[]): string | null {
  for (const bag of bags) {
    const named = text(inner(bag, "metadata"), USER_ID);
    if (named !== null) return named.slice(0, MAX_USER_ID_CHARACTERS);
  }
  return null;
}

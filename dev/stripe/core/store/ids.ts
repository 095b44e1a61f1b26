/** The id in a field that holds an id or, expanded, a whole object. The sandbox keeps ids only. */
export function idOf(field: string | { id: string } | null | undefined): string {
  if (field === null || field === undefined) throw new Error("this field names nothing");
  return typeof field === "string" ? field : field.id;
}

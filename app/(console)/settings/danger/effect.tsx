/** What an act does, a paragraph each. */
export function Effect({ of }: { of: readonly string[] }) {
  return of.map((sentences) => <p key={sentences}>{sentences}</p>);
}

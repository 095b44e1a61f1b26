type Props<Kind extends string> = {
  /** The kinds that can be done without, in words. */
  of: Readonly<Record<Kind, string>>;
  wanted: Readonly<Record<NoInfer<Kind>, boolean>>;
};

/** Boxes for the kinds of mail that somebody wants; each is a field of the form around them. */
export function MailKinds<Kind extends string>({ of, wanted }: Props<Kind>) {
  const kinds = Object.keys(of) as Kind[]; // its keys are the kinds
  return kinds.map((kind) => (
    <label key={kind} className="flex cursor-pointer items-center gap-3">
      <input
        type="checkbox"
        name={kind}
        defaultChecked={wanted[kind]}
        className="size-4 shrink-0 accent-ledger"
      />
      {of[kind]}
    </label>
  ));
}

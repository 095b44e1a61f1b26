type Props<Value extends string> = {
  /** The field of the form around them. */
  name: string;
  /** Each value and what it means, in words. */
  options: readonly (readonly [Value, string])[];
  chosen: Value;
};

/** One of a few, each explained: radio buttons below each other. */
export function Choices<Value extends string>({ name, options, chosen }: Props<Value>) {
  return (
    <div className="mb-4 flex flex-col gap-2.5 text-sm">
      {options.map(([value, words]) => (
        <label key={value} className="flex cursor-pointer items-center gap-3">
          <input
            type="radio"
            name={name}
            value={value}
            defaultChecked={value === chosen}
            className="size-4 accent-ledger"
          />
          {words}
        </label>
      ))}
    </div>
  );
}

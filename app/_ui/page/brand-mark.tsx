type Props = { name: string; logo: { id: string; width: number; height: number } | null };

/** Whose page this is: the brand's logo, on white in either theme because nobody knows what it was drawn for; else the name. */
export function BrandMark({ name, logo }: Props) {
  if (logo === null)
    return <span className="block truncate text-[1.0625rem] font-semibold tracking-tight">{name}</span>;
  return (
    // oxlint-disable-next-line next/no-img-element -- its own address is made for browsers to keep
    <img
      src={`/files/${logo.id}`}
      alt={name}
      width={logo.width}
      height={logo.height}
      className="h-10 w-auto max-w-44 rounded-lg bg-white object-contain px-2 py-1.5"
    />
  );
}

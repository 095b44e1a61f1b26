import type { ReactNode } from "react";
import { pictures } from "@/app/_text/console/pictures";

type Props = {
  of: { id: string; name: string; width: number; height: number; bytes: number };
  /** What can be done with it. */
  children?: ReactNode;
};

/** A picture that a brand keeps here, with its name and how large it is. Its place has one height, so that nothing moves as it comes. */
export function Picture({ of, children }: Props) {
  const { id, name, width, height } = of;
  return (
    <figure className="card flex h-full min-w-0 flex-col overflow-hidden">
      <div className="flex h-44 items-center justify-center bg-sunken p-4">
        {/* oxlint-disable-next-line next/no-img-element -- it comes as it was uploaded: partners are to see what they save */}
        <img
          src={`/files/${id}`}
          alt={name}
          width={width}
          height={height}
          loading="lazy"
          decoding="async"
          className="size-auto max-h-full max-w-full object-contain"
        />
      </div>
      <figcaption className="flex grow flex-col gap-3 p-4">
        <div className="min-w-0">
          <p className="text-sm font-medium break-words">{name}</p>
          <p className="mt-0.5 text-[0.8125rem] text-ink-soft tabular-nums">{pictures.facts(of)}</p>
        </div>
        {children}
      </figcaption>
    </figure>
  );
}

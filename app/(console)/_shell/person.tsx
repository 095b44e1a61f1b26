import { ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { consoleText } from "@/app/_text/console/console";
import { profile } from "@/app/_text/profile";
import { ThemeAndSignOut } from "@/app/_ui/page/theme-and-sign-out";
import { switchPlace } from "../_data/act";
import type { Member } from "../_data/signed-in";

/** Which brand this is and who is signed in; other brands, the theme, and the way out. */
export function Person({ viewer, place }: Pick<Member, "viewer" | "place">) {
  const others = viewer.places.filter((one) => one !== place);
  return (
    <details className="relative">
      <summary className="flex cursor-pointer list-none items-center justify-between gap-2 rounded-lg border border-line bg-surface px-3 py-2 hover:border-line-strong [&::-webkit-details-marker]:hidden">
        <span className="min-w-0">
          <span className="block truncate text-sm font-semibold">{place.brandName}</span>
          <span className="block truncate text-xs text-ink-soft">
            {consoleText.role[place.role]} · {viewer.email}
          </span>
        </span>
        <ChevronsUpDown className="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
      </summary>
      <div className="card absolute inset-x-0 z-20 mt-1.5 p-2 text-sm shadow-card">
        {others.length > 0 ? (
          <form action={switchPlace} className="mb-2 border-b border-line pb-2">
            <p className="px-2 py-1 text-xs text-ink-faint">{consoleText.brands}</p>
            {others.map((one) => (
              <PlaceButton key={`${one.brandId}${one.kind}`} place={one} />
            ))}
          </form>
        ) : null}
        <Link href="/profile" className="block rounded-md px-2 py-1.5 hover:bg-sunken">
          {profile.place}
        </Link>
        <ThemeAndSignOut signOut={consoleText.signOut} />
      </div>
    </details>
  );
}

function PlaceButton({ place }: { place: Member["viewer"]["places"][number] }) {
  const partnerId = place.kind === "partner" ? place.partnerId : "";
  return (
    <button
      type="submit"
      formAction={async () => {
        "use server";
        const form = new FormData();
        form.set("brandId", place.brandId);
        form.set("partnerId", partnerId);
        await switchPlace(form);
      }}
      className="w-full cursor-pointer truncate rounded-md px-2 py-1.5 text-left hover:bg-sunken"
    >
      {place.kind === "partner" ? consoleText.asPartner(place.brandName) : place.brandName}
    </button>
  );
}

import { ChevronsUpDown } from "lucide-react";
import { portal } from "@/app/_text/portal/portal";
import { ThemeAndSignOut } from "@/app/_ui/page/theme-and-sign-out";
import { switchPlace } from "../_data/act";
import type { Partner } from "../_data/signed-in";

/** Whose partner this is; other brands, the theme, and the way out. */
export function Person({ viewer, place }: Pick<Partner, "viewer" | "place">) {
  const others = viewer.places.filter((one) => one !== place);
  return (
    <details className="relative min-w-0">
      <summary className="flex cursor-pointer list-none items-center gap-2 rounded-lg border border-line bg-surface px-3 py-1.5 hover:border-line-strong [&::-webkit-details-marker]:hidden">
        <span className="min-w-0">
          <span className="block truncate text-sm font-semibold">{place.brandName}</span>
          <span className="block truncate text-xs text-ink-soft">{place.name}</span>
        </span>
        <ChevronsUpDown className="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
      </summary>
      <div className="card absolute right-0 z-30 mt-1.5 w-64 p-2 text-sm shadow-card">
        <p className="truncate px-2 py-1 text-xs text-ink-faint">{viewer.email}</p>
        {others.length > 0 ? (
          <form className="mb-2 border-b border-line pb-2">
            <p className="px-2 py-1 text-xs text-ink-faint">{portal.brands}</p>
            {others.map((one) => {
              const partnerId = one.kind === "partner" ? one.partnerId : null;
              return (
                <button
                  key={`${one.brandId}${partnerId ?? ""}`}
                  type="submit"
                  formAction={switchPlace.bind(null, { brandId: one.brandId, partnerId })}
                  className="w-full cursor-pointer truncate rounded-md px-2 py-1.5 text-left hover:bg-sunken"
                >
                  {partnerId === null ? one.brandName : portal.asPartner(one.brandName)}
                </button>
              );
            })}
          </form>
        ) : null}
        <ThemeAndSignOut signOut={portal.signOut} />
      </div>
    </details>
  );
}

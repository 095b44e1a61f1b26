import { AppError } from "@/server/platform/errors";
import type { Id } from "@/server/platform/ids";
import type { Database } from "@/server/platform/postgres/database";
import { saveWhereabouts } from "./store";
import type { Viewer } from "./viewer";

/** Switches the viewer to another of their places: a brand's team, or with `partnerId` its roster. 403 where they belong to neither. */
export async function goTo(
  { database }: { database: Database },
  viewer: Viewer,
  place: { brandId: Id; partnerId: Id | null },
): Promise<void> {
  const theirs = viewer.places.some(
    (one) =>
      one.brandId === place.brandId && (one.kind === "partner" ? one.partnerId : null) === place.partnerId,
  );
  if (!theirs) throw new AppError("forbidden", `${viewer.email} does not belong to that brand.`);
  await database.asSystem("sign people in", (sql) => saveWhereabouts(sql, viewer.sessionId, place));
}

import { sharedServer } from "@/server/api/services";
import { hasDemo } from "@/server/demo/read";

export type HomeFacts = { hasDemo: boolean; origin: string };

/** What the first page must know of this installation. */
export async function loadHome(): Promise<HomeFacts> {
  const { services, api } = await sharedServer();
  const brandId = await api.gate.homeBrand();
  const shown = brandId !== null && (await hasDemo({ services, actor: { kind: "system", brandId } }));
  return { hasDemo: shown, origin: services.appUrl };
}

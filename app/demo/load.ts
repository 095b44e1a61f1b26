import { sharedServer } from "@/server/api/services";
import { type Demo, showDemo } from "@/server/demo/shown/show";

/** What the page shows. It acts for the brand, and `showDemo` keeps to the demonstration's program. */
export async function loadDemo(commissionId: string | null): Promise<Demo | null> {
  const { services, api } = await sharedServer();
  const brandId = await api.gate.homeBrand();
  if (!brandId) return null;
  return showDemo({ services, actor: { kind: "system", brandId } }, commissionId);
}

import { portalSettings } from "@/app/_text/portal/settings";
import { SubPages } from "@/app/_ui/page/sub-pages";

const { places } = portalSettings;

/** Leads between the pages on which partners arrange something. */
export function SettingsPlaces() {
  return (
    <SubPages
      label={places.label}
      pages={[
        { href: "/portal/settings", name: places.profile },
        { href: "/portal/postbacks", name: places.postbacks },
        { href: "/portal/keys", name: places.keys },
      ]}
    />
  );
}

import { settings } from "@/app/_text/console/settings";
import { SubPages } from "@/app/_ui/page/sub-pages";

const { places: text } = settings;

/** The pages of settings. */
export function SettingsPlaces() {
  return (
    <SubPages
      label={text.label}
      pages={[
        { href: "/settings", name: text.brand },
        { href: "/settings/members", name: text.members },
        { href: "/settings/mail", name: text.mail },
        { href: "/settings/domains", name: text.domains },
        { href: "/settings/pictures", name: text.pictures },
        { href: "/settings/danger", name: text.danger },
      ]}
    />
  );
}

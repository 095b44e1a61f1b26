import { developers } from "@/app/_text/console/developers";
import { SubPages } from "@/app/_ui/page/sub-pages";

const { places: text } = developers;

/** The pages for developers. */
export function DeveloperPlaces() {
  return (
    <SubPages
      label={text.label}
      pages={[
        { href: "/developers", name: text.install },
        { href: "/developers/keys", name: text.keys },
        { href: "/developers/webhooks", name: text.webhooks },
        { href: "/developers/stripe", name: text.stripe },
        { href: "/developers/jobs", name: text.jobs },
      ]}
    />
  );
}

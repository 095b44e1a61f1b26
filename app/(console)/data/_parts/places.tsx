import { data } from "@/app/_text/console/data";
import { SubPages } from "@/app/_ui/page/sub-pages";

const { places: text } = data;

/** The pages of data. */
export function DataPlaces() {
  return (
    <SubPages
      label={text.label}
      pages={[
        { href: "/data", name: text.export },
        { href: "/data/changes", name: text.changes },
      ]}
    />
  );
}

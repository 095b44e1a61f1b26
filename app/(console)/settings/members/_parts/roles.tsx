import { settings } from "@/app/_text/console/settings";
import { Select } from "@/app/_ui/form/field";

const { members: text } = settings;

/** What a member may be. */
export function Roles({ value, label }: { value: string; label?: string }) {
  return (
    <Select name="role" className="min-w-24" defaultValue={value} {...(label ? { "aria-label": label } : {})}>
      {Object.entries(text.roles).map(([role, name]) => (
        <option key={role} value={role}>
          {name}
        </option>
      ))}
    </Select>
  );
}

import { ActionForm } from "@/app/_ui/form/action-form";
import { Button } from "@/app/_ui/form/button";
import type { Told } from "@/app/_ui/form/told";

type Props = {
  name: string;
  fields: Readonly<Record<string, string>>;
  action(before: Told, form: FormData): Promise<Told>;
};

/** A button that does something at once, for what needs no question. */
export function Act({ name, fields, action }: Props) {
  return (
    <ActionForm action={action}>
      {Object.entries(fields).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <Button type="submit">{name}</Button>
    </ActionForm>
  );
}

import Form from "next/form";
import Link from "next/link";
import type { ReactNode } from "react";
import { table } from "@/app/_text/table";
import { Button } from "@/app/_ui/button";
import { Input, Select } from "@/app/_ui/field";
import type { Search } from "./address";

export type Filter =
  | { kind: "text"; name: string; label: string }
  | { kind: "choice"; name: string; label: string; options: readonly (readonly [string, string])[] };

type Props = { path: string; search: Search; filters: readonly Filter[]; children?: ReactNode };

/** A list's filters. They live in the address, so that a list can be sent to somebody. */
export function Filters({ path, search, filters, children }: Props) {
  const active = filters.some(({ name }) => search[name] !== undefined);
  return (
    <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
      <Form action={path} scroll={false} className="flex flex-wrap items-center gap-2">
        {search["columns"] ? <input type="hidden" name="columns" value={search["columns"]} /> : null}
        {filters.map((filter) =>
          filter.kind === "text" ? (
            <Input
              key={`${filter.name}${search[filter.name] ?? ""}`}
              type="search"
              name={filter.name}
              aria-label={filter.label}
              placeholder={filter.label}
              defaultValue={search[filter.name] ?? ""}
              className="max-w-56"
            />
          ) : (
            <Select
              key={`${filter.name}${search[filter.name] ?? ""}`}
              name={filter.name}
              aria-label={filter.label}
              defaultValue={search[filter.name] ?? ""}
              className="max-w-48"
            >
              <option value="">{filter.label}</option>
              {filter.options.map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </Select>
          ),
        )}
        <Button type="submit">{table.filter}</Button>
        {active ? (
          <Link href={path} className="px-2 text-sm text-ink-soft hover:text-ink">
            {table.clear}
          </Link>
        ) : null}
      </Form>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </div>
  );
}

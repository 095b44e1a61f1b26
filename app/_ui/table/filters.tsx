import { X } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import type { ReactNode } from "react";
import { table } from "@/app/_text/table";
import { Button } from "@/app/_ui/form/button";
import { Input, Select } from "@/app/_ui/form/field";
import { addressWith, type Search } from "./address";

export type Filter =
  | { kind: "text"; name: string; label: string }
  /** A day, such as the first or last of a span. */
  | { kind: "day"; name: string; label: string }
  /** Set elsewhere, such as by a cell's button; shown while it holds, and can be taken away. */
  | { kind: "set"; name: string; label: string }
  | { kind: "choice"; name: string; label: string; options: readonly (readonly [string, string])[] };

type Props = { path: string; search: Search; filters: readonly Filter[]; children?: ReactNode };

/** A list's filters. They live in the address, so that a list can be sent to somebody. */
export function Filters({ path, search, filters, children }: Props) {
  const active = filters.some(({ name }) => search[name] !== undefined);
  return (
    <div className="mb-4 flex flex-wrap items-start justify-between gap-3 md:flex-nowrap">
      <Form action={path} scroll={false} className="flex flex-wrap items-center gap-2">
        {search["columns"] ? <input type="hidden" name="columns" value={search["columns"]} /> : null}
        {search["sort"] ? <input type="hidden" name="sort" value={search["sort"]} /> : null}
        {search["order"] ? <input type="hidden" name="order" value={search["order"]} /> : null}
        {filters.map((filter) => (
          <Control
            key={`${filter.name}${search[filter.name] ?? ""}`}
            filter={filter}
            path={path}
            search={search}
          />
        ))}
        <Button type="submit">{table.filter}</Button>
        {active ? (
          <Link href={path} className="px-2 text-sm text-ink-soft hover:text-ink">
            {table.clear}
          </Link>
        ) : null}
      </Form>
      <div className="flex shrink-0 flex-wrap items-center gap-2">{children}</div>
    </div>
  );
}

function Control({ filter, path, search }: { filter: Filter; path: string; search: Search }) {
  const { kind, name, label } = filter;
  const value = search[name] ?? "";
  switch (kind) {
    case "text":
      return (
        <Input
          type="search"
          name={name}
          aria-label={label}
          placeholder={label}
          defaultValue={value}
          className="sm:w-52"
        />
      );
    case "day":
      return (
        <label className="flex items-center gap-2 text-sm text-ink-soft">
          {label}
          <Input type="date" name={name} defaultValue={value} className="sm:w-34" />
        </label>
      );
    case "choice":
      return (
        <Select name={name} aria-label={label} defaultValue={value} className="sm:w-36">
          <option value="">{label}</option>
          {filter.options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </Select>
      );
    case "set":
      return value === "" ? null : (
        <span className="flex h-9 items-center gap-2 rounded-lg bg-ledger-wash pr-1.5 pl-3 text-sm font-medium text-ledger">
          <input type="hidden" name={name} value={value} />
          {label}
          <Link
            href={addressWith(path, search, { [name]: null, cursor: null, open: null })}
            aria-label={table.without(label)}
            className="rounded p-1 hover:bg-surface"
          >
            <X className="size-3.5" aria-hidden="true" />
          </Link>
        </span>
      );
  }
}

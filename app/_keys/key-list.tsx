import type { ReactNode } from "react";
import { keys as text } from "@/app/_text/keys";
import type { Told } from "@/app/_ui/form/told";
import type { Search } from "@/app/_ui/table/address";
import { Bulk } from "@/app/_ui/table/bulk/bulk";
import type { Filter } from "@/app/_ui/table/filters";
import { Listing } from "@/app/_ui/table/listing";
import type { Column } from "@/app/_ui/table/table";
import { type Key, keyColumns } from "./columns";
import { effectOfRevoking } from "./effect";

const BULK = "keys";

type Act = (before: Told, form: FormData) => Promise<Told>;
type Props = {
  path: string;
  search: Search;
  page: { data: readonly Key[]; nextCursor: string | null };
  timeZone: string;
  /** Columns that stand behind the name. */
  more?: readonly Column<Key>[];
  /** Filters beside the one by status. */
  filters?: readonly Filter[];
  revoke: Act;
  revokeSome: Act;
  empty: ReactNode;
};

/** One page of API keys, which can be revoked one by one or several at once. */
export function KeyList({ path, search, page, timeZone, more = [], filters = [], ...rest }: Props) {
  return (
    <>
      <Listing
        path={path}
        search={search}
        label={text.title}
        columns={keyColumns({ timeZone, more, revoke: rest.revoke })}
        rows={page.data}
        keyOf={(row) => row.id}
        next={page.nextCursor}
        file="api-keys"
        filters={[STATUS, ...filters]}
        empty={rest.empty}
        select={{ form: BULK, nameOf: (row) => row.name, can: (row) => row.status !== "revoked" }}
      />
      <Bulk
        form={BULK}
        cancel={text.cancel}
        acts={[
          {
            name: text.revoke,
            title: text.revokeSomeTitle,
            look: "danger",
            effect: effectOfRevoking,
            action: rest.revokeSome,
          },
        ]}
      />
    </>
  );
}

const STATUS: Filter = {
  kind: "choice",
  name: "status",
  label: text.anyStatus,
  options: Object.entries(text.status),
};

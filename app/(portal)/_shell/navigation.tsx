"use client";

import {
  Banknote,
  CircleDollarSign,
  Images,
  Link2,
  type LucideIcon,
  Settings2,
  Users,
  Wallet,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { portal } from "@/app/_text/portal/portal";
import { useCurrentInView } from "@/app/_ui/page/current-in-view";

const SETTINGS = ["/portal/postbacks", "/portal/keys"];
const PLACES: readonly { href: string; name: string; Picture: LucideIcon; also?: readonly string[] }[] = [
  { href: "/portal", name: portal.places.earnings, Picture: Wallet },
  { href: "/portal/links", name: portal.places.links, Picture: Link2 },
  { href: "/portal/assets", name: portal.places.assets, Picture: Images },
  { href: "/portal/customers", name: portal.places.customers, Picture: Users },
  { href: "/portal/commissions", name: portal.places.commissions, Picture: CircleDollarSign },
  { href: "/portal/payouts", name: portal.places.payouts, Picture: Banknote },
  { href: "/portal/settings", name: portal.places.settings, Picture: Settings2, also: SETTINGS },
];

/** Leads to the portal's pages. On a phone the row scrolls, so nothing folds away. */
export function Navigation() {
  const here = usePathname();
  const row = useCurrentInView<HTMLElement>(here);
  return (
    <nav ref={row} aria-label={portal.navigation} className="min-w-0 overflow-x-auto">
      <ul className="flex gap-1">
        {PLACES.map(({ href, name, Picture, also = [] }) => {
          const tops = href === "/portal" ? [] : [href, ...also];
          const current = here === href || tops.some((top) => here === top || here.startsWith(`${top}/`));
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                className="flex flex-col items-center gap-1 rounded-lg px-2.5 py-1.5 text-xs font-medium text-ink-soft hover:bg-sunken hover:text-ink aria-[current=page]:bg-ledger-wash aria-[current=page]:text-ledger sm:flex-row sm:gap-2 sm:px-3 sm:py-2 sm:text-sm"
              >
                <Picture className="size-4" strokeWidth={1.8} aria-hidden="true" />
                {name}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

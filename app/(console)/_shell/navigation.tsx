"use client";

import {
  Banknote,
  CircleDollarSign,
  Code,
  Database,
  FileText,
  LayoutDashboard,
  type LucideIcon,
  Settings,
  ShieldAlert,
  UserRound,
  Users,
  Zap,
} from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { consoleText } from "@/app/_text/console/console";
import { PLACES, type PlaceHref } from "./places";

const PICTURES: Record<PlaceHref, LucideIcon> = {
  "/overview": LayoutDashboard,
  "/partners": Users,
  "/programs": FileText,
  "/customers": UserRound,
  "/events": Zap,
  "/commissions": CircleDollarSign,
  "/payouts": Banknote,
  "/fraud": ShieldAlert,
  "/data": Database,
  "/developers": Code,
  "/settings": Settings,
};

/** Leads to the console's pages, by hand and by keys. */
export function Navigation() {
  const here = usePathname();
  useKeys();
  return (
    <nav aria-label={consoleText.navigation}>
      <ul className="flex flex-col gap-0.5">
        {PLACES.map(({ href, name, key }) => {
          const Picture = PICTURES[href];
          const current = here === href || here.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                title={`g ${key}`}
                className="flex items-center gap-3 rounded-lg px-3 py-2 text-sm font-medium text-ink-soft hover:bg-sunken hover:text-ink aria-[current=page]:bg-ledger-wash aria-[current=page]:text-ledger"
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

const PATIENCE_MS = 1_500;

/** `g`, then a page's letter. Not while somebody types, nor with a key that means something else to the browser. */
function useKeys(): void {
  const router = useRouter();
  useEffect(() => {
    let asked = 0;
    const pressed = (event: KeyboardEvent): void => {
      const { target, key } = event;
      const typing =
        target instanceof HTMLElement && target.closest("input, textarea, select, [role=dialog]");
      if (typing || event.metaKey || event.ctrlKey || event.altKey) return;
      const place = PLACES.find((one) => one.key === key);
      if (place && event.timeStamp - asked < PATIENCE_MS) router.push(place.href);
      asked = key === "g" ? event.timeStamp : 0;
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [router]);
}

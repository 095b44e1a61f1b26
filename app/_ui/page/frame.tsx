import Link from "next/link";
import type { ReactNode } from "react";
import { shell } from "@/app/_text/shell";
import { ThemeSwitch } from "../theme/theme-switch";
import { Wordmark } from "./wordmark";

/** What stands around every public page. `here` is the page's own address in the navigation. */
export function Frame({ here, children }: { here?: "/" | "/demo"; children: ReactNode }) {
  return (
    <>
      <a
        href="#content"
        className="absolute left-4 top-3 z-10 -translate-y-16 rounded-lg bg-ledger px-4 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        {shell.skip}
      </a>
      <header className="border-b border-line">
        <div className="mx-auto flex h-16 max-w-6xl items-center justify-between gap-3 px-5 sm:px-8">
          <Link href="/" aria-current={here === "/" ? "page" : undefined} className="-mx-1 px-1">
            <Wordmark />
          </Link>
          <div className="flex items-center gap-4 sm:gap-7">
            <nav
              aria-label={shell.navigation}
              className="flex gap-4 text-sm font-medium whitespace-nowrap text-ink-soft sm:gap-7"
            >
              <NavigationLink href="/demo" here={here === "/demo"} className="hidden sm:block">
                {shell.links.demo}
              </NavigationLink>
              <NavigationLink href="/docs/api" className="hidden sm:block">
                {shell.links.api}
              </NavigationLink>
              <NavigationLink href="/home">{shell.links.signIn}</NavigationLink>
            </nav>
            <ThemeSwitch />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto max-w-6xl px-5 outline-none sm:px-8">
        {children}
      </main>
      <footer className="border-t border-line">
        <div className="mx-auto flex max-w-6xl flex-wrap justify-between gap-x-8 gap-y-3 px-5 py-8 text-sm text-ink-soft sm:px-8">
          <p>{shell.footer}</p>
          <p className="flex gap-5">
            <Link href="/demo" className="text-link">
              {shell.links.demo}
            </Link>
            <a href="/docs/api" className="text-link">
              {shell.links.api}
            </a>
          </p>
        </div>
      </footer>
    </>
  );
}

type NavigationLinkProps = { href: string; here?: boolean; className?: string; children: ReactNode };

/** Plain anchors: the reference at /docs/api is not one of Next's pages. */
function NavigationLink({ href, here, className = "", children }: NavigationLinkProps) {
  return (
    <a
      href={href}
      aria-current={here ? "page" : undefined}
      className={`py-1 decoration-ledger decoration-2 underline-offset-8 hover:text-ink aria-[current=page]:text-ink aria-[current=page]:underline ${className}`}
    >
      {children}
    </a>
  );
}

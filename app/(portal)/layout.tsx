import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { portal } from "@/app/_text/portal/portal";
import { shell } from "@/app/_text/shell";
import { OnePlace } from "@/app/_ui/live/one-place";
import { Toasts } from "@/app/_ui/live/toasts";
import { BrandMark } from "@/app/_ui/page/brand-mark";
import { brandLogo, signedIn } from "./_data/signed-in";
import { Navigation } from "./_shell/navigation";
import { PausedNotice } from "./_shell/paused";
import { Person } from "./_shell/person";
import { SandboxNotice } from "./_shell/sandbox";

export const dynamic = "force-dynamic";

/** What stands around the portal's pages. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const [{ viewer, place }, logo] = await Promise.all([signedIn(), brandLogo()]);
  return (
    <div className="min-h-dvh">
      <a
        href="#content"
        className="absolute top-3 left-4 z-50 -translate-y-16 rounded-lg bg-ledger px-4 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        {shell.skip}
      </a>
      <header className="border-b border-line">
        <div className="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4 py-3 sm:px-8">
          <Link href="/portal" className="min-w-0">
            <BrandMark name={place.brandName} logo={logo} />
          </Link>
          <div className="order-last w-full min-w-0">
            <Navigation />
          </div>
          <Person viewer={viewer} place={place} />
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto max-w-5xl min-w-0 px-4 py-6 outline-none sm:px-8 sm:py-8"
      >
        <SandboxNotice />
        <PausedNotice />
        {/* Nothing that a page keeps while it is open, such as what it listens to, outlives a switch to another brand. */}
        <Fragment key={place.partnerId}>{children}</Fragment>
      </main>
      <footer className="mx-auto max-w-5xl px-4 pb-8 text-xs text-ink-faint sm:px-8">
        {portal.runsOn(place.brandName)}
      </footer>
      <Toasts />
      <OnePlace place={`${place.brandId} ${place.partnerId}`} />
    </div>
  );
}

import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { consoleText } from "@/app/_text/console/console";
import { shell } from "@/app/_text/shell";
import { OnePlace } from "@/app/_ui/live/one-place";
import { Toasts } from "@/app/_ui/live/toasts";
import { Wordmark } from "@/app/_ui/page/wordmark";
import { signedIn } from "./_data/signed-in";
import { Drawer } from "./_shell/drawer";
import { Navigation } from "./_shell/navigation";
import { PausedNotice } from "./_shell/paused";
import { Person } from "./_shell/person";
import { SandboxNotice } from "./_shell/sandbox";
import { WorkingOutLine } from "./_shell/working-out";

export const dynamic = "force-dynamic";

/** What stands around the console's pages. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { viewer, place } = await signedIn();
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="absolute top-3 left-4 z-50 -translate-y-16 rounded-lg bg-ledger px-4 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        {shell.skip}
      </a>
      <header className="sticky top-0 z-20 flex h-14 items-center justify-between border-b border-line bg-paper px-4 lg:hidden">
        <Link href="/overview">
          <Wordmark />
        </Link>
        <Drawer>
          <Person viewer={viewer} place={place} />
          <Navigation />
        </Drawer>
      </header>
      <aside className="sticky top-0 hidden h-dvh flex-col gap-5 border-r border-line p-4 lg:flex">
        <Link href="/overview" className="px-2 pt-1.5">
          <Wordmark />
        </Link>
        <Person viewer={viewer} place={place} />
        <Navigation />
        <p className="mt-auto px-2 text-xs text-ink-faint">{consoleText.keys}</p>
      </aside>
      <main id="content" tabIndex={-1} className="min-w-0 px-4 py-6 outline-none sm:px-8 lg:px-10 lg:py-8">
        <div className="mx-auto max-w-6xl">
          <SandboxNotice />
          <PausedNotice />
          <WorkingOutLine />
          {/* Nothing that a page keeps while it is open, such as what it listens to, outlives a switch to another brand. */}
          <Fragment key={place.brandId}>{children}</Fragment>
        </div>
      </main>
      <Toasts />
      <OnePlace place={place.brandId} />
    </div>
  );
}

import Link from "next/link";
import { shell } from "./_text/shell";
import { Frame } from "./_ui/page/frame";

export const metadata = { title: shell.notFound.title };

export default function NotFound() {
  return (
    <Frame>
      <div className="max-w-xl py-24">
        <p className="figure font-mono text-sm text-ink-faint">404</p>
        <h1 className="mt-3 text-3xl font-semibold tracking-tight">{shell.notFound.title}</h1>
        <p className="mt-4 text-ink-soft">{shell.notFound.body}</p>
        <p className="mt-8">
          <Link href="/" className="text-link font-medium">
            {shell.notFound.home}
          </Link>
        </p>
      </div>
    </Frame>
  );
}

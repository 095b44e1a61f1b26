import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { shell } from "./_text/shell";
import { inter, jetbrains } from "./_ui/theme/fonts";
import { applyStoredTheme } from "./_ui/theme/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: shell.name, template: `%s · ${shell.name}` },
  description: shell.description,
};

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f8f7" },
    { media: "(prefers-color-scheme: dark)", color: "#0c1210" },
  ],
};

/** The id of the element after everything else. */
const END = "end";

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // The script below may set a theme on this element before React sees it.
    <html lang="en" className={`${inter.variable} ${jetbrains.variable}`} suppressHydrationWarning>
      <head>
        {/* Browsers hide a nonce from scripts, so React finds another one than it wrote. */}
        <script
          nonce={nonce}
          suppressHydrationWarning
          dangerouslySetInnerHTML={{ __html: applyStoredTheme }}
        />
        {/* Painted only once its end has come: the columns of a table get other widths with every row that arrives. */}
        <link rel="expect" href={`#${END}`} blocking="render" />
      </head>
      <body className="font-sans antialiased">
        {children}
        <div id={END} hidden />
      </body>
    </html>
  );
}

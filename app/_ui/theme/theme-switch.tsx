"use client";

import { type ReactNode, useEffect, useState } from "react";
import { shell } from "@/app/_text/shell";
import { chooseTheme, currentTheme, THEMES, type Theme } from "./theme";

/** The choice is known only in the browser: until then no button is pressed, and all have their final size. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme | null>(null);
  useEffect(() => setTheme(currentTheme()), []);
  const choose = (next: Theme): void => {
    chooseTheme(next);
    setTheme(next);
  };
  return (
    <fieldset className="flex rounded-full border border-line bg-surface p-0.5">
      <legend className="sr-only">{shell.theme.label}</legend>
      {THEMES.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={theme === name}
          aria-label={shell.theme[name]}
          title={shell.theme[name]}
          onClick={() => choose(name)}
          className="grid size-7 cursor-pointer place-items-center rounded-full text-ink-faint transition-colors hover:text-ink aria-pressed:bg-sunken aria-pressed:text-ink"
        >
          <svg
            viewBox="0 0 16 16"
            className="size-3.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            aria-hidden="true"
          >
            {PICTURES[name]}
          </svg>
        </button>
      ))}
    </fieldset>
  );
}

const PICTURES: Record<Theme, ReactNode> = {
  system: <path d="M2 3h12v8H2zM6 14h4M8 11v3" strokeLinejoin="round" strokeLinecap="round" />,
  light: (
    <>
      <circle cx="8" cy="8" r="2.75" />
      <path
        d="M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1"
        strokeLinecap="round"
      />
    </>
  ),
  dark: <path d="M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1Z" strokeLinejoin="round" />,
};

"use client";

import { Printer } from "lucide-react";
import { Button } from "./button";

/** Opens the browser's own printing, which also makes PDFs. */
export function PrintButton({ children }: { children: string }) {
  return (
    <Button onClick={() => window.print()} className="print:hidden">
      <Printer size={16} aria-hidden="true" />
      {children}
    </Button>
  );
}

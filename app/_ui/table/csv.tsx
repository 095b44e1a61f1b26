"use client";

import { table } from "@/app/_text/table";
import { Button } from "@/app/_ui/button";

/** Saves the table of this page as it is shown: its columns, its rows, its words. */
export function SaveCsv({ name }: { name: string }) {
  const save = (): void => {
    const rows = [...document.querySelectorAll<HTMLTableRowElement>("table[data-table] tr")];
    const text = rows.map((row) => [...row.cells].filter(hasWords).map(field).join(",")).join("\r\n");
    // The mark tells spreadsheets that this is UTF-8.
    const address = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/csv" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return <Button onClick={save}>{table.csv}</Button>;
}

function hasWords(cell: HTMLTableCellElement): boolean {
  return cell.querySelector("input") === null && cell.innerText.trim() !== "✓";
}

/** Quoted as RFC 4180 has it. What a spreadsheet would run as a formula is made text. */
function field(cell: HTMLTableCellElement): string {
  const text = cell.innerText.trim().replace(/\s*\n\s*/g, "; ");
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

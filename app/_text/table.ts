/** Lists and what can be done with them. */
export const table = {
  filter: "Filter",
  clear: "Clear filters",
  columns: "Columns",
  apply: "Show these",
  pages: "Pages of this list",
  first: "Back to the first",
  next: "Next",
  csv: "Save CSV",
  close: "Close",
  walk: "Arrow keys go to the row above or below; Escape closes.",
  only: (value: string) => `Only ${value}`,
  selected: (count: number) => `${count} selected`,
  nothing: {
    title: "Nothing matches",
    body: "There are rows, and none of them fits these filters.",
  },
} as const;

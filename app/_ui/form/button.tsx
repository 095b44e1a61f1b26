import Link from "next/link";
import type { ComponentProps } from "react";

type Look = "primary" | "plain" | "quiet" | "danger";

const BASE =
  "inline-flex h-9 cursor-pointer items-center justify-center gap-2 rounded-lg px-3.5 text-sm font-medium whitespace-nowrap transition-colors disabled:cursor-default disabled:opacity-55";
const LOOKS: Record<Look, string> = {
  primary: "bg-ledger text-on-accent hover:bg-ledger/88",
  plain: "border border-line bg-surface text-ink hover:border-line-strong",
  quiet: "text-ink-soft hover:bg-sunken hover:text-ink",
  danger: "border border-negative/50 bg-surface text-negative hover:bg-negative-wash",
};

export function Button({
  look = "plain",
  type = "button",
  className = "",
  ...rest
}: ComponentProps<"button"> & { look?: Look }) {
  return <button type={type} className={`${BASE} ${LOOKS[look]} ${className}`} {...rest} />;
}

export function ButtonLink({
  look = "plain",
  className = "",
  ...rest
}: ComponentProps<typeof Link> & { look?: Look }) {
  return <Link className={`${BASE} ${LOOKS[look]} ${className}`} {...rest} />;
}

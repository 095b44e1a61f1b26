import { Facts } from "@/app/_ui/page/panel";

/** What words of a list mean, folded away below it. */
export function Meanings({ title, of }: { title: string; of: Readonly<Record<string, string>> }) {
  return (
    <details className="mt-6 rounded-lg border border-line px-4 py-2.5 text-sm">
      <summary className="cursor-pointer font-medium">{title}</summary>
      <div className="mt-3 mb-1.5">
        <Facts of={Object.entries(of)} />
      </div>
    </details>
  );
}
